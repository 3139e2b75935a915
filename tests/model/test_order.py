"""The columns of an order against plain walks over the forest, and the spliced order against the walked one."""

from __future__ import annotations

from dataclasses import fields
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.model.growing import forest_of, random_edit, random_expression
from treeedit.model import edits
from treeedit.model.forest import Forest, operands_first
from treeedit.model.operators import OPERATORS
from treeedit.model.order import OPERATOR_LIST, Order, Rows, order_after, order_of
from treeedit.model.records import Leaf, Operation, operands_of

seeds = st.integers(0, 2**32)


def random_forest(seed: int) -> Forest:
    rng = Random(seed)
    trees = [random_expression(rng, rng.randrange(20), sorted(OPERATORS), "abcxyz12", 0.1) for _ in range(3)]
    return forest_of(*trees)


def leaning(operations: int) -> Forest:
    return forest_of((Leaf("x"), *(Leaf("y"), "+") * operations))


def same(one: Order, other: Order) -> bool:
    return all(np.array_equal(getattr(one, each.name), getattr(other, each.name)) for each in fields(Order))


@given(seeds)
def test_rows_stand_in_the_order_of_a_walk_operands_first(seed: int) -> None:
    forest = random_forest(seed)
    walked = [node for root in forest.trees() for node in operands_first(forest, root)]
    assert order_of(forest).ids.tolist() == walked


@given(seeds)
def test_a_row_knows_its_operator_and_its_label(seed: int) -> None:
    forest = random_forest(seed)
    order = order_of(forest)
    for row, node in enumerate(order.ids.tolist()):
        record = forest.nodes[node]
        if isinstance(record, Operation):
            assert OPERATOR_LIST[order.operator[row]].key == record.operator
            assert order.label[row] == -1
        else:
            assert order.labels[order.label[row]] == record.label
            assert order.operator[row] == -1


@given(seeds)
def test_operands_and_parents_are_those_of_the_forest(seed: int) -> None:
    forest = random_forest(seed)
    order = order_of(forest)
    for row, node in enumerate(order.ids.tolist()):
        operands = [-1 if each is None else order.rows[each] for each in operands_of(forest.nodes[node])]
        assert order.operands[row].tolist() == [*operands, -1, -1][:2]
        slot = forest.slot_of(node)
        assert order.parent[row] == (-1 if slot is None else order.rows[slot.parent])


@given(seeds)
def test_size_height_depth_and_completeness_follow_from_the_operands(seed: int) -> None:
    order = order_of(random_forest(seed))
    for row, (code, operands) in enumerate(zip(order.operator.tolist(), order.operands.tolist(), strict=True)):
        below = [each for each in operands if each >= 0]
        arity = 0 if code < 0 else OPERATOR_LIST[code].arity
        assert order.size[row] == 1 + sum(order.size[below])
        assert order.first[row] == row - order.size[row] + 1
        assert order.height[row] == max((order.height[each] + 1 for each in below), default=0)
        assert all(order.depth[each] == order.depth[row] + 1 for each in below)
        assert order.complete[row] == (len(below) == arity and all(order.complete[below]))


@given(seeds)
def test_the_roots_are_those_of_the_forest(seed: int) -> None:
    forest = random_forest(seed)
    order = order_of(forest)
    assert order.ids[order.roots].tolist() == forest.trees()


def test_labels_are_numbered_by_first_appearance() -> None:
    assert order_of(forest_of("b a + 2 *", "a c +")).labels == ("b", "a", "2", "c")


@settings(max_examples=300)
@given(seeds)
def test_the_order_after_an_edit_is_that_of_the_forest(seed: int) -> None:
    rng = Random(seed)
    forest = random_forest(seed)
    order = order_of(forest)
    for _ in range(6):
        edit = random_edit(rng, forest)
        forest.apply(edit)
        order = order_after(order, forest, edit)
        assert same(order, order_of(forest))


@given(seeds)
def test_the_order_after_undo_is_that_before(seed: int) -> None:
    forest = random_forest(seed)
    before = order_of(forest)
    edit = random_edit(Random(seed), forest)
    forest.apply(edit)
    after = order_after(before, forest, edit)
    forest.apply(edit.inverse())
    assert same(order_after(after, forest, edit.inverse()), before)


def test_an_edit_in_a_large_tree_walks_only_over_what_it_touched(monkeypatch: pytest.MonkeyPatch) -> None:
    forest = leaning(1000)
    before = order_of(forest)
    edit = edits.insert(forest, "sin", before.ids[500].item())
    forest.apply(edit)
    monkeypatch.setattr("treeedit.model.order.order_of", None)
    after = order_after(before, forest, edit)
    monkeypatch.undo()
    assert same(after, order_of(forest))


def test_an_empty_forest_has_no_rows() -> None:
    order = order_of(Forest())
    assert [len(column) for column in (order.ids, order.size, order.height, order.complete, order.roots)] == [0] * 5
    assert order.operands.shape == (0, 2)
    assert not order.rows


@pytest.mark.parametrize("operations", [40_000, 70_000])
def test_a_tree_that_leans_has_the_height_of_its_operations(operations: int) -> None:
    order = order_of(leaning(operations))
    assert order.height.max() == operations
    assert order.depth.max() == operations


def test_a_tree_that_leans_to_the_right_has_the_height_of_its_operations() -> None:
    order = order_of(forest_of((Leaf("x"),) * 70_001 + ("+",) * 70_000))
    assert order.height[-1] == 70_000
    assert order.operands[-1].tolist() == [0, len(order.ids) - 2]


def test_rows_are_found_among_ids_that_lie_far_apart() -> None:
    rows = Rows(np.array([10**15, 7]))
    assert (rows[10**15], rows[7]) == (0, 1)
    assert 8 not in rows


@pytest.mark.parametrize("node", [0, -1, 3, 99])
def test_a_node_that_is_not_there_has_no_row(node: int) -> None:
    with pytest.raises(KeyError):
        Rows(np.array([4, 1, 2]))[node]


def test_the_nodes_with_a_row_can_be_listed() -> None:
    assert dict(Rows(np.array([4, 1, 2]))) == {4: 0, 1: 1, 2: 2}
