"""The door: the only place where Qt meets the model.

A session holds one document: its forest, what follows from it, and the undo stack. Views ask it, and hear of changes
by two signals. Whatever a turn of the event loop brings, the passes run once; who asks earlier gets fresh numbers
earlier, so nothing stale is ever seen.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from treeedit.files.weight import Weight, growth_of, refusal_of, weight_of
from treeedit.model.analysis import Analysis, analyse, analysis_of, evaluated
from treeedit.model.forest import Forest, difference
from treeedit.model.order import order_after, order_of
from treeedit.model.passes import Evaluation
from treeedit.model.records import Edit, EditError

MOST_STEPS = 1_000
"""That can be undone: what is older is forgotten, so that a day's work does not fill the memory."""
Gesture = object
"""The press-to-release that edits belong to; edits of one gesture are one undo step."""


class Known(NamedTuple):
    """What follows from a document and takes a while to find out."""

    analysis: Analysis
    weight: Weight


def known_of(forest: Forest) -> Known:
    """What follows from a document as it stands; in any thread."""
    return Known(analyse(forest), weight_of(forest))


class _Command(QUndoCommand):
    """An edit on the undo stack. Its first redo does nothing: the session has already made the edit."""

    def __init__(self, session: Session, edit: Edit, text: str, gesture: Gesture | None) -> None:
        super().__init__(text)
        self._session = session
        self.edit = edit
        self.words = text
        self.gesture = gesture
        self._made = True

    def redo(self) -> None:
        if self._made:
            self._made = False
        else:
            self._session._apply(self.edit)

    def undo(self) -> None:
        self._session._apply(self.edit.inverse())


class Session(QObject):
    """One document. edited(edit): the forest has changed by it. evaluated(evaluation): the numbers are new.

    weight: how much of a file the document takes, at most; what would not fit is refused.
    lock: why the inputs keep their values, as a sentence; "" while they may change. locked(lock): it is another one.
    refused(lock): somebody tried to change a value.
    settling(): whoever is typing something has typed it now, as if the keys had gone elsewhere.
    completions: asked after an edit, one after the other, what else belongs to it and to its undo step, such as where
    a new tree stands, as only who draws the trees knows how much room they take.
    """

    edited = Signal(object)
    evaluated = Signal(object)
    locked = Signal(str)
    settling = Signal()

    def __init__(self, forest: Forest, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.forest = forest
        self.stack = QUndoStack(self)
        self.stack.setUndoLimit(MOST_STEPS)
        self.lock = ""
        self.refused: Callable[[str], None] = lambda sentence: None
        self.completions: list[Callable[[Edit], Edit]] = []
        self._commands: list[_Command] = []
        self._lost: list[tuple[Edit, str, Gesture | None]] = []
        self.weight = weight_of(forest)
        self._order = order_of(forest)
        self._analysis: Analysis | None = None
        self._evaluation: Evaluation | None = None
        self._turn = QTimer(self)
        self._turn.setSingleShot(True)
        self._turn.setInterval(0)
        self._turn.timeout.connect(self.announce)

    @property
    def analysis(self) -> Analysis:
        """What follows from the structure as it stands now."""
        if self._analysis is None:
            self._analysis = analysis_of(self._order, self.forest)
        return self._analysis

    @property
    def evaluation(self) -> Evaluation:
        """The numbers of the document as it stands now."""
        if self._evaluation is None:
            self._evaluation = evaluated(self.forest, self.analysis)
        return self._evaluation

    def settle(self) -> None:
        """Have every field closed that is open on the document; what is typed and has a meaning becomes an edit."""
        self.settling.emit()

    def open(self, forest: Forest, known: Known | None = None) -> None:
        """Take up another document; what was here is forgotten, undo steps included.

        known: what follows from it, if it has been found out already.
        """
        self.settle()
        edit = difference(self.forest, forest)
        self.forest = forest
        self.stack.clear()
        self.stack.setClean()  # which an empty stack that is cleared is not of itself
        self._commands.clear()
        self._lost = []
        self._analysis, self.weight = known_of(forest) if known is None else known
        self._order = self._analysis.order
        self._evaluation = None
        self.edited.emit(edit)
        self._turn.start()

    def end(self) -> None:
        """Forget the undo steps before the session goes: Qt must not free them while Python collects garbage."""
        self.stack.blockSignals(True)
        self.stack.clear()
        self._commands.clear()
        self._lost = []

    def do(self, edit: Edit, text: str, gesture: Gesture | None = None) -> None:
        """Make an edit, as one undo step or as more of the current gesture's.

        EditError, and no change, if the document would then be too large for a file.
        """
        if edit.is_empty() or self._is_locked(edit):
            return
        weight = self._grown(edit)
        running = self._running(gesture)
        self._apply(edit, weight)
        edit = self._completed(edit)
        if running is None:
            self._push(edit, text, gesture)
        else:
            self._revise(running, running.edit.then(edit))

    def keep_inputs(self, lock: str) -> None:
        """Let the inputs keep their values from now on, for a reason; "" lets them change again."""
        if lock != self.lock:
            self.lock = lock
            self.locked.emit(lock)

    def _is_locked(self, edit: Edit) -> bool:
        """Whether an edit would give an input another value while they keep theirs; if so, that is said."""
        if not self.lock or not edit.changes_values():
            return False
        self.refused(self.lock)
        return True

    def _grown(self, edit: Edit) -> Weight:
        """The weight after an edit. EditError if the document could then not be saved, or not be opened again."""
        growth = growth_of(edit)
        if refusal := refusal_of(self.weight, growth):
            raise EditError(refusal)
        return self.weight.plus(growth)

    def redo_gesture(self, make: Callable[[Forest], Edit], text: str, gesture: Gesture) -> None:
        """Replace what a gesture has done so far by another edit, made from the forest as it was before.

        Whatever `make` raises is raised after the forest is again as it was before the call.
        """
        running = self._running(gesture)
        if running is None:
            self.do(make(self.forest), text, gesture)
            return
        done = running.edit
        self.forest.apply(done.inverse())
        try:
            edit = make(self.forest)
        except Exception:
            self.forest.apply(done)
            raise
        self.forest.apply(done)
        back = done.inverse().then(edit)
        weight = self._grown(back)
        if not back.is_empty():
            self._apply(back, weight)
        self._revise(running, self._completed(edit))

    def _completed(self, edit: Edit) -> Edit:
        """Make what else belongs to an edit that was made; gives both as one."""
        for completion in self.completions:
            more = completion(edit)
            if not more.is_empty():
                self._apply(more)
                edit = edit.then(more)
        return edit

    def take_back(self, gesture: Gesture) -> None:
        """Let what a gesture has done be undone without a trace: what could be redone before it can be again."""
        running = self._running(gesture)
        if running is None:
            return
        lost = self._lost
        self._apply(running.edit.inverse())
        self._revise(running, Edit())
        for edit, text, made_by in lost:
            self._apply(edit)
            self._push(edit, text, made_by)
        for _ in lost:
            self.stack.undo()

    def _running(self, gesture: Gesture | None) -> _Command | None:
        """The command on top of the stack, if the gesture made it and it may still grow."""
        stack = self.stack
        if gesture is None or stack.canRedo() or stack.count() == 0 or stack.isClean():
            return None
        top = self._commands[stack.index() - 1]
        return top if top.gesture is gesture else None

    def _revise(self, running: _Command, edit: Edit) -> None:
        """Let a gesture's command be another edit; one that has come back to its start leaves no undo step."""
        running.edit = edit
        if edit.is_empty():
            self._commands.pop()
            running.setObsolete(True)
            self.stack.undo()  # which takes an obsolete command from the stack without undoing anything

    def _push(self, edit: Edit, text: str, gesture: Gesture | None) -> None:
        command = _Command(self, edit, text, gesture)
        above = self._commands[self.stack.index() :]
        self._lost = [(each.edit, each.words, each.gesture) for each in above]  # what this push makes unreachable
        self._commands[self.stack.index() :] = [command]
        self.stack.push(command)
        del self._commands[: -self.stack.count()]  # what the stack has forgotten

    def _apply(self, edit: Edit, weight: Weight | None = None) -> None:
        """Carry out an edit. weight: the document's afterwards, if it is known already."""
        self.forest.apply(edit)
        self.weight = self.weight.plus(growth_of(edit)) if weight is None else weight
        if not edit.keeps_structure():
            self._order = order_after(self._order, self.forest, edit)
            self._analysis = None
        self._evaluation = None
        self.edited.emit(edit)
        self._turn.start()

    def announce(self) -> None:
        """Tell the views to write their numbers anew."""
        self.evaluated.emit(self.evaluation)
