"""How large every node of a forest is drawn, and where: what follows from structure and look, but not from numbers.

Made anew when the structure changes. Places are relative to the root of each tree, in pixels at 100 %. Rows are those
that are drawn (see `shown.py`), as everywhere in this room.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import cache

import numpy as np
from numpy.typing import NDArray

from treeedit.figure.figure import Bounds
from treeedit.figure.fonts import width_of
from treeedit.figure.grounds import MOST_NODES, Box, Ground, grounds_of, placed
from treeedit.figure.look import (
    CONSTANT_SIDE,
    EDGE_SIZE,
    FOLD_HEIGHT,
    LABEL_SIZE,
    NAME_SIZE,
    NUMBER_GAP,
    PILL_HEIGHT,
    RADIUS,
    ROW_PITCH,
    SLOT_RADIUS,
    SYMBOL_SIZE,
    Look,
)
from treeedit.figure.shown import Shown, shown_of
from treeedit.figure.typeset import typeset
from treeedit.model.analysis import Analysis
from treeedit.model.forest import Forest
from treeedit.model.labels import is_name
from treeedit.model.layout import Extents, Finder
from treeedit.model.order import OPERATOR_LIST
from treeedit.model.records import NodeId

Floats = NDArray[np.float64]
Rows = NDArray[np.int64]

MARGIN = 14.0
PILL_PADDING, MARK_SPACE = 14.0, 18.0
FOLD_PADDING, FOLD_SHEET, FOLD_SIZE = 12.0, 5.0, 16.0
BADGE_HEIGHT = 18.0
NAME_RISE = RADIUS + 14.0
"""How high above a root's centre its name's baseline is."""
_CURVE_PARTS = 64
"""Straight pieces that a long edge is measured by: half a pixel off at 3,000 pixels."""
_WIDE_SYMBOL, _SMALL_SYMBOL = 26.0, 15.0


class Places:
    """A forest's shapes and places under a look; x and y: (n,) centres of the rows, relative to their tree's root.

    rest: the same where nothing is on its way.
    analysis: the forest's, its order that of the drawn rows. complete: (n,) no slot is empty, within folds either.
    folded: (n,) which rows are folds. names: by label, whether it is an input's.
    """

    def __init__(self, forest: Forest, analysis: Analysis, look: Look, folds: Iterable[NodeId] | None = None) -> None:
        self.forest, self.look = forest, look
        self.shown: Shown = shown_of(forest, analysis, forest.folds if folds is None else folds)
        self.analysis = self.shown.analysis
        self.complete: NDArray[np.bool_] = self.shown.from_whole(self.shown.whole.complete)
        self.folded: NDArray[np.bool_] = np.zeros(len(self.analysis.order.ids), dtype=np.bool_)
        self.folded[self.shown.folds] = True
        self.names = self._name_flags()
        self.width = self._widths()
        self.half_height = self._half_heights()
        extents = self._extents()
        self.grounds: list[Ground] = self._grounds(analysis) if "grounds" in look.shows else []
        self.layout, self._boxes = placed(self.analysis, extents, self.grounds)
        self.finder = Finder(self.analysis.order, self.layout, self._reaches(extents))
        self.rest: tuple[Floats, Floats] = (self.layout.x, np.asarray(self.layout.depth * ROW_PITCH, dtype=np.float64))
        self.x, self.y = self.rest

    def _widths(self) -> Floats:
        order = self.analysis.order
        leaves = order.labels[: len(order.labels) - len(self.shown.folds)]
        folds = zip(order.labels[len(leaves) :], self.shown.hidden.tolist(), strict=True)
        widths = [_leaf_width(label) for label in leaves] + [fold_width(text, hidden) for text, hidden in folds]
        by_label = np.array(widths or [0.0])
        return np.where(order.operator < 0, by_label[order.label], _operator_widths()[order.operator])

    def _half_heights(self) -> Floats:
        order = self.analysis.order
        leaf = np.where(self.names[order.label], PILL_HEIGHT / 2, CONSTANT_SIDE / 2)
        half: Floats = np.where(order.operator < 0, leaf, RADIUS)
        half[self.shown.folds] = FOLD_HEIGHT / 2
        return half

    def _name_flags(self) -> NDArray[np.bool_]:
        """(labels,) which of the labels are names of inputs; one more, for the rows that have no label."""
        labels, folds = self.analysis.order.labels, len(self.shown.folds)
        leaves = labels[: len(labels) - folds]
        return np.array([is_name(label) for label in leaves] + [False] * (folds + 1))

    def _grounds(self, analysis: Analysis) -> list[Ground]:
        """The grounds of what is drawn."""
        if len(self.analysis.order.ids) > MOST_NODES:
            return []
        whole = grounds_of(self.forest, analysis)
        drawn = (ground._replace(members=self.shown.drawn(ground.members)) for ground in whole)
        return [ground for ground in drawn if ground.members]

    def _extents(self) -> Extents:
        shown = bool({"values", "partials"} & self.look.shows)
        half = self.width / 2
        right = half + (NUMBER_GAP + self.look.number_width if shown else 0.0)
        return Extents(left=half, right=right, empty=(SLOT_RADIUS, SLOT_RADIUS))

    def _reaches(self, boxes: Extents) -> Extents:
        """How far each row reaches with its edge to the parent: what a rectangle must meet for the row to be drawn."""
        parent = self.analysis.order.parent
        away = np.where(parent < 0, 0.0, self.layout.x[parent] - self.layout.x)
        return Extents(np.maximum(boxes.left, -away), np.maximum(boxes.right, away), boxes.empty)

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
        layout = self.layout
        name = self.name_of(int(self.analysis.order.roots[tree]))
        above = NAME_RISE + NAME_SIZE if name else RADIUS + 4.0
        below = max(float(layout.depths[tree] - 1) * ROW_PITCH + RADIUS, self._lowest_ground(tree))
        aside = width_of(name, NAME_SIZE, "bold") / 2
        left, right = min(float(layout.left[tree]), -aside), max(float(layout.right[tree]), aside)
        return self._with_travellers(tree, Bounds(left, -above, right, below)).grown(MARGIN)

    def _with_travellers(self, tree: int, bounds: Bounds) -> Bounds:
        """Bounds that also hold the nodes of a tree that are on their way, wherever they are."""
        if self.x is self.rest[0]:
            return bounds
        rows = self.tree_rows(tree)
        part = slice(rows[0], rows[-1] + 1)
        x, y, half = self.x[part], self.y[part], self.width[part] / 2
        across = float((x - half).min()), float((x + half).max()) + NUMBER_GAP + self.look.number_width
        return bounds.united(Bounds(across[0], float(y.min()) - 2 * RADIUS, across[1], float(y.max()) + 2 * RADIUS))

    def name_of(self, row: int) -> str:
        """What stands over a row: the typeset name of a tree over its root, else ""."""
        order = self.analysis.order
        leaf = order.operator[row] < 0 and not self.folded[row]
        if "names" not in self.look.shows or order.parent[row] >= 0 or leaf:
            return ""
        return typeset(self.forest.roots[int(order.ids[row])].name)

    def _lowest_ground(self, tree: int) -> float:
        rows = self.tree_rows(tree)
        return max((self.ground_bounds(row).bottom for row in self._boxes if row in rows), default=-math.inf)

    def ground_bounds(self, member: int) -> Bounds:
        """The rectangle of the ground that the instance with this root lies on."""
        first = member - int(self.analysis.order.size[member]) + 1
        x, y = float(self.x[member]), float(self.y[member])
        low = float(self.y[first : member + 1].max())
        box: Box = self._boxes[member]
        return Bounds(x - box.left, y - box.above, x + box.right, low + box.below)

    def edge_distances(self, rows: Rows, x: float, y: float) -> Floats:
        """How far a point is from the curve from each of some rows to its parent."""
        parent, t = self.analysis.order.parent[rows], np.linspace(0.0, 1.0, _CURVE_PARTS + 1)
        x0, y0 = self.x[parent], self.y[parent] + self.half_height[parent]
        dx, dy = self.x[rows] - x0, self.y[rows] - self.half_height[rows] - y0
        across = x0[:, None] + np.outer(dx, t * t * (3 - 2 * t))
        down = y0[:, None] + np.outer(dy, t * (1.5 - 1.5 * t + t * t))
        return _distances(across, down, x, y)

    def badge_box(self, row: int) -> Bounds:
        """The rectangle of a fold's badge."""
        hidden = int(self.shown.hidden[np.searchsorted(self.shown.folds, row)])
        right = float(self.x[row] + self.width[row] / 2) - FOLD_SHEET - FOLD_PADDING / 2
        top = float(self.y[row]) + FOLD_SHEET / 2 - BADGE_HEIGHT / 2
        return Bounds(right - badge_width(hidden), top, right, top + BADGE_HEIGHT)

    def slots(self, row: int) -> list[tuple[float, float]]:
        """The centres of a row's empty slots and operands, by slot."""
        dx = self.layout.slot_x[row] - self.layout.x[row]
        return [(float(self.x[row] + d), float(self.y[row] + ROW_PITCH)) for d in dx if not math.isnan(d)]


def _distances(across: Floats, down: Floats, x: float, y: float) -> Floats:
    """How far a point is from polygonal lines, one a row."""
    px, py = x - across[:, :-1], y - down[:, :-1]
    dx, dy = np.diff(across), np.diff(down)
    along = np.clip((px * dx + py * dy) / np.maximum(dx * dx + dy * dy, 1e-12), 0.0, 1.0)
    distances: Floats = np.hypot(px - along * dx, py - along * dy).min(axis=1, initial=math.inf)
    return distances


def _leaf_width(label: str) -> float:
    text = width_of(typeset(label), LABEL_SIZE)
    if is_name(label):
        return max(56.0, text + MARK_SPACE + 2 * PILL_PADDING)
    return max(CONSTANT_SIDE, text + 16.0)


def fold_width(text: str, hidden: int) -> float:
    """The width of a fold's box: its text and its badge, and the sheet behind."""
    badge = badge_width(hidden)
    return FOLD_SHEET + FOLD_PADDING + width_of(text, FOLD_SIZE) + FOLD_PADDING + badge + FOLD_PADDING / 2 + 2.0


def badge_text(hidden: int) -> str:
    """How many nodes a fold hides, as its badge says."""
    return f"+{hidden:,}"


def badge_width(hidden: int) -> float:
    """The width of a fold's badge."""
    return width_of(badge_text(hidden), EDGE_SIZE) + 14.0


def _symbol(glyph: str) -> tuple[str, float]:
    return glyph, SYMBOL_SIZE if width_of(glyph, SYMBOL_SIZE) <= _WIDE_SYMBOL else _SMALL_SYMBOL


@cache
def symbols() -> list[tuple[str, float]]:
    """The operators' symbols and the sizes at which they fit their circles, by code."""
    return [_symbol(entry.glyph) for entry in OPERATOR_LIST]


@cache
def _operator_widths() -> Floats:
    return np.array([max(2 * RADIUS, width_of(glyph, size) + 18.0) for glyph, size in symbols()])
