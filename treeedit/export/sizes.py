"""How large a picture becomes in each kind of file, and what is too large for it.

A picture that is too large at 100 % or less is reduced as far as something can be seen; more is refused.
"""

from __future__ import annotations

import math

from treeedit.export.order import DOTS_PER_INCH, LARGEST_SCALE, SMALLEST_SCALE, ExportError
from treeedit.figure.figure import Bounds
from treeedit.words import translate

MOST_PIXELS = 120_000_000
LONGEST_PIXELS = 32_000
LEAST_SCALE = 0.02
"""A node is less than a pixel: what is reduced further shows nothing."""
LONGEST_POINTS = 14_400
"""Readers of PDF refuse larger pages."""
LEAST_UNIT = 0.002
"""Points per pixel: less is lost when the lines of a page are written down."""
POINTS = 72.0
"""On an inch."""


def check_scale(scale: float) -> None:
    """ExportError for a scale that nobody can mean."""
    if not SMALLEST_SCALE <= scale <= LARGEST_SCALE:
        words = translate("sizes", "A picture can be {0} to {1:g} times as large as at 100 %, not {2:.3g} times.")
        raise ExportError(words.format(SMALLEST_SCALE, LARGEST_SCALE, scale))


def share_of_pixels(bounds: Bounds, scale: float) -> float:
    """The share of a scale at which a bitmap holds a picture: 1 for nearly all. ExportError if none does."""
    wide, high = pixels_of(bounds, scale)
    if wide * high <= MOST_PIXELS and max(wide, high) <= LONGEST_PIXELS:
        return 1.0
    share = 0.999 * min(math.sqrt(MOST_PIXELS / (wide * high)), LONGEST_PIXELS / max(wide, high))
    if scale > 1.0 or scale * share < LEAST_SCALE:
        raise ExportError(
            translate("sizes", "A picture of {0} × {1} pixels is too large: choose a smaller scale, or SVG.").format(
                wide, high
            )
        )
    return share


def pixels_of(bounds: Bounds, scale: float) -> tuple[int, int]:
    """The width and height of a bitmap with `scale` pixels per figure pixel, however large that is."""
    left, top, right, bottom = bounds
    return max(1, round((right - left) * scale)), max(1, round((bottom - top) * scale))


def points_per_pixel(bounds: Bounds, scale: float) -> float:
    """What a scale asks for, or as much as the largest page has room for. ExportError if nothing would be seen."""
    unit = scale * POINTS / DOTS_PER_INCH
    wide, high = bounds.right - bounds.left, bounds.bottom - bounds.top
    longest = max(wide, high)
    if longest * LEAST_UNIT > LONGEST_POINTS:
        raise ExportError(
            translate("sizes", "A page of {0} × {1} points is too large: choose SVG.").format(
                math.ceil(wide * unit), math.ceil(high * unit)
            )
        )
    return min(unit, LONGEST_POINTS / longest) if longest > 0 else unit
