"""The table for people: aligned, four digits, sums written out."""

import pytest

from tests.support import grow
from treeedit.export.answer import results_of
from treeedit.export.table import number, table


def test_the_running_example_as_a_table() -> None:
    forest = grow("g = x1 + x2; f = g^2 + x3/g")
    assert table(results_of(forest, {"x1": 1, "x2": 2, "x3": 3})).splitlines() == [
        "x1 = 1   x2 = 2   x3 = 3",
        "",
        "f = (x1 + x2)^2 + x3/(x1 + x2)",
        "f = 10",
        "",
        "  node  symbol  operands  value  partial",
        "     1  x1                    1        6",
        "     2  x2                    2        6",
        "     3  +       1 2           3        6",
        "     4  2                     2",
        "     5  ^       3 4           9        1",
        "     6  x3                    3   0.3333",
        "     7  x1                    1  −0.3333",
        "     8  x2                    2  −0.3333",
        "     9  +       7 8           3  −0.3333",
        "    10  /       6 9           1        1",
        "    11  +       5 10         10        1",
        "",
        "∂f/∂x1 ≈ 6 + (−0.3333) ≈ 5.667",
        "∂f/∂x2 ≈ 6 + (−0.3333) ≈ 5.667",
        "∂f/∂x3 ≈ 0.3333",
        "∂f/∂g ≈ 6 + (−0.3333) ≈ 5.667",
    ]


def test_what_is_undefined_says_why() -> None:
    text = table(results_of(grow("ln(x)"), {"x": -2}))
    assert "f has no value: ln needs a positive operand; here it is −2" in text
    assert "∂f/∂x is undefined" in text


def test_a_convention_is_remarked() -> None:
    assert "relu has a kink at 0" in table(results_of(grow("relu(x)"), {"x": 0}))


def test_the_parts_of_an_incomplete_tree_are_differentiated_by_themselves() -> None:
    text = table(results_of(grow("x1*x2 + □"), {"x1": 2, "x2": 3}))
    assert "f has no value: the tree is not complete: a slot is empty" in text
    assert "∂(x1*x2)/∂x1 = 3" in text


def test_what_has_no_name_is_called_as_in_the_steps_and_said_once() -> None:
    text = table(results_of(grow("(x1 + x2)^2 + x3/(x1 + x2)"), {"x1": 1, "x2": 2, "x3": 3}))
    assert text.count("v1 = x1 + x2") == 1
    assert "∂f/∂v1 ≈ 6 + (−0.3333) ≈ 5.667" in text
    part = table(results_of(grow("(a*b + c)^□/a"), {"a": 2, "b": 3}))
    assert "v1 = a*b + c\n∂v1/∂a = 3" in part


def test_a_long_sum_is_shortened() -> None:
    text = table(results_of(grow("+".join(["x"] * 50))))
    assert f"∂f/∂x = {'1 + ' * 19}… + 1 = 50" in text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (10.0, "10"),
        (-0.0, "0"),
        (17 / 3, "5.667"),
        (-1 / 3, "−0.3333"),
        (123456.0, "123456"),
        (1e7, "1e7"),
        (1.5e-9, "1.5e−9"),
        (float("nan"), "–"),
    ],
)
def test_numbers_have_four_digits(value: float, text: str) -> None:
    assert number(value) == text
