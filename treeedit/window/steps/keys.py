"""The keys of the steps, a clicker's among them, while somebody steps.

The rule: Page down and Page up step wherever the keys go, canvas or bar. As long as nothing is chosen on the canvas,
no other key is wanted there either, so Space, arrows, Home and End step too, B and the full stop darken the window, or
the presentation that a hall sees in its place, and Escape ends the steps. As soon as a node is chosen, all keys but
Page up and Page down do what they always do.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent

from treeedit.canvas.view.view import View
from treeedit.window.steps.bar import StepsBar
from treeedit.window.steps.stepping import Stepping
from treeedit.window.widgets.blank_screen import Curtain

_KEY = Qt.Key
_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
Act = Callable[[], object]


class StepKeys(QObject):
    """Looks at the keys of the canvas and of the bar before they do.

    darken_hall(): lets a hall that looks at something else than this window see nothing; whether there is one.
    """

    def __init__(self, view: View, bar: StepsBar, stepping: Stepping, darken_hall: Callable[[], bool]) -> None:
        super().__init__(view)
        self._view, self._bar, self._stepping, self._darken_hall = view, bar, stepping, darken_hall
        self._always: dict[Qt.Key, Act] = {_KEY.Key_PageDown: stepping.next, _KEY.Key_PageUp: stepping.previous}
        self._on_bar: dict[Qt.Key, Act] = self._always | {_KEY.Key_Escape: self._leave}
        self._on_track: dict[Qt.Key, Act] = self._on_bar | {_KEY.Key_Space: stepping.next}
        self._free: dict[Qt.Key, Act] = self._always | {
            _KEY.Key_Space: stepping.next,
            _KEY.Key_Right: stepping.next,
            _KEY.Key_Left: stepping.previous,
            _KEY.Key_Home: stepping.first,
            _KEY.Key_End: stepping.last,
            _KEY.Key_B: self._darken,
            _KEY.Key_Period: self._darken,
            _KEY.Key_Escape: self._leave,
        }
        for widget in (self._view, *bar.parts()):
            widget.installEventFilter(self)

    def _keys_of(self, watched: QObject) -> dict[Qt.Key, Act]:
        """What the keys of a widget mean now."""
        if watched is self._bar.track:
            return self._on_track
        if watched is not self._view:
            return self._on_bar
        stage = self._view.stage
        is_free = stage.cursor() is None and stage.note is None and not self._view.is_busy()
        return self._free if is_free else {} if self._view.is_busy() else self._always

    def _leave(self) -> None:
        self._stepping.end()
        self._view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _darken(self) -> None:
        """Before the hall, if it looks at something else than this window."""
        self._stepping.pause()
        if not self._darken_hall():
            Curtain(self._view.window()).draw()

    # --- overrides of Qt ---

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not (self._stepping.is_on and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent)):
            return False
        act = self._keys_of(watched).get(Qt.Key(event.key())) if event.modifiers() in _PLAIN else None
        if act is None:
            return False
        act()
        return True
