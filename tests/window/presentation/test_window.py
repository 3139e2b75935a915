"""What a hall sees: the tree and the sentence of the step, what is lit, and what the lecturer wants to be seen."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollBar

from tests.robot import CONTROL, Hand, turn
from tests.support import grow
from tests.window.steps.test_stepping import begin
from treeedit.canvas.scene.visible_parts import NOTES
from treeedit.model.pinning import pin_note
from treeedit.model.records import Point
from treeedit.window.widgets.blank_screen import Curtain

KEY = Qt.Key


def is_whole(hand: Hand) -> bool:
    """Whether all that is shown is in view."""
    view = hand.shown.view
    return view.viewport().rect().contains(view.mapFromScene(view.whole()).boundingRect())


def test_nothing_is_seen_but_the_tree(hand: Hand) -> None:
    shown = hand.present()
    assert [shown.sentence.isVisible(), shown.strip.isVisible(), shown.hint.isVisible()] == [False] * 3
    assert not any(bar.isVisible() for bar in shown.findChildren(QScrollBar))
    assert shown.view.geometry() == shown.rect()
    assert is_whole(hand)


def test_before_the_steps_all_numbers_are_seen(hand: Hand) -> None:
    hand.present()
    assert hand.stage.known is None


def test_the_sentence_of_the_step_stands_below_the_tree(hand: Hand) -> None:
    hand.present()
    hand.press_shown(*[KEY.Key_PageDown] * 3)
    assert hand.shown.sentence.isVisible()
    assert hand.shown.sentence.accessibleName() == "g⁽¹⁾ = x₁ + x₂ = 1 + 2 = 3"
    assert is_whole(hand)


def test_steps_that_have_begun_go_on(hand: Hand) -> None:
    begin(hand, number=5)
    hand.present()
    assert hand.shown.sentence.isVisible()
    hand.press_shown(KEY.Key_PageDown)
    assert hand.window.parts.stepping.number == 6


def test_the_sentence_is_larger_than_in_the_editor(hand: Hand) -> None:
    begin(hand, number=5)
    hand.present()
    assert hand.shown.sentence.height() > hand.window.parts.steps_bar.sentence.height()


def test_the_sentence_goes_with_the_steps(hand: Hand) -> None:
    begin(hand, number=5)
    hand.present()
    hand.window.parts.stepping.end()
    turn()
    assert not hand.shown.sentence.isVisible()
    assert hand.shown.view.geometry() == hand.shown.rect()


def test_numbers_follow_the_document(hand: Hand) -> None:
    begin(hand, number=2)
    hand.present()
    hand.slide("x1", 3.0)
    turn()
    assert hand.shown.sentence.accessibleName() == "g⁽¹⁾ = x₁ + x₂ = 3 + 2 = 5"


def test_the_tree_stays_whole_while_it_grows(hand: Hand) -> None:
    hand.present()
    for _ in range(3):
        hand.take("exp").onto_edge("x3")
    assert is_whole(hand)


def test_another_document_is_presented_in_its_place(hand: Hand) -> None:
    begin(hand, number=5)
    hand.present()
    hand.open_example(4)
    turn()
    assert not hand.shown.sentence.isVisible()
    assert is_whole(hand)
    assert "chain" in hand.shown.windowTitle().lower()


@pytest.mark.parametrize("action", ["shared_form", "root_left", "root_bottom"])
def test_it_goes_along_with_another_form_and_another_side(hand: Hand, action: str) -> None:
    hand.present()
    before = hand.shown.view.whole()
    QTest.keySequence(hand.shown, hand.window.menus.actions[action].shortcut())
    turn()
    assert hand.shown.view.whole() != before
    assert is_whole(hand)
    rect = hand.shown.view.mapFromScene(hand.shown.view.whole()).boundingRect()
    assert rect.width() > 0.9 * hand.shown.width() or rect.height() > 0.85 * hand.shown.height()


def test_undo_works_within(hand: Hand) -> None:
    hand.take("exp").onto_edge("x3")
    hand.present()
    QTest.keyClick(hand.shown, KEY.Key_Z, CONTROL)
    turn()
    assert hand.formulas() == ["f = (x1 + x2)^2 + x3/(x1 + x2)"]
    assert is_whole(hand)


def test_letters_of_the_editor_mean_nothing_here(hand: Hand) -> None:
    hand.click("/")
    hand.present()
    hand.press_shown(KEY.Key_Delete, KEY.Key_D, KEY.Key_R, KEY.Key_E, KEY.Key_Tab)
    assert hand.session.stack.count() == 0
    assert not hand.window.parts.adding.quick_add.isVisible()


def test_where_nothing_can_be_computed_it_says_so(empty: Hand) -> None:
    empty.session.open(grow("□ * □"))
    empty.present()
    empty.press_shown(KEY.Key_PageDown)
    assert empty.shown.hint.text() == "Nothing can be computed here."
    assert not empty.shown.sentence.isVisible()


@pytest.mark.parametrize("scheme", ["scheme_dark", "scheme_light"])
def test_it_has_the_colours_of_the_editor(hand: Hand, scheme: str) -> None:
    hand.present()
    hand.do(scheme)
    begin(hand, number=5)
    picture = hand.shown.grab().toImage()
    for place in (QPoint(3, 3), hand.shown.sentence.geometry().bottomLeft() + QPoint(3, -3)):
        assert picture.pixelColor(place).name() == hand.stage.look.theme.paper.lower()


def test_larger_text_is_larger_here_too(hand: Hand) -> None:
    begin(hand, number=5)
    hand.present()
    before = hand.shown.sentence.height()
    hand.do("larger")
    assert hand.shown.sentence.height() > before


# --- several trees ---


def test_all_trees_are_shown_and_while_stepping_those_of_the_steps(hand: Hand) -> None:
    hand.write("h = a*b")
    hand.present()
    assert hand.shown.view.shown.roots is None
    hand.press_shown(KEY.Key_PageDown)
    assert hand.shown.view.shown.roots == {hand.root("f")}
    hand.window.parts.stepping.end()
    turn()
    assert hand.shown.view.shown.roots is None


def test_one_tree_is_shown_alone_and_its_steps_are_the_ones_that_begin(hand: Hand) -> None:
    hand.write("h = a*b")
    hand.stage.select([hand.node("a")])
    hand.present()
    hand.press_shown(KEY.Key_T)
    hand.stage.select([])
    assert hand.shown.view.shown.roots == {hand.root("h")}
    hand.press_shown(KEY.Key_PageDown)
    assert hand.window.parts.stepping.roots == [hand.root("h")]
    hand.window.parts.stepping.end()
    hand.press_shown(KEY.Key_T)
    assert hand.shown.view.shown.roots is None


def test_a_tree_that_is_shown_alone_may_get_a_node_above_it_or_go(hand: Hand) -> None:
    hand.write("h = a*b")
    hand.stage.select([hand.root("h")])
    hand.present()
    hand.press_shown(KEY.Key_T)
    hand.click_chip("exp")
    assert hand.shown.view.shown.roots == {hand.node("exp")}
    hand.stage.select([hand.node("exp")])
    hand.do("delete")
    assert hand.shown.view.shown.roots is None


# --- the light on a subtree ---


def test_a_click_lights_the_subtree_and_a_click_on_it_ends_that(hand: Hand) -> None:
    hand.present()
    hand.click_shown("/")
    assert hand.stage.lit == {
        hand.node("/"),
        hand.node("x3"),
        hand.node("+", 1),
        hand.node("x1", 1),
        hand.node("x2", 1),
    }
    hand.click_shown("/")
    assert hand.stage.lit == frozenset()


def test_a_click_on_the_paper_ends_the_light(hand: Hand) -> None:
    hand.present()
    hand.click_shown("/")
    QTest.mouseClick(
        hand.shown.view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(4, 4)
    )
    assert hand.stage.lit == frozenset()


def test_a_key_lights_what_is_chosen_in_the_editor(hand: Hand) -> None:
    hand.click("^")
    hand.present()
    hand.press_shown(KEY.Key_L)
    assert hand.window.parts.subtree_light.node == hand.node("^")
    hand.press_shown(KEY.Key_L)
    assert not hand.window.parts.subtree_light.is_on
    hand.stage.select([])
    hand.press_shown(KEY.Key_L)
    assert "node" in hand.shown.hint.text()


def test_a_key_lights_the_subtree_of_the_step_where_nothing_is_chosen(hand: Hand) -> None:
    begin(hand, number=5)
    hand.present()
    hand.press_shown(KEY.Key_L)
    light = hand.stage.spotlight
    assert light is not None
    assert {hand.window.parts.subtree_light.node} == light.nodes


def test_the_pointer_lights_counterparts_but_no_subtree_away(hand: Hand) -> None:
    hand.present()
    hand.shown.view.hovered(hand.node("x1"))
    assert hand.stage.lit == {hand.node("x1", 0), hand.node("x1", 1)}
    hand.shown.view.hovered(None)
    hand.click_shown("/")
    lit = hand.stage.lit
    hand.shown.view.hovered(hand.node("x1"))
    assert hand.stage.lit == lit


def test_the_light_ends_with_the_presentation(hand: Hand) -> None:
    hand.present()
    hand.click_shown("/")
    hand.window.parts.presenting.end()
    assert hand.stage.lit == frozenset()


def test_a_lit_subtree_fills_the_screen_and_all_is_seen_again(hand: Hand) -> None:
    hand.present()
    hand.click_shown("/")
    whole = hand.shown.view.scale_now()
    QTest.keyClick(hand.shown, KEY.Key_F, Qt.KeyboardModifier.ShiftModifier)
    assert hand.shown.view.scale_now() > whole
    hand.press_shown(KEY.Key_F)
    assert hand.shown.view.scale_now() == whole


# --- notes ---


def test_notes_are_the_lecturers_until_they_are_wanted(hand: Hand) -> None:
    hand.session.do(pin_note(hand.forest, hand.node("x3"), "not for the hall", Point(300.0, 80.0)), "note")
    shown = hand.present()
    before = shown.view.grab().toImage()
    assert NOTES in hand.stage.showing.on(hand.view.viewport()).beside
    hand.press_shown(KEY.Key_N)
    assert shown.view.grab().toImage() != before
    assert is_whole(hand)
    hand.press_shown(KEY.Key_N)
    assert shown.view.grab().toImage() == before


# --- black and white ---


@pytest.mark.parametrize(
    ("key", "colour"),
    [(KEY.Key_B, "#000000"), (KEY.Key_Period, "#000000"), (KEY.Key_W, "#ffffff"), (KEY.Key_Comma, "#ffffff")],
)
def test_black_and_white_until_the_next_key_which_does_nothing_else(hand: Hand, key: Qt.Key, colour: str) -> None:
    begin(hand, number=5)
    hand.present()
    hand.press_shown(key)
    assert hand.shown.is_dark
    assert hand.shown.grab().toImage().pixelColor(9, 9).name() == colour
    assert not hand.window.findChildren(Curtain)
    hand.press_shown(KEY.Key_PageDown)
    assert not hand.shown.is_dark
    assert hand.window.parts.stepping.number == 5
    hand.press_shown(KEY.Key_PageDown)
    assert hand.window.parts.stepping.number == 6


def test_a_presentation_that_is_dark_can_be_ended_from_the_editor(hand: Hand) -> None:
    hand.present()
    hand.press_shown(KEY.Key_B)
    hand.do("present")
    assert not hand.window.parts.presenting.is_on
    assert QApplication.activeWindow() is hand.window
