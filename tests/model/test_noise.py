"""Numbers that are only the rounding of their operands are 0, and everything beside them agrees with that."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given

from tests.support import forests, grow
from treeedit.model.analysis import analyse, evaluated
from treeedit.model.passes import Evaluation, evaluate
from treeedit.model.records import Input


def numbers(source: str, **inputs: float) -> Evaluation:
    forest = grow(source)
    for label, value in inputs.items():
        forest.inputs[label] = Input(value)
    return evaluated(forest, analyse(forest))


@pytest.mark.parametrize(
    ("source", "inputs"),
    [
        ("a + b - c", {"a": 0.1, "b": 0.2, "c": 0.3}),
        ("sin(pi*x)", {"x": 1.0}),
        ("0.1 + 0.2 - 0.3", {}),
        ("tan(pi*x)", {"x": 2.0}),
        ("ln(x*y)", {"x": 49.0, "y": 1 / 49}),
        ("x*(a + b - c)", {"x": 1e6, "a": 0.1, "b": 0.2, "c": 0.3}),
    ],
)
def test_what_cancels_is_0(source: str, inputs: dict[str, float]) -> None:
    assert numbers(source, **inputs).value[-1] == 0


def test_a_slope_that_is_only_rounding_is_0_and_so_is_the_partial_below_it() -> None:
    found = numbers("sin(pi/2*x)", x=1.0)
    assert found.local[-1, 0] == 0
    assert 0 in found.partial.tolist()
    assert not [each for each in found.partial.tolist() if 0 < abs(each) < 1e-9]


@pytest.mark.parametrize("source", ["ln(a + b - c)", "relu(a + b - c)", "sqrt(a + b - c)", "(a + b - c)/(a + b - c)"])
def test_numbers_stay_where_a_0_would_contradict_what_follows(source: str) -> None:
    found = numbers(source, a=0.1, b=0.2, c=0.3)
    assert 0.1 + 0.2 - 0.3 in found.value.tolist()


@pytest.mark.parametrize(
    ("source", "inputs", "value"),
    [
        ("x*y", {"x": 1e-20, "y": 1e-20}, 1e-40),
        ("exp(-x)", {"x": 40.0}, math.exp(-40)),
        ("x - y", {"x": 1.0, "y": 1 - 1e-12}, 1 - (1 - 1e-12)),
    ],
)
def test_small_numbers_that_are_known_stay(source: str, inputs: dict[str, float], value: float) -> None:
    assert numbers(source, **inputs).value[-1] == value


def test_another_tree_keeps_its_zeros() -> None:
    found = numbers("f = a + b - c\nh = ln(a + b - c)", a=0.1, b=0.2, c=0.3)
    order = found.order
    first, second = (found.value[int(root)] for root in order.roots)
    assert first == 0
    assert second == pytest.approx(math.log(0.1 + 0.2 - 0.3))


@given(forests())
def test_nothing_moves_but_by_rounding(forest) -> None:  # type: ignore[no-untyped-def]
    analysis = analyse(forest)
    raw = evaluate(analysis.tape, {label: each.value for label, each in forest.inputs.items()})
    shown = evaluated(forest, analysis)
    for before, after in ((raw.value, shown.value), (raw.partial, shown.partial)):
        assert (np.isnan(before) == np.isnan(after)).all()
        size = np.nanmax(np.abs(before), initial=1.0)
        assert np.allclose(before, after, rtol=1e-9, atol=1e-9 * size, equal_nan=True)
