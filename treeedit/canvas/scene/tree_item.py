"""One loose tree on the canvas: root and item are one thing. It paints what is visible, from arrays.

The level of detail follows from the scale, once per frame: everything, shapes and edges, or a raster.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from treeedit.canvas.painting.paint_guard import guarded
from treeedit.canvas.painting.painter import colour, paint, paint_edges
from treeedit.canvas.scene.geometry import Standing
from treeedit.canvas.scene.layer_cache import Layers, on_grounds, paint_layer
from treeedit.canvas.scene.low_detail import paint_raster, paint_shapes
from treeedit.canvas.scene.note_places import paint_leaders
from treeedit.canvas.scene.step_highlight import FAINT, paint_lit_edges, paint_rings
from treeedit.canvas.scene.visible_parts import CHOICE, NOTES
from treeedit.figure.figure import Figure
from treeedit.figure.look import SLOT_RADIUS
from treeedit.figure.notes import bounds_with_notes
from treeedit.figure.spoken import NAME_ROOM
from treeedit.model.records import NodeId

FULL_SCALE, SHAPES_SCALE = 0.4, 0.06
MOST_IN_FULL, FEW = 4000, 300
"""Few nodes are drawn in full at any scale at which shapes are."""
_DIMMED = 0.33
_RING, _FOCUS_RING, _FOLD_CORNER = 4.0, 7.0, 12.0
_PATH_LINE = 3.2
_KEYLESS = 0.5
"""How faint the selection is while the keys go elsewhere."""


class TreeItem(QGraphicsItem):
    """The tree below one root, in coordinates whose origin is the root's centre."""

    def __init__(self, stage: Standing, root: NodeId) -> None:
        super().__init__()
        self._stage = stage
        self.root, self.tree = root, 0
        self._bounds = QRectF()
        self._layers, self._uneven = Layers(), Layers(on_grounds)
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemUsesExtendedStyleOption)

    def renew(self, tree: int) -> None:
        """Take up a new drawing or new places, as the tree-th tree."""
        self.prepareGeometryChange()
        self.tree = tree
        self._layers.clear()
        self._uneven.clear()
        drawing = self._stage.drawing
        bounds = bounds_with_notes(drawing, tree).united(drawing.bounds_now(tree))
        if self._stage.morph is not None:
            bounds = bounds.united(self._stage.morph.bounds(tree))
        self._bounds = QRectF(bounds.left, bounds.top, bounds.right - bounds.left, bounds.bottom - bounds.top)
        self.take_place()
        self.update()

    def take_place(self) -> None:
        """Stand where there is room for the tree."""
        point = self._stage.origin(self.root)
        self.setPos(point.x, point.y)

    def boundingRect(self) -> QRectF:
        """What the tree may fill, with room for names whether there are any: Qt keeps a place for it, and must be told
        before this is another one."""
        return self._bounds.adjusted(-NAME_ROOM, -NAME_ROOM, NAME_ROOM, NAME_ROOM)

    @guarded
    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        shown = self._stage.showing.on(widget)
        if not shown.has(self.root):
            return
        scale = option.levelOfDetailFromTransform(painter.worldTransform())
        if self._stage.morph is not None and not self._paint_morph(painter, option.exposedRect, scale):
            return
        rows = self._stage.rows_in(self.tree, option.exposedRect)
        paint_lit_edges(painter, self._stage, rows, scale)
        if scale < SHAPES_SCALE:
            paint_raster(painter, self._stage.drawing, rows)
        elif len(rows) > (FEW if scale < FULL_SCALE else MOST_IN_FULL):
            paint_shapes(painter, self._stage.drawing, rows)
        else:
            if NOTES in shown.beside:
                paint_leaders(painter, self._stage, self.tree)
            self._paint_all(painter, rows, widget)
            if CHOICE in shown.beside:
                self._paint_rings(painter)
        paint_rings(painter, self._stage, rows, scale)

    def _paint_morph(self, painter: QPainter, area: QRectF, scale: float) -> bool:
        """Paint the nodes on their way to another form; whether that form is seen already, faintly, over them."""
        morph = self._stage.morph
        assert morph is not None
        morph.paint(painter, self.tree, area, SHAPES_SCALE)
        painter.setOpacity(morph.dawn)
        return scale >= SHAPES_SCALE and morph.dawn > 0.0

    def _paint_all(self, painter: QPainter, rows: np.ndarray, widget: QWidget | None) -> None:
        self._paint_leaving(painter)
        faint = self._faint_rows(rows)
        if faint is None:
            self._paint_rows(painter, rows, widget, self._layers)
        else:
            self._paint_unevenly(painter, rows, faint, widget)
        self._paint_path(painter, rows)

    def _paint_unevenly(self, painter: QPainter, rows: np.ndarray, faint: np.ndarray, widget: QWidget | None) -> None:
        """Paint some of the rows faintly, all on their grounds, so that none of these veils what stands on it."""
        opacity = painter.opacity()
        dim = opacity * (_DIMMED if self._stage.lit or self._stage.carried is not None else FAINT)
        dimmed = set(rows[faint].tolist())
        for row, ground in self._stage.drawing.grounds_under(rows.tolist()):
            painter.setOpacity(dim if row in dimmed else opacity)
            figure = Figure.empty()
            figure.grounds = [ground]
            paint(painter, figure)
        painter.setOpacity(dim)
        self._paint_rows(painter, rows, widget, self._uneven)
        painter.setOpacity(opacity)
        self._paint_rows(painter, rows[~faint], None, self._uneven)  # few, and others soon: not worth a bitmap

    def _paint_path(self, painter: QPainter, rows: np.ndarray) -> None:
        """The edges of the path that is lit, with their local derivatives, over everything."""
        stage = self._stage
        path = stage.lights.path_edges(stage.drawing, rows)
        if not len(path) or stage.carried is not None:
            return
        known, figure = stage.known, Figure.empty()
        told = path if known is None else path[known.partials[stage.drawing.shown.sources(path)]]
        stage.drawing.trace(figure, path, stage.session.evaluation, told)
        paint_edges(painter, [edge._replace(width=_PATH_LINE) for edge in figure.edges])
        figure.edges = []
        paint(painter, figure)

    def _paint_leaving(self, painter: QPainter) -> None:
        """What is on its way into a fold, behind everything."""
        leaving = self._stage.leaving
        if leaving is not None and (rows := leaving.rows(self.root)):
            painter.setOpacity(leaving.opacity)
            paint(painter, leaving.drawing.still(rows))
            painter.setOpacity(1.0)

    def _faint_rows(self, rows: np.ndarray) -> np.ndarray | None:
        """Which of the rows are dimmed; None if none is."""
        stage = self._stage
        if stage.carried is not None:
            inside = np.zeros(len(rows), dtype=np.bool_)
            for node in (stage.carried, *stage.carried_along):
                carried = stage.drawing.subtree_rows(node)
                inside |= (rows >= carried[0]) & (rows <= carried[-1])
            return inside if inside.any() else None
        if stage.lit:
            return ~stage.lights.lit(stage.drawing, rows)
        lit = stage.spotlight.lit() if stage.spotlight is not None else ()
        if not lit:
            return None
        places = stage.drawing.analysis.order.rows
        return ~np.isin(rows, stage.drawing.standing(np.array([places[node] for node in lit])))

    def _paint_rows(self, painter: QPainter, rows: np.ndarray, widget: QWidget | None, layers: Layers) -> None:
        stage = self._stage
        layers.serve(len(stage.views()))
        layer = layers.layer(stage.drawing, rows, stage.session.evaluation, stage.known, stage.veil)
        paint_layer(painter, layer, self._bounds, widget)

    def _paint_rings(self, painter: QPainter) -> None:
        """A ring around every chosen node of this tree, and around the chosen empty slot."""
        stage, drawing = self._stage, self._stage.drawing
        has_keys, cursor = stage.hasFocus(), stage.cursor()
        ring = accent(drawing.look.theme.value)
        painter.setOpacity(1.0 if has_keys else _KEYLESS)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for node in stage.selection:
            row = drawing.analysis.order.rows[node]
            if stage.tree_of(row) == self.tree:
                middle = QPointF(float(drawing.x[row]), float(drawing.y[row]))
                half = float(drawing.width[row]) / 2, float(drawing.half_height[row])
                corner = _FOLD_CORNER if drawing.folded[row] else math.inf
                _paint_rings(painter, ring, middle, Outline(*half, corner), has_keys and node == cursor)
        if stage.gap is not None and stage.session.forest.root_of(stage.gap.parent) == self.root:
            middle = stage.place_of_slot(stage.gap) - self.pos()
            _paint_rings(painter, ring, middle, Outline(SLOT_RADIUS, SLOT_RADIUS, math.inf), has_keys)
        painter.setOpacity(1.0)


class Outline(NamedTuple):
    """What a ring goes around: half its width and height, and how far its corners are rounded at most."""

    half_width: float
    half_height: float
    corner: float


def _paint_rings(painter: QPainter, ring: QColor, middle: QPointF, outline: Outline, has_keys: bool) -> None:
    """The ring of the selection, and around it a thinner one where the keys go."""
    painter.setPen(QPen(ring, 2.5))
    _paint_ring(painter, middle, outline, _RING)
    if has_keys:
        painter.setPen(QPen(ring, 1.0))
        _paint_ring(painter, middle, outline, _FOCUS_RING)


def _paint_ring(painter: QPainter, middle: QPointF, outline: Outline, away: float) -> None:
    wide, high = outline.half_width + away, outline.half_height + away
    corner = min(outline.corner, high)
    painter.drawRoundedRect(QRectF(middle.x() - wide, middle.y() - high, 2 * wide, 2 * high), corner, corner)


def accent(name: str) -> QColor:
    """A theme's colour, translucent, for rings and targets."""
    found = QColor(colour(name))
    found.setAlpha(190)
    return found
