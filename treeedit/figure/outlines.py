"""The outline of a tree as rectangles, one for each of its levels, so that what is small may stand in its free corners.

Each holds what stands on the level, with its numbers, and the edges that lead there; further ones the grounds.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from treeedit.figure.drawing import Drawing
from treeedit.figure.figure import Bounds
from treeedit.figure.look import SLOT_RADIUS
from treeedit.figure.places import MARGIN
from treeedit.figure.shared import SharedDrawing

Floats = NDArray[np.float64]

_MOST_LEVELS, _MOST_GROUNDS = 30, 12
_OUTWARDS = np.array([-MARGIN, -MARGIN, MARGIN, MARGIN])


def outline(drawing: Drawing, tree: int) -> Floats:
    """(k, 4) rectangles, left, top, right and bottom, relative to the root, with a margin around them."""
    if isinstance(drawing, SharedDrawing):
        boxes, rows = _shared_boxes(drawing, tree), drawing.tree_nodes(tree)
    else:
        boxes, rows = _boxes(drawing, tree), np.array(drawing.tree_rows(tree))
    level = drawing.rest[0 if drawing.bearing.sideways else 1][rows].round()
    root = int(np.flatnonzero(rows == drawing.analysis.order.roots[tree])[0])
    boxes[root] = drawing.with_name(Bounds(*boxes[root].tolist()), int(rows[root]))
    grounds = [row for ground in drawing.grounds for row in ground.members if rows[0] <= row <= rows[-1]]
    levels = np.unique(level)
    if len(levels) > _MOST_LEVELS or len(grounds) > _MOST_GROUNDS:
        return np.array([drawing.bounds(tree)])
    bands = [_around(boxes[level == each]) for each in levels]
    filled: Floats = np.array([*bands, *(drawing.ground_at_rest(row) for row in grounds)]) + _OUTWARDS
    return filled


def _boxes(drawing: Drawing, tree: int) -> Floats:
    """Of each row of a tree, with its edge upwards and its empty slots."""
    order, part = drawing.analysis.order, np.array(drawing.tree_rows(tree))
    x, y = drawing.rest[0], drawing.rest[1]
    left, right, above, below = (each[part] for each in drawing.outer)
    boxes = np.stack((x[part] - left, y[part] - above, x[part] + right, y[part] + below), axis=1)
    parent = np.where(order.parent[part] < 0, part, order.parent[part])
    ends = np.stack((x[parent], y[parent]), axis=1)
    boxes[:, :2], boxes[:, 2:] = np.minimum(boxes[:, :2], ends), np.maximum(boxes[:, 2:], ends)
    hollow = np.isfinite(drawing.layout.slot_x[part]) & (order.operands[part] < 0)
    for index, slot in np.argwhere(hollow).tolist():
        row = int(part[index])
        dx, dy = drawing.slot_place(row, slot)
        away = dx - float(drawing.x[row]) + float(x[row]), dy - float(drawing.y[row]) + float(y[row])
        boxes[index] = Bounds(*boxes[index].tolist()).united(Bounds(*away, *away).grown(SLOT_RADIUS))
    return boxes


def _shared_boxes(drawing: SharedDrawing, tree: int) -> Floats:
    """Of each node of a tree in the shared form, with the edges that arrive there and its empty slots."""
    nodes = drawing.tree_nodes(tree)
    boxes = drawing.reach[nodes].copy()
    for (row, _), place in drawing.slots_at_rest.items():
        if nodes[0] <= row <= nodes[-1]:
            at = int(np.searchsorted(nodes, row))
            boxes[at] = Bounds(*boxes[at].tolist()).united(Bounds(*place, *place).grown(SLOT_RADIUS))
    return boxes


def _around(boxes: Floats) -> Floats:
    return np.concatenate((boxes[:, :2].min(axis=0), boxes[:, 2:].max(axis=0)))
