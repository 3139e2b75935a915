"""Figures drawn with QPainter: the screen's full detail and every picture that Qt makes.

Text is drawn glyph by glyph at the figure's own advances, all strings of one style in one call. Nothing is built in
`paint` that a cache could hold.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache, lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QGlyphRun, QPainter, QPainterPath, QPen, QPolygonF, QRawFont

from treeedit.assets import font_file
from treeedit.figure import marks
from treeedit.figure.figure import Edge, Figure, Mark, Shape, Text
from treeedit.figure.fonts import BOLD_STROKE, SLANT, shaped
from treeedit.figure.look import EDGE_LINE

_ANCHOR_SHIFT = {"start": 0.0, "middle": 0.5, "end": 1.0}
_DASHES = [4.0, 3.0]


def paint(painter: QPainter, figure: Figure) -> None:
    """Draw a figure in the painter's coordinates, its layers from the ground upwards."""
    _paint_shapes(painter, figure.grounds)
    _paint_edges(painter, figure.edges)
    _paint_shapes(painter, figure.plates)
    _paint_shapes(painter, figure.shapes)
    for mark in figure.marks:
        _paint_mark(painter, mark)
    _paint_texts(painter, figure.texts)


@cache
def colour(name: str) -> QColor:
    """A figure's colour: #rrggbb, #rrggbbaa or "none"."""
    if name == "none":
        return QColor(Qt.GlobalColor.transparent)
    found = QColor(name[:7])
    if len(name) == 9:
        found.setAlpha(int(name[7:], 16))
    return found


@cache
def _pen(name: str, width: float, *, dashed: bool = False) -> QPen:
    if name == "none" or width == 0.0:
        return QPen(Qt.PenStyle.NoPen)
    pen = QPen(colour(name), width)
    if dashed:
        pen.setDashPattern([dash / width for dash in _DASHES])
    return pen


@cache
def _brush(name: str) -> QBrush:
    return QBrush(Qt.BrushStyle.NoBrush) if name == "none" else QBrush(colour(name))


def _paint_shapes(painter: QPainter, shapes: Iterable[Shape]) -> None:
    style: object = None
    for shape in shapes:
        if (fresh := shape[5:9]) != style:
            style = fresh
            painter.setPen(_pen(shape.stroke, shape.line, dashed=shape.dashed))
            painter.setBrush(_brush(shape.fill))
        half_width, half_height = shape.width / 2, shape.height / 2
        box = QRectF(shape.x - half_width, shape.y - half_height, shape.width, shape.height)
        if shape.radius >= half_width and shape.radius >= half_height:
            painter.drawEllipse(box)
        else:
            painter.drawRoundedRect(box, shape.radius, shape.radius)


def _paint_edges(painter: QPainter, edges: Sequence[Edge]) -> None:
    paths: dict[str, QPainterPath] = {}
    for edge in edges:
        path = paths.setdefault(edge.colour, QPainterPath())
        for x, y, *rest in edge.curves():
            path.moveTo(x, y)
            path.cubicTo(*rest)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for name, path in paths.items():
        painter.setPen(_pen(name, EDGE_LINE))
        painter.drawPath(path)


def _paint_mark(painter: QPainter, mark: Mark) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_brush(mark.colour))
    place = painter.transform()
    painter.translate(mark.x, mark.y)
    painter.scale(mark.size / 2, mark.size / 2)
    painter.drawPath(mark_path(mark.kind))
    painter.setTransform(place)


@cache
def mark_path(kind: str) -> QPainterPath:
    """A mark's outline about the origin, one unit in radius."""
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.OddEvenFill)
    path.addPolygon(QPolygonF([QPointF(x, y) for x, y in marks.CORNERS.get(kind, ())]))
    for radius in marks.RADII.get(kind, ()):
        path.addEllipse(QPointF(0, 0), radius, radius)
    return path


def _paint_texts(painter: QPainter, texts: Iterable[Text]) -> None:
    styles: dict[tuple[float, str, str], tuple[list[int], list[QPointF]]] = {}
    for text in texts:
        if text.slant != "upright":
            _paint_slanted(painter, text)
            continue
        indices, places = styles.setdefault((text.size, text.colour, text.weight), ([], []))
        run = shaped(text.text, text.weight)
        size, y = text.size, text.y
        x = text.x - _ANCHOR_SHIFT[text.anchor] * run.width * size
        indices.extend(run.indices)
        places.extend([QPointF(x + place * size, y) for place in run.places])
    for (size, name, weight), (indices, places) in styles.items():
        _paint_run(painter, size, name, weight, indices, places)


def _paint_slanted(painter: QPainter, text: Text) -> None:
    run = shaped(text.text, text.weight)
    place = painter.transform()
    painter.translate(text.x - _ANCHOR_SHIFT[text.anchor] * run.width * text.size, text.y)
    painter.shear(-SLANT, 0.0)
    places = [QPointF(each * text.size, 0.0) for each in run.places]
    _paint_run(painter, text.size, text.colour, text.weight, list(run.indices), places)
    painter.setTransform(place)


def _paint_run(
    painter: QPainter, size: float, name: str, weight: str, indices: list[int], places: list[QPointF]
) -> None:
    painter.setPen(_pen(name, 1.0))
    run = QGlyphRun()
    run.setRawFont(_raw_font(size))
    run.setGlyphIndexes(indices)
    run.setPositions(places)
    if weight == "regular":
        painter.drawGlyphRun(QPointF(0, 0), run)
        return
    spread = BOLD_STROKE * size / 2
    for shift in (-spread, spread):
        painter.drawGlyphRun(QPointF(shift, 0), run)


@lru_cache(maxsize=256)
def _raw_font(size: float) -> QRawFont:
    return QRawFont(str(font_file()), size, QFont.HintingPreference.PreferNoHinting)
