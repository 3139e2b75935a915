"""Text by glyphs: which ones, how wide, and their outlines, from the font file itself.

Screen, PNG and SVG place the same glyphs at the same advances, so a picture looks the same everywhere. There is one
font, DejaVu Sans as ziafont ships it; bold is its outline thickened by BOLD_STROKE, italic its outline slanted. What
it lacks (`is_covered`) the reader's system draws, within the width that is planned here.
"""

from __future__ import annotations

import threading
import unicodedata
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from treeedit.assets import font_file

if TYPE_CHECKING:
    from ziafont.font import Font

UNITS = 2048.0
ASCENT, DESCENT = 0.76, 0.24
BOLD_STROKE = 0.055
BOLD_ADVANCE = 0.035
SLANT = 0.21
_FOREIGN_ADVANCE = 0.62
_READING = threading.RLock()
"""The font's file is read at one place at a time, whichever threads ask for glyphs."""


class Glyphs(NamedTuple):
    """A string as glyphs: their indices, the place of each and the width of all, in ems."""

    indices: tuple[int, ...]
    places: tuple[float, ...]
    width: float


@cache
def _font() -> Font:
    from ziafont.font import Font

    class PlainFont(Font):
        """Without kerning and ligature tables, which take half a second to read and are not used."""

        def _readtables(self) -> None:
            super()._readtables()
            for unused in ("GPOS", "GSUB"):
                self.tables.pop(unused, None)

    return PlainFont(str(font_file()))


@cache
def _glyph(character: str) -> tuple[int, float]:
    with _READING:
        index, widths = _font().glyphindex(character), _font().advwidths
    if index == 0:
        return index, 1.0 if unicodedata.east_asian_width(character) in "WF" else _FOREIGN_ADVANCE
    return index, widths[min(index, len(widths) - 1)].width / UNITS


@lru_cache(maxsize=20_000)
def is_covered(text: str) -> bool:
    """Whether the font has every character and setting them one by one from the left is right.

    Where it is not (Chinese, Arabic, ...) the reader's system sets the text, within the same width.
    """
    directions = (unicodedata.bidirectional(character) for character in text)
    return all(_glyph(character)[0] for character in text) and not any(each in ("R", "AL", "AN") for each in directions)


@lru_cache(maxsize=20_000)
def glyphs(text: str, extra: float = 0.0) -> Glyphs:
    """The glyphs of a string, left to right, each followed by `extra` ems of space."""
    indices, places, x = [], [], 0.0
    for character in text:
        index, advance = _glyph(character)
        indices.append(index)
        places.append(x)
        x += advance + extra
    return Glyphs(tuple(indices), tuple(places), x)


def shaped(text: str, weight: str) -> Glyphs:
    """The glyphs of a string in a weight, "regular" or "bold"."""
    return glyphs(text, BOLD_ADVANCE if weight == "bold" else 0.0)


def width_of(text: str, size: float, weight: str = "regular") -> float:
    """The width of a string in pixels at a font size in pixels."""
    return shaped(text, weight).width * size


@cache
def outline(index: int) -> str:
    """A glyph's outline as SVG path data in font units (UNITS an em), y downwards, the baseline at 0."""
    with _READING:
        operators = _font().glyph_fromid(index).operators
    return " ".join(part for each in operators if (part := each.path(0, 0, 1)))
