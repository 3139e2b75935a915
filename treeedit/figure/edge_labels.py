"""What stands on the edges: local derivatives as numbers, as formulas, or both, on a plate that fits its edge.

Of the ways to write one the fullest that can still be read is taken. The formulas follow from the structure, so they
are found once for each edge that is drawn; only the numbers are new when inputs change.
"""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np

from treeedit.figure.figure import Edge, Figure, Shape, Text
from treeedit.figure.fonts import width_of
from treeedit.figure.look import COLUMN_GAP, EDGE_SIZE, MOST_EDGE_DIGITS, RADIUS, SHOWN_ON_EDGES
from treeedit.figure.places import MARGIN, Floats, Places, Rows
from treeedit.figure.rules import edge_rules
from treeedit.model.passes import Evaluation
from treeedit.model.patience import patiently

PLATE_PADDING = 4.0
PLATE_HEIGHT = EDGE_SIZE + 6.0
_UNARY_ROOM = 2 * (RADIUS + MARGIN)
_SIZE_GRAIN = 0.25
_SMALLEST = 8.5
"""A formula that had to be smaller gives way to a shorter one."""


class EdgeLabels:
    """The labels of the edges of a drawing."""

    def __init__(self, places: Places) -> None:
        self._places = places
        self._analysis = replace(places.analysis, order=places.shown.whole)
        self._rules: dict[tuple[int, int], tuple[str, ...]] = {}

    def write(self, figure: Figure, rows: Rows, evaluation: Evaluation) -> None:
        """Label the edges above some rows as the look says."""
        shown = self._places.look.shows & SHOWN_ON_EDGES
        if shown:
            self._write(figure, rows, evaluation, shown)

    def trace(self, figure: Figure, rows: Rows, evaluation: Evaluation, told: Rows) -> None:
        """Draw the edges above some rows as a path, and label those of them that are told; at least with numbers."""
        places, theme = self._places, self._places.look.theme
        rows = rows[places.analysis.order.parent[rows] >= 0]
        ends = places.edge_ends(places.analysis.order.parent[rows], rows)
        sideways = places.bearing.sideways
        for x0, y0, x1, y1 in zip(*(column.tolist() for column in ends), strict=True):
            figure.edges.append(Edge(x0, y0, x1, y1, theme.partial, 0.0, sideways))
        part = Figure.empty()
        shown = places.look.shows & SHOWN_ON_EDGES or frozenset({"locals"})
        self._write(part, rows[np.isin(rows, told)], evaluation, shown)
        self.stress(figure, part)

    def stress(self, figure: Figure, labels: Figure) -> None:
        """Add labels of a path to a figure, over all others."""
        theme = self._places.look.theme
        figure.shapes += [each._replace(fill=theme.paper, stroke=theme.partial, line=1.0) for each in labels.plates]
        figure.texts += [each._replace(colour=theme.partial, weight="bold") for each in labels.texts]

    def _write(self, figure: Figure, rows: Rows, evaluation: Evaluation, shown: frozenset[str]) -> None:
        places = self._places
        order = places.analysis.order
        rows = places.differentiated(rows[order.parent[rows] >= 0])
        above = order.parent[rows]
        slot = np.where(order.operands[above, 0] == rows, 0, 1)
        local = places.look.locals_of(evaluation)[places.shown.sources(above), slot]
        told = places.complete[above] & ~(np.isnan(local) & ("rules" not in shown))
        rows, above, slot, local = rows[told], above[told], slot[told], local[told]
        room = self._room(rows, above) - 2 * PLATE_PADDING
        x0, y0, x1, y1 = places.edge_ends(above, rows)
        x, y = ((x0 + x1) / 2).tolist(), ((y0 + y1) / 2).tolist()
        nodes = order.ids[above].tolist()
        columns = nodes, slot.tolist(), local.tolist(), room.tolist(), x, y
        for node, index, value, wide, at, level in patiently(zip(*columns, strict=True)):
            self.label(figure, (node, index), value, (at, level, wide), shown)

    def label(
        self,
        figure: Figure,
        edge: tuple[int, int],
        value: float,
        place: tuple[float, float, float],
        shown: frozenset[str],
    ) -> None:
        """Label an edge, given by its operation and slot, at a point where there is so much room."""
        theme, (x, y, room) = self._places.look.theme, place
        words = _chosen(self._candidates(edge, value, shown), room)
        text = fitted(Text(x, y, words, EDGE_SIZE, theme.muted, anchor="middle"), room)
        width = width_of(words, text.size) + 2 * PLATE_PADDING
        figure.plates.append(Shape(x, y, width, PLATE_HEIGHT, 5.0, theme.paper, "none", 0.0))
        figure.texts.append(text._replace(y=y + 0.36 * text.size))

    def _candidates(self, edge: tuple[int, int], value: float, shown: frozenset[str]) -> list[str]:
        """The ways to label an edge, the fullest first."""
        look = self._places.look
        number = "" if np.isnan(value) else look.format(value, min(look.digits, MOST_EDGE_DIGITS))
        if "rules" not in shown:
            return ["×" + number]
        rules = list(self._rules_of(edge))
        if "locals" not in shown or not number:
            return rules
        return [*(each if each == number else f"{each} = {number}" for each in rules), "×" + number]

    def _rules_of(self, edge: tuple[int, int]) -> tuple[str, ...]:
        if edge not in self._rules:
            self._rules[edge] = edge_rules(self._places.forest, self._analysis, *edge)
        return self._rules[edge]

    def _room(self, rows: Rows, above: Rows) -> Floats:
        """How wide the label of the edge to each row may be."""
        places = self._places
        if places.bearing.sideways:
            return np.full(len(rows), COLUMN_GAP)
        aside = np.abs(places.layout.x[rows] - places.layout.x[above])
        return np.where(aside > 0, aside, _UNARY_ROOM)


def _chosen(candidates: list[str], room: float) -> str:
    """The first that fits at a size that can be read; else the narrowest."""
    readable = (each for each in candidates if width_of(each, _SMALLEST) <= room)
    return next(readable, min(candidates, key=lambda each: width_of(each, _SMALLEST)))


def fitted(text: Text, room: float) -> Text:
    """A number at its size, or as much smaller as its room asks; few sizes, as each is a font of its own to Qt."""
    wide = width_of(text.text, text.size, text.weight)
    if wide <= room:
        return text
    return text._replace(size=math.floor(text.size * room / wide / _SIZE_GRAIN) * _SIZE_GRAIN)
