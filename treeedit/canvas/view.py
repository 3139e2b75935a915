"""The view: turns pointer, wheel, keys and drops into gestures; it edits nothing itself."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, Qt, QTimer
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
)
from PySide6.QtWidgets import QApplication, QWidget

from treeedit.canvas import walking
from treeedit.canvas.band import Band
from treeedit.canvas.camera import Camera
from treeedit.canvas.carry import Carry
from treeedit.canvas.drag_data import load_of
from treeedit.canvas.faults import guarded
from treeedit.canvas.gestures import Gesture, Pan
from treeedit.canvas.overlay import Preview
from treeedit.canvas.stage import Stage
from treeedit.canvas.targets import TOUCH_PX, Load
from treeedit.canvas.walking import Walk, place_of
from treeedit.model.records import Cursor, Edit, Leaf, NodeId, Slot

_HOVER_MS = 120
_OPENING_KEYS = (Qt.Key.Key_Tab, Qt.Key.Key_Space)
_ENTERING_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
WALKS: dict[Qt.Key, Walk] = {
    Qt.Key.Key_Up: walking.up,
    Qt.Key.Key_Down: walking.down,
    Qt.Key.Key_Left: walking.left,
    Qt.Key.Key_Right: walking.right,
    Qt.Key.Key_Home: walking.first,
    Qt.Key.Key_End: walking.last,
    Qt.Key.Key_PageUp: walking.top,
    Qt.Key.Key_PageDown: walking.bottom,
}
_PAN_PX = 80.0
PANS = {
    Qt.Key.Key_Up: QPointF(0.0, _PAN_PX),
    Qt.Key.Key_Down: QPointF(0.0, -_PAN_PX),
    Qt.Key.Key_Left: QPointF(_PAN_PX, 0.0),
    Qt.Key.Key_Right: QPointF(-_PAN_PX, 0.0),
}


class View(Camera):
    """The canvas as a widget. It tells what happens on it by calling what the window sets here.

    hovered(node or None): the pointer rests. typed(text): a key for whoever wants to add
    something at the cursor; whether it was of use. edit_requested(cursor): Enter, or a double click in a node.
    context_requested(viewport point): a click with the right button, or the menu key.
    """

    def __init__(self, stage: Stage, parent: QWidget | None = None) -> None:
        super().__init__(stage, parent)
        self.hovered: Callable[[NodeId | None], None] = lambda node: None
        self.typed: Callable[[str], bool] = lambda text: False
        self.edit_requested: Callable[[Cursor], None] = lambda cursor: None
        self.context_requested: Callable[[QPoint], None] = lambda point: None
        self.preview: Preview | None = None
        self._right_press: QPoint | None = None
        self._visited: dict[NodeId, int] = {}
        self._gesture: Gesture | None = None
        self._press: tuple[QPoint, NodeId] | None = None
        self._hover = QTimer(self)
        self._hover.setSingleShot(True)
        self._hover.setInterval(_HOVER_MS)
        self._hover.timeout.connect(self._rest)
        self.setAcceptDrops(True)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        stage.session.edited.connect(self._let_go)

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

    def _let_go(self, edit: Edit) -> None:
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

    def types(self) -> bool:
        """Whether plain letters are typed and are no shortcuts: a leaf or an empty slot is chosen."""
        cursor = self.stage.cursor()
        return isinstance(cursor, Slot) or (
            cursor is not None and isinstance(self.stage.session.forest.nodes.get(cursor), Leaf)
        )

    def _walk(self, walk: Walk, extends: bool) -> None:
        """Take the cursor where an arrow leads, choosing it alone or as well, and keep it in view."""
        stage, cursor = self.stage, self.stage.cursor()
        if cursor is None:
            found: Cursor | None = min(stage.session.forest.roots, default=None)
        else:
            found = walk(stage, cursor, self._visited)
        if found is None:
            return
        for each in (found, cursor):
            slot = each if isinstance(each, Slot) or each is None else stage.session.forest.slot_of(each)
            if slot is not None:
                self._visited[slot.parent] = slot.index
        if extends and stage.selection and not isinstance(found, Slot):
            stage.select(_extended(stage.selection, found))
        else:
            stage.select_cursor(found)
        self.bring_into_view(place_of(stage, found))

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
            self._right_press = event.position().toPoint() if event.button() == Qt.MouseButton.RightButton else None
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
        start, self._right_press = self._right_press, None
        place = event.position().toPoint()
        if start is not None and (place - start).manhattanLength() < QApplication.startDragDistance():
            self.context_requested(place)
        event.accept()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        cursor = self.stage.cursor()
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            middle = self.viewport().rect().center()
            self.context_requested(middle if cursor is None else self.mapFromScene(place_of(self.stage, cursor)))
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.mousePressEvent(event)
        if event.button() != Qt.MouseButton.LeftButton:
            return
        node = self.node_at(event.position())
        self._gesture = None
        self._press = None
        self.typed("") if node is None else self.edit_requested(node)

    def leaveEvent(self, event: QEvent) -> None:
        self._hover.stop()
        self.hovered(None)
        super().leaveEvent(event)

    def event(self, event: QEvent) -> bool:
        """Qt asks whether a key is ours before it becomes a shortcut: a letter is, where letters are typed."""
        asked = event.type() == QEvent.Type.ShortcutOverride
        if asked and isinstance(event, QKeyEvent) and _is_letter(event) and self.types():
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, walk = Qt.Key(event.key()), WALKS.get(Qt.Key(event.key()))
        cursor = self.stage.cursor()
        if key == Qt.Key.Key_Escape:
            self.cancel()
        elif walk is not None and _is_plain(event):
            self._walk(walk, bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        elif key in PANS and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.shift(PANS[key] / self.scale_now())
        elif key in _ENTERING_KEYS and _is_plain(event):
            self.typed("") if cursor is None else self.edit_requested(cursor)
        elif not (_is_plain(event) and (key in _OPENING_KEYS or event.text().strip()) and self.typed(_typed_by(event))):
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
    def drawForeground(self, painter: QPainter, rect: QRectF | QRect) -> None:
        if self.preview is not None:
            self.preview.paint(painter)
        if self._gesture is not None:
            self._gesture.paint(painter)


def _is_plain(event: QKeyEvent) -> bool:
    """Whether neither Ctrl nor Alt is held."""
    held = event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
    return not held


def _is_letter(event: QKeyEvent) -> bool:
    return _is_plain(event) and event.text().isalnum()


def _extended(chosen: list[NodeId], node: NodeId) -> list[NodeId]:
    """Go on to a node and choose it as well; going back where one came from lets go of the last."""
    if chosen[-2:-1] == [node]:
        return chosen[:-1]
    return [*(each for each in chosen if each != node), node]


def _typed_by(event: QKeyEvent) -> str:
    """The text that a key means for the quick-add: "" for the keys that only open it."""
    return "" if event.key() in _OPENING_KEYS else event.text().strip()


def _toggled(chosen: list[NodeId], node: NodeId) -> list[NodeId]:
    return [each for each in chosen if each != node] if node in chosen else [*chosen, node]
