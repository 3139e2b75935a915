"""Keeps a copy of the window's unsaved state on the disk, so that no crash and no kill takes more than a moment."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from treeedit.files.recovery import About, Recovery, new_key
from treeedit.session import Session
from treeedit.window.documents import Documents

_MOMENT_MS = 100
"""The first edit starts the clock and later ones do not delay it, so no state waits longer to be handed over."""


class Keeper(QObject):
    """Hands every unsaved state of a document over to the room that writes it, and has the copy removed when saved."""

    def __init__(self, session: Session, documents: Documents, recovery: Recovery) -> None:
        super().__init__(documents)
        self._session, self._documents, self._recovery = session, documents, recovery
        self._key, self._has_copy = new_key(), False
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.setInterval(_MOMENT_MS)
        self._clock.timeout.connect(self._keep)
        session.edited.connect(self._follow)
        session.stack.cleanChanged.connect(self._follow)

    def adopt(self, key: str) -> None:
        """Go on with the copy of a document that was restored."""
        self._drop()
        self._key, self._has_copy = key, True

    def leave(self) -> None:
        """Have the copy removed when the window closes: what is in it was saved, or let go by the user."""
        self._clock.stop()
        self._drop()

    def _follow(self, _change: object) -> None:
        if not self._clock.isActive():
            self._clock.start()

    def _keep(self) -> None:
        if self._session.stack.isClean():
            self._drop()
            return
        self._recovery.keep(self._key, self._session.forest.copy(), self._about())
        self._has_copy = True

    def _about(self) -> About:
        path, name = self._documents.path, self._documents.name()
        return About(name) if path is None else About(name, str(path.absolute()), self._documents.seen())

    def _drop(self) -> None:
        if self._has_copy:
            self._recovery.drop(self._key)
            self._has_copy = False
