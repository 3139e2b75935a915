"""The dialog before printing: the form, what comes out of it, and whether it goes to a printer or into a PDF.

Nothing is printed here: `printer_wanted` and `file_wanted` do that. The preview is shown on request.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from treeedit.canvas.scene.scene import Stage
from treeedit.export.handout import Handout
from treeedit.export.order import ExportError
from treeedit.window.printing.form import PrintForm
from treeedit.window.printing.sheet_preview import SheetView
from treeedit.window.settings import Settings

MOST_PREVIEWED = 6000
"""Nodes on a sheet: more would keep the dialog waiting."""
_PAUSE = 120
_GAP = 18


class PrintDialog(QDialog):
    """What to print, with a preview on request. why_not: why there is no printing, but a PDF; "" if there is."""

    def __init__(self, stage: Stage, settings: Settings, parent: QWidget | None = None, why_not: str = "") -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Print"))
        self._stage, self._can_print = stage, not why_not
        self.printer_wanted: Callable[[PrintDialog], None] = lambda dialog: None
        self.file_wanted: Callable[[PrintDialog], None] = lambda dialog: None
        self.form = PrintForm(stage, settings)
        self.view = SheetView()
        self._handout: Handout | None = None
        self._at = 0
        self._count, self._where = QLabel(), QLabel()
        self._back = _arrow(Qt.ArrowType.LeftArrow, self.tr("Previous sheet"))
        self._on = _arrow(Qt.ArrowType.RightArrow, self.tr("Next sheet"))
        self._preview = QWidget()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE)
        self._lay_out(why_not)
        self._connect()
        self.refresh()

    @property
    def sheets(self) -> Handout:
        """What is printed. ExportError if that cannot be."""
        return self.form.handout(self.form.sheets())

    def show_preview(self) -> None:
        """Show the sheets beside the form."""
        self._toggle.setChecked(True)

    def refresh(self) -> None:
        """Arrange anew, and show what comes out, at once."""
        try:
            self._handout = self.sheets
            count = len(self._handout)
            self._count.setText(self.tr("1 sheet") if count == 1 else self.tr("{0} sheets").format(count))
        except ExportError as error:
            self._handout = None
            self._count.setText(str(error))
        self._print.setEnabled(self._handout is not None and self._can_print)
        self._save.setEnabled(self._handout is not None)
        if self._preview.isVisibleTo(self):
            self._show_sheet()

    # --- the preview ---

    def _show_sheet(self) -> None:
        count = 0 if self._handout is None else len(self._handout)
        self._at = max(0, min(self._at, count - 1))
        if self._handout is None:
            self.view.say("")
        elif self._nodes() * self._handout.per_sheet > MOST_PREVIEWED:
            self.view.say(self.tr("Too large for a preview"))
        else:
            self.view.show_sheet(self._handout.sheet(self._at))
        self._back.setEnabled(self._at > 0)
        self._on.setEnabled(self._at < count - 1)
        words = self.tr("Sheet {0} of {1}").format(self._at + 1, count)
        self._where.setText(words)
        self.view.setAccessibleDescription(words)
        for each in (self._back, self._on, self._where):
            each.setVisible(count > 1)

    def _nodes(self) -> int:
        order = self._stage.session.analysis.order
        return sum(int(order.size[order.rows[root]]) for root in self.form.roots())

    def _turn(self, by: int) -> None:
        self._at += by
        self._show_sheet()

    def _turn_back(self) -> None:
        self._turn(-1)

    def _turn_over(self) -> None:
        self._turn(1)

    def _open_preview(self, is_wanted: object) -> None:
        self._preview.setVisible(bool(is_wanted))
        self.refresh()
        self.adjustSize()

    # --- what is wanted ---

    def _want_printer(self) -> None:
        self.refresh()
        if self._print.isEnabled():
            self.printer_wanted(self)

    def _want_file(self) -> None:
        self.refresh()
        if self._save.isEnabled():
            self.file_wanted(self)

    # --- how it is laid out ---

    def _lay_out(self, why_not: str) -> None:
        self._count.setWordWrap(True)
        self._count.setTextFormat(Qt.TextFormat.PlainText)
        sentence = QLabel(why_not)
        sentence.setWordWrap(True)
        sentence.setVisible(bool(why_not))
        left = QVBoxLayout()
        left.addWidget(self.form)
        left.addWidget(self._count)
        left.addStretch(1)
        left.addWidget(sentence)
        row = QHBoxLayout()
        row.setSpacing(_GAP)
        row.addLayout(left)
        row.addWidget(self._preview, 1)
        self._lay_out_preview()
        column = QVBoxLayout(self)
        column.addLayout(row, 1)
        column.addLayout(self._buttons())
        (self._print if self._can_print else self._save).setDefault(True)

    def _lay_out_preview(self) -> None:
        self.view.setAccessibleName(self.tr("Preview"))
        arrows = QHBoxLayout()
        arrows.addStretch(1)
        for each in (self._back, self._where, self._on):
            arrows.addWidget(each)
        arrows.addStretch(1)
        column = QVBoxLayout(self._preview)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.view, 1)
        column.addLayout(arrows)
        self._preview.hide()

    def _buttons(self) -> QHBoxLayout:
        self._toggle = QPushButton(self.tr("Preview"))
        self._toggle.setCheckable(True)
        self._toggle.setAutoDefault(False)
        self._box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        role = QDialogButtonBox.ButtonRole.ActionRole
        self._print: QPushButton = self._box.addButton(self.tr("Print…"), role)
        self._save: QPushButton = self._box.addButton(self.tr("Save as PDF…"), role)
        row = QHBoxLayout()
        row.addWidget(self._toggle)
        row.addStretch(1)
        row.addWidget(self._box)
        return row

    def _connect(self) -> None:
        self._toggle.toggled.connect(self._open_preview)
        self._print.clicked.connect(self._want_printer)
        self._save.clicked.connect(self._want_file)
        self._box.rejected.connect(self.reject)
        self._back.clicked.connect(self._turn_back)
        self._on.clicked.connect(self._turn_over)
        self._timer.timeout.connect(self.refresh)
        self.view.turn = self._turn
        self.form.changed = self._timer.start

    # --- overrides of Qt ---

    def done(self, result: int) -> None:
        self._timer.stop()
        self.form.remember()
        super().done(result)


def _arrow(kind: Qt.ArrowType, words: str) -> QToolButton:
    button = QToolButton()
    button.setArrowType(kind)
    button.setAutoRaise(True)
    button.setAccessibleName(words)
    button.setToolTip(words)
    return button
