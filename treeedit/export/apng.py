"""An animated PNG, frame by frame: only what changes is kept of each, so neither file nor memory holds whole pictures.

Pillow would keep all of them at once, and all of the rectangle in which two of them differ, so the file is written
here. A reader that knows no animations shows the first frame.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from PIL.Image import Image

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_INCH, _LEVEL = 0.0254, 9
_REPLACES, _LIES_ON_TOP = 0, 1
_HUNDREDTHS = 100


class _Patch(NamedTuple):
    """What changes from one picture to the next, and where its left upper corner lies."""

    picture: Image
    x: int
    y: int
    blend: int


def apng_bytes(pictures: Iterable[Image], times: list[int], dots: float) -> bytes:
    """Pictures of one size and mode, each for a time in milliseconds; a plain PNG if there is one only."""
    parts: list[bytes] = []
    for index, (patch, time) in enumerate(zip(_patches(pictures), times, strict=True)):
        if not parts:
            parts += [_SIGNATURE, *_head(patch.picture, dots, len(times))]
        if len(times) > 1:
            parts.append(_chunk(b"fcTL", _control(max(0, 2 * index - 1), patch, time)))
        number = struct.pack(">I", 2 * index) if index else b""
        parts.append(_chunk(b"fdAT" if index else b"IDAT", number + _packed(patch.picture)))
    return b"".join(parts) + _chunk(b"IEND", b"")


def _head(picture: Image, dots: float, count: int) -> Iterator[bytes]:
    """The size, the resolution and, of more than one, the number of pictures."""
    colours_and_alpha, per_metre = 6, round(dots / _INCH)
    yield _chunk(b"IHDR", struct.pack(">IIBBBBB", *picture.size, 8, colours_and_alpha, 0, 0, 0))
    yield _chunk(b"pHYs", struct.pack(">IIB", per_metre, per_metre, 1))
    if count > 1:
        endlessly = 0
        yield _chunk(b"acTL", struct.pack(">II", count, endlessly))


def _patches(pictures: Iterable[Image]) -> Iterator[_Patch]:
    """The first picture, and what changes afterwards."""
    before: Image | None = None
    for each in pictures:
        yield _Patch(each.convert("RGBA"), 0, 0, _REPLACES) if before is None else _change(before, each)
        before = each


def _change(before: Image, after: Image) -> _Patch:
    """What changes between two pictures. Where nothing shines through, what stays the same is left out as well."""
    from PIL import Image, ImageChops

    box = ImageChops.difference(before, after).getbbox(alpha_only=False) or (0, 0, 1, 1)
    patch = after.crop(box).convert("RGBA")
    if after.mode == "RGBA":
        return _Patch(patch, box[0], box[1], _REPLACES)
    pixels = np.array(patch)
    pixels[(pixels == np.asarray(before.crop(box).convert("RGBA"))).all(axis=2)] = 0
    return _Patch(Image.fromarray(pixels), box[0], box[1], _LIES_ON_TOP)


def _packed(picture: Image) -> bytes:
    """The lines of a picture, before each a 0 for no filter: most of ours is the same few bytes again and again."""
    wide, high = picture.size
    lines = np.frombuffer(picture.tobytes(), dtype=np.uint8).reshape(high, 4 * wide)
    return zlib.compress(np.pad(lines, ((0, 0), (1, 0))).tobytes(), _LEVEL)


def _control(number: int, patch: _Patch, time: int) -> bytes:
    """Where and how long a frame is shown; it stays for the next one."""
    stays = 0
    box = (*patch.picture.size, patch.x, patch.y)
    return struct.pack(">IIIIIHHBB", number, *box, time // 10, _HUNDREDTHS, stays, patch.blend)


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
