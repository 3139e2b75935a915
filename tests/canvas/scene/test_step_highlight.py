"""The light on a step: rings and edges in the colour of the pass, seen at every scale, the rest a bit faint."""

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor

from tests.robot import Hand
from treeedit.canvas.scene.step_highlight import FAINT
from treeedit.figure.look import ORIENTATIONS
from treeedit.figure.spotlight import Spotlight
from treeedit.model.steps import Pace, steps_of

SCALES = [0.03, 0.2, 1.0]


def light_up(hand: Hand, light: Spotlight | None) -> None:
    analysis = hand.session.analysis
    steps = steps_of(analysis, analysis.tape.outputs.tolist(), Pace.NODE)
    hand.stage.reveal(steps.known(len(steps) - 1), light)


def at(hand: Hand, place: QPointF) -> str:
    """The colour of the canvas at a scene point."""
    point = hand.view.mapFromScene(place)
    return hand.view.grab().toImage().pixelColor(point).name().upper()


def test_the_ring_has_the_colour_of_the_pass(hand: Hand) -> None:
    hand.view.zoom(2 / hand.view.scale_now())
    node = hand.node("/")
    hand.view.centerOn(hand.stage.place_of(node))
    theme = hand.stage.look.theme
    for name, ink in (("value", theme.value), ("partial", theme.partial)):
        light_up(hand, Spotlight(frozenset({node}), pass_colour=name))
        assert at(hand, hand.stage.place_of(node) - QPointF(24.5, 0.0)) == ink


@pytest.mark.parametrize("scale", SCALES)
@pytest.mark.parametrize("where", ORIENTATIONS)
def test_a_lit_step_is_seen_at_every_scale(hand: Hand, scale: float, where: str) -> None:
    hand.window.parts.appearance.turn_to(where)
    hand.view.zoom(scale / hand.view.scale_now())
    hand.view.centerOn(hand.stage.place_of(hand.node("/")))
    light_up(hand, None)
    before = hand.view.grab().toImage()
    light_up(hand, Spotlight(frozenset({hand.node("/")}), frozenset({hand.node("x3")}), frozenset({hand.node("x3")})))
    assert hand.view.grab().toImage() != before


def test_what_is_not_lit_is_fainter_but_not_as_faint_as_under_the_pointer(hand: Hand) -> None:
    hand.view.zoom(2 / hand.view.scale_now())
    hand.view.centerOn(hand.stage.place_of(hand.node("^")))
    border = hand.stage.place_of(hand.node("^")) - QPointF(21.0, 0.0)
    full = at(hand, border)
    light_up(hand, Spotlight(frozenset({hand.node("/")})))
    faint = at(hand, border)
    hand.stage.light([hand.node("/")])
    fainter = at(hand, border)
    assert full < faint < fainter


def test_the_ground_of_a_lit_node_does_not_veil_what_stands_faintly_on_it(hand: Hand) -> None:
    """The running example has x1 + x2 twice."""
    hand.view.zoom(2 / hand.view.scale_now())
    leaf = hand.stage.place_of(hand.node("x1"))
    hand.view.centerOn(leaf)
    inside, beside = leaf + QPointF(0.0, -14.0), leaf + QPointF(-14.0, -23.0)
    full = QColor(at(hand, inside))
    light_up(hand, Spotlight(frozenset({hand.node("+")})))
    ground, faint = QColor(at(hand, beside)), QColor(at(hand, inside))
    for part in (QColor.red, QColor.green, QColor.blue):
        assert part(faint) == pytest.approx(FAINT * part(full) + (1 - FAINT) * part(ground), abs=2)


def test_a_light_goes_with_what_is_known(hand: Hand) -> None:
    light_up(hand, Spotlight(frozenset({hand.node("/")})))
    hand.stage.reveal(None)
    assert hand.stage.spotlight is None
    light_up(hand, Spotlight(frozenset({hand.node("/")})))
    hand.drag("/").to_canvas(-420, 20)
    assert (hand.stage.known, hand.stage.spotlight) == (None, None)
