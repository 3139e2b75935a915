"""The notes as the user works with them: add, edit in place, take away. Each is one undo step.

A new note is in the document only when its text is accepted, so one that stays empty leaves nothing behind.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QPointF, Qt

from treeedit.canvas.gestures.note_drag import NoteHand, bring_into_view
from treeedit.canvas.scene.note_places import note_rect, sheet_rect
from treeedit.canvas.view.view import View
from treeedit.figure.notes import SHOWN, free_offset
from treeedit.model.pinning import MAX_TEXT, change_note, pin_note, remove_notes
from treeedit.model.records import Edit, NodeId, Note
from treeedit.window.editing.commands import Editing
from treeedit.window.editing.note_editor import NoteEditor


class Notes(QObject):
    """Edits the notes of a view's document. wanted(): a note was added while the look shows none."""

    def __init__(self, view: View, editing: Editing) -> None:
        super().__init__(view)
        self._do = editing.do
        self._view, self._stage, self._session = view, view.stage, view.stage.session
        self.wanted: Callable[[], None] = lambda: None
        self.hand = NoteHand(view, lambda: view.hovered(None))
        self.hand.opened = self.open
        self.editor = NoteEditor(self._stage, view)
        self.editor.gone = self._take_focus_back
        self._session.edited.connect(self._follow)
        self._session.settling.connect(self._leave)

    def begin_new(self) -> None:
        """Pin a new note to the current node, else to the root of the first tree, and let its text be typed."""
        node = self._node()
        if node is None:
            return
        note = Note(node, "", free_offset(self._stage.drawing, node, ""))
        self._edit_at(sheet_rect(self._stage, note).topLeft(), "", lambda text: self._pin(node, text))

    def open(self, number: int) -> None:
        """Let the text of a note be edited where it stands."""
        note = self._session.forest.notes.get(number)
        if note is not None:
            bring_into_view(self._view, number)
            place = note_rect(self._stage, number).topLeft()
            self._stage.lift_note(number)
            self._edit_at(place, note.text, lambda text: self._change(number, text))

    def remove(self) -> None:
        """Take the chosen note away."""
        number = self._stage.note
        if number is not None:
            self._do(lambda: remove_notes(self._session.forest, [number]), self.tr("delete note"))

    def _node(self) -> NodeId | None:
        stage, forest = self._stage, self._session.forest
        if stage.note is not None:
            return forest.notes[stage.note].node
        cursor = stage.cursor()
        if cursor is None:
            return next(iter(forest.trees()), None)
        return cursor if isinstance(cursor, int) else cursor.parent

    def _edit_at(self, place: QPointF, text: str, accepted: Callable[[str], bool]) -> None:
        self.editor.accepted = accepted
        self.editor.open_at(self._view.mapFromScene(place), text)

    def _pin(self, node: NodeId, text: str) -> bool:
        forest, offset = self._session.forest, free_offset(self._stage.drawing, node, text[:MAX_TEXT])
        if not text.strip():
            return True
        if not self._do(lambda: pin_note(forest, node, text, offset), self.tr("add note")):
            return False
        if SHOWN not in self._stage.look.shows:
            self.wanted()
        number = max(forest.notes)
        self._stage.select_note(number)
        bring_into_view(self._view, number)
        return True

    def _change(self, number: int, text: str) -> bool:
        return self._do(lambda: change_note(self._session.forest, number, text), self.tr("change note"))

    def _follow(self, _edit: Edit) -> None:
        """What is edited may be gone."""
        if self.editor.is_open():
            self.editor.give_up()

    def _leave(self) -> None:
        self.editor.accept()
        self.editor.give_up()

    def _take_focus_back(self) -> None:
        self._stage.lift_note(None)
        self._view.setFocus(Qt.FocusReason.OtherFocusReason)
