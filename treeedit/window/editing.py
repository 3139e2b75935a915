"""The verbs on what is chosen: what the Edit menu, the palette and the keys on the canvas do to the document.

Each asks a pure verb of `model/edits.py` for an edit and hands it to the session; a refusal is said, not done.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QPoint, QPointF, Qt

from treeedit.canvas.overlay import Preview
from treeedit.canvas.stage import to_point
from treeedit.canvas.targets import Load, plan_at
from treeedit.canvas.view import View
from treeedit.canvas.walking import next_gap, place_of
from treeedit.model import edits
from treeedit.model.edits import operator_alone
from treeedit.model.records import Cursor, Edit, EditError, Expression, Point
from treeedit.window.offers import SIGNS
from treeedit.window.quick_add import QuickAdd

_CLEARANCE = (-140.0, -60.0, 140.0, 60.0)
_BELOW = QPoint(30, 30)


class Editing(QObject):
    """Edits the document of a view at its cursor or selection."""

    def __init__(self, view: View) -> None:
        super().__init__(view)
        self._view, self._stage, self._session = view, view.stage, view.stage.session
        self._typing_at = QPointF()
        self.quick_add = QuickAdd(self._stage, view, self._preview, self.put)
        view.typed = self._type

    def do(self, make: Callable[[], Edit], text: str) -> bool:
        """Carry out a verb as one undo step; whether it was possible. A refusal is said."""
        try:
            self._session.do(make(), text)
        except EditError as error:
            self._stage.say(str(error))
            return False
        return True

    # --- putting things on the canvas ---

    def put(self, expression: Expression) -> None:
        """Put an expression at the cursor, else in the middle of the view; then go on to the next empty slot."""
        spot, session = self._spot(), self._session
        self.do(lambda: plan_at(self._stage, Load(expression), spot).edit or Edit(), self.tr("add"))
        grown = session.forest.next_id() - 1
        if grown in session.forest.nodes:
            gap = next_gap(self._stage, grown)
            self._stage.select_cursor(grown if gap is None else gap)
        self._view.keep_fitted()
        self._view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _spot(self) -> Cursor | Point:
        """Where something new goes: the cursor, or a free place in the view."""
        cursor = self._stage.cursor()
        return to_point(self.free_place()) if cursor is None else cursor

    def _type(self, text: str) -> bool:
        """A key on the canvas: an operator's sign is put at the cursor, anything else opens the quick-add."""
        if text and not text.isprintable():
            return False
        if text in SIGNS and self._stage.cursor() is not None:
            self.put(operator_alone(SIGNS[text]))
            return True
        cursor = self._stage.cursor()
        place = self.free_place() if cursor is None else place_of(self._stage, cursor)
        self._typing_at = place
        self.quick_add.open_at(self._view.mapFromScene(place) + _BELOW, text)
        return True

    def _preview(self, expression: Expression | None) -> None:
        """Show on the canvas what the quick-add would do."""
        self._view.preview = None
        if expression is not None:
            load = Load(expression)
            try:
                shown = plan_at(self._stage, load, self._spot())
                self._view.preview = Preview(self._view, load, shown, self._typing_at)
            except EditError as error:
                self._stage.say(str(error))
        self._view.viewport().update()

    def free_place(self) -> QPointF:
        """The middle of the view, or to the right of all trees if something stands there."""
        place = self._view.mapToScene(self._view.viewport().rect().center())
        trees = self._stage.forest_rect().adjusted(*_CLEARANCE)
        return QPointF(trees.right(), trees.top() - _CLEARANCE[1]) if trees.contains(place) else place

    # --- the selection ---

    def remove(self) -> None:
        """Take the chosen subtrees away."""
        self.do(lambda: edits.remove(self._session.forest, self._stage.selection), self.tr("delete"))

    def dissolve(self) -> None:
        """Take the current operation away and keep its operands."""
        node = self._stage.selection[-1]
        aside = self._stage.place_beside(node)
        self.do(lambda: edits.dissolve(self._session.forest, node, aside), self.tr("dissolve"))

    def swap(self) -> None:
        """Exchange the operands of the current operation."""
        self.do(lambda: edits.swap(self._session.forest, self._stage.selection[-1]), self.tr("swap operands"))

    def duplicate(self) -> None:
        """Grow a copy of the current subtree beside its tree."""
        node = self._stage.selection[-1]
        place = self._stage.place_beside(node)
        self.do(lambda: edits.duplicate(self._session.forest, node, place), self.tr("duplicate"))
        self._stage.select([self._session.forest.next_id() - 1])
        self._view.keep_fitted()

    def select_all(self) -> None:
        """Choose every tree."""
        self._stage.select(self._session.forest.trees())
