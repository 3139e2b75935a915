"""An export from beginning to end: everything is made before anything is written, and all is written or nothing.

It may be done in any thread, on a forest that nobody changes meanwhile. `tick` is told how much is done and may end it
at any moment by raising Cancelled; from then on there is no trace of it.
"""

from __future__ import annotations

import math
from dataclasses import replace
from functools import partial
from pathlib import Path

from treeedit.export.exports import EXPORTS, Frames, export_bytes, export_files
from treeedit.export.options import Options, order_for
from treeedit.export.order import Drawers, Order
from treeedit.files.writer import write_together
from treeedit.model.forest import Forest
from treeedit.model.patience import Progress, Tick, watched

_MADE = 0.9
"""The share of the work that is done when all is drawn and nothing is written."""
_ASKS = {"pptx": 0.095, "tikz": 0.133, "tex": 0.133, "dot": 0.021}
_USUAL_ASKS = 0.069
"""How often it is asked whether to go on for each node of a single picture, counted on large trees: by that is told how
much of it is done. What hides some of its numbers asks less, and is at its end a little early."""


def carry_out(options: Options, forest: Forest, path: Path, drawers: Drawers, tick: Tick) -> list[Path]:
    """Export a forest to a file, or to several numbered ones; which. ExportError or FileError if it cannot be done."""
    files = made(options, forest, path, drawers, tick)
    write_together(files, lambda share: tick(_MADE + (1 - _MADE) * share))
    return [path for path, _ in files]


def made(options: Options, forest: Forest, path: Path, drawers: Drawers, tick: Tick) -> list[tuple[Path, bytes]]:
    """The files of an export, which are not written yet."""
    progress = Progress(tick)
    with watched(progress.again):
        order: Order = order_for(options, forest, partial(progress.at, _MADE))
        progress.expect(_asks(options, order))
        return export_files(EXPORTS[options.format], path, order, drawers)


def made_frame(options: Options, frame: int, forest: Forest, drawers: Drawers, tick: Tick) -> bytes:
    """One of the pictures of an export, as a file would hold it; of a format that is one file, all of it."""
    progress = Progress(tick)
    with watched(progress.again):
        order = order_for(options, forest, partial(progress.at, _MADE))
        several = EXPORTS[options.format].frames is Frames.EACH and frame < len(order.subject.series)
        return export_bytes(EXPORTS[options.format], replace(order, frame=frame) if several else order, drawers)


def _asks(options: Options, order: Order) -> float:
    """How often a single picture will probably ask; without end for several, which tell themselves how far they are."""
    export = EXPORTS[options.format]
    if order.subject.course is not None or export.moves or "sheets" in export.asks:
        return math.inf
    nodes = sum(len(order.subject.rows(root)) for root in order.subject.roots)
    return nodes * _ASKS.get(options.format, _USUAL_ASKS)
