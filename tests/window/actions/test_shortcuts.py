"""The list of shortcuts is complete, and is searched."""

from PySide6.QtCore import Qt

from tests.robot import Hand
from treeedit.window.actions.action import Action
from treeedit.window.actions.command_palette import plain
from treeedit.window.actions.shortcuts import Shortcuts
from treeedit.window.actions.table import ACTIONS


def opened(hand: Hand) -> Shortcuts:
    hand.key(Qt.Key.Key_F1)
    return hand.window.findChildren(Shortcuts)[-1]


def words(entry: Action) -> str:
    return plain(entry.text).rstrip("…")


def test_every_action_with_a_key_is_listed(hand: Hand) -> None:
    text = opened(hand).label.text()
    assert not [words(entry) for entry in ACTIONS if entry.keys and words(entry) not in text]


def test_the_search_leaves_what_was_asked_for(hand: Hand) -> None:
    dialog = opened(hand)
    hand.type("duplic", dialog.field)
    assert "Duplicate" in dialog.label.text()
    assert "Select all" not in dialog.label.text()


def test_nothing_found_is_said(hand: Hand) -> None:
    dialog = opened(hand)
    hand.type("zzz", dialog.field)
    assert "Nothing" in dialog.label.text()
