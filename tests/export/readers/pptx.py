"""The slides of a presentation, by python-pptx: native shapes, connectors, text boxes and alternative texts.

A slide shows the picture at a scale and a place of its own, which are taken from the first node on it.
"""

from __future__ import annotations

import io
from typing import Any

from tests.export.readers.seen import LOWERED, MIDDLE, Box, Ends, Seen, Word
from treeedit.export.order import Order

_POINT = 12_700
_ANCHORS = {"l": "start", "ctr": "middle", "r": "end"}
_LOWERED = str.maketrans(LOWERED)
_FRAME = "{http://schemas.openxmlformats.org/drawingml/2006/main}xfrm"
_ROUND_ROOM = 1 - 0.5**0.5
"""The share of its radius by which PowerPoint keeps the text of a rounded box away from its sides."""


def read_pptx(data: bytes, order: Order) -> list[Seen]:
    """The slides, in the pixels of an order's figure."""
    from pptx import Presentation

    presentation = Presentation(io.BytesIO(data))
    size = presentation.slide_width, presentation.slide_height
    slides = [[each for each in slide.shapes if not each.is_placeholder] for slide in presentation.slides]
    for shapes in slides:
        for each in shapes:
            middle = each.left + each.width / 2, each.top + each.height / 2
            assert all(0 <= place <= side for place, side in zip(middle, size, strict=True)), each.name
    return [_Slide(shapes, order).seen() for shapes in slides]


class _Slide:
    def __init__(self, shapes: list[Any], order: Order) -> None:
        self._shapes = shapes
        figure = order.figure
        here = min((each for each in shapes if _name(each).startswith("node ")), key=_node)
        there = next(each for each in figure.shapes if each.node == _node(here))
        self._unit = here.width / there.width
        self._left = here.left + here.width / 2 - (there.x - figure.bounds.left) * self._unit
        self._top = here.top + here.height / 2 - (there.y - figure.bounds.top) * self._unit

    def seen(self) -> Seen:
        boxes = [each for each in self._shapes if _kind(each) == "sp"]
        plain = [each for each in boxes if each._element.spPr.find(".//{*}custGeom") is None]
        borders = [each for each in plain if _has_border(each)]
        formulas = [each for each in boxes if _name(each).startswith("formula") and _told(each)]
        return Seen(
            words=[self._word(each) for each in plain if each.has_text_frame and each.text_frame.text],
            boxes=[self._box(each) for each in borders],
            edges=[self._ends(each) for each in self._shapes if _is_edge(each)],
            marks=[self._middle(each) for each in boxes if _is_mark(each)],
            formulas=[Word(_told(each), *self._point(each.left, each.top), "box") for each in formulas],
            notes={_node(each): _told(each) for each in borders if _node(each)},
        )

    def place(self, wide: int) -> tuple[float, float, float]:
        """Where the corner of the picture is and how long its pixels are, in widths of the slide."""
        return self._left / wide, self._top / wide, self._unit / wide

    def _point(self, x: float, y: float) -> tuple[float, float]:
        return (x - self._left) / self._unit, (y - self._top) / self._unit

    def _middle(self, shape: Any) -> tuple[float, float]:
        return self._point(shape.left + shape.width / 2, shape.top + shape.height / 2)

    def _box(self, shape: Any) -> Box:
        return Box(_node(shape), *self._middle(shape), shape.width / self._unit, shape.height / self._unit)

    def _word(self, shape: Any) -> Word:
        (paragraph,) = shape.text_frame.paragraphs
        parts = [(run.text, run.font._element.get("baseline")) for run in paragraph.runs]
        text = "".join(part.translate(_LOWERED) if low else part for part, low in parts)
        anchor = _ANCHORS[paragraph._p.pPr.get("algn")]
        box = self._box(shape)
        size = paragraph.runs[0].font.size * 1.0 / self._unit
        before = shape.text_frame.margin_left / self._unit
        if anchor == "start" and _node(shape):
            before += _ROUND_ROOM * min(box.width, box.height) * shape.adjustments[0]
        side = {"start": -box.width / 2 + before, "middle": before / 2, "end": box.width / 2}[anchor]
        return Word(text, box.x + side, box.y + MIDDLE * size, anchor)

    def _ends(self, shape: Any) -> Ends:
        """The two ends of a connector, which its frame gives once it is turned back."""
        frame = shape._element.spPr.find(_FRAME)
        turn = round(int(frame.get("rot", "0")) / 5_400_000) % 4
        across, down = shape.width / 2, shape.height / 2
        across = -across if frame.get("flipH") == "1" else across
        down = -down if frame.get("flipV") == "1" else down
        for _ in range(turn):
            across, down = -down, across
        x, y = shape.left + shape.width / 2, shape.top + shape.height / 2
        return Ends(*self._point(x - across, y - down), *self._point(x + across, y + down))


def _kind(shape: Any) -> str:
    return str(shape._element.tag.rpartition("}")[2])


def _name(shape: Any) -> str:
    """What a shape is called; two signs before it let it turn into the one of the same name on the next slide."""
    return str(shape.name).removeprefix("!!")


def _node(shape: Any) -> int:
    return int(_name(shape)[5:]) if _name(shape).startswith("node ") else 0


def _is_edge(shape: Any) -> bool:
    return _kind(shape) == "cxnSp" and not _name(shape).startswith("line")


def _told(shape: Any) -> str:
    return str(shape._element.nvSpPr.cNvPr.get("descr", ""))


def _has_border(shape: Any) -> bool:
    line = shape._element.spPr.find("./{*}ln")
    return line is not None and line.find("./{*}noFill") is None


def _is_mark(shape: Any) -> bool:
    """Marks are freeform shapes, or as wide as they are high and without a border."""
    if _name(shape).startswith("mark "):
        return True
    is_plain = not _has_border(shape) and not (shape.has_text_frame and shape.text_frame.text)
    return is_plain and not _name(shape).startswith(("formula", "bend")) and shape.width == shape.height


def place_on_slide(data: bytes, order: Order) -> list[tuple[float, float, float]]:
    """Where the corner of the picture lies on each slide, and how long its pixels are, in widths of the slide."""
    from pptx import Presentation

    presentation = Presentation(io.BytesIO(data))
    found = [_Slide([each for each in slide.shapes if not each.is_placeholder], order) for slide in presentation.slides]
    return [each.place(presentation.slide_width) for each in found]
