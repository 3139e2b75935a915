"""The page of the export dialog that asks at which steps of the passes trees are shown, and what is said below them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from enum import Enum

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QCheckBox,
    QDoubleSpinBox,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QRadioButton,
    QSpinBox,
    QWidget,
)

from treeedit.export.exports import Export, Frames
from treeedit.export.options import LONGEST_SHOW, Options, Which
from treeedit.export.order import MOST_FRAMES
from treeedit.model.steps import Pace
from treeedit.window.export_dialog.page import Choice, Occasion, Section

_CHECKED, _UNCHECKED = Qt.CheckState.Checked, Qt.CheckState.Unchecked
_LIST_HEIGHT = 130


class Answer(Enum):
    """What can be answered: as the options have it, and the step at which somebody stands."""

    NONE = "none"
    NOW = "now"
    ALL = "all"
    KEY = "key"
    CHOSEN = "chosen"


_WHICH = {
    Answer.NONE: Which.NONE,
    Answer.NOW: Which.CHOSEN,
    Answer.ALL: Which.ALL,
    Answer.KEY: Which.KEY,
    Answer.CHOSEN: Which.CHOSEN,
}


class StepsSection(Section):
    """Which steps, at which pace, how many, which ones, with which words, and for how long."""

    def __init__(self, occasion: Occasion) -> None:
        super().__init__()
        here = self._here = occasion.whereabouts
        words = {
            Answer.NONE: self.tr("&One picture with all numbers"),
            Answer.NOW: self.tr("As on the screen &now"),
            Answer.ALL: self.tr("&All steps"),
            Answer.KEY: self.tr("The most &instructive"),
            Answer.CHOSEN: self.tr("C&hosen steps"),
        }
        if here is not None:
            words[Answer.NOW] = self.tr("As on the screen &now: step {0}").format(here.number)
        self._group = QButtonGroup(self)
        self.buttons = {answer: QRadioButton(text) for answer, text in words.items()}
        for button in self.buttons.values():
            self._group.addButton(button)
        self.most = QSpinBox()
        self.most.setRange(1, MOST_FRAMES)
        self.most.setAccessibleName(self.tr("How many of the most instructive steps"))
        self.list = QListWidget()
        self.list.setObjectName("boxes")
        self.list.setAccessibleName(self.tr("Steps to choose from"))
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.list.setMinimumHeight(_LIST_HEIGHT)
        self.pace = Choice([(self.tr("Node by node"), Pace.NODE), (self.tr("Level by level"), Pace.LEVEL)])
        self.sentences = QCheckBox(self.tr("Say &below what happens"))
        self.seconds = QDoubleSpinBox()
        self.seconds.setRange(0.1, LONGEST_SHOW)
        self.seconds.setSingleStep(0.1)
        self.seconds.setDecimals(1)
        self.seconds.setSuffix(self.tr(" s"))
        self._checked: set[int] = set()
        self._shown: tuple[str, ...] | None = None
        self._stands_in = False
        self._lay_out()
        self._group.buttonToggled.connect(self._answer)
        self.pace.currentIndexChanged.connect(self.tell)
        self.most.valueChanged.connect(self.tell)
        self.sentences.toggled.connect(self.tell)
        self.seconds.valueChanged.connect(self.tell)
        self.list.itemChanged.connect(self._check)

    def _lay_out(self) -> None:
        for answer in (Answer.NONE, Answer.NOW, Answer.ALL):
            self.form.addRow(self.buttons[answer])
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.buttons[Answer.KEY])
        row.addWidget(self.most)
        row.addStretch(1)
        self._best = QWidget()
        self._best.setLayout(row)
        self.form.addRow(self._best)
        self.form.addRow(self.buttons[Answer.CHOSEN])
        self.form.addRow(self.list)
        self.add(self.tr("&Pace:"), self.pace)
        self.form.addRow(self.sentences)
        self.add(self.tr("Secon&ds each:"), self.seconds)

    @property
    def answer(self) -> Answer:
        """What is answered now."""
        return next(answer for answer, button in self.buttons.items() if button.isChecked())

    def is_missing(self) -> bool:
        """Whether steps are to be chosen and none is."""
        return self.answer is Answer.CHOSEN and not self._checked

    def show_options(self, options: Options) -> None:
        here = self._here
        is_here = here is not None and (options.numbers, options.pace) == ((here.number,), here.pace)
        answer = Answer(options.steps.value)
        self._checked = set(options.numbers)
        self.buttons[Answer.NOW if answer is Answer.CHOSEN and is_here else answer].setChecked(True)
        self.most.setValue(options.most)
        self.pace.choose(options.pace)
        self.sentences.setChecked(options.sentences)
        self.seconds.setValue(options.seconds)
        self._answer()

    def taken(self, options: Options) -> Options:
        pace = self.pace.chosen()
        assert isinstance(pace, Pace)
        numbers = tuple(sorted(self._checked, key=_as_it_goes))
        if self.answer is Answer.NOW and self._here is not None:
            pace, numbers = self._here.pace, (self._here.number,)
        return replace(
            options,
            steps=_WHICH[self.answer],
            numbers=numbers,
            most=self.most.value(),
            pace=pace,
            sentences=self.sentences.isChecked(),
            seconds=self.seconds.value(),
        )

    def follow(self, export: Export) -> bool:
        self._stand_in(export)
        self.form.setRowVisible(self.buttons[Answer.NONE], not export.moves)
        self.show_rows("seconds" in export.asks, self.seconds)
        return export.frames is not Frames.NONE

    def _stand_in(self, export: Export) -> None:
        """What moves is made of all steps where nothing else is said; what does not is one picture again after it."""
        if export.moves and self.answer is Answer.NONE:
            self._stands_in = True
            self.buttons[Answer.ALL].setChecked(True)
        elif not export.moves and self._stands_in:
            self._stands_in = False
            if self.answer is Answer.ALL:
                self.buttons[Answer.NONE].setChecked(True)

    def follow_trees(self, has_steps: bool) -> None:
        """Offer the step on the screen only for the trees to which it belongs."""
        self.buttons[Answer.NOW].setEnabled(has_steps)
        if not has_steps and self.answer is Answer.NOW:
            self.buttons[Answer.NONE if self.buttons[Answer.NONE].isVisibleTo(self) else Answer.ALL].setChecked(True)

    # --- the list ---

    def show_steps(self, words: Sequence[str], count: int) -> None:
        """Show the steps that there are, by what they say, and how many."""
        self.buttons[Answer.ALL].setText(self.tr("&All steps ({0})").format(f"{count:,}"))
        if self._shown == tuple(words):
            return
        self._shown = tuple(words)
        self._checked = {count - 1 if number < 0 else number for number in self._checked}
        row = self.list.currentRow()
        self.list.blockSignals(True)
        self.list.clear()
        for number, text in enumerate(words):
            item = QListWidgetItem(f"{number}: {text}")
            item.setToolTip("")
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(_CHECKED if number in self._checked else _UNCHECKED)
            self.list.addItem(item)
        self.list.setCurrentRow(min(max(row, 0), len(words) - 1))
        self.list.blockSignals(False)

    def _check(self, item: QListWidgetItem) -> None:
        number = self.list.row(item)
        (self._checked.add if item.checkState() is _CHECKED else self._checked.discard)(number)
        self.tell()

    def _answer(self, _button: object = None, _on: object = None) -> None:
        """Another answer: only its own fields can be used."""
        answer = self.answer
        self.most.setEnabled(answer is Answer.KEY)
        self.list.setEnabled(answer is Answer.CHOSEN)
        self.list.setVisible(answer is Answer.CHOSEN)
        self.pace.setEnabled(answer in (Answer.ALL, Answer.KEY, Answer.CHOSEN))
        self.sentences.setEnabled(answer is not Answer.NONE)
        self.tell()


def _as_it_goes(number: int) -> tuple[bool, int]:
    """The last step, -1, comes last."""
    return number < 0, number
