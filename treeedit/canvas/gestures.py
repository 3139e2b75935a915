"""Gestures: from press to release, one object each. They show plans while the mouse moves and edit on release only.

Escape calls `cancel`, which costs nothing, because nothing has been changed.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from treeedit.canvas.item import accent
from treeedit.canvas.painting import colour, paint
from treeedit.canvas.targets import Load, Plan, plan, undo_text
from treeedit.figure.drawing import Drawing
from treeedit.figure.figure import Figure, Text
from treeedit.figure.fonts import width_of
from treeedit.figure.look import RADIUS, SLOT_RADIUS
from treeedit.model.analysis import analyse
from treeedit.model.edits import add
from treeedit.model.forest import Forest
from treeedit.model.records import NodeId, Point

if TYPE_CHECKING:
    from treeedit.canvas.view import View

_GHOST = 0.75
_HINT_SIZE = 13.0


class Gesture(Protocol):
    """What the view drives between press and release; points are in scene coordinates."""

    def move(self, point: QPointF) -> None:
        """The pointer is elsewhere."""

    def release(self, point: QPointF) -> None:
        """The button is up, or the drop has come: do it."""

    def cancel(self) -> None:
        """Leave everything as it was."""

    def paint(self, painter: QPainter) -> None:
        """Draw over the scene what the gesture has to show."""


class Carry:
    """A load on the pointer: a ghost follows it and the target lights up."""

    def __init__(self, view: View, load: Load, grab: QPointF) -> None:
        self._view, self.load, self._grab = view, load, grab
        self._ghost = _ghost(view, load)
        self._point = QPointF()
        self._plan: Plan | None = None
        view.stage.carry(load.node)

    @property
    def planned(self) -> Plan | None:
        """What a release would do now."""
        return self._plan

    def move(self, point: QPointF) -> None:
        view = self._view
        self._point = point
        self._plan = plan(view.stage, self.load, point, point - self._grab, view.scale_now())
        view.viewport().update()

    def release(self, point: QPointF) -> None:
        self.move(point)
        self.cancel()
        if self._plan is not None and self._plan.edit is not None:
            view = self._view
            session = view.stage.session
            session.do(self._plan.edit, undo_text(view.stage, self.load))
            view.stage.select([session.forest.next_id() - 1 if self.load.node is None else self.load.node])
            view.keep_fitted()

    def cancel(self) -> None:
        self._view.stage.carry(None)
        self._view.viewport().update()

    def paint(self, painter: QPainter) -> None:
        if self._plan is not None:
            _paint_target(self._view, painter, self._plan)
            _paint_ghost(painter, self._ghost, self._point - self._grab)
            _paint_hint(self._view, painter, self._plan, self._point)


class Preview:
    """What a choice that is not made yet would do, shown where it would be done."""

    def __init__(self, view: View, load: Load, shown: Plan, place: QPointF) -> None:
        self._view, self._plan, self._place = view, shown, place
        self._ghost = _ghost(view, load)

    def paint(self, painter: QPainter) -> None:
        """Draw the target and the ghost over the scene."""
        _paint_target(self._view, painter, self._plan)
        _paint_ghost(painter, self._ghost, self._place)


def _paint_ghost(painter: QPainter, ghost: tuple[Drawing, NodeId], place: QPointF) -> None:
    """What is carried, its root at a place of the scene."""
    drawing, node = ghost
    row = drawing.analysis.order.rows[node]
    transform = painter.transform()
    painter.translate(place - QPointF(float(drawing.x[row]), float(drawing.y[row])))
    painter.setOpacity(_GHOST)
    paint(painter, drawing.lifted(node))
    painter.setOpacity(1.0)
    painter.setTransform(transform)


def _paint_target(view: View, painter: QPainter, shown: Plan) -> None:
    """The slot or node that a plan is about, lit up."""
    stage = view.stage
    ring = accent(stage.look.theme.value)
    fill = QColor(ring)
    fill.setAlpha(50)
    painter.setPen(QPen(ring, 3.0))
    painter.setBrush(fill)
    if shown.slot is not None:
        painter.drawEllipse(stage.place_of_slot(shown.slot), SLOT_RADIUS + 7, SLOT_RADIUS + 7)
    elif shown.node is not None:
        drawing = stage.drawing
        half = float(drawing.width[drawing.analysis.order.rows[shown.node]]) / 2 + 7
        middle = stage.place_of(shown.node)
        box = QRectF(middle.x() - half, middle.y() - RADIUS - 7, 2 * half, 2 * RADIUS + 14)
        painter.drawRoundedRect(box, RADIUS + 7, RADIUS + 7)


def _paint_hint(view: View, painter: QPainter, shown: Plan, point: QPointF) -> None:
    """What the release would do, or why it cannot, beside the pointer and at the same size at any zoom."""
    if not shown.words:
        return
    theme = view.stage.look.theme
    size = _HINT_SIZE / view.scale_now()
    ink = theme.ink if shown.edit is not None else theme.warning
    at = point + QPointF(1.6 * size, 3.2 * size)
    wide = width_of(shown.words, size)
    painter.setPen(QPen(colour(theme.hairline), 0))
    painter.setBrush(colour(theme.node))
    painter.drawRoundedRect(QRectF(at.x() - 0.6 * size, at.y() - 1.2 * size, wide + 1.2 * size, 1.8 * size), 4, 4)
    paint(painter, _only(Text(at.x(), at.y(), shown.words, size, ink)))


class Band:
    """A rectangle over the void that chooses the nodes inside it."""

    def __init__(self, view: View, start: QPointF) -> None:
        self._view, self._start, self._point = view, start, start

    def move(self, point: QPointF) -> None:
        self._point = point
        self._view.stage.select(self._inside())
        self._view.viewport().update()

    def release(self, point: QPointF) -> None:
        self.move(point)

    def cancel(self) -> None:
        self._view.stage.select([])
        self._view.viewport().update()

    def paint(self, painter: QPainter) -> None:
        ring = accent(self._view.stage.look.theme.value)
        fill = QColor(ring)
        fill.setAlpha(30)
        painter.setPen(QPen(ring, 0))
        painter.setBrush(fill)
        painter.drawRect(QRectF(self._start, self._point).normalized())

    def _inside(self) -> list[NodeId]:
        return self._view.stage.nodes_in(QRectF(self._start, self._point).normalized())


class Pan:
    """The paper under the hand."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._held: QPointF | None = None
        view.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)

    def move(self, point: QPointF) -> None:
        if self._held is None:
            self._held = point
        self._view.shift(point - self._held)

    def release(self, point: QPointF) -> None:
        self.cancel()

    def cancel(self) -> None:
        self._view.viewport().unsetCursor()

    def paint(self, painter: QPainter) -> None:
        pass


def _only(text: Text) -> Figure:
    figure = Figure.empty()
    figure.texts.append(text)
    return figure


def _ghost(view: View, load: Load) -> tuple[Drawing, NodeId]:
    """The picture of a load: a drawing and the root of what is carried."""
    if load.node is not None:
        return view.stage.drawing, load.node
    forest = Forest()
    forest.inputs = dict(view.stage.session.forest.inputs)
    forest.apply(add(forest, load.expression, Point(0.0, 0.0)))
    look = replace(view.stage.look, shows=view.stage.look.shows - {"names"})
    return Drawing(forest, analyse(forest), look), forest.next_id() - 1
