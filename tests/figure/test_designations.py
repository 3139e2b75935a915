"""A short formula is a name for a node that has none."""

import pytest

from tests.support import grow
from treeedit.figure.designations import LONGEST, latex_formula, plain_formula, short_formula
from treeedit.model.analysis import analyse
from treeedit.model.formula import parse
from treeedit.model.naming import name_function


def formula(text: str, name: str = "", of: str = "") -> str | None:
    """The short formula of the operand of exp in exp(text)."""
    forest = grow(f"f = exp({text})")
    if name:
        forest.apply(name_function(forest, name, parse(of)[0].expression))
    analysis = analyse(forest)
    found = short_formula(analysis.order, analysis.sets, len(analysis.order.ids) - 2)
    return None if found is None else plain_formula(found)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("x1 + x2", "x₁ + x₂"),
        ("w*x - b", "w · x − b"),
        ("x/(y/z)", "x/(y/z)"),
        ("a - (b - c)", "a − (b − c)"),
        ("-theta", "−θ"),
        ("x + □", "x + □"),
    ],
)
def test_a_short_formula_is_typeset_with_its_operands_in_order(text: str, shown: str) -> None:
    assert formula(text) == shown


@pytest.mark.parametrize("text", ["first_input + second_input", "a + b + c + d + e", "sin(x)" + " + x" * 50_000])
def test_a_long_formula_is_none(text: str) -> None:
    assert formula(text) is None


def test_a_named_function_stands_in_it_by_its_name_and_the_node_itself_does_not() -> None:
    assert formula("(x1 + x2)^2", "g", "x1 + x2") == "g^2"
    assert formula("x1 + x2", "g", "x1 + x2") == "x₁ + x₂"


def test_quotients_are_as_high_as_a_line() -> None:
    assert latex_formula(parse("x/(y + z)")[0].expression) == r"x/\left(y + z\right)"
    assert latex_formula(parse("x/(y/z)")[0].expression) == r"x/\left(y/z\right)"
    assert latex_formula(parse("x*y")[0].expression) == r"x \cdot y"
    assert r"\frac" in latex_formula(parse("x*y/z")[0].expression)


def test_fourteen_letters_are_short() -> None:
    assert formula("abcdef + ghijk") == "abcdef + ghijk"
    assert len("abcdef + ghijk") == LONGEST
    assert formula("abcdef + ghijkl") is None
