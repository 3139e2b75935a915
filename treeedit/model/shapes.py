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


class Difference(NamedTuple):
    """The first place where two trees differ: the row there in either, -1 where one has an empty slot instead.

    above: the operations in whose slots these stand; -1 if the roots themselves differ.
    """

    first: int
    second: int
    above: tuple[int, int]


def likeness(order: Order, first: int, second: int, operands: Operands) -> Likeness | None:
    """How the trees with these root rows correspond; None if they are not of the same shape."""
    ids = _Shapes(order, operands)
    if ids.shape(first) != ids.shape(second):
        return None
    pairs = _paired(order, ids, first, second)
    leaves = [(_label(order, a), _label(order, b)) for a, b in pairs if order.operator[a] < 0]
    labels = tuple(dict.fromkeys(pair for pair in leaves if any(map(is_name, pair))))
    return Likeness(pairs, labels, _split(labels))


def first_difference(order: Order, first: int, second: int, operands: Operands) -> Difference | None:
    """Where the trees with these root rows differ first, as they are read from the root down; None if nowhere.

    Where the order of operands is free, those that have a counterpart of their own shape are not looked into.
    """
    shapes = _Shapes(order, operands)
    if shapes.shape(first) == shapes.shape(second):
        return None
    a, b, above = first, second, (-1, -1)
    while a >= 0 and b >= 0 and order.operator[a] == order.operator[b]:
        above = (a, b)
        a, b = _unlike(shapes, a, b)
    return Difference(a, b, above)


def _unlike(shapes: _Shapes, a: int, b: int) -> tuple[int, int]:
    """The first operands of two operations of one operator that have no counterpart of their own shape."""
    ours, theirs = shapes.matched(a), shapes.matched(b)
    if shapes.may_turn(a):
        common = Counter(map(shapes.of, ours)) & Counter(map(shapes.of, theirs))
        ours, theirs = _without(shapes, ours, common), _without(shapes, theirs, common)
    return next((x, y) for x, y in zip(ours, theirs, strict=True) if shapes.of(x) != shapes.of(y))


def _without(shapes: _Shapes, rows: tuple[int, ...], common: Counter[int]) -> tuple[int, ...]:
    """The rows but those whose shapes both sides have."""
    left, found = common.copy(), []
    for row in rows:
        if left[shapes.of(row)] > 0:
            left[shapes.of(row)] -= 1
        else:
            found.append(row)
    return tuple(found)


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

    def may_turn(self, row: int) -> bool:
        """Whether the operands of a row may be taken in any order."""
        return self._commutes(int(self._order.operator[row]))

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
