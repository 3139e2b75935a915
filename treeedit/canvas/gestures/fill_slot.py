"""Pulling on an empty slot: a rubber line to the node that shall fill it, or into the void, which asks for one."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter

from treeedit.canvas.camera.camera import TOUCH_PX, Camera
from treeedit.canvas.gestures.drop_plan import Plan
from treeedit.canvas.gestures.gesture import Keys
from treeedit.canvas.gestures.hit_test import HOLD
from treeedit.canvas.gestures.overlay import paint_hint, paint_line, paint_target
from treeedit.model import edits
from treeedit.model.forest import expression_of
from treeedit.model.records import Edit, EditError, NodeId, Slot
from treeedit.words import translate


class Pull:
    """A line from an empty slot to the pointer; Alt fills the slot with a copy and leaves the original.

    ask_at: asks for something new at a scene point.
    """

    drifts = True

    def __init__(self, camera: Camera, slot: Slot, ask_at: Callable[[QPointF], None]) -> None:
        self._camera, self._slot, self._ask_at = camera, slot, ask_at
        self._point = QPointF()
        self._plan: Plan | None = None

    @property
    def planned(self) -> Plan | None:
        """What a release would do now."""
        return self._plan

    def move(self, point: QPointF, keys: Keys) -> None:
        camera = self._camera
        self._point, self._plan = point, self._planned_at(point, keys)
        legal, illegal = Qt.CursorShape.CrossCursor, Qt.CursorShape.ForbiddenCursor
        camera.viewport().setCursor(illegal if self._plan.edit is None else legal)
        camera.viewport().update()

    def release(self, point: QPointF, keys: Keys) -> None:
        self.move(point, keys)
        self.cancel()
        stage, done = self._camera.stage, self._plan
        if done is None or done.edit is None:
            stage.say(done.words if done is not None else "")
        elif done.node is not None:
            try:
                stage.session.do(done.edit, translate("fill_slot", "fill a slot"))
            except EditError as error:
                stage.say(str(error))
            filled = stage.session.forest.occupant(self._slot)
            stage.select([] if filled is None else [filled])
            self._camera.keep_fitted()
        elif not self._is_at_home(point):
            stage.select_gap(self._slot)
            self._ask_at(point)

    def cancel(self) -> None:
        self._camera.viewport().unsetCursor()
        self._camera.viewport().update()

    def paint(self, painter: QPainter) -> None:
        if self._plan is not None:
            paint_target(self._camera, painter, self._plan)
            paint_line(self._camera, painter, self._slot, self._point)
            paint_hint(self._camera, painter, self._plan, self._point)

    def _planned_at(self, point: QPointF, keys: Keys) -> Plan:
        node = self._node_at(point)
        if node is None:
            words = "" if self._is_at_home(point) else translate("fill_slot", "something new for the slot")
            return Plan(Edit(), words)
        into = translate("fill_slot", "into the slot")
        words = translate("fill_slot", "copy {0}").format(into) if keys & Qt.KeyboardModifier.AltModifier else into
        try:
            return Plan(self._fill(node, keys), words, node=node)
        except EditError as error:
            return Plan(None, str(error), node=node)

    def _fill(self, node: NodeId, keys: Keys) -> Edit:
        forest = self._camera.stage.session.forest
        if keys & Qt.KeyboardModifier.AltModifier:
            return edits.add(forest, expression_of(forest, node), self._slot)
        return edits.place(forest, node, self._slot)

    def _node_at(self, point: QPointF) -> NodeId | None:
        """The node that is within reach; the one that is lit stays so a little farther."""
        camera, lit = self._camera, self._plan.node if self._plan is not None else None
        reach = TOUCH_PX / camera.scale_now()
        near = camera.stage.node_distances(point, HOLD * reach)
        held = [(away / HOLD if node == lit else away, node) for away, node in near]
        return min(((away, i, node) for i, (away, node) in enumerate(held) if away <= reach), default=(0, 0, None))[2]

    def _is_at_home(self, point: QPointF) -> bool:
        return self._slot in self._camera.stage.empty_slots_near(point, 0.0)
