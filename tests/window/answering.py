"""Answers what dialogs ask, in place of a user, and keeps what they said."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QMessageBox


class Answers:
    """`answer` for a standard button, `press` for a button by its words (else Cancel), `name` for a file."""

    def __init__(self) -> None:
        self.answer = QMessageBox.StandardButton.Cancel
        self.press = ""
        self.name = ""
        self.said: list[str] = []
        self.formats: set[Qt.TextFormat] = set()

    def exec(self, box: QMessageBox) -> QMessageBox.StandardButton:
        self.said.append(f"{box.text()} {box.informativeText()}")
        self.formats |= {label.textFormat() for label in box.findChildren(QLabel) if label.text()}
        for button in box.buttons():
            if self.press and button.text().replace("&", "") == self.press:
                button.click()
        return self.answer

    def file(self, *_args: object) -> tuple[str, str]:
        return self.name, ""

    def files(self, *_args: object) -> tuple[list[str], str]:
        return [self.name] if self.name else [], ""
