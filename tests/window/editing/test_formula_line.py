"""The formula line: it follows the canvas, the canvas follows it, and a fault leaves the canvas alone."""

from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtTest import QTest

from tests.robot import Hand, turn
from treeedit.canvas.scene.visible_parts import Shown
from treeedit.files.paper import write_forest
from treeedit.model import naming
from treeedit.model.edits import relabel
from treeedit.window.editing.formula_line import FormulaLine, Line
from treeedit.window.settings import Settings

F = "f = (x1 + x2)^2 + x3/(x1 + x2)"
NAMED = "g = x1 + x2; f = g^2 + x3/g"


@pytest.fixture
def line(hand: Hand) -> Line:
    """The line where the names of functions are written out."""
    hand.do("formulas_with_names")
    return hand.window.parts.formula.line


@pytest.fixture
def named(hand: Hand) -> Line:
    """The line as it is at first: with the names of functions."""
    return hand.window.parts.formula.line


def retype(hand: Hand, text: str) -> None:
    """Replace all of the line by a text, key by key."""
    line = hand.window.parts.formula.line
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
    QTest.keyClicks(hand.window.parts.formula.line, "^3")
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
    assert hand.window.parts.formula.message.isVisible()
    assert line._fault is not None
    assert line._fault[0] == len(F) + 3


def test_the_sentence_goes_when_the_fault_is_mended(hand: Hand, line: Line) -> None:
    line.setFocus()
    line.end(False)
    QTest.keyClicks(line, " +")
    assert hand.window.parts.formula.message.isVisible()
    QTest.keyClicks(line, " 1")
    assert not hand.window.parts.formula.message.isVisible()


def test_what_is_wrong_is_shown_as_text(hand: Hand, line: Line) -> None:
    retype(hand, "f = <img src=/dev/zero>")
    assert hand.window.parts.formula.message.textFormat() == Qt.TextFormat.PlainText


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
    QTest.keyClicks(hand.window.parts.formula.line, "*x3")
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


def test_the_line_shows_the_names_of_functions(named: Line) -> None:
    assert named.text() == NAMED


def test_a_text_with_names_is_edited_both_ways(hand: Hand, named: Line) -> None:
    retype(hand, "g = x1*x2; f = g^2 + x3/g")
    assert hand.formulas() == ["f = (x1*x2)^2 + x3/(x1*x2)"]
    hand.key(Qt.Key.Key_Return)
    assert named.text() == "g = x1*x2; f = g^2 + x3/g"
    hand.undo()
    assert named.text() == NAMED


def test_typing_in_a_text_with_names_leaves_the_cursor_where_it_is(hand: Hand, named: Line) -> None:
    named.setFocus()
    named.setCursorPosition(len("g = x1 + x2"))
    QTest.keyClicks(named, "*x3")
    assert named.text() == "g = x1 + x2*x3; f = g^2 + x3/g"
    assert named.cursorPosition() == len("g = x1 + x2*x3")
    assert hand.formulas() == ["f = (x1 + x2*x3)^2 + x3/(x1 + x2*x3)"]


def test_another_name_in_the_text_renames_the_function(hand: Hand, named: Line) -> None:
    mark = hand.forest.functions["g"].mark
    retype(hand, "k = x1 + x2; f = k^2 + x3/k")
    assert list(hand.forest.functions) == ["k"]
    assert hand.forest.functions["k"].mark == mark


def test_a_name_that_goes_from_the_text_goes_from_the_document(hand: Hand, named: Line) -> None:
    retype(hand, "f = (x1 + x2)^2")
    assert not hand.forest.functions
    hand.key(Qt.Key.Key_Escape)
    assert list(hand.forest.functions) == ["g"]


def test_a_name_that_another_tree_needs_stays(hand: Hand, named: Line) -> None:
    hand.write("h = sin(x1 + x2)")
    hand.click("/")
    retype(hand, "f = x1")
    assert list(hand.forest.functions) == ["g"]


def test_a_known_name_stands_for_its_function(hand: Hand, named: Line) -> None:
    hand.write("h = sin(g)")
    assert hand.formulas() == [F, "h = sin(x1 + x2)"]
    assert named.text() == "g = x1 + x2; h = sin(g)"


def test_a_definition_that_is_not_used_for_a_moment_grows_no_tree(hand: Hand, named: Line) -> None:
    retype(hand, "g = x1 + x2; f = x3")
    assert hand.formulas() == ["f = x3"]
    assert list(hand.forest.functions) == ["g"]


def test_a_name_given_on_the_canvas_appears_in_the_line(hand: Hand, named: Line) -> None:
    hand.session.do(naming.rename_function(hand.forest, "g", "k"), "rename")
    assert named.text() == "k = x1 + x2; f = k^2 + x3/k"


def test_whether_names_are_shown_is_remembered(hand: Hand, named: Line, tmp_path: Path) -> None:
    hand.do("formulas_with_names")
    assert named.text() == F
    hand.window.memory.remember()
    formula = FormulaLine(hand.stage)
    formula.restore(Settings(tmp_path / "settings.json"))
    assert formula.line.text() == F
    formula.deleteLater()


LONG = "f = " + " + ".join(f"1000{i % 9}*x" for i in range(3500))


def test_a_formula_that_is_longer_than_the_line_is_read_whole(empty: Hand) -> None:
    empty.paste_formula(LONG)
    assert len(empty.forest.nodes) == 13_999
    assert empty.window.parts.formula.line.text() == ""
    assert "too large" in empty.window.parts.formula.line.placeholderText()
    assert empty.session.stack.count() == 1


def test_a_tree_that_no_line_shows_is_not_changed_by_what_is_typed_there(empty: Hand) -> None:
    empty.paste_formula(LONG)
    line = empty.window.parts.formula.line
    line.setFocus()
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert empty.session.stack.count() == 1
    QTest.keyClicks(line, "y*z")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert len(empty.forest.nodes) == 13_999 + 3
    assert len(empty.forest.roots) == 2


def test_enter_on_what_the_line_shows_is_no_edit(hand: Hand, line: Line) -> None:
    line.setFocus()
    QTest.keyClick(line, Qt.Key.Key_Return)
    retype(hand, F)
    hand.key(Qt.Key.Key_Return)
    assert hand.session.stack.count() == 0


def said(hand: Hand) -> list[str]:
    """What is said from now on."""
    found: list[str] = []
    hand.window.parts.stage.say = found.append
    return found


def test_a_function_that_is_entered_alone_is_meant_anew_in_the_tree(hand: Hand, named: Line) -> None:
    told = said(hand)
    retype(hand, "g = x1*x2")
    hand.key(Qt.Key.Key_Return)
    assert named.text() == "g = x1*x2; f = g^2 + x3/g"
    assert told[-1] == "g is x1*x2 now, wherever it stands."


def test_latex_is_read_and_it_is_told_how(hand: Hand, line: Line) -> None:
    told = said(hand)
    retype(hand, r"\frac{x_1}{w_1 + e^{-b}}")
    hand.key(Qt.Key.Key_Return)
    assert hand.formulas() == ["f = x1/(w1 + e^-b)"]
    assert told[-1] == "read as x₁/(w₁ + e^-b); new inputs: w₁, b."


def test_the_name_alone_is_a_beginning_and_leaves_the_tree(hand: Hand, line: Line) -> None:
    retype(hand, "f")
    assert hand.formulas() == [F]
    QTest.keyClicks(line, " = x1")
    assert hand.formulas() == ["f = x1"]


def test_an_e_of_the_document_stays_one_while_it_is_typed_anew(hand: Hand, line: Line) -> None:
    retype(hand, "f = e^x1")
    hand.key(Qt.Key.Key_Return)
    assert hand.forest.labels() == ["x1"]
    hand.session.do(relabel(hand.forest, hand.node("x1"), "e"), "rename")
    assert hand.window.parts.formula.line.text() == "f = ℯ^e"
    retype(hand, "f = e*2")
    assert hand.forest.labels() == ["e"]
    retype(hand, "f = 2*e + x")
    assert hand.forest.labels() == ["e", "x"]


def test_trees_that_are_typed_stand_in_a_row_whatever_is_typed_before_them_is_done(hand: Hand) -> None:
    line = hand.window.parts.formula.line
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, "f = x*x; h = x^2; k = 2*x - x*y/x")
    QTest.keyClick(line, Qt.Key.Key_Return)
    rects = sorted((rect(hand, root) for root in hand.forest.roots), key=lambda each: each.left())
    gaps = [after.left() - before.right() for before, after in pairwise(rects)]
    assert len(gaps) == 2
    assert all(20 < gap < 150 for gap in gaps)


def rect(hand: Hand, root: int) -> QRectF:
    return hand.stage.rect_of(Shown(frozenset([root])))


def test_the_words_of_an_example_go_with_its_tree_and_come_back_with_it(hand: Hand) -> None:
    hand.open_example()
    before = dict(hand.forest.about)
    assert "text" in before
    retype(hand, "p = ln(a)/sqrt(b)")
    QTest.keyClick(hand.window.parts.formula.line, Qt.Key.Key_Return)
    assert hand.forest.about == {}
    hand.undo()
    assert hand.forest.about == before
    assert hand.formulas() == [F]


def test_the_words_of_an_example_stay_while_something_of_it_does(hand: Hand) -> None:
    hand.open_example()
    retype(hand, "f = (x1 + x2)^2*x3/(x1 + x2)")
    QTest.keyClick(hand.window.parts.formula.line, Qt.Key.Key_Return)
    assert "text" in hand.forest.about
