"""What belongs together in a figure: labels to the nodes around them, numbers to those beside them, edges to sides.

A figure says only what is drawn where; formats that a reader goes on working with need to know more. Found by squares
of a grid, so that a large figure costs no more for each of its parts than a small one.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator

from treeedit.figure.figure import Shape, Text

Joint = tuple[Shape, str]
"""A node's shape, and one of its sides: "top", "bottom", "left", "right"."""
_SQUARE = 64.0
_REACH = 12.0
_AWAY = 30.0
_CLOSE = 0.1


class Joints:
    """The nodes of a figure, found by place."""

    def __init__(self, shapes: Iterable[Shape]) -> None:
        self._squares: dict[tuple[int, int], list[Shape]] = {}
        for shape in shapes:
            if shape.node:
                for square in _covered(shape):
                    self._squares.setdefault(square, []).append(shape)

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

    def at(self, x: float, y: float) -> Joint | None:
        """The middle of a node's side that lies at a point."""
        return next(((s, side) for s in self._near(x, y) for side, a, b in _sides(s) if _is_close(a - x, b - y)), None)

    def sorted_out(self, texts: Iterable[Text]) -> tuple[dict[int, Text], list[Text]]:
        """The labels of nodes by id, and the other texts."""
        inner: dict[int, Text] = {}
        outer = []
        for text in texts:
            shape = self.around(text.x, text.y - 0.35 * text.size)
            if shape and shape.node not in inner:
                inner[shape.node] = text
            else:
                outer.append(text)
        return inner, outer

    def _near(self, x: float, y: float) -> list[Shape]:
        return self._squares.get((math.floor(x / _SQUARE), math.floor(y / _SQUARE)), [])


def _covered(shape: Shape) -> Iterator[tuple[int, int]]:
    """The squares in which a node, its sides or its numbers may lie."""
    left, right = shape.x - shape.width / 2 - _CLOSE, shape.x + shape.width / 2 + _REACH
    top, bottom = shape.y - shape.height / 2 - _REACH, shape.y + shape.height / 2 + _REACH
    for column in range(math.floor(left / _SQUARE), math.floor(right / _SQUARE) + 1):
        for row in range(math.floor(top / _SQUARE), math.floor(bottom / _SQUARE) + 1):
            yield column, row


def _sides(shape: Shape) -> Iterator[tuple[str, float, float]]:
    half_width, half_height = shape.width / 2, shape.height / 2
    yield "top", shape.x, shape.y - half_height
    yield "bottom", shape.x, shape.y + half_height
    yield "left", shape.x - half_width, shape.y
    yield "right", shape.x + half_width, shape.y


def _is_close(dx: float, dy: float) -> bool:
    return abs(dx) < _CLOSE and abs(dy) < _CLOSE
