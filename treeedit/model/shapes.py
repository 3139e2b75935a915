"""Whether two trees have the same shape, and which nodes and labels then correspond.

Shape means: the same operators in the same places, whatever the leaves are called. Operands of a commutative operator
may be taken in any order, if that is asked for. Where two trees have the same shape, their sets may still differ: the
same label twice here can be two labels there, and then the sums differ too.

Every subtree gets the number of its shape, operands first: linear in the size of the trees, which the general search
for isomorphisms is not. (The tests compare with that of networkx.)
"""

from __future__ import annotations

from collections import Counter
from enum import Enum
from typing import NamedTuple

from treeedit.model.labels import is_name
from treeedit.model.order import OPERATOR_LIST, Order


class Operands(Enum):
    """Whether the order of operands counts."""

    IN_ORDER = "in order"
    ANY_ORDER = "in any order"


class Likeness(NamedTuple):
    """Two trees of the same shape.

    pairs: rows of the one with the corresponding rows of the other. labels: the pairs of labels that stand in the same
    places, in the order of the first tree. split: labels of either tree that answer to several of the other.
    """

    pairs: tuple[tuple[int, int], ...]
    labels: tuple[tuple[str, str], ...]
    split: tuple[str, ...]

    def same_sets(self) -> bool:
        """Whether labels correspond one to one, so that sets and sums do as well."""
        return not self.split


def likeness(order: Order, first: int, second: int, operands: Operands) -> Likeness | None:
    """How the trees with these root rows correspond; None if they are not of the same shape."""
    ids = _Shapes(order, operands)
    if ids.shape(first) != ids.shape(second):
        return None
    pairs = _paired(order, ids, first, second)
    leaves = [(_label(order, a), _label(order, b)) for a, b in pairs if order.operator[a] < 0]
    labels = tuple(dict.fromkeys(pair for pair in leaves if any(map(is_name, pair))))
    return Likeness(pairs, labels, _split(labels))


class _Shapes:
    """A number for the shape of each subtree, by row, found operands first."""

    def __init__(self, order: Order, operands: Operands) -> None:
        self._order, self._free = order, operands is Operands.ANY_ORDER
        self._numbers: dict[tuple[int, ...], int] = {}
        self._of_row: dict[int, int] = {}

    def shape(self, root: int) -> int:
        order = self._order
        for row in range(root - int(order.size[root]) + 1, root + 1):
            self._of_row[row] = self._number(row)
        return self._of_row[root]

    def of(self, row: int) -> int:
        """The number of a row that has one, -1 for an empty slot."""
        return self._of_row[row] if row >= 0 else -1

    def matched(self, row: int) -> tuple[int, ...]:
        """The operands of a row in an order that is the same for all rows of its shape."""
        operator = int(self._order.operator[row])
        operands = self._order.operands[row, : OPERATOR_LIST[operator].arity].tolist() if operator >= 0 else []
        return tuple(sorted(operands, key=self.of)) if self._commutes(operator) else tuple(operands)

    def _number(self, row: int) -> int:
        operator = int(self._order.operator[row])
        key = (operator, *map(self.of, self.matched(row))) if operator >= 0 else (-1,)
        return self._numbers.setdefault(key, len(self._numbers))

    def _commutes(self, operator: int) -> bool:
        return self._free and operator >= 0 and OPERATOR_LIST[operator].commutative


def _paired(order: Order, shapes: _Shapes, first: int, second: int) -> tuple[tuple[int, int], ...]:
    found: list[tuple[int, int]] = []
    stack = [(first, second)]
    while stack:
        a, b = stack.pop()
        if a >= 0 and b >= 0:
            found.append((a, b))
            stack.extend(zip(shapes.matched(a), shapes.matched(b), strict=True))
    return tuple(sorted(found))


def _label(order: Order, row: int) -> str:
    return order.labels[int(order.label[row])]


def _split(labels: tuple[tuple[str, str], ...]) -> tuple[str, ...]:
    counts = Counter(a for a, _ in labels), Counter(b for _, b in labels)
    return tuple(dict.fromkeys(label for count in counts for label, times in count.items() if times > 1))
