"""The way from one form to the other: every row of the tree moves, and those that run together come to one place.

On the way the nodes and edges of the tree are painted without their numbers; a busy picture as shapes only, so that
every frame is in time. Towards the end the form that is to stay shines through.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap

from treeedit.canvas.painting.painter import paint
from treeedit.canvas.scene.low_detail import paint_raster, paint_shapes
from treeedit.canvas.scene.transition import Places
from treeedit.figure.drawing import Drawing
from treeedit.figure.figure import Bounds
from treeedit.figure.form import TREE

MORPH_MS = 350
MOST_IN_FULL, MOST_AT_DAWN = 300, 60
"""More nodes in view are painted as shapes while they move; a larger forest comes to stand at once (bench.py)."""
_SPRITE_MARGIN = 4.0
_DAWN = 0.7
_HIDDEN = frozenset({"grounds", "values", "partials", "locals"})


class Morph:
    """The rows of a drawing, on their way from some places to its own. along(progress): who goes along."""

    def __init__(self, final: Drawing, start: Places) -> None:
        look = replace(final.look, form=TREE, shows=final.look.shows - _HIDDEN)
        self.drawing = Drawing(final.forest, final.whole_analysis, look, final.shown.folds_by_id())
        self.along: Callable[[float], None] = lambda progress: None
        self._start, self._end = start, final.rest
        self._progress = 0.0
        self._sharpness = 0.0
        self._sprites: dict[tuple[int, int], tuple[QPixmap, QRectF]] = {}
        self.move(0.0)

    def move(self, progress: float) -> None:
        """Be elsewhere on the way, from 0 to 1."""
        self._progress = progress
        self.drawing.move_to(*(a + (b - a) * progress for a, b in zip(self._start, self._end, strict=True)))
        self.along(progress)

    @property
    def dawn(self) -> float:
        """How much of the form that is to stay is seen already."""
        if len(self.drawing.x) > MOST_AT_DAWN:
            return 0.0
        return max(0.0, (self._progress - _DAWN) / (1.0 - _DAWN))

    def bounds(self, tree: int) -> Bounds:
        """The rectangle that a tree needs on its whole way."""
        rows = self.drawing.tree_rows(tree)
        part, now = slice(rows[0], rows[-1] + 1), (self.drawing.x, self.drawing.y)
        boxes = []
        for places in (self._start, self._end):
            self.drawing.move_to(*places)
            boxes.append(self.drawing.box_around(part).grown(60.0))
        self.drawing.move_to(*now)
        return boxes[0].united(boxes[1])

    def rows_in(self, tree: int, area: QRectF) -> NDArray[np.int64]:
        """The rows of a tree with a box or an edge in a rectangle of its item's coordinates."""
        rows = np.array(self.drawing.tree_rows(tree), dtype=np.int64)
        x, y, parent = self.drawing.x, self.drawing.y, self.drawing.analysis.order.parent[rows]
        above = np.where(parent < 0, rows, parent)
        wide = self.drawing.width[rows] / 2
        left, right = np.minimum(x[rows] - wide, x[above]), np.maximum(x[rows] + wide, x[above])
        top, bottom = np.minimum(y[rows], y[above]) - 21.0, np.maximum(y[rows], y[above]) + 21.0
        across = (left <= area.right()) & (right >= area.left())
        return rows[across & (top <= area.bottom()) & (bottom >= area.top())]

    def paint(self, painter: QPainter, tree: int, area: QRectF, coarsest: float) -> None:
        """Draw the rows of a tree that are in an area. coarsest: the scale below which nodes are dots."""
        rows = self.rows_in(tree, area)
        if painter.worldTransform().m11() < coarsest:
            paint_raster(painter, self.drawing, rows)
        elif len(rows) > MOST_IN_FULL:
            paint_shapes(painter, self.drawing, rows)
        else:
            painter.setOpacity(1.0 - self.dawn)
            paint(painter, self.drawing.threads(rows))
            self._paint_nodes(painter, rows)
            painter.setOpacity(1.0)

    def _paint_nodes(self, painter: QPainter, rows: NDArray[np.int64]) -> None:
        """Nodes as small pictures, each made once: many look the same."""
        scale = painter.worldTransform().m11()
        if self._sharpness == 0.0:
            device = painter.device()
            self._sharpness = scale * (1.0 if device is None else device.devicePixelRatio())
        order, x, y = self.drawing.analysis.order, self.drawing.x, self.drawing.y
        columns = rows, order.operator[rows], order.label[rows], x[rows], y[rows]
        for row, operator, label, left, top in zip(*(each.tolist() for each in columns), strict=True):
            key = operator, label
            if key not in self._sprites:
                self._sprites[key] = self._sprite(row)
            sprite, area = self._sprites[key]
            painter.drawPixmap(area.translated(left, top), sprite, QRectF(sprite.rect()))

    def _sprite(self, row: int) -> tuple[QPixmap, QRectF]:
        """The picture of a node, and where it lies about the node's centre."""
        x, y = float(self.drawing.x[row]), float(self.drawing.y[row])
        wide = float(self.drawing.width[row]) / 2 + _SPRITE_MARGIN
        high = float(self.drawing.half_height[row]) + _SPRITE_MARGIN
        picture = QPixmap(math.ceil(2 * wide * self._sharpness), math.ceil(2 * high * self._sharpness))
        picture.fill(Qt.GlobalColor.transparent)
        with QPainter(picture) as painter:
            painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
            painter.scale(self._sharpness, self._sharpness)
            painter.translate(wide - x, high - y)
            paint(painter, self.drawing.nodes_alone(np.array([row])))
        return picture, QRectF(-wide, -high, picture.width() / self._sharpness, picture.height() / self._sharpness)
