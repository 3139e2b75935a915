"""A quiet bar above the canvas: something has happened, and the user may answer when it suits."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from treeedit.words import told

Answer = tuple[str, Callable[[], object]]


class Notice(QFrame):
    """One sentence for each subject, with a button for each answer; it goes with the first answer, and stops nobody."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self._lines: dict[str, _Line] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(14, 6, 10, 6)
        self.hide()

    def text(self) -> str:
        """What the bar says, a line for each subject; "" if it is not there."""
        return "\n".join(line.words.text() for line in self._lines.values())

    def show_answers(self, words: str, *answers: Answer, subject: str = "") -> None:
        """Say something, in place of what was said of the subject before."""
        self.withdraw(subject)
        line = _Line(words)
        for name, act in answers:
            line.add(name, partial(self._answer, subject, act))
        self._lines[subject] = line
        self._column.addWidget(line)
        self.show()

    def withdraw(self, subject: str = "") -> None:
        """Say nothing of the subject any more."""
        line = self._lines.pop(subject, None)
        if line is not None:
            self._column.removeWidget(line)
            line.hide()
            line.deleteLater()
        self.setVisible(bool(self._lines))

    def _answer(self, subject: str, act: Callable[[], object]) -> None:
        self.withdraw(subject)
        act()


class _Line(QWidget):
    """A sentence, and what may be answered to it."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self.words = QLabel(told(words))
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setWordWrap(True)
        self.words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self.words, 1)

    def add(self, name: str, act: Callable[[], object]) -> None:
        """Offer an answer."""
        button = QPushButton(name)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(lambda: act())
        self._row.addWidget(button)
