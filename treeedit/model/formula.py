"""Formulas: text to expressions and trees, and expressions back to text and to LaTeX.

The tree is what was typed: nothing is simplified, reordered or evaluated. What printing gives, parsing reads back as
the same expression. How operators are written comes from the table OPERATORS; a formula is data, never code.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from treeedit.model.edits import add
from treeedit.model.forest import Forest
from treeedit.model.labels import EULER, Spellings, canonical_label, checked_label, is_name
from treeedit.model.naming import name_function
from treeedit.model.printing import print_definitions, print_expression, print_formula
from treeedit.model.records import EditError, Expression, Function, Leaf, Point
from treeedit.model.rows import in_a_row
from treeedit.model.tokens import FormulaError, Token, place_of, shown
from treeedit.model.typesetting import print_latex
from treeedit.words import translate

if TYPE_CHECKING:
    from treeedit.model.parsing import Statement

__all__ = [
    "Definition",
    "FormulaError",
    "forest_from",
    "forest_of",
    "parse",
    "print_definitions",
    "print_expression",
    "print_formula",
    "print_latex",
]

MAX_NODES = 1_000_000


class Definition(NamedTuple):
    """A formula, the name that the text gives it ("" if it gives none), and whether a later formula uses it."""

    name: str
    expression: Expression
    used: bool = False


def parse(text: str, names: Iterable[str] = ()) -> list[Definition]:
    """The formulas of a text in order, with the names that it defines replaced by what they stand for.

    Formulas are separated by new lines or `;`; `#` begins a comment. A number directly before an operand multiplies it,
    and binds like any other `*`: 1/2x is (1/2)*x. e is Euler's number, unless the text or one of `names` says
    otherwise. names: those of the document that the text is for, which also says how they are spelt. FormulaError if
    the text is not a formula.
    """
    return _Reader(text, names).read()


def forest_of(text: str, names: Iterable[str] = ()) -> Forest:
    """The trees of a text, as in `forest_from`. names: of inputs that it may mean. FormulaError as in `parse`."""
    return forest_from(parse(text, map(canonical_label, names)))


def forest_from(definitions: list[Definition]) -> Forest:
    """Trees side by side: one for each formula that no later one uses. The others become functions.

    Inputs are 1 and have marks in the order of appearance, functions the marks after them.
    """
    trees = [each for each in definitions if not each.used]
    taken = {each.name for each in definitions}
    taken |= {token.label for each in trees for token in each.expression if isinstance(token, Leaf)}
    forest = Forest()
    points = in_a_row((each.expression for each in trees), Point(0.0, 0.0))
    for (name, expression, _), point in zip(trees, points, strict=True):
        chosen = name or _free_name(taken)
        taken.add(chosen)
        forest.apply(add(forest, expression, point, chosen))
    for name, expression, used in definitions:
        if used:
            forest.apply(name_function(forest, name, expression))
    return forest


def _spelt(statement: Statement, spellings: Spellings) -> Statement:
    """A statement with its names as the document spells them."""
    name = statement.name and _own(statement.name, spellings)
    pieces = (_own(piece, spellings) if isinstance(piece, Token) else piece for piece in statement.pieces)
    parameters = tuple(_own(each, spellings) for each in statement.parameters)
    return statement._replace(name=name, pieces=tuple(pieces), parameters=parameters)


def _own(token: Token, spellings: Spellings) -> Token:
    label = spellings.of(token.text) if token.kind == "NAME" else token.text
    return token if label == token.text else token._replace(text=label)


def _free_name(taken: set[str]) -> str:
    """The name that a new tree gets on a canvas where these names are in use."""
    canvas = Forest()
    canvas.functions.update(dict.fromkeys(taken, Function((Leaf("1"),))))
    ((_, root),) = add(canvas, (Leaf("1"),), Point(0.0, 0.0)).roots.values()
    assert root is not None
    return root.name


class _Reader:
    """Gives the statements of a text their meaning.

    used: the names that stand for earlier formulas somewhere.
    """

    def __init__(self, text: str, names: Iterable[str]) -> None:
        from treeedit.model.parsing import statements  # not above: it imports lark, which few sessions need at once

        self._text = text
        self._spellings = names if isinstance(names, Spellings) else Spellings(names)
        self._statements = [_spelt(each, self._spellings) for each in statements(text, self._spellings)]
        self._names = {each.name.text: each.name for each in reversed(self._statements) if each.name}
        parameters = {each.text for statement in self._statements for each in statement.parameters}
        self._e_is_named = "e" in self._names or "e" in parameters
        self._known: dict[str, Expression] = {}
        self._nodes = 0
        self.used: set[str] = set()
        self._leaves: dict[str, tuple[Leaf]] = {}

    def read(self) -> list[Definition]:
        """The definitions in order, expanded."""
        found = [self._definition(*each) for each in self._statements]
        return [each._replace(used=each.name in self.used) for each in found]

    def _definition(
        self, name: Token | None, pieces: tuple[Token | str | None, ...], parameters: tuple[Token, ...]
    ) -> Definition:
        if name is None:
            return Definition("", self._expanded(pieces, ""))
        self._check_name(name)
        self._check_parameters(name, pieces, parameters)
        expression = self._expanded(pieces, name.text)
        self._known[name.text] = expression
        return Definition(name.text, expression)

    def _check_name(self, name: Token) -> None:
        if not is_name(self._checked(name)):
            raise self._error(
                translate("formula", "{0} is a number and cannot name a formula").format(shown(name.text)), name
            )
        if name.text in self._known:
            line, _ = place_of(self._text, self._names[name.text].position)
            raise self._error(
                translate("formula", "{0} is already defined in line {1}").format(shown(name.text), line), name
            )

    def _check_parameters(
        self, name: Token, pieces: tuple[Token | str | None, ...], parameters: tuple[Token, ...]
    ) -> None:
        used = {piece.text for piece in pieces if isinstance(piece, Token)} if parameters else ()
        unused = next((each for each in parameters if each.text not in used), None)
        if unused is not None:
            raise self._error(
                translate("formula", "{0} does not stand in the formula of {1}; leave it out of the brackets").format(
                    shown(unused.text), shown(name.text)
                ),
                unused,
            )

    def _expanded(self, pieces: tuple[Token | str | None, ...], name: str) -> Expression:
        expression: list[Leaf | str | None] = []
        place = 0
        for piece in pieces:
            meaning: Expression = (piece,) if not isinstance(piece, Token) else self._meaning(piece, name)
            place = piece.position if isinstance(piece, Token) else place
            self._count(len(meaning), place)
            expression.extend(meaning)
        if expression == [None]:
            raise FormulaError(translate("formula", "a formula is more than one empty slot"), self._text)
        return tuple(expression)

    def _meaning(self, token: Token, name: str) -> Expression:
        """What a leaf of the text stands for: an earlier formula, or itself."""
        known = self._known.get(token.text)
        if known is not None:
            self.used.add(token.text)
            return known
        if token.text not in self._leaves:
            self._check_order(token, name)
            self._leaves[token.text] = (Leaf(self._checked(token)),)
        return self._leaves[token.text]

    def _check_order(self, token: Token, name: str) -> None:
        if token.text == name:
            raise self._error(translate("formula", "{0} cannot stand in its own definition").format(shown(name)), token)
        if token.text in self._names:
            line, _ = place_of(self._text, self._names[token.text].position)
            raise self._error(
                translate("formula", "{0} is used before line {1} defines it; move that line up").format(
                    shown(token.text), line
                ),
                token,
            )

    def _count(self, nodes: int, place: int) -> None:
        self._nodes += nodes
        if self._nodes > MAX_NODES:
            raise FormulaError(
                translate("formula", "here the formulas grow beyond {0:,} nodes").format(MAX_NODES), self._text, place
            )

    def _checked(self, token: Token) -> str:
        if token.text in self._spellings:
            return token.text
        if token.text == "e" and token.kind == "NAME" and not self._e_is_named:
            return EULER
        try:
            return checked_label(token.text)
        except EditError as error:
            sentence = str(error)
            raise self._error(sentence[0].lower() + sentence[1:].rstrip("."), token) from None

    def _error(self, sentence: str, token: Token) -> FormulaError:
        return FormulaError(sentence, self._text, token.position)
