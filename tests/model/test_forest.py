"""The forest: what it answers, what it refuses, and that its check finds what is wrong."""

from __future__ import annotations

import pytest

from tests.support import content, grow
from treeedit.model.edits import add, remove
from treeedit.model.folding import fold
from treeedit.model.forest import Forest, difference, expression_of, free_marks, operands_first, parents_first
from treeedit.model.records import Edit, Leaf, NodeId, Note, Operation, Point, Root, Slot

HERE = Point(0.0, 0.0)


@pytest.fixture
def forest() -> Forest:
    """f = (x1 + x2)*x1 with the nodes 1 to 5, operands first, and a loose h = -x3."""
    return grow("f = (x1 + x2)*x1; h = -x3")


def spelt(forest: Forest, nodes: list[NodeId]) -> list[str]:
    records = [forest.nodes[node] for node in nodes]
    return [each.operator if isinstance(each, Operation) else each.label for each in records]


def test_walks_visit_operands_from_first_to_last(forest: Forest) -> None:
    root = forest.trees()[0]
    assert spelt(forest, list(parents_first(forest, root))) == ["*", "+", "x1", "x2", "x1"]
    assert spelt(forest, operands_first(forest, root)) == ["x1", "x2", "+", "x1", "*"]


def test_an_expression_has_its_empty_slots() -> None:
    forest = grow("f = x/(□ + 2)")
    assert expression_of(forest, forest.trees()[0]) == (Leaf("x"), None, Leaf("2"), "+", "/")


def test_a_node_knows_its_slot_its_root_and_what_it_holds(forest: Forest) -> None:
    root = forest.trees()[0]
    plus, second = forest.operands(root)
    assert plus is not None
    assert second is not None
    assert forest.slot_of(second) == Slot(root, 1)
    assert forest.slot_of(root) is None
    assert forest.occupant(Slot(root, 0)) == plus
    assert forest.root_of(1) == root
    assert forest.holds(plus, 1)
    assert forest.holds(plus, plus)
    assert not forest.holds(second, 1)


def test_only_a_slot_that_is_there_is_empty() -> None:
    forest = grow("f = x + □")
    (root,) = forest.trees()
    assert forest.is_empty(Slot(root, 1))
    assert not forest.is_empty(Slot(root, 0))
    assert not forest.is_empty(Slot(root, 2))
    assert not forest.is_empty(Slot(99, 0))


def test_labels_are_those_on_the_canvas_in_the_order_of_the_trees(forest: Forest) -> None:
    assert forest.labels() == ["x1", "x2", "x3"]
    forest.apply(remove(forest, [forest.trees()[0]]))
    assert forest.labels() == ["x3"]
    assert set(forest.inputs) == {"x1", "x2", "x3"}


def test_numbers_of_nodes_are_not_used_twice(forest: Forest) -> None:
    last = max(forest.nodes)
    forest.apply(remove(forest, forest.trees()))
    forest.apply(add(forest, (Leaf("y"),), HERE))
    assert min(forest.nodes) > last


def test_a_copy_has_a_life_of_its_own(forest: Forest) -> None:
    other, before = forest.copy(), content(forest.copy())
    other.apply(remove(other, other.trees()))
    assert content(forest) == before
    forest.check()
    other.check()


def test_the_difference_of_two_forests_turns_one_into_the_other(forest: Forest) -> None:
    other = grow("f = x1; k = a/b")
    other.apply(fold(other, other.trees()[1:]))
    edit = difference(forest, other)
    forest.apply(edit)
    forest.check()
    assert forest.tables() == other.tables()


def test_looks_that_are_free_begin_with_the_first(forest: Forest) -> None:
    assert next(free_marks(Forest())) == 0
    assert next(free_marks(forest)) == 3


def test_a_leaning_tree_needs_no_recursion() -> None:
    forest = Forest()
    forest.apply(add(forest, (Leaf("x"), *(Leaf("y"), "+") * 20_000), HERE))
    forest.check()
    assert forest.root_of(1) == forest.trees()[0]
    assert len(operands_first(forest, forest.trees()[0])) == 40_001


FAULTS: tuple[tuple[Edit, str], ...] = (
    (Edit(roots={99: (None, Root(HERE, "q"))}), "root 99 is not a node"),
    (Edit(roots={1: (None, Root(HERE, "q"))}), "node 1 sits in more than one place"),
    (Edit(nodes={99: (None, Leaf("2"))}), "node 99 is neither a root nor an operand of a tree"),
    (Edit(nodes={4: (Leaf("x1"), Leaf("w"))}), "the input w of node 4 has no value"),
    (Edit(folds={1: (None, True)}), "node 1 is folded but is no operation"),
    (Edit(folds={99: (None, True)}), "node 99 is folded but is no operation"),
    (Edit(notes={1: (None, Note(99, "a", HERE))}), "note 1 is pinned to node 99, which is not there"),
)


@pytest.mark.parametrize(("edit", "sentence"), FAULTS, ids=lambda value: value if isinstance(value, str) else "")
def test_the_check_finds_what_is_wrong(forest: Forest, edit: Edit, sentence: str) -> None:
    forest.check()
    forest.apply(edit)
    with pytest.raises(ValueError, match=sentence):
        forest.check()


def test_an_edit_of_something_else_is_refused(forest: Forest) -> None:
    before = content(forest.copy())
    with pytest.raises(ValueError, match="expects"):
        forest.apply(Edit(folds={3: (True, None)}, nodes={50: (None, Leaf("2"))}))
    assert content(forest) == before
