"""An exercise as it goes: which answers are checked, what they are worth, whose solution is shown, how many are right.

The document holds the blanks and the answers; how often somebody tried, and what was shown, is known only here, while
the window is open. An answer counts as checked only while it reads as it did when it was: undo takes its mark along.
Rule: while answers are given, the inputs keep their values, so that what was asked is what is marked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from PySide6.QtCore import QLocale, QObject

from treeedit.canvas.scene.scene import Stage
from treeedit.figure.lines import Line
from treeedit.figure.veil import Field, State, veil_of, veil_with
from treeedit.figure.verdicts import Judge
from treeedit.model import exercises
from treeedit.model.answer_key import AnswerKey
from treeedit.model.answers import answer_entered, readings
from treeedit.model.marking import Mistake, Verdict
from treeedit.model.passes import Evaluation
from treeedit.model.records import Blank, Edit, EditError


class Tally(NamedTuple):
    """How many blanks there are, and how many of them are right, wrong, and solved by the program.

    first: how many of the right ones were so at the first try. seen: how many after their solution had been shown.
    """

    blanks: int
    right: int
    wrong: int
    solved: int
    first: int
    seen: int


class Exercise(QObject):
    """The blanks of a stage's document. changed(): another state. begun(): another document, with blanks in it."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self._stage, self._session = stage, stage.session
        self.changed: Callable[[], None] = lambda: None
        self.begun: Callable[[], None] = lambda: None
        self.making = False
        self.current: Blank | None = None
        self._asked: dict[str, float] = {}
        self._forest = self._session.forest
        self._checked: dict[Blank, str] = {}
        self._tries: dict[Blank, int] = {}
        self._solved: set[Blank] = set()
        self._seen: set[Blank] = set()
        self._key: tuple[Evaluation, int, AnswerKey] | None = None
        self._session.refused = lambda sentence: self._stage.say(sentence)
        self._session.edited.connect(self._follow)
        self._session.evaluated.connect(self._cover)

    # --- what there is ---

    def is_open(self) -> bool:
        """Whether there are blanks, and somebody fills them in."""
        return bool(self._session.forest.blanks) and not self.making

    def state(self, blank: Blank) -> State:
        """What is known of the answer in a blank."""
        text = self._session.forest.blanks.get(blank, "")
        if self.making or blank not in self._session.forest.blanks:
            return State.OPEN
        if blank in self._solved:
            return State.SOLVED
        if not text or self._checked.get(blank) != text:
            return State.OPEN
        given = self._given(blank)
        return State.RIGHT if given is not None and self.key().is_right(blank, given) else State.WRONG

    def verdict(self, blank: Blank) -> Verdict:
        """What the answer in a blank is worth; what is no number is something else."""
        given = self._given(blank)
        return Verdict(Mistake.OTHER) if given is None else self.key().mark(blank, given)

    def _given(self, blank: Blank) -> float | None:
        try:
            found = readings(self._session.forest.blanks[blank])
            return next((each for each in found if self.key().is_right(blank, each)), found[0])
        except EditError:
            return None

    def key(self) -> AnswerKey:
        """What marks the answers, by the numbers as they are now: what the look shows for one of them is right."""
        evaluation, digits = self._session.evaluation, self._stage.look.digits
        if self._key is None or self._key[0] is not evaluation or self._key[1] != digits:
            self._key = evaluation, digits, AnswerKey(self._session.analysis, evaluation, digits)
        return self._key[2]

    def tally(self) -> Tally:
        """The score."""
        fields = self._stage.veil.fields
        states = [field.state for field in fields.values()]
        right = [blank for blank, field in fields.items() if field.state is State.RIGHT]
        seen = sum(blank in self._seen for blank in right)
        first = sum(self._tries.get(blank) == 1 and blank not in self._seen for blank in right)
        return Tally(len(states), len(right), states.count(State.WRONG), states.count(State.SOLVED), first, seen)

    def walk(self) -> list[Blank]:
        """The blanks that are to be filled in, in the order of the passes; none that is folded away or solved."""
        stage, known = self._stage, self._session.analysis.order.rows
        blanks = [each for each in self._session.forest.blanks if each.node in known and each not in self._solved]
        seen = [each for each in blanks if each.kind == "sum" or stage.shown(each.node) == each.node]
        return exercises.in_walking_order(self._session.analysis, seen)

    def next(self, step: int) -> Blank | None:
        """The blank after (1) or before (-1) the current one, round and round."""
        way = self.walk()
        if not way:
            return None
        if self.current not in way:
            return way[0 if step > 0 else -1]
        return way[(way.index(self.current) + step) % len(way)]

    def next_unsettled(self) -> Blank | None:
        """The next blank after the current one whose answer is not right yet; None if there is none."""
        way = self.walk()
        at = way.index(self.current) + 1 if self.current in way else 0
        turned = way[at:] + way[:at]
        return next((each for each in turned if self.state(each) is not State.RIGHT), None)

    # --- words ---

    def judge(self) -> Judge:
        """Who says what answers are worth, by the numbers as they are now."""
        session = self._session
        return Judge(session.forest, session.analysis, session.evaluation, self._stage.look)

    def name(self, blank: Blank) -> str:
        """What a blank asks for."""
        return self.judge().name(blank)

    def hint(self, blank: Blank) -> str:
        """What a wrong answer is told; "" if it is not wrong."""
        if self.state(blank) is not State.WRONG:
            return ""
        return self.judge().sentence(blank, self.verdict(blank), self._tries.get(blank, 1), self._stage.veil)

    def solution(self, blank: Blank) -> Line | None:
        """The equation that leads to a number, where its solution is shown."""
        return self.judge().solution(blank) if self.state(blank) is State.SOLVED else None

    # --- what is done ---

    def answer(self, blank: Blank, text: str) -> None:
        """Put an answer into a blank, as one undo step. EditError with a sentence if it is no number."""
        text = text.strip()
        if text:
            answer_entered(text, self._point())
        self._session.do(exercises.answer(self._session.forest, blank, text), self.tr("answer"))

    def _point(self) -> str:
        """What stands before the decimals of what is typed: a comma where numbers are shown so, here or elsewhere."""
        return "," if "," in (self._stage.look.point, QLocale.system().decimalPoint()) else "."

    def check(self, blanks: Iterable[Blank]) -> None:
        """Mark the answers in some blanks; one that is empty stays open."""
        for blank in blanks:
            text = self._session.forest.blanks.get(blank, "")
            if text and self._checked.get(blank) != text:
                self._checked[blank] = text
                self._tries[blank] = self._tries.get(blank, 0) + 1
        self._cover()
        self.changed()

    def check_all(self) -> None:
        """Mark every answer."""
        self.check(self._session.forest.blanks)

    def light(self, blank: Blank) -> None:
        """Light the nodes that a wrong answer is about."""
        ids, rows = self._session.analysis.order.ids, self.verdict(blank).rows
        self._stage.light(ids[list(rows)].tolist() if self.state(blank) is State.WRONG else [])

    def solve(self, blanks: Iterable[Blank]) -> None:
        """Show the solutions of some blanks."""
        shown = set(blanks)
        self._solved |= shown
        self._seen |= shown
        self._cover()
        self.changed()

    def solve_all(self) -> None:
        """Show all solutions."""
        self.solve(self._session.forest.blanks)

    def hide_solutions(self) -> None:
        """Hide the solutions again; the answers stay."""
        self._solved.clear()
        self._cover()
        self.changed()

    def has_solutions(self) -> bool:
        """Whether any solution is shown."""
        return bool(self._solved)

    def clear(self) -> None:
        """Take all answers back and hide the solutions: a fresh start, which undo takes back."""
        given = sum(map(bool, self._session.forest.blanks.values()))
        self._forget()
        self._session.do(exercises.clear_answers(self._session.forest), self.tr("clear answers"))
        self._cover()
        self.changed()
        if given:
            self._stage.say(self.tr("{0} answers are cleared. Undo brings them back.").format(given))

    def restart(self, edit: Edit, text: str) -> None:
        """Clear the answers together with another edit, as one undo step; it may give the inputs other values."""
        self._forget()
        self._session.keep_inputs("")
        self._session.do(exercises.clear_answers(self._session.forest).then(edit), text)
        self._lock()
        self._cover()
        self.changed()

    def make(self) -> None:
        """Let numbers be hidden and shown instead of answered."""
        self._asked = self._values()
        self._settle(True)

    def start(self) -> None:
        """Let the blanks be filled in; answers to other numbers than those that are asked now are cleared."""
        if self.making and self._asked != self._values():
            self._session.do(exercises.clear_answers(self._session.forest), self.tr("clear answers"))
        self._settle(False)

    def _values(self) -> dict[str, float]:
        return {label: each.value for label, each in self._session.forest.inputs.items()}

    def _settle(self, making: bool) -> None:
        self.making = making
        self._forget()
        self._lock()
        self._cover()
        self.changed()

    def _lock(self) -> None:
        """Let the inputs keep their values while somebody fills in the blanks; else let them go."""
        words = self.tr(
            "While the exercise is filled in, the inputs keep their values. New numbers draws others; "
            "Change the exercise lets you choose them."
        )
        self._session.keep_inputs(words if self.is_open() else "")

    # --- following the document ---

    def _forget(self) -> None:
        self._checked.clear()
        self._tries.clear()
        self._solved.clear()
        self._seen.clear()
        self.current = None

    def _follow(self, edit: Edit) -> None:
        if self._forest is not self._session.forest:
            self._forest = self._session.forest
            self.making = False
            self._forget()
            self._lock()
            self.changed()
            if self._forest.blanks:
                self.begun()
        elif edit.blanks:
            self._solved &= self._forest.blanks.keys()
            self._lock()
            self._cover()
            self.changed()

    def _cover(self, _evaluation: object = None) -> None:
        """Lay over the canvas what is known of the answers now."""
        forest = self._session.forest
        if not self._checked and not self._solved:
            self._stage.cover(veil_of(forest))
            return
        known = self._session.analysis.order.rows
        fields = {blank: Field(text, self.state(blank)) for blank, text in forest.blanks.items() if blank.node in known}
        self._stage.cover(veil_with(forest, fields))
