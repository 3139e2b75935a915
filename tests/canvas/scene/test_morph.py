"""The way between the two forms: rows move and run together, at any time it can be turned round."""

from dataclasses import replace

import numpy as np
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

from tests.robot import Hand, turn
from treeedit.canvas.scene.morph import Morph
from treeedit.figure.form import Form


def begin(hand: Hand) -> Morph:
    hand.stage.still_motion = False
    hand.window.parts.forms.toggle()
    hand.stage._motion.pause()
    morph = hand.stage.morph
    assert morph is not None
    return morph


def test_rows_begin_where_they_stood_and_come_to_one_place(hand: Hand) -> None:
    before = hand.stage.drawing.x.copy()
    morph = begin(hand)
    assert np.array_equal(morph.drawing.x, before)
    hand.stage._motion.setCurrentTime(hand.stage._motion.duration())
    final = hand.stage.drawing
    rows = [final.analysis.order.rows[hand.node("x1", nth)] for nth in (0, 1)]
    assert final.x[rows[0]] == final.x[rows[1]]
    assert np.allclose(morph.drawing.x, final.x)


def test_what_is_found_is_the_form_that_is_to_stay(hand: Hand) -> None:
    begin(hand)
    assert hand.stage.is_shared
    assert hand.stage.shown(hand.node("x1", 1)) == hand.node("x1")


def test_turning_round_begins_where_the_rows_are(hand: Hand) -> None:
    morph = begin(hand)
    hand.stage._motion.setCurrentTime(150)
    middle = morph.drawing.x.copy()
    back = begin(hand)
    assert back is not morph
    assert np.array_equal(back.drawing.x, middle)
    assert not hand.stage.is_shared


def test_an_edit_on_the_way_ends_it(hand: Hand) -> None:
    begin(hand)
    hand.write("y*y")
    assert hand.stage.morph is None


def test_nothing_moves_where_motion_is_unwanted(hand: Hand) -> None:
    hand.window.parts.forms.toggle()
    assert hand.stage.morph is None


def test_another_choice_of_what_runs_together_is_reached_by_the_same_way(hand: Hand) -> None:
    hand.window.parts.forms.toggle()
    hand.stage.still_motion = False
    hand.stage.restyle(replace(hand.stage.look, form=Form("shared", "inputs")))
    assert hand.stage.morph is not None


def test_it_can_be_painted_at_any_moment(hand: Hand) -> None:
    begin(hand)
    image = QImage(400, 300, QImage.Format.Format_ARGB32_Premultiplied)
    for moment in (0, 100, 300, 349, 350):
        hand.stage._motion.setCurrentTime(moment)
        image.fill(0)
        with QPainter(image) as painter:
            hand.stage.render(painter, QRectF(0, 0, 400, 300), hand.stage.forest_rect())
        assert image != QImage(image.size(), image.format())
    turn()
