"""Where everything of the shared form stands: a node a function, with several parents, and the edges that lead there.

Rows stay the rows of the tree: those that have run together stand at one place, and the first of them is drawn.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import cached_property

import numpy as np

from treeedit.figure.figure import Bounds
from treeedit.figure.fonts import width_of
from treeedit.figure.form import sharing_of
from treeedit.figure.look import GAP, LABEL_SIZE, NUMBER_GAP, RADIUS, SLOT_RADIUS
from treeedit.figure.places import MARGIN, Floats, Places, Rows
from treeedit.figure.typeset import typeset
from treeedit.figure.woven import LABEL_HEIGHT, LABEL_WIDTH, Chain, Sizes, Woven, woven
from treeedit.model.analysis import Analysis
from treeedit.model.layering import joints_of, layered
from treeedit.model.layout import Layout, lay_out
from treeedit.model.sharing import Sharing, unfolded

MOST_JOINTS = 5000
"""A larger shared form is not drawn: nobody could follow its edges, and its layout would not be live."""
SUM_BASE, NAME_GAP = 29.0, 6.0
_SUM_DEPTH, _SUM_WIDTH, _DIGIT_WIDTH = 4.0, 112.0, 14.0
_LAYER_GAP = 70.0
_CORNER = 7.0


class SharedPlaces(Places):
    """The places of a forest in the shared form. `rows` may name any instance; its node is meant."""

    def _lay_out(self, analysis: Analysis) -> tuple[Layout, tuple[Floats, Floats]]:
        order = self.analysis.order
        layout = lay_out(order, self._extents(), GAP)
        inputs = (order.operator < 0) & ~self.folded & self.names[order.label]
        self.sharing = sharing_of(self.shown, self.look.form, self.complete, inputs)
        self._arrival = self.sharing.edges_of(order)
        self._several = np.bincount(self.sharing.operand, minlength=len(order.ids)) > 1
        self._function_names = self._named_nodes()
        self._widen()
        self.is_drawable = joints_of(self.sharing) <= MOST_JOINTS
        self.woven = self._woven(layout) if self.is_drawable else None
        if self.woven is None:
            return layout, (layout.x, layout.x)
        return layout, (self.woven.x, self.woven.y)

    @cached_property
    def whole_sharing(self) -> Sharing | None:
        """The sharing of all rows, those within folds too."""
        if self.shown.source is None:
            return self.sharing
        return unfolded(self.shown.whole, self.whole_analysis.sets.function, self.shown.source, self.sharing)

    @property
    def function_names(self) -> dict[int, str]:
        """The names of functions that stand beside nodes, by rows."""
        return self._function_names

    def _named_nodes(self) -> dict[int, str]:
        """The names of functions, by the nodes at which they stand."""
        if "grounds" not in self.look.shows:
            return {}
        sets, source = self.analysis.sets, self.shown.sources(self.sharing.nodes)
        order = self.analysis.order
        operations = order.operator[self.sharing.nodes] >= 0
        pairs = zip(self.sharing.nodes[operations].tolist(), source[operations].tolist(), strict=True)
        found = {row: sets.name_of(whole) for row, whole in pairs}
        return {row: name for row, name in found.items() if name and not self.name_of(row)}

    def _widen(self) -> None:
        """Make room for the sums that are written out, and for the names of functions."""
        left, right, above, below = (each.copy() for each in self.outer)
        if "partials" in self.look.shows:
            under = self._several & self.bearing.sideways & (self.analysis.order.operator >= 0)
            half, aside = self.width / 2, self.width / 2 + NUMBER_GAP + self.sum_width
            left_side = self.bearing.sideways and self.bearing.sign < 0
            beside = self._several & ~under
            right = np.where(beside & (not left_side), np.maximum(right, aside), right)
            left = np.where(beside & left_side, np.maximum(left, aside), left)
            for side in (left, right):
                side[under] = np.maximum(np.maximum(half, self.sum_width / 2), side)[under]
            drop = SUM_BASE + _SUM_DEPTH
            below = np.where(beside, np.maximum(below, drop), np.where(under, below + SUM_BASE - 14.5, below))
        for row, name in self.function_names.items():
            wide = width_of(typeset(name), LABEL_SIZE, "bold")
            if self.bearing.sideways:
                above[row] += LABEL_SIZE + NAME_GAP
                left[row], right[row] = max(left[row], wide / 2), max(right[row], wide / 2)
            else:
                left[row] += wide + NAME_GAP
        self.outer = self.outer._replace(left=left, right=right, above=above, below=below)

    @property
    def sum_width(self) -> float:
        """The width of a sum that is written out."""
        return _SUM_WIDTH + _DIGIT_WIDTH * max(0, self.look.digits - 4)

    def _woven(self, layout: Layout) -> Woven:
        outer, bearing = self.outer, self.bearing
        along = (outer.left, outer.right) if bearing.sideways else (outer.above, outer.below)
        across = (outer.above, outer.below) if bearing.sideways else (outer.left, outer.right)
        near, far = along if bearing.sign > 0 else along[::-1]
        half = self.half_height, self.width / 2
        half_across, half_along = half if bearing.sideways else half[::-1]
        radius = np.minimum(self.half_height, np.where(self.names[self.analysis.order.label], RADIUS, _CORNER))
        radius = np.where(self.analysis.order.operator >= 0, RADIUS, radius)
        sizes = Sizes(*across, near, far, half_across, half_along, radius)
        lane = LABEL_HEIGHT if bearing.sideways else LABEL_WIDTH
        found = layered(self.analysis.order, self.sharing, layout.x, *across, SLOT_RADIUS, GAP, lane - 8.0)
        gap = self.column_gap if bearing.sideways else _LAYER_GAP
        return woven(self.analysis.order, self.sharing, found, sizes, bearing, gap)

    # --- what is where ---

    def standing(self, rows: Rows) -> Rows:
        """The nodes that some rows have become."""
        return self.sharing.node[rows]

    def instances(self, row: int) -> Rows:
        """The rows that a node stands for."""
        return self.sharing.instances(int(self.sharing.node[row]))

    def seats(self, row: int) -> list[tuple[int, int]]:
        """The operations and slots that the edges to a node come from."""
        edges = self.sharing.arrivals(int(self.sharing.node[row]))
        return list(zip(self.sharing.parent[edges].tolist(), self.sharing.slot[edges].tolist(), strict=True))

    def _nodes(self, rows: Iterable[int]) -> Rows:
        """The nodes of some rows, each once, in the order of the rows that stand for them."""
        return np.unique(self.sharing.node[np.asarray(rows, dtype=np.int64)])

    def tree_nodes(self, tree: int) -> Rows:
        """The nodes of the tree-th tree."""
        rows = self.tree_rows(tree)
        nodes = self.sharing.nodes
        return nodes[(nodes >= rows[0]) & (nodes <= rows[-1])]

    @property
    def _made(self) -> Woven:
        assert self.woven is not None
        return self.woven

    @property
    def reach(self) -> Floats:
        """(n, 4) left, top, right and bottom of what is drawn of each node, with the edges that arrive there."""
        return self._made.reach

    @property
    def slots_at_rest(self) -> dict[tuple[int, int], tuple[float, float]]:
        """The centres of the empty slots where nothing is on its way, by row of the operation and slot."""
        return self._made.slots

    def bounds(self, tree: int) -> Bounds:
        """The rectangle that a tree's figure fills, relative to its root."""
        rows, root = self.tree_nodes(tree), int(self.analysis.order.roots[tree])
        reach = self._made.reach[rows]
        bounds = self.with_name(Bounds(*reach[:, :2].min(axis=0).tolist(), *reach[:, 2:].max(axis=0).tolist()), root)
        for (row, _), (x, y) in self._made.slots.items():
            if rows[0] <= row <= rows[-1]:
                bounds = bounds.united(Bounds(x, y, x, y).grown(SLOT_RADIUS))
        return bounds.grown(MARGIN)

    def slot_place(self, row: int, index: int) -> tuple[float, float]:
        """The centre of a row's operand, or of the circle of its empty slot."""
        operand = int(self.analysis.order.operands[row, index])
        if operand >= 0:
            return float(self.x[operand]), float(self.y[operand])
        x, y = self._made.slots[row, index]
        return x + float(self.x[row] - self.rest[0][row]), y + float(self.y[row] - self.rest[1][row])

    def rows_within(self, tree: int, area: Bounds) -> Rows:
        """The nodes of a tree with a box or an arriving edge in a rectangle."""
        rows = self.tree_nodes(tree)
        if self.x is not self.rest[0]:
            return rows
        left, top, right, bottom = self._made.reach[rows].T
        for (row, _), (x, y) in self._made.slots.items():
            at = np.searchsorted(rows, row)
            if rows[0] <= row <= rows[-1]:
                left[at], right[at] = min(left[at], x - SLOT_RADIUS), max(right[at], x + SLOT_RADIUS)
                top[at], bottom[at] = min(top[at], y - SLOT_RADIUS), max(bottom[at], y + SLOT_RADIUS)
        found: Rows = rows[(left <= area.right) & (right >= area.left) & (top <= area.bottom) & (bottom >= area.top)]
        return found

    def rows_near(self, tree: int, area: Bounds) -> Rows:
        """The nodes of a tree with a box in a rectangle."""
        rows = self.tree_nodes(tree)
        x, y, (left, right, above, below) = self.x[rows], self.y[rows], (each[rows] for each in self.outer)
        across = (x - left <= area.right) & (x + right >= area.left)
        return rows[across & (y - above <= area.bottom) & (y + below >= area.top)]

    def empty_slots_near(self, tree: int, area: Bounds) -> Rows:
        """The empty slots of a tree with a circle in a rectangle."""
        rows, grown = self.tree_rows(tree), area.grown(SLOT_RADIUS)
        found = [slot for slot in self._made.slots if slot[0] in rows and _holds(grown, *self.slot_place(*slot))]
        return np.array(found, dtype=np.int64).reshape(-1, 2)

    def edge_distances(self, rows: Rows, x: float, y: float) -> Floats:
        """No edge of the shared form is near: what could be put on it would belong to several places of the tree."""
        return np.full(len(rows), math.inf)

    def straight_edges(self, rows: Rows) -> Floats:
        """(k, 4) straight lines for the edges that arrive at some nodes."""
        lines = [piece[:4] for edge in self._edges_to(rows) for piece in self._chain(edge)]
        return np.array(lines, dtype=np.float64).reshape(-1, 4)

    def _edges_to(self, rows: Rows) -> list[int]:
        wanted = np.zeros(len(self.x), dtype=np.bool_)
        wanted[rows] = True
        return np.flatnonzero(wanted[self.sharing.operand]).tolist()

    def _chain(self, edge: int) -> Chain:
        """The curves of an edge; on the way between two layouts a single one."""
        chain = self._made.chains[edge]
        if self.x is self.rest[0]:
            return chain
        parent, operand = int(self.sharing.parent[edge]), int(self.sharing.operand[edge])
        first, last, rest = chain[0], chain[-1], self.rest
        x0, y0 = self.x[parent] - rest[0][parent], self.y[parent] - rest[1][parent]
        x1, y1 = self.x[operand] - rest[0][operand], self.y[operand] - rest[1][operand]
        return (first._replace(x0=first.x0 + x0, y0=first.y0 + y0, x1=last.x1 + x1, y1=last.y1 + y1, at=0.5),)


def _holds(area: Bounds, x: float, y: float) -> bool:
    return area.left <= x <= area.right and area.top <= y <= area.bottom
