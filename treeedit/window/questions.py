"""Questions and refusals in a box: the words are plain text, whatever a file or a name holds."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget

_ROLES = QMessageBox.ButtonRole


def tell(parent: QWidget, what: str, why: str) -> None:
    """Say what could not be done, and why."""
    box = QMessageBox(QMessageBox.Icon.Warning, "treeedit", what, QMessageBox.StandardButton.Ok, parent)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setInformativeText(why)
    box.exec()


def ask(parent: QWidget, what: str, more: str, answers: Sequence[str]) -> int | None:
    """Which of the answers the user gives, the first by Enter; None for Cancel and Escape."""
    box = QMessageBox(QMessageBox.Icon.Question, "treeedit", what, QMessageBox.StandardButton.Cancel, parent)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setInformativeText(more)
    buttons = [box.addButton(answer, _ROLES.AcceptRole) for answer in answers]
    box.setDefaultButton(buttons[0])
    box.setEscapeButton(QMessageBox.StandardButton.Cancel)
    box.exec()
    clicked = box.clickedButton()
    return next((number for number, button in enumerate(buttons) if button is clicked), None)
