"""A figure: what is drawn where, as plain records in drawing order. Screen, PNG and SVG draw nothing else.

Coordinates are pixels at 100 %, y downwards. Layers are drawn in the order of `Figure`'s fields.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple


class Bounds(NamedTuple):
    """A rectangle by its corners."""

    left: float
    top: float
    right: float
    bottom: float

    def united(self, other: Bounds) -> Bounds:
        """The smallest rectangle that holds both."""
        low = min(self.left, other.left), min(self.top, other.top)
        return Bounds(*low, max(self.right, other.right), max(self.bottom, other.bottom))

    def grown(self, by: float) -> Bounds:
        """The rectangle with a margin all around."""
        return Bounds(self.left - by, self.top - by, self.right + by, self.bottom + by)

    def moved(self, dx: float, dy: float) -> Bounds:
        """The rectangle elsewhere."""
        return Bounds(self.left + dx, self.top + dy, self.right + dx, self.bottom + dy)


class Shape(NamedTuple):
    """A rectangle with its corners rounded by `radius` (half its side: a circle or a pill), around a centre."""

    x: float
    y: float
    width: float
    height: float
    radius: float
    fill: str
    stroke: str
    line: float
    dashed: bool = False
    node: int = 0


class Edge(NamedTuple):
    """A curve from the bottom of an operation to the top of an operand, with vertical tangents."""

    x0: float
    y0: float
    x1: float
    y1: float
    colour: str


class Mark(NamedTuple):
    """The second cue of a set: one of look.MARKS around a centre."""

    kind: str
    x: float
    y: float
    size: float
    colour: str


class Text(NamedTuple):
    """A line of text; y is the baseline, anchor "start", "middle" or "end" says what x is."""

    x: float
    y: float
    text: str
    size: float
    colour: str
    weight: str = "regular"
    slant: str = "upright"
    anchor: str = "start"


@dataclass(slots=True)
class Figure:
    """Layers, the lowest first; plates knock the edges' labels out of the edges."""

    bounds: Bounds
    paper: str
    grounds: list[Shape] = field(default_factory=list)
    edges: list[Edge] = field(default_factory=list)
    plates: list[Shape] = field(default_factory=list)
    shapes: list[Shape] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    texts: list[Text] = field(default_factory=list)

    @classmethod
    def empty(cls) -> Figure:
        """A figure with nothing on it."""
        return cls(Bounds(0.0, 0.0, 0.0, 0.0), "none")

    def add(self, other: Figure, dx: float = 0.0, dy: float = 0.0) -> None:
        """Lay another figure over this one, moved by (dx, dy)."""
        self.grounds += [each._replace(x=each.x + dx, y=each.y + dy) for each in other.grounds]
        self.edges += [Edge(e.x0 + dx, e.y0 + dy, e.x1 + dx, e.y1 + dy, e.colour) for e in other.edges]
        self.plates += [each._replace(x=each.x + dx, y=each.y + dy) for each in other.plates]
        self.shapes += [each._replace(x=each.x + dx, y=each.y + dy) for each in other.shapes]
        self.marks += [each._replace(x=each.x + dx, y=each.y + dy) for each in other.marks]
        self.texts += [each._replace(x=each.x + dx, y=each.y + dy) for each in other.texts]
        self.bounds = self.bounds.united(other.bounds.moved(dx, dy))
