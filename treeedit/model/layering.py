"""Where the nodes of a shared form stand: in layers, f at one end, with few crossings of edges.

After Sugiyama, Tagawa and Toda: a node stands one layer below the lowest of its parents; an edge over several layers
bends once in each of them; every layer is put in the order of the mean places of its neighbours, back and forth as
long as that helps; then the nodes move towards the middle of their neighbours, as far as their boxes allow (a least
squares fit with the order kept, by the pool adjacent violators algorithm).

Everything starts from the places in the tree, so that a node is found near where its instances stood.
"""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from treeedit.model.order import OPERATOR_LIST, Ints, Order
from treeedit.model.sharing import Sharing

Floats = NDArray[np.float64]

_SWEEPS = 12
_SETTLINGS = 10


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
        joints.add_nodes(
            nodes, list(zip(sharing.parent[chosen].tolist(), sharing.operand[chosen].tolist(), strict=True))
        )
        hollow = joints.add_empty_slots(_empty_slots(order, nodes), slot_reach + gap / 2)
        joints.order()
        joints.settle()
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


def _layers(nodes: Sequence[int], edges: Sequence[tuple[int, int]]) -> dict[int, int]:
    """One more than the deepest parent's; an edge leads from a later row to an earlier one, so one sweep does."""
    layer = dict.fromkeys(nodes, 0)
    for parent, operand in sorted(edges, reverse=True):
        layer[operand] = max(layer[operand], layer[parent] + 1)
    return layer


class _Joints:
    """Nodes, bends and empty slots alike, layer by layer; a node's key is its row, others have negative ones."""

    def __init__(self, start: Floats, left: Floats, right: Floats, bend_reach: float) -> None:
        self._start, self._left, self._right, self._bend_reach = start, left, right, bend_reach
        self.x: dict[int, float] = {}
        self.layer: dict[int, int] = {}
        self._layers: list[list[int]] = []
        self._above: dict[int, list[int]] = {}
        self._below: dict[int, list[int]] = {}
        self._reach: dict[int, tuple[float, float]] = {}
        self._bends: list[list[int]] = []
        self._others = 0

    def add_nodes(self, nodes: Sequence[int], edges: Sequence[tuple[int, int]]) -> None:
        """The nodes with these rows, and the edges between them with as many bends as they need."""
        layers = _layers(nodes, edges)
        for row in nodes:
            reach = float(self._left[row]), float(self._right[row])
            self._add(row, layers[row], float(self._start[row]), reach)
        for parent, operand in edges:
            self._join(parent, operand)

    def add_empty_slots(self, slots: Sequence[tuple[int, int]], reach: float) -> dict[tuple[int, int], int]:
        """The circles of empty slots, each one layer below its operation; gives the joint of each."""
        found = {}
        for row, slot in slots:
            found[row, slot] = self._other(self.layer[row] + 1, self.x[row] + (slot - 0.5) * 2 * reach, reach)
            self._link(row, found[row, slot])
        return found

    def _other(self, layer: int, x: float, reach: float) -> int:
        self._others -= 1
        self._add(self._others, layer, x, (reach, reach))
        return self._others

    def _add(self, joint: int, layer: int, x: float, reach: tuple[float, float]) -> None:
        self._layers += [[] for _ in range(layer + 1 - len(self._layers))]
        self._layers[layer].append(joint)
        self.layer[joint], self.x[joint], self._reach[joint] = layer, x, reach
        self._above[joint], self._below[joint] = [], []

    def _join(self, parent: int, operand: int) -> None:
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

    def _link(self, above: int, below: int) -> None:
        self._below[above].append(below)
        self._above[below].append(above)

    def bends(self) -> list[list[Place]]:
        """The places of the bends of each edge."""
        return [[(self.x[bend], self.layer[bend]) for bend in each] for each in self._bends]

    def order(self) -> None:
        """Put every layer in the order of its neighbours' mean places; the best order of all sweeps stays."""
        for layer in self._layers:
            layer.sort(key=lambda joint: (self.x[joint], joint))
        best, fewest = [list(layer) for layer in self._layers], self._crossings()
        for sweep in range(_SWEEPS):
            down = sweep % 2 == 0
            place = self._places()
            for layer in self._layers[1:] if down else self._layers[-2::-1]:
                self._sort(layer, self._above if down else self._below, place)
            crossings = self._crossings()
            if crossings < fewest:
                best, fewest = [list(layer) for layer in self._layers], crossings
            if not fewest:
                break
        self._layers = best

    def _sort(self, layer: list[int], neighbours: dict[int, list[int]], place: dict[int, float]) -> None:
        wish = {
            joint: _mean([place[each] for each in neighbours[joint]]) if neighbours[joint] else place[joint]
            for joint in layer
        }
        layer.sort(key=lambda joint: (wish[joint], place[joint]))
        place |= {joint: (i + 0.5) / len(layer) for i, joint in enumerate(layer)}

    def _places(self) -> dict[int, float]:
        """Where in its layer each joint stands, as a share, so that layers of different lengths compare."""
        return {joint: (i + 0.5) / len(layer) for layer in self._layers for i, joint in enumerate(layer)}

    def _crossings(self) -> int:
        """How many pairs of edges cross, layer by layer: inversions, counted by insertion into a sorted list."""
        place = {joint: i for layer in self._layers for i, joint in enumerate(layer)}
        total = 0
        for layer in self._layers:
            seen: list[int] = []
            for joint in layer:
                ends = sorted(place[each] for each in self._below[joint])
                total += sum(len(seen) - bisect_right(seen, end) for end in ends)
                for end in ends:
                    insort(seen, end)
        return total

    def settle(self) -> None:
        """Move the joints of every layer towards the middle of their neighbours, their order kept."""
        for layer in self._layers:
            self._place(layer, [self.x[joint] for joint in layer])
        for turn in range(_SETTLINGS):
            for layer in self._layers if turn % 2 else self._layers[::-1]:
                self._place(layer, [self._wish(joint) for joint in layer])

    def _wish(self, joint: int) -> float:
        neighbours = [*self._above[joint], *self._below[joint]]
        return _mean([self.x[each] for each in neighbours]) if neighbours else self.x[joint]

    def _place(self, layer: Sequence[int], wishes: Sequence[float]) -> None:
        offsets = [0.0]
        for a, b in pairwise(layer):
            offsets.append(offsets[-1] + self._reach[a][1] + self._reach[b][0])
        places = _pooled([wish - offset for wish, offset in zip(wishes, offsets, strict=True)])
        for joint, place, offset in zip(layer, places, offsets, strict=True):
            self.x[joint] = place + offset


def _mean(numbers: Sequence[float]) -> float:
    return sum(numbers) / len(numbers)


def _pooled(wishes: Sequence[float]) -> list[float]:
    """The numbers, none smaller than the one before it, that are nearest to the wishes in the sum of squares."""
    blocks: list[tuple[float, int]] = []
    for wish in wishes:
        mean, count = wish, 1
        while blocks and blocks[-1][0] > mean:
            other, more = blocks.pop()
            mean, count = (mean * count + other * more) / (count + more), count + more
        blocks.append((mean, count))
    return [mean for mean, count in blocks for _ in range(count)]
