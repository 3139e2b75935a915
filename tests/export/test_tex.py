"""Whatever a text says, TeX sets it and does nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from treeedit.export.tex import beyond_pdflatex, comment, fonts_for, mathematics_as_tex, noted, text_as_tex


@pytest.mark.parametrize(
    ("text", "tex"),
    [
        ("x₁₂", r"x$_{\mathrm{12}}$"),
        ("θ", r"$\theta$"),
        ("−1/3", "$-$1/3"),
        ("größe", r"gr\"{o}\ss{}e"),
        ("変数", "変数"),
        ("Ӂℓ", "Ӂ$\\ell$"),
        ("x̄ θ̂ ŷ₁", r"$\mathrm{\bar{x}}$ $\mathrm{\hat{\theta}}$ \^{y}$_{\mathrm{1}}$"),
        ("x⁽ⁱ⁺¹⁾ u₁‚ⱼ₋₁", r"x$^{\mathrm{(i+1)}}$ u$_{\mathrm{1,j-1}}$"),
        ("□ƒ☃", r"$\square$ƒ?"),
        ("a_b^2 & 50 %", r"a\_b\textasciicircum{}2 \& 50 \%"),
        ("\\input{/etc/passwd}", r"$\backslash$input$\{$/etc/passwd$\}$"),
        ("×½", r"$\times$$\frac12$"),
        ("ℯ²", r"$\mathrm{e}$$^2$"),
    ],
)
def test_a_text_is_set_as_it_reads(text: str, tex: str) -> None:
    assert text_as_tex(text) == tex


@given(st.text())
def test_any_text_is_set_without_an_open_brace(text: str) -> None:
    tex = text_as_tex(text)
    bare = tex.replace(r"\{", "").replace(r"\}", "").replace(r"\$", "")
    assert all(each.isascii() or f"x{each}".isidentifier() for each in tex)
    assert "\n" not in tex
    assert bare.count("{") == bare.count("}")
    assert bare.count("$") % 2 == 0


def test_letters_in_mathematics_are_text() -> None:
    assert mathematics_as_tex(r"\mathrm{größe}_{變} + θ") == r"\mathrm{gr\text{\"{o}\ss{}}e}_{\text{變}} + {\theta}"


def test_a_comment_has_one_line() -> None:
    assert comment("a\nb\\end") == "% ab\\end"


def test_letters_that_pdflatex_lacks_are_named() -> None:
    lines = ["% Title: ñандú", r"\node {Ж} $\theta$ Ж \%;  % ш", "вес"]
    assert noted([lines[0], "x"]) == []
    assert noted(lines)[0] == "% Needs lualatex or xelatex, and a font that has Ж, в, е, с: \\usepackage{fontspec}"
    assert beyond_pdflatex("\n".join(lines).encode()).endswith("pdflatex has no Ж, в, е, с.")
    assert beyond_pdflatex(b"x") == ""
    assert "CJK" in "".join(fonts_for("変"))
    assert fonts_for("x") == []
