"""The panels around the canvas by their names: each in a dock at one side, as wide as its text asks for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDockWidget, QMainWindow, QWidget

LEFT, RIGHT = Qt.DockWidgetArea.LeftDockWidgetArea, Qt.DockWidgetArea.RightDockWidgetArea
_WIDTHS = {"palette": 222, "sets": 300}
_HEIGHTS = {"sets": 420, "inspector": 300}


class Panel(NamedTuple):
    """A panel: its name in the settings, what the user calls it, what it shows, and its side."""

    name: str
    title: str
    widget: QWidget
    side: Qt.DockWidgetArea


class Docks:
    """The docks of a window."""

    def __init__(self, window: QMainWindow, panels: list[Panel]) -> None:
        self._window = window
        self._docks = {each.name: self._docked(each) for each in panels}

    def __getitem__(self, name: str) -> QDockWidget:
        """The dock of a panel."""
        return self._docks[name]

    def __iter__(self) -> Iterator[QDockWidget]:
        """All docks, in the order of the menu."""
        return iter(self._docks.values())

    def widen(self, text_scale: float) -> None:
        """Make the panels as wide as their text asks for, while they leave the canvas half of the window."""
        scale = min(text_scale, max(1.0, self._window.width() / 2 / sum(_WIDTHS.values())))
        wide = [round(each * scale) for each in _WIDTHS.values()]
        self._window.resizeDocks([self[name] for name in _WIDTHS], wide, Qt.Orientation.Horizontal)

    def share_heights(self) -> None:
        """Give the panels on the right the heights that they have at first."""
        docks = [self[name] for name in _HEIGHTS]
        self._window.resizeDocks(docks, list(_HEIGHTS.values()), Qt.Orientation.Vertical)

    def _docked(self, panel: Panel) -> QDockWidget:
        dock = QDockWidget(panel.title)
        dock.setObjectName(panel.name)
        features = QDockWidget.DockWidgetFeature
        dock.setFeatures(features.DockWidgetClosable | features.DockWidgetMovable)
        dock.setWidget(panel.widget)
        panel.widget.setAccessibleName(panel.title)
        self._window.addDockWidget(panel.side, dock)
        return dock
