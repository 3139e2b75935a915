"""The path from a node to its output is shown for the current node, and for the summand under the pointer."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QToolTip

from tests.robot import Hand, turn
from tests.support import grow
from treeedit.canvas.scene.path_highlight import path_words
from treeedit.model.steps import Known


def path_of_x1(hand: Hand) -> set[int]:
    return {hand.node("x1"), hand.node("+"), hand.node("^"), hand.root("f")}


def test_pointing_at_a_summand_lights_its_path(hand: Hand) -> None:
    hand.point_at_summand(hand.card("x1"), 0)
    assert hand.stage.lit == path_of_x1(hand)
    assert "1 · 6 · 1 = 6" in QToolTip.text()


def test_the_light_goes_with_the_pointer(hand: Hand) -> None:
    hand.point_at_summand(hand.card("x1"), 0)
    QApplication.sendEvent(hand.card("x1")._lines[0], QEvent(QEvent.Type.Leave))
    assert hand.stage.lit == frozenset()


def test_pointing_at_the_sum_lights_all_members(hand: Hand) -> None:
    hand.point_at_summand(hand.card("x1"), 2)
    assert hand.stage.lit == {hand.node("x1", 0), hand.node("x1", 1)}


def test_the_path_of_the_current_node_is_shown_and_said(hand: Hand) -> None:
    hand.click("x1")
    hand.do("show_path")
    assert hand.stage.lit == path_of_x1(hand)
    assert hand.status() == "∂f/∂x₁⁽¹⁾ = 1 · 6 · 1 = 6"
    assert hand.window.menus.actions["show_path"].isChecked()


def test_the_path_follows_the_selection(hand: Hand) -> None:
    hand.click("x1")
    hand.do("show_path")
    hand.click("x3")
    assert hand.stage.lit == {hand.node("x3"), hand.node("/"), hand.root("f")}
    assert hand.status().endswith("= 1/3 · 1 = 1/3") or hand.status().endswith("= 1 · 1/3 = 1/3")


def test_escape_ends_the_path(hand: Hand) -> None:
    hand.click("x1")
    hand.do("show_path")
    hand.view.setFocus()
    hand.key(Qt.Key.Key_Escape)
    assert hand.stage.lit == frozenset()
    assert not hand.window.parts.path_light.is_on


def test_the_same_again_ends_the_path(hand: Hand) -> None:
    hand.click("x1")
    hand.do("show_path")
    hand.do("show_path")
    assert hand.stage.lit == frozenset()
    assert hand.stage.selection == [hand.node("x1")]


@pytest.mark.parametrize(
    ("text", "who", "words"),
    [
        ("x*x", "x", "∂f/∂x⁽¹⁾ = 1 = 1"),
        ("relu(x - x)", "-", "∂f/∂v₁ = 0 = 0"),
        ("ln(0 - x)", "x", "∂f/∂x does not exist: the output has no value"),
        ("□ + x", "+", "empty slot"),
        ("2*x", "2", "A constant"),
        (" + ".join("x" * 40), "x", "the product of 39 local derivatives"),
    ],
)
def test_every_path_can_be_said(empty: Hand, text: str, who: str, words: str) -> None:
    empty.session.open(grow(text))
    said = path_words(empty.stage, empty.node(who))
    assert words.removesuffix(" = 1").removesuffix(" = 0") in said


def test_what_is_not_known_is_not_said(hand: Hand) -> None:
    nothing = np.zeros(len(hand.forest.nodes), dtype=np.bool_)
    hand.stage.reveal(Known(nothing, nothing, nothing))
    turn()
    assert path_words(hand.stage, hand.node("x1")) == "…"


# --- the eye: the members of a set alone ---


def open_eye(hand: Hand, label: str) -> None:
    hand.card(label).eye.setFocus()
    hand.key(Qt.Key.Key_Space)


def test_the_eye_lets_only_the_members_and_their_paths_stand_out(hand: Hand) -> None:
    open_eye(hand, "x3")
    assert hand.stage.lit == {hand.node("x3"), hand.node("/"), hand.root("f")}
    open_eye(hand, "x3")
    assert hand.stage.lit == frozenset()


def test_one_eye_is_open_at_a_time(hand: Hand) -> None:
    open_eye(hand, "x3")
    open_eye(hand, "x1")
    assert not hand.card("x3").eye.isChecked()
    assert hand.card("x1").eye.isChecked()
    assert hand.node("x3") not in hand.stage.lit


def test_the_eye_of_a_function_shows_its_instances_alone(hand: Hand) -> None:
    (card,) = hand.window.parts.sets_panel._functions.values()
    turn()
    card.eye.click()
    assert {hand.node("+", 0), hand.node("+", 1)} < hand.stage.lit
    assert hand.node("x1") not in hand.stage.lit


def test_an_open_eye_follows_the_structure(hand: Hand) -> None:
    open_eye(hand, "x3")
    hand.take("exp").onto_edge("x3")
    assert hand.node("exp") in hand.stage.lit


def test_an_eye_goes_with_its_card(hand: Hand) -> None:
    open_eye(hand, "x3")
    hand.click("x3")
    hand.key(Qt.Key.Key_Delete)
    assert hand.stage.lit == frozenset()


def test_an_open_eye_survives_another_look(hand: Hand) -> None:
    open_eye(hand, "x3")
    hand.do("scheme_dark")
    assert hand.card("x3").eye.isChecked()
    assert hand.node("/") in hand.stage.lit


def test_an_open_eye_and_a_path_take_turns(hand: Hand) -> None:
    open_eye(hand, "x3")
    hand.click("x1")
    hand.do("show_path")
    assert not hand.card("x3").eye.isChecked()
    assert hand.stage.lit == path_of_x1(hand)
