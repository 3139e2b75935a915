"""Where the nodes stood before an edit: where a motion begins, and what of it shrinks into a fold on the way.

Kept as arrays, so that a node that comes out of a fold begins at the fold, and one that goes into it ends there.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF

from treeedit.figure.drawing import Drawing
from treeedit.model.records import NodeId

Floats = NDArray[np.float64]
Places = tuple[Floats, Floats]


class Before:
    """The places of a drawing that is about to be another one, in scene coordinates."""

    def __init__(self, drawing: Drawing, origins: Sequence[QPointF]) -> None:
        self.drawing = drawing
        self._rows = drawing.analysis.order.rows
        self.x, self.y = (each.copy() for each in (drawing.x, drawing.y))
        for tree, origin in enumerate(origins):
            rows = drawing.tree_rows(tree)
            part = slice(rows[0], rows[-1] + 1)
            self.x[part] += origin.x()
            self.y[part] += origin.y()

    def starts(self, drawing: Drawing, origins: Sequence[QPointF]) -> Places:
        """Where the nodes of a new drawing stood, in its own coordinates; a new node is where it will be."""
        x, y = (each.copy() for each in (drawing.x, drawing.y))
        ids = drawing.analysis.order.ids.tolist()
        for tree, origin in enumerate(origins):
            for row in drawing.tree_rows(tree):
                old = self._rows.get(ids[row])
                if old is not None:
                    x[row], y[row] = self.x[old] - origin.x(), self.y[old] - origin.y()
        return x, y


class Leaving:
    """What a fold takes in: drawn from the old drawing on its way to the fold, ever fainter."""

    def __init__(self, old: Drawing, new: Drawing) -> None:
        self._old = old
        self._start = old.x.copy(), old.y.copy()
        order, rows = old.analysis.order, new.analysis.order.rows
        into = np.array([rows[node] for node in order.ids.tolist()], dtype=np.int64)
        gone = new.analysis.order.ids[into] != order.ids
        self._end = new.rest[0][into], new.rest[1][into]
        self._rows = np.flatnonzero(gone)
        self.opacity = 1.0

    def move(self, progress: float) -> None:
        """Be elsewhere on the way, from 0 to 1."""
        self._old.move_to(*(a + (b - a) * progress for a, b in zip(self._start, self._end, strict=True)))
        self.opacity = 1.0 - progress

    def rows(self, root: NodeId) -> list[int]:
        """The rows that are on their way, of the tree with this root."""
        order = self._old.analysis.order
        last = order.rows[root]
        first = last - int(order.size[last]) + 1
        found: list[int] = self._rows[(self._rows >= first) & (self._rows < last)].tolist()
        return found

    @property
    def drawing(self) -> Drawing:
        """The drawing of which they are rows."""
        return self._old
