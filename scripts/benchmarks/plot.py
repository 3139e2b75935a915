"""The plot and the descent: a slider moves, the curve is computed anew and painted."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from itertools import cycle

from benchmarks.measuring import Scale, Table, best
from benchmarks.trees import readable
from benchmarks.window import READABLE, Window, grown
from treeedit.model import edits
from treeedit.model.curves import curve
from treeedit.model.descent import descend


def plot(scale: Scale) -> Table:
    """The parts of one move, and the move itself, in a tree of the size that a screen holds."""
    table = Table(f"plot: a tree of {READABLE} nodes, ms", ["what", "time"])
    with tempfile.TemporaryDirectory() as folder:
        shown = Window(grown(readable(READABLE)), folder)
        session, panel = shown.session, shown.window.parts.lesson.plot
        labels = list(session.forest.inputs)
        moved, gesture, places = labels[-1], object(), cycle((0.5, -0.7))
        analysis = session.analysis
        output = int(analysis.tape.outputs[0])
        values = {label: each.value for label, each in session.forest.inputs.items()}

        def turn() -> None:
            session.do(edits.set_input(session.forest, moved, next(places)), "slide", gesture)
            shown.until_painted()
            shown.settle()

        def measured(name: str, call: Callable[[], object]) -> None:
            table.rows.append([name, best(call, scale.seconds)])

        measured("400 samples", lambda: curve(analysis.order, output, values, labels[0], -5.0, 5.0))
        measured("100 steps of descent", lambda: descend(analysis, values, output, labels, 1e-6, 100))
        measured("a slide to its frame, without a plot", turn)
        shown.window.parts.lesson.show_panel("plot")
        panel.plot_over(labels[0])
        shown.settle()
        measured("with the curve", turn)
        panel.show_both()
        shown.settle()
        measured("with the map of two inputs", turn)
        shown.close()
    return table
