"""Where a note stands whose tree is turned: the document tells where it does while the root is on top.

What is right of a node then is under it when the tree grows sideways, and what is under a tree is beside it. Both
directions are turned each for itself: outside the tree a note keeps its distance from it, so that what covers nothing
in one orientation does so in none; within, it stays on its side of its node. Every place leads back to one offset.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import NamedTuple

import numpy as np

from treeedit.figure.figure import Bounds
from treeedit.figure.places import Places
from treeedit.model.records import Point


class Stretch(NamedTuple):
    """In one direction: where a tree begins, where a node of it begins and ends with its numbers, where the tree ends.

    Relative to the node's centre.
    """

    near: float
    before: float
    after: float
    far: float

    def starts(self, length: float) -> list[float]:
        """Where something of a length begins that ends before the tree, before the node, or begins after them."""
        return [self.near - length, self.before - length, self.after, self.far]


class Turning:
    """Leads from the offsets of notes to where they stand in a drawing, and back."""

    def __init__(self, places: Places) -> None:
        self._here = places
        self._kept: dict[tuple[Places, int], tuple[Stretch, Stretch]] = {}

    @cached_property
    def upright(self) -> Places:
        """The same trees with their roots on top."""
        here, look = self._here, replace(self._here.look, orientation="top")
        if here.look == look:
            return here
        return type(here)(here.forest, here.whole_analysis, look, here.shown.folds_by_id())

    def shown(self, row: int, offset: Point, size: tuple[float, float]) -> Point:
        """How far a sheet of this width and height stands from its node here."""
        return self._led(row, offset, size, self.upright, self._here)

    def stored(self, row: int, offset: Point, size: tuple[float, float]) -> Point:
        """The offset in the document of a sheet that stands so far from its node here."""
        return self._led(row, offset, size, self._here, self.upright)

    def _led(self, row: int, offset: Point, size: tuple[float, float], start: Places, goal: Places) -> Point:
        if start is goal:
            return offset
        sheet = Bounds(*offset, offset.x + size[0], offset.y + size[1])
        spans = zip(start.bearing.back(sheet), self._stretches(start, row), self._stretches(goal, row), strict=True)
        lengths = size[::-1] if goal.bearing.sideways else size
        across, along = (_led(*span, length) for span, length in zip(spans, lengths, strict=True))
        return Point(*goal.bearing.area(across, along)[:2])

    def _stretches(self, places: Places, row: int) -> tuple[Stretch, Stretch]:
        """Across and along the trees."""
        if (places, row) not in self._kept:
            self._kept[places, row] = _stretches(places, row)
        return self._kept[places, row]


def _stretches(places: Places, row: int) -> tuple[Stretch, Stretch]:
    tree = int(np.searchsorted(places.analysis.order.roots, row))
    left, right, above, below = (float(side[row]) for side in places.outer)
    node = places.bearing.back(Bounds(-left, -above, right, below))
    box = places.bounds(tree).moved(-float(places.rest[0][row]), -float(places.rest[1][row]))
    pairs = zip(places.bearing.back(box), node, strict=True)
    across, along = (Stretch(near, max(near, before), min(after, far), far) for (near, far), (before, after) in pairs)
    return across, along


def _led(span: tuple[float, float], start: Stretch, goal: Stretch, length: float) -> tuple[float, float]:
    """Where a span of one direction lies in the other, where it has another length."""
    known, wanted = start.starts(span[1] - span[0]), goal.starts(length)
    if span[0] <= known[0]:
        place = wanted[0] + span[0] - known[0]
    elif span[0] >= known[-1]:
        place = wanted[-1] + span[0] - known[-1]
    else:
        place = float(np.interp(span[0], known, wanted))
    return place, place + length
