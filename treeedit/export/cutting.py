"""Subtrees as trees of their own: what a selection becomes when it is copied, dragged out or exported.

Each stands where it stood. Inputs, names of functions, folds and notes come along; partials are with respect to the
new trees, as nothing stands above them any more.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from treeedit.model.edits import add
from treeedit.model.forest import Forest, expression_of, operands_first
from treeedit.model.records import Blank, Edit, NodeId, Note, Point


def outermost(forest: Forest, nodes: Iterable[NodeId]) -> list[NodeId]:
    """Those of some nodes that stand below none of the others, in the order of their ids."""
    chosen = set(nodes)
    return sorted(node for node in chosen if not _is_inside(forest, node, chosen))


def _is_inside(forest: Forest, node: NodeId, chosen: set[NodeId]) -> bool:
    slot = forest.slot_of(node)
    while slot is not None and slot.parent not in chosen:
        slot = forest.slot_of(slot.parent)
    return slot is not None


def cut_out(
    forest: Forest, nodes: Iterable[NodeId], place: Callable[[NodeId], Point], hidden: Iterable[Blank]
) -> Forest:
    """A forest of the subtrees of some nodes, none within another, each with its root at a place.

    hidden: the numbers of the old forest that an exercise hides; those of what comes along are hidden too.
    """
    alone = Forest()
    alone.inputs, alone.functions, alone.about = dict(forest.inputs), dict(forest.functions), dict(forest.about)
    copies: dict[NodeId, NodeId] = {}
    for node in nodes:
        root, first = forest.roots.get(node), alone.next_id()
        alone.apply(add(alone, expression_of(forest, node), place(node), root.name if root else ""))
        copies |= zip(operands_first(forest, node), range(first, alone.next_id()), strict=True)
    alone.apply(_belongings(forest, copies, hidden))
    return alone


def _belongings(forest: Forest, copies: dict[NodeId, NodeId], hidden: Iterable[Blank]) -> Edit:
    """The folds, notes and blanks of what has been copied."""
    folds = {copies[node]: (None, True) for node in forest.folds if node in copies}
    notes = {
        number: (None, Note(copies[note.node], note.text, note.offset))
        for number, note in forest.notes.items()
        if note.node in copies
    }
    blanks = {
        Blank(each.kind, copies[each.node]): (None, forest.blanks.get(each, ""))
        for each in hidden
        if each.node in copies
    }
    return Edit(folds=folds, notes=notes, blanks=blanks)
