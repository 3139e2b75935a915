"""What a drop would do: from what is carried and where the pointer is, a plan. Nothing is changed here.

A plan comes from the same verbs that make the edit, so what lights up is what will happen, and what cannot happen
says why.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from PySide6.QtCore import QPointF

from treeedit.canvas.gestures.hit_test import Target, targets_near
from treeedit.canvas.scene.scene import Stage, to_point
from treeedit.canvas.transfer.load import Load
from treeedit.model import edits
from treeedit.model.belongings import with_belongings
from treeedit.model.forest import expression_of
from treeedit.model.operators import OPERATORS
from treeedit.model.records import Cursor, Edit, EditError, Leaf, NodeId, Point, Slot
from treeedit.words import translate

__all__ = ["Plan", "Target", "plan", "plan_at", "undo_text"]

_ORIGIN = Point(0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Plan:
    """What a release would do, in words, and the place that lights up; `edit` is None where it is not possible."""

    edit: Edit | None
    words: str
    slot: Slot | None = None
    node: NodeId | None = None
    edge: NodeId | None = None

    @property
    def target(self) -> Target:
        """The place that lights up."""
        return Target(self.slot, self.node, self.edge)


class Offer(NamedTuple):
    """A place within reach, the verb that a drop there means, and that in words."""

    target: Target
    make: Callable[[], Edit]
    words: str


def plan(
    stage: Stage, load: Load, pointer: QPointF, root_place: QPointF, scale: float, lit: Target | None = None
) -> Plan:
    """The plan for a release at `pointer` (scene coordinates); on the void the carried root stands at `root_place`.

    lit: the target of the plan before this one.
    """
    refusal: Plan | None = None
    for target in () if load.along or load.more else targets_near(stage, load, pointer, scale, lit):
        offer = _offer(stage, load, target)
        try:
            return Plan(_complete(stage, load, offer.make()), _told(stage, load, offer.words), *target)
        except EditError as error:
            refusal = refusal or Plan(None, str(error), *target)
    return refusal or Plan(_on_canvas(stage, load, to_point(root_place)), _told(stage, load, ""))


def plan_at(stage: Stage, load: Load, spot: Cursor | Point) -> Plan:
    """The plan for putting an expression at a place that was chosen before: a slot, a node, or a point."""
    forest, expression = stage.session.forest, load.expression
    if isinstance(spot, Point):
        return Plan(_on_canvas(stage, load, spot), "")
    if isinstance(spot, Slot):
        edit = _complete(stage, load, edits.add(forest, expression, spot))
        return Plan(edit, translate("drop_plan", "into the slot"), slot=spot)
    shown = () if stage.is_fold(spot) else forest.operands(spot)
    gap = next((i for i, operand in enumerate(shown) if operand is None), None)
    if gap is not None and not load.is_operator():
        return plan_at(stage, load, Slot(spot, gap))
    offer = _onto_node(stage, load, spot)
    return Plan(_complete(stage, load, offer.make()), offer.words, node=spot)


def _complete(stage: Stage, load: Load, edit: Edit) -> Edit:
    """An edit that puts a load somewhere, with all that the load brings along."""
    if load.node is not None:
        return edit
    return with_belongings(stage.session.forest, edits.with_values(edit, dict(load.values)), load.belongings)


def several_sentence() -> str:
    """Why a node that has run together with others cannot be changed where it stands."""
    return translate(
        "drop_plan", "Several nodes have run together here. Switch to the tree form to change one of them."
    )


def moving_sentence() -> str:
    """Why a node below a root cannot be dragged in the shared form."""
    return translate("drop_plan", "Switch to the tree form to move nodes.")


def _told(stage: Stage, load: Load, words: str) -> str:
    """What is said of a drop; of a copy, that it is one."""
    if load.copied is None:
        return words
    return translate("drop_plan", "copy {0}").format(words) if words else translate("drop_plan", "copy")


# --- what a drop there means ---


def _offer(stage: Stage, load: Load, target: Target) -> Offer:
    if target.slot is not None:
        return _into_slot(stage, load, target.slot)
    if target.node is not None:
        return _onto_node(stage, load, target.node)
    assert target.edge is not None
    return _onto_edge(stage, load, target.edge)


def _into_slot(stage: Stage, load: Load, slot: Slot) -> Offer:
    forest, target = stage.session.forest, Target(slot=slot)
    node, expression = load.node, load.expression
    if node is None:
        return Offer(target, lambda: edits.add(forest, expression, slot), translate("drop_plan", "into the slot"))
    words = (
        translate("drop_plan", "into the slot")
        if forest.occupant(slot) is None
        else translate("drop_plan", "back to its place")
    )
    return Offer(target, lambda: edits.place(forest, node, slot), words)


def _onto_node(stage: Stage, load: Load, target: NodeId) -> Offer:
    forest, lit = stage.session.forest, Target(node=target)
    node, expression = load.node, load.expression
    if stage.stands_for_several(target):
        return Offer(lit, lambda: _refused(several_sentence()), "")
    aside = stage.place_beside(target)
    over, instead = translate("drop_plan", "over this node"), _instead(stage, target)
    if node is None and load.is_operator():
        operator = str(expression[-1])
        return Offer(lit, lambda: edits.insert(forest, operator, target), over)
    if node is None:
        return Offer(lit, lambda: edits.supplant(forest, expression, target, aside), instead)
    if None in forest.operands(node) and not stage.is_fold(node):
        return Offer(lit, lambda: edits.place_over(forest, node, target), over)
    return Offer(lit, lambda: edits.place_instead(forest, node, target, aside), instead)


def _instead(stage: Stage, target: NodeId) -> str:
    if isinstance(stage.session.forest.nodes[target], Leaf):
        return translate("drop_plan", "in place of this leaf")
    return translate("drop_plan", "in place of this operation, which becomes a loose tree")


def _onto_edge(stage: Stage, load: Load, operand: NodeId) -> Offer:
    forest, target = stage.session.forest, Target(edge=operand)
    node, expression = load.node, load.expression
    words = translate("drop_plan", "insert into this edge")
    if node is None:
        return Offer(target, lambda: edits.insert_expression(forest, expression, operand), words)
    if node == operand:
        return Offer(target, lambda: _refused(translate("drop_plan", "This edge is the tree's own.")), words)
    return Offer(target, lambda: edits.place_over(forest, node, operand), words)


def _refused(sentence: str) -> Edit:
    raise EditError(sentence)


def _on_canvas(stage: Stage, load: Load, point: Point) -> Edit:
    forest = stage.session.forest
    if load.node is not None and load.along:
        was = stage.origin(load.node)
        return edits.place_together(
            forest, {root: _away(stage.origin(root), point, was) for root in (load.node, *load.along)}
        )
    if load.node is not None:
        return edits.place(forest, load.node, point)
    trees = [(load.expression, point)] + [(each, _away(away, point)) for each, away in load.more]
    return _complete(stage, load, edits.add_together(forest, trees))


def _away(point: Point, by: Point, since: Point = _ORIGIN) -> Point:
    return to_point(QPointF(point.x + by.x - since.x, point.y + by.y - since.y))


def undo_text(stage: Stage, load: Load, done: Plan) -> str:
    """What the undo stack calls the drop of a load."""
    what = _symbol(stage, load)
    if done.edge is not None:
        return translate("drop_plan", "insert {0} into an edge").format(what)
    if load.node is not None:
        return translate("drop_plan", "move")
    return translate("drop_plan", "copy") if load.copied is not None else translate("drop_plan", "add {0}").format(what)


def _symbol(stage: Stage, load: Load) -> str:
    """What is written on the root of a load."""
    node = load.copied if load.node is None else load.node
    token = load.expression[-1] if node is None else expression_of(stage.session.forest, node)[-1]
    return token.label if isinstance(token, Leaf) else OPERATORS[str(token)].glyph
