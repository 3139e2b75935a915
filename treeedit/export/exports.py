"""The one table of picture formats: EXPORTS. Dialog, command line and tests iterate it.

A writer turns a figure into bytes. What only Qt can draw comes in as a `Raster`, so that nothing here knows Qt.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from treeedit.export.svg import svg_bytes
from treeedit.figure.figure import Figure
from treeedit.words import translate

Raster = Callable[[Figure, float, str], bytes]
"""Draws (figure, pixels per figure pixel, background colour or "none") as the bytes of a PNG file."""

SMALLEST_SCALE, LARGEST_SCALE = 0.05, 20.0


class ExportError(ValueError):
    """A picture that cannot be made; the message is a sentence for the user."""


@dataclass(frozen=True, slots=True)
class Order:
    """What is asked for: a figure, pixels per figure pixel, a title, a background ("none" is transparent)."""

    figure: Figure
    scale: float
    title: str
    background: str


@dataclass(frozen=True, slots=True)
class Export:
    """One format: the suffix of its files, its name for the user, and how it is written."""

    suffix: str
    name: str
    write: Callable[[Order, Raster], bytes]


def _svg(order: Order, raster: Raster) -> bytes:
    return svg_bytes(order.figure, order.scale, order.title, order.background)


def _png(order: Order, raster: Raster) -> bytes:
    return raster(order.figure, order.scale, order.background)


EXPORTS: dict[str, Export] = {
    each.suffix: each for each in (Export(".png", "PNG image", _png), Export(".svg", "SVG drawing", _svg))
}


def export_of(path: Path) -> Export:
    """The format that a file's suffix names. ExportError with the list of known ones otherwise."""
    found = EXPORTS.get(path.suffix.lower())
    if found is None:
        known = ", ".join(EXPORTS)
        raise ExportError(translate("exports", "{0}: the suffix must be one of {1}.").format(path.name, known))
    return found


def picture_bytes(path: Path, order: Order, raster: Raster) -> bytes:
    """The bytes of a picture in the format that the path's suffix names. ExportError if it cannot be made."""
    export = export_of(path)
    if not SMALLEST_SCALE <= order.scale <= LARGEST_SCALE:
        raise ExportError(
            translate("exports", "The scale must lie between {0} and {1:g}.").format(SMALLEST_SCALE, LARGEST_SCALE)
        )
    if not order.figure.shapes:
        raise ExportError(translate("exports", "There is nothing to draw: there are no trees."))
    return export.write(order, raster)
