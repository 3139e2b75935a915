"""Formulas are outlines in a box, whatever goes wrong is one kind of error, and no formula can do harm."""

import subprocess
import sys
from contextlib import suppress
from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support import grow
from treeedit.figure.mathematics import LONGEST_LATEX, MOST_NESTED, Block, MathsError, typeset_latex
from treeedit.model.forest import expression_of
from treeedit.model.operators import OPERATORS
from treeedit.model.typesetting import print_latex

FORMULAS = (
    "x",
    r"\frac{\partial f}{\partial x_1}",
    r"\sum_{i=1}^n x_i^2",
    r"\left(\sqrt{x}+1\right)^{-1}",
    r"\begin{cases}1&x>0\\0&x\le 0\end{cases}",
    r"\text{hello world}",
    r"\mathrm{max}\left(\theta, \square\right)",
)
HOSTILE = (
    "",
    " ",
    "x^",
    "{x",
    "x}",
    r"\left(x",
    r"\foo",
    r"\input{/etc/passwd}",
    r"\write18{ls}",
    r"\def\x{y}",
    r"\newcommand{\x}{y}",
    r"\href{file:///etc/passwd}{x}",
    r"\hspace{1e9cm}x",
    r"\rule{1e9cm}{1cm}",
    r"\color{red}{x}",
    r"\begin{verbatim}x\end{verbatim}",
    "<b>&</b>",
    "&" * 300,
    "\x00",
    "a % b",
    "שלום",
    "😀",
    "x" * (LONGEST_LATEX + 1),
    "{" * 240 + "x" + "}" * 240,
    r"\left(" * 40 + "x" + r"\right)" * 40,
)


def box(block: Block) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of the outlines, in pixels."""
    xs = [x * block.scale for _, numbers in block.path for x in numbers[::2]]
    ys = [y * block.scale for _, numbers in block.path for y in numbers[1::2]]
    return min(xs), min(ys), max(xs), max(ys)


@pytest.mark.parametrize("latex", FORMULAS)
def test_outlines_lie_within_the_block(latex: str) -> None:
    block = typeset_latex(latex, 16)
    left, top, right, bottom = box(block)
    assert left >= -1e-6
    assert right <= block.width + 1e-6
    assert top >= -block.ascent - 1e-6
    assert bottom <= block.descent + 1e-6


def test_a_block_grows_with_its_size() -> None:
    small, large = typeset_latex(r"\frac{x}{2}", 10), typeset_latex(r"\frac{x}{2}", 25)
    assert large[2:5] == pytest.approx([2.5 * each for each in small[2:5]])
    assert large.path is small.path


def test_a_fraction_reaches_above_and_below_the_baseline() -> None:
    plain, fraction = typeset_latex("x", 16), typeset_latex(r"\frac{x}{y}", 16)
    assert fraction.ascent > 1.5 * plain.ascent
    assert fraction.descent > plain.descent + 5


@pytest.mark.parametrize("latex", HOSTILE)
def test_what_cannot_be_set_is_refused_with_a_sentence(latex: str) -> None:
    begin = perf_counter()
    with pytest.raises(MathsError, match=r"^[A-ZT“].*[.]$"):
        typeset_latex(latex, 16)
    assert perf_counter() - begin < 2


@pytest.mark.parametrize("nest", ["x^{%s}", r"\frac{%s}{2}", r"\left(%s\right)", r"\sqrt{%s}", "{%s}"])
def test_deep_formulas_are_set_at_once(nest: str) -> None:
    latex = "x"
    for _ in range(MOST_NESTED):
        latex = nest % latex
    typeset_latex("x", 16)
    begin = perf_counter()
    typeset_latex(latex, 16)
    assert perf_counter() - begin < 2  # the library by itself takes ten seconds, twice as many for each level


@settings(max_examples=40)
@given(st.text(st.sampled_from("x1+\\{}^_&<>$%~ \nαfracsqrtleftright()[]|'\""), max_size=30))
def test_any_text_is_a_formula_or_an_error(text: str) -> None:
    with suppress(MathsError):
        assert typeset_latex(text, 16).path


@pytest.mark.parametrize("key", OPERATORS)
def test_every_operator_can_be_set(key: str) -> None:
    operands = (None,) * OPERATORS[key].arity
    assert typeset_latex(print_latex((*operands, key)), 16).path


def test_the_expression_of_a_node_can_be_set() -> None:
    forest = grow("f = (x1 + θ_max)^2 + exp(-x3)/1.5")
    assert typeset_latex(print_latex(expression_of(forest, next(iter(forest.roots)))), 16).width > 50


def test_an_outline_stands_where_it_is_put_and_says_its_source() -> None:
    outline = typeset_latex("x^2", 20).outline(3, 4, "#000000")
    assert (outline.x, outline.y, outline.words) == (3, 4, "x^2")
    assert outline.scale == pytest.approx(0.02)


def test_the_library_is_not_loaded_before_it_is_needed() -> None:
    code = "import sys, treeedit.figure.notes; assert not {'ziamath', 'latex2mathml'} & set(sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_of_a_formula_little_more_than_its_numbers_is_kept() -> None:
    path = typeset_latex(r"\frac{x_1 + x_2}{x_3}", 16).path
    numbers = sum(len(each) for _, each in path)
    assert sys.getsizeof(path) + sys.getsizeof(path.kinds) + sys.getsizeof(path.numbers) < 10 * numbers
