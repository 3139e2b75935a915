"""One palette for all pictures of a series: GIF knows 256 colours, and one of them is what is transparent.

Up to 255 colours are kept as they are. Where there are more, the most frequent ones, which are those of the look, are
kept, and the soft edges of letters and lines are merged with their like. Nothing is dithered: what looks the same in
two pictures is the same in both. A pixel is transparent or not, so what is translucent is laid on paper.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from PIL.Image import Image

MOST = 255
CLEAR = 255
"""The number of what is transparent."""
_KEPT, _AT_ONCE = 128, 1024
_CLEAR_CODE = 1 << 24
"""Stands among colours, as 0xrrggbb, for what is transparent."""

Codes = NDArray[np.int32]


class Runs(NamedTuple):
    """A picture as runs of one colour, row after row."""

    size: tuple[int, int]
    colours: Codes
    lengths: Codes


class Palette:
    """The colours of some pictures, given with how many pixels have each of them."""

    def __init__(self, counts: Iterable[tuple[int, int]]) -> None:
        found = {colour: count for colour, count in counts if colour != _CLEAR_CODE}
        often = sorted(found, key=lambda colour: (-found[colour], colour))
        kept, rest = (often, []) if len(often) <= MOST else (often[:_KEPT], often[_KEPT:])
        merged = _merged(rest, [found[each] for each in rest], MOST - _KEPT) if rest else []
        self.colours = list(dict.fromkeys(kept + merged))
        self._known = np.array(sorted(found), dtype=np.int32)
        self._numbers = _nearest(self._known, np.array(self.colours, dtype=np.int32))

    def data(self) -> bytes:
        """Red, green and blue of all 256 colours; those that nobody has are filled up, and no two are the same."""
        taken = set(self.colours)
        free = (each for each in range(_CLEAR_CODE) if each not in taken)
        every = self.colours + [next(free) for _ in range(len(self.colours), 256)]
        return b"".join(each.to_bytes(3, "big") for each in every)

    def picture(self, runs: Runs) -> Image:
        """A picture in the colours of the palette."""
        from PIL import Image

        numbers = np.full(len(runs.colours), CLEAR, dtype=np.uint8)
        solid = runs.colours != _CLEAR_CODE
        numbers[solid] = self._numbers[np.searchsorted(self._known, runs.colours[solid])]
        found = Image.frombytes("P", runs.size, np.repeat(numbers, runs.lengths).tobytes())
        found.putpalette(self.data())
        return found


def runs_of(picture: Image, paper: str) -> Runs:
    """The runs of an RGBA picture, what is translucent laid on a paper."""
    from PIL import Image

    solid = Image.new("RGBA", picture.size, paper)
    solid.alpha_composite(picture)
    codes = (np.frombuffer(solid.tobytes(), dtype=">u4") >> 8).astype(np.int32)
    codes[np.frombuffer(picture.getchannel("A").tobytes(), dtype=np.uint8) == 0] = _CLEAR_CODE
    starts = np.concatenate(([0], np.flatnonzero(codes[1:] != codes[:-1]) + 1))
    return Runs(picture.size, codes[starts], np.diff(starts, append=len(codes)).astype(np.int32))


def counts_of(pictures: Iterable[Runs]) -> list[tuple[int, int]]:
    """How many pixels of some pictures have each colour."""
    found: dict[int, int] = {}
    for each in pictures:
        colours, where = np.unique(each.colours, return_inverse=True)
        counts = np.bincount(where, weights=each.lengths)
        for colour, count in zip(colours.tolist(), counts.tolist(), strict=True):
            found[colour] = found.get(colour, 0) + int(count)
    return sorted(found.items())


def _merged(colours: list[int], counts: list[int], most: int) -> list[int]:
    """A few colours for many; what is seen more often counts more, though less than in proportion."""
    from PIL import Image

    repeated = [colour for colour, count in zip(colours, counts, strict=True) for _ in range(1 + int(count**0.5))]
    data = b"".join(each.to_bytes(3, "big") for each in repeated)
    few = Image.frombytes("RGB", (len(repeated), 1), data).quantize(most, Image.Quantize.MEDIANCUT, kmeans=2)
    parts = bytes(few.getpalette() or ())[: 3 * most]
    return [int.from_bytes(parts[i : i + 3], "big") for i in range(0, len(parts), 3)]


def _nearest(colours: Codes, palette: Codes) -> NDArray[np.uint8]:
    """The number of the palette's colour that is nearest to each of some colours."""
    few, found = _parts(palette), [np.zeros(0, dtype=np.intp)]
    for start in range(0, len(colours), _AT_ONCE):
        away = _parts(colours[start : start + _AT_ONCE])[:, None] - few
        found.append((away * away).sum(2).argmin(1))
    return np.concatenate(found).astype(np.uint8)


def _parts(colours: Codes) -> Codes:
    """Red, green and blue of each."""
    return np.stack((colours >> 16, (colours >> 8) & 255, colours & 255), axis=1)
