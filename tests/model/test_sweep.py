"""Many points at once give what the passes give one by one."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from tests.support import grow
from treeedit.model.analysis import analyse
from treeedit.model.passes import evaluate
from treeedit.model.sweep import sweep

POINTS = np.linspace(-2.0, 2.0, 9)
FORMULAS = (
    "(x + y)^2 + 3/(x + y)",
    "ln(x)*y",
    "sqrt(x)^0 + relu(x)",
    "max(x, y) - min(x, 2)",
    "exp(100*x*y)*exp(exp(7*x))",
    "gelu(x) + softplus(y) + x^y",
    "5",
)


@given(st.sampled_from(FORMULAS), st.floats(-2, 2))
def test_every_point_is_what_the_passes_give(text: str, y: float) -> None:
    analysis = analyse(grow(text))
    output = int(analysis.tape.outputs[0])
    together = sweep(analysis.order, output, {"x": POINTS, "y": y})
    alone = [float(evaluate(analysis.tape, {"x": x, "y": y}).value[output]) for x in POINTS.tolist()]
    np.testing.assert_allclose(together, alone, rtol=1e-12, atol=1e-300)


def test_two_inputs_make_a_grid() -> None:
    order = analyse(grow("x*y")).order
    grid = sweep(order, 2, {"x": POINTS[:, None], "y": POINTS[None, :3]})
    assert grid.shape == (9, 3)
    assert grid[0, 2] == POINTS[0] * POINTS[2]


def test_one_subtree_may_be_swept_alone() -> None:
    order = analyse(grow("sin(x) + y*y")).order
    assert np.array_equal(sweep(order, 1, {"x": POINTS}), np.sin(POINTS))
