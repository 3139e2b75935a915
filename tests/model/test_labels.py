"""Labels: what is set alike is one, and what is one label is set alike everywhere."""

from __future__ import annotations

import itertools

import pytest

from treeedit.figure.fonts import glyphs, is_covered, outline
from treeedit.figure.typeset import LONGEST, typeset
from treeedit.model.labels import (
    AS_SPELT,
    EULER,
    Spellings,
    canonical_label,
    checked_label,
    checked_spelling,
    number_of,
    written_label,
)
from treeedit.model.records import EditError
from treeedit.model.typesetting import latex_of_label


@pytest.mark.parametrize(
    ("label", "spellings"),
    [
        ("x1", "x_1 x₁ x_{1} 𝑥1 ｘ1 х1 x1"),
        ("w12", "w_12 w₁₂ w_{12} w₁2"),
        ("x1_2", "x_1_2 x₁_2 x_{1}_{2}"),
        ("x_a", "xₐ x_{a} 𝑥_𝑎"),
        ("theta", "θ ϑ 𝜃"),
        ("theta1", "θ1 θ_1 theta_1 θ₁"),
        ("x_theta", "x_θ x_{θ}"),
        ("epsilon", "ε ϵ ɛ"),
        ("mu", "μ µ"),
        ("phi", "φ ϕ"),
        ("A", "Α А"),
        ("o", "ο о"),
        ("Upsilon", "ϒ"),
        ("Y", "Υ Ү"),
        ("h", "ℎ"),
        ("вес1", "вес_1 вeс1 веc₁"),
        ("x", "x\ufe00 x\ufe0f"),
        ("é", "e\u0301"),
    ],
)
def test_labels_that_are_set_alike_are_one(label: str, spellings: str) -> None:
    assert {canonical_label(each) for each in (label, *spellings.split())} == {label}


@pytest.mark.parametrize("pair", ["x l", "l ℓ", "x_a xa", "x_a1 x_a_1", "x_12 x1_2", "x12 x1_2", "v nu", "u upsilon"])
def test_labels_that_are_set_differently_are_two(pair: str) -> None:
    first, second = map(canonical_label, pair.split())
    assert typeset(first) != typeset(second)
    assert latex_of_label(first) != latex_of_label(second)


def _many() -> set[str]:
    """Labels of all shapes, in the spellings that somebody may type."""
    bases = [
        "x",
        "X",
        "θ",
        "theta",
        "Theta",
        "alpha",
        "Alpha",
        "omicron",
        "ο",
        "o",
        "loss",
        "w",
        "v",
        "nu",
        "ϖ",
        "ς",
        "σ",
    ]
    parts = ["1", "2", "12", "a", "b", "a1", "1a", "θ", "theta", "beta", "max", "out", "٣", "A", "Alpha"]
    shapes = ["{0}", "{0}_{1}", "{0}{1}", "{0}_{1}_{2}", "{0}{1}_{2}", "{0}{1}{2}", "_{0}", "{0}_", "{0}__{1}"]
    found = {
        shape.format(base, *pair)
        for base, shape, pair in itertools.product(bases, shapes, itertools.product(parts, repeat=2))
    }
    letters = {chr(code) for code in range(0xC0, 0x2200) if f"x{chr(code)}".isidentifier()}
    letters |= {chr(code) for code in range(0x1D400, 0x1D800)}
    return found | letters | {f"x_{letter}" for letter in letters}


def test_two_labels_never_look_alike() -> None:
    labels = set()
    for text in _many():
        try:
            labels.add(checked_label(text))
        except EditError:
            continue
    assert len(labels) > 5000
    for draw in (typeset, latex_of_label):
        drawn: dict[str, str] = {}
        for label in labels:
            if number_of(label) is None and len(label) < LONGEST:
                other = drawn.setdefault(draw(label), label)
                assert other == label, f"{other!r} and {label!r} are both drawn {draw(label)!r}"


def test_every_label_is_its_own_canonical_spelling_and_is_checked() -> None:
    for text in _many():
        label = canonical_label(text)
        assert canonical_label(label) == label
        assert typeset(text) == typeset(label)
        assert latex_of_label(text) == latex_of_label(label)


def test_letters_with_the_same_outline_are_one_label() -> None:
    drawn: dict[str, str] = {}
    for code in [*range(0x41, 0x250), *range(0x370, 0x530)]:
        letter = chr(code)
        if letter.isidentifier() and is_covered(letter):
            label = canonical_label(letter)
            outlines = "".join(map(outline, glyphs(typeset(label)).indices))
            other = drawn.setdefault(outlines, label)
            assert other == label, f"{other} and {label} are drawn alike"


def test_euler_s_number_is_no_input() -> None:
    assert number_of(EULER) == pytest.approx(2.718281828459045, abs=0)
    assert number_of("e") is None
    assert checked_label("e") == "e"
    assert typeset(EULER) != typeset("e")
    assert latex_of_label(EULER) != latex_of_label("e")


def test_euler_s_number_is_written_as_e_where_nothing_else_is_called_e() -> None:
    assert written_label(EULER) == "e"
    assert written_label(EULER, {"e"}) == EULER
    assert written_label("e", {"e"}) == "e"


@pytest.mark.parametrize("text", ["inf", "nan", "Infinity", "NaN", "-inf", "∞"])
def test_what_is_no_number_is_no_label(text: str) -> None:
    with pytest.raises(EditError):
        checked_label(text)


def test_letters_with_their_subscripts_are_several_labels() -> None:
    with pytest.raises(EditError, match="a product of labels"):
        checked_label("w_1x_1")
    assert checked_label("w_1x") == "w_1x"


def test_a_number_that_a_double_rounds_to_0_is_told() -> None:
    with pytest.raises(EditError, match="too small"):
        checked_label("1e-400")
    assert checked_label("0e-400") == "0e-400"
    assert checked_spelling("1e-400") == "1e-400"


def test_a_document_s_spelling_is_found() -> None:
    known = Spellings(["x_1", "theta", "y"])
    assert [known.of(text) for text in ("x1", "x_1", "x₁", "θ", "y", "z_2")] == [
        "x_1",
        "x_1",
        "x_1",
        "theta",
        "y",
        "z2",
    ]


def test_of_two_spellings_in_a_document_each_is_found_as_it_is_typed() -> None:
    known = Spellings(["x1", f"x_1{AS_SPELT}"])
    assert known.of("x1") == known.of("x₁") == "x1"
    assert known.of("x_1") == f"x_1{AS_SPELT}"
    assert typeset(f"x_1{AS_SPELT}") == "x_1"
    assert "_1" in latex_of_label(f"x_1{AS_SPELT}").replace("\\", "")
    assert written_label(f"x_1{AS_SPELT}") == "x_1"


def test_labels_have_a_limit() -> None:
    with pytest.raises(EditError, match="at most 100"):
        checked_label("a" * 101)
