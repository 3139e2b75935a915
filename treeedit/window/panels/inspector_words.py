"""What is said of a node in a few lines: its name, its formula, its numbers, and what is wrong with them."""

from __future__ import annotations

import math
from html import escape

from treeedit.canvas.scene.scene import Stage
from treeedit.figure.typeset import typeset
from treeedit.model.forest import expression_of
from treeedit.model.formula import print_formula
from treeedit.model.operators import OPERATORS
from treeedit.model.records import Leaf, NodeId, Operation
from treeedit.model.typesetting import print_latex
from treeedit.words import translate

LONGEST_FORMULA = 160
_MOST_PRINTED, _MOST_TYPESET = 300, 60


def described(stage: Stage, node: NodeId) -> str:
    """A node in rich text: what it is, its numbers at full precision, and what is wrong or settled by convention."""
    return "<br>".join([title_of(stage, node), escape(formula_of(stage, node)), *_numbers(stage, node)])


def title_of(stage: Stage, node: NodeId) -> str:
    """What a node is, in rich text: its operator's sign and name, or its label."""
    record = stage.session.forest.nodes[node]
    if isinstance(record, Operation):
        entry = OPERATORS[record.operator]
        return f"<b>{escape(entry.glyph)}  {escape(translate('operators', entry.name))}</b>"
    return f"<b>{escape(typeset(record.label))}</b>"


def formula_of(stage: Stage, node: NodeId) -> str:
    """A node's expression; elided where it is long."""
    record = stage.session.forest.nodes[node]
    if isinstance(record, Leaf):
        return record.label
    size = _size(stage, node)
    if size > _MOST_PRINTED:
        return translate("inspector", "{0} nodes").format(size)
    text = print_formula(stage.session.forest, node)
    return text if len(text) <= LONGEST_FORMULA else text[:LONGEST_FORMULA] + "…"


def latex_of(stage: Stage, node: NodeId) -> str:
    """A node's expression as LaTeX; "" where it is too large to be typeset."""
    return print_latex(expression_of(stage.session.forest, node)) if _size(stage, node) <= _MOST_TYPESET else ""


def _size(stage: Stage, node: NodeId) -> int:
    order = stage.session.analysis.order
    return int(order.size[order.rows[node]])


def _numbers(stage: Stage, node: NodeId) -> list[str]:
    """Value and partial as far as they are known, and what there is to be said about them."""
    session, theme = stage.session, stage.look.theme
    evaluation = session.evaluation
    row = session.analysis.order.rows[node]
    value, partial = float(evaluation.value[row]), stage.partial_of(node)
    lines = []
    knows_value, knows_partial = stage.knows_value(row), stage.knows_partial(row)
    hidden, veiled = translate("inspector", "hidden"), (stage.hides_value(node), stage.hides_partial(node))
    if knows_value and (not math.isnan(value) or veiled[0]):
        text = hidden if veiled[0] else _full(value)
        lines.append(f'{translate("inspector", "value")} <b style="color:{theme.value}">{text}</b>')
    if knows_partial and (not math.isnan(partial) or veiled[1]):
        text = hidden if veiled[1] else _full(partial)
        names = stage.names
        mine = names.bare(row) if stage.sum_of(node) else names.of(row)
        name = escape(f"∂{names.output(row).below().plain}/∂{mine.below().plain}")
        lines.append(f'{name} <span style="color:{theme.partial}">{text}</span>')
        lines += [f"= {each}" for each in [stage.sum_of(node)] if each]
    sentences = [] if any(veiled) else list(filter(None, (stage.problem(row), stage.remark(row))))
    return lines + [f'<span style="color:{theme.warning}">{escape(sentence)}</span>' for sentence in sentences]


def _full(value: float) -> str:
    return repr(value).removesuffix(".0").replace("-", "−")
