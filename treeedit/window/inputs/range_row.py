"""The row in which an input's range and step are set: from [low] to [high] step [step], unfolded below its slider.

Each field takes what a number field takes (17/3, −2, pi/2). A range that cannot be is refused in one sentence below the
row, and what has been typed stays to be mended.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from treeedit.model.records import EditError, Input
from treeedit.window.widgets.inline_question import Sentence
from treeedit.window.widgets.number_text import number_entered, number_shown
from treeedit.window.widgets.text_field import Field

SetRange = Callable[[float, float, float], None]


class RangeRow(QWidget):
    """Three fields. It calls set_range(low, high, step), which may raise EditError, and closed() on Escape."""

    def __init__(self, label: str, set_range: SetRange) -> None:
        super().__init__()
        self._set_range = set_range
        self.closed: Callable[[], None] = lambda: None
        self.low, self.high, self.step = Field(), Field(), Field()
        self.refusal = Sentence("refusal")
        words = (
            (self.tr("from"), self.low, self.tr("lowest value of {0}")),
            (self.tr("to"), self.high, self.tr("highest value of {0}")),
            (self.tr("step"), self.step, self.tr("step of {0}")),
        )
        row = QHBoxLayout()
        row.setSpacing(4)
        for word, field, name in words:
            row.addWidget(QLabel(word))
            row.addWidget(field, 1)
            field.setMinimumWidth(34)
            field.setAccessibleName(name.format(label))
            field.editingFinished.connect(self._typed)
            field.installEventFilter(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 2, 0, 2)
        column.setSpacing(3)
        column.addLayout(row)
        column.addWidget(self.refusal)
        self.hide()

    def fields(self) -> tuple[Field, Field, Field]:
        """The fields of low, high and step."""
        return self.low, self.high, self.step

    def unfold(self, known: Input) -> None:
        """Show the row with the range as it is, ready for typing."""
        self.follow(known)
        self.show()
        self.low.setFocus(Qt.FocusReason.OtherFocusReason)
        self.low.selectAll()

    def follow(self, known: Input) -> None:
        """Show the range as the document has it."""
        for field, number in zip(self.fields(), (known.low, known.high, known.step), strict=True):
            field.setText(number_shown(number))
            field.setModified(False)
            field.setCursorPosition(0)
        self.refusal.say("")

    def _typed(self) -> None:
        if self.isHidden() or not any(field.isModified() for field in self.fields()):
            return
        try:
            low, high, step = (number_entered(field.text()) for field in self.fields())
            self._set_range(low, high, step)
        except EditError as error:
            self.refusal.say(str(error))
            return
        self.refusal.say("")
        for field in self.fields():
            field.setModified(False)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Escape:
            self.closed()
            return True
        return False
