"""A document that is near what a file can hold: a notice says so once, while there is still room."""

from __future__ import annotations

from PySide6.QtCore import QObject

from treeedit.model.forest import Forest
from treeedit.session import Session
from treeedit.window.widgets.notification_bar import Notice

NEAR = 0.8
"""The share of what a file can hold from which on it is told."""
_SUBJECT = "fullness"


class Fullness(QObject):
    """Watches how much of a file the document takes."""

    def __init__(self, session: Session, notice: Notice, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._notice = session, notice
        self._told_of: Forest | None = None
        session.edited.connect(self._follow)

    def _follow(self, _edit: object) -> None:
        """Tell it once for each time that a document comes near."""
        share, forest = self._session.weight.share(), self._session.forest
        if share < NEAR:
            self._told_of = None
            self._notice.withdraw(_SUBJECT)
        elif self._told_of is not forest:
            self._told_of = forest
            words = self.tr("This document takes {0} % of what a file can hold. What does not fit is refused.")
            words = words.format(min(100, int(100 * share)))
            self._notice.show_answers(words, (self.tr("OK"), lambda: None), subject=_SUBJECT)
