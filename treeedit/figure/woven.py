"""The shared form as it is drawn: where its nodes stand, and the edges between them as chains of curves.

Nodes stand in layers. Between two layers an edge is one curve; through a layer that it only passes it runs straight,
between the nodes, in a lane of its own. So no edge crosses a node or its numbers, whatever the layers hold. Edges that
arrive at one node are fanned, and two edges between the same two nodes bow away from each other.

Rule: the two edges of an operation leave it side by side, in the order of its operands; of an operator that commutes,
in the order in which they run on.

All is worked out across and along the tree (see `bearing.py`) and turned at the end.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from treeedit.figure.bearing import Bearing
from treeedit.figure.look import SLOT_RADIUS
from treeedit.model.layering import Layered
from treeedit.model.order import OPERATOR_LIST, Order
from treeedit.model.sharing import Sharing

Floats = NDArray[np.float64]
Point = tuple[float, float]

LABEL_WIDTH, LABEL_HEIGHT = 52.0, 17.0
"""The room for the label of an edge."""
_STEEPNESS, _MOST_GAP = 0.14, 2.2
"""How much farther apart two layers stand for each pixel that an edge between them leads aside, and at most."""
_FAN, _FAN_SHARE = 11.0, 0.62
_PORT = 8.0
"""How far from the middle of its operation an edge leaves, where there are two."""
_BOW = {False: 30.0, True: 14.0}
_PLACES = (0.5, 0.36, 0.64, 0.26, 0.74)
"""Where on a curve its label may stand, the best place first."""
_HEIGHTS = (0.5, 0.24, 0.76)
"""The same for an edge that bows, as a share of its way."""
_SHORTEST = 0.05


class Sizes(NamedTuple):
    """How far each row reaches, (n,) each: across to both sides and along to both ends, with its numbers; its shape."""

    low: Floats
    high: Floats
    near: Floats
    far: Floats
    half_across: Floats
    half_along: Floats
    radius: Floats


class Piece(NamedTuple):
    """A curve of an edge in the picture; at: where its label stands on it, 0 if that is on another piece."""

    x0: float
    y0: float
    x1: float
    y1: float
    at: float = 0.0


Chain = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Woven:
    """x, y: (n,) places of the rows, relative to the root of their tree. chains: the curves of each edge.

    slots: the centres of the empty slots. threads: the chains that lead to them. reach: (n, 4) left, top, right and
    bottom of what is drawn of each node with the edges that arrive there.
    """

    x: Floats
    y: Floats
    chains: tuple[Chain, ...]
    slots: dict[tuple[int, int], Point]
    threads: dict[tuple[int, int], Chain]
    reach: Floats


class _Bands:
    """Where each layer of each tree begins and ends along, and the middles of the rows in them."""

    def __init__(
        self, order: Order, sharing: Sharing, found: Layered, sizes: Sizes, gap: float, levelled: bool
    ) -> None:
        self._tree = np.searchsorted(order.roots, np.arange(len(sharing.node)))
        depth = np.zeros(len(order.roots), dtype=np.int64)
        np.maximum.at(depth, self._tree, found.layer)
        for (row, _), (_, layer) in found.empty.items():
            depth[self._tree[row]] = max(depth[self._tree[row]], layer)
        self._first = np.cumsum(depth + 1) - depth - 1
        self._count = int((depth + 1).sum())
        self._layer = found.layer
        level = self._first[self._tree] + found.layer
        inner = self._inner(level[sharing.nodes], sharing.nodes, sizes, found, levelled)
        ahead = inner[level] if levelled else inner[level] + sizes.half_along
        length = inner + (0.0 if levelled else SLOT_RADIUS)
        np.maximum.at(length, level[sharing.nodes], (ahead + sizes.far)[sharing.nodes])
        for (row, _), (_, layer) in found.empty.items():
            each = self._first[self._tree[row]] + layer
            length[each] = max(length[each], inner[each] + (1.0 if levelled else 2.0) * SLOT_RADIUS)
        gaps = self._gaps(sharing, found, gap)
        begin = np.cumsum(length + gaps) - length - gaps
        roots = self._first
        shift = begin[roots] + ahead[order.roots]
        self.begin = begin - np.repeat(shift, depth + 1)
        self.end = self.begin + length
        self.middle = self.begin[level] + ahead
        self.slot = self.begin + inner + (0.0 if levelled else SLOT_RADIUS)

    def _inner(
        self, level: NDArray[np.int64], rows: NDArray[np.int64], sizes: Sizes, found: Layered, levelled: bool
    ) -> Floats:
        """From the beginning of a layer to the middles of its nodes if they are level, else to where they begin."""
        inner = np.zeros(self._count)
        np.maximum.at(inner, level, sizes.near[rows] - (0.0 if levelled else sizes.half_along[rows]))
        for (row, _), (_, layer) in found.empty.items():
            each = self._first[self._tree[row]] + layer
            inner[each] = max(inner[each], SLOT_RADIUS if levelled else 0.0)
        return inner

    def _gaps(self, sharing: Sharing, found: Layered, gap: float) -> Floats:
        """How far apart the layers stand: farther where edges lead far aside."""
        aside = np.zeros(self._count)
        for edge, (parent, operand) in enumerate(zip(sharing.parent.tolist(), sharing.operand.tolist(), strict=True)):
            ends = (float(found.x[parent]), int(found.layer[parent])), (float(found.x[operand]), 0)
            for (x0, layer), (x1, _) in pairwise((ends[0], *found.bends[edge], ends[1])):
                each = self._first[self._tree[parent]] + layer
                aside[each] = max(aside[each], abs(x1 - x0))
        return np.clip(_STEEPNESS * aside, gap, _MOST_GAP * gap)

    def level(self, row: int, layer: int) -> int:
        """The number of a layer of a row's tree."""
        return int(self._first[self._tree[row]]) + layer


def woven(order: Order, sharing: Sharing, found: Layered, sizes: Sizes, bearing: Bearing, gap: float) -> Woven:
    """The shared form with its layers at least `gap` apart."""
    bands = _Bands(order, sharing, found, sizes, gap, bearing.sideways)
    ports = _ports(order, sharing, found)
    chains = _Weaver(sharing, found, sizes, bands, bearing, ports).chains()
    x, y = bearing.place(found.x, bands.middle)
    slots, threads = {}, {}
    for (row, slot), (across, layer) in found.empty.items():
        level = bands.level(row, layer)
        middle = float(bands.slot[level])
        slots[row, slot] = bearing.place(across, middle)
        begin = _rim(row, ports[row, slot], 1.0, found, bands, sizes)
        stem = begin[0], float(bands.end[bands.level(row, int(found.layer[row]))])
        parts = pairwise((begin, stem, (across, middle - SLOT_RADIUS)))
        threads[row, slot] = tuple(_turned(bearing, *part) for part in parts if math.dist(*part) > _SHORTEST)
    return Woven(x, y, tuple(chains), slots, threads, _reach(sharing, x, y, sizes, bearing, chains))


def _ports(order: Order, sharing: Sharing, found: Layered) -> dict[tuple[int, int], float]:
    """How far from the middle of its operation the edge of each slot leaves."""
    runs: dict[tuple[int, int], float] = {slot: across for slot, (across, _) in found.empty.items()}
    for edge, (row, slot) in enumerate(zip(sharing.parent.tolist(), sharing.slot.tolist(), strict=True)):
        bends = found.bends[edge]
        runs[row, slot] = bends[0][0] if bends else float(found.x[sharing.operand[edge]])
    ports = dict.fromkeys(runs, 0.0)
    for row, slot in runs:
        if slot and (row, 0) in runs:
            turned = OPERATOR_LIST[order.operator[row]].commutative and runs[row, 0] > runs[row, 1]
            ports[row, 0], ports[row, 1] = (_PORT, -_PORT) if turned else (-_PORT, _PORT)
    return ports


def _rim(row: int, aside: float, end: float, found: Layered, bands: _Bands, sizes: Sizes) -> Point:
    """Where a node ends along, so far aside from its middle."""
    across, along, radius = (float(each[row]) for each in sizes[4:])
    beyond = min(radius, max(0.0, abs(aside) - (across - radius)))
    depth = along - radius + math.sqrt(radius * radius - beyond * beyond)
    return float(found.x[row]) + aside, float(bands.middle[row]) + end * depth


def _turned(bearing: Bearing, begin: Point, end: Point, at: float = 0.0) -> Piece:
    return Piece(*bearing.place(*begin), *bearing.place(*end), at)


def _reach(sharing: Sharing, x: Floats, y: Floats, sizes: Sizes, bearing: Bearing, chains: list[Chain]) -> Floats:
    along = (sizes.near, sizes.far) if bearing.sign > 0 else (sizes.far, sizes.near)
    across = sizes.low, sizes.high
    (left, right), (above, below) = (along, across) if bearing.sideways else (across, along)
    reach = np.stack((x - left, y - above, x + right, y + below), axis=1)
    for operand, chain in zip(sharing.operand.tolist(), chains, strict=True):
        xs = [x for piece in chain for x in (piece.x0, piece.x1)]
        ys = [y for piece in chain for y in (piece.y0, piece.y1)]
        reach[operand, :2] = np.minimum(reach[operand, :2], (min(xs) - LABEL_WIDTH / 2, min(ys)))
        reach[operand, 2:] = np.maximum(reach[operand, 2:], (max(xs) + LABEL_WIDTH / 2, max(ys)))
    return reach[sharing.node]


class _Weaver:
    """Leads every edge from its operation through the layers to its operand."""

    def __init__(
        self,
        sharing: Sharing,
        found: Layered,
        sizes: Sizes,
        bands: _Bands,
        bearing: Bearing,
        ports: dict[tuple[int, int], float],
    ) -> None:
        self._found, self._sizes, self._bands, self._bearing = found, sizes, bands, bearing
        self._ports = [ports[each] for each in zip(sharing.parent.tolist(), sharing.slot.tolist(), strict=True)]
        self._ends = list(zip(sharing.parent.tolist(), sharing.operand.tolist(), strict=True))
        self._twins = self._doubled()
        self._labels: dict[int, list[Point]] = {}
        size = (LABEL_HEIGHT, LABEL_WIDTH) if bearing.sideways else (LABEL_WIDTH, LABEL_HEIGHT)
        self._label_size = size

    def _doubled(self) -> dict[int, float]:
        """The edges that have another one between the same two nodes, each with the side on which it runs."""
        by_ends: dict[tuple[int, int], list[int]] = {}
        for edge, ends in enumerate(self._ends):
            by_ends.setdefault(ends, []).append(edge)
        pairs = [pair for pair in by_ends.values() if len(pair) > 1]
        return {edge: math.copysign(1.0, self._ports[edge]) for pair in pairs for edge in pair}

    def chains(self) -> list[Chain]:
        """The curves of each edge."""
        arrivals = self._arrivals()
        found: dict[int, Chain] = {}
        for edge in sorted(range(len(self._ends)), key=lambda edge: edge not in self._twins):  # whose labels stay put
            parent, operand = self._ends[edge]
            bends = self._found.bends[edge]
            begin = self._rim(parent, self._ports[edge], 1.0)
            end = self._rim(operand, arrivals[edge], -1.0)
            points = [begin, (begin[0], self._end(parent, int(self._found.layer[parent])))]
            for across, layer in bends:
                points += [(across, self._begin(parent, layer)), (across, self._end(parent, layer))]
            points += [(end[0], self._begin(operand, int(self._found.layer[operand]))), end]
            found[edge] = self._chain(edge, points)
        return [found[edge] for edge in range(len(self._ends))]

    def _chain(self, edge: int, points: list[Point]) -> Chain:
        """The points joined; with the label on the first straight piece between, else on a bow, else on the curve."""
        if len(points) > 4:
            label = 2
        elif edge in self._twins:
            label = 2
            points = self._bowed(edge, points)
        else:
            return self._joined(points, 1, self._free_place(edge, points[1], points[2]))
        return self._joined(points, label, 0.5)

    def _joined(self, points: list[Point], label: int, at: float) -> Chain:
        parts = [(a, b, at if i == label else 0.0) for i, (a, b) in enumerate(pairwise(points))]
        kept = [each for each in parts if each[2] or math.dist(each[0], each[1]) > _SHORTEST]
        return tuple(_turned(self._bearing, *each) for each in kept)

    def _bowed(self, edge: int, points: list[Point]) -> list[Point]:
        """The points with a straight piece between, aside, for the label: at a height where no other label stands."""
        (_, (x0, y0), (x1, y1), _), half = points, self._label_size[1] / 2
        across = (x0 + x1) / 2 + self._twins[edge] * _BOW[self._bearing.sideways]
        spots = [(across, y0 + share * (y1 - y0)) for share in _HEIGHTS]
        _, along = spot = min(spots, key=lambda each: self._hidden(edge, each))
        self._taken(edge).append(spot)
        return [*points[:2], (across, along - half), (across, along + half), *points[2:]]

    def _taken(self, edge: int) -> list[Point]:
        """Where labels stand already between the layers where an edge begins."""
        parent = self._ends[edge][0]
        return self._labels.setdefault(self._bands.level(parent, int(self._found.layer[parent])), [])

    def _free_place(self, edge: int, begin: Point, end: Point) -> float:
        """Where on a curve its label stands clear of those that stand there already, as far as it can."""
        spots = []
        for at in _PLACES:
            across, along = at * at * (3 - 2 * at), at * (1.5 - 1.5 * at + at * at)
            spot = begin[0] + across * (end[0] - begin[0]), begin[1] + along * (end[1] - begin[1])
            spots.append((self._hidden(edge, spot), at, spot))
        best = min(spots, key=lambda each: each[0])
        self._taken(edge).append(best[2])
        return best[1]

    def _hidden(self, edge: int, spot: Point) -> float:
        """How much of a label at a place would lie on others."""
        wide, high = self._label_size
        return sum(
            (wide - abs(spot[0] - x)) * (high - abs(spot[1] - y))
            for x, y in self._taken(edge)
            if abs(spot[0] - x) < wide and abs(spot[1] - y) < high
        )

    def _arrivals(self) -> list[float]:
        """How far from the middle of its operand each edge arrives, in the order in which they come."""
        at: dict[int, list[int]] = {}
        for edge, (_, operand) in enumerate(self._ends):
            at.setdefault(operand, []).append(edge)
        found = [0.0] * len(self._ends)
        for operand, edges in at.items():
            limit = _FAN_SHARE * float(self._sizes.half_across[operand])
            step = min(_FAN, 2 * limit / max(1, len(edges) - 1))
            for place, edge in enumerate(sorted(edges, key=self._comes_from)):
                found[edge] = (place - (len(edges) - 1) / 2) * step
        return found

    def _comes_from(self, edge: int) -> tuple[float, float, int]:
        bends, parent = self._found.bends[edge], self._ends[edge][0]
        return (bends[-1][0] if bends else float(self._found.x[parent])), self._twins.get(edge, 0.0), edge

    def _rim(self, row: int, aside: float, end: float) -> Point:
        return _rim(row, aside, end, self._found, self._bands, self._sizes)

    def _begin(self, row: int, layer: int) -> float:
        return float(self._bands.begin[self._bands.level(row, layer)])

    def _end(self, row: int, layer: int) -> float:
        return float(self._bands.end[self._bands.level(row, layer)])
