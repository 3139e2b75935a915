"""What a press of the left button means, from what lies under it and which keys are held.

On the void it begins a rubber band at once. On anything else it chooses, and what begins when the pointer moves on
depends on the thing: a node is carried, an empty slot is pulled, the value of an input is scrubbed. A click on the
badge of a fold opens it.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtWidgets import QApplication

from treeedit.canvas.band import Band, chosen_with
from treeedit.canvas.carry import Carry
from treeedit.canvas.drops import Strange
from treeedit.canvas.gestures import Gesture, Keys, Press
from treeedit.canvas.item import FULL_SCALE
from treeedit.canvas.note_hand import press_note
from treeedit.canvas.note_places import note_at
from treeedit.canvas.pull import Pull
from treeedit.canvas.scrub import STEP_PX, Scrub
from treeedit.canvas.stage import Stage
from treeedit.canvas.targets import Load, moving_sentence
from treeedit.model.folding import unfold
from treeedit.model.forest import parents_first
from treeedit.model.records import Blank, Leaf, NodeId, Slot
from treeedit.words import translate

if TYPE_CHECKING:
    from treeedit.canvas.view import View

_NUMBER_REACH_PX = 2.0
_RING_PX = 6.0
_RING_SHARE = 0.35
_FAR = 1 << 20
"""So far nobody drags: what waits for a click only."""
_CHOOSING = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier


def press_at(view: View, at: QPoint, keys: Keys) -> Press | Gesture:
    """What begins with a press on a point of the viewport: something that waits for a move, or a gesture at once."""
    point, stage = view.mapToScene(at), view.stage
    if (note := note_at(stage, point)) is not None:
        return press_note(view, note, at)
    if (blank := blank_at(view, at)) is not None:
        return Press(at, partial(Band, view, point, keys), partial(stage.picked, blank), _FAR)
    node = view.node_at(QPointF(at))
    if node is not None:
        return _press_node(view, at, node, keys)
    number = number_at(view, at)
    if number is not None:
        return _press_number(view, at, number)
    gaps = stage.empty_slots_near(point, 0.0)
    return _press_gap(view, at, gaps[0]) if gaps else Band(view, point, keys)


def blank_at(view: View, at: QPoint) -> Blank | None:
    """The number under a point of the viewport that a click opens, hides or shows; None where it is an ordinary one."""
    if view.scale_now() < FULL_SCALE:
        return None
    found = view.stage.number_at(view.mapToScene(at))
    return found if found is not None and view.stage.picks(found) else None


def number_at(view: View, at: QPoint) -> NodeId | None:
    """The leaf whose value is under a point of the viewport, where values are written at all."""
    scale = view.scale_now()
    if scale < FULL_SCALE:
        return None
    return view.stage.input_number_at(view.mapToScene(at), _NUMBER_REACH_PX / scale)


def _press_node(view: View, at: QPoint, node: NodeId, keys: Keys) -> Press:
    stage, several = view.stage, False
    if keys & _CHOOSING:
        stage.select(_met(stage, node, keys))
    elif node in stage.selection:
        several = len(stage.selection) > 1
    else:
        stage.select([node])
    point = view.mapToScene(at)
    grab = point - stage.place_of(node)
    click = partial(stage.select, [node]) if several else _nothing
    if stage.fold_badge_at(point) == node and not keys & _CHOOSING:
        click = partial(unfold_node, stage, node)
    return Press(at, partial(_carry, view, node, grab), click, QApplication.startDragDistance())


def unfold_node(stage: Stage, node: NodeId) -> None:
    """Open a fold."""
    stage.session.do(unfold(stage.session.forest, stage.instances(node)), translate("pressing", "unfold"))
    stage.select([node])


def _met(stage: Stage, node: NodeId, keys: Keys) -> list[NodeId]:
    """Shift adds a node to the choice, Control takes it in or out."""
    return chosen_with(keys, stage.selection, [node])


def _carry(view: View, node: NodeId, grab: QPointF) -> Gesture:
    if view.stage.is_shared and node not in view.stage.session.forest.roots:
        return Strange(view, moving_sentence())
    return Carry(view, Load(node=node, along=_chosen_beside(view.stage, node)), grab)


def _chosen_beside(stage: Stage, node: NodeId) -> tuple[NodeId, ...]:
    """The loose trees that are chosen together with a loose tree, and so move with it."""
    roots = stage.session.forest.roots
    if node not in roots or node not in stage.selection:
        return ()
    return tuple(root for root in stage.selection if root in roots and root != node)


def _press_number(view: View, at: QPoint, node: NodeId) -> Press:
    view.stage.select([node])
    return Press(at, partial(_scrub, view, view.mapToScene(at), node), partial(_ask_number, view, node), round(STEP_PX))


def _ask_number(view: View, node: NodeId) -> None:
    view.number_requested(node)


def _scrub(view: View, point: QPointF, node: NodeId) -> Gesture:
    record = view.stage.session.forest.nodes[node]
    assert isinstance(record, Leaf)
    return Scrub(view, record.label, point)


def _press_gap(view: View, at: QPoint, gap: Slot) -> Press:
    view.stage.select_gap(gap)
    return Press(at, partial(Pull, view, gap), _nothing, QApplication.startDragDistance())


def _nothing() -> None:
    """A click that has done all it does when the button went down."""


def is_on_border(view: View, node: NodeId, at: QPointF) -> bool:
    """Whether a point of the viewport is on the outer ring of a node."""
    stage, scale = view.stage, view.scale_now()
    row = stage.drawing.analysis.order.rows[node]
    radius = float(stage.drawing.half_height[row])
    away = view.mapToScene(at.toPoint()) - stage.place_of(node)
    straight = max(abs(away.x()) - (float(stage.drawing.width[row]) / 2 - radius), 0.0)
    depth = radius - float((straight**2 + away.y() ** 2) ** 0.5)
    return depth < min(_RING_PX / scale, _RING_SHARE * radius)


def subtree(stage: Stage, node: NodeId) -> list[NodeId]:
    """All nodes of a subtree; its root is the last, and so the current one."""
    return [*parents_first(stage.session.forest, node)][::-1]
