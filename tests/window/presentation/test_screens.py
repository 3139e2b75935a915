"""A presentation begins and ends, goes to the projector, and goes with its editor."""

from __future__ import annotations

import gc
import json
import os
import subprocess
import sys
import weakref
from pathlib import Path

from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from tests.robot import SHIFT, Hand, lay_away, turn
from tests.support import grow
from treeedit.model.forest import Forest
from treeedit.window.presentation.screens import projector
from treeedit.window.presentation.window import Presentation

KEY = Qt.Key


def presentations() -> list[Presentation]:
    return [each for each in QApplication.topLevelWidgets() if isinstance(each, Presentation) and each.isVisible()]


def test_a_key_of_the_editor_begins_and_fills_the_screen(hand: Hand) -> None:
    hand.view.setFocus()
    hand.key(KEY.Key_F11)
    assert hand.shown.isFullScreen()
    assert hand.shown.geometry() == hand.window.screen().geometry()
    assert hand.window.menus.actions["present"].isChecked()


def test_a_clickers_key_begins_too(hand: Hand) -> None:
    hand.view.setFocus()
    hand.key(KEY.Key_F5, SHIFT)
    assert hand.window.parts.presenting.is_on


def test_the_keys_go_to_the_presentation_and_come_back(hand: Hand) -> None:
    hand.window.parts.formula.line.setFocus()
    hand.present()
    assert QApplication.activeWindow() is hand.shown
    hand.press_shown(KEY.Key_Escape)
    assert presentations() == []
    assert QApplication.activeWindow() is hand.window
    assert QApplication.focusWidget() is hand.view
    assert not hand.window.menus.actions["present"].isChecked()


def test_the_same_again_ends_it(hand: Hand) -> None:
    hand.do("present")
    hand.do("present")
    assert presentations() == []


def test_the_key_that_began_ends_it_from_within(hand: Hand) -> None:
    hand.present()
    hand.press_shown(KEY.Key_F11)
    assert not hand.window.parts.presenting.is_on


def test_closing_it_as_windows_are_closed_ends_it(hand: Hand) -> None:
    hand.present().close()
    turn()
    assert not hand.window.parts.presenting.is_on
    assert not hand.window.menus.actions["present"].isChecked()


def test_closing_the_editor_closes_it(hand: Hand) -> None:
    hand.present()
    hand.window.close_unasked()
    assert presentations() == []


def test_what_has_ended_is_gone(hand: Hand) -> None:
    gone = []
    for _ in range(3):
        gone.append(weakref.ref(hand.present()))
        hand.press_shown(KEY.Key_PageDown, KEY.Key_PageDown, KEY.Key_S, KEY.Key_L)
        hand.window.parts.presenting.end()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    assert [each() for each in gone] == [None] * 3


def test_an_editor_that_is_closed_while_presenting_is_gone(app: QApplication, tmp_path: Path) -> None:
    hand = Hand(tmp_path / "s.json")
    hand.open_example()
    hand.present()
    gone = weakref.ref(hand.window), weakref.ref(hand.shown)
    lay_away(hand.window)
    del hand
    gc.collect()
    assert [each() for each in gone] == [None, None]


def test_an_empty_canvas_is_not_presented(empty: Hand) -> None:
    assert not empty.window.menus.actions["present"].isEnabled()


def test_a_canvas_that_becomes_empty_while_it_is_presented_can_be_left(hand: Hand) -> None:
    hand.present()
    hand.session.open(Forest())
    turn()
    assert hand.window.menus.actions["present"].isEnabled()
    hand.press_shown(KEY.Key_PageDown, KEY.Key_S, KEY.Key_L, KEY.Key_T, KEY.Key_F, KEY.Key_End)
    assert not hand.shown.grab().isNull()
    hand.press_shown(KEY.Key_Escape)
    assert presentations() == []


def test_a_hall_looks_at_one_presentation_only(hand: Hand) -> None:
    hand.present()
    other = hand.window.parts.desk._window(hand.window)
    other.session.open(grow("a*b"))
    other.show()
    other.parts.presenting.begin()
    assert presentations() == [other.parts.presenting.shown]
    assert not hand.window.parts.presenting.is_on
    assert not hand.window.menus.actions["present"].isChecked()


def test_who_reads_the_screen_aloud_hears_the_steps_from_the_window_that_is_looked_at(hand: Hand) -> None:
    hand.present()
    assert hand.window.parts.voice.speaker is hand.shown.view
    hand.window.parts.presenting.end()
    assert hand.window.parts.voice.speaker is hand.view


def test_the_projector_is_the_screen_that_is_not_the_lecturers() -> None:
    (own,) = QGuiApplication.screens()
    other = object()
    assert projector(own, [own]) is own
    assert projector(own, [own, other]) is other  # type: ignore[list-item]
    assert projector(own, [other, own]) is other  # type: ignore[list-item]


def test_a_screen_that_goes_or_comes_leaves_the_presentation_on_one_that_is_there(hand: Hand) -> None:
    (screen,) = QGuiApplication.screens()
    hand.present()
    hand.window.parts.presenting._take_screen(screen)
    hand.window.parts.presenting._leave_screen(screen)
    assert hand.shown.isVisible()
    hand.press_shown(KEY.Key_M)
    assert hand.shown.screen() is screen
    assert hand.shown.hint.text() == "There is no other screen."


def test_a_screen_that_gets_another_size_is_filled(hand: Hand) -> None:
    hand.present()
    for size in ((640, 480), (1000, 700)):
        hand.shown.screen().geometryChanged.emit(QRect(0, 0, *size))
        assert hand.shown.geometry() == QRect(0, 0, *size)
        assert hand.shown.view.geometry() == hand.shown.rect()


_ON_TWO = """
import sys
from pathlib import Path
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from tests.robot import Hand, dress, lay_away, turn

app = QApplication([])
dress(app)
own, hall = sorted(QGuiApplication.screens(), key=lambda each: each.geometry().x())
hand = Hand(Path(sys.argv[1]))
hand.open_example()
assert hand.window.screen() is own
shown = hand.present()
assert (shown.screen(), shown.geometry()) == (hall, hall.geometry()), shown.geometry()
assert hand.window.isVisible() and hand.window.screen() is own
hand.press_shown(Qt.Key.Key_PageDown, Qt.Key.Key_PageDown)
assert hand.window.parts.stepping.number == 1
assert hand.window.parts.steps_bar.isVisible() and shown.sentence.isVisible()

hand.window.activateWindow()
hand.view.setFocus()
hand.key(Qt.Key.Key_B)
assert shown.is_dark and not hand.window.findChildren(type(shown._curtain))
hand.key(Qt.Key.Key_B)
assert not shown.is_dark

hand.press_shown(Qt.Key.Key_M)
assert shown.screen() is own and shown.geometry() == own.geometry()
hand.window.parts.presenting._take_screen(hall)
assert shown.screen() is hall
hand.window.parts.presenting._leave_screen(hall)
assert shown.screen() is own
lay_away(hand.window)
print("done")
"""


def test_on_two_screens_the_editor_stays_before_the_lecturer(tmp_path: Path) -> None:
    plain = {"logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}
    screens = [
        {"name": "own", "x": 0, "y": 0, "width": 1400, "height": 900, **plain},
        {"name": "hall", "x": 1400, "y": 0, "width": 1024, "height": 768, **plain},
    ]
    file = tmp_path / "screens.json"
    file.write_text(json.dumps({"screens": screens}), encoding="utf-8")
    env = os.environ | {"QT_QPA_PLATFORM": f"offscreen:configfile={file}"}
    command = [sys.executable, "-c", _ON_TWO, str(tmp_path / "settings.json")]
    told = subprocess.run(command, capture_output=True, text=True, env=env, timeout=60)
    assert told.stdout == "done\n", told.stderr
