"""What is painted over the scene while something is on its way: the ghost, the target that lights up, the words.

The words beside the pointer have the same size at any zoom.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

import numpy as np
from PySide6.QtCore import QLineF, QPoint, QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPixmap

from treeedit.canvas.camera.camera import Camera
from treeedit.canvas.gestures.drop_plan import Plan
from treeedit.canvas.painting.painter import colour, paint
from treeedit.canvas.scene.scene import Stage
from treeedit.canvas.scene.tree_item import accent
from treeedit.canvas.transfer.load import Load
from treeedit.figure.drawing import MARGIN, Drawing
from treeedit.figure.figure import Edge, Figure, Text
from treeedit.figure.fonts import width_of
from treeedit.figure.look import RADIUS, SLOT_RADIUS
from treeedit.model.analysis import analyse
from treeedit.model.edits import add
from treeedit.model.forest import Forest
from treeedit.model.records import Expression, NodeId, Point, Slot

_GHOST = 0.75
_HINT_SIZE, _HINT_PADDING = 13.0, 8.0
_HINT_AWAY = QPointF(18.0, 24.0)
_LARGEST_PICTURE = 600.0
_LIT = 7.0
"""How far the light reaches around what is lit."""


class Ghost(NamedTuple):
    """What is carried: a drawing, the root of the part that is shown, and how far it stands from the first ghost."""

    drawing: Drawing
    node: NodeId
    away: QPointF


class Preview:
    """What a choice that is not made yet would do, shown where it would be done."""

    def __init__(self, camera: Camera, load: Load, shown: Plan, place: QPointF) -> None:
        self._camera, self._plan, self._place = camera, shown, place
        self._ghosts = ghosts_of(camera, load)

    def paint(self, painter: QPainter) -> None:
        """Draw the target and the ghost over the scene."""
        paint_target(self._camera, painter, self._plan)
        paint_ghosts(painter, self._ghosts, self._place)


def ghosts_of(camera: Camera, load: Load) -> list[Ghost]:
    """The pictures of a load, the first one's root at the origin."""
    stage = camera.stage
    if load.node is not None:
        first = stage.place_of(load.node)
        return [Ghost(stage.drawing, node, stage.place_of(node) - first) for node in (load.node, *load.along)]
    trees = ((load.expression, Point(0.0, 0.0)), *load.more)
    return [Ghost(*_drawn(stage, expression), QPointF(*away)) for expression, away in trees]


def _drawn(stage: Stage, expression: Expression) -> tuple[Drawing, NodeId]:
    """A new tree as it will look: known inputs with their marks."""
    forest = Forest()
    forest.inputs = dict(stage.session.forest.inputs)
    forest.apply(add(forest, expression, Point(0.0, 0.0)))
    look = replace(stage.look, shows=stage.look.shows - {"names"})
    return Drawing(forest, analyse(forest), look), forest.next_id() - 1


def paint_ghosts(painter: QPainter, ghosts: Iterable[Ghost], place: QPointF) -> None:
    """What is carried, the root of the first at a place of the scene."""
    transform = painter.transform()
    painter.setOpacity(_GHOST)
    for drawing, node, away in ghosts:
        row = drawing.analysis.order.rows[node]
        painter.translate(place + away - QPointF(float(drawing.x[row]), float(drawing.y[row])))
        paint(painter, drawing.lifted(node))
        painter.setTransform(transform)
    painter.setOpacity(1.0)


def ghost_picture(camera: Camera, ghost: Ghost, ratio: float) -> tuple[QPixmap, QPoint]:
    """A ghost as it is seen, for the pointer outside the canvas, and where its root's centre is on it."""
    rows = ghost.drawing.subtree_rows(ghost.node)
    rect, scale = _rect_of(ghost, rows), camera.scale_now()
    scale = min(scale, _LARGEST_PICTURE / max(rect.width(), rect.height()))
    picture = QPixmap((rect.size() * scale * ratio).toSize().expandedTo(QSize(1, 1)))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    row = rows[-1]
    middle = QPointF(float(ghost.drawing.x[row]), float(ghost.drawing.y[row]))
    with QPainter(picture) as painter:
        painter.setRenderHints(camera.renderHints())
        painter.scale(scale, scale)
        paint_ghosts(painter, [ghost._replace(away=QPointF())], middle - rect.topLeft())
    return picture, ((middle - rect.topLeft()) * scale).toPoint()


def _rect_of(ghost: Ghost, rows: range) -> QRectF:
    drawing, part = ghost.drawing, slice(rows[0], rows[-1] + 1)
    half = drawing.width[part] / 2
    left, right = float((drawing.x[part] - half).min()), float((drawing.x[part] + half).max())
    top, bottom = float(drawing.y[part].min()), float(drawing.y[part].max())
    rect = QRectF(left, top - RADIUS, right - left, bottom - top + 2 * RADIUS)
    gaps = [QPointF(*place) for row in rows for place in drawing.slots(row)]
    for gap in gaps:
        rect |= QRectF(gap.x() - SLOT_RADIUS, gap.y() - SLOT_RADIUS, 2 * SLOT_RADIUS, 2 * SLOT_RADIUS)
    return rect.adjusted(-MARGIN, -MARGIN, MARGIN, MARGIN)


def paint_target(camera: Camera, painter: QPainter, shown: Plan) -> None:
    """The slot, node or edge that a plan is about, lit up; in the colour of a warning if it will not do."""
    stage = camera.stage
    ring = accent(stage.look.theme.value if shown.edit is not None else stage.look.theme.warning)
    fill = QColor(ring)
    fill.setAlpha(50)
    painter.setPen(QPen(ring, 3.0))
    painter.setBrush(fill)
    if shown.slot is not None:
        painter.drawEllipse(stage.place_of_slot(shown.slot), SLOT_RADIUS + _LIT, SLOT_RADIUS + _LIT)
    elif shown.node is not None:
        painter.drawRoundedRect(_box(stage, shown.node, _LIT), RADIUS + _LIT, RADIUS + _LIT)
    elif shown.edge is not None:
        _paint_edge(stage, painter, shown.edge, ring)


def _box(stage: Stage, node: NodeId, grown: float) -> QRectF:
    half = float(stage.drawing.width[stage.drawing.analysis.order.rows[node]]) / 2 + grown
    middle = stage.place_of(node)
    return QRectF(middle.x() - half, middle.y() - RADIUS - grown, 2 * half, 2 * (RADIUS + grown))


def _paint_edge(stage: Stage, painter: QPainter, operand: NodeId, ring: QColor) -> None:
    """The edge above an operand, as a broad band."""
    drawing = stage.drawing
    row = drawing.analysis.order.rows[operand]
    rows = np.array([row])
    shift = stage.place_of(operand) - QPointF(float(drawing.x[row]), float(drawing.y[row]))
    x0, y0, x1, y1 = (float(each[0]) for each in drawing.edge_ends(drawing.analysis.order.parent[rows], rows))
    edge = Edge(x0, y0, x1, y1, "none", 0.0, drawing.bearing.sideways)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(ring, 5.0, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    painter.drawPath(_curve(edge).translated(shift))


def _curve(edge: Edge) -> QPainterPath:
    path = QPainterPath()
    for x, y, *rest in edge.curves():
        path.moveTo(x, y)
        path.cubicTo(*rest)
    return path


def paint_line(camera: Camera, painter: QPainter, slot: Slot, point: QPointF) -> None:
    """The rubber line from an empty slot to a point."""
    stage = camera.stage
    ring = accent(stage.look.theme.value)
    middle = stage.place_of_slot(slot)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(ring, 3.0))
    painter.drawEllipse(middle, SLOT_RADIUS, SLOT_RADIUS)
    painter.setPen(QPen(ring, 2.5, Qt.PenStyle.DashLine, Qt.PenCapStyle.RoundCap))
    line = QLineF(middle, point)
    if line.length() > SLOT_RADIUS:
        painter.drawLine(QLineF(line.pointAt(SLOT_RADIUS / line.length()), point))
    painter.setBrush(ring)
    painter.drawEllipse(point, 4 / camera.scale_now(), 4 / camera.scale_now())


def paint_hint(camera: Camera, painter: QPainter, shown: Plan, point: QPointF) -> None:
    """What the release would do, or why it cannot, beside the pointer, within the view and as large at any zoom."""
    if not shown.words:
        return
    theme, size = camera.stage.look.theme, _HINT_SIZE * camera.stage.text_scale
    ink = theme.ink if shown.edit is not None else theme.warning
    wide, high = width_of(shown.words, size) + 2 * _HINT_PADDING, 1.8 * size
    at = hint_place(QPointF(camera.mapFromScene(point)), QSizeF(wide, high), QRectF(camera.viewport().rect()))
    transform = painter.transform()
    painter.resetTransform()
    painter.setPen(QPen(colour(theme.muted), 1))
    painter.setBrush(colour(theme.node))
    painter.drawRoundedRect(QRectF(at, QSizeF(wide, high)), 4, 4)
    paint(painter, _only(Text(at.x() + _HINT_PADDING, at.y() + 1.23 * size, shown.words, size, ink)))
    painter.setTransform(transform)


def hint_place(pointer: QPointF, size: QSizeF, view: QRectF) -> QPointF:
    """Where words beside the pointer begin: below and to the right, else on the other side; always in the view."""
    x, y = pointer.x() + _HINT_AWAY.x(), pointer.y() + _HINT_AWAY.y()
    if x + size.width() > view.right():
        x = min(pointer.x() - _HINT_AWAY.x(), view.right()) - size.width()
    if y + size.height() > view.bottom():
        y = min(pointer.y() - _HINT_AWAY.y(), view.bottom()) - size.height()
    return QPointF(max(x, view.left()), max(y, view.top()))


def _only(text: Text) -> Figure:
    figure = Figure.empty()
    figure.texts.append(text)
    return figure
