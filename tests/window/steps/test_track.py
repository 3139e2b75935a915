"""The slider of the steps: a click goes there, names stand side by side, what is behind is strong."""

import itertools

from PySide6.QtCore import QPoint
from PySide6.QtTest import QTest

from tests.robot import LEFT, NONE, Hand, turn
from tests.window.steps.test_stepping import begin
from treeedit.figure.fonts import width_of
from treeedit.figure.look import LIGHT
from treeedit.window.steps.track import Track


def track_of(hand: Hand) -> Track:
    return hand.window.parts.steps_bar.track


def test_a_click_goes_to_the_step_there(hand: Hand) -> None:
    begin(hand)
    track = track_of(hand)
    for number in (0, 7, 20):
        QTest.mouseClick(track, LEFT, NONE, QPoint(round(track.x_of(number)), track.height() // 2))
        assert hand.window.parts.stepping.number == number


def test_the_slider_is_dragged_over_the_steps_and_pauses_them(hand: Hand) -> None:
    begin(hand)
    hand.do("play_steps")
    track = track_of(hand)
    QTest.mousePress(track, LEFT, NONE, QPoint(round(track.x_of(3)), 10))
    assert not hand.window.parts.stepping.is_playing
    QTest.mouseMove(track, QPoint(round(track.x_of(12)), 10))
    QTest.mouseRelease(track, LEFT, NONE, QPoint(round(track.x_of(12)), 10))
    assert hand.window.parts.stepping.number == 12


def test_all_four_names_stand_side_by_side(hand: Hand) -> None:
    begin(hand)
    names = track_of(hand).names()
    assert [name for _, name, _ in names] == ["inputs", "forward", "backward", "sums"]
    assert [ink for _, _, ink in names] == [LIGHT.muted, LIGHT.value, LIGHT.partial, LIGHT.ink]
    ends = [(left, left + width_of(name, 12.0)) for left, name, _ in names]
    assert all(first[1] < second[0] for first, second in itertools.pairwise(ends))
    assert ends[0][0] >= 0
    assert ends[-1][1] <= track_of(hand).width()


def test_a_name_without_room_is_left_out(hand: Hand) -> None:
    begin(hand)
    track = track_of(hand)
    track.resize(120, track.height())
    assert 0 < len(track.names()) < 4


def test_what_is_behind_is_strong(hand: Hand) -> None:
    begin(hand, number=0)
    track = track_of(hand)
    place = QPoint(round(track.x_of(4)), track.height() - 12)
    before = track.grab().toImage().pixelColor(place)
    hand.window.parts.stepping.go_to(12)
    turn()
    after = track.grab().toImage().pixelColor(place)
    assert after.name().upper() == LIGHT.value.upper()
    assert before != after
