"""The small dialogs: what this program is, and the document's title and text."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QPlainTextEdit,
    QScrollArea,
    QVBoxLayout,
)

import treeedit
from treeedit.model.about import MOST, about_fault
from treeedit.window.asking import Sentence
from treeedit.window.field import Field
from treeedit.words import translate

if TYPE_CHECKING:
    from treeedit.window.main import MainWindow


def show_about(window: MainWindow) -> None:
    """Name, version and purpose."""
    words = translate(
        "dialogs", "Backpropagation as a picture: build the tree of a function and see why the partials add up."
    )
    _show(
        window,
        translate("dialogs", "About treeedit"),
        f"<h3>treeedit {escape(treeedit.__version__)}</h3><p>{escape(words)}</p>",
    )


def ask_about(window: MainWindow, title: str, text: str) -> tuple[str, str] | None:
    """The document's title and its line of text as the user wants them; None if they are to stay."""
    dialog = QDialog(window)
    dialog.setWindowTitle(translate("dialogs", "Title and text"))
    title_field, text_field = Field(title, MOST["title"]), QPlainTextEdit(text)
    refusal = Sentence("refusal")
    form = QFormLayout()
    form.addRow(translate("dialogs", "Title"), title_field)
    form.addRow(translate("dialogs", "Text"), text_field)
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


def _show(window: MainWindow, title: str, text: str) -> None:
    dialog = QDialog(window)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setWindowTitle(title)
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.RichText)
    label.setMargin(14)
    label.setWordWrap(True)
    area = QScrollArea()
    area.setWidget(label)
    area.setWidgetResizable(True)
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
    buttons.rejected.connect(dialog.reject)
    column = QVBoxLayout(dialog)
    column.addWidget(area)
    column.addWidget(buttons)
    dialog.resize(560, min(560, label.heightForWidth(520) + 90))
    dialog.open()
