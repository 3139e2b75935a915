"""How far long work is: a line for each piece of it above the canvas, or in a dialog, with a button that ends it.

A line stops nobody: the window goes on. Escape ends what was begun last, unless it belongs to
a field in which something stands.
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
_NARROW, _WIDE, _HIGH = 40, 220, 8


class ProgressLine(QFrame):
    """Says how far a piece of work is; where that cannot be said, the bar only moves. It calls ended() on Cancel."""

    def __init__(self, words: str, ended: Callable[[], object], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("progress")
        self.ended = ended
        label = QLabel(told(words))
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)  # no panel makes room for it
        self.bar = QProgressBar()
        self.bar.setAccessibleName(label.text())
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(_HIGH)
        self.bar.setMinimumWidth(_NARROW)
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
        handle = self.window().windowHandle()
        if handle is not None:
            handle.installEventFilter(self)
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
            handle = self.window().windowHandle()
            if handle is not None:
                handle.removeEventFilter(self)
            self.hide()

    # --- overrides of Qt ---

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress or not self.lines:
            return False
        field = QApplication.focusWidget()
        is_a_fields = isinstance(field, QPlainTextEdit) or (isinstance(field, QLineEdit) and bool(field.text()))
        if event.key() != Qt.Key.Key_Escape or is_a_fields:
            return False
        self.lines[-1].ended()
        return True
