"""The slider over all steps: inputs, forward, backward and sums as stretches in their colours, with their names.

A click goes there at once. What lies behind the handle is strong, what lies ahead is faint.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QSlider, QWidget

from treeedit.canvas.painting.painter import colour, paint
from treeedit.figure.figure import Figure, Text
from treeedit.figure.fonts import width_of
from treeedit.figure.look import LIGHT, Theme
from treeedit.model.steps import Phase
from treeedit.window.steps.stepping import Stretch

_NAME_SIZE, _GROOVE, _HANDLE, _EDGE = 12.0, 7.0, 9.0, 12.0
_AHEAD_ALPHA = 70
_APART = 6.0


class Track(QSlider):
    """A slider whose groove shows the stretches."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._theme, self._scale = LIGHT, 1.0
        self._stretches: list[Stretch] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setPageStep(1)

    def show_stretches(self, stretches: list[Stretch], theme: Theme, text_scale: float) -> None:
        """Show other stretches, or the same in other colours and sizes."""
        if (stretches, theme, text_scale) != (self._stretches, self._theme, self._scale):
            self._stretches, self._theme, self._scale = stretches, theme, text_scale
            self.updateGeometry()
            self.update()

    def x_of(self, number: float) -> float:
        """Where a step is."""
        room = self.width() - 2 * _EDGE
        return _EDGE + room * number / max(self.maximum(), 1)

    def number_at(self, x: float) -> int:
        """The step that is nearest to a place."""
        return round((x - _EDGE) / max(self.width() - 2 * _EDGE, 1.0) * self.maximum())

    def names(self) -> list[tuple[float, str, str]]:
        """The names of the stretches, each with where it begins and its colour; those for which there is room."""
        taken: list[tuple[float, float]] = []
        found = []
        for stretch in sorted(self._stretches, key=lambda each: each.first - each.last):
            name, size = self._name(stretch.phase), _NAME_SIZE * self._scale
            wide = width_of(name, size)
            middle = (self.x_of(stretch.first - 1) + self.x_of(stretch.last)) / 2
            left = min(max(middle - wide / 2, 2.0), self.width() - wide - 2.0)
            if all(left > high + _APART or left + wide < low - _APART for low, high in taken):
                taken.append((left, left + wide))
                found.append((left, name, self._ink(stretch.phase)))
        return sorted(found)

    def _name(self, phase: Phase) -> str:
        names = {
            Phase.INPUTS: self.tr("inputs"),
            Phase.FORWARD: self.tr("forward"),
            Phase.BACKWARD: self.tr("backward"),
            Phase.SUMS: self.tr("sums"),
        }
        return names[phase]

    def _ink(self, phase: Phase) -> str:
        theme = self._theme
        inks = {Phase.INPUTS: theme.muted, Phase.FORWARD: theme.value, Phase.BACKWARD: theme.partial}
        return inks.get(phase, theme.ink)

    # --- overrides of Qt ---

    def sizeHint(self) -> QSize:
        return QSize(220, round(2 * _HANDLE + 6 + 1.3 * _NAME_SIZE * self._scale))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
            level = self.height() - _HANDLE - 3
            for stretch in self._stretches:
                self._paint_stretch(painter, stretch, level)
            figure, size = Figure.empty(), _NAME_SIZE * self._scale
            figure.texts += [Text(x, size + 1, name, size, ink) for x, name, ink in self.names()]
            paint(painter, figure)
            self._paint_handle(painter, QPointF(self.x_of(self.value()), level))

    def _paint_stretch(self, painter: QPainter, stretch: Stretch, level: float) -> None:
        left, right = self.x_of(stretch.first - 1) + 1, self.x_of(stretch.last) - 1
        here = min(max(self.x_of(self.value()), left), right)
        strong = QColor(colour(self._ink(stretch.phase)))
        faint = QColor(strong)
        faint.setAlpha(_AHEAD_ALPHA)
        painter.setPen(Qt.PenStyle.NoPen)
        for begin, end, ink in ((left, here, strong), (here, right, faint)):
            painter.setBrush(ink)
            painter.drawRect(QRectF(begin, level - _GROOVE / 2, end - begin, _GROOVE))

    def _paint_handle(self, painter: QPainter, place: QPointF) -> None:
        theme = self._theme
        painter.setBrush(colour(theme.node))
        painter.setPen(QPen(colour(theme.ink), 2.0))
        painter.drawEllipse(place, _HANDLE - 1, _HANDLE - 1)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(colour(theme.value), 1.5))
            painter.drawEllipse(place, _HANDLE + 2, _HANDLE + 2)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.setSliderDown(True)
            self.setValue(self.number_at(event.position().x()))
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self.isSliderDown():
            self.setValue(self.number_at(event.position().x()))
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.setSliderDown(False)
        event.accept()
