"""A view to be looked at follows the trees, is moved and zoomed by the pointer, and edits nothing."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.robot import LEFT, MIDDLE, NONE, RIGHT, Hand, turn
from tests.support import grow
from treeedit.canvas.camera.camera import MOST_FITTED
from treeedit.canvas.view.presentation_view import BareView
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


# --- a tree too large to be read ---


@pytest.fixture
def large(empty: Hand) -> Iterator[BareView]:
    """A view of a tree whose steps begin."""
    empty.session.open(grow(" + ".join(f"({label}*{label} + 1)" for label in "abcdefghij")))
    empty.window.parts.stepping.begin()
    view = BareView(empty.stage)
    view.resize(1000, 700)
    view.show()
    QTest.qWaitForWindowExposed(view)
    view.fit()
    yield view
    view.close()
    view.deleteLater()


def go_to(view: BareView, hand: Hand, number: int) -> None:
    hand.window.parts.stepping.go_to(number)
    view.show_step()


def lit_places(view: BareView) -> list[QPoint]:
    light, stage = view.stage.spotlight, view.stage
    assert light is not None
    return [view.mapFromScene(stage.place_of(node)) for node in light.lit()]


def test_the_bare_tree_is_seen_whole(large: BareView) -> None:
    assert large.scale_now() < 0.4
    assert large.rect().contains(large.mapFromScene(large.whole()).boundingRect())


def test_a_step_is_seen_so_near_that_it_can_be_read(empty: Hand, large: BareView) -> None:
    for number in range(2, empty.window.parts.stepping.last_number, 5):
        go_to(large, empty, number)
        assert large.scale_now() > 0.4
        assert all(large.rect().contains(place) for place in lit_places(large))


def test_a_step_beside_the_last_one_moves_nothing(empty: Hand, large: BareView) -> None:
    go_to(large, empty, 2)
    before = large.viewportTransform()
    go_to(large, empty, 3)
    assert large.viewportTransform() == before


def test_one_goes_to_all_and_back_to_the_step(empty: Hand, large: BareView) -> None:
    go_to(large, empty, 5)
    near = large.scale_now()
    large.fit_anew()
    assert large.rect().contains(large.mapFromScene(large.whole()).boundingRect())
    go_to(large, empty, 6)
    assert large.scale_now() < near
    large.fit_anew()
    assert large.scale_now() == near


def test_where_all_can_be_read_all_is_seen(hand: Hand, bare: BareView) -> None:
    hand.window.parts.stepping.begin()
    before = bare.scale_now()
    for number in (1, 5, 12):
        go_to(bare, hand, number)
        bare.fit_anew()
        assert bare.scale_now() == before


def test_after_the_steps_all_is_seen_again(empty: Hand, large: BareView) -> None:
    before = large.scale_now()
    go_to(large, empty, 5)
    empty.window.parts.stepping.end()
    large.show_step()
    assert large.scale_now() == before


def test_a_step_is_brought_into_view_where_somebody_has_moved_the_paper(empty: Hand, large: BareView) -> None:
    go_to(large, empty, 5)
    scale = large.scale_now()
    large.shift(QPointF(3000.0, 0.0))
    go_to(large, empty, 6)
    assert large.scale_now() == scale
    assert all(large.rect().contains(place) for place in lit_places(large))
