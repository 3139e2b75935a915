"""Building by keyboard alone: the quick-add, operator keys, and the cursor that goes on to the next empty slot."""

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest

from tests.robot import Hand, turn
from treeedit.model.edits import remove
from treeedit.model.records import Slot

ENTER, TAB, ESCAPE = Qt.Key.Key_Return, Qt.Key.Key_Tab, Qt.Key.Key_Escape


def type_on_canvas(hand: Hand, text: str) -> None:
    """Type character by character wherever the focus goes."""
    for character in text:
        widget = (
            hand.window.parts.adding.quick_add.field if hand.window.parts.adding.quick_add.isVisible() else hand.view
        )
        QTest.keyClicks(widget, character)
    turn()


def confirm(hand: Hand) -> None:
    QTest.keyClick(hand.window.parts.adding.quick_add.field, ENTER)
    turn()


def test_the_running_example_is_built_without_the_mouse(empty: Hand) -> None:
    type_on_canvas(empty, "+")
    confirm(empty)
    type_on_canvas(empty, "^+x1")
    confirm(empty)
    for text in ("x2", "2"):
        type_on_canvas(empty, text)
        confirm(empty)
    type_on_canvas(empty, "/x3")
    confirm(empty)
    type_on_canvas(empty, "+x1")
    confirm(empty)
    type_on_canvas(empty, "x2")
    confirm(empty)
    assert empty.formulas() == ["f = (x1 + x2)^2 + x3/(x1 + x2)"]


def test_a_whole_formula_grows_at_the_cursor(empty: Hand) -> None:
    type_on_canvas(empty, "(a+b)*c")
    confirm(empty)
    assert empty.formulas() == ["f = (a + b)*c"]


def test_an_operator_key_goes_over_the_current_node(hand: Hand) -> None:
    hand.click("x3")
    type_on_canvas(hand, "*")
    assert hand.formulas() == ["f = (x1 + x2)^2 + x3*□/(x1 + x2)"]
    assert hand.stage.cursor() == Slot(hand.node("*"), 1)


def test_typing_over_a_leaf_renames_that_one(hand: Hand) -> None:
    hand.click("x1")
    type_on_canvas(hand, "x4")
    confirm(hand)
    assert hand.formulas() == ["f = (x4 + x2)^2 + x3/(x1 + x2)"]


def test_a_preview_changes_nothing(hand: Hand) -> None:
    hand.click("x3")
    type_on_canvas(hand, "sin")
    assert hand.view.preview is not None
    assert hand.formulas() == ["f = (x1 + x2)^2 + x3/(x1 + x2)"]


def test_escape_leaves_nothing_behind(hand: Hand) -> None:
    hand.click("x3")
    type_on_canvas(hand, "sin")
    QTest.keyClick(hand.window.parts.adding.quick_add.field, ESCAPE)
    assert hand.view.preview is None
    assert not hand.window.parts.adding.quick_add.isVisible()
    assert hand.session.stack.count() == 0
    assert hand.view.hasFocus()


@pytest.mark.parametrize("key", [TAB, Qt.Key.Key_Space, Qt.Key.Key_Insert])
def test_these_keys_open_it_empty(hand: Hand, key: Qt.Key) -> None:
    hand.click("x3")
    QTest.keyClick(hand.view, key)
    assert hand.window.parts.adding.quick_add.isVisible()
    assert hand.window.parts.adding.quick_add.field.text() == ""


@pytest.mark.parametrize("key", [Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_CapsLock, Qt.Key.Key_F7])
def test_keys_without_a_character_do_not(hand: Hand, key: Qt.Key) -> None:
    QTest.keyClick(hand.view, key)
    assert not hand.window.parts.adding.quick_add.isVisible()


def test_a_double_click_on_the_paper_opens_it(hand: Hand) -> None:
    corner = hand.view.viewport().rect().bottomLeft() + QPointF(20, -20).toPoint()
    QTest.mouseDClick(hand.view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, corner)
    assert hand.window.parts.adding.quick_add.isVisible()


def test_the_arrows_choose_among_the_offers(empty: Hand) -> None:
    type_on_canvas(empty, "sin")
    QTest.keyClick(empty.window.parts.adding.quick_add.field, Qt.Key.Key_Down)
    confirm(empty)
    assert empty.formulas() == ["f = sinh(□)"]


def test_what_means_nothing_is_told_and_not_done(empty: Hand) -> None:
    type_on_canvas(empty, "(((")
    assert empty.window.parts.adding.quick_add.nothing.isVisible()
    confirm(empty)
    assert empty.formulas() == []


def test_each_addition_is_one_undo_step(empty: Hand) -> None:
    type_on_canvas(empty, "a*b")
    confirm(empty)
    assert empty.session.stack.count() == 1
    empty.undo()
    assert empty.formulas() == []


def test_what_changes_under_the_quick_add_closes_it(hand: Hand) -> None:
    hand.click("x3")
    hand.key(TAB)
    assert hand.window.parts.adding.quick_add.isVisible()
    hand.session.do(remove(hand.forest, [hand.node("/")]), "remove")
    turn()
    assert not hand.window.parts.adding.quick_add.isVisible()
    assert hand.view.preview is None
    hand.view.grab()
