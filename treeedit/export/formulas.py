"""The functions and their derivatives as LaTeX: f, and ∂f/∂x by every input as the sum of products along the paths.

One line each, in an align* of amsmath for each tree. The derivatives are those of the table of operators, put together
and not simplified, so that a summand can be found again in the tree; behind them stands where they hold. Nothing that
a label contains can act as TeX.
"""

from __future__ import annotations

from collections.abc import Iterator

from treeedit.export.order import Drawers, Order, Subject
from treeedit.export.tex import mathematics_as_tex, noted
from treeedit.model.derivatives import Condition, added, partial_conditions, partial_expression
from treeedit.model.forest import expression_of
from treeedit.model.patience import pause
from treeedit.model.records import Expression, NodeId
from treeedit.model.sets import Set
from treeedit.model.typesetting import latex_of_label, print_latex

MOST_SYMBOLS = 500_000
"""That may have to be looked at for all derivatives together; what is beyond is left out, as nobody could read it."""
_MOST_CONDITIONS = 3
_HEAD = "% Needs \\usepackage{amsmath}, and amssymb where a slot is empty."


def latex(order: Order, drawers: Drawers) -> bytes:
    """The functions of the subject, and their derivatives by each input."""
    written = _short_enough(order.subject)
    blocks = ["\n".join(_block(order.subject, root, written)) for root in order.subject.roots]
    return "\n\n".join(["\n".join([_HEAD, *noted(blocks)]), *blocks, ""]).encode()


def _sets_of(subject: Subject, root: NodeId) -> list[Set]:
    """The inputs of a tree, each with its members."""
    found = subject.analysis.sets.of_output(subject.analysis.order.rows[root])
    return [each for each in found if each.kind == "input"]


def _short_enough(subject: Subject) -> set[tuple[NodeId, str]]:
    """Of which trees which derivatives are written, by root and label: the first ones that there is room for."""
    room, found = MOST_SYMBOLS, set[tuple[NodeId, str]]()
    for root in subject.roots:
        for each in _sets_of(subject, root):
            symbols = _symbols(subject, each, room)
            if symbols <= room:
                room -= symbols
                found.add((root, each.label))
    return found


def _block(subject: Subject, root: NodeId, written: set[tuple[NodeId, str]]) -> Iterator[str]:
    left_out: list[str] = []
    name = _label(subject.forest.roots[root].name or "f")
    lines = [rf"{name} &= {_written(expression_of(subject.forest, root))}"]
    for each in _sets_of(subject, root):
        derivative = rf"\frac{{\partial {name}}}{{\partial {_label(each.label)}}}"
        found = _sum(subject, each) if (root, each.label) in written else None
        if found is None:
            left_out.append(f"% Left out, as it is too long or no formula says it: {derivative}")
        else:
            lines.append(f"{derivative} &= {_written(found)}{_where(subject, each)}")
    yield r"\begin{align*}"
    yield " \\\\\n".join(f"  {line}" for line in lines)
    yield r"\end{align*}"
    yield from left_out


def _label(label: str) -> str:
    return mathematics_as_tex(latex_of_label(label))


def _written(expression: Expression) -> str:
    return mathematics_as_tex(print_latex(expression))


def _sum(subject: Subject, each: Set) -> Expression | None:
    """The sum of the partials of a set's members; None if one of them has no formula."""
    products: list[Expression | None] = []
    for row in each.members.tolist():
        pause()
        products.append(partial_expression(subject.forest, int(subject.analysis.order.ids[row])))
    return added(products)


def _where(subject: Subject, each: Set) -> str:
    """Where a derivative as a formula holds, behind it; "" if everywhere."""
    found: dict[Condition, None] = {}
    for row in each.members.tolist():
        pause()
        found |= dict.fromkeys(partial_conditions(subject.forest, int(subject.analysis.order.ids[row])))
    if not found:
        return ""
    if len(found) > _MOST_CONDITIONS:
        return r" \quad \text{(off the kinks)}"
    sides = [rf"{_written(each.left)} \neq {_written(each.right)}" for each in found]
    return rf" \quad ({', '.join(sides)})"


def _symbols(subject: Subject, each: Set, room: int) -> int:
    """About how many symbols the sum over a set has; no more are counted than there is room for."""
    order, found = subject.analysis.order, 0
    for row in each.members.tolist():
        pause()
        above = int(order.parent[row])
        while above >= 0 and found <= room:
            found += int(order.size[above])
            above = int(order.parent[above])
    return found
