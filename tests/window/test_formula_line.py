"""The formula line: it follows the canvas, the canvas follows it, and a fault leaves the canvas alone."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.robot import Hand, turn
from treeedit.files.paper import write_forest
from treeedit.window.formula_line import Line

F = "f = (x1 + x2)^2 + x3/(x1 + x2)"


@pytest.fixture
def line(hand: Hand) -> Line:
    return hand.window.formula.line


def retype(hand: Hand, text: str) -> None:
    """Replace all of the line by a text, key by key."""
    line = hand.window.formula.line
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, text)


def test_the_line_shows_the_tree(line: Line) -> None:
    assert line.text() == F


def test_the_line_follows_the_canvas(hand: Hand, line: Line) -> None:
    hand.take("x1").onto_node("x3")
    assert line.text() == "f = (x1 + x2)^2 + x1/(x1 + x2)"


def test_the_canvas_follows_every_key(hand: Hand) -> None:
    retype(hand, "f = x1*x2")
    assert hand.formulas() == ["f = x1*x2"]
    QTest.keyClicks(hand.window.formula.line, "^3")
    assert hand.formulas() == ["f = x1*x2^3"]


def test_a_typing_session_is_one_undo_step(hand: Hand) -> None:
    start = write_forest(hand.forest)
    retype(hand, "f = sin(x1)*x2 + 3")
    hand.key(Qt.Key.Key_Return)
    assert hand.session.stack.count() == 1
    hand.undo()
    assert write_forest(hand.forest) == start


def test_enter_ends_a_typing_session(hand: Hand, line: Line) -> None:
    retype(hand, "f = x1")
    hand.key(Qt.Key.Key_Return)
    retype(hand, "f = x2")
    assert hand.session.stack.count() == 2


def test_a_fault_is_said_and_leaves_the_canvas_alone(hand: Hand, line: Line) -> None:
    line.setFocus()
    line.end(False)
    before = write_forest(hand.forest)
    QTest.keyClicks(line, " + )")
    assert write_forest(hand.forest) == before
    assert hand.window.formula.message.isVisible()
    assert line._fault is not None
    assert line._fault[0] == len(F) + 3


def test_the_sentence_goes_when_the_fault_is_mended(hand: Hand, line: Line) -> None:
    line.setFocus()
    line.end(False)
    QTest.keyClicks(line, " +")
    assert hand.window.formula.message.isVisible()
    QTest.keyClicks(line, " 1")
    assert not hand.window.formula.message.isVisible()


def test_what_is_wrong_is_shown_as_text(hand: Hand, line: Line) -> None:
    retype(hand, "f = <img src=/dev/zero>")
    assert hand.window.formula.message.textFormat() == Qt.TextFormat.PlainText


def test_several_definitions_grow_a_tree_with_a_named_function(hand: Hand) -> None:
    hand.do("new")
    retype(hand, "g = x1 + x2; f = g^2 + x3/g")
    assert hand.formulas() == [F]
    assert list(hand.forest.functions) == ["g"]


def test_a_new_tree_stands_beside_the_others(hand: Hand) -> None:
    hand.write("h = x1*x1")
    assert hand.formulas() == [F, "h = x1*x1"]


def test_the_line_shows_the_new_tree_after_enter(hand: Hand, line: Line) -> None:
    hand.write("h = x1*x1")
    assert line.text() == "h = x1*x1"


def test_escape_ends_typing_and_shows_what_the_canvas_shows(hand: Hand, line: Line) -> None:
    retype(hand, "f = x1 + ")
    hand.key(Qt.Key.Key_Escape)
    assert [line.text()] == hand.formulas()
    assert not line.hasFocus()
    assert line._fault is None


def test_a_save_while_typing_does_not_double_the_tree(hand: Hand) -> None:
    retype(hand, "f = x1*x2")
    hand.session.stack.setClean()
    QTest.keyClicks(hand.window.formula.line, "*x3")
    assert hand.formulas() == ["f = x1*x2*x3"]


def test_an_undo_while_typing_is_shown_in_the_line(hand: Hand, line: Line) -> None:
    retype(hand, "f = x1*x2")
    hand.window.menus.actions["undo"].trigger()
    assert line.text() == F
    assert hand.formulas() == [F]


def test_typing_goes_on_after_an_undo(hand: Hand, line: Line) -> None:
    retype(hand, "f = x1*x2")
    hand.window.menus.actions["undo"].trigger()
    line.end(False)
    QTest.keyClicks(line, " + 1")
    assert hand.formulas() == [F + " + 1"]


def test_another_document_while_typing_is_shown_in_the_line(hand: Hand, line: Line) -> None:
    retype(hand, "f = x1*x2")
    hand.session.stack.setClean()
    hand.open_example(2)
    assert [line.text()] == hand.formulas()[:1]


def test_single_letter_keys_are_typed_not_performed(hand: Hand, line: Line) -> None:
    retype(hand, "f = s + f1 + SF")
    assert line.text() == "f = s + f1 + SF"
    turn()


def test_escape_takes_back_what_the_canvas_has_shown_while_typing(hand: Hand, line: Line) -> None:
    start = write_forest(hand.forest)
    retype(hand, "f = x1*x2")
    hand.key(Qt.Key.Key_Escape)
    assert write_forest(hand.forest) == start
    assert line.text() == F
    assert hand.session.stack.count() == 0
    assert not hand.window.isWindowModified()


def test_escape_brings_back_what_could_be_redone(hand: Hand, line: Line) -> None:
    hand.enter("x1", "4")
    hand.enter("x2", "5")
    hand.undo()
    hand.undo()
    retype(hand, "f = x1*x2")
    assert not hand.session.stack.canRedo()
    hand.key(Qt.Key.Key_Escape)
    assert hand.forest.inputs["x1"].value == 1.0
    hand.redo()
    hand.redo()
    assert (hand.forest.inputs["x1"].value, hand.forest.inputs["x2"].value) == (4.0, 5.0)


def test_escape_after_a_save_takes_back_what_was_typed_since(hand: Hand, line: Line) -> None:
    retype(hand, "f = x1*x2")
    hand.session.stack.setClean()
    QTest.keyClicks(line, "*x3")
    hand.key(Qt.Key.Key_Escape)
    assert hand.formulas() == ["f = x1*x2"]
    assert hand.session.stack.isClean()


@pytest.mark.parametrize("key", [Qt.Key.Key_Tab, Qt.Key.Key_Backtab])
def test_leaving_the_line_keeps_what_was_typed(hand: Hand, line: Line, key: Qt.Key) -> None:
    retype(hand, "f = x1*x2")
    hand.key(key)
    assert hand.formulas() == ["f = x1*x2"]
    assert hand.session.stack.count() == 1
