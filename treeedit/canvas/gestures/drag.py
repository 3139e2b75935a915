"""A load on the pointer: from a press on a node, from the palette or from elsewhere, to the drop.

Alt turns what is moved into a copy, as long as it is held: the original stays, and stays undimmed.
"""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter

from treeedit.canvas.camera.camera import Camera
from treeedit.canvas.gestures.drop_plan import Plan, plan, undo_text
from treeedit.canvas.gestures.gesture import Keys
from treeedit.canvas.gestures.overlay import ghosts_of, paint_ghosts, paint_hint, paint_target
from treeedit.canvas.scene.scene import Stage, to_point
from treeedit.canvas.transfer.load import Load
from treeedit.model.belongings import belongings_of
from treeedit.model.forest import expression_of
from treeedit.model.records import EditError, NodeId


class Carry:
    """A load on the pointer: a ghost follows it and the target lights up."""

    drifts = True

    def __init__(self, camera: Camera, load: Load, grab: QPointF) -> None:
        self._camera, self.load, self._grab = camera, load, grab
        self._moved, self._copy = load, _copy_of(camera.stage, load)
        self.ghosts = ghosts_of(camera, load)
        self._point = QPointF()
        self._plan: Plan | None = None
        camera.stage.carry(load.node, load.along)

    @property
    def planned(self) -> Plan | None:
        """What a release would do now."""
        return self._plan

    def is_illegal(self) -> bool:
        """Whether a release here would only be refused."""
        return self._plan is not None and self._plan.edit is None

    @property
    def grab(self) -> QPointF:
        """Where the load is held, from its root's centre."""
        return self._grab

    def move(self, point: QPointF, keys: Keys) -> None:
        camera = self._camera
        self._point = point
        self.load = self._copy if keys & Qt.KeyboardModifier.AltModifier else self._moved
        camera.stage.carry(self.load.node, self.load.along)
        lit = self._plan.target if self._plan is not None else None
        self._plan = plan(camera.stage, self.load, point, point - self._grab, camera.scale_now(), lit)
        legal, illegal = Qt.CursorShape.ClosedHandCursor, Qt.CursorShape.ForbiddenCursor
        camera.viewport().setCursor(illegal if self._plan.edit is None else legal)
        camera.viewport().update()

    def release(self, point: QPointF, keys: Keys) -> None:
        self.move(point, keys)
        self.cancel()
        camera, done = self._camera, self._plan
        if done is None or done.edit is None:
            camera.stage.say(done.words if done is not None else "")
            return
        text = undo_text(camera.stage, self.load, done)
        try:
            camera.stage.session.do(done.edit, text)
        except EditError as error:
            camera.stage.say(str(error))
            return
        camera.stage.select(_dropped(camera.stage, self.load, done))
        camera.keep_fitted()

    def cancel(self) -> None:
        self._camera.stage.carry(None)
        self._camera.viewport().unsetCursor()
        self._camera.viewport().update()

    def paint(self, painter: QPainter) -> None:
        if self._plan is not None:
            paint_target(self._camera, painter, self._plan)
            paint_ghosts(painter, self.ghosts, self._point - self._grab)
            paint_hint(self._camera, painter, self._plan, self._point)


def _copy_of(stage: Stage, load: Load) -> Load:
    """The load that repeats what another one moves; one that moves nothing is itself."""
    if load.node is None:
        return load
    forest, first = stage.session.forest, stage.place_of(load.node)
    more = tuple((expression_of(forest, root), to_point(stage.place_of(root) - first)) for root in load.along)
    tree, belongings = expression_of(forest, load.node), belongings_of(forest, [load.node, *load.along])
    return replace(load, expression=tree, node=None, copied=load.node, more=more, along=(), belongings=belongings)


def _dropped(stage: Stage, load: Load, done: Plan) -> list[NodeId]:
    """What is chosen after a drop: what was dropped."""
    if load.node is not None:
        return [*load.along, load.node]
    if load.more and done.edit is not None:
        return [root for root, (before, after) in done.edit.roots.items() if before is None and after is not None]
    return [stage.session.forest.next_id() - 1]
