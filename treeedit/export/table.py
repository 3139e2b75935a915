"""The results of a forest as a table in plain text: one block for each tree, and its sums written out.

Numbers have four significant digits, as on the canvas; all digits are in the JSON. Nothing is computed here.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from treeedit.export.answer import Results, formula_of, symbol, tree_problem
from treeedit.figure.numbers import equals, is_exact, number_text
from treeedit.model.formula import print_formula
from treeedit.model.records import operands_of
from treeedit.model.sets import Set

_HEADS = ("node", "symbol", "operands", "value", "partial", "")
_UNKNOWN = "–"
_LONGEST_SUM = 20


def table(results: Results) -> str:
    """The text for a forest, with a line end at its end."""
    blocks = [_inputs(results), *(_tree(results, root) for root in results.order.roots.tolist())]
    return "\n\n".join(block for block in blocks if block) + "\n"


def number(value: float) -> str:
    """Four significant digits, whole numbers in full, − as minus; – where there is none."""
    if not math.isfinite(value):
        return _UNKNOWN
    whole = value == round(value) and abs(value) < 1e7
    return f"{value + 0.0:.0f}".replace("-", "−") if whole else number_text(value)  # + 0.0 makes 0 of −0


def _inputs(results: Results) -> str:
    return "   ".join(f"{label}{_equals(value)}" for label, value in results.values.items())


def _tree(results: Results, root: int) -> str:
    node = results.node(root)
    name, formula = results.forest.roots[node].name, print_formula(results.forest, node)
    problem = tree_problem(results, root)
    value = f"has no value: {problem}" if problem else _equals(results.evaluation.value[root]).lstrip()
    head = (f"{name} = {formula}", f"{name} {value}")
    rows = _aligned([_HEADS, *(_row(results, row) for row in results.rows(root))])
    sums = [_sum(results, each, total) for each, total in results.sets_within(root)]
    sums = [*_definitions(results, root), *sums]
    return "\n".join((*head, "", *rows, *([""] if sums else []), *sums))


def _row(results: Results, row: int) -> tuple[str, ...]:
    node, evaluation = results.node(row), results.evaluation
    operands = " ".join("□" if each is None else str(each) for each in operands_of(results.forest.nodes[node]))
    value = number(evaluation.value[row])
    partial = number(evaluation.partial[row]) if results.order.varies[row] else ""
    note = results.problems[row] or evaluation.remark(row) or ""
    return str(node), symbol(results.forest, node), operands, value, partial, note


def _aligned(rows: Sequence[tuple[str, ...]]) -> list[str]:
    """Columns two spaces apart: ids and numbers to the right, the rest to the left."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    place = (str.rjust, str.ljust, str.ljust, str.rjust, str.rjust, str.ljust)
    lines = (
        "  ".join(to(cell, width) for to, cell, width in zip(place, row, widths, strict=True)).rstrip() for row in rows
    )
    return [f"  {line}" for line in lines]


def _sum(results: Results, each: Set, total: float) -> str:
    row = int(each.members[0])
    left = f"∂{results.names.output(row).below().text}/∂{results.names.bare(row).below().text}"
    if not math.isfinite(total):
        return f"{left} is undefined"
    summands = [_summand(results.evaluation.partial[row]) for row in each.members.tolist()]
    if len(summands) == 1:
        return f"{left}{_equals(total)}"
    if len(summands) > _LONGEST_SUM:
        summands[_LONGEST_SUM - 1 : -1] = ["…"]
    partials = results.evaluation.partial[each.members].tolist()
    sign = " = " if all(is_exact(summand, number(summand)) for summand in partials) else " ≈ "
    return f"{left}{sign}{' + '.join(summands)}{_equals(total)}"


def _equals(value: float) -> str:
    """A number behind the sign that it gets: = only where it is written exactly."""
    return f"{equals(value, number(value))}{number(value)}"


def _definitions(results: Results, root: int) -> list[str]:
    """What the v1, v2, … of the sums are, as no node of the table bears such a name."""
    rows = dict[int, None]()
    for each, _ in results.sets_within(root):
        rows |= dict.fromkeys((each.output, int(each.members[0])))
    told = {results.names.bare(row).text: row for row in rows if results.names.is_intermediate(row)}
    return [f"{name} = {formula_of(results, row)}" for name, row in told.items()]


def _summand(value: float) -> str:
    digits = number(value)
    return f"({digits})" if digits.startswith("−") else digits
