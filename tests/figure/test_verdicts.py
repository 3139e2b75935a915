"""What wrong answers are told."""

from __future__ import annotations

import re

import pytest

from tests.support import grow
from treeedit.figure.look import Look
from treeedit.figure.veil import BARE, veil_of
from treeedit.figure.verdicts import RULES, WORDINGS, Judge
from treeedit.model.analysis import analyse, evaluated
from treeedit.model.answer_key import AnswerKey
from treeedit.model.exercises import hide
from treeedit.model.forest import Forest
from treeedit.model.marking import Mistake
from treeedit.model.records import Blank, Input

EXAMPLE = "(x1 + x2)^2 + x3/(x1 + x2)"
SUM, G1, DIVISION, X3 = Blank("sum", 1), Blank("partial", 3), Blank("value", 10), Blank("partial", 6)


@pytest.fixture
def example() -> Forest:
    forest = grow(EXAMPLE)
    forest.inputs.update({f"x{i}": Input(float(i)) for i in (1, 2, 3)})
    return forest


def told(forest: Forest, blank: Blank, number: float, tries: int = 1) -> str:
    """What an answer is told, by the veil of the forest."""
    analysis = analyse(forest)
    evaluation = evaluated(forest, analysis)
    verdict = AnswerKey(analysis, evaluation).mark(blank, number)
    return Judge(forest, analysis, evaluation, Look()).sentence(blank, verdict, tries, veil_of(forest))


def test_a_right_answer_is_told_nothing(example: Forest) -> None:
    assert told(example, SUM, 17 / 3) == ""


@pytest.mark.parametrize(
    ("blank", "number", "sentence"),
    [
        (SUM, 6.0, "That is only the summand of x₁⁽¹⁾: add that of x₁⁽²⁾."),
        (SUM, -2.0, "This is the product of the summands; the chain rule adds them."),
        (SUM, -17 / 3, "Sign: look at it again, the rest is right."),
        (SUM, 19 / 3, "A summand has the wrong sign."),
        (SUM, 2.0, "A local derivative alone is no summand: each is multiplied by its parent's partial."),
        (SUM, 100.0, "Not yet. A sum adds the partials of all places where it stands."),
        (G1, -6.0, "Sign: look at it again, the rest is right."),
        (G1, 3.0, "This is the value of v₁⁽¹⁾; asked is its partial. (v₁ = x₁ + x₂)"),
        (X3, 3.0, "This is the value of x₃; asked is its partial."),
        (X3, 1.0, "This is the parent's partial: multiply it by the local derivative."),
        (Blank("partial", 1), 1.0, "This is the local derivative alone: multiply it by the parent's partial."),
        (Blank("partial", 9), 1 / 3, "Sign: look at it again, the rest is right."),
        (Blank("partial", 1), 17 / 3, "That is the sum over both copies; asked is the part of one of them, ∂f/∂x₁⁽¹⁾."),
        (Blank("partial", 7), 6.0, "This belongs to x₁⁽¹⁾; asked is ∂f/∂x₁⁽²⁾."),
        (SUM, 5.66, "Nearly: it is rounded too roughly, or not rightly. Give three digits or more, or a fraction."),
        (X3, -1 / 3, "Sign: look at it again, the rest is right."),
        (X3, 50.0, "Not yet. A partial is the parent's partial times the local derivative."),
        (Blank("value", 5), 8.0, "The operands are swapped."),
        (Blank("value", 5), 1.0, "This is the partial of v₂; asked is its value. (v₂ = (x₁ + x₂)²)"),
        (DIVISION, 50.0, "Not yet. A value is made of the values of the operands."),
    ],
)
def test_each_mistake_is_named(example: Forest, blank: Blank, number: float, sentence: str) -> None:
    assert told(example, blank, number) == sentence


def test_a_missing_summand_and_a_missing_factor_are_named() -> None:
    forest = grow("2*x + x*3 + 5*x")
    forest.inputs["x"] = Input(4.0)
    first = next(node for node, record in forest.nodes.items() if getattr(record, "label", "") == "x")
    assert told(forest, Blank("sum", first), 8.0) == "A summand is missing: that of x⁽¹⁾."
    deep = grow("exp(2*x)")
    deep.inputs["x"] = Input(0.0)
    assert told(deep, Blank("partial", 2), 1.0) == (
        "This is the parent's partial: multiply it by the local derivative."
    )
    chain = grow("5*(7*(3*x))")
    leaf = next(node for node, record in chain.nodes.items() if getattr(record, "label", "") == "x")
    assert told(chain, Blank("partial", leaf), 15.0) == "A factor of the path is missing."


def test_the_second_hint_says_more(example: Forest) -> None:
    assert told(example, SUM, 6.0, 2) == "That is only the summand of x₁⁽¹⁾: the other one, −1/3, is missing."
    assert told(example, Blank("partial", 1), 1.0, 2).endswith("multiply it by the parent's partial, 6.")
    assert told(example, Blank("value", 5), 8.0, 2).startswith("The operands are swapped: at v₂ it matters")


def test_no_hint_says_a_number_that_is_hidden_elsewhere(example: Forest) -> None:
    example.apply(hide(example, [Blank("partial", 7), G1]))
    assert "1/3" not in told(example, SUM, 6.0, 2)
    assert "6" not in told(example, Blank("partial", 1), 1.0, 2)


@pytest.mark.parametrize("tries", [1, 2, 5])
def test_no_hint_gives_the_answer_away(example: Forest, tries: int) -> None:
    analysis = analyse(example)
    evaluation = evaluated(example, analysis)
    for blank in (SUM, G1, DIVISION, X3):
        right = Look().number(AnswerKey(analysis, evaluation).number(blank))
        for number in (6.0, 1.0, 3.0, -2.0, 17.0, -17 / 3, 2.0, 9.0):
            sentence = told(example, blank, number, tries)
            assert right not in re.findall(r"(?<![\w₁₂₃])−?\d+(?:/\d+)?", sentence), sentence


def test_the_solution_is_the_line_of_mathematics(example: Forest) -> None:
    analysis = analyse(example)
    judge = Judge(example, analysis, evaluated(example, analysis), Look())
    assert judge.solution(SUM).plain == "∂f/∂x₁ = ∂f/∂x₁⁽¹⁾ + ∂f/∂x₁⁽²⁾ = 6 + (−1/3) = 17/3"
    assert judge.solution(DIVISION).plain == "v₃ = x₃/v₁ = 3/3 = 1"
    assert judge.solution(X3).plain.endswith("= 1/3 (quotient rule)")
    assert [judge.name(blank) for blank in (SUM, G1, DIVISION)] == [
        "∂f/∂x₁",
        "∂f/∂v₁⁽¹⁾",
        "v₃",
    ]


def test_every_mistake_has_a_sentence() -> None:
    assert set(WORDINGS) | {Mistake.OTHER} == set(Mistake)
    assert set(RULES) == {"value", "partial", "sum"}
    assert not BARE
