"""Answers of students: right ones, and the common mistakes by the numbers they lead to."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support import grow
from treeedit.model.analysis import analyse, evaluated
from treeedit.model.marking import Answer, Mistake, Verdict, agrees, mark_partial, mark_sum, mark_value
from treeedit.model.passes import Evaluation
from treeedit.model.records import Input


def evaluation_of(text: str, **values: float) -> Evaluation:
    forest = grow(text)
    forest.inputs.update({label: Input(value) for label, value in values.items()})
    return evaluated(forest, analyse(forest))


@pytest.fixture
def example() -> Evaluation:
    return evaluation_of("(x1 + x2)^2 + x3/(x1 + x2)", x1=1.0, x2=2.0, x3=3.0)


X1 = (0, 6)
"""The rows of the two leaves x1 of the running example."""


def test_seventeen_thirds_is_right_as_a_fraction_and_as_a_decimal(example: Evaluation) -> None:
    assert mark_sum(Answer(17 / 3), example, X1).right
    assert mark_sum(Answer(5.667, 4), example, X1).right
    assert mark_sum(Answer(5.7, 2), example, X1).right
    assert not mark_sum(Answer(5.66, 3), example, X1).right
    assert not mark_sum(Answer(6.0, 1), example, X1).right


@pytest.mark.parametrize(
    ("number", "mistake", "rows"),
    [
        (6.0, Mistake.ONE_OCCURRENCE, (6,)),
        (-1 / 3, Mistake.ONE_OCCURRENCE, (0,)),
        (-2.0, Mistake.PRODUCT, (0, 6)),
        (-17 / 3, Mistake.SIGN, (0, 6)),
        (19 / 3, Mistake.SUMMAND_SIGN, (6,)),
        (2.0, Mistake.NO_PARENT, (0, 6)),
        (100.0, Mistake.OTHER, ()),
    ],
)
def test_a_wrong_sum_is_told_by_its_number(
    example: Evaluation, number: float, mistake: Mistake, rows: tuple[int, ...]
) -> None:
    assert mark_sum(Answer(number), example, X1) == Verdict(mistake, rows)


def test_with_three_members_the_missing_summand_is_named() -> None:
    evaluation = evaluation_of("x*y + sin(x) + x^3", x=2.0, y=7.0)
    members = [row for row, label in enumerate(evaluation.order.label.tolist()) if label == 0]
    partials = [float(evaluation.partial[row]) for row in members]
    assert mark_sum(Answer(sum(partials) - partials[1]), evaluation, members) == Verdict(
        Mistake.SUMMAND_MISSING, (members[1],)
    )


def test_a_partial_without_the_parents_or_without_the_local_derivative_is_told() -> None:
    evaluation = evaluation_of("3*(x*y)", x=5.0, y=7.0)
    x, product = 1, 3
    assert mark_partial(Answer(21.0), evaluation, x).right
    assert mark_partial(Answer(7.0), evaluation, x) == Verdict(Mistake.NO_PARENT, (product,))
    assert mark_partial(Answer(3.0), evaluation, x) == Verdict(Mistake.NO_LOCAL, (x,))
    assert mark_partial(Answer(15.0), evaluation, x) == Verdict(Mistake.SWAPPED, (x,))
    assert mark_partial(Answer(-21.0), evaluation, x) == Verdict(Mistake.SIGN, (x,))


def test_a_forgotten_factor_further_up_is_named() -> None:
    evaluation = evaluation_of("2*(3*(5*x))", x=1.0)
    assert mark_partial(Answer(30.0), evaluation, 3).right
    found = mark_partial(Answer(10.0), evaluation, 3)
    assert found.mistake is Mistake.FACTOR_MISSING


def test_a_value_with_its_operands_swapped_is_told() -> None:
    evaluation = evaluation_of("x - y", x=5.0, y=7.0)
    assert mark_value(Answer(-2.0), evaluation, 2).right
    evaluation = evaluation_of("x/y", x=1.0, y=4.0)
    assert mark_value(Answer(4.0), evaluation, 2) == Verdict(Mistake.SWAPPED, (2,))


def test_what_is_undefined_is_never_right() -> None:
    evaluation = evaluation_of("1/x", x=0.0)
    assert not mark_value(Answer(0.0), evaluation, 2).right


@given(st.floats(-1e6, 1e6).filter(lambda x: abs(x) > 1e-6), st.integers(2, 12))
def test_a_number_rounded_by_python_agrees_with_itself(number: float, digits: int) -> None:
    assert agrees(Answer(float(f"{number:.{digits - 1}e}"), digits), number)
    assert agrees(Answer(number), number)
