"""Stepping through the passes in the window: from one step to the next, and its frame."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Iterator

from benchmarks.measuring import Scale, Table, best
from benchmarks.trees import balanced, readable, trees
from benchmarks.window import READABLE, Window, grown, level
from treeedit.canvas.scene.tree_item import FULL_SCALE
from treeedit.model.records import Expression
from treeedit.model.steps import Pace

MOST_NODES = 10_000
LARGE = 1_000


def step(scale: Scale) -> Table:
    """One step on, with everything that follows it; each step is new. The tree is in view, or as small as texts are."""
    header = ["tree", "nodes", "level of detail", "to begin", "by node", "by level", "from the first step to the last"]
    table = Table("step: from a step of the passes to the repainted window, ms", header)
    with tempfile.TemporaryDirectory() as folder:
        for shape, expression in _trees(scale):
            shown = Window(grown(expression), folder)
            if shape == "with texts":
                shown.window.view.zoom(FULL_SCALE / shown.window.view.scale_now())
            found: list[object] = [shape, len(shown.session.forest.nodes)]
            times = [_time(shown, pace, scale.seconds) for pace in (Pace.NODE, Pace.LEVEL)]
            found += [level(shown.window.view), times[0][0], times[0][1], times[1][1], times[0][2]]
            table.rows.append(found)
            shown.close()
    return table


def _trees(scale: Scale) -> Iterator[tuple[str, Expression]]:
    yield "readable", readable(READABLE)
    yield "with texts", balanced(min(LARGE, max(scale.sizes)) // 2, random.Random(LARGE))
    yield from ((shape, expression) for shape, size, expression in trees(scale) if size <= MOST_NODES)


def _time(shown: Window, pace: Pace, seconds: float) -> tuple[float, float, float]:
    """To begin, from step to step in the middle of the passes, and from one end to the other."""
    stepping = shown.window.parts.stepping
    stepping.use_pace(pace)

    def begin() -> None:
        stepping.end()
        stepping.begin()
        shown.until_painted()

    def one() -> None:
        stepping.next() if stepping.number < stepping.last_number else stepping.first()
        shown.until_painted()

    def across() -> None:
        stepping.last() if stepping.number == 0 else stepping.first()
        shown.until_painted()

    begun = best(begin, 0.0)
    stepping.go_to(stepping.last_number // 3)
    times = begun, best(one, seconds), best(across, seconds / 2)
    stepping.end()
    return times
