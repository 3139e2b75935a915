"""A question in one line, asked where the answer will stand: a name to type, Enter takes it, Escape leaves it.

No dialog box: the row unfolds in a card or a panel and goes again. A refusal is one sentence below the field, and what
has been typed stays to be mended. Whoever leaves the field for another place has not answered.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from treeedit.model.records import EditError
from treeedit.window.widgets.text_field import Field

Take = Callable[[str], None]
Tell = Callable[[str], str]

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_STAYING = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)


def nothing_to_tell(text: str) -> str:
    """What a question tells of an answer where there is nothing to tell."""
    return ""


class Sentence(QLabel):
    """A sentence of the program below a field; hidden while there is none."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.hide()

    def say(self, text: str) -> None:
        """Show a sentence; an empty one is none."""
        self.setText(text)
        self.setVisible(bool(text))
        self._take_height(self.width())

    def _take_height(self, width: int) -> None:
        """Ask for all the lines: a layout in a layout does not give them for a width alone."""
        if self.text():
            self.setFixedHeight(self.heightForWidth(width))

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._take_height(event.size().width())


class Ask(QWidget):
    """A prompt and a field. It calls take(text), which may raise EditError, and closed() when it goes.

    tell: what the text as it stands would do, said while it is typed. home: who gets the focus when a key has closed
    it. resized() is called when a sentence comes or goes.
    """

    def __init__(self) -> None:
        super().__init__()
        self._take: Take = lambda text: None
        self._tell: Tell = nothing_to_tell
        self.closed: Callable[[], None] = lambda: None
        self.resized: Callable[[], None] = lambda: None
        self.home: QWidget | None = None
        self._prompt = QLabel()
        self._prompt.setTextFormat(Qt.TextFormat.PlainText)
        self.field = Field()
        self.field.setMinimumWidth(60)
        self.field.installEventFilter(self)
        self.field.edited.connect(self._edited)
        self.hint, self.refusal = Sentence("hint"), Sentence("refusal")
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self._prompt)
        row.addWidget(self.field, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 2, 0, 2)
        column.setSpacing(3)
        column.addLayout(row)
        column.addWidget(self.hint)
        column.addWidget(self.refusal)
        self.hide()

    def ask(self, prompt: str, text: str, take: Take, tell: Tell = nothing_to_tell) -> None:
        """Unfold with a text that may be kept or typed over."""
        self._take, self._tell = take, tell
        self._prompt.setText(prompt)
        self.field.setAccessibleName(prompt)
        self.field.setText(text)
        self.field.selectAll()
        self._edited(text)
        self.show()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_unanswered(self) -> None:
        """Fold away; nothing has been asked."""
        if not self.isHidden():
            self.hide()
            self.closed()

    def go_home(self) -> None:
        """Fold away if unfolded; the keys go home."""
        if self.home is not None and not self.isHidden():
            self.home.setFocus(Qt.FocusReason.OtherFocusReason)
        self.close_unanswered()

    def _edited(self, text: str) -> None:
        self.refusal.say("")
        self.hint.say(self._tell(text))
        self.resized()

    def _answer(self) -> None:
        try:
            self._take(self.field.text())
        except EditError as error:
            self.hint.say("")
            self.refusal.say(str(error))
            self.resized()
            return
        self.go_home()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QFocusEvent) and event.type() == QEvent.Type.FocusOut:
            if event.reason() not in _STAYING:
                self.close_unanswered()
            return False
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        if event.key() in _ENTER:
            self._answer()
        elif event.key() == Qt.Key.Key_Escape:
            self.go_home()
        return event.key() in (*_ENTER, Qt.Key.Key_Escape)
