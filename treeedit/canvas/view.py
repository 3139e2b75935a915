"""The view: turns pointer, wheel, keys and drops into gestures; pans, zooms and fits. It edits nothing itself."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, Qt, QTimer
from PySide6.QtGui import (
    QBrush,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QGraphicsView, QWidget

from treeedit.canvas import walking
from treeedit.canvas.drag_data import load_of
from treeedit.canvas.faults import guarded
from treeedit.canvas.gestures import Band, Carry, Gesture, Pan, Preview
from treeedit.canvas.painting import colour, paint
from treeedit.canvas.stage import Stage
from treeedit.canvas.targets import TOUCH_PX, Load
from treeedit.canvas.walking import Walk, place_of
from treeedit.figure.figure import Figure
from treeedit.figure.legend import heading_figure, legend_figure
from treeedit.model.records import Cursor, Edit, NodeId, Slot

SMALLEST, LARGEST = 1e-5, 5.0
MOST_FITTED = 1.25
_ZOOM_STEP = 1.2
_HOVER_MS = 120
_WHEEL_NOTCH = 120.0
_LEGEND_MARGIN = 14.0
_FIT_MARGIN = 24.0
_NARROWEST = 240.0
_CURSOR_MARGIN = 60.0
_OPENING_KEYS = (Qt.Key.Key_Tab, Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2)
WALKS: dict[Qt.Key, Walk] = {
    Qt.Key.Key_Up: walking.up,
    Qt.Key.Key_Down: walking.down,
    Qt.Key.Key_Left: walking.left,
    Qt.Key.Key_Right: walking.right,
}
_PAPER = QRectF(-1e8, -1e8, 2e8, 2e8)  # at any scale larger than the view, so that it never stops the paper


class View(QGraphicsView):
    """The canvas as a widget. It tells what happens on it by calling what the window sets here.

    hovered(node or None): the pointer rests. scaled(): after a zoom. typed(text): a key for whoever wants to add
    something at the cursor; whether it was of use.
    """

    def __init__(self, stage: Stage, parent: QWidget | None = None) -> None:
        super().__init__(stage, parent)
        self.stage = stage
        self.hovered: Callable[[NodeId | None], None] = lambda node: None
        self.scaled: Callable[[], None] = lambda: None
        self.typed: Callable[[str], bool] = lambda text: False
        self.preview: Preview | None = None
        self._visited: dict[NodeId, int] = {}
        self._gesture: Gesture | None = None
        self._press: tuple[QPoint, NodeId] | None = None
        self._follows = True
        self._hover = QTimer(self)
        self._hover.setSingleShot(True)
        self._hover.setInterval(_HOVER_MS)
        self._hover.timeout.connect(self._rest)
        self.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.FullViewportUpdate)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setResizeAnchor(QGraphicsView.ViewportAnchor.AnchorViewCenter)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QGraphicsView.Shape.NoFrame)
        self.setSceneRect(_PAPER)
        self.setAcceptDrops(True)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        stage.session.edited.connect(self._follow)
        self.restyle()

    def restyle(self) -> None:
        """Take up the paper of the stage's look."""
        self.setBackgroundBrush(QBrush(colour(self.stage.look.theme.paper)))

    # --- pan, zoom, fit ---

    def scale_now(self) -> float:
        """Screen pixels per scene pixel."""
        return self.transform().m11()

    def shift(self, by: QPointF) -> None:
        """Move the paper by a scene distance."""
        self._follows = False
        self.translate(by.x(), by.y())

    def zoom(self, factor: float, at: QPointF | None = None) -> None:
        """Scale by a factor within limits; the viewport point `at` (the middle if None) stays where it is."""
        wanted = min(max(self.scale_now() * factor, SMALLEST), LARGEST)
        place = QPointF(self.viewport().rect().center()) if at is None else at
        before = self.mapToScene(place.toPoint())
        step = wanted / self.scale_now()
        self.scale(step, step)
        self.shift(self.mapToScene(place.toPoint()) - before)
        self.scaled()

    def zoom_in(self) -> None:
        """One step closer."""
        self.zoom(_ZOOM_STEP)

    def zoom_out(self) -> None:
        """One step away."""
        self.zoom(1 / _ZOOM_STEP)

    def zoom_to_full_size(self) -> None:
        """100 %, about the middle."""
        self.zoom(1 / self.scale_now())

    def enlarge(self, factor: float) -> None:
        """Go along with larger or smaller texts: all trees stay in view if they are, else the paper is scaled."""
        if self._follows:
            self.fit()
        else:
            self.zoom(factor)

    def fit(self) -> None:
        """Show all trees, and go on doing so until somebody pans or zooms."""
        self._follows = True
        self._fit_rect(self.stage.forest_rect())

    def keep_fitted(self) -> None:
        """Show all trees if that is what the view does, and they would not be seen otherwise."""
        if self._follows and not self.mapToScene(self.viewport().rect()).boundingRect().contains(
            self.stage.forest_rect()
        ):
            self.fit()

    def fit_selection(self) -> None:
        """Show what is chosen; all if nothing is."""
        rect = QRectF()
        for node in self.stage.selection:
            rect |= self.stage.subtree_rect(node)
        self._fit_rect(rect if not rect.isEmpty() else self.stage.forest_rect())

    def _fit_rect(self, rect: QRectF) -> None:
        """Show a scene rectangle whole, below the heading."""
        view = self.viewport().rect()
        top = self._heading().bounds.bottom + _LEGEND_MARGIN
        if rect.isEmpty() or view.width() < _FIT_MARGIN or view.height() < top:
            return
        high = view.height() - top
        scale = min((view.width() - _FIT_MARGIN) / rect.width(), (high - _FIT_MARGIN) / rect.height(), MOST_FITTED)
        self.resetTransform()
        self.scale(max(scale, SMALLEST), max(scale, SMALLEST))
        self.centerOn(rect.center() - QPointF(0.0, top / 2 / self.scale_now()))
        self.scaled()

    def _heading(self) -> Figure:
        """The document's title and text, beside the legend; nothing where the view is too narrow for them."""
        stage = self.stage
        room = self.viewport().width() - self._legend().bounds.right - 4 * _LEGEND_MARGIN
        if room < _NARROWEST * stage.text_scale:
            return Figure.empty()
        return heading_figure(stage.session.forest.about, stage.look, stage.text_scale, room)

    def _legend(self) -> Figure:
        return legend_figure(self.stage.look, self.stage.text_scale)

    # --- gestures ---

    def node_at(self, point: QPointF) -> NodeId | None:
        """The node under a viewport point."""
        near = self.stage.nodes_near(self.mapToScene(point.toPoint()), TOUCH_PX / 2 / self.scale_now())
        return near[0] if near else None

    def begin(self, gesture: Gesture | None) -> None:
        """Let a gesture run, or none."""
        self._gesture = gesture
        self._hover.stop()
        self.hovered(None)

    def cancel(self) -> None:
        """Escape: end the running gesture without a trace; without one, choose nothing."""
        if self._gesture is not None:
            gesture, self._gesture = self._gesture, None
            gesture.cancel()
        else:
            self.stage.select([])
        self._press = None

    def _follow(self, edit: Edit) -> None:
        """Let go of what is carried or pressed when the structure changes under it: it may be gone."""
        if edit.keeps_structure():
            return
        self._press = None
        if isinstance(self._gesture, Carry):
            self.cancel()

    def _rest(self) -> None:
        if self._gesture is None and self.underMouse():
            self.hovered(self.node_at(QPointF(self.mapFromGlobal(self.cursor().pos()))))

    def _press_left(self, event: QMouseEvent) -> None:
        node = self.node_at(event.position())
        adding = bool(event.modifiers() & (Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier))
        if node is None:
            gaps = self.stage.empty_slots_near(self.mapToScene(event.position().toPoint()), 0.0)
            if gaps:
                self.stage.select_gap(gaps[0])
                return
            self.stage.select([])
            self.begin(Band(self, self.mapToScene(event.position().toPoint())))
            return
        self._press = event.position().toPoint(), node
        if adding:
            self.stage.select(_toggled(self.stage.selection, node))
        elif node not in self.stage.selection:
            self.stage.select([node])

    def _maybe_carry(self, event: QMouseEvent) -> None:
        if self._press is None:
            return
        start, node = self._press
        if (event.position().toPoint() - start).manhattanLength() >= QApplication.startDragDistance():
            self._press = None
            grab = self.mapToScene(start) - self.stage.place_of(node)
            self.begin(Carry(self, Load(node=node), grab))

    def _walk(self, walk: Walk) -> None:
        """Take the cursor where an arrow leads, and keep it in view."""
        stage, cursor = self.stage, self.stage.cursor()
        if cursor is None:
            found: Cursor | None = min(stage.session.forest.roots, default=None)
        else:
            found = walk(stage, cursor, self._visited)
        if found is None:
            return
        slot = found if isinstance(found, Slot) else stage.session.forest.slot_of(found)
        if slot is not None:
            self._visited[slot.parent] = slot.index
        if isinstance(cursor, Slot):
            self._visited[cursor.parent] = cursor.index
        elif cursor is not None and (old := stage.session.forest.slot_of(cursor)) is not None:
            self._visited[old.parent] = old.index
        stage.select_cursor(found)
        self._bring_into_view(place_of(stage, found))

    def _bring_into_view(self, place: QPointF) -> None:
        margin = _CURSOR_MARGIN / self.scale_now()
        seen = self.mapToScene(self.viewport().rect()).boundingRect().adjusted(margin, margin, -margin, -margin)
        x = min(0.0, place.x() - seen.left()) + max(0.0, place.x() - seen.right())
        y = min(0.0, place.y() - seen.top()) + max(0.0, place.y() - seen.bottom())
        if x or y:
            self.shift(QPointF(-x, -y))

    # --- overrides of Qt ---

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._hover.stop()
        self.hovered(None)
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        if self._gesture is not None:
            self.cancel()
        elif event.button() == Qt.MouseButton.LeftButton:
            self._press_left(event)
        elif event.button() in (Qt.MouseButton.MiddleButton, Qt.MouseButton.RightButton):
            self.begin(Pan(self))
            self.mouseMoveEvent(event)
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._gesture is None:
            self._maybe_carry(event)
        if self._gesture is not None:
            self._gesture.move(self.mapToScene(event.position().toPoint()))
        elif event.buttons() == Qt.MouseButton.NoButton:
            self._hover.start()
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._press = None
        gesture, self._gesture = self._gesture, None
        if gesture is not None:
            gesture.release(self.mapToScene(event.position().toPoint()))
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.mousePressEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and self.node_at(event.position()) is None:
            self._gesture = None
            self.typed("")

    def leaveEvent(self, event: QEvent) -> None:
        self._hover.stop()
        self.hovered(None)
        super().leaveEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(_ZOOM_STEP ** (event.angleDelta().y() / _WHEEL_NOTCH), event.position())
        else:
            moved = event.pixelDelta() if not event.pixelDelta().isNull() else event.angleDelta() / 2
            self.shift(QPointF(moved) / self.scale_now())
        event.accept()

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QNativeGestureEvent) and event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture:
            self.zoom(1.0 + event.value(), event.position())
            return True
        return super().viewportEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, walk = Qt.Key(event.key()), WALKS.get(Qt.Key(event.key()))
        plain = not event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
        if key == Qt.Key.Key_Escape:
            self.cancel()
        elif walk is not None and plain:
            self._walk(walk)
        elif not (plain and (key in _OPENING_KEYS or event.text().strip()) and self.typed(_typed_by(event))):
            event.ignore()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab opens the quick-add; Shift+Tab still leaves the canvas."""
        return not forward and super().focusNextPrevChild(forward)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        load = load_of(event.mimeData())
        if load is None:
            event.ignore()
            return
        self.begin(Carry(self, load, QPointF()))
        event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        if isinstance(self._gesture, Carry):
            self._gesture.move(self.mapToScene(event.position().toPoint()))
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        if self._gesture is not None:
            self.cancel()

    def dropEvent(self, event: QDropEvent) -> None:
        gesture, self._gesture = self._gesture, None
        if gesture is not None:
            gesture.release(self.mapToScene(event.position().toPoint()))
            event.acceptProposedAction()
            self.setFocus(Qt.FocusReason.MouseFocusReason)

    @guarded
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.stage.session.forest.roots and self._legend().bounds.right < self.viewport().width():
            with QPainter(self.viewport()) as painter:
                painter.setRenderHints(self.renderHints())
                legend = self._legend()
                painter.translate(self.viewport().width() - legend.bounds.right - _LEGEND_MARGIN, _LEGEND_MARGIN)
                paint(painter, legend)
                painter.resetTransform()
                painter.translate(_LEGEND_MARGIN, _LEGEND_MARGIN)
                paint(painter, self._heading())

    @guarded
    def drawForeground(self, painter: QPainter, rect: QRectF | QRect) -> None:
        if self.preview is not None:
            self.preview.paint(painter)
        if self._gesture is not None:
            self._gesture.paint(painter)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._follows:
            self.fit()


def _typed_by(event: QKeyEvent) -> str:
    """The text that a key means for the quick-add: "" for the keys that only open it."""
    return "" if event.key() in _OPENING_KEYS else event.text().strip()


def _toggled(chosen: list[NodeId], node: NodeId) -> list[NodeId]:
    return [each for each in chosen if each != node] if node in chosen else [*chosen, node]
