"""What a presentation says goes by itself, and the pointer hides while it rests."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from tests.robot import Hand, turn

KEY = Qt.Key


def move(hand: Hand, at: QPoint) -> None:
    QTest.mouseMove(hand.shown.windowHandle(), at)
    turn()


def test_it_begins_with_the_first_keys_for_a_while(hand: Hand) -> None:
    hand.do("present")
    hint = hand.shown.hint
    assert "Page down" in hint.text()
    assert hint.isVisible()
    assert hand.shown.rect().contains(hint.geometry())
    hint._time.timeout.emit()
    assert not hint.isVisible()


def test_a_line_goes_with_the_first_step_and_a_list_stays(hand: Hand) -> None:
    hand.do("present")
    hand.press_shown(KEY.Key_PageDown)
    assert not hand.shown.hint.isVisible()
    hand.press_shown(KEY.Key_H, KEY.Key_PageDown)
    assert hand.shown.hint.isVisible()


def test_what_is_too_long_for_a_line_is_wrapped(hand: Hand) -> None:
    hand.present()
    hand.shown.hint.tell("a word " * 60)
    assert hand.shown.rect().contains(hand.shown.hint.geometry())


def test_a_line_is_plain_text(hand: Hand) -> None:
    hand.present()
    hand.shown.hint.list([("<b>", "&")])
    assert "&lt;b&gt;" in hand.shown.hint.text()
    hand.shown.hint.tell("<b>")
    assert hand.shown.hint.textFormat() == Qt.TextFormat.PlainText


def test_the_pointer_hides_while_it_rests_and_comes_back_with_a_move(hand: Hand) -> None:
    hand.present()
    pointer = hand.shown.pointer
    move(hand, QPoint(200, 200))
    assert not pointer.is_hidden
    hand.stage.light([hand.node("x3")])
    pointer._time.timeout.emit()
    assert pointer.is_hidden
    assert hand.shown.view.viewport().cursor().shape() == Qt.CursorShape.BlankCursor
    assert hand.stage.lit == frozenset()
    move(hand, QPoint(210, 200))
    assert not pointer.is_hidden
    assert hand.shown.view.viewport().cursor().shape() != Qt.CursorShape.BlankCursor


def test_the_editors_pointer_stays(hand: Hand) -> None:
    hand.present()
    hand.shown.pointer._time.timeout.emit()
    assert hand.view.viewport().cursor().shape() != Qt.CursorShape.BlankCursor
