"""LaTeX from papers becomes the formula that it shows."""

import pytest

from treeedit.model.formula import parse, print_expression, print_latex
from treeedit.model.latex_input import is_latex, text_of_latex
from treeedit.model.operators import OPERATORS
from treeedit.model.tokens import FormulaError


def read(text: str) -> str:
    return print_expression(parse(text_of_latex(text))[-1].expression)


@pytest.mark.parametrize(
    ("latex", "formula"),
    [
        (r"\frac{x_3}{x_1+x_2}", "x3/(x1 + x2)"),
        (r"\frac12 x", "1/2*x"),
        (r"\frac{\frac{a}{b}}{c}", "a/b/c"),
        (r"\sqrt{x}", "sqrt(x)"),
        (r"\sqrt[3]{x+1}", "(x + 1)^(1/3)"),
        (r"\left(x+1\right)^2", "(x + 1)^2"),
        (r"\sin(x)", "sin(x)"),
        (r"\sin 2x", "sin(2*x)"),
        (r"\sin^2 x + \cos^2 x", "sin(x)^2 + cos(x)^2"),
        (r"x^{n+1}", "x^(n + 1)"),
        (r"x^{\frac{1}{2}}", "x^(1/2)"),
        (r"x_{12}y_{i,j}", "x12*y_i_j"),
        (r"\alpha x \beta", "alpha*x*beta"),
        (r"2\cdot x\times y", "2*x*y"),
        (r"\left|x\right| + 1", "abs(x) + 1"),
        (r"\mathrm{max}(x, y)", "max(x, y)"),
        (r"\log_2 x", "log2(x)"),
        (r"\dfrac{1}{1+e^{-x}}", "1/(1 + e^-x)"),
    ],
)
def test_what_papers_write(latex: str, formula: str) -> None:
    assert read(latex) == formula


@pytest.mark.parametrize("latex", [r"\int x", r"\frac{a", r"\sqrt", r"x^", r"\log_3 x", r"a \pm b", r"\frac{a}", "{"])
def test_what_it_cannot_mean_is_refused_with_a_sentence(latex: str) -> None:
    with pytest.raises(FormulaError, match=r"[a-z]"):
        read(latex)


@pytest.mark.parametrize("text", ["x3/(x1 + x2)", "x_1^2", "2x", "f = a; g = f"])
def test_a_plain_formula_is_no_latex(text: str) -> None:
    assert not is_latex(text)


def test_a_deep_nest_costs_no_recursion() -> None:
    assert parse(text_of_latex("x^{" * 3000 + "y" + "}" * 3000))


@pytest.mark.parametrize("key", ["+", "-", "*", "/", "^", "neg", "sqrt", "sin", "exp", "ln", "tanh", "abs"])
def test_what_is_copied_as_latex_is_read_again(key: str) -> None:
    names = ("a", "b")[: OPERATORS[key].arity]
    text = f"{OPERATORS[key].spelling}({', '.join(names)})"
    expression = parse(text if len(names) == 1 else f"a {key} b")[0].expression
    assert parse(text_of_latex(print_latex(expression)))[0].expression == expression
