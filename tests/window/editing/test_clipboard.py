"""Cut, copy, paste: what others get of a tree, and what a text from anywhere becomes."""

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from tests.robot import CONTROL, Hand
from treeedit.canvas.transfer.drag_data import LOAD_TYPE, PNG_TYPE, SVG_TYPE
from treeedit.model.belongings import Belongings, belongings_of
from treeedit.model.edits import set_input
from treeedit.model.folding import fold
from treeedit.model.pinning import pin_note
from treeedit.model.records import NodeId, Point, Slot

F = "f = (x1 + x2)^2 + x3/(x1 + x2)"


def choose(hand: Hand, *who: str) -> None:
    hand.view.setFocus()
    hand.stage.select([hand.node(each) for each in who])


def paste(hand: Hand, text: str) -> None:
    QApplication.clipboard().setText(text)
    hand.do("paste")


def test_a_copy_is_a_formula_a_tree_and_pictures(hand: Hand) -> None:
    choose(hand, "/")
    hand.key(Qt.Key.Key_C, CONTROL)
    data = QApplication.clipboard().mimeData()
    assert data.text() == "x3/(x1 + x2)"
    assert all(data.hasFormat(kind) for kind in (LOAD_TYPE, PNG_TYPE, SVG_TYPE))


def test_several_trees_are_copied_a_line_each_with_their_names(hand: Hand) -> None:
    hand.write("h = a*b")
    hand.stage.select(hand.forest.trees())
    hand.do("copy")
    assert QApplication.clipboard().text() == f"{F}\nh = a*b"


def test_a_copy_as_latex(hand: Hand) -> None:
    choose(hand, "/")
    hand.do("copy_latex")
    assert QApplication.clipboard().text() == r"\frac{x_3}{x_1 + x_2}"


def test_a_cut_leaves_an_empty_slot_and_a_paste_fills_it(hand: Hand) -> None:
    choose(hand, "/")
    hand.key(Qt.Key.Key_X, CONTROL)
    assert hand.formulas() == ["f = (x1 + x2)^2 + □"]
    assert isinstance(hand.stage.cursor(), Slot)
    hand.key(Qt.Key.Key_V, CONTROL)
    assert hand.formulas() == [F]


def test_a_paste_without_a_choice_stands_loose(hand: Hand) -> None:
    choose(hand, "/")
    hand.do("copy")
    hand.stage.select([])
    hand.do("paste")
    assert hand.formulas() == [F, "h = x3/(x1 + x2)"]
    assert hand.stage.selection == [hand.root("h")]


def test_a_paste_is_one_undo_step(hand: Hand) -> None:
    hand.stage.select([])
    paste(hand, "a = x*y\nb = y + 1")
    assert hand.formulas() == ["a = x*y", "b = y + 1", F]
    hand.undo()
    assert hand.formulas() == [F]


def test_values_come_along_where_the_document_has_none(empty: Hand) -> None:
    empty.write("p*q")
    empty.session.do(set_input(empty.forest, "p", 7.5), "set")
    empty.stage.select(empty.forest.trees())
    empty.do("copy")
    empty.session.stack.setClean()
    empty.window.documents.new()
    empty.do("paste")
    assert empty.forest.inputs["p"].value == 7.5


def test_trees_keep_their_places_to_each_other(empty: Hand) -> None:
    empty.write("a*b")
    empty.write("c*d")
    one, other = (empty.stage.place_of(root) for root in empty.forest.trees())
    empty.stage.select(empty.forest.trees())
    empty.do("copy")
    empty.stage.select([])
    empty.do("paste")
    first, second = (empty.stage.place_of(root) for root in empty.forest.trees()[2:])
    assert second.x() - first.x() == pytest.approx(other.x() - one.x(), abs=0.1)


def noted(hand: Hand) -> None:
    """The running example with a folded sum, and notes on it and on the quotient."""
    whole = hand.node("/")
    part = hand.forest.operands(whole)[1]
    assert part is not None
    hand.session.do(fold(hand.forest, [part]), "fold")
    hand.session.do(pin_note(hand.forest, part, "the sum", Point(40, 50)), "note")
    hand.session.do(pin_note(hand.forest, whole, "the quotient", Point(90, -30)), "note")


def belongings(hand: Hand, root: NodeId) -> Belongings:
    return belongings_of(hand.forest, [root])


def test_folds_and_notes_come_along_in_one_undo_step(hand: Hand) -> None:
    noted(hand)
    before = belongings(hand, hand.node("/"))
    assert (len(before.folds), len(before.notes)) == (1, 2)
    choose(hand, "/")
    hand.do("copy")
    hand.stage.select([])
    steps = hand.session.stack.count()
    hand.do("paste")
    assert belongings(hand, hand.root("h")) == before
    assert hand.session.stack.count() == steps + 1
    hand.undo()
    assert (len(hand.forest.folds), len(hand.forest.notes)) == (1, 2)


def test_folds_and_notes_come_along_into_a_slot(hand: Hand) -> None:
    noted(hand)
    before = belongings(hand, hand.node("/"))
    choose(hand, "/")
    hand.do("cut")
    assert not hand.forest.notes
    hand.do("paste")
    assert hand.formulas() == [F]
    assert belongings(hand, hand.node("/")) == before


def test_folds_and_notes_come_along_into_another_document(hand: Hand) -> None:
    noted(hand)
    hand.stage.select(hand.forest.trees())
    before = belongings(hand, hand.root("f"))
    hand.do("copy")
    hand.session.stack.setClean()
    hand.window.documents.new()
    hand.do("paste")
    (root,) = hand.forest.trees()
    assert belongings(hand, root) == before
    hand.forest.check()


def test_a_duplicate_and_a_dragged_copy_have_folds_and_notes_too(hand: Hand) -> None:
    noted(hand)
    before = belongings(hand, hand.root("f"))
    hand.stage.select([hand.root("f")])
    hand.do("duplicate")
    hand.drag(hand.root("f")).holding(Qt.KeyboardModifier.AltModifier).to_canvas(-900, 300)
    roots = hand.forest.trees()
    assert len(roots) == 3
    assert [belongings(hand, root) for root in roots] == [before] * 3


@pytest.mark.parametrize(
    ("text", "formula"),
    [
        ("f(x) = x^2 + 1.", "f = x^2 + 1"),
        ("• f = a − b", "f = a - b"),
        ("“x·y”", "f = x*y"),
        (r"\frac{x_3}{x_1+x_2}", "f = x3/(x1 + x2)"),
        (r"$$\sin^2\left(x\right)$$", "f = sin(x)^2"),
    ],
)
def test_a_formula_from_a_mail_or_a_paper(empty: Hand, text: str, formula: str) -> None:
    paste(empty, text)
    assert empty.formulas() == [formula]


def test_the_first_line_that_is_no_formula_is_told(empty: Hand) -> None:
    paste(empty, "the loss:\nL = (y - t)^2\nBest wishes, Ada")
    assert empty.formulas() == ["L = (y - t)^2"]
    assert "line 1" in empty.status()


@pytest.mark.parametrize(
    "text", ["import numpy as np\nprint(np.pi)", "x + 1\n" * 300_000, "<html><b>hi</b></html>", "\0\1\2", "(" * 90_000]
)
def test_what_is_of_no_use_is_told_and_not_done(empty: Hand, text: str) -> None:
    paste(empty, text)
    assert empty.formulas() == []
    assert empty.status()


def test_a_picture_is_told(empty: Hand) -> None:
    data = QMimeData()
    data.setImageData(QImage(4, 4, QImage.Format.Format_RGB32))
    QApplication.clipboard().setMimeData(data)
    empty.do("paste")
    assert "picture" in empty.status()


def test_a_hostile_tree_is_told(empty: Hand) -> None:
    data = QMimeData()
    data.setData(LOAD_TYPE, b'{"trees": [{"tokens": ["+"]}]}')
    QApplication.clipboard().setMimeData(data)
    empty.do("paste")
    assert empty.formulas() == []
    assert empty.status()


def test_a_text_field_keeps_its_own_paste(hand: Hand) -> None:
    QApplication.clipboard().setText("2")
    line = hand.window.parts.formula.line
    line.setFocus()
    line.selectAll()
    hand.key(Qt.Key.Key_V, CONTROL)
    assert line.text() == "2"
