"""The light on a step of the passes on the canvas: as large as it is planned, and never too small to be seen.

It is a light of its own: what the pointer lights for a moment goes over it, and leaves it as it was.
"""

from __future__ import annotations

import numpy as np
from PySide6.QtGui import QPainter

from treeedit.canvas.painting.painter import paint, paint_edges
from treeedit.canvas.scene.geometry import Standing
from treeedit.figure.figure import Figure
from treeedit.figure.spoken import spoken_names
from treeedit.figure.spotlight import Least, lit_edges, rings

FAINT = 0.62
"""How strong the rest is: its numbers are to be read from afar."""
_LEAST_PX = Least(7.0, 2.0, 2.0, 4.0)


def paint_lit_edges(painter: QPainter, stage: Standing, rows: np.ndarray, scale: float) -> None:
    """What lies below all: the edges that are used, at a number of pixels per unit."""
    if stage.spotlight is not None and stage.spotlight.edges:
        paint_edges(painter, lit_edges(stage.drawing, stage.spotlight, rows, _least(scale)))


def paint_rings(painter: QPainter, stage: Standing, rows: np.ndarray, scale: float) -> None:
    """What lies above all: rings of the step's nodes, and the names in what is said, of those among some rows."""
    figure, light = Figure.empty(), stage.spotlight
    if light is not None:
        figure.shapes = rings(stage.drawing, light, rows, _least(scale))
        figure.texts = spoken_names(stage.drawing, light.named, rows)
    if stage.spoken:
        others = stage.spoken - light.named if light is not None else stage.spoken
        figure.texts += spoken_names(stage.drawing, others, rows, stage.look.theme.muted)
    if figure.shapes or figure.texts:
        paint(painter, figure)


def _least(scale: float) -> Least:
    return Least(*(each / scale for each in _LEAST_PX))
