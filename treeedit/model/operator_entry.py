"""What an entry of the table of operators says: `Operator`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Any

from treeedit.model.elementary import Number
from treeedit.words import QT_TRANSLATE_NOOP


class Notation(Enum):
    """How an operator is written in a formula."""

    INFIX = "infix"
    PREFIX = "prefix"
    CALL = "call"


@dataclass(frozen=True, slots=True)
class Limit:
    """A condition on the operands, with the sentence for where it fails.

    `holds(*operands)` works elementwise. `slot` restricts it to the local derivative of one slot.
    """

    holds: Callable[..., Any]
    sentence: str
    slot: int | None = None


@dataclass(frozen=True, slots=True)
class Convention:
    """Where a rule does not give the derivative: where left equals right, formulas of the operands a and b.

    taken: what the derivative is there by convention. `slot` restricts it to the local derivative of one slot.
    """

    left: str
    right: str
    taken: str
    slot: int | None = None


@dataclass(frozen=True, slots=True)
class Operator:
    """One entry of the table.

    key: what identifies it in a document. spelling and aliases: how formulas write it. glyph: what its node shows.
    precedence: 1 (loosest) to 5 (a call). forward(m, *operands) gives the value, derivatives(m, y, *operands) the
    local derivative of every slot. domain: where it has a value. smooth: where it has a finite derivative.
    vanishes: where the exact result is 0, for those whose result can be too small for a double although it is not.
    cure: what gets by without this operator where its result is too large or too small.
    kinks: where a convention decides the derivative (the sentence says which). rules: the same derivatives as formulas
    of the operands a and b, valid off the kinks; none where no formula of the table says it. conventions: where they do
    not give what the kinks' sentences say. by_value: the same of the value y, where that is shorter. laws: what these
    rules are called, one for all slots or one for each.

    code: the function in Python, of a and b, with exp, log (natural), power, where, minimum and the like by name, as
    they are called wherever numbers are computed with. slopes: the local derivatives in Python, of a, b and the value
    y, for floats: where the rules would say something else at a kink, overflow, or say nothing.
    """

    key: str
    name: str
    family: str
    arity: int
    forward: Callable[..., Number]
    derivatives: Callable[..., tuple[Number, ...]]
    latex: str
    glyph: str = ""
    spelling: str = ""
    aliases: tuple[str, ...] = ()
    notation: Notation = Notation.CALL
    precedence: int = 5
    right_to_left: bool = False
    commutative: bool = False
    domain: tuple[Limit, ...] = ()
    smooth: tuple[Limit, ...] = ()
    kinks: tuple[Limit, ...] = ()
    vanishes: Callable[..., Any] | None = None
    cure: str = ""
    rules: tuple[str, ...] = ()
    conventions: tuple[Convention, ...] = ()
    by_value: tuple[str, ...] = ()
    laws: tuple[str, ...] = (QT_TRANSLATE_NOOP("operators", "chain rule"),)
    code: str = ""
    slopes: tuple[str, ...] = ()


SUM, PRODUCT, NEGATION, POWER, CALL = 1, 2, 3, 4, 5  # precedences
