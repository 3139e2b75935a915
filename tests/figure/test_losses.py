"""One cause takes the numbers of many nodes: it is named where it lies, and the others bear a dash."""

from time import perf_counter

from tests.figure.sketching import drawn
from treeedit.figure.losses import words_for_lost, words_for_lost_partials


def test_the_word_stands_at_the_cause_and_a_dash_at_what_depends_on_it() -> None:
    _, evaluation = drawn("(exp(1000) + x)*y")
    assert words_for_lost(evaluation, [1, 3, 5]) == {1: "overflow", 3: "–", 5: "–"}


def test_what_is_outside_a_domain_is_undefined() -> None:
    _, evaluation = drawn("ln(0 - 1) + x")
    assert words_for_lost(evaluation, [3, 5]) == {3: "undefined", 5: "–"}


def test_two_causes_are_both_named() -> None:
    _, evaluation = drawn("1/0 + ln(0 - 1)")
    assert list(words_for_lost(evaluation, [2, 6, 7]).values()) == ["undefined", "undefined", "–"]


def test_a_partial_is_undefined_where_it_is_lost_and_a_dash_below() -> None:
    _, evaluation = drawn("sqrt(x*x)", x=0.0)
    assert words_for_lost_partials(evaluation, [0, 1, 2]) == {0: "–", 1: "–", 2: "undefined"}


def test_no_partial_is_the_cause_where_f_has_no_value() -> None:
    _, evaluation = drawn("ln(x) + y", x=-1.0)
    assert words_for_lost_partials(evaluation, [0, 1, 2, 3]) == dict.fromkeys(range(4), "–")


def test_a_deep_tree_without_a_value_is_told_in_linear_time() -> None:
    drawing, evaluation = drawn("1/0" + " + x" * 20_000)
    start = perf_counter()
    assert len(words_for_lost(evaluation, [row for row in drawing.tree_rows(0) if drawing.width[row] == 42])) > 20_000
    assert perf_counter() - start < 5
