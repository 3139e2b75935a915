"""A walk down (or up) a function: steps of gradient descent, made at once or one by one before the class.

Rule: whatever is begun is one undo step, however many steps it makes, and any other change of the document ends it.
Long runs are made in pieces between two turns of the event loop, so that they can be stopped.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from time import perf_counter
from typing import NamedTuple

from PySide6.QtCore import QObject, QTimer

from treeedit.canvas.scene.scene import Stage
from treeedit.model.descent import Run, descend
from treeedit.model.edits import set_input
from treeedit.model.records import Edit, NodeId
from treeedit.window.explore.subject import Subject, subject_at, value_of, values_of

_BUDGET = 0.03
"""Seconds that a turn of the event loop may take."""
_PIECES = 50
_MOST_KEPT = 20_000


class Plan(NamedTuple):
    """Which function is walked down, by which inputs, at which rate; a negative rate climbs. text: of the undo step."""

    root: NodeId
    labels: tuple[str, ...]
    rate: float
    text: str


class Walk(QObject):
    """The steps made so far. changed(): there are more, or they are forgotten. ended(sentence): it has come to a stop.

    steps, trace: the numbers of the steps and f after them. trail: the values of the inputs on the way.
    """

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self.changed: Callable[[], None] = lambda: None
        self.ended: Callable[[str], None] = lambda sentence: None
        self.steps: list[int] = []
        self.trace: list[float] = []
        self.trail: list[dict[str, float]] = []
        self._stage = stage
        self._plan: Plan | None = None
        self._left, self._pace = 0.0, 0.0
        self._gesture = object()
        self._is_ours = False
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._tick)
        stage.session.edited.connect(self._notice)

    def is_going(self) -> bool:
        """Whether more steps will come."""
        return self._timer.isActive()

    def run(self, plan: Plan, steps: int) -> None:
        """Make so many steps as fast as can be."""
        if self._is_locked():
            return
        self._begin(plan, steps, 0.0)
        self._timer.start(0)
        self._tick()

    def play(self, plan: Plan, per_second: float) -> None:
        """Make one step after the other until somebody stops it."""
        if self._is_locked():
            return
        self._begin(plan, math.inf, per_second)
        self._timer.start(round(1000 / per_second))
        self._tick()

    def _is_locked(self) -> bool:
        """Whether the inputs keep their values, which is said."""
        lock = self._stage.session.lock
        if lock:
            self.ended(lock)
        return bool(lock)

    def stop(self) -> None:
        """Make no more steps."""
        if self.is_going():
            self._timer.stop()
            self.ended("")

    def forget(self) -> None:
        """Begin a new trace with the next step."""
        self.steps, self.trace, self.trail = [], [], []
        self.changed()

    def _begin(self, plan: Plan, steps: float, pace: float) -> None:
        self._timer.stop()
        value = value_of(self._stage, subject_at(self._stage, plan.root))
        if self._plan is None or self._plan.root != plan.root or not self.trace or self.trace[-1] != value:
            self.steps, self.trace, self.trail = [0], [value], [values_of(self._stage)]
        self._plan, self._left, self._pace, self._gesture = plan, steps, pace, object()

    def _tick(self) -> None:
        plan = self._plan
        if plan is None:
            return
        subject = subject_at(self._stage, plan.root)
        values, whole, until = values_of(self._stage), True, perf_counter() + _BUDGET
        piece = 1 if self._pace else max(1, int(self._left) // _PIECES)
        while whole and self._left > 0:
            made = self._advance(plan, subject, values, min(piece, self._left))
            whole = made == min(piece, self._left)
            self._left -= made
            if self._pace or perf_counter() > until:
                break
        self._write(plan, values)
        self.changed()
        if not whole:
            self._timer.stop()
            self.ended(self._reason(subject))
        elif self._left <= 0:
            self.stop()

    def _advance(self, plan: Plan, subject: Subject, values: dict[str, float], steps: float) -> int:
        """Make some steps from these values, which move along; gives how many were possible."""
        analysis = self._stage.session.analysis
        run: Run = descend(analysis, values, subject.row, plan.labels, plan.rate, int(steps))
        values.update(run.values)
        last = self.steps[-1]
        self.steps += range(last + 1, last + run.steps + 1)
        self.trace += run.trace[1:]
        self.trail.append(dict(values))
        if len(self.steps) > _MOST_KEPT:
            self.steps, self.trace, self.trail = self.steps[1::2], self.trace[1::2], self.trail[1::2]
        return run.steps

    def _write(self, plan: Plan, values: dict[str, float]) -> None:
        forest, edit = self._stage.session.forest, Edit()
        for label in plan.labels:
            edit = edit.then(set_input(forest, label, values[label]))
        self._is_ours = True
        self._stage.session.do(edit, plan.text, self._gesture)
        self._is_ours = False

    def _reason(self, subject: Subject) -> str:
        made = self.steps[-1] - self.steps[0]
        if math.isnan(value_of(self._stage, subject)):
            return self.tr("{0} is undefined here: there is no gradient to follow.").format(subject.name)
        words = self.tr("Stopped after {0} steps: the next one leads to where {1} or its gradient is undefined.")
        return words.format(made, subject.name)

    def _notice(self, edit: Edit) -> None:
        """Another hand has changed the document: the walk ends, and its trace no longer leads to what is shown."""
        if self._is_ours or not (edit.inputs or not edit.keeps_structure()):
            return
        self.stop()
        if self.trace:
            self.forget()
