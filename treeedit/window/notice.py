"""A quiet bar above the canvas: something has happened, and the user may answer when it suits."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from treeedit.words import told

Answer = tuple[str, Callable[[], object]]


class Notice(QFrame):
    """One sentence with a button for each answer; it goes with the first answer, and stops nobody."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self._words = QLabel()
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setWordWrap(True)
        self._words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(14, 6, 10, 6)
        self._row.addWidget(self._words, 1)
        self._buttons: dict[QPushButton, Callable[[], object]] = {}
        self.hide()

    def text(self) -> str:
        """What the bar says; "" if it is not there."""
        return "" if self.isHidden() else self._words.text()

    def show_answers(self, words: str, *answers: Answer) -> None:
        """Say something, in place of what was said before."""
        self.withdraw()
        self._words.setText(told(words))
        for name, act in answers:
            button = QPushButton(name)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(self._answer)
            self._row.addWidget(button)
            self._buttons[button] = act
        self.show()

    def withdraw(self) -> None:
        """Say nothing any more."""
        self.hide()
        for button in self._buttons:
            self._row.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._buttons = {}

    def _answer(self) -> None:
        act = next((act for button, act in self._buttons.items() if button is self.sender()), None)
        self.withdraw()
        if act is not None:
            act()
