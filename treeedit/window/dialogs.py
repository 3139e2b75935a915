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
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QVBoxLayout,
)

import treeedit
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
