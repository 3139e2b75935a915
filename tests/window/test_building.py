"""The running example, built twice: once without the keyboard, once without the mouse and not as one formula."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.robot import Hand

MOST_DRAGS, MOST_KEYS = 12, 25
EXAMPLE = "f = (x1 + x2)^2 + x3/(x1 + x2)"
ENTER = "\r"


def press(hand: Hand, keys: str) -> int:
    """Press keys where the focus is, one after the other; how many they were."""
    for key in keys:
        widget = QApplication.focusWidget() or hand.view
        if key == ENTER:
            QTest.keyClick(widget, Qt.Key.Key_Return)
        else:
            QTest.keyClicks(widget, key)
    return len(keys)


DRAGS = (
    ("^", "+", 0, 0),
    ("/", "+", 1, 0),
    ("+", "^", 0, 0),
    ("x1", "+", 0, 0),
    ("x2", "+", 1, 0),
    ("2", "^", 1, 0),
    ("x3", "/", 0, 0),
    ("+", "/", 1, 0),
    ("x1", "+", 0, 1),
    ("x2", "+", 1, 1),
)
"""From the palette: what, onto which operator's slot, the how-manieth of its kind as the tree is read."""


def test_by_mouse_alone_it_takes_at_most_twelve_drags(empty: Hand) -> None:
    empty.take("+").to_canvas(0.0, 0.0)
    for what, operator, slot, nth in DRAGS:
        empty.take(what).onto(operator, slot, nth)
    assert empty.formulas() == [EXAMPLE]
    assert 1 + len(DRAGS) <= MOST_DRAGS


def test_by_keyboard_alone_it_takes_at_most_twenty_five_keys(empty: Hand) -> None:
    empty.view.setFocus()
    keys = press(empty, "+\r^+x1\rx2\r2\r/x3\r+x1\rx2\r")
    assert empty.formulas() == [EXAMPLE]
    assert keys <= MOST_KEYS
    assert empty.value("^") == 4.0


def test_after_each_key_the_cursor_stands_where_one_goes_on(empty: Hand) -> None:
    empty.view.setFocus()
    press(empty, "+\r")
    assert empty.stage.gap is not None
    press(empty, "x1\rx2\r")
    assert empty.stage.gap is None
    assert empty.formulas() == ["f = x1 + x2"]
