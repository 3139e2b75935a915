"""What a window remembers from one start to the next: its place, its panels, and what its parts have to keep."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtWidgets import QMainWindow

from treeedit.window.settings import Key, Settings


class Remembering(Protocol):
    """A part that has something to keep."""

    def restore(self, settings: Settings) -> None:
        """Be as the last one was left."""

    def remember(self, settings: Settings) -> None:
        """Keep how it is left, without writing it."""


class WindowMemory:
    """Restores a window and its parts, in this order, and remembers how they are left."""

    def __init__(self, settings: Settings, window: QMainWindow, parts: Sequence[Remembering]) -> None:
        self._settings, self._window, self._parts = settings, window, parts

    def restore(self) -> None:
        """Let the window be as the last one was left."""
        self._window.restoreGeometry(self._settings.state(Key.GEOMETRY))
        self._window.restoreState(self._settings.state(Key.PANELS))
        for part in self._parts:
            part.restore(self._settings)

    def remember(self) -> None:
        """Keep how the window is left, and write it."""
        for part in self._parts:
            part.remember(self._settings)
        self._settings.keep_state(Key.GEOMETRY, self._window.saveGeometry())
        self._settings.keep_state(Key.PANELS, self._window.saveState())
        self._settings.save()
