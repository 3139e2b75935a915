"""Expressions as text: with the fewest brackets that, read again, give the same expression exactly.

`folded` is the way to put an expression together from pieces, operands first, in linear time; LaTeX uses it too. With
names (`print_definitions`) nothing else changes: what a name stands for is what was there, operand order included.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import NamedTuple

from treeedit.model.expanding import sizes_of
from treeedit.model.forest import Forest, expression_of
from treeedit.model.labels import written_label
from treeedit.model.operator_entry import SUM, Notation, Operator
from treeedit.model.operators import OPERATORS
from treeedit.model.records import Expression, Leaf, NodeId
from treeedit.model.ropes import Rope, pieces_of
from treeedit.model.sameness import INCOMPLETE, Sameness, Spelling

ATOM = 1000
"""The precedence of what needs no brackets anywhere."""


class Piece(NamedTuple):
    """An operand as it is written.

    level: the precedence of its outermost operator. prefix: whether that is a prefix operator, at its very beginning.
    reach: the loosest prefix operator that ends with the piece and would swallow what follows.
    """

    rope: Rope
    level: int = ATOM
    prefix: bool = False
    reach: int = ATOM


def print_formula(forest: Forest, node: NodeId) -> str:
    """The tree below a node as text."""
    return print_expression(expression_of(forest, node), names_in(forest))


def print_definitions(forest: Forest, root: NodeId) -> str:
    """A tree as text with the names of its functions: `g = x1 + x2; f = g^2 + x3/g`.

    Every name is defined before it is used, and only those that are used. An instance whose operands stand in another
    order than in its function's definition is written out, and so is a function called like something else here.
    """
    expression = expression_of(forest, root)
    labels = {token.label for token in expression if isinstance(token, Leaf)}
    own = forest.roots[root].name if root in forest.roots else ""
    names = _Names(forest, labels | {own})
    formulas = names.used_in(expression)
    known = names_in(forest)
    lines = [f"{name} = {print_expression(formula, known)}" for name, formula in formulas]
    whole = print_expression(names.put_into(expression), known)
    return "; ".join([*lines, f"{own} = {whole}" if own and own not in labels else whole])


def names_in(forest: Forest) -> Collection[str]:
    """The names that printing must not use for something else: e, where that is no number."""
    return {"e"} if forest.has_e() else ()


class _Names:
    """The names that a text may use, each for the one way in which its function's definition is spelt."""

    def __init__(self, forest: Forest, taken: set[str]) -> None:
        self._spelling, sameness = Spelling(), Sameness()
        self._definitions: dict[str, Expression] = {}
        self._names: dict[int, str] = {}
        known: set[int] = {INCOMPLETE}
        for name, function in forest.functions.items():
            number = sameness.of(function.definition)
            if number not in known and name not in taken:
                self._definitions[name] = function.definition
                self._names[self._spelling.of(function.definition)] = name
            known.add(number)  # of two names for one function the first counts, as in the sets

    def put_into(self, expression: Expression, start: int = 0) -> Expression:
        """An expression with names for its largest named parts; the last `start` tokens stay as they are."""
        if not self._names:
            return expression
        numbers, sizes = self._spelling.by_token(expression), sizes_of(expression)
        tokens = list(expression[len(expression) - start :][::-1])
        place = len(expression) - 1 - start
        while place >= 0:
            name = self._names.get(numbers[place])
            tokens.append(expression[place] if name is None else Leaf(name))
            place -= 1 if name is None else sizes[place]
        return tuple(reversed(tokens))

    def used_in(self, expression: Expression) -> list[tuple[str, Expression]]:
        """The names that an expression needs, each with its formula, and after those that this one needs."""
        found: dict[str, Expression] = {}
        formulas = [self.put_into(expression)]
        while formulas:
            names = {token.label for token in formulas.pop() if isinstance(token, Leaf)}
            for name in self._definitions.keys() & names - found.keys():
                found[name] = self.put_into(self._definitions[name], start=1)
                formulas.append(found[name])
        ordered = [name for name in self._definitions if name in found]
        return [(name, found[name]) for name in sorted(ordered, key=lambda name: len(self._definitions[name]))]


def print_expression(expression: Expression, names: Collection[str] = ()) -> str:
    """An expression as text that `parse` reads back, with the same names of the document; an empty slot is □."""
    known = names if "e" in names or Leaf("e") not in expression else {"e"}
    return folded(expression, lambda leaf: Piece("□" if leaf is None else written_label(leaf.label, known)), _operation)


def folded(
    expression: Expression,
    operand: Callable[[Leaf | None], Piece],
    operation: Callable[[Operator, Sequence[Piece]], Piece],
) -> str:
    """The text of an expression from what its leaves and empty slots, and each operator over its operands, become."""
    stack: list[Piece] = []
    for token in expression:
        if isinstance(token, str):
            entry = OPERATORS[token]
            stack[-entry.arity :] = [operation(entry, stack[-entry.arity :])]
        else:
            stack.append(operand(token))
    (piece,) = stack
    return "".join(pieces_of(piece.rope))


def _operation(entry: Operator, operands: Sequence[Piece]) -> Piece:
    if entry.notation is Notation.INFIX:
        return _infix(entry, *operands)
    if entry.notation is Notation.PREFIX and not entry.spelling.isidentifier():
        return _prefix(entry, *operands)
    ropes = [rope for piece in operands for rope in (", ", piece.rope)]
    return Piece((entry.spelling, "(", *ropes[1:], ")"))


def _infix(entry: Operator, left: Piece, right: Piece) -> Piece:
    level = entry.precedence
    if left.level < level + entry.right_to_left or left.reach < level:
        left = _bracketed(left)
    if right.level < level + (not entry.right_to_left) and not right.prefix:
        right = _bracketed(right)
    spaced = level <= SUM or entry.spelling.isidentifier()
    sign = f" {entry.spelling} " if spaced else entry.spelling
    return Piece((left.rope, sign, right.rope), level, reach=right.reach)


def _prefix(entry: Operator, operand: Piece) -> Piece:
    level = entry.precedence
    if operand.level <= level and not operand.prefix:
        operand = _bracketed(operand)
    return Piece((entry.spelling, operand.rope), level, prefix=True, reach=min(level, operand.reach))


def _bracketed(piece: Piece) -> Piece:
    return Piece(("(", piece.rope, ")"))
