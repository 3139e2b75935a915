"""The light on a step of the passes: a ring around its nodes, the edges that its numbers take, the rest a bit faint.

It is a light of its own: what the pointer lights for a moment goes over it, and leaves it as it was.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from treeedit.canvas.painting import colour
from treeedit.figure.drawing import Drawing
from treeedit.model.records import NodeId

if TYPE_CHECKING:
    from treeedit.canvas.stage import Stage

FAINT = 0.62
"""How strong the rest is: its numbers are to be read from afar."""
_AWAY, _RING, _GLOW, _EDGE = 4.5, 3.0, 7.0, 7.0
_GLOW_ALPHA = 80
_FOLD_CORNER = 12.0
_SMALLEST_PX = 7.0
"""However far away the tree is, the ring can be seen."""


class Spotlight(NamedTuple):
    """nodes: get a ring. uses: whose numbers are used. edges: the operands at the ends of edges that are used.

    pass_colour: "value" or "partial", which of the theme's colours it has.
    """

    nodes: frozenset[NodeId]
    uses: frozenset[NodeId] = frozenset()
    edges: frozenset[NodeId] = frozenset()
    pass_colour: str = "value"

    def lit(self) -> frozenset[NodeId]:
        """What stays at full strength."""
        return self.nodes | self.uses


def paint_lit_edges(painter: QPainter, stage: Stage, rows: np.ndarray, scale: float) -> None:
    """What lies below all: the edges that are used, marked as by a pen, at a number of pixels per unit."""
    light, drawing = stage.spotlight, stage.drawing
    if light is not None and light.edges:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(_glow(_ink(drawing, light)), max(_EDGE, 2.0 / scale)))
        painter.drawPath(_path(drawing, light.edges, rows))


def paint_rings(painter: QPainter, stage: Stage, rows: np.ndarray, scale: float) -> None:
    """What lies above all: the rings of the step's nodes that are among some rows."""
    light, drawing = stage.spotlight, stage.drawing
    if light is not None:
        ink = _ink(drawing, light)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for row in np.intersect1d(drawing.standing(_drawn(drawing, light.nodes)), rows).tolist():
            _paint_ring(painter, drawing, row, ink, scale)


def _ink(drawing: Drawing, light: Spotlight) -> QColor:
    theme = drawing.look.theme
    return colour({"value": theme.value, "partial": theme.partial}[light.pass_colour])


def _glow(ink: QColor) -> QColor:
    glow = QColor(ink)
    glow.setAlpha(_GLOW_ALPHA)
    return glow


def _drawn(drawing: Drawing, nodes: frozenset[NodeId]) -> np.ndarray:
    """The drawn rows that some nodes, or the folds that hold them, are."""
    order = drawing.analysis.order
    return np.array([order.rows[node] for node in nodes], dtype=np.int64)


def _path(drawing: Drawing, nodes: frozenset[NodeId], rows: np.ndarray) -> QPainterPath:
    """The edges above some nodes that are drawn among these rows; those within a fold are not."""
    below = _drawn(drawing, nodes)
    below = below[np.isin(drawing.analysis.order.ids[below], list(nodes)) & np.isin(drawing.standing(below), rows)]
    path = QPainterPath()
    for edge in drawing.edges_above(below):
        for x, y, *rest in edge.curves():
            path.moveTo(x, y)
            path.cubicTo(*rest)
    return path


def _paint_ring(painter: QPainter, drawing: Drawing, row: int, ink: QColor, scale: float) -> None:
    """A strong ring with a glow around it."""
    least = _SMALLEST_PX / scale
    wide = max(float(drawing.width[row]) / 2 + _AWAY, least)
    high = max(float(drawing.half_height[row]) + _AWAY, least)
    corner = min(_FOLD_CORNER if drawing.folded[row] else math.inf, high)
    middle = QPointF(float(drawing.x[row]), float(drawing.y[row]))
    box = QRectF(middle.x() - wide, middle.y() - high, 2 * wide, 2 * high)
    for pen in (QPen(_glow(ink), max(_GLOW, 4.0 / scale)), QPen(ink, max(_RING, 2.0 / scale))):
        painter.setPen(pen)
        painter.drawRoundedRect(box, corner, corner)
