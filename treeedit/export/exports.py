"""The one table of formats: EXPORTS. Dialog, command line and tests iterate it.

A writer turns an order into bytes. What only Qt can draw comes in as `Drawers`, so that nothing here knows Qt. A
format is chosen by its name, or by the suffix of a file: the first entry with that suffix is meant.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import Enum
from pathlib import Path

from treeedit.export.animation import apng, gif, webp
from treeedit.export.beamer import document
from treeedit.export.bitmap import bitmap
from treeedit.export.formulas import latex
from treeedit.export.graphs import dot, graphml, node_link
from treeedit.export.handout import handout_of
from treeedit.export.order import (
    Drawers,
    ExportError,
    Order,
    Subject,
    course_of_all,
)
from treeedit.export.pdf_bookmarks import with_bookmarks
from treeedit.export.pptx_deck import pptx
from treeedit.export.python import jax, micrograd, plain, pytorch
from treeedit.export.reveal import reveal
from treeedit.export.sizes import check_scale
from treeedit.export.svg import Carried, svg_bytes
from treeedit.export.tex import beyond_pdflatex
from treeedit.export.tikz import fragment
from treeedit.files.carrier import png_with, svg_payload
from treeedit.words import QT_TRANSLATE_NOOP, translate


class Kind(Enum):
    """What a format holds: a picture, a graph, or text to work with."""

    PICTURE = "picture"
    GRAPH = "graph"
    TEXT = "text"


class Frames(Enum):
    """What a format does with several steps: a file for each, one file with all of them, or nothing at all."""

    EACH = "each"
    ALL = "all"
    NONE = "none"


def _count(order: Order) -> int:
    return len(order.subject.series)


def _sheet_count(order: Order) -> int:
    return len(handout_of(order))


@dataclass(frozen=True, slots=True)
class Export:
    """One format: its name on the command line, the suffix of its files, its name for the user, how it is written.

    asks: what there is to be chosen for it: "scale", "look", "document", "lettering", "form", "seconds", "dots",
    "sheets". moves: it is made of steps, so without a course it takes all of them. told: what a user must know of a
    file to work with it, if there is something. piece, pieces: what each of its pictures is called, and how many there
    are in an order.
    """

    key: str
    suffix: str
    name: str
    kind: Kind
    write: Callable[[Order, Drawers], bytes]
    asks: frozenset[str] = frozenset()
    frames: Frames = Frames.NONE
    needs_qt: bool = False
    moves: bool = False
    told: Callable[[bytes], str] | None = None
    piece: str = "frame"
    pieces: Callable[[Order], int] = _count


def _svg(order: Order, drawers: Drawers) -> bytes:
    carried = Carried(order.lettering, svg_payload(order.document))
    return svg_bytes(order.figure, order.scale, order.title, order.background, carried)


def _png(order: Order, drawers: Drawers) -> bytes:
    return png_with(bitmap(order, drawers), order.document)


def _pdf(order: Order, drawers: Drawers) -> bytes:
    figures = (each.figure for each in order.frames())
    data = drawers.pdf(figures, order.scale, order.title, order.background, order.document)
    return with_bookmarks(data, [each.words for each in order.subject.series.frames if each.words])


def _handout(order: Order, drawers: Drawers) -> bytes:
    handout = handout_of(order)
    return drawers.pdf(handout.sheets(order.tick), handout.scale, order.title, order.background, order.document)


_PICTURE = frozenset({"scale", "look", "form"})
_CARRYING = _PICTURE | {"document"}
_MOVING = _PICTURE | {"seconds", "dots"}
_GRAPH = frozenset({"form"})

_TABLE = (
    Export(
        "png",
        ".png",
        QT_TRANSLATE_NOOP("exports", "PNG image"),
        Kind.PICTURE,
        _png,
        _CARRYING | {"dots"},
        Frames.EACH,
        needs_qt=True,
    ),
    Export(
        "svg",
        ".svg",
        QT_TRANSLATE_NOOP("exports", "SVG drawing"),
        Kind.PICTURE,
        _svg,
        _CARRYING | {"lettering"},
        Frames.EACH,
    ),
    Export(
        "pdf",
        ".pdf",
        QT_TRANSLATE_NOOP("exports", "PDF drawing"),
        Kind.PICTURE,
        _pdf,
        _CARRYING,
        Frames.ALL,
        needs_qt=True,
        piece="page",
    ),
    Export(
        "handout",
        ".pdf",
        QT_TRANSLATE_NOOP("exports", "PDF hand-out, several steps on a sheet"),
        Kind.PICTURE,
        _handout,
        frozenset({"look", "form", "document", "sheets"}),
        Frames.ALL,
        needs_qt=True,
        piece="page",
        pieces=_sheet_count,
    ),
    Export(
        "pptx",
        ".pptx",
        QT_TRANSLATE_NOOP("exports", "PowerPoint slides"),
        Kind.PICTURE,
        pptx,
        _PICTURE,
        Frames.ALL,
        piece="slide",
    ),
    Export(
        "reveal",
        ".svg",
        QT_TRANSLATE_NOOP("exports", "SVG with fragments for reveal.js and Quarto"),
        Kind.PICTURE,
        reveal,
        _CARRYING | {"lettering"},
        Frames.ALL,
        moves=True,
    ),
    Export(
        "tikz",
        ".tikz",
        QT_TRANSLATE_NOOP("exports", "TikZ picture, to be put into LaTeX"),
        Kind.PICTURE,
        fragment,
        _PICTURE,
        Frames.ALL,
        told=beyond_pdflatex,
    ),
    Export(
        "tex",
        ".tex",
        QT_TRANSLATE_NOOP("exports", "TikZ document, or slides of Beamer"),
        Kind.PICTURE,
        document,
        _PICTURE,
        Frames.ALL,
        told=beyond_pdflatex,
    ),
    Export(
        "gif",
        ".gif",
        QT_TRANSLATE_NOOP("exports", "Animated GIF"),
        Kind.PICTURE,
        gif,
        _MOVING,
        Frames.ALL,
        needs_qt=True,
        moves=True,
    ),
    Export(
        "webp",
        ".webp",
        QT_TRANSLATE_NOOP("exports", "Animated WebP"),
        Kind.PICTURE,
        webp,
        _MOVING,
        Frames.ALL,
        needs_qt=True,
        moves=True,
    ),
    Export(
        "apng",
        ".apng",
        QT_TRANSLATE_NOOP("exports", "Animated PNG"),
        Kind.PICTURE,
        apng,
        _MOVING | {"document"},
        Frames.ALL,
        needs_qt=True,
        moves=True,
    ),
    Export("dot", ".dot", QT_TRANSLATE_NOOP("exports", "Graphviz graph"), Kind.GRAPH, dot, _GRAPH),
    Export("graphml", ".graphml", QT_TRANSLATE_NOOP("exports", "GraphML graph"), Kind.GRAPH, graphml, _GRAPH),
    Export("json", ".json", QT_TRANSLATE_NOOP("exports", "Node-link JSON"), Kind.GRAPH, node_link, _GRAPH),
    Export(
        "latex",
        ".latex",
        QT_TRANSLATE_NOOP("exports", "Formulas as LaTeX"),
        Kind.TEXT,
        latex,
        told=beyond_pdflatex,
    ),
    Export("python", ".py", QT_TRANSLATE_NOOP("exports", "Python, both passes line by line"), Kind.TEXT, plain),
    Export("micrograd", ".py", QT_TRANSLATE_NOOP("exports", "Python in the style of micrograd"), Kind.TEXT, micrograd),
    Export("pytorch", ".py", QT_TRANSLATE_NOOP("exports", "Python with PyTorch"), Kind.TEXT, pytorch),
    Export("jax", ".py", QT_TRANSLATE_NOOP("exports", "Python with JAX"), Kind.TEXT, jax),
)

EXPORTS: dict[str, Export] = {each.key: each for each in _TABLE}


def export_of(path: Path) -> Export:
    """The format that a file's suffix names. ExportError with the list of known ones otherwise."""
    suffix = path.suffix.lower()
    found = next((each for each in _TABLE if each.suffix == suffix), None)
    if found is None:
        known = ", ".join(dict.fromkeys(each.suffix for each in _TABLE))
        raise ExportError(translate("exports", "{0}: the suffix must be one of {1}.").format(path.name, known))
    return found


def export_files(export: Export, path: Path, order: Order, drawers: Drawers) -> list[tuple[Path, bytes]]:
    """What is to be written for an order: one file, or a numbered one for each of several frames of a format that
    holds one.

    ExportError if it cannot be made. Nothing is written here.
    """
    order = with_steps(export, order)
    paths = _paths(export, path, order.subject)
    if len(paths) == 1:
        return [(path, export_bytes(export, order, drawers))]
    return [(at, export_bytes(export, each, drawers)) for at, each in zip(paths, order.frames(), strict=True)]


def export_paths(export: Export, path: Path, subject: Subject) -> list[Path]:
    """The files that are to be written for a subject, without making them. ExportError if it has no such steps."""
    return _paths(export, path, with_steps(export, Order(subject)).subject)


def _paths(export: Export, path: Path, subject: Subject) -> list[Path]:
    count = len(subject.numbers) if export.frames is Frames.EACH and subject.course is not None else 1
    if count == 1:
        return [path]
    return [path.with_stem(f"{path.stem}-{number:0{len(str(count))}d}") for number in range(1, count + 1)]


def with_steps(export: Export, order: Order) -> Order:
    """The order with all steps for what moves, if it has none."""
    if export.moves and order.subject.course is None:
        return replace(order, subject=replace(order.subject, course=course_of_all(order.subject)))
    return order


def export_bytes(export: Export, order: Order, drawers: Drawers) -> bytes:
    """The bytes of an order in a format. ExportError if it cannot be made."""
    check_scale(order.scale)
    if not order.subject.roots:
        raise ExportError(translate("exports", "There is nothing to draw: there are no trees."))
    return export.write(order, drawers)
