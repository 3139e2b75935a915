"""The shared form of a tree: instances of a function run together into one node with several parents.

Which functions run together is chosen: all of them, or only some (g, or the inputs). A node that runs together takes
its whole subtree along. Outputs stay apart, as partials and sums are theirs.

Rule: no number is computed a second time. A node's partial is the sum of the partials of the instances that it stands
for, in the order of the tree, so that both forms show the same digits.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from treeedit.model.analysis import Analysis
from treeedit.model.order import OPERATOR_LIST, Ints, Order
from treeedit.model.sets import totals_of

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Sharing:
    """Which node of the shared form each row of the tree has become.

    node: (n,) the row that stands for it: the first instance. nodes: (m,) the rows that stand for themselves, operands
    first. parent, slot, operand: (edges,) the edges between them, each from the slot of an operation to an operand.
    """

    node: Ints
    nodes: Ints
    parent: Ints
    slot: Ints
    operand: Ints

    def gathered(self, partial: Floats) -> Floats:
        """(n,) the sum of the partials of all instances, at the rows that stand for them; 0 elsewhere."""
        return totals_of(self.node, partial, len(self.node))

    def edges_of(self, order: Order) -> Ints:
        """(n,) the edge through which each row of the order arrives at its node; -1 for the row of a root."""
        above = order.parent
        parent = np.where(above < 0, -1, self.node[above])
        own = np.where(order.operands[above, 0] == np.arange(len(above)), 0, 1)
        same = self.node[order.operands[parent, own]] == self.node  # else a commutative operator has them turned
        slot = np.where(same | (order.operands[parent, 1 - own] < 0), own, 1 - own)
        edge = np.full((len(above), 2), -1)
        edge[self.parent, self.slot] = np.arange(len(self.parent))
        return np.asarray(np.where(above < 0, -1, edge[parent, slot]))

    def instances(self, row: int) -> Ints:
        """The rows that a node stands for, in the order of the tree."""
        return np.flatnonzero(self.node == row)

    def arrivals(self, row: int) -> Ints:
        """The edges that arrive at a node, in the order of the tree: what they bring is added up."""
        return np.flatnonzero(self.operand == row)


def shared(analysis: Analysis, functions: Collection[int] | None = None) -> Sharing:
    """The shared form in which the functions with these ids (as in `Sets.function`) run together; None means all."""
    return run_together(analysis.order, analysis.sets.function, analysis.tape.output, functions)


def run_together(order: Order, functions: Ints, outputs: Ints, chosen: Collection[int] | None = None) -> Sharing:
    """The same for an order whose rows are these functions of these outputs; below 0 none, which stays apart."""
    return _sharing(order, _resolved(_pointers(order, functions.tolist(), outputs.tolist(), chosen)))


def unfolded(order: Order, functions: Ints, drawn: Ints, sharing: Sharing) -> Sharing:
    """The sharing of all rows of an order of which only some are drawn, from that of the drawn ones.

    What lies within a fold runs together with what lies at its place within the fold that stands for this one.
    drawn: the rows that are drawn, in the order of those of the sharing.
    """
    node = np.arange(len(order.ids))
    node[drawn] = drawn[sharing.node]
    hidden = np.ones(len(node), dtype=np.bool_)
    hidden[drawn] = False
    found, function, parent = node.tolist(), functions.tolist(), order.parent.tolist()
    for row in np.flatnonzero(hidden)[::-1].tolist():
        above = parent[row]
        if found[above] != above:
            found[row] = _counterpart(order, function, row, above, found[above])
    return _sharing(order, np.array(found, dtype=np.int64))


def _sharing(order: Order, node: Ints) -> Sharing:
    """The sharing in which these rows stand for all."""
    nodes = np.flatnonzero(node == np.arange(len(node)))
    operands = order.operands[nodes]
    at, slot = np.nonzero(operands >= 0)
    return Sharing(node, nodes, nodes[at], slot, node[operands[at, slot]])


def _pointers(order: Order, function: list[int], output: list[int], functions: Collection[int] | None) -> list[int]:
    """For each row itself or an earlier one that it runs together with, which may run together with another one."""
    parent = order.parent.tolist()
    first: dict[tuple[int, int], int] = {}
    for row, key in enumerate(zip(output, function, strict=True)):
        if key[1] >= 0 and (functions is None or key[1] in functions):
            first.setdefault(key, row)
    found = list(range(len(function)))
    for row in reversed(found):
        above = parent[row]
        if (start := first.get((output[row], function[row]))) is not None:
            found[row] = start
        elif above >= 0 and found[above] != above:
            found[row] = _counterpart(order, function, row, above, found[above])
    return found


def _counterpart(order: Order, function: list[int], row: int, above: int, other: int) -> int:
    """The operand of another instance of the operation above that is the same function as this one."""
    slot = 0 if order.operands[above, 0] == row else 1
    theirs = order.operands[other, : OPERATOR_LIST[order.operator[other]].arity].tolist()
    if function[theirs[slot]] == function[row]:
        return int(theirs[slot])
    return int(theirs[1 - slot])


def _resolved(pointers: list[int]) -> Ints:
    for row, pointer in enumerate(pointers):
        pointers[row] = pointers[pointer]
    return np.array(pointers, dtype=np.int64)
