"""The panel of the exercise: one page to make it, what is hidden of each kind, and one to fill it in, with the score.

It shows what the exercise knows and hands every wish on; it decides nothing itself.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from treeedit.canvas.scene.scene import Stage
from treeedit.window.exercise.state import Exercise
from treeedit.window.widgets.formula_view import FormulaView
from treeedit.window.widgets.inline_question import Sentence

SHARES = ("none", "second", "all")
CHOSEN = "chosen"
_HEIGHT = 375


class ExercisePanel(QScrollArea):
    """Calls hidden(kind, share) and the verbs of the window's `Exercises`, which sets them."""

    def __init__(self, stage: Stage, exercise: Exercise) -> None:
        super().__init__()
        self._stage, self._exercise = stage, exercise
        self.shared: Callable[[str, str], None] = lambda kind, share: None
        self.choosing: Callable[[bool], None] = lambda on: None
        self.started: Callable[[], None] = lambda: None
        self.made: Callable[[], None] = lambda: None
        self.refreshed: Callable[[], None] = lambda: None
        self.solved: Callable[[], None] = lambda: None
        self.boxes: dict[str, QComboBox] = {}
        inner = QWidget()
        self._pages = QStackedLayout(inner)
        self._pages.addWidget(self._making())
        self._pages.addWidget(self._answering())
        self.setWidget(inner)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    # --- how it is laid out ---

    def _making(self) -> QWidget:
        page, column = _page()
        intro = Sentence("hint")
        intro.say(
            self.tr(
                "What is hidden here is to be typed in by whoever works on the exercise. It is hidden, not protected: "
                "who takes the file elsewhere can compute it."
            )
        )
        column.addWidget(intro)
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        form.setVerticalSpacing(3)
        kinds = (
            ("value", self.tr("Values of operations")),
            ("partial", self.tr("Partials")),
            ("sum", self.tr("Sums")),
        )
        for kind, words in kinds:
            self.boxes[kind] = self._share_box(kind, words)
            form.addRow(words, self.boxes[kind])
        column.addLayout(form)
        self.choose = QPushButton(self.tr("Choose one by one"))
        self.choose.setCheckable(True)
        self.choose.toggled.connect(self._choose)
        self._how = Sentence("hint")
        self.start = QPushButton(self.tr("Start"))
        self.start.setToolTip(self.tr("Let the blanks be filled in"))
        self.start.clicked.connect(self._start)
        for each in (self.choose, self._how, self.start):
            column.addWidget(each)
        for button in (self.choose, self.start):
            button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        column.addStretch()
        return page

    def _share_box(self, kind: str, name: str) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(self.tr("Hide: {0}").format(name))
        words = self.tr("none hidden"), self.tr("every second"), self.tr("all hidden"), self.tr("as chosen")
        for share, text in zip((*SHARES, CHOSEN), words, strict=True):
            box.addItem(text, share)
        box.setProperty("kind", kind)
        box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        box.activated.connect(self._share)
        return box

    def _answering(self) -> QWidget:
        page, column = _page()
        self.score = QLabel()
        self.score.setObjectName("score")
        self.score.setTextFormat(Qt.TextFormat.PlainText)
        self.rest = Sentence("hint")
        self.asked = Sentence("asked")
        self.feedback = Sentence("refusal")
        self.formula = FormulaView()
        self.check = QPushButton(self.tr("Check all"))
        self.solution = QPushButton(self.tr("Show this solution"))
        self.solutions = QPushButton(self.tr("Show all solutions"))
        self.clear = QPushButton(self.tr("Clear the answers"))
        self.fresh = QPushButton(self.tr("New numbers"))
        self.change = QPushButton(self.tr("Change the exercise…"))
        for each in (self.score, self.rest, self.asked, self.feedback, self.formula, self.check, self.solution):
            column.addWidget(each)
        rules = Sentence("hint")
        rules.say(
            self.tr(
                "An answer is right if it is exact, or rounded to three digits or more. "
                "The inputs keep their values meanwhile."
            )
        )
        for each in (self.solutions, self.clear, self.fresh, self.change, rules):
            column.addWidget(each)
        column.addStretch()
        for button in (self.check, self.solution, self.solutions, self.clear, self.fresh, self.change):
            button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.check.clicked.connect(self._exercise.check_all)
        self.solution.clicked.connect(self._solve)
        self.solutions.clicked.connect(self._turn_solutions)
        self.clear.clicked.connect(self._exercise.clear)
        self.fresh.clicked.connect(self._refresh_numbers)
        self.change.clicked.connect(self._make)
        return page

    # --- what it shows ---

    def refresh(self) -> None:
        """Show the exercise as it stands."""
        exercise = self._exercise
        has_blanks = bool(self._stage.session.forest.blanks)
        self._pages.setCurrentIndex(1 if exercise.is_open() else 0)
        self.start.setEnabled(has_blanks)
        if exercise.is_open():
            self._show_score()
            self._show_current()

    def height_wanted(self) -> int:
        """How high the panel is where all of it is seen."""
        return round(_HEIGHT * self._stage.text_scale)

    def show_shares(self, shares: dict[str, str], possible: dict[str, int]) -> None:
        """Show how much of each kind is hidden."""
        for kind, box in self.boxes.items():
            box.setCurrentIndex(box.findData(shares[kind]))
            box.setEnabled(possible[kind] > 0)

    def show_choosing(self, on: bool) -> None:  # as Qt's own setChecked
        """Show whether numbers are chosen one by one."""
        self.choose.setChecked(on)
        words = self.tr("Click a number on the canvas or a card to hide it, and a blank to show it again.")
        self._how.say(words if on else "")

    def _show_score(self) -> None:
        tally = self._exercise.tally()
        self.score.setText(self.tr("{0} of {1} right").format(tally.right, tally.blanks))
        words = []
        if tally.first and tally.first < tally.right:
            words.append(self.tr("{0} of them at the first try").format(tally.first))
        if tally.seen:
            words.append(self.tr("{0} after their solution was shown").format(tally.seen))
        if tally.wrong:
            words.append(self.tr("{0} wrong").format(tally.wrong))
        if tally.solved:
            words.append(self.tr("{0} solved for you").format(tally.solved))
        left = tally.blanks - tally.right - tally.wrong - tally.solved
        if left:
            words.append(self.tr("{0} not checked yet").format(left))
        if tally.right == tally.blanks:
            words.append(self.tr("nothing is left"))
        self.rest.say(", ".join(words))
        shown = self._exercise.has_solutions()
        self.solutions.setText(self.tr("Hide the solutions") if shown else self.tr("Show all solutions"))

    def _show_current(self) -> None:
        exercise, blank = self._exercise, self._exercise.current
        blank = blank if blank in self._stage.session.forest.blanks else None
        self.asked.say("" if blank is None else exercise.name(blank))
        self.feedback.say("" if blank is None else exercise.hint(blank))
        line = None if blank is None else exercise.solution(blank)
        self.solution.setEnabled(blank is not None and line is None)
        if line is None:
            self.formula.clear()
        elif not self.formula.show_formula(line.latex, self._stage.look.theme, self._stage.text_scale):
            self.asked.say(line.plain)

    # --- what is clicked ---

    def _share(self, _index: int) -> None:
        box = self.sender()
        assert isinstance(box, QComboBox)
        self.shared(str(box.property("kind")), str(box.currentData()))

    def _choose(self, on: object) -> None:
        self.choosing(bool(on))

    def _start(self) -> None:
        self.started()

    def _make(self) -> None:
        self.made()

    def _refresh_numbers(self) -> None:
        self.refreshed()

    def _solve(self) -> None:
        self.solved()

    def _turn_solutions(self) -> None:
        if self._exercise.has_solutions():
            self._exercise.hide_solutions()
        else:
            self._exercise.solve_all()


def _page() -> tuple[QWidget, QVBoxLayout]:
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(12, 10, 12, 12)
    column.setSpacing(6)
    return page, column
