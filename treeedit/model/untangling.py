"""In which order everything stands in the layers of a shared form: with few crossings, what must be left kept left.

Every layer is put in the order of its neighbours' mean places, back and forth, and what comes of it is made to keep
the reading order; the best of all turns stays. Then neighbours change places where that saves a crossing and keeps the
reading order. (Sugiyama, Tagawa and Toda 1981; Eades and Kelly 1986.)
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Mapping, Sequence

from treeedit.model.reading_order import ReadingOrder

_SWEEPS = 12
_EXCHANGES = 8
_MOST_EXCHANGED = 400
"""A larger form is not improved neighbour by neighbour: its layout is to follow the hand."""

Layers = list[list[int]]


class Untangling:
    """Looks for orders. layer: of each thing; above, below: what it is joined with in the layers beside its own."""

    def __init__(
        self, layer: Mapping[int, int], above: Mapping[int, Sequence[int]], below: Mapping[int, Sequence[int]]
    ) -> None:
        self._layer, self._above, self._below = layer, above, below
        self._depth = 1 + max(layer.values(), default=-1)

    def order(self, wishes: Mapping[int, float], rule: ReadingOrder) -> tuple[int, Layers]:
        """How many edges cross, and the layers in the order in which they do. wishes: where the search begins."""
        layers = self._by_layer(rule.sorted(wishes))
        best, fewest = layers, self._crossings(layers)
        for sweep in range(_SWEEPS if fewest else 0):
            layers = self._by_layer(rule.sorted(self._swept(layers, sweep % 2 == 0)))
            crossings = self._crossings(layers)
            if crossings < fewest:
                best, fewest = layers, crossings
            if not fewest:
                break
        if fewest and len(wishes) <= _MOST_EXCHANGED:
            self._exchange(best, rule)
            fewest = self._crossings(best)
        return fewest, best

    def _by_layer(self, things: Sequence[int]) -> Layers:
        layers: Layers = [[] for _ in range(self._depth)]
        for thing in things:
            layers[self._layer[thing]].append(thing)
        return layers

    def _swept(self, layers: Layers, down: bool) -> dict[int, float]:
        """Where in its layer each thing would stand, as a share, if each layer followed the one before it."""
        place = {thing: (i + 0.5) / len(layer) for layer in layers for i, thing in enumerate(layer)}
        neighbours = self._above if down else self._below
        for layer in layers[1:] if down else layers[-2::-1]:
            wish = {thing: _mean([place[each] for each in neighbours[thing]] or [place[thing]]) for thing in layer}
            found = sorted(layer, key=lambda thing: (wish[thing], place[thing]))
            place |= {thing: (i + 0.5) / len(layer) for i, thing in enumerate(found)}
        return place

    def _crossings(self, layers: Layers) -> int:
        """How many pairs of edges cross, layer by layer: inversions, counted by insertion into a sorted list."""
        place = {thing: i for layer in layers for i, thing in enumerate(layer)}
        total = 0
        for layer in layers:
            seen: list[int] = []
            for thing in layer:
                ends = sorted(place[each] for each in self._below[thing])
                total += sum(len(seen) - bisect_right(seen, end) for end in ends)
                for end in ends:
                    insort(seen, end)
        return total

    def _exchange(self, layers: Layers, rule: ReadingOrder) -> None:
        """Let neighbours change places as long as that saves crossings."""
        place = {thing: i for layer in layers for i, thing in enumerate(layer)}
        for _ in range(_EXCHANGES):
            better = False
            for layer in layers:
                for i in range(len(layer) - 1):
                    low, high = layer[i], layer[i + 1]
                    if self._saved(low, high, place) > 0 and not _must_stay(
                        low, high, layers, place, self._layer, rule
                    ):
                        layer[i], layer[i + 1] = high, low
                        place[low], place[high] = i + 1, i
                        better = True
            if not better:
                break

    def _saved(self, low: int, high: int, place: Mapping[int, int]) -> int:
        """How many crossings fewer there are if two neighbours change places."""
        saved = 0
        for joined in (self._above, self._below):
            first = sorted(place[each] for each in joined[low])
            second = sorted(place[each] for each in joined[high])
            now = sum(bisect_left(second, end) for end in first)
            then = sum(bisect_left(first, end) for end in second)
            saved += now - then
        return saved


def _must_stay(
    low: int,
    high: int,
    layers: Layers,
    place: Mapping[int, int],
    layer: Mapping[int, int],
    rule: ReadingOrder,
) -> bool:
    """Whether something is left of its neighbour by the rule, or by way of what stands in other layers."""
    seen = set(rule.after.get(low, ()))
    stack = list(seen)
    while stack:
        thing = stack.pop()
        if thing == high:
            return True
        beside = layers[layer[thing]][place[thing] + 1 : place[thing] + 2]
        fresh = [each for each in (*rule.after.get(thing, ()), *beside) if each not in seen]
        seen.update(fresh)
        stack += fresh
    return False


def _mean(numbers: Sequence[float]) -> float:
    return sum(numbers) / len(numbers)
