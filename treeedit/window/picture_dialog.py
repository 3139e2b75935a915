"""The dialog that asks what is exported: of what, in which format, how large, in which colours; with a preview.

The formats are those of the table EXPORTS, which also says what there is to be asked for each of them.
"""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QFontDatabase, QPixmap
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QDoubleSpinBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from treeedit.canvas.drawers import DRAWERS
from treeedit.canvas.stage import Stage
from treeedit.export.exports import EXPORTS, Export, Kind, export_bytes
from treeedit.export.order import (
    DOTS_PER_INCH,
    LARGEST_SCALE,
    SMALLEST_SCALE,
    ExportError,
    Lettering,
    Order,
    Subject,
)
from treeedit.figure.form import SHARED_FORM, TREE_FORM
from treeedit.figure.look import THEMES
from treeedit.files.carrier import document_to_carry
from treeedit.files.paper import write_forest
from treeedit.words import translate

DEFAULT_SCALE = 2.0
MOST_PREVIEWED = 1500
"""Nodes: the preview of more would keep the dialog waiting, and show nothing that can be read."""
_WIDE, _HIGH = 440, 320
_LONGEST = 6000
_PAUSE = 80
_GAP = 18


class PictureDialog(QDialog):
    """What to export, in which format, at which scale, in which colours, on which ground; with what comes out."""

    def __init__(self, stage: Stage, parent: QWidget | None = None, key: str = "png") -> None:
        super().__init__(parent)
        self._stage = stage
        self.setWindowTitle(self.tr("Export"))
        self._what = QComboBox()
        self._what.addItem(self.tr("All trees"), None)
        for root in stage.session.forest.trees():
            self._what.addItem(self.tr("Tree {0}").format(stage.session.forest.roots[root].name), root)
        if stage.selection:
            current = stage.session.forest.root_of(stage.selection[-1])
            self._what.setCurrentIndex(self._what.findData(current))
        self._format = QComboBox()
        for each in EXPORTS.values():
            self._format.addItem(f"{translate('exports', each.name)} ({each.suffix})", each.key)
        self._format.setCurrentIndex(max(0, self._format.findData(key)))
        self._scale = QDoubleSpinBox()
        self._scale.setRange(SMALLEST_SCALE, LARGEST_SCALE)
        self._scale.setSingleStep(0.5)
        self._scale.setValue(DEFAULT_SCALE)
        self._scale.setPrefix("× ")
        self._theme = _choice(
            (self.tr("Light"), "light"),
            (self.tr("Dark"), "dark"),
            (self.tr("Print"), "print"),
            (self.tr("Greyscale"), "greyscale"),
            (self.tr("High contrast"), "contrast"),
        )
        self._ground = _choice(
            (self.tr("Paper"), "paper"), (self.tr("White"), "#FFFFFF"), (self.tr("Transparent"), "none")
        )
        self._lettering = _choice((self.tr("Outlines"), "outlines"), (self.tr("Text that can be edited"), "text"))
        self._form = _choice(
            (self.tr("A node for every instance"), TREE_FORM), (self.tr("A node for every function"), SHARED_FORM)
        )
        self._form.setCurrentIndex(self._form.findData(stage.look.form.name))
        self._sheet = _choice(
            (self.tr("Empty boxes"), "blanks"),
            (self.tr("With the answers"), "answers"),
            (self.tr("With the solutions"), "solutions"),
        )
        self._carry = QCheckBox(self.tr("Put the document into the picture, so that it opens again"))
        self._carry.setChecked(True)
        self._size = QLabel()
        self._picture, self._text = QLabel(), QPlainTextEdit()
        self._preview = QStackedWidget()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE)
        self._lay_out()
        self._follow()
        self.show_preview()

    def title(self) -> str:
        """What the picture shows, as a file's name."""
        return str(self._what.currentText()).replace(" ", "-").lower()

    def chosen(self) -> Export:
        """The format."""
        return EXPORTS[self._format.currentData()]

    def choose(self, key: str) -> None:
        """Set the format."""
        self._format.setCurrentIndex(self._format.findData(key))

    def order(self) -> Order:
        """What the dialog asks for now."""
        subject, ground = self._subject(), str(self._ground.currentData())
        carries = self._carry.isChecked() and "document" in self.chosen().asks
        return Order(
            subject,
            self._scale.value(),
            subject.forest.about.get("title", "") or self._what.currentText(),
            subject.look.theme.paper if ground == "paper" else ground,
            lettering=Lettering(self._lettering.currentData()),
            document=document_to_carry(write_forest(subject.forest)) if carries else b"",
        )

    def _subject(self) -> Subject:
        session, root = self._stage.session, self._what.currentData()
        look = self._stage.look
        form = replace(look.form, name=str(self._form.currentData()))
        shows = look.shows | {str(self._sheet.currentData())}
        look = replace(look, theme=THEMES[self._theme.currentData()], form=form, shows=shows)
        roots = tuple(session.forest.trees()) if root is None else (root,)
        return Subject(session.forest, session.analysis, session.evaluation, look, roots)

    def _lay_out(self) -> None:
        self._form_layout = form = QFormLayout()
        form.addRow(self.tr("Show"), self._what)
        form.addRow(self.tr("Format"), self._format)
        form.addRow(self.tr("Scale"), self._scale)
        form.addRow(self.tr("Colours"), self._theme)
        form.addRow(self.tr("Background"), self._ground)
        form.addRow(self.tr("Texts"), self._lettering)
        form.addRow(self.tr("Form"), self._form)
        form.addRow(self.tr("Exercise"), self._sheet)
        form.addRow(self._carry)
        form.addRow(self.tr("Size"), self._size)
        self._picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._picture.setAccessibleName(self.tr("Preview"))
        self._text.setReadOnly(True)
        self._text.setAccessibleName(self.tr("Preview"))
        self._text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self._text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self._preview.addWidget(self._picture)
        self._preview.addWidget(self._text)
        self._preview.setMinimumSize(_WIDE, _HIGH)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        buttons.addButton(self.tr("Export…"), QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        row = QHBoxLayout()
        row.setSpacing(_GAP)
        row.addLayout(form)
        row.addWidget(self._preview, 1)
        column = QVBoxLayout(self)
        column.addLayout(row)
        column.addWidget(buttons)
        for choice in (self._what, self._format, self._theme, self._ground, self._lettering, self._form, self._sheet):
            choice.currentIndexChanged.connect(self._follow)
        self._scale.valueChanged.connect(self._follow)
        self._timer.timeout.connect(self.show_preview)

    def _follow(self) -> None:
        """Ask only what the format needs to know, and show soon what comes out."""
        asks = self.chosen().asks
        rows: dict[str, tuple[QWidget, ...]] = {"scale": (self._scale, self._size), "look": (self._theme, self._ground)}
        rows |= {"lettering": (self._lettering,), "document": (self._carry,)}
        for what, fields in rows.items():
            for each in fields:
                self._form_layout.setRowVisible(each, what in asks)
        hides = bool(self._stage.session.forest.blanks)
        self._form_layout.setRowVisible(self._form, bool({"look", "form"} & set(asks)))
        self._form_layout.setRowVisible(self._sheet, "look" in asks and hides)
        self._timer.start()

    def show_preview(self) -> None:
        """Show what comes out, at once."""
        order, export = self.order(), self.chosen()
        nodes = sum(len(order.subject.rows(root)) for root in order.subject.roots)
        is_picture = export.kind is Kind.PICTURE
        if is_picture:
            self._tell_size(order)
        if nodes > MOST_PREVIEWED:
            self._say(self.tr("Too large for a preview"))
        elif is_picture:
            self._draw(order)
        else:
            self._write(export, order)

    def _tell_size(self, order: Order) -> None:
        left, top, right, bottom = order.figure.bounds
        self._size.setText(f"{round((right - left) * order.scale)} × {round((bottom - top) * order.scale)} px")

    def _say(self, words: str) -> None:
        self._picture.setPixmap(QPixmap())
        self._picture.setText(words)
        self._preview.setCurrentWidget(self._picture)

    def _draw(self, order: Order) -> None:
        left, top, right, bottom = order.figure.bounds
        ratio = self.devicePixelRatioF()
        scale = min(_WIDE / max(1.0, right - left), _HIGH / max(1.0, bottom - top), 1.0) * ratio
        found = QPixmap()
        try:
            found.loadFromData(DRAWERS.png(order.figure, scale, order.background, DOTS_PER_INCH))
        except ExportError as error:
            self._say(str(error))
            return
        found.setDevicePixelRatio(ratio)
        self._picture.setPixmap(found)
        self._preview.setCurrentWidget(self._picture)

    def _write(self, export: Export, order: Order) -> None:
        try:
            text = export_bytes(export, order, DRAWERS)[:_LONGEST].decode(errors="ignore")
        except ExportError as error:
            text = str(error)
        self._text.setPlainText(text)
        self._preview.setCurrentWidget(self._text)


def _choice(*entries: tuple[str, str]) -> QComboBox:
    """A choice between words, each standing for something."""
    found = QComboBox()
    for words, data in entries:
        found.addItem(words, data)
    return found
