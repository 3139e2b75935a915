"""The figure of any rows of a forest: what stands still while inputs change, and the numbers that are laid over it.

Only the rows that are asked for are drawn, so a screen pays for what it shows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import repeat

import numpy as np
from numpy.typing import NDArray

from treeedit.figure.bearing import BEARINGS
from treeedit.figure.blanks import BOX_HEIGHT, BOX_WIDTH, draw_blank
from treeedit.figure.edge_labels import PLATE_PADDING, EdgeLabels, fitted
from treeedit.figure.figure import Bounds, Edge, Figure, Mark, Shape, Text
from treeedit.figure.fonts import width_of
from treeedit.figure.look import (
    CONSTANT_SIDE,
    EDGE_SIZE,
    FOLD_HEIGHT,
    LABEL_SIZE,
    NAME_SIZE,
    NUMBER_GAP,
    PARTIAL_SIZE,
    PILL_HEIGHT,
    RADIUS,
    SLOT_RADIUS,
    VALUE_SIZE,
    set_colour,
    set_mark,
)
from treeedit.figure.losses import is_word, words_for_lost, words_for_lost_partials
from treeedit.figure.numbers import plain_text
from treeedit.figure.places import ANCHORS, MARGIN, Floats, Places, Rows
from treeedit.figure.sizes import (
    BADGE_HEIGHT,
    FOLD_PADDING,
    FOLD_SHEET,
    FOLD_SIZE,
    MARK_SPACE,
    PILL_PADDING,
    badge_text,
    symbols,
)
from treeedit.figure.turning import Turning
from treeedit.figure.typeset import typeset
from treeedit.figure.veil import BARE, Veil
from treeedit.model.order import OPERATOR_LIST
from treeedit.model.passes import Evaluation
from treeedit.model.patience import patiently
from treeedit.model.records import Blank, NodeId
from treeedit.model.steps import Known

__all__ = ["MARGIN", "PLATE_PADDING", "Drawing", "fitted"]

_LINE, _THIN = 1.6, 1.2
_BLANK_TOPS = {"value": -17.5, "partial": 1.5}
_OUTLINE = 4.0
_CORNER_MARK = 4.1
"""How far the middle of a rounded corner is from both sides: there is the mark of a ground without a name."""
_UNDER = 18.5
"""How far below a node the middle of its numbers stands where they stand under it."""


class Drawing(Places):
    """A forest at its places, ready to be drawn row by row."""

    @cached_property
    def edge_labels(self) -> EdgeLabels:
        """What stands on the edges."""
        return EdgeLabels(self)

    @cached_property
    def turning(self) -> Turning:
        """How its notes stand beside trees that are turned."""
        return Turning(self)

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
        self._draw_grounds(figure, where.tolist())
        self._draw_edges(figure, where)
        self._draw_empty_slots(figure, where)
        self._draw_nodes(figure, where)
        self._write_names(figure, where)
        return figure

    def threads(self, rows: Rows) -> Figure:
        """What is drawn of some rows but the nodes and their numbers: edges, empty slots, names."""
        figure = self._blank()
        self._draw_edges(figure, rows)
        self._draw_empty_slots(figure, rows)
        self._write_names(figure, rows)
        return figure

    def nodes_alone(self, rows: Rows) -> Figure:
        """The nodes of some rows, without edges and numbers."""
        figure = self._blank()
        self._draw_nodes(figure, rows)
        return figure

    def numbers(
        self, rows: Sequence[int], evaluation: Evaluation, known: Known | None = None, veil: Veil = BARE
    ) -> Figure:
        """Values, partials and local derivatives of some rows; only those that are known, where that is given.

        In place of what the veil hides stands a blank.
        """
        figure, shows = self._blank(), self.look.shows
        where = np.asarray(rows, dtype=np.int64)
        values = partials = where
        if known is not None:
            values, partials = (where[each] for each in self.known_at(where, known))
        if veil:
            values, partials = self._draw_blanks(figure, values, partials, veil)
        self.edge_labels.write(figure, self._unveiled(partials, veil), evaluation)
        if "values" in shows:
            self._write_values(figure, values, evaluation)
        if "partials" in shows:
            self._write_partials(figure, partials, evaluation)
            self._write_remarks(figure, partials, evaluation)
        return figure

    def known_at(self, rows: Rows, known: Known) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
        """Of which of some drawn rows the value is known, and of which the partial."""
        sources = self.shown.sources(rows)
        return known.values[sources], known.partials[sources]

    def trace(self, figure: Figure, path: Rows, evaluation: Evaluation, told: Rows) -> None:
        """Draw the edges above the rows of a path, with local derivatives on those that are told."""
        self.edge_labels.trace(figure, path, evaluation, told)

    def partials(self, rows: Rows, evaluation: Evaluation) -> Floats:
        """What is written as the partial of each of some drawn rows."""
        return np.asarray(self.look.partials_of(evaluation)[self.shown.sources(rows)])

    def _draw_blanks(self, figure: Figure, values: Rows, partials: Rows, veil: Veil) -> tuple[Rows, Rows]:
        """Put a blank in the place of each number that is one; gives the rows whose numbers are written."""
        theme = self.look.theme
        partials = self.differentiated(partials)
        for kind, rows, colour in (("value", values, theme.value), ("partial", partials, theme.partial)):
            for row in rows.tolist() if f"{kind}s" in self.look.shows else ():
                fields = [field for blank in self.blanks_at(row, kind) if (field := veil.field(blank)) is not None]
                if fields and self.complete[row]:
                    draw_blank(figure, self.blank_box(row, kind), fields[0], colour, self.look)
        return values[~self._hidden(values, "value", veil)], partials[~self._hidden(partials, "partial", veil)]

    def _hidden(self, rows: Rows, kind: str, veil: Veil) -> NDArray[np.bool_]:
        """Whether the numbers of a kind that are written beside some rows are hidden."""
        return veil.hidden_rows(kind, self.analysis.order.ids[rows])

    def blanks_at(self, row: int, kind: str) -> list[Blank]:
        """The blanks that the number beside a row may be."""
        return [Blank(kind, int(self.analysis.order.ids[row]))]

    def _unveiled(self, rows: Rows, veil: Veil) -> Rows:
        """The rows whose local derivative gives nothing away."""
        if not veil:
            return rows
        order = self.shown.whole
        below = self.shown.sources(rows[self.analysis.order.parent[rows] >= 0])
        hidden = below[veil.hidden_locals(order, order.parent[below], below)]
        return rows[~np.isin(self.shown.sources(rows), hidden)]

    def blank_box(self, row: int, kind: str) -> Bounds:
        """The rectangle of the blank in the place of a row's value or partial."""
        ((x, middle, anchor),) = self._number_places(np.array([row]))
        left, top = x - ANCHORS[anchor] * BOX_WIDTH, middle + _BLANK_TOPS[kind]
        return Bounds(left, top, left + BOX_WIDTH, top + BOX_HEIGHT)

    def notes(
        self, rows: Sequence[int], evaluation: Evaluation, known: Known | None = None, veil: Veil = BARE
    ) -> dict[NodeId, str]:
        """What each of some nodes is, with all digits of its known numbers, in a line of plain text."""
        where = np.asarray(rows, dtype=np.int64)
        order = self.analysis.order
        drawn = order.ids, order.operator, order.label, self.complete
        source = self.shown.sources(where)
        values, partials = (None, None) if known is None else self.known_at(where, known)
        numbers = _told("value", evaluation.value[source], values)
        there = np.ones(len(where), dtype=np.bool_) if partials is None else partials
        others = _told("partial", self.partials(where, evaluation), there & np.isin(where, self.differentiated(where)))
        columns = [*(each[where].tolist() for each in drawn), numbers, others]
        found = {}
        for node, code, label, whole, value, partial in patiently(zip(*columns, strict=True)):
            name = order.labels[label] if code < 0 else OPERATOR_LIST[code].glyph
            value = "value hidden" if value and veil.hides_value(node) else value
            partial = "partial hidden" if partial and veil.hides_partial(node) else partial
            told = ", ".join(filter(None, (value, partial) if whole else ("incomplete",)))
            found[node] = f"{name}: {told}" if told else name
        return found

    def _blank(self) -> Figure:
        return Figure(Bounds(0, 0, 0, 0), self.look.theme.paper)

    def grounds_under(self, rows: Sequence[int]) -> list[tuple[int, Shape]]:
        """The grounds of those of some rows that have one, each with its row, in the order in which they are drawn."""
        theme, wanted, found = self.look.theme, set(rows), []
        for ground in self.grounds:
            colour = set_colour(ground.mark)
            fill, stroke = theme.ground_fill(colour), theme.set_strokes[colour]
            for member in ground.members:
                if member in wanted:
                    box = self.ground_bounds(member)
                    middle, size = box.middle(), (box.right - box.left, box.bottom - box.top)
                    found.append((member, Shape(*middle, *size, 14.0, fill, stroke, _THIN, True)))
        return found

    def _draw_grounds(self, figure: Figure, rows: Sequence[int]) -> None:
        figure.grounds += [shape for _, shape in self.grounds_under(rows)]
        theme, wanted = self.look.theme, set(rows)
        for ground in self.grounds:
            ink = theme.set_inks[set_colour(ground.mark)]
            for member in ground.members:
                if member in wanted:
                    box = self.ground_bounds(member)
                    room = box.right - box.left - 20.0
                    if ground.name:
                        base = box.bottom - 9.0 if self.bearing == BEARINGS["bottom"] else box.top + LABEL_SIZE + 6.0
                        name = Text(box.left + 10.0, base, typeset(ground.name), LABEL_SIZE, ink, "bold", "italic")
                        figure.texts.append(fitted(name, room) if self.bearing.sideways else name)
                    else:
                        corner = box.left + _CORNER_MARK, box.top + _CORNER_MARK
                        figure.marks.append(Mark(set_mark(ground.mark), *corner, 9.0, ink))

    def edges_above(self, rows: Rows) -> list[Edge]:
        """The edges by which some rows hang on their parents, in no colour."""
        below = rows[self.analysis.order.parent[rows] >= 0]
        columns = (each.tolist() for each in self.edge_ends(self.analysis.order.parent[below], below))
        ends = zip(*columns, strict=True)
        return [Edge(x0, y0, x1, y1, "none", 0.0, self.bearing.sideways) for x0, y0, x1, y1 in ends]

    def _draw_edges(self, figure: Figure, rows: Rows) -> None:
        parent, colour = self.analysis.order.parent[rows], self.look.theme.edge
        below, above = rows[parent >= 0], parent[parent >= 0]
        sideways = self.bearing.sideways
        columns = (column.tolist() for column in self.edge_ends(above, below))
        found = patiently(zip(*columns, strict=True))
        figure.edges += [Edge(x0, y0, x1, y1, colour, 0.0, sideways) for x0, y0, x1, y1 in found]
        if sideways:
            self._draw_stems(figure, np.unique(above), colour)

    def _draw_stems(self, figure: Figure, rows: Rows, colour: str) -> None:
        """The straight beginnings of the edges of some operations, past whatever else stands in their column."""
        sign = self.bearing.sign
        begins = self.x[rows] + sign * self.width[rows] / 2
        for stem, x, y in zip(self.stems(rows).tolist(), begins.tolist(), self.y[rows].tolist(), strict=True):
            if stem:
                figure.edges.append(Edge(x, y, x + sign * stem, y, colour, 0.0, True))

    def _draw_empty_slots(self, figure: Figure, rows: Rows) -> None:
        theme, side, sideways = self.look.theme, 2 * SLOT_RADIUS, self.bearing.sideways
        hollow = np.isfinite(self.layout.slot_x[rows]) & (self.analysis.order.operands[rows] < 0)
        stems = self.stems(rows)
        for index, slot in np.argwhere(hollow).tolist():
            row = int(rows[index])
            x, y = self.slot_place(row, slot)
            half = float(self.width[row]) / 2 if sideways else RADIUS
            out = self.bearing.place(0.0, half + float(stems[index]))
            back = self.bearing.place(0.0, SLOT_RADIUS)
            ends = float(self.x[row]) + out[0], float(self.y[row]) + out[1], x - back[0], y - back[1]
            figure.edges.append(Edge(*ends, theme.hairline, 0.0, sideways))
            figure.shapes.append(Shape(x, y, side, side, SLOT_RADIUS, "none", theme.muted, _THIN, True))
        if sideways:
            self._draw_stems(figure, rows[hollow.any(axis=1)], theme.hairline)

    def _draw_nodes(self, figure: Figure, rows: Rows) -> None:
        order = self.analysis.order
        leaves = len(order.labels) - len(self.shown.folds)
        columns = self.x, self.y, self.width, order.operator, order.label, order.ids
        for x, y, width, code, label, node in patiently(zip(*(each[rows].tolist() for each in columns), strict=True)):
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
        if node in self.outlines:
            self._draw_outline(figure, x, y, width, self.outlines[node])
        figure.shapes.append(Shape(x, y, width, 2 * RADIUS, RADIUS, theme.node, theme.ink, _LINE, False, node))
        glyph, size = symbols()[code]
        figure.texts.append(Text(x, y + 0.36 * size, glyph, size, theme.ink, anchor="middle"))

    def _draw_outline(self, figure: Figure, x: float, y: float, width: float, mark: int) -> None:
        """A ring and a mark for an instance of a repeated function that has no ground."""
        theme, colour, away = self.look.theme, set_colour(mark), _OUTLINE
        wide, high = width + 2 * away, 2 * (RADIUS + away)
        figure.shapes.append(Shape(x, y, wide, high, high / 2, "none", theme.set_strokes[colour], _THIN, True))
        figure.marks.append(Mark(set_mark(mark), x - width / 2, y - RADIUS + 3.0, 8.0, theme.set_inks[colour]))

    def _draw_input(self, figure: Figure, x: float, y: float, width: float, label: str, node: int) -> None:
        theme = self.look.theme
        mark = self.forest.inputs[label].mark
        colour = set_colour(mark)
        fill, stroke, line = theme.set_fills[colour], theme.set_strokes[colour], theme.set_lines[colour]
        figure.shapes.append(Shape(x, y, width, PILL_HEIGHT, PILL_HEIGHT / 2, fill, stroke, line, False, node))
        left = x - width / 2 + PILL_PADDING
        figure.marks.append(Mark(set_mark(mark), left + 4.0, y, 10.0, theme.set_inks[colour]))
        figure.texts.append(Text(left + MARK_SPACE, y + 0.35 * LABEL_SIZE, typeset(label), LABEL_SIZE, theme.ink))

    def _draw_constant(self, figure: Figure, x: float, y: float, width: float, label: str, node: int) -> None:
        theme = self.look.theme
        shape = Shape(x, y, width, CONSTANT_SIDE, 7.0, theme.node, theme.hairline, _THIN, False, node)
        figure.shapes.append(shape)
        words = typeset(label).replace(".", self.look.point)
        text = Text(x, y + 0.35 * LABEL_SIZE, words, LABEL_SIZE, theme.muted, anchor="middle")
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
                x, y, anchor = self.name_place(row)
                figure.texts.append(Text(x, y, name, NAME_SIZE, ink, "bold", "italic", anchor))

    def _number_places(self, rows: Rows) -> Iterator[tuple[float, float, str]]:
        """Where the numbers of each row stand, its middle if they stand beside it, and their anchor."""
        x, y, aside = self.x[rows], self.y[rows], self.width[rows] / 2 + NUMBER_GAP
        if not self.bearing.sideways:
            return zip((x + aside).tolist(), y.tolist(), repeat("start"))
        under = self.analysis.order.operator[rows] >= 0
        x = np.where(under, x, x + self.bearing.sign * aside)
        y = np.where(under, y + self.half_height[rows] + _UNDER, y)
        anchors = np.where(under, "middle", "start" if self.bearing.sign > 0 else "end")
        return zip(x.tolist(), y.tolist(), anchors.tolist(), strict=True)

    def value_box(self, row: int, evaluation: Evaluation) -> Bounds:
        """The rectangle of the value that is written beside a row."""
        rows = np.array([row])
        ((x, middle, anchor),) = self._number_places(rows)
        value = float(evaluation.value[self.shown.sources(rows)][0])
        wide = min(width_of(self.look.number(value), VALUE_SIZE, "bold"), self.look.number_width)
        left = x - ANCHORS[anchor] * wide
        return Bounds(left, middle - 3.5 - VALUE_SIZE, left + wide, middle)

    def _write_values(self, figure: Figure, rows: Rows, evaluation: Evaluation) -> None:
        rows = rows[self.complete[rows]]
        source = self.shown.sources(rows)
        values = evaluation.value[source]
        lost = words_for_lost(evaluation, source[np.isnan(values)].tolist())
        number, colour, room = self.look.number, self.look.theme.value, self.look.number_width
        columns = source.tolist(), values.tolist(), self._number_places(rows)
        for row, value, (x, y, anchor) in patiently(zip(*columns, strict=True)):
            text = lost.get(row) or number(value)
            ink = self.look.theme.warning if is_word(text) else colour
            figure.texts.append(fitted(Text(x, y - 3.5, text, VALUE_SIZE, ink, "bold", anchor=anchor), room))

    def _write_partials(self, figure: Figure, rows: Rows, evaluation: Evaluation) -> None:
        theme, look = self.look.theme, self.look
        rows = self.differentiated(rows[self.complete[rows]])
        partials, muted = self.partials(rows, evaluation), (~self.varies[rows]).tolist()
        source = self.shown.sources(rows)
        lost = words_for_lost_partials(evaluation, source[np.isnan(partials)].tolist())
        columns = source.tolist(), partials.tolist(), muted, self._number_places(rows)
        for row, partial, plain, (x, y, anchor) in patiently(zip(*columns, strict=True)):
            text = lost.get(row) or look.number(partial)
            colour = theme.muted if plain else theme.warning if is_word(text) else theme.partial
            shown = Text(x, y + 14.5, text, PARTIAL_SIZE, colour, anchor=anchor)
            figure.texts.append(fitted(shown, look.number_width))

    def _write_remarks(self, figure: Figure, rows: Rows, evaluation: Evaluation) -> None:
        rows, colour = rows[evaluation.remarks[self.shown.sources(rows)]], self.look.theme.warning
        for x, y, anchor in self._number_places(rows):
            figure.texts.append(Text(x, y + 27.0, "kink", EDGE_SIZE, colour, slant="italic", anchor=anchor))


def _told(word: str, numbers: Floats, known: NDArray[np.bool_] | None) -> list[str]:
    """Numbers with a word before each; "" for those that are not known."""
    there = [True] * len(numbers) if known is None else known.tolist()
    found = zip(numbers.tolist(), there, strict=True)
    return [f"{word} {plain_text(number)}" if each else "" for number, each in found]
