"""Python's garbage in rings is cleared away by the user's thread alone.

Python looks for it in whatever thread has just made something. In a thread that reads or draws it would take apart
widgets that a closed window has left, and Qt's objects may only go in the thread that they belong to: the program
would crash at the next event. So Python looks by itself no more, and a clock of the user's thread does.
"""

from __future__ import annotations

import gc
import sys

from PySide6.QtCore import QObject, QTimer

_OFTEN_MS = 250
_GROWN = 1.25
"""Everything is looked through once there is so much more than when that was last done, as Python itself does."""


class Garbage(QObject):
    """Looks for garbage while it lives; then Python does so again."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._clock = QTimer(self)
        self._clock.setInterval(_OFTEN_MS)
        self._clock.timeout.connect(self.look)
        self._blocks = sys.getallocatedblocks()

    def begin(self) -> None:
        """Take over from Python."""
        gc.disable()
        self._clock.start()

    def end(self) -> None:
        """Leave it to Python again."""
        self._clock.stop()
        gc.enable()

    def look(self) -> None:
        """Look through what has been made of late, if that is much; now and then through what is older."""
        counts, limits = gc.get_count(), gc.get_threshold()
        due = [age for age, (count, limit) in enumerate(zip(counts, limits, strict=True)) if count > limit]
        if 0 not in due:
            return
        has_grown = sys.getallocatedblocks() > _GROWN * self._blocks
        gc.collect(2 if 2 in due and has_grown else min(due[-1], 1))
        if 2 in due and has_grown:
            self._blocks = sys.getallocatedblocks()
