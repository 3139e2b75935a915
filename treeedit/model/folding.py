"""The verbs that fold: an operation that is folded is drawn as one node with all that stands below it.

Only operations fold. A fold within a fold stays stored, so that opening the outer one shows the inner one as it was.
"""

from __future__ import annotations

from collections.abc import Iterable

from treeedit.model.forest import Forest, parents_first
from treeedit.model.records import Edit, EditError, NodeId, Operation, operands_of
from treeedit.words import translate


def fold(forest: Forest, nodes: Iterable[NodeId]) -> Edit:
    """Fold these operations; leaves among them stay as they are. EditError if there is nothing but leaves."""
    return _folded(forest, _operations(forest, nodes))


def unfold(forest: Forest, nodes: Iterable[NodeId]) -> Edit:
    """Open the folds at these nodes; folds below them stay."""
    return _opened(forest, nodes)


def toggle_fold(forest: Forest, nodes: Iterable[NodeId]) -> Edit:
    """Fold these operations if one of them is open; open them if none is. EditError as in `fold`."""
    operations = _operations(forest, nodes)
    if all(node in forest.folds for node in operations):
        return _opened(forest, operations)
    return _folded(forest, operations)


def fold_to_depth(forest: Forest, roots: Iterable[NodeId], depth: int) -> Edit:
    """Fold every operation that stands this deep below its root, and open all other folds of these trees.

    A root has depth 0. EditError if the depth is negative.
    """
    if depth < 0:
        raise EditError(translate("folding", "A tree cannot be folded above its root."))
    roots = list(roots)
    closed = [node for node in _at_depth(forest, roots, depth) if isinstance(forest.nodes[node], Operation)]
    others = _folds_within(forest, roots).difference(closed)
    return _folded(forest, closed).then(_opened(forest, others))


def unfold_all(forest: Forest, roots: Iterable[NodeId]) -> Edit:
    """Open every fold of these trees."""
    return _opened(forest, _folds_within(forest, roots))


def _operations(forest: Forest, nodes: Iterable[NodeId]) -> list[NodeId]:
    chosen = list(nodes)
    for node in chosen:
        if node not in forest.nodes:
            raise EditError(translate("folding", "There is no node {0}.").format(node))
    operations = [node for node in chosen if isinstance(forest.nodes[node], Operation)]
    if chosen and not operations:
        raise EditError(translate("folding", "A leaf has nothing to fold."))
    return operations


def _at_depth(forest: Forest, roots: list[NodeId], depth: int) -> list[NodeId]:
    row = list(dict.fromkeys(roots))
    while row and depth:
        row = [each for node in row for each in operands_of(forest.nodes[node]) if each is not None]
        depth -= 1
    return row


def _folds_within(forest: Forest, roots: Iterable[NodeId]) -> set[NodeId]:
    if not forest.folds:
        return set()
    return {node for root in roots for node in parents_first(forest, root) if node in forest.folds}


def _folded(forest: Forest, nodes: Iterable[NodeId]) -> Edit:
    return Edit(folds={node: (None, True) for node in nodes if node not in forest.folds})


def _opened(forest: Forest, nodes: Iterable[NodeId]) -> Edit:
    return Edit(folds={node: (True, None) for node in nodes if node in forest.folds})
