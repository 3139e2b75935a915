"""Tree form and shared form in the window: switched by key, toggle and menu, both alive, both safe to edit."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton

from tests.robot import ALT, CONTROL, LEFT, Hand, turn
from treeedit.canvas.view.spoken_words import Words
from treeedit.figure.page import page
from treeedit.figure.shared import SharedDrawing
from treeedit.model.records import Slot
from treeedit.window.panels.inspector import described


def share(hand: Hand) -> SharedDrawing:
    hand.do("shared_form")
    return shared(hand)


def shared(hand: Hand) -> SharedDrawing:
    drawing = hand.stage.drawing
    assert isinstance(drawing, SharedDrawing)
    return drawing


def nodes(hand: Hand) -> int:
    return len(shared(hand).sharing.nodes)


def written(hand: Hand) -> set[str]:
    return {
        text.text for text in hand.stage.drawing.numbers(hand.stage.drawing.tree_rows(0), hand.session.evaluation).texts
    }


def tally(hand: Hand) -> str:
    return hand.window._tally.text()


def link(hand: Hand, label: str) -> QToolButton | None:
    return hand.card(label)._link


def choose(hand: Hand, who: str, nth: int = 0) -> None:
    hand.stage.select([hand.node(who, nth)])


# --- switching ---


def test_a_key_switches_to_the_shared_form_and_back(hand: Hand) -> None:
    hand.view.setFocus()
    hand.key(Qt.Key.Key_H, CONTROL)
    assert tally(hand).startswith("11 nodes, 8 functions · ")
    hand.key(Qt.Key.Key_H, CONTROL)
    assert not hand.stage.is_shared
    assert tally(hand).startswith("11 nodes · ")


def test_the_toggle_and_the_menu_say_which_form_it_is(hand: Hand) -> None:
    switch = hand.window.menus.form_switch
    QTest.mouseClick(switch.button("shared"), LEFT)
    assert hand.stage.is_shared
    assert hand.window.menus.actions["shared_form"].isChecked()
    hand.do("shared_form")
    assert not hand.stage.is_shared
    assert switch.button("tree").isChecked()


def test_only_the_inputs_run_together_where_that_is_chosen(hand: Hand) -> None:
    hand.do("together_inputs")
    assert nodes(hand) == 9
    assert "9" in tally(hand)
    assert "functions" not in tally(hand)
    assert hand.window.menus.actions["together_inputs"].isChecked()
    assert not hand.window.menus.actions["together_all"].isChecked()


def test_a_link_on_a_card_keeps_one_set_apart(hand: Hand) -> None:
    hand.write("x1 + x1*x2 + sin(x1*x2)")
    share(hand)
    before = nodes(hand)
    found = link(hand, "x1")
    assert found is not None
    assert found.text() == "keep apart"
    found.click()
    assert nodes(hand) > before
    assert found.text() == "run together"
    found.click()
    assert nodes(hand) == before


def test_the_links_are_gone_in_the_tree_form_and_where_nothing_repeats(hand: Hand) -> None:
    assert link(hand, "x1") is None
    share(hand)
    assert link(hand, "x3") is None
    hand.do("shared_form")
    found = link(hand, "x1")
    assert found is not None
    assert found.isHidden()


def test_the_card_of_g_keeps_its_two_instances_apart(hand: Hand) -> None:
    share(hand)
    (card,) = hand.window.parts.sets_panel._functions.values()
    assert card._link is not None
    card._link.click()
    assert nodes(hand) == 9


def test_a_form_that_is_too_large_is_refused_in_a_sentence(hand: Hand) -> None:
    hand.paste_formula("*".join(["x"] * 120))
    hand.do("shared_form")
    assert not hand.stage.is_shared
    assert "too large" in hand.status()


def test_an_edit_that_makes_it_too_large_is_told(hand: Hand) -> None:
    share(hand)
    hand.paste_formula("*".join(["x"] * 120))
    assert "too large" in hand.status()
    hand.undo()
    assert nodes(hand) == 8


def test_the_cards_of_functions_are_right_while_something_is_folded(empty: Hand) -> None:
    empty.write("f = exp(y*z) + sin(x1 + x2)*(x1 + x2)")
    choose(empty, "exp")
    empty.do("fold")
    empty.write("h = y")
    (card,) = empty.window.parts.sets_panel._functions.values()
    assert {empty.node("+"), empty.node("+", 1)} == set(card._instances)


# --- both are alive ---


def test_a_slider_moves_the_numbers_of_the_shared_form(hand: Hand) -> None:
    share(hand)
    assert "17/3" in written(hand)
    hand.enter("x3", "12")
    turn()
    assert {"6 + (−4/3)", "14/3"} <= written(hand)


def test_typing_a_formula_changes_the_shared_form_and_undo_takes_it_back(hand: Hand) -> None:
    share(hand)
    choose(hand, "/")
    line = hand.window.parts.formula.line
    line.selectAll()
    hand.type("f = x*x*x + y", line)
    QTest.keyClick(line, Qt.Key.Key_Return)
    turn()
    assert nodes(hand) == 5
    hand.undo()
    assert nodes(hand) == 8


def test_deep_sharing_is_four_nodes(empty: Hand) -> None:
    empty.write("((x*x)*(x*x))*((x*x)*(x*x))")
    share(empty)
    assert tally(empty).startswith("15 nodes, 4 functions")


def test_several_trees_stay_apart(hand: Hand) -> None:
    hand.write("x1 + x2")
    share(hand)
    assert nodes(hand) == 11


def test_an_incomplete_tree_has_its_empty_slots(empty: Hand) -> None:
    empty.write("(x + ?)*(x + 1)")
    share(empty)
    gap = Slot(empty.node("+"), 1)
    empty.click_at(empty.on_view(empty.stage.place_of_slot(gap)))
    assert empty.stage.gap == gap
    empty.write_on_canvas("y")
    empty.confirm()
    assert empty.formulas() == ["f = (x + y)*(x + 1)"]
    assert empty.stage.is_shared


def test_orientations_turn_the_shared_form(hand: Hand) -> None:
    share(hand)
    for where in ("left", "bottom", "right", "top"):
        hand.do(f"root_{where}")
        assert nodes(hand) == 8


def test_pictures_follow_the_form_of_the_window(hand: Hand) -> None:
    share(hand)
    session = hand.session
    figure = page(session.forest, session.analysis, session.evaluation, hand.stage.look)
    assert sum(1 for shape in figure.shapes if shape.node) == 8


# --- choosing, lighting, walking ---


def test_a_click_finds_the_node_and_pointing_at_any_instance_lights_it(hand: Hand) -> None:
    share(hand)
    second = hand.node("x1", 1)
    hand.click_at(hand.on_view(hand.stage.place_of(second)))
    assert hand.stage.selection == [hand.node("x1")]
    hand.stage.light([second])
    drawing = shared(hand)
    rows = hand.stage._items[hand.root("f")]._faint_rows(drawing.sharing.nodes)
    assert rows is not None
    assert drawing.analysis.order.ids[drawing.sharing.nodes[~rows]].tolist() == [hand.node("x1")]


def test_what_is_known_of_a_node_is_its_sum(hand: Hand) -> None:
    share(hand)
    text = described(hand.stage, hand.node("x1"))
    assert "5.666666666666" in text
    assert "6 + (−1/3)" in described(hand.stage, hand.session.forest.operands(hand.node("^"))[0] or 0)
    assert "partial 17/3" in Words(hand.stage).numbers(hand.node("x1"))


def test_up_leads_to_the_parent_visited_last(hand: Hand) -> None:
    share(hand)
    g = hand.node("+")
    for parent, index in (("/", 1), ("^", 0), ("/", 1)):
        choose(hand, parent)
        hand.view.setFocus()
        hand.view._visited[hand.node(parent)] = index
        hand.key(Qt.Key.Key_Down)
        assert hand.stage.selection == [g]
        hand.key(Qt.Key.Key_Up)
        assert hand.stage.selection == [hand.node(parent)]


# --- editing ---


def test_dragging_an_inner_node_is_refused(hand: Hand) -> None:
    share(hand)
    before = hand.formulas()
    hand.drag("^").to_canvas(0.1, 0.9)
    assert hand.formulas() == before
    assert hand.status() == "Switch to the tree form to move nodes."


def test_a_tree_can_be_moved_as_a_whole(hand: Hand) -> None:
    share(hand)
    before = hand.forest.roots[hand.root("f")].point
    hand.drag("+", 2).to_canvas(0.5, 0.3)
    assert hand.forest.roots[hand.root("f")].point != before
    assert nodes(hand) == 8


def test_keys_do_not_change_a_node_that_stands_for_several(hand: Hand) -> None:
    share(hand)
    before = hand.formulas()
    for action in ("delete", "dissolve", "swap", "extract", "edit", "replace", "wrap", "cut"):
        choose(hand, "+")
        hand.do(action)
        assert hand.formulas() == before
        assert "run together" in hand.status()
    choose(hand, "x1")
    hand.write_on_canvas("*")
    assert hand.formulas() == before


def test_keys_change_a_node_that_stands_alone(hand: Hand) -> None:
    share(hand)
    choose(hand, "x3")
    hand.do("delete")
    assert hand.stage.gap == Slot(hand.node("/"), 0)
    hand.undo()
    assert nodes(hand) == 8
    choose(hand, "/")
    hand.do("swap")
    assert hand.formulas() == ["f = (x1 + x2)^2 + (x1 + x2)/x3"]


def test_a_chip_is_refused_on_a_node_that_stands_for_several_and_taken_by_another(hand: Hand) -> None:
    share(hand)
    before = hand.formulas()
    hand.take("sin").drop_at(hand.on_view(hand.stage.place_of(hand.node("x1", 1))))
    assert hand.formulas() == before
    assert "run together" in hand.status()
    hand.take("sin").drop_at(hand.on_view(hand.stage.place_of(hand.node("x3"))))
    assert hand.formulas() == ["f = (x1 + x2)^2 + sin(x3)/(x1 + x2)"]


def test_folding_a_node_folds_all_it_stands_for(hand: Hand) -> None:
    share(hand)
    choose(hand, "+")
    hand.do("fold")
    assert len(hand.forest.folds) == 2
    assert nodes(hand) == 6
    hand.undo()
    assert nodes(hand) == 8


def test_renaming_everywhere_works_on_the_node(hand: Hand) -> None:
    share(hand)
    choose(hand, "x1")
    hand.do("rename_everywhere")
    hand.write_on_field("z")
    hand.confirm()
    assert hand.formulas() == ["f = (z + x2)^2 + x3/(z + x2)"]


def test_a_copy_of_a_node_is_not_dragged_either(hand: Hand) -> None:
    share(hand)
    before = hand.formulas()
    hand.drag("^").holding(ALT).to_canvas(0.1, 0.9)
    assert hand.formulas() == before
