"""The pages of a PDF, by poppler: words where they can be found, borders and edges as they are drawn."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

from tests.export.readers.seen import Box, Ends, Seen, Word
from treeedit.export.order import Order

Point = tuple[float, float]
PROGRAMS = ("pdftotext", "pdftocairo")
_POINTS = 0.75
_ABOVE = 0.797
"""The share of a word's height that is above its baseline, in DejaVu Sans."""
_PAGE, _WORD = "{http://www.w3.org/1999/xhtml}page", "{http://www.w3.org/1999/xhtml}word"
_SVG = "{http://www.w3.org/2000/svg}"
_LETTERS = 0.1
"""Letters are drawn in units that are smaller than this."""
_NUMBER = re.compile(r"-?[0-9.]+")


def read_pdf(data: bytes, order: Order, folder: Path) -> list[Seen]:
    """The pages, in the pixels of an order's figure."""
    path = folder / "a.pdf"
    path.write_bytes(data)
    text = _said("pdftotext", "-bbox", path, "-")
    pages = ET.fromstring(text[text.index("<html") :]).iter(_PAGE)
    return [_Page(page, path, number, order).seen() for number, page in enumerate(pages, 1)]


def _said(*command: str | Path) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


class _Page:
    def __init__(self, page: ET.Element, path: Path, number: int, order: Order) -> None:
        self._page, self._unit = page, _POINTS * order.scale
        left, top, right, bottom = order.figure.bounds
        self._left = (float(page.get("width", "")) - (right - left) * self._unit) / 2
        self._top = (float(page.get("height", "")) - (bottom - top) * self._unit) / 2
        self._parts = list(_parts(_said("pdftocairo", "-svg", "-f", str(number), "-l", str(number), path, "-")))

    def seen(self) -> Seen:
        closed = [points for points, is_closed in self._parts if is_closed]
        curves = [points for points, is_closed in self._parts if not is_closed and len(points) == 4]
        return Seen(
            single_words=[self._word(each) for each in self._page.iter(_WORD)],
            boxes=list(map(self._box, closed)),
            curves=[Ends(*self._point(*each[0]), *self._point(*each[-1])) for each in curves],
            is_solid=True,
        )

    def _point(self, x: float, y: float) -> Point:
        return (x - self._left) / self._unit, (y - self._top) / self._unit

    def _word(self, word: ET.Element) -> Word:
        left, top, bottom = (float(word.get(name, "")) for name in ("xMin", "yMin", "yMax"))
        return Word(word.text or "", *self._point(left, top + _ABOVE * (bottom - top)))

    def _box(self, points: list[Point]) -> Box:
        xs, ys = zip(*(self._point(*each) for each in points), strict=True)
        return Box(0, (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2, max(xs) - min(xs), max(ys) - min(ys))


def _parts(drawing: str) -> Iterator[tuple[list[Point], bool]]:
    """The points of each line that is drawn but for the borders of letters, and whether it is closed."""
    page = next(each for each in ET.fromstring(drawing) if each.tag == f"{_SVG}g")
    for path in page.iter(f"{_SVG}path"):
        across, shear, _, _, x0, y0 = map(float, _NUMBER.findall(path.get("transform", "1 0 0 1 0 0")))
        if "stroke:none" in path.get("style", "") or across < _LETTERS:
            continue
        assert shear == 0.0
        for part in path.get("d", "").split("M")[1:]:
            numbers = list(map(float, _NUMBER.findall(part)))
            points = [(x0 + across * x, y0 + across * y) for x, y in zip(numbers[::2], numbers[1::2], strict=True)]
            if len(points) > 1:
                yield points, "Z" in part
