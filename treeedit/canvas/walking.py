"""Where an arrow key leads: up to the parent, down to the operand visited last, sideways to the neighbour on the row.

A cursor is a node or an empty slot. Nothing is chosen here; the view asks and chooses.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QPointF, QRectF

from treeedit.canvas.stage import Stage
from treeedit.figure.look import ROW_PITCH
from treeedit.model.records import Cursor, NodeId, Slot

_SAME_ROW = ROW_PITCH / 2 - 1
_REACHES = (600.0, 6000.0, 1e7)


def place_of(stage: Stage, cursor: Cursor) -> QPointF:
    """The centre of a node or a slot in scene coordinates."""
    return stage.place_of_slot(cursor) if isinstance(cursor, Slot) else stage.place_of(cursor)


def up(stage: Stage, cursor: Cursor, visited: Mapping[NodeId, int]) -> Cursor | None:
    """The operation above; None above a root."""
    slot = cursor if isinstance(cursor, Slot) else stage.session.forest.slot_of(cursor)
    return None if slot is None else slot.parent


def down(stage: Stage, cursor: Cursor, visited: Mapping[NodeId, int]) -> Cursor | None:
    """The operand visited last, or the first, or its empty slot; None below a leaf or a fold."""
    if isinstance(cursor, Slot):
        return None
    operands = stage.session.forest.operands(cursor)
    if not operands or stage.is_fold(cursor):
        return None
    index = min(visited.get(cursor, 0), len(operands) - 1)
    operand = operands[index]
    return Slot(cursor, index) if operand is None else operand


def left(stage: Stage, cursor: Cursor, visited: Mapping[NodeId, int]) -> Cursor | None:
    """The nearest node or empty slot to the left on the row, in this tree or another."""
    return _beside(stage, cursor, -1.0)


def right(stage: Stage, cursor: Cursor, visited: Mapping[NodeId, int]) -> Cursor | None:
    """The nearest node or empty slot to the right on the row, in this tree or another."""
    return _beside(stage, cursor, 1.0)


Walk = Callable[[Stage, Cursor, Mapping[NodeId, int]], Cursor | None]


def _beside(stage: Stage, cursor: Cursor, side: float) -> Cursor | None:
    here = place_of(stage, cursor)
    for reach in _REACHES:
        area = QRectF(here.x() if side > 0 else here.x() - reach, here.y() - _SAME_ROW, reach, 2 * _SAME_ROW)
        found = [(abs(place_of(stage, other).x() - here.x()), other) for other in stage.cursors_in(area)]
        others = [each for each in found if each[1] != cursor and each[0] > 0]
        if others:
            return min(others, key=lambda each: each[0])[1]
    return None


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
