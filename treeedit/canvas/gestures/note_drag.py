"""What pointer and keys do to notes. Most of it is seen before the view sees it, which so knows of a press only.

A click chooses a note, a drag moves it in one undo step, a double click or Enter opens it.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QApplication

from treeedit.canvas.camera.camera import Camera
from treeedit.canvas.gestures.gesture import Keys, Press
from treeedit.canvas.scene.note_places import note_at, note_rect, paint_leader, paint_sheet
from treeedit.figure.notes import offset_at, placed_note
from treeedit.model.pinning import move_note
from treeedit.model.records import EditError, Point
from treeedit.words import translate

_OPENING_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2)


class CarryNote:
    """A note on the pointer: it follows with its line, and stands where it is let go."""

    drifts = True

    def __init__(self, camera: Camera, number: int, start: QPointF) -> None:
        self._camera, self.number, self._start = camera, number, start
        self._by = QPointF()
        camera.stage.lift_note(number)
        camera.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)

    def move(self, point: QPointF, keys: Keys) -> None:
        self._by = point - self._start
        self._camera.viewport().update()

    def release(self, point: QPointF, keys: Keys) -> None:
        self.move(point, keys)
        self.cancel()
        stage = self._camera.stage
        if self.number in stage.session.forest.notes:
            try:
                edit = move_note(stage.session.forest, self.number, self._offset())
                stage.session.do(edit, translate("note_drag", "move note"))
            except EditError as error:
                stage.say(str(error))

    def cancel(self) -> None:
        self._camera.stage.lift_note(None)
        self._camera.viewport().unsetCursor()
        self._camera.viewport().update()

    def paint(self, painter: QPainter) -> None:
        stage = self._camera.stage
        note = stage.session.forest.notes.get(self.number)
        if note is None:
            return
        origin = stage.origin(stage.session.forest.root_of(note.node))
        moved = type(note)(note.node, note.text, self._offset())
        placed = placed_note(stage.drawing, self.number, moved)
        before = painter.transform()
        painter.translate(origin.x, origin.y)
        paint_leader(painter, placed)
        paint_sheet(painter, stage, placed)
        painter.setTransform(before)

    def _offset(self) -> Point:
        drawing, note = self._camera.stage.drawing, self._camera.stage.session.forest.notes[self.number]
        left, top, *_ = placed_note(drawing, self.number, note).bounds
        return offset_at(drawing, note, left + self._by.x(), top + self._by.y())


def press_note(camera: Camera, number: int, at: QPoint) -> Press:
    """Choose a note that is pressed, and be ready to move it."""
    camera.stage.select_note(number)
    start = camera.mapToScene(at)
    return Press(at, lambda: CarryNote(camera, number, start), lambda: None, QApplication.startDragDistance())


class NoteHand(QObject):
    """Watches a view for what is meant for notes. opened(number): a note wants to be edited.

    leave_nodes: is called while the pointer is on a note, and so on no node.
    """

    def __init__(self, camera: Camera, leave_nodes: Callable[[], None]) -> None:
        super().__init__(camera)
        self._camera, self._stage, self._leave_nodes = camera, camera.stage, leave_nodes
        self.opened: Callable[[int], None] = lambda number: None
        self._pointer: dict[QEvent.Type, Callable[[QMouseEvent], bool]] = {
            QEvent.Type.MouseButtonDblClick: self._double_click,
            QEvent.Type.MouseMove: self._hover,
        }
        camera.installEventFilter(self)
        camera.viewport().installEventFilter(self)

    def _under(self, event: QMouseEvent) -> int | None:
        if not self._stage.session.forest.notes:
            return None
        return note_at(self._stage, self._camera.mapToScene(event.position().toPoint()))

    def _double_click(self, event: QMouseEvent) -> bool:
        number = self._under(event) if event.button() == Qt.MouseButton.LeftButton else None
        if number is None:
            return False
        self._stage.select_note(number)
        self.opened(number)
        return True

    def _hover(self, event: QMouseEvent) -> bool:
        if event.buttons() != Qt.MouseButton.NoButton:
            return False
        number = self._under(event)
        if number != self._stage.pointed_note:
            self._stage.point_at_note(number)
            shape = Qt.CursorShape.ArrowCursor if number is None else Qt.CursorShape.OpenHandCursor
            self._camera.viewport().setCursor(shape)
        if number is not None:
            self._leave_nodes()
        return number is not None

    def _key(self, event: QKeyEvent) -> bool:
        number = self._stage.note
        held = event.modifiers() & (Keys.ControlModifier | Keys.ShiftModifier)
        if number is None or event.key() not in _OPENING_KEYS or held:
            return False
        self.opened(number)
        return True

    # --- overrides of Qt ---

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QMouseEvent) and watched is not self._camera:
            handle = self._pointer.get(event.type())
            return handle is not None and handle(event)
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and watched is self._camera:
            return self._key(event)
        return False


def bring_into_view(camera: Camera, number: int) -> None:
    """Let a note be seen that stands outside the view."""
    seen = camera.mapToScene(camera.viewport().rect()).boundingRect()
    rect = note_rect(camera.stage, number)
    if not seen.contains(rect):
        camera.fit()
