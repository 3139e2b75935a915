"""Nodes and empty slots in words, for whoever listens: what it is, where it sits, its numbers.

Rule: plain text, one line, short things first, so that a listener may move on before the end. A screen reader reads
these words on the canvas and in the outline alike.
"""

from __future__ import annotations

import math

from PySide6.QtCore import QObject

from treeedit.canvas.scene.scene import Stage
from treeedit.figure.numbers import MINUS
from treeedit.model.labels import is_name
from treeedit.model.operators import OPERATORS
from treeedit.model.records import Blank, Cursor, Leaf, NodeId, Operation, Slot
from treeedit.model.sets import total_of

_MOST_OUTPUTS = 3


class Words(QObject):
    """Puts the cursors of a stage into words. A cursor that is gone is no words."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self._stage, self._session = stage, stage.session

    def name(self, cursor: Cursor) -> str:
        """What it is: a label, an operator's name, "empty slot"."""
        if isinstance(cursor, Slot):
            return self.tr("empty slot") if self._session.forest.is_empty(cursor) else ""
        record = self._session.forest.nodes.get(cursor)
        if isinstance(record, Operation):
            return OPERATORS[record.operator].name
        return record.label if record is not None else ""

    def seat(self, cursor: Cursor) -> str:
        """Where it sits: "first operand of power", "root of f"."""
        forest = self._session.forest
        if not self.name(cursor):
            return ""
        slot = cursor if isinstance(cursor, Slot) else forest.slot_of(cursor)
        if slot is not None:
            return self._of(slot.parent, slot.index)
        root = None if isinstance(cursor, Slot) else forest.roots.get(cursor)
        return self.tr("root of {0}").format(root.name) if root is not None and root.name else self.tr("loose tree")

    def _of(self, parent: NodeId, index: int) -> str:
        alone = len(self._session.forest.operands(parent)) == 1
        texts = self.tr("first operand of {0}"), self.tr("second operand of {0}"), self.tr("operand {1} of {0}")
        text = self.tr("operand of {0}") if alone else texts[min(index, len(texts) - 1)]
        return text.format(self.name(parent), index + 1)

    def numbers(self, cursor: Cursor) -> str:
        """Value, partial, and for an input the sum over its set; why one of them is missing."""
        if isinstance(cursor, Slot) or cursor not in self._session.forest.nodes:
            return ""
        row = self._session.analysis.order.rows[cursor]
        if not self._session.analysis.order.complete[row]:
            return self.tr("incomplete")
        evaluation = self._session.evaluation
        value, partial = float(evaluation.value[row]), self._stage.partial_of(cursor)
        known, settled = self._stage.knows_value(row), self._stage.knows_partial(row)
        texts = [
            self._value(cursor, value) if known else "",
            self._partial(cursor, partial) if settled else "",
            self._sum(cursor, row),
            self.tr("folded") if cursor in self._session.forest.folds else "",
            *(() if self._hides_any(cursor) else (self._stage.problem(row), self._stage.remark(row))),
        ]
        return ", ".join(filter(None, texts))

    def _value(self, node: NodeId, value: float) -> str:
        text = self._hidden(Blank("value", node)) if self._stage.hides_value(node) else self.number(value)
        return self.tr("value {0}").format(text)

    def _partial(self, node: NodeId, partial: float) -> str:
        text = self._hidden(Blank("partial", node)) if self._stage.hides_partial(node) else self.number(partial)
        return self.tr("partial {0}").format(text)

    def _hidden(self, blank: Blank) -> str:
        """What is said in place of a hidden number: the answer so far."""
        answer = self._stage.veil.answer(blank)
        return self.tr("hidden, answer {0}").format(answer) if answer else self.tr("hidden")

    def _hides_any(self, node: NodeId) -> bool:
        return self._stage.hides_value(node) or self._stage.hides_partial(node)

    def _sum(self, node: NodeId, row: int) -> str:
        """The sum over an input's set where it has other members."""
        record = self._session.forest.nodes[node]
        if not isinstance(record, Leaf) or not is_name(record.label):
            return ""
        sets = self._session.analysis.sets
        found = sets.of_row(row)
        if found is None or len(found.members) < 2 or not self._stage.knows_sum(int(sets.set_of[row])):
            return ""
        nodes = self._session.analysis.order.ids[found.members].tolist()
        if self._stage.veil.hides_sum(nodes):
            return self.tr("sum of {0} partials hidden").format(len(nodes))
        number = total_of(self._session.evaluation.partial[found.members].tolist())
        return self.tr("sum of {0} partials {1}").format(len(found.members), self.number(number))

    def number(self, value: float) -> str:
        """A number as it is spoken: the canvas's digits, an ordinary minus sign."""
        if math.isnan(value):
            return self.tr("undefined")
        return self._stage.look.number(value).replace(MINUS, "-")

    def rest(self, cursor: Cursor) -> str:
        """All but its name."""
        return ", ".join(filter(None, (self.seat(cursor), self.numbers(cursor))))

    def all(self, cursor: Cursor) -> str:
        """Everything, as in "plus, first operand of power, value 3, partial 6"."""
        return ", ".join(filter(None, (self.name(cursor), self.rest(cursor))))

    def outputs(self) -> str:
        """What the trees have come to, as in "f = 10"; of the first few where there are many."""
        forest, session = self._session.forest, self._session
        texts = []
        for root in forest.trees()[:_MOST_OUTPUTS]:
            row = session.analysis.order.rows[root]
            known = session.analysis.order.complete[row] and self._stage.knows_value(row)
            if isinstance(forest.nodes[root], Operation) and known and not self._stage.veil.hides_value(root):
                texts.append(f"{forest.roots[root].name} = {self.number(float(session.evaluation.value[row]))}")
        return ", ".join(texts)
