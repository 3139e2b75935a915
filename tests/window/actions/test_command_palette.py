"""Every action by a few letters of its name."""

from pathlib import Path

from PySide6.QtCore import Qt

from tests.robot import CONTROL, SHIFT, Hand, lay_away
from treeedit.window.actions.table import ACTIONS


def begin(hand: Hand, text: str = "") -> list[str]:
    """Open the palette, type, and give the names that it lists."""
    hand.key(Qt.Key.Key_P, CONTROL | SHIFT)
    hand.write_on_field(text)
    return hand.window.command_palette._found


def test_it_lists_every_action(hand: Hand) -> None:
    assert sorted(begin(hand)) == sorted(entry.name for entry in ACTIONS)


def test_a_few_letters_find_an_action_and_enter_does_it(hand: Hand) -> None:
    hand.view.setFocus()
    hand.stage.select([hand.node("/")])
    assert begin(hand, "swap")[0] == "swap"
    hand.confirm()
    assert hand.formulas() == ["f = (x1 + x2)^2 + (x1 + x2)/x3"]
    assert hand.view.hasFocus()


def test_what_is_not_possible_now_stands_last_and_cannot_be_taken(hand: Hand) -> None:
    hand.stage.select([])
    names = begin(hand, "")
    possible = [hand.window.menus.actions[name].isEnabled() for name in names]
    assert possible == sorted(possible, reverse=True)
    assert begin(hand, "dissolve") == ["dissolve"]
    hand.confirm()
    assert hand.window.command_palette.isVisible()


def test_what_was_done_last_stands_first(hand: Hand) -> None:
    begin(hand, "zoom out")
    hand.confirm()
    assert begin(hand)[0] == "zoom_out"


def test_the_keys_stand_at_the_right(hand: Hand) -> None:
    begin(hand, "undo")
    assert hand.window.command_palette.choices("undo")[0].detail == "Ctrl+Z"


def test_escape_gives_the_keys_back(hand: Hand) -> None:
    hand.window.parts.formula.line.setFocus()
    begin(hand)
    hand.key(Qt.Key.Key_Escape)
    assert hand.window.parts.formula.line.hasFocus()


def test_what_was_used_is_remembered_over_a_restart(hand: Hand, tmp_path: Path) -> None:
    begin(hand, "zoom out")
    hand.confirm()
    hand.window.parts.adding.quick_add.recent = ["x3/(x1 + x2)"]
    hand.window.session.stack.setClean()
    hand.window.close()
    other = Hand(tmp_path / "settings.json")
    assert other.window.command_palette.recent == ["zoom_out"]
    other.view.setFocus()
    other.key(Qt.Key.Key_Tab)
    assert other.window.parts.adding.quick_add.list.item(0).text() == "x3/(x1 + x2)"
    lay_away(other.window)
