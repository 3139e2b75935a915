"""What belongs together in a figure: labels to the nodes around them, numbers and edges to those beside them.

A figure says only what is drawn where; formats that a reader goes on working with need to know more. Found by squares
of a grid, so that a large figure costs no more for each of its parts than a small one.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator

from treeedit.figure.figure import Shape, Text
from treeedit.figure.look import SLOT_RADIUS
from treeedit.model.patience import patiently

_SQUARE = 64.0
_REACH = 12.0
_AWAY = 30.0


class Joints:
    """The nodes and empty slots of a figure, found by place."""

    def __init__(self, shapes: Iterable[Shape]) -> None:
        self._squares: dict[tuple[int, int], list[Shape]] = {}
        self._slots: dict[tuple[int, int], list[Shape]] = {}
        for shape in patiently(shapes):
            if shape.node or is_slot(shape):
                squares = self._squares if shape.node else self._slots
                for square in _covered(shape):
                    squares.setdefault(square, []).append(shape)

    def around(self, x: float, y: float) -> Shape | None:
        """The node in which a point lies."""
        near = self._near(x, y)
        return next((s for s in near if abs(s.x - x) <= s.width / 2 and abs(s.y - y) <= s.height / 2), None)

    def beside(self, text: Text) -> Shape | None:
        """The node whose number a text is: it begins a little to the right of its border."""
        if text.anchor != "start":
            return None
        near = self._near(text.x, text.y)
        return next((s for s in near if 0 < text.x - s.x - s.width / 2 < _REACH and abs(text.y - s.y) < _AWAY), None)

    def nearest(self, x: float, y: float) -> Shape | None:
        """The node or empty slot whose border is nearest to a point; None if none is near."""
        near = [*self._near(x, y), *self._slots.get(_square(x, y), ())]
        found = min(((_distance(shape, x, y), i) for i, shape in enumerate(near)), default=(math.inf, 0))
        return near[found[1]] if found[0] < _REACH else None

    def sorted_out(self, texts: Iterable[Text]) -> tuple[dict[int, Text], list[Text]]:
        """The labels of nodes by id, and the other texts."""
        inner: dict[int, Text] = {}
        outer = []
        for text in patiently(texts):
            shape = self.around(text.x, text.y - 0.35 * text.size)
            if shape and shape.node not in inner:
                inner[shape.node] = text
            else:
                outer.append(text)
        return inner, outer

    def _near(self, x: float, y: float) -> list[Shape]:
        return self._squares.get(_square(x, y), [])


def is_slot(shape: Shape) -> bool:
    """Whether a shape is the circle of an empty slot."""
    return shape.dashed and shape.fill == "none" and shape.width == shape.height == 2 * SLOT_RADIUS


def _square(x: float, y: float) -> tuple[int, int]:
    return math.floor(x / _SQUARE), math.floor(y / _SQUARE)


def _covered(shape: Shape) -> Iterator[tuple[int, int]]:
    """The squares in which a node, its sides or its numbers may lie."""
    left, right = shape.x - shape.width / 2 - _REACH, shape.x + shape.width / 2 + _REACH
    top, bottom = shape.y - shape.height / 2 - _REACH, shape.y + shape.height / 2 + _REACH
    for column in range(math.floor(left / _SQUARE), math.floor(right / _SQUARE) + 1):
        for row in range(math.floor(top / _SQUARE), math.floor(bottom / _SQUARE) + 1):
            yield column, row


def _distance(shape: Shape, x: float, y: float) -> float:
    """How far from the border of a shape a point is."""
    half = shape.width / 2, shape.height / 2
    radius = min(shape.radius, *half)
    across, down = abs(x - shape.x) - half[0] + radius, abs(y - shape.y) - half[1] + radius
    return abs(math.hypot(max(across, 0.0), max(down, 0.0)) + min(max(across, down), 0.0) - radius)
