"""One symbol, one value: in all that is said of any tree, no name stands for two things."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given

from tests.support import forests, grow
from treeedit.assets import example_paths
from treeedit.figure.lines import Role
from treeedit.figure.look import Look
from treeedit.figure.names import Names
from treeedit.figure.sentences import Teller
from treeedit.figure.typeset import typeset
from treeedit.files.paper import load
from treeedit.model.analysis import Analysis, analyse, evaluated
from treeedit.model.forest import Forest
from treeedit.model.steps import Pace, Phase, steps_of

_SIGN = re.compile(" [=≈] ")


def names_of(forest: Forest, analysis: Analysis) -> Names:
    return Names(forest, analysis.order, analysis.sets, analysis.tape.output)


def plain(text: str) -> list[str]:
    forest = grow(text)
    analysis = analyse(forest)
    names = names_of(forest, analysis)
    return [names.of(row).plain for row in range(len(analysis.order.ids))]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("x*x", "x⁽¹⁾ x⁽²⁾ f"),
        ("g = x1 + x2; f = g^2 + x3/g", "x₁⁽¹⁾ x₂⁽¹⁾ g⁽¹⁾ 2 g² x₃ x₁⁽²⁾ x₂⁽²⁾ g⁽²⁾ x₃/g f"),
        ("sin(a + b)*cos(a + b)", "a⁽¹⁾ b⁽¹⁾ v₁⁽¹⁾ v₂ a⁽²⁾ b⁽²⁾ v₁⁽²⁾ v₃ f"),
        ("v1*(a + b) + v_2", "v₁ a b v₃ v₄ v₂ f"),
        ("(a + b)*c + □", "a b v₁ c v₂ f"),
        ("(a*b + c)^□/a", "a b a · b c v₁ v₂ a f"),
        ("a + 2", "a 2 f"),
        ("x__1 + x*x", "x⁽¹⁾ x⁽⁴⁾ x⁽²⁾ x · x f"),
    ],
)
def test_every_node_has_a_name(text: str, wanted: str) -> None:
    assert " ".join(plain(text)) == wanted


def test_a_name_of_the_user_is_never_that_of_an_intermediate_value() -> None:
    letters = [each for each in plain("f = (v1 + 1)*(v2 + 2) + theta; v3 = a*b*c") if each.startswith("v")]
    assert len(set(letters)) == len(letters)


def test_what_a_table_says_has_letters_of_a_keyboard() -> None:
    forest = grow("g = x1 + x2; f = g^2 + x3/g")
    analysis = analyse(forest)
    names = names_of(forest, analysis)
    assert [names.of(row).text for row in (0, 2, 4, 6, 9)] == ["x1(1)", "g(1)", "g^2", "x1(2)", "x3/g"]
    assert names.of(0).latex == "x_1^{(1)}"
    assert names.bare(0).plain == "x₁"


def check_names(forest: Forest, analysis: Analysis) -> None:
    """No two nodes of an output have one name, but constants, which nobody differentiates by."""
    names, output, order = names_of(forest, analysis), analysis.tape.output, analysis.order
    seen: dict[tuple[int, str], int] = {}
    for row in range(len(order.ids)):
        if output[row] >= 0 and order.varies[row]:
            assert seen.setdefault((int(output[row]), names.of(row).plain), row) == row
            if order.operator[row] >= 0:
                assert names.of(row).plain not in {typeset(label) for label in order.labels}


def check_sentences(forest: Forest, analysis: Analysis) -> None:
    """What is said of every step gives a symbol one value, and explains no derivative by itself."""
    said: dict[str, str] = {}
    teller = Teller(forest, analysis.sets, evaluated(forest, analysis), Look())
    for pace in Pace:
        for step in steps_of(analysis, analysis.tape.outputs.tolist(), pace).steps:
            if step.phase is Phase.INPUTS:
                continue
            for line in teller.tell(step):
                told = "".join(piece.plain for piece in line.parts() if piece.role is not Role.WORDS)
                if len(step.sums) > 1:
                    assert all(said.get(name, value) == value for name, value in map(_SIGN.split, told.split(", ∂")))
                    continue
                sides = _SIGN.split(told)
                if len(sides) < 2 or "appear" in line.plain or ": " in line.plain:  # a derivative that does not exist
                    continue
                symbol, *middle, value = sides
                assert said.setdefault(symbol, value) == value, line.plain
                assert not any(f"{symbol} · " in f"{each} · " for each in middle), line.plain
                assert "−−" not in line.plain


@given(forests())
def test_no_symbol_has_two_values_in_any_tree(forest: Forest) -> None:
    analysis = analyse(forest)
    check_names(forest, analysis)
    check_sentences(forest, analysis)


@pytest.mark.parametrize("path", example_paths(), ids=lambda path: path.stem)
def test_no_symbol_has_two_values_in_the_examples(path: Path) -> None:
    forest = load(path)
    analysis = analyse(forest)
    check_names(forest, analysis)
    check_sentences(forest, analysis)
