"""Expressions as LaTeX, from the templates in the table of operators, with as few brackets as are correct.

An operand needs no brackets where braces or \\left…\\right in the template already hold it together. No two signs stand
side by side. Nothing that a label contains can act as TeX: what is not a letter or a digit is escaped.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache
from itertools import islice
from string import Formatter
from typing import NamedTuple

from treeedit.model.labels import EULER, GREEK, PRIME, STAR, as_spelt, canonical_label, index_signs, parts_of
from treeedit.model.operator_entry import POWER, PRODUCT, Notation, Operator
from treeedit.model.operators import OPERATORS
from treeedit.model.printing import ATOM, Piece, folded
from treeedit.model.records import Expression, Leaf
from treeedit.model.ropes import pieces_of

_SPECIAL = {c: "\\" + c for c in "{}$&#%_"} | {"\\": r"\backslash{}", "^": r"\wedge{}", "~": r"\sim{}"}
_PLAIN = frozenset(" .,:;!?()[]+-*/=<>|@")
_ACCENTS = dict(
    zip(
        "\u0302\u0304\u0303\u0307\u0308\u20d7\u030c\u0306\u0301\u0300\u030a",
        "hat bar tilde dot ddot vec check breve acute grave mathring".split(),  # noqa: SIM905
        strict=True,
    )
)
_TRANSPOSES = frozenset({"T", "H", "-T", "-H"})
"""Powers that stand in braces of their own, as they would be read as something else."""
_SCIENTIFIC = re.compile(r"([0-9.]+)[eE]\+?([-−]?[0-9]+)")


class _Field(NamedTuple):
    """A place for an operand: the text before it, its slot, the precedence it needs, whether a sign may begin it."""

    before: str
    slot: int
    level: int
    signed: bool


class _Template(NamedTuple):
    """How an operator is typeset: its fields in order, the text behind them, the precedence of the whole."""

    fields: tuple[_Field, ...]
    after: str
    level: int


def print_latex(expression: Expression) -> str:
    r"""An expression as LaTeX for math mode. An empty slot is \square, which needs amssymb."""
    return folded(expression, _operand, _operation)


def latex_of_label(label: str) -> str:
    r"""A label as LaTeX: x_1 for x1, \theta for theta, v_{\mathrm{max}} for v_max; words stand upright."""
    if label == EULER:
        return r"\mathrm{e}"
    base, below, above, brackets = parts_of(label)
    name = base.rstrip(PRIME)
    primes = len(base) - len(name)
    written = _base(name) + ("'" * primes if not above else "") + _script("_", _index(below))
    if not above:
        return written
    is_star = above == STAR and brackets == "()"
    index = "*" if is_star else f"{brackets[:1]}{_index(above)}{brackets[1:]}"
    return written + _script("^", r"\prime" * primes + index)


def _script(sign: str, text: str) -> str:
    return f"{sign}{text if len(text) == 1 else f'{{{text}}}'}" if text else ""


def _index(parts: Sequence[str]) -> str:
    return "".join(part if part in ",+-" else _word(part) for part in index_signs(parts))


def _base(text: str) -> str:
    r"""The name before its scripts: one letter with its accents, \hat{y}, or a word."""
    spelt = unicodedata.normalize("NFD", as_spelt(text))
    letter, marks = canonical_label(spelt[:1]), spelt[1:]
    is_known = letter in GREEK or spelt[:1].isascii()  # of others a letter with its mark is one of their alphabet
    if not marks or not is_known or not all(mark in _ACCENTS for mark in marks):
        return _word(text)
    written = _word(letter)
    for mark in marks:
        written = rf"\{_ACCENTS[mark]}{{{written}}}"
    return written


def _word(text: str) -> str:
    if text in GREEK:
        return "\\" + text
    if len(text) == 1 or re.fullmatch("[0-9.]+", text):
        return _escaped(text)
    return rf"\mathrm{{{_escaped(as_spelt(text))}}}"


def _escaped(text: str) -> str:
    return "".join(_SPECIAL.get(c, c if c in _PLAIN or f"x{c}".isidentifier() else "?") for c in text)


def _operand(leaf: Leaf | None) -> Piece:
    if leaf is None:
        return Piece(r"\square")
    parts = _SCIENTIFIC.fullmatch(leaf.label)
    if parts:
        return Piece(rf"{parts[1]} \times 10^{{{parts[2].replace('−', '-')}}}", PRODUCT)
    return Piece(latex_of_label(leaf.label), POWER if parts_of(leaf.label).above else ATOM)


def _operation(entry: Operator, operands: Sequence[Piece]) -> Piece:
    template = _template(entry.key)
    pieces = [_fitted(operands[field.slot], field) for field in template.fields]
    rope = [(field.before, piece.rope) for field, piece in zip(template.fields, pieces, strict=True)]
    prefix = entry.notation is Notation.PREFIX or (not template.fields[0].before and pieces[0].prefix)
    return Piece((*rope, template.after), template.level, prefix)


def _fitted(piece: Piece, field: _Field) -> Piece:
    if piece.level < field.level or (piece.prefix and not field.signed):
        return Piece((r"\left(", piece.rope, r"\right)"))
    if field.before.endswith("^{") and "".join(islice(pieces_of(piece.rope), 6)) in _TRANSPOSES:
        return Piece(("{", piece.rope, "}"))
    return piece


@cache
def _template(key: str) -> _Template:
    entry = OPERATORS[key]
    fields: list[_Field] = []
    text, held = "", 0
    for literal, name, _, _ in Formatter().parse(entry.latex):
        text += literal
        if name is not None:
            held += _opened(text)
            level = 0 if held else _needed(entry, int(name))
            fields.append(_Field(text, int(name), level, bool(held) or not text))
            text = ""
    return _Template(tuple(fields), text, _level(entry, fields))


def _opened(literal: str) -> int:
    """How many more brackets that hold an operand together open in a piece of a template than close."""
    return len(re.findall(r"\\left|\{", literal)) - len(re.findall(r"\\right|\}", literal))


def _needed(entry: Operator, slot: int) -> int:
    """The precedence that an operand needs to stand in a slot without brackets."""
    if entry.notation is Notation.CALL:
        return ATOM
    groups_here = entry.notation is Notation.INFIX and (slot == 1) == entry.right_to_left
    return entry.precedence + (not groups_here)


def _level(entry: Operator, fields: Sequence[_Field]) -> int:
    if any(field.level for field in fields):
        return POWER if entry.notation is Notation.CALL else entry.precedence
    return POWER if entry.latex.startswith(r"\frac") else ATOM
