"""What is typed for an answer: its number, and how exactly it is meant."""

import pytest

from treeedit.model.entering import answer_entered
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
    ],
)
def test_a_decimal_counts_its_digits_and_everything_else_is_exact(text: str, answer: Answer) -> None:
    assert answer_entered(text) == answer


@pytest.mark.parametrize("text", ["six", "x1", "1/0", "__import__('os')", ""])
def test_what_is_no_number_is_no_answer(text: str) -> None:
    with pytest.raises(EditError):
        answer_entered(text)
