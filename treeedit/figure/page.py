"""A whole picture: all trees of a forest, or some, with their numbers, ready for export or printing.

On a page the edges stop before their labels instead of running below plates, so that it can lie on any colour.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

import numpy as np

from treeedit.figure.figure import Bounds, Figure, opened
from treeedit.figure.look import Look
from treeedit.figure.notes import add_notes, bounds_with_notes
from treeedit.figure.shared import drawing_of
from treeedit.figure.sheet import add_sums
from treeedit.figure.spoken import box_of, spoken_names
from treeedit.figure.spotlight import Spotlight, lit_edges, rings
from treeedit.figure.veil import veil_on_paper
from treeedit.model.analysis import Analysis
from treeedit.model.forest import Forest
from treeedit.model.passes import Evaluation
from treeedit.model.records import NodeId
from treeedit.model.sharing import Sharing
from treeedit.model.steps import Known


class Page:
    """The trees with some roots, of all of them if none is given, where they stand on the canvas.

    What an exercise hides is drawn as empty boxes, unless the look shows "answers" or "solutions".
    """

    def __init__(
        self, forest: Forest, analysis: Analysis, evaluation: Evaluation, look: Look, roots: Iterable[NodeId] = ()
    ) -> None:
        self.forest, self.analysis, self.evaluation, self.look = forest, analysis, evaluation, look
        self.veil = veil_on_paper(forest, look.shows)
        self.roots = set(roots) or set(forest.roots)
        self._drawing = drawing_of(forest, analysis, look)
        self._still = cache(self._drawn_still)

    def figure(self, known: Known | None = None, light: Spotlight | None = None) -> Figure:
        """The trees with the numbers that are known, as at a step of the passes, in its light; None means all.

        Whatever is known, it has the same bounds.
        """
        result: Figure | None = None
        for tree, root in enumerate(self.forest.trees()):
            if root in self.roots:
                part, point = self._tree_part(tree, known, light), self.forest.roots[root].point
                result = result or Figure(part.bounds.moved(point.x, point.y), part.paper)
                result.add(part, point.x, point.y)
        return Figure.empty() if result is None else result

    @property
    def sharing(self) -> Sharing | None:
        """What runs together in the drawing; None in the tree form."""
        return self._drawing.whole_sharing

    def bounds_with_names(self, nodes: Iterable[NodeId]) -> Bounds:
        """The bounds with room for the names of some nodes, which pictures of steps show when they are spoken of."""
        bounds, drawing, named = self.figure().bounds, self._drawing, frozenset(nodes)
        for tree, root in enumerate(self.forest.trees()):
            if root in self.roots:
                point, rows = self.forest.roots[root].point, np.asarray(drawing.tree_rows(tree), dtype=np.int64)
                for text in spoken_names(drawing, named, rows):
                    bounds = bounds.united(box_of(text).moved(point.x, point.y))
        return bounds

    def _drawn_still(self, tree: int) -> Figure:
        """All of a tree but its numbers, to be looked at and never changed: it is the same in every picture."""
        return self._drawing.still(self._drawing.tree_rows(tree))

    def _tree_part(self, tree: int, known: Known | None, light: Spotlight | None) -> Figure:
        drawing, evaluation = self._drawing, self.evaluation
        rows, part = drawing.tree_rows(tree), self._still(tree).copy()
        part.bounds = bounds_with_notes(drawing, tree)
        numbers = drawing.numbers(rows, evaluation, known, self.veil)
        part.shapes += numbers.shapes
        part.texts += numbers.texts
        if light is not None:
            where = np.asarray(rows, dtype=np.int64)
            part.edges = lit_edges(drawing, light, where) + part.edges
            part.shapes += rings(drawing, light, where)
            part.texts += spoken_names(drawing, light.named, where)
        part.edges = opened(part.edges, numbers.plates)
        add_notes(part, drawing, tree)
        part.notes = drawing.notes(rows, evaluation, known, self.veil)
        add_sums(part, drawing, tree, evaluation, self.veil)
        return part


def page(
    forest: Forest, analysis: Analysis, evaluation: Evaluation, look: Look, roots: Iterable[NodeId] = ()
) -> Figure:
    """The figure of the trees with these roots and all their numbers."""
    return Page(forest, analysis, evaluation, look, roots).figure()
