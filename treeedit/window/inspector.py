"""The inspector: what is known of the current node, in words, at full precision."""

from __future__ import annotations

import math
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QScrollArea, QVBoxLayout, QWidget

from treeedit.canvas.stage import Stage
from treeedit.figure.typeset import typeset
from treeedit.model.forest import expression_of
from treeedit.model.formula import print_formula
from treeedit.model.operators import OPERATORS
from treeedit.model.records import Leaf, NodeId, Operation
from treeedit.model.typesetting import print_latex
from treeedit.window.formula_view import FormulaView
from treeedit.words import translate

LONGEST_FORMULA = 160
_MOST_PRINTED, _MOST_TYPESET = 300, 60


class Inspector(QScrollArea):
    """Formula, value, partial, and why one of them is missing."""

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self._stage = stage
        self._title, self._label = _rich_label(), _rich_label()
        self._title.hide()
        self.formula = FormulaView()
        sheet = QWidget()
        column = QVBoxLayout(sheet)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(4)
        for each in (self._title, self.formula, self._label):
            column.addWidget(each)
        column.addStretch()
        self.setWidget(sheet)
        self.setWidgetResizable(True)
        stage.selectionChanged.connect(self.refresh)
        stage.session.edited.connect(self.refresh)
        stage.session.evaluated.connect(self.refresh)
        self.refresh()

    def refresh(self, _change: object = None) -> None:
        """Say what is known of the current node now."""
        chosen = [node for node in self._stage.selection if node in self._stage.session.forest.nodes]
        self._title.setVisible(bool(chosen))
        if not chosen:
            self.formula.clear()
            self._label.setText(escape(self.tr("Select a node to see where its numbers come from.")))
            return
        stage, node = self._stage, chosen[-1]
        title, formula, *lines = _lines(stage, node)
        self._title.setText(title)
        if not self.formula.show_formula(latex_of(stage, node), stage.look.theme, stage.text_scale):
            lines.insert(0, formula)
        self._label.setText("<br>".join(lines))


def _rich_label() -> QLabel:
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.RichText)
    label.setWordWrap(True)
    label.setAlignment(Qt.AlignmentFlag.AlignTop)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


def latex_of(stage: Stage, node: NodeId) -> str:
    """The node's expression as LaTeX; "" where it is too large to be typeset."""
    analysis, forest = stage.session.analysis, stage.session.forest
    if int(analysis.order.size[analysis.order.rows[node]]) > _MOST_TYPESET:
        return ""
    return print_latex(expression_of(forest, node))


def described(stage: Stage, node: NodeId) -> str:
    """A node in rich text: what it is, its numbers at full precision, and what is wrong or settled by convention."""
    return "<br>".join(_lines(stage, node))


def _lines(stage: Stage, node: NodeId) -> list[str]:
    """The same line by line: title, formula, and what there is of the rest."""
    session, theme = stage.session, stage.look.theme
    order, evaluation = session.analysis.order, session.evaluation
    row = order.rows[node]
    value, partial = float(evaluation.value[row]), stage.partial_of(node)
    output = int(session.analysis.tape.output[row])
    name = _output_name(stage, int(order.ids[output])) if output >= 0 else "f"
    lines = [f"<b>{escape(_title(stage, node))}</b>", escape(_formula(stage, node, row))]
    hidden, known, settled = translate("inspector", "hidden"), stage.knows_value(row), stage.knows_partial(row)
    if known and (not math.isnan(value) or stage.hides_value(node)):
        text = hidden if stage.hides_value(node) else _full(value)
        lines.append(f'{translate("inspector", "value")} <b style="color:{theme.value}">{text}</b>')
    if settled and (not math.isnan(partial) or stage.hides_partial(node)):
        node_word = translate("inspector", "node")
        text = hidden if stage.hides_partial(node) else _full(partial)
        lines.append(f'∂{escape(name)}/∂{node_word} <span style="color:{theme.partial}">{text}</span>')
        lines += [f"= {text}" for text in [stage.sum_of(node)] if text]
    if stage.hides_value(node) or stage.hides_partial(node):
        return lines
    sentences = filter(None, (stage.problem(row), stage.remark(row)))
    lines += [f'<span style="color:{theme.warning}">{escape(sentence)}</span>' for sentence in sentences]
    return lines


def _full(value: float) -> str:
    return repr(value).removesuffix(".0").replace("-", "−")


def _title(stage: Stage, node: NodeId) -> str:
    record = stage.session.forest.nodes[node]
    if isinstance(record, Operation):
        entry = OPERATORS[record.operator]
        return f"{entry.glyph}  {translate('operators', entry.name)}"
    return typeset(record.label)


def _formula(stage: Stage, node: NodeId, row: int) -> str:
    """The node's expression; elided where it is long."""
    record = stage.session.forest.nodes[node]
    size = int(stage.session.analysis.order.size[row])
    if isinstance(record, Leaf):
        return record.label
    if size > _MOST_PRINTED:
        return translate("inspector", "{0} nodes").format(size)
    text = print_formula(stage.session.forest, node)
    return text if len(text) <= LONGEST_FORMULA else text[:LONGEST_FORMULA] + "…"


def _output_name(stage: Stage, node: NodeId) -> str:
    root = stage.session.forest.roots.get(node)
    return translate("inspector", "output") if root is None else typeset(root.name)
