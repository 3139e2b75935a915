"""Curves with gaps where they belong, and nowhere else."""

from __future__ import annotations

import numpy as np
import pytest

from tests.support import grow
from treeedit.model.analysis import analyse
from treeedit.model.curves import SAMPLES, Curve, curve, frame, span


def drawn(text: str, low: float = -5.0, high: float = 5.0) -> Curve:
    analysis = analyse(grow(text))
    return curve(analysis.order, int(analysis.tape.outputs[0]), {"x": 1.0, "y": 2.0}, "x", low, high)


def gaps(found: Curve) -> list[float]:
    """The middles of the stretches that are left open between two that are drawn."""
    open_ = np.isnan(found.y).astype(int)
    edges = np.diff(open_)
    starts, ends = np.flatnonzero(edges == 1), np.flatnonzero(edges == -1)
    return [float(found.x[a] + found.x[b + 1]) / 2 for a in starts for b in ends[ends > a][:1]]


def test_a_smooth_function_has_no_gap() -> None:
    assert gaps(drawn("x^2 + y")) == []
    assert len(drawn("x^2 + y").x) == SAMPLES


@pytest.mark.parametrize("text", ["exp(x^2)", "tanh(1000*x)", "sin(40*x)", "abs(x)"])
def test_what_is_steep_is_not_torn(text: str) -> None:
    assert not np.isnan(drawn(text).y).any()


@pytest.mark.parametrize(("text", "place"), [("1/(x - 0.3)", 0.3), ("3/(x + y)", -2.0), ("step(x - 1.7)", 1.7)])
def test_a_pole_and_a_step_are_not_joined_across(text: str, place: float) -> None:
    assert gaps(drawn(text)) == pytest.approx([place], abs=1e-3)


def test_every_pole_of_the_tangent_is_open() -> None:
    assert gaps(drawn("tan(x)")) == pytest.approx([-4.712, -1.571, 1.571, 4.712], abs=2e-3)


def test_an_undefined_stretch_is_left_open_up_to_its_edge() -> None:
    found = drawn("sqrt(x - 1)")
    assert np.isnan(found.y[found.x < 1]).all()
    first = found.x[~np.isnan(found.y)].min()
    assert 1.0 <= first < 1.0001


def test_points_go_from_left_to_right() -> None:
    assert (np.diff(drawn("1/x + sqrt(x)").x) >= 0).all()


def test_beside_a_pole_the_span_is_that_of_the_rest() -> None:
    low, high = drawn("1/x").span
    assert -50 < low < -1
    assert 1 < high < 50
    assert span(np.array([np.nan])) == (0.0, 0.0)


@pytest.mark.parametrize("heights", [(0.0, 0.0), (3.0, 3.0), (-1e308, 1e308), (0.0, 1e-300)])
def test_a_frame_is_never_empty_and_always_finite(heights: tuple[float, float]) -> None:
    low, high = frame(*heights)
    assert low < high
    assert np.isfinite([low, high, high - low]).all()
