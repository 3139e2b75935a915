"""Figures as bitmaps. The picture does not depend on the window: not on its size, zoom, theme or selection.

The file is written here and not by Qt, whose library tries five filters on every line: without any, most of a picture
of ours is the same few bytes again and again, and is packed in a third of the time into a little less room.

What a large image took is given back to the system at once: glibc keeps as much as 64 MB that is free, once images of
half the size have come and gone, and a window that copies pictures now and then would look as if it grew.
"""

from __future__ import annotations

import ctypes
import struct
import sys
import zlib
from collections.abc import Iterator
from typing import NamedTuple

from PySide6.QtGui import QImage, QPainter

from treeedit.canvas.painting.painter import colour, paint
from treeedit.export.order import DOTS_PER_INCH, ExportError
from treeedit.export.sizes import pixels_of, share_of_pixels
from treeedit.figure.figure import Figure
from treeedit.model.patience import pause
from treeedit.words import translate

_INCH = 0.0254
_HEAD = b"\x89PNG\r\n\x1a\n"
_LEVEL = 4
_ROWS = 256
"""Of an image, that are in another form at a time."""
_LARGE = 1_000_000
"""Pixels: memory for more is given back."""


class _Kind(NamedTuple):
    """How the dots of a PNG are written: Qt's format, bytes a dot, the number of the colour type."""

    form: QImage.Format
    size: int
    number: int


_OPAQUE = _Kind(QImage.Format.Format_RGB888, 3, 2)
_TRANSLUCENT = _Kind(QImage.Format.Format_RGBA8888, 4, 6)


def png_bytes(figure: Figure, scale: float, background: str, dots: float = 0.0) -> bytes:
    """A figure as a PNG at `scale` pixels per figure pixel.

    dots: how many pixels are an inch on paper; if none are given, the picture has the same size at every scale. A
    picture that is too large for a bitmap at 100 % has fewer dots, on the same paper; ExportError if more are asked
    for, or if nothing would be seen.
    """
    share = share_of_pixels(figure.bounds, scale)
    per_metre = max(1, round((dots or DOTS_PER_INCH * scale) * share / _INCH))
    scale *= share
    wide, high = pixels_of(figure.bounds, scale)
    image = QImage(wide, high, QImage.Format.Format_ARGB32_Premultiplied)
    if image.isNull():
        raise ExportError(
            translate("bitmap", "No memory for {0} × {1} pixels: choose a smaller scale, or SVG.").format(wide, high)
        )
    image.fill(colour(background))
    _paint(image, figure, scale)
    data = _encoded(image, _OPAQUE if colour(background).alpha() == 255 else _TRANSLUCENT, per_metre)
    del image
    if wide * high > _LARGE:
        _give_back()
    return data


def _paint(image: QImage, figure: Figure, scale: float) -> None:
    left, top, _, _ = figure.bounds
    with QPainter(image) as painter:
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        painter.scale(scale, scale)
        painter.translate(-left, -top)
        paint(painter, figure)


def _give_back() -> None:
    """Let the system have the memory that is free, where the C library keeps it and can be told not to."""
    if sys.platform == "linux":
        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
        if trim is not None:
            trim(0)


def _encoded(image: QImage, kind: _Kind, per_metre: int) -> bytes:
    size = struct.pack(">IIBBBBB", image.width(), image.height(), 8, kind.number, 0, 0, 0)
    resolution = struct.pack(">IIB", per_metre, per_metre, 1)
    parts = (b"IHDR", size), (b"pHYs", resolution), (b"IDAT", b"".join(_packed(image, kind))), (b"IEND", b"")
    return _HEAD + b"".join(map(_chunk, parts))


def _chunk(part: tuple[bytes, bytes]) -> bytes:
    name, data = part
    return b"".join((struct.pack(">I", len(data)), name, data, struct.pack(">I", zlib.crc32(data, zlib.crc32(name)))))


def _packed(image: QImage, kind: _Kind) -> Iterator[bytes]:
    """The lines of an image, before each a 0 for no filter, as one stream."""
    packer, length = zlib.compressobj(_LEVEL, memLevel=9), image.width() * kind.size
    for top in range(0, image.height(), _ROWS):
        pause()
        rows = min(_ROWS, image.height() - top)
        part = image.copy(0, top, image.width(), rows).convertToFormat(kind.form)
        dots, stride = memoryview(part.constBits()), part.bytesPerLine()
        for start in range(0, rows * stride, stride):
            yield packer.compress(b"\0")
            yield packer.compress(dots[start : start + length])
    yield packer.flush()
