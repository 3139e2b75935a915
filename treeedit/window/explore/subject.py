"""Which function the lesson's panels speak of: the tree of the selection, else the first tree that is complete."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from treeedit.canvas.scene.scene import Stage
from treeedit.figure.typeset import typeset
from treeedit.model.records import Leaf, NodeId
from treeedit.model.sets import Set


class Subject(NamedTuple):
    """A tree: its root, the root's row, its name as it is typeset, whether it is complete, its sets of inputs."""

    root: NodeId
    row: int
    name: str
    complete: bool
    sets: tuple[Set, ...]

    @property
    def labels(self) -> tuple[str, ...]:
        """The inputs, in the order of the tree."""
        return tuple(each.label for each in self.sets)


def subject_of(stage: Stage) -> Subject | None:
    """The function that is meant now; None where the canvas is empty."""
    forest, order = stage.session.forest, stage.session.analysis.order
    chosen = stage.gap.parent if stage.gap is not None else stage.selection[-1] if stage.selection else None
    if chosen is not None and chosen in forest.nodes:
        return subject_at(stage, forest.root_of(chosen))
    if not len(order.roots):
        return None
    whole = np.flatnonzero(order.complete[order.roots])
    first = int(order.roots[whole[0]]) if len(whole) else int(order.roots[0])
    return subject_at(stage, int(order.ids[first]))


def subject_at(stage: Stage, root: NodeId) -> Subject:
    """The function that a tree is."""
    session = stage.session
    order = session.analysis.order
    row = order.rows[root]
    complete = bool(order.complete[row])
    sets = [each for each in session.analysis.sets.of_output(row) if each.kind == "input"] if complete else []
    return Subject(root, row, typeset(session.forest.roots[root].name), complete, tuple(sets))


def chosen_label(stage: Stage) -> str:
    """The label of the current node, if that is a leaf; else ""."""
    record = stage.session.forest.nodes.get(stage.selection[-1]) if stage.selection else None
    return record.label if isinstance(record, Leaf) else ""


def is_veiled(stage: Stage, subject: Subject) -> bool:
    """Whether an exercise hides the value of f, or what its derivatives by the inputs are made of."""
    veil, ids = stage.veil, stage.session.analysis.order.ids
    members = [ids[each.members].tolist() for each in subject.sets] if veil else []
    told = any(veil.hides_sum(nodes) or any(map(veil.hides_partial, nodes)) for nodes in members)
    return told or veil.hides_value(subject.root)


def value_of(stage: Stage, subject: Subject) -> float:
    """The value of f now; NaN where it is undefined."""
    return float(stage.session.evaluation.value[subject.row])


def partials_of(stage: Stage, subject: Subject, label: str) -> list[float]:
    """The partials of the leaves of a label, in the order of the tree; their sum is the derivative of f."""
    found = next((each for each in subject.sets if each.label == label), None)
    return [] if found is None else stage.session.evaluation.partial[found.members].tolist()


def values_of(stage: Stage) -> dict[str, float]:
    """The values of all inputs."""
    return {label: each.value for label, each in stage.session.forest.inputs.items()}
