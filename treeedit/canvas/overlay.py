"""What is painted over the scene while something is on its way: the ghost, the target that lights up, the words.

The words beside the pointer have the same size at any zoom.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPen

from treeedit.canvas.item import accent
from treeedit.canvas.painting import colour, paint
from treeedit.canvas.targets import Load, Plan
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


class Preview:
    """What a choice that is not made yet would do, shown where it would be done."""

    def __init__(self, view: View, load: Load, shown: Plan, place: QPointF) -> None:
        self._view, self._plan, self._place = view, shown, place
        self._ghost = ghost_of(view, load)

    def paint(self, painter: QPainter) -> None:
        """Draw the target and the ghost over the scene."""
        paint_target(self._view, painter, self._plan)
        paint_ghost(painter, self._ghost, self._place)


def paint_ghost(painter: QPainter, ghost: tuple[Drawing, NodeId], place: QPointF) -> None:
    """What is carried, its root at a place of the scene."""
    drawing, node = ghost
    row = drawing.analysis.order.rows[node]
    transform = painter.transform()
    painter.translate(place - QPointF(float(drawing.x[row]), float(drawing.y[row])))
    painter.setOpacity(_GHOST)
    paint(painter, drawing.lifted(node))
    painter.setOpacity(1.0)
    painter.setTransform(transform)


def paint_target(view: View, painter: QPainter, shown: Plan) -> None:
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


def paint_hint(view: View, painter: QPainter, shown: Plan, point: QPointF) -> None:
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


def _only(text: Text) -> Figure:
    figure = Figure.empty()
    figure.texts.append(text)
    return figure


def ghost_of(view: View, load: Load) -> tuple[Drawing, NodeId]:
    """The picture of a load: a drawing and the root of what is carried."""
    if load.node is not None:
        return view.stage.drawing, load.node
    forest = Forest()
    forest.inputs = dict(view.stage.session.forest.inputs)
    forest.apply(add(forest, load.expression, Point(0.0, 0.0)))
    look = replace(view.stage.look, shows=view.stage.look.shows - {"names"})
    return Drawing(forest, analyse(forest), look), forest.next_id() - 1
