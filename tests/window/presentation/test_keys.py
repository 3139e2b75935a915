"""The keys of a presentation: what clickers send, and what lecturers press."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest

from tests.robot import ALT, CONTROL, NONE, SHIFT, Hand, turn
from tests.window.steps.test_stepping import begin
from treeedit.window.actions.shortcuts import Shortcuts
from treeedit.window.presentation.keys import key_rows

KEY = Qt.Key


@pytest.mark.parametrize(
    ("key", "keys", "there"),
    [
        (KEY.Key_PageDown, NONE, 6),
        (KEY.Key_Right, NONE, 6),
        (KEY.Key_Down, NONE, 6),
        (KEY.Key_Space, NONE, 6),
        (KEY.Key_Return, NONE, 6),
        (KEY.Key_Enter, Qt.KeyboardModifier.KeypadModifier, 6),
        (KEY.Key_PageUp, NONE, 4),
        (KEY.Key_Left, NONE, 4),
        (KEY.Key_Up, NONE, 4),
        (KEY.Key_Backspace, NONE, 4),
        (KEY.Key_Space, SHIFT, 4),
        (KEY.Key_Home, NONE, 0),
        (KEY.Key_End, NONE, 20),
        (KEY.Key_PageDown, ALT, 5),
        (KEY.Key_Right, CONTROL, 5),
    ],
)
def test_keys_step(hand: Hand, key: Qt.Key, keys: Qt.KeyboardModifier, there: int) -> None:
    begin(hand, number=5)
    hand.present()
    QTest.keyClick(hand.shown, key, keys)
    assert hand.window.parts.stepping.number == there


@pytest.mark.parametrize("key", [KEY.Key_PageDown, KEY.Key_Space, KEY.Key_Return, KEY.Key_Home])
def test_the_first_next_begins_with_the_bare_tree(hand: Hand, key: Qt.Key) -> None:
    hand.present()
    hand.press_shown(key)
    assert hand.window.parts.stepping.is_on
    assert hand.window.parts.stepping.number == 0


def test_back_before_the_steps_does_nothing(hand: Hand) -> None:
    hand.present()
    hand.press_shown(KEY.Key_PageUp)
    assert not hand.window.parts.stepping.is_on


def test_the_end_is_reached_at_once(hand: Hand) -> None:
    hand.present()
    hand.press_shown(KEY.Key_End)
    assert hand.window.parts.stepping.number == 20


def test_digits_and_enter_go_to_the_step_that_the_editors_bar_calls_so(hand: Hand) -> None:
    hand.present()
    hand.press_shown(KEY.Key_1, KEY.Key_2)
    assert "12" in hand.shown.hint.text()
    hand.press_shown(KEY.Key_Return)
    assert hand.window.parts.steps_bar.where.toolTip().startswith("step 12 of")
    hand.press_shown(KEY.Key_Return)
    assert hand.window.parts.steps_bar.where.toolTip().startswith("step 13 of")


def test_a_number_too_large_is_the_last_step(hand: Hand) -> None:
    hand.present()
    hand.press_shown(*[KEY.Key_9] * 12, KEY.Key_Return)
    assert hand.window.parts.stepping.number == 20


def test_escape_forgets_the_digits_first(hand: Hand) -> None:
    begin(hand, number=5)
    hand.present()
    hand.press_shown(KEY.Key_1, KEY.Key_Escape)
    assert hand.window.parts.presenting.is_on
    hand.press_shown(KEY.Key_Return)
    assert hand.window.parts.stepping.number == 6


@pytest.mark.parametrize(("key", "repeats"), [(KEY.Key_PageDown, True), (KEY.Key_S, False), (KEY.Key_H, False)])
def test_a_key_that_is_held_steps_on_but_switches_nothing_back(hand: Hand, key: Qt.Key, repeats: bool) -> None:
    begin(hand, number=5)
    hand.present()
    for held in (False, True, True):
        hand.shown.keyPressEvent(QKeyEvent(QKeyEvent.Type.KeyPress, key, NONE, "", held))
    assert hand.window.parts.stepping.number == (8 if repeats else 5)
    assert hand.shown.strip.isVisible() is (key == KEY.Key_S)
    assert hand.shown.hint.isVisible() is (key == KEY.Key_H)


def test_f5_plays_and_pauses(hand: Hand) -> None:
    hand.present()
    hand.press_shown(KEY.Key_F5)
    assert hand.window.parts.stepping.is_playing
    hand.press_shown(KEY.Key_F5)
    assert not hand.window.parts.stepping.is_playing


def test_what_plays_pauses_where_nobody_looks_any_more(hand: Hand) -> None:
    hand.present()
    hand.press_shown(KEY.Key_F5, KEY.Key_Escape)
    assert not hand.window.parts.presenting.is_on
    assert not hand.window.parts.stepping.is_playing


def test_escape_goes_back_one_thing_at_a_time(hand: Hand) -> None:
    hand.present()
    hand.press_shown(KEY.Key_S)
    hand.click_shown("/")
    hand.press_shown(KEY.Key_H)
    seen = []
    for _ in range(4):
        hand.press_shown(KEY.Key_Escape)
        if hand.window.parts.presenting.is_on:
            shown = hand.shown
            seen.append((shown.hint.isVisible(), shown.strip.isVisible(), hand.window.parts.subtree_light.is_on))
    assert seen == [(False, True, True), (False, False, True), (False, False, False)]


@pytest.mark.parametrize(
    ("key", "keys", "larger"),
    [
        (KEY.Key_Plus, CONTROL, True),
        (KEY.Key_Equal, CONTROL, True),
        (KEY.Key_Plus, CONTROL | SHIFT, True),
        (KEY.Key_Plus, NONE, True),
        (KEY.Key_Minus, CONTROL, False),
        (KEY.Key_Minus, NONE, False),
    ],
)
def test_keys_zoom_and_f_shows_all_again(hand: Hand, key: Qt.Key, keys: Qt.KeyboardModifier, larger: bool) -> None:
    hand.present()
    before = hand.shown.view.scale_now()
    QTest.keyClick(hand.shown, key, keys)
    assert (hand.shown.view.scale_now() > before) is larger
    assert hand.shown.view.scale_now() != before
    hand.press_shown(KEY.Key_F)
    assert hand.shown.view.scale_now() == before


def test_a_step_that_was_moved_out_of_view_is_brought_into_view(hand: Hand) -> None:
    begin(hand, number=5)
    hand.present()
    for _ in range(8):
        QTest.keyClick(hand.shown, KEY.Key_Left, CONTROL)
    hand.press_shown(KEY.Key_PageDown)
    light, view = hand.stage.spotlight, hand.shown.view
    assert light is not None
    for node in light.nodes:
        assert view.viewport().rect().contains(view.mapFromScene(hand.stage.place_of(node)))


def test_all_keys_are_listed_here_and_in_the_help(hand: Hand) -> None:
    hand.present()
    hand.press_shown(KEY.Key_H)
    assert hand.shown.hint.lists
    for keys, words in key_rows():
        assert f"{keys}: {words}" in hand.shown.hint.accessibleName()
    hand.press_shown(KEY.Key_H)
    assert not hand.shown.hint.isVisible()
    dialog = Shortcuts(hand.window.parts)
    assert "Keys while presenting" in dialog.label.text()
    dialog.deleteLater()
    turn()


@pytest.mark.parametrize(
    "key", ["I", "+", "−", "Ctrl+0", "Ctrl+Left", "F11", "F1", "?", "Down", "Up", "Backspace", "Space", "full stop"]
)
def test_a_key_that_does_something_is_in_the_list(key: str) -> None:
    assert any(key in keys.split(", ") for keys, _ in key_rows())


def test_the_keys_that_both_windows_have_are_listed_with_the_names_of_the_menus(hand: Hand) -> None:
    hand.present()
    hand.press_shown(KEY.Key_H)
    assert "Ctrl+H" in hand.shown.hint.accessibleName()
    assert "Shared form" in hand.shown.hint.accessibleName()


def test_question_marks_are_understood_with_shift_and_without(hand: Hand) -> None:
    hand.present()
    for keys in (NONE, SHIFT):
        QTest.keyClick(hand.shown, KEY.Key_Question, keys)
        assert hand.shown.hint.lists
        hand.shown.hint.hide()
