"""The verbs: pure functions that look at a forest and give the Edit that does what the user asked.

A verb never changes the forest. One that is not possible raises `EditError` with a sentence for the user; the canvas
asks the same functions before it lights up a target, so that what lights up is what will happen.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import replace as changed

from treeedit.model.belongings import belongings_of, with_belongings
from treeedit.model.draft import Draft
from treeedit.model.forest import Forest, expression_of
from treeedit.model.labels import Spellings, checked_label, is_name
from treeedit.model.operators import OPERATORS
from treeedit.model.presets import relabelled
from treeedit.model.records import (
    Edit,
    EditError,
    Expression,
    Input,
    Leaf,
    NodeId,
    Operation,
    Point,
    Root,
    Slot,
    operands_of,
    widened,
)
from treeedit.words import translate


def operator_alone(operator: str) -> Expression:
    """An operator with nothing but empty slots, as it comes from the palette."""
    return (*(None,) * OPERATORS[operator].arity, operator)


def leaf_alone(label: str) -> Expression:
    """One leaf. EditError if the label cannot be one."""
    return (Leaf(checked_label(label)),)


def add(
    forest: Forest, expression: Expression, target: Slot | Point, name: str = "", aside: Point | None = None
) -> Edit:
    """Grow a new tree on the canvas, or in a slot; what was in the slot is replaced or set aside as in `place`."""
    draft = Draft(forest)
    node = draft.grow(expression)
    _settle(draft, forest, node, target, name, aside)
    return draft.edit()


def place(forest: Forest, node: NodeId, target: Slot | Point, aside: Point | None = None) -> Edit:
    """Move a subtree into a slot, or out onto the canvas.

    A slot that is taken gives way: a leaf there is replaced, an operation there becomes a loose tree at `aside`.
    EditError if the slot is within the subtree itself.
    """
    if isinstance(target, Slot) and forest.holds(node, target.parent):
        raise EditError(translate("edits", "A tree cannot be put into itself."))
    if isinstance(target, Slot) and forest.occupant(target) == node:
        return Edit()
    root = forest.roots.get(node)
    draft = Draft(forest)
    if isinstance(target, Point) and root is not None:
        draft.stand(node, root._replace(point=target))
        return draft.edit()
    draft.take_out(node)
    _settle(draft, forest, node, target, "", aside)
    return draft.edit()


def _settle(draft: Draft, forest: Forest, node: NodeId, target: Slot | Point, name: str, aside: Point | None) -> None:
    if isinstance(target, Point):
        draft.stand(node, Root(target, draft.free_name(name)))
        return
    occupant = operands_of(draft.record(target.parent))[target.index]
    draft.fill(target, node)
    if occupant is not None:
        _give_way(draft, forest, occupant, node, aside)


def _give_way(draft: Draft, forest: Forest, node: NodeId, heir: NodeId, aside: Point | None) -> None:
    """Set a node aside that lost its place to another; a leaf goes, and its notes are the other's."""
    draft.bequeath(node, heir)
    _set_aside(draft, forest, node, aside)


def _set_aside(draft: Draft, forest: Forest, node: NodeId, aside: Point | None) -> None:
    """Keep an operation that lost its place as a loose tree, at `aside` or near its old one; a leaf just goes."""
    if isinstance(draft.record(node), Leaf):
        draft.put(node, None)
        return
    old = forest.roots[forest.root_of(node)].point
    draft.stand(node, Root(aside or Point(old.x + 160.0, old.y + 112.0), draft.free_name()))


def supplant(forest: Forest, expression: Expression, node: NodeId, aside: Point | None = None) -> Edit:
    """Grow an expression in the place of a node; a leaf there goes, an operation becomes a loose tree at `aside`."""
    draft = Draft(forest)
    where = draft.take_out(node)
    grown = draft.grow(expression)
    draft.put_in(grown, where)
    _give_way(draft, forest, node, grown, aside)
    return draft.edit()


def place_instead(forest: Forest, node: NodeId, other: NodeId, aside: Point | None = None) -> Edit:
    """Move a subtree to the place of another node, which goes (a leaf) or becomes a loose tree at `aside`."""
    if forest.holds(node, other) or forest.holds(other, node):
        raise EditError(translate("edits", "A tree cannot be put into itself."))
    slot = forest.slot_of(other)
    if slot is not None:
        return place(forest, node, slot, aside)
    draft = Draft(forest)
    draft.take_out(node)
    draft.put_in(node, draft.take_out(other))
    _give_way(draft, forest, other, node, aside)
    return draft.edit()


def insert(forest: Forest, operator: str, node: NodeId, index: int = 0) -> Edit:
    """Put a new operation over a node, which becomes its index-th operand."""
    entry = OPERATORS[operator]
    draft = Draft(forest)
    where = draft.take_out(node)
    operands = tuple(node if i == min(index, entry.arity - 1) else None for i in range(entry.arity))
    draft.put_in(draft.new(Operation(operator, operands)), where)
    return draft.edit()


def insert_expression(forest: Forest, expression: Expression, node: NodeId) -> Edit:
    """Grow an expression over a node, which goes into its first empty slot. EditError if it has none."""
    draft = Draft(forest)
    where = draft.take_out(node)
    grown = draft.grow(expression)
    draft.fill(_first_empty(draft, grown), node)
    draft.put_in(grown, where)
    return draft.edit()


def _first_empty(draft: Draft, root: NodeId) -> Slot:
    """The first empty slot of a subtree, as it is read. EditError if it has none."""
    stack: list[Slot | NodeId] = [root]
    while stack:
        node = stack.pop()
        if isinstance(node, Slot):
            return node
        operands = enumerate(operands_of(draft.record(node)))
        stack += reversed([Slot(node, index) if each is None else each for index, each in operands])
    raise EditError(translate("edits", "What has no empty slot cannot go over a node."))


def place_over(forest: Forest, operation: NodeId, node: NodeId) -> Edit:
    """Move an operation with an empty slot over a node, which goes into the first empty one."""
    if forest.holds(operation, node) or forest.holds(node, operation):
        raise EditError(translate("edits", "A tree cannot be put into itself."))
    draft = Draft(forest)
    free = _first_empty(draft, operation)
    draft.take_out(operation)
    draft.put_in(operation, draft.take_out(node))
    draft.fill(free, node)
    return draft.edit()


def place_together(forest: Forest, places: Mapping[NodeId, Point]) -> Edit:
    """Let several loose trees stand elsewhere."""
    draft = Draft(forest)
    for root, point in places.items():
        draft.stand(root, forest.roots[root]._replace(point=point))
    return draft.edit()


def add_together(
    forest: Forest, trees: Iterable[tuple[Expression, Point]], values: Mapping[str, Input] | None = None
) -> Edit:
    """Grow several trees on the canvas; inputs that are new take the values that come along."""
    copy, edit = forest.copy(), Edit()
    for expression, point in trees:
        step = add(copy, expression, point)
        copy.apply(step)
        edit = edit.then(step)
    return with_values(edit, values or {})


def with_values(edit: Edit, values: Mapping[str, Input]) -> Edit:
    """An edit in which the inputs that it brings have the values and ranges that are given for them."""
    inputs = {
        label: (before, changed(values[label], mark=after.mark) if before is None and after else after)
        for label, (before, after) in edit.inputs.items()
        if label in values
    }
    return changed(edit, inputs={**edit.inputs, **inputs})


def replace(forest: Forest, node: NodeId, operator: str, aside: Point | None = None) -> Edit:
    """Give an operation another operator; operands stay, and one that finds no slot becomes a loose tree."""
    record = forest.nodes[node]
    if not isinstance(record, Operation):
        raise EditError(translate("edits", "A leaf has no operator that could be replaced."))
    arity = OPERATORS[operator].arity
    draft = Draft(forest)
    kept = (*record.operands, *(None,) * arity)[:arity]
    draft.put(node, Operation(operator, kept))
    for operand in record.operands[arity:]:
        if operand is not None:
            _set_aside(draft, forest, operand, aside)
    return draft.edit()


def remove(forest: Forest, nodes: Iterable[NodeId]) -> Edit:
    """Take subtrees away; the slots that they sat in are empty. One that stands within another goes with it."""
    chosen = set(nodes)
    draft = Draft(forest)
    for node in _outermost(forest, chosen):
        draft.take_out(node)
        draft.discard(node)
    return draft.edit()


def _outermost(forest: Forest, chosen: set[NodeId]) -> list[NodeId]:
    """Those of the nodes that stand below none of the others."""
    found: list[NodeId] = []
    stack = sorted({forest.root_of(node) for node in chosen})
    while stack:
        node = stack.pop()
        if node in chosen:
            found.append(node)
        else:
            stack.extend(operand for operand in forest.operands(node) if operand is not None)
    return sorted(found)


def dissolve(forest: Forest, node: NodeId, aside: Point | None = None) -> Edit:
    """Take an operation away and let its first operand take its place; a second one becomes a loose tree."""
    operands = [operand for operand in forest.operands(node) if operand is not None]
    if not operands:
        return remove(forest, [node])
    draft = Draft(forest)
    where = draft.take_out(node)
    draft.put(node, None)
    draft.bequeath(node, operands[0])
    draft.put_in(operands[0], where)
    for operand in operands[1:]:
        _set_aside(draft, forest, operand, aside)
    return draft.edit()


def swap(forest: Forest, node: NodeId) -> Edit:
    """Exchange the two operands of an operation."""
    record = forest.nodes[node]
    if len(operands_of(record)) != 2:
        raise EditError(translate("edits", "Only an operation with two operands can swap them."))
    assert isinstance(record, Operation)
    draft = Draft(forest)
    draft.put(node, changed(record, operands=record.operands[::-1]))
    return draft.edit()


def relabel(forest: Forest, node: NodeId, label: str) -> Edit:
    """Give one leaf another label; only this member leaves its set.

    A label that is new gets the value, range and colour of the old one if no leaf bears that any longer.
    """
    record = forest.nodes[node]
    if not isinstance(record, Leaf):
        raise EditError(translate("edits", "Only a leaf has a label."))
    draft = Draft(forest)
    leaf = Leaf(Spellings(forest.inputs).checked(label))
    if leaf == record:
        return Edit()
    draft.put(node, leaf)
    known = forest.inputs.get(record.label)
    is_new = is_name(leaf.label) and leaf.label not in forest.inputs
    if known is not None and is_new and not _is_elsewhere(forest, record, node):
        draft.set_input(leaf.label, known)
    draft.know(leaf.label)
    return draft.edit()


def _is_elsewhere(forest: Forest, record: Leaf, node: NodeId) -> bool:
    """Whether another node is the same leaf."""
    return any(each == record for other, each in forest.nodes.items() if other != node)


def relabel_everywhere(forest: Forest, old: str, new: str) -> Edit:
    """Give all leaves of a label another one; value, range and colour go along where the new label is unused."""
    label = Spellings(forest.inputs).checked(new)
    draft = Draft(forest)
    for node, record in forest.nodes.items():
        if isinstance(record, Leaf) and record.label == old:
            draft.put(node, Leaf(label))
    if is_name(label) and label not in forest.inputs and old in forest.inputs:
        draft.set_input(label, forest.inputs[old])
    draft.know(label)
    for name, function in forest.functions.items():
        tokens = tuple(Leaf(label) if token == Leaf(old) else token for token in function.definition)
        draft.name_function(name, changed(function, definition=tokens))
    if is_name(label):
        for name, preset in forest.presets.items():
            draft.keep_preset(name, relabelled(preset, old, label))
    return draft.edit()


def set_input(forest: Forest, label: str, value: float) -> Edit:
    """Give an input another value; the slider's range widens to hold it. EditError unless it is finite."""
    if not math.isfinite(value):
        raise EditError(translate("edits", "The value of {0} must be a finite number.").format(label))
    if label not in forest.inputs:
        raise EditError(translate("edits", "There is no input {0}.").format(label))
    return _one_input(forest, label, widened(changed(forest.inputs[label], value=float(value))))


def set_range(forest: Forest, label: str, low: float, high: float, step: float) -> Edit:
    """Give an input's slider another range and step. EditError unless they make a range that holds the value."""
    if label not in forest.inputs:
        raise EditError(translate("edits", "There is no input {0}.").format(label))
    before = forest.inputs[label]
    if not all(map(math.isfinite, (low, high, step))):
        raise EditError(translate("edits", "The range and the step of {0} must be finite numbers.").format(label))
    if not low < high:
        raise EditError(translate("edits", "The range of {0} must begin below its end.").format(label))
    if not step > 0:
        raise EditError(translate("edits", "The step of {0} must be greater than 0.").format(label))
    if not low <= before.value <= high:
        raise EditError(
            translate("edits", "The range must hold the value of {0}, which is {1:.12g}.").format(label, before.value)
        )
    return _one_input(forest, label, changed(before, low=float(low), high=float(high), step=float(step)))


def _one_input(forest: Forest, label: str, after: Input) -> Edit:
    before = forest.inputs[label]
    return Edit() if before == after else Edit(inputs={label: (before, after)})


def duplicate(forest: Forest, node: NodeId, target: Slot | Point) -> Edit:
    """Grow a copy of a subtree, with its folds and notes, in a slot or on the canvas."""
    return with_belongings(forest, add(forest, expression_of(forest, node), target), belongings_of(forest, [node]))
