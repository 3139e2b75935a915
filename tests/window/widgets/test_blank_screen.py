"""The curtain covers the window, follows its size, and goes with a click."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest

from tests.robot import LEFT, NONE, Hand, turn
from treeedit.window.widgets.blank_screen import Curtain, Shade


def test_the_curtain_is_as_large_as_the_window_and_goes_with_a_click(hand: Hand) -> None:
    curtain = Curtain(hand.window)
    curtain.draw()
    hand.window.resize(900, 700)
    turn()
    assert curtain.geometry() == hand.window.rect()
    QTest.mouseClick(curtain, LEFT)
    assert not curtain.isVisible()


def test_a_key_that_is_still_held_does_not_lift_it(hand: Hand) -> None:
    curtain = Curtain(hand.window, Shade.WHITE)
    curtain.draw()
    curtain.keyPressEvent(QKeyEvent(QKeyEvent.Type.KeyPress, Qt.Key.Key_W, NONE, "w", True))
    assert curtain.isVisible()
    QTest.keyClick(curtain, "W")
    assert not curtain.isVisible()


def test_no_shortcut_works_behind_the_curtain(hand: Hand) -> None:
    hand.stage.select([hand.node("x3")])
    curtain = Curtain(hand.window)
    curtain.draw()
    QTest.keyClick(curtain, "F")
    assert not curtain.isVisible()
    assert len(hand.forest.nodes) == 11
