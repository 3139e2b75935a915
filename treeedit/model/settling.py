"""How far across everything in the layers of a shared form stands, its order given: near the middle of its neighbours.

Layer by layer the least squares fit is taken with the order kept (the pool adjacent violators algorithm), between the
bounds that the reading order sets where two things of different layers are compared. It begins with places that keep
everything, in the middle between all as far left and all as far right as can be, and never leaves such places.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from treeedit.model.reading_order import Pair, ReadingOrder

_TURNS = 12
_APART = 24.0
"""How far apart two middles in different layers stand of which one is to be left of the other."""


class Settling:
    """Places for layers of things.

    layers: their order, from left to right. reach: how far each reaches to both sides, what keeps it apart included.
    neighbours: what each likes to be in the middle of. rule: what stands left of what.
    """

    def __init__(
        self,
        layers: Sequence[Sequence[int]],
        reach: Mapping[int, tuple[float, float]],
        neighbours: Mapping[int, Sequence[int]],
        rule: ReadingOrder,
    ) -> None:
        self._layers, self._reach, self._neighbours = layers, reach, neighbours
        level = {thing: number for number, layer in enumerate(layers) for thing in layer}
        self._left, self._right = (
            {thing: [each for each in others if level[each] != level[thing]] for thing, others in found.items()}
            for found in (rule.before, rule.after)
        )
        self.x = self._beginning()
        for turn in range(_TURNS):
            for layer in layers if turn % 2 else layers[::-1]:
                self._place(layer)

    def _beginning(self) -> dict[int, float]:
        """Places that keep all that is to be kept."""
        steps: dict[Pair, float] = {}
        for layer in self._layers:
            steps |= {(a, b): self._reach[a][1] + self._reach[b][0] for a, b in pairwise(layer)}
        steps |= {(low, high): _APART for low, others in self._right.items() for high in others}
        things = {thing: 0.0 for layer in self._layers for thing in layer}
        order = ReadingOrder(steps).sorted(things)
        low, high = dict(things), dict(things)
        after: dict[int, list[tuple[int, float]]] = {}
        for (a, b), step in steps.items():
            after.setdefault(a, []).append((b, step))
        for thing in order:
            for each, step in after.get(thing, ()):
                low[each] = max(low[each], low[thing] + step)
        for thing in reversed(order):
            for each, step in after.get(thing, ()):
                high[thing] = min(high[thing], high[each] - step)
        return {thing: (low[thing] + high[thing]) / 2 for thing in things}

    def _place(self, layer: Sequence[int]) -> None:
        offsets = [0.0]
        for a, b in pairwise(layer):
            offsets.append(offsets[-1] + self._reach[a][1] + self._reach[b][0])
        places = _pooled([self._wish(thing) - offset for thing, offset in zip(layer, offsets, strict=True)])
        least, most = self._bounds(layer, offsets)
        for i, (thing, offset) in enumerate(zip(layer, offsets, strict=True)):
            self.x[thing] = min(max(places[i], least[i]), most[i]) + offset

    def _wish(self, thing: int) -> float:
        near = self._neighbours[thing]
        return sum(self.x[each] for each in near) / len(near) if near else self.x[thing]

    def _bounds(self, layer: Sequence[int], offsets: Sequence[float]) -> tuple[list[float], list[float]]:
        """Between what each of a layer may stand, less its offset, so that all that is beside it has room."""
        least, most = [], []
        bound = -float("inf")
        for thing, offset in zip(layer, offsets, strict=True):
            bound = max([bound, *(self.x[each] + _APART - offset for each in self._left.get(thing, ()))])
            least.append(bound)
        bound = float("inf")
        for thing, offset in zip(reversed(layer), reversed(offsets), strict=True):
            bound = min([bound, *(self.x[each] - _APART - offset for each in self._right.get(thing, ()))])
            most.append(bound)
        return least, most[::-1]


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
