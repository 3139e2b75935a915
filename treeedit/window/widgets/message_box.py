"""Questions and refusals in a box: the words are plain text, and short, whatever a file or a name holds."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from treeedit.words import told

_ROLES = QMessageBox.ButtonRole


def tell(parent: QWidget, what: str, why: str) -> None:
    """Say what could not be done, and why."""
    box = QMessageBox(QMessageBox.Icon.Warning, "treeedit", told(what), QMessageBox.StandardButton.Ok, parent)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setInformativeText(told(why))
    box.exec()


def ask(parent: QWidget, what: str, more: str, answers: Sequence[str]) -> int | None:
    """Which of the answers the user gives, the first by Enter; None for Cancel and Escape."""
    box = QMessageBox(QMessageBox.Icon.Question, "treeedit", told(what), QMessageBox.StandardButton.Cancel, parent)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setInformativeText(told(more))
    buttons = [box.addButton(answer, _ROLES.AcceptRole) for answer in answers]
    box.setDefaultButton(buttons[0])
    box.setEscapeButton(QMessageBox.StandardButton.Cancel)
    box.exec()
    clicked = box.clickedButton()
    return next((number for number, button in enumerate(buttons) if button is clicked), None)
