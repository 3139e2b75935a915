"""A figure as SVG, written by xml.etree: the same bytes for the same figure on every machine.

Texts are drawn as glyph outlines, so that they look the same where the font is missing; each carries its words as an
`aria-label`, and every node has an id and, in a title, what it is with all digits. On request they are texts, which a
drawing program can edit, pressed into the width that was planned. No images, filters or scripts.

All ids begin with a digest of the drawing: several of them can stand in one page, where a browser takes the first
element that bears an id. Until the digest is known, `OWN` stands in its place, which no text of a drawing contains.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from functools import cache, partial
from typing import NamedTuple
from xml.etree import ElementTree as ET

from treeedit.export.order import Lettering
from treeedit.figure import marks
from treeedit.figure.figure import Edge, Figure, Line, Mark, Outline, Path, Shape, Text
from treeedit.figure.fonts import BOLD_STROKE, SLANT, UNITS, Glyphs, is_covered, outline, shaped
from treeedit.figure.look import EDGE_LINE
from treeedit.model.patience import patiently, pause

_FOREIGN_FONTS = "DejaVu Sans, Noto Sans, sans-serif"
_ANCHOR_SHIFT = {"start": 0.0, "middle": 0.5, "end": 1.0}
_SVG, _XLINK = "http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"
_HEAD = '<?xml version="1.0" encoding="utf-8"?>\n'
HREF = "xlink:href"
"""The old name: every reader knows it, and some that are still in use know no other."""
OWN = "\ue000"
"""What every id of a drawing begins with before it is written; not printable, so that no text can hold it."""


class Carried(NamedTuple):
    """How an SVG holds its texts, and the metadata in it: a class and a text, none if that is empty."""

    lettering: Lettering = Lettering.OUTLINES
    metadata: tuple[str, str] = ("", "")


def svg_bytes(figure: Figure, scale: float, title: str, background: str, carried: Carried = Carried()) -> bytes:  # noqa: B008
    """The figure as an SVG file; `background` is a colour or "none"."""
    return written(svg_root(figure, scale, title, background, carried))


def written(root: ET.Element) -> bytes:
    """A drawing as a file."""
    pause()
    text: str = ET.tostring(root, encoding="unicode")  # half the time of writing bytes
    digest = hashlib.sha256(text.encode()).hexdigest()[:10]
    return f"{_HEAD}{text.replace(OWN, f'tree{digest}-')}".encode()


def svg_root(figure: Figure, scale: float, title: str, background: str, carried: Carried) -> ET.Element:
    """The figure as an element; a group named for each layer has an element for each of its records, in their order."""
    left, top, right, bottom = figure.bounds
    wide, high = right - left, bottom - top
    size = {"width": _n(wide * scale), "height": _n(high * scale)}
    view = {"xmlns": _SVG, "xmlns:xlink": _XLINK, "viewBox": " ".join(map(_n, (left, top, wide, high))), "role": "img"}
    root = ET.Element("svg", view | size)
    _say(root, title)
    if carried.metadata[1]:
        _new(root, "metadata", {"class": carried.metadata[0]}).text = carried.metadata[1]
    defs = _layer(root, "glyphs", "defs")
    if background != "none":
        _rect(root, Shape((left + right) / 2, (top + bottom) / 2, wide, high, 0.0, background, "none", 0.0))
    strings: dict[Glyphs, str] = {}
    write = _plain_texts if carried.lettering is Lettering.TEXT else partial(_texts, strings)
    _shapes(_layer(root, "grounds"), figure.grounds, {})
    _edges(_layer(root, "edges"), figure.edges)
    if figure.lines:
        _lines(_layer(root, "lines"), figure.lines)
    _shapes(_layer(root, "plates"), figure.plates, {})
    _shapes(_layer(root, "nodes"), figure.shapes, figure.notes)
    if figure.outlines:
        _outlines(_layer(root, "outlines"), figure.outlines)
    _marks(_layer(root, "marks"), figure.marks)
    write(_layer(root, "texts"), figure.texts)
    for number, sheet in enumerate(figure.sheets):
        _sheet(_layer(root, f"sheet{number}"), sheet, write)
    _define(defs, strings)
    return root


def _n(value: float) -> str:
    """A coordinate with at most three decimals and no trailing zeros."""
    text = f"{value:.3f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def _legal(text: str) -> str:
    """A text without the characters that XML cannot carry, or that turn the direction of what follows."""
    return "".join(c for c in text if c.isprintable())


def _new(parent: ET.Element, kind: str, attributes: dict[str, str]) -> ET.Element:
    """A new element, on a line of its own."""
    element = ET.SubElement(parent, kind, attributes)
    element.tail = "\n"
    return element


def _say(parent: ET.Element, words: str) -> None:
    """What a reader of the picture is told who does not see it; a pointer that rests there shows it too."""
    parent.text = "\n"
    _new(parent, "title", {}).text = _legal(words)


def _layer(root: ET.Element, name: str, kind: str = "g") -> ET.Element:
    layer = _new(root, kind, {"id": OWN + name})
    layer.text = "\n"
    return layer


def _paint(colour: str, kind: str) -> dict[str, str]:
    """A colour as attributes: #rrggbbaa becomes an opacity, which every reader understands."""
    if len(colour) == 9:
        return {kind: colour[:7], f"{kind}-opacity": _n(int(colour[7:], 16) / 255)}
    return {kind: colour}


def _rect(parent: ET.Element, shape: Shape) -> ET.Element:
    half_width, half_height = shape.width / 2, shape.height / 2
    box = {"x": shape.x - half_width, "y": shape.y - half_height, "width": shape.width, "height": shape.height}
    attributes = {name: _n(value) for name, value in box.items()}
    if shape.radius:
        attributes["rx"] = _n(min(shape.radius, half_width, half_height))
    attributes |= _paint(shape.fill, "fill")
    if shape.stroke != "none":
        attributes |= _paint(shape.stroke, "stroke") | {"stroke-width": _n(shape.line)}
    if shape.dashed:
        attributes["stroke-dasharray"] = "4 3"
    return _new(parent, "rect", attributes)


def _shapes(parent: ET.Element, shapes: Iterable[Shape], notes: dict[int, str]) -> None:
    for shape in patiently(shapes):
        element = _rect(parent, shape)
        if shape.node:
            element.set("id", f"{OWN}n{shape.node}")
        if shape.node in notes:
            _say(element, notes[shape.node])


def _edges(parent: ET.Element, edges: Iterable[Edge]) -> None:
    parent.attrib |= {"fill": "none", "stroke-width": _n(EDGE_LINE)}
    for edge in patiently(edges):
        parts = (list(map(_n, each)) for each in edge.curves())
        path = "".join(f"M{part[0]} {part[1]}C{' '.join(part[2:])}" for part in parts)
        wide = {"stroke-width": _n(edge.width)} if edge.width != EDGE_LINE else {}
        _new(parent, "path", {"d": path} | _paint(edge.colour, "stroke") | wide)


def _lines(parent: ET.Element, lines: Iterable[Line]) -> None:
    for line in patiently(lines):
        path = f"M{_n(line.x0)} {_n(line.y0)}L{_n(line.x1)} {_n(line.y1)}"
        _new(parent, "path", {"d": path, "stroke-width": _n(line.width)} | _paint(line.colour, "stroke"))


def _outlines(parent: ET.Element, outlines: Iterable[Outline]) -> None:
    parent.set("pointer-events", "none")
    for each in patiently(outlines):
        place = f"matrix({each.scale:.6g} 0 0 {each.scale:.6g} {_n(each.x)} {_n(each.y)})"
        attributes = {"d": _path_data(each.path), "transform": place} | _paint(each.colour, "fill")
        if each.plain:
            attributes |= {"role": "img", "aria-label": _legal(each.plain)}
        _new(parent, "path", attributes)


def _path_data(path: Path) -> str:
    return "".join(kind + " ".join(map(_n, numbers)) for kind, numbers in path)


def _marks(parent: ET.Element, found: Iterable[Mark]) -> None:
    parent.set("pointer-events", "none")
    for mark in patiently(found):
        place = f"translate({_n(mark.x)} {_n(mark.y)}) scale({_n(mark.size / 2)})"
        path = _mark_path(mark.kind)
        _new(parent, "path", {"d": path, "transform": place, "fill": mark.colour, "fill-rule": "evenodd"})


@cache
def _mark_path(kind: str) -> str:
    corners = " ".join(f"{_n(x)} {_n(y)}" for x, y in marks.CORNERS.get(kind, ()))
    rings = (
        f"M{_n(-r)} 0A{_n(r)} {_n(r)} 0 1 1 {_n(r)} 0A{_n(r)} {_n(r)} 0 1 1 {_n(-r)} 0Z"
        for r in marks.RADII.get(kind, ())
    )
    return f"M{corners}Z" if corners else "".join(rings)


def _sheet(parent: ET.Element, sheet: Figure, write: Callable[[ET.Element, Iterable[Text]], None]) -> None:
    """What covers all before it: a plane with formulas and texts."""
    _shapes(parent, sheet.shapes, {})
    _outlines(parent, sheet.outlines)
    write(parent, sheet.texts)


def _texts(strings: dict[Glyphs, str], parent: ET.Element, texts: Iterable[Text]) -> None:
    """Every string is one line of glyphs, to be defined once and used wherever it stands."""
    parent.attrib |= {"stroke-linejoin": "round", "pointer-events": "none"}
    for text in patiently(texts):
        run = shaped(text.text, text.weight)
        if not is_covered(text.text):
            _foreign(parent, text, run.width * text.size)
            continue
        name = strings.setdefault(run, f"{OWN}t{len(strings)}")
        unit = text.size / UNITS
        x = text.x - _ANCHOR_SHIFT[text.anchor] * run.width * text.size
        slant = -SLANT * unit if text.slant == "italic" else 0.0
        place = f"matrix({unit:.6g} 0 {slant:.6g} {unit:.6g} {_n(x)} {_n(text.y)})"
        attributes = {HREF: f"#{name}", "transform": place, "fill": text.colour, "aria-label": _legal(text.text)}
        if text.weight == "bold":
            attributes |= {"stroke": text.colour, "stroke-width": _n(BOLD_STROKE * UNITS)}
        _new(parent, "use", attributes)


def _plain_texts(parent: ET.Element, texts: Iterable[Text]) -> None:
    parent.set("pointer-events", "none")
    for text in patiently(texts):
        _foreign(parent, text, shaped(text.text, text.weight).width * text.size)


def _foreign(parent: ET.Element, text: Text, wide: float) -> None:
    """A text that the font lacks, for the reader's system to set within the width that was planned for it."""
    x = text.x - _ANCHOR_SHIFT[text.anchor] * wide
    attributes = {"x": _n(x), "y": _n(text.y), "textLength": _n(wide), "lengthAdjust": "spacingAndGlyphs"}
    attributes |= {"font-size": _n(text.size), "font-family": _FOREIGN_FONTS, "fill": text.colour}
    if text.weight == "bold":
        attributes["font-weight"] = "bold"
    if text.slant == "italic":
        attributes["font-style"] = "italic"
    _new(parent, "text", attributes).text = _legal(text.text)


def _define(defs: ET.Element, strings: dict[Glyphs, str]) -> None:
    for index in sorted({index for run in strings for index in run.indices}):
        _new(defs, "path", {"id": f"{OWN}g{index}", "d": outline(index)})
    for run, name in strings.items():
        line = _new(defs, "g", {"id": name})
        for index, where in zip(run.indices, run.places, strict=True):
            ET.SubElement(line, "use", {HREF: f"#{OWN}g{index}", "x": _n(where * UNITS)})
