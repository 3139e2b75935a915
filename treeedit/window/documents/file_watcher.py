"""Tells when something may have happened to a file. Qt's watcher goes blind for a file that is replaced as a whole,
as every careful program does it; so the folder is watched, too, and the file again after every sign."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer

_SETTLED_MS = 150
"""A writer that deletes first, or writes in pieces, is given so long to finish."""


class Watcher(QObject):
    """Watches one file at a time. It calls noticed() a moment after the last of several signs."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.noticed: Callable[[], None] = lambda: None
        self._path: Path | None = None
        self._signs: QFileSystemWatcher | None = None
        self._settling = QTimer(self)
        self._settling.setSingleShot(True)
        self._settling.setInterval(_SETTLED_MS)
        self._settling.timeout.connect(self._settled)

    def watch(self, path: Path | None) -> None:
        """Watch this file, or none."""
        self._path = path
        self._settling.stop()
        if self._signs is not None:
            self._signs.deleteLater()
            self._signs = None
        if path is not None:
            self._signs = QFileSystemWatcher(self)
            self._signs.fileChanged.connect(self._sign)
            self._signs.directoryChanged.connect(self._sign)
            self._look()

    def _look(self) -> None:
        """Watch what there is to watch: the file where it really lies, and its folder."""
        if self._path is None or self._signs is None:
            return
        real = os.path.realpath(self._path)
        known = {*self._signs.files(), *self._signs.directories()}
        for place in (real, os.path.dirname(real)):
            if place not in known and os.path.exists(place):
                self._signs.addPath(place)

    def _sign(self, _place: str) -> None:
        self._settling.start()

    def _settled(self) -> None:
        self._look()
        self.noticed()
