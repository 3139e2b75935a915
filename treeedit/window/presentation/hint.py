"""What a presentation says beside the lesson: a line over the tree that goes by itself, and the pointer that hides.

Both are there for whoever stands in front, and out of the way of all others.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape

from PySide6.QtCore import QEvent, QObject, QPointF, Qt, QTimer
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QLabel, QWidget

HINT_MS, LIST_MS, REST_MS = 4000, 20_000, 3000
_TOP = 0.03


class Hint(QLabel):
    """A line at the top of its window. The pointer goes through it."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("told")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setWordWrap(True)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._time = QTimer(self)
        self._time.setSingleShot(True)
        self._time.timeout.connect(self.hide)
        self.hide()

    def tell(self, words: str) -> None:
        """Show a line for a while."""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._show(words, words, HINT_MS)

    def list(self, rows: Sequence[tuple[str, str]]) -> None:
        """Show a list of keys, and what they do, for a longer while."""
        lines = "".join(
            f"<tr><td style='padding:2px 18px 2px 0'><b>{escape(keys)}</b></td><td>{escape(words)}</td></tr>"
            for keys, words in rows
        )
        self.setTextFormat(Qt.TextFormat.RichText)
        self._show(f"<table>{lines}</table>", "; ".join(f"{keys}: {words}" for keys, words in rows), LIST_MS)

    @property
    def lists(self) -> bool:
        """Whether a list is shown."""
        return self.isVisible() and self.textFormat() == Qt.TextFormat.RichText

    def let_go(self) -> None:
        """Something is done: a line has been read."""
        if not self.lists:
            self.hide()

    def _show(self, text: str, name: str, duration: int) -> None:
        self.setProperty("lists", self.textFormat() == Qt.TextFormat.RichText)
        self.style().unpolish(self)
        self.style().polish(self)
        self.setText(text)
        self.setAccessibleName(name)
        self.place()
        self.show()
        self.raise_()
        self._time.start(duration)

    def place(self) -> None:
        """Stand in the middle of the upper edge, as wide as the words and not wider than the window."""
        window, most = self.window(), round(0.94 * self.window().width())
        self.setWordWrap(False)
        if self.sizeHint().width() > most:
            self.setWordWrap(True)
        wide = min(self.sizeHint().width(), most) if not self.wordWrap() else most
        high = self.heightForWidth(wide) if self.wordWrap() else self.sizeHint().height()
        self.setGeometry((window.width() - wide) // 2, round(_TOP * window.height()), wide, high)


class PointerRest(QObject):
    """Hides the pointer of a window while it rests, and calls rested().

    moved(place): where in the window it has gone, unless a button is held.
    """

    def __init__(self, window: QWidget, *with_own_pointer: QWidget) -> None:
        super().__init__(window)
        self.moved: Callable[[QPointF], None] = lambda place: None
        self.rested: Callable[[], None] = lambda: None
        self._widgets = (window, *with_own_pointer)
        self._last = QPointF(-1.0, -1.0)
        self._time = QTimer(self)
        self._time.setSingleShot(True)
        self._time.setInterval(REST_MS)
        self._time.timeout.connect(self._hide)
        window.windowHandle().installEventFilter(self)
        self._time.start()

    @property
    def is_hidden(self) -> bool:
        """Whether the pointer cannot be seen."""
        return self._widgets[0].cursor().shape() == Qt.CursorShape.BlankCursor

    def _hide(self) -> None:
        for widget in self._widgets:
            widget.setCursor(Qt.CursorShape.BlankCursor)
        self.rested()

    def _show(self) -> None:
        for widget in self._widgets:
            widget.unsetCursor()

    # --- overrides of Qt ---

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The window hears of every move before its widgets do; one that goes nowhere is none."""
        if event.type() == QEvent.Type.MouseMove and isinstance(event, QMouseEvent):
            place = event.position()
            if place != self._last:
                self._last = place
                if self.is_hidden:
                    self._show()
                self._time.start()
                if event.buttons() == Qt.MouseButton.NoButton:
                    self.moved(place)
        return False
