"""What a number field takes and how it shows a number."""

import math

import pytest

from treeedit.model.records import EditError
from treeedit.window.widgets.number_text import number_entered, number_shown


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2", 2.0),
        (" −2.5 ", -2.5),
        ("17/3", 17 / 3),
        ("pi/2", math.pi / 2),
        ("-π", -math.pi),
        ("1e-3", 1e-3),
        ("2^3", 8.0),
    ],
)
def test_a_number_is_entered(text: str, value: float) -> None:
    assert number_entered(text) == pytest.approx(value)


@pytest.mark.parametrize("text", ["", "x", "1/0", "nan", "inf", "1; 2", "1e999"])
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(EditError):
        number_entered(text)


@pytest.mark.parametrize("value", [0.1, 1 / 3, 1e300, -5.0, 1e-300, math.pi, 123456789.125])
def test_a_number_that_is_shown_is_exact_when_it_is_entered_again(value: float) -> None:
    assert number_entered(number_shown(value)) == value


def test_a_number_is_shown_short() -> None:
    assert [number_shown(value) for value in (1.0, 0.1, -2.50)] == ["1", "0.1", "-2.5"]
