"""The editor of a note: a small sheet over the note, with what is typed above and what it will look like below.

Ctrl+Enter or a click elsewhere accepts, Escape gives up. It knows nothing of the document.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QMimeData, QPoint, QSize, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QTextCursor
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QVBoxLayout, QWidget

from treeedit.canvas.painting.painter import paint
from treeedit.canvas.scene.scene import Stage
from treeedit.figure.figure import Figure
from treeedit.figure.notes import note_figure
from treeedit.model.pinning import MAX_TEXT

_WIDTH, _LINES, _MOST_LINES = 300, 2, 8
_SHOWN_TEXT = 2 * MAX_TEXT
"""More of a pasted text is not previewed."""
_MOST_HIGH = 400
_MOST_PASTED = 5 * MAX_TEXT


class _Field(QPlainTextEdit):
    """A field that tells when it is left and which keys end it."""

    def __init__(self, parent: NoteEditor) -> None:
        super().__init__(parent)
        self._editor = parent
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Of a text that is far too long only as much is taken as shows that it is: the field would freeze."""
        self.insertPlainText(source.text()[:_MOST_PASTED])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._editor.give_up()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and (
            event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            self._editor.accept()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self._editor.accept()


class _Preview(QWidget):
    """The sheet as it will be."""

    def __init__(self, stage: Stage, parent: QWidget) -> None:
        super().__init__(parent)
        self._stage, self._text = stage, ""

    def show_text(self, text: str) -> None:
        self._text = text[:_SHOWN_TEXT]
        self.updateGeometry()
        self.update()

    def _figure(self) -> Figure:
        return note_figure(self._text or " ", self._stage.look)

    def _scale(self) -> float:
        left, _, right, bottom = self._figure().bounds
        return min(self._stage.text_scale, _WIDTH / (right - left), _MOST_HIGH / bottom)

    # --- overrides of Qt ---

    def sizeHint(self) -> QSize:
        return QSize(_WIDTH, round(self._figure().bounds.bottom * self._scale()) + 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.translate(1, 1)
            painter.scale(self._scale(), self._scale())
            paint(painter, self._figure())


class NoteEditor(QFrame):
    """Edits a text.

    accepted(text): the user is content; whether the text can be taken. gone(): the editor has closed, whichever way.
    """

    def __init__(self, stage: Stage, parent: QWidget) -> None:
        super().__init__(parent)
        self._home, self._place = parent, QPoint()
        self.accepted: Callable[[str], bool] = lambda text: True
        self.gone: Callable[[], None] = lambda: None
        self._open = False
        self.setObjectName("card")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.field = _Field(self)
        self.field.setPlaceholderText(self.tr("A note; mathematics between $…$"))
        self._preview = _Preview(stage, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(6)
        column.addWidget(self.field)
        column.addWidget(self._preview)
        self.field.textChanged.connect(self._show)
        self.hide()

    def open_at(self, place: QPoint, text: str) -> None:
        """Edit a text with the upper left corner at a point of the parent, as far as there is room."""
        self._place, self._open = place, True
        self.field.setPlainText(text)
        self.field.moveCursor(QTextCursor.MoveOperation.End)
        self.show()
        self.raise_()
        self._show()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def is_open(self) -> bool:
        """Whether a text is being edited."""
        return self._open

    def accept(self) -> None:
        """Hand the text over and close; one that is refused stays, so that nothing typed is lost."""
        if not self._open:
            return
        self._open = False
        if self.accepted(self.field.toPlainText()):
            self.hide()
            self.gone()
        else:
            self._open = True

    def give_up(self) -> None:
        """Close and change nothing."""
        if self._open:
            self._open = False
            self.hide()
            self.gone()

    def _show(self) -> None:
        text = self.field.toPlainText()
        self._preview.setVisible(bool(text.strip()))
        self._preview.show_text(text)
        metrics = self.field.fontMetrics()
        lines = min(max(_LINES, self.field.document().size().toSize().height()), _MOST_LINES)
        self.field.setFixedSize(_WIDTH, lines * metrics.lineSpacing() + 14)
        self.adjustSize()
        self._keep_inside()

    def _keep_inside(self) -> None:
        room = self._home.rect()
        x = max(0, min(self._place.x(), room.width() - self.width()))
        y = max(0, min(self._place.y(), room.height() - self.height()))
        self.move(x, y)
