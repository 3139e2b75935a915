"""The dialog that exports a picture: what, in which format, at which scale, on which background."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QDoubleSpinBox,
    QFileDialog,
    QFormLayout,
    QLabel,
    QMessageBox,
    QVBoxLayout,
    QWidget,
)

from treeedit.canvas.drawers import DRAWERS
from treeedit.canvas.stage import Stage
from treeedit.export.exports import EXPORTS, export_bytes, export_of
from treeedit.export.order import LARGEST_SCALE, SMALLEST_SCALE, ExportError, Order, Subject
from treeedit.figure.look import THEMES
from treeedit.files.carrier import document_to_carry
from treeedit.files.fault import FileError
from treeedit.files.paper import write_forest
from treeedit.files.writer import write_atomically

DEFAULT_SCALE = 2.0


class Pictures(QObject):
    """Exports pictures of a stage's forest; they look the same whatever the window shows."""

    def __init__(self, stage: Stage, window: QWidget) -> None:
        super().__init__(window)
        self._stage, self._window = stage, window
        self._folder = Path.home()

    def export(self) -> None:
        """Ask what and where, and write the picture."""
        dialog = PictureDialog(self._stage, self._window)
        if dialog.exec() != QDialog.DialogCode.Accepted:
            return
        filters = ";;".join(f"{each.name} (*{each.suffix})" for each in EXPORTS.values())
        start = str(self._folder / f"{dialog.title()}.png")
        name, chosen = QFileDialog.getSaveFileName(self._window, self.tr("Export picture"), start, filters)
        if name:
            path = Path(name)
            suffix = next((each.suffix for each in EXPORTS.values() if each.suffix in chosen), ".png")
            self.write(path if path.suffix else path.with_suffix(suffix), dialog.order())

    def write(self, path: Path, order: Order) -> bool:
        """Write a picture; whether it is written. A fault is told in a dialog."""
        try:
            write_atomically(path, export_bytes(export_of(path), order, DRAWERS))
        except (ExportError, FileError) as error:
            text = self.tr("The picture could not be exported.")
            box = QMessageBox(QMessageBox.Icon.Warning, "treeedit", text, QMessageBox.StandardButton.Ok, self._window)
            box.setTextFormat(Qt.TextFormat.PlainText)
            box.setInformativeText(str(error))
            box.exec()
            return False
        self._folder = path.parent
        self._stage.say(self.tr("Exported {0}").format(path.name))
        return True


class PictureDialog(QDialog):
    """What to draw, at which scale, in which colours, on which ground; with the size that comes out."""

    def __init__(self, stage: Stage, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stage = stage
        self.setWindowTitle(self.tr("Export picture"))
        self._what = QComboBox()
        self._what.addItem(self.tr("All trees"), None)
        for root in stage.session.forest.trees():
            self._what.addItem(self.tr("Tree {0}").format(stage.session.forest.roots[root].name), root)
        if stage.selection:
            current = stage.session.forest.root_of(stage.selection[-1])
            self._what.setCurrentIndex(self._what.findData(current))
        self._scale = QDoubleSpinBox()
        self._scale.setRange(SMALLEST_SCALE, LARGEST_SCALE)
        self._scale.setSingleStep(0.5)
        self._scale.setValue(DEFAULT_SCALE)
        self._scale.setPrefix("× ")
        self._theme = QComboBox()
        for name, words in (("light", self.tr("Light")), ("dark", self.tr("Dark")), ("print", self.tr("Print"))):
            self._theme.addItem(words, name)
        self._ground = QComboBox()
        self._ground.addItem(self.tr("Paper"), "paper")
        self._ground.addItem(self.tr("White"), "#FFFFFF")
        self._ground.addItem(self.tr("Transparent"), "none")
        self._sheet = QComboBox()
        self._sheet.addItem(self.tr("Empty boxes"), "blanks")
        self._sheet.addItem(self.tr("With the answers"), "answers")
        self._sheet.addItem(self.tr("With the solutions"), "solutions")
        self._size = QLabel()
        self._lay_out()
        self._tell_size()

    def title(self) -> str:
        """What the picture shows, as a file's name."""
        return str(self._what.currentText()).replace(" ", "-").lower()

    def order(self) -> Order:
        """What the dialog asks for now."""
        subject, ground = self._subject(), str(self._ground.currentData())
        title = subject.forest.about.get("title", "") or self._what.currentText()
        background = subject.look.theme.paper if ground == "paper" else ground
        document = document_to_carry(write_forest(subject.forest))
        return Order(subject, self._scale.value(), title, background, document=document)

    def _subject(self) -> Subject:
        session, root = self._stage.session, self._what.currentData()
        shows = self._stage.look.shows | {str(self._sheet.currentData())}
        look = replace(self._stage.look, theme=THEMES[self._theme.currentData()], shows=shows)
        roots = tuple(session.forest.trees()) if root is None else (root,)
        return Subject(session.forest, session.analysis, session.evaluation, look, roots)

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.addRow(self.tr("Show"), self._what)
        form.addRow(self.tr("Scale"), self._scale)
        form.addRow(self.tr("Colours"), self._theme)
        form.addRow(self.tr("Background"), self._ground)
        if self._stage.session.forest.blanks:
            form.addRow(self.tr("Exercise"), self._sheet)
        form.addRow(self.tr("Size"), self._size)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        buttons.addButton(self.tr("Export…"), QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addLayout(form)
        column.addWidget(buttons)
        self._what.currentIndexChanged.connect(self._tell_size)
        self._scale.valueChanged.connect(self._tell_size)

    def _tell_size(self) -> None:
        left, top, right, bottom = self.order().figure.bounds
        scale = self._scale.value()
        self._size.setText(f"{round((right - left) * scale)} × {round((bottom - top) * scale)} px")
