"""Lines of mathematics, and how they are put together: sides of an equation, summands, factors, words beside them.

A line is LaTeX for the eye and plain text for readers of the screen, made of pieces that have a part to play. What is
written of which node is the business of `sentences`.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from enum import Enum
from typing import NamedTuple, TypeVar

from treeedit.figure.losses import DASH
from treeedit.figure.names import Name, latex_formula, plain_formula
from treeedit.figure.numbers import MINUS, summand_text
from treeedit.figure.rules import raised
from treeedit.figure.typeset import typeset
from treeedit.model.derivatives import constant
from treeedit.model.exact import exactly
from treeedit.model.operator_entry import PRODUCT, Notation
from treeedit.model.operators import OPERATORS
from treeedit.model.printing import print_expression
from treeedit.model.records import Expression, Leaf
from treeedit.model.typesetting import latex_of_label, print_latex

MOST_SUMMANDS = 5
"""Of a sum that is written out, in symbols and in numbers; of more the first ones and the last are."""
MOST_SYMBOLS = 4
"""Of a longer sum, and of totals that are told together in a line."""
_SAME = 1e-13
"""How far numbers as they are written may come from the true one and still be it."""
_NO_NUMBER = "?"
T = TypeVar("T")


class Role(Enum):
    """What a piece of a line is, which says how it looks: numbers have the colours that they have on the canvas."""

    SYMBOL = "symbol"
    VALUE = "value"
    PARTIAL = "partial"
    WORDS = "words"
    FAULT = "fault"


class Piece(NamedTuple):
    """A stretch of a line that has one look, in both forms."""

    latex: str
    plain: str
    role: Role = Role.SYMBOL


class Line(NamedTuple):
    """One equation, or a few words, in both forms, and in pieces if they do not all look the same."""

    latex: str
    plain: str
    pieces: tuple[Piece, ...] = ()

    def parts(self) -> tuple[Piece, ...]:
        """The pieces; all of the line if it has but one look."""
        return self.pieces or (Piece(self.latex, self.plain),)

    def in_role(self, role: Role) -> Line:
        """The same line as one piece."""
        return self._replace(pieces=(Piece(self.latex, self.plain, role),))


def number_expression(text: str) -> Expression:
    """A number's text as an expression, so that signs and fractions get their brackets where they need them."""
    if text == _NO_NUMBER:
        return (Leaf(DASH),)
    if text.startswith(MINUS):
        return (*number_expression(text[1:]), "neg")
    above, slash, below = text.partition("/")
    return (Leaf(above), Leaf(below), "/") if slash else (Leaf(text),)


def line_of_name(name: Name) -> Line:
    """What a node is called."""
    return Line(name.latex, name.plain)


def line_of_names(expression: Expression) -> Line:
    """An expression of names."""
    return Line(latex_formula(expression), plain_formula(expression))


def line_of_label(label: str) -> Line:
    """A label, set as on its leaf."""
    return Line(latex_of_label(label), typeset(label))


def line_of_numbers(expression: Expression) -> Line:
    """An expression of numbers; in plain text, too, no two signs stand side by side."""
    signed: list[Leaf | str | None] = []
    for token in expression:
        if token == "neg" and isinstance(signed[-1], Leaf):
            signed[-1] = Leaf(f"{MINUS}{summand_text(signed[-1].label)}")
        else:
            signed.append(token)
    infix = isinstance(expression[-1], str) and OPERATORS[expression[-1]].notation is Notation.INFIX
    shown = [Leaf(_in_text(each.label, infix)) if isinstance(each, Leaf) else each for each in signed]
    plain = raised(print_expression(tuple(shown)))
    return Line(print_latex(expression), plain.replace("*", " · ").replace("-", MINUS))


def _in_text(label: str, infix: bool) -> str:
    return summand_text(typeset(label)) if infix else typeset(label)


def factor_of_numbers(expression: Expression, *, first: bool = False) -> Line:
    """An expression as one factor of a product; in brackets if it is a sum or, unless it is the first, negative."""
    line, last = line_of_numbers(expression), expression[-1]
    is_tight = isinstance(last, Leaf) or (last == "neg" and first) or OPERATORS[str(last)].precedence >= PRODUCT
    is_tight = is_tight and (last != "neg" or first)
    return line if is_tight else Line(rf"\left({line.latex}\right)", f"({line.plain})")


def derivative_of(above: Line, below: Line) -> Line:
    """∂above/∂below."""
    return Line(rf"\frac{{\partial {above.latex}}}{{\partial {below.latex}}}", f"∂{above.plain}/∂{below.plain}")


def joined(latex: str, plain: str, lines: Sequence[Line]) -> Line:
    """Lines in a row, with something between each and the next."""
    between = (Piece(latex, plain),) if plain else ()
    pieces: tuple[Piece, ...] = ()
    for index, line in enumerate(lines):
        pieces += (between if index else ()) + line.parts()
    return Line(latex.join(each.latex for each in lines), plain.join(each.plain for each in lines), pieces)


def equation(*sides: Line) -> Line:
    """Sides that are equal; one that reads as the one before it is left out."""
    kept = [side for i, side in enumerate(sides) if i == 0 or side.plain != sides[i - 1].plain]
    return joined(" = ", " = ", kept)


def several(shown: Sequence[Line], count: int) -> Line:
    """A sum of so many; of more than are shown the middle is left out."""
    rest = [Line(r"\ldots", "…")] if count > len(shown) else []
    return joined(" + ", " + ", [*shown[:-1], *rest, shown[-1]])


def told_of(summands: Sequence[T]) -> list[T]:
    """Those of so many summands that are written: all, or the first ones and the last."""
    many = len(summands) > MOST_SUMMANDS
    return [*summands[: MOST_SYMBOLS - 1], summands[-1]] if many else list(summands)


def as_summand(line: Line, at: int) -> Line:
    """A product as a summand: in brackets if it begins with a sign and is not the first."""
    if not at or not line.plain.startswith(MINUS):
        return line
    pieces = Piece(r"\left(", "("), *line.parts(), Piece(r"\right)", ")")
    return Line("".join(each.latex for each in pieces), "".join(each.plain for each in pieces), pieces)


def factor_of_names(expression: Expression) -> Line:
    """An expression of names as a factor behind another one."""
    line, last = line_of_names(expression), expression[-1]
    if isinstance(last, Leaf) or (last != "neg" and OPERATORS[str(last)].precedence >= PRODUCT):
        return line
    return Line(rf"\left({line.latex}\right)", f"({line.plain})")


def with_result(line: Line, before: Line, result: Line, is_equal: bool) -> Line:
    """What a line comes to, behind = or ≈; if that stands there already, in the colour of what it is."""
    if before.plain == result.plain:
        return line._replace(pieces=(*line.parts()[: -len(before.parts())], *result.parts()))
    sign = (" = ", " = ") if is_equal else (r" \approx ", " ≈ ")
    return joined(*sign, [line, result])


def with_rule(line: Line, words: str) -> Line:
    """A line, and by which rule it holds."""
    return (
        joined("", "", [line, Line(rf"\quad\text{{({words})}}", f" ({words})").in_role(Role.WORDS)]) if words else line
    )


def lost(line: Line) -> Line:
    """A line that comes to nothing."""
    return joined(" = ", " = ", [line, Line(r"\text{–}", DASH).in_role(Role.FAULT)])


def is_equal(expression: Expression, result: Expression) -> bool:
    """Whether numbers as they are written, worked out exactly, are another number as it is written."""
    found = exactly(expression)
    return found is not None and found == exactly(result)


def is_near(expression: Expression, number: float) -> bool:
    """Whether numbers as they are written come to the true number."""
    found = worked_out(expression)
    return found is not None and math.isclose(found, number, rel_tol=_SAME, abs_tol=1e-300)


def worked_out(expression: Expression) -> float | None:
    """The value of an expression of numbers as they are written; None if it has none."""
    tokens = (_as_typed(token) if isinstance(token, Leaf) else token for token in expression)
    return constant(tuple(tokens))


def _as_typed(leaf: Leaf) -> Leaf:
    return Leaf(leaf.label.replace(MINUS, "-").replace(",", "."))


def line_of_words(text: str, latex: str = "", plain: str = "") -> Line:
    """Words, and what is to follow them in both forms."""
    return Line(rf"\text{{{text}}}{latex}", f"{text}{plain}").in_role(Role.WORDS)


def with_words(line: Line, words: str) -> Line:
    """A line that fails, and why."""
    return joined("", "", [line, Line(rf"\quad\text{{{words}}}", f": {words}").in_role(Role.FAULT)])
