"""Whether subtrees are the same function, asked of expressions: the question of `sets.py` before there is an order.

Two are the same if they apply the same operator to the same functions, operands of a commutative operator in any
order, numbers by their values. What has an empty slot is no function. Exact: numbers are given to whole records,
nothing is compared by a hash.
"""

from __future__ import annotations

from treeedit.model.labels import number_of
from treeedit.model.operators import OPERATORS
from treeedit.model.records import Expression, Leaf

INCOMPLETE = -1


class Sameness:
    """Numbers for functions, equal where the function is the same, in all expressions that one object is asked."""

    def __init__(self) -> None:
        self._numbers: dict[object, int] = {}

    def of(self, expression: Expression) -> int:
        """The number of the function that a whole expression is; INCOMPLETE if a slot is empty."""
        return self.by_token(expression)[-1]

    def by_token(self, expression: Expression) -> list[int]:
        """For each token the number of the function that ends with it."""
        found: list[int] = []
        stack: list[int] = []
        for token in expression:
            if isinstance(token, str):
                arity = OPERATORS[token].arity
                operands = stack[-arity:]
                del stack[-arity:]
                stack.append(self._applied(token, operands))
            else:
                stack.append(self._number(_meaning(token)) if isinstance(token, Leaf) else INCOMPLETE)
            found.append(stack[-1])
        return found

    def _applied(self, operator: str, operands: list[int]) -> int:
        return INCOMPLETE if INCOMPLETE in operands else self._number((operator, *self._ordered(operator, operands)))

    def _ordered(self, operator: str, operands: list[int]) -> list[int]:
        return sorted(operands) if OPERATORS[operator].commutative else operands

    def _number(self, key: object) -> int:
        return self._numbers.setdefault(key, len(self._numbers))


def _meaning(leaf: Leaf) -> object:
    number = number_of(leaf.label)
    return leaf if number is None else number


class Spelling(Sameness):
    """The same question more strictly: operands of any operator are in the same order."""

    def _ordered(self, operator: str, operands: list[int]) -> list[int]:
        return operands
