"""The lesson's panels: plot, descent and comparison, tabs on the right that are hidden until they are asked for."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QDockWidget, QMainWindow

from treeedit.canvas.stage import Stage
from treeedit.window.comparison import ComparisonPanel
from treeedit.window.costs import CostDialog
from treeedit.window.descent import DescentPanel
from treeedit.window.plot import PlotPanel

_OPEN_HEIGHT = 400


class Lesson(QObject):
    """Makes the panels, brings them to the front, and restyles them."""

    def __init__(self, stage: Stage, window: QMainWindow) -> None:
        super().__init__(window)
        self._stage, self._window = stage, window
        self.plot = PlotPanel(stage)
        self.descent = DescentPanel(stage)
        self.comparison = ComparisonPanel(stage)
        self.costs: CostDialog | None = None
        self._docks: dict[str, QDockWidget] = {}
        self.descent.walked = self.plot.show_trail

    def stand_beside(self, sets: QDockWidget, inspector: QDockWidget, made: list[QDockWidget]) -> None:
        """Put the docks of plot, descent and comparison as tabs beside others, hidden.

        The plot lies over the inspector and the rest over the sets, so that sliders or steps can be seen with it.
        """
        self._docks = dict(zip(("plot", "descent", "comparison"), made, strict=True))
        plot, descent, comparison = made
        self._window.tabifyDockWidget(inspector, plot)
        self._window.tabifyDockWidget(sets, descent)
        self._window.tabifyDockWidget(descent, comparison)
        for dock in made:
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
