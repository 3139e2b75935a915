"""What an export will write, in a line of words, before it is written."""

from __future__ import annotations

from pathlib import Path

from treeedit.export.exports import Export, Frames, Kind, export_paths
from treeedit.export.options import BITMAPS, MILLIMETRES_PER_INCH
from treeedit.export.order import DOTS_PER_INCH, Order, Subject
from treeedit.export.sizes import POINTS, check_scale, pixels_of, points_per_pixel, share_of_pixels
from treeedit.words import QT_TRANSLATE_NOOP, translate

_MANY = {
    "pdf": QT_TRANSLATE_NOOP("announcing", "{0}, {1} pages"),
    "pptx": QT_TRANSLATE_NOOP("announcing", "{0}, {1} slides"),
}
_STEPS = QT_TRANSLATE_NOOP("announcing", "{0}, {1} steps")
_IN_PIXELS = frozenset({"svg", "reveal"})
_OF_THEIR_OWN_SIZE = frozenset({"pptx"})


def announced(export: Export, path: Path, order: Order) -> str:
    """Which files an order makes, how many pictures are in them, and how large these are."""
    words, size = files_of(export, path, order.subject), size_of(export, order)
    if not size:
        return words
    several = export.frames is not Frames.NONE and _count(order.subject) > 1
    return (translate("announcing", "{0}, {1} each") if several else "{0}, {1}").format(words, size)


def files_of(export: Export, path: Path, subject: Subject) -> str:
    """Which files a subject makes, and how many pictures are in them. ExportError if there are no such steps."""
    paths, count = export_paths(export, path, subject), _count(subject)
    if len(paths) > 1:
        return translate("announcing", "{0} files, {1} … {2}").format(len(paths), paths[0].name, paths[-1].name)
    if count > 1 and export.frames is Frames.ALL:
        return translate("announcing", _MANY.get(export.key, _STEPS)).format(path.name, count)
    return path.name


def _count(subject: Subject) -> int:
    return 1 if subject.course is None else len(subject.numbers)


def size_of(export: Export, order: Order) -> str:
    """How large a picture is, in pixels or in millimetres; "" for what has no size.

    ExportError if that is too large for a file of its kind.
    """
    if export.kind is not Kind.PICTURE or "scale" not in export.asks:
        return ""
    check_scale(order.scale)
    left, top, right, bottom = order.bounds
    wide, high = (right - left) * order.scale, (bottom - top) * order.scale
    if export.key in _OF_THEIR_OWN_SIZE:
        return ""
    if export.asks & BITMAPS:
        share = 1.0 if order.dots is None else order.dots / DOTS_PER_INCH
        scale = order.scale * share
        pixels = pixels_of(order.bounds, scale * share_of_pixels(order.bounds, scale))
        return translate("announcing", "{0} × {1} px").format(*pixels)
    if export.key in _IN_PIXELS:
        return translate("announcing", "{0} × {1} px").format(round(wide), round(high))
    if export.key == "pdf":
        unit = points_per_pixel(order.bounds, order.scale)
        wide, high = ((side / order.scale) * unit * DOTS_PER_INCH / POINTS for side in (wide, high))
    inch = MILLIMETRES_PER_INCH / DOTS_PER_INCH
    return translate("announcing", "{0} × {1} mm").format(round(wide * inch), round(high * inch))
