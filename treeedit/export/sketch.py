"""A forest as a notebook shows it: an SVG whose texts are text, as one page may hold many and no ids may clash."""

from __future__ import annotations

from treeedit.export.order import Lettering, subject_of
from treeedit.export.svg import Carried, svg_bytes
from treeedit.figure.look import PRINT, Look
from treeedit.figure.page import page
from treeedit.model.forest import Forest

MOST_NODES = 2000
"""A notebook with a larger drawing would be slow, and nobody could read it."""


def sketch(forest: Forest) -> str | None:
    """The drawing of all trees, with their numbers; None if there are none, or too many nodes."""
    if not 0 < len(forest.nodes) <= MOST_NODES:
        return None
    subject = subject_of(forest, Look(PRINT))
    figure = page(forest, subject.analysis, subject.evaluation, subject.look)
    title = forest.about.get("title") or ", ".join(forest.roots[root].name for root in subject.roots)
    drawing = svg_bytes(figure, 1.0, title, figure.paper, Carried(Lettering.TEXT)).decode()
    return drawing.partition("?>\n")[2]
