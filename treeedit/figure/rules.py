"""Local derivatives as formulas that are short enough for an edge, and formulas as one writes them by hand.

An operand is written by its function's name, its label, or its own formula where that is short; what is longer is an
ellipsis. An operator without a rule in the table is written with a prime: gelu′(x).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from treeedit.figure.numbers import MINUS
from treeedit.figure.typeset import typeset_formula
from treeedit.model.analysis import Analysis
from treeedit.model.derivatives import local_derivative
from treeedit.model.forest import Forest, expression_of
from treeedit.model.order import OPERATOR_LIST
from treeedit.model.records import Expression, Leaf, NodeId

LONGEST_RULE = 14
_MOST_WRITTEN = 9
_GAP = Leaf("(…)")
_SUPERSCRIPTS = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")
_POWER = re.compile(r"\^(-?\d+)(?![\w.])")
_JUXTAPOSED = re.compile(r"(?<![\w.₀-₉])(\d+(?:\.\d+)?)\*(?=[^\W\d]+(?![\w(])|\()")
_LATEX_JUXTAPOSED = re.compile(r"(?<![\w.}])(\d+(?:\.\d+)?) \\cdot (?=[a-zA-Z]|\\left\()")


def _operand_of(forest: Forest, analysis: Analysis, node: NodeId | None) -> Expression:
    """An operand written short: by name or label, as its formula, or as a gap where that is long."""
    if node is None:
        return (None,)
    row = analysis.order.rows[node]
    name = analysis.sets.name_of(row)
    if name:
        return (Leaf(name),)
    return expression_of(forest, node) if int(analysis.order.size[row]) <= _MOST_WRITTEN else (_GAP,)


def edge_rules(forest: Forest, analysis: Analysis, parent: NodeId, slot: int) -> tuple[str, ...]:
    """The local derivative at a slot as text for an edge: the fullest first, the shortest last."""
    entry = OPERATOR_LIST[analysis.order.operator[analysis.order.rows[parent]]]
    full = [_operand_of(forest, analysis, each) for each in forest.operands(parent)]
    short = [each if len(each) == 1 else (_GAP,) for each in full]
    texts = [_text(local_derivative(entry.key, slot, operands)) for operands in (full, short)]
    primed = [f"{entry.spelling}′({_inner(operands[0])})" for operands in (full, short)] if entry.arity == 1 else []
    told = [text for text in texts if text and text != _GAP.label]
    return _fitting(told) or _fitting(primed) or (_cut((told or ["…"])[0]),)


def tidy_latex(latex: str) -> str:
    """LaTeX of a rule as one writes it by hand: 2g without a dot."""
    return _LATEX_JUXTAPOSED.sub(r"\1 ", latex)


def tidy_text(text: str) -> str:
    """A formula's text as one writes it by hand: 2g², x₁·x₂, a true minus."""
    filled = text.replace("((…))", _GAP.label)
    return _JUXTAPOSED.sub(r"\1", raised(filled)).replace("*", "·").replace("-", MINUS)


def raised(text: str) -> str:
    """A text with whole exponents as superscripts."""
    return _POWER.sub(lambda found: found[1].translate(_SUPERSCRIPTS), text)


def _text(expression: Expression | None) -> str:
    return "" if expression is None else tidy_text(typeset_formula(expression))


def _inner(expression: Expression) -> str:
    """An operand between brackets that are already there."""
    text = _text(expression)
    return "…" if text == _GAP.label else text


def _fitting(texts: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for text in texts if len(text) <= LONGEST_RULE))


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST_RULE else text[: LONGEST_RULE - 1].rstrip() + "…"
