"""Keeps a copy of the window's unsaved state on the disk, so that no crash and no kill takes more than a moment.

Where that is not possible it says so above the canvas, once, as long as it lasts, and tries again.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from treeedit.files.recovery import About, Recovery, new_key
from treeedit.session import Session
from treeedit.window.documents.documents import Documents
from treeedit.window.widgets.notification_bar import Notice

_SUBJECT = "copies"
_MOMENT_MS = 100
"""The first edit starts the clock and later ones do not delay it, so no state waits longer to be handed over."""
_WRITTEN_MS = 300
"""When a copy is most likely written, or known not to be."""
_AGAIN_MS = 5000
"""So long a copy that could not be written waits for the next try."""


class Keeper(QObject):
    """Hands every unsaved state of a document over to the room that writes it, and has the copy removed when saved."""

    def __init__(self, session: Session, documents: Documents, recovery: Recovery, notice: Notice) -> None:
        super().__init__(documents)
        self._session, self._documents, self._recovery = session, documents, recovery
        self._key, self._has_copy = new_key(), False
        self._notice = notice
        self._told = ""
        self._is_put_off = False
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.timeout.connect(self._keep)
        self._looking = QTimer(self)
        self._looking.setSingleShot(True)
        self._looking.setInterval(_WRITTEN_MS)
        self._looking.timeout.connect(self._look)
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
        if not self._clock.isActive() or self._clock.remainingTime() > _MOMENT_MS:
            self._clock.start(_MOMENT_MS)

    def _keep(self) -> None:
        if self._session.stack.isClean():
            self._drop()
            return
        self._recovery.keep(self._key, self._session.forest.copy(), self._about())
        self._has_copy = True
        if not self._looking.isActive():
            self._looking.start()

    def _about(self) -> About:
        path, name = self._documents.path, self._documents.name()
        return About(name) if path is None else About(name, str(path.absolute()), self._documents.seen())

    def _drop(self) -> None:
        self._looking.stop()
        self._withdraw()
        if self._has_copy:
            self._recovery.drop(self._key)
            self._has_copy = False

    # --- whether there is a copy ---

    def _look(self) -> None:
        """See what has become of the copy; of one that could not be written, try again later."""
        if self._recovery.is_waiting(self._key):
            self._looking.start()
        outcome = self._recovery.outcome(self._key)
        if outcome:
            self._tell(outcome)
            if not self._clock.isActive():
                self._clock.start(_AGAIN_MS)
        elif outcome is not None:
            self._is_put_off = False
            self._withdraw()

    def _tell(self, why: str) -> None:
        if self._is_put_off or self._told == why:
            return
        words = self.tr("A crash would take what is unsaved here: no copy of it can be kept ({0}).").format(why)
        save, later = (self.tr("Save"), self._save), (self.tr("Later"), self._put_off)
        self._notice.show_answers(words, save, later, subject=_SUBJECT)
        self._told = why

    def _withdraw(self) -> None:
        self._notice.withdraw(_SUBJECT)
        self._told = ""

    def _save(self) -> None:
        """Save the document; until that has been done, there is still no copy."""
        self._told = ""
        self._documents.save()

    def _put_off(self) -> None:
        self._told, self._is_put_off = "", True
