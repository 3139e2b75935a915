"""The dialog that asks what is exported and how: the options at the left, what comes out at the right.

The formats are those of the table EXPORTS, which also says what there is to be asked for each of them. The dialog
only makes options; whoever opens it writes the file, or copies what would be in it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from treeedit.export.exports import EXPORTS, Export, Frames
from treeedit.export.options import Options
from treeedit.export.order import MOST_FRAMES
from treeedit.export.previewing import Sight
from treeedit.window.export_dialog.clipboard import copied_as
from treeedit.window.export_dialog.page import Choice, Occasion, Section
from treeedit.window.export_dialog.page_file import FileSection
from treeedit.window.export_dialog.page_handout import SheetsSection
from treeedit.window.export_dialog.page_look import LookSection
from treeedit.window.export_dialog.page_size import SizeSection
from treeedit.window.export_dialog.page_steps import Answer, StepsSection
from treeedit.window.export_dialog.page_trees import WhatSection
from treeedit.window.export_dialog.preview import Preview
from treeedit.window.widgets.progress_lines import ProgressLines
from treeedit.words import translate

_SIZE = QSize(1080, 700)
_SHARE_OF_SCREEN = 0.95
_GAP = 14
_BESIDE_PAGES = 30
"""The frame of a page and its scroll bar."""
_MOST_OF_WIDTH = 0.55


class PictureDialog(QDialog):
    """What to export, in which format and how; with what comes out.

    wanted(options): Export is pressed; whether that is taken up, so that the dialog may go. copied(options, frame):
    what is shown is wanted on the clipboard.
    """

    def __init__(self, occasion: Occasion, options: Options, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._occasion, self._options = occasion, options
        self.wanted: Callable[[Options], bool] = lambda options: True
        self.copied: Callable[[Options, int], None] = lambda options, frame: None
        self.setWindowTitle(self.tr("Export"))
        self.format = Choice(
            [(f"{translate('exports', each.name)} ({each.suffix})", each) for each in EXPORTS.values()]
        )
        self.what, self.steps, self.look = WhatSection(occasion), StepsSection(occasion), LookSection()
        self.sheets, self.size_page, self.file = SheetsSection(), SizeSection(), FileSection()
        self.sections: tuple[Section, ...] = (
            self.what,
            self.steps,
            self.look,
            self.sheets,
            self.size_page,
            self.file,
        )
        self.tabs = QTabWidget()
        self.preview = Preview(occasion.forest, occasion.numbers)
        self.lines = ProgressLines()
        self.announcement = QLabel()
        self.export_button = QPushButton(self.tr("&Export…"))
        self.copy_button = QPushButton(self.tr("Cop&y to the clipboard"))
        self._lay_out()
        self.show_options(options)
        self._connect()
        self.resize(_SIZE.boundedTo(self.screen().availableSize() * _SHARE_OF_SCREEN))
        self._widen_pages()
        self.format.setFocus()
        self._follow()

    # --- what is chosen ---

    def options(self) -> Options:
        """What the dialog asks for now."""
        options = replace(self._options, format=self.chosen().key)
        for section in self.sections:
            options = section.taken(options)
        return options

    def chosen(self) -> Export:
        """The format."""
        found = self.format.chosen()
        assert isinstance(found, Export)
        return found

    def choose(self, key: str) -> None:
        """Set the format."""
        self.format.choose(EXPORTS[key])

    def show_options(self, options: Options) -> None:
        """Let all fields show these options."""
        self.choose(options.format)
        for section in self.sections:
            section.show_options(options)

    # --- how it stands ---

    def _lay_out(self) -> None:
        top = QFormLayout()
        self.format.setAccessibleName(self.tr("Format"))
        top.addRow(self.tr("For&mat:"), self.format)
        first = self.tr("&What"), self.tr("&Steps"), self.tr("&Look")
        titles = *first, self.tr("Pa&ges"), self.tr("Si&ze"), self.tr("&File")
        for section, title in zip(self.sections, titles, strict=True):
            self.tabs.addTab(_scrolled(section), title)
        self.tabs.setUsesScrollButtons(True)
        self.tabs.tabBar().setExpanding(False)
        left = QVBoxLayout()
        left.addLayout(top)
        left.addWidget(self.tabs, 1)
        row = QHBoxLayout()
        row.setSpacing(_GAP)
        row.addLayout(left, 2)
        row.addWidget(self.preview, 3)
        self.announcement.setTextFormat(Qt.TextFormat.PlainText)
        self.announcement.setWordWrap(True)
        self.announcement.setAccessibleName(self.tr("What will be written"))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        buttons.addButton(self.copy_button, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.addButton(self.export_button, QDialogButtonBox.ButtonRole.AcceptRole)
        self.export_button.setDefault(True)
        self.copy_button.setAutoDefault(False)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addLayout(row, 1)
        column.addWidget(self.lines)
        column.addWidget(self.announcement)
        column.addWidget(buttons)

    def _widen_pages(self) -> None:
        """Give the pages the width that they ask for, while they leave the preview enough of it."""
        wanted = max(section.sizeHint().width() for section in self.sections) + _BESIDE_PAGES
        self.tabs.setMinimumWidth(min(wanted, round(self.width() * _MOST_OF_WIDTH)))

    def _connect(self) -> None:
        self.format.currentIndexChanged.connect(self._follow)
        for section in self.sections:
            section.changed = self._follow
        self.preview.found = self._take_sight
        self.copy_button.clicked.connect(self._copy)

    def _follow(self, _change: object = None) -> None:
        """Ask only what the format needs to know, and show soon what comes out."""
        export = self.chosen()
        for index, section in enumerate(self.sections):
            self.tabs.setTabVisible(index, section.follow(export))
        here = self._occasion.whereabouts
        self.steps.follow_trees(here is not None and self.what.is_whole(here.roots))
        self.copy_button.setVisible(copied_as(export) is not None)
        self.export_button.setDisabled(self._lacks_steps())
        wants_steps = self.steps.answer is Answer.CHOSEN and export.frames is not Frames.NONE
        self.preview.follow(self.options(), Path(f"{self._occasion.name}{export.suffix}"), with_steps=wants_steps)

    def _lacks_steps(self) -> bool:
        return self.chosen().frames is not Frames.NONE and self.steps.is_missing()

    def _take_sight(self, sight: Sight) -> None:
        words = self._asked_for_steps(sight) if self._lacks_steps() else sight.announced
        self.announcement.setText(words)
        self.export_button.setEnabled(sight.is_possible and not self._lacks_steps())
        self.copy_button.setEnabled(self.export_button.isEnabled())
        if sight.step_count:
            self.steps.show_steps(sight.steps or (), sight.step_count)

    def _asked_for_steps(self, sight: Sight) -> str:
        if sight.step_count > MOST_FRAMES:
            words = self.tr("There are {0} steps, too many for a list: go level by level.")
            return words.format(f"{sight.step_count:,}")
        return self.tr("Choose at least one step.")

    def _copy(self) -> None:
        self.copied(self.options(), self.preview.frame)

    # --- overrides of Qt ---

    def accept(self) -> None:
        if self.export_button.isEnabled() and self.wanted(self.options()):
            super().accept()

    def done(self, result: int) -> None:
        self.preview.leave()
        super().done(result)


def _scrolled(section: Section) -> QScrollArea:
    """A page that scrolls where the window is too low for it."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
    area.setWidget(section)
    return area
