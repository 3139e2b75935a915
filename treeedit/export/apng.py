"""An animated PNG, frame by frame: only what changes is kept of each, so neither file nor memory holds whole pictures.

Pillow packs the pixels; the chunks around them are written here, as it would keep all frames at once, and all of the
rectangle in which two of them differ. A reader that knows no animations shows the first frame.
"""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from PIL.Image import Image

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_DATA, _END = b"IDAT", b"IEND"
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
    number = 0
    for patch, time in zip(_patches(pictures), times, strict=True):
        packed = _packed(patch.picture, dots)
        if not parts:
            parts += [_chunk(name, data) for name, data in packed if name not in (_DATA, _END)]
            parts += [_chunk(b"acTL", struct.pack(">II", len(times), 0))] if len(times) > 1 else []
        if len(times) > 1:
            parts.append(_chunk(b"fcTL", _control(number, patch, time)))
            number += 1
        pixels = b"".join(data for name, data in packed if name == _DATA)
        if number < 2:
            parts.append(_chunk(_DATA, pixels))
        else:
            parts.append(_chunk(b"fdAT", struct.pack(">I", number) + pixels))
            number += 1
    return _SIGNATURE + b"".join(parts) + _chunk(_END, b"")


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


def _packed(picture: Image, dots: float) -> list[tuple[bytes, bytes]]:
    """The chunks of a PNG of a picture."""
    file = io.BytesIO()
    picture.save(file, "PNG", dpi=(dots, dots), compress_level=9)
    data, place, found = file.getvalue(), len(_SIGNATURE), []
    while place < len(data):
        length, name = struct.unpack_from(">I4s", data, place)
        found.append((name, data[place + 8 : place + 8 + length]))
        place += length + 12
    return found


def _control(number: int, patch: _Patch, time: int) -> bytes:
    """Where and how long a frame is shown; it stays for the next one."""
    stays = 0
    box = (*patch.picture.size, patch.x, patch.y)
    return struct.pack(">IIIIIHHBB", number, *box, time // 10, _HUNDREDTHS, stays, patch.blend)


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
