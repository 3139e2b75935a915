"""Expressions as text: with the fewest brackets that, read again, give the same expression exactly.

`folded` is the way to put an expression together from pieces, operands first, in linear time; LaTeX uses it too.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from treeedit.model.forest import Forest, expression_of
from treeedit.model.operator_entry import SUM, Notation, Operator
from treeedit.model.operators import OPERATORS
from treeedit.model.records import Expression, Leaf, NodeId
from treeedit.model.ropes import Rope, pieces_of

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
    return print_expression(expression_of(forest, node))


def print_expression(expression: Expression) -> str:
    """An expression as text that `parse` reads back; an empty slot is □."""
    return folded(expression, _operand, _operation)


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


def _operand(leaf: Leaf | None) -> Piece:
    return Piece("□" if leaf is None else leaf.label)


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
