"""Two trees compared: their shape, the labels that correspond, and the sums that differ."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPointF
from PySide6.QtGui import QEnterEvent, QFocusEvent
from PySide6.QtWidgets import QApplication

from tests.robot import Hand, turn
from tests.support import grow
from treeedit.model.edits import set_input
from treeedit.window.explore.comparison import ComparisonPanel, Line


def opened(hand: Hand, formulas: str = "") -> ComparisonPanel:
    if formulas:
        hand.session.open(grow(formulas))
    hand.do("compare")
    return hand.window.parts.lesson.comparison


def read(hand: Hand) -> list[str]:
    turn()
    return [line.accessibleName() for line in hand.window.parts.lesson.comparison._lines]


def line(hand: Hand, number: int) -> Line:
    turn()
    return hand.window.parts.lesson.comparison._lines[number]


def point_at(shown: Line) -> None:
    QApplication.sendEvent(shown, QEnterEvent(QPointF(), QPointF(), QPointF()))


@pytest.fixture
def pair(empty: Hand) -> Hand:
    """The example in which f and h stand side by side."""
    empty.open_example(1)
    return empty


def test_f_and_h_have_the_same_shape_but_other_sets(pair: Hand) -> None:
    opened(pair)
    lines = read(pair)
    assert lines[0].startswith("f and h have the same shape. But")
    assert lines[1] == (
        "x₁ ↔ x₁, x₄ x₁ is one set in f but two in h: x₁ and x₄. "
        "So ∂f/∂x₁ = 17/3 is a sum of two, while ∂h/∂x₁ = 6 and ∂h/∂x₄ = −1/3."
    )
    assert lines[3] == "x₃ ↔ x₃"
    assert len(lines) == 4


def test_the_numbers_follow_the_document(pair: Hand) -> None:
    opened(pair)
    pair.session.do(set_input(pair.forest, "x3", 0.0), "change")
    assert "∂f/∂x₁ = 6 is a sum of two" in read(pair)[1]


def test_turned_round_the_split_is_told_of_the_other_tree(pair: Hand) -> None:
    opened(pair)
    pair.stage.select([pair.root("h"), pair.root("f")])
    lines = read(pair)
    assert lines[0].startswith("h and f have the same shape")
    assert any(each.startswith("x₁ ↔ x₁, x₄ x₁ is one set in f but two in h") for each in lines)


def test_pointing_at_a_line_lights_both_trees(pair: Hand) -> None:
    opened(pair)
    point_at(line(pair, 1))
    wanted = {pair.node("x1", 0), pair.node("x1", 1), pair.node("x1", 2), pair.node("x4")}
    assert pair.stage.lit == wanted
    QApplication.sendEvent(line(pair, 2), QFocusEvent(QEvent.Type.FocusIn))
    assert pair.node("x2", 0) in pair.stage.lit


def test_another_shape_is_told_with_its_first_place(empty: Hand) -> None:
    opened(empty, "f = sin(a) + b; h = sin(a)*b")
    (said,) = read(empty)
    assert "do not have the same shape" in said
    assert "+ in f, × in h" in said
    point_at(line(empty, 0))
    assert empty.stage.lit == {empty.root("f"), empty.root("h")}


def test_where_a_slot_is_empty_the_operation_above_is_lit(empty: Hand) -> None:
    opened(empty, "f = a + □; h = a + b")
    assert "an empty slot in f" in read(empty)[0]
    point_at(line(empty, 0))
    assert empty.root("f") in empty.stage.lit


def test_operands_may_be_taken_in_any_order(empty: Hand) -> None:
    panel = opened(empty, "f = sin(a) + b; h = a + sin(b)")
    assert "do not have" in read(empty)[0]
    panel._kind.setCurrentIndex(1)
    panel._kind.activated.emit(1)
    assert "have the same shape" in read(empty)[0]


@pytest.mark.parametrize(
    ("formulas", "words"),
    [("f = a*b", "Two trees"), ("f = a*b; h = a*b", "same function"), ("f = a*b; h = u*v", "one to one")],
)
def test_what_else_there_is_to_say(empty: Hand, formulas: str, words: str) -> None:
    opened(empty, formulas)
    assert words in read(empty)[0]


def test_a_tree_beside_itself_is_no_comparison(pair: Hand) -> None:
    panel = opened(pair)
    panel._boxes[1].setCurrentIndex(0)
    panel._boxes[1].activated.emit(0)
    assert "These are one tree" in read(pair)[0]


def test_a_tree_that_goes_leaves_the_comparison(pair: Hand) -> None:
    opened(pair)
    pair.stage.select([pair.root("h")])
    pair.do("delete")
    assert "Two trees" in read(pair)[0]
    pair.undo()
    assert "same shape" in read(pair)[0]


def test_the_comparison_takes_on_colours_and_text_sizes(pair: Hand) -> None:
    panel = opened(pair)
    for name in ("scheme_dark", "larger", "scheme_light"):
        pair.do(name)
        assert not panel.grab().isNull()


@pytest.mark.parametrize(
    ("formulas", "said"),
    [
        (
            "f = x^2; h = x^3",
            "but not the same numbers: they are different functions. 3 stands where 2 stands.",
        ),
        ("f = x*2; h = x*y", "an input stands where a number stands: they are different functions. y stands where 2"),
        ("f = x*2; h = x*2.0", "They also have the same labels: they are the same function."),
        ("f = a*2; h = b*3", "the same sets under other names. 3 stands where 2 stands."),
    ],
)
def test_what_is_said_of_two_functions_holds(empty: Hand, formulas: str, said: str) -> None:
    opened(empty, formulas)
    assert said in read(empty)[0]
