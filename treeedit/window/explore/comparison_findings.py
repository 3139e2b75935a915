"""What there is to say about two trees side by side, in sentences with the numbers of the document."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QObject

from treeedit.canvas.scene.scene import Stage
from treeedit.figure.numbers import equals
from treeedit.figure.typeset import typeset
from treeedit.model.labels import is_name
from treeedit.model.operators import OPERATORS
from treeedit.model.order import OPERATOR_LIST
from treeedit.model.records import NodeId
from treeedit.model.sets import total_of
from treeedit.model.shapes import Difference, Likeness, Operands, first_difference, likeness
from treeedit.window.explore.subject import Subject, is_veiled, partials_of, subject_at

_MOST_LINES = 40
_MOST_NUMBERS = 4


class Finding(NamedTuple):
    """One line: labels, of which the first answers to the others; a sentence, or ""; the nodes that are spoken of."""

    labels: tuple[str, ...]
    text: str
    nodes: tuple[NodeId, ...]


class Finder(QObject):
    """Compares trees of a stage."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self._stage = stage

    def findings(self, roots: Sequence[NodeId], kind: Operands) -> list[Finding]:
        """What two trees have in common, line by line."""
        if len(roots) < 2:
            return [Finding((), self.tr("Two trees are needed: this canvas has fewer."), ())]
        first, second = (subject_at(self._stage, root) for root in roots)
        if first.root == second.root:
            return [Finding((), self.tr("These are one tree: choose another one beside it."), ())]
        order = self._stage.session.analysis.order
        found = likeness(order, first.row, second.row, kind)
        if found is None:
            apart = first_difference(order, first.row, second.row, kind)
            return [] if apart is None else [self._said_apart(first, second, apart)]
        lines = [Finding((), self._said_alike(first, second, found), ())]
        for mine, theirs, turned in ((first, second, False), (second, first, True)):
            lines += self._said_of_labels(mine, theirs, found, turned)
        return lines[:_MOST_LINES]

    def _said_apart(self, first: Subject, second: Subject, apart: Difference) -> Finding:
        words = self.tr("{0} and {1} do not have the same shape. They differ first here: {2} in {0}, {3} in {1}.")
        ids = self._stage.session.analysis.order.ids
        rows = [row if row >= 0 else above for row, above in zip(apart[:2], apart.above, strict=True)]
        text = words.format(first.name, second.name, self._written(apart.first), self._written(apart.second))
        return Finding((), text, tuple(int(ids[row]) for row in rows))

    def _said_alike(self, first: Subject, second: Subject, found: Likeness) -> str:
        alike = self.tr("{0} and {1} have the same shape.").format(first.name, second.name)
        return " ".join([alike, self._said_of_meaning(found), *self._said_of_numbers(found)])

    def _said_of_meaning(self, found: Likeness) -> str:
        """How the labels correspond, and whether the functions are one."""
        same_labels = all(a == b for a, b in found.labels)
        if found.same_function and same_labels:
            return self.tr("They also have the same labels: they are the same function.")
        if found.same_function:
            return self.tr("They are the same function, with operands in another order.")
        if not found.same_sets():
            return self.tr("But labels that are one here are several there, and so the sums differ.")
        if any(not is_name(label) for pair in found.labels for label in pair):
            return self.tr("But an input stands where a number stands: they are different functions.")
        if same_labels:
            return self.tr("They also have the same labels, but not the same numbers: they are different functions.")
        return self.tr("Their labels correspond one to one: the same sets under other names.")

    def _said_of_numbers(self, found: Likeness) -> list[str]:
        """The places where numbers differ, as a sentence, if there are any."""
        if not found.numbers:
            return []
        words = self.tr("{0} stands where {1} stands")
        told = [words.format(typeset(b), typeset(a)) for a, b in found.numbers[:_MOST_NUMBERS]]
        rest = [self.tr("and so on")] if len(found.numbers) > _MOST_NUMBERS else []
        return [f"{', '.join([*told, *rest])}."]

    def _said_of_labels(self, mine: Subject, theirs: Subject, found: Likeness, turned: bool) -> list[Finding]:
        """A line for each label of the first tree; of the second only for those that are several in the first."""
        mates: dict[str, list[str]] = {}
        for a, b in found.labels:
            mates.setdefault(b if turned else a, []).append(a if turned else b)
        chosen = {label: others for label, others in mates.items() if not turned or len(others) > 1}
        return [
            Finding(
                (label, *others), self._said_of_split(mine, theirs, label, others), self._nodes(found, label, turned)
            )
            for label, others in chosen.items()
        ]

    def _said_of_split(self, mine: Subject, theirs: Subject, label: str, others: list[str]) -> str:
        """Why the sums differ; "" where one label answers to one."""
        if len(others) < 2:
            return ""
        words = self.tr("{0} is one set in {1} but {2} in {3}: {4}.").format(
            typeset(label), mine.name, self._count(len(others)), theirs.name, self._listed(map(typeset, others))
        )
        total = self._derivative(mine, label)
        parts = [text for each in others if (text := self._derivative(theirs, each))]
        if not total or not parts:
            return words
        several = self._count(len(partials_of(self._stage, mine, label)))
        so = self.tr("So {0} is a sum of {1}, while {2}.").format(total, several, self._listed(parts))
        return f"{words} {so}"

    def _derivative(self, subject: Subject, label: str) -> str:
        """∂f/∂x₁ = 17/3; "" for a constant, or where there is none."""
        is_known = self._stage.knows_tree(subject.row) and not is_veiled(self._stage, subject)
        is_told = is_name(label) and subject.complete and is_known
        number = total_of(partials_of(self._stage, subject, label)) if is_told else math.nan
        if math.isnan(number):
            return ""
        text = self._stage.look.number(number)
        return f"∂{subject.name}/∂{typeset(label)}{equals(number, text)}{text}"

    def _nodes(self, found: Likeness, label: str, turned: bool) -> tuple[NodeId, ...]:
        """The leaves of a label in its tree, and those that correspond to them in the other."""
        order = self._stage.session.analysis.order
        code = order.labels.index(label)
        pairs = [pair for pair in found.pairs if order.label[pair[1 if turned else 0]] == code]
        return tuple(int(order.ids[row]) for pair in pairs for row in pair)

    def _written(self, row: int) -> str:
        """What stands on a node."""
        order = self._stage.session.analysis.order
        if row < 0:
            return self.tr("an empty slot")
        code = int(order.operator[row])
        if code < 0:
            return typeset(order.labels[int(order.label[row])])
        return OPERATORS[OPERATOR_LIST[code].key].glyph

    def _count(self, number: int) -> str:
        words = {2: self.tr("two"), 3: self.tr("three"), 4: self.tr("four"), 5: self.tr("five")}
        return words.get(number, str(number))

    def _listed(self, texts: Iterable[str]) -> str:
        *most, last = texts
        return self.tr("{0} and {1}").format(", ".join(most), last) if most else last
