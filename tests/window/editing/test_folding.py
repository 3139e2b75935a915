"""Folding by key, menu and mouse: one undo step each, and nothing of what is hidden can be chosen, lit or found."""

import pytest
from PySide6.QtCore import QEvent, QPointF, QRectF, Qt
from PySide6.QtTest import QTest

from tests.robot import CONTROL, Hand
from treeedit.model.folding import fold
from treeedit.model.records import Leaf, NodeId, Slot
from treeedit.window.editing.folding import FoldDialog


def shown(hand: Hand) -> int:
    return len(hand.stage.drawing.x)


def folded(hand: Hand, *who: str) -> list[NodeId]:
    hand.stage.select([hand.node(each) for each in who])
    hand.do("fold")
    return [hand.node(each) for each in who]


def at_badge(hand: Hand, node: NodeId) -> QPointF:
    drawing = hand.stage.drawing
    row = drawing.analysis.order.rows[node]
    x, y = drawing.badge_box(row).middle()
    return hand.on_view(hand.stage.place_of(node) + QPointF(x - float(drawing.x[row]), y - float(drawing.y[row])))


def test_a_key_folds_the_chosen_operation(hand: Hand) -> None:
    hand.stage.select([hand.node("/")])
    hand.key(Qt.Key.Key_K, CONTROL)
    assert hand.forest.folds == {hand.node("/"): True}
    assert shown(hand) == 7
    hand.key(Qt.Key.Key_K, CONTROL)
    assert shown(hand) == 11


def test_several_are_folded_in_one_step(hand: Hand) -> None:
    folded(hand, "/", "^")
    assert shown(hand) == 3
    hand.undo()
    assert shown(hand) == 11
    hand.redo()
    assert shown(hand) == 3


def test_folding_changes_no_number(hand: Hand) -> None:
    before = hand.sums(), hand.value("/"), hand.partial("x1", 1)
    folded(hand, "/")
    assert (hand.sums(), hand.value("/"), hand.partial("x1", 1)) == before


def test_a_leaf_is_refused_in_a_sentence(hand: Hand) -> None:
    folded(hand, "x3")
    assert "leaf" in hand.status()
    assert shown(hand) == 11


def test_a_click_on_the_badge_opens_the_fold(hand: Hand) -> None:
    (node,) = folded(hand, "/")
    hand.click_at(at_badge(hand, node))
    assert hand.forest.folds == {}
    hand.undo()
    assert node in hand.forest.folds


def test_beside_the_badge_a_click_chooses_the_fold(hand: Hand) -> None:
    (node,) = folded(hand, "/")
    hand.stage.select([])
    hand.click(node)
    assert hand.stage.selection == [node]
    assert hand.stage.fold_badge_at(hand.stage.place_of(hand.node("^"))) is None


def test_a_double_click_opens_the_fold(hand: Hand) -> None:
    (node,) = folded(hand, "/")
    hand._mouse(
        QEvent.Type.MouseButtonDblClick, hand.at_node(node), Qt.MouseButton.LeftButton, Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    assert hand.forest.folds == {}
    assert not hand.window.parts.adding.quick_add.isVisible()


def test_what_is_chosen_within_goes_over_to_the_fold(hand: Hand) -> None:
    hand.stage.select([hand.node("x1", 1), hand.node("x2", 1)])
    over = hand.node("/")
    hand.session.do(fold(hand.forest, [over]), "fold")
    assert hand.stage.selection == [over]
    hand.stage.select([hand.node("x3")])
    assert hand.stage.selection == [over]


def test_a_hidden_slot_is_chosen_as_its_fold(empty: Hand) -> None:
    empty.write("(a + ?)*b")
    slot = Slot(empty.node("+"), 1)
    empty.stage.select_gap(slot)
    empty.session.do(fold(empty.forest, [slot.parent]), "fold")
    assert empty.stage.cursor() == slot.parent
    empty.stage.select_gap(slot)
    assert empty.stage.cursor() == slot.parent
    assert empty.stage.empty_slots_near(empty.stage.place_of_slot(slot), 50.0) == []


def test_a_lit_node_that_is_hidden_lights_its_fold(hand: Hand) -> None:
    (over,) = folded(hand, "/")
    hand.stage.select([])
    hand.stage.light([hand.node("x3")])
    item = hand.stage.items_by_tree()[0]
    order = hand.stage.drawing.analysis.order
    rows = hand.stage.rows_in(0, QRectF(-2000, -2000, 4000, 4000))
    faint = item._faint_rows(rows)
    assert faint is not None
    assert order.ids[rows[~faint]].tolist() == [over]


def test_only_what_is_drawn_is_found(hand: Hand) -> None:
    folded(hand, "/")
    everything = hand.stage.nodes_in(QRectF(-5000, -5000, 10000, 10000))
    assert len(everything) == shown(hand)
    for node in everything:
        assert hand.stage.nodes_near(hand.stage.place_of(node), 1.0)[0] == node


def test_a_fold_is_carried_with_all_that_it_holds(hand: Hand) -> None:
    (over,) = folded(hand, "/")
    hand.drag(over).to_canvas(500, 300)
    assert any(each.endswith("= x3/(x1 + x2)") for each in hand.formulas())
    assert over in hand.forest.folds


def test_the_arrows_stop_at_a_fold(hand: Hand) -> None:
    (over,) = folded(hand, "/")
    QTest.keyClick(hand.view, Qt.Key.Key_Down)
    assert hand.stage.cursor() == over


def test_unfold_all_opens_every_fold(hand: Hand) -> None:
    folded(hand, "/", "^")
    hand.do("unfold_all")
    assert hand.forest.folds == {}
    assert not hand.window.menus.actions["unfold_all"].isEnabled()


def dialog(hand: Hand) -> FoldDialog:
    return hand.window.parts.folding.choose_depth()


def test_a_depth_is_shown_while_it_is_chosen_and_kept_in_one_step(hand: Hand) -> None:
    asked = dialog(hand)
    asked.wanted.setValue(1)
    assert shown(hand) == 3
    assert hand.forest.folds == {}
    asked.accept()
    assert shown(hand) == 3
    assert len(hand.forest.folds) == 2
    hand.undo()
    assert shown(hand) == 11


def test_cancel_leaves_everything_as_it_was(hand: Hand) -> None:
    steps = hand.session.stack.count()
    asked = dialog(hand)
    asked.wanted.setValue(0)
    assert shown(hand) == 1
    asked.reject()
    assert shown(hand) == 11
    assert hand.session.stack.count() == steps


def test_only_the_chosen_tree_is_folded_to_a_depth(empty: Hand) -> None:
    empty.write("f = (a + b)*c")
    empty.write("h = (a + b)*c")
    empty.stage.select([empty.root("h")])
    asked = dialog(empty)
    asked.wanted.setValue(0)
    asked.accept()
    assert set(empty.forest.folds) == {empty.root("h")}


@pytest.mark.parametrize("times", [1, 3])
def test_a_fold_moves_smoothly_and_may_be_interrupted(hand: Hand, times: int) -> None:
    hand.stage.still_motion = False
    place = hand.stage.place_of(hand.node("x3"))
    hand.stage.select([hand.node("/")])
    for _ in range(times):
        hand.do("fold")
        QTest.qWait(30)
        hand.view.grab()
    leaving = hand.stage.leaving
    assert leaving is not None
    assert len(leaving.rows(hand.root("f"))) == 4
    QTest.qWait(300)
    assert hand.stage.leaving is None
    hand.do("fold")
    assert (hand.stage.place_of(hand.node("x3")) - hand.stage.place_of(hand.node("/"))).manhattanLength() < 60
    QTest.qWait(300)
    assert (hand.stage.place_of(hand.node("x3")) - place).manhattanLength() < 1


def test_nothing_falls_into_a_slot_that_is_hidden(empty: Hand) -> None:
    empty.write("(a + ?)*b")
    (over,) = folded(empty, "+")
    empty.window.parts.editing.put((Leaf("c"),))
    assert empty.formulas() == ["f = c*b", "h = a + □"]
    assert over in empty.forest.folds
