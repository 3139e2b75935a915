"""The analysis of a forest and both passes with its own inputs: the running example, by hand."""

from __future__ import annotations

import pytest

from tests.support import grow
from treeedit.model.analysis import analyse, analysis_of, evaluated
from treeedit.model.edits import set_input
from treeedit.model.forest import Forest, operands_first
from treeedit.model.order import order_of


@pytest.fixture
def forest() -> Forest:
    forest = grow("g = x1 + x2; f = g^2 + x3/g")
    for label, value in (("x1", 1.0), ("x2", 2.0), ("x3", 3.0)):
        forest.apply(set_input(forest, label, value))
    return forest


def test_values_come_from_the_inputs_of_the_forest(forest: Forest) -> None:
    analysis = analyse(forest)
    evaluation = evaluated(forest, analysis)
    assert evaluation.value[analysis.order.rows[forest.trees()[0]]] == 10.0


def test_sums_stand_beside_their_sets(forest: Forest) -> None:
    analysis = analyse(forest)
    sums = analysis.sets.sums(evaluated(forest, analysis).partial)
    found = {each.label: total for each, total in zip(analysis.sets.all_sets, sums.tolist(), strict=True)}
    assert found == pytest.approx({"x1": 17 / 3, "x2": 17 / 3, "x3": 1 / 3, "g": 17 / 3})


def test_the_rows_are_those_of_the_walk(forest: Forest) -> None:
    assert analyse(forest).order.ids.tolist() == operands_first(forest, forest.trees()[0])


def test_a_known_order_is_taken_as_it_is(forest: Forest) -> None:
    order = order_of(forest)
    assert analysis_of(order, forest).order is order


def test_new_values_need_no_new_analysis(forest: Forest) -> None:
    analysis = analyse(forest)
    forest.apply(set_input(forest, "x3", 0.0))
    assert evaluated(forest, analysis).value[analysis.order.rows[forest.trees()[0]]] == 9.0


def test_an_empty_canvas_can_be_analysed() -> None:
    analysis = analyse(Forest())
    assert len(evaluated(Forest(), analysis).value) == 0
    assert analysis.sets.all_sets == ()
