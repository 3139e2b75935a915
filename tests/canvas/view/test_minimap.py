"""The overview: there when it is needed, leads the view, and follows the trees."""

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.robot import Hand, lay_away, turn
from tests.support import grow
from treeedit.canvas.view.minimap import Minimap

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def minimap(hand: Hand) -> Minimap:
    """The overview of the running example, of which a part is in view."""
    hand.window.parts.minimap.refresh()
    hand.view.zoom(2.0)
    hand.view.zoom(2.0)
    return hand.window.parts.minimap


def drag_to(minimap: Minimap, at: QPointF) -> None:
    place = QPointF(minimap.mapToGlobal(at.toPoint()))
    modifiers = Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(minimap, QMouseEvent(QEvent.Type.MouseMove, at, place, LEFT, LEFT, modifiers))


def pictured(minimap: Minimap) -> QImage:
    return minimap.grab().toImage()


def test_it_comes_when_something_is_out_of_view_and_goes_when_all_is_seen(hand: Hand, minimap: Minimap) -> None:
    assert minimap.isVisible()
    hand.do("fit")
    assert not minimap.isVisible()


def test_it_is_not_there_over_an_empty_canvas(empty: Hand) -> None:
    empty.view.zoom(3.0)
    assert not empty.window.parts.minimap.isVisible()


def test_it_stands_in_the_lower_right_corner(hand: Hand, minimap: Minimap) -> None:
    corner = hand.view.rect().bottomRight() - minimap.geometry().bottomRight()
    assert 0 < corner.x() < 30
    assert 0 < corner.y() < 30


def test_a_click_takes_the_view_there(hand: Hand, minimap: Minimap) -> None:
    middle = minimap.rect().center()
    QTest.mouseClick(minimap, LEFT, Qt.KeyboardModifier.NoModifier, middle)
    assert (minimap.seen().center() - QPointF(middle)).manhattanLength() < 3
    seen = hand.view.mapToScene(hand.view.viewport().rect()).boundingRect().center()
    assert (seen - hand.stage.forest_rect().center()).manhattanLength() < 30


def test_a_drag_takes_the_view_along_and_changes_nothing_else(hand: Hand, minimap: Minimap) -> None:
    before = hand.session.stack.count()
    QTest.mousePress(minimap, LEFT, Qt.KeyboardModifier.NoModifier, QPoint(60, 60))
    drag_to(minimap, QPointF(110, 70))
    assert (minimap.seen().center() - QPointF(110, 70)).manhattanLength() < 3
    QTest.mouseRelease(minimap, LEFT, Qt.KeyboardModifier.NoModifier, QPoint(110, 70))
    assert hand.session.stack.count() == before
    assert hand.stage.selection == []


def test_the_wheel_zooms(hand: Hand, minimap: Minimap) -> None:
    scale = hand.view.scale_now()
    at = QPointF(90, 60)
    buttons, modifiers = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
    phase = Qt.ScrollPhase.NoScrollPhase
    event = QWheelEvent(at, at, QPoint(), QPoint(0, -120), buttons, modifiers, phase, False)
    QApplication.sendEvent(minimap, event)
    assert hand.view.scale_now() < scale


def test_the_trees_are_painted_once_for_many_frames(hand: Hand, minimap: Minimap) -> None:
    pictured(minimap)
    picture = minimap._drawn()
    hand.view.shift(QPointF(30, 10))
    pictured(minimap)
    assert minimap._drawn() is picture


def test_it_follows_an_edit_when_the_trees_stand_still(hand: Hand, minimap: Minimap) -> None:
    minimap._later.setInterval(1)
    before = pictured(minimap)
    hand.write("a*b*c*d*e*k")
    hand.view.zoom(6.0)
    QTest.qWait(20)
    assert pictured(minimap) != before


def test_values_do_not_draw_it_anew(hand: Hand, minimap: Minimap) -> None:
    minimap._later.stop()
    hand.enter("x1", "3")
    assert not minimap._later.isActive()


def test_a_flat_strip_is_stretched_until_it_can_be_read(empty: Hand) -> None:
    rows = ["x"] * 1024
    while len(rows) > 1:
        rows = [f"({a}*{b})" for a, b in zip(rows[::2], rows[1::2], strict=True)]
    empty.session.open(grow(rows[0]))
    minimap = empty.window.parts.minimap
    minimap.refresh()
    empty.view.fit()
    empty.view.zoom(20.0)
    assert minimap._to_map.mapRect(empty.stage.forest_rect()).height() > 39


def test_many_trees_are_dots(empty: Hand) -> None:
    empty.session.open(grow(";".join(f"t{i} = a + b" for i in range(450))))
    empty.window.parts.minimap.refresh()
    empty.view.fit()
    empty.view.zoom(8.0)
    assert empty.window.parts.minimap.isVisible()
    assert not pictured(empty.window.parts.minimap).isNull()


def test_it_stays_away_where_the_user_does_not_want_it(app: QApplication, tmp_path: Path) -> None:
    hand = Hand(tmp_path / "s.json")
    hand.open_example()
    hand.view.zoom(4.0)
    hand.do("minimap")
    assert not hand.window.parts.minimap.isVisible()
    lay_away(hand.window)
    again = Hand(tmp_path / "s.json")
    again.open_example()
    again.view.zoom(4.0)
    turn()
    assert not again.window.parts.minimap.isVisible()
    again.window.resize(1200, 800)
    again.view.zoom(4.0)
    again.do("minimap")
    assert again.window.parts.minimap.isVisible()
    lay_away(again.window)
