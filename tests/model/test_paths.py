"""The product along a path is the partial."""

from __future__ import annotations

import math

from hypothesis import given

from tests.support import forests, grow
from treeedit.model.analysis import analyse, evaluated
from treeedit.model.paths import path_of, product_along


def test_the_first_x1_of_the_running_example_has_the_product_one_six_one() -> None:
    forest = grow("(x1 + x2)^2 + x3/(x1 + x2)")
    for label, value in (("x1", 1.0), ("x2", 2.0), ("x3", 3.0)):
        forest.inputs[label] = type(forest.inputs[label])(value)
    analysis = analyse(forest)
    path = path_of(evaluated(forest, analysis), 0)
    assert [factor.local for factor in path] == [1.0, 6.0, 1.0]
    assert path[-1].operand == 0
    assert path[0].parent == len(analysis.order.ids) - 1


@given(forest=forests())
def test_the_product_along_a_path_is_the_partial(forest) -> None:  # type: ignore[no-untyped-def]
    analysis = analyse(forest)
    evaluation = evaluated(forest, analysis)
    for row in range(len(analysis.order.ids)):
        partial = float(evaluation.partial[row])
        if math.isfinite(partial):
            assert product_along(path_of(evaluation, row)) == partial


def test_a_chain_of_ten_thousand_has_as_many_factors() -> None:
    forest = grow(" + ".join(["x"] * 10_001))
    assert len(path_of(evaluated(forest, analyse(forest)), 0)) == 10_000
