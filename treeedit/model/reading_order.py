"""What stands left of what, so that operands are read in their order: pairs that are kept, and orders that keep them.

The nodes of a shared form have several parents, whose wishes may contradict each other: in (a − b)·(b − a) no place of
a and b serves both. Pairs are taken up one after the other; one that would close a circle is left out, whatever can be
kept is. Rule: an order that this module gives keeps every pair that was taken up.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from heapq import heapify, heappop, heappush

Pair = tuple[int, int]
"""The first stands left of the second."""

_RECONCILIATIONS = 8


class ReadingOrder:
    """Pairs without circles. after, before: for each thing what is to stand right of it, and left."""

    def __init__(self, pairs: Iterable[Pair]) -> None:
        self.after: dict[int, list[int]] = {}
        self.before: dict[int, list[int]] = {}
        self._pairs: list[Pair] = []
        wanted = [(low, high) for low, high in dict.fromkeys(pairs) if low != high]
        is_sound = not _has_circle(wanted)
        for low, high in wanted:
            if is_sound or not self._leads(high, low):
                self._take_up(low, high)

    def _take_up(self, low: int, high: int) -> None:
        self._pairs.append((low, high))
        self.after.setdefault(low, []).append(high)
        self.before.setdefault(high, []).append(low)

    def _leads(self, start: int, end: int) -> bool:
        """Whether something stands right of another by what has been taken up."""
        seen, stack = {start}, [start]
        while stack:
            found = stack.pop()
            if found == end:
                return True
            fresh = [each for each in self.after.get(found, ()) if each not in seen]
            seen.update(fresh)
            stack += fresh
        return False

    def sorted(self, wishes: Mapping[int, float]) -> list[int]:
        """All things with a wish from left to right, near their wishes; of two alike the first one given first."""
        wish = self._reconciled(wishes)
        rank = {thing: number for number, thing in enumerate(wishes)}
        waits = {thing: len(self.before.get(thing, ())) for thing in wishes}
        ready = [(wish[thing], rank[thing], thing) for thing in wishes if not waits[thing]]
        heapify(ready)
        found: list[int] = []
        while ready:
            *_, thing = heappop(ready)
            found.append(thing)
            for each in self.after.get(thing, ()):
                waits[each] -= 1
                if not waits[each]:
                    heappush(ready, (wish[each], rank[each], each))
        return found

    def _reconciled(self, wishes: Mapping[int, float]) -> dict[int, float]:
        """The wishes, where two are the wrong way round both in the middle; that spreads, so it is done again."""
        wish = dict(wishes)
        for _ in range(_RECONCILIATIONS):
            wrong = False
            for low, high in self._pairs:
                if wish[low] > wish[high]:
                    wish[low] = wish[high] = (wish[low] + wish[high]) / 2
                    wrong = True
            if not wrong:
                break
        return wish


def _has_circle(pairs: list[Pair]) -> bool:
    """Whether pairs lead from something back to itself."""
    after: dict[int, list[int]] = {}
    waits: dict[int, int] = {}
    for low, high in pairs:
        after.setdefault(low, []).append(high)
        waits[high] = waits.get(high, 0) + 1
        waits.setdefault(low, 0)
    ready = [thing for thing, count in waits.items() if not count]
    done = 0
    while ready:
        done += 1
        for each in after.get(ready.pop(), ()):
            waits[each] -= 1
            if not waits[each]:
                ready.append(each)
    return done < len(waits)
