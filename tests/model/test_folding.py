"""Folding: what may be folded, how deep, and that folds within folds stay."""

from __future__ import annotations

import pytest

from tests.support import grow
from treeedit.model.edits import dissolve
from treeedit.model.folding import fold, fold_to_depth, toggle_fold, unfold, unfold_all
from treeedit.model.forest import Forest
from treeedit.model.records import EditError, Leaf, NodeId, Operation


@pytest.fixture
def forest() -> Forest:
    return grow("f = (x1 + x2)^2 + x3/(x1 + x2)")


def folded(forest: Forest) -> list[str]:
    return sorted(record.operator for node in forest.folds if isinstance(record := forest.nodes[node], Operation))


def operation(forest: Forest, operator: str) -> NodeId:
    return next(
        n for n, record in forest.nodes.items() if isinstance(record, Operation) and record.operator == operator
    )


def leaf(forest: Forest) -> NodeId:
    return next(node for node, record in forest.nodes.items() if isinstance(record, Leaf))


def test_an_operation_folds_and_opens(forest: Forest) -> None:
    node = operation(forest, "/")
    forest.apply(fold(forest, [node]))
    forest.check()
    assert folded(forest) == ["/"]
    assert fold(forest, [node]).is_empty()
    forest.apply(unfold(forest, [node]))
    assert folded(forest) == []


def test_a_leaf_has_nothing_to_fold(forest: Forest) -> None:
    with pytest.raises(EditError, match="A leaf has nothing to fold"):
        fold(forest, [leaf(forest)])
    with pytest.raises(EditError, match="A leaf has nothing to fold"):
        toggle_fold(forest, [leaf(forest)])


def test_leaves_among_what_is_folded_do_not_matter(forest: Forest) -> None:
    forest.apply(fold(forest, [leaf(forest), operation(forest, "/")]))
    assert folded(forest) == ["/"]


def test_a_node_that_is_not_there_is_refused(forest: Forest) -> None:
    with pytest.raises(EditError, match="There is no node 99"):
        fold(forest, [99])


def test_toggling_folds_all_before_it_opens_all(forest: Forest) -> None:
    both = [operation(forest, "/"), operation(forest, "^")]
    forest.apply(fold(forest, both[:1]))
    forest.apply(toggle_fold(forest, both))
    assert folded(forest) == ["/", "^"]
    forest.apply(toggle_fold(forest, both))
    assert folded(forest) == []


@pytest.mark.parametrize(("depth", "expected"), [(0, ["+"]), (1, ["/", "^"]), (2, ["+", "+"]), (3, []), (9, [])])
def test_a_tree_folds_at_a_depth(forest: Forest, depth: int, expected: list[str]) -> None:
    forest.apply(fold(forest, [operation(forest, "/"), forest.trees()[0]]))
    forest.apply(fold_to_depth(forest, forest.trees(), depth))
    forest.check()
    assert folded(forest) == expected


def test_there_is_nothing_above_a_root(forest: Forest) -> None:
    with pytest.raises(EditError):
        fold_to_depth(forest, forest.trees(), -1)


def test_a_fold_within_a_fold_stays(forest: Forest) -> None:
    root = forest.trees()[0]
    forest.apply(fold(forest, [root, operation(forest, "/")]))
    forest.apply(unfold(forest, [root]))
    assert folded(forest) == ["/"]


def test_everything_opens_at_once(forest: Forest) -> None:
    forest.apply(fold(forest, forest.nodes))
    assert len(folded(forest)) == 5
    forest.apply(unfold_all(forest, forest.trees()))
    assert folded(forest) == []


def test_the_fold_of_a_dissolved_operation_goes_and_comes_back(forest: Forest) -> None:
    node = operation(forest, "/")
    forest.apply(fold(forest, [node]))
    edit = dissolve(forest, node)
    forest.apply(edit)
    forest.check()
    assert folded(forest) == []
    forest.apply(edit.inverse())
    assert folded(forest) == ["/"]
