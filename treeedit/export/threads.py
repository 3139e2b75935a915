"""The edges of a figure as threads from node to node, of however many curves each is drawn.

An edge may run straight on before it parts from its siblings, or lead through several layers; a figure has a curve for
each part. Parts belong together where one begins at the point at which another ends.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable, Iterator, Sequence
from typing import NamedTuple

from treeedit.export.joints import Joints
from treeedit.figure.figure import Edge, Shape
from treeedit.model.patience import patiently

_Key = tuple[int, int]
_CLOSE, _OFF = 0.05, 0.3719
"""Points in one square of this size are one; the squares' borders are off the places where points like to be."""


class Thread(NamedTuple):
    """An edge in the order of its curves; those that siblings have drawn are left out. start, end: what it joins."""

    start: Shape | None
    edges: tuple[Edge, ...]
    end: Shape | None


def _alike(_: Edge) -> Hashable:
    return None


class Threads:
    """The threads that some edges make between the shapes that joints know.

    Parts of one are alike in colour and width, and in what else is asked for.
    """

    def __init__(self, edges: Sequence[Edge], joints: Joints, kind: Callable[[Edge], Hashable] = _alike) -> None:
        self._edges = [edge for edge in edges if _key(edge.x0, edge.y0) != _key(edge.x1, edge.y1)]
        self._joints, self._more = joints, kind
        self._starts = {_key(edge.x0, edge.y0) for edge in self._edges}
        self._ends: dict[_Key, list[int]] = {}
        for index, edge in patiently(enumerate(self._edges)):
            self._ends.setdefault(_key(edge.x1, edge.y1), []).append(index)

    def shape_at(self, x: float, y: float) -> Shape | None:
        """The node or empty slot that is joined at an end of an edge; None where its thread goes on."""
        key = _key(x, y)
        return None if key in self._starts and key in self._ends else self._joints.nearest(x, y)

    def __iter__(self) -> Iterator[Thread]:
        taken: set[int] = set()
        for index, edge in patiently(enumerate(self._edges)):
            if _key(edge.x1, edge.y1) not in self._starts:
                yield self._thread(index, taken)
        for index in patiently(sorted(set(range(len(self._edges))) - taken)):
            yield self._thread(index, taken)

    def _thread(self, last: int, taken: set[int]) -> Thread:
        """The thread that ends with an edge."""
        parts = [last]
        while (before := self._before(parts[-1], taken)) is not None and before not in taken | {*parts}:
            parts.append(before)
        start, end = self._edges[self._first(parts[-1])], self._edges[last]
        taken.update(parts)
        found = tuple(self._edges[index] for index in reversed(parts))
        return Thread(self.shape_at(start.x0, start.y0), found, self.shape_at(end.x1, end.y1))

    def _before(self, index: int, taken: set[int]) -> int | None:
        """The edge of the same kind that ends where one begins: the one drawn just before it, if any does."""
        edge = self._edges[index]
        found = self._ends.get(_key(edge.x0, edge.y0), ())
        alike = [each for each in found if self._kind(self._edges[each]) == self._kind(edge)]
        if index - 1 in alike:
            return index - 1
        return next((each for each in alike if each not in taken), None)

    def _first(self, index: int) -> int:
        """The edge at the beginning of the thread that an edge belongs to, whoever has drawn it."""
        seen = {index}
        while True:
            edge = self._edges[index]
            before = [each for each in self._ends.get(_key(edge.x0, edge.y0), ()) if each not in seen]
            if not before:
                return index
            index = index - 1 if index - 1 in before else before[0]
            seen.add(index)

    def _kind(self, edge: Edge) -> Hashable:
        return edge.colour, edge.width, self._more(edge)


def _key(x: float, y: float) -> _Key:
    return math.floor(x / _CLOSE + _OFF), math.floor(y / _CLOSE + _OFF)
