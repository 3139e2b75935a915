"""A field over a number of the canvas: a click on an input's value makes it typeable there."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent

from treeedit.canvas.view.view import View
from treeedit.model import edits
from treeedit.model.records import EditError, Leaf, NodeId
from treeedit.window.widgets.number_text import number_entered
from treeedit.window.widgets.text_field import Field

_PADDING = 5
_SMALLEST_WIDTH, _MOST_LETTERS = 90, 100


class NumberField(Field):
    """Takes a number, a fraction or a formula without inputs; Enter sets the input, Escape leaves it as it was."""

    def __init__(self, view: View) -> None:
        super().__init__(most=_MOST_LETTERS, parent=view.viewport())
        self._view = view
        self._label = ""
        self.setObjectName("number")
        self.hide()
        self.returnPressed.connect(self._enter)
        view.stage.session.edited.connect(self._close)
        view.stage.session.settling.connect(self._close)
        view.viewport().installEventFilter(self)
        view.number_requested = self.open_on

    def open_on(self, node: NodeId) -> None:
        """Show the field over the value of an input's leaf, all of it selected."""
        record = self._view.stage.session.forest.nodes[node]
        if not isinstance(record, Leaf):
            return
        self._label = record.label
        self.setAccessibleName(self.tr("Value of {0}").format(record.label))
        self.setText(repr(self._view.stage.session.forest.inputs[record.label].value).removesuffix(".0"))
        self.setGeometry(self._place(node))
        self.show()
        self.selectAll()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _place(self, node: NodeId) -> QRect:
        """Over the number, large enough to be read at any zoom, and within the view."""
        view = self._view
        number = view.mapFromScene(view.stage.number_rect(node)).boundingRect()
        wide = max(number.width() + 4 * _PADDING, self.fontMetrics().horizontalAdvance(self.text()) + 4 * _PADDING)
        high = max(number.height() + 2 * _PADDING, self.sizeHint().height())
        rect = QRect(number.left() - 2 * _PADDING, number.center().y() - high // 2, max(wide, _SMALLEST_WIDTH), high)
        room = view.viewport().rect()
        rect.moveLeft(max(min(rect.left(), room.width() - rect.width()), 0))
        rect.moveTop(max(min(rect.top(), room.height() - rect.height()), 0))
        return rect

    def _enter(self) -> None:
        stage = self._view.stage
        try:
            edit = edits.set_input(stage.session.forest, self._label, number_entered(self.text()))
        except EditError as error:
            stage.say(str(error))
            self.selectAll()
            return
        self._close()
        stage.session.do(edit, self.tr("change {0}").format(self._label))

    def _close(self, _edit: object = None) -> None:
        if self.isVisible():
            self.hide()
            self._view.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- overrides of Qt ---

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The field goes when the paper under it moves: it would stand beside its number."""
        if event.type() in (QEvent.Type.Wheel, QEvent.Type.Resize, QEvent.Type.MouseButtonPress):
            self._close()
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._close()
        else:
            super().keyPressEvent(event)
            event.accept()  # the canvas below would take Enter for its own

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.hide()
