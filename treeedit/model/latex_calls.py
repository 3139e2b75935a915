"""Functions in LaTeX: what \\log_a, \\sin^2, \\sec and \\max become when their operands have been read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from treeedit.model import latex_words as table
from treeedit.model.labels import EULER
from treeedit.model.latex_tokens import Source
from treeedit.model.operators import OPERATORS
from treeedit.model.records import Leaf
from treeedit.model.ropes import Rope
from treeedit.model.tokens import shown
from treeedit.words import translate


class Call(NamedTuple):
    """A function before its operand: which, how and where it was written, the base of a logarithm, the power."""

    key: str
    written: str
    at: int
    base: Rope = None
    power: Rope = None

    @property
    def needs_brackets(self) -> bool:
        """Whether it has several operands."""
        return self.key in OPERATORS and OPERATORS[self.key].arity > 1

    def to_base(self, base: Rope) -> Call:
        """The logarithm to a base."""
        return self._replace(base=base)

    def to_power(self, power: Rope) -> Call:
        """The function with a power, as in sin² x."""
        return self._replace(power=power)

    def inverse(self) -> Call:
        """The inverse function, which the power -1 of a function means."""
        return self._replace(key=table.INVERSES[self.key])


def applied(source: Source, call: Call, operands: Sequence[Rope]) -> Rope:
    """A function over its operands; one of two, as max, is taken again for every further one."""
    if call.needs_brackets == (len(operands) < 2):
        wanted = (
            translate("latex_calls", "two operands or more")
            if call.needs_brackets
            else translate("latex_calls", "one operand")
        )
        sentence = translate("latex_calls", "{0} has {1}, found {2}")
        raise source.error(sentence.format(shown(call.written), wanted, len(operands)), call.at)
    node = _over(call, operands)
    return node if call.power is None else (node, call.power, "^")


def _over(call: Call, operands: Sequence[Rope]) -> Rope:
    first, *others = operands
    if call.key in table.RECIPROCALS:
        return (Leaf("1"), first, table.RECIPROCALS[call.key], "/")
    if call.base is not None:
        named = table.LOGARITHMS.get(call.base.label, "") if isinstance(call.base, Leaf) else ""
        if named:
            return (first, named)
        is_natural = call.base == Leaf(EULER)
        return (first, "ln") if is_natural else (first, "ln", call.base, "ln", "/")
    if not others:
        return (first, call.key)
    node = first
    for each in others:
        node = (node, each, call.key)
    return node
