"""What one backward pass costs beside the other ways."""

from __future__ import annotations

from tests.support import grow
from treeedit.model.analysis import analyse
from treeedit.model.costs import Cost, shared_costs, tree_costs


def test_the_running_example_costs_one_multiplication_an_edge() -> None:
    analysis = analyse(grow("(x1 + x2)^2 + x3/(x1 + x2)"))
    costs = tree_costs(analysis, 10)
    assert (costs.nodes, costs.inputs) == (11, 3)
    assert costs.backward == Cost(5, 10, 2)
    assert costs.forward_mode == Cost(5, 30, 15)
    assert costs.differences == Cost(20, 3, 3)


def test_its_shared_form_has_three_nodes_less_and_the_same_sums_in_other_places() -> None:
    costs = shared_costs(analyse(grow("(x1 + x2)^2 + x3/(x1 + x2)")), 10)
    assert costs.nodes == 8
    assert costs.backward == Cost(4, 8, 1)


def test_what_is_repeated_again_and_again_is_exponential_in_the_tree_only() -> None:
    text = "x"
    for _ in range(10):
        text = f"({text})*({text})"
    analysis = analyse(grow(text))
    root = len(analysis.order.ids) - 1
    assert tree_costs(analysis, root).backward == Cost(1023, 2046, 1023)
    assert shared_costs(analysis, root).backward == Cost(10, 20, 10)


def test_a_thousand_inputs_cost_one_backward_pass_but_a_thousand_forward_ones() -> None:
    analysis = analyse(grow(" + ".join(f"x{i}" for i in range(1000))))
    costs = tree_costs(analysis, len(analysis.order.ids) - 1)
    assert costs.forward_mode.multiplications == 1000 * costs.backward.multiplications
    assert costs.differences.evaluations == 1001 * costs.backward.evaluations
