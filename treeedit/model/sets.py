"""Which leaves bear the same label, and which subtrees are the same function.

Two subtrees are the same function if they apply the same operator to the same functions, operands of a commutative
operator in any order; leaves are the same by label, numbers by their values. A set is kept per output;
what holds only numbers is in none.

Rule: sameness is exact. A function is known by its operator and the ids of its operands' functions, packed into one
whole number without loss; nothing is ever compared by a hash alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from treeedit.model.labels import is_name, number_of
from treeedit.model.lazily import lazily
from treeedit.model.operators import OPERATORS
from treeedit.model.order import OPERATOR_CODES, Ints, Order
from treeedit.model.records import Expression, Function, Leaf

Floats = NDArray[np.float64]

WIDE = 96
"""A height with at least so many operations is worth an array."""
_COMMUTATIVE = np.array([entry.commutative for entry in OPERATORS.values()])
_COMMUTATIVE_LIST = _COMMUTATIVE.tolist()
_ROUNDING = 1e-14
"""Of the summands' sizes: what is left of less, when they cancel, is no number."""
NOWHERE = -1
"""The id of what is no function: an incomplete subtree, or one that stands nowhere on the canvas."""


class Functions:
    """The function that each row of an order is.

    ids: (n,) equal where the function is the same, anywhere on the canvas; NOWHERE where a slot is empty. A leaf's is
    the code of its label, a number's that of the first label with its value.
    """

    def __init__(self, order: Order) -> None:
        self._codes = _codes(order.labels)
        codes = np.array([*self._codes.values(), NOWHERE], dtype=np.int64)  # index −1: no label
        self.ids: Ints = codes[order.label]
        self._base = len(order.ids) + len(order.labels) + 1  # of the digits id + 1, 0 for no operand
        self._wide: list[tuple[Ints, int]] = []
        self._narrow: dict[int, int] = {}
        operations = np.flatnonzero((order.operator >= 0) & order.complete)
        height = order.height[operations]
        wide = 1 + int(np.count_nonzero(np.bincount(height)[1:] >= WIDE))  # widths never increase with height
        found = len(order.labels)
        for level in _levels(operations[height < wide], height[height < wide], wide):
            found += self._number_wide(order, level, found)
        self._number_narrow(order, operations[height >= wide], found)

    def _number_wide(self, order: Order, rows: Ints, found: int) -> int:
        operator, operands = order.operator[rows], order.operands[rows]
        a = self.ids[operands[:, 0]]
        b = np.where(operands[:, 1] < 0, NOWHERE, self.ids[operands[:, 1]])
        turned = _COMMUTATIVE[operator] & (a > b)
        low, high = np.where(turned, b, a), np.where(turned, a, b)
        keys, place = np.unique((operator * self._base + low + 1) * self._base + high + 1, return_inverse=True)
        self.ids[rows] = found + place
        self._wide.append((keys, found))
        return len(keys)

    def _number_narrow(self, order: Order, rows: Ints, found: int) -> None:
        ids = self.ids.tolist()
        ids.append(NOWHERE)  # what index -1, no operand, finds
        columns: list[Any] = [rows, order.operator[rows], *order.operands[rows].T]
        known, base, commutes = self._narrow, self._base, _COMMUTATIVE_LIST
        for row, operator, first, second in zip(*(column.tolist() for column in columns), strict=True):
            a, b = ids[first], ids[second]
            if a > b and commutes[operator]:
                a, b = b, a
            ids[row] = known.setdefault((operator * base + a + 1) * base + b + 1, found + len(known))
        self.ids = np.array(ids[:-1], dtype=np.int64)

    def find(self, expression: Expression) -> int:
        """The id of the function that an expression is; NOWHERE if no row is it."""
        stack: list[tuple[int, int]] = []  # id and height
        for token in expression:
            if isinstance(token, str):
                arity = OPERATORS[token].arity
                operands = stack[-arity:]
                del stack[-arity:]
                stack.append(self._applied(token, operands))
            else:
                stack.append((self._code(token.label) if isinstance(token, Leaf) else NOWHERE, 0))
        return stack[-1][0]

    def _code(self, label: str) -> int:
        found = self._codes.get(label, NOWHERE)
        number = number_of(label) if found == NOWHERE else None
        if number is None:
            return found
        return next((code for other, code in self._codes.items() if number_of(other) == number), NOWHERE)

    def _applied(self, operator: str, operands: list[tuple[int, int]]) -> tuple[int, int]:
        ids = [found for found, _ in operands]
        height = 1 + max(below for _, below in operands)
        if NOWHERE in ids:
            return NOWHERE, height
        ordered = sorted(ids) if OPERATORS[operator].commutative else ids
        a, b = (*ordered, NOWHERE)[:2]
        key = (OPERATOR_CODES[operator] * self._base + a + 1) * self._base + b + 1
        if height > len(self._wide):
            return self._narrow.get(key, NOWHERE), height
        keys, found = self._wide[height - 1]
        place = int(np.searchsorted(keys, key))
        return (found + place if place < len(keys) and keys[place] == key else NOWHERE), height


def _codes(labels: Sequence[str]) -> dict[str, int]:
    """For each label its place, for a number the first place of one with its value."""
    places: dict[str | float, int] = {}
    meanings = {label: number_of(label) for label in labels}
    return {
        label: places.setdefault(label if meanings[label] is None else cast(float, meanings[label]), place)
        for place, label in enumerate(labels)
    }


def _levels(operations: Ints, height: Ints, wide: int) -> list[Ints]:
    """These rows by height, 1 to wide − 1."""
    if wide == 1:
        return []
    rows = operations[np.argsort(height.astype(np.uint16), kind="stable")]
    return np.split(rows, np.cumsum(np.bincount(height)[1:-1]))


@dataclass(frozen=True, slots=True, eq=False)
class Set:
    """Same-label leaves, or same-function subtrees, of one output.

    label: the input's; for a function its name, or "" where it has none (whoever shows it prints its formula). kind:
    "input" or "function". output: row of the output. members: rows in the order of the tree. name: of the function
    that the members are, if it is a named one.
    """

    label: str
    kind: str
    output: int
    members: Ints
    name: str = ""


class Sets:
    """The sets of an order: first those of inputs, then those of functions, each by output and first appearance.

    The sets of functions are looked for when somebody asks: an edit's new values, partials and the sums over the
    inputs do not wait for them.
    """

    def __init__(self, order: Order, output: Ints, functions: Mapping[str, Function]) -> None:
        self._order, self._output, self._functions = order, output, functions
        names = np.fromiter(map(is_name, order.labels), dtype=bool, count=len(order.labels))
        leaves = np.flatnonzero(order.operator < 0)
        leaves = leaves[names[order.label[leaves]] & (output[leaves] >= 0)]
        self._leaves, self._leaf_set = leaves, self._grouped(leaves, order.label)
        self._inputs = int(self._leaf_set.max(initial=-1)) + 1

    @lazily
    def _found(self) -> Functions:
        return Functions(self._order)

    @property
    def function(self) -> Ints:
        """(n,) id of the function each row is, NOWHERE where it is incomplete."""
        return self._found.ids

    def find(self, expression: Expression) -> int:
        """The id of the function that an expression is; NOWHERE if no row is it."""
        return self._found.find(expression)

    @lazily
    def _names(self) -> dict[int, str]:
        names: dict[int, str] = {}
        for name, each in self._functions.items():
            names.setdefault(self._found.find(each.definition), name)
        names.pop(NOWHERE, None)
        return names

    @lazily
    def set_of(self) -> Ints:
        """(n,) index into `all_sets` of the one set a row is in, or -1."""
        order, found = self._order, np.full(len(self._output), -1)
        found[self._leaves] = self._leaf_set
        operations = np.flatnonzero((order.operator >= 0) & (self._output >= 0) & order.varies)
        group = self._grouped(operations, self.function)
        repeated = np.bincount(group) > 1
        found[operations] = np.where(repeated, self._inputs - 1 + np.cumsum(repeated), -1)[group]
        return found

    @lazily
    def _bins(self) -> Ints:
        return self.set_of + 1

    @lazily
    def _count(self) -> int:
        return max(self._inputs, int(self.set_of.max(initial=-1)) + 1)

    def _grouped(self, rows: Ints, kind: Ints) -> Ints:
        """Numbers for the pairs (output, kind) of these rows, by first appearance; kind: (n,) none negative there."""
        output, kinds = self._output[rows], kind[rows]
        rank = np.cumsum(output[1:] != output[:-1])  # an output's rows are a run
        keys = kinds.copy()
        keys[1:] += rank * (int(kinds.max(initial=0)) + 1)
        return _by_first_appearance(keys)

    def input_sums(self, partial: Floats) -> Floats:
        """Σ of the partials over the members of each set of inputs; NaN if any member's is. partial: (n,) by row."""
        return totals_of(self._leaf_set, partial[self._leaves], self._inputs)

    def sums(self, partial: Floats) -> Floats:
        """The same for every set, index by index with `all_sets`."""
        return totals_of(self._bins, partial, self._count + 1)[1:]

    @lazily
    def all_sets(self) -> tuple[Set, ...]:
        """Every set, in the order of `sums`."""
        rows = np.flatnonzero(self._bins)
        rows = rows[np.argsort(self.set_of[rows], kind="stable")]
        sizes = np.bincount(self.set_of[rows], minlength=self._count)
        return tuple(map(self._set, np.split(rows, np.cumsum(sizes)[:-1]) if self._count else []))

    def _set(self, members: Ints) -> Set:
        row = int(members[0])
        name, code = self.name_of(row), self._order.label[row]
        output = int(self._output[row])
        if code < 0:
            return Set(name, "function", output, members, name)
        return Set(self._order.labels[code], "input", output, members, name)

    @property
    def input_sets(self) -> tuple[Set, ...]:
        """The sets of leaves, one member being enough."""
        return self.all_sets[: self._inputs]

    @property
    def function_sets(self) -> tuple[Set, ...]:
        """The sets of repeated subtrees: two or more members."""
        return self.all_sets[self._inputs :]

    def of_output(self, output: int) -> tuple[Set, ...]:
        """The sets of the output in this row, those of inputs first."""
        return self._by_output.get(output, ())

    @lazily
    def _by_output(self) -> dict[int, tuple[Set, ...]]:
        found: dict[int, list[Set]] = {}
        for each in self.all_sets:
            found.setdefault(each.output, []).append(each)
        return {output: tuple(sets) for output, sets in found.items()}

    def of_row(self, row: int) -> Set | None:
        """The set that a row is a member of: there is at most one."""
        index = int(self.set_of[row])
        return None if index < 0 else self.all_sets[index]

    def name_of(self, row: int) -> str:
        """The name of the function that a row is an instance of, or ""."""
        return self._names.get(int(self.function[row]), "")


def sets_of(order: Order, output: Ints, functions: Mapping[str, Function]) -> Sets:
    """The sets of an order. output: (n,) row of the output that each row belongs to, -1 where it is incomplete."""
    return Sets(order, output, functions)


def total_of(summands: Iterable[float]) -> float:
    """Their sum; 0 where it is nothing but the rounding of numbers that cancel."""
    found = list(summands)
    return float(totals_of(np.zeros(len(found), dtype=np.int64), np.array(found, dtype=np.float64), 1)[0])


def totals_of(bins: Ints, summands: Floats, count: int) -> Floats:
    """(count,) Σ of the summands in each bin, as `total_of`. bins: (n,) that of each summand."""
    sums = np.bincount(bins, weights=summands, minlength=count)
    size = np.bincount(bins, weights=np.abs(summands), minlength=count)
    sums[np.abs(sums) < _ROUNDING * size] = 0.0
    return np.asarray(sums, dtype=np.float64)


def _by_first_appearance(keys: Ints) -> Ints:
    """Numbers 0, 1, ... for distinct keys (none negative), in the order in which they appear."""
    if keys.max(initial=0) > 8 * len(keys) + 1024:
        keys = np.unique(keys, return_inverse=True)[1]
    place = np.arange(len(keys))
    first = np.empty(keys.max(initial=-1) + 1, dtype=np.int64)
    first[keys[::-1]] = place[::-1]
    firsts = first[keys]
    numbers: Ints = (np.cumsum(firsts == place) - 1)[firsts]
    return numbers
