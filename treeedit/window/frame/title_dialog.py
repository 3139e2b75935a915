"""The small dialogs: the document's title and text."""

from __future__ import annotations

from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from treeedit.model.about import MOST, about_fault
from treeedit.window.widgets.inline_question import Sentence
from treeedit.window.widgets.text_field import Field
from treeedit.words import translate


def ask_about(window: QWidget, title: str, text: str) -> tuple[str, str] | None:
    """The document's title and its line of text as the user wants them; None if they are to stay."""
    dialog = QDialog(window)
    dialog.setWindowTitle(translate("title_dialog", "Title and text"))
    title_field, text_field = Field(title, MOST["title"]), QPlainTextEdit(text)
    refusal = Sentence("refusal")
    form = QFormLayout()
    form.addRow(translate("title_dialog", "Title"), title_field)
    form.addRow(translate("title_dialog", "Text"), text_field)
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)

    def accept() -> None:
        refusal.say(about_fault("text", text_field.toPlainText().strip()))
        if refusal.isHidden():
            dialog.accept()

    buttons.accepted.connect(accept)
    buttons.rejected.connect(dialog.reject)
    column = QVBoxLayout(dialog)
    column.addLayout(form)
    column.addWidget(refusal)
    column.addWidget(buttons)
    dialog.resize(460, 220)
    if dialog.exec() != QDialog.DialogCode.Accepted:
        return None
    kept = title_field.text().strip() if title_field.isModified() else title
    return kept, text_field.toPlainText().strip() if text_field.document().isModified() else text
