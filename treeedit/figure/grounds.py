"""Which repeated functions lie on a ground of their own, and which look each of them has.

Named functions always do; of the others only the largest repeated ones, so that a busy tree stays calm. The rest are
outlined: a ring around the root of each instance, and the function's mark.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from treeedit.figure.fonts import width_of
from treeedit.figure.look import GAP, LABEL_SIZE, RADIUS
from treeedit.figure.typeset import typeset
from treeedit.model.analysis import Analysis
from treeedit.model.forest import Forest
from treeedit.model.layout import Extents, Layout, lay_out

MOST_UNNAMED = 4
MOST_NODES = 600
"""A larger picture has no grounds: nobody could see the functions for the boxes, and each one costs a layout."""
PADDING = 9.0
_STEP, _MOST_STEPS = 5.0, 6
"""How much lower an outer ground ends than the inner ones that reach as deep, and how often."""


class Box(NamedTuple):
    """How far an instance's ground reaches: from the centre of its root, and below from the centres of its last row."""

    left: float
    right: float
    above: float
    below: float


class Ground(NamedTuple):
    """A repeated function on the canvas: its name ("" if it has none), its look, the rows of its instances."""

    function: int
    name: str
    mark: int
    members: list[int]


def grounds_of(forest: Forest, analysis: Analysis) -> list[Ground]:
    """The named functions with all their instances, then the largest of those that stand twice or more in one tree."""
    named = _named(forest, analysis)
    return named + _plain(forest, analysis, named)[:MOST_UNNAMED]


def outlined_of(forest: Forest, analysis: Analysis) -> dict[int, int]:
    """The instances of the repeated functions that have no ground, each with its function's look, by row."""
    rest = _plain(forest, analysis, _named(forest, analysis))[MOST_UNNAMED:]
    return {row: ground.mark for ground in rest for row in ground.members}


def _plain(forest: Forest, analysis: Analysis, named: list[Ground]) -> list[Ground]:
    """The repeated functions without a name that do not only stand in others, the largest first."""
    order, sets = analysis.order, analysis.sets
    members: dict[int, list[int]] = {}
    for each in sets.function_sets:
        members.setdefault(int(sets.function[each.members[0]]), []).extend(each.members.tolist())
    taken = {ground.function for ground in named}
    plain = [f for f in members if f not in taken and not _within(analysis, members[f], members)]
    plain.sort(key=lambda f: (-int(order.size[members[f][0]]), members[f][0]))
    used = {each.mark for each in forest.inputs.values()} | {each.mark for each in forest.functions.values()}
    free = (mark for mark in range(len(used) + len(plain)) if mark not in used)
    return [Ground(f, "", mark, members[f]) for f, mark in zip(plain, free, strict=False)]


def _named(forest: Forest, analysis: Analysis) -> list[Ground]:
    """The named functions that stand on the canvas, in the order of their looks."""
    order, sets = analysis.order, analysis.sets
    found: dict[int, list[int]] = {}
    for row in np.flatnonzero(order.operator >= 0).tolist():
        if sets.name_of(row):
            found.setdefault(int(sets.function[row]), []).append(row)
    grounds = [Ground(f, sets.name_of(rows[0]), 0, rows) for f, rows in found.items()]
    marked = [ground._replace(mark=forest.functions[ground.name].mark) for ground in grounds]
    return sorted(marked, key=lambda ground: ground.mark)


def _within(analysis: Analysis, rows: list[int], members: dict[int, list[int]]) -> bool:
    """Whether every instance is an operand of an instance of another repeated function."""
    parent, function = analysis.order.parent, analysis.sets.function
    return all(parent[row] >= 0 and int(function[parent[row]]) in members for row in rows)


def placed(
    analysis: Analysis, extents: Extents, grounds: list[Ground], strip: float = 0.0
) -> tuple[Layout, dict[int, Box]]:
    """The layout in which nothing else stands on a ground, and each instance's ground by its row.

    The boxes at the left and right end of every row of an instance are stretched to the edges of its ground: within
    the instance nothing moves, and its neighbours keep clear. Inner grounds come first, as outer ones hold them.
    strip: the room for a name before all that stands on a ground; without one the name stands beside the root.
    """
    order = analysis.order
    layout = lay_out(order, extents, GAP)
    boxes: dict[int, Box] = {}
    for ground in sorted(grounds, key=lambda ground: int(order.size[ground.members[0]])):
        for row in ground.members:
            boxes[row] = _box(analysis, layout, extents, row, ground.name, boxes)
            if strip and ground.name:
                boxes[row] = boxes[row]._replace(left=_reach(analysis, layout, extents, row) + PADDING + strip)
            extents = _stretched(analysis, layout, extents, row, boxes[row])
        layout = lay_out(order, extents, GAP)
    return layout, boxes


def _box(analysis: Analysis, layout: Layout, extents: Extents, row: int, name: str, inner: dict[int, Box]) -> Box:
    part = slice(row - int(analysis.order.size[row]) + 1, row + 1)
    x = layout.x[part] - layout.x[row]
    corner = float(extents.left[row]) + (width_of(typeset(name), LABEL_SIZE, "bold") + 2 * PADDING if name else 0.0)
    left = max(corner, _reach(analysis, layout, extents, row))
    right = float((x + extents.right[part]).max())
    return Box(left + PADDING, right + PADDING / 2, RADIUS + PADDING, _below(analysis, layout, row, inner))


def _reach(analysis: Analysis, layout: Layout, extents: Extents, row: int) -> float:
    """How far the boxes of an instance reach to the left of its root."""
    part = slice(row - int(analysis.order.size[row]) + 1, row + 1)
    return float((extents.left[part] - layout.x[part] + layout.x[row]).max())


def _below(analysis: Analysis, layout: Layout, row: int, boxes: dict[int, Box]) -> float:
    """Below the inner grounds that reach down to the last row of this one."""
    size, low = analysis.order.size, RADIUS + PADDING
    last = _last_depth(analysis, layout, row)
    inner = [each for each in boxes if row - int(size[row]) < each < row]
    ends = [boxes[each].below + _STEP for each in inner if _last_depth(analysis, layout, each) == last]
    return min(max(ends, default=low), low + _MOST_STEPS * _STEP)


def _last_depth(analysis: Analysis, layout: Layout, row: int) -> int:
    return int(layout.depth[row - int(analysis.order.size[row]) + 1 : row + 1].max())


def _stretched(analysis: Analysis, layout: Layout, extents: Extents, row: int, box: Box) -> Extents:
    first = row - int(analysis.order.size[row]) + 1
    rows = np.arange(first, row + 1)
    rows = rows[np.lexsort((layout.x[rows], layout.depth[rows]))]
    turn = np.flatnonzero(np.diff(layout.depth[rows]))
    leftmost, rightmost = rows[np.append(0, turn + 1)], rows[np.append(turn, len(rows) - 1)]
    left, right = extents.left.copy(), extents.right.copy()
    left[leftmost] = layout.x[leftmost] - layout.x[row] + box.left
    right[rightmost] = layout.x[row] - layout.x[rightmost] + box.right
    return Extents(left, right, extents.empty)
