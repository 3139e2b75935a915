"""The eye on a card: while it is open, only the members of the card's set stand out on the canvas."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QToolButton

from treeedit.canvas.painting.painter import colour

_WIDTH, _HEIGHT = 24.0, 20.0
_HALF, _BULGE, _PUPIL, _LINE = 7.5, 7.0, 2.4, 1.5


class Eye(QToolButton):
    """A button that stays down, drawn in a colour while it is."""

    def __init__(self, open_colour: str, shut_colour: str, scale: float) -> None:
        super().__init__()
        self._colours, self._scale = (shut_colour, open_colour), scale
        self.setObjectName("quiet")
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFixedSize(self.sizeHint())

    def sizeHint(self) -> QSize:
        return QSize(round(_WIDTH * self._scale), round(_HEIGHT * self._scale))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        ink = colour(self._colours[self.isChecked()])
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.translate(self.width() / 2, self.height() / 2)
            painter.scale(self._scale, self._scale)
            painter.setPen(QPen(ink, _LINE))
            painter.drawPath(_almond())
            painter.setBrush(ink)
            painter.drawEllipse(QPointF(), _PUPIL, _PUPIL)


def _almond() -> QPainterPath:
    path = QPainterPath(QPointF(-_HALF, 0.0))
    path.quadTo(0.0, -_BULGE - _LINE, _HALF, 0.0)
    path.quadTo(0.0, _BULGE + _LINE, -_HALF, 0.0)
    return path
