"""The keys of a presentation, a clicker's among them: those that presentation programs have in common, and a few more.

A row of digits and Enter goes to the step of that number. No key edits the tree; what can be undone is undone by the
actions of the window, which the presentation has as well.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt, QTimer
from PySide6.QtGui import QKeyEvent

from treeedit.figure.look import ORIENTATIONS
from treeedit.window.curtain import Shade

if TYPE_CHECKING:
    from treeedit.window.presentation import Presentation

ALSO: tuple[str, ...] = ("undo", "redo", "shared_form", "more_digits", "fewer_digits", "larger", "smaller")
ALSO += tuple(f"root_{where}" for where in ORIENTATIONS)
"""The window's actions whose keys work in its presentation too."""
_KEY = Qt.Key
_FORWARDS = (_KEY.Key_PageDown, _KEY.Key_Right, _KEY.Key_Down, _KEY.Key_Space)
_BACKWARDS = (_KEY.Key_PageUp, _KEY.Key_Left, _KEY.Key_Up, _KEY.Key_Backspace)
_REPEATING = (*_FORWARDS, *_BACKWARDS, _KEY.Key_Plus, _KEY.Key_Equal, _KEY.Key_Minus)
"""What a key does again and again while it is held."""
_FORGET_MS, _LONGEST = 3000, 6
_HANDS_WIDTH = 80.0
Act = Callable[[], object]


class PresentationKeys:
    """What each key does in a presentation."""

    def __init__(self, on: Presentation) -> None:
        self._on = on
        self._digits = ""
        self._time = QTimer(on)
        self._time.setSingleShot(True)
        self._time.timeout.connect(self.forget)
        entering = (_KEY.Key_Return, _KEY.Key_Enter)
        black, white = (_KEY.Key_B, _KEY.Key_Period), (_KEY.Key_W, _KEY.Key_Comma)
        self._plain: dict[Qt.Key, Act] = {
            **dict.fromkeys(_FORWARDS, on.guide.next),
            **dict.fromkeys(_BACKWARDS, on.guide.previous),
            **dict.fromkeys(entering, self._enter),
            **dict.fromkeys(black, self._black),
            **dict.fromkeys(white, self._white),
            _KEY.Key_Home: on.guide.first,
            _KEY.Key_End: on.guide.last,
            _KEY.Key_F5: on.guide.play,
            _KEY.Key_S: on.drawer.toggle,
            _KEY.Key_I: on.drawer.toggle,
            _KEY.Key_L: on.toggle_light,
            _KEY.Key_N: on.toggle_notes,
            _KEY.Key_T: on.toggle_alone,
            _KEY.Key_M: on.move_on,
            _KEY.Key_F: on.view.fit_anew,
            _KEY.Key_Plus: on.view.zoom_in,
            _KEY.Key_Minus: on.view.zoom_out,
            _KEY.Key_H: on.tell_keys,
            _KEY.Key_F1: on.tell_keys,
            _KEY.Key_Question: on.tell_keys,
            _KEY.Key_Escape: self._escape,
            _KEY.Key_F11: on.end,
        }
        self._with_shift: dict[Qt.Key, Act] = {
            _KEY.Key_Space: on.guide.previous,
            _KEY.Key_F: on.fit_light,
            _KEY.Key_Plus: on.view.zoom_in,
            _KEY.Key_Question: on.tell_keys,
        }
        self._with_control: dict[Qt.Key, Act] = {
            _KEY.Key_Plus: on.view.zoom_in,
            _KEY.Key_Equal: on.view.zoom_in,
            _KEY.Key_Minus: on.view.zoom_out,
            _KEY.Key_0: on.view.fit_anew,
            _KEY.Key_Left: self._pan(1.0, 0.0),
            _KEY.Key_Right: self._pan(-1.0, 0.0),
            _KEY.Key_Up: self._pan(0.0, 1.0),
            _KEY.Key_Down: self._pan(0.0, -1.0),
        }

    def press(self, event: QKeyEvent) -> bool:
        """Do what a key means; whether it means anything."""
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if held == Qt.KeyboardModifier.NoModifier and event.text().isdecimal():
            self._add(event.text())
            return True
        tables = {
            Qt.KeyboardModifier.NoModifier: self._plain,
            Qt.KeyboardModifier.ShiftModifier: self._with_shift,
            Qt.KeyboardModifier.ControlModifier: self._with_control,
            Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier: self._with_control,
        }
        act = tables.get(held, {}).get(Qt.Key(event.key()))
        if act is not None and (event.key() in _REPEATING or not event.isAutoRepeat()):
            self._on.hint.let_go()
            act()
        return act is not None

    def forget(self) -> None:
        """Let go of the digits that were typed."""
        self._digits = ""

    def _add(self, digit: str) -> None:
        self._digits = (self._digits + digit)[:_LONGEST]
        self._on.tell_number(self._digits)
        self._time.start(_FORGET_MS)

    def _enter(self) -> None:
        """Go to the step whose number has been typed; without one, to the next."""
        typed = self._digits
        self.forget()
        if typed:
            self._on.hint.hide()
            self._on.guide.go_to(int(typed))
        else:
            self._on.guide.next()

    def _escape(self) -> None:
        if self._digits:
            self.forget()
            self._on.hint.hide()
        else:
            self._on.go_back()

    def _black(self) -> None:
        self._on.darken(Shade.BLACK)

    def _white(self) -> None:
        self._on.darken(Shade.WHITE)

    def _pan(self, x: float, y: float) -> Act:
        """A command that moves the paper by a hand's width of the screen."""
        view = self._on.view
        return lambda: view.shift(QPointF(x, y) * _HANDS_WIDTH / view.scale_now())
