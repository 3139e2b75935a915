"""The shared form: what runs together, and that both forms agree."""

from __future__ import annotations

import numpy as np
from hypothesis import given

from tests.support import forests, grow
from treeedit.model.analysis import Analysis, analyse, evaluated
from treeedit.model.graph import shared_graph
from treeedit.model.order import OPERATOR_LIST
from treeedit.model.sharing import Sharing, shared

EXAMPLE = "(x1 + x2)^2 + x3/(x1 + x2)"


def function_of(analysis: Analysis, text: str) -> int:
    from treeedit.model.formula import parse
    from treeedit.model.sets import Functions

    return Functions(analysis.order).find(parse(text)[0].expression)


def symbols(analysis: Analysis, sharing: Sharing) -> list[str]:
    order = analysis.order
    codes = [(int(order.operator[row]), int(order.label[row])) for row in sharing.nodes]
    return [order.labels[label] if code < 0 else OPERATOR_LIST[code].key for code, label in codes]


def test_the_running_example_has_eleven_nodes_and_eight_functions() -> None:
    analysis = analyse(grow(EXAMPLE))
    sharing = shared(analysis)
    assert len(sharing.node) == 11
    assert symbols(analysis, sharing) == ["x1", "x2", "+", "2", "^", "x3", "/", "+"]
    assert len(sharing.parent) == 8


def test_x_times_x_has_two_edges_between_two_nodes() -> None:
    sharing = shared(analyse(grow("x*x")))
    assert (sharing.parent.tolist(), sharing.slot.tolist(), sharing.operand.tolist()) == ([2, 2], [0, 1], [0, 0])


def test_only_g_may_run_together_and_takes_its_operands_along() -> None:
    analysis = analyse(grow(EXAMPLE + " - x1"))
    sharing = shared(analysis, {function_of(analysis, "x1 + x2")})
    assert symbols(analysis, sharing).count("x1") == 2
    assert symbols(analysis, sharing).count("x2") == 1
    assert symbols(analysis, sharing).count("+") == 2


def test_only_the_inputs_may_run_together() -> None:
    analysis = analyse(grow(EXAMPLE))
    sharing = shared(analysis, {function_of(analysis, label) for label in ("x1", "x2", "x3")})
    assert sorted(symbols(analysis, sharing)) == ["+", "+", "+", "/", "2", "^", "x1", "x2", "x3"]


def test_operands_of_plus_may_stand_in_any_order() -> None:
    analysis = analyse(grow("sin(x + y)*cos(y + x)"))
    sharing = shared(analysis, {function_of(analysis, "x + y")})
    assert symbols(analysis, sharing) == ["x", "y", "+", "sin", "cos", "*"]


def test_trees_stay_apart() -> None:
    assert len(shared(analyse(grow("x + y; x*y"))).nodes) == 6


def test_what_a_hundred_thousand_repeats_share_is_found_without_recursion() -> None:
    sharing = shared(analyse(grow(" + ".join(["x"] * 20_000))))
    assert len(sharing.nodes) == 20_000


@given(forest=forests())
def test_both_forms_agree_and_networkx_counts_the_same(forest) -> None:  # type: ignore[no-untyped-def]
    analysis = analyse(forest)
    evaluation = evaluated(forest, analysis)
    sharing = shared(analysis)
    totals = sharing.gathered(evaluation.partial)
    outputs = analysis.tape.output
    for row in sharing.nodes.tolist():
        arriving = [
            totals[sharing.parent[edge]] * evaluation.local[sharing.parent[edge], sharing.slot[edge]]
            for edge in sharing.arrivals(row)
        ]
        if outputs[row] >= 0 and outputs[row] != row and np.isfinite(totals[row]):
            np.testing.assert_allclose(sum(arriving), totals[row], rtol=1e-9, atol=1e-9)
        assert np.array_equal(
            evaluation.value[sharing.instances(row)],
            [evaluation.value[row]] * len(sharing.instances(row)),
            equal_nan=True,
        )
    if len(forest.roots) == 1 and analysis.order.complete.all():
        assert shared_graph(analysis.order, sharing.node).number_of_nodes() == len(sharing.nodes)
