"""Whether the system asks for less reduced_motion, and what the window makes of it."""

import os
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.robot import Hand, lay_away
from treeedit.window.frame import reduced_motion


@pytest.mark.parametrize(
    ("name", "text", "still"),
    [
        (".config/gtk-4.0/settings.ini", "[Settings]\ngtk-enable-animations=false\n", True),
        (".config/gtk-3.0/settings.ini", "[Settings]\ngtk-enable-animations = 0\n", True),
        (".config/gtk-3.0/settings.ini", "[Settings]\ngtk-enable-animations=1\n", False),
        (".config/kdeglobals", "[KDE]\nAnimationDurationFactor=0\n", True),
        (".config/kdeglobals", "[KDE]\nAnimationDurationFactor=0.5\n", False),
        (".config/kdeglobals", "not an ini file", False),
        (".config/kdeglobals", "[KDE]\nAnimationDurationFactor=%(no)s\n", False),
    ],
)
def test_the_settings_of_desktops_are_read(tmp_path: Path, name: str, text: str, still: bool) -> None:
    path = tmp_path / name
    path.parent.mkdir(parents=True)
    path.write_text(text)
    assert reduced_motion.files_say_so(tmp_path) == still


def test_a_home_without_settings_asks_for_nothing(tmp_path: Path) -> None:
    assert not reduced_motion.files_say_so(tmp_path)


@pytest.mark.parametrize(("answer", "still"), [("false", True), ("true", False), ("", False)])
def test_gnome_is_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answer: str, still: bool) -> None:
    program = tmp_path / "gsettings"
    program.write_text(f"#!/bin/sh\necho {answer}\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}/bin{os.pathsep}/usr/bin")
    assert reduced_motion.gnome_says_so() == still


def test_animations_are_off_where_the_system_asks_for_it(hand: Hand, monkeypatch: pytest.MonkeyPatch) -> None:
    hand.stage.still_motion = False
    monkeypatch.setattr(reduced_motion, "files_say_so", lambda home: True)
    hand.window.parts.appearance.ask_system()
    hand.window.menus.refresh()
    assert hand.stage.still_motion
    assert not hand.window.menus.actions["animations"].isChecked()


def test_the_user_s_word_on_animations_stands_and_is_remembered(
    app: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hand = Hand(tmp_path / "s.json")
    hand.stage.still_motion = False
    hand.do("animations")
    assert hand.stage.still_motion
    hand.do("animations")
    monkeypatch.setattr(reduced_motion, "files_say_so", lambda home: True)
    hand.window.parts.appearance.ask_system()
    assert not hand.stage.still_motion
    hand.do("animations")
    lay_away(hand.window)
    again = Hand(tmp_path / "s.json")
    again.window.parts.appearance.restore(again.window.parts.desk.settings)
    assert again.stage.still_motion
    lay_away(again.window)
