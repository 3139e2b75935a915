"""A figure: what is drawn where, as plain records in drawing order. Screen, PNG and SVG draw nothing else.

Coordinates are pixels at 100 %, y downwards. Layers are drawn in the order of `Figure`'s fields.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, fields, replace
from itertools import chain
from typing import NamedTuple

from treeedit.figure.look import EDGE_LINE
from treeedit.model.patience import patiently


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

    def middle(self) -> tuple[float, float]:
        """The centre."""
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2

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


Curve = tuple[float, ...]
"""x and y of the two ends of a cubic Bézier curve and of the two control points between them."""


class Edge(NamedTuple):
    """A curve from an operation to an operand, with vertical tangents, or with horizontal ones if it is sideways.

    gap: the share of it, in the parameter of the curve, that is left out on each side of its label. at: the parameter
    where that stands. colour: as that of a shape, so an edge may be translucent.
    """

    x0: float
    y0: float
    x1: float
    y1: float
    colour: str
    gap: float = 0.0
    sideways: bool = False
    at: float = 0.5
    width: float = EDGE_LINE

    def curves(self) -> list[Curve]:
        """The cubic Bézier curves that are drawn: one, or the two ends beside the gap."""
        if self.sideways:
            return [_swapped(each) for each in self.turned().curves()]
        middle = (self.y0 + self.y1) / 2
        if not self.gap:
            return [(self.x0, self.y0, self.x0, middle, self.x1, middle, self.x1, self.y1)]
        first = _begun(self.x0, self.y0, self.x1, self.y1, max(self.at - self.gap, 0.0))
        last = _begun(self.x1, self.y1, self.x0, self.y0, max(1.0 - self.at - self.gap, 0.0))
        return [first, last]

    def turned(self) -> Edge:
        """The edge with x for y: what is sideways in it is upright and the other way round."""
        return self._replace(x0=self.y0, y0=self.x0, x1=self.y1, y1=self.x1, sideways=not self.sideways)

    def label_place(self) -> tuple[float, float]:
        """Where the middle of its label stands."""
        if self.at == 0.5:
            return (self.x0 + self.x1) / 2, (self.y0 + self.y1) / 2
        if self.sideways:
            y, x = self.turned().label_place()
            return x, y
        across, along = _shares(self.at)
        return self.x0 + across * (self.x1 - self.x0), self.y0 + along * (self.y1 - self.y0)


def _shares(t: float) -> tuple[float, float]:
    """How much of its way across and along an edge has gone at a parameter."""
    return t * t * (3 - 2 * t), t * (1.5 - 1.5 * t + t * t)


def _begun(x0: float, y0: float, x1: float, y1: float, t: float) -> Curve:
    """The curve with vertical tangents between two points, as far as a parameter (de Casteljau)."""
    dx, dy = x1 - x0, (y1 - y0) / 2
    end = dx * (3 * t * t - 2 * t**3), dy * (3 * t * (1 - t) + 2 * t**3)
    parts = 0.0, 0.0, 0.0, dy * t, dx * t * t, dy * t * (2 - t), *end
    return tuple(each + (y0 if i % 2 else x0) for i, each in enumerate(parts))


def _swapped(curve: Curve) -> Curve:
    return tuple(each for pair in zip(curve[1::2], curve[::2], strict=True) for each in pair)


class Mark(NamedTuple):
    """The second cue of a set: one of look.MARKS around a centre."""

    kind: str
    x: float
    y: float
    size: float
    colour: str


class Line(NamedTuple):
    """A straight line from point to point."""

    x0: float
    y0: float
    x1: float
    y1: float
    colour: str
    width: float


Step = tuple[str, tuple[float, ...]]
"""A step of a path: "M", "L", "Q" or "C" and the points, or "Z" and none, as in SVG."""
NUMBERS_OF_STEP = {"M": 2, "L": 2, "Q": 4, "C": 6, "Z": 0}
"""How many numbers each kind of step has."""


@dataclass(frozen=True, slots=True)
class Path:
    """The steps of a path, packed: a formula has hundreds of them, and hundreds of formulas are remembered.

    kinds: of all steps. numbers: of all steps, 8 bytes each.
    """

    kinds: str = ""
    numbers: bytes = b""

    @classmethod
    def of(cls, *steps: Step) -> Path:
        """The path of some steps."""
        numbers = array("d", chain.from_iterable(numbers for _, numbers in steps))
        return cls("".join(kind for kind, _ in steps), numbers.tobytes())

    def __iter__(self) -> Iterator[Step]:
        numbers, start = memoryview(self.numbers).cast("d"), 0
        for kind in self.kinds:
            end = start + NUMBERS_OF_STEP[kind]
            yield kind, tuple(numbers[start:end])
            start = end


class Outline(NamedTuple):
    """A path whose inside is filled, such as a typeset formula; `words` are the LaTeX of one.

    x, y: where the path's origin lies. scale: pixels per unit of the path. plain: what it says in a line of plain text,
    to who searches for it or does not see it.
    """

    x: float
    y: float
    scale: float
    path: Path
    colour: str
    words: str = ""
    plain: str = ""


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
    lines: list[Line] = field(default_factory=list)
    plates: list[Shape] = field(default_factory=list)
    shapes: list[Shape] = field(default_factory=list)
    outlines: list[Outline] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    texts: list[Text] = field(default_factory=list)
    notes: dict[int, str] = field(default_factory=dict)
    """What a node says of itself in words, by id: for readers of the picture who do not see it."""
    sheets: list[Figure] = field(default_factory=list)
    """What covers everything else, each over the one before it: made of shapes, outlines and texts, without sheets."""

    @classmethod
    def empty(cls) -> Figure:
        """A figure with nothing on it."""
        return cls(Bounds(0.0, 0.0, 0.0, 0.0), "none")

    def copy(self) -> Figure:
        """A figure with the same records, whose layers may be added to."""
        found = replace(self)
        for each in fields(self):
            layer = getattr(self, each.name)
            if isinstance(layer, list | dict):
                setattr(found, each.name, layer.copy())
        return found

    def add(self, other: Figure, dx: float = 0.0, dy: float = 0.0) -> None:
        """Lay another figure over this one, moved by (dx, dy)."""
        self.notes |= other.notes
        self.grounds += [each._replace(x=each.x + dx, y=each.y + dy) for each in other.grounds]
        self.edges += [Edge(e.x0 + dx, e.y0 + dy, e.x1 + dx, e.y1 + dy, *e[4:]) for e in other.edges]
        self.lines += [Line(e.x0 + dx, e.y0 + dy, e.x1 + dx, e.y1 + dy, e.colour, e.width) for e in other.lines]
        self.outlines += [each._replace(x=each.x + dx, y=each.y + dy) for each in other.outlines]
        self.plates += [each._replace(x=each.x + dx, y=each.y + dy) for each in other.plates]
        self.shapes += [each._replace(x=each.x + dx, y=each.y + dy) for each in other.shapes]
        self.marks += [each._replace(x=each.x + dx, y=each.y + dy) for each in other.marks]
        self.texts += [each._replace(x=each.x + dx, y=each.y + dy) for each in other.texts]
        self.sheets += [each.moved(dx, dy) for each in other.sheets]
        self.bounds = self.bounds.united(other.bounds.moved(dx, dy))

    def moved(self, dx: float, dy: float) -> Figure:
        """The same figure elsewhere."""
        result = Figure(self.bounds.moved(dx, dy), self.paper)
        result.add(self, dx, dy)
        return result

    def stacked(self) -> list[Figure]:
        """The figure and the sheets on it, the lowest first."""
        return [self, *self.sheets]


def opened(edges: Iterable[Edge], plates: Iterable[Shape]) -> list[Edge]:
    """The edges with a gap for each plate that lies where the label of one stands, so that any ground shows through."""
    by_place = {(plate.x, plate.y): plate for plate in plates}
    found = []
    for edge in patiently(edges):
        plate = by_place.get(edge.label_place())
        found.append(edge if plate is None else edge._replace(gap=_gap(edge, plate)))
    return found


def _gap(edge: Edge, plate: Shape) -> float:
    """How far from the label's middle the edge leaves the plate, on the side where it is longer, by bisection."""
    wide, tall = plate.width / 2, plate.height / 2
    if edge.sideways:
        edge, wide, tall = edge.turned(), tall, wide
    return max(_way_out(edge, wide, tall, 1.0), _way_out(edge, wide, tall, -1.0))


def _way_out(edge: Edge, wide: float, tall: float, side: float) -> float:
    here = _shares(edge.at)
    low, high = 0.0, edge.at if side < 0 else 1.0 - edge.at
    for _ in range(12):
        t = (low + high) / 2
        there = _shares(edge.at + side * t)
        dx, dy = (there[0] - here[0]) * (edge.x1 - edge.x0), (there[1] - here[1]) * (edge.y1 - edge.y0)
        low, high = (t, high) if abs(dx) < wide and abs(dy) < tall else (low, t)
    return high
