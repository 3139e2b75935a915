"""What the plot's charts show of a function: the curve with its tangent, or the map with its gradient.

A curve or a map is computed again only when something else than the place of the point has changed.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from treeedit.canvas.scene.scene import Stage
from treeedit.figure.look import set_colour
from treeedit.figure.typeset import typeset
from treeedit.model.curves import SAMPLES, Curve, curve, span
from treeedit.model.records import Input
from treeedit.model.sets import total_of
from treeedit.model.sweep import Floats, sweep
from treeedit.window.explore.subject import Subject, partials_of, value_of, values_of

if TYPE_CHECKING:
    from treeedit.window.explore.plot_chart import Range

CELLS = 72


class CurvePicture:
    """f against one input."""

    def __init__(self, stage: Stage) -> None:
        from treeedit.window.explore.plot_chart import CurveChart

        self.chart = CurveChart()
        self._known: object = None
        self._curve = Curve(np.empty(0), np.empty(0), (0.0, 0.0))
        self._about = ("", "")
        self._place = (0.0, 0.0)
        self._mark = 0
        self.dress(stage)

    def dress(self, stage: Stage) -> None:
        """Take on the look of the stage."""
        self.chart.dress(stage.look.theme, stage.text_scale)

    def show(self, stage: Stage, subject: Subject, labels: Sequence[str], inputs: Sequence[Input]) -> None:
        """Show f against an input around its value."""
        (label,), (known,) = labels, inputs
        self._turn_to(subject.name, label)
        value = value_of(stage, subject)
        across = self.chart.seen()[0] if self.chart.zoomed else (known.low, known.high)
        self._take(stage, subject, label, across)
        if not self.chart.zoomed:
            self.chart.fit(across, self._curve.span, value)
        self.chart.place_point(known.value, value)
        self._place, self._mark = (known.value, value), known.mark
        self._slope = total_of(partials_of(stage, subject, label))

    def show_summands(self, stage: Stage, summands: Sequence[float]) -> None:
        """Draw the tangent, and a line for each of these slopes."""
        from treeedit.window.explore.plot_chart import Line

        theme, number = stage.look.theme, stage.look.number
        tone = theme.set_inks[set_colour(self._mark)]
        tangent = Line(self._slope, theme.partial, number(self._slope))
        self.chart.show_lines(*self._place, tangent, [Line(each, tone, number(each)) for each in summands])

    def _turn_to(self, name: str, label: str) -> None:
        if (name, label) != self._about:
            self._about = (name, label)
            self.chart.zoomed = False
            self.chart.name_axes(typeset(label), name)
            self.chart.setAccessibleName(f"{name} / {typeset(label)}")

    def _take(self, stage: Stage, subject: Subject, label: str, across: Range) -> None:
        values = values_of(stage)
        del values[label]
        known = (stage.session.analysis.order, subject.row, label, across, values)
        if known != self._known:
            self._known = known
            self._curve = curve(stage.session.analysis.order, subject.row, values, label, *across, SAMPLES)
            self.chart.show_curve(self._curve)


class MapPicture:
    """f over two inputs."""

    def __init__(self, stage: Stage) -> None:
        from treeedit.window.explore.heat_map import HeatChart

        self.chart = HeatChart()
        self._known: object = None
        self._span = (0.0, 0.0)
        self._about: tuple[str, ...] = ()
        self.dress(stage)

    def dress(self, stage: Stage) -> None:
        """Take on the look of the stage."""
        self.chart.dress(stage.look.theme, stage.text_scale)

    def show(self, stage: Stage, subject: Subject, labels: Sequence[str], inputs: Sequence[Input]) -> None:
        """Show f over both inputs around their values."""
        first, second = inputs
        if (about := (subject.name, *labels)) != self._about:
            self._about, self.chart.zoomed = about, False
            self.chart.name_axes(*map(typeset, labels))
            self.chart.setAccessibleName(" / ".join([subject.name, *map(typeset, labels)]))
        across, up = (first.low, first.high), (second.low, second.high)
        if self.chart.zoomed:
            across, up = self.chart.seen()
        else:
            self.chart.see(across, up)
        self._take(stage, subject, labels, (across, up))
        value = value_of(stage, subject)
        self.chart.place_point(first.value, second.value if np.isfinite(value) else np.nan)
        slopes = [total_of(partials_of(stage, subject, label)) for label in labels]
        self.chart.show_gradient(first.value, second.value, (slopes[0], slopes[1]), self._span)

    def show_trail(self, trail: Sequence[dict[str, float]] | None, labels: Sequence[str]) -> None:
        """Draw the way that a descent has gone, and dashed where it would go on; None where there is no descent."""
        known = [each for each in trail or () if all(label in each for label in labels)]
        self.chart.show_trail(*([each[label] for each in known] for label in labels))
        (self.chart.hide_way_down if trail is None else self.chart.show_way_down)()

    def _take(self, stage: Stage, subject: Subject, labels: Sequence[str], area: tuple[Range, Range]) -> None:
        values = {label: value for label, value in values_of(stage).items() if label not in labels}
        known = (stage.session.analysis.order, subject.row, tuple(labels), area, values)
        if known != self._known:
            self._known = known
            heights = _grid(stage, subject, labels, area, values)
            self._span = span(heights.ravel())
            self.chart.show_map(*area, heights, self._span)


def _grid(
    stage: Stage, subject: Subject, labels: Sequence[str], area: tuple[Range, Range], values: dict[str, float]
) -> Floats:
    """f in the middles of the cells, a row for each value of the second input."""
    columns, rows = (_middles(*each) for each in area)
    points: dict[str, float | Floats] = {**values, labels[0]: columns[None, :], labels[1]: rows[:, None]}
    return sweep(stage.session.analysis.order, subject.row, points)


def _middles(low: float, high: float) -> Floats:
    share = (np.arange(CELLS) + 0.5) / CELLS
    found: Floats = low * (1 - share) + high * share
    return found
