"""Where the notes of a stage are on the canvas: which one lies under a point, and how they are painted."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from treeedit.canvas.painting.painter import Prepared, colour, paint_prepared, prepared
from treeedit.canvas.scene.geometry import Standing
from treeedit.canvas.scene.visible_parts import ALL, NOTES, Shown
from treeedit.figure.notes import Placed, note_figure, notes_of, placed_note
from treeedit.model.records import NodeId, Note

_RING, _RING_CORNER = 4.0, 9.0
_MOST_SHEETS = 500


def note_at(stage: Standing, point: QPointF) -> int | None:
    """The uppermost note under a scene point."""
    found = None
    for tree, origin in enumerate(stage.origins()):
        for placed in notes_of(stage.drawing, tree):
            if rect_of(placed).translated(origin).contains(point):
                found = placed.number
    return found


def note_rect(stage: Standing, number: int) -> QRectF:
    """The sheet of a note in scene coordinates."""
    return sheet_rect(stage, stage.session.forest.notes[number])


def sheet_rect(stage: Standing, note: Note) -> QRectF:
    """The same of a note that need not be in the document yet."""
    return rect_of(placed_note(stage.drawing, 0, note)).translated(_origin(stage, note.node))


def paint_leaders(painter: QPainter, stage: Standing, tree: int) -> None:
    """The lines from the notes of a tree to their nodes, which lie below everything."""
    for placed in _drawn(stage, tree):
        paint_leader(painter, placed)


def paint_leader(painter: QPainter, placed: Placed) -> None:
    """The line from one note to its node."""
    if placed.leader is not None:
        line = placed.leader
        painter.setPen(QPen(colour(line.colour), line.width))
        painter.drawLine(QPointF(line.x0, line.y0), QPointF(line.x1, line.y1))


def paint_sheets(painter: QPainter, stage: Standing, area: QRectF, shown: Shown = ALL) -> None:
    """The notes that are shown and lie in an area of the scene, over all trees; the chosen one with a ring."""
    if not stage.session.forest.notes or NOTES not in shown.beside:
        return
    before = painter.transform(), painter.opacity()
    painter.setOpacity(1.0 if stage.morph is None else stage.morph.dawn)
    for tree, (root, origin) in enumerate(zip(stage.session.forest.trees(), stage.origins(), strict=True)):
        painter.translate(origin)
        for placed in _drawn(stage, tree) if shown.has(root) else ():
            if rect_of(placed).intersects(area.translated(-origin)):
                paint_sheet(painter, stage, placed)
        painter.setTransform(before[0])
    painter.setOpacity(before[1])


def paint_sheet(painter: QPainter, stage: Standing, placed: Placed) -> None:
    """One note; around the chosen one, or the one below the pointer, a ring."""
    before = painter.transform()
    painter.translate(placed.bounds.left, placed.bounds.top)
    paint_prepared(painter, _ready(stage, placed.note.text))
    painter.setTransform(before)
    if placed.number in (stage.note, stage.pointed_note):
        wide = 2.5 if placed.number == stage.note else 1.0
        painter.setPen(QPen(colour(stage.look.theme.value), wide))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        rect = rect_of(placed).adjusted(-_RING, -_RING, _RING, _RING)
        painter.drawRoundedRect(rect, _RING_CORNER, _RING_CORNER)


def rect_of(placed: Placed) -> QRectF:
    """A note's sheet, relative to the root of its tree."""
    left, top, right, bottom = placed.bounds
    return QRectF(left, top, right - left, bottom - top)


def _drawn(stage: Standing, tree: int) -> Iterator[Placed]:
    return (placed for placed in notes_of(stage.drawing, tree) if placed.number != stage.lifted_note)


def _ready(stage: Standing, text: str) -> Prepared:
    """A sheet as Qt's own objects, kept while texts and look stay what they are."""
    figure = note_figure(text, stage.look)
    kept = stage.sheets.get(text)
    if kept is None or kept.figure is not figure:
        kept = stage.sheets[text] = prepared(figure)
        while len(stage.sheets) > _MOST_SHEETS:
            del stage.sheets[next(iter(stage.sheets))]
    return kept


def _origin(stage: Standing, node: NodeId) -> QPointF:
    point = stage.origin(stage.session.forest.root_of(node))
    return QPointF(point.x, point.y)
