"""What the keys and the menu Tree do to what is chosen, and where the cursor stands afterwards."""

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from tests.robot import CONTROL, RIGHT, SHIFT, Hand
from treeedit.model.records import Slot
from treeedit.window.actions.context_menu import context_menu

F = "f = (x1 + x2)^2 + x3/(x1 + x2)"
ENTER, ESCAPE, F2, F6 = Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_F2, Qt.Key.Key_F6


def in_place(hand: Hand, text: str) -> None:
    """Write another text into the field over a node."""
    line = hand.window.parts.editing.in_place.line
    line.selectAll()
    QTest.keyClicks(line, text)


def choose(hand: Hand, who: str, nth: int = 0) -> int:
    """Choose a node, the keys on the canvas."""
    hand.view.setFocus()
    hand.stage.select([hand.node(who, nth)])
    return hand.node(who, nth)


# --- renaming ---


def test_typing_over_a_leaf_keeps_its_id(hand: Hand) -> None:
    node = choose(hand, "x1")
    hand.write_on_canvas("x4")
    hand.confirm()
    assert hand.formulas() == ["f = (x4 + x2)^2 + x3/(x1 + x2)"]
    assert hand.node("x4") == node
    assert hand.forest.inputs["x4"].value == 1.0


def test_the_last_leaf_of_a_label_takes_its_value_along(hand: Hand) -> None:
    choose(hand, "x3")
    hand.write_on_canvas("beta")
    hand.confirm()
    assert hand.forest.inputs["beta"].value == 3.0


def test_enter_opens_the_label_over_the_leaf_all_of_it_chosen(hand: Hand) -> None:
    choose(hand, "x3")
    hand.key(ENTER)
    line = hand.window.parts.editing.in_place.line
    assert line.isVisible()
    assert line.selectedText() == "x3"


def test_enter_in_the_field_renames_only_here(hand: Hand) -> None:
    choose(hand, "x1", 1)
    hand.key(F2)
    in_place(hand, "y")
    hand.confirm()
    assert hand.formulas() == ["f = (x1 + x2)^2 + x3/(y + x2)"]
    assert hand.session.stack.count() == 1
    assert hand.view.hasFocus()


def test_control_r_renames_everywhere(hand: Hand) -> None:
    choose(hand, "x1", 1)
    hand.key(Qt.Key.Key_R, CONTROL)
    in_place(hand, "y")
    hand.confirm()
    assert hand.formulas() == ["f = (y + x2)^2 + x3/(y + x2)"]
    assert hand.session.stack.count() == 1


# --- in place ---


def test_an_operation_is_edited_as_the_formula_of_its_subtree(hand: Hand) -> None:
    choose(hand, "/")
    hand.key(ENTER)
    line = hand.window.parts.editing.in_place.line
    assert line.text() == "x3/(x1 + x2)"
    in_place(hand, "x3/(x1 + x2 + 1)")
    hand.confirm()
    assert hand.formulas() == ["f = (x1 + x2)^2 + x3/(x1 + x2 + 1)"]


def test_what_stays_in_the_subtree_keeps_its_id(hand: Hand) -> None:
    node, leaf = choose(hand, "/"), hand.node("x3")
    hand.key(ENTER)
    in_place(hand, "x3/sin(x1)")
    hand.confirm()
    assert (hand.node("/"), hand.node("x3")) == (node, leaf)


def test_the_canvas_follows_while_one_types(hand: Hand) -> None:
    choose(hand, "/")
    hand.key(ENTER)
    in_place(hand, "x3*2")
    assert hand.formulas() == ["f = (x1 + x2)^2 + x3*2"]
    assert hand.stage.selection == [hand.node("*")]


def test_escape_leaves_no_trace_of_what_was_typed(hand: Hand) -> None:
    choose(hand, "x1")
    hand.key(Qt.Key.Key_Delete)
    hand.undo()
    node = choose(hand, "/")
    hand.key(ENTER)
    in_place(hand, "sin(y)")
    hand.key(ESCAPE)
    assert hand.formulas() == [F]
    assert "y" not in hand.forest.inputs
    assert hand.stage.selection == [node]
    assert hand.session.stack.canRedo()
    assert not hand.session.stack.canUndo()


def test_a_wrong_text_changes_nothing_and_says_where(hand: Hand) -> None:
    choose(hand, "/")
    hand.key(ENTER)
    in_place(hand, "x3*(")
    place = hand.window.parts.editing.in_place
    assert "column" in place.message.text()
    hand.confirm()
    assert place.isVisible()
    hand.key(ESCAPE)
    assert hand.formulas() == [F]


def test_a_click_elsewhere_keeps_what_was_written(hand: Hand) -> None:
    choose(hand, "x3")
    hand.key(ENTER)
    in_place(hand, "z")
    hand.view.setFocus(Qt.FocusReason.MouseFocusReason)
    assert hand.formulas() == ["f = (x1 + x2)^2 + z/(x1 + x2)"]
    assert not hand.window.parts.editing.in_place.isVisible()


def test_a_root_can_be_written_anew(hand: Hand) -> None:
    choose(hand, "+", 2)
    hand.key(ENTER)
    in_place(hand, "a*b")
    hand.confirm()
    assert hand.formulas() == ["f = a*b"]
    assert hand.stage.selection == [hand.node("*")]


def test_a_name_of_a_function_grows_it_in_place(hand: Hand) -> None:
    from treeedit.model.naming import name_subtree

    hand.session.do(name_subtree(hand.forest, hand.node("+"), "g"), "name")
    choose(hand, "x3")
    hand.key(ENTER)
    in_place(hand, "g^2")
    hand.confirm()
    assert hand.formulas() == ["f = (x1 + x2)^2 + (x1 + x2)^2/(x1 + x2)"]


def test_an_undo_meanwhile_closes_the_field(hand: Hand) -> None:
    choose(hand, "x1")
    hand.key(Qt.Key.Key_Delete)
    choose(hand, "x3")
    hand.key(ENTER)
    hand.session.stack.undo()
    assert not hand.window.parts.editing.in_place.isVisible()


# --- one verb, one key ---


def test_after_delete_the_empty_slot_is_chosen_and_typing_fills_it(hand: Hand) -> None:
    choose(hand, "/")
    hand.key(Qt.Key.Key_Delete)
    hand.write_on_canvas("s")
    hand.confirm()
    assert hand.formulas() == ["f = (x1 + x2)^2 + s"]


def test_after_dissolving_the_operand_is_chosen(hand: Hand) -> None:
    choose(hand, "^")
    hand.key(Qt.Key.Key_Delete, SHIFT)
    assert hand.stage.selection == [hand.node("+")]


def test_s_swaps_the_operands_of_an_operation(hand: Hand) -> None:
    choose(hand, "/")
    hand.key(Qt.Key.Key_S)
    assert hand.formulas() == ["f = (x1 + x2)^2 + (x1 + x2)/x3"]


@pytest.mark.parametrize("letter", ["s", "r", "w", "f", "F", "q"])
def test_over_a_leaf_every_letter_is_typed(hand: Hand, letter: str) -> None:
    choose(hand, "x3")
    QTest.keyClicks(hand.view, letter)
    assert hand.window.parts.adding.quick_add.field.text() == letter


@pytest.mark.parametrize("letter", ["s", "r", "w"])
def test_with_nothing_chosen_letters_are_typed(hand: Hand, letter: str) -> None:
    hand.stage.select([])
    hand.view.setFocus()
    QTest.keyClicks(hand.view, letter)
    assert hand.window.parts.adding.quick_add.field.text() == letter


def test_f_fits_when_nothing_is_chosen(hand: Hand) -> None:
    hand.view.zoom(3.0)
    hand.stage.select([])
    hand.view.setFocus()
    QTest.keyClicks(hand.view, "f")
    assert not hand.window.parts.adding.quick_add.isVisible()
    assert hand.view.scale_now() < 2.0


def test_r_replaces_the_operator_and_keeps_the_operands(hand: Hand) -> None:
    node = choose(hand, "/")
    hand.key(Qt.Key.Key_R)
    hand.write_on_field("*")
    hand.confirm()
    assert hand.formulas() == ["f = (x1 + x2)^2 + x3*(x1 + x2)"]
    assert hand.node("*") == node
    assert hand.session.stack.count() == 1


def test_a_replaced_operator_is_shown_and_escape_takes_it_back(hand: Hand) -> None:
    choose(hand, "/")
    hand.key(Qt.Key.Key_R)
    hand.write_on_field("*")
    assert hand.formulas() == ["f = (x1 + x2)^2 + x3*(x1 + x2)"]
    hand.key(ESCAPE)
    assert hand.formulas() == [F]
    assert hand.session.stack.count() == 0


def test_only_operators_are_offered_for_an_operator(hand: Hand) -> None:
    choose(hand, "/")
    hand.key(Qt.Key.Key_R)
    hand.write_on_field("x1")
    assert hand.window.parts.adding.quick_add.nothing.isVisible()


def test_w_wraps_in_an_operator(hand: Hand) -> None:
    choose(hand, "/")
    hand.key(Qt.Key.Key_W)
    hand.write_on_field("exp")
    hand.confirm()
    assert hand.formulas() == ["f = (x1 + x2)^2 + exp(x3/(x1 + x2))"]


def test_extracting_leaves_an_empty_slot(hand: Hand) -> None:
    choose(hand, "/")
    hand.key(Qt.Key.Key_X, CONTROL | SHIFT)
    assert hand.formulas() == ["f = (x1 + x2)^2 + □", "h = x3/(x1 + x2)"]


def test_the_subtree_can_be_chosen_whole(hand: Hand) -> None:
    node = choose(hand, "/")
    hand.do("select_subtree")
    assert len(hand.stage.selection) == 5
    assert hand.stage.selection[-1] == node


def test_an_operator_key_fills_an_empty_slot(hand: Hand) -> None:
    choose(hand, "/")
    hand.key(Qt.Key.Key_Delete)
    hand.write_on_canvas("*")
    assert hand.formulas() == ["f = (x1 + x2)^2 + □*□"]
    assert hand.stage.cursor() == Slot(hand.node("*"), 0)


def test_escape_goes_back_step_by_step(hand: Hand) -> None:
    node = choose(hand, "x3")
    hand.write_on_canvas("q")
    hand.key(ESCAPE)
    assert hand.stage.selection == [node]
    hand.key(ESCAPE)
    assert hand.stage.selection == []


# --- walking ---


@pytest.mark.parametrize(
    ("key", "who", "nth"),
    [(Qt.Key.Key_Home, "^", 0), (Qt.Key.Key_End, "/", 0), (Qt.Key.Key_PageUp, "+", 2), (Qt.Key.Key_PageDown, "x1", 0)],
)
def test_keys_that_go_far(hand: Hand, key: Qt.Key, who: str, nth: int) -> None:
    choose(hand, "^")
    hand.key(key)
    assert hand.stage.cursor() == hand.node(who, nth)


def test_shift_and_arrows_choose_more_and_less(hand: Hand) -> None:
    first = choose(hand, "^")
    hand.key(Qt.Key.Key_Right, SHIFT)
    assert hand.stage.selection == [first, hand.node("/")]
    hand.key(Qt.Key.Key_Left, SHIFT)
    assert hand.stage.selection == [first]


def test_control_and_arrows_move_the_paper(hand: Hand) -> None:
    before = hand.at_node("x3")
    choose(hand, "x3")
    hand.key(Qt.Key.Key_Left, CONTROL)
    assert hand.at_node("x3").x() > before.x()
    assert hand.stage.selection == [hand.node("x3")]


def test_every_tree_is_reached_by_arrows(hand: Hand) -> None:
    hand.write("h = a")
    hand.stage.select([hand.root("f")])
    for _ in range(8):
        hand.key(Qt.Key.Key_Right)
    assert hand.stage.cursor() == hand.root("h")


# --- the right button ---


def _names(menu: QMenu) -> list[str]:
    return [action.objectName() for action in menu.actions() if action.objectName()]


def test_a_right_click_chooses_the_node_and_opens_its_menu(hand: Hand, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[list[str]] = []
    monkeypatch.setattr(QMenu, "popup", lambda menu, place: seen.append(_names(menu)))
    at = hand.at_node("/")
    hand.press(at, RIGHT)
    hand.release(at, RIGHT)
    assert hand.stage.selection == [hand.node("/")]
    assert {"edit", "swap", "dissolve", "copy", "delete"} <= set(seen[0])


def test_a_drag_with_the_right_button_opens_no_menu(hand: Hand, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[QMenu] = []
    monkeypatch.setattr(QMenu, "popup", lambda menu, place: seen.append(menu))
    hand.drag_from(hand.at_node("/"), RIGHT).drop_at(hand.at_node("/") + QPointF(90, 40))
    assert not seen


def test_the_menu_of_the_canvas_has_no_verbs_of_nodes(hand: Hand) -> None:
    corner = hand.view.viewport().rect().bottomLeft() + QPointF(9, -9).toPoint()
    names = _names(context_menu(hand.window.parts, hand.window.menus, corner))
    assert "add" in names
    assert "swap" not in names
    assert hand.stage.selection == []


# --- round the window ---


def test_f6_goes_round_the_parts_of_the_window(hand: Hand) -> None:
    hand.window.activateWindow()
    hand.view.setFocus()
    seen = []
    for _ in range(5):
        hand.key(F6)
        seen.append(QApplication.focusWidget())
    window = hand.window
    assert seen[0] is window.parts.formula.line
    assert window.parts.sets_panel.isAncestorOf(seen[1])
    assert window.parts.palette_panel.isAncestorOf(seen[2])
    assert window.parts.inspector in (seen[3], seen[3].parentWidget())
    assert seen[4] is hand.view


def test_shift_and_f6_goes_back(hand: Hand) -> None:
    hand.view.setFocus()
    hand.key(F6)
    hand.key(F6, SHIFT)
    assert hand.view.hasFocus()


def test_a_subtree_that_no_line_holds_is_not_opened_in_one(empty: Hand) -> None:
    empty.paste_formula("f = " + " + ".join(f"1000{i % 9}*x" for i in range(3500)))
    empty.stage.select(empty.forest.trees())
    empty.do("edit")
    assert not empty.window.parts.editing.in_place.isVisible()
    assert "too large" in empty.status()
    assert len(empty.forest.nodes) == 13_999
