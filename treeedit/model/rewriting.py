"""The verbs that turn a tree, or a part of one, into another expression, as somebody types it.

Rule: a node that stays what it is, at its place, keeps its id, and with it its notes, folds and blanks.
"""

from __future__ import annotations

from collections.abc import Mapping

from treeedit.model.draft import Draft
from treeedit.model.forest import Forest
from treeedit.model.records import Edit, EditError, Expression, NodeId, Operation, operands_of


def rewrite(forest: Forest, root: NodeId, expression: Expression, name: str = "") -> Edit:
    """Turn a tree into another expression; nodes that stay what they are keep their ids."""
    draft = Draft(forest)
    before = forest.roots[root]
    fresh = draft.grow(expression)
    keep = _matched(draft, root, fresh)
    _bequeath_all(draft, keep, root, fresh)
    if root not in keep.values():
        draft.stand(root, None)
        draft.stand(fresh, before)
    _merge(draft, keep, fresh, root)
    if name and name != before.name:
        kept = keep.get(fresh, fresh)
        draft.stand(kept, before._replace(name=draft.free_name(name)))
    return draft.edit()


def _bequeath_all(draft: Draft, keep: Mapping[NodeId, NodeId], root: NodeId, fresh: NodeId) -> None:
    """Let the notes of what a rewriting takes away, with nothing in its place, go to the tree's root."""
    for node in set(_subtree(draft, root)).difference(keep.values()):
        draft.bequeath(node, keep.get(fresh, fresh))


def _matched(draft: Draft, old: NodeId, new: NodeId) -> dict[NodeId, NodeId]:
    """Which new node is which old one: the same kind in the same place, from the root downwards.

    Where another kind is in the place of an old node, that one has the old one's notes.
    """
    keep: dict[NodeId, NodeId] = {}
    pairs: list[tuple[NodeId | None, NodeId | None]] = [(old, new)]
    while pairs:
        a, b = pairs.pop()
        if a is None or b is None:
            continue
        before, after = draft.record(a), draft.record(b)
        if type(before) is type(after) and getattr(before, "operator", "") == getattr(after, "operator", ""):
            keep[b] = a
            pairs.extend(zip(operands_of(before), operands_of(after), strict=True))
        else:
            draft.bequeath(a, b)
    return keep


def _merge(draft: Draft, keep: Mapping[NodeId, NodeId], new: NodeId, old: NodeId) -> None:
    kept = set(keep.values())
    records = {node: draft.record(node) for node in _subtree(draft, new)}
    gone = [node for node in _subtree(draft, old) if node not in kept]
    for node, record in records.items():
        if isinstance(record, Operation):
            operands = tuple(None if each is None else keep.get(each, each) for each in record.operands)
            record = Operation(record.operator, operands)
        if node in keep:
            draft.put(node, None)
        draft.put(keep.get(node, node), record)
    for node in gone:
        draft.put(node, None)


def _subtree(draft: Draft, node: NodeId) -> list[NodeId]:
    found: list[NodeId] = []
    stack: list[NodeId | None] = [node]
    while stack:
        each = stack.pop()
        if each is not None:
            found.append(each)
            stack.extend(operands_of(draft.record(each)))
    return found


def rewrite_subtree(forest: Forest, node: NodeId, expression: Expression, name: str = "") -> Edit:
    """Turn a subtree into another expression, wherever it sits; nodes that stay what they are keep their ids.

    A leaf that becomes another leaf is relabelled. EditError if a name is given to what is no tree of its own.
    """
    if node in forest.roots:
        return rewrite(forest, node, expression, name)
    if name:
        raise EditError("Only a whole tree is named by “=”; here the formula of one operand stands.")
    draft = Draft(forest)
    fresh = draft.grow(expression)
    keep = _matched(draft, node, fresh)
    _bequeath_all(draft, keep, node, fresh)
    if node not in keep.values():
        slot = forest.slot_of(node)
        assert slot is not None
        draft.fill(slot, fresh)
    _merge(draft, keep, fresh, node)
    return draft.edit()
