"""A whole picture: all trees of a forest, or one, with its numbers, ready for export or printing.

On a page the edges stop before their labels instead of running below plates, so that it can lie on any colour.
"""

from __future__ import annotations

from collections.abc import Iterable

from treeedit.figure.drawing import Drawing
from treeedit.figure.figure import Figure, opened
from treeedit.figure.look import Look
from treeedit.figure.notes import add_notes, bounds_with_notes
from treeedit.figure.shared import drawing_of
from treeedit.figure.sheet import add_sums
from treeedit.figure.veil import Veil, veil_on_paper
from treeedit.model.analysis import Analysis
from treeedit.model.forest import Forest
from treeedit.model.passes import Evaluation
from treeedit.model.records import NodeId
from treeedit.model.steps import Known


def page(
    forest: Forest,
    analysis: Analysis,
    evaluation: Evaluation,
    look: Look,
    roots: Iterable[NodeId] = (),
    known: Known | None = None,
) -> Figure:
    """The figure of the trees with these roots, of all of them if none is given, where they stand on the canvas.

    known: which numbers are there, as at a step of the passes; None means all. What an exercise hides is drawn as
    empty boxes, unless the look shows "answers" or "solutions".
    """
    veil = veil_on_paper(forest, look.shows)
    drawing = drawing_of(forest, analysis, look)
    chosen = set(roots) or set(forest.roots)
    result: Figure | None = None
    for tree, root in enumerate(forest.trees()):
        if root in chosen:
            part, point = _tree_part(drawing, evaluation, tree, known, veil), forest.roots[root].point
            result = result or Figure(part.bounds.moved(point.x, point.y), part.paper)
            result.add(part, point.x, point.y)
    return Figure.empty() if result is None else result


def _tree_part(drawing: Drawing, evaluation: Evaluation, tree: int, known: Known | None, veil: Veil) -> Figure:
    rows = drawing.tree_rows(tree)
    part = drawing.still(rows)
    part.bounds = bounds_with_notes(drawing, tree)
    numbers = drawing.numbers(rows, evaluation, known, veil)
    part.edges = opened(part.edges, numbers.plates)
    part.shapes += numbers.shapes
    part.texts += numbers.texts
    add_notes(part, drawing, tree)
    part.notes = drawing.notes(rows, evaluation, known, veil)
    add_sums(part, drawing, tree, evaluation, veil)
    return part
