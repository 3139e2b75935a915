"""The rubber band: a rectangle that chooses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPen

from treeedit.canvas.item import accent
from treeedit.model.records import NodeId

if TYPE_CHECKING:
    from treeedit.canvas.view import View


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
