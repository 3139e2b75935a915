"""A view to be looked at: the trees and nothing else, as large as there is room. Nothing can be edited on it.

A drag moves the paper, the wheel zooms, and a click only says which node it met. As long as nobody moves or zooms, the
view goes along with whatever becomes of the trees: all of them are seen, or, where a hall could not read them then, the
surroundings of the step.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QEasingCurve, QEvent, QPoint, QPointF, QRect, QRectF, Qt, QTimer, QVariantAnimation
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QTransform, QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget

from treeedit.canvas.camera.camera import LARGEST, TOUCH_PX, Camera
from treeedit.canvas.painting.paint_guard import guarded
from treeedit.canvas.scene.note_places import paint_sheets
from treeedit.canvas.scene.scene import MOTION_MS, Stage
from treeedit.canvas.scene.tree_item import SHAPES_SCALE
from treeedit.canvas.scene.visible_parts import Shown
from treeedit.model.records import NodeId

NOTHING_BESIDE: frozenset[str] = frozenset()
_HOVER_MS = 120
_ZOOM_STEP, _NOTCH = 1.2, 120.0
_SMALLEST, _NEAR = 0.55, 1.0
"""The scale below which nobody reads a tree, and the one at which a step is shown then, in a window of this height:"""
_HEIGHT = 900.0
_SAME = 1e-6
_AIR = 44.0
_AROUND = 90.0
"""How much of its surroundings a step is shown with."""
_PRESSING = (Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton, Qt.MouseButton.RightButton)


class Place(NamedTuple):
    """Where a view stands: its transformation, its scroll bars, and what of the scene is seen."""

    transform: QTransform
    x: int
    y: int
    seen: QRectF


class BareView(Camera):
    """A view that calls hovered(node or None) where the pointer rests, and clicked(node or None)."""

    def __init__(self, stage: Stage, parent: QWidget | None = None) -> None:
        super().__init__(stage, parent)
        self.hovered: Callable[[NodeId | None], None] = lambda node: None
        self.clicked: Callable[[NodeId | None], None] = lambda node: None
        self.most_fitted, self.fit_margin = LARGEST, _AIR
        self._goes_near, self._is_near = True, False
        self._step: frozenset[NodeId] = frozenset()
        self._pressed: QPoint | None = None
        self._held: QPointF | None = None
        self._way = ((QPointF(), 1.0), (QPointF(), 1.0))
        self._journey = QVariantAnimation(self)
        self._journey.setStartValue(0.0)
        self._journey.setEndValue(1.0)
        self._journey.setDuration(MOTION_MS)
        self._journey.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._journey.valueChanged.connect(self._go)
        self._journey.finished.connect(self.refit)
        self._hover = QTimer(self)
        self._hover.setSingleShot(True)
        self._hover.setInterval(_HOVER_MS)
        self._hover.timeout.connect(self._rest)
        self.setInteractive(False)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.show_only(Shown(None, NOTHING_BESIDE))

    @property
    def shown(self) -> Shown:
        """What it shows of the stage."""
        return self.stage.showing.on(self.viewport())

    def show_only(self, shown: Shown) -> None:
        """Show something else of the stage."""
        self.stage.showing.show(self.viewport(), shown)

    def whole(self) -> QRectF:
        """What is shown of the trees."""
        return self.stage.rect_of(self.shown)

    def glide(self) -> None:
        """Go to where all is seen, little by little; not if somebody has taken the view elsewhere."""
        if not self._follows:
            return
        start = self._middle()
        self.fit()
        self._way = start, self._middle()
        if not self.stage.still_motion and self._way[0] != self._way[1]:
            self._go(0.0)
            self._journey.start()

    def fit(self) -> None:
        """Show all at once, or a step so near that it can be read, and go on doing so."""
        self._journey.stop()
        before = self._place()
        super().fit()
        self._is_near = self._is_too_far()
        if self._is_near:
            self._go_near(before)

    def fit_anew(self) -> None:
        """Show all, or the step; the other of both where one of them is seen already."""
        self._goes_near = not (self._follows and self._is_near)
        self._follows = True
        self.glide()

    def show_step(self) -> None:
        """Take up the step that is lit on the stage, and let it be seen."""
        light = self.stage.spotlight
        step = frozenset[NodeId]() if light is None else light.lit()
        if step == self._step:
            return
        self._step = step
        if self._follows:
            self.glide()
        for node in step if not self._follows else ():
            self.let_see(self.stage.place_of(self.stage.shown(node)))

    def fit_subtree(self, node: NodeId) -> None:
        """Show a subtree as large as it can be, until all is to be seen again."""
        self._journey.stop()
        self._follows = False
        self._fit_rect(self.stage.subtree_rect(node))

    def node_at(self, point: QPointF) -> NodeId | None:
        """The node that is shown under a point of the viewport."""
        near = self.stage.nodes_near(self.mapToScene(point.toPoint()), TOUCH_PX / 2 / self.scale_now())
        forest, shown = self.stage.session.forest, self.shown
        return next((node for node in near if shown.has(forest.root_of(node))), None)

    def _unit(self) -> float:
        return self.window().height() / _HEIGHT

    def _is_too_far(self) -> bool:
        """Whether there is a step that nobody could read."""
        there = self.stage.session.forest.nodes
        self._step = frozenset(node for node in self._step if node in there)
        return self._goes_near and bool(self._step) and self.scale_now() < _SMALLEST * self._unit()

    def _place(self) -> Place:
        """Where the view stands, to the pixel."""
        seen = self.mapToScene(self.viewport().rect()).boundingRect()
        return Place(self.transform(), self.horizontalScrollBar().value(), self.verticalScrollBar().value(), seen)

    def _go_near(self, before: Place) -> None:
        """Show the step with its surroundings; without a move where it was in view at a place before."""
        around = QRectF()
        for node in self._step:
            place = self.stage.place_of(self.stage.shown(node))
            around |= QRectF(place.x() - _AROUND, place.y() - _AROUND, 2 * _AROUND, 2 * _AROUND)
        room = self.viewport().size()
        most = min(room.width() / around.width(), room.height() / around.height())
        wanted = max(min(_NEAR * self._unit(), most), self.scale_now())
        if abs(before.transform.m11() / wanted - 1.0) < _SAME and before.seen.contains(around):
            self.setTransform(before.transform)
            self.horizontalScrollBar().setValue(before.x)
            self.verticalScrollBar().setValue(before.y)
        else:
            self.resetTransform()
            self.scale(wanted, wanted)
            self.centerOn(around.center())
        self.moved()
        self.scaled()

    def _go(self, progress: float) -> None:
        self._travel(*self._way, progress)

    def _rest(self) -> None:
        if self._pressed is None and self.viewport().underMouse():
            self.hovered(self.node_at(QPointF(self.viewport().mapFromGlobal(self.cursor().pos()))))

    # --- overrides of Qt ---

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._hover.stop()
        if event.button() in _PRESSING:
            self._pressed, self._held = event.position().toPoint(), None
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.position()
        if self._pressed is None:
            self._hover.start()
        elif self._held is not None:
            self.shift(self.mapToScene(at.toPoint()) - self._held)
        elif (at.toPoint() - self._pressed).manhattanLength() >= QApplication.startDragDistance():
            self._journey.stop()
            self._held = self.mapToScene(self._pressed)
            self.shift(self.mapToScene(at.toPoint()) - self._held)
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        is_click = self._pressed is not None and self._held is None
        self._pressed = self._held = None
        if is_click and event.button() == Qt.MouseButton.LeftButton:
            self.clicked(self.node_at(event.position()))
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        event.accept()  # one click too many is no other click

    def wheelEvent(self, event: QWheelEvent) -> None:
        self._journey.stop()
        if event.pixelDelta().isNull() and not event.modifiers():
            self.zoom(_ZOOM_STEP ** (event.angleDelta().y() / _NOTCH), event.position())
            event.accept()
        else:
            super().wheelEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._hover.stop()
        self.hovered(None)
        super().leaveEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.ignore()

    @guarded
    def drawForeground(self, painter: QPainter, rect: QRectF | QRect) -> None:
        if self.scale_now() >= SHAPES_SCALE:
            paint_sheets(painter, self.stage, QRectF(rect), self.shown)
