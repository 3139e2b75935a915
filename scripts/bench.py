"""Measure treeedit, beside other programs where they are installed: python scripts/bench.py [--only NAME] [--quick].

A benchmark is a function that gives a `Table`; it stands in BENCHMARKS under its name. Every time is the minimum of
several runs, in milliseconds, all from the same process and the same trees; trust ratios rather than times.
"""

from __future__ import annotations

import argparse
import gc
import importlib.util
import math
import platform
import random
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import numpy as np

from treeedit.model import edits
from treeedit.model import tape as tapes
from treeedit.model.forest import Edit, Expression, Forest, Leaf, Point
from treeedit.model.order import Order, order_after, order_of
from treeedit.model.passes import Evaluation, Tape, evaluate, tape_of

LABELS = [f"x{i}" for i in range(26)]
OPERATORS = ("+", "*", "-")
Values = dict[str, float]


@dataclass(frozen=True)
class Scale:
    """How much to measure: trees of these sizes, each time for some seconds; what takes longer runs once."""

    sizes: tuple[int, ...] = (15, 200, 1_000, 10_000, 100_000)
    seconds: float = 1.0


@dataclass
class Table:
    """What a benchmark found: a title, the names of the columns, and rows of texts and numbers."""

    title: str
    header: Sequence[str]
    rows: list[Sequence[object]] = field(default_factory=list)


def best(call: Callable[[], object], seconds: float) -> float:
    """The shortest of the runs that fit into the time, at least one, in milliseconds."""
    gc.collect()
    shortest, end = math.inf, time.perf_counter() + seconds
    while True:
        start = time.perf_counter()
        call()
        now = time.perf_counter()
        shortest = min(shortest, now - start)
        if now > end:
            return shortest * 1e3


# --- trees ------------------------------------------------------------------------------------------------------------


def balanced(leaves: int, rng: random.Random) -> Expression:
    """Every operation has operands of equal size, or nearly."""
    tokens: list[Leaf | str | None] = []
    stack = [leaves]
    while stack:
        size = stack.pop()
        tokens.append(rng.choice(OPERATORS) if size > 1 else Leaf(rng.choice(LABELS)))
        if size > 1:
            stack += [size // 2, size - size // 2]
    return tuple(reversed(tokens))


def uniform(leaves: int, rng: random.Random) -> Expression:
    """Every binary shape is equally likely (cycle lemma); the height grows with the square root of the size."""
    steps = [1] * leaves + [-1] * (leaves - 1)
    rng.shuffle(steps)
    lowest, level, start = 0, 0, 0
    for i, step in enumerate(steps, 1):
        level += step
        if level <= lowest:
            lowest, start = level, i
    turned = steps[start:] + steps[:start]
    return tuple(Leaf(rng.choice(LABELS)) if step == 1 else rng.choice(OPERATORS) for step in turned)


def leaning(leaves: int, rng: random.Random) -> Expression:
    """A chain: the second operand is always a leaf."""
    tokens: list[Leaf | str | None] = [Leaf(LABELS[0])]
    for _ in range(leaves - 1):
        tokens += [Leaf(rng.choice(LABELS)), rng.choice(OPERATORS)]
    return tuple(tokens)


SHAPES = {"balanced": balanced, "random": uniform, "leaning": leaning}


def trees(scale: Scale) -> Iterator[tuple[str, int, Expression]]:
    for name, shape in SHAPES.items():
        for size in scale.sizes:
            yield name, size, shape((size + 1) // 2, random.Random(size))


def inputs(seed: int) -> Values:
    rng = random.Random(seed)
    return {label: rng.uniform(-1, 1) for label in LABELS}


# --- treeedit and its peers: made from an expression, then updated with values ----------------------------------------


class Treeedit:
    """This program: forest, order, tape and the members of the label sets."""

    def __init__(self, expression: Expression) -> None:
        self.forest = Forest()
        self.forest.apply(edits.add(self.forest, expression, Point(0, 0)))
        self.adopt(order_of(self.forest))

    def adopt(self, order: Order) -> None:
        self.order = order
        self.tape: Tape = tape_of(order)
        self.members, self.set_of = label_sets(self.tape)

    def edit(self, edit: Edit) -> None:
        self.forest.apply(edit)
        self.adopt(order_after(self.order, self.forest, edit))

    def update(self, values: Values) -> tuple[Evaluation, object]:
        found = evaluate(self.tape, values)
        assert len(found.value) == len(found.partial)
        return found, np.bincount(self.set_of, weights=found.partial[self.members])


def label_sets(tape: Tape) -> tuple[Any, Any]:
    """The leaves that stand in a set, and the number of each one's (output, label)."""
    order = tape.order
    members = np.flatnonzero((order.label >= 0) & (tape.output >= 0))
    if len(tape.outputs) == 1:
        return members, order.label[members]
    return members, np.searchsorted(tape.outputs, tape.output[members]) * len(order.labels) + order.label[members]


class Micrograd:
    """Builds its objects anew for every update; its recursion, which ends at a height of 1,000, is made a loop."""

    def __init__(self, expression: Expression) -> None:
        from micrograd.engine import Value  # type: ignore[import-untyped]

        self.expression, self.value = expression, Value

    def update(self, values: Values) -> object:
        stack: list[Any] = []
        leaves: list[tuple[str, Any]] = []
        nodes = []
        for token in self.expression:
            if isinstance(token, Leaf):
                node = self.value(values[token.label])
                leaves.append((token.label, node))
            else:
                right, left = stack.pop(), stack.pop()
                node = left + right if token == "+" else left * right if token == "*" else left - right
            nodes.append(node)
            stack.append(node)
        self.backward(stack[0])
        sums = dict.fromkeys(LABELS, 0.0)
        for label, leaf in leaves:
            sums[label] += leaf.grad
        return nodes, sums

    def backward(self, output: Any) -> None:
        order, stack = [], [output]
        while stack:
            node = stack.pop()
            order.append(node)
            stack.extend(node._prev)
        output.grad = 1
        for node in order:
            node._backward()


class PyTorch:
    """Eager mode in double precision; the gradients of all intermediate tensors are retained."""

    def __init__(self, expression: Expression) -> None:
        import torch

        self.expression, self.torch = expression, torch

    def update(self, values: Values) -> object:
        torch = self.torch
        stack: list[Any] = []
        leaves: list[tuple[str, Any]] = []
        nodes = []
        for token in self.expression:
            if isinstance(token, Leaf):
                node = torch.tensor(values[token.label], dtype=torch.float64, requires_grad=True)
                leaves.append((token.label, node))
            else:
                right, left = stack.pop(), stack.pop()
                node = left + right if token == "+" else left * right if token == "*" else left - right
                node.retain_grad()
            nodes.append(node)
            stack.append(node)
        stack[0].backward()
        sums = dict.fromkeys(LABELS, 0.0)
        for label, leaf in leaves:
            sums[label] += leaf.grad.item()
        return nodes, sums


class CasADi:
    """A compiled SX function from the inputs to all values, all partials and all sums, called on fixed memory."""

    def __init__(self, expression: Expression) -> None:
        import casadi  # type: ignore[import-untyped]

        x = casadi.SX.sym("x", len(LABELS))
        stack: list[int] = []
        values: list[Any] = []
        slopes: list[tuple[int, int, Any, Any]] = []
        for row, token in enumerate(expression):
            if isinstance(token, Leaf):
                values.append(x[LABELS.index(token.label)])
            else:
                j, i = stack.pop(), stack.pop()
                a, b = values[i], values[j]
                y, p, q = {"+": (a + b, 1, 1), "-": (a - b, 1, -1), "*": (a * b, b, a)}[str(token)]
                values.append(y)
                slopes.append((i, j, p, q))
            stack.append(row)
        partials: list[Any] = [casadi.SX(1)] * len(values)
        sums = dict.fromkeys(LABELS, casadi.SX(0))
        for row in range(len(values) - 1, -1, -1):
            token = expression[row]
            if isinstance(token, Leaf):
                sums[token.label] += partials[row]
            else:
                i, j, p, q = slopes.pop()
                partials[i], partials[j] = partials[row] * p, partials[row] * q
        results = [casadi.vertcat(*column) for column in (values, partials, sums.values())]
        self.function = casadi.Function("f", [x], results)
        self.buffer, self.call = self.function.buffer()
        self.given = np.empty(len(LABELS))
        self.found = [np.empty(result.shape[0]) for result in results]
        self.buffer.set_arg(0, memoryview(self.given))
        for i, memory in enumerate(self.found):
            self.buffer.set_res(i, memoryview(memory))

    def update(self, values: Values) -> object:
        self.given[:] = [values[label] for label in LABELS]
        self.call()
        return self.found


PEERS: dict[str, Callable[[Expression], Any]] = {"micrograd": Micrograd, "torch": PyTorch, "casadi": CasADi}


def installed() -> dict[str, Callable[[Expression], Any]]:
    return {name: peer for name, peer in PEERS.items() if importlib.util.find_spec(name) is not None}


def alternating(call: Callable[[Any], object], first: object, second: object) -> Callable[[], object]:
    """A call that gets the two by turns."""
    turns = [second, first]

    def turn() -> object:
        turns.reverse()
        return call(turns[0])

    return turn


# --- benchmarks -------------------------------------------------------------------------------------------------------


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
    leaves = made.order.ids[made.order.label >= 0]
    return made, edits.insert(made.forest, "neg", int(leaves[len(leaves) // 2]))


def structure(scale: Scale) -> Table:
    """What an edit costs, part by part."""
    table = Table(
        "structure: the parts of an edit, ms",
        ["tree", "nodes", "apply", "order_of", "order_after", "columns", "tape", "sets", "evaluate", "edit in all"],
    )
    for shape, size, expression in trees(scale):
        made, there = edited(expression)
        back, old = there.inverse(), made.order
        apply = best(alternating(made.forest.apply, there, back), scale.seconds / 4)
        if len(made.forest.nodes) == len(old.ids):
            made.forest.apply(there)
        order = columns(order_after(old, made.forest, there))
        tape, values = tape_of(order), inputs(1)
        calls: list[Callable[[], object]] = [
            partial(order_of, made.forest),
            partial(order_after, old, made.forest, there),
            partial(columns, order),
            partial(tape_of, order),
            partial(label_sets, tape),
            partial(evaluate, tape, values),
        ]
        parts = [best(call, scale.seconds / 4) for call in calls]
        table.rows.append([shape, size, apply, *parts, apply + sum(parts[1:])])
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


BENCHMARKS: dict[str, Callable[[Scale], Table]] = {
    "update": update,
    "edit": edit,
    "structure": structure,
    "undefined": undefined,
    "cut": cut,
}
QUICK = Scale(sizes=(15, 200), seconds=0.01)


# --- output -----------------------------------------------------------------------------------------------------------


def shown(cell: object) -> str:
    if not isinstance(cell, float):
        return f"{cell:,}" if isinstance(cell, int) else str(cell)
    return "–" if math.isnan(cell) else f"{cell:.4f}" if cell < 1 else f"{cell:,.2f}"


def show(table: Table) -> None:
    lines = [list(table.header), *([shown(cell) for cell in row] for row in table.rows)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    print(f"\n{table.title}\n")
    for line in lines:
        first, *rest = (cell.rjust(width) for cell, width in zip(line, widths, strict=True))
        print("  ".join((line[0].ljust(len(first)), *rest)))


def machine() -> str:
    return f"Python {platform.python_version()}, numpy {np.__version__}, {platform.machine()}"


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Measure treeedit, beside other programs where they are installed.")
    parser.add_argument("--only", action="append", choices=BENCHMARKS, help="run this benchmark (can be repeated)")
    parser.add_argument("--quick", action="store_true", help="small trees and short times, to see that all runs")
    parser.add_argument("--sizes", type=int, nargs="+", help="numbers of nodes")
    options = parser.parse_args(arguments)
    scale = QUICK if options.quick else Scale()
    if options.sizes:
        scale = Scale(tuple(options.sizes), scale.seconds)
    print(machine())
    print("missing:", ", ".join(sorted(set(PEERS) - set(installed()))) or "nothing")
    for name in options.only or BENCHMARKS:
        show(BENCHMARKS[name](scale))
    return 0


if __name__ == "__main__":
    sys.exit(main())
