"""The two passes as a sequence of steps: forward from the inputs to f, backward from f to the inputs, then the sums.

A step says which numbers appear and which they are made of. What has not appeared yet is not known: `Steps.known`
tells for every row and set whether its number is there at a step. No step differentiates by what is constant. Only
structure is in here; the numbers are those of the one evaluation, so a slider that moves in the middle of a step
changes nothing here.

In the shared form a step is about what is drawn there: a node is computed once, and its partial, to which all edges
that arrive bring a summand, appears at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import chain
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from treeedit.model.analysis import Analysis
from treeedit.model.order import Ints, Order
from treeedit.model.records import NodeId
from treeedit.model.sharing import Sharing

NEVER = np.iinfo(np.int64).max


class Phase(Enum):
    """Which part of the passes a step belongs to."""

    INPUTS = "inputs"
    FORWARD = "forward"
    SEED = "seed"
    BACKWARD = "backward"
    SUMS = "sums"


_PHASES = {phase: number for number, phase in enumerate(Phase)}
_ALWAYS = 4
"""Steps: what is given, f, its seed, and the first partial."""
_MILESTONE, _TOTALLED, _SUMMED, _LEADING, _FIRST, _MEETING, _OTHER = range(7)


class Pace(Enum):
    """How much one step takes: a node, or all nodes of a level."""

    NODE = "node"
    LEVEL = "level"


class Step(NamedTuple):
    """Numbers that appear together.

    rows: whose values (inputs, forward) or partials (seed, backward) appear; of sums the members. uses: the rows
    whose numbers they are made of. sums: the indices of the sets in `Sets.all_sets` whose totals it tells: of one set
    as a sum, of several each by itself.
    """

    phase: Phase
    rows: tuple[int, ...]
    uses: tuple[int, ...] = ()
    sums: tuple[int, ...] = ()


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


def steps_of(analysis: Analysis, outputs: Iterable[int], pace: Pace, sharing: Sharing | None = None) -> Steps:
    """The passes over the trees of some outputs, given by their rows; over the nodes of the shared form, if any."""
    rows = _rows(analysis, outputs)
    group = _by_node if pace is Pace.NODE else _by_level
    graph = _Graph(analysis, sharing)
    nodes = rows if sharing is None else rows[sharing.node[rows] == rows]
    steps = [*_forward(graph, nodes, group), *_backward(graph, nodes, group), *_sums(graph, rows)]
    return _timed(graph, steps)


def outputs_of(analysis: Analysis, roots: Iterable[NodeId]) -> list[int]:
    """The rows of the outputs in the trees with these roots."""
    order, outputs = analysis.order, analysis.tape.outputs
    rows = [order.rows[root] for root in roots]
    spans = [(row - int(order.size[row]) + 1, row) for row in rows]
    return [int(each) for low, high in spans for each in outputs if low <= each <= high]


def key_steps(analysis: Analysis, steps: Steps, most: int) -> tuple[int, ...]:
    """The numbers of the most instructive steps, in their order: what is given, f, its seed, and the totals first.

    Then the sums over functions, the steps that lead to a sum, the first partial, those at which an operator is met for
    the first time, and the others.
    """
    chosen = np.argsort(_ranks(analysis, steps.steps), kind="stable")[:most]
    return tuple((np.sort(chosen) + 1).tolist())


def brief(analysis: Analysis, steps: Steps, most: int) -> Steps:
    """The same steps, but with the totals of the inputs told together where so many sums would leave no room."""
    sets = analysis.sets.all_sets
    sums = [step for step in steps.steps if step.sums and sets[step.sums[0]].kind == "input"]
    if len(sums) <= max(1, most - _ALWAYS):
        return steps
    numbers = sorted(number for step in sums for number in step.sums)
    rows = tuple(sorted(row for step in sums for row in step.rows))
    kept = [step for step in steps.steps if step not in sums]
    sum_at = steps.sum_at.copy()
    for at, step in enumerate(kept, start=1):
        sum_at[list(step.sums)] = at
    late = [number for number in numbers if sum_at[number] > len(kept)]
    sum_at[late] = len(kept) + 1
    together = Step(Phase.SUMS, rows, rows, tuple(numbers))
    return Steps((*kept, together), steps.value_at, steps.partial_at, sum_at)


def _ranks(analysis: Analysis, steps: Sequence[Step]) -> Ints:
    """(steps,) What each step teaches: the smaller, the sooner it is chosen; of two alike, the first."""
    phase = np.array([_PHASES[step.phase] for step in steps], dtype=np.int64)
    rows, step_of = _flat(steps)
    rank = np.full(len(steps), _OTHER)
    rank[_first_meetings(analysis, phase, rows, step_of)] = _MEETING
    rank[np.flatnonzero(phase == _PHASES[Phase.BACKWARD])[:1]] = _FIRST
    rank[(phase == _PHASES[Phase.BACKWARD]) & _any_repeated(analysis, len(steps), rows, step_of)] = _LEADING
    rank[phase == _PHASES[Phase.SUMS]] = _SUMMED
    rank[step_of[(analysis.order.operator[rows] < 0) & (phase == _PHASES[Phase.SUMS])[step_of]]] = _TOTALLED
    rank[np.isin(phase, (_PHASES[Phase.INPUTS], _PHASES[Phase.SEED]))] = _MILESTONE
    rank[np.flatnonzero(phase == _PHASES[Phase.FORWARD])[-1:]] = _MILESTONE
    return rank


def _flat(steps: Sequence[Step]) -> tuple[Ints, Ints]:
    """The rows of all steps in one column, and beside each the index of its step."""
    counts = np.array([len(step.rows) for step in steps], dtype=np.int64)
    rows = np.fromiter(chain.from_iterable(step.rows for step in steps), np.int64, int(counts.sum()))
    return rows, np.repeat(np.arange(len(steps)), counts)


def _any_repeated(analysis: Analysis, count: int, rows: Ints, step_of: Ints) -> NDArray[np.bool_]:
    """(count,) Whether among the rows of a step is a member of a set that has others."""
    member_of = analysis.sets.set_of
    several = np.bincount(member_of + 1, minlength=1) > 1
    several[0] = False  # the rows that are in no set
    found: NDArray[np.bool_] = np.bincount(step_of[several[member_of[rows] + 1]], minlength=count) > 0
    return found


def _first_meetings(analysis: Analysis, phase: Ints, rows: Ints, step_of: Ints) -> Ints:
    """The forward steps at which an operator is met for the first time."""
    forward = phase[step_of] == _PHASES[Phase.FORWARD]
    _, first = np.unique(analysis.order.operator[rows[forward]], return_index=True)
    met: Ints = step_of[forward][first]
    return met


def _rows(analysis: Analysis, outputs: Iterable[int]) -> Ints:
    size = analysis.order.size
    parts = [np.arange(row - int(size[row]) + 1, row + 1) for row in sorted(outputs)]
    return np.concatenate(parts) if parts else np.empty(0, dtype=np.int64)


class Parts(NamedTuple):
    """Rows in groups: all of them, group after group, and how many each group has."""

    rows: Ints
    counts: Ints

    def whole(self) -> list[tuple[int, ...]]:
        """Each group by itself."""
        rows, ends = self.rows.tolist(), np.cumsum(self.counts).tolist()
        return [tuple(rows[start:end]) for start, end in zip([0, *ends[:-1]], ends, strict=True)] if ends else []


def _by_node(rows: Ints, _level: Ints) -> Parts:
    return Parts(rows, np.ones(len(rows), dtype=np.int64))


def _by_level(rows: Ints, level: Ints) -> Parts:
    """Rows in groups of equal level, the lowest first."""
    counts = np.unique(level, return_counts=True)[1]
    return Parts(rows[np.argsort(level, kind="stable")], counts)


Group = Callable[[Ints, Ints], Parts]


class _Graph:
    """What is stepped through: the nodes of the tree, or those of the shared form, by the rows that stand for them."""

    def __init__(self, analysis: Analysis, sharing: Sharing | None) -> None:
        self.analysis, self.order, self.sharing = analysis, analysis.order, sharing
        self.node = np.arange(len(self.order.ids)) if sharing is None else sharing.node
        self.depth = self.order.depth if sharing is None else _longest_ways(sharing)

    def operands(self, parts: Parts) -> Parts:
        """The operands of each group, in the order of the slots."""
        operands = self.order.operands[parts.rows]
        group = np.repeat(np.arange(len(parts.counts)), parts.counts)
        filled = operands >= 0
        counts = np.bincount(np.repeat(group, filled.sum(axis=1)), minlength=len(parts.counts))
        return Parts(self.node[operands[filled]], counts)

    def parents(self, parts: Parts) -> Parts:
        """The parents of each group, each once, in the order of the rows."""
        group = np.repeat(np.arange(len(parts.counts)), parts.counts)
        child, parent = parts.rows, self.order.parent[parts.rows]
        if self.sharing is not None:
            place = np.full(len(self.order.ids), -1)
            place[child] = group
            group, parent = place[self.sharing.operand], self.sharing.parent
            group, parent = group[group >= 0], parent[group >= 0]
        pairs = np.unique(group * len(self.order.ids) + parent)
        group, parents = np.divmod(pairs, max(1, len(self.order.ids)))
        return Parts(parents, np.bincount(group, minlength=len(parts.counts)))


def _longest_ways(sharing: Sharing) -> Ints:
    """(n,) How many edges the longest way from above to each node has."""
    depth = [0] * len(sharing.node)
    falling = np.argsort(-sharing.parent, kind="stable")  # what stands above has a higher row
    edges = zip(sharing.parent[falling].tolist(), sharing.operand[falling].tolist(), strict=True)
    for parent, operand in edges:
        depth[operand] = max(depth[operand], depth[parent] + 1)
    return np.array(depth, dtype=np.int64)


def _forward(graph: _Graph, rows: Ints, group: Group) -> list[Step]:
    order = graph.order
    leaves, operations = rows[order.operator[rows] < 0], rows[order.operator[rows] >= 0]
    found = [Step(Phase.INPUTS, _whole(leaves))] if len(leaves) else []
    parts = group(operations, order.height[operations])
    uses = graph.operands(parts).whole()
    return found + [Step(Phase.FORWARD, *each) for each in zip(parts.whole(), uses, strict=True)]


def _backward(graph: _Graph, rows: Ints, group: Group) -> list[Step]:
    output = graph.analysis.tape.output
    rows = rows[graph.order.varies[rows]]
    outputs = rows[output[rows] == rows]
    found = [Step(Phase.SEED, _whole(outputs))] if len(outputs) else []
    below = _parents_first(graph, rows[output[rows] != rows])
    parts = group(below, graph.depth[below])
    uses = graph.parents(parts).whole()
    return found + [Step(Phase.BACKWARD, *each) for each in zip(parts.whole(), uses, strict=True)]


def _parents_first(graph: _Graph, rows: Ints) -> Ints:
    """By depth, and from left to right at each: parents before operands, and no tree before another."""
    return rows[np.lexsort((rows, graph.depth[rows], graph.analysis.tape.output[rows]))]


def _sums(graph: _Graph, rows: Ints) -> list[Step]:
    """First those of the repeated functions, which lie between f and the inputs, then those of the inputs.

    Where nothing is to be added, the totals of all inputs of an output are told together, at the end; in the shared
    form, where a node has shown its total already, only if they are several.
    """
    sets = graph.analysis.sets
    numbers = [int(each) for each in np.unique(sets.set_of[rows]) if each >= 0]
    members = {number: np.unique(graph.node[sets.all_sets[number].members]) for number in numbers}
    several = [number for number in numbers if len(members[number]) > 1]
    kinds = [sets.all_sets[number].kind != "function" for number in several]
    chosen = [number for _, number in sorted(zip(kinds, several, strict=True))]
    found = [Step(Phase.SUMS, _whole(members[each]), _whole(members[each]), (each,)) for each in chosen]
    alone: dict[int, list[int]] = {}
    for number in numbers:
        if len(members[number]) == 1 and sets.all_sets[number].kind == "input":
            alone.setdefault(sets.all_sets[number].output, []).append(number)
    new = [group for group in alone.values() if len(group) > 1 or graph.sharing is None]
    return found + [_together([members[each] for each in group], group) for group in new]


def _together(members: Iterable[Ints], numbers: Iterable[int]) -> Step:
    """The step that tells the totals of several sets."""
    rows = tuple(int(row) for each in members for row in each)
    return Step(Phase.SUMS, rows, rows, tuple(numbers))


def _timed(graph: _Graph, steps: list[Step]) -> Steps:
    n, sets = len(graph.order.ids), graph.analysis.sets.all_sets
    value_at, partial_at = np.full(n, NEVER), np.full(n, NEVER)
    sum_at = np.full(len(sets), NEVER)
    rows, step_of = _flat(steps)
    phase = np.array([_PHASES[step.phase] for step in steps], dtype=np.int64)[step_of]
    forward, sums = phase <= _PHASES[Phase.FORWARD], phase == _PHASES[Phase.SUMS]
    value_at[rows[forward]] = step_of[forward] + 1
    partial_at[rows[~forward & ~sums]] = step_of[~forward & ~sums] + 1
    value_at, partial_at = value_at[graph.node], partial_at[graph.node]
    _time_constants(graph.order, partial_at)
    for number, step in enumerate(steps, start=1):
        sum_at[list(step.sums)] = number
    if graph.sharing is not None:
        for number, each in enumerate(sets):
            if len(np.unique(graph.node[each.members])) == 1:  # what is drawn at the node
                sum_at[number] = partial_at[each.members[0]]
    return Steps(tuple(steps), value_at, partial_at, sum_at)


def _time_constants(order: Order, partial_at: Ints) -> None:
    """No step is about what holds only numbers; where it is shown all the same, it appears with its sibling."""
    tops = np.flatnonzero(~order.varies & (order.parent >= 0))
    tops = tops[order.varies[order.parent[tops]]]
    both = order.operands[order.parent[tops]]
    sibling = np.where(both[:, 0] == tops, both[:, 1], both[:, 0])
    for top, other in zip(tops.tolist(), sibling.tolist(), strict=True):
        partial_at[order.first[top] : top + 1] = partial_at[other]


def _whole(rows: Ints) -> tuple[int, ...]:
    return tuple(rows.tolist())
