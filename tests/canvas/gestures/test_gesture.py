"""Gestures by the real mouse: building by drags, what a drop does, and Escape."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QDrag
from PySide6.QtTest import QTest

from tests.robot import ALT, CONTROL, SHIFT, Hand
from treeedit.canvas.gestures.drag import Carry
from treeedit.canvas.gestures.drop_plan import Plan
from treeedit.canvas.gestures.fill_slot import Pull
from treeedit.canvas.transfer.drag_data import tree_data
from treeedit.files.paper import write_forest
from treeedit.model.records import Point

VOID = (-420.0, 20.0)


def planned(hand: Hand) -> Plan:
    """What a release would do now."""
    gesture = hand.view._gesture
    assert isinstance(gesture, Carry | Pull)
    assert gesture.planned is not None
    return gesture.planned


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
    hand.drag("x3").to_canvas(*VOID)
    place = hand.forest.roots[hand.node("x3")].point
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


# Edges


def test_an_operator_dropped_on_an_edge_is_inserted_there(hand: Hand) -> None:
    hand.take("exp").onto_edge("/")
    assert hand.formulas() == ["f = (x1 + x2)^2 + exp(x3/(x1 + x2))"]
    assert hand.session.stack.undoText() == "insert exp into an edge"


def test_a_binary_operator_on_an_edge_takes_the_old_operand_first(hand: Hand) -> None:
    hand.take("/").onto_edge("x3")
    assert hand.formulas() == ["f = (x1 + x2)^2 + x3/□/(x1 + x2)"]


def test_a_carried_operation_with_an_empty_slot_is_inserted_into_an_edge(empty: Hand) -> None:
    empty.write("f = x + y")
    empty.write("h = exp(□)*z")
    empty.drag("*").onto_edge("y")
    assert empty.formulas() == ["f = x + exp(y)*z"]


def test_a_leaf_on_an_edge_is_refused_with_a_phrase(hand: Hand) -> None:
    before = write_forest(hand.forest)
    hand.take("x1").onto_edge("/")
    assert write_forest(hand.forest) == before
    assert "empty slot" in hand.status()


def test_a_tree_on_its_own_edge_is_refused_with_a_phrase(empty: Hand) -> None:
    empty.write("f = exp(x)/(a + b + c + d)")
    empty.drag("exp").onto_edge("exp")
    assert empty.formulas() == ["f = exp(x)/(a + b + c + d)"]
    assert "own" in empty.status()


def test_an_insertion_is_one_undo_step(hand: Hand) -> None:
    before = write_forest(hand.forest)
    hand.take("exp").onto_edge("/")
    hand.undo()
    assert write_forest(hand.forest) == before


def test_a_node_dropped_at_its_place_stays_and_leaves_no_undo_step(hand: Hand) -> None:
    hand.drag("x3").drop_at(hand.at_node("x3") + QPointF(14, 3))
    assert hand.formulas() == ["f = (x1 + x2)^2 + x3/(x1 + x2)"]
    assert hand.session.stack.count() == 0


# Copies


def test_a_drag_with_alt_copies_the_subtree_in_one_undo_step(hand: Hand) -> None:
    hand.drag("/").holding(ALT).to_canvas(*VOID)
    assert hand.formulas() == ["f = (x1 + x2)^2 + x3/(x1 + x2)", "h = x3/(x1 + x2)"]
    assert hand.session.stack.count() == 1
    assert hand.session.stack.undoText() == "copy"


def test_alt_turns_a_move_into_a_copy_and_back_while_it_lasts(hand: Hand) -> None:
    drag = hand.drag("/").over(hand.reach(*VOID))
    assert hand.stage.carried == hand.node("/")
    QTest.keyPress(hand.view, Qt.Key.Key_Alt)
    assert hand.stage.carried is None
    assert planned(hand).words == "copy"
    QTest.keyRelease(hand.view, Qt.Key.Key_Alt)
    assert hand.stage.carried == hand.node("/")
    drag.drop_at(hand.on_view(QPointF(*VOID)))
    assert hand.formulas() == ["f = (x1 + x2)^2 + □", "h = x3/(x1 + x2)"]


def test_a_copy_goes_into_a_slot_of_its_own_original(empty: Hand) -> None:
    empty.write("x + □")
    empty.drag("+").holding(ALT).onto("+", 1)
    assert empty.formulas() == ["f = x + (x + □)"]


# Pulling


def test_pulling_a_slot_onto_a_tree_puts_it_there(hand: Hand) -> None:
    hand.take("exp").to_canvas(*VOID)
    hand.view.fit()
    hand.pull("exp", 0).onto_node("/")
    assert hand.formulas() == ["f = (x1 + x2)^2 + □", "h = exp(x3/(x1 + x2))"]
    assert hand.session.stack.count() == 2


def test_pulling_a_slot_with_alt_puts_a_copy_there(hand: Hand) -> None:
    hand.take("exp").to_canvas(*VOID)
    hand.view.fit()
    hand.pull("exp", 0).holding(ALT).onto_node("/")
    assert hand.formulas() == ["f = (x1 + x2)^2 + x3/(x1 + x2)", "h = exp(x3/(x1 + x2))"]


def test_pulling_a_slot_onto_what_is_above_it_is_refused(empty: Hand) -> None:
    empty.write("exp(□)")
    pull = empty.pull("exp", 0).over(empty.at_node("exp"))
    assert planned(empty).edit is None
    pull.drop_at(empty.at_node("exp"))
    assert empty.formulas() == ["f = exp(□)"]
    assert "cannot be put into itself" in empty.status()


def test_pulling_a_slot_into_the_void_asks_there_for_what_to_put_into_it(empty: Hand) -> None:
    empty.write("exp(□)")
    at = empty.reach(-200, 100)
    empty.pull("exp", 0).drop_at(at)
    quick_add = empty.window.parts.adding.quick_add
    assert quick_add.isVisible()
    assert (quick_add.pos() - at.toPoint()).manhattanLength() < 100
    empty.type("x", quick_add.field)
    empty.key(Qt.Key.Key_Return)
    assert empty.formulas() == ["f = exp(x)"]


def test_a_click_on_a_slot_only_chooses_it(empty: Hand) -> None:
    empty.write("exp(□)")
    empty.click_at(empty.at_slot("exp", 0))
    assert empty.stage.gap is not None
    assert not empty.window.parts.adding.quick_add.isVisible()


# Choosing


def around(hand: Hand, who: str) -> tuple[QPointF, QPointF]:
    return hand.at_node(who) - QPointF(45, 28), hand.at_node(who) + QPointF(45, 28)


@pytest.mark.parametrize("keys", [CONTROL, SHIFT])
def test_a_band_with_a_key_adds_to_the_choice(hand: Hand, keys: Qt.KeyboardModifier) -> None:
    hand.click("/")
    start, end = around(hand, "x3")
    hand.drag_from(start, keys=keys).drop_at(end)
    assert hand.stage.selection == [hand.node("/"), hand.node("x3")]


def test_a_band_with_control_takes_chosen_nodes_out(hand: Hand) -> None:
    hand.click("x3")
    hand.click("/", keys=CONTROL)
    start, end = around(hand, "x3")
    hand.drag_from(start, keys=CONTROL).drop_at(end)
    assert hand.stage.selection == [hand.node("/")]


def test_escape_during_a_band_restores_the_choice(hand: Hand) -> None:
    hand.click("/")
    start, end = around(hand, "x3")
    hand.drag_from(start).cancel_by_escape(end)
    assert hand.stage.selection == [hand.node("/")]


def test_a_second_shift_click_keeps_a_node_chosen(hand: Hand) -> None:
    hand.click("x3")
    hand.click("/", keys=SHIFT)
    hand.click("x3", keys=SHIFT)
    assert sorted(hand.stage.selection) == sorted([hand.node("x3"), hand.node("/")])


def test_a_double_click_on_the_border_chooses_the_subtree(hand: Hand) -> None:
    hand.do("full_size")
    hand.double_click_at(hand.at_node("/") - QPointF(18, 0))
    assert len(hand.stage.selection) == 5
    assert hand.stage.selection[-1] == hand.node("/")


def test_a_double_click_inside_asks_to_edit_the_node(hand: Hand, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    monkeypatch.setattr(hand.view, "edit_requested", asked.append)
    hand.double_click_at(hand.at_node("/"))
    assert asked == [hand.node("/")]


def test_a_double_click_on_the_void_puts_something_new_there(hand: Hand) -> None:
    hand.double_click_at(hand.reach(*VOID))
    hand.type("z", hand.window.parts.adding.quick_add.field)
    hand.key(Qt.Key.Key_Return)
    assert hand.forest.roots[hand.node("z")].point == pytest.approx(VOID, abs=2.5)


def test_chosen_loose_trees_move_together_in_one_undo_step(empty: Hand) -> None:
    for text in ("x", "y", "z"):
        empty.write(text)
    empty.click("x")
    empty.click("y", keys=SHIFT)
    before = {node: root.point for node, root in empty.forest.roots.items()}
    steps = empty.session.stack.count()
    empty.drag("x").drop_at(empty.at_node("x") + QPointF(30, 60))
    moved = [root.point.y - before[node].y for node, root in empty.forest.roots.items()]
    assert moved[0] == moved[1] > 0
    assert moved[2] == 0
    assert empty.session.stack.count() == steps + 1


def test_a_click_on_one_of_several_chosen_nodes_chooses_it_alone(hand: Hand) -> None:
    hand.click("x3")
    hand.click("/", keys=SHIFT)
    hand.click("x3")
    assert hand.stage.selection == [hand.node("x3")]


# Scrubbing


def test_dragging_a_number_changes_its_input_by_steps_in_one_undo_step(hand: Hand) -> None:
    before = write_forest(hand.forest)
    hand.scrub("x3", 4, 20, 40)
    assert hand.forest.inputs["x3"].value == pytest.approx(4.0)
    assert hand.session.stack.count() == 1
    hand.undo()
    assert write_forest(hand.forest) == before


@pytest.mark.parametrize(("keys", "value"), [(SHIFT, 3.1), (CONTROL, 13.0)])
def test_keys_make_a_number_move_finer_or_coarser(hand: Hand, keys: Qt.KeyboardModifier, value: float) -> None:
    hand.scrub("x3", 4, 20, 40, keys=keys)
    assert hand.forest.inputs["x3"].value == pytest.approx(value)


def test_less_than_four_pixels_are_no_scrub(hand: Hand) -> None:
    hand.scrub("x3", 1, 3)
    assert hand.forest.inputs["x3"].value == 3.0


def test_a_number_that_is_dragged_away_and_back_leaves_no_undo_step(hand: Hand) -> None:
    before = write_forest(hand.forest)
    hand.scrub("x3", 20, 400, 0)
    assert write_forest(hand.forest) == before
    assert hand.session.stack.count() == 0
    assert hand.session.stack.isClean()


def test_escape_puts_a_scrubbed_number_back(hand: Hand) -> None:
    before, at = write_forest(hand.forest), hand.at_number("x3")
    hand.drag_from(at).cancel_by_escape(at + QPointF(400, 0))
    assert write_forest(hand.forest) == before
    assert hand.session.stack.count() == 0


def test_the_pointer_over_a_number_of_an_input_says_that_it_can_be_dragged(hand: Hand) -> None:
    hand.move(hand.at_number("x3"), held=Qt.MouseButton.NoButton)
    assert hand.view.viewport().cursor().shape() == Qt.CursorShape.SizeHorCursor
    hand.move(hand.at_number("/"), held=Qt.MouseButton.NoButton)
    assert hand.view.viewport().cursor().shape() == Qt.CursorShape.ArrowCursor


# Cursors, drift, and what leaves the view or comes from elsewhere


def test_the_pointer_says_whether_a_drop_is_possible(hand: Hand) -> None:
    drag = hand.drag("x3").over(hand.reach(*VOID))
    assert hand.view.viewport().cursor().shape() == Qt.CursorShape.ClosedHandCursor
    drag.over(hand.at_node(hand.forest.trees()[0]))
    assert hand.view.viewport().cursor().shape() == Qt.CursorShape.ForbiddenCursor
    drag.cancel_by_escape(hand.at_node("/"))
    assert hand.view.viewport().cursor().shape() == Qt.CursorShape.ArrowCursor


def test_the_paper_drifts_while_a_drag_rests_at_the_edge(hand: Hand) -> None:
    before = hand.stage.place_of(hand.node("/"))
    seen = hand.at_node("/")
    middle, edge = QPointF(hand.view.width() / 2, 150), QPointF(hand.view.width() - 4, 150)
    drag = hand.drag("x3").over(middle).over(edge)
    for _ in range(5):
        hand.view._drift._move()
    assert hand.at_node("/").x() < seen.x() - 40
    assert hand.stage.place_of(hand.node("/")) == before
    drag.cancel_by_escape(middle)
    assert not hand.view._drift.isActive()


def test_what_is_carried_out_of_the_view_can_be_taken_by_others(hand: Hand, monkeypatch: pytest.MonkeyPatch) -> None:
    taken: list[QMimeData] = []
    monkeypatch.setattr(QDrag, "exec", lambda drag, *actions: taken.append(drag.mimeData()))
    hand.drag("/").over(QPointF(-40, 200))
    (data,) = taken
    assert data.text() == "x3/(x1 + x2)"
    (url,) = data.urls()
    assert Path(url.toLocalFile()).read_bytes().startswith(b"\x89PNG")
    assert hand.formulas() == ["f = (x1 + x2)^2 + x3/(x1 + x2)"]
    assert hand.stage.carried is None


def test_what_comes_back_into_its_view_is_moved(hand: Hand, monkeypatch: pytest.MonkeyPatch) -> None:
    at = hand.reach(*VOID)
    monkeypatch.setattr(QDrag, "exec", lambda drag, *actions: hand.bring(drag.mimeData()).drop_at(at))
    hand.drag("/").over(QPointF(-40, 200))
    assert hand.formulas() == ["f = (x1 + x2)^2 + □", "h = x3/(x1 + x2)"]


def test_a_tree_of_another_window_comes_as_a_copy_with_its_values(hand: Hand) -> None:
    data = tree_data(hand.stage, [hand.node("/")])
    hand.window.documents.new()
    hand.bring(data).drop_at(QPointF(300, 200))
    assert hand.formulas() == ["f = x3/(x1 + x2)"]
    assert [hand.forest.inputs[label].value for label in ("x1", "x2", "x3")] == [1.0, 2.0, 3.0]


def text(words: str) -> QMimeData:
    data = QMimeData()
    data.setText(words)
    return data


def test_a_formula_dropped_from_elsewhere_grows_there(hand: Hand) -> None:
    hand.bring(text("sin(t)/t")).drop_at(hand.reach(*VOID))
    assert hand.formulas()[1] == "h = sin(t)/t"


def test_a_text_that_is_no_formula_says_so(hand: Hand) -> None:
    hand.bring(text("Dear all, see below!")).drop_at(hand.reach(*VOID))
    assert hand.session.stack.count() == 0
    assert "is not a formula" in hand.status()


def test_a_number_becomes_typeable_by_a_click(hand: Hand) -> None:
    hand.scrub("x3")
    field = hand.window.parts.number_field
    assert field.isVisible()
    field.setText("17/4")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert hand.forest.inputs["x3"].value == 4.25
    assert not field.isVisible()


def test_a_node_dropped_on_its_own_parent_stays_in_its_slot(hand: Hand) -> None:
    hand.drag("x3").over(hand.at_node("/"))
    assert planned(hand).words == "back to its place"
    hand.release(hand.at_node("/"))
    assert hand.session.stack.count() == 0


def test_all_trees_that_move_together_are_shown_as_lifted(empty: Hand) -> None:
    for text in ("x", "y"):
        empty.write(text)
    empty.click("x")
    empty.click("y", keys=SHIFT)
    drag = empty.drag("x").over(empty.at_node("x") + QPointF(30, 60))
    assert (empty.stage.carried, empty.stage.carried_along) == (empty.node("x"), (empty.node("y"),))
    assert not empty.view.grab().isNull()
    drag.holding(ALT).drop_at(empty.at_node("x") + QPointF(30, 60))
    assert len(empty.forest.roots) == 4
    assert (empty.stage.carried, empty.stage.carried_along) == (None, ())


def test_the_ghost_of_a_tree_from_elsewhere_is_the_platforms(hand: Hand) -> None:
    hand.bring(tree_data(hand.stage, [hand.node("/")])).over(hand.reach(*VOID))
    assert isinstance(hand.view._gesture, Carry)
    assert hand.view._gesture.ghosts == []
    assert not hand.view.grab().isNull()


def test_the_platform_is_told_where_a_drop_is_not_possible(hand: Hand) -> None:
    assert not hand.take("x1").over(hand.at_edge("/")).welcome
    assert hand.take("exp").over(hand.at_edge("/")).welcome
