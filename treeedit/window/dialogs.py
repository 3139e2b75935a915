"""The small dialogs: what this program is, and the document's title and text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
)

from treeedit.words import translate

if TYPE_CHECKING:
    from treeedit.window.main import MainWindow


def ask_about(window: MainWindow, title: str, text: str) -> tuple[str, str] | None:
    """The document's title and its line of text as the user wants them; None if they are to stay."""
    dialog = QDialog(window)
    dialog.setWindowTitle(translate("dialogs", "Title and text"))
    title_field, text_field = QLineEdit(title), QPlainTextEdit(text)
    title_field.setMaxLength(200)
    form = QFormLayout()
    form.addRow(translate("dialogs", "Title"), title_field)
    form.addRow(translate("dialogs", "Text"), text_field)
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
    buttons.accepted.connect(dialog.accept)
    buttons.rejected.connect(dialog.reject)
    column = QVBoxLayout(dialog)
    column.addLayout(form)
    column.addWidget(buttons)
    dialog.resize(460, 220)
    if dialog.exec() != QDialog.DialogCode.Accepted:
        return None
    return title_field.text().strip(), text_field.toPlainText().strip()
