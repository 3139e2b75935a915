"""A load on the pointer: from a press on a node, or from the palette, to the drop."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter

from treeedit.canvas.overlay import ghost_of, paint_ghost, paint_hint, paint_target
from treeedit.canvas.targets import Load, Plan, plan, undo_text

if TYPE_CHECKING:
    from treeedit.canvas.view import View


class Carry:
    """A load on the pointer: a ghost follows it and the target lights up."""

    def __init__(self, view: View, load: Load, grab: QPointF) -> None:
        self._view, self.load, self._grab = view, load, grab
        self._ghost = ghost_of(view, load)
        self._point = QPointF()
        self._plan: Plan | None = None
        view.stage.carry(load.node)

    @property
    def planned(self) -> Plan | None:
        """What a release would do now."""
        return self._plan

    def move(self, point: QPointF) -> None:
        view = self._view
        self._point = point
        self._plan = plan(view.stage, self.load, point, point - self._grab, view.scale_now())
        view.viewport().update()

    def release(self, point: QPointF) -> None:
        self.move(point)
        self.cancel()
        if self._plan is not None and self._plan.edit is not None:
            view = self._view
            session = view.stage.session
            session.do(self._plan.edit, undo_text(view.stage, self.load))
            view.stage.select([session.forest.next_id() - 1 if self.load.node is None else self.load.node])
            view.keep_fitted()

    def cancel(self) -> None:
        self._view.stage.carry(None)
        self._view.viewport().update()

    def paint(self, painter: QPainter) -> None:
        if self._plan is not None:
            paint_target(self._view, painter, self._plan)
            paint_ghost(painter, self._ghost, self._point - self._grab)
            paint_hint(self._view, painter, self._plan, self._point)
