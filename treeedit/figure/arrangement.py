"""Equal pictures on sheets of paper: as large as they can be, none over another, in the order in which one reads.

Pure geometry. Everything is in points (1/72 inch), y downwards from the upper left corner of a sheet. All pictures of
a hand-out have one scale, and a place has the same corner on every sheet, whether the last one is full or not.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

from treeedit.figure.figure import Bounds

MILLIMETRE = 72.0 / 25.4
GUTTER = 16.0
"""Between neighbours on a sheet."""
LARGEST = 2.25
"""Points per pixel of a picture: a tree of two nodes is not to fill a sheet."""
_SHARE_OF_LINES = 0.5
"""Of a place, that is for notes."""


class Paper(NamedTuple):
    """The sides of a sheet, the shorter one first."""

    short: float
    long: float


PAPERS = {"a4": Paper(595, 842), "letter": Paper(612, 792), "a3": Paper(842, 1191), "a5": Paper(420, 595)}
"""In whole points, as PDF is written."""
PER_SHEET = (1, 2, 3, 4, 6, 9)


class Turn(Enum):
    """How a sheet is turned: so that the pictures become largest, upright, or on its side."""

    FITTING = "fitting"
    PORTRAIT = "portrait"
    LANDSCAPE = "landscape"


class Beside(Enum):
    """What stands beside each picture: nothing, or lines for notes."""

    NOTHING = "nothing"
    LINES = "lines"


@dataclass(frozen=True, slots=True)
class Sheets:
    """What is asked for. margin: all around a sheet, which printers leave white.

    solutions: whether those of an exercise follow on sheets of their own.
    """

    per_sheet: int = 4
    paper: Paper = PAPERS["a4"]
    turn: Turn = Turn.FITTING
    beside: Beside = Beside.NOTHING
    margin: float = 36.0
    solutions: bool = True


class Bands(NamedTuple):
    """How high the strips are at the head and the foot of a sheet, and that under each picture."""

    head: float = 0.0
    foot: float = 0.0
    caption: float = 0.0


class Place(NamedTuple):
    """Where a picture goes on its sheet, the strip under it, and the room for notes, if any."""

    picture: Bounds
    caption: Bounds
    notes: Bounds | None = None


class Placement(NamedTuple):
    """The place of a picture, and on which sheet; sheets count from 0."""

    sheet: int
    place: Place


@dataclass(frozen=True, slots=True)
class Arrangement:
    """Sheets of one size with the same places on each.

    scale: points per pixel of a picture. body: what lies between the bands.
    """

    width: float
    height: float
    scale: float
    body: Bounds
    places: tuple[Place, ...]

    def placement(self, index: int) -> Placement:
        """Where a picture goes; they count from 0."""
        sheet, at = divmod(index, len(self.places))
        return Placement(sheet, self.places[at])

    def sheets(self, count: int) -> int:
        """How many sheets so many pictures need."""
        return -(-count // len(self.places))


NO_BANDS = Bands()


def arranged(wide: float, high: float, asked: Sheets, bands: Bands = NO_BANDS) -> Arrangement:
    """The arrangement in which pictures of a size in pixels become largest; of equals the first of `_grids`."""
    wide, high = max(1.0, wide), max(1.0, high)
    return max((each.filled(wide, high) for each in _grids(asked, bands)), key=lambda found: round(found.scale, 4))


class _Grid(NamedTuple):
    """A way to cut a sheet into places."""

    width: float
    height: float
    body: Bounds
    columns: int
    rows: int
    caption: float
    notes_at: str

    def filled(self, wide: float, high: float) -> Arrangement:
        """The arrangement with pictures of this size."""
        across, down = self._cell()
        room = across, down - self.caption
        if self.notes_at == "right":
            room = (room[0] - GUTTER) * _SHARE_OF_LINES, room[1]
        elif self.notes_at == "below":
            room = room[0], (room[1] - GUTTER) * _SHARE_OF_LINES
        scale = min(max(1e-6, room[0]) / wide, max(1e-6, room[1]) / high, LARGEST)
        picture = wide * scale, high * scale
        places = tuple(self._place(cell, picture) for cell in self._cells())
        return Arrangement(self.width, self.height, scale, self.body, places)

    def _cell(self) -> tuple[float, float]:
        left, top, right, bottom = self.body
        wide = (right - left - (self.columns - 1) * GUTTER) / self.columns
        return wide, (bottom - top - (self.rows - 1) * GUTTER) / self.rows

    def _cells(self) -> Iterator[Bounds]:
        """The cells as one reads: from left to right, then down."""
        wide, high = self._cell()
        for row in range(self.rows):
            for column in range(self.columns):
                left = self.body.left + column * (wide + GUTTER)
                top = self.body.top + row * (high + GUTTER)
                yield Bounds(left, top, left + wide, top + high)

    def _place(self, cell: Bounds, picture: tuple[float, float]) -> Place:
        """A picture with its caption in the middle of its cell, or at an edge of it if notes are taken there."""
        wide, high = picture
        left, top, right, bottom = cell
        if not self.notes_at:
            left += (right - left - wide) / 2
            top += (bottom - top - high - self.caption) / 2
        elif self.notes_at == "below":
            left += (right - left - wide) / 2
        below = top + high + self.caption
        notes = {
            "right": Bounds(left + wide + GUTTER, cell.top, right, bottom),
            "below": Bounds(cell.left, below + GUTTER, right, bottom),
        }
        caption = Bounds(left, top + high, left + wide, below)
        return Place(Bounds(left, top, left + wide, top + high), caption, notes.get(self.notes_at))


def _grids(asked: Sheets, bands: Bands) -> Iterator[_Grid]:
    """All ways that leave no place empty, those of an upright sheet first."""
    sides = {Beside.NOTHING: ("",), Beside.LINES: ("right", "below")}[asked.beside]
    for width, height in _pages(asked):
        body = Bounds(asked.margin, asked.margin + bands.head, width - asked.margin, height - asked.margin - bands.foot)
        for columns in range(1, asked.per_sheet + 1):
            if asked.per_sheet % columns == 0:
                for side in sides:
                    yield _Grid(width, height, body, columns, asked.per_sheet // columns, bands.caption, side)


def _pages(asked: Sheets) -> list[tuple[float, float]]:
    short, long = asked.paper
    upright, aside = (short, long), (long, short)
    return {Turn.FITTING: [upright, aside], Turn.PORTRAIT: [upright], Turn.LANDSCAPE: [aside]}[asked.turn]
