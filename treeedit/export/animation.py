"""Animations of the steps, packed by Pillow from the bitmaps that a PNG of each step would hold.

WebP and APNG show them pixel by pixel; GIF has one palette for all of them. Every step is shown for the same time, the
last one three times as long, and then it begins again. How much that may be is known and bounded before anything is
drawn. The same order gives the same bytes.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from treeedit.export.apng import apng_bytes
from treeedit.export.bitmap import bitmap, dots, size
from treeedit.export.order import Drawers, ExportError, Order
from treeedit.export.palette import CLEAR, Palette, counts_of, runs_of
from treeedit.files.carrier import png_with
from treeedit.model.patience import pause
from treeedit.words import translate

if TYPE_CHECKING:
    from PIL.Image import Image

MOST_PIXELS = 100_000_000
"""In all pictures of an animation together."""
LARGEST_PICTURE = 50_000_000
LONGEST_SIDE_OF_WEBP = 16_383
SHORTEST, LONGEST = 0.05, 60.0
"""Seconds for which a step may be shown; browsers slow down what is shorter."""
_LAST_LASTS = 3
_ON_BACKGROUND = 2


def gif(order: Order, drawers: Drawers) -> bytes:
    """The steps as an animated GIF."""
    times = _times(order)
    paper = order.subject.look.theme.paper if order.background == "none" else order.background
    pictures = [runs_of(each.convert("RGBA"), paper) for each in _pictures(order, drawers)]
    palette = Palette(counts_of(pictures))
    frames = (palette.picture(each) for each in pictures)
    clear = {"transparency": CLEAR, "disposal": _ON_BACKGROUND if order.background == "none" else 1}
    return _saved(frames, "GIF", duration=times, palette=palette.data(), optimize=True, **clear)


def webp(order: Order, drawers: Drawers) -> bytes:
    """The steps as an animated WebP without loss."""
    times = _times(order)
    wide, high = size(order)
    if max(wide, high) > LONGEST_SIDE_OF_WEBP:
        raise ExportError(
            translate("animation", "A WebP of {0} × {1} pixels is too large: choose a smaller scale, or APNG.").format(
                wide, high
            )
        )
    return _saved(_pictures(order, drawers), "WEBP", duration=times, lossless=True, exact=True, method=4, quality=80)


def apng(order: Order, drawers: Drawers) -> bytes:
    """The steps as an animated PNG, with the document if there is any."""
    times = _times(order)
    return png_with(apng_bytes(_pictures(order, drawers), times, dots(order)), order.document)


def _times(order: Order) -> list[int]:
    """How many milliseconds each picture is shown. ExportError if that is out of range, or the whole is too large."""
    if not SHORTEST <= order.seconds <= LONGEST:
        raise ExportError(
            translate("animation", "A step can be shown for {0} to {1:g} seconds.").format(SHORTEST, LONGEST)
        )
    (wide, high), count = size(order), len(order.subject.series)
    if wide * high > LARGEST_PICTURE or wide * high * count > MOST_PIXELS:
        words = translate(
            "animation",
            "{0} pictures of {1} × {2} pixels are too much for an animation: choose a smaller scale, or fewer steps.",
        )
        raise ExportError(words.format(count, wide, high))
    each = round(order.seconds * 100) * 10
    return [each] * (count - 1) + [_LAST_LASTS * each]


def _pictures(order: Order, drawers: Drawers) -> Iterator[Image]:
    """The pictures of all steps, one by one, with an alpha channel where something shines through."""
    from PIL import Image

    mode = "RGBA" if order.background == "none" else "RGB"
    for each in order.frames():
        with Image.open(io.BytesIO(bitmap(each, drawers))) as picture:
            yield picture.convert(mode)


def _saved(pictures: Iterable[Image], kind: str, **options: Any) -> bytes:
    first, *others = map(_asking, pictures)
    file = io.BytesIO()
    first.save(file, kind, save_all=True, append_images=others, loop=0, **options)
    return file.getvalue()


def _asking(picture: Image) -> Image:
    """The same picture; whoever packs it, and so turns to its first frame, asks whether to go on."""
    turn = picture.seek

    def seek(frame: int) -> None:
        pause()
        turn(frame)

    picture.seek = seek  # type: ignore[method-assign]
    return picture
