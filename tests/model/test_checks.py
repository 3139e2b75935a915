"""The complex step and central differences against the backward pass."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support import expressions, grow
from treeedit.model.analysis import analyse, evaluated
from treeedit.model.checks import central_difference, complex_step
from treeedit.model.edits import add
from treeedit.model.forest import Forest
from treeedit.model.paths import rows_above
from treeedit.model.records import Expression, Input, Point

FORMULAS = (
    "(x1 + x2)^2 + x3/(x1 + x2)",
    "x1*x1*x1 - sin(x2*x3)",
    "tanh(x1*x2 + x3)*sigmoid(x1) + gelu(x2)",
    "sqrt(x1) + ln(x2)/exp(x3) + x1^x2",
    "max(x1, x2)*min(x2, x3) + abs(x1 - x3)",
    "softplus(x1)*leaky_relu(x2 - 5) + log2(x3)",
)


@pytest.mark.parametrize("text", FORMULAS)
def test_every_partial_and_every_sum_is_confirmed(text: str) -> None:
    forest = grow(text)
    for label, value in (("x1", 1.5), ("x2", 0.4), ("x3", 2.25)):
        forest.inputs[label] = Input(value)
    analysis = analyse(forest)
    evaluation = evaluated(forest, analysis)
    for row in np.flatnonzero(evaluation.order.varies).tolist():
        partial = float(evaluation.partial[row])
        assert math.isclose(complex_step(evaluation, [row]).number, partial, rel_tol=1e-13, abs_tol=1e-15)
        assert math.isclose(central_difference(evaluation, [row]).number, partial, rel_tol=1e-6, abs_tol=1e-7)
    sums = analysis.sets.sums(evaluation.partial).tolist()
    for each, total in zip(analysis.sets.all_sets, sums, strict=True):
        assert math.isclose(complex_step(evaluation, each.members.tolist()).number, total, rel_tol=1e-12, abs_tol=1e-15)


def test_what_is_undefined_has_no_check() -> None:
    forest = grow("ln(x)*y")
    forest.inputs["x"] = Input(-1.0)
    evaluation = evaluated(forest, analyse(forest))
    assert math.isnan(complex_step(evaluation, [0]).number)
    assert math.isnan(central_difference(evaluation, [0]).number)


def test_what_is_incomplete_is_checked_up_to_its_own_output() -> None:
    forest = grow("(x*x) + ?")
    forest.inputs["x"] = Input(3.0)
    evaluation = evaluated(forest, analyse(forest))
    assert complex_step(evaluation, [0, 1]).number == 6.0
    assert math.isnan(complex_step(evaluation, [len(evaluation.value) - 1]).number)


@pytest.mark.parametrize(
    ("text", "x"), [("x^101", -2.0), ("x^301", -1.5), ("x^100", -2.0), ("1/x", 1e-6), ("ln(x)", 1e-5), ("x^1e16", -1.0)]
)
def test_both_ways_agree_with_the_passes_at_edges(text: str, x: float) -> None:
    forest = grow(text)
    forest.inputs["x"] = Input(x)
    analysis = analyse(forest)
    found = evaluated(forest, analysis)
    row = analysis.order.label.tolist().index(analysis.order.labels.index("x"))
    partial = float(found.partial[row])
    assert complex_step(found, [row]).number == pytest.approx(partial, rel=1e-9)
    if text != "x^1e16":
        assert central_difference(found, [row]).number == pytest.approx(partial, rel=1e-3)


SIZES = st.one_of(
    st.just(0.0), st.sampled_from((1.0, -1.0, 0.5, 2.0)), st.floats(-20, 20).map(lambda power: 10.0**power)
)
VALUES = st.builds(lambda size, sign: sign * size, SIZES, st.sampled_from((1, -1)))


@given(expression=expressions(), numbers=st.lists(VALUES, min_size=12, max_size=12))
def test_no_right_partial_is_contradicted_whatever_its_size(expression: Expression, numbers: list[float]) -> None:
    forest = Forest()
    forest.apply(add(forest, expression, Point(0.0, 0.0)))
    forest.inputs.update(zip(sorted(forest.inputs), map(Input, numbers), strict=False))
    analysis = analyse(forest)
    found = evaluated(forest, analysis)
    for row in np.flatnonzero(found.order.varies).tolist():
        partial = float(found.partial[row])
        if math.isnan(partial) or found.remarks[sorted(set(rows_above(found, [row])) - {row})].any():
            continue
        for way in (complex_step, central_difference):
            off = way(found, [row]).off(partial)
            assert math.isnan(off) or off <= 1e-4 * max(abs(partial), abs(partial + off))


@pytest.mark.parametrize("way", [complex_step, central_difference])
@pytest.mark.parametrize("wrong", [1.1, 0.0, -1.0, 100.0])
def test_a_wrong_partial_is_contradicted(way, wrong: float) -> None:  # type: ignore[no-untyped-def]
    forest = grow("sin(x)*y + x")
    forest.inputs.update(x=Input(0.4), y=Input(2.0))
    found = evaluated(forest, analyse(forest))
    assert way(found, [0]).off(wrong * float(found.partial[0])) > 0


def test_a_partial_that_is_not_0_is_contradicted_where_nothing_moves() -> None:
    found = evaluated(forest := grow("x - x + 3"), analyse(forest))
    assert central_difference(found, [0, 1]).off(1.0) == 1.0


@pytest.mark.parametrize(
    ("text", "values", "row"),
    [
        ("1/(1 + e^(-(w1*x1 + w2*x2 + b)))", {"w1": 0.5, "x1": 1.0, "w2": -0.3, "x2": 2.0, "b": 0.1}, None),
        ("(a + b - 0.3)*2 + 1", {"a": 0.1, "b": 0.2}, None),
        ("x + y", {"x": 1e-17}, 0),
        ("sin(x) + 1", {"x": 1e-12}, 0),
    ],
)
def test_a_small_value_does_not_make_the_step_vanish_in_rounding(
    text: str, values: dict[str, float], row: int | None
) -> None:
    forest = grow(text)
    forest.inputs.update({label: Input(value) for label, value in values.items()})
    found = evaluated(forest, analyse(forest))
    for each in np.flatnonzero(found.order.varies).tolist() if row is None else [row]:
        partial = float(found.partial[each])
        assert central_difference(found, [each]).off(partial) <= 1e-6 * abs(partial)
