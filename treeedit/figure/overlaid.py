"""Pictures laid over each other: every record once, with the frames in which it stands, for slides that change.

The records of a layer stay in drawing order: those that stand in a frame are, in this order, that frame's layer. What
goes and comes back is written once for each stay. Figures are looked at one by one and only once, so a long series
costs no more memory than what is different in it, and time in proportion to its records.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any, Generic, NamedTuple, TypeVar

from treeedit.figure.figure import Bounds, Edge, Figure, Line, Mark, Outline, Shape, Text
from treeedit.model.patience import patiently

Record = TypeVar("Record")
LAYERS = ("grounds", "edges", "lines", "plates", "shapes", "outlines", "marks", "texts")
"""The layers of a figure, the lowest first, below its sheets."""


class Sheet(NamedTuple):
    """A sheet of a figure, as a record that can be compared."""

    bounds: Bounds
    paper: str
    shapes: tuple[Shape, ...]
    outlines: tuple[Outline, ...]
    texts: tuple[Text, ...]

    def figure(self) -> Figure:
        """The sheet as it was."""
        bounds, paper, shapes, outlines, texts = self
        return Figure(bounds, paper, shapes=[*shapes], outlines=[*outlines], texts=[*texts])


class Stay(NamedTuple, Generic[Record]):
    """A record, and the first and the last frame in which it stands, counted from 0."""

    record: Record
    first: int
    last: int


@dataclass(slots=True)
class Overlaid:
    """The layers of figures with the same bounds; notes are those of the last one."""

    count: int
    bounds: Bounds
    paper: str
    notes: dict[int, str]
    grounds: list[Stay[Shape]] = field(default_factory=list)
    edges: list[Stay[Edge]] = field(default_factory=list)
    lines: list[Stay[Line]] = field(default_factory=list)
    plates: list[Stay[Shape]] = field(default_factory=list)
    shapes: list[Stay[Shape]] = field(default_factory=list)
    outlines: list[Stay[Outline]] = field(default_factory=list)
    marks: list[Stay[Mark]] = field(default_factory=list)
    texts: list[Stay[Text]] = field(default_factory=list)
    sheets: list[Stay[Sheet]] = field(default_factory=list)

    def layer(self, name: str) -> list[Stay[Any]]:
        """A layer by its name."""
        found: list[Stay[Any]] = getattr(self, name)
        return found

    def always(self, stays: Iterable[Stay[Record]]) -> list[Record]:
        """The records that stand in every frame."""
        return [stay.record for stay in stays if (stay.first, stay.last) == (0, self.count - 1)]

    def figure(self) -> Figure:
        """All records of all frames in one figure."""
        layers = {name: [stay.record for stay in self.layer(name)] for name in LAYERS}
        sheets = [stay.record.figure() for stay in self.sheets]
        return Figure(self.bounds, self.paper, **layers, notes=self.notes, sheets=sheets)


def overlaid(figures: Iterable[Figure]) -> Overlaid:
    """Figures, at least one, laid over each other."""
    count, last = 0, Figure.empty()
    merged, sheets = {name: _Merged() for name in LAYERS}, _Merged()
    for last in figures:
        count += 1
        for name, layer in merged.items():
            layer.add(getattr(last, name))
        sheets.add([_sheet(each) for each in last.sheets])
    stays = {name: layer.stays() for name, layer in merged.items()}
    return Overlaid(count, last.bounds, last.paper, last.notes, **stays, sheets=sheets.stays())


def _sheet(figure: Figure) -> Sheet:
    return Sheet(figure.bounds, figure.paper, tuple(figure.shapes), tuple(figure.outlines), tuple(figure.texts))


def in_runs(stays: Iterable[Stay[Record]]) -> Iterator[tuple[int, int, list[Record]]]:
    """First and last frame, and the records that come one after the other and stand from that one to this one."""
    for (first, last), run in groupby(stays, key=lambda stay: (stay.first, stay.last)):
        yield first, last, [stay.record for stay in run]


class _Entry:
    """A record in the chain of all that ever stood in a layer; last is -1 while it stands."""

    __slots__ = ("first", "last", "next", "record")

    def __init__(self, record: Any, first: int, after: _Entry | None) -> None:
        self.record, self.first, self.last = record, first, -1
        self.next: _Entry | None = None
        if after is not None:
            after.next, self.next = self, after.next


class _Merged:
    """One layer of all frames so far: a chain in drawing order, and the entries that stand in the last frame."""

    def __init__(self) -> None:
        self._head: _Entry = _Entry(None, 0, None)
        self._count = 0
        self._standing: list[_Entry] = []

    def add(self, records: Sequence[object]) -> None:
        """Follow to the next frame: what it shares with the last one at both ends stays without a look into between."""
        before = self._standing
        start, end = _shared_ends([each.record for each in before], records)
        after = before[start - 1] if start else self._head
        middle = self._followed(before[start : len(before) - end], records[start : len(records) - end], after)
        self._standing = before[:start] + middle + before[len(before) - end :]
        self._count += 1

    def _followed(self, before: Sequence[_Entry], records: Sequence[object], after: _Entry) -> list[_Entry]:
        """The entries of some records: those from before as far as they come in the same order, else new ones."""
        places: dict[object, list[int]] = {}
        for index in reversed(range(len(before))):
            places.setdefault(before[index].record, []).append(index)
        found: list[_Entry] = []
        reached = 0
        for record in patiently(records):
            at = places.get(record, [])
            while at and at[-1] < reached:
                at.pop()
            if at:
                self._end(before[reached : at[-1]])
                after, reached = before[at[-1]], at[-1] + 1
            else:
                after = _Entry(record, self._count, after)
            found.append(after)
        self._end(before[reached:])
        return found

    def _end(self, entries: Iterable[_Entry]) -> None:
        for each in entries:
            each.last = self._count - 1

    def stays(self) -> list[Stay[Any]]:
        """The records of all frames in drawing order."""
        found, entry = [], self._head.next
        while entry is not None:
            last = self._count - 1 if entry.last < 0 else entry.last
            found.append(Stay(entry.record, entry.first, last))
            entry = entry.next
        return found


def _shared_ends(one: Sequence[object], other: Sequence[object]) -> tuple[int, int]:
    """How many items two sequences share at their beginnings, and how many of the others at their ends."""
    most, start, end = min(len(one), len(other)), 0, 0
    while start < most and one[start] == other[start]:
        start += 1
    while end < most - start and one[-1 - end] == other[-1 - end]:
        end += 1
    return start, end
