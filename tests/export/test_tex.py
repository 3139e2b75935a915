"""Whatever a text says, TeX sets it and does nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from treeedit.export.tex import comment, mathematics_as_tex, text_as_tex


@pytest.mark.parametrize(
    ("text", "tex"),
    [
        ("x₁₂", r"x$_{\mathrm{12}}$"),
        ("θ", r"$\theta$"),
        ("−1/3", "$-$1/3"),
        ("größe", r"gr\"{o}\ss{}e"),
        ("変数", "??"),
        ("a_b^2 & 50 %", r"a\_b\textasciicircum{}2 \& 50 \%"),
        ("\\input{/etc/passwd}", r"$\backslash$input$\{$/etc/passwd$\}$"),
        ("×½", r"$\times$$\frac12$"),
    ],
)
def test_a_text_is_set_as_it_reads(text: str, tex: str) -> None:
    assert text_as_tex(text) == tex


@given(st.text())
def test_any_text_becomes_ascii_without_an_open_brace(text: str) -> None:
    tex = text_as_tex(text)
    bare = tex.replace(r"\{", "").replace(r"\}", "").replace(r"\$", "")
    assert tex.isascii()
    assert "\n" not in tex
    assert bare.count("{") == bare.count("}")
    assert bare.count("$") % 2 == 0


def test_letters_in_mathematics_are_text() -> None:
    assert (
        mathematics_as_tex(r"\mathrm{größe}_{變} + θ") == r"\mathrm{gr\text{\"{o}}\text{\ss{}}e}_{\text{?}} + {\theta}"
    )


def test_a_comment_has_one_line() -> None:
    assert comment("a\nb\\end") == "% ab\\end"
