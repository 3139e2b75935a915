"""The two passes as a sequence of steps: forward from the inputs to f, backward from f to the inputs, then the sums.

A step says which numbers appear and which they are made of. What has not appeared yet is not known: `Steps.known`
tells for every row and set whether its number is there at a step. Only structure is in here; the numbers are those of
the one evaluation, so a slider that moves in the middle of a step changes nothing here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from treeedit.model.analysis import Analysis
from treeedit.model.order import Ints
from treeedit.model.records import NodeId

NEVER = np.iinfo(np.int64).max


class Phase(Enum):
    """Which part of the passes a step belongs to."""

    INPUTS = "inputs"
    FORWARD = "forward"
    SEED = "seed"
    BACKWARD = "backward"
    SUMS = "sums"


class Pace(Enum):
    """How much one step takes: a node, or all nodes of a level."""

    NODE = "node"
    LEVEL = "level"


class Step(NamedTuple):
    """Numbers that appear together.

    rows: whose values (inputs, forward) or partials (seed, backward) appear; of a sum the members. uses: the rows
    whose numbers they are made of. sum: index of the set in `Sets.all_sets`, -1 if the step is no sum.
    """

    phase: Phase
    rows: tuple[int, ...]
    uses: tuple[int, ...] = ()
    sum: int = -1


class Known(NamedTuple):
    """Which numbers are there at a step: values and partials (n,) by row, sums (sets,) by set."""

    values: NDArray[np.bool_]
    partials: NDArray[np.bool_]
    sums: NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Steps:
    """A sequence of steps, and when each number appears: at the step with this number, NEVER if at none.

    Step 0 is the bare tree; step k is what `steps[k - 1]` adds.
    """

    steps: tuple[Step, ...]
    value_at: Ints
    partial_at: Ints
    sum_at: Ints

    def __len__(self) -> int:
        return len(self.steps) + 1

    def known(self, number: int) -> Known:
        """Which numbers are there at a step."""
        return Known(self.value_at <= number, self.partial_at <= number, self.sum_at <= number)

    def step(self, number: int) -> Step | None:
        """What a step adds; None at the bare tree."""
        return self.steps[number - 1] if number else None


def steps_of(analysis: Analysis, outputs: Iterable[int], pace: Pace) -> Steps:
    """The passes over the trees of some outputs, given by their rows."""
    rows = _rows(analysis, outputs)
    group = _by_node if pace is Pace.NODE else _by_level
    steps = [*_forward(analysis, rows, group), *_backward(analysis, rows, group), *_sums(analysis, rows)]
    return _timed(analysis, steps)


def outputs_of(analysis: Analysis, roots: Iterable[NodeId]) -> list[int]:
    """The rows of the outputs in the trees with these roots."""
    order, outputs = analysis.order, analysis.tape.outputs
    rows = [order.rows[root] for root in roots]
    spans = [(row - int(order.size[row]) + 1, row) for row in rows]
    return [int(each) for low, high in spans for each in outputs if low <= each <= high]


def key_steps(analysis: Analysis, steps: Steps, most: int) -> tuple[int, ...]:
    """The numbers of the most instructive steps, in their order: what is given, f, its seed, and the sums first.

    Then the steps that lead to a sum, those at which an operator is met for the first time, and the others.
    """
    numbers = sorted(range(1, len(steps)), key=_Ranking(analysis, steps).rank)
    return tuple(sorted(numbers[:most]))


class _Ranking:
    """Ranks steps by what they teach, the most instructive first."""

    def __init__(self, analysis: Analysis, steps: Steps) -> None:
        self._analysis, self._steps = analysis, steps
        phases = [step.phase for step in steps.steps]
        self._last_forward = max((i for i, each in enumerate(phases, 1) if each is Phase.FORWARD), default=0)
        self._first_backward = min((i for i, each in enumerate(phases, 1) if each is Phase.BACKWARD), default=0)
        self._fresh = self._first_meetings()

    def rank(self, number: int) -> tuple[int, int]:
        """The smaller, the sooner a step is chosen."""
        step = self._steps.steps[number - 1]
        milestones = number in (self._last_forward, self._first_backward) or step.phase in (Phase.INPUTS, Phase.SEED)
        if milestones:
            return 0, number
        if step.phase is Phase.SUMS and len(step.rows) > 1:
            return 1, number
        if step.phase is Phase.BACKWARD and self._leads_to_a_sum(step):
            return 2, number
        return 3 if number in self._fresh else 4, number

    def _leads_to_a_sum(self, step: Step) -> bool:
        sets = self._analysis.sets
        found = [int(each) for each in sets.set_of[list(step.rows)]]
        return any(each >= 0 and len(sets.all_sets[each].members) > 1 for each in found)

    def _first_meetings(self) -> set[int]:
        """The forward steps at which an operator is met for the first time."""
        met: set[int] = set()
        found = set()
        for number, step in enumerate(self._steps.steps, 1):
            here = set(self._analysis.order.operator[list(step.rows)].tolist()) if step.phase is Phase.FORWARD else met
            if not here <= met:
                found.add(number)
                met |= here
        return found


def _rows(analysis: Analysis, outputs: Iterable[int]) -> Ints:
    size = analysis.order.size
    parts = [np.arange(row - int(size[row]) + 1, row + 1) for row in sorted(outputs)]
    return np.concatenate(parts) if parts else np.empty(0, dtype=np.int64)


def _by_node(rows: Ints, _level: Ints) -> list[Ints]:
    return np.split(rows, len(rows)) if len(rows) else []


def _by_level(rows: Ints, level: Ints) -> list[Ints]:
    """Rows in groups of equal level, the lowest first."""
    if not len(rows):
        return []
    order = np.argsort(level, kind="stable")
    return np.split(rows[order], np.flatnonzero(np.diff(level[order])) + 1)


Group = Callable[[Ints, Ints], list[Ints]]


def _forward(analysis: Analysis, rows: Ints, group: Group) -> list[Step]:
    order = analysis.order
    leaves, operations = rows[order.operator[rows] < 0], rows[order.operator[rows] >= 0]
    found = [Step(Phase.INPUTS, _whole(leaves))] if len(leaves) else []
    parts = group(operations, order.height[operations])
    return found + [Step(Phase.FORWARD, _whole(part), _operands(analysis, part)) for part in parts]


def _operands(analysis: Analysis, rows: Ints) -> tuple[int, ...]:
    operands = analysis.order.operands[rows].ravel()
    return _whole(operands[operands >= 0])


def _backward(analysis: Analysis, rows: Ints, group: Group) -> list[Step]:
    order = analysis.order
    outputs = rows[analysis.tape.output[rows] == rows]
    found = [Step(Phase.SEED, _whole(outputs))] if len(outputs) else []
    below = _parents_first(analysis, rows[analysis.tape.output[rows] != rows])
    parts = group(below, order.depth[below])
    return found + [Step(Phase.BACKWARD, _whole(part), _whole(np.unique(order.parent[part]))) for part in parts]


def _parents_first(analysis: Analysis, rows: Ints) -> Ints:
    """By depth, and from left to right at each: parents before operands, and no tree before another."""
    depth = analysis.order.depth[rows]
    return rows[np.lexsort((rows, depth, analysis.tape.output[rows]))]


def _sums(analysis: Analysis, rows: Ints) -> list[Step]:
    """First those of the repeated functions, which lie between f and the inputs, then those of the inputs."""
    sets = analysis.sets
    numbers = [int(each) for each in np.unique(sets.set_of[rows]) if each >= 0]
    kinds = [sets.all_sets[number].kind != "function" for number in numbers]
    chosen = [number for _, number in sorted(zip(kinds, numbers, strict=True))]
    members = {number: _whole(sets.all_sets[number].members) for number in chosen}
    return [Step(Phase.SUMS, members[number], members[number], number) for number in chosen]


def _timed(analysis: Analysis, steps: list[Step]) -> Steps:
    n = len(analysis.order.ids)
    value_at, partial_at = np.full(n, NEVER), np.full(n, NEVER)
    sum_at = np.full(len(analysis.sets.all_sets), NEVER)
    for number, step in enumerate(steps, start=1):
        if step.phase is Phase.SUMS:
            sum_at[step.sum] = number
        else:
            column = value_at if step.phase in (Phase.INPUTS, Phase.FORWARD) else partial_at
            column[list(step.rows)] = number
    return Steps(tuple(steps), value_at, partial_at, sum_at)


def _whole(rows: Ints) -> tuple[int, ...]:
    return tuple(rows.tolist())
