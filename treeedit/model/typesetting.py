"""Expressions as LaTeX, from the templates in the table of operators, with as few brackets as are correct.

An operand needs no brackets where braces or \\left…\\right in the template already hold it together. No two signs stand
side by side. Nothing that a label contains can act as TeX: what is not a letter or a digit is escaped.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache
from string import Formatter
from typing import NamedTuple

from treeedit.model.forest import Expression, Leaf, is_name
from treeedit.model.operators import OPERATORS, POWER, PRODUCT, Notation, Operator
from treeedit.model.printing import ATOM, Piece, folded

_LETTERS = frozenset(
    "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi pi rho sigma tau upsilon phi chi psi omega "
    "Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega varepsilon vartheta varpi varrho varsigma varphi".split()
)
_GREEK = re.compile(r"GREEK (?:(?P<size>SMALL|CAPITAL) LETTER (?P<final>FINAL )?)?(?P<letter>\w+)(?: SYMBOL)?")
_SPECIAL = {c: "\\" + c for c in "{}$&#%_"} | {"\\": r"\backslash{}", "^": r"\wedge{}", "~": r"\sim{}"}
_SCIENTIFIC = re.compile(r"(.*)[eE]\+?(-?[0-9]+)")


class _Field(NamedTuple):
    """What a template asks of an operand: the precedence that needs no brackets, and whether a sign stands before."""

    level: int
    signed: bool


class _Template(NamedTuple):
    """literals: the text before each operand, and behind the last one. order: which operand stands where."""

    literals: tuple[str, ...]
    order: tuple[int, ...]
    fields: tuple[_Field, ...]
    level: int


def print_latex(expression: Expression) -> str:
    r"""An expression as LaTeX for math mode (\square, an empty slot, needs amssymb)."""
    return folded(expression, _operand, _operation)


def _operand(leaf: Leaf | None) -> Piece:
    if leaf is None:
        return Piece(r"\square")
    if is_name(leaf.label):
        return Piece(latex_of_label(leaf.label))
    parts = _SCIENTIFIC.fullmatch(leaf.label)
    if parts:
        return Piece(rf"{parts[1]} \cdot 10^{{{parts[2]}}}", PRODUCT)
    return Piece(latex_of_label(leaf.label))


def _operation(entry: Operator, operands: Sequence[Piece]) -> Piece:
    template = _template(entry.key)
    ropes = [template.literals[0]]
    for index, wanted, literal in zip(template.order, template.fields, template.literals[1:], strict=True):
        ropes += [_fitted(operands[index], wanted), literal]
    first = ...
