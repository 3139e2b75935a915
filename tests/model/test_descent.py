"""Gradient descent against the sums."""

from __future__ import annotations

import math

from tests.support import grow
from treeedit.model.analysis import analyse
from treeedit.model.descent import descend


def test_one_step_goes_against_the_sum() -> None:
    analysis = analyse(grow("x*x"))
    run = descend(analysis, {"x": 3.0}, 2, ["x"], 0.1, 1)
    assert run.values == {"x": 3.0 - 0.1 * 6.0}
    assert run.trace == (9.0, 2.4**2)


def test_a_run_finds_the_bottom_of_a_bowl_and_a_negative_rate_climbs() -> None:
    analysis = analyse(grow("(x - 1)^2 + (y + 2)^2"))
    output = int(analysis.tape.outputs[0])
    run = descend(analysis, {"x": 4.0, "y": 4.0}, output, ["x", "y"], 0.1, 200)
    assert math.isclose(run.values["x"], 1.0, abs_tol=1e-9)
    assert math.isclose(run.values["y"], -2.0, abs_tol=1e-9)
    assert run.steps == 200
    climbing = descend(analysis, {"x": 4.0, "y": 4.0}, output, ["x", "y"], -0.1, 5)
    assert list(climbing.trace) == sorted(climbing.trace)


def test_only_the_chosen_inputs_move() -> None:
    analysis = analyse(grow("x*x + y*y"))
    assert descend(analysis, {"x": 1.0, "y": 1.0}, 6, ["y"], 0.1, 3).values.keys() == {"y"}


def test_a_run_ends_before_the_numbers_do() -> None:
    analysis = analyse(grow("exp(x*x)"))
    run = descend(analysis, {"x": 2.0}, 3, ["x"], -1.0, 100)
    assert run.steps < 100
    assert all(map(math.isfinite, (*run.trace, *run.values.values())))


def test_where_f_is_undefined_nothing_moves() -> None:
    analysis = analyse(grow("ln(x)"))
    run = descend(analysis, {"x": -1.0}, 1, ["x"], 0.1, 10)
    assert run.values == {"x": -1.0}
    assert run.steps == 0
