"""Where trees stand so that none lies on another: the one place that decides it, for the canvas and for every picture.

The document says where a tree is to stand; how large it is drawn follows from its structure and from the look. So what
has grown, been turned or run together, or come to where something stands already, may not have the room. Then larger
trees stay, and smaller ones, and those that have just come, stand at the nearest free place beside them, shown so
without a change of the document: what shrinks again, or is undone, lets them back. Rule: sizes are those that are
drawn, numbers and grounds included; nothing here guesses.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

import numpy as np
from numpy.typing import NDArray

from treeedit.figure.drawing import Drawing
from treeedit.figure.look import Look
from treeedit.figure.notes import bounds_with_notes
from treeedit.figure.outlines import outline
from treeedit.figure.shared import drawing_of
from treeedit.model.analysis import analyse
from treeedit.model.forest import Forest
from treeedit.model.records import Edit, NodeId, Point, Root

Floats = NDArray[np.float64]

MOST_PARTED = 400
"""More trees stand where the document says: nobody could look them through, and the canvas is to follow the hand."""
_MOST_PAIRS = 250
_AT_ONCE = 512
_WAYS = ((1.0, 0.0), (0.0, 1.0), (-1.0, 0.0), (0.0, -1.0))
_GAP = 4.0
"""Between what two trees fill, which has a margin of its own."""


def points_of(
    drawing: Drawing,
    late: Collection[NodeId] = (),
    whole: Collection[NodeId] = (),
    chosen: Collection[NodeId] = (),
) -> dict[NodeId, Point]:
    """Where the chosen trees of a drawing, or all, stand.

    late: those that have just come, which give way first. whole: those that stand beside others with all of the
    rectangle that they fill; the rest may reach into free corners.
    """
    forest = drawing.forest
    stands = {root: each.point for root, each in forest.roots.items()}
    trees = [(tree, root) for tree, root in enumerate(forest.trees()) if not chosen or root in chosen]
    if not 1 < len(trees) <= MOST_PARTED:
        return stands
    size = drawing.analysis.order.size[drawing.analysis.order.roots]
    fills = {root: _placed(_filled(drawing, tree), stands[root]) for tree, root in trees}
    if not _any_overlap(np.array([_around(each) for each in fills.values()])):
        return stands
    taken: list[Floats] = []
    for _, root in sorted(trees, key=lambda each: (each[1] in late, -size[each[0]], each[0])):
        others = [_around(each) for each in taken] if root in whole else taken
        own = _around(fills[root]) if root in whole else fills[root]
        dx, dy = _way_out(own, np.concatenate(others)) if others else (0.0, 0.0)
        if (dx, dy) != (0.0, 0.0):
            stands[root] = Point(round(stands[root].x + dx, 2), round(stands[root].y + dy, 2))
        taken.append(_placed(fills[root], Point(dx, dy)))
    return stands


def parted(forest: Forest, look: Look, chosen: Collection[NodeId] = ()) -> Forest:
    """A forest in which the chosen trees, or all, stand where they are drawn; what needs no change is the same one."""
    if len(chosen or forest.roots) < 2:
        return forest
    points = points_of(drawing_of(forest, analyse(forest), look), chosen=chosen)
    moves = moves_to(forest, points)
    return _with(forest, moves) if not moves.is_empty() else forest


def moves_to(forest: Forest, points: Mapping[NodeId, Point]) -> Edit:
    """The edit that lets trees stand at other points."""
    stands = {root: forest.roots[root] for root in points}
    return Edit(
        roots={
            root: (each, Root(points[root], each.name)) for root, each in stands.items() if each.point != points[root]
        }
    )


def _filled(drawing: Drawing, tree: int) -> Floats:
    """(k, 4) what a tree fills, relative to its root; its notes count where they were put for another look."""
    look = drawing.look
    if drawing.forest.notes and (look.orientation != "top" or look.form.is_shared):
        return np.array([bounds_with_notes(drawing, tree)])
    return outline(drawing, tree)


def _placed(boxes: Floats, point: Point) -> Floats:
    placed: Floats = boxes + np.array([point.x, point.y, point.x, point.y])
    return placed


def _around(boxes: Floats) -> Floats:
    """(1, 4) the rectangle around some others."""
    around: Floats = np.concatenate((boxes[:, :2].min(axis=0), boxes[:, 2:].max(axis=0)))[None, :]
    return around


def _way_out(boxes: Floats, taken: Floats) -> tuple[float, float]:
    """The shortest way by which some rectangles get free of others; of two alike the one to the right."""
    left, top = ((taken[:, i] - boxes[:, i + 2, None] - _GAP).ravel() for i in (0, 1))
    right, bottom = ((taken[:, i + 2] - boxes[:, i, None] + _GAP).ravel() for i in (0, 1))
    barred = np.stack((left, top, right, bottom), axis=1)
    if not ((barred[:, :2] < -_GAP).all(axis=1) & (barred[:, 2:] > _GAP).all(axis=1)).any():
        return 0.0, 0.0
    ways = (_straight(barred, *way) for way in _WAYS)
    dx, dy = min(ways, key=lambda each: abs(each[0]) + abs(each[1]))
    far = abs(dx) + abs(dy)
    near = barred[(barred[:, :2] < far).all(axis=1) & (barred[:, 2:] > -far).all(axis=1)]
    return _shortest(near, far) if len(near) <= _MOST_PAIRS else (dx, dy)


def _straight(barred: Floats, across: float, along: float) -> tuple[float, float]:
    """The way in one direction, beyond what is barred."""
    at = np.zeros(2)
    way = np.array([across, along])
    while (over := (barred[:, :2] < at).all(axis=1) & (barred[:, 2:] > at).all(axis=1)).any():
        axis = 0 if across else 1
        ahead = way[axis] > 0
        at[axis] = barred[over, axis + 2].max() if ahead else barred[over, axis].min()
    return float(at[0]), float(at[1])


def _shortest(barred: Floats, far: float) -> tuple[float, float]:
    """The shortest way, no longer than is known to do: along a side of what is barred, or from corner to corner."""
    aside, along = (np.unique(np.concatenate(([0.0], barred[:, i], barred[:, i + 2]))) for i in (0, 1))
    dx, dy = (each.ravel() for each in np.meshgrid(aside[abs(aside) <= far], along[abs(along) <= far]))
    order = np.lexsort((-dy, -dx, np.round(np.hypot(dx, dy), 6)))
    for start in range(0, len(order), _AT_ONCE):
        part = order[start : start + _AT_ONCE]
        x, y = dx[part, None], dy[part, None]
        over = (barred[:, 0] < x) & (x < barred[:, 2]) & (barred[:, 1] < y) & (y < barred[:, 3])
        if len(free := part[~over.any(axis=1)]):
            return float(dx[free[0]]), float(dy[free[0]])
    raise AssertionError("a straight way is free and no longer")


def _any_overlap(boxes: Floats) -> bool:
    left, top, right, bottom = boxes.reshape(-1, 4).T
    across = (left[:, None] < right) & (left < right[:, None])
    return bool(np.triu(across & (top[:, None] < bottom) & (top < bottom[:, None]), 1).any())


def _with(forest: Forest, edit: Edit) -> Forest:
    copy = forest.copy()
    copy.apply(edit)
    return copy
