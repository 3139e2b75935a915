"""The quick-add: type a few characters, see what they may mean, see on the canvas what Enter will do, press Enter."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from treeedit.canvas.stage import Stage
from treeedit.model.labels import MAX_LABEL
from treeedit.model.records import Expression
from treeedit.window.offers import Offer, offers

MOST_RECENT = 12
_WIDTH = 270

Take = Callable[[Expression], None]


class QuickAdd(QFrame):
    """A small field with a list below it; preview(expression or None) shows a choice, take(expression) makes it."""

    def __init__(self, stage: Stage, parent: QWidget, preview: Callable[[Expression | None], None], take: Take) -> None:
        super().__init__(parent)
        self._home = parent
        self._stage, self._preview, self._take = stage, preview, take
        self._recent: list[str] = []
        self._offers: list[Offer] = []
        self.setObjectName("card")
        self.field = QLineEdit()
        self.field.setPlaceholderText(self.tr("operator, input, number or formula"))
        self.field.setAccessibleName(self.tr("what to add"))
        self.field.textChanged.connect(self._search)
        self.field.installEventFilter(self)
        self.list = QListWidget()
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.currentRowChanged.connect(self._show)
        self.list.itemClicked.connect(self._accept)
        self.nothing = QLabel(self.tr("no operator, label, number or formula"))
        self.nothing.setObjectName("family")
        self.nothing.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.addWidget(self.field)
        column.addWidget(self.list)
        column.addWidget(self.nothing)
        self.setFixedWidth(round(_WIDTH * stage.text_scale))
        self.hide()

    def open_at(self, place: QPoint, text: str) -> None:
        """Appear near a point of the parent, with the first characters typed already."""
        self.setFixedWidth(round(_WIDTH * self._stage.text_scale))
        self.field.setText(text)
        self._search(text)
        room = self._home.rect()
        x = min(max(place.x(), 4), room.width() - self.width() - 4)
        y = min(max(place.y(), 4), room.height() - self.sizeHint().height() - 4)
        self.move(x, max(y, 4))
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def close_unused(self) -> None:
        """Go away and leave nothing behind."""
        if self.isVisible():
            self.hide()
            self._preview(None)
            self._home.setFocus(Qt.FocusReason.PopupFocusReason)

    def _search(self, text: str) -> None:
        self._offers = offers(text[: 40 * MAX_LABEL], self._stage.session.forest.inputs, self._recent)
        self.list.clear()
        for offer in self._offers:
            item = QListWidgetItem(offer.words)
            item.setToolTip(offer.kind)
            self.list.addItem(item)
        self.list.setVisible(bool(self._offers))
        self.nothing.setVisible(not self._offers)
        self.list.setFixedHeight(len(self._offers) * max(1, self.list.sizeHintForRow(0)) + 2 * self.list.frameWidth())
        self.list.setCurrentRow(0 if self._offers else -1)
        self._show(self.list.currentRow())
        self.adjustSize()

    def _show(self, row: int) -> None:
        self._preview(self._offers[row].expression if 0 <= row < len(self._offers) else None)

    def _accept(self, _item: object = None) -> None:
        row = self.list.currentRow()
        if not 0 <= row < len(self._offers):
            return
        offer = self._offers[row]
        self._recent = [offer.words, *(words for words in self._recent if words != offer.words)][:MOST_RECENT]
        self.close_unused()
        self._take(offer.expression)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut:
            self.close_unused()
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        return self._key(Qt.Key(event.key()))

    def _key(self, key: Qt.Key) -> bool:
        if key == Qt.Key.Key_Escape:
            self.close_unused()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab):
            self._accept()
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up) and self._offers:
            step = 1 if key == Qt.Key.Key_Down else -1
            self.list.setCurrentRow((self.list.currentRow() + step) % len(self._offers))
        else:
            return False
        return True
