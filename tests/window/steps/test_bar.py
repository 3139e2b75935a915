"""The bar of the steps: there only while somebody steps, whole at every size, and it drives as it is driven."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.robot import LEFT, Hand, turn
from tests.window.steps.test_stepping import begin
from treeedit.model.steps import Pace
from treeedit.window.settings import Key, Settings
from treeedit.window.steps.stepping import SPEEDS


def press(hand: Hand, name: str) -> None:
    QTest.mouseClick(hand.window.parts.steps_bar.buttons[name], LEFT)
    turn()


def test_the_bar_is_hidden_until_it_is_wanted(hand: Hand) -> None:
    bar = hand.window.parts.steps_bar
    assert not bar.isVisible()
    begin(hand)
    assert bar.isVisible()
    assert bar.geometry().bottom() < hand.window.statusBar().geometry().top() + 1
    press(hand, "close")
    assert not bar.isVisible()


def test_the_buttons_lead_through_the_steps(hand: Hand) -> None:
    begin(hand)
    stepping = hand.window.parts.stepping
    for name, number in (("next", 1), ("next", 2), ("previous", 1), ("last", 20), ("first", 0)):
        press(hand, name)
        assert stepping.number == number
    press(hand, "play")
    assert stepping.is_playing
    assert hand.window.parts.steps_bar.buttons["play"].accessibleName() == "Pause"
    press(hand, "play")
    assert not stepping.is_playing


def test_at_the_ends_there_is_nothing_to_press(hand: Hand) -> None:
    begin(hand)
    buttons = hand.window.parts.steps_bar.buttons
    assert [name for name in ("first", "previous", "next", "last") if buttons[name].isEnabled()] == ["next", "last"]
    hand.do("last_step")
    assert [name for name in ("first", "previous", "next", "last") if buttons[name].isEnabled()] == [
        "first",
        "previous",
    ]


def test_the_bar_says_where_it_stands(hand: Hand) -> None:
    begin(hand, number=11)
    bar = hand.window.parts.steps_bar
    assert bar.where.text() == "step 12 of 21"
    assert bar.track.accessibleName() == "step 12 of 21"
    assert (bar.track.value(), bar.track.maximum()) == (11, 20)
    assert bar.sentence.accessibleName() == hand.window.parts.stepping.words()


def test_pace_and_speed_are_chosen_and_remembered(hand: Hand) -> None:
    begin(hand)
    bar = hand.window.parts.steps_bar
    bar.pace.activated.emit(1)
    bar.speed.activated.emit(2)
    stepping = hand.window.parts.stepping
    assert (stepping.pace, stepping.speed) == (Pace.LEVEL, SPEEDS[2])
    assert bar.where.text() == "step 1 of 13"
    settings = hand.window.parts.desk.settings
    stepping.remember(settings)
    stepping.use_pace(Pace.NODE)
    stepping.restore(settings)
    assert (stepping.pace, stepping.speed) == (Pace.LEVEL, SPEEDS[2])


def test_nonsense_in_the_settings_is_ignored(hand: Hand) -> None:
    settings = hand.window.parts.desk.settings
    assert isinstance(settings, Settings)
    settings.keep(Key.PACE, "by the hour")
    settings.keep(Key.STEP_SPEED, "-3")
    hand.window.parts.stepping.restore(settings)
    assert (hand.window.parts.stepping.pace, hand.window.parts.stepping.speed) == (Pace.NODE, 1.0)


@pytest.mark.parametrize("size", [(860, 600), (1440, 880)])
@pytest.mark.parametrize("larger", [0, 6])
def test_all_of_the_bar_is_seen_at_every_size(hand: Hand, size: tuple[int, int], larger: int) -> None:
    hand.window.resize(*size)
    hand.window.parts.appearance.scale_text(larger)
    begin(hand, number=21)
    turn()
    bar = hand.window.parts.steps_bar
    for part in (*bar.parts(), bar.sentence):
        if part.isVisible():
            assert bar.rect().contains(part.rect().translated(part.mapTo(bar, part.rect().topLeft())))
            assert part is bar.sentence or part.width() >= part.minimumSizeHint().width()
    assert bar.where.width() >= bar.where.fontMetrics().horizontalAdvance(bar.where.text())
    assert bar.track.width() > 180


def test_the_canvas_keeps_its_size_from_step_to_step(hand: Hand) -> None:
    begin(hand)
    sizes = set()
    for number in range(22):
        hand.window.parts.stepping.go_to(number)
        turn()
        sizes.add(hand.view.size().toTuple())
    assert len(sizes) == 1


def test_other_colours_and_sizes_are_taken_up(hand: Hand) -> None:
    begin(hand, number=3)
    before = hand.window.parts.steps_bar.grab().toImage()
    hand.do("scheme_dark")
    assert hand.window.parts.steps_bar.grab().toImage() != before
    hand.do("scheme_light")
    assert hand.window.parts.steps_bar.grab().toImage() == before


def test_a_window_begins_without_the_bar_even_if_the_last_one_had_it(hand: Hand) -> None:
    begin(hand)
    hand.window.memory.remember()
    hand.do("step_through")
    hand.window.memory.restore()
    assert not hand.window.parts.steps_bar.isVisible()


def test_panels_and_window_have_their_heights_again_after_the_bar(hand: Hand) -> None:
    window, docks = hand.window, [hand.window._docks[name] for name in ("sets", "inspector")]
    window.resize(1024, 700)
    window.resizeDocks(docks, [200, 410], Qt.Orientation.Vertical)
    turn()
    before = [window.height(), *(dock.height() for dock in docks)]
    hand.do("step_through")
    assert docks[0].height() < before[1]
    hand.do("step_through")
    turn()
    assert [window.height(), *(dock.height() for dock in docks)] == before
