"""The inspector says where the numbers of the current node come from, as they are now."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from tests.robot import Hand, turn
from tests.support import grow
from treeedit.figure.spoken import spoken_names
from treeedit.model.edits import set_input
from treeedit.model.steps import Known
from treeedit.window.panels.inspector import described
from treeedit.window.panels.inspector_section import NumberRow


def said(hand: Hand, name: str) -> list[str]:
    """What a section says; nothing if it is hidden."""
    if name == "formulas":
        hand.window.parts.inspector.say_formulas()
    section = hand.window.parts.inspector.sections[name]
    return [] if section.isHidden() else section.texts()


def numbers(hand: Hand, name: str) -> list[NumberRow]:
    return hand.window.parts.inspector.sections[name].findChildren(NumberRow)


def test_the_running_example_is_explained(hand: Hand) -> None:
    hand.click("x1")
    assert said(hand, "value") == ["x₁ = 1"]
    assert said(hand, "partial")[1] == "∂f/∂x₁⁽¹⁾ = 1 · 6 · 1 = 6"
    assert said(hand, "sum") == ["∂f/∂x₁ = ∂f/∂x₁⁽¹⁾ + ∂f/∂x₁⁽²⁾ = 6 + (−1/3) = 17/3"]
    assert said(hand, "domain") == []
    assert "∂f/∂x₁⁽¹⁾ = 2g" in said(hand, "formulas")
    assert said(hand, "check")[0] == "∂f/∂x₁⁽¹⁾ by complex step: 6, difference 0"


def test_numbers_follow_a_slider(hand: Hand) -> None:
    hand.click("x1")
    hand.slide("x1", 2.0)
    turn()
    assert said(hand, "value") == ["x₁ = 2"]
    assert said(hand, "partial")[1] == "∂f/∂x₁⁽¹⁾ = 1 · 8 · 1 = 8"
    assert said(hand, "check")[0] == "∂f/∂x₁⁽¹⁾ by complex step: 8, difference 0"


def test_formulas_follow_a_name(hand: Hand) -> None:
    hand.click("^")
    turn()
    assert "∂(g²)/∂g⁽¹⁾ = 2g" in said(hand, "formulas")


@pytest.mark.parametrize(
    ("text", "who", "part", "words"),
    [
        ("x*x", "x", "sum", "∂f/∂x = ∂f/∂x⁽¹⁾ + ∂f/∂x⁽²⁾ = 1 + 1 = 2"),
        ("relu(x - x)", "relu", "domain", "taken as 0"),
        ("ln(0 - 1)", "ln", "value", "positive operand"),
        ("2 + x", "2", "value", "2"),
        ("□ + x", "+", "value", "empty slot"),
    ],
)
def test_every_kind_of_node_is_explained(empty: Hand, text: str, who: str, part: str, words: str) -> None:
    empty.session.open(grow(text))
    empty.stage.select([empty.node(who)])
    assert words in said(empty, part)[0]


def test_a_node_belongs_to_its_own_tree(empty: Hand) -> None:
    empty.write("f = 2*x")
    empty.write("h = 3*x")
    empty.stage.select([empty.node("x", 1)])
    assert said(empty, "partial")[0].startswith("∂h/∂x")
    assert said(empty, "sum") == []


def test_without_a_node_there_are_no_sections(hand: Hand) -> None:
    hand.click("x1")
    hand.stage.select([])
    assert all(section.isHidden() for section in hand.window.parts.inspector.sections.values())
    assert "Select a node" in hand.window.parts.inspector._label.text()


def test_a_folded_section_is_not_written_until_it_is_unfolded(hand: Hand) -> None:
    hand.click("x1")
    heading = hand.window.parts.inspector.sections["value"].heading
    heading.setFocus()
    hand.key(Qt.Key.Key_Space)
    hand.session.do(set_input(hand.forest, "x1", 2.0), "change")
    turn()
    assert hand.window.parts.inspector.sections["value"]._rows[0].accessibleName() == "x₁ = 1"
    hand.key(Qt.Key.Key_Space)
    assert said(hand, "value") == ["x₁ = 2"]


def test_what_is_folded_is_remembered(hand: Hand) -> None:
    hand.window.parts.inspector.sections["check"].heading.click()
    hand.window.parts.inspector.remember(hand.window.parts.desk.settings)
    hand.window.parts.inspector.sections["check"].heading.click()
    hand.window.parts.inspector.restore(hand.window.parts.desk.settings)
    assert not hand.window.parts.inspector.sections["check"].is_open
    assert hand.window.parts.inspector.sections["value"].is_open


def test_a_number_has_all_its_digits_where_the_pointer_rests(hand: Hand) -> None:
    hand.click("x3")
    assert numbers(hand, "partial")[0].toolTip() == "0.3333333333333333"


def test_values_and_partials_keep_their_colours(hand: Hand) -> None:
    hand.click("x3")
    theme = hand.stage.look.theme
    assert numbers(hand, "value")[0]._pieces[-1].colour == theme.value
    assert numbers(hand, "partial")[-1]._pieces[-1].colour == theme.partial


def test_the_words_behind_a_number_go_on_in_the_next_line(hand: Hand) -> None:
    hand.click("+")
    row = numbers(hand, "partial")[0]
    row.resize(150, row.height())
    assert all(place.right() <= 150 for place, _ in row._places)
    assert len({place.top() for place, _ in row._places}) > 1


def test_larger_text_makes_the_equations_of_the_inspector_larger(hand: Hand) -> None:
    hand.click("x3")
    row = numbers(hand, "value")[0]
    before, high = row._size, row.height()
    hand.window.parts.appearance.scale_text(2)
    assert row._size > before
    assert row.height() > high


def test_a_line_is_copied_as_latex_and_as_text(hand: Hand) -> None:
    hand.click("x1")
    row = numbers(hand, "sum")[0]
    row.setFocus()
    hand.key(Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert (
        QGuiApplication.clipboard()
        .text()
        .startswith(r"\frac{\partial f}{\partial x_1} = \frac{\partial f}{\partial x_1^{(1)}} + ")
    )
    row.copy_text()
    assert QGuiApplication.clipboard().text() == "∂f/∂x₁ = ∂f/∂x₁⁽¹⁾ + ∂f/∂x₁⁽²⁾ = 6 + (−1/3) = 17/3"


def test_what_is_not_known_is_not_told(hand: Hand) -> None:
    hand.click("x1")
    rows, sets = len(hand.forest.nodes), len(hand.session.analysis.sets.all_sets)
    hand.stage.reveal(Known(*(np.zeros(size, dtype=np.bool_) for size in (rows, rows, sets))))
    turn()
    assert said(hand, "value") == ["x₁ = …"]
    assert said(hand, "partial") == ["∂f/∂x₁⁽¹⁾ = …"]
    assert said(hand, "sum") == ["∂f/∂x₁ = …"]
    assert said(hand, "check") == []
    assert ">6<" not in described(hand.stage, hand.node("x1"))
    hand.stage.reveal(None)
    turn()
    assert said(hand, "value") == ["x₁ = 1"]


def test_a_long_check_waits_until_the_numbers_rest(empty: Hand, qtbot: QtBot) -> None:
    empty.session.open(grow(" + ".join(["x"] * 19)))
    empty.stage.select([empty.node("x")])
    empty.session.do(set_input(empty.forest, "x", 2.0), "change")
    turn()
    assert said(empty, "value") == ["x = 2"]
    assert said(empty, "check") == ["…"]
    qtbot.waitUntil(lambda: said(empty, "check") != ["…"])
    assert said(empty, "check")[0] == "∂f/∂x⁽¹⁾ by complex step: 1, difference 0"


def test_a_large_tree_does_not_keep_one_waiting(empty: Hand) -> None:
    empty.session.open(grow(" + ".join(["x"] * 20_000)))
    empty.stage.select([empty.node("x")])
    assert said(empty, "sum") == ["∂f/∂x = the sum of 20,000 partials = 20000"]


def test_what_a_sentence_calls_by_name_bears_that_name_on_the_canvas(hand: Hand) -> None:
    leaf = hand.node("x1")
    hand.stage.select([leaf])
    hand.window.parts.inspector.say_formulas()
    names = {text.text for text in spoken_names(hand.stage.drawing, hand.stage.spoken)}
    assert {"x₁⁽¹⁾", "x₁⁽²⁾"} <= names
    hand.stage.select([])
    assert not hand.stage.spoken
