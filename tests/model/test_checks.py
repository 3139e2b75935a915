"""The complex step and central differences against the backward pass."""

from __future__ import annotations

import math

import numpy as np
import pytest

from tests.support import grow
from treeedit.model.analysis import analyse, evaluated
from treeedit.model.checks import central_difference, complex_step
from treeedit.model.records import Input

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
        assert math.isclose(complex_step(evaluation, [row]), partial, rel_tol=1e-13, abs_tol=1e-15)
        assert math.isclose(central_difference(evaluation, [row]), partial, rel_tol=1e-6, abs_tol=1e-7)
    sums = analysis.sets.sums(evaluation.partial).tolist()
    for each, total in zip(analysis.sets.all_sets, sums, strict=True):
        assert math.isclose(complex_step(evaluation, each.members.tolist()), total, rel_tol=1e-12, abs_tol=1e-15)


def test_what_is_undefined_has_no_check() -> None:
    forest = grow("ln(x)*y")
    forest.inputs["x"] = Input(-1.0)
    evaluation = evaluated(forest, analyse(forest))
    assert math.isnan(complex_step(evaluation, [0]))
    assert math.isnan(central_difference(evaluation, [0]))


def test_what_is_incomplete_is_checked_up_to_its_own_output() -> None:
    forest = grow("(x*x) + ?")
    forest.inputs["x"] = Input(3.0)
    evaluation = evaluated(forest, analyse(forest))
    assert complex_step(evaluation, [0, 1]) == 6.0
    assert math.isnan(complex_step(evaluation, [len(evaluation.value) - 1]))


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
    assert complex_step(found, [row]) == pytest.approx(partial, rel=1e-9)
    if text != "x^1e16":
        assert central_difference(found, [row]) == pytest.approx(partial, rel=1e-3)
