"""Which way a tree grows: the layout's two directions on the picture, and back.

A layout knows *across* (from the first operand to the last) and *along* (from the root to the leaves), both relative to
the root. Across is rightwards or downwards, so that operands are read in their order; along leads away from the root.
"""

from __future__ import annotations

from typing import NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from treeedit.figure.figure import Bounds
from treeedit.model.layout import Extents, Layout
from treeedit.model.order import Order

Number = TypeVar("Number", float, NDArray[np.float64])
Floats = NDArray[np.float64]
_LABEL = 10.0
"""How far the label of an edge reaches beyond it."""


class Bearing(NamedTuple):
    """sideways: rows are columns. sign: 1 where along leads downwards or to the right, -1 where it leads back."""

    sideways: bool
    sign: float

    def place(self, across: Number, along: Number) -> tuple[Number, Number]:
        """x and y of a place."""
        return (self.sign * along, across) if self.sideways else (across, self.sign * along)

    def area(self, across: tuple[float, float], along: tuple[float, float]) -> Bounds:
        """The rectangle between two ends across and two along."""
        low, high = sorted((self.sign * along[0], self.sign * along[1]))
        return Bounds(low, across[0], high, across[1]) if self.sideways else Bounds(across[0], low, across[1], high)

    def back(self, area: Bounds) -> tuple[tuple[float, float], tuple[float, float]]:
        """The ends of a rectangle across, and along."""
        wide, high = (area.left, area.right), (area.top, area.bottom)
        across, along = (high, wide) if self.sideways else (wide, high)
        ends = sorted((self.sign * along[0], self.sign * along[1]))
        return across, (ends[0], ends[1])


BEARINGS = {
    "top": Bearing(False, 1.0),
    "bottom": Bearing(False, -1.0),
    "left": Bearing(True, 1.0),
    "right": Bearing(True, -1.0),
}
"""By where the root stands: look.ORIENTATIONS."""


class Columns(NamedTuple):
    """Where the columns of trees that grow sideways begin and end, along from the root's centre.

    first: (trees,) the index of each tree's first column. near, far: (columns,) the ends of each; all nodes of a
    column begin at its near end. level: (n,) the column of each row.
    """

    first: NDArray[np.int64]
    near: Floats
    far: Floats
    level: NDArray[np.int64]

    def of(self, tree: int) -> slice:
        """The columns of a tree."""
        last = self.first[tree + 1] if tree + 1 < len(self.first) else len(self.near)
        return slice(int(self.first[tree]), int(last))

    def depths(self, tree: int, along: tuple[float, float]) -> tuple[int, int]:
        """The first and the last column of a tree that may have something between two ends, edges included."""
        part = self.of(tree)
        low, high = np.searchsorted(self.far[part], along[0]), np.searchsorted(self.near[part], along[1])
        return int(low) - 1, int(high)


def columns_of(order: Order, layout: Layout, reach: Floats, width: Floats, circle: float, gap: float) -> Columns:
    """The columns of all trees: as wide as what reaches furthest in them, `gap` apart.

    reach: (n,) from a node's near end to the far end of what is drawn of it. width: (n,) of the nodes. circle: the
    width of an empty slot's circle.
    """
    first = np.cumsum(layout.depths) - layout.depths
    level = layout.depth + np.repeat(first, order.size[order.roots])
    wide = np.zeros(int(layout.depths.sum()))
    np.maximum.at(wide, level, reach)
    hollow = (np.isfinite(layout.slot_x) & (order.operands < 0)).any(axis=1)
    np.maximum.at(wide, level[hollow] + 1, circle)
    near = np.cumsum(wide + gap) - wide - gap
    start = near[first] + width[order.roots] / 2 if len(first) else near
    near = near - np.repeat(start, layout.depths)
    return Columns(first, near, near + wide, level)


def stems_of(layout: Layout, columns: Columns, boxes: Extents, reach: Floats, width: Floats) -> Floats:
    """(n,) how far the edges of each operation run straight on, so that they pass what stands beside it in its column.

    boxes: how far each row reaches across. reach, width: as in `columns_of`.
    """
    stems = np.zeros(len(width))
    rows = np.flatnonzero(np.isfinite(layout.slot_x[:, 0]))
    if not len(rows):
        return stems
    order = np.lexsort((layout.x, columns.level))
    level, x = columns.level[order], layout.x[order]
    step = 4 * (float(np.abs(layout.x).max()) + float(boxes.left.max() + boxes.right.max()) + _LABEL)
    fan = np.concatenate((layout.slot_x[rows], layout.x[rows, None]), axis=1)
    low, high = np.nanmin(fan, axis=1) - _LABEL, np.nanmax(fan, axis=1) + _LABEL
    first = np.searchsorted(level * step + x + boxes.right[order], columns.level[rows] * step + low)
    last = np.searchsorted(level * step + x - boxes.left[order], columns.level[rows] * step + high)
    between = np.stack((first, np.maximum(last, first + 1)), axis=1).ravel()
    stems[rows] = np.maximum.reduceat(np.append(reach[order], 0.0), between)[::2] - width[rows]
    return np.maximum(stems, 0.0)
