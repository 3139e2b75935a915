"""Where something new goes on the canvas, and what putting it there would do."""

from __future__ import annotations

from PySide6.QtCore import QPointF

from treeedit.canvas.gestures.drop_plan import Plan, plan_at, several_sentence
from treeedit.canvas.scene.scene import to_point
from treeedit.canvas.transfer.load import Load
from treeedit.canvas.view.view import View
from treeedit.model import edits
from treeedit.model.records import Cursor, EditError, Expression, Leaf, Point
from treeedit.words import translate

_CLEARANCE = (-140.0, -60.0, 140.0, 60.0)


def spot(view: View) -> Cursor | Point:
    """Where something new goes: the cursor, or a free place in the view, in scene coordinates."""
    cursor = view.stage.cursor()
    return to_point(free_place(view)) if cursor is None else cursor


def free_place(view: View) -> QPointF:
    """Where the pointer asks, else the middle of the view, or right of all trees if something stands there."""
    if view.asked_at is not None:
        return view.asked_at
    place = view.mapToScene(view.viewport().rect().center())
    trees = view.stage.forest_rect().adjusted(*_CLEARANCE)
    return QPointF(trees.right(), trees.top() - _CLEARANCE[1]) if trees.contains(place) else place


def plan(view: View, expression: Expression) -> Plan:
    """What putting an expression at the cursor would do: a leaf over a leaf is its new label.

    EditError with a sentence if it cannot be put there.
    """
    where, forest = spot(view), view.stage.session.forest
    if isinstance(where, int) and view.stage.stands_for_several(where):
        raise EditError(several_sentence())
    if isinstance(where, int) and isinstance(forest.nodes[where], Leaf) and len(expression) == 1:
        (token,) = expression
        if isinstance(token, Leaf):
            return Plan(
                edits.relabel(forest, where, token.label), translate("insertion_point", "rename only here"), node=where
            )
    return plan_at(view.stage, Load(expression), where)
