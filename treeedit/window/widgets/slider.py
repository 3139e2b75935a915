"""A slider that is easy to hit and to steer: press anywhere to be there, arrow keys for a step, Shift for a tenth.

It knows positions only; what a step is worth is its owner's. The wheel turns it only when it has the focus, so that
scrolling a panel changes no number.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QSlider, QStyle, QStyleOptionSlider

from treeedit.window.widgets.number_text import number_shown
from treeedit.window.widgets.text_field import Field

MANY_STEPS, FEW_STEPS = 10.0, 0.1
HIT_HEIGHT = 26
_NOTCH = 120

_MOST_DIGITS = 11
_FIELD_EDGE = 14
"""Pixels of a field that its frame and margins take."""

Nudge = Callable[[float], None]

_KEYS = {
    Qt.Key.Key_Left: -1.0,
    Qt.Key.Key_Down: -1.0,
    Qt.Key.Key_Right: 1.0,
    Qt.Key.Key_Up: 1.0,
    Qt.Key.Key_PageDown: -MANY_STEPS,
    Qt.Key.Key_PageUp: MANY_STEPS,
}
_FIELD_KEYS = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


def steps_of(event: QKeyEvent) -> float:
    """By how many steps a key changes a number; 0 if it does not."""
    few = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
    return _KEYS.get(Qt.Key(event.key()), 0.0) * (FEW_STEPS if few else 1.0)


class Slider(QSlider):
    """Horizontal. It calls nudge(steps) for keys and the wheel; sliderPressed and valueChanged are Qt's own."""

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.nudge: Nudge = lambda steps: None
        self.rested: Callable[[], None] = lambda: None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumHeight(HIT_HEIGHT)

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(hint.width(), max(HIT_HEIGHT, hint.height()))

    def _handle(self) -> tuple[int, int]:
        """Where the handle begins and ends."""
        option = QStyleOptionSlider()
        self.initStyleOption(option)
        part = QStyle.SubControl.SC_SliderHandle
        rect = self.style().subControlRect(QStyle.ComplexControl.CC_Slider, option, part, self)
        return rect.left(), rect.right()

    def _position_at(self, x: float) -> int:
        left, right = self._handle()
        wide = right - left + 1
        return QStyle.sliderValueFromPosition(0, self.maximum(), round(x - wide / 2), self.width() - wide)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        left, right = self._handle()
        if event.button() == Qt.MouseButton.LeftButton and not left <= event.position().x() <= right:
            self.setSliderDown(True)
            self.setSliderPosition(self._position_at(event.position().x()))
        super().mousePressEvent(self._levelled(event))

    def _levelled(self, event: QMouseEvent) -> QMouseEvent:
        """The event on the groove's own height: all of the slider's height is there to be hit."""
        at = QPointF(event.position().x(), self.height() / 2)
        return QMouseEvent(event.type(), at, event.globalPosition(), event.button(), event.buttons(), event.modifiers())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = steps_of(event)
        if steps:
            self.nudge(steps)
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            self.nudge(event.angleDelta().y() / _NOTCH)
        else:
            event.ignore()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.rested()
        super().focusOutEvent(event)


class NumberField(Field):
    """A field for a number, which Up, Down, Page Up, Page Down and the wheel change by steps: it calls nudge(steps).

    It shows what was typed, 17/3, as long as that is the number; what does not fit, by as many leading digits as do.
    """

    def __init__(self) -> None:
        super().__init__()
        self._number, self._typed = 0.0, ""
        self.nudge: Nudge = lambda steps: None
        self.left: Callable[[], None] = lambda: None
        self.setAlignment(Qt.AlignmentFlag.AlignRight)

    def show_number(self, number: float) -> None:
        """Show a number, unless another one is being typed."""
        if number != self._number:
            self._number, self._typed = number, ""
        if not self.isModified():
            self._write()

    def keep_typed(self, text: str, number: float) -> None:
        """Take note of how a number was typed."""
        self._number, self._typed = number, text.strip()

    def _write(self) -> None:
        text = self._fitting()
        if text != self.text():
            self.setText(text)
        if not self.hasFocus():
            self.setCursorPosition(0)

    def _fitting(self) -> str:
        """All of the number while it is edited; else its fullest text that fits."""
        whole = number_shown(self._number)
        texts = [*filter(None, [self._typed]), whole]
        if self.hasFocus():
            return texts[0]
        shorter = (f"{self._number:.{digits}g}" for digits in range(_MOST_DIGITS, 1, -1))
        room = self.width() - _FIELD_EDGE
        return next((each for each in (*texts, *shorter) if self._width(each) <= room), f"{self._number:.2g}")

    def _width(self, text: str) -> int:
        return self.fontMetrics().horizontalAdvance(text)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if not self.isModified():
            self._write()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.isModified() and self.text() != self._fitting():
            self._write()
            self.selectAll()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if not self.isModified():
            self._write()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _FIELD_KEYS:
            self.nudge(steps_of(event))
        elif event.key() == Qt.Key.Key_Escape and self.isModified():
            self.left()
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            self.nudge(event.angleDelta().y() / _NOTCH)
        else:
            event.ignore()
