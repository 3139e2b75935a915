"""Where an arrow key leads, in the tree as it is drawn: to the parent, to the operand visited last, to a neighbour.

With f on top, up is to the parent; with f at the left, left is. A row of a tree that grows sideways is a column.
A cursor is a node or an empty slot. Nothing is chosen here; the view asks and chooses.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QPointF, QRectF

from treeedit.canvas.scene.scene import Stage
from treeedit.figure.figure import Bounds
from treeedit.figure.look import COLUMN_GAP, ROW_PITCH, SLOT_RADIUS
from treeedit.model.records import Cursor, NodeId, Slot

_SAME_ROW = ROW_PITCH / 2 - 1
_SAME_COLUMN, _WIDEST = COLUMN_GAP / 2, 400.0
"""How far apart the ends of one column are in two trees, and the middles of the widest and the narrowest node."""
_REACHES = (600.0, 6000.0, 1e7)


def place_of(stage: Stage, cursor: Cursor) -> QPointF:
    """The centre of a node or a slot in scene coordinates."""
    return stage.place_of_slot(cursor) if isinstance(cursor, Slot) else stage.place_of(cursor)


Walk = Callable[[Stage, Cursor, Mapping[NodeId, int]], Cursor | None]


def up(stage: Stage, cursor: Cursor, visited: Mapping[NodeId, int]) -> Cursor | None:
    """Where the arrow upwards leads; None if nowhere."""
    return _LEADS[stage.look.orientation][0](stage, cursor, visited)


def down(stage: Stage, cursor: Cursor, visited: Mapping[NodeId, int]) -> Cursor | None:
    """Where the arrow downwards leads; None if nowhere."""
    return _LEADS[stage.look.orientation][1](stage, cursor, visited)


def left(stage: Stage, cursor: Cursor, visited: Mapping[NodeId, int]) -> Cursor | None:
    """Where the arrow to the left leads; None if nowhere."""
    return _LEADS[stage.look.orientation][2](stage, cursor, visited)


def right(stage: Stage, cursor: Cursor, visited: Mapping[NodeId, int]) -> Cursor | None:
    """Where the arrow to the right leads; None if nowhere."""
    return _LEADS[stage.look.orientation][3](stage, cursor, visited)


def to_parent(stage: Stage, cursor: Cursor, visited: Mapping[NodeId, int]) -> Cursor | None:
    """The operation that a node or slot belongs to, of several the one visited last; None for a root."""
    seats = stage.seats(cursor)
    recent = list(visited)
    met = [seat for seat in seats if visited.get(seat.parent) == seat.index]
    chosen = max(met, key=lambda seat: recent.index(seat.parent)) if met else next(iter(seats), None)
    return None if chosen is None else chosen.parent


def to_operand(stage: Stage, cursor: Cursor, visited: Mapping[NodeId, int]) -> Cursor | None:
    """The operand visited last, or the first, or its empty slot; None for a leaf or a fold."""
    if isinstance(cursor, Slot):
        return None
    operands = stage.session.forest.operands(cursor)
    if not operands or stage.is_fold(cursor):
        return None
    index = min(visited.get(cursor, 0), len(operands) - 1)
    operand = operands[index]
    return Slot(cursor, index) if operand is None else stage.shown(operand)


def to_previous(stage: Stage, cursor: Cursor, visited: Mapping[NodeId, int]) -> Cursor | None:
    """The nearest node or empty slot before this one on the row, in this tree or another."""
    return _beside(stage, cursor, -1.0)


def to_next(stage: Stage, cursor: Cursor, visited: Mapping[NodeId, int]) -> Cursor | None:
    """The nearest node or empty slot behind this one on the row, in this tree or another."""
    return _beside(stage, cursor, 1.0)


def first(stage: Stage, cursor: Cursor, visited: Mapping[NodeId, int]) -> Cursor | None:
    """The first node or empty slot on the row."""
    return min(_row(stage, cursor), key=lambda each: _spot(stage, each)[1])


def last(stage: Stage, cursor: Cursor, visited: Mapping[NodeId, int]) -> Cursor | None:
    """The last node or empty slot on the row."""
    return max(_row(stage, cursor), key=lambda each: _spot(stage, each)[1])


def top(stage: Stage, cursor: Cursor, visited: Mapping[NodeId, int]) -> Cursor | None:
    """The root of the tree."""
    return stage.session.forest.root_of(cursor.parent if isinstance(cursor, Slot) else cursor)


def bottom(stage: Stage, cursor: Cursor, visited: Mapping[NodeId, int]) -> Cursor | None:
    """The leaf, or the empty slot, to which the operands visited last lead, else the first ones."""
    below: Cursor | None = cursor
    while below is not None:
        cursor, below = below, to_operand(stage, below, visited)
    return cursor


_LEADS: dict[str, tuple[Walk, Walk, Walk, Walk]] = {
    "top": (to_parent, to_operand, to_previous, to_next),
    "bottom": (to_operand, to_parent, to_previous, to_next),
    "left": (to_previous, to_next, to_parent, to_operand),
    "right": (to_previous, to_next, to_operand, to_parent),
}
"""By where the root stands: what up, down, left and right lead to."""


def _beside(stage: Stage, cursor: Cursor, side: float) -> Cursor | None:
    """The nearest one in a strip that begins at the cursor and runs along its row."""
    bearing = stage.drawing.bearing
    (along, across), same = _spot(stage, cursor), _SAME_COLUMN if bearing.sideways else _SAME_ROW
    wide = _WIDEST if bearing.sideways else same
    for reach in _REACHES:
        low, high = sorted((across, across + side * reach))
        area = bearing.area((low, high), (along - wide, along + wide))
        found = [(*_spot(stage, other), other) for other in stage.cursors_in(to_area(area))]
        others = [
            (abs(there - across), other)
            for level, there, other in found
            if other != cursor and there != across and abs(level - along) <= same
        ]
        if others:
            return min(others, key=lambda each: each[0])[1]
    return _next_tree(stage, cursor, side)


def _next_tree(stage: Stage, cursor: Cursor, side: float) -> NodeId | None:
    """The root of the tree that stands next on a side, as the trees' roots stand from left to right."""
    places = {root: place_of(stage, root) for root in stage.session.forest.roots}
    order = sorted(places, key=lambda root: (places[root].x(), places[root].y()))
    home = order.index(stage.session.forest.root_of(cursor.parent if isinstance(cursor, Slot) else cursor))
    wanted = home + (1 if side > 0 else -1)
    return order[wanted] if 0 <= wanted < len(order) else None


def _row(stage: Stage, cursor: Cursor) -> list[Cursor]:
    """Who stands on the row of a cursor, in all trees."""
    bearing = stage.drawing.bearing
    along, reach = _spot(stage, cursor)[0], _REACHES[-1]
    same, wide = (_SAME_COLUMN, _WIDEST) if bearing.sideways else (_SAME_ROW, _SAME_ROW)
    area = bearing.area((-reach, reach), (along - wide, along + wide))
    found = [other for other in stage.cursors_in(to_area(area)) if abs(_spot(stage, other)[0] - along) <= same]
    return found or [cursor]


def _spot(stage: Stage, cursor: Cursor) -> tuple[float, float]:
    """Where a cursor stands along the tree, in one that grows sideways by its end towards the root, and across."""
    place, drawing = place_of(stage, cursor), stage.drawing
    if not drawing.bearing.sideways:
        return drawing.bearing.sign * place.y(), place.x()
    half = SLOT_RADIUS
    if not isinstance(cursor, Slot):
        half = float(drawing.width[drawing.analysis.order.rows[cursor]]) / 2
    return drawing.bearing.sign * place.x() - half, place.y()


def to_area(bounds: Bounds) -> QRectF:
    """A figure's rectangle as Qt has it."""
    left, top, right, bottom = bounds
    return QRectF(left, top, right - left, bottom - top)


def next_gap(stage: Stage, node: NodeId) -> Slot | None:
    """The empty slot to fill next after a node: its own first one, else the nearest one up the tree."""
    forest = stage.session.forest
    current: NodeId | None = node
    while current is not None:
        for index, operand in enumerate(forest.operands(current)):
            if operand is None and not stage.is_fold(current):
                return Slot(current, index)
        slot = forest.slot_of(current)
        current = None if slot is None else slot.parent
    return None
