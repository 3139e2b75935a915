"""Steps as one SVG whose parts are fragments of reveal.js, which Quarto uses too: inlined on a slide, a key is a step.

What appears at a step and stays is a fragment with the number of that step. What goes away again is hidden by an
attribute, which the style sheet of reveal.js overrules, so that anything else that opens the file shows the tree as
the last step leaves it.
"""

from __future__ import annotations

from itertools import chain, islice
from xml.etree import ElementTree as ET

from treeedit.export.order import Drawers, Order
from treeedit.export.svg import OWN, Carried, svg_root, written
from treeedit.figure.overlaid import LAYERS, Overlaid, in_runs, overlaid
from treeedit.files.carrier import svg_payload

_STRETCH = "r-stretch"
"""Asks reveal.js for the room that the slide has left, if the drawing stands on it by itself."""
_HIDDEN = {"visibility": "hidden"}


def reveal(order: Order, drawers: Drawers) -> bytes:
    """The steps of an order as an SVG with fragments."""
    series = order.subject.series
    figures = (each.figure for each in order.frames())
    found = overlaid(chain(figures, [series.end()]))
    figure = found.figure()
    figure.bounds, figure.notes = order.bounds, series.bare(0).notes
    carried = Carried(order.lettering, svg_payload(order.document))
    root = svg_root(figure, order.scale, order.title, order.background, carried)
    _stage(root, found)
    root.attrib |= {"class": _STRETCH, "style": _fitted(root.get("width", ""), root.get("height", ""))}
    return written(root)


def _fitted(wide: str, high: str) -> str:
    """No larger than it is meant to be, and no wider than its place."""
    return f"max-width: min(100%, {wide}px); height: auto; max-height: {high}px"


def _stage(root: ET.Element, found: Overlaid) -> None:
    """Put the elements of each layer into fragments, and each sheet as a whole."""
    layers = {str(layer.get("id")).removeprefix(OWN): layer for layer in root}
    for name in LAYERS:
        layer = layers.get("nodes" if name == "shapes" else name)
        if layer is not None:
            elements = iter(list(layer))
            layer[:] = []
            for first, last, run in in_runs(found.layer(name)):
                _fragment(layer, (first, last), found.count - 1).extend(islice(elements, len(run)))
    for number, stay in enumerate(found.sheets):
        sheet = layers[f"sheet{number}"]
        root.remove(sheet)
        _fragment(root, (stay.first, stay.last), found.count - 1).append(sheet)


def _fragment(parent: ET.Element, span: tuple[int, int], count: int) -> ET.Element:
    """What holds elements that stand from one of `count` frames to another; what the last one leaves is one more."""
    first, last = span
    if span == (0, count) or (first, last + 1) == (0, count):
        return parent
    lasting = {} if last == count else _HIDDEN
    if last + 1 >= count:
        return _group(parent, "fragment", first, lasting)
    if first == last and first:
        return _group(parent, "fragment current-visible", first, lasting)
    if first:
        parent, lasting = _group(parent, "fragment", first, lasting), {}
    return _group(parent, "fragment fade-out", last + 1, lasting)


def _group(parent: ET.Element, kind: str, index: int, more: dict[str, str]) -> ET.Element:
    found = ET.SubElement(parent, "g", {"class": kind, "data-fragment-index": str(index)} | more)
    found.text = found.tail = "\n"
    return found
