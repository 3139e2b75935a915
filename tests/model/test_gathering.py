"""Formulas found in any text, and what is said of the rest."""

from time import perf_counter

import pytest

from treeedit.model import gathering
from treeedit.model.formula import parse, print_expression
from treeedit.model.gathering import gathered
from treeedit.model.reading import read
from treeedit.model.records import Leaf


def formulas(text: str) -> list[str]:
    return [f"{each.name} = {print_expression(each.expression)}" for each in gathered(text).definitions]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("f(x) = x^2.", ["f = x^2"]),
        ("• f(x, y) := x*y;\n• h = x − 1,", ["f = x*y", "h = x - 1"]),
        ("1. a = x + 1\n2. b = x + 2", ["a = x + 1", "b = x + 2"]),
        ("- f = x\n- g = f^2", ["f = x", "g = x^2"]),
        ("> -x^2", [" = -x^2"]),
        ("“x·y”", [" = x*y"]),
        ("f = x\nf = y", ["f = x"]),
    ],
)
def test_what_stands_around_a_formula_is_taken_off(text: str, found: list[str]) -> None:
    assert formulas(text) == found


def test_lines_of_an_aligned_equation() -> None:
    text = "\\begin{align}\nf &= \\frac{a}{b} \\\\\nh &= x^{2}\n\\end{align}"
    assert formulas(text) == ["f = a/b", "h = x^2"]
    assert gathered(text).fault == ""


def test_the_first_line_that_is_no_formula_is_told() -> None:
    fault = gathered("Dear all,\nL = (y - t)^2\nBest").fault
    assert "line 1" in fault
    assert "2 lines" in fault


def test_a_single_word_is_a_label_but_not_among_others() -> None:
    assert formulas("theta") == [" = theta"]
    assert formulas("dear all\nhello\ny = 2") == ["y = 2"]


@pytest.mark.parametrize("text", ["", " \n\n", "import os", "\0", "<b>", "(", "1 2 3"])
def test_what_is_no_formula_gives_one_sentence(text: str) -> None:
    found = gathered(text)
    assert not found.definitions
    assert found.fault.endswith(".")


@pytest.mark.parametrize("text", ["x" * 200_000, "x = 1\n" * 3000])
def test_a_text_that_is_too_long_is_refused(text: str) -> None:
    found = gathered(text)
    assert not found.definitions
    assert "at most" in found.fault


@pytest.mark.parametrize("text", ["(" * 90_000, "sin(" * 25_000, "(x + " * 18_000, "f = [\n" + "{x*" * 30_000])
def test_brackets_that_nothing_closes_are_refused_at_once(text: str) -> None:
    gathered("x + 1")  # what is loaded with the first formula
    start = perf_counter()
    found = gathered(text)
    assert perf_counter() - start < 0.2
    assert found.definitions == []
    assert "that closes it" in found.fault


def test_a_bracket_in_a_comment_is_not_open() -> None:
    text = "x + " * 600 + "y # (see above\n"
    assert gathered(text).fault == ""
    assert gathered("(" + text).fault.startswith("This is no formula: this “(” has no “)”")


def test_a_single_line_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[str] = []
    monkeypatch.setattr(gathering, "read", lambda text, names: tried.append(text) or read(text, names))
    monkeypatch.setattr(gathering, "parse", lambda text, names: tried.append(text) or parse(text, names))
    assert gathering.gathered("x + * y").fault.startswith("This is no formula: expected a number")
    assert tried == ["x + * y"]


@pytest.mark.parametrize("text", ["x - x'", "f = w*x'", "y = a'", "'x' - y'", "“x'”"])
def test_a_prime_at_the_end_is_no_quotation_mark(text: str) -> None:
    found = gathered(text).definitions
    assert not found or any(Leaf(label) in found[0].expression for label in ("xʹ", "aʹ", "yʹ"))


@pytest.mark.parametrize("text", ["'x + 1'", '"x + 1"', "“x + 1”.", "`x + 1`", "$x + 1$,", "«x + 1»"])
def test_marks_that_come_in_pairs_are_taken_off(text: str) -> None:
    assert formulas(text) == [" = x + 1"]


@pytest.mark.parametrize("text", ["(1) x + y", "2) x + y", "(a) x + y", "1. x + y"])
def test_the_number_of_a_line_is_no_factor(text: str) -> None:
    assert formulas(text) == [" = x + y"]


@pytest.mark.parametrize("text", ["the loss is small", "hello world", "see (1) and (2)", "Dear all, I am here"])
def test_prose_is_no_product(text: str) -> None:
    assert formulas(text) == []


def test_names_of_the_document_are_known() -> None:
    (found,) = gathered("e + x_1", ["e", "x_1"]).definitions
    assert found.expression == (Leaf("e"), Leaf("x_1"), "+")
