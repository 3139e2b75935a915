"""The cards of the inputs: sliders and number fields, one undo step each, and numbers that follow."""

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QEnterEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.robot import Hand, turn
from tests.support import grow
from treeedit.model.edits import remove, set_input
from treeedit.window.widgets.sum_line import SumLine


def sentences(hand: Hand, label: str) -> list[str]:
    """The sums on a card, as they are read out."""
    turn()
    return [line.accessibleName() for line in hand.card(label).findChildren(SumLine) if not line.isHidden()]


def test_a_slide_is_one_undo_step(hand: Hand) -> None:
    hand.slide("x1", 2.0, 3.0, 4.0, 4.5)
    assert hand.forest.inputs["x1"].value == pytest.approx(4.5)
    assert hand.session.stack.count() == 1
    hand.undo()
    assert hand.forest.inputs["x1"].value == 1.0


def test_two_slides_are_two_undo_steps(hand: Hand) -> None:
    hand.slide("x1", 2.0)
    hand.slide("x1", 3.0)
    assert hand.session.stack.count() == 2


def test_the_numbers_change_while_the_slider_moves(hand: Hand) -> None:
    seen = []
    hand.session.evaluated.connect(lambda _: seen.append(hand.sums()["x1"]))
    slider = hand.slider("x1")
    slider.setSliderDown(True)
    for value in (20, 40, 60):
        slider.setSliderPosition(value)
        turn()
    assert len(set(seen)) == 3


def test_a_card_shows_its_summands_and_their_sum(hand: Hand) -> None:
    assert sentences(hand, "x1") == ["∂f/∂x₁ = 6 + (−1/3) = 17/3"]


def test_the_sum_on_the_card_follows_the_slider(hand: Hand) -> None:
    hand.slide("x3", 0.0)
    assert sentences(hand, "x1") == ["∂f/∂x₁ = 6 + 0 = 6"]


def test_the_slider_follows_undo(hand: Hand) -> None:
    before = hand.slider("x1").value()
    hand.slide("x1", 4.0)
    hand.undo()
    assert hand.slider("x1").value() == before


@pytest.mark.parametrize(
    ("text", "value"), [("17/3", 17 / 3), ("-2", -2.0), ("−2", -2.0), ("1e-3", 1e-3), ("2^3", 8.0)]
)
def test_a_number_field_takes_a_number(hand: Hand, text: str, value: float) -> None:
    hand.enter("x1", text)
    assert hand.forest.inputs["x1"].value == pytest.approx(value)
    assert hand.session.stack.count() == 1


@pytest.mark.parametrize("text", ["x + 1", " ", "nan", "inf", "1/0", "1e999", "two", "<b>1</b>"])
def test_a_number_field_refuses_what_is_no_number(hand: Hand, text: str) -> None:
    before = hand.field("x1").text()
    hand.enter("x1", text)
    assert hand.forest.inputs["x1"].value == 1.0
    assert hand.session.stack.count() == 0
    assert hand.field("x1").text() == before


def test_a_refusal_is_said(hand: Hand) -> None:
    hand.enter("x1", "x + 1")
    assert "is not a number" in hand.status()


def test_a_refusal_is_shown_as_text_where_the_pointer_rests(hand: Hand) -> None:
    hand.enter("x1", "<img src=/dev/zero>")
    assert "<img" not in hand.field("x1").toolTip()


@pytest.mark.parametrize("text", ["1e300", "-1e308", "12345678901", "1e-300"])
def test_a_slider_bears_any_number(hand: Hand, text: str) -> None:
    hand.enter("x1", text)
    assert hand.forest.inputs["x1"].value == float(text)
    hand.enter("x1", "1e308")
    turn()


def test_a_slider_over_a_wide_range_reaches_both_ends(hand: Hand) -> None:
    hand.enter("x1", "1e12")
    slider, known = hand.slider("x1"), hand.forest.inputs["x1"]
    slider.setValue(slider.maximum())
    assert hand.forest.inputs["x1"].value == pytest.approx(known.high)
    slider.setValue(0)
    assert hand.forest.inputs["x1"].value == pytest.approx(known.low)


def test_a_card_goes_with_its_last_leaf_and_comes_back(hand: Hand) -> None:
    hand.session.do(remove(hand.forest, [hand.node("x3")]), "remove")
    assert "x3" not in hand.window.parts.sets_panel._cards
    hand.undo()
    assert "x3" in hand.window.parts.sets_panel._cards


def test_what_is_half_typed_goes_with_its_card(hand: Hand) -> None:
    hand.session.do(set_input(hand.forest, "x2", 4.0), "change")
    field = hand.field("x3")
    field.setFocus()
    QTest.keyClicks(field, "7")
    hand.session.do(remove(hand.forest, [hand.node("x3")]), "remove")
    turn()
    assert hand.session.stack.count() == 2
    assert hand.forest.inputs["x3"].value == 3.0


def test_pointing_at_a_card_lights_its_members(hand: Hand) -> None:
    turn()
    QApplication.sendEvent(hand.card("x1"), QEnterEvent(QPointF(), QPointF(), QPointF()))
    assert sorted(hand.stage.lit) == [hand.node("x1", 0), hand.node("x1", 1)]


def test_a_document_with_many_inputs_has_as_many_cards_as_can_be_used(empty: Hand) -> None:
    empty.session.open(grow(" + ".join(f"a{i}" for i in range(500))))
    turn()
    assert len(empty.window.parts.sets_panel._cards) <= 60
