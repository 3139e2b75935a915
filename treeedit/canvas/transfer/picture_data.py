"""Pictures that others bring as bytes, and that carry a document: its trees as a load.

A picture of ours may have gone through a mail, a slide or a browser; as long as its bytes are what they were, it comes
back as the trees that it shows. Rule: bytes that are damaged, too many, or of nobody we know are a picture and no more.
"""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QMimeData

from treeedit.canvas.transfer.drag_data import PNG_TYPE, SVG_TYPE
from treeedit.canvas.transfer.load import Load
from treeedit.files.carrier import document_in, is_picture
from treeedit.files.fault import FileError
from treeedit.files.limits import MAX_BYTES
from treeedit.files.paper import read_forest
from treeedit.model.belongings import belongings_of
from treeedit.model.forest import Forest, expression_of
from treeedit.model.pinning import FARTHEST
from treeedit.model.records import Point


def load_of_picture(data: QMimeData) -> Load | None:
    """The trees that a picture among some data carries, a drawing copied as text too; None if there are none."""
    loads = (_load_in(picture) for picture in _pictures(data))
    return next((load for load in loads if load is not None), None)


def holds_picture(data: QMimeData) -> bool:
    """Whether there is a picture among some data, of whatever kind."""
    return data.hasImage() or any(data.hasFormat(kind) for kind in (PNG_TYPE, SVG_TYPE))


def _pictures(data: QMimeData) -> Iterator[bytes]:
    """The bytes as they were given: Qt would make an image of them, in which no document is left."""
    for kind in (PNG_TYPE, SVG_TYPE):
        if data.hasFormat(kind):
            yield bytes(data.data(kind).data())
    text = data.text() if data.hasText() else ""
    if len(text) <= MAX_BYTES and text.lstrip("\ufeff \t\r\n").startswith("<"):
        yield text.encode(errors="replace")


def _load_in(picture: bytes) -> Load | None:
    if len(picture) > MAX_BYTES or not is_picture(picture):
        return None
    try:
        forest = read_forest(document_in(picture))
    except FileError:
        return None
    return _load(forest) if forest.roots else None


def _load(forest: Forest) -> Load:
    """All trees of a forest, as far from each other as they stand, with the values of inputs, folds and notes."""
    roots = list(forest.trees())
    first, *others = roots
    stands = forest.roots[first].point
    more = tuple((expression_of(forest, each), _away(forest.roots[each].point, stands)) for each in others)
    values, belongings = tuple(forest.inputs.items()), belongings_of(forest, roots)
    return Load(expression_of(forest, first), values=values, more=more, belongings=belongings)


def _away(point: Point, stands: Point) -> Point:
    """How far a point is from another one; no farther than a tree can be carried."""
    return Point(*(max(-FARTHEST, min(FARTHEST, one - other)) for one, other in zip(point, stands, strict=True)))
