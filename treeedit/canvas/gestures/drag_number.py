"""Scrubbing: the value beside an input's leaf is changed by dragging it to the left or to the right.

All of it is one undo step, and none if it ends where it began: each move replaces what the gesture has done so far.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter

from treeedit.canvas.camera.camera import Camera
from treeedit.canvas.gestures.gesture import Keys
from treeedit.model import edits
from treeedit.model.forest import Forest
from treeedit.model.records import Edit
from treeedit.words import translate

STEP_PX = 4.0
FINE, COARSE = 0.1, 10.0


class Scrub:
    """An input under the pointer: a step of its slider every few pixels."""

    drifts = False

    def __init__(self, camera: Camera, label: str, start: QPointF) -> None:
        self._camera, self._label = camera, label
        self._start = camera.stage.session.forest.inputs[label]
        self._last, self._steps = start, 0.0
        camera.viewport().setCursor(Qt.CursorShape.SizeHorCursor)

    def move(self, point: QPointF, keys: Keys) -> None:
        fine, coarse = keys & Qt.KeyboardModifier.ShiftModifier, keys & Qt.KeyboardModifier.ControlModifier
        factor = FINE if fine else COARSE if coarse else 1.0
        pixels = (point.x() - self._last.x()) * self._camera.scale_now()
        self._last = point
        self._steps += factor * pixels / STEP_PX
        self._show(round(self._steps, 1) if fine else float(round(self._steps)))

    def _show(self, steps: float) -> None:
        value = self._start.value + steps * self._start.step
        tidy = self._start.value if steps == 0 else float(f"{value:.12g}")
        self._do(lambda forest: edits.set_input(forest, self._label, tidy))

    def _do(self, make: Callable[[Forest], Edit]) -> None:
        stage = self._camera.stage
        stage.session.redo_gesture(make, translate("drag_number", "change {0}").format(self._label), self)

    def release(self, point: QPointF, keys: Keys) -> None:
        self._camera.viewport().unsetCursor()

    def cancel(self) -> None:
        self._do(lambda forest: Edit())
        self._camera.viewport().unsetCursor()

    def paint(self, painter: QPainter) -> None:
        pass
