"""What an item keeps from frame to frame is never seen: the picture is that of a canvas that keeps nothing."""

import numpy as np
import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QImage

from tests.robot import Hand, turn
from tests.support import grow
from treeedit.canvas.scene.layer_cache import MOST_LAYERS, Layers
from treeedit.model.steps import Pace, steps_of


def shot(hand: Hand) -> QImage:
    return hand.view.grab().toImage()


def shot_of_nothing_kept(hand: Hand) -> QImage:
    for item in hand.stage.items_by_tree():
        item.renew(item.tree)
    return shot(hand)


def slide(hand: Hand) -> None:
    hand.slide("x1", 3.0)
    turn()


CHANGES = {
    "nothing": lambda hand: None,
    "pan": lambda hand: hand.view.shift(QPointF(33.3, -20.7)),
    "zoom": lambda hand: hand.view.zoom(1.1),
    "slide": slide,
    "light": lambda hand: hand.stage.light([hand.node("x3")]),
    "edit": lambda hand: hand.take("exp").onto_node("x3"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_kept_layer_never_shows(hand: Hand, change: str) -> None:
    shot(hand)
    CHANGES[change](hand)
    assert shot(hand) == shot_of_nothing_kept(hand)


def test_a_layer_is_made_once_and_its_numbers_once_an_evaluation(hand: Hand) -> None:
    layers, drawing, rows = Layers(), hand.stage.drawing, np.arange(5)
    layer = layers.layer(drawing, rows, hand.session.evaluation)
    still, numbers = layer.still, layer.numbers
    assert layers.layer(drawing, rows, hand.session.evaluation).numbers is numbers
    slide(hand)
    after = layers.layer(drawing, rows, hand.session.evaluation)
    assert after.still is still
    assert after.numbers is not numbers


def test_only_a_few_layers_are_kept(hand: Hand) -> None:
    layers, drawing = Layers(), hand.stage.drawing
    first = layers.layer(drawing, np.arange(1), hand.session.evaluation)
    for count in range(2, MOST_LAYERS + 2):
        layers.layer(drawing, np.arange(count), hand.session.evaluation)
    assert layers.layer(drawing, np.arange(1), hand.session.evaluation) is not first


def test_of_what_becomes_known_only_a_part_is_made_anew(empty: Hand) -> None:
    empty.session.open(grow(" + ".join(f"x{i}" for i in range(100))))
    analysis = empty.session.analysis
    steps = steps_of(analysis, analysis.tape.outputs.tolist(), Pace.NODE)
    layers, rows, evaluation = Layers(), np.arange(len(analysis.order.ids)), empty.session.evaluation
    one = layers.layer(empty.stage.drawing, rows, evaluation, steps.known(30))
    before, still = one.numbers, one.still
    after = layers.layer(empty.stage.drawing, rows, evaluation, steps.known(31))
    assert after.still is still
    assert sum(a is not b for a, b in zip(before, after.numbers, strict=True)) == 1
    texts = [text.text for part in after.numbers for text in part.figure.texts]
    whole = empty.stage.drawing.numbers(rows.tolist(), evaluation, steps.known(31)).texts
    assert sorted(texts) == sorted(text.text for text in whole)


def test_what_was_used_least_goes_first(hand: Hand) -> None:
    layers, drawing = Layers(), hand.stage.drawing
    always = layers.layer(drawing, np.arange(9), hand.session.evaluation)
    for count in range(1, 2 * MOST_LAYERS):
        layers.layer(drawing, np.arange(count), hand.session.evaluation)
        assert layers.layer(drawing, np.arange(9), hand.session.evaluation) is always
