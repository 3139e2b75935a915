"""The key of an exercise: right answers, and the common mistakes by the numbers they lead to."""

from __future__ import annotations

import math
from time import process_time

import pytest

from tests.support import grow
from treeedit.model.analysis import analyse, evaluated
from treeedit.model.answer_key import AnswerKey
from treeedit.model.marking import Mistake, Verdict
from treeedit.model.records import Blank, Input, Leaf

SUM, FIRST, SECOND = Blank("sum", 1), Blank("partial", 1), Blank("partial", 7)
"""Of the running example: the total of x1, and the partials of its two copies, whose rows are 0 and 6."""
SWIFT = 2.0
"""Seconds of work that a large tree may take, where a square of its size would take minutes."""


def key_of(text: str, **values: float) -> AnswerKey:
    forest = grow(text)
    forest.inputs.update({label: Input(value) for label, value in values.items()})
    analysis = analyse(forest)
    return AnswerKey(analysis, evaluated(forest, analysis))


@pytest.fixture
def example() -> AnswerKey:
    return key_of("(x1 + x2)^2 + x3/(x1 + x2)", x1=1.0, x2=2.0, x3=3.0)


def test_the_key_knows_the_numbers(example: AnswerKey) -> None:
    assert [example.number(each) for each in (FIRST, SECOND, SUM)] == pytest.approx([6.0, -1 / 3, 17 / 3])


@pytest.mark.parametrize(
    ("number", "mistake", "rows"),
    [
        (6.0, Mistake.ONE_OCCURRENCE, (6,)),
        (-1 / 3, Mistake.ONE_OCCURRENCE, (0,)),
        (-2.0, Mistake.PRODUCT, (0, 6)),
        (-17 / 3, Mistake.SIGN, (0, 6)),
        (19 / 3, Mistake.SUMMAND_SIGN, (6,)),
        (2.0, Mistake.NO_PARENT, (0, 6)),
        (5.7, Mistake.ROUGH, ()),
        (100.0, Mistake.OTHER, ()),
    ],
)
def test_a_wrong_sum_is_told_by_its_number(
    example: AnswerKey, number: float, mistake: Mistake, rows: tuple[int, ...]
) -> None:
    assert example.mark(SUM, number) == Verdict(mistake, rows)


@pytest.mark.parametrize("number", [17 / 3, 5.667, 5.67])
def test_the_total_at_a_copy_is_told(example: AnswerKey, number: float) -> None:
    assert example.mark(FIRST, number) == Verdict(Mistake.TOTAL, (0, 6))
    assert example.mark(SECOND, number) == Verdict(Mistake.TOTAL, (0, 6))


def test_the_partial_of_another_copy_is_told(example: AnswerKey) -> None:
    assert example.mark(FIRST, -1 / 3) == Verdict(Mistake.OTHER_COPY, (6,))


def test_with_three_members_the_missing_summand_is_named() -> None:
    key = key_of("x*2 + x*3 + x*11", x=2.0)
    assert key.mark(SUM, 13.0).mistake is Mistake.SUMMAND_MISSING


def test_a_partial_without_the_parents_or_without_the_local_derivative_is_told() -> None:
    key, x = key_of("3*(x*y)", x=5.0, y=7.0), Blank("partial", 2)
    assert key.mark(x, 21.0).right
    assert key.mark(x, 7.0) == Verdict(Mistake.NO_PARENT, (3,))
    assert key.mark(x, 3.0) == Verdict(Mistake.NO_LOCAL, (1,))
    assert key.mark(x, 15.0) == Verdict(Mistake.SWAPPED, (1,))
    assert key.mark(x, -21.0) == Verdict(Mistake.SIGN, (1,))


def test_a_forgotten_factor_further_up_is_named() -> None:
    key = key_of("2*(3*(5*x))", x=1.0)
    assert key.mark(Blank("partial", 4), 30.0).right
    assert key.mark(Blank("partial", 4), 10.0).mistake is Mistake.FACTOR_MISSING


def test_a_value_with_its_operands_swapped_is_told() -> None:
    assert key_of("x - y", x=5.0, y=7.0).mark(Blank("value", 3), -2.0).right
    assert key_of("x/y", x=1.0, y=4.0).mark(Blank("value", 3), 4.0) == Verdict(Mistake.SWAPPED, (2,))


def test_a_sum_of_numbers_that_cancel_is_nought() -> None:
    assert key_of("0.1*x + 0.2*x - 0.3*x").is_right(Blank("sum", 2), 0.0)


def test_what_is_undefined_is_never_right() -> None:
    assert not key_of("1/x", x=0.0).mark(Blank("value", 3), 0.0).right


@pytest.mark.parametrize(
    ("text", "blank"),
    [
        ("a + b - c", Blank("value", 5)),
        ("sin(pi*x)", Blank("value", 4)),
        ("cos(pi*x/2)*y", Blank("partial", 7)),
        ("sin(pi*x/2)", Blank("partial", 2)),
        ("(a + b - c)^2", Blank("partial", 1)),
    ],
)
def test_nought_is_right_where_the_number_is_nothing_but_rounding(text: str, blank: Blank) -> None:
    key = key_of(text, a=0.1, b=0.2, c=0.3)
    assert key.number(blank) == 0
    assert key.is_right(blank, 0.0)
    assert key.is_right(blank, 5e-17)
    assert not key.is_right(blank, 1e-9)


@pytest.mark.parametrize(("text", "value"), [("x*y", 1e-20), ("x - y", 1e-9), ("exp(x)*y", 1e-30)])
def test_nought_is_wrong_where_the_number_is_small_and_meant(text: str, value: float) -> None:
    key = key_of(text, x=value, y=1e-12)
    assert not key.is_right(Blank("value", 3 if "exp" not in text else 4), 0.0)


def test_marking_every_blank_of_a_large_tree_takes_as_long_as_the_tree_is_large() -> None:
    forest = grow("+".join(["x"] * 3000))
    analysis = analyse(forest)
    key = AnswerKey(analysis, evaluated(forest, analysis))
    blanks = [
        Blank(kind, node)
        for node, each in forest.nodes.items()
        if isinstance(each, Leaf)
        for kind in ("sum", "partial")
    ]
    start = process_time()
    assert not any(key.is_right(blank, 0.123) for blank in blanks)
    assert not any(key.is_right(blank, 0.0) for blank in blanks)
    assert process_time() - start < SWIFT


def test_the_search_for_one_mistake_in_a_large_tree_ends_soon() -> None:
    key = key_of("+".join(["x*0.9"] * 3000), x=1.0)
    start = process_time()
    assert key.mark(SUM, 0.123).mistake is Mistake.OTHER
    assert key.mark(FIRST, 0.123).mistake is Mistake.OTHER
    assert process_time() - start < SWIFT
    assert math.isclose(key.number(SUM), 2700)
