"""The item of a tree: it paints at every scale, and a fault in painting is told once, not with every frame."""

import pytest
from PySide6.QtGui import QImage

from tests.robot import Hand, turn
from tests.support import grow
from treeedit.canvas.painting import paint_guard
from treeedit.figure.drawing import Drawing

SCALES = [0.004, 0.03, 0.1, 0.39, 0.41, 1.0, 4.0]


@pytest.fixture(autouse=True)
def fresh() -> None:
    paint_guard.forget()


def shot(hand: Hand) -> QImage:
    return hand.view.grab().toImage()


@pytest.mark.parametrize("scale", SCALES)
def test_a_tree_is_seen_at_every_scale(hand: Hand, scale: float) -> None:
    hand.view.zoom(scale / hand.view.scale_now(), hand.at_node("^"))
    hand.view.centerOn(hand.stage.place_of(hand.node("^")))
    with_tree = shot(hand)
    hand.stage.items()[0].setVisible(False)
    assert shot(hand) != with_tree


def test_every_number_on_screen_changes_with_the_input(hand: Hand) -> None:
    before = shot(hand)
    hand.slide("x1", 3.0)
    turn()
    assert shot(hand) != before


def test_a_repaint_without_a_change_is_the_same_picture(hand: Hand) -> None:
    assert shot(hand) == shot(hand)


def test_the_choice_is_ringed(hand: Hand) -> None:
    before = shot(hand)
    hand.stage.select([hand.node("/")])
    assert shot(hand) != before


def test_what_is_not_lit_is_dimmed(hand: Hand) -> None:
    before = shot(hand)
    hand.stage.light([hand.node("x3")])
    assert shot(hand) != before


def test_a_tall_tree_is_painted_at_every_scale(empty: Hand) -> None:
    empty.session.open(grow(" + ".join(["x"] * 6000)))
    for scale in SCALES:
        empty.view.zoom(scale / empty.view.scale_now())
        empty.view.centerOn(empty.stage.place_of(empty.root("f")))
        assert not shot(empty).isNull()


def test_a_fault_in_painting_is_told_once(hand: Hand, monkeypatch: pytest.MonkeyPatch) -> None:
    told = []
    monkeypatch.setattr("sys.excepthook", lambda *what: told.append(str(what[1])))

    def fail(*_args: object) -> None:
        raise ZeroDivisionError("planted")

    monkeypatch.setattr(Drawing, "still", fail)
    monkeypatch.setattr(Drawing, "numbers", fail)
    for scale in (1.1, 1.2, 1.3) * 5:
        hand.view.zoom(scale)
        shot(hand)
    assert told == ["planted"]


def test_painting_goes_on_when_the_fault_is_gone(hand: Hand, monkeypatch: pytest.MonkeyPatch) -> None:
    before = shot(hand)
    monkeypatch.setattr("sys.excepthook", lambda *_what: None)
    with monkeypatch.context() as planted:
        planted.setattr(Drawing, "numbers", lambda *_args: 1 / 0)
        shot(hand)
    assert shot(hand) == before
