"""The form that asks what is printed: which trees, as one picture or step by step, and on which paper.

What is chosen, except which trees, is remembered for the next time. The look is that of the canvas in colours for
paper: a sheet does not depend on whether the window is dark.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QCheckBox, QComboBox, QFormLayout, QWidget

from treeedit.canvas.scene.scene import Stage
from treeedit.export.handout import Handout, handout_of_all
from treeedit.export.options import (
    Numbers,
    Options,
    Which,
    options_of_look,
    options_of_text,
    sheets_for,
    subject_for,
    text_of_options,
    title_for,
)
from treeedit.export.order import Subject, parted_subject
from treeedit.figure.arrangement import PER_SHEET, Beside, Sheets, Turn
from treeedit.model.records import NodeId
from treeedit.model.steps import Pace
from treeedit.window.settings import Key, Settings

_FEWEST_KEY_STEPS = 8
PICTURE, KEY, NODE, LEVEL = "picture", "key", "node", "level"
_STEPS: dict[str, dict[str, Any]] = {
    PICTURE: {"steps": Which.NONE},
    KEY: {"steps": Which.KEY},
    NODE: {"steps": Which.ALL, "pace": Pace.NODE},
    LEVEL: {"steps": Which.ALL, "pace": Pace.LEVEL},
}
TASK_AND_SOLUTIONS, TASK, ANSWERS, SOLUTIONS = "both", "blanks", "answers", "solutions"
_EXERCISE: dict[str, dict[str, Any]] = {
    TASK_AND_SOLUTIONS: {"sheet": "blanks", "solutions": True},
    TASK: {"sheet": "blanks", "solutions": False},
    ANSWERS: {"sheet": "answers"},
    SOLUTIONS: {"sheet": "solutions"},
}


class PrintForm(QWidget):
    """What to print. It calls changed() whenever something else is chosen."""

    def __init__(self, stage: Stage, settings: Settings) -> None:
        super().__init__()
        self._stage, self._settings = stage, settings
        self.changed: Callable[[], None] = lambda: None
        self._groups: list[tuple[tuple[NodeId, ...], ...]] = []
        self._subjects: tuple[object, list[Subject]] = (None, [])
        self.what = QComboBox()
        self.steps = _choice(
            (self.tr("One picture with all numbers"), PICTURE),
            (self.tr("The most instructive steps"), KEY),
            (self.tr("All steps, node by node"), NODE),
            (self.tr("All steps, level by level"), LEVEL),
        )
        self.per_sheet = _choice(*((str(each), str(each)) for each in PER_SHEET))
        self.lines = QCheckBox(self.tr("Lines for notes beside each picture"))
        self.sentences = QCheckBox(self.tr("Say below each picture what happens"))
        self.exercise = _choice(
            (self.tr("Empty boxes, solutions at the end"), TASK_AND_SOLUTIONS),
            (self.tr("Empty boxes"), TASK),
            (self.tr("With the answers"), ANSWERS),
            (self.tr("With the solutions"), SOLUTIONS),
        )
        self.colours = _choice(
            (self.tr("In colour"), "print"),
            (self.tr("Greyscale"), "greyscale"),
            (self.tr("High contrast"), "contrast"),
        )
        self.paper = _choice(
            (self.tr("A4"), "a4"), (self.tr("Letter"), "letter"), (self.tr("A3"), "a3"), (self.tr("A5"), "a5")
        )
        self.turn = _choice(
            (self.tr("As the pictures become largest"), Turn.FITTING.value),
            (self.tr("Portrait"), Turn.PORTRAIT.value),
            (self.tr("Landscape"), Turn.LANDSCAPE.value),
        )
        self._offer_trees()
        self._fill(options_of_text(settings.text(Key.PRINT)) or Options(paper=_usual_paper()))
        self._lay_out()
        self._follow()

    # --- what is asked for ---

    def options(self) -> Options:
        """Everything that is chosen; which trees aside."""
        chosen = {**_STEPS[self.steps.currentData()], **_EXERCISE[self.exercise.currentData()]}
        places = int(self.per_sheet.currentData())
        return replace(
            options_of_look(self._stage.look),
            format="handout",
            most=-(-_FEWEST_KEY_STEPS // places) * places,  # as many as fill their sheets
            sentences=self.sentences.isChecked(),
            theme=str(self.colours.currentData()),
            per_sheet=places,
            paper=str(self.paper.currentData()),
            turn=Turn(self.turn.currentData()),
            beside=Beside.LINES if self.lines.isChecked() else Beside.NOTHING,
            **chosen,
        )

    def sheets(self) -> Sheets:
        """The sheets on which it is printed."""
        asked = sheets_for(self.options())
        return asked if self._moves() else replace(asked, per_sheet=1, beside=Beside.NOTHING)

    def handout(self, sheets: Sheets) -> Handout:
        """What is printed, on these sheets. ExportError if it cannot be."""
        return handout_of_all(self.subjects(), self.title(), sheets)

    def subjects(self) -> list[Subject]:
        """The trees, those that stand on one sheet together.

        They are the same ones, with all that is known of them, as long as only the paper is another one.
        """
        plain = Options()
        options = replace(self.options(), paper=plain.paper, turn=plain.turn, beside=plain.beside, per_sheet=1)
        key = self.what.currentIndex(), options if self._is_filled() else replace(options, most=1)
        if key != self._subjects[0]:
            session = self._stage.session
            numbers = Numbers(session.analysis, session.evaluation)
            self._subjects = key, [parted_subject(subject_for(each, session.forest, numbers)) for each in self.wishes()]
        return self._subjects[1]

    def wishes(self) -> list[Options]:
        """The options of what stands on one sheet together."""
        return [replace(self.options(), nodes=roots) for roots in self._chosen()]

    def roots(self) -> tuple[NodeId, ...]:
        """The trees that are printed."""
        return tuple(root for roots in self._chosen() for root in roots)

    def title(self) -> str:
        """What it is called."""
        return title_for(Options(), self.subjects()[0])

    def remember(self) -> None:
        """Keep what is chosen."""
        self._settings.keep(Key.PRINT, text_of_options(self.options()))
        self._settings.save()

    def _chosen(self) -> tuple[tuple[NodeId, ...], ...]:
        return self._groups[self.what.currentIndex()]

    def _moves(self) -> bool:
        return bool(self.steps.currentData() != PICTURE)

    def _is_filled(self) -> bool:
        """Whether there are as many pictures as there is room for on the sheets."""
        return bool(self.steps.currentData() == KEY)

    # --- how it is asked ---

    def _offer_trees(self) -> None:
        """All trees, those that are chosen, each of them; at first what is chosen, as it is what is looked at."""
        forest, stage = self._stage.session.forest, self._stage
        trees = tuple(forest.trees())
        chosen = tuple(root for root in trees if root in {forest.root_of(node) for node in stage.selection})
        self._offer(self.tr("All trees"), (trees,))
        if len(trees) > 1:
            self._offer(self.tr("All trees, each on a sheet of its own"), tuple((root,) for root in trees))
        if 1 < len(chosen) < len(trees):
            self._offer(self.tr("The chosen trees"), (chosen,))
        for root in trees:
            self._offer(self.tr("Tree {0}").format(forest.roots[root].name), ((root,),))
        if chosen and len(chosen) < len(trees):
            self.what.setCurrentIndex(self._groups.index((chosen,)))

    def _offer(self, words: str, group: tuple[tuple[NodeId, ...], ...]) -> None:
        self.what.addItem(words)
        self._groups.append(group)

    def _fill(self, options: Options) -> None:
        """Show what was chosen the last time."""
        self.sentences.setChecked(options.sentences)
        self.lines.setChecked(options.beside is Beside.LINES)
        for field, data in (
            (self.steps, _key_of(_STEPS, options)),
            (self.exercise, _key_of(_EXERCISE, options)),
            (self.per_sheet, str(options.per_sheet)),
            (self.colours, options.theme),
            (self.paper, options.paper),
            (self.turn, options.turn.value),
        ):
            field.setCurrentIndex(max(0, field.findData(data)))

    def _lay_out(self) -> None:
        self._form = form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.addRow(self.tr("Print"), self.what)
        form.addRow(self.tr("As"), self.steps)
        form.addRow(self.tr("Pictures a sheet"), self.per_sheet)
        form.addRow(self.sentences)
        form.addRow(self.lines)
        form.addRow(self.tr("Exercise"), self.exercise)
        form.addRow(self.tr("Colours"), self.colours)
        form.addRow(self.tr("Paper"), self.paper)
        form.addRow(self.tr("Orientation"), self.turn)
        for choice in (self.what, self.steps, self.per_sheet, self.exercise, self.colours, self.paper, self.turn):
            choice.currentIndexChanged.connect(self._follow)
        for box in (self.sentences, self.lines):
            box.toggled.connect(self._follow)

    def _follow(self) -> None:
        """Ask only what belongs to the choice."""
        for field in (self.per_sheet, self.sentences, self.lines):
            self._form.setRowVisible(field, self._moves())
        self._form.setRowVisible(self.exercise, bool(self._stage.session.forest.blanks))
        self.changed()


def _key_of(table: dict[str, dict[str, Any]], options: Options) -> str:
    """The first entry that options agree with; else the first of all."""
    return next((key for key, entry in table.items() if _agrees(options, entry.items())), next(iter(table)))


def _agrees(options: Options, entry: Iterable[tuple[str, Any]]) -> bool:
    return all(getattr(options, name) == value for name, value in entry)


def _usual_paper() -> str:
    """The paper of the user's country."""
    is_american = QLocale().measurementSystem() == QLocale.MeasurementSystem.ImperialUSSystem
    return "letter" if is_american else "a4"


def _choice(*entries: tuple[str, str]) -> QComboBox:
    """A choice between words, each standing for something."""
    found = QComboBox()
    for words, data in entries:
        found.addItem(words, data)
    return found
