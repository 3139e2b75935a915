"""A field over a blank, on the canvas or on a card: the answer is typed where the number will stand.

Enter checks, Tab and the arrows up and down go on, Escape leaves the answer as it was. What is wrong with an answer is
said right below it, together with the way to the solution.
"""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from treeedit.model.exercises import MAX_ANSWER
from treeedit.window.widgets.text_field import Field

_MARGIN, _NARROWEST, _SENTENCE, _ROOM = 4, 96, 250, 30
_STAYING = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class AnswerLine(Field):
    """The line itself: keys that lead on call walked(1 or -1), Escape calls given_up(), a loss of the focus left()."""

    def __init__(self) -> None:
        super().__init__(most=MAX_ANSWER)
        self.walked: Callable[[int], None] = lambda step: None
        self.given_up: Callable[[], None] = lambda: None
        self.left: Callable[[], None] = lambda: None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        if step is not None:
            self.walked(step)
        elif event.key() == Qt.Key.Key_Escape:
            self.given_up()
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        self.walked(1 if forward else -1)
        return True

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in _STAYING:
            self.left()


class AnswerField(QFrame):
    """The line with a sentence below it. It calls entered() at Enter, and solution_wanted()."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.entered: Callable[[], None] = lambda: None
        self.solution_wanted: Callable[[], None] = lambda: None
        self._window, self._place, self._scale = parent, QRect(), 1.0
        self.setObjectName("card")
        self.line = AnswerLine()
        self.line.returnPressed.connect(self._enter)
        self.line.edited.connect(self._typed)
        self.message = QLabel()
        self.message.setTextFormat(Qt.TextFormat.PlainText)
        self.message.setObjectName("fault")
        self.message.setWordWrap(True)
        self._solution = QPushButton(self.tr("Show the solution"))
        self._solution.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._solution.clicked.connect(self._ask_solution)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        column.setSpacing(_MARGIN)
        for each in (self.line, self.message, self._solution):
            column.addWidget(each)
        self.hide()

    def open_at(self, place: QRect, name: str, text: str, scale: float) -> None:
        """Appear over a rectangle of the parent, for the blank of a name, with the answer so far."""
        self._place, self._scale = place, scale
        self.line.setText(text)
        self.line.setPlaceholderText(name)
        self.line.setToolTip(f"<span>{escape(name)}</span>")
        self.line.setAccessibleName(name)
        self.say("")
        self.show()
        self.raise_()
        self.line.selectAll()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def stand_over(self, place: QRect) -> None:
        """Stand over another rectangle of the parent: the blank has moved."""
        self._place = place
        self._take_place()

    def say(self, sentence: str) -> None:
        """Say what is wrong with what has been typed; "" says nothing."""
        self._solution.hide()
        self._tell(sentence)

    def hint(self, sentence: str) -> None:
        """Say what is wrong with a checked answer, and offer the solution."""
        self._solution.setVisible(bool(sentence))
        self._tell(sentence)
        self.line.selectAll()

    def _tell(self, sentence: str) -> None:
        self.message.setText(sentence)
        self.message.setVisible(bool(sentence))
        self.line.setAccessibleDescription(sentence)
        self._take_place()

    def _take_place(self) -> None:
        """From the blank on down, as wide as the text asks for, within the window: what stands above stays in sight."""
        room = self._window.rect()
        typed = self.line.text() or self.line.placeholderText()
        wide = max(self.line.fontMetrics().horizontalAdvance(typed) + _ROOM, _NARROWEST, self._place.width() + 8)
        if self.message.text():
            wide = max(wide, round(_SENTENCE * self._scale))
        wide = min(wide, room.width() - 2 * _MARGIN)
        self.message.setFixedWidth(wide - 2 * _MARGIN - 2)
        self.message.setFixedHeight(max(0, self.message.heightForWidth(wide - 2 * _MARGIN - 2)))
        self._column.activate()
        self.resize(wide, self._column.sizeHint().height())
        corner = QPoint(self._place.left() - _MARGIN - 2, self._place.top() - 1)
        x = max(_MARGIN, min(corner.x(), room.width() - self.width() - _MARGIN))
        self.move(x, max(_MARGIN, min(corner.y(), room.height() - self.height() - _MARGIN)))

    def _typed(self, _text: str) -> None:
        if self.message.text():
            self.say("")
        else:
            self._take_place()

    def _enter(self) -> None:
        self.entered()

    def _ask_solution(self) -> None:
        self.solution_wanted()

    def event(self, event: QEvent) -> bool:
        """Clicks beside the line are the field's, not those of what lies under it."""
        if event.type() in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease):
            event.accept()
            return True
        return super().event(event)
