"""Figures drawn with QPainter: the screen's full detail and every picture that Qt makes.

Text is drawn glyph by glyph at the figure's own advances, all strings of one style in one call; where it comes out
larger than Qt's raster engine can draw glyphs, as their outlines. A figure that is painted more than once is prepared
once.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontMetricsF,
    QGlyphRun,
    QPaintEngine,
    QPainter,
    QPainterPath,
    QPen,
    QPolygonF,
    QRawFont,
)

from treeedit.assets import font_file
from treeedit.canvas.painting.by_thread import cached_by_thread
from treeedit.figure import marks
from treeedit.figure.figure import Edge, Figure, Line, Mark, Outline, Path, Shape, Text
from treeedit.figure.fonts import BOLD_STROKE, SLANT, is_covered, shaped
from treeedit.figure.look import LABEL_SIZE
from treeedit.model.patience import patiently

_ANCHOR_SHIFT = {"start": 0.0, "middle": 0.5, "end": 1.0}
_DASHES = [4.0, 3.0]
Place = tuple[float, float]
_LARGEST_GLYPHS = 60.0
"""Device pixels of a font: above 64 the raster engine draws no glyph run at all, and says nothing."""
_TRANSLUCENT = len("#rrggbbaa")
_TOGETHER = (math.inf, math.inf)
"""Where what shows through is drawn as one, lest it is darker where it crosses."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A figure with its curves and texts as Qt's own objects: what is painted again costs nothing for each of them."""

    figure: Figure
    edges: tuple[tuple[QPen, QPainterPath], ...]
    runs: tuple[Run, ...]
    foreign: tuple[Text, ...]
    sheets: tuple[Prepared, ...]


class Run(NamedTuple):
    """Texts of one style, drawn by one call for each shift to the side; `place` is where slanted ones stand."""

    pen: QPen
    glyphs: QGlyphRun
    shifts: tuple[float, ...]
    place: QPointF | None = None


def paint(painter: QPainter, figure: Figure) -> None:
    """Draw a figure in the painter's coordinates, its layers from the ground upwards."""
    paint_prepared(painter, prepared(figure))


def prepared(figure: Figure) -> Prepared:
    """A figure ready to be painted, once or many times."""
    own = [text for text in figure.texts if is_covered(text.text)]
    foreign = tuple(text for text in figure.texts if not is_covered(text.text))
    sheets = tuple(map(prepared, figure.sheets))
    return Prepared(figure, tuple(_paths(figure.edges)), tuple(_runs(own)), foreign, sheets)


def paint_prepared(painter: QPainter, ready: Prepared) -> None:
    """The same as `paint`, of a figure that is prepared."""
    figure = ready.figure
    _paint_shapes(painter, figure.grounds)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for pen, path in ready.edges:
        painter.setPen(pen)
        painter.drawPath(path)
    _paint_lines(painter, figure.lines)
    _paint_plates(painter, figure.plates)
    _paint_shapes(painter, figure.shapes)
    for outline in patiently(figure.outlines):
        _paint_outline(painter, outline)
    for mark in patiently(figure.marks):
        _paint_mark(painter, mark)
    for run in ready.runs:
        _paint_run(painter, run)
    for text in ready.foreign:
        _paint_foreign(painter, text)
    for sheet in ready.sheets:
        paint_prepared(painter, sheet)


@cached_by_thread()
def colour(name: str) -> QColor:
    """A figure's colour: #rrggbb, #rrggbbaa or "none"."""
    if name == "none":
        return QColor(Qt.GlobalColor.transparent)
    found = QColor(name[:7])
    if len(name) == 9:
        found.setAlpha(int(name[7:], 16))
    return found


@cached_by_thread()
def _pen(name: str, width: float, *, dashed: bool = False) -> QPen:
    if name == "none" or width == 0.0:
        return QPen(Qt.PenStyle.NoPen)
    pen = QPen(colour(name), width)
    if dashed:
        pen.setDashPattern([dash / width for dash in _DASHES])
    return pen


@cached_by_thread()
def _brush(name: str) -> QBrush:
    return QBrush(Qt.BrushStyle.NoBrush) if name == "none" else QBrush(colour(name))


def _paint_shapes(painter: QPainter, shapes: Iterable[Shape]) -> None:
    style: object = None
    for shape in patiently(shapes):
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


def _paint_plates(painter: QPainter, plates: Iterable[Shape]) -> None:
    """Plates have no outline and nearly always one colour: all of a colour in one call, their corners left square."""
    boxes: dict[str, list[QRectF]] = {}
    for x, y, width, height, _, fill, *_ in plates:
        boxes.setdefault(fill, []).append(QRectF(x - width / 2, y - height / 2, width, height))
    painter.setPen(Qt.PenStyle.NoPen)
    for fill, found in boxes.items():
        painter.setBrush(_brush(fill))
        painter.drawRects(found)


def paint_edges(painter: QPainter, edges: Sequence[Edge]) -> None:
    """Draw edges alone."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for pen, path in _paths(edges):
        painter.strokePath(path, pen)


def _paths(edges: Sequence[Edge]) -> Iterator[tuple[QPen, QPainterPath]]:
    """All edges, what hangs together as one path: Qt takes n² to find the inside of one that often crosses itself."""
    before = {(edge.x1, edge.y1): (edge.x0, edge.y0) for edge in edges}
    paths: dict[tuple[str, float], dict[Place, QPainterPath]] = {}
    for edge in patiently(edges):
        place = _TOGETHER if len(edge.colour) == _TRANSLUCENT else _beginning((edge.x0, edge.y0), before)
        path = paths.setdefault((edge.colour, edge.width), {}).setdefault(place, QPainterPath())
        for x, y, *rest in edge.curves():
            path.moveTo(x, y)
            path.cubicTo(*rest)
    return ((_pen(*style), path) for style, found in paths.items() for path in found.values())


def _beginning(place: Place, before: dict[Place, Place]) -> Place:
    """Where the line of edges begins that leads to a place."""
    seen = set()
    while place in before and place not in seen:
        seen.add(place)
        place = before[place]
    return place


def _paint_lines(painter: QPainter, lines: Iterable[Line]) -> None:
    for line in lines:
        painter.setPen(_pen(line.colour, line.width))
        painter.drawLine(QPointF(line.x0, line.y0), QPointF(line.x1, line.y1))


def _paint_outline(painter: QPainter, outline: Outline) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_brush(outline.colour))
    place = painter.transform()
    painter.translate(outline.x, outline.y)
    painter.scale(outline.scale, outline.scale)
    painter.drawPath(outline_path(outline.path))
    painter.setTransform(place)


@cached_by_thread(200)
def outline_path(path: Path) -> QPainterPath:
    """An outline's path as Qt's own object, in its own units."""
    found = QPainterPath()
    found.setFillRule(Qt.FillRule.WindingFill)
    draw: dict[str, Callable[..., None]] = {
        "M": found.moveTo,
        "L": found.lineTo,
        "Q": found.quadTo,
        "C": found.cubicTo,
        "Z": found.closeSubpath,
    }
    for kind, numbers in path:
        draw[kind](*numbers)
    return found


def _paint_mark(painter: QPainter, mark: Mark) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_brush(mark.colour))
    place = painter.transform()
    painter.translate(mark.x, mark.y)
    painter.scale(mark.size / 2, mark.size / 2)
    painter.drawPath(mark_path(mark.kind))
    painter.setTransform(place)


@cached_by_thread()
def mark_path(kind: str) -> QPainterPath:
    """A mark's outline about the origin, one unit in radius."""
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.OddEvenFill)
    path.addPolygon(QPolygonF([QPointF(x, y) for x, y in marks.CORNERS.get(kind, ())]))
    for radius in marks.RADII.get(kind, ()):
        path.addEllipse(QPointF(0, 0), radius, radius)
    return path


class _Style:
    """The glyphs of all texts of one style, as flat columns; each text starts at its `left` on its `base`."""

    def __init__(self) -> None:
        self.indices: list[int] = []
        self.places: list[float] = []
        self.counts: list[int] = []
        self.left: list[float] = []
        self.base: list[float] = []

    def add(self, text: Text) -> None:
        run = shaped(text.text, text.weight)
        self.indices += run.indices
        self.places += run.places
        self.counts.append(len(run.indices))
        self.left.append(text.x - _ANCHOR_SHIFT[text.anchor] * run.width * text.size)
        self.base.append(text.y)

    def points(self, size: float) -> list[QPointF]:
        x = np.repeat(self.left, self.counts) + np.array(self.places) * size
        return list(map(QPointF, x.tolist(), np.repeat(self.base, self.counts).tolist()))


def _runs(texts: Iterable[Text]) -> Iterator[Run]:
    """Upright texts by style, slanted ones each by itself."""
    styles: dict[tuple[float, str, str], _Style] = {}
    slanted = []
    for text in patiently(texts):
        key = text.size, text.colour, text.weight
        if text.slant != "upright":
            slanted.append(_slanted(text))
            continue
        if key not in styles:
            styles[key] = _Style()
        styles[key].add(text)
    for (size, name, weight), style in styles.items():
        yield Run(_pen(name, 1.0), _glyph_run(size, style.indices, style.points(size)), _shifts(size, weight))
    yield from slanted


def _slanted(text: Text) -> Run:
    run = shaped(text.text, text.weight)
    place = QPointF(text.x - _ANCHOR_SHIFT[text.anchor] * run.width * text.size, text.y)
    points = [QPointF(each * text.size, 0.0) for each in run.places]
    glyphs = _glyph_run(text.size, list(run.indices), points)
    return Run(_pen(text.colour, 1.0), glyphs, _shifts(text.size, text.weight), place)


def _shifts(size: float, weight: str) -> tuple[float, ...]:
    """Bold is drawn twice, a stroke's width apart."""
    spread = BOLD_STROKE * size / 2
    return (0.0,) if weight == "regular" else (-spread, spread)


def _glyph_run(size: float, indices: list[int], points: list[QPointF]) -> QGlyphRun:
    run = QGlyphRun()
    run.setRawFont(_raw_font(size))
    run.setGlyphIndexes(indices)
    run.setPositions(points)
    return run


def _paint_run(painter: QPainter, run: Run) -> None:
    painter.setPen(run.pen)
    before = painter.transform()
    if run.place is not None:
        painter.translate(run.place)
        painter.shear(-SLANT, 0.0)
    draw = _draw_outlines if _is_too_large(painter, run.glyphs.rawFont().pixelSize()) else QPainter.drawGlyphRun
    for shift in run.shifts:
        draw(painter, QPointF(shift, 0), run.glyphs)
    if run.place is not None:
        painter.setTransform(before)


def _is_too_large(painter: QPainter, size: float) -> bool:
    """Whether a font of a size in the painter's units is too large for glyphs; only bitmaps have such a limit."""
    if painter.paintEngine().type() != QPaintEngine.Type.Raster:
        return False
    way = painter.deviceTransform()
    return size * max(math.hypot(way.m11(), way.m12()), math.hypot(way.m21(), way.m22())) > _LARGEST_GLYPHS


def _draw_outlines(painter: QPainter, at: QPointF, glyphs: QGlyphRun) -> None:
    """Fill the outlines of a run's glyphs in the colour of the pen."""
    pen, size = painter.pen(), glyphs.rawFont().pixelSize()
    painter.setBrush(QBrush(pen.color()))
    painter.setPen(Qt.PenStyle.NoPen)
    for index, place in zip(glyphs.glyphIndexes(), glyphs.positions(), strict=True):
        painter.drawPath(glyph_path(size, index).translated(place + at))
    painter.setPen(pen)


@cached_by_thread(2_000)
def glyph_path(size: float, index: int) -> QPainterPath:
    """The outline of a glyph at a font size, about the point where it stands."""
    path = _raw_font(size).pathForGlyph(index)
    path.setFillRule(Qt.FillRule.WindingFill)
    return path


def _paint_foreign(painter: QPainter, text: Text) -> None:
    """A text that the font lacks, as the system sets it, pressed into the width that was planned for it."""
    font = _system_font(text.size, text.weight, text.slant)
    planned = shaped(text.text, text.weight).width * text.size
    natural = QFontMetricsF(font).horizontalAdvance(text.text)
    before = painter.transform()
    painter.translate(text.x - _ANCHOR_SHIFT[text.anchor] * planned, text.y)
    if natural > planned:
        painter.scale(planned / natural, 1.0)
    start = QPointF(max(0.0, planned - natural) / 2, 0.0)
    outline = foreign_path(text.text, text.size, text.weight, text.slant)
    if painter.paintEngine().type() == QPaintEngine.Type.Raster and not outline.isEmpty():
        painter.fillPath(outline.translated(start), QBrush(colour(text.colour)))
    else:
        painter.setFont(font)
        painter.setPen(_pen(text.colour, 1.0))
        painter.drawText(start, text.text)
    painter.setTransform(before)


@cached_by_thread(500)
def foreign_path(words: str, size: float, weight: str, slant: str) -> QPainterPath:
    """The outlines of a text as the system sets it, which are as dark at every scale; none of what has only colours."""
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    path.addText(0.0, 0.0, _system_font(size, weight, slant), words)
    return path


@cached_by_thread(64)
def _system_font(size: float, weight: str, slant: str) -> QFont:
    font = QFont("DejaVu Sans")
    font.setPixelSize(max(1, round(size)))
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    font.setBold(weight == "bold")
    font.setItalic(slant == "italic")
    return font


@cached_by_thread(256)
def _raw_font(size: float) -> QRawFont:
    font = QRawFont(_font())
    font.setPixelSize(size)
    return font


@cached_by_thread()
def _font() -> QRawFont:
    """The font at some size, read from its file once."""
    return QRawFont(str(font_file()), LABEL_SIZE, QFont.HintingPreference.PreferNoHinting)
