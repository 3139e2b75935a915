"""The two fast levels of detail, painted from arrays: shapes and edges, and a raster of dots.

The arrays are the drawing's own numbers; nothing is made per node in Python.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import shiboken6
from numpy.typing import NDArray
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from treeedit.canvas.painting.painter import colour
from treeedit.figure.drawing import Drawing
from treeedit.figure.look import set_colour

Rows = NDArray[np.int64]
_DOT = 3.0


def paint_shapes(painter: QPainter, drawing: Drawing, rows: Rows) -> None:
    """Edges as straight lines and nodes as boxes in their sets' colours."""
    theme = drawing.look.theme
    _paint_lines(painter, drawing, rows, theme.edge)
    half, tall = drawing.width[rows] / 2, drawing.half_height[rows]
    boxes = np.stack([drawing.x[rows] - half, drawing.y[rows] - tall, 2 * half, 2 * tall], axis=1)
    for name, chosen in _by_colour(drawing, rows):
        part = np.ascontiguousarray(boxes[chosen])
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour(name))
        painter.drawRects(_wrapped(part, QRectF), len(part))


def paint_raster(painter: QPainter, drawing: Drawing, rows: Rows) -> None:
    """Nodes as dots of a few pixels, edges as hairlines."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    _paint_lines(painter, drawing, rows, drawing.look.theme.edge)
    places = np.stack([drawing.x[rows], drawing.y[rows]], axis=1)
    for name, chosen in _by_colour(drawing, rows):
        part = np.ascontiguousarray(places[chosen])
        pen = QPen(colour(name), _DOT)
        pen.setCosmetic(True)
        painter.setPen(pen)
        painter.drawPoints(_wrapped(part, QPointF), len(part))


def _paint_lines(painter: QPainter, drawing: Drawing, rows: Rows, name: str) -> None:
    lines = np.ascontiguousarray(drawing.straight_edges(rows))
    painter.setPen(QPen(colour(name), 0))
    if len(lines):
        painter.drawLines(_wrapped(lines, QLineF), len(lines))


def _by_colour(drawing: Drawing, rows: Rows) -> list[tuple[str, NDArray[np.bool_]]]:
    """The colours of the nodes among some rows, each with the rows that have it."""
    order, theme = drawing.analysis.order, drawing.look.theme
    inputs = drawing.forest.inputs
    labels = zip(order.labels, drawing.names.tolist(), strict=False)
    codes = np.array([set_colour(inputs[label].mark) if named else -1 for label, named in labels] or [-1])
    found = np.where((order.operator[rows] < 0) & ~drawing.folded[rows], codes[order.label[rows]], -2)
    names = {-1: theme.hairline, -2: theme.edge} | dict(enumerate(theme.set_strokes))
    return [(names[int(code)], found == code) for code in np.unique(found)]


def _wrapped(array: NDArray[np.float64], kind: type) -> Any:
    """The memory of an array as Qt's records; the array must outlive the call that reads them."""
    return shiboken6.wrapInstance(array.ctypes.data, kind)
