"""Gestures by the real mouse: building by drags, what a drop does, and Escape."""

import pytest
from PySide6.QtCore import QPointF, Qt

from tests.robot import CONTROL, SHIFT, Hand
from treeedit.files.paper import write_forest
from treeedit.model.records import Point

VOID = (-420.0, 20.0)


def build_f(hand: Hand) -> None:
    """The running example, by drags from the palette and on the canvas alone."""
    hand.view.resetTransform()
    hand.take("+").to_canvas(0, -150)
    hand.take("^").onto("+", 0)
    hand.take("/").onto("+", 1)
    hand.take("+").onto("^", 0)
    hand.take("x1").onto("+", 0)
    hand.take("x2").onto("+", 1)
    hand.take("2").onto("^", 1)
    hand.take("x3").onto("/", 0)
    hand.take("+").onto("/", 1)
    hand.take("x1").onto("+", 0, nth=1)
    hand.take("x2").onto("+", 1, nth=1)


def test_the_running_example_is_built_by_drags_only(empty: Hand) -> None:
    build_f(empty)
    assert empty.formulas() == ["f = (x1 + x2)^2 + x3/(x1 + x2)"]


def test_the_example_built_by_drags_has_the_numbers_of_the_text_book(empty: Hand) -> None:
    build_f(empty)
    for label, value in (("x1", "1"), ("x2", "2"), ("x3", "3")):
        empty.enter(label, value)
    assert empty.value(empty.forest.trees()[0]) == pytest.approx(10)
    assert empty.sums() == pytest.approx({"x1": 17 / 3, "x2": 17 / 3, "x3": 1 / 3})


def test_every_drag_is_one_undo_step(empty: Hand) -> None:
    build_f(empty)
    assert empty.session.stack.count() == 11


def test_a_subtree_dragged_out_becomes_a_loose_tree(hand: Hand) -> None:
    hand.drag("/").to_canvas(*VOID)
    assert hand.formulas() == ["f = (x1 + x2)^2 + □", "h = x3/(x1 + x2)"]


def test_both_parts_have_their_numbers_after_a_subtree_is_dragged_out(hand: Hand) -> None:
    hand.drag("/").to_canvas(*VOID)
    assert hand.value("^") == pytest.approx(9)
    assert hand.partial("^") == 1
    assert hand.value("/") == pytest.approx(1)
    assert hand.partial("x3") == pytest.approx(1 / 3)


def test_a_dropped_subtree_stands_where_the_ghost_was(hand: Hand) -> None:
    hand.drag("/").to_canvas(*VOID)
    place = hand.forest.roots[hand.node("/")].point
    assert place == pytest.approx(VOID, abs=2.5)


def test_a_subtree_dragged_back_into_its_slot_restores_the_formula(hand: Hand) -> None:
    hand.drag("/").to_canvas(*VOID)
    hand.view.fit()
    hand.drag("/").onto(hand.root("f"), 1)
    assert hand.formulas() == ["f = (x1 + x2)^2 + x3/(x1 + x2)"]


def test_dragging_a_tree_by_its_root_moves_only_the_tree(hand: Hand) -> None:
    root = hand.forest.trees()[0]
    before = dict(hand.forest.nodes)
    hand.drag(root).to_canvas(500, 40)
    assert hand.forest.nodes == before
    assert hand.forest.roots[root].point == pytest.approx((500, 40), abs=2.5)


def test_an_operator_dropped_on_a_node_goes_over_it(hand: Hand) -> None:
    hand.take("exp").onto_node("/")
    assert hand.formulas() == ["f = (x1 + x2)^2 + exp(x3/(x1 + x2))"]


def test_an_operator_dropped_on_a_root_goes_over_it_and_the_tree_keeps_name_and_place(hand: Hand) -> None:
    root = hand.forest.trees()[0]
    before = hand.forest.roots[root]
    hand.take("exp").onto_node(root)
    assert hand.formulas() == ["f = exp((x1 + x2)^2 + x3/(x1 + x2))"]
    assert list(hand.forest.roots.values()) == [before]


def test_a_leaf_dropped_on_a_leaf_takes_its_place(hand: Hand) -> None:
    hand.take("x1").onto_node("x3")
    assert hand.formulas() == ["f = (x1 + x2)^2 + x1/(x1 + x2)"]


def test_a_leaf_dropped_on_an_operation_sets_it_aside_as_a_loose_tree(hand: Hand) -> None:
    hand.take("x3").onto_node("/")
    assert hand.formulas() == ["f = (x1 + x2)^2 + x3", "h = x3/(x1 + x2)"]


def test_a_subtree_dropped_on_a_leaf_takes_its_place(hand: Hand) -> None:
    hand.drag("x1").onto_node("x3")
    assert hand.formulas() == ["f = (□ + x2)^2 + x1/(x1 + x2)"]


def test_a_node_dropped_over_its_own_subtree_stands_loose(hand: Hand) -> None:
    hand.drag("/").onto_node("x3")
    assert hand.formulas() == ["f = (x1 + x2)^2 + □", "h = x3/(x1 + x2)"]


def test_a_drop_on_a_further_ancestor_is_refused_and_changes_nothing(hand: Hand) -> None:
    before = write_forest(hand.forest)
    drag = hand.drag("x3").over(hand.at_node(hand.forest.trees()[0]))
    assert "cannot be put into itself" in hand.view._gesture.planned.words  # type: ignore[union-attr]
    drag.drop_at(hand.at_node(hand.forest.trees()[0]))
    assert write_forest(hand.forest) == before


def test_the_target_lights_up_before_the_release(hand: Hand) -> None:
    hand.drag("x1").over(hand.at_node("x3"))
    assert hand.view._gesture.planned.node == hand.node("x3")  # type: ignore[union-attr]


def test_nothing_changes_while_a_drag_lasts(hand: Hand) -> None:
    before = write_forest(hand.forest)
    hand.drag("/").over(hand.reach(*VOID))
    assert write_forest(hand.forest) == before


def test_escape_during_a_drag_changes_nothing_and_leaves_no_undo_step(hand: Hand) -> None:
    before = write_forest(hand.forest)
    hand.drag("/").cancel_by_escape(hand.reach(*VOID))
    assert write_forest(hand.forest) == before
    assert hand.session.stack.count() == 0
    assert hand.stage.carried is None


def test_a_palette_drag_that_leaves_the_canvas_changes_nothing(hand: Hand) -> None:
    before = write_forest(hand.forest)
    hand.take("+").over(hand.at_node("x3")).leave()
    assert write_forest(hand.forest) == before
    assert hand.view._gesture is None


def test_another_button_during_a_drag_cancels_it(hand: Hand) -> None:
    before = write_forest(hand.forest)
    at = hand.reach(*VOID)
    hand.drag("/").over(at)
    hand.press(at, Qt.MouseButton.RightButton)
    hand.release(at, Qt.MouseButton.RightButton)
    hand.release(at)
    assert write_forest(hand.forest) == before


def test_a_click_is_no_drag(hand: Hand) -> None:
    hand.click("/")
    assert hand.session.stack.count() == 0
    assert hand.stage.selection == [hand.node("/")]


def test_what_was_dropped_is_chosen(hand: Hand) -> None:
    hand.take("exp").onto_node("/")
    assert hand.stage.selection == [hand.node("exp")]


def test_a_carried_node_that_goes_by_undo_ends_the_drag(hand: Hand) -> None:
    hand.take("exp").to_canvas(*VOID)
    hand.view.fit()
    at = hand.at_node("x3")
    drag = hand.drag("exp").over(at)
    hand.undo()
    assert hand.view._gesture is None
    drag.drop_at(at)
    assert hand.formulas() == ["f = (x1 + x2)^2 + x3/(x1 + x2)"]


def test_a_target_that_goes_by_undo_ends_the_drag(hand: Hand) -> None:
    hand.take("exp").to_canvas(*VOID)
    hand.view.fit()
    drag = hand.take("x1").over(hand.at_slot("exp", 0))
    at = hand.at_slot("exp", 0)
    hand.undo()
    hand.view.grab()
    drag.let_go(at)
    assert hand.formulas() == ["f = (x1 + x2)^2 + x3/(x1 + x2)"]


def test_a_pressed_node_that_goes_by_undo_is_not_dragged(hand: Hand) -> None:
    hand.take("exp").to_canvas(*VOID)
    hand.view.fit()
    at = hand.at_node("exp")
    hand.press(at)
    hand.undo()
    hand.move(at + QPointF(60, 60))
    hand.release(at + QPointF(60, 60))
    assert hand.formulas() == ["f = (x1 + x2)^2 + x3/(x1 + x2)"]


def test_opening_another_document_ends_a_drag(hand: Hand) -> None:
    hand.drag("/").over(hand.reach(*VOID))
    hand.open_example(2)
    assert hand.view._gesture is None
    assert hand.stage.carried is None


def test_a_click_on_the_void_chooses_nothing(hand: Hand) -> None:
    hand.click("/")
    hand.click_at(QPointF(5, 5))
    assert hand.stage.selection == []


@pytest.mark.parametrize("keys", [CONTROL, SHIFT])
def test_a_click_with_a_key_adds_to_the_choice(hand: Hand, keys: Qt.KeyboardModifier) -> None:
    hand.click("x3")
    hand.click("/", keys=keys)
    assert hand.stage.selection == [hand.node("x3"), hand.node("/")]


def test_a_second_control_click_takes_a_node_out_of_the_choice(hand: Hand) -> None:
    hand.click("x3")
    hand.click("/", keys=CONTROL)
    hand.click("x3", keys=CONTROL)
    assert hand.stage.selection == [hand.node("/")]


def test_a_band_over_the_void_chooses_the_nodes_inside(hand: Hand) -> None:
    hand.drag_from(QPointF(2, 2)).drop_at(QPointF(hand.view.width() - 3, hand.view.height() - 3))
    assert sorted(hand.stage.selection) == sorted(hand.forest.nodes)


def test_a_band_chooses_only_the_nodes_inside(hand: Hand) -> None:
    corner = QPointF(12, 12)
    hand.drag_from(hand.at_node("x3") - corner).drop_at(hand.at_node("x3") + corner)
    assert hand.stage.selection in ([], [hand.node("x3")])
    outside = QPointF(45, 28)
    hand.drag_from(hand.at_node("x3") - outside).drop_at(hand.at_node("x3") + outside)
    assert hand.stage.selection == [hand.node("x3")]


def test_escape_ends_a_band_and_chooses_nothing(hand: Hand) -> None:
    end = QPointF(hand.view.width() - 3, hand.view.height() - 3)
    hand.drag_from(QPointF(2, 2)).cancel_by_escape(end)
    assert hand.stage.selection == []


@pytest.mark.parametrize("button", [Qt.MouseButton.RightButton, Qt.MouseButton.MiddleButton])
def test_the_other_buttons_move_the_paper_under_the_hand(hand: Hand, button: Qt.MouseButton) -> None:
    before = hand.at_node("x3")
    hand.drag_from(QPointF(300, 300), button).drop_at(QPointF(360, 250))
    assert hand.at_node("x3") - before == QPointF(60, -50)


def test_panning_does_not_change_the_document(hand: Hand) -> None:
    hand.drag_from(hand.at_node("x3"), Qt.MouseButton.MiddleButton).drop_at(QPointF(360, 250))
    assert hand.session.stack.count() == 0


def test_a_place_on_the_canvas_is_stored_with_two_decimals(hand: Hand) -> None:
    hand.take("x1").to_canvas(-403.0, 21.0)
    (point,) = [root.point for root in hand.forest.roots.values()][1:]
    assert point == Point(round(point.x, 2), round(point.y, 2))


def test_the_ghost_and_its_target_are_painted_at_any_moment_of_a_drag(hand: Hand) -> None:
    drag = hand.drag("/")
    for who in ("x1", "x3", "^"):
        drag.over(hand.at_node(who))
        assert not hand.view.grab().isNull()
    drag.over(QPointF(10, 10))
    assert not hand.view.grab().isNull()
