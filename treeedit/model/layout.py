"""Where each node of a tidy tree stands.

A parent stands over the middle between its first and last slot, operands keep their order, and subtrees stand as
close as the gap between their drawn boxes allows. Identical subtrees are drawn identically wherever they stand.

Rows of a tidy tree are sorted, so what is under a point or in a rectangle is a bisection: `Finder`.

Rule: coordinates are whole multiples of GRAIN, so they are exact in doubles and the same on every machine. Nothing
here knows what a box shows; its extents come from the figure.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from treeedit.model.contours import Floats, Shape, half_spreads, shape_of
from treeedit.model.order import Ints, Order

GRAIN = 1 / 64
"""The unit of all horizontal lengths, in pixels."""


@dataclass(frozen=True, slots=True)
class Extents:
    """How far each row's drawn box, numbers included, reaches from its centre, in pixels.

    left, right: (n,), none negative. empty: (left, right) of the circle of an empty slot.
    """

    left: Floats
    right: Floats
    empty: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the n rows of an order stand, each relative to the root of its tree; x in pixels, to the right.

    x: (n,), 0 for a root. depth: (n,) rows below the root. slot_x: (n, 2) x of each operand, or of the circle of an
    empty slot; NaN where the operator has no such slot. By tree, in the order's sequence: left, right: (trees,) how
    far the boxes reach, left being negative. depths: (trees,) number of rows, circles of empty slots included.
    """

    x: Floats
    depth: Ints
    slot_x: Floats
    left: Floats
    right: Floats
    depths: Ints


def lay_out(order: Order, extents: Extents, gap: float = 20.0) -> Layout:
    """The tidy layout of an order, at least `gap` pixels between neighbouring boxes.

    Extents and gap are rounded up to grains, so that boxes keep the gap as they are drawn.
    """
    left, right = np.ceil(extents.left / GRAIN), np.ceil(extents.right / GRAIN)
    empty = (float(np.ceil(extents.empty[0] / GRAIN)), float(np.ceil(extents.empty[1] / GRAIN)))
    shape = shape_of(order, left, right, empty)
    half = half_spreads(shape, float(np.ceil(gap / GRAIN)))
    x = _summed_from_root(order, _steps(order, half))
    slot_x = _slot_places(shape, x, half)
    trees = _trees(order, shape, x, slot_x)
    return Layout(
        x=x * GRAIN,
        depth=_summed_from_root(order, np.ones(len(x))).astype(np.int64) - 1,
        slot_x=slot_x * GRAIN,
        left=trees[0] * GRAIN,
        right=trees[1] * GRAIN,
        depths=shape.height[order.roots] + 1,
    )


def _steps(order: Order, half: Floats) -> Floats:
    """How far each row stands to the right of its parent."""
    rows = np.arange(len(half))
    first = order.operands[order.parent, 0] == rows
    return np.where(order.parent < 0, 0.0, np.where(first, -half[order.parent], half[order.parent]))


def _summed_from_root(order: Order, steps: Floats) -> Floats:
    """Per row the sum of the steps of itself and all above it; a subtree is a run of rows, so one running sum does."""
    n = len(steps)
    change: Floats = np.append(np.zeros(1), -steps)
    change += np.bincount(np.arange(n) - order.size + 1, weights=steps, minlength=n + 1)
    return np.cumsum(change)[:n]


def _slot_places(shape: Shape, x: Floats, half: Floats) -> Floats:
    none = len(x) + 1
    first = np.where(shape.first < none, x - half, np.nan)
    return np.stack((first, np.where(shape.second < none, x + half, np.nan)), axis=1)


def _trees(order: Order, shape: Shape, x: Floats, slot_x: Floats) -> tuple[Floats, Floats]:
    """How far the boxes of each tree reach to the left and to the right."""
    n = len(x)
    if not n:
        return np.zeros(0), np.zeros(0)
    left, right = x - shape.left[:n], x + shape.right[:n]
    for slot, held in enumerate((shape.first, shape.second)):
        empty = np.flatnonzero(held == n)
        left[empty] = np.minimum(left[empty], slot_x[empty, slot] - shape.left[n])
        right[empty] = np.maximum(right[empty], slot_x[empty, slot] + shape.right[n])
    starts = order.roots - order.size[order.roots] + 1
    return np.minimum.reduceat(left, starts), np.maximum.reduceat(right, starts)


class Finder:
    """What of a layout is under a point or in a rectangle. A tree is named by its index in `order.roots`.

    Built once per layout; every question is a bisection. x in pixels from the root of the tree, depth in rows below it.
    """

    def __init__(self, order: Order, layout: Layout, extents: Extents) -> None:
        first = np.cumsum(layout.depths) - layout.depths
        level = layout.depth + np.repeat(first, order.size[order.roots])
        hollow = np.isfinite(layout.slot_x) & (order.operands < 0)
        self._slots = np.argwhere(hollow)
        x = layout.slot_x[hollow]
        self._first, self._depths = first, layout.depths
        self._nodes = _Levels(level, layout.x, layout.x - extents.left, layout.x + extents.right)
        self._circles = _Levels(level[self._slots[:, 0]] + 1, x, x - extents.empty[0], x + extents.empty[1])

    def nearest(self, tree: int, x: float, depth: int) -> int:
        """The row of the node at this depth whose centre is nearest; -1 if there is none at this depth."""
        return self._nodes.nearest(self._level(tree, depth), x)

    def nearest_empty_slot(self, tree: int, x: float, depth: int) -> tuple[int, int] | None:
        """The (row of the parent, index) of the empty slot whose circle, at this depth, is nearest; None if none is."""
        found = self._circles.nearest(self._level(tree, depth), x)
        return None if found < 0 else (int(self._slots[found, 0]), int(self._slots[found, 1]))

    def in_rectangle(self, tree: int, x0: float, x1: float, depth0: int, depth1: int) -> Ints:
        """The rows of all nodes whose boxes reach into a rectangle, edges included; by depth, then from the left."""
        return self._nodes.between(self._levels(tree, depth0, depth1), x0, x1)

    def empty_slots_in_rectangle(self, tree: int, x0: float, x1: float, depth0: int, depth1: int) -> Ints:
        """The same for the circles of empty slots: (k, 2) rows of the parents and indices of the slots."""
        return self._slots[self._circles.between(self._levels(tree, depth0, depth1), x0, x1)]

    def _level(self, tree: int, depth: int) -> int:
        return int(self._first[tree]) + depth if 0 <= depth < self._depths[tree] else -1

    def _levels(self, tree: int, depth0: int, depth1: int) -> Ints:
        first = int(self._first[tree])
        return np.arange(first + max(depth0, 0), first + min(depth1 + 1, int(self._depths[tree])))


class _Levels:
    """Boxes sorted by level, then from left to right; given so that those of one level are already in order."""

    def __init__(self, level: Ints, x: Floats, left: Floats, right: Floats) -> None:
        self._sorted = np.argsort(_small(level), kind="stable")
        level = level[self._sorted]
        self._level, self._x = level, x[self._sorted]
        self._reach = 1.0 + max(float(np.abs(side).max(initial=0.0)) for side in (left, right))
        self._left, self._right = (self._key(level, side[self._sorted]) for side in (left, right))

    def _key(self, level: Ints, x: Floats | float) -> Floats:
        """One number that rises with the level and, within it, with x."""
        key: Floats = np.clip(x, -self._reach, self._reach) + level * (2 * self._reach + 1)
        return key

    def nearest(self, level: int, x: float) -> int:
        begin, end = np.searchsorted(self._level, (level, level + 1))
        if level < 0 or begin == end:
            return -1
        after = min(max(begin + np.searchsorted(self._x[begin:end], x), begin + 1), end - 1)
        best = after if begin == end - 1 or self._x[after] - x < x - self._x[after - 1] else after - 1
        return int(self._sorted[best])

    def between(self, levels: Ints, x0: float, x1: float) -> Ints:
        begin = np.searchsorted(self._right, self._key(levels, x0), side="left")
        count = np.maximum(np.searchsorted(self._left, self._key(levels, x1), side="right") - begin, 0)
        total = int(count.sum())
        return self._sorted[np.repeat(begin - np.cumsum(count) + count, count) + np.arange(total)]


def _small(level: Ints) -> NDArray[np.integer]:
    """The same numbers in 16 bits where they fit, which numpy sorts in linear time."""
    return level.astype(np.uint16) if level.max(initial=0) < 65536 else level
