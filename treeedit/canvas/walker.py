"""A view in which arrow keys move the cursor: it remembers the way down, and keeps the cursor in view."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from treeedit.canvas import walking
from treeedit.canvas.camera import Camera
from treeedit.canvas.stage import Stage
from treeedit.canvas.walking import Walk, place_of
from treeedit.model.records import Cursor, NodeId, Slot

WALKS: dict[Qt.Key, Walk] = {
    Qt.Key.Key_Up: walking.up,
    Qt.Key.Key_Down: walking.down,
    Qt.Key.Key_Left: walking.left,
    Qt.Key.Key_Right: walking.right,
}


class Walker(Camera):
    """A camera that follows the cursor."""

    def __init__(self, stage: Stage, parent: QWidget | None = None) -> None:
        super().__init__(stage, parent)
        self._visited: dict[NodeId, int] = {}

    def walk(self, walk: Walk) -> None:
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
        self.bring_into_view(place_of(stage, found))
