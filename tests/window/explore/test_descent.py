"""The descent: every run is one undo step, and the trace always ends at the f on screen."""

from __future__ import annotations

import math

import pyqtgraph  # noqa: F401  # loaded once, not in the first test that is timed
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton

from tests.robot import Hand, turn
from tests.support import grow
from treeedit.model.edits import remove, set_input
from treeedit.window.explore.descent import DescentPanel


def opened(hand: Hand, formula: str = "") -> DescentPanel:
    if formula:
        hand.session.open(grow(formula))
    hand.do("descent")
    return hand.window.parts.lesson.descent


def front(hand: Hand, name: str) -> None:
    """Choose the tab of another panel."""
    hand.window._docks[name].raise_()
    turn()


def close(hand: Hand) -> None:
    """Close the panel by its dock's cross."""
    hand.window._docks["descent"].close()
    turn()


def press(button: QAbstractButton) -> None:
    assert button.isEnabled()
    button.click()
    turn()


def to_the_end(panel: DescentPanel) -> None:
    for _ in range(500):
        if not panel.walk.is_going():
            return
        turn()
    pytest.fail("the run does not end")


def values(hand: Hand) -> dict[str, float]:
    return {label: each.value for label, each in hand.forest.inputs.items()}


def result(panel: DescentPanel) -> str:
    turn()
    return panel._result.accessibleName()


def test_a_step_goes_against_the_sums_and_is_one_undo_step(hand: Hand) -> None:
    panel = opened(hand)
    press(panel._step)
    assert values(hand)["x1"] == pytest.approx(1 - 0.1 * 17 / 3)
    assert values(hand)["x3"] == pytest.approx(3 - 0.1 / 3)
    assert hand.session.stack.count() == 1
    assert hand.session.stack.undoText() == "gradient descent, 1 step"
    hand.undo()
    assert values(hand)["x1"] == 1.0


def test_a_run_is_one_undo_step_and_says_where_it_came_from(empty: Hand) -> None:
    panel = opened(empty, "(x - 3)^2 + 1")
    press(panel._run)
    to_the_end(panel)
    assert values(empty)["x"] == pytest.approx(3.0)
    assert empty.session.stack.count() == 1
    assert empty.session.stack.undoText() == "gradient descent, 100 steps"
    assert result(panel) == "f = 5 → 1   after 100 steps"


def test_only_the_inputs_with_a_tick_move(hand: Hand) -> None:
    panel = opened(hand)
    panel._boxes["x1"].click()
    press(panel._step)
    assert values(hand)["x1"] == 1.0
    assert values(hand)["x2"] != 2.0


def test_all_is_ticked_and_unticked_at_once(hand: Hand) -> None:
    panel = opened(hand)
    panel._boxes["x1"].click()
    assert panel._all.checkState() == Qt.CheckState.PartiallyChecked
    panel._all.click()
    assert all(box.isChecked() for box in panel._boxes.values())
    panel._all.click()
    assert not any(box.isChecked() for box in panel._boxes.values())
    assert not panel._step.isEnabled()


def test_upwards_f_grows(hand: Hand) -> None:
    panel = opened(hand)
    panel._way.setCurrentIndex(1)
    before = hand.value("+", 2)
    press(panel._step)
    assert hand.value("+", 2) > before
    assert hand.session.stack.undoText() == "gradient ascent, 1 step"


@pytest.mark.parametrize(("text", "rate"), [("0.5", 0.5), ("1/10", 0.1), ("1e-3", 1e-3)])
def test_the_rate_takes_numbers_and_fractions(hand: Hand, text: str, rate: float) -> None:
    field = opened(hand).rate
    field.selectAll()
    hand.type(text, field)
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert field.value == pytest.approx(rate)


@pytest.mark.parametrize("text", ["0", "-1", "x", "1/0", ""])
def test_what_is_no_rate_is_refused_with_a_sentence(hand: Hand, text: str) -> None:
    field = opened(hand).rate
    field.selectAll()
    QTest.keyClick(field, Qt.Key.Key_Delete)
    hand.type(text, field)
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert field.value == 0.1
    assert field.text() == "0.1"
    assert hand.status()


def test_arrow_keys_double_and_halve_the_rate(hand: Hand) -> None:
    field = opened(hand).rate
    QTest.keyClick(field, Qt.Key.Key_Up)
    assert field.value == pytest.approx(0.2)
    QTest.keyClick(field, Qt.Key.Key_Down)
    QTest.keyClick(field, Qt.Key.Key_Down)
    assert field.value == pytest.approx(0.05)


def test_a_run_that_diverges_stops_with_a_sentence(empty: Hand) -> None:
    panel = opened(empty, "exp(x*x)")
    panel.rate._take(1e6)
    press(panel._run)
    to_the_end(panel)
    assert "Stopped after" in panel._sentence.text()
    assert math.isfinite(values(empty)["x"])


def test_where_f_is_undefined_nothing_moves_and_a_sentence_says_so(empty: Hand) -> None:
    panel = opened(empty, "ln(0 - x)")
    press(panel._step)
    assert "no gradient to follow" in panel._sentence.text()
    assert empty.session.stack.count() == 0


def test_the_trace_goes_on_while_nothing_else_happens(hand: Hand) -> None:
    panel = opened(hand)
    press(panel._step)
    press(panel._step)
    assert panel.walk.steps == [0, 1, 2]
    assert panel.walk.trace[-1] == hand.value("+", 2)
    assert panel._chart is not None
    assert panel._chart.isVisible()


@pytest.mark.parametrize("deed", ["undo", "slide", "remove"])
def test_a_trace_that_no_longer_leads_to_f_is_gone(hand: Hand, deed: str) -> None:
    panel = opened(hand)
    press(panel._step)
    if deed == "undo":
        hand.undo()
    elif deed == "slide":
        hand.session.do(set_input(hand.forest, "x1", 4.0), "change")
    else:
        hand.session.do(remove(hand.forest, [hand.node("/")]), "remove")
    turn()
    assert panel.walk.trace == []
    assert panel._chart is not None
    assert not panel._chart.isVisible()


def test_playing_is_one_undo_step_and_can_be_stopped(empty: Hand) -> None:
    panel = opened(empty, "x^2 + y^2")
    panel._pace.setValue(60)
    press(panel._play)
    for _ in range(3):
        panel.walk._tick()
    assert panel.walk.is_going()
    assert panel._play.text() == "Stop"
    press(panel._play)
    assert not panel.walk.is_going()
    assert len(panel.walk.trace) >= 5
    assert empty.session.stack.count() == 1


def test_another_hand_ends_the_play(empty: Hand) -> None:
    panel = opened(empty, "x^2 + y^2")
    press(panel._play)
    empty.session.do(set_input(empty.forest, "x", 3.0), "change")
    assert not panel.walk.is_going()
    assert not panel._play.isChecked()


def test_it_plays_on_while_the_sums_are_looked_at_but_not_when_its_panel_is_closed(empty: Hand) -> None:
    panel = opened(empty, "x^2")
    press(panel._play)
    front(empty, "sets")
    turn()
    assert panel.walk.is_going()
    close(empty)
    assert not panel.walk.is_going()


def test_a_logarithmic_scale_is_offered_where_f_stays_positive(empty: Hand) -> None:
    panel = opened(empty, "x^2 + 1")
    press(panel._step)
    assert panel._log.isEnabled()
    panel._log.click()
    assert not panel.grab().isNull()
    empty.session.open(grow("x^2 - 4"))
    turn()
    press(panel._step)
    assert not panel._log.isEnabled()


def test_what_cannot_be_descended_says_so(empty: Hand) -> None:
    panel = opened(empty)
    assert "without empty slots" in panel._message.text()
    empty.session.open(grow("2*3"))
    turn()
    assert "no input" in panel._message.text()


def test_the_network_learns_xor_in_front_of_the_class(empty: Hand) -> None:
    empty.open_example(11)
    panel = opened(empty)
    panel.rate._take(1.0)
    panel._count.setValue(200)
    press(panel._run)
    to_the_end(panel)
    assert panel.walk.trace[-1] < 0.01
    assert empty.session.stack.count() == 1


def test_the_map_shows_where_the_descent_has_been(hand: Hand) -> None:
    hand.do("plot")
    hand.window.parts.lesson.plot._both.click()
    panel = opened(hand)
    press(panel._step)
    press(panel._step)
    chart = hand.window.parts.lesson.plot._map.chart  # type: ignore[union-attr]
    assert len(chart._trail.getData()[0]) == 3
    assert chart._back.isVisible()
    close(hand)
    assert not chart._back.isVisible()
