"""Whether two trees have the same shape, and which nodes and labels then correspond.

Shape means: the same operators in the same places, whatever the leaves are called. Operands of a commutative operator
may be taken in any order, if that is asked for. Where two trees have the same shape, their sets may still differ: the
same label twice here can be two labels there, and then the sums differ too. And they are the same function only if the
labels are the same and the numbers have the same values.

Every subtree gets the number of its shape, operands first: linear in the size of the trees, which the general search
for isomorphisms is not. (The tests compare with that of networkx.)
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from enum import Enum
from typing import NamedTuple

from treeedit.model.labels import is_name, number_of
from treeedit.model.order import OPERATOR_LIST, Order


class Operands(Enum):
    """Whether the order of operands counts."""

    IN_ORDER = "in order"
    ANY_ORDER = "in any order"


class Likeness(NamedTuple):
    """Two trees of the same shape."""

    pairs: tuple[tuple[int, int], ...]
    """Rows of the one with the corresponding rows of the other."""
    labels: tuple[tuple[str, str], ...]
    """The pairs of labels in the same places, one of them a name at least, in the order of the first tree."""
    numbers: tuple[tuple[str, str], ...]
    """The pairs of labels of which one at least is a number, and which differ by their values."""
    split: tuple[str, ...]
    """Labels of either tree that answer to several of the other."""
    same_function: bool
    """Whether they are one function: operands of commutative operators in any order, numbers by their values."""

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
    numbers = tuple(dict.fromkeys(pair for pair in leaves if not all(map(is_name, pair)) and _differ(*pair)))
    return Likeness(pairs, labels, numbers, _split(labels), ids.function(first) == ids.function(second))


def _differ(label: str, other: str) -> bool:
    """Whether two labels, one of them a number at least, stand for different things."""
    return number_of(label) is None or number_of(label) != number_of(other)


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
    """A number for the shape of each subtree, and one for its function, by row, found operands first."""

    def __init__(self, order: Order, operands: Operands) -> None:
        self._order, self._free = order, operands is Operands.ANY_ORDER
        self._numbers: dict[tuple[int, ...], int] = {}
        self._functions: dict[object, int] = {}
        self._of_row: dict[int, int] = {}
        self._function_of: dict[int, int] = {}

    def shape(self, root: int) -> int:
        order = self._order
        for row in range(root - int(order.size[root]) + 1, root + 1):
            self._of_row[row] = self._number(row)
            self._function_of[row] = self._functions.setdefault(self._meaning(row), len(self._functions))
        return self._of_row[root]

    def function(self, row: int) -> int:
        """The number of the function of a row whose tree has been looked at, -1 for an empty slot."""
        return self._function_of[row] if row >= 0 else -1

    def mates(self, a: int, b: int) -> Iterator[tuple[int, int]]:
        """The operands of two rows of one shape in pairs: of the same function, where there is a choice."""
        ours, theirs = self.matched(a), self.matched(b)
        if self.may_turn(a) and len({self.of(each) for each in (*ours, *theirs)}) == 1:
            straight, crossed = (
                sum(self.function(x) == self.function(y) for x, y in zip(ours, way, strict=True))
                for way in (theirs, theirs[::-1])
            )
            theirs = theirs[::-1] if crossed > straight else theirs
        return zip(ours, theirs, strict=True)

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

    def _meaning(self, row: int) -> object:
        """What tells the function of a row from all others."""
        operator = int(self._order.operator[row])
        if operator < 0:
            label = _label(self._order, row)
            number = number_of(label)
            return label if number is None else number
        entry = OPERATOR_LIST[operator]
        operands = [self.function(each) for each in self._order.operands[row, : entry.arity].tolist()]
        return (operator, *(sorted(operands) if entry.commutative else operands))

    def _commutes(self, operator: int) -> bool:
        return self._free and operator >= 0 and OPERATOR_LIST[operator].commutative


def _paired(order: Order, shapes: _Shapes, first: int, second: int) -> tuple[tuple[int, int], ...]:
    found: list[tuple[int, int]] = []
    stack = [(first, second)]
    while stack:
        a, b = stack.pop()
        if a >= 0 and b >= 0:
            found.append((a, b))
            stack.extend(shapes.mates(a, b))
    return tuple(sorted(found))


def _label(order: Order, row: int) -> str:
    return order.labels[int(order.label[row])]


def _split(labels: tuple[tuple[str, str], ...]) -> tuple[str, ...]:
    counts = Counter(a for a, _ in labels), Counter(b for _, b in labels)
    return tuple(dict.fromkeys(label for count in counts for label, times in count.items() if times > 1))
