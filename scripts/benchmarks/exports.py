"""Every format that a document can be written in, from the forest to the bytes of a file."""

from __future__ import annotations

import math

from benchmarks.measuring import Scale, Table, best
from benchmarks.trees import trees
from benchmarks.window import application, grown
from treeedit.canvas.painting.qt_writers import DRAWERS
from treeedit.export.exports import EXPORTS, Export, export_bytes
from treeedit.export.order import ExportError, Order, subject_of
from treeedit.figure.look import Look
from treeedit.model.forest import Forest

MOST_NODES = 10_000


def exports(scale: Scale) -> Table:
    """The order is made anew each time, as the picture is drawn with it; what cannot be made has no time."""
    application()
    table = Table("exports: ms from the forest to the bytes", ["tree", "nodes", *EXPORTS])
    for shape, size, expression in trees(scale):
        if size <= MOST_NODES:
            forest = grown(expression)
            row = [written(each, forest, scale.seconds / 4) for each in EXPORTS.values()]
            table.rows.append([shape, len(forest.nodes), *row])
    return table


def written(export: Export, forest: Forest, seconds: float) -> float:
    def turn() -> bytes:
        return export_bytes(export, Order(subject_of(forest, Look()), background="#FFFFFF"), DRAWERS)

    try:
        return best(turn, seconds)
    except ExportError:
        return math.nan
