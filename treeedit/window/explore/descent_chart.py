"""The trace of f over the steps of a descent; imported when the first step is made, as pyqtgraph takes its time."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any

import numpy as np
import pyqtgraph
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from treeedit.canvas.painting.painter import colour
from treeedit.figure.look import Theme
from treeedit.window.explore.plot_chart import line_pen

_TICK_SIZE = 11.0


class TraceChart(QWidget):
    """f after each step, on a plain or a logarithmic scale."""

    def __init__(self) -> None:
        super().__init__()
        self.widget: Any = pyqtgraph.PlotWidget()
        self.widget.setMinimumSize(120, 110)
        self.widget.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self.widget.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.plot: Any = self.widget.getPlotItem()
        self.plot.setMenuEnabled(False)
        self.plot.hideButtons()
        self.plot.setMouseEnabled(x=False, y=False)
        self._line: Any = pyqtgraph.PlotDataItem(antialias=True)
        self.plot.addItem(self._line)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.widget)

    def dress(self, theme: Theme, scale: float) -> None:
        """Take on a theme's colours, and texts of a size."""
        self.widget.setBackground(colour(theme.panel))
        font = QFont("DejaVu Sans")
        font.setPixelSize(round(_TICK_SIZE * scale))
        for side in ("left", "bottom"):
            axis = self.plot.getAxis(side)
            axis.enableAutoSIPrefix(False)
            axis.setPen(colour(theme.edge))
            axis.setTextPen(colour(theme.muted))
            axis.setStyle(tickFont=font, tickLength=-4, tickTextOffset=4)
            axis.labelStyle = {"color": theme.ink, "font-size": f"{round(13 * scale)}px"}
        self._line.setPen(line_pen(theme.value, 2.0))

    def show_trace(self, steps: Sequence[int], trace: Sequence[float], name: str, step: str) -> None:
        """Draw a trace on a plain scale. name: of f; step: what a step is called."""
        self._draw(steps, np.array(trace, dtype=np.float64), name, step)

    def show_logarithms(self, steps: Sequence[int], trace: Sequence[float], name: str, step: str) -> None:
        """Draw a trace of positive numbers by their decimal logarithms."""
        self._draw(steps, np.log10(trace), f"log₁₀ {name}", step)

    def _draw(self, steps: Sequence[int], heights: Any, name: str, step: str) -> None:
        self.plot.setLabel("left", escape(name))
        self.plot.setLabel("bottom", escape(step))
        self._line.setData(np.array(steps, dtype=np.float64), heights)
        self.plot.getViewBox().autoRange(padding=0.04)
