"""Which numbers may be shown at the moment: all, or those that are known at a step of the passes.

Every reader of numbers asks here, so that what is not known yet is told nowhere.
"""

from __future__ import annotations

import math

import numpy as np
from PySide6.QtWidgets import QGraphicsScene

from treeedit.figure.names import Names
from treeedit.figure.spotlight import Spotlight
from treeedit.model.steps import Known
from treeedit.session import Session


class Knowing(QGraphicsScene):
    """The numbers of a session as far as they are known."""

    session: Session
    known: Known | None
    spotlight: Spotlight | None

    def reveal(self, known: Known | None, spotlight: Spotlight | None = None) -> None:
        """Show only the numbers that are known, by rows of the present structure, in a light; None shows all."""
        if known is not self.known:
            self.known, self.spotlight = known, spotlight
            self.session.announce()

    def knows_value(self, row: int) -> bool:
        """Whether the value of a row of the whole order may be shown."""
        return self.known is None or bool(self.known.values[row])

    def knows_partial(self, row: int) -> bool:
        """Whether the partial of a row of the whole order may be shown; what is constant has none."""
        return bool(self.session.analysis.order.varies[row]) and (self.known is None or bool(self.known.partials[row]))

    def knows_sum(self, number: int) -> bool:
        """Whether the sum over a set, by its place among all sets, may be shown."""
        return self.known is None or bool(self.known.sums[number])

    def knows_tree(self, row: int) -> bool:
        """Whether all that can be computed of the tree with its root in a row may be shown, its sums included."""
        if self.known is None:
            return True
        analysis = self.session.analysis
        part = np.arange(int(analysis.order.first[row]), row + 1)
        part = part[analysis.order.complete[part]]
        sums = analysis.sets.set_of[part]
        part = part[analysis.order.varies[part]]
        return bool(self.known.partials[part].all() and self.known.sums[sums[sums >= 0]].all())

    @property
    def names(self) -> Names:
        """What the nodes of the document are called."""
        analysis = self.session.analysis
        return Names(self.session.forest, analysis.order, analysis.sets, analysis.tape.output)

    def only_output(self) -> str:
        """What the only output of the canvas is called; "" where there are several, or none is a whole tree."""
        analysis = self.session.analysis
        outputs = analysis.tape.outputs
        is_whole = len(outputs) == 1 and analysis.order.parent[outputs[0]] < 0 and len(self.session.forest.roots) == 1
        return self.names.of(int(outputs[0])).plain if is_whole else ""

    def problem(self, row: int) -> str:
        """Why a row has no value or no partial, as far as that is known; "" if nothing is wrong."""
        evaluation = self.session.evaluation
        known = self.knows_value(row) if math.isnan(evaluation.value[row]) else self.knows_partial(row)
        return (known and evaluation.problem(row)) or ""

    def remark(self, row: int) -> str:
        """The convention that decides a derivative of a row, once that is known; "" if there is none."""
        return (self.knows_partial(row) and self.session.evaluation.remark(row)) or ""
