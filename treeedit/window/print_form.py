"""The form that asks what is printed: which trees, as one picture or step by step, and on which paper.

What is chosen, except which trees, is remembered for the next time. The look is that of the canvas in colours for
paper: a sheet does not depend on whether the window is dark.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QCheckBox, QComboBox, QFormLayout, QWidget

from treeedit.canvas.stage import Stage
from treeedit.export.handout import Part, parts_of
from treeedit.export.order import Course, Subject
from treeedit.figure.arrangement import PAPERS, PER_SHEET, Beside, Sheets, Turn
from treeedit.figure.look import THEMES, Look
from treeedit.figure.series import SENTENCE
from treeedit.model.records import NodeId
from treeedit.model.steps import Pace
from treeedit.window.settings import Settings

_ON, _OFF = "on", "off"
_FEWEST_KEY_STEPS = 8
PICTURE, KEY, NODE, LEVEL = "picture", "key", "node", "level"
TASK, TASK_AND_SOLUTIONS = "blanks", "both"


class PrintForm(QWidget):
    """What to print. It calls changed() whenever something else is chosen."""

    def __init__(self, stage: Stage, settings: Settings) -> None:
        super().__init__()
        self._stage, self._settings = stage, settings
        self.changed: Callable[[], None] = lambda: None
        self._made: tuple[tuple[object, ...], list[Part]] = ((), [])
        self._groups: list[tuple[tuple[NodeId, ...], ...]] = []
        self.what = QComboBox()
        self._offer_trees()
        self.steps = _choice(
            (self.tr("One picture with all numbers"), PICTURE),
            (self.tr("The most instructive steps"), KEY),
            (self.tr("All steps, node by node"), NODE),
            (self.tr("All steps, level by level"), LEVEL),
        )
        self.per_sheet = _choice(*((str(each), str(each)) for each in PER_SHEET))
        self.per_sheet.setCurrentIndex(self.per_sheet.findData("4"))
        self.lines = QCheckBox(self.tr("Lines for notes beside each picture"))
        self.sentences = QCheckBox(self.tr("Say below each picture what happens"))
        self.sentences.setChecked(True)
        self.sheet = _choice(
            (self.tr("Empty boxes, solutions at the end"), TASK_AND_SOLUTIONS),
            (self.tr("Empty boxes"), TASK),
            (self.tr("With the answers"), "answers"),
            (self.tr("With the solutions"), "solutions"),
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
        is_american = QLocale().measurementSystem() == QLocale.MeasurementSystem.ImperialUSSystem
        self.paper.setCurrentIndex(self.paper.findData("letter" if is_american else "a4"))
        self._remembered: dict[str, QComboBox | QCheckBox] = {
            "print_steps": self.steps,
            "print_per_sheet": self.per_sheet,
            "print_lines": self.lines,
            "print_sentences": self.sentences,
            "print_exercise": self.sheet,
            "print_colours": self.colours,
            "print_paper": self.paper,
            "print_turn": self.turn,
        }
        self._restore()
        self._lay_out()
        self._follow()

    # --- what is asked for ---

    def parts(self) -> list[Part]:
        """The pictures: those of exercises with their solutions, if these are wanted, after all tasks.

        They are the same ones, with all that is known of them, as long as only the paper is another one.
        """
        fields = (self.steps, self.sentences, self.sheet, self.colours, *((self.per_sheet,) if self._fills() else ()))
        key = (self.what.currentIndex(), *map(_chosen, fields))
        if key != self._made[0]:
            self._made = key, self._fresh_parts()
        return self._made[1]

    def _fills(self) -> bool:
        """Whether there are as many pictures as there is room for."""
        return bool(self.steps.currentData() == KEY)

    def _fresh_parts(self) -> list[Part]:
        title = self._title()
        found = [parts_of(self._subject(roots), title) for roots in self._groups[self.what.currentIndex()]]
        tasks, solutions = [each[0] for each in found], [part for each in found for part in each[1:]]
        return tasks + (solutions if self.sheet.currentData() == TASK_AND_SOLUTIONS else [])

    def sheets(self) -> Sheets:
        """The sheets on which they are printed."""
        paper, turn = PAPERS[self.paper.currentData()], Turn(self.turn.currentData())
        if not self._moves():
            return Sheets(1, paper, turn)
        beside = Beside.LINES if self.lines.isChecked() else Beside.NOTHING
        return Sheets(int(self.per_sheet.currentData()), paper, turn, beside)

    def roots(self) -> tuple[NodeId, ...]:
        """The trees that are printed."""
        return tuple(root for roots in self._groups[self.what.currentIndex()] for root in roots)

    def title(self) -> str:
        """What is printed, in a word."""
        return self._title() or str(self.what.currentText())

    def remember(self) -> None:
        """Keep what is chosen."""
        for name, field in self._remembered.items():
            self._settings.keep(name, _chosen(field))
        self._settings.save()

    def _title(self) -> str:
        return self._stage.session.forest.about.get("title", "")

    def _subject(self, roots: tuple[NodeId, ...]) -> Subject:
        session = self._stage.session
        return Subject(session.forest, session.analysis, session.evaluation, self._look(), roots, self._course())

    def _look(self) -> Look:
        told = {SENTENCE} if self.sentences.isChecked() else set()
        sheet = str(self.sheet.currentData())
        shown = {TASK if sheet == TASK_AND_SOLUTIONS else sheet}
        look = self._stage.look
        return replace(look, theme=THEMES[self.colours.currentData()], shows=look.shows | told | shown)

    def _course(self) -> Course | None:
        """The steps; the most instructive ones are as many as fill their sheets."""
        places = int(self.per_sheet.currentData())
        courses = {
            KEY: Course(most=-(-_FEWEST_KEY_STEPS // places) * places),
            NODE: Course(Pace.NODE),
            LEVEL: Course(Pace.LEVEL),
        }
        return courses.get(self.steps.currentData())

    def _moves(self) -> bool:
        return bool(self.steps.currentData() != PICTURE)

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

    def _restore(self) -> None:
        for name, field in self._remembered.items():
            kept = self._settings.text(name)
            if isinstance(field, QCheckBox):
                field.setChecked(kept == _ON if kept in (_ON, _OFF) else field.isChecked())
            elif (index := field.findData(kept)) >= 0:
                field.setCurrentIndex(index)

    def _lay_out(self) -> None:
        self._form = form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.addRow(self.tr("Print"), self.what)
        form.addRow(self.tr("As"), self.steps)
        form.addRow(self.tr("Pictures a sheet"), self.per_sheet)
        form.addRow(self.sentences)
        form.addRow(self.lines)
        form.addRow(self.tr("Exercise"), self.sheet)
        form.addRow(self.tr("Colours"), self.colours)
        form.addRow(self.tr("Paper"), self.paper)
        form.addRow(self.tr("Orientation"), self.turn)
        self.what.currentIndexChanged.connect(self._follow)
        for field in self._remembered.values():
            signal = field.toggled if isinstance(field, QCheckBox) else field.currentIndexChanged
            signal.connect(self._follow)

    def _follow(self) -> None:
        """Ask only what belongs to the choice."""
        for field in (self.per_sheet, self.sentences, self.lines):
            self._form.setRowVisible(field, self._moves())
        self._form.setRowVisible(self.sheet, bool(self._stage.session.forest.blanks))
        self.changed()


def _chosen(field: QComboBox | QCheckBox) -> str:
    if isinstance(field, QCheckBox):
        return _ON if field.isChecked() else _OFF
    return str(field.currentData())


def _choice(*entries: tuple[str, str]) -> QComboBox:
    """A choice between words, each standing for something."""
    found = QComboBox()
    for words, data in entries:
        found.addItem(words, data)
    return found
