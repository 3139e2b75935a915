"""The field over a number of the canvas."""

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest

from tests.robot import Hand


@pytest.fixture
def asked(hand: Hand) -> Hand:
    """A hand that has clicked the value of x3."""
    hand.click_at(hand.at_number("x3"))
    return hand


def enter(hand: Hand, text: str) -> None:
    hand.type(text, hand.window.parts.number_field)
    QTest.keyClick(hand.window.parts.number_field, Qt.Key.Key_Return)


def test_it_stands_over_the_number_with_all_of_it_selected(asked: Hand) -> None:
    field = asked.window.parts.number_field
    assert field.geometry().contains(asked.at_number("x3").toPoint())
    assert field.selectedText() == "3"


@pytest.mark.parametrize(("text", "value"), [("7", 7.0), ("17/4", 4.25), ("-1e-3", -0.001), ("-(2^3)", -8.0)])
def test_what_is_typed_becomes_the_value_in_one_undo_step(asked: Hand, text: str, value: float) -> None:
    enter(asked, text)
    assert asked.forest.inputs["x3"].value == pytest.approx(value)
    assert asked.session.stack.count() == 1
    assert not asked.window.parts.number_field.isVisible()


def test_what_is_no_number_is_refused_and_may_be_mended(asked: Hand) -> None:
    enter(asked, "x1")
    assert asked.session.stack.count() == 0
    assert "is not a number" in asked.status()
    assert asked.window.parts.number_field.isVisible()


def test_escape_leaves_the_value(asked: Hand) -> None:
    asked.type("7", asked.window.parts.number_field)
    QTest.keyClick(asked.window.parts.number_field, Qt.Key.Key_Escape)
    assert asked.forest.inputs["x3"].value == 3.0
    assert not asked.window.parts.number_field.isVisible()


def test_a_click_elsewhere_closes_it(asked: Hand) -> None:
    asked.click_at(QPointF(5, 300))
    assert not asked.window.parts.number_field.isVisible()


def test_it_goes_when_the_paper_moves_under_it(asked: Hand) -> None:
    asked.wheel(QPointF(200, 200), 1)
    assert not asked.window.parts.number_field.isVisible()


def test_at_the_edge_of_the_view_it_is_seen_whole(hand: Hand) -> None:
    at = hand.at_number("x3")
    hand.view.shift(QPointF((hand.view.width() - 12 - at.x()) / hand.view.scale_now(), 0))
    hand.click_at(hand.at_number("x3"))
    assert hand.view.viewport().rect().contains(hand.window.parts.number_field.geometry())
