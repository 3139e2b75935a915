"""The formulas say f and its derivatives, one line each, and TeX takes them."""

import shutil
import subprocess
from pathlib import Path
from time import perf_counter

import pytest

from tests.export.ordering import NO_QT, order_of
from treeedit.export import formulas
from treeedit.export.exports import EXPORTS, export_bytes


def latex(source: str) -> str:
    return export_bytes(EXPORTS["latex"], order_of(source), NO_QT).decode()


def test_a_function_stands_above_its_derivatives() -> None:
    lines = [line.strip().removesuffix(r" \\") for line in latex("f = x1*x2 + x1").splitlines()]
    assert lines[2:7] == [
        r"\begin{align*}",
        r"f &= x_1 \cdot x_2 + x_1",
        r"\frac{\partial f}{\partial x_1} &= x_2 + 1",
        r"\frac{\partial f}{\partial x_2} &= x_1",
        r"\end{align*}",
    ]


def test_every_tree_has_a_block() -> None:
    assert latex("f = x; h = x*y").count(r"\begin{align*}") == 2


def test_an_incomplete_tree_has_no_derivatives() -> None:
    assert r"\square" in latex("f = x + □")
    assert "partial" not in latex("f = x + □")


def test_a_derivative_of_gelu_is_written() -> None:
    assert r"\Phi\left(x\right)" in latex("f = gelu(x)")


@pytest.mark.parametrize(
    ("source", "line"),
    [
        ("f = abs(x)", r"\frac{x}{\left|x\right|} \quad (x \neq 0)"),
        ("f = max(x, y)*2", r"\left(x - y\right) \quad (x \neq y)"),
        ("f = 0^x", r"\frac{\partial f}{\partial x} &= 0" + "\n"),
        ("f = max(x, x)", r"&= \frac{1}{2} + \frac{1}{2}" + "\n"),
        ("f = abs(x)*abs(y*x)*abs(x + 1)*abs(x + 2)", r"\quad \text{(off the kinks)}"),
        ("f = x - x*y", r"\frac{\partial f}{\partial x} &= 1 - y \\"),
    ],
)
def test_a_derivative_says_where_it_holds(source: str, line: str) -> None:
    assert line in latex(source)


def test_a_long_tree_is_written_in_bounded_time() -> None:
    start = perf_counter()
    assert "% Left out" in latex("f = " + "*".join(["x"] * 3000))
    assert perf_counter() - start < 5


def test_there_is_room_for_all_derivatives_together_and_the_first_come_first(monkeypatch: pytest.MonkeyPatch) -> None:
    source = "f = a*b; h = c*d"
    assert latex(source).count(r"\frac{\partial") == 4
    monkeypatch.setattr(formulas, "MOST_SYMBOLS", 10)
    written, left = latex(source).count(" &= "), latex(source).count("% Left out")
    assert (written, left) == (2 + 3, 1)
    assert r"% Left out, as it is too long or no formula says it: \frac{\partial h}{\partial d}" in latex(source)


@pytest.mark.skipif(shutil.which("pdflatex") is None, reason="pdflatex (texlive-latex-base) is missing")
@pytest.mark.timeout(60)
def test_tex_sets_it_without_a_warning(tmp_path: Path) -> None:
    source = "g = x1 + x2; f = g^2 + sin(θ_max)/g - sigmoid(-x1)*ln(größe) + abs(x3)"
    head = "\\documentclass{article}\\usepackage{amsmath,amssymb}\\begin{document}\n"
    (tmp_path / "a.tex").write_text(f"{head}{latex(source)}\\end{{document}}\n")
    command = ["pdflatex", "-interaction=nonstopmode", "-halt-on-error", "a.tex"]
    log = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False).stdout.decode(errors="replace")
    assert "Output written" in log, log
    assert not [line for line in log.splitlines() if "Warning" in line and "Overfull" not in line]
