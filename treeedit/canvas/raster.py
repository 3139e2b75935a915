"""Figures as bitmaps. The picture does not depend on the window: not on its size, zoom, theme or selection."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QImage, QImageWriter, QPainter

from treeedit.canvas.painting import colour, paint
from treeedit.export.order import DOTS_PER_INCH, ExportError
from treeedit.figure.figure import Figure
from treeedit.words import translate

MOST_PIXELS = 120_000_000
LONGEST_SIDE = 32_000
_INCH = 0.0254


def png_bytes(figure: Figure, scale: float, background: str, dots: float = 0.0) -> bytes:
    """A figure as a PNG at `scale` pixels per figure pixel; ExportError if that is more than a bitmap can hold.

    dots: how many pixels are an inch on paper; if none are given, the picture has the same size at every scale.
    """
    per_metre = round((dots or DOTS_PER_INCH * scale) / _INCH)
    left, top, right, bottom = figure.bounds
    wide, high = max(1, round((right - left) * scale)), max(1, round((bottom - top) * scale))
    if wide * high > MOST_PIXELS or max(wide, high) > LONGEST_SIDE:
        raise ExportError(
            translate("raster", "A picture of {0} × {1} pixels is too large: choose a smaller scale, or SVG.").format(
                wide, high
            )
        )
    image = QImage(wide, high, QImage.Format.Format_ARGB32_Premultiplied)
    if image.isNull():
        raise ExportError(
            translate("raster", "No memory for {0} × {1} pixels: choose a smaller scale, or SVG.").format(wide, high)
        )
    image.fill(colour(background))
    image.setDotsPerMeterX(per_metre)
    image.setDotsPerMeterY(per_metre)
    with QPainter(image) as painter:
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        painter.scale(scale, scale)
        painter.translate(-left, -top)
        paint(painter, figure)
    return _encoded(image)


def _encoded(image: QImage) -> bytes:
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, QByteArray(b"png"))
    if not writer.write(image):
        raise ExportError(
            translate("raster", "The picture could not be encoded as PNG: {0}.").format(writer.errorString())
        )
    buffer.close()
    return bytes(data.data())
