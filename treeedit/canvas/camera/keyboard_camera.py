"""A view in which arrow keys move the cursor: it remembers the way down, and keeps the cursor in view."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtWidgets import QWidget

from treeedit.canvas.camera import arrow_keys
from treeedit.canvas.camera.arrow_keys import Walk, place_of
from treeedit.canvas.camera.camera import Camera
from treeedit.canvas.scene.scene import Stage
from treeedit.model.records import Cursor, Leaf, NodeId, Slot

WALKS: dict[Qt.Key, Walk] = {
    Qt.Key.Key_Up: arrow_keys.up,
    Qt.Key.Key_Down: arrow_keys.down,
    Qt.Key.Key_Left: arrow_keys.left,
    Qt.Key.Key_Right: arrow_keys.right,
    Qt.Key.Key_Home: arrow_keys.first,
    Qt.Key.Key_End: arrow_keys.last,
    Qt.Key.Key_PageUp: arrow_keys.top,
    Qt.Key.Key_PageDown: arrow_keys.bottom,
}
_PAN_PX = 80.0
PANS = {
    Qt.Key.Key_Up: QPointF(0.0, _PAN_PX),
    Qt.Key.Key_Down: QPointF(0.0, -_PAN_PX),
    Qt.Key.Key_Left: QPointF(_PAN_PX, 0.0),
    Qt.Key.Key_Right: QPointF(-_PAN_PX, 0.0),
}


class Walker(Camera):
    """A camera that follows the cursor."""

    def __init__(self, stage: Stage, parent: QWidget | None = None) -> None:
        super().__init__(stage, parent)
        self._visited: dict[NodeId, int] = {}

    def types(self) -> bool:
        """Whether plain letters are typed and are no shortcuts: a leaf or an empty slot is chosen."""
        cursor = self.stage.cursor()
        known = None if cursor is None or isinstance(cursor, Slot) else self.stage.session.forest.nodes.get(cursor)
        return isinstance(cursor, Slot) or isinstance(known, Leaf)

    def walk(self, walk: Walk) -> None:
        """Take the cursor where a key leads, and keep it in view."""
        found = self._step(walk)
        if found is not None:
            self.stage.select_cursor(found)
            self.bring_into_view(place_of(self.stage, found))

    def extend(self, walk: Walk) -> None:
        """Go where a key leads and choose what is there as well."""
        found = self._step(walk)
        if found is not None and not isinstance(found, Slot):
            self.stage.select(_extended(self.stage.selection, found))
            self.bring_into_view(place_of(self.stage, found))

    def _step(self, walk: Walk) -> Cursor | None:
        """Where a key leads from the cursor, at first to a root; the way is remembered."""
        stage, cursor = self.stage, self.stage.cursor()
        if cursor is None:
            return min(stage.session.forest.roots, default=None)
        found = walk(stage, cursor, self._visited)
        for each, other in () if found is None else ((found, cursor), (cursor, found)):
            seats = stage.seats(each)
            for seat in [seat for seat in seats if seat.parent == other][:1] or (seats if len(seats) == 1 else []):
                self._visited.pop(seat.parent, None)  # so that the last one is the one visited last
                self._visited[seat.parent] = seat.index
        return found


def _extended(chosen: list[NodeId], node: NodeId) -> list[NodeId]:
    """Go on to a node and choose it as well; going back where one came from lets go of the last."""
    if chosen[-2:-1] == [node]:
        return chosen[:-1]
    return [*(each for each in chosen if each != node), node]
