"""The stage: it mirrors the forest, finds what is where, and moves smoothly without ever showing what is gone."""

import numpy as np
import pytest
from PySide6.QtCore import QAbstractAnimation, QPointF, QRectF
from PySide6.QtTest import QTest

from tests.robot import Hand
from treeedit.figure.look import ORIENTATIONS
from treeedit.model.edits import place, remove
from treeedit.model.records import Point, Slot


def moving(hand: Hand) -> bool:
    return hand.stage._motion.state() == QAbstractAnimation.State.Running


def test_there_is_an_item_for_every_loose_tree(hand: Hand) -> None:
    hand.drag("/").to_canvas(-420, 20)
    assert [item.root for item in hand.stage.items_by_tree()] == hand.forest.trees()
    assert len(hand.stage.items()) == 2


def test_the_item_of_a_tree_that_goes_goes_too(hand: Hand) -> None:
    hand.drag("/").to_canvas(-420, 20)
    hand.undo()
    assert [item.root for item in hand.stage.items()] == hand.forest.trees()  # type: ignore[attr-defined]


@pytest.mark.parametrize("who", ["x3", "/", "^"])
def test_a_node_is_found_where_it_stands(hand: Hand, who: str) -> None:
    assert hand.stage.nodes_near(hand.stage.place_of(hand.node(who)), 1.0)[0] == hand.node(who)


def test_nothing_is_found_in_the_void(hand: Hand) -> None:
    assert hand.stage.nodes_near(QPointF(5000, 5000), 10.0) == []


def test_an_empty_slot_is_found_where_it_is_drawn(hand: Hand) -> None:
    hand.drag("/").to_canvas(-420, 20)
    slot = Slot(hand.root("f"), 1)
    assert hand.stage.empty_slots_near(hand.stage.place_of_slot(slot), 5.0) == [slot]


def test_a_filled_slot_is_no_empty_one(hand: Hand) -> None:
    assert hand.stage.empty_slots_near(hand.stage.place_of_slot(Slot(hand.root("f"), 1)), 5.0) == []


def test_a_subtree_that_is_removed_is_no_longer_chosen(hand: Hand) -> None:
    hand.stage.select([hand.node("x3"), hand.node("^")])
    hand.session.do(remove(hand.forest, [hand.node("/")]), "remove")
    assert hand.stage.selection == [hand.node("^")]


def test_what_vanishes_by_undo_is_no_longer_chosen(hand: Hand) -> None:
    hand.take("exp").to_canvas(-420, 20)
    hand.undo()
    assert hand.stage.selection == []


def test_lit_nodes_that_vanish_leave_nothing_dimmed(hand: Hand) -> None:
    hand.take("exp").to_canvas(-420, 20)
    hand.stage.light([hand.node("exp")])
    hand.undo()
    assert hand.stage.lit == frozenset()


def test_nothing_of_the_old_document_is_chosen_or_lit_in_the_new_one(hand: Hand) -> None:
    hand.stage.select([hand.node("x1")])
    hand.stage.light([hand.node("x1")])
    hand.open_example(1)
    assert hand.stage.selection == []
    assert hand.stage.lit == frozenset()


def test_a_document_with_the_same_tree_is_another_document(hand: Hand) -> None:
    hand.stage.select([hand.node("x1")])
    hand.open_example(0)
    assert hand.stage.selection == []
    assert hand.stage.drawing.forest is hand.forest


def test_another_document_stands_at_once(hand: Hand) -> None:
    hand.stage.still_motion = False
    hand.open_example(1)
    assert not moving(hand)


def test_a_new_layout_is_reached_smoothly(hand: Hand) -> None:
    hand.stage.still_motion = False
    hand.take("exp").onto_node("x3")
    assert moving(hand)
    QTest.qWait(350)
    assert not moving(hand)
    drawing = hand.stage.drawing
    assert drawing.x == pytest.approx(drawing.layout.x)


def test_a_motion_begins_where_the_nodes_stand(hand: Hand) -> None:
    hand.stage.still_motion = False
    before = hand.stage.place_of(hand.node("x3"))
    hand.take("exp").onto_node("/")
    assert (hand.stage.place_of(hand.node("x3")) - before).manhattanLength() < 20


def test_an_edit_during_a_motion_is_safe(hand: Hand) -> None:
    hand.stage.still_motion = False
    for _ in range(4):
        hand.take("exp").onto_node("x3")
        QTest.qWait(20)
    for _ in range(4):
        hand.undo()
        QTest.qWait(10)
        hand.view.grab()
    QTest.qWait(300)
    assert hand.formulas() == ["f = (x1 + x2)^2 + x3/(x1 + x2)"]


def test_a_tree_removed_during_a_motion_takes_its_item_along(hand: Hand) -> None:
    hand.stage.still_motion = False
    hand.take("exp").onto_node("x3")
    QTest.qWait(20)
    hand.session.do(remove(hand.forest, hand.forest.trees()), "remove")
    QTest.qWait(300)
    assert hand.stage.items() == []


def test_the_last_tree_may_go_and_come_back(hand: Hand) -> None:
    hand.do("select_all")
    hand.do("delete")
    hand.view.grab()
    assert hand.stage.forest_rect().isEmpty()
    hand.undo()
    assert len(hand.stage.items()) == 1


def test_a_window_may_be_closed_during_a_motion(hand: Hand) -> None:
    hand.stage.still_motion = False
    hand.take("exp").onto_node("x3")
    hand.session.stack.setClean()
    hand.window.close()
    QTest.qWait(300)


def test_a_tree_that_is_moved_takes_its_item_along(hand: Hand) -> None:
    root = hand.root("f")
    hand.session.do(place(hand.forest, root, Point(77.0, 33.0)), "move")
    assert hand.stage.items_by_tree()[0].pos() == QPointF(77, 33)


def test_the_rectangle_of_a_subtree_holds_its_nodes(hand: Hand) -> None:
    rect = hand.stage.subtree_rect(hand.node("/"))
    for who, nth in (("/", 0), ("x3", 0), ("x1", 1), ("x2", 1)):
        assert rect.contains(hand.stage.place_of(hand.node(who, nth)))
    assert not rect.contains(hand.stage.place_of(hand.node("^")))


everywhere = pytest.mark.parametrize("where", ORIENTATIONS)


@everywhere
def test_every_node_is_found_where_it_stands_at_any_side(hand: Hand, where: str) -> None:
    hand.do(f"root_{where}")
    for node in hand.forest.nodes:
        assert hand.stage.nodes_near(hand.stage.place_of(node), 1.0)[0] == node
        place = hand.stage.place_of(node)
        assert hand.stage.nodes_in(QRectF(place.x() - 2, place.y() - 2, 4, 4)) == [node]


@everywhere
def test_something_is_dropped_into_a_slot_at_any_side(empty: Hand, where: str) -> None:
    empty.do(f"root_{where}")
    empty.write("a + ?")
    empty.view.fit()
    empty.drag("a").onto("+", 1)
    assert empty.formulas() == ["f = □ + a"]
    empty.click_at(empty.at_slot("+", 0))
    assert empty.stage.cursor() == Slot(empty.node("+"), 0)


@everywhere
def test_an_operator_is_dropped_on_an_edge_at_any_side(hand: Hand, where: str) -> None:
    hand.do(f"root_{where}")
    drawing = hand.stage.drawing
    rows = np.array([drawing.analysis.order.rows[hand.node("x3")]])
    x0, y0, x1, y1 = (float(each[0]) for each in drawing.edge_ends(drawing.analysis.order.parent[rows], rows))
    shift = hand.stage.place_of(hand.node("x3")) - QPointF(float(drawing.x[rows[0]]), float(drawing.y[rows[0]]))
    middle = QPointF(x0 + x1, y0 + y1) / 2 + shift
    assert hand.stage.edges_near(middle, 2.0)[0][1] == hand.node("x3")
    hand.take("exp").over(hand.on_view(middle))
    hand.view.grab()
    hand.take("exp").let_go(hand.on_view(middle))
    assert hand.formulas() == ["f = (x1 + x2)^2 + exp(x3)/(x1 + x2)"]


@everywhere
def test_the_number_of_an_input_is_found_where_it_is_written(hand: Hand, where: str) -> None:
    hand.do(f"root_{where}")
    rect = hand.stage.number_rect(hand.node("x3"))
    assert hand.stage.input_number_at(rect.center(), 1.0) == hand.node("x3")
    assert hand.stage.nodes_near(rect.center(), 0.0) == []


@everywhere
def test_the_rectangle_of_a_tree_holds_its_subtrees(hand: Hand, where: str) -> None:
    hand.do(f"root_{where}")
    for node in hand.forest.nodes:
        assert hand.stage.forest_rect().contains(hand.stage.subtree_rect(node).adjusted(0, 10, 0, -10))


@everywhere
def test_a_tree_grown_beside_another_stands_clear_of_it(hand: Hand, where: str) -> None:
    hand.do(f"root_{where}")
    hand.stage.select([hand.node("/")])
    hand.do("duplicate")
    first, second = (hand.stage.tree_bounds(root) for root in hand.forest.trees())
    assert first.right <= second.left or second.right <= first.left


def test_the_nodes_move_to_the_other_side_smoothly(hand: Hand) -> None:
    hand.stage.still_motion = False
    before = hand.stage.place_of(hand.node("x3"))
    hand.do("root_left")
    assert moving(hand)
    assert (hand.stage.place_of(hand.node("x3")) - before).manhattanLength() < 40
    hand.view.grab()
    hand.do("root_bottom")
    hand.view.grab()
    QTest.qWait(350)
    assert not moving(hand)
    assert hand.stage.place_of(hand.node("x3")).y() < hand.stage.place_of(hand.node("/")).y()
    assert hand.stage.items_by_tree()[0].boundingRect().height() < 600


@everywhere
def test_the_fast_levels_of_detail_are_drawn_at_any_side(hand: Hand, where: str) -> None:
    hand.do(f"root_{where}")
    for scale in (0.3, 0.02):
        hand.view.zoom(scale / hand.view.scale_now())
        assert not hand.view.grab().isNull()


def test_the_edge_near_a_point_is_found(hand: Hand) -> None:
    node = hand.node("/")
    middle = (hand.stage.place_of(node) + hand.stage.place_of(hand.forest.root_of(node))) / 2
    ((away, found),) = hand.stage.edges_near(middle, 8.0)
    assert (found, round(away, 6)) == (node, 0.0)
    assert hand.stage.edges_near(middle - QPointF(0.0, 30.0), 8.0) == []


def test_no_value_of_a_number_or_an_operation_can_be_dragged(hand: Hand) -> None:
    for who in ("2", "/"):
        assert hand.stage.input_number_at(hand.stage.number_rect(hand.node(who)).center(), 2.0) is None
    assert hand.stage.input_number_at(hand.stage.number_rect(hand.node("x3")).center(), 2.0) == hand.node("x3")
