"""How far long work is: a line for each piece of it above the canvas, or in a dialog, with a button that ends it.

A line stops nobody: the window goes on. Escape ends what was begun last, unless it belongs to a field that is typed in.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from treeedit.words import told

_PARTS = 1000
_WIDE, _HIGH = 220, 8
_KEYS = (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress)


class ProgressLine(QFrame):
    """Says how far a piece of work is; where that cannot be said, the bar only moves. It calls ended() on Cancel."""

    def __init__(self, words: str, ended: Callable[[], object], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("progress")
        self.ended = ended
        label = QLabel(told(words))
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.bar = QProgressBar()
        self.bar.setAccessibleName(label.text())
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(_HIGH)
        self.bar.setMaximumWidth(_WIDE)
        self.button = QPushButton(self.tr("Cancel"))
        self.button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.button.setAutoDefault(False)
        self.button.setToolTip(self.tr("Escape"))
        self.button.clicked.connect(self._end)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 6, 10, 6)
        row.setSpacing(12)
        row.addWidget(label, 2)
        row.addWidget(self.bar, 1)
        row.addWidget(self.button)

    def show_share(self, share: float) -> None:
        """Say how much is done; nothing yet tells nothing."""
        if share > 0.0:
            self.bar.setRange(0, _PARTS)
            self.bar.setValue(round(share * _PARTS))

    def _end(self) -> None:
        self.ended()


class ProgressLines(QWidget):
    """The lines of all work in a window, the newest below; without one it takes no room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.lines: list[ProgressLine] = []
        self.hide()

    def add(self, words: str, ended: Callable[[], object]) -> ProgressLine:
        """Show one more line."""
        line = ProgressLine(words, ended, self)
        self._column.addWidget(line)
        if not self.lines:
            QApplication.instance().installEventFilter(self)  # type: ignore[union-attr]
        self.lines.append(line)
        self.show()
        return line

    def remove(self, line: ProgressLine) -> None:
        """Take a line away, as its work is over."""
        self.lines.remove(line)
        self._column.removeWidget(line)
        line.hide()
        line.deleteLater()
        if not self.lines:
            QApplication.instance().removeEventFilter(self)  # type: ignore[union-attr]
            self.hide()

    # --- overrides of Qt ---

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() not in _KEYS or not self._is_ours(watched, event):
            return False
        event.accept()
        if event.type() == QEvent.Type.KeyPress:
            self.lines[-1].ended()
        return True

    def _is_ours(self, watched: QObject, event: QEvent) -> bool:
        """Whether this is Escape, pressed in this window and in no field."""
        is_escape = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape
        is_here = isinstance(watched, QWidget) and watched.window() is self.window() and bool(self.lines)
        return is_escape and is_here and not isinstance(watched, QLineEdit | QPlainTextEdit)
