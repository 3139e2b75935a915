"""The chart of one curve, its tangent, and the point that can be dragged; pyqtgraph's part of the plot.

Rule: it draws what it is given and calls back; it knows no document. This module is imported when a plot is first
shown, as pyqtgraph takes a third of a second.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape
from typing import Any, NamedTuple

import numpy as np
import pyqtgraph
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFocusEvent, QFont, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from treeedit.canvas.painting.painter import colour
from treeedit.figure.look import Theme
from treeedit.model.curves import Curve, frame

Range = tuple[float, float]
Move = Callable[[float, float], None]

_TICK_SIZE = 11.0
_POINT_SIZE = 13
_FULLEST, _EMPTIEST = 1.0, 0.4
_LEFT_END, _RIGHT_END = 0.03, 0.97
_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Down: (0, -1),
    Qt.Key.Key_Up: (0, 1),
}


class Line(NamedTuple):
    """A line through the point: its slope, its colour, and what is written at its end."""

    slope: float
    colour: str
    text: str


class Chart(QWidget):
    """Axes, a wheel that zooms, a double click that zooms back, and a point for mouse and arrow keys.

    moved(x, y): the point is to go there. released(): it was let go. nudged(dx, dy): arrow keys, in steps.
    ranged(): the user sees another part of the plane.
    """

    def __init__(self) -> None:
        super().__init__()
        self.moved: Move = lambda x, y: None
        self.released: Callable[[], None] = lambda: None
        self.nudged: Move = lambda dx, dy: None
        self.ranged: Callable[[], None] = lambda: None
        self.zoomed = False
        self._ring, self._font = QPen(), QFont("DejaVu Sans")
        self.widget: Any = pyqtgraph.PlotWidget()
        self.plot: Any = self.widget.getPlotItem()
        self.point: Any = pyqtgraph.TargetItem(size=_POINT_SIZE, symbol="o")
        self.point.setZValue(10)
        self.plot.addItem(self.point)
        self.plot.setMenuEnabled(False)
        self.plot.hideButtons()
        self._is_placing = False
        self._listen()
        self.widget.setMinimumSize(120, 110)
        self.widget.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(2, 2, 2, 2)
        column.addWidget(self.widget)

    def _listen(self) -> None:
        self.point.sigPositionChanged.connect(self._dragged)
        self.point.sigPositionChangeFinished.connect(self._let_go)
        self.plot.getViewBox().sigRangeChangedManually.connect(self._zoom)
        self.plot.scene().sigMouseClicked.connect(self._clicked)

    def dress(self, theme: Theme, scale: float) -> None:
        """Take on a theme's colours, and texts of a size."""
        self.widget.setBackground(colour(theme.panel))
        self._ring = QPen(colour(theme.value), 1.5)
        self._font.setPixelSize(round(_TICK_SIZE * scale))
        for side in ("left", "bottom"):
            axis = self.plot.getAxis(side)
            axis.enableAutoSIPrefix(False)
            axis.setPen(colour(theme.edge))
            axis.setTextPen(colour(theme.muted))
            axis.setStyle(tickFont=QFont(self._font), tickLength=-4, tickTextOffset=4)
            axis.labelStyle = {"color": theme.ink, "font-size": f"{round(13 * scale)}px"}
        self.point.setBrush(colour(theme.value))
        self.point.setHoverBrush(colour(theme.value))
        self.point.setPen(line_pen(theme.panel, 2.0))
        self.point.setHoverPen(line_pen(theme.ink, 2.0))

    def name_axes(self, bottom: str, left: str) -> None:
        """Write what the axes stand for."""
        self.plot.setLabel("bottom", escape(bottom))
        self.plot.setLabel("left", escape(left))

    def place_point(self, x: float, y: float) -> None:
        """Show the point at a place; hide it where it has none."""
        self.point.setVisible(bool(np.isfinite(y)))
        if np.isfinite(y):
            self._is_placing = True
            self.point.setPos(x, y)
            self._is_placing = False

    def seen(self) -> tuple[Range, Range]:
        """What part of the plane is shown."""
        (left, right), (bottom, top) = self.plot.getViewBox().viewRange()
        return (float(left), float(right)), (float(bottom), float(top))

    def see(self, across: Range, up: Range) -> None:
        """Show a part of the plane."""
        self.plot.getViewBox().setRange(xRange=across, yRange=up, padding=0, disableAutoRange=True)

    def pixels(self) -> tuple[float, float]:
        """How much of each axis a pixel is."""
        (left, right), (bottom, top) = self.seen()
        box = self.plot.getViewBox()
        return (right - left) / max(1.0, float(box.width())), (top - bottom) / max(1.0, float(box.height()))

    def at(self, x: float, y: float) -> QPointF:
        """Where a place of the plane is on the widget's viewport."""
        return QPointF(self.widget.mapFromScene(self.plot.getViewBox().mapViewToScene(QPointF(x, y))))

    # --- the mouse ---

    def _dragged(self, _item: object) -> None:
        if not self._is_placing and self.point.moving:
            place = self.point.pos()
            self.moved(float(place.x()), float(place.y()))

    def _let_go(self, _item: object) -> None:
        self.released()

    def _zoom(self, _axes: object) -> None:
        self.zoomed = True
        self.ranged()

    def _clicked(self, event: Any) -> None:
        if event.double():
            self.zoomed = False
            self.ranged()

    # --- overrides of Qt ---

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _ARROWS.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.nudged(*step)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.released()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.hasFocus():
            with QPainter(self) as painter:
                painter.setPen(self._ring)
                painter.drawRect(self.rect().adjusted(0, 0, -1, -1))


class CurveChart(Chart):
    """One curve with the lines through its point."""

    def __init__(self) -> None:
        super().__init__()
        self._curve: Any = pyqtgraph.PlotDataItem(connect="finite", antialias=True)
        self.plot.addItem(self._curve)
        self._drawn = Curve(np.empty(0), np.empty(0), (0.0, 0.0))
        self._lines: list[Any] = []
        self._pool: list[Any] = []

    def dress(self, theme: Theme, scale: float) -> None:
        """Take on a theme's colours, and texts of a size."""
        super().dress(theme, scale)
        self._curve.setPen(line_pen(theme.value, 2.0))

    def show_curve(self, curve: Curve) -> None:
        """Draw another curve."""
        self._drawn = curve
        self._curve.setData(curve.x, curve.y)

    def fit(self, across: Range, heights: Range, point: float) -> None:
        """See all of a range; the heights stay as they are while the curve fits into them and fills them well."""
        low, high = frame(*heights, *([point] if np.isfinite(point) else []))
        was_across, (bottom, top) = self.seen()
        share = (high - low) / (top - bottom) if top > bottom else 0.0
        if np.allclose(was_across, across) and low >= bottom and high <= top and _EMPTIEST < share <= _FULLEST:
            low, high = bottom, top
        self.see(across, (low, high))

    def _height(self, x: float) -> float:
        """The height of the curve there; infinite where it has none."""
        known = np.isfinite(self._drawn.y)
        if not known.any():
            return np.inf
        return float(np.interp(x, self._drawn.x[known], self._drawn.y[known]))

    def show_lines(self, x: float, y: float, tangent: Line, summands: Sequence[Line]) -> None:
        """Draw lines through the point: the tangent, and the summands thin, dashed, and named at the other end."""
        self._lines = []
        for line in summands:
            self._draw(x, y, line, line_pen(line.colour, 1.2, Qt.PenStyle.DashLine), _LEFT_END)
        self._draw(x, y, tangent, line_pen(tangent.colour, 1.8), _RIGHT_END)
        for item in self._pool[len(self._lines) :]:
            item.setVisible(False)

    def _draw(self, x: float, y: float, line: Line, pen: QPen, end: float) -> None:
        if not np.isfinite([x, y, line.slope]).all():
            return
        (left, right), _ = self.seen()
        ends = np.array([min(left, x), max(right, x)]) + np.array([-3, 3]) * (right - left)
        far, height = self._end(x, y, line.slope, end)
        drawn, text = self._next_items()
        drawn.setData(ends, y + line.slope * (ends - x), pen=pen, antialias=True)
        text.setText(line.text, QColor(line.colour))
        text.setFont(self._font)
        text.setAnchor((int(end == _RIGHT_END), int(height > self._height(far))))
        text.setPos(far, height)
        self._lines += [drawn, text]

    def _next_items(self) -> tuple[Any, Any]:
        """A line and a text that are not in use."""
        first = len(self._lines)
        if first == len(self._pool):
            self._pool += [pyqtgraph.PlotCurveItem(), pyqtgraph.TextItem()]
            for item in self._pool[first:]:
                self.plot.addItem(item, ignoreBounds=True)
        for item in self._pool[first : first + 2]:
            item.setVisible(True)
        return self._pool[first], self._pool[first + 1]

    def _end(self, x: float, y: float, slope: float, end: float) -> tuple[float, float]:
        """Where a line through the point is still well within the chart, as near as can be to one of its sides."""
        (left, right), (bottom, top) = self.seen()
        low, high = bottom + 0.1 * (top - bottom), top - 0.1 * (top - bottom)
        far = left + end * (right - left)
        height = y + slope * (far - x)
        if slope and not low < height < high:
            far = x + (min(max(height, low), high) - y) / slope
        far = min(max(far, left + _LEFT_END * (right - left)), left + _RIGHT_END * (right - left))
        return far, y + slope * (far - x)


def line_pen(name: str, width: float, style: Qt.PenStyle = Qt.PenStyle.SolidLine) -> QPen:
    """A pen whose width is in pixels, whatever the zoom."""
    pen = QPen(colour(name), width, style)
    pen.setCosmetic(True)
    return pen
