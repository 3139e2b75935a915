"""The panels around the canvas: found by name, and never wider than the canvas can spare."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from tests.robot import Hand, turn


def test_a_dock_is_found_by_the_name_that_it_has_in_the_settings(hand: Hand) -> None:
    docks = hand.window._docks
    assert [docks[each.objectName()] for each in docks] == list(docks)
    assert hand.window.dockWidgetArea(docks["palette"]) is Qt.DockWidgetArea.LeftDockWidgetArea
    assert hand.window.dockWidgetArea(docks["sets"]) is Qt.DockWidgetArea.RightDockWidgetArea
    assert all(each.widget().accessibleName() == each.windowTitle() for each in docks)


@pytest.mark.parametrize("scale", [1.0, 2.3])
def test_panels_are_as_wide_as_their_text_asks_and_leave_the_canvas_half(hand: Hand, scale: float) -> None:
    hand.window.resize(1400, 800)
    turn()
    hand.window._docks.widen(scale)
    turn()
    wide = hand.window._docks["palette"].width() + hand.window._docks["sets"].width()
    assert wide == pytest.approx(min(522 * scale, 700), abs=12)
