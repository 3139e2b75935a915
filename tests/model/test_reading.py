"""One way in for all text: plain or LaTeX, it is read the same wherever it comes from."""

import pytest

from treeedit.model.formula import parse, print_expression
from treeedit.model.labels import EULER
from treeedit.model.reading import grown, read
from treeedit.model.records import Leaf
from treeedit.model.tokens import FormulaError


def written(text: str, *names: str) -> list[str]:
    return [print_expression(each.expression, names) for each in read(text, names).definitions]


def test_a_plain_formula_is_read_as_it_is_parsed() -> None:
    assert read("f = x^2; g = f + 1").definitions == parse("f = x^2; g = f + 1")
    assert not read("x^2").was_latex


def test_latex_is_read_and_told() -> None:
    assert read(r"\frac{x_1}{1 + x_{2}}").was_latex
    assert written(r"\frac{x_1}{1 + x_{2}}") == ["x1/(1 + x2)"]


def test_e_is_euler_s_number_in_either() -> None:
    for text in ("e^x", r"e^{x}", r"\mathrm{e}^{x}"):
        assert read(text).definitions[0].expression == (Leaf(EULER), Leaf("x"), "^")


def test_an_e_of_the_document_is_meant() -> None:
    assert written("e*2", "e") == ["e*2"]
    assert Leaf("e") in read(r"\frac{e}{2}", ["e"]).definitions[0].expression


@pytest.mark.parametrize("text", ["x + ", r"\frac{x", "x y z foo bar"])
def test_what_cannot_be_read_is_an_error(text: str) -> None:
    with pytest.raises(FormulaError):
        read(text)


def test_names_of_inputs_are_canonical_in_a_new_forest() -> None:
    assert grown("x_1 + e", ["x_1", "e"]).labels() == ["x1", "e"]
    assert grown(r"\frac{x_1}{e}").labels() == ["x1"]
