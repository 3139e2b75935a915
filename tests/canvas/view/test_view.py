"""The view: pan, zoom, fit, what the pointer rests on, and drag data from strangers."""

import json

import pytest
from PySide6.QtCore import QMimeData, QPointF, QRectF, Qt, QUrl
from PySide6.QtTest import QTest

from tests.robot import CONTROL, Hand, turn
from treeedit import assets
from treeedit.canvas.camera.camera import LARGEST, MOST_FITTED, SMALLEST
from treeedit.canvas.transfer.drag_data import LOAD_TYPE, load_data, load_of
from treeedit.canvas.transfer.load import Load
from treeedit.model.operators import OPERATORS
from treeedit.model.records import Leaf

AT = QPointF(200, 150)


def shown(hand: Hand) -> QRectF:
    """The part of the scene in view."""
    return hand.view.mapToScene(hand.view.viewport().rect()).boundingRect()


def exact(hand: Hand, at: QPointF) -> QPointF:
    return hand.view.mapToScene(at.toPoint())


@pytest.mark.parametrize("notches", [1, 5, -1, -5])
def test_control_and_wheel_zoom_at_the_pointer(hand: Hand, notches: int) -> None:
    before, scale = exact(hand, AT), hand.view.scale_now()
    hand.wheel(AT, notches, CONTROL)
    moved = (exact(hand, AT) - before) * hand.view.scale_now()
    assert hand.view.scale_now() == pytest.approx(scale * 1.2**notches)
    assert moved.manhattanLength() <= 2


def test_zooming_far_out_keeps_the_point_under_the_pointer(hand: Hand) -> None:
    before = exact(hand, AT)
    for _ in range(25):
        hand.wheel(AT, -1, CONTROL)
    moved = (exact(hand, AT) - before) * hand.view.scale_now()
    assert moved.manhattanLength() <= 25


def test_there_and_back_by_the_wheel_ends_where_it_began(hand: Hand) -> None:
    before = hand.at_node("x3")
    for notches in (3, -7, 4):
        hand.wheel(AT, notches, CONTROL)
    assert (hand.at_node("x3") - before).manhattanLength() <= 6


def test_zoom_has_its_limits(hand: Hand) -> None:
    for _ in range(4):
        hand.wheel(AT, 50, CONTROL)
    assert hand.view.scale_now() == pytest.approx(LARGEST)
    for _ in range(4):
        hand.wheel(AT, -50, CONTROL)
    assert hand.view.scale_now() == pytest.approx(SMALLEST)
    assert not hand.view.grab().isNull()


def test_the_wheel_alone_moves_the_paper(hand: Hand) -> None:
    before = hand.at_node("x3")
    hand.wheel(AT, 1)
    assert hand.at_node("x3") - before == QPointF(0, 60)


def test_the_paper_moves_as_far_as_one_likes(hand: Hand) -> None:
    before = hand.at_node("x3")
    for _ in range(300):
        hand.wheel(AT, 1)
    assert (hand.at_node("x3") - before).y() == pytest.approx(300 * 60, abs=2)


def test_fit_shows_all_trees(hand: Hand) -> None:
    hand.write("h = a*b*c*d*e*g*k*l*m*n")
    hand.view.zoom(4)
    hand.do("fit")
    assert shown(hand).contains(hand.stage.forest_rect())


def test_fit_does_not_blow_up_a_small_tree(empty: Hand) -> None:
    empty.write("x")
    assert empty.view.scale_now() <= MOST_FITTED


def test_fit_finds_a_tree_that_stands_far_away(hand: Hand) -> None:
    hand.take("x1").to_canvas(0, 300)
    node = hand.forest.next_id() - 1
    for _ in range(12):
        hand.view.zoom(0.5)
        hand.drag(node).drop_at(QPointF(hand.view.width() - 20, 40))
        hand.view.fit()
        assert shown(hand).contains(hand.stage.forest_rect())


def test_fit_the_selection_shows_the_selected_subtree(hand: Hand) -> None:
    hand.click("/")
    hand.do("fit_selection")
    assert shown(hand).contains(hand.stage.subtree_rect(hand.node("/")))
    assert hand.view.scale_now() == pytest.approx(MOST_FITTED)


def test_hundred_per_cent_is_a_pixel_a_unit(hand: Hand) -> None:
    hand.do("zoom_in")
    hand.do("full_size")
    assert hand.view.scale_now() == pytest.approx(1.0)


def test_a_resize_keeps_the_middle_of_what_somebody_has_zoomed_to(hand: Hand) -> None:
    hand.do("zoom_in")
    middle = shown(hand).center()
    hand.window.resize(1100, 700)
    turn()
    assert (shown(hand).center() - middle).manhattanLength() < 3


def test_a_resize_keeps_all_trees_in_view_until_somebody_zooms(hand: Hand) -> None:
    hand.window.resize(900, 500)
    turn()
    assert shown(hand).contains(hand.stage.forest_rect())


def test_opening_another_document_shows_all_of_it(hand: Hand) -> None:
    hand.view.zoom(5)
    hand.drag_from(AT).drop_at(AT)
    assert hand.window.documents.open_example(assets.example_paths()[8])
    turn()
    assert shown(hand).contains(hand.stage.forest_rect())


def test_the_pointer_at_rest_lights_the_set(hand: Hand, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hand.view, "underMouse", lambda: True)
    seen = []
    monkeypatch.setattr(hand.view, "hovered", seen.append)
    monkeypatch.setattr(hand.view, "mapFromGlobal", lambda _: hand.at_node("x1").toPoint())
    hand.move(hand.at_node("x1"), held=Qt.MouseButton.NoButton)
    QTest.qWait(200)
    assert seen == [hand.node("x1")]


def test_pointing_at_a_leaf_lights_all_members_of_its_set(hand: Hand) -> None:
    hand.view.hovered(hand.node("x1"))
    assert hand.stage.lit == {hand.node("x1", 0), hand.node("x1", 1)}


def test_pointing_at_a_repeated_function_lights_all_its_instances(hand: Hand) -> None:
    hand.view.hovered(hand.node("+"))
    assert hand.stage.lit == {hand.node("+", 0), hand.node("+", 1)}


def test_pointing_at_a_single_node_lights_nothing(hand: Hand) -> None:
    hand.view.hovered(hand.node("x3"))
    assert hand.stage.lit == frozenset()


def test_leaving_the_canvas_lights_nothing(hand: Hand) -> None:
    hand.view.hovered(hand.node("x1"))
    hand.view.hovered(None)
    assert hand.stage.lit == frozenset()


@pytest.mark.parametrize("operator", sorted(OPERATORS))
def test_drag_data_of_an_operator_come_back(operator: str) -> None:
    expression = (*(None,) * OPERATORS[operator].arity, operator)
    assert load_of(load_data(expression)) == Load(expression)


def test_drag_data_of_a_leaf_come_back() -> None:
    assert load_of(load_data((Leaf("theta1"),))) == Load((Leaf("theta1"),))


HOSTILE = [
    [],
    [None],
    ["+"],
    [None, "+"],
    [None, None, None, "+"],
    [{"label": "x"}, {"label": "y"}],
    [{}],
    [{"name": "x"}],
    [{"label": "<img src=/dev/zero>"}],
    [{"label": "x y"}],
    [{"label": " x"}],
    [{"label": "sin"}],
    [{"label": "1e999"}],
    ["no operator"],
    [1],
    {},
    "+",
    None,
]


@pytest.mark.parametrize("tokens", HOSTILE, ids=json.dumps)
def test_drag_data_that_are_not_an_expression_are_refused(tokens: object) -> None:
    data = QMimeData()
    data.setData(LOAD_TYPE, json.dumps(tokens).encode())
    assert load_of(data) is None


@pytest.mark.parametrize("raw", [b"", b"\xff\xfe", b"[" * 100_000, b'{"a": 1}', b"cos\nsystem\n(S'true'\ntR."])
def test_drag_data_that_are_not_even_json_are_refused(raw: bytes) -> None:
    data = QMimeData()
    data.setData(LOAD_TYPE, raw)
    assert load_of(data) is None


def test_a_drop_of_strange_data_changes_nothing(hand: Hand) -> None:
    data = QMimeData()
    data.setData(LOAD_TYPE, b'[null, "+"]')
    data.setUrls([QUrl("https://example.org/")])
    hand.bring(data).drop_at(AT)
    assert hand.session.stack.count() == 0


def test_escape_without_a_gesture_chooses_nothing(hand: Hand) -> None:
    hand.click("/")
    hand.key(Qt.Key.Key_Escape)
    assert hand.stage.selection == []
