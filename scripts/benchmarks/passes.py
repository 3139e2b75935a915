"""The model: updates and edits beside the peers, and where their time goes."""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import partial
from typing import Any

from benchmarks.measuring import Scale, Table, alternating, best
from benchmarks.peers import PEERS, Treeedit, insertion, installed
from benchmarks.trees import inputs, trees
from treeedit.figure.drawing import Drawing
from treeedit.figure.look import Look
from treeedit.model import tape as tapes
from treeedit.model.analysis import analysis_of
from treeedit.model.layout import Extents, lay_out
from treeedit.model.order import Order, order_after, order_of
from treeedit.model.passes import evaluate, tape_of
from treeedit.model.records import Edit, Expression, Leaf
from treeedit.model.sets import sets_of


def compared(title: str, scale: Scale, measure: Callable[[Any, str, Expression], float]) -> Table:
    """treeedit beside its peers on all trees; a ratio above 1 means that treeedit is ahead."""
    table = Table(title, ["tree", "nodes", "treeedit", *(each for name in PEERS for each in (name, "ratio"))])
    peers = installed()
    for shape, size, expression in trees(scale):
        own = measure(Treeedit, "treeedit", expression)
        row: list[object] = [shape, size, own]
        for name in PEERS:
            other = measure(peers[name], name, expression) if name in peers else math.nan
            row += [other, f"{other / own:.1f}" if name in peers else "missing"]
        table.rows.append(row)
    return table


def update(scale: Scale) -> Table:
    """Inputs changed: all values, all partials, all sums."""

    def measure(kind: Any, name: str, expression: Expression) -> float:
        made = kind(expression)
        return best(alternating(made.update, inputs(1), inputs(2)), scale.seconds)

    return compared("update: inputs changed -> all values, partials and sums, ms", scale, measure)


def edit(scale: Scale) -> Table:
    """The structure changed: the graph made anew, and one update."""

    def measure(kind: Any, name: str, expression: Expression) -> float:
        values = inputs(1)
        if kind is not Treeedit:
            return best(lambda: kind(expression).update(values), scale.seconds)
        made, there = edited(expression)

        def turn(change: Edit) -> object:
            made.edit(change)
            return made.update(values)

        return best(alternating(turn, there, there.inverse()), scale.seconds)

    return compared("edit: a node is inserted or removed -> all values, partials and sums, ms", scale, measure)


def edited(expression: Expression) -> tuple[Treeedit, Edit]:
    """A tree, and an edit that puts a minus sign over a leaf in its middle."""
    made = Treeedit(expression)
    return made, insertion(made.forest)


def structure(scale: Scale) -> Table:
    """What an edit costs, part by part; the drawing holds layout, finder and shapes."""
    table = Table(
        "structure: the parts of an edit, ms",
        [
            "tree",
            "nodes",
            "apply",
            "order_after",
            "columns",
            "tape",
            "sets",
            "drawing",
            "evaluate",
            "in_all",
            "(order_of)",
            "(layout)",
        ],
    )
    for shape, size, expression in trees(scale):
        made, there = edited(expression)
        old, size = made.order, len(made.order.ids)
        apply = best(alternating(made.forest.apply, there, there.inverse()), scale.seconds / 4)
        if len(made.forest.nodes) == size:
            made.forest.apply(there)
        order = columns(order_after(old, made.forest, there))
        analysis, values = analysis_of(order, made.forest), inputs(1)
        drawing = Drawing(made.forest, analysis, Look())
        calls: list[Callable[[], object]] = [
            partial(order_after, old, made.forest, there),
            partial(columns, order),
            partial(tape_of, order),
            partial(sets_of, order, analysis.tape.output, {}),
            partial(Drawing, made.forest, analysis, Look()),
            partial(evaluate, analysis.tape, values),
            partial(order_of, made.forest),
            partial(lay_out, order, Extents(drawing.width, drawing.width, (17.0, 17.0))),
        ]
        parts = [best(call, scale.seconds / 4) for call in calls]
        table.rows.append([shape, size, apply, *parts[:6], apply + sum(parts[:6]), *parts[6:]])
    return table


def columns(order: Order) -> Order:
    """A copy whose columns that the tape wants are computed."""
    fresh = Order(order.ids, order.operator, order.label, order.labels, order.filled)
    assert len(fresh.operands) == len(fresh.complete) == len(fresh.size)
    assert len(fresh.roots)
    assert len(order.ids) < tapes.SMALL or len(fresh.height)
    return fresh


def cut(scale: Scale) -> Table:
    """Where the loop should take over from the steps: an update with other values of NARROW."""
    widths = (20, 40, 80, 160, 320, 640, 10**9)
    before = tapes.SMALL, tapes.NARROW
    table = Table("cut: update with levels below this width left to the loop, ms", ["tree", "nodes", *map(str, widths)])
    try:
        tapes.SMALL = 0
        for shape, size, expression in trees(scale):
            row: list[object] = [shape, size]
            for tapes.NARROW in widths:
                row.append(best(alternating(Treeedit(expression).update, inputs(1), inputs(2)), scale.seconds / 4))
            table.rows.append(row)
    finally:
        tapes.SMALL, tapes.NARROW = before
    return table


def undefined(scale: Scale) -> Table:
    """One division by zero: the careful pass."""
    table = Table("undefined: update of a tree with a leaf replaced by 1/0, ms", ["tree", "nodes", "defined", "not"])
    for shape, size, expression in trees(scale):
        fine, broken = Treeedit(expression), Treeedit((*(Leaf("1"), Leaf("0"), "/"), *expression[1:]))
        row = [best(alternating(made.update, inputs(1), inputs(2)), scale.seconds / 2) for made in (fine, broken)]
        table.rows.append([shape, size, *row])
    return table
