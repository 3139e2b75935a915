"""Stepping through the passes: which trees, at which step, by node or by level, and how fast it plays by itself.

It tells the stage what is known and what is lit, and knows no widget. The inputs stay live: a step is structure only,
so its numbers are always those of the document. After an edit it stands at the same step, or at the nearest one left.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from PySide6.QtCore import QObject, QPointF, QTimer

from treeedit.canvas.view.view import View
from treeedit.figure.lines import Line
from treeedit.figure.spoken import NAME_ROOM
from treeedit.figure.spotlight import Spotlight, light_of
from treeedit.figure.telling import Said, said_at, words_alone
from treeedit.model.records import Edit, NodeId
from treeedit.model.sharing import Sharing
from treeedit.model.steps import Pace, Phase, Step, Steps, outputs_of, steps_of
from treeedit.window.settings import Key, Settings

STEP_MS = 1200
SPEEDS = (0.5, 1.0, 2.0, 4.0)
MOST_BY_NODE = 20_000
"""A larger tree is stepped through by level: nobody would see the end otherwise."""
STRETCHES = {
    Phase.INPUTS: Phase.INPUTS,
    Phase.FORWARD: Phase.FORWARD,
    Phase.SEED: Phase.BACKWARD,
    Phase.BACKWARD: Phase.BACKWARD,
    Phase.SUMS: Phase.SUMS,
}
"""In which stretch of the way a phase is: the seed is where the way back begins."""


class Stretch(NamedTuple):
    """Steps of one kind, from the first to the last."""

    phase: Phase
    first: int
    last: int


class Spot(NamedTuple):
    """A step by what it is, whichever rows that has: its phase, and its nodes."""

    phase: Phase
    nodes: frozenset[NodeId]


class Whereabouts(NamedTuple):
    """Where somebody stands: at which step of which trees, and how much each of their steps takes."""

    roots: tuple[NodeId, ...]
    pace: Pace
    number: int


class Stepping(QObject):
    """The steps of a view's stage. It calls shown() when anything is to be seen differently.

    told(words): a step has been made, for who does not see it. switched(): it is on now, or off.
    """

    def __init__(self, view: View) -> None:
        super().__init__(view)
        self._view, self._stage, self._session = view, view.stage, view.stage.session
        self.shown: Callable[[], None] = lambda: None
        self.told: Callable[[str], None] = lambda words: None
        self.switched: Callable[[], None] = lambda: None
        self.pace, self.speed, self.number = Pace.NODE, 1.0, 0
        self._taken = Pace.NODE
        self._steps: Steps | None = None
        self._sharing: Sharing | None = None
        self._stretches: list[Stretch] = []
        self._forest = self._session.forest
        self._roots: list[NodeId] = []
        self._spot: Spot | None = None
        self._clock = QTimer(self)
        self._clock.timeout.connect(self._tick)
        self._session.edited.connect(self._follow)
        self._session.evaluated.connect(self._renumber)

    # --- what there is ---

    @property
    def is_on(self) -> bool:
        """Whether somebody steps through the passes."""
        return self._steps is not None

    @property
    def is_playing(self) -> bool:
        """Whether the steps follow one another by themselves."""
        return self._clock.isActive()

    @property
    def roots(self) -> list[NodeId]:
        """The trees whose steps these are."""
        return self._roots if self.is_on else []

    @property
    def last_number(self) -> int:
        """The number of the last step; the bare tree has the number 0."""
        return len(self._steps) - 1 if self._steps is not None else 0

    def step(self) -> Step | None:
        """The step at which it stands; None at the bare tree."""
        return self._steps.step(self.number) if self._steps is not None else None

    @property
    def stretches(self) -> list[Stretch]:
        """The kinds of steps in their order."""
        return self._stretches

    def lines(self) -> list[Line]:
        """What the step says, in the numbers of the document as it stands."""
        return self._said().lines

    def _said(self) -> Said:
        step, session, stage = self.step(), self._session, self._stage
        if step is not None:
            numbers = session.forest, session.analysis, session.evaluation
            return said_at(step, *numbers, stage.look, stage.veil, self._sharing)
        words = self.tr("Nothing is computed yet.") if self.last_number else self.tr("Here nothing can be computed.")
        return Said([words_alone(words)])

    def words(self) -> str:
        """The same for who does not see it."""
        return "; ".join(line.plain for line in self.lines())

    def whereabouts(self) -> Whereabouts | None:
        """Where it stands; None if nobody steps."""
        return Whereabouts(tuple(self._roots), self._taken, self.number) if self.is_on else None

    # --- on and off ---

    def toggle(self) -> None:
        """Begin, or end."""
        (self.end if self.is_on else self.begin)()

    def begin(self) -> None:
        """Show the bare tree: the chosen ones, or the first that can be computed."""
        self.begin_on(self._chosen() or self._first_tree())

    def begin_on(self, roots: list[NodeId]) -> None:
        """Show some bare trees."""
        self._roots = roots
        if not outputs_of(self._session.analysis, self._roots):
            self._stage.say(self.tr("Nothing can be computed here: fill the empty slots first."))
            return
        self._forest = self._session.forest
        self._stage.select([])  # so that no other ring stands beside that of the step
        self.number = 0
        self._take_steps()
        self.switched()
        self._show()
        self.told(self.words())

    def end(self) -> None:
        """Show everything again."""
        self.pause()
        if self.is_on:
            self._steps = self._spot = None
            self._stage.reveal(None)
            self.switched()
            self.shown()

    def _chosen(self) -> list[NodeId]:
        """The trees in which something is chosen."""
        stage, forest = self._stage, self._session.forest
        nodes = [*stage.selection, *([stage.gap.parent] if stage.gap is not None else [])]
        return sorted({forest.root_of(node) for node in nodes if node in forest.nodes})

    def _first_tree(self) -> list[NodeId]:
        """The first tree of which anything can be computed."""
        analysis = self._session.analysis
        return [root for root in self._session.forest.trees() if outputs_of(analysis, [root])][:1]

    # --- from step to step ---

    def go_to(self, number: int) -> None:
        """Stand at a step, or at the nearest there is."""
        self.pause()
        self._go(number)

    def first(self) -> None:
        """The bare tree."""
        self.go_to(0)

    def previous(self) -> None:
        """One step back."""
        self.go_to(self.number - 1)

    def next(self) -> None:
        """One step on."""
        self.go_to(self.number + 1)

    def last(self) -> None:
        """Everything computed."""
        self.go_to(self.last_number)

    def _go(self, number: int) -> None:
        wanted = min(max(number, 0), self.last_number)
        if self.is_on and wanted != self.number:
            self.number = wanted
            self._show()
            self.told(self.words())

    # --- playing ---

    def play(self) -> None:
        """Let the steps follow one another; from the beginning if this is the end."""
        if not self.is_on:
            self.begin()
        if not self.is_on:
            return
        self._go(0 if self.number == self.last_number else self.number + 1)
        self._clock.start(round(STEP_MS / self.speed))
        self.shown()

    def pause(self) -> None:
        """Stay at this step."""
        if self.is_playing:
            self._clock.stop()
            self.shown()

    def toggle_play(self) -> None:
        """Play, or pause."""
        (self.pause if self.is_playing else self.play)()

    def _tick(self) -> None:
        self._go(self.number + 1)
        if self.number == self.last_number:
            self.pause()

    # --- how ---

    def use_speed(self, speed: float) -> None:
        """How many times as fast it plays."""
        self.speed = speed
        if self.is_playing:
            self._clock.start(round(STEP_MS / speed))

    def use_pace(self, pace: Pace) -> None:
        """By node or by level; what is shown stays about what it is."""
        self.pause()
        self.pace = pace
        if self.is_on:
            self._take_steps()
            self._show()

    def restore(self, settings: Settings) -> None:
        """Take up the pace and the speed that were used last."""
        self.pace = next((each for each in Pace if each.value == settings.text(Key.PACE)), self.pace)
        self.speed = next((each for each in SPEEDS if str(each) == settings.text(Key.STEP_SPEED)), self.speed)
        self.shown()  # a layout of panels that is restored may show the bar

    def remember(self, settings: Settings) -> None:
        """Keep both."""
        settings.keep(Key.PACE, self.pace.value)
        settings.keep(Key.STEP_SPEED, str(self.speed))

    # --- following the document ---

    def _follow(self, edit: Edit) -> None:
        """After an edit of the structure, stand at the same step of the tree as it is now; in another document, end."""
        if not self.is_on:
            return
        if self._forest is not self._session.forest:
            self.end()
        elif not edit.keeps_structure() or self._sharing is not self._stage.drawing.whole_sharing:
            self.pause()
            self._roots = self._left_roots()
            self._take_steps()
            self._show()

    def _left_roots(self) -> list[NodeId]:
        """The trees as they are called now: a root may have got a node above it, or may be gone."""
        forest = self._session.forest
        shown = self._spot.nodes if self._spot is not None else ()
        left = [node for node in self._roots if node in forest.nodes] or [
            each for each in shown if each in forest.nodes
        ]
        return sorted({forest.root_of(node) for node in left}) or self._first_tree()

    def _take_steps(self) -> None:
        """Make the steps anew, and find the place among them."""
        analysis, was_last = self._session.analysis, self.is_on and self.number == self.last_number > 0
        outputs = outputs_of(analysis, self._roots)
        size = sum(int(analysis.order.size[row]) for row in outputs)
        self._taken = self.pace if size <= MOST_BY_NODE else Pace.LEVEL
        self._sharing = self._stage.drawing.whole_sharing
        self._steps = steps_of(analysis, outputs, self._taken, self._sharing)
        self._stretches = _stretches(self._steps)
        self.number = self.last_number if was_last else self._place()

    def _place(self) -> int:
        """The last of the steps that show what was shown at the place before; else one with a number near to that."""
        assert self._steps is not None
        order, spot, found = self._session.analysis.order, self._spot, 0
        if spot is None or not self.number:
            return 0
        there = [order.rows[node] for node in spot.nodes if node in order.rows]
        rows = set(there if self._sharing is None else self._sharing.node[there].tolist())
        for number, step in enumerate(self._steps.steps, start=1):
            if step.phase is spot.phase and (step.phase is Phase.INPUTS or not rows.isdisjoint(step.rows)):
                found = number
        return found or min(self.number, self.last_number)

    def _show(self) -> None:
        """Let the stage show the step."""
        assert self._steps is not None
        step = self.step()
        self._spot = None if step is None else Spot(step.phase, frozenset(self._ids(step.rows)))
        self._stage.reveal(self._steps.known(self.number), self._light())
        if step is not None:
            self._bring_into_view(self._ids(step.rows[:1]))

    def _light(self) -> Spotlight | None:
        """The light on the step, with the names that its sentence has."""
        step, order = self.step(), self._session.analysis.order
        return None if step is None else light_of(step, order, self._sharing, self._said().rows)

    def _renumber(self, _evaluation: object) -> None:
        if self.is_on and self._sharing is not self._stage.drawing.whole_sharing:
            self._take_steps()
            self._show()
        elif self.is_on:
            self._stage.spotlight = self._light()
            self.shown()

    def _ids(self, rows: Iterable[int]) -> list[NodeId]:
        ids: list[NodeId] = self._session.analysis.order.ids[list(rows)].tolist()
        return ids

    def _bring_into_view(self, nodes: Iterable[NodeId]) -> None:
        """Move the paper only if the step could not be seen otherwise."""
        for node in nodes:
            place, light = self._stage.place_of(node), self._stage.spotlight
            self._view.let_see(place)
            if light is not None and node in light.named:
                self._view.let_see(place + QPointF(0.0, NAME_ROOM))


def _stretches(steps: Steps) -> list[Stretch]:
    found: list[Stretch] = []
    for number, step in enumerate(steps.steps, start=1):
        phase = STRETCHES[step.phase]
        if found and found[-1].phase is phase:
            found[-1] = found[-1]._replace(last=number)
        else:
            found.append(Stretch(phase, number, number))
    return found
