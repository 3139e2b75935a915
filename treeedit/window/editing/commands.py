"""The verbs on what is chosen: what the menus, the palette and the keys on the canvas do to the document.

Each asks a pure verb of `model/edits.py` for an edit and hands it to the session; a refusal is said, not done. After
each, the cursor stands where one goes on: at the next empty slot, else at what is new.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject, Qt, Signal

from treeedit.canvas.camera.arrow_keys import next_gap
from treeedit.canvas.gestures.drop_plan import several_sentence
from treeedit.canvas.view.view import View
from treeedit.model import edits, rewriting
from treeedit.model.expanding import with_functions
from treeedit.model.forest import Forest, operands_first
from treeedit.model.formula import print_formula
from treeedit.model.labels import as_spelt
from treeedit.model.reading import read
from treeedit.model.records import Cursor, Edit, EditError, Expression, Leaf, NodeId, Slot
from treeedit.window.editing.formula_line import LONGEST_SHOWN
from treeedit.window.editing.in_place import InPlace, Order
from treeedit.window.editing.insertion_point import plan
from treeedit.window.widgets.text_field import LONGEST


class Editing(QObject):
    """Edits the document of a view at its cursor or selection. fillingAsked: what goes into the empty slot chosen?"""

    fillingAsked = Signal()

    def __init__(self, view: View) -> None:
        super().__init__(view)
        self._view, self._stage, self._session = view, view.stage, view.stage.session
        self.in_place = InPlace(view)
        self.in_place.done = self._edited_in_place
        view.edit_requested = self.edit_at

    def do(self, make: Callable[[], Edit], text: str) -> bool:
        """Carry out a verb as one undo step; whether it was possible. A refusal is said."""
        try:
            self._session.do(make(), text)
        except EditError as error:
            self._stage.say(str(error))
            return False
        return True

    def may_change(self, nodes: Iterable[NodeId]) -> bool:
        """Whether each of some drawn nodes is one node of the tree, which a verb can mean; else that is said."""
        if any(node in self._session.forest.nodes and self._stage.stands_for_several(node) for node in nodes):
            self._stage.say(several_sentence())
            return False
        return True

    def go_on(self, node: NodeId) -> None:
        """Stand where one goes on after a node is done: the next empty slot, else the node."""
        gap = next_gap(self._stage, node)
        self._stage.select_cursor(node if gap is None else gap)
        self._view.keep_fitted()
        self._view.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- putting things on the canvas ---

    def put(self, expression: Expression) -> None:
        """Put an expression at the cursor, else in the middle of the view; then go on to the next empty slot."""
        session, cursor, first = self._session, self._stage.cursor(), self._session.forest.next_id()
        self.do(lambda: plan(self._view, expression).edit or Edit(), self.tr("add"))
        grown = session.forest.next_id() - 1
        if grown >= first and grown in session.forest.nodes:
            self.go_on(grown)
        elif isinstance(cursor, int) and cursor in session.forest.nodes:
            self.go_on(cursor)

    # --- writing anew ---

    def edit(self) -> None:
        """Edit the current node in place; fill the current empty slot."""
        cursor = self._stage.cursor()
        if cursor is not None:
            self.edit_at(cursor)

    def edit_at(self, cursor: Cursor) -> None:
        """Edit the label of a leaf or the formula of a subtree in place; ask what to put into an empty slot."""
        self._stage.select_cursor(cursor)
        if isinstance(cursor, Slot):
            self.fillingAsked.emit()
            return
        if not self.may_change([cursor]):
            return
        order = self._session.analysis.order
        if order.size[order.rows[cursor]] > LONGEST_SHOWN:
            self._stage.say(self.tr("This subtree is too large to be written in one line."))
            return
        text, is_leaf = self._text_of(cursor), isinstance(self._session.forest.nodes[cursor], Leaf)
        if len(text) > LONGEST:
            self._stage.say(self.tr("This subtree is too large to be written in one line."))
            return
        words, name = self.tr("rewrite"), self.tr("formula of the node")
        if is_leaf:
            words, name = self.tr("rename"), self.tr("label of the leaf")
        self.in_place.begin(Order(cursor, text, words, name, rewritten))

    def rename_everywhere(self) -> None:
        """Give all leaves of the current label another one."""
        node = self._stage.selection[-1]
        name = self.tr("label of all these leaves")
        self.in_place.begin(Order(node, self._text_of(node), self.tr("rename everywhere"), name, _renamed))

    def _text_of(self, node: NodeId) -> str:
        record = self._session.forest.nodes[node]
        return as_spelt(record.label) if isinstance(record, Leaf) else print_formula(self._session.forest, node)

    def _edited_in_place(self, node: NodeId) -> None:
        self._stage.select([node])
        self._view.keep_fitted()

    # --- the selection ---

    def remove(self) -> None:
        """Take the chosen subtrees away; the slot that is left empty can be filled at once."""
        if not self.may_change(self._stage.selection):
            return
        slot = self._session.forest.slot_of(self._stage.selection[-1])
        self.do(lambda: edits.remove(self._session.forest, self._stage.selection), self.tr("delete"))
        if slot is not None and self._session.forest.is_empty(slot):
            self._stage.select_gap(slot)

    def dissolve(self) -> None:
        """Take the current operation away and keep its operands."""
        node, forest = self._stage.selection[-1], self._session.forest
        if not self.may_change([node]):
            return
        aside, slot = self._stage.place_beside(node), forest.slot_of(node)
        kept = next((operand for operand in forest.operands(node) if operand is not None), None)
        self.do(lambda: edits.dissolve(forest, node, aside), self.tr("dissolve"))
        if kept is not None:
            self._stage.select([kept])
        elif slot is not None and forest.is_empty(slot):
            self._stage.select_gap(slot)

    def swap(self) -> None:
        """Exchange the operands of the current operation."""
        if self.may_change(self._stage.selection[-1:]):
            self.do(lambda: edits.swap(self._session.forest, self._stage.selection[-1]), self.tr("swap operands"))

    def extract(self) -> None:
        """Let the current subtree stand as a loose tree beside its own; its slot is empty."""
        node = self._stage.selection[-1]
        if not self.may_change([node]):
            return
        place = self._stage.place_beside(node)
        self.do(lambda: edits.place(self._session.forest, node, place), self.tr("extract"))
        self._view.keep_fitted()

    def duplicate(self) -> None:
        """Grow a copy of the current subtree beside its tree."""
        node = self._stage.selection[-1]
        place = self._stage.place_beside(node)
        if self.do(lambda: edits.duplicate(self._session.forest, node, place), self.tr("duplicate")):
            self._stage.select([self._session.forest.next_id() - 1])
            self._view.keep_fitted()

    def select_all(self) -> None:
        """Choose every tree."""
        self._stage.select(self._session.forest.trees())

    def select_subtree(self) -> None:
        """Choose the current node and all below it."""
        self._stage.select(operands_first(self._session.forest, self._stage.selection[-1]))


def rewritten(forest: Forest, node: NodeId, text: str) -> Edit:
    """The edit that makes a subtree what a text says. FormulaError or EditError with a sentence if it says nothing."""
    record = forest.nodes[node]
    if isinstance(record, Leaf) and text.strip() == "e":
        return edits.relabel(forest, node, "e")  # whoever calls a leaf e means an input
    found = [each for each in read(text, forest.names()).definitions if not each.used]
    if len(found) != 1:
        raise EditError("Only one formula can stand here.")
    ((name, expression, _),) = found
    (last,) = expression[-1:]
    if isinstance(record, Leaf) and isinstance(last, Leaf) and last.label not in forest.functions and not name:
        return edits.relabel(forest, node, last.label)
    return rewriting.rewrite_subtree(forest, node, with_functions(expression, forest.functions), name)


def _renamed(forest: Forest, node: NodeId, text: str) -> Edit:
    record = forest.nodes[node]
    assert isinstance(record, Leaf)
    return edits.relabel_everywhere(forest, record.label, text)
