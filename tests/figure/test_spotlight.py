"""The light on a step as records: what it rings, and in which colour."""

from __future__ import annotations

import numpy as np

from tests.figure.sketching import drawn
from treeedit.figure.spotlight import Least, light_of, lit_edges, rings
from treeedit.model.steps import Pace, Phase, Step, outputs_of, steps_of


def test_a_step_forward_lights_its_operation_and_the_edges_below() -> None:
    drawing, _ = drawn("f = 7*x")
    analysis = drawing.analysis
    order, theme = analysis.order, drawing.look.theme
    steps = steps_of(analysis, outputs_of(analysis, drawing.forest.trees()), Pace.NODE)
    light = light_of(next(step for step in steps.steps if step.phase is Phase.FORWARD), order)
    rows = np.arange(3)
    assert light.nodes == set(drawing.forest.trees())
    assert light.lit() == set(order.ids.tolist())
    assert len(lit_edges(drawing, light, rows)) == 2
    glow, ring = rings(drawing, light, rows)
    assert (ring.stroke, glow.stroke) == (theme.value, f"{theme.value}50")
    assert (ring.x, ring.y, ring.fill) == (0.0, 0.0, "none")


def test_a_sum_lights_its_members_and_no_edge() -> None:
    drawing, _ = drawn("f = x*x")
    light = light_of(Step(Phase.SUMS, (0, 1), (0, 1), 0), drawing.analysis.order)
    assert light.edges == frozenset()
    assert light.pass_colour == "partial"
    assert len(rings(drawing, light, np.arange(3))) == 4


def test_only_rows_that_are_drawn_are_lit() -> None:
    drawing, _ = drawn("f = x*x")
    light = light_of(Step(Phase.BACKWARD, (0, 1), (2,)), drawing.analysis.order)
    assert len(rings(drawing, light, np.array([1]))) == 2
    assert len(lit_edges(drawing, light, np.array([1]))) == 1
    assert rings(drawing, light, np.array([2])) == []


def test_a_light_is_never_smaller_than_the_least() -> None:
    drawing, _ = drawn("f = x*x")
    light = light_of(Step(Phase.BACKWARD, (0,), (2,)), drawing.analysis.order)
    least = Least(size=200.0, edge=90.0, ring=70.0, glow=80.0)
    glow, ring = rings(drawing, light, np.arange(3), least)
    assert (ring.width, ring.height, ring.line, glow.line) == (400.0, 400.0, 70.0, 80.0)
    assert lit_edges(drawing, light, np.arange(3), least)[0].width == 90.0
