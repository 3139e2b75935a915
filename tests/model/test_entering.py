"""What is typed where a number is asked for."""

import re

import pytest

from treeedit.model.entering import number_entered
from treeedit.model.records import EditError


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("5.67", 5.67),
        ("−0.33", -0.33),
        (" 6 ", 6.0),
        ("17/3", 17 / 3),
        ("2*3", 6.0),
        ("0,5/3", 0.5 / 3),
        ("17/3,5", 17 / 3.5),
        ("2(1,5 + 1)", 5.0),
        ("max(1,2)", 2.0),
        ("max(1, 2)*1,5", 3.0),
    ],
)
def test_a_number_is_what_is_typed_or_what_the_formula_gives(text: str, number: float) -> None:
    assert number_entered(text) == number


@pytest.mark.parametrize("text", ["1,234", "17/1,500", "1.234,5", "1,234.5", "1,234,567", "0,5,5"])
def test_a_comma_that_may_divide_thousands_is_refused(text: str) -> None:
    with pytest.raises(EditError, match="can be read in two ways: write it with a point"):
        number_entered(text)


@pytest.mark.parametrize(("text", "number"), [("1,234", 1.234), ("0,125", 0.125), ("1234,5", 1234.5), ("2,50", 2.5)])
def test_a_comma_is_what_it_is_where_numbers_are_written_with_one(text: str, number: float) -> None:
    assert number_entered(text, ",") == number


@pytest.mark.parametrize(("text", "number"), [("0,125", 0.125), ("1234,5", 1234.5), ("2,50", 2.5)])
def test_a_comma_that_can_mean_nothing_else_is_a_decimal_comma(text: str, number: float) -> None:
    assert number_entered(text) == number


@pytest.mark.parametrize("text", ["1,", ",5", "1, 5", "x,5", "1,234,5"])
def test_other_commas_are_no_numbers(text: str) -> None:
    with pytest.raises(EditError):
        number_entered(text, ",")


@pytest.mark.parametrize("text", ["six", "x1", "1/0", "__import__('os')", ""])
def test_what_is_no_number_is_refused_as_it_was_typed(text: str) -> None:
    with pytest.raises(EditError, match=re.escape(f"“{text}” is not a")):
        number_entered(text)
