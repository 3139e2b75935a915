"""The rubber band: a rectangle that chooses. With Shift it adds to what was chosen before, with Control it toggles."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from treeedit.canvas.camera.camera import Camera
from treeedit.canvas.gestures.gesture import Keys
from treeedit.canvas.scene.tree_item import accent
from treeedit.model.records import NodeId


class Band:
    """A rectangle over the void that chooses the nodes inside it."""

    drifts = True

    def __init__(self, camera: Camera, start: QPointF, keys: Keys) -> None:
        self._camera, self._start, self._point = camera, start, start
        self._before, self._gap = list(camera.stage.selection), camera.stage.gap
        camera.stage.select(chosen_with(keys, self._before, []))

    def move(self, point: QPointF, keys: Keys) -> None:
        self._point = point
        self._camera.stage.select(chosen_with(keys, self._before, self._inside()))
        self._camera.viewport().update()

    def release(self, point: QPointF, keys: Keys) -> None:
        self.move(point, keys)

    def cancel(self) -> None:
        stage = self._camera.stage
        stage.select(node for node in self._before if node in stage.session.forest.nodes)
        if self._gap is not None and stage.session.forest.is_empty(self._gap):
            stage.select_gap(self._gap)
        self._camera.viewport().update()

    def paint(self, painter: QPainter) -> None:
        ring = accent(self._camera.stage.look.theme.value)
        fill = QColor(ring)
        fill.setAlpha(30)
        painter.setPen(QPen(ring, 0))
        painter.setBrush(fill)
        painter.drawRect(QRectF(self._start, self._point).normalized())

    def _inside(self) -> list[NodeId]:
        return self._camera.stage.nodes_in(QRectF(self._start, self._point).normalized())


def chosen_with(keys: Keys, before: list[NodeId], met: list[NodeId]) -> list[NodeId]:
    """What is chosen when some nodes are met with keys held: Control toggles, Shift adds, else they alone are."""
    if keys & Qt.KeyboardModifier.ControlModifier:
        known, fresh = set(before), set(met)
        return [node for node in before if node not in fresh] + [node for node in met if node not in known]
    if keys & Qt.KeyboardModifier.ShiftModifier:
        fresh = set(met)
        return [node for node in before if node not in fresh] + met
    return met
