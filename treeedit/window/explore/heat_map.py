"""The chart of f over two inputs: a map of colours, the point, and the arrow of its gradient.

Where f is undefined the map is transparent. The arrow points to where f grows; in its direction the steps along both
axes are as the two sums. This module is imported when a map is first shown, as `plot_chart.py` is.
"""

from __future__ import annotations

import math
from functools import cache
from typing import Any

import numpy as np
import pyqtgraph
from numpy.typing import NDArray
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QPen

from treeedit.canvas.painting.painter import colour
from treeedit.figure.look import Theme
from treeedit.model.sweep import Floats
from treeedit.window.explore.plot_chart import Chart, Range, line_pen

_LENGTH = 0.22
_HEAD = 13


class HeatChart(Chart):
    """f by colour over the ranges of two inputs."""

    def __init__(self) -> None:
        super().__init__()
        self._image: Any = pyqtgraph.ImageItem(axisOrder="row-major")
        self._image.setZValue(-10)
        self._shaft, self._back, self._trail = (pyqtgraph.PlotCurveItem(antialias=True) for _ in range(3))
        self._head: Any = pyqtgraph.ArrowItem(headLen=_HEAD, tipAngle=40, pxMode=True)
        for item in (self._image, self._trail, self._back, self._shaft, self._head):
            self.plot.addItem(item, ignoreBounds=True)
        self._is_steep = False
        self._bar: Any = pyqtgraph.ColorBarItem(
            values=(0, 1), width=12, colorMap=pyqtgraph.colormap.get("viridis"), interactive=False, colorMapMenu=False
        )
        self.plot.layout.addItem(self._bar, 2, 5)
        self.plot.layout.setColumnFixedWidth(4, 6)

    def dress(self, theme: Theme, scale: float) -> None:
        """Take on a theme's colours, and texts of a size."""
        super().dress(theme, scale)
        self._shaft.setPen(line_pen("#FFFFFF", 2.4))
        self._back.setPen(line_pen("#FFFFFF", 1.6, Qt.PenStyle.DashLine))
        self._trail.setPen(line_pen("#FFFFFFAA", 1.4))
        self._head.setStyle(brush=colour(theme.partial), pen=QPen(colour("#FFFFFF"), 1.2))
        self.point.setPen(line_pen("#FFFFFF", 2.0))
        axis = self._bar.axis
        axis.setPen(colour(theme.edge))
        axis.setTextPen(colour(theme.muted))
        axis.setStyle(tickFont=QFont(self._font))

    def show_map(self, across: Range, up: Range, heights: Floats, span: Range) -> None:
        """Colour a grid of values, rows upwards; span: what the first and the last colour stand for."""
        self._image.setImage(tinted(heights, span), autoLevels=False)
        self._image.setRect(QRectF(across[0], up[0], across[1] - across[0], up[1] - up[0]))
        self._bar.setLevels(span)

    def show_gradient(self, x: float, y: float, slopes: tuple[float, float], span: Range) -> None:
        """Draw the gradient at the point as an arrow; none where it is undefined or 0."""
        (left, right), (bottom, top) = self.seen()
        share = math.hypot(slopes[0] / (right - left), slopes[1] / (top - bottom))
        steep = math.isfinite(share) and share > 0 and span[1] > span[0]
        for item in (self._shaft, self._head):
            item.setVisible(steep)
        self._is_steep = steep
        if steep:
            dx, dy = (slope / share * _LENGTH for slope in slopes)
            self._shaft.setData([x, x + dx], [y, y + dy])
            self._back.setData([x, x - dx], [y, y - dy])
            self._head.setPos(x + dx, y + dy)
            self._head.setStyle(angle=self._angle(dx, dy))

    def show_trail(self, x: list[float], y: list[float]) -> None:
        """Draw the way that a descent has gone."""
        self._trail.setData(x, y)

    def show_way_down(self) -> None:
        """Draw the opposite of the gradient, dashed."""
        self._back.setVisible(self._is_steep)

    def hide_way_down(self) -> None:
        """Leave the opposite of the gradient out."""
        self._back.setVisible(False)

    def _angle(self, dx: float, dy: float) -> float:
        """The angle of an arrow head that goes this way, as pyqtgraph counts it."""
        box = self.plot.getViewBox()
        (left, right), (bottom, top) = self.seen()
        across = dx / (right - left) * float(box.width())
        up = dy / (top - bottom) * float(box.height())
        return 180.0 - math.degrees(math.atan2(up, across))


def tinted(heights: Floats, span: Range) -> NDArray[np.uint8]:
    """The colours of a grid as bytes of red, green, blue and opacity; what is NaN is transparent."""
    low, high = span
    with np.errstate(all="ignore"):
        share = np.nan_to_num((heights - low) / ((high - low) or 1.0), nan=0.0, posinf=1.0, neginf=0.0)
    found: NDArray[np.uint8] = _colours()[np.clip(share * 255, 0, 255).astype(np.uint8)]
    found[np.isnan(heights), 3] = 0
    return found


@cache
def _colours() -> NDArray[np.uint8]:
    table: NDArray[np.uint8] = pyqtgraph.colormap.get("viridis").getLookupTable(nPts=256, alpha=True)
    return table.astype(np.uint8)
