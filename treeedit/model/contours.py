"""How far apart the operands of every operation stand, so that nothing overlaps and nothing is wider than need be.

A subtree's contours are its leftmost and rightmost drawn edges at every depth (Reingold and Tilford 1981, for boxes of
any width). Two operands are pushed apart until their facing contours clear at every depth both reach; contours only
ever meet over the shallower one's depth. Low subtrees are many and take part height by height as padded arrays; high
ones are few and take part one by one, as lists with the root last and one offset for all entries.

Rule: all lengths here are whole numbers (in doubles) of a grain that the caller chooses, so every sum is exact.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, inf
from operator import sub
from typing import Any

import numpy as np
from numpy.typing import NDArray

from treeedit.model.operators import OPERATORS
from treeedit.model.order import Ints, Order

Floats = NDArray[np.float64]
Contour = tuple[list[float], list[float], float]
"""Left and right edges, deepest first, and what is to be added to each."""

WIDE = 96
"""A height with at least so many operations is worth an array."""
_ARITY = np.array([*(entry.arity for entry in OPERATORS.values()), 0])


@dataclass(frozen=True, slots=True)
class Shape:
    """The n rows of an order, then two that are no nodes: n is every empty slot, n + 1 is no slot at all.

    first, second: (n,) what the slots hold, as rows of the shape. height: (n + 2,) of the drawn subtree, circles of
    empty slots included; -1 for no slot. left, right: (n + 2,) extents in grains.
    """

    first: Ints
    second: Ints
    height: Ints
    left: Floats
    right: Floats


def shape_of(order: Order, left: Floats, right: Floats, empty: tuple[float, float]) -> Shape:
    """The shape of an order with these extents of its rows and of an empty slot."""
    n = len(order.ids)
    arity = _ARITY[order.operator]
    first, second = order.operands[:, 0], order.operands[:, 1]
    return Shape(
        first=np.where(first >= 0, first, np.where(arity > 0, n, n + 1)),
        second=np.where(second >= 0, second, np.where(arity > 1, n, n + 1)),
        height=np.append(_drawn_heights(order, arity), (0, -1)),
        left=np.append(left, (empty[0], 0.0)),
        right=np.append(right, (empty[1], 0.0)),
    )


def _drawn_heights(order: Order, arity: Ints) -> Ints:
    """A subtree is one higher than its nodes where an empty slot hangs below the deepest of them."""
    tips = np.flatnonzero((order.height == 0) & (arity > 0))
    if not len(tips):
        return order.height
    raised = order.height.copy()
    nodes, parent = order.height.tolist(), order.parent.tolist()
    for row in tips.tolist():
        while row >= 0 and raised[row] == nodes[row]:
            raised[row] += 1
            above = parent[row]
            row = above if above >= 0 and nodes[above] == nodes[row] + 1 else -1
    return raised


def half_spreads(shape: Shape, gap: float) -> Floats:
    """Half the distance between the two operands of each row, in whole grains; 0 where there are fewer. (n,)"""
    n = len(shape.first)
    half = np.zeros(n)
    operations = np.flatnonzero(shape.height[:n])
    height = shape.height[operations]
    wide = 1 + int(np.count_nonzero(np.bincount(height)[1:] >= WIDE))  # widths never increase with height
    low = _LowContours(shape, operations[height < wide], wide, gap, half)
    _spread_high(shape, operations[height >= wide], low, gap, half)
    return half


class _LowContours:
    """The contours of all subtrees lower than `wide`, one behind the other in two flat arrays.

    Each runs from its root downwards and ends with a sentinel that nothing can touch; a look below its end finds the
    sentinel.
    """

    def __init__(self, shape: Shape, operations: Ints, wide: int, gap: float, half: Floats) -> None:
        self._shape = shape
        self._wide = wide
        if wide == 1:
            return
        levels = self._levels(operations)
        sizes = [len(rows) * (height + 2) for height, rows in enumerate(levels)]
        self._start = np.zeros(len(shape.left), dtype=np.int64)
        self._left, self._right = np.full(sum(sizes) + 1, inf), np.full(sum(sizes) + 1, -inf)
        self._start[-1] = sum(sizes)
        base = 0
        for height, (rows, size) in enumerate(zip(levels, sizes, strict=True)):
            self._start[rows] = base + np.arange(len(rows)) * (height + 2)
            block = slice(base, base + size)
            left, right = (side[block].reshape(len(rows), height + 2) for side in (self._left, self._right))
            left[:, 0], right[:, 0] = -shape.left[rows], shape.right[rows]
            if height:
                half[rows] = self._join(rows, height, gap, left, right)
            base += size

    def _levels(self, operations: Ints) -> list[Ints]:
        height = self._shape.height
        leaves = np.flatnonzero(height == 0)
        rows = operations[np.argsort(height[operations].astype(np.uint16), kind="stable")]
        widths = np.bincount(height[rows], minlength=self._wide)[1:]
        return [leaves, *np.split(rows, np.cumsum(widths)[:-1])]

    def _join(self, rows: Ints, height: int, gap: float, left: Floats, right: Floats) -> Floats:
        """Fill in the contours of these rows, all of one height, and give their half spreads."""
        shape, depths = self._shape, np.arange(height)
        first, second = shape.first[rows], shape.second[rows]
        a, b = self._places(first, depths), self._places(second, depths)
        right_a, left_b = self._right.take(a), self._left.take(b)
        spread = (right_a - left_b).max(axis=1) + gap
        half = np.where(shape.height[second] < 0, 0.0, np.ceil(spread / 2))
        np.minimum(self._left.take(a) - half[:, None], left_b + half[:, None], out=left[:, 1:-1])
        np.maximum(right_a - half[:, None], self._right.take(b) + half[:, None], out=right[:, 1:-1])
        return half

    def _places(self, rows: Ints, depths: Ints) -> Ints:
        last = self._start[rows] + self._shape.height[rows] + 1
        places: Ints = np.minimum(self._start[rows][:, None] + depths, last[:, None])
        return places

    def contour(self, row: int) -> Contour:
        """A contour as the high subtrees use it."""
        shape = self._shape
        if shape.height[row] == 0:
            return [-float(shape.left[row])], [float(shape.right[row])], 0.0
        place = slice(self._start[row], self._start[row] + shape.height[row] + 1)
        return self._left[place][::-1].tolist(), self._right[place][::-1].tolist(), 0.0


def _spread_high(shape: Shape, operations: Ints, low: _LowContours, gap: float, half: Floats) -> None:
    """Fill in the half spreads of these rows, operands first.

    The joined contour is the taller operand's own, written over as deep as the shallower one reaches: all in all no
    more work than there are nodes.
    """
    high: dict[int, Contour] = {}
    found: list[float] = []
    none = len(shape.height) - 1
    columns: list[Any] = [operations, shape.first[operations], shape.second[operations]]
    columns += [shape.left[operations], shape.right[operations], *_leaves_beside(shape, operations, gap)]
    for row, first, second, left, right, side, edge, known in zip(*(each.tolist() for each in columns), strict=True):
        inner = second if side < 0 else first
        joined = high.pop(inner, None) or low.contour(inner)
        spread = known
        if side:
            joined = _joined_with_leaf(joined, side, edge, spread)
        elif second != none:
            other = high.pop(second, None) or low.contour(second)
            spread = _half_spread(joined, other, gap)
            joined = _joined(joined, other, spread)
        lefts, rights, offset = joined
        lefts.append(-left - offset)
        rights.append(right - offset)
        high[row] = joined
        found.append(spread)
    half[operations] = found


def _leaves_beside(shape: Shape, operations: Ints, gap: float) -> tuple[Ints, Floats, Floats]:
    """On which side of the other operand a leaf stands (1: right, -1: left, 0: there is none), how far it reaches
    outwards, and the half spread: a leaf meets only the other's root, so that leaning trees need no comparing.
    """
    first, second = shape.first[operations], shape.second[operations]
    side = np.where(shape.height[second] == 0, 1, np.where(shape.height[first] == 0, -1, 0))
    side[shape.height[second] < 0] = 0
    edge = np.where(side > 0, shape.right[second], shape.left[first])
    spread = np.ceil((shape.right[first] + shape.left[second] + gap) / 2)
    return side, edge, np.where(side == 0, 0.0, spread)


def _joined_with_leaf(contour: Contour, side: int, edge: float, half: float) -> Contour:
    lefts, rights, offset = contour
    offset -= side * half
    if side > 0:
        rights[-1] = edge + half - offset
    else:
        lefts[-1] = -edge - half - offset
    return lefts, rights, offset


def _half_spread(a: Contour, b: Contour, gap: float) -> float:
    common = min(len(a[0]), len(b[0]))
    closest: float = max(map(sub, a[1][-common:], b[0][-common:]))
    return ceil((closest + a[2] - b[2] + gap) / 2)


def _joined(a: Contour, b: Contour, half: float) -> Contour:
    (left_a, right_a, offset_a), (left_b, right_b, offset_b) = a, b
    if len(left_a) >= len(left_b):
        common, shift = len(left_b), offset_b - offset_a + 2 * half
        right_a[-common:] = [edge + shift for edge in right_b]
        return left_a, right_a, offset_a - half
    common, shift = len(left_a), offset_a - offset_b - 2 * half
    left_b[-common:] = [edge + shift for edge in left_a]
    return left_b, right_b, offset_b + half
