"""What a press of the left button means, from what lies under it and which keys are held.

On the void it begins a rubber band at once. On anything else it chooses, and what begins when the pointer moves on
depends on the thing: a node is carried, an empty slot is pulled, the value of an input is scrubbed. A click on the
badge of a fold opens it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtWidgets import QApplication

from treeedit.canvas.camera.camera import Camera
from treeedit.canvas.gestures.drag import Carry
from treeedit.canvas.gestures.drag_number import STEP_PX, Scrub
from treeedit.canvas.gestures.drop import Strange
from treeedit.canvas.gestures.drop_plan import moving_sentence
from treeedit.canvas.gestures.fill_slot import Pull
from treeedit.canvas.gestures.gesture import Gesture, Keys, Press
from treeedit.canvas.gestures.note_drag import press_note
from treeedit.canvas.gestures.rubber_band import Band, chosen_with
from treeedit.canvas.scene.note_places import note_at
from treeedit.canvas.scene.scene import Stage
from treeedit.canvas.scene.tree_item import FULL_SCALE
from treeedit.canvas.transfer.load import Load
from treeedit.model.folding import unfold
from treeedit.model.forest import parents_first
from treeedit.model.records import Blank, Leaf, NodeId, Slot
from treeedit.words import translate

_NUMBER_REACH_PX = 2.0
_RING_PX = 6.0
_RING_SHARE = 0.35
_FAR = 1 << 20
"""So far nobody drags: what waits for a click only."""
_CHOOSING = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier


class Requests(NamedTuple):
    """What a press may ask of the user: the value of an input's leaf, or something new at a scene point."""

    number: Callable[[NodeId], None]
    new_at: Callable[[QPointF], None]


def press_at(camera: Camera, at: QPoint, keys: Keys, requests: Requests) -> Press | Gesture:
    """What begins with a press on a point of the viewport: something that waits for a move, or a gesture at once."""
    point, stage = camera.mapToScene(at), camera.stage
    if (note := note_at(stage, point)) is not None:
        return press_note(camera, note, at)
    if (blank := blank_at(camera, at)) is not None:
        return Press(at, partial(Band, camera, point, keys), partial(stage.picked, blank), _FAR)
    node = camera.node_at(QPointF(at))
    if node is not None:
        return _press_node(camera, at, node, keys)
    number = number_at(camera, at)
    if number is not None:
        return _press_number(camera, at, number, requests)
    gaps = stage.empty_slots_near(point, 0.0)
    return _press_gap(camera, at, gaps[0], requests) if gaps else Band(camera, point, keys)


def blank_at(camera: Camera, at: QPoint) -> Blank | None:
    """The number under a point of the viewport that a click opens, hides or shows; None where it is an ordinary one."""
    if camera.scale_now() < FULL_SCALE:
        return None
    found = camera.stage.number_at(camera.mapToScene(at))
    return found if found is not None and camera.stage.picks(found) else None


def number_at(camera: Camera, at: QPoint) -> NodeId | None:
    """The leaf whose value is under a point of the viewport, where values are written at all."""
    scale = camera.scale_now()
    if scale < FULL_SCALE:
        return None
    return camera.stage.input_number_at(camera.mapToScene(at), _NUMBER_REACH_PX / scale)


def _press_node(camera: Camera, at: QPoint, node: NodeId, keys: Keys) -> Press:
    stage, several = camera.stage, False
    if keys & _CHOOSING:
        stage.select(_met(stage, node, keys))
    elif node in stage.selection:
        several = len(stage.selection) > 1
    else:
        stage.select([node])
    point = camera.mapToScene(at)
    grab = point - stage.place_of(node)
    click = partial(stage.select, [node]) if several else _nothing
    if stage.fold_badge_at(point) == node and not keys & _CHOOSING:
        click = partial(unfold_node, stage, node)
    return Press(at, partial(_carry, camera, node, grab), click, QApplication.startDragDistance())


def unfold_node(stage: Stage, node: NodeId) -> None:
    """Open a fold."""
    stage.session.do(unfold(stage.session.forest, stage.instances(node)), translate("press", "unfold"))
    stage.select([node])


def _met(stage: Stage, node: NodeId, keys: Keys) -> list[NodeId]:
    """Shift adds a node to the choice, Control takes it in or out."""
    return chosen_with(keys, stage.selection, [node])


def _carry(camera: Camera, node: NodeId, grab: QPointF) -> Gesture:
    if camera.stage.is_shared and node not in camera.stage.session.forest.roots:
        return Strange(camera, moving_sentence())
    return Carry(camera, Load(node=node, along=_chosen_beside(camera.stage, node)), grab)


def _chosen_beside(stage: Stage, node: NodeId) -> tuple[NodeId, ...]:
    """The loose trees that are chosen together with a loose tree, and so move with it."""
    roots = stage.session.forest.roots
    if node not in roots or node not in stage.selection:
        return ()
    return tuple(root for root in stage.selection if root in roots and root != node)


def _press_number(camera: Camera, at: QPoint, node: NodeId, requests: Requests) -> Press:
    camera.stage.select([node])
    begin = partial(_scrub, camera, camera.mapToScene(at), node)
    return Press(at, begin, partial(requests.number, node), round(STEP_PX))


def _scrub(camera: Camera, point: QPointF, node: NodeId) -> Gesture:
    record = camera.stage.session.forest.nodes[node]
    assert isinstance(record, Leaf)
    return Scrub(camera, record.label, point)


def _press_gap(camera: Camera, at: QPoint, gap: Slot, requests: Requests) -> Press:
    camera.stage.select_gap(gap)
    return Press(at, partial(Pull, camera, gap, requests.new_at), _nothing, QApplication.startDragDistance())


def _nothing() -> None:
    """A click that has done all it does when the button went down."""


def is_on_border(camera: Camera, node: NodeId, at: QPointF) -> bool:
    """Whether a point of the viewport is on the outer ring of a node."""
    stage, scale = camera.stage, camera.scale_now()
    row = stage.drawing.analysis.order.rows[node]
    radius = float(stage.drawing.half_height[row])
    away = camera.mapToScene(at.toPoint()) - stage.place_of(node)
    straight = max(abs(away.x()) - (float(stage.drawing.width[row]) / 2 - radius), 0.0)
    depth = radius - float((straight**2 + away.y() ** 2) ** 0.5)
    return depth < min(_RING_PX / scale, _RING_SHARE * radius)


def subtree(stage: Stage, node: NodeId) -> list[NodeId]:
    """All nodes of a subtree; its root is the last, and so the current one."""
    return [*parents_first(stage.session.forest, node)][::-1]
