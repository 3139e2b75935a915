"""What an item keeps from frame to frame: its figures ready to be painted, and what stands still as a bitmap.

The rule: a kept layer is dropped as soon as rows, places, numbers or the painter's transformation differ, and what is
seen is the same with it and without it. The bitmap is made when a layer is painted in the same place a second time,
so that panning and motion do not pay for it.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QTransform

from treeedit.canvas.painting import Prepared, paint_prepared, prepared
from treeedit.figure.drawing import Drawing
from treeedit.model.passes import Evaluation

MOST_LAYERS = 2


@dataclass(slots=True)
class Layer:
    """Some rows: what stands still of them, their numbers in an evaluation, and the bitmap for a transformation."""

    still: Prepared
    numbers: Prepared | None = None
    evaluation: Evaluation | None = None
    place: QTransform | None = None
    image: QImage | None = None
    area: QRect = field(default_factory=QRect)


class Layers:
    """The layers of one tree, by their rows."""

    def __init__(self) -> None:
        self._layers: dict[bytes, Layer] = {}

    def clear(self) -> None:
        """Forget all of them: something stands elsewhere."""
        self._layers.clear()

    def paint(
        self, painter: QPainter, bounds: QRectF, drawing: Drawing, rows: np.ndarray, evaluation: Evaluation
    ) -> None:
        """Draw some rows, all that is known of them; they lie within the bounds."""
        layer = self._layer(drawing, rows)
        _paint_still(painter, layer, bounds)
        if layer.numbers is None or layer.evaluation is not evaluation:
            layer.numbers, layer.evaluation = prepared(drawing.numbers(rows.tolist(), evaluation)), evaluation
        paint_prepared(painter, layer.numbers)

    def _layer(self, drawing: Drawing, rows: np.ndarray) -> Layer:
        key = rows.tobytes()
        if key not in self._layers:
            if len(self._layers) == MOST_LAYERS:
                del self._layers[next(iter(self._layers))]
            self._layers[key] = Layer(prepared(drawing.still(rows.tolist())))
        return self._layers[key]


def _paint_still(painter: QPainter, layer: Layer, bounds: QRectF) -> None:
    place = painter.worldTransform()
    if layer.place != place or not _may_keep(painter):
        layer.place, layer.image = place, None
        paint_prepared(painter, layer.still)
        return
    area = _area(painter, bounds)
    if layer.image is None or layer.area != area:
        layer.area, layer.image = area, _image(painter, layer.still, area)
    painter.save()
    painter.resetTransform()
    painter.drawImage(area.topLeft(), layer.image)
    painter.restore()


def _area(painter: QPainter, bounds: QRectF) -> QRect:
    """What of some bounds is on the painter's device, in whole pixels."""
    device = painter.device()
    return painter.worldTransform().mapRect(bounds).toAlignedRect() & QRect(0, 0, device.width(), device.height())


def _image(painter: QPainter, still: Prepared, area: QRect) -> QImage:
    """What the painter's device would show of a figure in an area, on nothing."""
    ratio = round(painter.device().devicePixelRatio())
    image = QImage(area.size() * ratio, QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(ratio)
    image.fill(Qt.GlobalColor.transparent)
    inner = QPainter(image)
    try:
        inner.setRenderHints(painter.renderHints())
        inner.setWorldTransform(painter.worldTransform() * QTransform.fromTranslate(-area.x(), -area.y()))
        paint_prepared(inner, still)
    finally:
        inner.end()
    return image


def _may_keep(painter: QPainter) -> bool:
    """Whether a bitmap would be seen as it is: whole pixels, and nothing shines through."""
    ratio: float = painter.device().devicePixelRatio()
    return painter.opacity() == 1.0 and ratio == round(ratio)
