"""A forest drawn: every node's shape and place, and the figure of any of its rows.

What changes with the structure (shapes, labels, places) is made once; the numbers are laid over it anew after every
evaluation. Only the rows that are asked for are drawn, so a screen pays for what it shows.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from treeedit.figure.figure import Bounds, Edge, Figure, Mark, Shape, Text
from treeedit.figure.fonts import width_of
from treeedit.figure.grounds import Ground, grounds_of, placed
from treeedit.figure.look import (
    CONSTANT_SIDE,
    EDGE_SIZE,
    GAP,
    LABEL_SIZE,
    NAME_SIZE,
    NUMBER_GAP,
    NUMBER_WIDTH,
    PARTIAL_SIZE,
    PILL_HEIGHT,
    RADIUS,
    ROW_PITCH,
    SLOT_RADIUS,
    SYMBOL_SIZE,
    VALUE_SIZE,
    Look,
    set_colour,
    set_mark,
)
from treeedit.figure.typeset import typeset
from treeedit.model.analysis import Analysis
from treeedit.model.forest import Forest, NodeId, is_name
from treeedit.model.layout import Extents, Finder
from treeedit.model.order import OPERATOR_LIST
from treeedit.model.passes import Evaluation

Floats = NDArray[np.float64]
Rows = NDArray[np.int64]

_WIDE_SYMBOL, _PILL_PADDING, _MARK_SPACE = 26.0, 14.0, 18.0
_SMALL_SYMBOL = 15.0
_LINE, _THIN = 1.6, 1.2
MARGIN = 14.0


class Drawing:
    """A forest's shapes and places under a look; x and y: (n,) centres of the rows, relative to their tree's root."""

    def __init__(self, forest: Forest, analysis: Analysis, look: Look) -> None:
        self.forest, self.analysis, self.look = forest, analysis, look
        order = analysis.order
        self.width = self._widths()
        self.half_height = _half_heights(order.operator, order.label, _name_flags(order.labels))
        extents = self._extents()
        self.grounds: list[Ground] = grounds_of(forest, analysis) if "grounds" in look.shows else []
        self.layout, self._boxes = placed(analysis, extents, self.grounds)
        self.finder = Finder(order, self.layout, self._reaches(extents))
        self.x: Floats = self.layout.x
        self.y: Floats = np.asarray(self.layout.depth * ROW_PITCH, dtype=np.float64)

    def _widths(self) -> Floats:
        order = self.analysis.order
        by_label = np.array([_leaf_width(label) for label in order.labels] or [0.0])
        return np.where(order.operator < 0, by_label[order.label], _operator_widths()[order.operator])

    def _extents(self) -> Extents:
        numbers = NUMBER_GAP + NUMBER_WIDTH if {"values", "partials"} & self.look.shows else 0.0
        half = self.width / 2
        return Extents(left=half, right=half + numbers, empty=(SLOT_RADIUS, SLOT_RADIUS))

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
        """The rectangle that a tree's figure fills, relative to its root, numbers and name included."""
        layout = self.layout
        above = RADIUS + (NAME_SIZE + 16.0 if "names" in self.look.shows else 4.0)
        below = float(layout.depths[tree] - 1) * ROW_PITCH + RADIUS
        bounds = Bounds(float(layout.left[tree]), -above, float(layout.right[tree]), below)
        return bounds.grown(MARGIN)

    def slots(self, row: int) -> list[tuple[float, float]]:
        """The centres of a row's empty slots and operands, by slot."""
        dx = self.layout.slot_x[row] - self.layout.x[row]
        return [(float(self.x[row] + d), float(self.y[row] + ROW_PITCH)) for d in dx if not math.isnan(d)]

    def lifted(self, node: NodeId) -> Figure:
        """A subtree as it is carried: without its numbers, and without the edge to its parent."""
        rows = self.subtree_rows(node)
        figure = self.still(rows[:-1])
        self._draw_slots(figure, rows[-1])
        self._draw_node(figure, rows[-1])
        return figure

    def still(self, rows: Sequence[int]) -> Figure:
        """All that is drawn of some rows but their numbers; with the edge from each to its parent."""
        figure = Figure(Bounds(0, 0, 0, 0), self.look.theme.paper)
        self._draw_grounds(figure, set(rows))
        for row in rows:
            self._draw_edge(figure, row)
            self._draw_slots(figure, row)
            self._draw_node(figure, row)
        return figure

    def numbers(self, rows: Sequence[int], evaluation: Evaluation) -> Figure:
        """Values, partials and local derivatives of some rows."""
        figure = Figure(Bounds(0, 0, 0, 0), self.look.theme.paper)
        shows = self.look.shows
        if "locals" in shows:
            self._write_locals(figure, rows, evaluation)
        if "values" in shows or "partials" in shows:
            self._write_numbers(figure, rows, evaluation)
        return figure

    def _draw_grounds(self, figure: Figure, rows: set[int]) -> None:
        theme = self.look.theme
        for ground in self.grounds:
            colour = set_colour(ground.mark)
            ink = theme.set_inks[colour]
            for member in ground.members:
                if member not in rows:
                    continue
                box = self._ground_bounds(member)
                middle = (box.left + box.right) / 2, (box.top + box.bottom) / 2
                size = box.right - box.left, box.bottom - box.top
                fill = theme.set_fills[colour] + "66"
                figure.grounds.append(Shape(*middle, *size, 14.0, fill, theme.set_strokes[colour], _THIN, True))
                if ground.name:
                    place = box.left + 10.0, box.top + LABEL_SIZE + 6.0
                    figure.texts.append(Text(*place, typeset(ground.name), LABEL_SIZE, ink, "bold", "italic"))

    def _ground_bounds(self, member: int) -> Bounds:
        first = member - int(self.analysis.order.size[member]) + 1
        x, y = float(self.x[member]), float(self.y[member])
        low = float(self.y[first : member + 1].max())
        box = self._boxes[member]
        return Bounds(x - box.left, y - RADIUS - 9.0, x + box.right, low + RADIUS + 9.0)

    def _draw_edge(self, figure: Figure, row: int) -> None:
        parent = int(self.analysis.order.parent[row])
        if parent >= 0:
            above = float(self.y[parent] + self.half_height[parent])
            below = float(self.y[row] - self.half_height[row])
            edge = Edge(float(self.x[parent]), above, float(self.x[row]), below, self.look.theme.edge)
            figure.edges.append(edge)

    def _draw_slots(self, figure: Figure, row: int) -> None:
        theme, side = self.look.theme, 2 * SLOT_RADIUS
        x, y = float(self.x[row]), float(self.y[row] + self.half_height[row])
        for operand, (slot_x, slot_y) in zip(self.analysis.order.operands[row].tolist(), self.slots(row), strict=False):
            if operand < 0:
                figure.edges.append(Edge(x, y, slot_x, slot_y - SLOT_RADIUS, theme.hairline))
                slot = Shape(slot_x, slot_y, side, side, SLOT_RADIUS, "none", theme.muted, _THIN, True)
                figure.shapes.append(slot)

    def _draw_node(self, figure: Figure, row: int) -> None:
        order = self.analysis.order
        code = int(order.operator[row])
        x, y, width = float(self.x[row]), float(self.y[row]), float(self.width[row])
        node = int(order.ids[row])
        if code >= 0:
            self._draw_operation(figure, x, y, width, code, node)
        elif is_name(label := order.labels[int(order.label[row])]):
            self._draw_input(figure, x, y, width, label, node)
        else:
            self._draw_constant(figure, x, y, width, label, node)
        if order.parent[row] < 0 and code >= 0 and "names" in self.look.shows:
            name = typeset(self.forest.roots[node].name)
            ink = self.look.theme.ink
            figure.texts.append(Text(x, y - RADIUS - 14, name, NAME_SIZE, ink, "bold", "italic", "middle"))

    def _draw_operation(self, figure: Figure, x: float, y: float, width: float, code: int, node: int) -> None:
        theme = self.look.theme
        figure.shapes.append(Shape(x, y, width, 2 * RADIUS, RADIUS, theme.node, theme.ink, _LINE, False, node))
        glyph, size = _symbols()[code]
        figure.texts.append(Text(x, y + 0.36 * size, glyph, size, theme.ink, anchor="middle"))

    def _draw_input(self, figure: Figure, x: float, y: float, width: float, label: str, node: int) -> None:
        theme = self.look.theme
        mark = self.forest.inputs[label].mark
        colour = set_colour(mark)
        fill, stroke = theme.set_fills[colour], theme.set_strokes[colour]
        figure.shapes.append(Shape(x, y, width, PILL_HEIGHT, PILL_HEIGHT / 2, fill, stroke, _LINE + 0.4, False, node))
        left = x - width / 2 + _PILL_PADDING
        figure.marks.append(Mark(set_mark(mark), left + 4.0, y, 10.0, theme.set_inks[colour]))
        figure.texts.append(Text(left + _MARK_SPACE, y + 0.35 * LABEL_SIZE, typeset(label), LABEL_SIZE, theme.ink))

    def _draw_constant(self, figure: Figure, x: float, y: float, width: float, label: str, node: int) -> None:
        theme = self.look.theme
        shape = Shape(x, y, width, CONSTANT_SIDE, 7.0, theme.node, theme.hairline, _THIN, False, node)
        figure.shapes.append(shape)
        text = Text(x, y + 0.35 * LABEL_SIZE, typeset(label), LABEL_SIZE, theme.muted, anchor="middle")
        figure.texts.append(text)

    def _write_numbers(self, figure: Figure, rows: Sequence[int], evaluation: Evaluation) -> None:
        order, theme, shows, number = self.analysis.order, self.look.theme, self.look.shows, self.look.number
        left = (self.x + self.width / 2 + NUMBER_GAP)[rows].tolist()
        values, partials = evaluation.value[rows].tolist(), evaluation.partial[rows].tolist()
        complete, ys = order.complete[rows].tolist(), self.y[rows].tolist()
        constant = (~_name_flags(order.labels)[order.label] & (order.operator < 0))[rows].tolist()
        for row, x, y, value, partial, whole, plain in zip(
            rows, left, ys, values, partials, complete, constant, strict=True
        ):
            if not whole:
                continue
            if "values" in shows:
                text = number(value) if value == value else _reason(evaluation, row)
                figure.texts.append(_fitted(x, y - 3.5, text, VALUE_SIZE, theme.value, "bold"))
            if "partials" in shows:
                text = number(partial) if partial == partial else "undefined"
                colour = theme.muted if plain else theme.partial
                figure.texts.append(_fitted(x, y + 14.5, text, PARTIAL_SIZE, colour, "regular"))
        for row in rows:
            if evaluation.remarks[row]:
                x, y = float(self.x[row] + self.width[row] / 2 + NUMBER_GAP), float(self.y[row])
                figure.texts.append(Text(x, y + 27.0, "kink", EDGE_SIZE, theme.warning, slant="italic"))

    def _write_locals(self, figure: Figure, rows: Sequence[int], evaluation: Evaluation) -> None:
        order, theme = self.analysis.order, self.look.theme
        for row in rows:
            parent = int(order.parent[row])
            if parent < 0 or not order.complete[parent]:
                continue
            slot = 0 if order.operands[parent, 0] == row else 1
            local = float(evaluation.local[parent, slot])
            if math.isnan(local):
                continue
            text = "×" + self.look.number(local)
            x = float(self.x[row] + self.x[parent]) / 2
            top = float(self.y[parent] + self.half_height[parent])
            y = (top + float(self.y[row] - self.half_height[row])) / 2
            wide = width_of(text, EDGE_SIZE) + 8.0
            figure.plates.append(Shape(x, y, wide, EDGE_SIZE + 6.0, 5.0, theme.paper, "none", 0.0))
            figure.texts.append(Text(x, y + 0.36 * EDGE_SIZE, text, EDGE_SIZE, theme.muted, anchor="middle"))


def _reason(evaluation: Evaluation, row: int) -> str:
    return "overflow" if "overflow" in (evaluation.problem(row) or "") else "undefined"


def _fitted(x: float, y: float, text: str, size: float, colour: str, weight: str) -> Text:
    """A number at its size, or as much smaller as its column asks."""
    wide = width_of(text, size, weight)
    room = NUMBER_WIDTH + GAP / 2
    return Text(x, y, text, size if wide <= room else size * room / wide, colour, weight)


def _name_flags(labels: Sequence[str]) -> NDArray[np.bool_]:
    return np.array([is_name(label) for label in labels] or [False])


def _leaf_width(label: str) -> float:
    text = width_of(typeset(label), LABEL_SIZE)
    if is_name(label):
        return max(56.0, text + _MARK_SPACE + 2 * _PILL_PADDING)
    return max(CONSTANT_SIDE, text + 16.0)


def _half_heights(operator: Rows, label: Rows, names: NDArray[np.bool_]) -> Floats:
    leaf = np.where(names[label], PILL_HEIGHT / 2, CONSTANT_SIDE / 2)
    return np.where(operator < 0, leaf, RADIUS)


def _symbol(glyph: str) -> tuple[str, float]:
    return glyph, SYMBOL_SIZE if width_of(glyph, SYMBOL_SIZE) <= _WIDE_SYMBOL else _SMALL_SYMBOL


@cache
def _symbols() -> list[tuple[str, float]]:
    return [_symbol(entry.glyph) for entry in OPERATOR_LIST]


@cache
def _operator_widths() -> Floats:
    return np.array([max(2 * RADIUS, width_of(glyph, size) + 18.0) for glyph, size in _symbols()])
