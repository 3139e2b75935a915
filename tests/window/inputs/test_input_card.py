"""The card of an input: its range and step, its keys, its menu, and its label for all leaves."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from tests.robot import LEFT, NONE, SHIFT, Hand, turn
from treeedit.files.paper import write_forest
from treeedit.model.edits import remove
from treeedit.window.widgets.number_text import number_entered
from treeedit.window.widgets.slider import HIT_HEIGHT


def unfold(hand: Hand, label: str) -> tuple[QLineEdit, QLineEdit, QLineEdit]:
    """Click the button for the range; the fields of low, high and step."""
    QTest.mouseClick(hand.card(label)._button, LEFT)
    return hand.card(label)._range.fields()


def fill(field: QLineEdit, text: str, key: Qt.Key = Qt.Key.Key_Return) -> None:
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, text)
    QTest.keyClick(field, key)


def refusal(hand: Hand, label: str) -> str:
    row = hand.card(label)._range
    return "" if row.refusal.isHidden() else row.refusal.text()


def choose(hand: Hand, label: str, words: str) -> None:
    """Choose an entry of a card's menu."""
    next(act for text, act in hand.card(label).offers() if words in text)()
    turn()


def answer(hand: Hand, label: str, text: str, key: Qt.Key = Qt.Key.Key_Return) -> None:
    fill(hand.card(label).asking.field, text, key)
    turn()


def roll(widget: QWidget, notches: int) -> None:
    at = QPointF(widget.rect().center())
    angle = QPoint(0, 120 * notches)
    phase = Qt.ScrollPhase.NoScrollPhase
    event = QWheelEvent(at, at, QPoint(), angle, Qt.MouseButton.NoButton, NONE, phase, False)
    QApplication.sendEvent(widget, event)


# --- range and step ---


def test_the_row_of_the_range_is_folded_at_first(hand: Hand) -> None:
    assert not hand.card("x1")._range.isVisible()


def test_the_row_shows_the_range_as_it_is(hand: Hand) -> None:
    assert [field.text() for field in unfold(hand, "x1")] == ["-5", "5", "0.1"]


@pytest.mark.parametrize(("text", "low"), [("-pi/2", -1.570796), ("1/3", 1 / 3), ("-2", -2.0), ("1e-3", 1e-3)])
def test_the_low_end_takes_a_number(hand: Hand, text: str, low: float) -> None:
    fill(unfold(hand, "x1")[0], text)
    assert hand.forest.inputs["x1"].low == pytest.approx(low)
    assert hand.session.stack.count() == 1


def test_each_change_of_the_range_is_one_undo_step(hand: Hand) -> None:
    start = write_forest(hand.forest)
    low, high, step = unfold(hand, "x1")
    fill(low, "0")
    fill(high, "8", Qt.Key.Key_Tab)
    fill(step, "1/4")
    known = hand.forest.inputs["x1"]
    assert (known.low, known.high, known.step) == (0.0, 8.0, 0.25)
    assert hand.session.stack.count() == 3
    for _ in range(3):
        hand.undo()
    assert write_forest(hand.forest) == start
    assert [field.text() for field in (low, high, step)] == ["-5", "5", "0.1"]


@pytest.mark.parametrize(
    ("index", "text", "words"),
    [(0, "7", "begin below"), (0, "2", "hold the value"), (2, "0", "greater than 0"), (1, "two", "depend on")],
)
def test_what_is_no_range_is_refused_in_a_sentence(hand: Hand, index: int, text: str, words: str) -> None:
    field = unfold(hand, "x1")[index]
    fill(field, text)
    assert words in refusal(hand, "x1")
    assert field.text() == text
    assert hand.session.stack.count() == 0


def test_a_mended_range_is_taken(hand: Hand) -> None:
    low, _, _ = unfold(hand, "x1")
    fill(low, "7")
    fill(low, "0")
    assert not refusal(hand, "x1")
    assert hand.forest.inputs["x1"].low == 0.0


def test_the_slider_has_as_many_positions_as_the_range_has_steps(hand: Hand) -> None:
    fill(unfold(hand, "x1")[2], "0.5")
    assert hand.slider("x1").maximum() == 20


def test_escape_folds_the_row(hand: Hand) -> None:
    low, _, _ = unfold(hand, "x1")
    QTest.keyClick(low, Qt.Key.Key_Escape)
    assert not hand.card("x1")._range.isVisible()
    assert not hand.card("x1")._button.isChecked()


def test_the_ends_of_the_range_stand_beside_the_slider(hand: Hand) -> None:
    fill(unfold(hand, "x1")[0], "-1/2")
    assert (hand.card("x1")._low.text(), hand.card("x1")._high.text()) == ("−0.5", "5")


# --- keys, wheel, pointer ---


@pytest.mark.parametrize(
    ("key", "keys", "value"),
    [
        (Qt.Key.Key_Right, NONE, 1.1),
        (Qt.Key.Key_Up, NONE, 1.1),
        (Qt.Key.Key_Left, NONE, 0.9),
        (Qt.Key.Key_PageUp, NONE, 2.0),
        (Qt.Key.Key_PageDown, NONE, 0.0),
        (Qt.Key.Key_Right, SHIFT, 1.01),
        (Qt.Key.Key_Home, NONE, -5.0),
        (Qt.Key.Key_End, NONE, 5.0),
    ],
)
def test_keys_move_the_slider(hand: Hand, key: Qt.Key, keys: Qt.KeyboardModifier, value: float) -> None:
    hand.slider("x1").setFocus()
    QTest.keyClick(hand.slider("x1"), key, keys)
    assert hand.forest.inputs["x1"].value == value


@pytest.mark.parametrize(("key", "value"), [(Qt.Key.Key_Up, 1.1), (Qt.Key.Key_Down, 0.9), (Qt.Key.Key_PageUp, 2.0)])
def test_keys_change_the_number_field_by_steps(hand: Hand, key: Qt.Key, value: float) -> None:
    hand.field("x1").setFocus()
    QTest.keyClick(hand.field("x1"), key)
    assert hand.forest.inputs["x1"].value == value
    assert hand.field("x1").text() == str(value).removesuffix(".0")


def test_a_step_in_the_field_goes_on_from_what_is_typed(hand: Hand) -> None:
    field = hand.field("x1")
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, "3")
    QTest.keyClick(field, Qt.Key.Key_Up)
    assert hand.forest.inputs["x1"].value == 3.1


def test_a_row_of_keys_is_one_undo_step(hand: Hand) -> None:
    hand.slider("x1").setFocus()
    for _ in range(5):
        QTest.keyClick(hand.slider("x1"), Qt.Key.Key_Right)
    assert hand.session.stack.count() == 1
    hand.undo()
    assert hand.forest.inputs["x1"].value == 1.0


def test_steps_after_the_focus_has_been_elsewhere_are_another_undo_step(hand: Hand) -> None:
    for _ in range(2):
        hand.slider("x1").setFocus()
        QTest.keyClick(hand.slider("x1"), Qt.Key.Key_Right)
        hand.slider("x2").setFocus()
    assert hand.session.stack.count() == 2


def test_keys_stay_within_the_range(hand: Hand) -> None:
    hand.slider("x1").setFocus()
    for _ in range(6):
        QTest.keyClick(hand.slider("x1"), Qt.Key.Key_PageUp)
    assert hand.forest.inputs["x1"].value == 5.0
    assert hand.forest.inputs["x1"].high == 5.0


@pytest.mark.parametrize("part", ["slider", "field"])
def test_the_wheel_changes_a_number_only_where_the_focus_is(hand: Hand, part: str) -> None:
    widget = getattr(hand, part)("x1")
    hand.view.setFocus()
    roll(widget, 1)
    assert hand.forest.inputs["x1"].value == 1.0
    widget.setFocus()
    roll(widget, 2)
    assert hand.forest.inputs["x1"].value == 1.2


def test_escape_in_the_field_puts_the_number_back(hand: Hand) -> None:
    field = hand.field("x1")
    field.setFocus()
    QTest.keyClicks(field, "77")
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert field.text() == "1"
    hand.view.setFocus()
    assert hand.session.stack.count() == 0


@pytest.mark.parametrize("y", [1, HIT_HEIGHT - 2])
def test_the_handle_is_hit_over_all_the_height(hand: Hand, y: int) -> None:
    slider = hand.slider("x1")
    QTest.mousePress(slider, LEFT, NONE, QPoint(hand.handle("x1").x(), y))
    assert slider.isSliderDown()
    QTest.mouseRelease(slider, LEFT, NONE, QPoint(hand.handle("x1").x(), y))


def test_a_press_on_the_groove_takes_the_handle_there_in_one_undo_step(hand: Hand) -> None:
    slider = hand.slider("x1")
    end = QPoint(slider.width() - 2, 13)
    QTest.mousePress(slider, LEFT, NONE, end)
    slider.setSliderPosition(slider.maximum() - 3)
    QTest.mouseRelease(slider, LEFT, NONE, end)
    assert hand.forest.inputs["x1"].value == pytest.approx(4.7)
    assert hand.session.stack.count() == 1


# --- the menu ---


def test_renaming_everywhere_takes_all_leaves(hand: Hand) -> None:
    choose(hand, "x1", "Rename")
    answer(hand, "x1", "y")
    assert hand.formulas() == ["f = (y + x2)^2 + x3/(y + x2)"]
    assert hand.session.stack.count() == 1
    assert hand.card("y").mark == 0


def test_renaming_says_when_two_sets_become_one(hand: Hand) -> None:
    choose(hand, "x1", "Rename")
    field = hand.card("x1").asking.field
    field.selectAll()
    QTest.keyClicks(field, "x2")
    assert "both become one set" in hand.card("x1").asking.hint.text()
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert hand.formulas() == ["f = (x2 + x2)^2 + x3/(x2 + x2)"]


def test_a_label_that_cannot_be_is_refused_and_stays_to_be_mended(hand: Hand) -> None:
    choose(hand, "x1", "Rename")
    answer(hand, "x1", "sin")
    asking = hand.card("x1").asking
    assert "is an operator" in asking.refusal.text()
    assert asking.isVisible()
    assert asking.field.text() == "sin"


def test_escape_leaves_the_label(hand: Hand) -> None:
    choose(hand, "x1", "Rename")
    answer(hand, "x1", "y", Qt.Key.Key_Escape)
    assert hand.session.stack.count() == 0
    assert not hand.card("x1").asking.isVisible()


def test_f2_on_the_label_asks_for_another(hand: Hand) -> None:
    hand.card("x1").head.setFocus()
    hand.key(Qt.Key.Key_F2)
    assert hand.card("x1").asking.isVisible()


def test_the_leaves_of_a_card_can_be_chosen(hand: Hand) -> None:
    choose(hand, "x1", "Select")
    assert sorted(hand.stage.selection) == [hand.node("x1", 0), hand.node("x1", 1)]


def test_the_value_can_be_copied_with_all_its_digits(hand: Hand) -> None:
    hand.enter("x1", "17/3")
    choose(hand, "x1", "Copy")
    assert QGuiApplication.clipboard().text() == "5.666666666666667"
    QGuiApplication.clipboard().clear()


def test_the_menu_can_unfold_the_range(hand: Hand) -> None:
    choose(hand, "x1", "Range")
    assert hand.card("x1")._range.isVisible()


# --- the keyboard, and who cannot see ---


def test_tab_visits_label_slider_field_range_and_eye_of_card_after_card(hand: Hand) -> None:
    card, following = hand.card("x1"), hand.card("x2")
    card.head.setFocus()
    visited = []
    for _ in range(5):
        hand.key(Qt.Key.Key_Tab)
        visited.append(QApplication.focusWidget())
    assert visited == [card._slider, card._field, card._button, card.eye, following.head]


def test_the_label_in_focus_lights_its_leaves(hand: Hand) -> None:
    turn()
    hand.card("x1").head.setFocus()
    assert sorted(hand.stage.lit) == [hand.node("x1", 0), hand.node("x1", 1)]


def test_all_that_can_be_reached_has_a_name_to_be_read_out(hand: Hand) -> None:
    for widget in hand.card("x1").tab_chain():
        assert widget.accessibleName() or not widget.isVisible()
    hand.enter("x1", "2.5")
    assert hand.slider("x1").accessibleName() == "x1 = 2.5"


def test_an_input_without_leaves_is_shown_nowhere_and_comes_back_as_it_was(hand: Hand) -> None:
    hand.session.do(remove(hand.forest, [hand.node("x3")]), "remove")
    hand.take("x3").onto("/", 0)
    assert hand.field("x3").text() == "3"


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("17/3", "17/3"),
        ("-1/3", "-1/3"),
        ("pi/2", "pi/2"),
        ("12345678,25", "12345678.25"),
        ("0.1234567890123456", "0.123456789"),
        ("-0.3333333333333333", "-0.33333333"),
    ],
)
def test_a_field_shows_what_was_typed_or_its_beginning(hand: Hand, typed: str, shown: str) -> None:
    field = hand.window.parts.sets_panel._cards["x1"]._field
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, typed)
    QTest.keyClick(field, Qt.Key.Key_Return)
    hand.view.setFocus()
    turn()
    assert field.cursorPosition() == 0
    text = field.text()
    assert text == typed or shown.startswith(text[:6])
    assert field.fontMetrics().horizontalAdvance(text) <= field.width()
    field.setFocus()
    assert number_entered(field.text()) == hand.forest.inputs["x1"].value
