"""All problems at once are the same as one by one."""

from hypothesis import given

from tests.support import forests, grow
from treeedit.export.answer import results_of
from treeedit.export.problems import problems
from treeedit.model.forest import Forest


@given(forests())
def test_all_problems_are_what_each_row_says(forest: Forest) -> None:
    evaluation = results_of(forest, dict.fromkeys(forest.labels(), 0.0)).evaluation
    assert problems(evaluation) == [evaluation.problem(row) for row in range(len(evaluation.order.ids))]


def test_both_kinds_of_missing_partials_are_told_apart() -> None:
    evaluation = results_of(grow("sqrt(-x*2)^2 + 1; ln(x)*y"), {"x": 0}).evaluation
    assert problems(evaluation) == [evaluation.problem(row) for row in range(len(evaluation.order.ids))]


def test_one_cause_in_a_leaning_tree_is_found_once() -> None:
    evaluation = results_of(grow("ln(0) + " + " + ".join(["x"] * 20_000))).evaluation
    told = [found is not None for found in problems(evaluation)]
    assert told == [row != 0 for row in range(len(told))]  # all but the number 0 itself
