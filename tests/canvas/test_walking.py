"""Arrow keys walk the tree as it is drawn."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.robot import Hand
from treeedit.model.records import Slot

UP, DOWN, LEFT, RIGHT = Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right


def walk(hand: Hand, *keys: Qt.Key) -> object:
    for key in keys:
        QTest.keyClick(hand.view, key)
    return hand.stage.cursor()


def test_the_first_arrow_chooses_the_first_root(hand: Hand) -> None:
    assert walk(hand, DOWN) == hand.root("f")


@pytest.mark.parametrize(
    ("keys", "who", "nth"),
    [
        ((DOWN,), "^", 0),
        ((DOWN, DOWN), "+", 0),
        ((DOWN, DOWN, DOWN), "x1", 0),
        ((DOWN, RIGHT), "/", 0),
        ((DOWN, RIGHT, DOWN), "x3", 0),
        ((DOWN, DOWN, RIGHT), "2", 0),
        ((DOWN, DOWN, RIGHT, RIGHT), "x3", 0),
        ((DOWN, DOWN, RIGHT, UP), "^", 0),
        ((DOWN, DOWN, RIGHT, UP, DOWN), "2", 0),
    ],
)
def test_an_arrow_leads_where_it_points(hand: Hand, keys: tuple[Qt.Key, ...], who: str, nth: int) -> None:
    hand.stage.select([hand.root("f")])
    assert walk(hand, *keys) == hand.node(who, nth)


def test_nothing_lies_beyond_the_ends(hand: Hand) -> None:
    hand.stage.select([hand.root("f")])
    assert walk(hand, UP, LEFT, RIGHT) == hand.root("f")


def test_empty_slots_are_walked_too(empty: Hand) -> None:
    empty.write("a + ?")
    empty.stage.select([empty.node("a")])
    gap = Slot(empty.node("+"), 1)
    assert walk(empty, RIGHT) == gap
    assert walk(empty, DOWN) == gap
    assert walk(empty, UP) == gap.parent
    assert walk(empty, DOWN) == gap


def test_sideways_leads_into_the_next_tree(empty: Hand) -> None:
    empty.write("f = a + b")
    empty.write("h = c + d")
    empty.stage.select([empty.node("b")])
    assert walk(empty, RIGHT) == empty.node("c")


def test_the_cursor_is_brought_into_view(hand: Hand) -> None:
    hand.stage.select([hand.root("f")])
    hand.view.zoom(6.0)
    walk(hand, DOWN, DOWN, DOWN)
    assert hand.view.viewport().rect().contains(hand.at_node("x1").toPoint())


def test_a_click_chooses_an_empty_slot_and_filling_it_lets_go(empty: Hand) -> None:
    empty.write("a + ?")
    empty.click_at(empty.at_slot("+", 1))
    assert empty.stage.cursor() == Slot(empty.node("+"), 1)
    empty.click_chip("2")
    assert empty.formulas() == ["f = a + 2"]
    assert empty.stage.cursor() == empty.node("2")
