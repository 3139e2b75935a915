"""Naming what is chosen, by a key and a small field at the node."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.robot import CONTROL, Hand, turn


def name(hand: Hand, text: str) -> None:
    """Press Ctrl+G on the canvas, type over what is there, Enter."""
    hand.key(Qt.Key.Key_G, CONTROL)
    field = hand.window.parts.naming.asking.field
    field.selectAll()
    QTest.keyClicks(field, text)
    QTest.keyClick(field, Qt.Key.Key_Return)
    turn()


def test_a_function_is_named_at_its_node(hand: Hand) -> None:
    hand.click("^")
    name(hand, "k")
    assert list(hand.forest.functions) == ["g", "k"]
    assert hand.session.stack.count() == 1
    assert not hand.window.parts.naming.isVisible()
    assert hand.view.hasFocus()


def test_a_named_function_gets_another_name(hand: Hand) -> None:
    hand.click("+", 0)
    name(hand, "k")
    assert list(hand.forest.functions) == ["k"]


def test_an_empty_answer_removes_the_name(hand: Hand) -> None:
    hand.click("+", 0)
    hand.key(Qt.Key.Key_G, CONTROL)
    field = hand.window.parts.naming.asking.field
    assert field.text() == "g"
    field.clear()
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert not hand.forest.functions


def test_on_a_root_the_tree_is_named(hand: Hand) -> None:
    hand.click(hand.root("f"))
    name(hand, "loss")
    assert hand.formulas() == ["loss = (x1 + x2)^2 + x3/(x1 + x2)"]


def test_a_name_in_use_is_refused_where_it_is_typed(hand: Hand) -> None:
    hand.click("^")
    name(hand, "g")
    assert "already names another function" in hand.window.parts.naming.asking.refusal.text()
    assert hand.window.parts.naming.isVisible()
    QTest.keyClick(hand.window.parts.naming.asking.field, Qt.Key.Key_Escape)
    assert not hand.window.parts.naming.isVisible()
    assert hand.session.stack.count() == 0


def test_a_leaf_cannot_be_named(hand: Hand) -> None:
    hand.click("x3")
    assert not hand.window.menus.actions["name"].isEnabled()
