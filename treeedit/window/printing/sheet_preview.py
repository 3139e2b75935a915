"""Sheets of paper to look at before they are printed, one at a time: white, as paper is, whatever the window's colours.

It draws a sheet only when it is shown, so a hand-out of a hundred sheets opens as fast as one of two. (Qt's own widget
for this draws all sheets at once, and outlines of formulas without smoothing.)
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPalette, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from treeedit.canvas.painting.painter import Prepared, paint_prepared, prepared
from treeedit.figure.figure import Figure

_AROUND = 18.0
_SHADOW = QColor(0, 0, 0, 60)
_SHADOW_WIDTH = 3.0
_NOTCH = 120
_KEYS = {
    Qt.Key.Key_PageDown: 1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Space: 1,
    Qt.Key.Key_PageUp: -1,
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Backspace: -1,
}


class SheetView(QWidget):
    """Shows a sheet as large as there is room, or a sentence in its place. turn(by) is called to see another one."""

    def __init__(self) -> None:
        super().__init__()
        self.turn: Callable[[int], None] = lambda by: None
        self._ready: Prepared | None = None
        self._words = ""
        self._turned = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_sheet(self, sheet: Figure) -> None:
        """Show a sheet."""
        self._ready, self._words = prepared(sheet), ""
        self.update()

    def say(self, sentence: str) -> None:
        """Show a sentence instead."""
        self._ready, self._words = None, sentence
        self.update()

    def page(self) -> QRectF:
        """Where the sheet lies in the widget."""
        if self._ready is None:
            return QRectF()
        left, top, right, bottom = self._ready.figure.bounds
        wide, high = self.width() - 2 * _AROUND, self.height() - 2 * _AROUND
        unit = max(1e-6, min(wide / (right - left), high / (bottom - top)))
        size = (right - left) * unit, (bottom - top) * unit
        return QRectF((self.width() - size[0]) / 2, (self.height() - size[1]) / 2, *size)

    # --- overrides of Qt ---

    def sizeHint(self) -> QSize:
        return QSize(560, 520)

    def minimumSizeHint(self) -> QSize:
        return QSize(240, 240)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.fillRect(self.rect(), self.palette().color(QPalette.ColorRole.Mid))
            if self._ready is None:
                painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
                flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
                painter.drawText(self.rect().adjusted(20, 20, -20, -20), flags, self._words)
                return
            page, (left, top, right, _) = self.page(), self._ready.figure.bounds
            painter.fillRect(page.translated(_SHADOW_WIDTH, _SHADOW_WIDTH), _SHADOW)
            painter.fillRect(page, Qt.GlobalColor.white)
            painter.setClipRect(page)
            painter.translate(page.topLeft())
            painter.scale(page.width() / (right - left), page.width() / (right - left))
            painter.translate(-left, -top)
            paint_prepared(painter, self._ready)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        by = _KEYS.get(Qt.Key(event.key()), 0)
        if by:
            self.turn(by)
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """A notch of the wheel, or as much of two fingers, is a sheet."""
        self._turned += event.angleDelta().y()
        while abs(self._turned) >= _NOTCH:
            by = 1 if self._turned < 0 else -1
            self._turned += by * _NOTCH
            self.turn(by)
        event.accept()
