"""The sliders of a presentation come when they are wanted, move the document, and leave a clicker its keys."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest

from tests.robot import LEFT, NONE, Hand, turn
from tests.support import grow
from tests.window.steps.test_stepping import begin
from treeedit.model.records import Blank
from treeedit.window.presentation.sliders import Knob

KEY = Qt.Key


def with_sliders(hand: Hand) -> None:
    hand.present()
    hand.press_shown(KEY.Key_S)


def labels(hand: Hand) -> list[str]:
    return [each.label for each in hand.shown.strip.inputs]


def told(knob: Knob) -> str:
    return knob.caption._figure.texts[1].text


def test_a_key_shows_them_and_takes_them_away(hand: Hand) -> None:
    hand.present()
    for key in (KEY.Key_S, KEY.Key_I):
        hand.press_shown(key)
        assert hand.shown.strip.isVisible()
        hand.press_shown(key)
        assert not hand.shown.strip.isVisible()


def test_there_is_one_for_each_input_and_the_tree_stays_whole(hand: Hand) -> None:
    with_sliders(hand)
    view = hand.shown.view
    assert labels(hand) == ["x1", "x2", "x3"]
    assert view.viewport().rect().contains(view.mapFromScene(view.whole()).boundingRect())
    assert hand.shown.strip.geometry().bottom() == hand.shown.rect().bottom()


def test_a_slide_is_one_undo_step(hand: Hand) -> None:
    with_sliders(hand)
    slider = hand.shown.strip.knob("x1").slider
    QTest.mousePress(slider, LEFT, NONE, QPoint(4, slider.height() // 2))
    for part in (0.3, 0.6, 0.9):
        QTest.mouseMove(slider, QPoint(round(part * slider.width()), slider.height() // 2))
    QTest.mouseRelease(slider, LEFT, NONE, QPoint(round(0.9 * slider.width()), slider.height() // 2))
    turn()
    moved = hand.forest.inputs["x1"].value
    assert moved > 3.0
    assert hand.slider("x1").value() == slider.value()
    assert told(hand.shown.strip.knob("x1")) == hand.stage.look.number(moved)
    hand.undo()
    assert hand.forest.inputs["x1"].value == 1.0
    assert hand.session.stack.index() == 0


def test_it_follows_the_editors_slider(hand: Hand) -> None:
    with_sliders(hand)
    hand.slide("x2", 4.0)
    turn()
    knob = hand.shown.strip.knob("x2")
    assert (told(knob), knob.slider.value()) == ("4", hand.slider("x2").value())


def test_after_a_click_on_a_slider_a_clicker_steps(hand: Hand) -> None:
    begin(hand, number=5)
    with_sliders(hand)
    QTest.mouseClick(hand.shown.strip.knob("x1").slider, LEFT)
    value = hand.forest.inputs["x1"].value
    hand.press_shown(KEY.Key_PageDown, KEY.Key_Right)
    assert (hand.window.parts.stepping.number, hand.forest.inputs["x1"].value) == (7, value)


def test_tab_takes_the_arrows_to_a_slider_and_leaves_the_other_keys(hand: Hand) -> None:
    begin(hand, number=5)
    with_sliders(hand)
    hand.press_shown(KEY.Key_Tab)
    assert hand.shown.focusWidget() is hand.shown.strip.knob("x1").slider
    hand.press_shown(KEY.Key_Right, KEY.Key_PageDown, KEY.Key_Space)
    assert hand.window.parts.stepping.number == 7
    assert hand.forest.inputs["x1"].value > 1.0
    hand.press_shown(KEY.Key_S)
    hand.press_shown(KEY.Key_Right)
    assert hand.window.parts.stepping.number == 8


def test_a_value_that_is_not_known_yet_is_not_told(hand: Hand) -> None:
    begin(hand)
    with_sliders(hand)
    assert told(hand.shown.strip.knob("x1")) == "…"
    hand.press_shown(KEY.Key_PageDown)
    assert told(hand.shown.strip.knob("x1")) == "1"


def test_a_value_that_an_exercise_hides_is_not_told(hand: Hand) -> None:
    with_sliders(hand)
    hand.hide(Blank("value", hand.node("x3")))
    assert [told(hand.shown.strip.knob(label)) for label in ("x1", "x3")] == ["1", "…"]


def test_they_are_those_of_the_trees_that_are_shown(hand: Hand) -> None:
    hand.write("h = a*b")
    with_sliders(hand)
    assert labels(hand) == ["x1", "x2", "x3", "a", "b"]
    hand.stage.select([])
    hand.press_shown(KEY.Key_PageDown)
    assert labels(hand) == ["x1", "x2", "x3"]


def test_they_follow_the_structure(hand: Hand) -> None:
    with_sliders(hand)
    hand.stage.select([hand.node("x3")])
    hand.do("delete")
    assert labels(hand) == ["x1", "x2"]
    hand.undo()
    assert labels(hand) == ["x1", "x2", "x3"]


def test_many_are_scrolled(empty: Hand) -> None:
    empty.session.open(grow(" + ".join(f"y{number}" for number in range(30))))
    with_sliders(empty)
    strip = empty.shown.strip
    assert len(strip.inputs) == 30
    assert strip.height() < 0.5 * empty.shown.height()
    assert strip.verticalScrollBar().maximum() > 0


def test_a_tree_without_inputs_says_so(empty: Hand) -> None:
    empty.session.open(grow("2*3"))
    with_sliders(empty)
    assert not empty.shown.strip.isVisible()
    assert "no inputs" in empty.shown.hint.text()


def test_the_lower_edge_brings_them_as_long_as_the_pointer_is_there(hand: Hand) -> None:
    hand.present()
    shown = hand.shown
    shown.pointer.moved(QPointF(300.0, shown.height() - 1.0))
    assert shown.strip.isVisible()
    turn()
    shown.pointer.moved(QPointF(300.0, shown.strip.y() + 5.0))
    assert shown.strip.isVisible()
    shown.pointer.moved(QPointF(300.0, 50.0))
    assert not shown.strip.isVisible()


def test_a_key_lets_those_stay_that_the_edge_has_brought(hand: Hand) -> None:
    hand.present()
    hand.shown.pointer.moved(QPointF(300.0, hand.shown.height() - 1.0))
    hand.press_shown(KEY.Key_S)
    hand.shown.pointer.moved(QPointF(300.0, 50.0))
    assert hand.shown.strip.isVisible()


def test_the_edge_brings_nothing_while_a_button_is_held(hand: Hand) -> None:
    hand.present()
    window, edge = hand.shown.windowHandle(), QPoint(300, hand.shown.height() - 1)
    QTest.mousePress(window, LEFT, NONE, QPoint(300, 100))
    QTest.mouseMove(window, edge)
    turn()
    assert not hand.shown.strip.isVisible()
    QTest.mouseRelease(window, LEFT, NONE, edge)
    QTest.mouseMove(window, edge - QPoint(9, 0))
    turn()
    assert hand.shown.strip.isVisible()


def test_what_a_key_has_brought_stays_when_the_pointer_goes(hand: Hand) -> None:
    with_sliders(hand)
    hand.shown.pointer.moved(QPointF(300.0, 50.0))
    assert hand.shown.strip.isVisible()
