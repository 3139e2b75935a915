"""What screen readers find on the canvas, and what they are told."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QScrollBar, QWidget

from tests.robot import Hand, turn
from treeedit.canvas.view.accessible import ROLE
from treeedit.model.records import Slot

TEXT = QAccessible.Text


@pytest.fixture
def said(hand: Hand) -> list[str]:
    """What is said aloud from now on."""
    sentences: list[str] = []
    hand.window.parts.voice.say_aloud = sentences.append
    return sentences


def canvas(hand: Hand) -> QAccessibleInterface:
    return QAccessible.queryAccessibleInterface(hand.view)


def read(item: QAccessibleInterface, levels: int) -> Iterator[str]:
    """The names below an item, down to some level."""
    for index in range(item.childCount()) if levels else ():
        child = item.child(index)
        if child.role() == ROLE:
            yield child.text(TEXT.Name)
            yield from read(child, levels - 1)


def test_the_canvas_is_a_tree_of_its_nodes(hand: Hand) -> None:
    assert canvas(hand).role() == QAccessible.Role.Tree
    assert list(read(canvas(hand), 2)) == ["plus", "power", "divided by"]


def test_a_node_says_its_seat_and_its_numbers(hand: Hand) -> None:
    item = canvas(hand).child(0).child(0).child(0)
    assert item.text(TEXT.Description) == "first operand of power, value 3, partial 6"


def test_a_node_knows_its_place_among_the_others(hand: Hand) -> None:
    root = canvas(hand).child(0)
    second = root.child(1)
    assert root.indexOfChild(second) == 1
    assert second.parent() is root
    assert canvas(hand).indexOfChild(root) == 0
    assert root.parent().role() == QAccessible.Role.Tree


def test_an_empty_slot_is_an_item(empty: Hand) -> None:
    empty.click_chip("+")
    assert list(read(canvas(empty), 2)) == ["plus", "empty slot", "empty slot"]


def test_a_node_is_where_it_is_drawn(hand: Hand) -> None:
    rect = canvas(hand).child(0).rect()
    middle = hand.view.viewport().mapToGlobal(hand.at_node(hand.root("f")).toPoint())
    assert rect.contains(middle)
    found = canvas(hand).childAt(middle.x(), middle.y())
    assert found.text(TEXT.Name) == "plus"


def test_the_current_node_is_chosen_and_has_the_focus(hand: Hand) -> None:
    hand.window.activateWindow()
    hand.view.setFocus()
    hand.click("x3")
    item = canvas(hand).focusChild()
    assert item.text(TEXT.Name) == "x3"
    assert item.state().selected
    assert item.state().focused
    assert not canvas(hand).child(0).state().selected


def test_a_node_out_of_view_is_told_so(hand: Hand) -> None:
    item = canvas(hand).child(0)
    assert not item.state().offscreen
    hand.view.shift(hand.view.mapToScene(QPoint(20_000, 0)))
    assert item.state().offscreen


def test_what_is_gone_is_no_longer_valid_and_comes_back_by_undo(hand: Hand) -> None:
    item = canvas(hand).child(0).child(1).child(0)
    assert item.text(TEXT.Name) == "x3"
    hand.click("x3")
    hand.do("delete")
    assert not item.isValid()
    assert item.text(TEXT.Name) == ""
    assert item.state().invalid
    hand.undo()
    assert item.isValid()


def test_an_edit_and_its_undo_are_said(hand: Hand, said: list[str]) -> None:
    hand.click("x3")
    hand.do("delete")
    hand.undo()
    hand.redo()
    assert said == ["delete", "undone: delete", "delete"]


def test_a_refusal_is_said(hand: Hand, said: list[str]) -> None:
    hand.window.parts.say("no")
    assert said == ["no"]


def test_a_slide_is_said_once_when_it_rests(hand: Hand, said: list[str]) -> None:
    hand.window.parts.voice._rest.setInterval(1)
    hand.slide("x3", 3.1, 3.2, 3.5)
    QTest.qWait(20)
    assert said == ["f = 61/6"]


def test_a_label_that_looks_like_markup_is_read_as_it_is(empty: Hand) -> None:
    empty.click_chip("+")
    empty.stage.select_gap(Slot(empty.node("+"), 0))
    empty.click_chip("x1")
    assert list(read(canvas(empty), 2))[1] == "x1"


def nameless(window: QWidget) -> list[str]:
    """The widgets that a key or a reader can come to and that have no name."""
    found = []
    for widget in window.findChildren(QWidget):
        focusable = widget.focusPolicy() != Qt.FocusPolicy.NoFocus and widget.isVisible() and widget.isEnabled()
        if focusable and widget.focusProxy() is None and not isinstance(widget, QScrollBar | QLabel):
            reader = QAccessible.queryAccessibleInterface(widget)
            if not reader.text(TEXT.Name):
                found.append(f"{type(widget).__name__} in {type(widget.parent()).__name__}")
    return found


def test_every_widget_that_takes_the_focus_has_a_name(hand: Hand) -> None:
    for dock in hand.window._docks:
        dock.show()
    hand.view.typed("x")
    turn()
    assert nameless(hand.window) == []


def test_a_slider_is_named_by_its_value(hand: Hand) -> None:
    hand.enter("x1", "2.5")
    assert QAccessible.queryAccessibleInterface(hand.slider("x1")).text(TEXT.Name) == "x1 = 2.5"


def test_a_chip_is_a_button(hand: Hand) -> None:
    reader = QAccessible.queryAccessibleInterface(hand.chip("+"))
    assert reader.role() == QAccessible.Role.Button
    assert reader.text(TEXT.Name) == "plus (+)"
