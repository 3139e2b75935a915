"""treeedit and its peers: made from an expression, then updated with values."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from typing import Any

import numpy as np

from benchmarks.trees import LABELS, Values
from treeedit.model import edits
from treeedit.model.analysis import analysis_of
from treeedit.model.forest import Forest, operands_first
from treeedit.model.order import Order, order_after, order_of
from treeedit.model.passes import Evaluation, evaluate
from treeedit.model.records import Edit, Expression, Leaf, Point


class Treeedit:
    """This program's model as the session uses it: forest, order, tape, sets of labels, sums.

    Like the peers it sums by label; the sets of functions, which no peer has, are looked for when they are shown and
    are in the benchmark `session`.
    """

    def __init__(self, expression: Expression) -> None:
        self.forest = Forest()
        self.forest.apply(edits.add(self.forest, expression, Point(0, 0)))
        self.adopt(order_of(self.forest))

    def adopt(self, order: Order) -> None:
        self.order = order
        self.analysis = analysis_of(order, self.forest)

    def edit(self, edit: Edit) -> None:
        self.forest.apply(edit)
        self.adopt(order_after(self.order, self.forest, edit))

    def update(self, values: Values) -> tuple[Evaluation, object]:
        found = evaluate(self.analysis.tape, values)
        assert len(found.value) == len(found.partial)
        return found, self.analysis.sets.input_sums(found.partial)


def insertion(forest: Forest) -> Edit:
    """An edit that puts a minus sign over a leaf in the middle of the first tree."""
    leaves = [n for n in operands_first(forest, forest.trees()[0]) if isinstance(forest.nodes[n], Leaf)]
    return edits.insert(forest, "neg", leaves[len(leaves) // 2])


class Micrograd:
    """Builds its objects anew for every update; its recursion, which ends at a height of 1,000, is made a loop."""

    def __init__(self, expression: Expression) -> None:
        self.expression, self.value = expression, import_module("micrograd.engine").Value

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
        self.expression, self.torch = expression, import_module("torch")

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
        casadi: Any = import_module("casadi")
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
        self.buffer: Any
        self.buffer, self.call = self.function.buffer()
        self.given = np.empty(len(LABELS))
        self.found = [np.empty(result.shape[0]) for result in results]
        self.buffer.set_arg(0, self.given.data)
        for i, memory in enumerate(self.found):
            self.buffer.set_res(i, memory.data)

    def update(self, values: Values) -> object:
        self.given[:] = [values[label] for label in LABELS]
        self.call()
        return self.found


PEERS: dict[str, Callable[[Expression], Any]] = {"micrograd": Micrograd, "torch": PyTorch, "casadi": CasADi}


def installed() -> dict[str, Callable[[Expression], Any]]:
    return {name: peer for name, peer in PEERS.items() if find_spec(name) is not None}
