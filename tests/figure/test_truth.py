"""No line says more than its numbers do: = and ≈, causes, underflow, and as many digits as it takes."""

from __future__ import annotations

import math
import re

import pytest
from hypothesis import given

from tests.support import forests, grow
from treeedit.figure.lines import Role
from treeedit.figure.look import NUMBER_STYLES, Look
from treeedit.figure.numbers import equals, is_exact
from treeedit.figure.sentences import Teller
from treeedit.model.analysis import analyse, evaluated
from treeedit.model.exact import exactly
from treeedit.model.forest import Forest
from treeedit.model.formula import parse
from treeedit.model.records import Input
from treeedit.model.steps import Pace, steps_of

_SIDES = re.compile(r" ([=≈]) ")


def told(forest: Forest, look: Look | None = None) -> list[str]:
    """All that is said of the steps, without the rules behind it."""
    analysis = analyse(forest)
    say = Teller(forest, analysis.sets, evaluated(forest, analysis), look or Look())
    steps = steps_of(analysis, analysis.tape.outputs.tolist(), Pace.NODE).steps
    lines = [line for step in steps for line in say.tell(step)]
    return ["".join(each.plain for each in line.parts() if each.role is not Role.WORDS) for line in lines]


def grown(text: str, **values: float) -> Forest:
    forest = grow(text)
    forest.inputs.update({label: Input(value) for label, value in values.items()})
    return forest


@pytest.mark.parametrize(
    ("text", "values", "line"),
    [
        ("exp(x)", {"x": -800.0}, "f = exp(x) = exp(−800) ≈ 0"),
        ("x^1000", {"x": 0.1}, "∂f/∂x = 1000 · x⁹⁹⁹ = 1000 · 0.1⁹⁹⁹ ≈ 0"),
        ("softplus(x)", {"x": 40.0}, "f = softplus(x) = softplus(40) ≈ 40"),
        ("sigmoid(x)", {"x": 40.0}, "f = sigmoid(x) = sigmoid(40) ≈ 1"),
        ("sigmoid(x)", {"x": 40.0}, "∂f/∂x = f · (1 − f) ≈ 4.248e−18"),
        ("x + y", {"x": 1e20, "y": 1.0}, "f = x + y = 1e20 + 1 ≈ 1e20"),
        ("exp(x) + y", {"x": -3e-9, "y": 1.0}, "f = exp(x) + y ≈ 1 + 1 ≈ 2"),
        ("tan(pi/2)", {}, "f = tan(v₁) ≈ tan(1.5707963267948966) ≈ 1.633e16"),
        ("tan(pi/2)", {}, "v₁ = π/2 ≈ 1.571"),
        ("e^x", {"x": 0.0}, "f = eˣ = e⁰ = 1"),
        ("a + b - c", {"a": 0.1, "b": 0.2, "c": 0.3}, "f = v₁ − c = 0.3 − 0.3 = 0"),
        ("x*2", {"x": 0.123456}, "f = x · 2 ≈ 0.1235 · 2 ≈ 0.2469"),
        ("sqrt(x)", {"x": 2.25}, "f = sqrt(x) = sqrt(2.25) = 1.5"),
    ],
)
def test_the_sign_and_the_digits_are_those_of_the_numbers(text: str, values: dict[str, float], line: str) -> None:
    assert line in [each.replace("e^x", "eˣ") for each in told(grown(text, **values))]


def test_an_operand_outside_a_domain_is_written_so_that_it_is_seen() -> None:
    assert "f = asin(x) = asin(1.0000000001): asin needs" in " ".join(told(grown("asin(x)", x=1.0000000001)))


@pytest.mark.parametrize("text", ["1e308*x + 1e308*y", "1/(x - x) + y", "ln(-x)/(y - 1)"])
def test_of_a_partial_that_does_not_exist_no_number_is_said(text: str) -> None:
    lines = [each for each in told(grown(text, x=1.0, y=1.0)) if each.startswith("∂")]
    assert lines
    assert not any(re.search(r"= [\d?]", each) for each in lines)
    assert any("does not exist: the output has no value: " in each for each in lines)


def test_two_causes_are_both_told() -> None:
    forest = grown("ln(x - 2)/sqrt(y)", x=1.0, y=0.0)
    analysis = analyse(forest)
    words = evaluated(forest, analysis).problem(int(analysis.tape.outputs[0])) or ""
    assert words.startswith("an operand has no value: ln needs a positive operand")
    assert words.endswith("; ÷ divides by zero; the second operand must not be 0")


@pytest.mark.parametrize(
    ("text", "number"),
    [("0.1 + 0.2", "0.3"), ("4^0.5", "2"), ("log10(1000)", "3"), ("sigmoid(0)", "0.5"), ("leaky_relu(-3)", "-0.03")],
)
def test_what_is_a_fraction_is_worked_out_exactly(text: str, number: str) -> None:
    assert exactly(parse(text)[0].expression) == exactly(parse(number)[0].expression)


@pytest.mark.parametrize("text", ["exp(1)", "softplus(40)", "2^0.5", "1/0", "e*2", "2^1e9"])
def test_what_is_no_fraction_is_not_known_exactly(text: str) -> None:
    assert exactly(parse(text)[0].expression) is None


def test_a_number_has_one_sign_everywhere() -> None:
    assert [equals(1 / 3, "1/3"), equals(1 / 3, "0.3333"), equals(0.5, "0,5"), equals(-2.0, "−2")] == [
        " = ",
        " ≈ ",
        " = ",
        " = ",
    ]


@pytest.mark.parametrize("style", NUMBER_STYLES)
@given(forest=forests())
def test_behind_an_equals_sign_of_any_tree_stands_what_is_equal(style: str, forest: Forest) -> None:
    """Sides in numbers alone that are joined by = have one value; what ends a line behind = is written exactly."""
    for line in told(forest, Look(format=NUMBER_STYLES[style])):
        parts = _SIDES.split(line)
        values = [_worked_out(side) for side in parts[::2]]
        for index, sign in enumerate(parts[1::2]):
            left, right = values[index], values[index + 1]
            if sign == "=" and left is not None and right is not None:
                assert math.isclose(left, right, rel_tol=1e-12), line


def _worked_out(side: str) -> float | None:
    plain = side.replace("−", "-").replace(" · ", "*")
    if not re.fullmatch(r"[\d.e+\-*/() ]+", plain):
        return None
    found = exactly(parse(plain)[0].expression)
    return None if found is None or not is_exact(float(found), repr(float(found))) else float(found)


def test_a_sum_that_does_not_exist_says_why() -> None:
    forest = grow("f = sqrt(x) + x")
    forest.inputs["x"] = Input(0.0)
    analysis = analyse(forest)
    say = Teller(forest, analysis.sets, evaluated(forest, analysis), Look())
    rows = [row for row, code in enumerate(analysis.order.operator.tolist()) if code < 0]
    assert say.sum_line(rows).plain.startswith("∂f/∂x does not exist: √")
