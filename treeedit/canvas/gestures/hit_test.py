"""What of the canvas a load on the pointer reaches: nodes, empty slots and edges that may light up.

Reaches are in pixels of the screen. The target that is lit keeps its light a little beyond its reach, so that it does
not flicker between two.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from PySide6.QtCore import QPointF

from treeedit.canvas.camera.camera import TOUCH_PX
from treeedit.canvas.scene.scene import Stage
from treeedit.canvas.transfer.load import Load
from treeedit.figure.look import SLOT_RADIUS
from treeedit.model.records import NodeId, Slot

SNAP_PX = 34.0
EDGE_PX = 8.0
_FARTHEST = 1000.0
"""Pixels at 100 %: where trees are specks, nobody means one that is a screen of nodes away."""
HOLD = 1.4
"""How much farther a target that is lit reaches than one that is not."""


class Target(NamedTuple):
    """A place that lights up: a slot, a node, or the edge above an operand; none of them is the void."""

    slot: Slot | None = None
    node: NodeId | None = None
    edge: NodeId | None = None


def targets_near(stage: Stage, load: Load, pointer: QPointF, scale: float, lit: Target | None) -> list[Target]:
    """The places within reach: nodes before slots before edges, of each kind the nearest first."""
    found = []
    for rank, (reach, within) in enumerate(((TOUCH_PX, _nodes), (SNAP_PX, _slots), (EDGE_PX, _edges))):
        for away, target in within(stage, load, pointer, min(HOLD * reach / scale, _FARTHEST)):
            share = away * scale / (HOLD if target == lit else 1.0)
            if share <= reach:
                found.append((rank, share, target))
    return [target for _, _, target in sorted(found, key=lambda each: each[:2])]


Near = Iterator[tuple[float, Target]]


def _nodes(stage: Stage, load: Load, pointer: QPointF, reach: float) -> Near:
    """Nodes that are not of the load, each with how far its box is; over its own parent a load is back in its slot."""
    home = _home(stage, load)
    for away, node in stage.node_distances(pointer, reach):
        if home is not None and home.parent == node:
            yield away, Target(slot=home)
        elif not _is_own(stage, load, node):
            yield away, Target(node=node)


def _slots(stage: Stage, load: Load, pointer: QPointF, reach: float) -> Near:
    """Empty slots, and the slot that the load comes from, each with how far its circle's centre is."""
    home = _home(stage, load)
    slots = [] if home is None else [home]
    for slot in slots + stage.empty_slots_near(pointer, reach):
        if load.node is not None and _is_own(stage, load, slot.parent):
            continue
        away = stage.place_of_slot(slot) - pointer
        yield max(0.0, (away.x() ** 2 + away.y() ** 2) ** 0.5 - SLOT_RADIUS), Target(slot=slot)


def _edges(stage: Stage, load: Load, pointer: QPointF, reach: float) -> Near:
    """Edges that are not of the load, each with how far its curve is."""
    for away, node in stage.edges_near(pointer, reach):
        if node == load.node or not _is_own(stage, load, node):
            yield away, Target(edge=node)


def _is_own(stage: Stage, load: Load, node: NodeId) -> bool:
    """Whether a node belongs to what is carried, or to what it is a copy of."""
    own = load.copied if load.node is None else load.node
    return own is not None and stage.session.forest.holds(own, node)


def _home(stage: Stage, load: Load) -> Slot | None:
    return None if load.node is None else stage.session.forest.slot_of(load.node)
