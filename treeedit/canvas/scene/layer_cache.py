"""What an item keeps from frame to frame: its figures ready to be painted, and what stands still as a bitmap.

The rule: a kept layer is dropped as soon as rows, places, numbers or the painter's transformation differ, and a frame
is painted in the same way whether its layers were kept or made for it, so that no pixel flickers.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple
from weakref import WeakKeyDictionary

import numpy as np
from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QTransform
from PySide6.QtWidgets import QWidget

from treeedit.canvas.painting.painter import Prepared, paint_prepared, prepared
from treeedit.figure.drawing import Drawing
from treeedit.figure.figure import Figure
from treeedit.figure.veil import BARE, Veil
from treeedit.model.passes import Evaluation
from treeedit.model.steps import Known

MOST_LAYERS = 2
"""For each view that looks on."""
_CHUNK = 64
"""So many rows have their numbers made anew together when another of them becomes known."""

Numbers = tuple[Prepared, ...]


class Bitmap(NamedTuple):
    """What stands still, as it is seen under a transformation in an area of a widget."""

    place: QTransform
    area: QRect
    image: QImage


@dataclass(slots=True)
class Layer:
    """Some rows: what stands still of them, their numbers in an evaluation, and for each widget its bitmap."""

    still: Prepared
    numbers: Numbers = ()
    chunks: dict[int, tuple[bytes, Prepared]] = field(default_factory=dict)
    evaluation: Evaluation | None = None
    known: Known | None = None
    veil: Veil = BARE
    bitmaps: WeakKeyDictionary[QWidget, Bitmap] = field(default_factory=WeakKeyDictionary)


def whole(drawing: Drawing, rows: Sequence[int]) -> Figure:
    """All that stands still of some rows."""
    return drawing.still(rows)


def on_grounds(drawing: Drawing, rows: Sequence[int]) -> Figure:
    """The same without the grounds that it stands on."""
    figure = drawing.still(rows)
    figure.grounds = []
    return figure


class Layers:
    """The layers of one tree, by their rows. draws: what of them stands still."""

    def __init__(self, draws: Callable[[Drawing, Sequence[int]], Figure] = whole) -> None:
        self._draws = draws
        self._layers: dict[bytes, Layer] = {}
        self._most = MOST_LAYERS

    def clear(self) -> None:
        """Forget all of them: something stands elsewhere."""
        self._layers.clear()

    def serve(self, views: int) -> None:
        """Keep as much as a number of views need, each of which may show other rows."""
        self._most = MOST_LAYERS * max(1, views)

    def layer(
        self,
        drawing: Drawing,
        rows: np.ndarray,
        evaluation: Evaluation,
        known: Known | None = None,
        veil: Veil = BARE,
    ) -> Layer:
        """The layer of some rows, with those of their numbers in an evaluation that are known; None means all.

        In place of what the veil hides stands a blank.
        """
        key = rows.tobytes()
        layer = self._layers.get(key)
        if layer is None:
            while len(self._layers) >= self._most:
                del self._layers[next(iter(self._layers))]
            layer = Layer(prepared(self._draws(drawing, rows.tolist())))
        else:
            del self._layers[key]
        self._layers[key] = layer  # the last, so that what was used least goes first
        if layer.veil is not veil:
            layer.veil, layer.evaluation = veil, None
        if layer.evaluation is not evaluation or layer.known is not known:
            _renumber(layer, drawing, rows, evaluation, known)
        return layer


def _renumber(layer: Layer, drawing: Drawing, rows: np.ndarray, evaluation: Evaluation, known: Known | None) -> None:
    """Make the numbers anew; where others are known than before, those of the chunks that this concerns."""
    if layer.evaluation is not evaluation or known is None:
        layer.chunks = {}
    layer.evaluation, layer.known = evaluation, known
    if known is None:
        layer.numbers = (prepared(drawing.numbers(rows.tolist(), evaluation, None, layer.veil)),)
        return
    seen = np.stack(drawing.known_at(rows, known), axis=1)
    for start in range(0, len(rows), _CHUNK):
        part, key = slice(start, start + _CHUNK), seen[start : start + _CHUNK].tobytes()
        if start not in layer.chunks or layer.chunks[start][0] != key:
            layer.chunks[start] = key, prepared(drawing.numbers(rows[part].tolist(), evaluation, known, layer.veil))
    layer.numbers = tuple(each for _, each in layer.chunks.values())


def paint_layer(painter: QPainter, layer: Layer, bounds: QRectF, widget: QWidget | None) -> None:
    """Draw a layer that lies within some bounds; on a widget, what stands still of it is kept as a bitmap.

    Not where a pixel of the widget is no whole number of the screen's: there the bitmap would be blurred.
    """
    if widget is not None and widget.devicePixelRatioF().is_integer():
        _paint_kept(painter, layer, bounds, widget)
    else:
        paint_prepared(painter, layer.still)
    for numbers in layer.numbers:
        paint_prepared(painter, numbers)


def _paint_kept(painter: QPainter, layer: Layer, bounds: QRectF, widget: QWidget) -> None:
    place = painter.worldTransform()
    area = place.mapRect(bounds).toAlignedRect() & widget.rect()
    if area.isEmpty():
        return
    bitmap = layer.bitmaps.get(widget)
    if bitmap is None or bitmap.place != place or bitmap.area != area:
        image = _blank(area.size(), round(widget.devicePixelRatio()))
        _paint_on(image, painter, place * QTransform.fromTranslate(-area.x(), -area.y()), layer.still)
        bitmap = layer.bitmaps[widget] = Bitmap(place, area, image)
    painter.save()
    painter.resetTransform()
    painter.drawImage(area.topLeft(), bitmap.image)
    painter.restore()


def _blank(size: QSize, ratio: int) -> QImage:
    image = QImage(size * ratio, QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(ratio)
    image.fill(Qt.GlobalColor.transparent)
    return image


def _paint_on(image: QImage, like: QPainter, place: QTransform, still: Prepared) -> None:
    """Paint a figure on an image, as finely as another painter does."""
    painter = QPainter(image)
    try:
        painter.setRenderHints(like.renderHints())
        painter.setWorldTransform(place)
        paint_prepared(painter, still)
    finally:
        painter.end()
