"""The plot: follows the selection and the document, and its point sets the input."""

from __future__ import annotations

import gc
import weakref
from pathlib import Path
from typing import Any

import numpy as np
import pyqtgraph  # noqa: F401  # loaded once, not in the first test that is timed
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.robot import LEFT, NONE, Hand, lay_away, turn
from tests.support import grow
from treeedit.model.edits import set_input
from treeedit.model.records import Input
from treeedit.window.explore.plot import PlotPanel, snapped


def opened(hand: Hand) -> PlotPanel:
    hand.do("plot")
    return hand.window.parts.lesson.plot


def chart(hand: Hand) -> Any:
    turn()
    return hand.window.parts.lesson.plot._charts.currentWidget()


def front(hand: Hand, name: str) -> None:
    """Choose the tab of another panel."""
    hand.window._docks[name].raise_()
    turn()


def words(hand: Hand) -> str:
    turn()
    return hand.window.parts.lesson.plot._message.text()


def caption(hand: Hand) -> str:
    turn()
    return hand.window.parts.lesson.plot._caption.accessibleName().strip()


def drag_point(hand: Hand, *places: tuple[float, float]) -> None:
    """Take the point of the chart, move it over the places, and let go."""
    shown = chart(hand)
    viewport = shown.widget.viewport()
    start = shown.point.pos()
    route = [shown.at(start.x(), start.y()).toPoint(), *(shown.at(*place).toPoint() for place in places)]
    QTest.mousePress(viewport, LEFT, NONE, route[0])
    for place in route[1:]:
        QTest.mouseMove(viewport, place + QPoint(1, 0))
        QTest.mouseMove(viewport, place)
    QTest.mouseRelease(viewport, LEFT, NONE, route[-1])
    turn()


def test_the_plot_is_not_there_until_it_is_asked_for(hand: Hand) -> None:
    assert hand.window.parts.lesson.plot._curve is None
    assert not hand.window.parts.lesson.plot.isVisible()
    assert opened(hand).isVisible()


def test_the_tangent_has_the_sum_as_its_slope(hand: Hand) -> None:
    opened(hand)
    assert caption(hand) == "f = 10   slope 17/3 = ∂f/∂x₁ = 6 + (−1/3)"
    line = chart(hand)._lines[-2]
    x, y = line.getData()
    assert (y[1] - y[0]) / (x[1] - x[0]) == pytest.approx(17 / 3)


def test_the_curve_passes_through_the_point(hand: Hand) -> None:
    opened(hand)
    x, y = chart(hand)._curve.getData()
    assert np.interp(1.0, x[x > -1], y[x > -1]) == pytest.approx(10.0, abs=1e-3)
    assert np.isnan(y).any()  # the pole at −2


def test_summands_draw_a_line_each_and_only_their_sum_is_tangent(hand: Hand) -> None:
    panel = opened(hand)
    QTest.mouseClick(panel._summands, LEFT)
    lines = chart(hand)._lines[::2]
    slopes = [float(np.diff(line.getData()[1])[0] / np.diff(line.getData()[0])[0]) for line in lines]
    assert slopes == pytest.approx([6.0, -1 / 3, 17 / 3])
    hand.click("x3")
    turn()
    assert len(chart(hand)._lines) == 2
    assert not panel._summands.isEnabled()


def test_dragging_the_point_sets_the_input_in_one_undo_step(hand: Hand) -> None:
    opened(hand)
    drag_point(hand, (2.0, 0.0), (2.5, 0.0), (3.0, 0.0))
    assert hand.forest.inputs["x1"].value == pytest.approx(3.0, abs=0.2)
    assert hand.session.stack.count() == 1
    assert chart(hand).point.pos().y() == pytest.approx(hand.value("+", 2))
    hand.undo()
    assert hand.forest.inputs["x1"].value == 1.0
    turn()
    assert chart(hand).point.pos().x() == 1.0


def test_two_drags_are_two_undo_steps(hand: Hand) -> None:
    opened(hand)
    drag_point(hand, (2.0, 0.0))
    drag_point(hand, (3.0, 0.0))
    assert hand.session.stack.count() == 2


def test_arrow_keys_move_the_point_by_the_sliders_steps(hand: Hand) -> None:
    opened(hand)
    chart(hand).setFocus()
    QTest.keyClick(chart(hand), Qt.Key.Key_Right)
    QTest.keyClick(chart(hand), Qt.Key.Key_Right)
    assert hand.forest.inputs["x1"].value == pytest.approx(1.2)
    assert hand.session.stack.count() == 1


def test_the_plot_follows_the_selected_leaf_until_it_is_pinned(hand: Hand) -> None:
    panel = opened(hand)
    hand.click("x3")
    assert "∂f/∂x₃" in caption(hand)
    QTest.mouseClick(panel._pin, LEFT)
    hand.click("x2")
    assert "∂f/∂x₃" in caption(hand)
    QTest.mouseClick(panel._pin, LEFT)
    hand.click("x1")
    assert "∂f/∂x₁" in caption(hand)


def test_the_plot_is_of_the_selected_tree(hand: Hand) -> None:
    opened(hand)
    hand.write("h = x1*x2")
    hand.stage.select([hand.root("h")])
    assert caption(hand).startswith("h = 2")
    hand.stage.select([hand.root("f")])
    assert caption(hand).startswith("f = 10")


def test_another_inputs_slider_moves_the_curve(hand: Hand) -> None:
    opened(hand)
    before = chart(hand)._curve.getData()[1].copy()
    hand.session.do(set_input(hand.forest, "x3", 1.0), "change")
    assert caption(hand).startswith("f = 28/3")
    after = chart(hand)._curve.getData()[1]
    assert len(after) != len(before) or not np.allclose(before, after, equal_nan=True)


def test_what_cannot_be_plotted_says_so(empty: Hand) -> None:
    opened(empty)
    assert "There is none yet" in words(empty)
    empty.session.open(grow("x1 + □"))
    assert "empty slot" in words(empty)
    empty.session.open(grow("2*3"))
    assert "no input" in words(empty)
    empty.session.open(grow("ln(x - 3)"))
    assert "undefined here" in caption(empty)
    assert not chart(empty).point.isVisible()


def test_behind_another_panel_the_plot_rests_and_is_fresh_when_it_comes_back(hand: Hand) -> None:
    opened(hand)
    front(hand, "inspector")
    turn()
    hand.session.do(set_input(hand.forest, "x3", 1.0), "change")
    assert caption(hand).startswith("f = 10")
    hand.window.parts.lesson.show_panel("plot")
    assert caption(hand).startswith("f = 28/3")


def test_a_double_click_shows_the_whole_range_again(hand: Hand) -> None:
    opened(hand)
    shown = chart(hand)
    shown.see((0.0, 1.0), (0.0, 20.0))
    shown._zoom(None)
    assert shown.seen()[0] == (0.0, 1.0)
    x, _ = shown._curve.getData()
    assert (x.min(), x.max()) == (0.0, 1.0)
    place = shown.at(0.5, 10.0).toPoint()
    for act in (QTest.mousePress, QTest.mouseRelease, QTest.mouseDClick, QTest.mouseRelease):
        act(shown.widget.viewport(), LEFT, NONE, place)
    turn()
    assert shown.seen()[0] == (-5.0, 5.0)


def test_two_inputs_make_a_map_with_a_point_that_sets_both(hand: Hand) -> None:
    panel = opened(hand)
    QTest.mouseClick(panel._both, LEFT)
    assert caption(hand) == "f = 10   ∂f/∂x₁ = 17/3   ∂f/∂x₂ = 17/3"
    assert not chart(hand).grab().isNull()
    drag_point(hand, (3.0, -1.0))
    values = [hand.forest.inputs[label].value for label in ("x1", "x2")]
    assert values == pytest.approx([3.0, -1.0], abs=0.2)
    assert hand.session.stack.count() == 1


def test_where_f_is_undefined_the_map_is_transparent(empty: Hand) -> None:
    empty.session.open(grow("ln(x)*y"))
    panel = opened(empty)
    QTest.mouseClick(panel._both, LEFT)
    image = chart(empty)._image.image
    assert image.shape == (72, 72, 4)
    assert (image[:, :36, 3] == 0).all()
    assert (image[:, 36:, 3] == 255).all()


def test_the_plot_takes_on_colours_and_text_sizes(hand: Hand) -> None:
    panel = opened(hand)
    for name in ("scheme_dark", "larger", "larger", "scheme_light"):
        hand.do(name)
        assert not panel.grab().isNull()
    QTest.mouseClick(panel._both, LEFT)
    hand.do("scheme_dark")
    assert not panel.grab().isNull()


def test_a_window_with_a_plot_goes_when_it_is_closed(app: QApplication, tmp_path: Path) -> None:
    hand = Hand(tmp_path / "s.json")
    hand.open_example()
    QTest.mouseClick(opened(hand)._both, LEFT)
    turn()
    gone = weakref.ref(hand.window)
    lay_away(hand.window)
    del hand
    gc.collect()
    assert gone() is None


@pytest.mark.parametrize(("place", "pixel", "value"), [(1.23, 0.04, 1.2), (1.23, 0.0002, 1.23), (1.0, 1e-300, 1.0)])
def test_a_place_snaps_to_the_sliders_steps_unless_it_is_seen_closely(place: float, pixel: float, value: float) -> None:
    assert snapped(place, Input(), pixel) == pytest.approx(value)
