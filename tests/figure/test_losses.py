"""One cause takes the value of many nodes, and is named at each of them."""

from time import perf_counter

from tests.figure.sketching import drawn
from treeedit.figure.losses import words_for_lost


def test_the_word_of_a_cause_stands_all_the_way_up() -> None:
    _, evaluation = drawn("(exp(1000) + x)*y")
    lost = words_for_lost(evaluation, [5])
    assert lost == dict.fromkeys((1, 3, 5), "overflow")


def test_what_is_outside_a_domain_is_undefined() -> None:
    _, evaluation = drawn("ln(0 - 1) + x")
    assert words_for_lost(evaluation, [5]) == dict.fromkeys((3, 5), "undefined")


def test_a_deep_tree_without_a_value_is_told_in_linear_time() -> None:
    drawing, evaluation = drawn("1/0" + " + x" * 20_000)
    start = perf_counter()
    assert len(words_for_lost(evaluation, [row for row in drawing.tree_rows(0) if drawing.width[row] == 42])) > 20_000
    assert perf_counter() - start < 5
