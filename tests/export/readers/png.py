"""A PNG, by its pixels: borders and letters have their colours where they should be, and nothing is drawn elsewhere."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage

from tests.figure.sketching import box_of, box_of_text
from treeedit.export.order import Order
from treeedit.figure.figure import Bounds, Curve, Figure, Outline

Pixels = NDArray[np.int64]
_NEAR = 100
"""How far a pixel may be from a colour, in the sum of its three parts: lines are smoothed."""
_STEPS = np.linspace(0.0, 1.0, 60)[:, np.newaxis]


def pixels_of(data: bytes) -> Pixels:
    """(height, width, 3) the colours in a file of an image."""
    return pixels_of_image(QImage.fromData(data))


def pixels_of_image(given: QImage) -> Pixels:
    """The same of an image."""
    image = given.convertToFormat(QImage.Format.Format_RGB888)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    return rows[:, : 3 * image.width()].reshape(image.height(), image.width(), 3).astype(np.int64)


def difference(first: QImage, second: QImage, share: int = 4) -> float:
    """The mean difference of two images in grey, from 0 to 255, each made smaller by a share of its sides."""
    size = QSize(first.width() // share, first.height() // share)
    small = (each.scaled(size, mode=Qt.TransformationMode.SmoothTransformation) for each in (first, second))
    greys = [each.convertToFormat(QImage.Format.Format_Grayscale8) for each in small]
    rows = [np.frombuffer(each.constBits(), np.uint8).reshape(size.height(), -1) for each in greys]
    one, other = (each[:, : size.width()].astype(np.int64) for each in rows)
    return float(np.abs(one - other).mean())


def pixel_faults(data: bytes, order: Order) -> list[str]:
    """What is not where the description of the picture has it, or is where it has nothing."""
    return list(_Comparison(pixels_of(data), order).faults())


class _Comparison:
    def __init__(self, pixels: Pixels, order: Order) -> None:
        self._pixels, self._figure, self._scale = pixels, order.figure, order.scale
        self._paper = _rgb(order.background)

    def faults(self) -> Iterator[str]:
        yield from self._size()
        yield from self._borders()
        yield from self._texts()
        yield from self._strays()

    def _size(self) -> Iterator[str]:
        left, top, right, bottom = self._figure.bounds
        asked = round((bottom - top) * self._scale), round((right - left) * self._scale)
        if self._pixels.shape[:2] != asked:
            yield f"size {self._pixels.shape[:2]} for {asked}"

    def _borders(self) -> Iterator[str]:
        for shape in self._figure.shapes:
            if shape.node:
                left, top, right, bottom = box_of(shape)
                for x, y in ((left, shape.y), (right, shape.y), (shape.x, top), (shape.x, bottom)):
                    if self._distance(Bounds(x, y, x, y).grown(1.0), shape.stroke) > _NEAR:
                        yield f"no border of node {shape.node} at {x:.0f}, {y:.0f}"

    def _texts(self) -> Iterator[str]:
        for text in (each for plane in self._figure.stacked() for each in plane.texts):
            if text.text.strip() and self._distance(box_of_text(text), text.colour) > _NEAR:
                yield f"no {text.text!r} at {text.x:.0f}, {text.y:.0f}"

    def _strays(self) -> Iterator[str]:
        """What is drawn where the description has nothing."""
        drawn = np.abs(self._pixels - self._paper).sum(axis=2) > 0
        for each in (each for plane in self._figure.stacked() for each in _covered(plane)):
            drawn[self._window(each.grown(1.5))] = False
        if drawn.any():
            row, column = np.argwhere(drawn)[0].tolist()
            yield f"{int(drawn.sum())} stray pixels, one at {column / self._scale:.0f}, {row / self._scale:.0f}"

    def _distance(self, bounds: Bounds, colour: str) -> int:
        """How far the pixel that is nearest to a colour is from it."""
        window = self._pixels[self._window(bounds)]
        return int(np.abs(window - _rgb(colour)).sum(axis=2).min(initial=3 * 255))

    def _window(self, bounds: Bounds) -> tuple[slice, slice]:
        left, top, right, bottom = bounds.moved(-self._figure.bounds.left, -self._figure.bounds.top)
        low = np.floor(np.array([top, left]) * self._scale).astype(int).clip(0).tolist()
        high = np.ceil(np.array([bottom, right]) * self._scale).astype(int).clip(0).tolist()
        return slice(low[0], high[0]), slice(low[1], high[1])


def _covered(figure: Figure) -> Iterator[Bounds]:
    """Rectangles that together hold all that is drawn."""
    yield from (box_of(each).grown(each.line) for each in (*figure.grounds, *figure.plates, *figure.shapes))
    for edge in figure.edges:
        for curve in edge.curves():
            yield from (_around(*place).grown(edge.width) for place in _points(curve))
    for line in figure.lines:
        ends = np.array([[line.x0, line.y0], [line.x1, line.y1]])
        yield from (_around(*(ends[0] + t * (ends[1] - ends[0])).tolist()).grown(4.0) for t in _STEPS[:, 0])
    yield from map(_of_outline, figure.outlines)
    yield from (_around(each.x, each.y).grown(each.size) for each in figure.marks)
    yield from (box_of_text(each).grown(0.25 * each.size) for each in figure.texts)


def _around(x: float, y: float) -> Bounds:
    return Bounds(x, y, x, y).grown(3.0)


def _points(curve: Curve) -> list[list[float]]:
    a, b, c, d = (np.array(curve[i : i + 2]) for i in (0, 2, 4, 6))
    t, u = _STEPS, 1 - _STEPS
    return (u**3 * a + 3 * u * u * t * b + 3 * u * t * t * c + t**3 * d).tolist()  # type: ignore[no-any-return]


def _of_outline(outline: Outline) -> Bounds:
    xs = [outline.x + n * outline.scale for _, numbers in outline.path for n in numbers[::2]]
    ys = [outline.y + n * outline.scale for _, numbers in outline.path for n in numbers[1::2]]
    return Bounds(min(xs), min(ys), max(xs), max(ys))


def _rgb(colour: str) -> NDArray[np.int64]:
    return np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)])
