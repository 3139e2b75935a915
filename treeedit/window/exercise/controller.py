"""The exercise as the user works with it: made in the panel or by clicks on numbers, filled in on canvas and cards.

While one is open, Tab walks from blank to blank in the order of the passes and a click on a blank opens it; Enter
checks the answer, goes on from a right one, and stays at a wrong one, which is told why. Each answer is one undo step.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, QTimer
from PySide6.QtWidgets import QApplication, QDockWidget, QMainWindow, QWidget

from treeedit.canvas.view.view import View
from treeedit.figure.grounds import grounds_of
from treeedit.figure.veil import State
from treeedit.model import exercises
from treeedit.model.analysis import Analysis
from treeedit.model.records import Blank, Edit, EditError
from treeedit.window.editing.commands import Editing
from treeedit.window.exercise.answer_field import AnswerField
from treeedit.window.exercise.class_results import ClassResults
from treeedit.window.exercise.new_values import fresh_values
from treeedit.window.exercise.panel import CHOSEN, ExercisePanel
from treeedit.window.exercise.state import Exercise

Reveal = Callable[[Blank], tuple[QWidget, QRect] | None]
_MOVING = (QEvent.Type.Wheel, QEvent.Type.Resize)
_SETTLING = (QEvent.Type.Show, QEvent.Type.Move, QEvent.Type.Resize)
_TAKES: dict[str, Callable[[list[Blank]], list[Blank]]] = {
    "none": lambda blanks: [],
    "second": lambda blanks: blanks[::2],
    "all": lambda blanks: blanks,
}
"""Which of the numbers that could be hidden are, by share: of a single one, every second is that one."""
_BY_SIZE = ("none", "all", "second")
"""The shares as one looks for what is hidden: all of a single number before every second."""
_FIRST_HIDDEN = ("sum", "partial", "value")
"""What a new exercise hides to begin with: all of the first kind that there is."""


class Exercises(QObject):
    """The exercise of a window. dock: where the panel stands, once the window has laid it out.

    reveal(blank): brings the card of a sum into view, and gives it with the blank's rectangle there.
    """

    def __init__(self, view: View, editing: Editing, reveal: Reveal, window: QMainWindow) -> None:
        super().__init__(window)
        self._window, self._view, self._stage, self._session = window, view, view.stage, view.stage.session
        self._editing, self._reveal = editing, reveal
        self.exercise = Exercise(self._stage)
        self.panel = ExercisePanel(self._stage, self.exercise)
        self.field = AnswerField(window)
        self.results = ClassResults(self._stage, window)
        self.dock: QDockWidget | None = None
        self._cards: QDockWidget | None = None
        self._analysis: Analysis | None = None
        self._possible: dict[str, list[Blank]] = {}
        self._choosing = False
        self._open: Blank | None = None
        self.exercise.changed = self._refresh
        self.exercise.begun = self._begin
        self._stage.picks = self._picks
        self._stage.picked = self._pick
        self._view.tabbed = self._tab
        self._view.viewport().installEventFilter(self)
        self._session.edited.connect(self._let_go)
        self._session.settling.connect(self._leave)
        self._connect()
        self._refresh()

    def _connect(self) -> None:
        panel, field = self.panel, self.field
        panel.shared, panel.choosing = self.hide_share, self.choose
        panel.started, panel.made, panel.refreshed, panel.solved = self.start, self.make, self.renew, self.solve
        field.entered, field.solution_wanted = self._enter, self.solve
        field.line.walked, field.line.given_up, field.line.left = self.step, self._give_up, self._leave

    def stand_in(self, dock: QDockWidget, cards: QDockWidget) -> None:
        """Stand in a dock; what is asked of large trees is asked only while it is seen. cards: where sums stand."""
        self.dock, self._cards = dock, cards
        dock.visibilityChanged.connect(self._refresh)
        cards.installEventFilter(self)

    # --- making one ---

    def make(self) -> None:
        """Let the numbers be chosen that are hidden."""
        self._close()
        self.exercise.make()
        if not self._session.forest.blanks:
            kind = next((each for each in _FIRST_HIDDEN if self.possible(each)), "")
            self.hide_share(kind, "all" if kind else "none")
        self._show_panel()

    def start(self) -> None:
        """Let the blanks be filled in, from the first one on."""
        self.choose(False)
        self.exercise.start()
        self.step(1)

    def choose(self, on: bool) -> None:  # as a check box tells it
        """Let a click on a number hide or show it; or no longer."""
        if on and not self.exercise.making:
            self.exercise.make()
        self._choosing = on
        self.panel.show_choosing(on)

    def possible(self, kind: str) -> list[Blank]:
        """What of a kind can be hidden: sums only where a card shows them."""
        if self._analysis is not self._session.analysis:
            self._analysis, self._possible = self._session.analysis, {}
        if kind not in self._possible:
            self._possible[kind] = self._found(kind)
        return self._possible[kind]

    def _found(self, kind: str) -> list[Blank]:
        session = self._session
        found = exercises.possible_blanks(session.analysis, kind)
        if kind == "sum":
            rows = session.analysis.order.rows
            shown = {ground.members[0] for ground in grounds_of(session.forest, session.analysis)}
            leaves = session.analysis.order.operator < 0
            found = [each for each in found if leaves[rows[each.node]] or rows[each.node] in shown]
        return exercises.in_walking_order(session.analysis, found)

    def hide_share(self, kind: str, share: str) -> None:
        """Hide none, every second or all numbers of a kind, as one undo step."""
        if share not in _TAKES:
            self._refresh()
            return
        if not self.exercise.making:
            self.exercise.make()
        forest = self._session.forest
        wanted = _TAKES[share](self.possible(kind))
        kept = set(wanted)
        gone = [blank for blank in forest.blanks if blank.kind == kind and blank not in kept]
        edit = exercises.hide(forest, wanted).then(exercises.show(forest, gone))
        self._editing.do(lambda: edit, self.tr("hide numbers"))
        self._refresh()

    def toggle(self, blank: Blank) -> None:
        """Hide a number, or show it again."""
        forest = self._session.forest
        if blank in forest.blanks:
            self._session.do(exercises.show(forest, [blank]), self.tr("show a number"))
        else:
            self._session.do(exercises.hide(forest, [blank]), self.tr("hide a number"))

    def _shares(self) -> tuple[dict[str, str], dict[str, int]]:
        shares, counts = {}, {}
        for kind in exercises.KINDS:
            possible = self.possible(kind)
            hidden = {blank for blank in self._session.forest.blanks if blank.kind == kind}
            fitting = (share for share in _BY_SIZE if set(_TAKES[share](possible)) == hidden)
            shares[kind], counts[kind] = next(fitting, CHOSEN), len(possible)
        return shares, counts

    # --- filling it in ---

    def check_all(self) -> None:
        """Mark every answer, and say how many are right."""
        self.exercise.check_all()
        self._show_panel()
        tally = self.exercise.tally()
        self._stage.say(self.tr("{0} of {1} right").format(tally.right, tally.blanks))

    def solve(self) -> None:
        """Show the solution of the current blank, and how one comes to it."""
        blank = self.exercise.current
        if blank is not None:
            self._close()
            self.exercise.current = blank
            self.exercise.solve([blank])
            self._show_panel()

    def turn_solutions(self) -> None:
        """Show all solutions, or hide them again."""
        self._close()
        (self.exercise.hide_solutions if self.exercise.has_solutions() else self.exercise.solve_all)()

    def clear(self) -> None:
        """Take all answers back."""
        self._close()
        self.exercise.clear()

    def renew(self) -> None:
        """Draw other values for the inputs and take all answers back, as one undo step."""
        self._close()
        edit = fresh_values(self._session.forest, self._session.analysis)
        if edit.is_empty():
            self._stage.say(self.tr("No other numbers were found with which every blank has an answer."))
            return
        self.exercise.restart(edit, self.tr("new numbers"))

    def step(self, step: int) -> None:
        """Keep what is typed and go to the next blank, or to the one before."""
        if self._keep():
            found = self.exercise.next(step)
            if found is not None:
                self.open(found)

    def open(self, blank: Blank) -> None:
        """Let the answer of a blank be typed where it stands."""
        self._stage.light([])
        self.exercise.current, self._open = blank, None
        place = self._place(blank)
        self._open = blank
        text = self._session.forest.blanks[blank]
        self.field.open_at(place, self.exercise.name(blank), text, self._stage.text_scale)
        self._tell()
        self.panel.refresh()

    def _enter(self) -> None:
        """Check what is typed: go on from what is right, empty, or told already."""
        blank = self._open
        if blank is None:
            return
        text = self.field.line.text().strip()
        was_told = text == self._session.forest.blanks.get(blank) and self.exercise.state(blank) is State.WRONG
        if not self._keep():
            return
        self.exercise.check([blank])
        if self.exercise.state(blank) is not State.WRONG:
            self._go_on()
        elif was_told:
            self.step(1)
        else:
            self._tell()

    def _go_on(self) -> None:
        found = self.exercise.next_unsettled()
        if found is not None:
            self.open(found)
            return
        self._close()
        tally = self.exercise.tally()
        self._stage.say(self.tr("{0} of {1} right").format(tally.right, tally.blanks))

    def _tell(self) -> None:
        """Say in the field why its answer is wrong, if it is, and light what it is about."""
        if self._open is not None:
            self.field.hint(self.exercise.hint(self._open))
            self.exercise.light(self._open)
            self.panel.refresh()

    def _keep(self) -> bool:
        """Take what is typed for an answer; whether it can be one, which is said if it cannot."""
        blank, text = self._open, self.field.line.text()
        if blank is None or blank not in self._session.forest.blanks:
            return True
        self._open = None  # so that the field stays while the edit goes through
        try:
            self.exercise.answer(blank, text)
        except EditError as error:
            self._open = blank
            self.field.say(str(error))
            return False
        self._open = blank
        return True

    def _give_up(self) -> None:
        self._close()
        self._view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _leave(self) -> None:
        """The focus goes elsewhere: an answer is kept, what is none is forgotten."""
        if self._open is not None:
            self._keep()
            self._close()

    def _close(self) -> None:
        if self._open is None and not self.field.isVisible():
            return
        had_keys = self.field.line.hasFocus()
        self._open = None
        self.field.hide()
        self._stage.light([])
        if had_keys:
            self._view.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- where a blank stands ---

    def _place(self, blank: Blank) -> QRect:
        """The rectangle of a blank in the window, brought into view; the middle of the canvas if it stands nowhere."""
        if blank.kind == "sum":
            found = self._revealed(blank)
            if found is not None:
                return self._in_window(found[0], found[1])
            middle = self._view.viewport().rect().center()
            return self._in_window(self._view.viewport(), QRect(middle - QPoint(40, 12), QSize(80, 24)))
        self._view.bring_into_view(self._stage.blank_rect(blank).center())
        shown = self._view.mapFromScene(self._stage.blank_rect(blank)).boundingRect()
        return self._in_window(self._view.viewport(), shown)

    def _revealed(self, blank: Blank) -> tuple[QWidget, QRect] | None:
        """The card with a sum's blank and its place there, in front of what shares its room; None if it cannot be."""
        if self._cards is not None and self._window.isVisible():
            self._cards.show()
            self._cards.raise_()
            QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
        found = self._reveal(blank)
        if found is None or not self._window.rect().contains(self._in_window(*found).center()):
            return None  # behind another panel a dock stands beside the window
        return found

    def _in_window(self, widget: QWidget, rect: QRect) -> QRect:
        return QRect(widget.mapTo(self._window, rect.topLeft()), rect.size())

    # --- clicks and keys on canvas and cards ---

    def _picks(self, blank: Blank) -> bool:
        if self.exercise.making:
            return self._choosing and (blank in self._session.forest.blanks or blank in self.possible(blank.kind))
        return blank in self._session.forest.blanks

    def _pick(self, blank: Blank) -> None:
        if self.exercise.making:
            self.toggle(blank)
        elif self.exercise.state(blank) is State.SOLVED:
            self.exercise.current = blank
            self._show_panel()
        else:
            self.open(blank)

    def _tab(self, step: int) -> bool:
        if not self.exercise.is_open() or not self.exercise.walk():
            return False
        self.step(step)
        return True

    # --- what follows ---

    def _begin(self) -> None:
        """A document with blanks has come: it is to be filled in."""
        self._show_panel()

    def _show_panel(self) -> None:
        if self.dock is None:
            return
        was_hidden = self.dock.isHidden()
        self.dock.show()
        self.dock.raise_()
        self._refresh()
        if was_hidden:
            self._window.resizeDocks([self.dock], [self.panel.height_wanted()], Qt.Orientation.Vertical)

    def _refresh(self, _shown: object = None) -> None:
        if self.dock is None or self.dock.isHidden():
            return
        self.panel.refresh()
        if self.exercise.making or not self._session.forest.blanks:
            self.panel.show_shares(*self._shares())
            self.panel.show_choosing(self._choosing and self.exercise.making)

    def _let_go(self, edit: Edit) -> None:
        """The field goes when something else changes under it."""
        if self._open is not None:
            self._close()
        if not edit.keeps_structure() and not self.exercise.is_open():
            self._refresh()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The field goes when the paper under it moves, as it would stand beside its blank; it follows its card."""
        if watched is self._cards:
            if event.type() in _SETTLING and self._open is not None:
                QTimer.singleShot(0, self._follow_card)
        elif event.type() in _MOVING and self._open is not None:
            self._leave()
        return False

    def _follow_card(self) -> None:
        """Stand on the card of a sum that has come to the front, or has moved with its panel."""
        if self._open is not None and self._open.kind == "sum":
            self.field.stand_over(self._place(self._open))
