"""The keys of the steps: a clicker's, those of the canvas while nothing is chosen, and who gets the others."""

import pytest
from PySide6.QtCore import Qt

from tests.robot import CONTROL, Hand, turn
from tests.window.steps.test_stepping import begin
from treeedit.window.widgets.blank_screen import Curtain

KEY = Qt.Key


def number(hand: Hand) -> int:
    return hand.window.parts.stepping.number


def test_a_key_begins_and_ends(hand: Hand) -> None:
    hand.view.setFocus()
    hand.key(KEY.Key_J, CONTROL)
    assert hand.window.parts.stepping.is_on
    hand.key(KEY.Key_J, CONTROL)
    assert not hand.window.parts.stepping.is_on


def test_a_clicker_steps_at_once_after_the_beginning(hand: Hand) -> None:
    hand.window.parts.formula.line.setFocus()
    begin(hand)
    hand.key(KEY.Key_PageDown)
    hand.key(KEY.Key_PageDown)
    hand.key(KEY.Key_PageUp)
    assert number(hand) == 1


@pytest.mark.parametrize(
    ("key", "there"),
    [
        (KEY.Key_Space, 6),
        (KEY.Key_Right, 6),
        (KEY.Key_Left, 4),
        (KEY.Key_Home, 0),
        (KEY.Key_End, 20),
        (KEY.Key_PageDown, 6),
    ],
)
def test_while_nothing_is_chosen_more_keys_step(hand: Hand, key: Qt.Key, there: int) -> None:
    begin(hand, number=5)
    hand.key(key)
    assert number(hand) == there
    assert hand.stage.cursor() is None
    assert not hand.window.parts.adding.quick_add.isVisible()


def test_while_a_node_is_chosen_keys_do_what_they_always_do(hand: Hand) -> None:
    begin(hand, number=5)
    hand.stage.select([hand.node("^")])
    hand.key(KEY.Key_Right)
    assert hand.stage.selection == [hand.node("/")]
    assert number(hand) == 5
    hand.key(KEY.Key_PageDown)
    assert (hand.stage.selection, number(hand)) == ([hand.node("/")], 6)
    hand.key(KEY.Key_Space)
    assert hand.window.parts.adding.quick_add.isVisible()
    assert number(hand) == 6


def test_escape_goes_back_one_thing_at_a_time(hand: Hand) -> None:
    begin(hand, number=5)
    hand.stage.select([hand.node("^")])
    hand.key(KEY.Key_Escape)
    assert hand.window.parts.stepping.is_on
    hand.key(KEY.Key_Escape)
    assert not hand.window.parts.stepping.is_on


def test_escape_in_a_drag_ends_the_drag_only(hand: Hand) -> None:
    begin(hand, number=5)
    hand.drag_from(hand.at_node("/")).cancel_by_escape(hand.at_node("^"))
    assert hand.window.parts.stepping.is_on


def test_on_the_slider_the_keys_step(hand: Hand) -> None:
    begin(hand, number=5)
    track = hand.window.parts.steps_bar.track
    track.setFocus()
    for key, there in (
        (KEY.Key_PageDown, 6),
        (KEY.Key_Space, 7),
        (KEY.Key_PageUp, 6),
        (KEY.Key_Right, 7),
        (KEY.Key_Left, 6),
        (KEY.Key_End, 20),
        (KEY.Key_Home, 0),
    ):
        hand.key(key)
        assert number(hand) == there
    hand.key(KEY.Key_Escape)
    assert not hand.window.parts.stepping.is_on
    assert hand.view.hasFocus()


def test_without_steps_the_keys_are_those_of_the_canvas(hand: Hand) -> None:
    hand.view.setFocus()
    hand.stage.select([hand.root("f")])
    hand.key(KEY.Key_PageDown)
    assert hand.stage.selection == [hand.node("x1")]


def test_a_modifier_makes_it_another_key(hand: Hand) -> None:
    begin(hand, number=5)
    hand.key(KEY.Key_Right, CONTROL)
    assert number(hand) == 5


@pytest.mark.parametrize("key", [KEY.Key_B, KEY.Key_Period])
def test_a_clickers_black_darkens_the_window_until_the_next_key(hand: Hand, key: Qt.Key) -> None:
    begin(hand, number=5)
    hand.key(key)
    (curtain,) = hand.window.findChildren(Curtain)
    assert curtain.geometry() == hand.window.rect()
    assert curtain.grab().toImage().pixelColor(5, 5).lightness() == 0
    hand.key(KEY.Key_PageDown)
    turn()
    assert not [each for each in hand.window.findChildren(Curtain) if each.isVisible()]
    assert number(hand) == 5
    assert hand.view.hasFocus()
    hand.key(KEY.Key_PageDown)
    assert number(hand) == 6
