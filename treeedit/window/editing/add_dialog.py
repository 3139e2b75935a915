"""Adding by keyboard: an operator's sign acts at once, anything else opens the quick-add, which shows what Enter does.

Three tasks: put something at the cursor, give an operation another operator, wrap a node in one. The first and the last
show a ghost; a replaced operator is shown on the canvas itself, and taken back without a trace if it is not wanted.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QPoint, QPointF

from treeedit.canvas.camera.arrow_keys import place_of
from treeedit.canvas.gestures.drop_plan import Plan
from treeedit.canvas.gestures.overlay import Preview
from treeedit.canvas.transfer.load import Load
from treeedit.canvas.view.view import View
from treeedit.model import edits
from treeedit.model.edits import operator_alone
from treeedit.model.forest import Forest
from treeedit.model.records import Edit, EditError, Expression, NodeId
from treeedit.window.editing.commands import Editing
from treeedit.window.editing.completions import SIGNS, Offer, offers, operator_offers
from treeedit.window.editing.insertion_point import free_place, plan
from treeedit.window.editing.quick_add import QuickAdd, Task

_BELOW = QPoint(30, 30)
_MOST_PREVIEWED = 2000


class Adding(QObject):
    """What the keys on the canvas put there."""

    def __init__(self, view: View, editing: Editing) -> None:
        super().__init__(editing)
        self._editing, self._view, self._stage, self._session = editing, view, view.stage, view.stage.session
        self._gesture = object()
        self._place = QPointF()
        self._trying = False
        self.quick_add = QuickAdd(self._stage, view)
        view.typed = self.typed
        editing.fillingAsked.connect(self.add)
        self._session.edited.connect(self._follow)
        self._session.settling.connect(self.quick_add.close_unused)

    def typed(self, text: str) -> bool:
        """A key on the canvas; whether it was of use."""
        if text and not text.isprintable():
            return False
        if text in SIGNS and self._stage.cursor() is not None:
            self._editing.put(operator_alone(SIGNS[text]))
        else:
            self.add(text)
        return True

    def add(self, text: str = "") -> None:
        """Open the quick-add for the cursor, else for a free place of the canvas."""
        lacks = self.tr("no operator, label, number or formula")
        asks = self.tr("operator, input, number or formula")
        self._begin(Task(asks, lacks, self._offers, self._preview, self._editing.put), text)

    def replace(self) -> None:
        """Ask for the operator that the current operation is to have instead."""
        node = self._stage.selection[-1]
        if not self._editing.may_change([node]):
            return
        self._gesture = object()

        def show(expression: Expression | None) -> None:
            self._show_replaced(node, expression)

        def take(expression: Expression) -> None:
            self._editing.do(lambda: self._replaced(self._session.forest, node, expression), self.tr("replace"))
            self._editing.go_on(node)

        self._begin_with_operators(self.tr("replace by…"), show, take)

    def wrap(self) -> None:
        """Ask for the operator that is to go over the current node."""
        node = self._stage.selection[-1]
        if not self._editing.may_change([node]):
            return

        def show(expression: Expression | None) -> None:
            self._show(None if expression is None else Load(expression), node)

        self._begin_with_operators(self.tr("wrap in…"), show, self._editing.put)

    # --- the quick-add ---

    def _begin_with_operators(
        self, asks: str, show: Callable[[Expression | None], None], take: Callable[[Expression], None]
    ) -> None:
        self._begin(Task(asks, self.tr("no such operator"), operator_offers, show, take), "")

    def _begin(self, task: Task, text: str) -> None:
        cursor = self._stage.cursor()
        self._place = free_place(self._view) if cursor is None else place_of(self._stage, cursor)
        asked = self._view.asked_at
        self.quick_add.begin(task, self._view.mapFromScene(self._place if asked is None else asked) + _BELOW, text)

    def _offers(self, text: str, recent: Sequence[str]) -> list[Offer]:
        forest = self._session.forest
        labels = [label for label in forest.inputs if label != "e" or forest.has_e()]
        return offers(text, labels, recent, forest.functions)

    def _follow(self, edit: Edit) -> None:
        """What was to be added at a place is not, if the trees become other ones meanwhile."""
        if not edit.keeps_structure() and not self._trying:
            self._view.preview = None
            self.quick_add.close_unused()

    def _preview(self, expression: Expression | None) -> None:
        """Show on the canvas what Enter would do."""
        self._view.preview = None
        if expression is not None and len(expression) <= _MOST_PREVIEWED:
            try:
                self._view.preview = Preview(self._view, Load(expression), plan(self._view, expression), self._place)
            except EditError as error:
                self._stage.say(str(error))
        self._view.viewport().update()

    def _show(self, load: Load | None, node: NodeId) -> None:
        self._view.preview = None
        if load is not None:
            self._view.preview = Preview(self._view, load, Plan(None, "", node=node), self._place)
        self._view.viewport().update()

    def _replaced(self, forest: Forest, node: NodeId, expression: Expression) -> Edit:
        return edits.replace(forest, node, str(expression[-1]), self._stage.place_beside(node))

    def _show_replaced(self, node: NodeId, expression: Expression | None) -> None:
        self._trying = True
        try:
            self._session.take_back(self._gesture)
            if expression is not None and node in self._session.forest.nodes:
                edit = self._replaced(self._session.forest, node, expression)
                self._session.do(edit, self.tr("replace"), self._gesture)
        except EditError as error:
            self._stage.say(str(error))
        finally:
            self._trying = False
