"""Gestures: from press to release, one object each. They show plans while the mouse moves and edit on release only.

Escape calls `cancel`, which costs nothing, because nothing has been changed. The larger ones have modules of their own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter

if TYPE_CHECKING:
    from treeedit.canvas.view import View


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
