"""A view to be looked at follows the trees, is moved and zoomed by the pointer, and edits nothing."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.robot import LEFT, MIDDLE, NONE, RIGHT, Hand, turn
from treeedit.canvas.bare_view import BareView
from treeedit.canvas.camera import MOST_FITTED
from treeedit.model.records import NodeId


@pytest.fixture
def bare(hand: Hand) -> Iterator[BareView]:
    view = BareView(hand.stage)
    view.resize(1600, 1000)
    view.fit()
    view.show()
    QTest.qWaitForWindowExposed(view)
    yield view
    view.close()
    view.deleteLater()


def place(bare: BareView, hand: Hand, who: str) -> QPoint:
    return bare.mapFromScene(hand.stage.place_of(hand.node(who)))


def drag(bare: BareView, start: QPoint, by: QPoint, button: Qt.MouseButton = LEFT) -> None:
    QTest.mousePress(bare.viewport(), button, NONE, start)
    for part in (by / 2, by):
        QTest.mouseMove(bare.viewport(), start + part)
    QTest.mouseRelease(bare.viewport(), button, NONE, start + by)


def test_the_trees_are_as_large_as_there_is_room(bare: BareView) -> None:
    rect = bare.mapFromScene(bare.whole()).boundingRect()
    assert bare.scale_now() > MOST_FITTED
    assert rect.width() > 0.95 * bare.width() or rect.height() > 0.9 * bare.height()


@pytest.mark.parametrize("button", [LEFT, MIDDLE, RIGHT])
def test_a_drag_moves_the_paper_and_nothing_else(hand: Hand, bare: BareView, button: Qt.MouseButton) -> None:
    start, before = place(bare, hand, "x3"), hand.formulas()
    drag(bare, start, QPoint(80, -60), button)
    assert place(bare, hand, "x3") == start + QPoint(80, -60)
    assert hand.formulas() == before
    assert hand.stage.selection == []
    assert hand.session.stack.count() == 0


def test_a_drag_over_a_number_changes_no_input(hand: Hand, bare: BareView) -> None:
    start = bare.mapFromScene(hand.stage.number_rect(hand.node("x3")).center())
    drag(bare, start, QPoint(80, 0))
    assert hand.forest.inputs["x3"].value == 3.0


def test_a_click_says_what_it_met(hand: Hand, bare: BareView) -> None:
    met: list[NodeId | None] = []
    bare.clicked = met.append
    QTest.mouseClick(bare.viewport(), LEFT, NONE, place(bare, hand, "/"))
    QTest.mouseClick(bare.viewport(), LEFT, NONE, QPoint(5, 5))
    assert met == [hand.node("/"), None]


def test_a_double_click_is_one_click(hand: Hand, bare: BareView) -> None:
    met: list[NodeId | None] = []
    bare.clicked = met.append
    at = place(bare, hand, "/")
    QTest.mouseClick(bare.viewport(), LEFT, NONE, at)
    QTest.mouseDClick(bare.viewport(), LEFT, NONE, at)
    assert met == [hand.node("/")]


def test_a_drag_is_no_click(hand: Hand, bare: BareView) -> None:
    met: list[NodeId | None] = []
    bare.clicked = met.append
    drag(bare, place(bare, hand, "/"), QPoint(80, 0))
    assert met == []


def test_the_wheel_zooms_at_the_pointer(hand: Hand, bare: BareView) -> None:
    at, before = place(bare, hand, "x3"), bare.scale_now()
    event = QWheelEvent(
        QPointF(at),
        QPointF(at),
        QPoint(),
        QPoint(0, 240),
        Qt.MouseButton.NoButton,
        NONE,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(bare.viewport(), event)
    assert bare.scale_now() == pytest.approx(1.44 * before)
    assert (place(bare, hand, "x3") - at).manhattanLength() <= 2


def test_it_goes_along_with_the_trees_until_somebody_moves_it(hand: Hand, bare: BareView) -> None:
    hand.take("exp").onto_edge("x3")
    bare.glide()
    assert bare.rect().contains(bare.mapFromScene(bare.whole()).boundingRect())
    bare.zoom_in()
    before = bare.viewportTransform()
    bare.glide()
    assert bare.viewportTransform() == before


def test_it_glides_where_things_move_and_arrives(hand: Hand, bare: BareView) -> None:
    hand.stage.still_motion = False
    hand.take("exp").onto_edge("x3")
    bare.glide()
    QTest.qWait(10)
    bare._journey.setCurrentTime(bare._journey.duration())
    turn()
    arrived = bare.viewportTransform()
    bare.fit()
    assert bare.viewportTransform() == arrived


def test_keys_are_left_to_the_window(bare: BareView) -> None:
    event = QKeyEvent(QKeyEvent.Type.KeyPress, Qt.Key.Key_PageDown, NONE)
    bare.keyPressEvent(event)
    assert not event.isAccepted()


def test_a_subtree_can_be_shown_alone_as_large_as_it_can_be(hand: Hand, bare: BareView) -> None:
    before = bare.scale_now()
    bare.fit_subtree(hand.node("/"))
    assert bare.scale_now() > before
    assert bare.rect().contains(place(bare, hand, "x3"))
