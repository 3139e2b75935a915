"""A layout that sets its widgets in lines, like words in a paragraph."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class FlowLayout(QLayout):
    """Left to right, then the next line; as high as the width makes it."""

    def __init__(self, gap: int = 5) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        # A layout in a layout is asked the same hundreds of times, and is given the same place again and again.
        self._heights: dict[int, int] = {}
        self._least: QSize | None = None
        self._laid: QRect | None = None
        self.setSpacing(gap)
        self.setContentsMargins(0, 0, 0, 0)

    def clear(self) -> None:
        """Take all widgets away for good."""
        self.arrange([])

    def arrange(self, widgets: Sequence[QWidget]) -> None:
        """Show these widgets in this order; those that are here and not among them go for good."""
        places: dict[QWidget | None, int] = {widget: place for place, widget in enumerate(widgets)}
        for index in reversed(range(self.count())):
            if self._items[index].widget() not in places:
                self._remove(index)
        present = {item.widget() for item in self._items}
        for widget in widgets:
            if widget not in present:
                self.addWidget(widget)
        self._items.sort(key=lambda item: places[item.widget()])
        self.invalidate()

    def _remove(self, index: int) -> None:
        item = self.takeAt(index)
        widget = item.widget() if item is not None else None
        if widget is not None:
            widget.hide()
            widget.deleteLater()

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)
        self.invalidate()

    def invalidate(self) -> None:
        self._heights, self._least, self._laid = {}, None, None
        super().invalidate()

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        if not 0 <= index < len(self._items):
            return None
        self.invalidate()
        return self._items.pop(index)

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        if width not in self._heights:
            places = self._places(QRect(0, 0, width, 0))
            self._heights[width] = max((place.bottom() + 1 for place in places), default=0)
        return self._heights[width]

    def setGeometry(self, rect: QRect) -> None:
        if rect == self._laid:
            return
        self._laid = QRect(rect)
        super().setGeometry(rect)
        for item, place in zip(self._items, self._places(rect), strict=True):
            item.setGeometry(place)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        if self._least is None:
            size = QSize()
            for item in self._items:
                size = size.expandedTo(item.minimumSize())
            self._least = size
        return QSize(self._least)

    def _places(self, rect: QRect) -> list[QRect]:
        places = []
        left, wide, gap = rect.x(), rect.width(), self.spacing()
        x, y, line = left, rect.y(), 0
        for item in self._items:
            size = item.sizeHint()
            if x > left and x + size.width() > left + wide:
                x, y, line = left, y + line + gap, 0
            places.append(QRect(QPoint(x, y), size))
            x += size.width() + gap
            line = max(line, size.height())
        return places
