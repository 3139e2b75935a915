"""The line in which something is typed: it takes a text whole or not at all.

Qt cuts what is too long, from the clipboard, a drop or another program, without a word: 32,767 characters by itself,
fewer where a limit is set, and what is left may well be the formula of something else. Rule: no other line of the
program is a QLineEdit; a text of more than `most` characters leaves the line as it was, and is told.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QLineEdit, QToolTip, QWidget

from treeedit.model.gathering import MOST_CHARACTERS

LONGEST = 32_000
"""Characters that a line shows and takes where nothing asks for fewer; with more of them each key would be felt."""
_ENDLESS = 2**31 - 1


class Field(QLineEdit):
    """A line of at most `most` characters. edited(text): somebody typed; refused(text) is called for a longer one."""

    edited = Signal(str)

    def __init__(self, text: str = "", most: int = LONGEST, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.most = most
        self.refused: Callable[[str], None] = self.tell_refused
        self._text_before = text, len(text)
        self.setMaxLength(_ENDLESS)
        self.setText(text)
        self.textEdited.connect(self._take_or_refuse)
        self.textChanged.connect(self._note_text)
        self.cursorPositionChanged.connect(self._note_text)

    def tell_refused(self, text: str) -> None:
        """Say that a text is too long for this line."""
        most = self.most if self.refused == self.tell_refused else MOST_CHARACTERS
        words = self.tr("This takes at most {0:,} characters; the text has {1:,}.").format(most, len(text))
        QToolTip.showText(self.mapToGlobal(QPoint(0, self.height())), words, self)
        self.setAccessibleDescription(words)

    def _note_text(self, *_: object) -> None:
        """Remember the line as it is, unless it has just been given more than it takes."""
        if not self._is_too_long(self.text()):
            self._text_before = self.text(), self.cursorPosition()

    def _is_too_long(self, text: str) -> bool:
        return len(text) > self.most and len(text) > len(self._text_before[0])

    def _take_or_refuse(self, text: str) -> None:
        if not self._is_too_long(text):
            self.edited.emit(text)
            return
        before, cursor = self._text_before
        self.setText(before)
        self.setCursorPosition(cursor)
        if len(text) > MOST_CHARACTERS:  # as on the canvas: reading it would hold up the window
            self.tell_refused(text)
        else:
            self.refused(text)

    def setText(self, text: str | None) -> None:
        """Show a text of the program's, however long it is."""
        self._text_before = text or "", len(text or "")
        super().setText(text)
