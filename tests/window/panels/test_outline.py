"""The outline: rows for the trees, chosen with the canvas, cheap where the document is large."""

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QDockWidget

from tests.robot import Hand, turn
from tests.support import grow
from treeedit.model.records import Slot
from treeedit.window.panels.outline import MOST_LEVELS, Outline
from treeedit.window.panels.outline_model import EXPRESSION, PARTIAL, VALUE


def dock_of(hand: Hand) -> QDockWidget:
    found = hand.window.findChild(QDockWidget, "outline")
    assert isinstance(found, QDockWidget)
    return found


def opened(hand: Hand) -> Outline:
    """The outline, shown."""
    dock_of(hand).toggleViewAction().trigger()
    turn()
    return hand.window.parts.outline


def texts(outline: Outline, column: int = EXPRESSION) -> list[str]:
    """What the shown rows say, from top to bottom."""
    rows, index = [], outline.model.index(0, 0, outline.rows.rootIndex())
    while index.isValid():
        rows.append(index.siblingAtColumn(column).data())
        index = outline.rows.indexBelow(index)
    return rows


def test_the_outline_is_hidden_at_the_first_start(hand: Hand) -> None:
    assert not hand.window.parts.outline.isVisible()


def test_the_model_keeps_the_rules_of_models(hand: Hand) -> None:
    outline = opened(hand)
    QAbstractItemModelTester(outline.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    hand.click("x3")
    hand.do("delete")
    hand.undo()


def test_a_tree_is_a_row_with_its_numbers(hand: Hand) -> None:
    outline = opened(hand)
    assert texts(outline) == ["f = (x₁ + x₂)^2 + x₃/(x₁ + x₂)"]
    assert texts(outline, VALUE) == ["10"]
    assert texts(outline, PARTIAL) == ["1"]


def test_choosing_on_the_canvas_opens_the_rows_above_and_chooses_the_row(hand: Hand) -> None:
    outline = opened(hand)
    hand.click("x3")
    assert outline.rows.currentIndex().data() == "x₃"
    assert outline.rows.selectionModel().isRowSelected(0, outline.rows.currentIndex().parent())


def test_choosing_a_row_chooses_on_the_canvas(hand: Hand) -> None:
    outline = opened(hand)
    outline.rows.setCurrentIndex(outline.model.index_of(hand.node("x3")))
    assert hand.stage.selection == [hand.node("x3")]


def test_an_empty_slot_is_a_row_that_chooses_it(empty: Hand) -> None:
    outline = opened(empty)
    empty.click_chip("+")
    gap = Slot(empty.node("+"), 1)
    assert outline.model.rowCount(outline.model.index_of(gap.parent)) == 2
    outline.rows.setCurrentIndex(outline.model.index_of(gap))
    assert empty.stage.gap == gap
    empty.stage.select_gap(Slot(gap.parent, 0))
    assert outline.rows.currentIndex().row() == 0
    assert outline.rows.currentIndex().data() == "empty slot"


def test_several_chosen_rows_are_several_chosen_nodes(hand: Hand) -> None:
    outline = opened(hand)
    hand.click("x3")
    hand.click("x1", keys=Qt.KeyboardModifier.ControlModifier)
    assert len(outline.rows.selectionModel().selectedRows()) == 2
    outline.rows.selectAll()
    assert len(hand.stage.selection) > 2


def test_the_rows_follow_an_edit_and_its_undo(hand: Hand) -> None:
    outline = opened(hand)
    hand.click("x3")
    hand.do("delete")
    assert "empty slot" in texts(outline)
    hand.undo()
    assert "empty slot" not in texts(outline)
    assert "x₃" in texts(outline)


def test_what_was_open_stays_open_over_an_edit_elsewhere(hand: Hand) -> None:
    outline = opened(hand)
    hand.click("x3")
    hand.stage.select([])
    hand.write("a + b")
    assert "x₃" in texts(outline)
    assert "new = a + b" not in texts(outline)
    assert outline.model.rowCount() == 2


def test_the_numbers_follow_the_inputs(hand: Hand) -> None:
    outline = opened(hand)
    hand.enter("x3", "6")
    assert texts(outline, VALUE) == ["11"]


def test_an_edit_while_it_is_hidden_is_caught_up_with(hand: Hand) -> None:
    outline = opened(hand)
    dock_of(hand).hide()
    hand.click("x3")
    hand.do("delete")
    dock_of(hand).show()
    turn()
    hand.stage.select_gap(Slot(hand.node("/"), 0))
    assert outline.rows.currentIndex().data() == "empty slot"


def test_another_document_is_taken_up(hand: Hand) -> None:
    outline = opened(hand)
    hand.click("x3")
    hand.open_example(2)
    assert outline.model.rowCount() == len(hand.forest.roots)
    assert hand.stage.selection == []


def test_delete_takes_the_chosen_row_away(hand: Hand) -> None:
    outline = opened(hand)
    outline.rows.setCurrentIndex(outline.model.index_of(hand.node("x3")))
    outline.rows.setFocus()
    QTest.keyClick(outline.rows, Qt.Key.Key_Delete)
    assert hand.forest.is_empty(Slot(hand.node("/"), 0))


def test_an_operator_s_key_wraps_the_chosen_row(hand: Hand) -> None:
    outline = opened(hand)
    outline.rows.setCurrentIndex(outline.model.index_of(hand.node("x3")))
    QTest.keyClicks(outline.rows, "*")
    assert hand.forest.operands(hand.node("*"))[0] == hand.node("x3")


def test_escape_goes_back_to_the_canvas(hand: Hand) -> None:
    outline = opened(hand)
    outline.rows.setFocus()
    QTest.keyClick(outline.rows, Qt.Key.Key_Escape)
    assert hand.view.hasFocus()


def test_a_row_is_read_aloud_in_words(hand: Hand) -> None:
    outline = opened(hand)
    index = outline.model.index_of(hand.node("+"))
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "plus, first operand of power, value 3, partial 6"


def test_a_screen_reader_finds_the_rows(hand: Hand) -> None:
    outline = opened(hand)
    reader = QAccessible.queryAccessibleInterface(outline.rows)
    assert reader.role() == QAccessible.Role.Tree
    names = [reader.child(i).text(QAccessible.Text.Name) for i in range(reader.childCount())]
    assert "plus, root of f, value 10, partial 1" in names


def test_a_hostile_label_is_plain_text(empty: Hand) -> None:
    outline = opened(empty)
    empty.session.open(grow("מספר + a"))
    assert texts(outline)[0].endswith("מספר + a")


def test_a_tree_of_many_levels_is_shown_from_a_branch_on(empty: Hand) -> None:
    outline = opened(empty)
    empty.session.open(grow(" + ".join(["x"] * 5_000)))
    order = empty.session.analysis.order
    deepest = int(order.ids[0])
    empty.stage.select([deepest])
    assert outline.model.cursor_of(outline.rows.currentIndex()) == deepest
    assert outline.rows.rootIndex().isValid()
    assert outline.whole.isVisible()
    outline.whole.click()
    assert outline.rows.rootIndex() == QModelIndex()
    assert len(texts(outline)) == 1


def test_opening_ever_deeper_ends_in_a_branch(empty: Hand) -> None:
    outline = opened(empty)
    empty.session.open(grow(" + ".join(["x"] * 200)))
    index = outline.model.index(0, 0)
    for _ in range(MOST_LEVELS + 5):
        outline.rows.expand(index)
        index = outline.model.index(0, 0, index)
    assert outline.rows.rootIndex().isValid()


def test_an_old_index_is_no_row(hand: Hand) -> None:
    model = hand.window.parts.outline.model
    index = model.index_of(hand.node("x3"))
    hand.click("x3")
    hand.do("delete")
    assert index.data() is None
    assert model.rowCount(index) == 0
    assert not model.parent(index).isValid()


@pytest.mark.parametrize("column", [VALUE, PARTIAL])
def test_an_incomplete_row_has_no_number(empty: Hand, column: int) -> None:
    outline = opened(empty)
    empty.click_chip("+")
    assert texts(outline, column)[0] == ""
