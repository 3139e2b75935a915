"""Values that are kept under names: keeping, choosing, and what the bar says of them."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest

from tests.robot import CONTROL, Hand, turn
from treeedit.window.inputs.preset_bar import PresetBar


@pytest.fixture
def bar(hand: Hand) -> PresetBar:
    return hand.window.parts.sets_panel.presets


def keep(hand: Hand, name: str = "") -> None:
    """Keep the values as they are, under a name or the one that is suggested."""
    hand.do("keep_preset")
    field = hand.window.parts.sets_panel.presets.asking.field
    if name:
        field.selectAll()
        QTest.keyClicks(field, name)
    QTest.keyClick(field, Qt.Key.Key_Return)
    turn()


def entry(bar: PresetBar, words: str) -> QAction:
    bar.fill_menu()
    return next(action for action in bar._menu.actions() if words in action.text())


def values(hand: Hand) -> list[float]:
    return [known.value for known in hand.forest.inputs.values()]


def test_values_are_kept_under_the_suggested_name(hand: Hand, bar: PresetBar) -> None:
    keep(hand)
    assert list(hand.forest.presets) == ["at (1, 2, 3)"]
    assert bar.text() == "at (1, 2, 3)"
    assert hand.session.stack.count() == 1


def test_a_name_can_be_typed(hand: Hand, bar: PresetBar) -> None:
    keep(hand, "near the pole")
    assert list(hand.forest.presets) == ["near the pole"]


def test_escape_keeps_nothing(hand: Hand, bar: PresetBar) -> None:
    hand.do("keep_preset")
    QTest.keyClick(bar.asking.field, Qt.Key.Key_Escape)
    assert not hand.forest.presets
    assert not bar.asking.isVisible()


@pytest.mark.parametrize("name", ["at (1, 2, 3)", " "])
def test_a_name_that_cannot_be_is_refused(hand: Hand, bar: PresetBar, name: str) -> None:
    keep(hand)
    keep(hand, name)
    assert bar.asking.isVisible()
    assert bar.asking.refusal.text()
    assert len(hand.forest.presets) == 1


def test_the_bar_says_when_the_values_have_changed(hand: Hand, bar: PresetBar) -> None:
    keep(hand)
    hand.enter("x1", "4")
    assert bar.text() == "at (1, 2, 3), changed"
    hand.undo()
    assert bar.text() == "at (1, 2, 3)"


def test_choosing_brings_all_values_back_in_one_undo_step(hand: Hand, bar: PresetBar) -> None:
    keep(hand)
    hand.enter("x1", "4")
    hand.enter("x2", "-1")
    entry(bar, "at (1, 2, 3)").trigger()
    assert values(hand) == [1.0, 2.0, 3.0]
    assert hand.session.stack.count() == 4
    hand.undo()
    assert values(hand) == [4.0, -1.0, 3.0]


def test_ctrl_and_a_digit_choose(hand: Hand, bar: PresetBar) -> None:
    keep(hand)
    hand.enter("x1", "4")
    keep(hand)
    hand.view.setFocus()
    hand.key(Qt.Key.Key_1, CONTROL)
    assert bar.text() == "at (1, 2, 3)"
    hand.key(Qt.Key.Key_2, CONTROL)
    assert bar.text() == "at (4, 2, 3)"


def test_the_menu_of_inputs_calls_kept_values_by_their_names(hand: Hand, bar: PresetBar) -> None:
    actions = hand.window.menus.actions
    assert not actions["preset_1"].isVisible()
    keep(hand, "R&D")
    assert actions["preset_1"].text() == "R&&D"
    assert actions["preset_1"].isVisible()
    assert not actions["preset_2"].isVisible()


def test_the_menu_tells_the_values_of_each(hand: Hand, bar: PresetBar) -> None:
    keep(hand)
    assert entry(bar, "at (1").toolTip() == "x1 = 1, x2 = 2, x3 = 3"
    assert entry(bar, "at (1").isChecked()


def test_kept_values_are_updated(hand: Hand, bar: PresetBar) -> None:
    keep(hand, "near")
    hand.enter("x1", "4")
    entry(bar, "Update").trigger()
    assert dict(hand.forest.presets["near"].values)["x1"] == 4.0
    assert bar.text() == "near"


def test_kept_values_are_renamed(hand: Hand, bar: PresetBar) -> None:
    keep(hand, "near")
    entry(bar, "Rename").trigger()
    bar.asking.field.selectAll()
    QTest.keyClicks(bar.asking.field, "far")
    QTest.keyClick(bar.asking.field, Qt.Key.Key_Return)
    assert list(hand.forest.presets) == ["far"]
    assert bar.text() == "far"


def test_kept_values_are_removed(hand: Hand, bar: PresetBar) -> None:
    keep(hand, "near")
    entry(bar, "Remove").trigger()
    assert not hand.forest.presets
    hand.undo()
    assert list(hand.forest.presets) == ["near"]


def test_random_values_are_one_undo_step_and_stay_within_the_ranges(hand: Hand) -> None:
    hand.do("random")
    assert hand.session.stack.count() == 1
    assert values(hand) != [1.0, 2.0, 3.0]
    for known in hand.forest.inputs.values():
        assert known.low <= known.value <= known.high
        assert known.value == round(known.value, 1)
    hand.undo()
    assert values(hand) == [1.0, 2.0, 3.0]


def test_an_empty_canvas_has_no_bar(empty: Hand) -> None:
    assert not empty.window.parts.sets_panel.presets.isVisible()
    empty.write("a*b")
    assert empty.window.parts.sets_panel.presets.isVisible()
