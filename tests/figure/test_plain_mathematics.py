"""A formula in a line of plain text says what it says typeset, as formulas are typed."""

import pytest

from treeedit.figure.mathematics import typeset_latex

SAID = {
    r"\frac{\partial f}{\partial x_1}": "∂f/∂x₁",
    r"\frac{a+b}{2x}": "(a + b)/(2x)",
    r"\frac{a}{-b}": "a/(−b)",
    r"x_1^2 - 3": "x₁^2 − 3",
    r"x_{max}": "xₘₐₓ",
    r"x_{1,2}": "x_(1, 2)",
    r"e^{-x^2/2}": "e^(−x^2/2)",
    r"f'(x) = f''": "f′(x) = f″",
    r"\sqrt{x+1}": "sqrt(x + 1)",
    r"2\sqrt x": "2 sqrt(x)",
    r"\sqrt[3]{x}": "x^(1/3)",
    r"\sum_{i=1}^n x_i": "∑_(i = 1)^n xᵢ",
    r"\lim_{x\to0} f": "lim_(x → 0) f",
    r"y\sin x + \sin(x)": "y sin x + sin(x)",
    r"\log_2 x": "log₂ x",
    r"\mathrm{value} = 3 \cdot 2": "value = 3 · 2",
    r"\text{if } x \le 0": "if x ≤ 0",
    r"\mathcal{L}(\theta) \in \mathbb{R}": "L(θ) ∈ R",
    r"\hat{y} + \overline{x}": "ŷ + x",
    r"\binom{n}{k}": "(n over k)",
    r"\begin{pmatrix}a & b\\c & d\end{pmatrix}": "(a b; c d)",
    r"a\quad b": "a b",
    r"\phantom{x}y": "y",
    r"\left|x\right|": "|x|",
    r"\underbrace{a}_{b}": "a_b",
}


@pytest.mark.parametrize("latex", SAID)
def test_a_formula_is_said_in_plain_text(latex: str) -> None:
    assert typeset_latex(latex, 20.0).plain == SAID[latex]


def test_a_formula_in_many_roots_is_said_too() -> None:
    assert typeset_latex(r"\sqrt" * 20 + " x", 20.0).plain == "sqrt(" * 20 + "x" + ")" * 20
