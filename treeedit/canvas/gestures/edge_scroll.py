"""The paper drifts while something is dragged near the edge of the view: the nearer to the edge, the faster."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, QTimer

from treeedit.canvas.camera.camera import Camera

ZONE_PX = 36.0
_FASTEST_PX = 20.0
_TICK_MS = 16


class Drift(QTimer):
    """Moves the paper as long as the pointer stays near an edge to which it has come from farther inside.

    moved: is called after each step, as the pointer is over another place of the paper then.
    """

    def __init__(self, camera: Camera, moved: Callable[[], None]) -> None:
        super().__init__(camera)
        self._camera, self._moved = camera, moved
        self._at = QPointF()
        self._armed = False
        self.setInterval(_TICK_MS)
        self.timeout.connect(self._move)

    def follow(self, at: QPointF) -> None:
        """The pointer is at a point of the viewport."""
        self._at = at
        speed = self._speed()
        self._armed = self._armed or speed.isNull() or not QRectF(self._camera.viewport().rect()).contains(at)
        if speed.isNull():
            self.stop()
        elif self._armed and not self.isActive():
            self.start()

    def end(self) -> None:
        """What was dragged is let go."""
        self._armed = False
        self.stop()

    def _move(self) -> None:
        self._camera.shift(-self._speed() / self._camera.scale_now())
        self._moved()

    def _speed(self) -> QPointF:
        """Pixels of the screen a tick, to the right and downwards."""
        rect = self._camera.viewport().rect()
        return QPointF(_along(self._at.x(), rect.width()), _along(self._at.y(), rect.height()))


def _along(at: float, length: float) -> float:
    deep = max(ZONE_PX - at, 0.0) - max(at - (length - ZONE_PX), 0.0)
    share = min(abs(deep) / ZONE_PX, 1.0)
    return (-1.0 if deep > 0 else 1.0) * _FASTEST_PX * share * share
