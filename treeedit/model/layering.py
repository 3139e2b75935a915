"""Where the nodes of a shared form stand: in layers, f at one end, operands in order, with few crossings of edges.

After Sugiyama, Tagawa and Toda: a node stands one layer below the lowest of its parents; an edge over several layers
bends once in each of them; an order with few crossings is looked for in every layer (see `untangling.py`); then the
nodes move towards the middle of their neighbours (see `settling.py`).

Rule: the operands of an operator that does not commute stand, and the edges to them leave, from left to right in their
order. That goes before crossings; where operations contradict each other, the edges still leave in order. Operands of
+ and · keep theirs where that makes no crossing.

Everything starts from the places in the tree, so that a node is found near where its instances stood.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from treeedit.model.order import OPERATOR_LIST, Ints, Order
from treeedit.model.reading_order import Pair, ReadingOrder
from treeedit.model.settling import Settling
from treeedit.model.sharing import Sharing
from treeedit.model.untangling import Untangling

Floats = NDArray[np.float64]
_MOST_COMPARED = 1000
"""A larger form is laid out once only: its layout is to follow the hand."""

Place = tuple[float, int]
"""x in pixels, and the layer."""


@dataclass(frozen=True, slots=True)
class Layered:
    """Places of the nodes of a shared form, by row of the tree, relative to the root of each tree.

    x: (n,) in pixels; rows that have run together have the place of their node. layer: (n,) 0 for roots. bends: for
    each edge, in the order of the sharing, its bends from parent to operand. empty: places of the empty slots, by row
    of the operation and slot.
    """

    x: Floats
    layer: Ints
    bends: tuple[tuple[Place, ...], ...]
    empty: dict[tuple[int, int], Place]


def layered(
    order: Order,
    sharing: Sharing,
    start: Floats,
    left: Floats,
    right: Floats,
    slot_reach: float,
    gap: float = 20.0,
    bend_width: float = 12.0,
) -> Layered:
    """Places for a shared form, each tree for itself.

    start: (n,) where each row stands in the tree. left, right: (n,) how far its box reaches from its centre.
    slot_reach: how far the circle of an empty slot reaches. bend_width: the room for an edge where it bends.
    """
    n = len(sharing.node)
    x, layer = np.zeros(n), np.zeros(n, dtype=np.int64)
    bends: list[tuple[Place, ...]] = []
    empty: dict[tuple[int, int], Place] = {}
    tree = np.searchsorted(order.roots, np.arange(n))
    edges = np.searchsorted(order.roots, sharing.parent)
    means = np.bincount(sharing.node, weights=start) / np.maximum(np.bincount(sharing.node), 1) if n else start
    for number, root in enumerate(order.roots.tolist()):
        joints = _Joints(means, left + gap / 2, right + gap / 2, (bend_width + gap) / 2)
        nodes = sharing.nodes[tree[sharing.nodes] == number].tolist()
        chosen = np.flatnonzero(edges == number)
        columns = (each[chosen].tolist() for each in (sharing.parent, sharing.slot, sharing.operand))
        joints.add_nodes(nodes, list(zip(*columns, strict=True)))
        hollow = joints.add_empty_slots(_empty_slots(order, nodes), slot_reach + gap / 2)
        joints.settle(*_pairs(order, nodes, joints))
        at = joints.x[root]
        for row in nodes:
            x[row], layer[row] = joints.x[row] - at, joints.layer[row]
        bends += [tuple((px - at, depth) for px, depth in each) for each in joints.bends()]
        empty |= {slot: (joints.x[joint] - at, joints.layer[joint]) for slot, joint in hollow.items()}
    return Layered(x[sharing.node], layer[sharing.node], tuple(bends), empty)


def joints_of(sharing: Sharing) -> int:
    """How many places a layout looks for: nodes, and bends of edges. What it costs grows with it."""
    edges = list(zip(sharing.parent.tolist(), sharing.operand.tolist(), strict=True))
    layers = _layers(sharing.nodes.tolist(), edges)
    return len(sharing.nodes) + sum(layers[operand] - layers[parent] - 1 for parent, operand in edges)


def _empty_slots(order: Order, nodes: Sequence[int]) -> list[tuple[int, int]]:
    found = []
    for row in nodes:
        arity = OPERATOR_LIST[order.operator[row]].arity if order.operator[row] >= 0 else 0
        found += [(row, slot) for slot in range(arity) if order.operands[row, slot] < 0]
    return found


def _pairs(order: Order, nodes: Sequence[int], joints: _Joints) -> tuple[list[Pair], list[Pair]]:
    """What is to stand left of what: for operators that do not commute, and for those that do; upper ones first."""
    strict: list[Pair] = []
    free: list[Pair] = []
    for row in sorted(nodes, key=lambda row: (joints.layer[row], row)):
        if (row, 1) in joints.begins:
            operands = joints.ends[row, 0], joints.ends[row, 1]
            if OPERATOR_LIST[order.operator[row]].commutative:
                free.append(operands)
            else:
                strict += [operands, (joints.begins[row, 0], joints.begins[row, 1])]
    return strict, free


def _layers(nodes: Sequence[int], edges: Sequence[tuple[int, int]]) -> dict[int, int]:
    """One more than the deepest parent's; an edge leads from a later row to an earlier one, so one sweep does."""
    layer = dict.fromkeys(nodes, 0)
    for parent, operand in sorted(edges, reverse=True):
        layer[operand] = max(layer[operand], layer[parent] + 1)
    return layer


class _Joints:
    """Nodes, bends and empty slots alike, layer by layer; a node's key is its row, others have negative ones.

    begins, ends: for each slot of an operation the first joint on the way to its operand, and the operand's.
    """

    def __init__(self, start: Floats, left: Floats, right: Floats, bend_reach: float) -> None:
        self._start, self._left, self._right, self._bend_reach = start, left, right, bend_reach
        self.x: dict[int, float] = {}
        self.layer: dict[int, int] = {}
        self.begins: dict[tuple[int, int], int] = {}
        self.ends: dict[tuple[int, int], int] = {}
        self._above: dict[int, list[int]] = {}
        self._below: dict[int, list[int]] = {}
        self._reach: dict[int, tuple[float, float]] = {}
        self._bends: list[list[int]] = []
        self._others = 0

    def add_nodes(self, nodes: Sequence[int], edges: Sequence[tuple[int, int, int]]) -> None:
        """The nodes with these rows, and the edges between them (parent, slot, operand) with the bends they need."""
        layers = _layers(nodes, [(parent, operand) for parent, _, operand in edges])
        for row in nodes:
            reach = float(self._left[row]), float(self._right[row])
            self._add(row, layers[row], float(self._start[row]), reach)
        for edge in edges:
            self._join(*edge)

    def add_empty_slots(self, slots: Sequence[tuple[int, int]], reach: float) -> dict[tuple[int, int], int]:
        """The circles of empty slots, each one layer below its operation; gives the joint of each."""
        found = {}
        for row, slot in slots:
            found[row, slot] = self._other(self.layer[row] + 1, self.x[row] + (slot - 0.5) * 2 * reach, reach)
            self._link(row, found[row, slot])
        self.begins |= found
        self.ends |= found
        return found

    def _other(self, layer: int, x: float, reach: float) -> int:
        self._others -= 1
        self._add(self._others, layer, x, (reach, reach))
        return self._others

    def _add(self, joint: int, layer: int, x: float, reach: tuple[float, float]) -> None:
        self.layer[joint], self.x[joint], self._reach[joint] = layer, x, reach
        self._above[joint], self._below[joint] = [], []

    def _join(self, parent: int, slot: int, operand: int) -> None:
        """An edge, by way of a bend in every layer between."""
        first, last = self.layer[parent], self.layer[operand]
        bends: list[int] = []
        above = parent
        for layer in range(first + 1, last):
            share = (layer - first) / (last - first)
            place = self.x[parent] + share * (self.x[operand] - self.x[parent])
            bends.append(self._other(layer, place, self._bend_reach))
            self._link(above, bends[-1])
            above = bends[-1]
        self._link(above, operand)
        self._bends.append(bends)
        self.begins[parent, slot], self.ends[parent, slot] = (*bends, operand)[0], operand

    def _link(self, above: int, below: int) -> None:
        self._below[above].append(below)
        self._above[below].append(above)

    def bends(self) -> list[list[Place]]:
        """The places of the bends of each edge."""
        return [[(self.x[bend], self.layer[bend]) for bend in each] for each in self._bends]

    def settle(self, strict: Sequence[Pair], free: Sequence[Pair]) -> None:
        """Find all places: what is strict is kept, what is free if that makes no more crossings."""
        begin = {joint: self.x[joint] for joint in sorted(self.x, key=lambda joint: (self.x[joint], joint))}
        untangling = Untangling(self.layer, self._above, self._below)
        wanted = ((*strict, *free), strict) if len(begin) <= _MOST_COMPARED else (strict,)
        rules = [ReadingOrder(pairs) for pairs in wanted]
        found = [(*untangling.order(begin, rule), rule) for rule in rules]
        _, layers, rule = min(found, key=lambda each: each[0])
        near = {joint: [*self._above[joint], *self._below[joint]] for joint in self.x}
        self.x = Settling(layers, self._reach, near, rule).x
