"""A small field with a list below it: type a few characters, choose among what they may mean, press Enter.

What is found, shown and taken is a subclass's matter; this is the field, the list, their keys, and going away again.
"""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QPoint, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPalette
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from treeedit.window.widgets.text_field import Field

MOST_SHOWN = 12
_DETAIL = int(Qt.ItemDataRole.UserRole)
_MARGIN = 4
_STAYING = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)


class Choice(NamedTuple):
    """One line of the list: its words, what stands muted at its right, and whether it can be taken now."""

    words: str
    detail: str = ""
    possible: bool = True


class Chooser(QFrame):
    """Stands over its parent while somebody chooses; the keys go back to where they came from, at first the parent."""

    width_at_100 = 300

    def __init__(self, home: QWidget) -> None:
        super().__init__(home)
        self._paper = self._home = home
        self._choices: list[Choice] = []
        self.setObjectName("card")
        self.field = Field()
        self.field.textChanged.connect(self._search)
        self.field.installEventFilter(self)
        self.list = QListWidget()
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setItemDelegate(_TwoTexts(self.list))
        self.list.currentRowChanged.connect(self._show)
        self.list.itemClicked.connect(self._accept)
        self.nothing = QLabel()
        self.nothing.setObjectName("family")
        self.nothing.setTextFormat(Qt.TextFormat.PlainText)
        self.nothing.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        for part in (self.field, self.list, self.nothing):
            column.addWidget(part)
        self.hide()

    # --- what a subclass says ---

    def choices(self, text: str) -> list[Choice]:
        """What a text may mean, the likeliest first."""
        raise NotImplementedError

    def show_choice(self, row: int | None) -> None:
        """A choice is the current one, or none is any longer."""

    def take(self, row: int) -> None:
        """A choice is made; the chooser has gone away."""
        raise NotImplementedError

    def text_scale(self) -> float:
        """How large the window's texts are."""
        return 1.0

    # --- coming and going ---

    def open_at(self, place: QPoint, text: str) -> None:
        """Appear near a point of the parent, with the first characters typed already."""
        room = self._paper.rect()
        self.setFixedWidth(min(round(self.width_at_100 * self.text_scale()), room.width() - 2 * _MARGIN))
        self.field.blockSignals(True)
        self.field.setText(text)
        self.field.blockSignals(False)
        self.show()
        self._search(text)
        x = min(max(place.x(), _MARGIN), room.width() - self.width() - _MARGIN)
        y = min(max(place.y(), _MARGIN), room.height() - self.height() - _MARGIN)
        self.move(x, max(y, _MARGIN))
        self.raise_()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_unused(self) -> None:
        """Go away and leave nothing behind."""
        if self.isVisible():
            self.hide()
            self.show_choice(None)
            self._home.setFocus(Qt.FocusReason.OtherFocusReason)

    def _search(self, text: str) -> None:
        self._choices = self.choices(text)
        self.list.blockSignals(True)
        self.list.clear()
        for choice in self._choices:
            self.list.addItem(_item(choice))
        self.list.setCurrentRow(0 if self._choices else -1)
        self.list.blockSignals(False)
        self.list.setVisible(bool(self._choices))
        self.nothing.setVisible(not self._choices)
        rows = min(len(self._choices), MOST_SHOWN)
        self.list.setFixedHeight(rows * max(1, self.list.sizeHintForRow(0)) + 2 * self.list.frameWidth())
        self._show(self.list.currentRow())
        self.adjustSize()
        self._stay_inside()

    def _stay_inside(self) -> None:
        """Move up where a longer list would leave the parent."""
        self.move(self.x(), max(_MARGIN, min(self.y(), self._paper.height() - self.height() - _MARGIN)))

    def _show(self, row: int) -> None:
        self.show_choice(row if 0 <= row < len(self._choices) else None)

    def _accept(self, _item: object = None) -> None:
        row = self.list.currentRow()
        if 0 <= row < len(self._choices) and self._choices[row].possible:
            self.close_unused()
            self.take(row)

    # --- overrides of Qt ---

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QFocusEvent) and event.type() == QEvent.Type.FocusOut:
            self._lose_keys(event.reason())
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        return self._key(Qt.Key(event.key()))

    def _lose_keys(self, reason: Qt.FocusReason) -> None:
        if reason not in _STAYING:
            self.close_unused()

    def _key(self, key: Qt.Key) -> bool:
        if key == Qt.Key.Key_Escape:
            self.close_unused()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab):
            self._accept()
        elif key in _STEPS and self._choices:
            row = self.list.currentRow() + _STEPS[key]
            far = abs(_STEPS[key]) > 1
            last = len(self._choices) - 1
            self.list.setCurrentRow(min(max(row, 0), last) if far else row % len(self._choices))
        else:
            return False
        return True


_STEPS = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: MOST_SHOWN - 1,
    Qt.Key.Key_PageUp: 1 - MOST_SHOWN,
}


def _item(choice: Choice) -> QListWidgetItem:
    item = QListWidgetItem(choice.words)
    item.setData(_DETAIL, choice.detail)
    if not choice.possible:
        item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEnabled)
    return item


class _TwoTexts(QStyledItemDelegate):
    """Draws the words of a choice, and at the right what is said of it."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().paint(painter, option, index)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        palette: QPalette = option.palette
        role = QPalette.ColorRole.HighlightedText if chosen else QPalette.ColorRole.PlaceholderText
        painter.setPen(palette.color(role))
        flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        place = option.rect.adjusted(0, 0, -8, 0)
        painter.drawText(place, int(flags), str(index.data(_DETAIL) or ""))
