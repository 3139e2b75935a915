"""A figure as native shapes of a slide: to be edited, and joined by connectors that follow when one is moved.

The picture is fitted to a slide of 16 to 9. Shapes are written as text and not through python-pptx, which cannot glue
to the lower sites of an oval, looks through the whole slide for each number, and takes 700 MB for 10,000 nodes.
Nothing is a bitmap; formulas of notes and steps and marks are freeform shapes. Nodes and formulas tell what they are as
their alternative text.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from treeedit.export.joints import Joints, is_slot
from treeedit.export.order import Order
from treeedit.export.pptx_names import Names
from treeedit.export.pptx_texts import Ink, body, box_text, fill, line, named
from treeedit.export.threads import Threads
from treeedit.figure import marks
from treeedit.figure.figure import Edge, Figure, Mark, Outline, Shape, Text
from treeedit.figure.fonts import width_of
from treeedit.figure.look import EDGE_LINE
from treeedit.model.patience import patiently

WIDE, HIGH = 12_192_000, 6_858_000
"""The size of a slide in EMU."""
_MARGIN = 304_800
_LARGEST = 19_050.0
"""EMU per pixel: a small tree is shown at twice its size."""
_LEAST_BEND, _FLAT = 370_000, 3.0
"""EMU that a curved connector leads on: LibreOffice lets shorter ones run in loops. Those are straight, or, where that
would lead across the numbers of a node as they are so flat, curves that are joined to nothing."""
_CLOSE = 0.05
_BEND = 1.5
_ROUND_ROOM = 0.29289
"""The share of its radius by which a rounded box keeps its text away from its sides."""
_SLANT = math.sqrt(0.5)
_OVAL_SITES = (
    (0.0, -1.0),
    (-_SLANT, -_SLANT),
    (-1.0, 0.0),
    (-_SLANT, _SLANT),
    (0.0, 1.0),
    (_SLANT, _SLANT),
    (1.0, 0.0),
    (_SLANT, -_SLANT),
)
_BOX_SITES = ((0.0, -1.0), (-1.0, 0.0), (0.0, 1.0), (1.0, 0.0))
"""Where connectors can be glued to a shape, by number, in halves of its width and height."""
_TURNED = {(True, False): (5_400_000, ""), (True, True): (16_200_000, ' flipH="1"')}
_TURNED |= {(False, True): (16_200_000, ""), (False, False): (5_400_000, ' flipH="1"')}
"""How a connector is turned that leaves upright, by whether it leads down and whether it leads right."""
_ANCHOR_SHIFT = {"start": 0.0, "middle": 0.5, "end": 1.0}


class Slide:
    """Writes one figure as shapes, the lowest first."""

    def __init__(self, order: Order, names: Names) -> None:
        self._figure: Figure = order.figure
        self._names = names
        left, top, right, bottom = self._figure.bounds
        wide, high = max(1.0, right - left), max(1.0, bottom - top)
        self._unit = min((WIDE - 2 * _MARGIN) / wide, (HIGH - 2 * _MARGIN) / high, _LARGEST * order.scale)
        self._left = (WIDE - wide * self._unit) / 2 - left * self._unit
        self._top = (HIGH - high * self._unit) / 2 - top * self._unit
        self._paper = self._figure.paper if order.background == "none" else order.background
        self._ids: dict[Shape, int] = {}
        self._points: dict[tuple[int, int], tuple[int, float, float]] = {}
        self._next = 2
        self._joints = Joints(self._figure.shapes)
        self._threads = Threads(self._figure.edges, self._joints)
        self._middles = {self._key(*_middle(edge)) for edge in self._figure.edges if edge.gap}

    def shapes(self) -> Iterator[str]:
        """The XML of every shape."""
        figure = self._figure
        inner, outer = self._joints.sorted_out(figure.texts)
        for shape in patiently(figure.grounds):
            yield self._shape(shape, None)
        for edge in patiently(figure.edges):
            yield self._connector(edge)
        yield from self._bends()
        for each in patiently(figure.lines):
            ends = (each.x0, each.y0), (each.x1, each.y1)
            yield self._straight(self._names.of("line", each), *ends, line(each.colour, each.width * self._unit), "")
        for shape in patiently(figure.shapes):
            yield self._shape(shape, inner.get(shape.node))
        for outline in patiently(figure.outlines):
            yield self._outline(outline)
        for mark in patiently(figure.marks):
            yield self._mark(mark)
        for text in patiently(outer):
            yield self._text(text)
        for sheet in patiently(figure.sheets):
            yield from self._sheet(sheet)

    def _sheet(self, sheet: Figure) -> Iterator[str]:
        """What covers all before it."""
        yield from (self._shape(shape, None) for shape in sheet.shapes)
        yield from map(self._outline, sheet.outlines)
        yield from map(self._text, sheet.texts)

    def _new_id(self) -> int:
        self._next += 1
        return self._next

    def _id_of(self, shape: Shape) -> int:
        if shape not in self._ids:
            self._ids[shape] = self._new_id()
        return self._ids[shape]

    def _place(self, x: float, y: float) -> tuple[int, int]:
        return round(self._left + x * self._unit), round(self._top + y * self._unit)

    def _size(self, *lengths: float) -> tuple[int, ...]:
        return tuple(round(length * self._unit) for length in lengths)

    @staticmethod
    def _key(x: float, y: float) -> tuple[int, int]:
        return round(x / _CLOSE), round(y / _CLOSE)

    def _shape(self, shape: Shape, text: Text | None, kind: str = "") -> str:
        x, y = self._place(shape.x - shape.width / 2, shape.y - shape.height / 2)
        wide, high = self._size(shape.width, shape.height)
        number = self._id_of(shape) if shape.node or is_slot(shape) else self._new_id()
        note = self._figure.notes.get(shape.node, "")
        name = self._names.of(kind or _kind(shape), shape[:4] if shape.fill != "none" or shape.dashed else None)
        paint = fill(shape.fill) + line(shape.stroke, shape.line * self._unit, "dash" if shape.dashed else "solid")
        label = "" if text is None else self._label(shape, text)
        head = f"<p:nvSpPr>{named(number, name, note)}<p:cNvSpPr/><p:nvPr/></p:nvSpPr>"
        frame = f'<a:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="{wide}" cy="{high}"/></a:xfrm>'
        return f"<p:sp>{head}<p:spPr>{frame}{_geometry(shape)}{paint}</p:spPr>{label}</p:sp>"

    def _label(self, shape: Shape, text: Text) -> str:
        """The label in its node; one beside a mark begins where the mark ends."""
        ink = self._ink(text)
        if text.anchor != "start":
            return body(text.text, ink, "ctr", 0)
        before = text.x - shape.x + shape.width / 2 - _ROUND_ROOM * shape.radius
        return body(text.text, ink, "l", round(before * self._unit))

    def _ink(self, text: Text) -> Ink:
        return Ink(text.colour, text.size * self._unit / 127, text.weight == "bold", text.slant == "italic")

    def _text(self, text: Text) -> str:
        wide, high = 1.1 * width_of(text.text, text.size, text.weight), 1.3 * text.size
        middle = text.y - 0.36 * text.size
        x, y = self._place(text.x - _ANCHOR_SHIFT[text.anchor] * wide, middle - high / 2)
        ground = fill(self._behind(text.x, middle)) if self._is_edge_label(text) else "<a:noFill/>"
        frame = (x, y, *self._size(wide, high))
        name = self._names.of("text", text[:3])
        return box_text(named(self._new_id(), name, ""), frame, ground, text, self._ink(text))

    def _is_edge_label(self, text: Text) -> bool:
        x, y = self._key(text.x, text.y - 0.36 * text.size)
        return text.anchor == "middle" and any((x, y + dy) in self._middles for dy in (-1, 0, 1))

    def _behind(self, x: float, y: float) -> str:
        """The colour that lies behind a point: the paper, with the grounds on it."""
        colour = self._paper
        for each in self._figure.grounds:
            if abs(each.x - x) <= each.width / 2 and abs(each.y - y) <= each.height / 2:
                colour = _blended(colour, each.fill)
        return colour

    def _connector(self, edge: Edge) -> str:
        start, end = (edge.x0, edge.y0), (edge.x1, edge.y1)
        glue = self._glue("stCxn", start, end) + self._glue("endCxn", end, start)
        paint = line(edge.colour, edge.width * self._unit)
        name = self._names.of("edge" if edge.width == EDGE_LINE else "light", start + end)
        dx, dy = end[0] - start[0], end[1] - start[1]
        if min(abs(dx), abs(dy)) < 0.5:
            return self._straight(name, start, end, paint, glue)
        leaves_upright = abs(edge.curves()[0][2] - start[0]) < _CLOSE
        along, across = (abs(dy), abs(dx)) if leaves_upright else (abs(dx), abs(dy))
        if along * self._unit < _LEAST_BEND:
            is_steep = across < _FLAT * along
            return self._straight(name, start, end, paint, glue) if is_steep else self._curve(edge, name)
        middle = (start[0] + end[0]) / 2, (start[1] + end[1]) / 2
        if leaves_upright:
            turn, flip = _TURNED[dy > 0, dx > 0]
            wide, high, turned = abs(dy), abs(dx), f' rot="{turn}"{flip}'
        else:
            wide, high, turned = abs(dx), abs(dy), _flips(dx, dy)
        x, y = self._place(middle[0] - wide / 2, middle[1] - high / 2)
        return self._joined(name, "curvedConnector3", (x, y, *self._size(wide, high)), turned, paint, glue)

    def _curve(self, edge: Edge, name: str) -> str:
        """An edge as it is drawn, joined to nothing."""
        steps = [step for x, y, *rest in edge.curves() for step in (("M", (x, y)), ("C", tuple(rest)))]
        return self._free(steps, fill("none") + line(edge.colour, edge.width * self._unit), name, "")

    def _straight(self, name: str, a: tuple[float, float], b: tuple[float, float], paint: str, glue: str) -> str:
        x, y = self._place(min(a[0], b[0]), min(a[1], b[1]))
        size = self._size(abs(b[0] - a[0]), abs(b[1] - a[1]))
        return self._joined(name, "straightConnector1", (x, y, *size), _flips(b[0] - a[0], b[1] - a[1]), paint, glue)

    def _joined(self, name: str, kind: str, frame: tuple[int, ...], turned: str, paint: str, glue: str) -> str:
        x, y, wide, high = frame
        head = (
            f"<p:nvCxnSpPr>{named(self._new_id(), name, '')}<p:cNvCxnSpPr>{glue}</p:cNvCxnSpPr><p:nvPr/></p:nvCxnSpPr>"
        )
        place = f'<a:xfrm{turned}><a:off x="{x}" y="{y}"/><a:ext cx="{wide}" cy="{high}"/></a:xfrm>'
        geometry = f'<a:prstGeom prst="{kind}"><a:avLst/></a:prstGeom>'
        return f"<p:cxnSp>{head}<p:spPr>{place}{geometry}{paint}</p:spPr></p:cxnSp>"

    def _glue(self, kind: str, end: tuple[float, float], other: tuple[float, float]) -> str:
        """What holds an end of a connector: the nearest site of a node or empty slot, else a bend of its edge."""
        shape = self._threads.shape_at(*end)
        if shape is None:
            dx, dy = other[0] - end[0], other[1] - end[1]
            return f'<a:{kind} id="{self._bend_at(*end)}" idx="{_nearest_site(_OVAL_SITES, 1.0, 1.0, dx, dy)}"/>'
        sites = _OVAL_SITES if _is_oval(shape) else _BOX_SITES
        site = _nearest_site(sites, shape.width / 2, shape.height / 2, end[0] - shape.x, end[1] - shape.y)
        return f'<a:{kind} id="{self._id_of(shape)}" idx="{site}"/>'

    def _bend_at(self, x: float, y: float) -> int:
        key = self._key(x, y)
        if key not in self._points:
            self._points[key] = self._new_id(), x, y
        return self._points[key][0]

    def _bends(self) -> Iterator[str]:
        """Where an edge that is made of several connectors bends: invisible dots that hold them together."""
        (side,) = self._size(_BEND)
        paint = '<a:prstGeom prst="ellipse"><a:avLst/></a:prstGeom><a:noFill/><a:ln><a:noFill/></a:ln>'
        for number, x, y in patiently(self._points.values()):
            left, top = self._place(x - _BEND / 2, y - _BEND / 2)
            frame = f'<a:xfrm><a:off x="{left}" y="{top}"/><a:ext cx="{side}" cy="{side}"/></a:xfrm>'
            head = f"<p:nvSpPr>{named(number, self._names.of('bend', (x, y)), '')}<p:cNvSpPr/><p:nvPr/></p:nvSpPr>"
            yield f"<p:sp>{head}<p:spPr>{frame}{paint}</p:spPr></p:sp>"

    def _mark(self, mark: Mark) -> str:
        half = mark.size / 2
        if mark.kind in marks.RADII:
            hole = len(marks.RADII[mark.kind]) > 1
            shape = Shape(mark.x, mark.y, mark.size, mark.size, half, mark.colour, "none", 0.0)
            xml = self._shape(shape, None, f"mark {mark.kind}")
            return xml.replace('prst="ellipse"', 'prst="donut"') if hole else xml
        corners = [(mark.x + x * half, mark.y + y * half) for x, y in marks.CORNERS[mark.kind]]
        steps = [("M" if i == 0 else "L", point) for i, point in enumerate(corners)]
        name = self._names.of(f"mark {mark.kind}", mark[1:])
        return self._free([*steps, ("Z", ())], _filled(mark.colour), name, "")

    def _outline(self, outline: Outline) -> str:
        scale = outline.scale
        steps = [
            (kind, tuple((outline.y if i % 2 else outline.x) + n * scale for i, n in enumerate(numbers)))
            for kind, numbers in outline.path
        ]
        name = self._names.of("formula", (outline.x, outline.y, scale, outline.words))
        return self._free(steps, _filled(outline.colour), name, outline.plain)

    def _free(self, steps: list[tuple[str, tuple[float, ...]]], paint: str, name: str, words: str) -> str:
        """A freeform shape: a path with its fill and line."""
        xs = [n for _, numbers in steps for n in numbers[::2]]
        ys = [n for _, numbers in steps for n in numbers[1::2]]
        left, top = min(xs), min(ys)
        wide, high = self._size(max(xs) - left, max(ys) - top)
        x, y = self._place(left, top)
        path = "".join(self._step(kind, numbers, left, top) for kind, numbers in steps)
        head = f"<p:nvSpPr>{named(self._new_id(), name, words)}<p:cNvSpPr/><p:nvPr/></p:nvSpPr>"
        frame = f'<a:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="{wide}" cy="{high}"/></a:xfrm>'
        lists = '<a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/><a:rect l="0" t="0" r="r" b="b"/>'
        geometry = (
            f'<a:custGeom>{lists}<a:pathLst><a:path w="{wide}" h="{high}">{path}</a:path></a:pathLst></a:custGeom>'
        )
        return f"<p:sp>{head}<p:spPr>{frame}{geometry}{paint}</p:spPr></p:sp>"

    def _step(self, kind: str, numbers: tuple[float, ...], left: float, top: float) -> str:
        places = [
            f'<a:pt x="{round((x - left) * self._unit)}" y="{round((y - top) * self._unit)}"/>'
            for x, y in zip(numbers[::2], numbers[1::2], strict=True)
        ]
        tag = {"M": "moveTo", "L": "lnTo", "Q": "quadBezTo", "C": "cubicBezTo", "Z": "close"}[kind]
        return f"<a:{tag}>{''.join(places)}</a:{tag}>" if places else f"<a:{tag}/>"


def _middle(edge: Edge) -> tuple[float, float]:
    return (edge.x0 + edge.x1) / 2, (edge.y0 + edge.y1) / 2


def _nearest_site(sites: Sequence[tuple[float, float]], wide: float, high: float, dx: float, dy: float) -> int:
    """The number of the site nearest to a point, relative to the shape's centre."""
    away = [math.dist((x * wide, y * high), (dx, dy)) for x, y in sites]
    return away.index(min(away))


def _kind(shape: Shape) -> str:
    """What a shape is. A ring and its glow are all that is neither filled nor dashed."""
    if shape.node:
        return f"node {shape.node}"
    if shape.dashed or shape.fill != "none":
        return "ground" if shape.dashed else "note"
    return "glow" if len(shape.stroke) == 9 else "ring"


def _is_oval(shape: Shape) -> bool:
    return shape.radius >= shape.width / 2 - 0.01 and shape.radius >= shape.height / 2 - 0.01


def _geometry(shape: Shape) -> str:
    if _is_oval(shape):
        return '<a:prstGeom prst="ellipse"><a:avLst/></a:prstGeom>'
    share = round(50_000 * min(1.0, 2 * shape.radius / max(1e-9, min(shape.width, shape.height))))
    guide = f'<a:gd name="adj" fmla="val {share}"/>'
    return f'<a:prstGeom prst="roundRect"><a:avLst>{guide}</a:avLst></a:prstGeom>'


def _filled(colour: str) -> str:
    return fill(colour) + line("none", 0.0)


def _flips(dx: float, dy: float) -> str:
    return (' flipH="1"' if dx < 0 else "") + (' flipV="1"' if dy < 0 else "")


def _blended(below: str, above: str) -> str:
    """The colour of a translucent colour on another."""
    share = int(above[7:], 16) / 255 if len(above) == 9 else 1.0
    pairs = ((int(below[i : i + 2], 16), int(above[i : i + 2], 16)) for i in (1, 3, 5))
    return "#" + "".join(f"{round(a + (b - a) * share):02X}" for a, b in pairs)
