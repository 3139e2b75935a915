"""What steps say, in the words and numbers of the issue's own examples."""

from __future__ import annotations

import pytest
from hypothesis import given

from tests.support import forests, grow
from treeedit.figure.look import Look
from treeedit.figure.sentences import Teller
from treeedit.model.analysis import Analysis, analyse, evaluated
from treeedit.model.forest import Forest
from treeedit.model.formula import parse
from treeedit.model.naming import name_function
from treeedit.model.records import Input
from treeedit.model.steps import Pace, Phase, steps_of

EXAMPLE = "(x1 + x2)^2 + x3/(x1 + x2)"


def example(text: str = EXAMPLE, **values: float) -> tuple[Forest, Analysis]:
    forest = grow(text)
    given_values = values or {"x1": 1.0, "x2": 2.0, "x3": 3.0}
    forest.inputs.update({label: Input(value) for label, value in given_values.items()})
    if "x2" in forest.inputs:
        forest.apply(name_function(forest, "g", parse("x1 + x2")[0].expression))
    return forest, analyse(forest)


def teller(forest: Forest, analysis: Analysis) -> Teller:
    return Teller(forest, analysis.sets, evaluated(forest, analysis), Look())


def told(forest: Forest, analysis: Analysis) -> list[str]:
    steps = steps_of(analysis, analysis.tape.outputs.tolist(), Pace.NODE)
    say = teller(forest, analysis)
    return [line.plain for step in steps.steps for line in say.tell(step)]


def test_the_running_example_is_told_from_the_inputs_to_the_sums() -> None:
    lines = told(*example())
    assert lines[0] == "The inputs are given: x₁ = 1, x₂ = 2, x₃ = 3"
    assert lines[1:6] == [
        "g⁽¹⁾ = x₁ + x₂ = 1 + 2 = 3",
        "g² = 3² = 9",
        "g⁽²⁾ = x₁ + x₂ = 1 + 2 = 3",
        "x₃/g = 3/3 = 1",
        "f = g² + x₃/g = 9 + 1 = 10",
    ]
    assert lines[6:8] == ["∂f/∂f = 1 (the seed: f moves one for one with itself)", "∂f/∂(g²) = 1 (sum rule)"]
    assert "∂f/∂g⁽¹⁾ = ∂f/∂(g²) · ∂(g²)/∂g⁽¹⁾ = 1 · 2 · 3 = 6 (power rule)" in lines
    assert "∂f/∂x₁⁽¹⁾ = ∂f/∂g⁽¹⁾ · ∂g⁽¹⁾/∂x₁⁽¹⁾ = 6 · 1 = 6 (sum rule)" in lines
    assert lines[-4:] == [
        "∂f/∂g = ∂f/∂g⁽¹⁾ + ∂f/∂g⁽²⁾ = 6 + (−1/3) = 17/3",
        "∂f/∂x₁ = ∂f/∂x₁⁽¹⁾ + ∂f/∂x₁⁽²⁾ = 6 + (−1/3) = 17/3",
        "∂f/∂x₂ = ∂f/∂x₂⁽¹⁾ + ∂f/∂x₂⁽²⁾ = 6 + (−1/3) = 17/3",
        "∂f/∂x₃ = 1/3",
    ]


def test_the_same_in_latex() -> None:
    forest, analysis = example()
    say = teller(forest, analysis)
    assert say.sum_line([0, 6]).latex == (
        r"\frac{\partial f}{\partial x_1} = \frac{\partial f}{\partial x_1^{(1)}} + "
        r"\frac{\partial f}{\partial x_1^{(2)}}"
        r" = 6 + \left(-\frac{1}{3}\right) = \frac{17}{3}"
    )
    assert say.value_line(4).latex == "g^{2} = 3^{2} = 9"
    assert say.partial_line(2).latex == (
        r"\frac{\partial f}{\partial g^{(1)}} = \frac{\partial f}{\partial \left(g^{2}\right)} \cdot "
        r"\frac{\partial \left(g^{2}\right)}{\partial g^{(1)}} = 1 \cdot 2 \cdot 3 = 6\quad\text{(power rule)}"
    )


@pytest.mark.parametrize(
    ("text", "values", "row", "line"),
    [
        ("a*b", {"a": -2.0, "b": -3.0}, 2, "f = a · b = (−2) · (−3) = 6"),
        ("-a", {"a": -2.0}, 1, "f = −a = −(−2) = 2"),
        ("sigmoid(a)", {"a": 1.5}, 1, "f = sigmoid(a) = sigmoid(1.5) ≈ 0.8176"),
        ("a + b", {"a": 10100.0, "b": 0.1}, 2, "f = a + b = 10100 + 0.1 ≈ 10100"),
        ("a/b", {"a": 1.0, "b": 3.0}, 2, "f = a/b = 1/3"),
        ("ln(a)", {"a": -1.0}, 1, "f = ln(a) = ln(−1): ln needs a positive operand; here it is −1"),
    ],
)
def test_a_value_is_told_in_names_and_in_numbers(text: str, values: dict[str, float], row: int, line: str) -> None:
    assert teller(*example(text, **values)).value_line(row).plain == line


@pytest.mark.parametrize(
    ("text", "values", "row", "line"),
    [
        ("(a + b)^2*c", {"a": 1.0, "b": 2.0, "c": 3.0}, 2, "∂f/∂v₁ = ∂f/∂v₂ · ∂v₂/∂v₁ = 3 · 2 · 3 = 18 (power rule)"),
        ("(a + b)^2*c", {"a": 1.0, "b": 2.0, "c": 3.0}, 4, "∂f/∂v₂ = c = 3 (product rule)"),
        ("(q + 1)*(r*q + 2)", {"q": 1.0, "r": 1.0}, 3, "∂f/∂r = ∂f/∂(r · q) · ∂(r · q)/∂r = 2 · 1 = 2 (product rule)"),
        ("sigmoid(a)", {"a": 1.5}, 0, "∂f/∂a = f · (1 − f) ≈ 0.8176 · (1 − 0.8176) ≈ 0.1491 (chain rule)"),
        ("exp(a)*b", {"a": 0.0, "b": 2.0}, 0, "∂f/∂a = ∂f/∂(exp(a)) · ∂(exp(a))/∂a = 2 · 1 = 2 (chain rule)"),
        (
            "a*b*c",
            {"a": 1.0, "b": -2.0, "c": -3.0},
            0,
            "∂f/∂a = ∂f/∂(a · b) · ∂(a · b)/∂a = −3 · (−2) = 6 (product rule)",
        ),
        ("a*b", {"a": 1.0, "b": 2.0}, 2, "∂f/∂f = 1 (the seed: f moves one for one with itself)"),
    ],
)
def test_a_partial_is_told_in_names_and_in_numbers(text: str, values: dict[str, float], row: int, line: str) -> None:
    assert teller(*example(text, **values)).partial_line(row).plain == line


def test_a_derivative_at_a_kink_is_told_as_a_convention() -> None:
    line = teller(*example("2*abs(a)", a=0.0)).partial_line(1).plain
    assert "0/" not in line
    assert line.endswith("= 2 · 0 = 0 (|·| has a kink at 0; its derivative there is taken as 0, as in PyTorch)")


def test_what_is_made_of_something_undefined_has_a_dash() -> None:
    line = teller(*example("ln(a)*b", a=-1.0)).value_line(3).plain
    assert line.startswith("f = ln(a) · b = – · 1: an operand has no value: ln needs a positive operand")


def test_a_sum_whose_texts_do_not_add_up_says_about() -> None:
    forest, analysis = example("a*x + b*x", a=-0.14591, b=0.16348, x=1.0)
    assert told(forest, analysis)[-2:] == [
        "∂f/∂x = ∂f/∂x⁽¹⁾ + ∂f/∂x⁽²⁾ ≈ −0.1459 + 0.1635 ≈ 0.01757",
        "∂f/∂a = 1, ∂f/∂b = 1",
    ]


def test_a_large_level_only_says_how_much_appears() -> None:
    forest, analysis = example(" + ".join(f"(x{i}*x{i + 1})" for i in range(0, 20, 2)), x0=1.0)
    steps = steps_of(analysis, analysis.tape.outputs.tolist(), Pace.LEVEL)
    (line,) = teller(forest, analysis).tell(next(step for step in steps.steps if step.phase is Phase.FORWARD))
    assert line.plain == "10 values appear, each from its operands"


@pytest.mark.parametrize("pace", list(Pace))
@given(forest=forests())
def test_every_step_of_any_tree_can_be_told(pace: Pace, forest: Forest) -> None:
    analysis = analyse(forest)
    say = teller(forest, analysis)
    for step in steps_of(analysis, analysis.tape.outputs.tolist(), pace).steps:
        for line in say.tell(step):
            assert line.plain
            assert line.latex.count("{") == line.latex.count("}")
