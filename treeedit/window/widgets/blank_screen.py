"""The curtain: a whole window is black or white until the next key or click, so that a hall looks at whoever speaks."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget


class Shade(Enum):
    """What a hall sees instead of the window."""

    BLACK = "#000000"
    WHITE = "#FFFFFF"


class Curtain(QWidget):
    """Covers its window. Any key or click lifts it, and does nothing else; so do other keys of the window."""

    def __init__(self, window: QWidget, shade: Shade = Shade.BLACK) -> None:
        super().__init__(window)
        self._colour = QColor(shade.value)
        self._back = window.focusWidget()
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.BlankCursor)
        names = {
            Shade.BLACK: self.tr("dark: any key shows the window again"),
            Shade.WHITE: self.tr("white: any key shows the window again"),
        }
        self.setAccessibleName(names[shade])
        window.installEventFilter(self)

    def draw(self) -> None:
        """Cover the window."""
        self.setGeometry(self.window().rect())
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def lift(self) -> None:
        """Show the window again."""
        if self._back is not None:
            self._back.setFocus(Qt.FocusReason.OtherFocusReason)
        self.close()

    # --- overrides of Qt ---

    def event(self, event: QEvent) -> bool:
        """No key is a shortcut of the window as long as nobody sees it."""
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.setGeometry(self.window().rect())
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not event.isAutoRepeat():  # the key that drew it may still be held
            self.lift()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.lift()

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), self._colour)
