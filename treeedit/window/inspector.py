"""The inspector: what is known of the current node, in words, at full precision."""

from __future__ import annotations

import math
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QScrollArea

from treeedit.canvas.stage import Stage
from treeedit.figure.typeset import typeset
from treeedit.model.formula import print_formula
from treeedit.model.operators import OPERATORS
from treeedit.model.records import Leaf, NodeId, Operation

LONGEST_FORMULA = 160
_MOST_PRINTED = 300


class Inspector(QScrollArea):
    """Formula, value, partial, and why one of them is missing."""

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self._stage = stage
        self._label = QLabel()
        self._label.setTextFormat(Qt.TextFormat.RichText)
        self._label.setWordWrap(True)
        self._label.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._label.setMargin(12)
        self._label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setWidget(self._label)
        self.setWidgetResizable(True)
        stage.selectionChanged.connect(self.refresh)
        stage.session.edited.connect(self.refresh)
        stage.session.evaluated.connect(self.refresh)
        self.refresh()

    def refresh(self, _change: object = None) -> None:
        """Say what is known of the current node now."""
        chosen = [node for node in self._stage.selection if node in self._stage.session.forest.nodes]
        if chosen:
            self._label.setText(described(self._stage, chosen[-1]))
        else:
            self._label.setText(escape(self.tr("Select a node to see where its numbers come from.")))


def described(stage: Stage, node: NodeId) -> str:
    """A node in rich text: what it is, its numbers at full precision, and what is wrong or settled by convention."""
    session, theme = stage.session, stage.look.theme
    order, evaluation = session.analysis.order, session.evaluation
    row = order.rows[node]
    value, partial = float(evaluation.value[row]), float(evaluation.partial[row])
    output = int(session.analysis.tape.output[row])
    name = _output_name(stage, int(order.ids[output])) if output >= 0 else "f"
    lines = [f"<b>{escape(_title(stage, node))}</b>", escape(_formula(stage, node, row))]
    if not math.isnan(value):
        lines.append(f'{stage.tr("value")} <b style="color:{theme.value}">{_full(value)}</b>')
    if not math.isnan(partial):
        lines.append(f'∂{escape(name)}/∂{stage.tr("node")} <span style="color:{theme.partial}">{_full(partial)}</span>')
    sentences = filter(None, (evaluation.problem(row), evaluation.remark(row)))
    lines += [f'<span style="color:{theme.warning}">{escape(sentence)}</span>' for sentence in sentences]
    return "<br>".join(lines)


def _full(value: float) -> str:
    return repr(value).removesuffix(".0").replace("-", "−")


def _title(stage: Stage, node: NodeId) -> str:
    record = stage.session.forest.nodes[node]
    if isinstance(record, Operation):
        entry = OPERATORS[record.operator]
        return f"{entry.glyph}  {entry.name}"
    return typeset(record.label)


def _formula(stage: Stage, node: NodeId, row: int) -> str:
    """The node's expression; elided where it is long."""
    record = stage.session.forest.nodes[node]
    size = int(stage.session.analysis.order.size[row])
    if isinstance(record, Leaf):
        return record.label
    if size > _MOST_PRINTED:
        return stage.tr("{0} nodes").format(size)
    text = print_formula(stage.session.forest, node)
    return text if len(text) <= LONGEST_FORMULA else text[:LONGEST_FORMULA] + "…"


def _output_name(stage: Stage, node: NodeId) -> str:
    root = stage.session.forest.roots.get(node)
    return stage.tr("output") if root is None else typeset(root.name)
