"""What a drop would do: from what is carried and where the pointer is, a plan. Nothing is changed here.

A plan comes from the same verbs that make the edit, so what lights up is what will happen, and what cannot happen
says why.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QPointF

from treeedit.canvas.stage import Stage, to_point
from treeedit.model import edits
from treeedit.model.records import Cursor, Edit, EditError, Expression, Input, Leaf, NodeId, Point, Slot

SNAP_PX = 34.0
TOUCH_PX = 6.0


@dataclass(frozen=True, slots=True)
class Load:
    """What is carried: a new expression from the palette or elsewhere, or a node of the canvas with its subtree.

    values: what inputs that the document does not know are to be. more: trees that come along, each with how far its
    root stands from the first one's.
    """

    expression: Expression = ()
    node: NodeId | None = None
    values: tuple[tuple[str, Input], ...] = ()
    more: tuple[tuple[Expression, Point], ...] = ()

    def is_operator(self) -> bool:
        """Whether it is an operator with nothing but empty slots."""
        return (
            isinstance(self.expression[-1], str) and set(self.expression[:-1]) <= {None} if self.expression else False
        )


@dataclass(frozen=True, slots=True)
class Plan:
    """What a release would do, in words, and the place that lights up; `edit` is None where it is not possible."""

    edit: Edit | None
    words: str
    slot: Slot | None = None
    node: NodeId | None = None


def plan(stage: Stage, load: Load, pointer: QPointF, root_place: QPointF, scale: float) -> Plan:
    """The plan for a release at `pointer` (scene coordinates); on the void the carried root stands at `root_place`."""
    refusal: EditError | None = None
    for slot, node, make, words in _offers(stage, load, pointer, scale):
        try:
            return Plan(make(), words, slot, node)
        except EditError as error:
            refusal = refusal or error
    if refusal is not None:
        return Plan(None, str(refusal))
    return Plan(_on_canvas(stage, load, to_point(root_place)), "")


def plan_at(stage: Stage, load: Load, spot: Cursor | Point) -> Plan:
    """The plan for putting an expression at a place that was chosen before: a slot, a node, or a point."""
    forest, expression = stage.session.forest, load.expression
    if isinstance(spot, Point):
        return Plan(edits.add(forest, expression, spot), "")
    if isinstance(spot, Slot):
        return Plan(edits.add(forest, expression, spot), stage.tr("into the slot"), slot=spot)
    gap = next((i for i, operand in enumerate(forest.operands(spot)) if operand is None), None)
    if gap is not None and not load.is_operator():
        return plan_at(stage, load, Slot(spot, gap))
    _, node, make, words = next(_onto_node(stage, load, spot))
    return Plan(make(), words, node=node)


Offer = tuple[Slot | None, NodeId | None, Callable[[], Edit], str]


def _offers(stage: Stage, load: Load, pointer: QPointF, scale: float) -> Iterator[Offer]:
    """The slots and nodes within reach, nearest first, each with the verb that a drop there means."""
    forest = stage.session.forest

    def foreign(node: NodeId) -> bool:
        return load.node is None or not forest.holds(load.node, node)

    for node in stage.nodes_near(pointer, TOUCH_PX / scale):
        if foreign(node) and not (
            load.node is not None and forest.holds(node, load.node) and _is_home(stage, load, node)
        ):
            yield from _onto_node(stage, load, node)
    for slot in stage.empty_slots_near(pointer, SNAP_PX / scale):
        if foreign(slot.parent):
            yield _into_slot(stage, load, slot)


def _is_home(stage: Stage, load: Load, node: NodeId) -> bool:
    slot = stage.session.forest.slot_of(load.node) if load.node is not None else None
    return slot is not None and slot.parent == node


def _into_slot(stage: Stage, load: Load, slot: Slot) -> Offer:
    forest = stage.session.forest
    node, expression = load.node, load.expression
    if node is not None:
        return slot, None, lambda: edits.place(forest, node, slot), stage.tr("into the slot")
    return slot, None, lambda: edits.add(forest, expression, slot), stage.tr("into the slot")


def _onto_node(stage: Stage, load: Load, target: NodeId) -> Iterator[Offer]:
    forest = stage.session.forest
    node, expression = load.node, load.expression
    aside = stage.place_beside(target)
    over, instead = stage.tr("over this node"), stage.tr("in place of this node")
    if node is None and load.is_operator():
        operator = str(expression[-1])
        yield None, target, lambda: edits.insert(forest, operator, target), over
    elif node is None:
        yield None, target, lambda: edits.supplant(forest, expression, target, aside), instead
    elif None in forest.operands(node):
        yield None, target, lambda: edits.place_over(forest, node, target), over
    else:
        yield None, target, lambda: edits.place_instead(forest, node, target, aside), instead


def _on_canvas(stage: Stage, load: Load, point: Point) -> Edit:
    forest = stage.session.forest
    if load.node is not None:
        return edits.place(forest, load.node, point)
    return edits.add(forest, load.expression, point)


def undo_text(stage: Stage, load: Load) -> str:
    """What the undo stack calls the drop of a load."""
    if load.node is not None:
        return stage.tr("move")
    return stage.tr("add {0}").format(
        load.expression[-1].label if isinstance(load.expression[-1], Leaf) else load.expression[-1]
    )
