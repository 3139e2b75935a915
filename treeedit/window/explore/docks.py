"""The lesson's panels: plot, descent and comparison, tabs on the right that are hidden until they are asked for."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QMainWindow

from treeedit.canvas.scene.scene import Stage
from treeedit.window.explore.comparison import ComparisonPanel
from treeedit.window.explore.costs import CostDialog
from treeedit.window.explore.descent import DescentPanel
from treeedit.window.explore.plot import PlotPanel
from treeedit.window.frame.docks import Docks

_OPEN_HEIGHT = 400


class Lesson(QObject):
    """Makes the panels, brings them to the front, and restyles them."""

    _docks: Docks

    def __init__(self, stage: Stage, window: QMainWindow) -> None:
        super().__init__(window)
        self._stage, self._window = stage, window
        self.plot = PlotPanel(stage)
        self.descent = DescentPanel(stage)
        self.comparison = ComparisonPanel(stage)
        self.costs: CostDialog | None = None
        self.descent.walked = self.plot.show_trail

    def stand_in(self, docks: Docks) -> None:
        """Stand in the docks of plot, descent and comparison, as tabs beside others, hidden.

        The plot lies over the inspector and the rest over the sets, so that sliders or steps can be seen with it.
        """
        self._docks = docks
        plot, descent, comparison = docks["plot"], docks["descent"], docks["comparison"]
        self._window.tabifyDockWidget(docks["inspector"], plot)
        self._window.tabifyDockWidget(docks["sets"], descent)
        self._window.tabifyDockWidget(descent, comparison)
        for dock in (plot, descent, comparison):
            dock.hide()
        plot.visibilityChanged.connect(self.plot.follow_tab)

    def show_panel(self, name: str) -> None:
        """Bring a panel to the front and give it the focus."""
        dock = self._docks[name]
        dock.show()
        dock.raise_()
        if dock.height() < (wanted := min(_OPEN_HEIGHT, self._window.height() // 2)):
            self._window.resizeDocks([dock], [wanted], Qt.Orientation.Vertical)
        dock.widget().setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_costs(self) -> None:
        """Open the window that counts what derivatives cost, or bring it to the front."""
        if self.costs is None:
            self.costs = CostDialog(self._stage, self._window)
        self.costs.refresh()
        self.costs.show()
        self.costs.raise_()

    def restyle(self) -> None:
        """Take on the look of the stage."""
        for panel in (self.plot, self.descent, self.comparison):
            panel.restyle()
