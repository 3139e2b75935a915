"""Gestures: from press to release, one object each. They show plans while the mouse moves and edit on release only.

Escape calls `cancel`, which costs nothing, because nothing has been changed. Only a scrubbed number changes at once,
and takes that back. The larger ones have modules of their own.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QPainter

from treeedit.canvas.camera.camera import Camera

Keys = Qt.KeyboardModifier


class Gesture(Protocol):
    """What the view drives between press and release; points are in scene coordinates.

    drifts: whether the paper moves along when the pointer comes to the edge of the view.
    """

    drifts: bool

    def move(self, point: QPointF, keys: Keys) -> None:
        """The pointer is elsewhere, or other modifier keys are held."""

    def release(self, point: QPointF, keys: Keys) -> None:
        """The button is up, or the drop has come: do it."""

    def cancel(self) -> None:
        """Leave everything as it was."""

    def paint(self, painter: QPainter) -> None:
        """Draw over the scene what the gesture has to show."""


@dataclass(frozen=True, slots=True)
class Press:
    """A button that is down and may become a gesture once it has moved far enough, or a click if it has not."""

    start: QPoint
    begin: Callable[[], Gesture]
    click: Callable[[], None]
    distance: int


class Pan:
    """The paper under the hand."""

    drifts = False

    def __init__(self, camera: Camera) -> None:
        self._camera = camera
        self._held: QPointF | None = None
        camera.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)

    def move(self, point: QPointF, keys: Keys) -> None:
        if self._held is None:
            self._held = point
        self._camera.shift(point - self._held)

    def release(self, point: QPointF, keys: Keys) -> None:
        self.cancel()

    def cancel(self) -> None:
        self._camera.viewport().unsetCursor()

    def paint(self, painter: QPainter) -> None:
        pass
