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
    assert lines[1:6] == ["g = 1 + 2 = 3", "value = 3^2 = 9", "g = 1 + 2 = 3", "value = 3/3 = 1", "f = 9 + 1 = 10"]
    assert lines[6] == "∂f/∂f = 1"
    assert "∂f/∂g = ∂f/∂r · ∂r/∂g = 1 · 2 · 3 = 6" in lines
    assert "∂f/∂x₁ = ∂f/∂g · ∂g/∂x₁ = 6 · 1 = 6" in lines
    assert lines[-4:] == [
        "∂f/∂g = 6 + (−1/3) = 17/3",
        "∂f/∂x₁ = 6 + (−1/3) = 17/3",
        "∂f/∂x₂ = 6 + (−1/3) = 17/3",
        "∂f/∂x₃ = 1/3",
    ]


def test_the_same_in_latex() -> None:
    forest, analysis = example()
    say = teller(forest, analysis)
    assert say.sum_line([0, 6]).latex == (
        r"\frac{\partial f}{\partial x_1} = 6 + \left(-\frac{1}{3}\right) = \frac{17}{3}"
    )
    assert say.value_line(4).latex == r"\mathrm{value} = 3^{2} = 9"
    assert say.partial_line(2).latex == (
        r"\frac{\partial f}{\partial g} = \frac{\partial f}{\partial r} \cdot \frac{\partial r}{\partial g}"
        r" = 1 \cdot 2 \cdot 3 = 6"
    )


def test_negative_numbers_stand_in_brackets() -> None:
    forest, analysis = example("a*b", a=-2.0, b=-3.0)
    assert teller(forest, analysis).value_line(2).plain == "f = (−2) · (−3) = 6"


def test_two_nodes_without_names_are_told_apart_by_their_formulas() -> None:
    forest, analysis = example("(a + b)^2*c", a=1.0, b=2.0, c=3.0)
    line = teller(forest, analysis).partial_line(2)
    assert line.plain == "∂f/∂(a + b) = ∂f/∂((a + b)^2) · ∂((a + b)^2)/∂(a + b) = 3 · 2 · 3 = 18"
    assert r"\frac{\partial f}{\partial \left(a + b\right)}" in line.latex


def test_one_node_without_a_name_is_q_or_r() -> None:
    forest, analysis = example("(a + b)^2*c", a=1.0, b=2.0, c=3.0)
    say = teller(forest, analysis)
    assert say.partial_line(4).plain == "∂f/∂q = ∂f/∂f · ∂f/∂q = 1 · 3 = 3"
    assert say.partial_line(0).plain == "∂f/∂a = ∂f/∂r · ∂r/∂a = 18 · 1 = 18"
    assert say.value_line(2).plain == "value = 1 + 2 = 3"


def test_a_long_formula_is_no_name() -> None:
    forest, analysis = example("exp(first_input*second_input + 1)*c", c=3.0)
    assert "∂f/∂q = ∂f/∂r · ∂r/∂q = " in teller(forest, analysis).partial_line(4).plain


def test_formulas_call_named_functions_by_their_names() -> None:
    forest, analysis = example("(x1 + x2)^2 + exp(x3/(x1 + x2))")
    lines = told(forest, analysis)
    assert "∂f/∂(x₃/g) = ∂f/∂(exp(x₃/g)) · ∂(exp(x₃/g))/∂(x₃/g) = 1 · exp(1) = 2.718" in lines


def test_nodes_without_names_that_appear_together_are_told_apart() -> None:
    forest, analysis = example()
    steps = steps_of(analysis, analysis.tape.outputs.tolist(), Pace.LEVEL)
    say = teller(forest, analysis)
    lines = [[line.plain for line in say.tell(step)] for step in steps.steps]
    assert ["g^2 = 3^2 = 9", "x₃/g = 3/3 = 1"] in lines
    assert ["∂f/∂(g^2) = ∂f/∂f · ∂f/∂(g^2) = 1 · 1 = 1", "∂f/∂(x₃/g) = ∂f/∂f · ∂f/∂(x₃/g) = 1 · 1 = 1"] in lines


def test_the_sum_over_a_function_without_a_name_says_which() -> None:
    forest, analysis = example("sin(a*b) + exp(a*b)", a=1.0, b=2.0)
    assert any(line.startswith("∂f/∂(a · b) = ") for line in told(forest, analysis)[-3:])


def test_what_is_undefined_says_why() -> None:
    forest, analysis = example("ln(a)", a=-1.0)
    line = teller(forest, analysis).value_line(1)
    assert line.plain.startswith("f = ln(−1): ")
    assert "positive operand" in line.plain


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
