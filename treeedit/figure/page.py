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


def page(
    forest: Forest,
    analysis: Analysis,
    evaluation: Evaluation,
    look: Look,
    roots: Iterable[NodeId] = (),
) -> Figure:
    """The figure of the trees with these roots, of all of them if none is given, where they stand on the canvas.

    What an exercise hides is drawn as empty boxes, unless the look shows "answers" or "solutions".
    """
    veil = veil_on_paper(forest, look.shows)
    drawing = drawing_of(forest, analysis, look)
    chosen = set(roots) or set(forest.roots)
    result: Figure | None = None
    for tree, root in enumerate(forest.trees()):
        if root in chosen:
            result = _with_tree(result, drawing, evaluation, veil, tree, root)
    return Figure.empty() if result is None else result


def _with_tree(
    result: Figure | None, drawing: Drawing, evaluation: Evaluation, veil: Veil, tree: int, root: NodeId
) -> Figure:
    rows = drawing.tree_rows(tree)
    part = drawing.still(rows)
    part.bounds = bounds_with_notes(drawing, tree)
    numbers = drawing.numbers(rows, evaluation, None, veil)
    part.edges = opened(part.edges, numbers.plates)
    part.shapes += numbers.shapes
    part.texts += numbers.texts
    add_notes(part, drawing, tree)
    part.notes = drawing.notes(rows, evaluation, veil)
    add_sums(part, drawing, tree, evaluation, veil)
    point = drawing.forest.roots[root].point
    if result is None:
        result = Figure(part.bounds.moved(point.x, point.y), part.paper)
    result.add(part, point.x, point.y)
    return result
