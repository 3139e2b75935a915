"""How large every node of a forest is drawn, and where: what follows from structure and look, but not from numbers.

Made anew when the structure changes. Places are relative to the root of each tree, in pixels at 100 %. Rows are those
that are drawn (see `shown.py`), as everywhere in this room.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from treeedit.figure.bearing import BEARINGS, Columns, columns_of, stems_of
from treeedit.figure.figure import Bounds
from treeedit.figure.fonts import width_of
from treeedit.figure.grounds import MOST_NODES, PADDING, Box, Ground, grounds_of, outlined_of, placed
from treeedit.figure.look import (
    COLUMN_GAP,
    NAME_SIZE,
    NUMBER_DROP,
    NUMBER_GAP,
    RADIUS,
    ROW_PITCH,
    SLOT_RADIUS,
    Look,
)
from treeedit.figure.names import Names
from treeedit.figure.shown import Shown, shown_of
from treeedit.figure.sizes import (
    BADGE_HEIGHT,
    FOLD_PADDING,
    FOLD_SHEET,
    badge_width,
    half_heights_of,
    names_among,
    widths_of,
)
from treeedit.figure.typeset import typeset
from treeedit.model.analysis import Analysis
from treeedit.model.forest import Forest
from treeedit.model.layout import Extents, Finder, Layout
from treeedit.model.records import NodeId
from treeedit.model.sharing import Sharing

Floats = NDArray[np.float64]
Rows = NDArray[np.int64]

MARGIN = 14.0
NAME_RISE = RADIUS + 14.0
"""How high above a root's centre its name's baseline is."""
_CURVE_PARTS = 64
"""Straight pieces that a long edge is measured by: half a pixel off at 3,000 pixels."""

NAME_STRIP = 22.0
"""The room for a ground's name over what stands on it, where a tree grows sideways."""
ANCHORS = {"start": 0.0, "middle": 0.5, "end": 1.0}


class Outer(NamedTuple):
    """How far what is drawn of each row reaches from its centre, numbers included: (n,) in the picture's directions."""

    left: Floats
    right: Floats
    above: Floats
    below: Floats


class Places:
    """A forest's shapes and places under a look; x and y: (n,) centres of the rows, relative to their tree's root.

    rest: the same where nothing is on its way.
    analysis: the forest's, its order that of the drawn rows; whole_analysis: with the order of all. complete: (n,) no
    slot is empty, within folds either. varies: (n,) an input stands in the subtree, within folds too. folded: (n,)
    which rows are folds. names: by label, whether it is an input's.
    """

    def __init__(self, forest: Forest, analysis: Analysis, look: Look, folds: Iterable[NodeId] | None = None) -> None:
        self.forest, self.look = forest, look
        self.whole_analysis = analysis
        self.shown: Shown = shown_of(forest, analysis, forest.folds if folds is None else folds)
        self.analysis = self.shown.analysis
        self.complete: NDArray[np.bool_] = self.shown.from_whole(self.shown.whole.complete)
        self.varies: NDArray[np.bool_] = self.shown.from_whole(self.shown.whole.varies)
        self.folded: NDArray[np.bool_] = np.zeros(len(self.analysis.order.ids), dtype=np.bool_)
        self.folded[self.shown.folds] = True
        self.names = names_among(self.shown)
        self.width = widths_of(self.shown)
        self.half_height = half_heights_of(self.shown, self.names)
        self.bearing = BEARINGS[look.orientation]
        self.outer = self._outer()
        self.grounds: list[Ground] = []
        self.outlines: dict[NodeId, int] = {}
        self._boxes: dict[int, Box] = {}
        self.columns: Columns | None = None
        self.layout, self.rest = self._lay_out(analysis)
        self.x, self.y = self.rest

    @property
    def whole_sharing(self) -> Sharing | None:
        """What runs together, for all rows of the whole order; None if nothing does."""
        return None

    @property
    def function_names(self) -> dict[int, str]:
        """The names of functions that stand beside nodes, by rows."""
        return {}

    @cached_property
    def node_names(self) -> Names:
        """What the nodes are called, as they are drawn, by row of the whole order."""
        analysis, sharing = self.whole_analysis, self.whole_sharing
        node = None if sharing is None else sharing.node
        return Names(self.forest, analysis.order, analysis.sets, analysis.tape.output, node)

    def differentiated(self, rows: Rows) -> Rows:
        """Those of some drawn rows by which one differentiates: not by what is constant, unless the look wants it."""
        return rows if "constants" in self.look.shows else rows[self.varies[rows]]

    def _lay_out(self, analysis: Analysis) -> tuple[Layout, tuple[Floats, Floats]]:
        """The layout of the trees, and the places that the rows have in it."""
        extents = self._extents()
        self.grounds = self._grounds(analysis) if "grounds" in self.look.shows else []
        self.outlines = self._outlines(analysis) if "grounds" in self.look.shows else {}
        strip = NAME_STRIP if self.bearing.sideways else 0.0
        self.layout, self._boxes = placed(self.analysis, extents, self.grounds, strip)
        self.columns = self._columns(extents)
        self.finder = Finder(self.analysis.order, self.layout, self._reaches(extents))
        return self.layout, self.bearing.place(self.layout.x, self._along())

    def _grounds(self, analysis: Analysis) -> list[Ground]:
        """The grounds of what is drawn."""
        if len(self.analysis.order.ids) > MOST_NODES:
            return []
        whole = grounds_of(self.forest, analysis)
        drawn = (ground._replace(members=self.shown.drawn(ground.members)) for ground in whole)
        return [ground for ground in drawn if ground.members]

    def _outlines(self, analysis: Analysis) -> dict[NodeId, int]:
        """The nodes of repeated functions that have no ground, each with its function's look."""
        if len(self.analysis.order.ids) > MOST_NODES:
            return {}
        return {int(analysis.order.ids[row]): mark for row, mark in outlined_of(self.forest, analysis).items()}

    def _outer(self) -> Outer:
        """Numbers stand to the right of a node; in a tree that grows sideways under an operation and beyond a leaf."""
        shown = bool({"values", "partials"} & self.look.shows)
        half, tall = self.width / 2, self.half_height
        column = NUMBER_GAP + self.look.number_width if shown else 0.0
        if not self.bearing.sideways:
            return Outer(half, half + column, tall, tall)
        leaf = self.analysis.order.operator < 0
        under = np.where(leaf, half, np.maximum(half, half if not shown else self.look.number_width / 2))
        beyond = np.where(leaf, half + column, under)
        near_far = (under, beyond) if self.bearing.sign > 0 else (beyond, under)
        return Outer(*near_far, tall, np.where(leaf | (not shown), tall, tall + NUMBER_DROP))

    def _extents(self) -> Extents:
        """How far the boxes reach across."""
        low, high = self.outer[2:] if self.bearing.sideways else self.outer[:2]
        return Extents(low, high, (SLOT_RADIUS, SLOT_RADIUS))

    def _columns(self, boxes: Extents) -> Columns | None:
        if not self.bearing.sideways:
            return None
        order, layout, gap = self.analysis.order, self.layout, self.column_gap
        reach = self.width / 2 + (self.outer.right if self.bearing.sign > 0 else self.outer.left)
        columns = columns_of(order, layout, reach, self.width, 2 * SLOT_RADIUS, gap)
        self._stems = stems_of(layout, columns, boxes, reach, self.width)
        return columns

    @property
    def column_gap(self) -> float:
        """Between two columns; numbers under an operation and the edges of grounds stand out into it on both sides."""
        shown = bool({"values", "partials"} & self.look.shows)
        aside = max(0.0, self.look.number_width / 2 - RADIUS) if shown else 0.0
        return COLUMN_GAP + 2 * (aside + (PADDING if self.grounds else 0.0))

    def _along(self) -> Floats:
        if self.columns is None:
            return np.asarray(self.layout.depth * ROW_PITCH, dtype=np.float64)
        return self.columns.near[self.columns.level] + self.width / 2

    def _reaches(self, boxes: Extents) -> Extents:
        """How far each row reaches with its edge to the parent: what a rectangle must meet for the row to be drawn."""
        parent = self.analysis.order.parent
        away = np.where(parent < 0, 0.0, self.layout.x[parent] - self.layout.x)
        return Extents(np.maximum(boxes.left, -away), np.maximum(boxes.right, away), boxes.empty)

    def standing(self, rows: Rows) -> Rows:
        """The rows that are drawn for some rows: themselves, where none runs together with another one."""
        return rows

    def instances(self, row: int) -> Rows:
        """The rows that a drawn one stands for, in the order of the tree."""
        return np.array([row])

    def seats(self, row: int) -> list[tuple[int, int]]:
        """The operations and slots that the edges to a drawn row come from, in the order of the tree."""
        above = int(self.analysis.order.parent[row])
        if above < 0:
            return []
        return [(above, 0 if self.analysis.order.operands[above, 0] == row else 1)]

    def straight_edges(self, rows: Rows) -> Floats:
        """(k, 4) straight lines for the edges that end at some rows, for who draws them coarsely."""
        parent = self.analysis.order.parent[rows]
        below, above = rows[parent >= 0], parent[parent >= 0]
        return np.stack((self.x[above], self.y[above], self.x[below], self.y[below]), axis=1)

    def move_to(self, x: Floats, y: Floats) -> None:
        """Draw the rows elsewhere, on their way between two layouts."""
        self.x, self.y = x, y

    def tree_rows(self, tree: int) -> range:
        """The rows of the tree-th tree."""
        root = int(self.analysis.order.roots[tree])
        return range(root - int(self.analysis.order.size[root]) + 1, root + 1)

    def subtree_rows(self, node: NodeId) -> range:
        """The rows of the subtree below a node, itself the last."""
        order = self.analysis.order
        row = order.rows[node]
        return range(row - int(order.size[row]) + 1, row + 1)

    def bounds(self, tree: int) -> Bounds:
        """The rectangle that a tree's figure fills, relative to its root, with its numbers, name and grounds."""
        layout, root = self.layout, int(self.analysis.order.roots[tree])
        across = float(layout.left[tree]), float(layout.right[tree])
        if self.columns is None:
            along = -RADIUS - 4.0, float(layout.depths[tree] - 1) * ROW_PITCH + RADIUS
        else:
            near = self.outer.left if self.bearing.sign > 0 else self.outer.right
            along = -float(near[root]), float(self.columns.far[self.columns.of(tree)].max())
        bounds = self.with_name(self.bearing.area(across, along), root)
        rows = self.tree_rows(tree)
        for row in self._boxes:
            if row in rows:
                bounds = bounds.united(self.ground_at_rest(row))
        return bounds.grown(MARGIN)

    def with_name(self, bounds: Bounds, root: int) -> Bounds:
        """A tree's bounds with its name."""
        if not (name := self.name_of(root)):
            return bounds
        x, base, anchor = self.name_place(root)
        x, base = x - float(self.x[root]), base - float(self.y[root])
        left = x - ANCHORS[anchor] * width_of(name, NAME_SIZE, "bold")
        right = left + width_of(name, NAME_SIZE, "bold")
        return bounds.united(Bounds(left, base - NAME_SIZE, right, base + 0.3 * NAME_SIZE))

    def bounds_now(self, tree: int) -> Bounds:
        """The same with the nodes that are on their way, wherever they are."""
        bounds = self.bounds(tree)
        if self.x is self.rest[0]:
            return bounds
        rows = self.tree_rows(tree)
        for row in self._boxes:
            if row in rows:
                bounds = bounds.united(self.ground_bounds(row))
        return bounds.united(self.box_around(slice(rows[0], rows[-1] + 1)).grown(MARGIN))

    def box_around(self, part: slice) -> Bounds:
        """The rectangle around a run of rows where they are now, numbers included."""
        x, y, (left, right, above, below) = self.x[part], self.y[part], (each[part] for each in self.outer)
        low = float((x - left).min()), float((y - above).min())
        return Bounds(*low, float((x + right).max()), float((y + below).max()))

    def name_of(self, row: int) -> str:
        """What stands over a row: the typeset name of a tree over its root, else ""."""
        order = self.analysis.order
        leaf = order.operator[row] < 0 and not self.folded[row]
        if "names" not in self.look.shows or order.parent[row] >= 0 or leaf:
            return ""
        return typeset(self.forest.roots[int(order.ids[row])].name)

    def name_place(self, row: int) -> tuple[float, float, str]:
        """Where the name of a tree stands by its root, and its anchor: beyond the end that has no edges."""
        x, y, half = float(self.x[row]), float(self.y[row]), float(self.width[row]) / 2 + NUMBER_GAP + 4.0
        places = {
            "top": (x, y - NAME_RISE, "middle"),
            "bottom": (x, y + NAME_RISE + 0.73 * NAME_SIZE, "middle"),
            "left": (x - half, y + 0.35 * NAME_SIZE, "end"),
            "right": (x + half, y + 0.35 * NAME_SIZE, "start"),
        }
        return places[self.look.orientation]

    def ground_bounds(self, member: int) -> Bounds:
        """The rectangle of the ground that the instance with this root lies on."""
        return self._ground_at(member, (self.x, self.y))

    def ground_at_rest(self, member: int) -> Bounds:
        """The same where nothing is on its way."""
        return self._ground_at(member, self.rest)

    def _ground_at(self, member: int, places: tuple[Floats, Floats]) -> Bounds:
        part = slice(member - int(self.analysis.order.size[member]) + 1, member + 1)
        x, y, sign = places[0][part], places[1][part], self.bearing.sign
        box: Box = self._boxes[member]
        if not self.bearing.sideways:
            across = float(x[-1]) - box.left, float(x[-1]) + box.right
            along = sign * float(y[-1]) - box.above, float((sign * y).max()) + box.below
        else:
            near, far = self.outer[:2] if sign > 0 else self.outer[1::-1]
            across = float(y[-1]) - box.left, float(y[-1]) + box.right
            along = (
                sign * float(x[-1]) - float(near[member]) - (box.above - RADIUS),
                float((sign * x + far[part]).max()) + box.below - RADIUS,
            )
        return self.bearing.area(across, along)

    def edge_ends(self, above: Rows, below: Rows) -> tuple[Floats, Floats, Floats, Floats]:
        """x and y where the edge from each operation begins, and where it ends at its operand."""
        sign = self.bearing.sign
        if not self.bearing.sideways:
            begin, end = self.y[above] + sign * self.half_height[above], self.y[below] - sign * self.half_height[below]
            return self.x[above], begin, self.x[below], end
        out = self.width[above] / 2 + self.stems(above)
        return self.x[above] + sign * out, self.y[above], self.x[below] - sign * self.width[below] / 2, self.y[below]

    def edge_distances(self, rows: Rows, x: float, y: float) -> Floats:
        """How far a point is from the curve from each of some rows to its parent."""
        t, ends = np.linspace(0.0, 1.0, _CURVE_PARTS + 1), self.edge_ends(self.analysis.order.parent[rows], rows)
        if self.bearing.sideways:
            ends, x, y = (ends[1], ends[0], ends[3], ends[2]), y, x
        x0, y0, x1, y1 = ends
        across = x0[:, None] + np.outer(x1 - x0, t * t * (3 - 2 * t))
        down = y0[:, None] + np.outer(y1 - y0, t * (1.5 - 1.5 * t + t * t))
        return _distances(across, down, x, y)

    def badge_box(self, row: int) -> Bounds:
        """The rectangle of a fold's badge."""
        hidden = int(self.shown.hidden[np.searchsorted(self.shown.folds, row)])
        right = float(self.x[row] + self.width[row] / 2) - FOLD_SHEET - FOLD_PADDING / 2
        top = float(self.y[row]) + FOLD_SHEET / 2 - BADGE_HEIGHT / 2
        return Bounds(right - badge_width(hidden), top, right, top + BADGE_HEIGHT)

    def slot_place(self, row: int, index: int) -> tuple[float, float]:
        """The centre of a row's operand, or of the circle of its empty slot."""
        operand = int(self.analysis.order.operands[row, index])
        if operand >= 0:
            return float(self.x[operand]), float(self.y[operand])
        dx = float(self.layout.slot_x[row, index] - self.layout.x[row])
        x, y = self.bearing.place(dx, self.slot_distance(row))
        return float(self.x[row]) + x, float(self.y[row]) + y

    def slots(self, row: int) -> list[tuple[float, float]]:
        """The centres of a row's empty slots and operands, by slot."""
        there = np.flatnonzero(np.isfinite(self.layout.slot_x[row])).tolist()
        return [self.slot_place(row, index) for index in there]

    def slot_distance(self, row: int) -> float:
        """How far along the centres of a row's empty slots stand from its own."""
        if self.columns is None:
            return ROW_PITCH
        near = self.columns.near[self.columns.level[row] + 1] + SLOT_RADIUS
        return float(near - self.columns.near[self.columns.level[row]] - self.width[row] / 2)

    def stems(self, rows: Rows) -> Floats:
        """How far the edges of some operations run straight on before they part."""
        return np.zeros(len(rows)) if self.columns is None else self._stems[rows]

    # --- what is where ---

    def rows_within(self, tree: int, area: Bounds) -> Rows:
        """The rows of a tree with a box or an edge in a rectangle, and perhaps a few more, in drawing order."""
        if self.x is not self.rest[0]:
            return np.array(self.tree_rows(tree), dtype=np.int64)
        across, along = self.bearing.back(area)
        return self.finder.in_rectangle(tree, *across, *self._depths(tree, along, ROW_PITCH))

    def rows_near(self, tree: int, area: Bounds) -> Rows:
        """The rows of a tree with a box in a rectangle, and perhaps a few more."""
        across, along = self.bearing.back(area)
        return self.finder.in_rectangle(tree, *across, *self._depths(tree, along, 0.0))

    def empty_slots_near(self, tree: int, area: Bounds) -> Rows:
        """The empty slots of a tree with a circle in a rectangle, and perhaps a few more: (k, 2) rows and indices."""
        across, along = self.bearing.back(area)
        return self.finder.empty_slots_in_rectangle(tree, *across, *self._depths(tree, along, 0.0))

    def _depths(self, tree: int, along: tuple[float, float], more: float) -> tuple[int, int]:
        """The depths whose rows come within two ends, and so much more."""
        if self.columns is not None:
            return self.columns.depths(tree, along)
        return math.floor((along[0] - more) / ROW_PITCH), math.ceil((along[1] + more) / ROW_PITCH)


def _distances(across: Floats, down: Floats, x: float, y: float) -> Floats:
    """How far a point is from polygonal lines, one a row."""
    px, py = x - across[:, :-1], y - down[:, :-1]
    dx, dy = np.diff(across), np.diff(down)
    along = np.clip((px * dx + py * dy) / np.maximum(dx * dx + dy * dy, 1e-12), 0.0, 1.0)
    distances: Floats = np.hypot(px - along * dx, py - along * dy).min(axis=1, initial=math.inf)
    return distances
