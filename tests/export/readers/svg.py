"""An SVG, by ElementTree: texts as outlines or as text, rectangles, edges, marks and titles."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

from tests.export.readers.seen import Box, Ends, Seen, Word

_SVG, _HREF = "{http://www.w3.org/2000/svg}", "{http://www.w3.org/1999/xlink}href"
_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?(?:e-?[0-9]+)?")


def read_svg(data: bytes) -> list[Seen]:
    """The picture in an SVG."""
    root = ET.fromstring(data)
    left, top, *_ = map(float, root.get("viewBox", "").split())
    reader = _Reader(root, left, top)
    return [
        Seen(
            words=reader.words(),
            boxes=reader.boxes(),
            edges=reader.edges(),
            marks=reader.marks(),
            formulas=reader.formulas(),
            notes=reader.notes(),
        )
    ]


def _local(name: str | None) -> str:
    """An id, or a reference to one, as it is within its drawing."""
    return (name or "").split("-")[-1]


class _Reader:
    def __init__(self, root: ET.Element, left: float, top: float) -> None:
        self._root, self._left, self._top = root, left, top
        self._defined = {_local(each.get("id")): each for each in root.iter() if each.get("id")}

    def _point(self, x: float, y: float) -> tuple[float, float]:
        return x - self._left, y - self._top

    def words(self) -> list[Word]:
        found = []
        for element in self._root.iter():
            if element.tag == f"{_SVG}use" and element.get("aria-label"):
                _, _, _, _, x, y = _numbers(element.get("transform"))
                text = element.get("aria-label", "")
                glyphs = self._defined[_local(element.get(_HREF))]
                assert len(glyphs) == len(text)
                assert all(_local(each.get(_HREF)) in self._defined for each in glyphs)
                found.append(Word(text, *self._point(x, y)))
            elif element.tag == f"{_SVG}text":
                place = self._point(float(element.get("x", "")), float(element.get("y", "")))
                found.append(Word(element.text or "", *place))
        return found

    def boxes(self) -> list[Box]:
        found = []
        for element in self._root.iter(f"{_SVG}rect"):
            if element.get("stroke"):
                x, y, wide, high = (float(element.get(name, "")) for name in ("x", "y", "width", "height"))
                node = int(_local(element.get("id", "n0"))[1:])
                found.append(Box(node, *self._point(x + wide / 2, y + high / 2), wide, high))
        return found

    def edges(self) -> list[Ends]:
        found = []
        for element in self._layer("edges"):
            first, *others = (_numbers(part) for part in element.get("d", "").split("M")[1:])
            end = others[0][:2] if others else first[-2:]
            found.append(Ends(*self._point(*first[:2]), *self._point(*end)))
        return found

    def marks(self) -> list[tuple[float, float]]:
        places = (_numbers(element.get("transform", "").partition(")")[0]) for element in self._layer("marks"))
        return [self._point(x, y) for x, y in places]

    def formulas(self) -> list[Word]:
        said = [each for each in self._root.iter(f"{_SVG}path") if each.get("aria-label")]
        return [Word(each.get("aria-label", ""), *self._point(*_numbers(each.get("transform"))[4:])) for each in said]

    def notes(self) -> dict[int, str]:
        nodes = (each for each in self._root.iter(f"{_SVG}rect") if each.get("id"))
        return {int(_local(each.get("id"))[1:]): each.findtext(f"{_SVG}title", "") for each in nodes}

    def _layer(self, name: str) -> list[ET.Element]:
        return list(self._defined.get(name, ()))


def _numbers(text: str | None) -> list[float]:
    return [float(each) for each in _NUMBER.findall(text or "")]
