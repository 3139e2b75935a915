"""The view: turns pointer, keys and drops into gestures; it edits nothing itself."""

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

from treeedit.canvas.camera.arrow_keys import place_of
from treeedit.canvas.camera.keyboard_camera import PANS, WALKS, Walker
from treeedit.canvas.gestures.drag import Carry
from treeedit.canvas.gestures.drag_out import drag_out
from treeedit.canvas.gestures.drop import brought
from treeedit.canvas.gestures.edge_scroll import Drift
from treeedit.canvas.gestures.gesture import Gesture, Keys, Pan, Press
from treeedit.canvas.gestures.overlay import Preview
from treeedit.canvas.gestures.press import Requests, blank_at, is_on_border, number_at, press_at, subtree, unfold_node
from treeedit.canvas.painting.paint_guard import guarded
from treeedit.canvas.scene.note_places import paint_sheets
from treeedit.canvas.scene.scene import Stage
from treeedit.canvas.scene.tree_item import SHAPES_SCALE
from treeedit.model.records import Cursor, Edit, NodeId

_HOVER_MS = 120
_OPENING_KEYS = (Qt.Key.Key_Tab, Qt.Key.Key_Space)
_ENTERING_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_MODIFIERS = {
    Qt.Key.Key_Alt: Qt.KeyboardModifier.AltModifier,
    Qt.Key.Key_Shift: Qt.KeyboardModifier.ShiftModifier,
    Qt.Key.Key_Control: Qt.KeyboardModifier.ControlModifier,
}


class View(Walker):
    """The canvas as a widget. It tells what happens on it by calling what the window sets here.

    hovered(node or None): the pointer rests. typed(text): a key for whoever wants to add something at the cursor;
    whether it was of use. edit_requested(cursor): a node is to be edited in place, or an empty slot filled.
    number_requested(node): the value of an input's leaf is to be typed. context_requested(viewport point): a click with
    the right button, or the menu key. tabbed(1 or -1): Tab or Shift+Tab; whether it was of use.
    asked_at: the scene point at which the pointer has asked for something new, if it
    was the pointer.
    """

    def __init__(self, stage: Stage, parent: QWidget | None = None) -> None:
        super().__init__(stage, parent)
        self.hovered: Callable[[NodeId | None], None] = lambda node: None
        self.typed: Callable[[str], bool] = lambda text: False
        self.edit_requested: Callable[[Cursor], None] = lambda cursor: None
        self.context_requested: Callable[[QPoint], None] = lambda point: None
        self.number_requested: Callable[[NodeId], None] = lambda node: None
        self.tabbed: Callable[[int], bool] = lambda step: False
        self.asked_at: QPointF | None = None
        self.preview: Preview | None = None
        self._right_press: QPoint | None = None
        self._gesture: Gesture | None = None
        self._lent: Carry | None = None
        self._press: Press | None = None
        self._pointer, self._keys = QPointF(), Keys.NoModifier
        self._drift = Drift(self, self.drag_on)
        self._hover = QTimer(self)
        self._hover.setSingleShot(True)
        self._hover.setInterval(_HOVER_MS)
        self._hover.timeout.connect(self._rest)
        self.setAcceptDrops(True)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        stage.session.edited.connect(self._let_go)

    # --- gestures ---

    def begin(self, gesture: Gesture | None) -> None:
        """Let a gesture run, or none."""
        self._gesture, self._press = gesture, None
        self._hover.stop()
        self._drift.end()
        self.hovered(None)

    def cancel(self) -> None:
        """Escape: end the running gesture without a trace; without one, choose nothing."""
        gesture = self._end()
        if gesture is not None:
            gesture.cancel()
        else:
            self.stage.select([])

    def is_busy(self) -> bool:
        """Whether a gesture runs."""
        return self._gesture is not None

    def drag_on(self) -> None:
        """Tell the gesture where the pointer is, though only the paper or a key has moved."""
        if self._gesture is not None:
            self._gesture.move(self.mapToScene(self._pointer.toPoint()), self._keys)

    def ask_at(self, point: QPointF) -> None:
        """Ask for something new, where the pointer is."""
        self.asked_at = point
        self.typed("")

    def _end(self) -> Gesture | None:
        """Let go of the gesture, and of what is pressed."""
        gesture, self._gesture, self._press = self._gesture, None, None
        self._drift.end()
        return gesture

    def _drag(self, at: QPointF, keys: Keys) -> None:
        """The pointer is elsewhere while a gesture runs."""
        self._pointer, self._keys = at, keys
        self.drag_on()
        if self._gesture is not None and self._gesture.drifts:
            self._drift.follow(at)

    def _release(self, at: QPointF, keys: Keys) -> None:
        gesture = self._end()
        if gesture is not None:
            gesture.release(self.mapToScene(at.toPoint()), keys)

    def _let_go(self, edit: Edit) -> None:
        """Let go of what is carried or pressed when the structure changes under it: it may be gone."""
        if edit.keeps_structure():
            return
        self._press, self._lent = None, None
        if self._gesture is not None:
            self.cancel()

    def _rest(self) -> None:
        if self._gesture is None and self.underMouse():
            self.hovered(self.node_at(QPointF(self.mapFromGlobal(self.cursor().pos()))))

    def _begin_pressed(self, at: QPoint) -> None:
        """Begin what the button was pressed for, once the pointer is far enough from there."""
        press = self._press
        if press is not None and (at - press.start).manhattanLength() >= press.distance:
            self.begin(press.begin())

    def _show_what_is_under(self, at: QPoint) -> None:
        """A pointer over a number that can be dragged says so."""
        if blank_at(self, at) is not None:
            self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
        elif number_at(self, at) is not None and self.node_at(QPointF(at)) is None:
            self.viewport().setCursor(Qt.CursorShape.SizeHorCursor)
        else:
            self.viewport().unsetCursor()

    def _lend(self, carry: Carry) -> None:
        """What is carried has left the view: the platform carries it on, and may bring it back."""
        self._end()
        carry.cancel()
        self._lent = carry
        try:
            drag_out(self, carry.ghosts)
        finally:
            self._lent = None

    # --- overrides of Qt ---

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._hover.stop()
        self.hovered(None)
        self.asked_at = None
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        if self._gesture is not None:
            self.cancel()
        elif event.button() == Qt.MouseButton.LeftButton:
            requests = Requests(self.number_requested, self.ask_at)
            begun = press_at(self, event.position().toPoint(), event.modifiers(), requests)
            if isinstance(begun, Press):
                self._press = begun
            else:
                self.begin(begun)
                self._drift.follow(event.position())
        elif event.button() in (Qt.MouseButton.MiddleButton, Qt.MouseButton.RightButton):
            self._right_press = event.position().toPoint() if event.button() == Qt.MouseButton.RightButton else None
            self.begin(Pan(self))
            self.mouseMoveEvent(event)
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.position()
        self._begin_pressed(at.toPoint())
        if self._gesture is not None:
            self._drag(at, event.modifiers())
            if isinstance(self._gesture, Carry) and not self.viewport().rect().contains(at.toPoint()):
                self._lend(self._gesture)
        elif event.buttons() == Qt.MouseButton.NoButton:
            self._show_what_is_under(at.toPoint())
            self._hover.start()
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        press, pressed_right = self._press, self._right_press
        self._right_press = None
        self._release(event.position(), event.modifiers())
        place = event.position().toPoint()
        if press is not None and event.button() == Qt.MouseButton.LeftButton:
            press.click()
        elif pressed_right is not None and (place - pressed_right).manhattanLength() < QApplication.startDragDistance():
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
        node = self.node_at(event.position())
        if event.button() != Qt.MouseButton.LeftButton:
            return
        if node is not None:
            self._press = None
            if self.stage.is_fold(node):
                unfold_node(self.stage, node)
            elif is_on_border(self, node, event.position()):
                self.stage.select(subtree(self.stage, node))
            else:
                self.edit_requested(node)
        elif self._gesture is not None:
            self._end()
            self.ask_at(self.mapToScene(event.position().toPoint()))

    def leaveEvent(self, event: QEvent) -> None:
        self._hover.stop()
        self.hovered(None)
        super().leaveEvent(event)

    def event(self, event: QEvent) -> bool:
        """Qt asks whether a key is ours before it becomes a shortcut: a letter is, where letters are typed.

        Alt belongs to the drag as long as there is one; the menu bar would take it for itself.
        """
        asked = event.type() == QEvent.Type.ShortcutOverride
        if asked and isinstance(event, QKeyEvent) and (self._is_typed(event) or self._is_held(event)):
            event.accept()
            return True
        return super().event(event)

    def _is_typed(self, event: QKeyEvent) -> bool:
        return _is_plain(event) and event.text().isalnum() and self.types()

    def _is_held(self, event: QKeyEvent) -> bool:
        return self._gesture is not None and event.key() == Qt.Key.Key_Alt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._hold(Qt.Key(event.key()), event.modifiers() | _MODIFIERS.get(Qt.Key(event.key()), Keys.NoModifier))
        key, walk = Qt.Key(event.key()), WALKS.get(Qt.Key(event.key()))
        cursor = self.stage.cursor()
        if key == Qt.Key.Key_Escape:
            self.cancel()
        elif walk is not None and _is_plain(event):
            (self.extend if event.modifiers() & Keys.ShiftModifier else self.walk)(walk)
        elif key in _MODIFIERS and self._gesture is not None:
            event.accept()
        elif key in PANS and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.shift(PANS[key] / self.scale_now())
        elif key in _ENTERING_KEYS and _is_plain(event):
            self._type("") if cursor is None else self.edit_requested(cursor)
        elif not (_is_plain(event) and (key in _OPENING_KEYS or event.text().strip()) and self._type(_typed_by(event))):
            event.ignore()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        self._hold(Qt.Key(event.key()), event.modifiers() & ~_MODIFIERS.get(Qt.Key(event.key()), Keys.NoModifier))
        super().keyReleaseEvent(event)

    def _hold(self, key: Qt.Key, keys: Keys) -> None:
        """Other modifier keys are held from now on: a gesture hears of it at once."""
        if key in _MODIFIERS and self._gesture is not None:
            self._keys = keys
            self.drag_on()

    def _type(self, text: str) -> bool:
        self.asked_at = None
        return self.typed(text)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes from blank to blank of an exercise, else opens the quick-add; Shift+Tab still leaves the canvas."""
        if self.tabbed(1 if forward else -1):
            return True
        return not forward and super().focusNextPrevChild(forward)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        gesture = brought(self, event.mimeData(), self._lent)
        if gesture is None:
            event.ignore()
            return
        self.begin(gesture)
        event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        if self._gesture is not None:
            self._drag(event.position(), event.modifiers())
            event.acceptProposedAction()
            if isinstance(self._gesture, Carry) and self._gesture.is_illegal():
                event.ignore()  # so that the platform's pointer says it too

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        if self._gesture is not None:
            self.cancel()

    def dropEvent(self, event: QDropEvent) -> None:
        if self._gesture is not None:
            self._release(event.position(), event.modifiers())
            event.acceptProposedAction()
            self.setFocus(Qt.FocusReason.MouseFocusReason)

    @guarded
    def drawForeground(self, painter: QPainter, rect: QRectF | QRect) -> None:
        if self.scale_now() >= SHAPES_SCALE:
            paint_sheets(painter, self.stage, QRectF(rect))
        if self.preview is not None:
            self.preview.paint(painter)
        if self._gesture is not None:
            self._gesture.paint(painter)


def _is_plain(event: QKeyEvent) -> bool:
    """Whether neither Ctrl nor Alt is held."""
    held = event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
    return not held


def _typed_by(event: QKeyEvent) -> str:
    """The text that a key means for the quick-add: "" for the keys that only open it."""
    return "" if event.key() in _OPENING_KEYS else event.text().strip()
