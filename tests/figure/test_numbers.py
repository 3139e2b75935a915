"""Numbers read as people write them, and read back they are the value."""

import math
from decimal import Context, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from treeedit.figure.numbers import fraction_text, number_text, plain_text, summand_text

finite = st.floats(allow_nan=False, allow_infinity=False)


def read(text: str) -> float:
    numerator, _, denominator = text.replace("−", "-").partition("/")
    return float(numerator) / float(denominator or 1)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.0, "0"),
        (-0.0, "0"),
        (10.0, "10"),
        (-0.5, "−0.5"),
        (9.8875, "9.887"),
        (1e-300, "1e−300"),
        (-123456.789, "−123457"),
        (14285.0, "14285"),
        (999_999.6, "1e6"),
        (2.5e10, "2.5e10"),
        (math.inf, "∞"),
        (-math.inf, "−∞"),
        (math.nan, "?"),
    ],
)
def test_a_number_has_four_digits_a_true_minus_and_a_short_exponent(value: float, text: str) -> None:
    assert number_text(value) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (17 / 3, "17/3"),
        (-1 / 3, "−1/3"),
        (5 / 7, "5/7"),
        (0.25, "0.25"),
        (1 / 3 + 1e-9, "0.3333"),
        (1e-4 / 3, "3.333e−5"),
        (math.pi, "3.142"),
    ],
)
def test_a_simple_fraction_is_written_as_one_where_no_short_decimal_is_exact(value: float, text: str) -> None:
    assert fraction_text(value) == text


@given(finite, st.integers(1, 17))
def test_a_number_read_back_is_as_near_as_its_digits_allow(value: float, digits: int) -> None:
    whole = len(str(abs(int(value)))) if 1 <= abs(value) < 999_999.5 else 0
    precise = Context(prec=max(digits, whole)).create_decimal(value)
    assert Decimal(number_text(value, digits).replace("−", "-")) == precise


@given(finite)
def test_seventeen_digits_lose_nothing(value: float) -> None:
    assert read(number_text(value, 17)) == value


@given(st.integers(-998, 998), st.sampled_from((3, 6, 7, 9, 11, 12, 13)))
def test_a_fraction_read_back_is_the_value_or_as_near_as_four_digits(numerator: int, denominator: int) -> None:
    value = numerator / denominator
    text = fraction_text(value)
    assert read(text) == pytest.approx(value, rel=1e-14 if "/" in text else 1e-3)


@given(finite)
def test_no_hyphen_stands_for_a_minus(value: float) -> None:
    assert "-" not in number_text(value) + fraction_text(value) + plain_text(value)


@given(finite)
def test_the_plain_text_has_all_digits(value: float) -> None:
    assert read(plain_text(value)) == value


def test_the_plain_text_of_no_number_is_a_word() -> None:
    assert plain_text(math.nan) == "undefined"
    assert plain_text(6.0) == "6"


def test_a_negative_summand_stands_in_brackets() -> None:
    assert [summand_text("−1/3"), summand_text("6")] == ["(−1/3)", "6"]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.9999999999999999, "1"),
        (3.0000000000000004, "3"),
        (0.2499999999999991, "0.25"),
        (6 - 1 / 3, "17/3"),
        (0.333333333333333, "0.3333"),
        (4 / 6, "2/3"),
        (-8 / 12, "−2/3"),
        (-0.0, "0"),
    ],
)
def test_a_fraction_is_in_lowest_terms_and_no_whole_number(value: float, text: str) -> None:
    assert fraction_text(value) == text


def test_minus_zero_is_zero() -> None:
    assert plain_text(-0.0) == "0"
