"""Which answers are a number, and how far a mistake is looked for."""

from __future__ import annotations

import math
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from treeedit.figure.look import NUMBER_STYLES, with_comma
from treeedit.model.answers import answer_entered
from treeedit.model.marking import FEWEST_DIGITS, MOST_TRIED, Mistake, agrees, mistake_in

HOW_MANY = 20_000


def awkward(dice: random.Random) -> float:
    """A number of a kind that is written in its own way: large, tiny, a fraction, nearly whole, by a power of ten."""
    kind = dice.randrange(7)
    sign = dice.choice((-1.0, 1.0))
    if kind == 0:
        return sign * dice.uniform(1000, 1_100_000)
    if kind == 1:
        return sign * 10 ** dice.uniform(-12, 12)
    if kind == 2:
        return sign * dice.randint(1, 999) / dice.choice((3, 6, 7, 9, 11, 12, 13, 17))
    if kind == 3:
        return sign * (dice.randint(1, 9999) + dice.gauss(0, 1e-3))
    if kind == 4:
        return sign * 10.0 ** dice.randint(-6, 7) * (1 + dice.gauss(0, 1e-4))
    if kind == 5:
        return sign * float(dice.randint(1, 10**7))
    return sign * dice.uniform(0, 10)


def test_whatever_a_look_writes_for_a_number_is_a_right_answer_and_what_is_off_is_not() -> None:
    dice = random.Random(7)
    styles = [*NUMBER_STYLES.values(), *map(with_comma, NUMBER_STYLES.values())]
    refused, passed = [], []
    for _ in range(HOW_MANY):
        number, digits, style = awkward(dice), dice.randint(2, 17), dice.choice(styles)
        text = style(number, digits)
        if not agrees(answer_entered(text), number, min(digits, FEWEST_DIGITS)):
            refused.append((number, digits, text))
        wrong = number * (1 + dice.choice((-1, 1)) * dice.uniform(0.006, 0.5))
        if agrees(wrong, number) or (
            agrees(float(f"{wrong:.2g}"), number) and abs(float(f"{wrong:.2g}") / number - 1) > 0.005
        ):
            passed.append((number, wrong))
    assert not refused
    assert not passed


@given(st.floats(-1e300, 1e300).filter(lambda x: abs(x) > 1e-300), st.integers(3, 17))
def test_a_number_rounded_to_three_digits_or_more_agrees_with_it(number: float, digits: int) -> None:
    assert agrees(float(f"{number:.{digits - 1}e}"), number)


@pytest.mark.parametrize(
    ("answer", "number"),
    [
        (1097.0, 1096.6),
        (1096.6, 1096.6),
        (1100.0, 1096.6),
        (12.0, 12.00004),
        (5.67, 17 / 3),
        (5.667, 17 / 3),
        (0.0, 0.0),
    ],
)
def test_a_rounded_answer_is_right_with_a_point_or_without(answer: float, number: float) -> None:
    assert agrees(answer, number)


@pytest.mark.parametrize(
    ("answer", "number"),
    [
        (1096.0, 1096.6),
        (1000.0, 1096.6),
        (1004.0, 1000.0),
        (1.0, 1.029),
        (5.7, 17 / 3),
        (5.66, 17 / 3),
        (6.0, 17 / 3),
        (0.0, 1e-20),
        (5e-19, 1e-20),
        (1.0, 0.0),
        (0.0, math.nan),
        (math.inf, math.inf),
    ],
)
def test_what_is_too_rough_or_another_number_is_wrong(answer: float, number: float) -> None:
    assert not agrees(answer, number)


def test_where_two_digits_are_shown_two_are_enough() -> None:
    assert agrees(5.7, 17 / 3, 2)
    assert not agrees(6.0, 17 / 3, 2)


def test_what_is_only_rounded_too_roughly_is_told_from_what_is_wrong() -> None:
    assert mistake_in(5.66, 17 / 3, iter(())).mistake is Mistake.ROUGH
    assert mistake_in(5.7, 17 / 3, iter(())).mistake is Mistake.ROUGH
    assert mistake_in(6.0, 17 / 3, iter(())).mistake is Mistake.OTHER


def test_the_search_for_a_mistake_ends() -> None:
    def endless():  # type: ignore[no-untyped-def]
        for made in range(10 * MOST_TRIED):
            assert made < MOST_TRIED
            yield 2.0, Mistake.SIGN, ()

    assert mistake_in(1.0, 5.0, endless()).mistake is Mistake.OTHER
