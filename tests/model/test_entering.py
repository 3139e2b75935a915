"""What is typed for an answer: its number, and how exactly it is meant."""

import pytest

from treeedit.model.entering import answer_entered, number_entered
from treeedit.model.marking import Answer
from treeedit.model.records import EditError


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("5.67", Answer(5.67, 3)),
        ("−0.33", Answer(-0.33, 2)),
        ("0.050", Answer(0.05, 2)),
        ("1.50e2", Answer(150.0, 3)),
        (" 6 ", Answer(6.0, None)),
        ("17/3", Answer(17 / 3, None)),
        ("-1/3", Answer(-1 / 3, None)),
        ("2*3", Answer(6.0, None)),
        ("0.0", Answer(0.0, None)),
        ("0,5", Answer(0.5, 1)),
        ("−5,667", Answer(-5.667, 4)),
        ("1,50e2", Answer(150.0, 3)),
        ("0,5/3", Answer(0.5 / 3, None)),
        ("17/3,5", Answer(17 / 3.5, None)),
        ("2(1,5 + 1)", Answer(5.0, None)),
        ("max(1,2)", Answer(2.0, None)),
        ("max(1, 2)*1,5", Answer(3.0, None)),
    ],
)
def test_a_decimal_counts_its_digits_and_everything_else_is_exact(text: str, answer: Answer) -> None:
    assert answer_entered(text) == answer


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
def test_what_is_no_number_is_no_answer(text: str) -> None:
    with pytest.raises(EditError):
        answer_entered(text)
