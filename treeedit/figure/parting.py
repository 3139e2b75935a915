"""Trees moved apart that would lie on each other where nobody has placed them for a look.

Trees stand where the user has put them on the canvas, as high and as wide as they are drawn there. Turned, or in the
shared form, they fill other places; what is exported or printed then shows them apart.
"""

from __future__ import annotations

from collections.abc import Collection

from treeedit.figure.figure import Bounds
from treeedit.figure.look import GAP, Look
from treeedit.figure.notes import bounds_with_notes
from treeedit.figure.places import MARGIN
from treeedit.figure.shared import drawing_of
from treeedit.model.analysis import analyse
from treeedit.model.forest import Forest
from treeedit.model.records import Edit, NodeId, Point, Root


def parted(forest: Forest, look: Look, chosen: Collection[NodeId] = ()) -> Forest:
    """A forest in which the chosen trees, or all, do not overlap under a look that is not the canvas's own.

    Later trees give way to earlier ones, to the right, or downwards if the trees grow sideways. What needs no change
    is the same forest.
    """
    if (look.orientation == "top" and not look.form.is_shared) or len(chosen or forest.roots) < 2:
        return forest
    drawing = drawing_of(forest, analyse(forest), look)
    taken: list[Bounds] = []
    moved: dict[NodeId, tuple[Root | None, Root | None]] = {}
    for tree, root in enumerate(forest.trees()):
        if not chosen or root in chosen:
            stands = forest.roots[root]
            box = bounds_with_notes(drawing, tree).grown(-MARGIN).moved(*stands.point)
            free = _free(box, taken, sideways=drawing.bearing.sideways)
            taken.append(free)
            if free != box:
                point = Point(stands.point.x + free.left - box.left, stands.point.y + free.top - box.top)
                moved[root] = stands, Root(point, stands.name)
    return _with(forest, Edit(roots=moved)) if moved else forest


def _free(box: Bounds, taken: Collection[Bounds], *, sideways: bool) -> Bounds:
    """The rectangle where it overlaps none of some others."""
    while over := [each for each in taken if _overlap(box, each)]:
        right, bottom = max(each.right for each in over) + GAP, max(each.bottom for each in over) + GAP
        box = box.moved(0.0, bottom - box.top) if sideways else box.moved(right - box.left, 0.0)
    return box


def _overlap(a: Bounds, b: Bounds) -> bool:
    return a.left < b.right and b.left < a.right and a.top < b.bottom and b.top < a.bottom


def _with(forest: Forest, edit: Edit) -> Forest:
    copy = forest.copy()
    copy.apply(edit)
    return copy
