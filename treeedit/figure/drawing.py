"""The figure of any rows of a forest: what stands still while inputs change, and the numbers that are laid over it.

Only the rows that are asked for are drawn, so a screen pays for what it shows.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

import numpy as np

from treeedit.figure.figure import Bounds, Edge, Figure, Mark, Shape, Text
from treeedit.figure.fonts import width_of
from treeedit.figure.look import (
    CONSTANT_SIDE,
    EDGE_SIZE,
    FOLD_HEIGHT,
    LABEL_SIZE,
    MOST_EDGE_DIGITS,
    NAME_SIZE,
    NUMBER_GAP,
    PARTIAL_SIZE,
    PILL_HEIGHT,
    RADIUS,
    ROW_PITCH,
    SLOT_RADIUS,
    VALUE_SIZE,
    set_colour,
    set_mark,
)
from treeedit.figure.losses import words_for_lost
from treeedit.figure.numbers import plain_text
from treeedit.figure.places import (
    BADGE_HEIGHT,
    FOLD_PADDING,
    FOLD_SHEET,
    FOLD_SIZE,
    MARGIN,
    MARK_SPACE,
    NAME_RISE,
    PILL_PADDING,
    Places,
    Rows,
    badge_text,
    symbols,
)
from treeedit.figure.typeset import typeset
from treeedit.model.order import OPERATOR_LIST
from treeedit.model.passes import Evaluation
from treeedit.model.records import NodeId

__all__ = ["MARGIN", "Drawing"]

_LINE, _THIN = 1.6, 1.2
_PLATE_PADDING = 4.0
_UNARY_ROOM = 2 * (RADIUS + MARGIN)
_SIZE_GRAIN = 0.25


class Drawing(Places):
    """A forest at its places, ready to be drawn row by row."""

    def lifted(self, node: NodeId) -> Figure:
        """A subtree as it is carried: without its numbers, its tree's name and the edge to its parent."""
        rows = self.subtree_rows(node)
        figure = self.still(rows[:-1])
        last = np.array(rows[-1:], dtype=np.int64)
        self._draw_empty_slots(figure, last)
        self._draw_nodes(figure, last)
        return figure

    def still(self, rows: Sequence[int]) -> Figure:
        """All that is drawn of some rows but their numbers; with the edge from each to its parent."""
        figure = self._blank()
        where = np.asarray(rows, dtype=np.int64)
        self._draw_grounds(figure, set(where.tolist()))
        self._draw_edges(figure, where)
        self._draw_empty_slots(figure, where)
        self._draw_nodes(figure, where)
        self._write_names(figure, where)
        return figure

    def numbers(self, rows: Sequence[int], evaluation: Evaluation) -> Figure:
        """Values, partials and local derivatives of some rows."""
        figure, shows = self._blank(), self.look.shows
        where = np.asarray(rows, dtype=np.int64)
        if "locals" in shows:
            self._write_locals(figure, where, evaluation)
        if "values" in shows:
            self._write_values(figure, where, evaluation)
        if "partials" in shows:
            self._write_partials(figure, where, evaluation)
            self._write_remarks(figure, where, evaluation)
        return figure

    def notes(self, rows: Sequence[int], evaluation: Evaluation) -> dict[NodeId, str]:
        """What each of some nodes is, with all digits of its numbers, in a line of plain text."""
        where = np.asarray(rows, dtype=np.int64)
        order = self.analysis.order
        drawn = order.ids, order.operator, order.label, self.complete
        source = self.shown.sources(where)
        columns = [each[where] for each in drawn] + [evaluation.value[source], evaluation.partial[source]]
        found = {}
        for node, code, label, whole, *numbers in zip(*(each.tolist() for each in columns), strict=True):
            name = order.labels[label] if code < 0 else OPERATOR_LIST[code].glyph
            value, partial = (plain_text(each) for each in numbers)
            found[node] = f"{name}: value {value}, partial {partial}" if whole else f"{name}: incomplete"
        return found

    def _blank(self) -> Figure:
        return Figure(Bounds(0, 0, 0, 0), self.look.theme.paper)

    def _draw_grounds(self, figure: Figure, rows: set[int]) -> None:
        theme = self.look.theme
        for ground in self.grounds:
            colour = set_colour(ground.mark)
            ink, fill, stroke = theme.set_inks[colour], theme.ground_fill(colour), theme.set_strokes[colour]
            for member in ground.members:
                if member in rows:
                    box = self.ground_bounds(member)
                    middle, size = box.middle(), (box.right - box.left, box.bottom - box.top)
                    figure.grounds.append(Shape(*middle, *size, 14.0, fill, stroke, _THIN, True))
                    if ground.name:
                        place = box.left + 10.0, box.top + LABEL_SIZE + 6.0
                        figure.texts.append(Text(*place, typeset(ground.name), LABEL_SIZE, ink, "bold", "italic"))

    def _draw_edges(self, figure: Figure, rows: Rows) -> None:
        parent, colour = self.analysis.order.parent[rows], self.look.theme.edge
        below, above = rows[parent >= 0], parent[parent >= 0]
        starts = self.x[above], self.y[above] + self.half_height[above]
        ends = self.x[below], self.y[below] - self.half_height[below]
        columns = (column.tolist() for column in (*starts, *ends))
        figure.edges += [Edge(x0, y0, x1, y1, colour) for x0, y0, x1, y1 in zip(*columns, strict=True)]

    def _draw_empty_slots(self, figure: Figure, rows: Rows) -> None:
        theme, side, layout = self.look.theme, 2 * SLOT_RADIUS, self.layout
        hollow = np.isfinite(layout.slot_x[rows]) & (self.analysis.order.operands[rows] < 0)
        for index, slot in np.argwhere(hollow).tolist():
            row = rows[index]
            x, y = float(self.x[row]), float(self.y[row])
            slot_x, slot_y = x + float(layout.slot_x[row, slot] - layout.x[row]), y + ROW_PITCH
            figure.edges.append(Edge(x, y + RADIUS, slot_x, slot_y - SLOT_RADIUS, theme.hairline))
            figure.shapes.append(Shape(slot_x, slot_y, side, side, SLOT_RADIUS, "none", theme.muted, _THIN, True))

    def _draw_nodes(self, figure: Figure, rows: Rows) -> None:
        order = self.analysis.order
        leaves = len(order.labels) - len(self.shown.folds)
        columns = self.x, self.y, self.width, order.operator, order.label, order.ids
        for x, y, width, code, label, node in zip(*(each[rows].tolist() for each in columns), strict=True):
            if code >= 0:
                self._draw_operation(figure, x, y, width, code, node)
            elif label >= leaves:
                self._draw_fold(figure, x, y, width, order.labels[label], node)
            elif self.names[label]:
                self._draw_input(figure, x, y, width, order.labels[label], node)
            else:
                self._draw_constant(figure, x, y, width, order.labels[label], node)

    def _draw_operation(self, figure: Figure, x: float, y: float, width: float, code: int, node: int) -> None:
        theme = self.look.theme
        figure.shapes.append(Shape(x, y, width, 2 * RADIUS, RADIUS, theme.node, theme.ink, _LINE, False, node))
        glyph, size = symbols()[code]
        figure.texts.append(Text(x, y + 0.36 * size, glyph, size, theme.ink, anchor="middle"))

    def _draw_input(self, figure: Figure, x: float, y: float, width: float, label: str, node: int) -> None:
        theme = self.look.theme
        mark = self.forest.inputs[label].mark
        colour = set_colour(mark)
        fill, stroke = theme.set_fills[colour], theme.set_strokes[colour]
        figure.shapes.append(Shape(x, y, width, PILL_HEIGHT, PILL_HEIGHT / 2, fill, stroke, _LINE + 0.4, False, node))
        left = x - width / 2 + PILL_PADDING
        figure.marks.append(Mark(set_mark(mark), left + 4.0, y, 10.0, theme.set_inks[colour]))
        figure.texts.append(Text(left + MARK_SPACE, y + 0.35 * LABEL_SIZE, typeset(label), LABEL_SIZE, theme.ink))

    def _draw_constant(self, figure: Figure, x: float, y: float, width: float, label: str, node: int) -> None:
        theme = self.look.theme
        shape = Shape(x, y, width, CONSTANT_SIDE, 7.0, theme.node, theme.hairline, _THIN, False, node)
        figure.shapes.append(shape)
        text = Text(x, y + 0.35 * LABEL_SIZE, typeset(label), LABEL_SIZE, theme.muted, anchor="middle")
        figure.texts.append(text)

    def _draw_fold(self, figure: Figure, x: float, y: float, width: float, text: str, node: int) -> None:
        """Two sheets, one behind the other, with the formula and how many nodes lie in it."""
        theme, wide, high, aside = self.look.theme, width - FOLD_SHEET, FOLD_HEIGHT - FOLD_SHEET, FOLD_SHEET / 2
        figure.shapes.append(Shape(x + aside, y - aside, wide, high, 8.0, theme.node, theme.edge, _LINE))
        figure.shapes.append(Shape(x - aside, y + aside, wide, high, 8.0, theme.node, theme.ink, _LINE, False, node))
        badge = self.badge_box(self.analysis.order.rows[node])
        middle, base = badge.middle(), y + aside
        plate = Shape(*middle, badge.right - badge.left, BADGE_HEIGHT, BADGE_HEIGHT / 2, theme.hairline, "none", 0.0)
        figure.shapes.append(plate)
        hidden = int(self.shown.hidden[np.searchsorted(self.shown.folds, self.analysis.order.rows[node])])
        left = x - width / 2 + FOLD_PADDING
        figure.texts.append(Text(left, base + 0.35 * FOLD_SIZE, text, FOLD_SIZE, theme.ink))
        count = Text(middle[0], base + 0.36 * EDGE_SIZE, badge_text(hidden), EDGE_SIZE, theme.ink, anchor="middle")
        figure.texts.append(count)

    def _write_names(self, figure: Figure, rows: Rows) -> None:
        ink = self.look.theme.ink
        for row in rows[self.analysis.order.parent[rows] < 0].tolist():
            if name := self.name_of(row):
                x, y = float(self.x[row]), float(self.y[row]) - NAME_RISE
                figure.texts.append(Text(x, y, name, NAME_SIZE, ink, "bold", "italic", "middle"))

    def _number_places(self, rows: Rows) -> Iterator[tuple[float, float]]:
        """Where the column of numbers beside each row begins, and the row's middle."""
        left = self.x[rows] + self.width[rows] / 2 + NUMBER_GAP
        return zip(left.tolist(), self.y[rows].tolist(), strict=True)

    def value_box(self, row: int, evaluation: Evaluation) -> Bounds:
        """The rectangle of the value that is written beside a row."""
        ((left, middle),) = self._number_places(np.array([row]))
        wide = width_of(self.look.number(float(evaluation.value[row])), VALUE_SIZE, "bold")
        return Bounds(left, middle - 3.5 - VALUE_SIZE, left + min(wide, self.look.number_width), middle)

    def _write_values(self, figure: Figure, rows: Rows, evaluation: Evaluation) -> None:
        rows = rows[self.complete[rows]]
        source = self.shown.sources(rows)
        values = evaluation.value[source]
        lost = words_for_lost(evaluation, source[np.isnan(values)].tolist())
        number, colour, room = self.look.number, self.look.theme.value, self.look.number_width
        for row, value, (x, y) in zip(source.tolist(), values.tolist(), self._number_places(rows), strict=True):
            text = lost.get(row) or number(value)
            figure.texts.append(_fitted(Text(x, y - 3.5, text, VALUE_SIZE, colour, "bold"), room))

    def _write_partials(self, figure: Figure, rows: Rows, evaluation: Evaluation) -> None:
        order, theme, look = self.analysis.order, self.look.theme, self.look
        rows = rows[self.complete[rows]]
        constant = (order.operator[rows] < 0) & ~self.names[order.label[rows]] & ~self.folded[rows]
        partials, muted = evaluation.partial[self.shown.sources(rows)].tolist(), constant.tolist()
        for partial, plain, (x, y) in zip(partials, muted, self._number_places(rows), strict=True):
            text = "undefined" if math.isnan(partial) else look.number(partial)
            colour = theme.muted if plain else theme.partial
            figure.texts.append(_fitted(Text(x, y + 14.5, text, PARTIAL_SIZE, colour), look.number_width))

    def _write_remarks(self, figure: Figure, rows: Rows, evaluation: Evaluation) -> None:
        rows, colour = rows[evaluation.remarks[self.shown.sources(rows)]], self.look.theme.warning
        for x, y in self._number_places(rows):
            figure.texts.append(Text(x, y + 27.0, "kink", EDGE_SIZE, colour, slant="italic"))

    def _write_locals(self, figure: Figure, rows: Rows, evaluation: Evaluation) -> None:
        order, theme, look = self.analysis.order, self.look.theme, self.look
        rows = rows[order.parent[rows] >= 0]
        above = order.parent[rows]
        slot = np.where(order.operands[above, 0] == rows, 0, 1)
        local = evaluation.local[self.shown.sources(above), slot]
        told = ~np.isnan(local) & self.complete[above]
        rows, above, local = rows[told], above[told], local[told]
        aside = np.abs(self.layout.x[rows] - self.layout.x[above])
        room = np.where(aside > 0, aside, _UNARY_ROOM) - 2 * _PLATE_PADDING
        x = (self.x[above] + self.x[rows]) / 2
        y = (self.y[above] + self.half_height[above] + (self.y[rows] - self.half_height[rows])) / 2
        for value, wide, at, level in zip(local.tolist(), room.tolist(), x.tolist(), y.tolist(), strict=True):
            words = "×" + look.format(value, min(look.digits, MOST_EDGE_DIGITS))
            text = _fitted(Text(at, level, words, EDGE_SIZE, theme.muted, anchor="middle"), wide)
            width = width_of(words, text.size) + 2 * _PLATE_PADDING
            figure.plates.append(Shape(at, level, width, EDGE_SIZE + 6.0, 5.0, theme.paper, "none", 0.0))
            figure.texts.append(text._replace(y=level + 0.36 * text.size))


def _fitted(text: Text, room: float) -> Text:
    """A number at its size, or as much smaller as its room asks; few sizes, as each is a font of its own to Qt."""
    wide = width_of(text.text, text.size, text.weight)
    if wide <= room:
        return text
    return text._replace(size=math.floor(text.size * room / wide / _SIZE_GRAIN) * _SIZE_GRAIN)
