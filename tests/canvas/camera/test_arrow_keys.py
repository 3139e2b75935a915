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


TOWARDS = {  # to the parent, to an operand, to the previous and the next one of the row
    "top": (UP, DOWN, LEFT, RIGHT),
    "bottom": (DOWN, UP, LEFT, RIGHT),
    "left": (LEFT, RIGHT, UP, DOWN),
    "right": (RIGHT, LEFT, UP, DOWN),
}


@pytest.mark.parametrize("where", TOWARDS)
def test_arrows_walk_the_tree_as_it_is_drawn(hand: Hand, where: str) -> None:
    hand.do(f"root_{where}")
    parent, operand, previous, following = TOWARDS[where]
    hand.stage.select([hand.root("f")])
    assert walk(hand, operand) == hand.node("^")
    assert walk(hand, following) == hand.node("/")
    assert walk(hand, previous, operand) == hand.node("+")
    assert walk(hand, following) == hand.node("2")
    assert walk(hand, following) == hand.node("x3")
    assert walk(hand, parent, parent) == hand.root("f")
    assert walk(hand, parent, previous, following) == hand.root("f")


@pytest.mark.parametrize("where", TOWARDS)
def test_long_labels_and_empty_slots_stand_on_the_row(empty: Hand, where: str) -> None:
    empty.write("a_rather_long_label*? + sin(y)*b")
    empty.do(f"root_{where}")
    _, _, previous, following = TOWARDS[where]
    empty.stage.select([empty.node("a_rather_long_label")])
    gap = Slot(empty.node("*"), 1)
    assert walk(empty, following) == gap
    assert walk(empty, following) == empty.node("sin")
    assert walk(empty, following) == empty.node("b")
    assert walk(empty, previous, previous, previous) == empty.node("a_rather_long_label")


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
