"""Answers as they are written by hand."""

import math

import pytest

from treeedit.model.answers import answer_entered, readings
from treeedit.model.records import EditError


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("5 2/3", 17 / 3),
        ("-5 2/3", -17 / 3),
        ("−5\u00a02/3", -17 / 3),
        ("5⅔", 17 / 3),
        ("5 ⅔", 17 / 3),
        ("½", 0.5),
        ("−⅓", -1 / 3),
        ("½ + ⅓", 5 / 6),
        ("¹⁷⁄₃", 17 / 3),
        ("17⁄3", 17 / 3),
        ("17∕3", 17 / 3),
        ("≈5.67", 5.67),
        ("~ 5.67", 5.67),
        ("=17/3", 17 / 3),
        ("≈ −0,333", -0.333),
        ("0.333…", 0.333),
        ("0.333 ...", 0.333),
        ("50%", 0.5),
        ("33.3 %", 0.333),
        ("1/2%", 0.005),
        ("pi/2", math.pi / 2),
        ("2π", 2 * math.pi),
        ("√2", math.sqrt(2)),
        ("1 000", 1000.0),
        ("1\u00a0234\u00a0567", 1234567.0),
        ("1\u2009000", 1000.0),
        ("1\u202f000,5", 1000.5),
        ("1 000.25", 1000.25),
        ("1 000/3", 1000 / 3),
        ("1’000", 1000.0),
        ("1,5", 1.5),
        ("−3", -3.0),
        ("–3", -3.0),
        ("+1/3", 1 / 3),
        ("e", math.e),
        ("e^2/2", math.e**2 / 2),
        ("2^3", 8.0),
        ("6 + (−1/3)", 17 / 3),
        ("1.5·10⁻³", 0.0015),
        ("1e−5", 1e-5),
    ],
)
def test_what_is_written_by_hand_is_the_number_that_it_means(text: str, number: float) -> None:
    assert answer_entered(text) == pytest.approx(number, rel=1e-15)


@pytest.mark.parametrize("text", ["1.234,5", "1,234,567", "2 100/101", "0,5,5"])
def test_what_may_mean_two_numbers_is_told_so(text: str) -> None:
    with pytest.raises(EditError, match="can be read in two ways"):
        answer_entered(text)


def test_a_comma_may_divide_thousands_where_numbers_are_written_with_a_point() -> None:
    assert answer_entered("1,234") == 1.234
    with pytest.raises(EditError, match="can be read in two ways"):
        answer_entered("1,234", ".")


@pytest.mark.parametrize(
    "text",
    [
        "abc",
        "x1",
        "1/0",
        "",
        "  ",
        "=",
        "%",
        "3 4",
        "5 17/3",
        "5 2/0",
        "1 00",
        "1_0",
        "∞",
        "nan",
        "__import__('os')",
        "½½",
        "1e999",
    ],
)
def test_what_is_no_number_is_told_what_one_looks_like(text: str) -> None:
    with pytest.raises(EditError, match=r"^“.*” is not a number: type one, like 5\.67, 17/3 or 5 2/3\.$"):
        answer_entered(text)


def test_a_point_before_three_digits_may_divide_thousands_where_a_comma_is_the_point() -> None:
    assert readings("1.000") == (1.0, 1000.0)
    assert readings("1.000", ".") == readings("1") == (1.0,)


@pytest.mark.parametrize("text", ["undefined", "n/a", "N/A", "–", " - "])
def test_that_there_is_no_number_is_an_answer(text: str) -> None:
    assert math.isnan(readings(text)[0])
