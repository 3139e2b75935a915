"""What a writer of a format is handed: an order, and what only Qt can draw.

An order says what is exported (the subject: trees of a forest with their numbers, under a look) and how. Its figure is
drawn when the first writer asks for it, and once; formats that are no pictures never pay for it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from typing import NamedTuple

from treeedit.figure.figure import Figure
from treeedit.figure.look import Look
from treeedit.figure.page import page
from treeedit.model.analysis import Analysis, analyse, evaluated
from treeedit.model.forest import Forest
from treeedit.model.passes import Evaluation
from treeedit.model.records import NodeId

SMALLEST_SCALE, LARGEST_SCALE = 0.05, 20.0
DOTS_PER_INCH = 96.0
"""Pixels of a figure on an inch of paper, at scale 1."""


class ExportError(ValueError):
    """What cannot be exported; the message is a sentence for the user."""


class Lettering(Enum):
    """How an SVG holds its texts: as outlines that look the same everywhere, or as text that can be edited."""

    OUTLINES = "outlines"
    TEXT = "text"


@dataclass(frozen=True, eq=False)
class Subject:
    """Trees of a forest, with what follows from it and its numbers, and the look under which they are shown."""

    forest: Forest
    analysis: Analysis
    evaluation: Evaluation
    look: Look
    roots: tuple[NodeId, ...]

    def rows(self, root: NodeId) -> range:
        """The rows of the tree with this root, operands first."""
        order = self.analysis.order
        row = order.rows[root]
        return range(row - int(order.size[row]) + 1, row + 1)


def subject_of(forest: Forest, look: Look, roots: tuple[NodeId, ...] = ()) -> Subject:
    """The subject of a forest as it stands: these of its trees, all of them if none is named."""
    analysis = analyse(forest)
    return Subject(forest, analysis, evaluated(forest, analysis), look, roots or tuple(forest.trees()))


@dataclass(frozen=True, eq=False)
class Order:
    """What is asked for.

    scale: how much larger than at 100 %. background: a colour, or "none" for transparent. padding: more room around
    the picture, in pixels at 100 %. dots: per inch of a bitmap; without it a larger scale makes finer dots instead of
    a larger picture. document: the bytes of the document for the picture to carry, if any.
    """

    subject: Subject
    scale: float = 1.0
    title: str = ""
    background: str = "none"
    padding: float = 0.0
    dots: float | None = None
    lettering: Lettering = Lettering.OUTLINES
    document: bytes = b""

    @cached_property
    def figure(self) -> Figure:
        """The subject as a figure."""
        each = self.subject
        figure = page(each.forest, each.analysis, each.evaluation, each.look, each.roots)
        figure.bounds = figure.bounds.grown(self.padding)
        return figure


class Drawers(NamedTuple):
    """What only Qt can draw.

    png: of a figure, dots per figure pixel, a background, dots per inch. pdf: of a figure, its scale, a title, a
    background, and the document to attach.
    """

    png: Callable[[Figure, float, str, float], bytes]
    pdf: Callable[[Figure, float, str, str, bytes], bytes]
