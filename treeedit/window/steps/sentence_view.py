"""What a step says, typeset as large as there is room: to be read from the last row of a lecture hall.

The room has the same height at every step, so that the canvas above stands still. Lines are scaled down, never clipped.
"""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from treeedit.canvas.painting.painter import paint
from treeedit.figure.equations import equation_figure
from treeedit.figure.figure import Figure
from treeedit.figure.lines import Line
from treeedit.figure.look import Theme

SIZE = 27.0
_HEIGHT = 2.75
"""Of the room, in ems: a line of fractions and some air."""
_BESIDE, _BELOW, _MARGIN = 2.2, 0.35, 8.0


class Arranged(NamedTuple):
    """Lines in rows, and by how much they are scaled."""

    rows: list[list[Figure]]
    scale: float


class SentenceView(QWidget):
    """Shows a few lines of mathematics in the middle of its room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: list[Line] = []
        self._figures: list[Figure] = []
        self._size = SIZE
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_lines(self, lines: list[Line], theme: Theme) -> None:
        """Show other lines, or the same in other colours."""
        self._lines = lines
        self._figures = [equation_figure(line, theme, self._size) for line in lines]
        self.setAccessibleName("; ".join(line.plain for line in lines))
        self.update()

    def take_room(self, text_scale: float, rows: int, most: float) -> None:
        """Be as high as some rows of text at a scale need, but not higher than the window can spare."""
        self._size = SIZE * text_scale
        high = self._size * (_HEIGHT + (rows - 1) * 0.7 * _HEIGHT)
        self.setFixedHeight(round(min(high, most)))

    def arranged(self) -> Arranged:
        """The lines in as many rows as let them be largest."""
        count = len(self._figures)
        found = [self._in_rows(rows) for rows in range(1, count + 1)]
        return max(found, key=lambda each: round(each.scale, 3), default=Arranged([], 1.0))

    def _in_rows(self, count: int) -> Arranged:
        figures, per_row = self._figures, -(-len(self._figures) // count)
        rows = [figures[start : start + per_row] for start in range(0, len(figures), per_row)]
        wide = max(map(self._width_of, rows))
        high = sum(map(_height_of, rows)) + _BELOW * self._size * (len(rows) - 1)
        room = max(self.width() - 2 * _MARGIN, 1.0), max(self.height() - _MARGIN, 1.0)
        return Arranged(rows, min(1.0, room[0] / max(wide, 1.0), room[1] / max(high, 1.0)))

    def _width_of(self, row: list[Figure]) -> float:
        return sum(each.bounds.right for each in row) + _BESIDE * self._size * (len(row) - 1)

    # --- overrides of Qt ---

    def sizeHint(self) -> QSize:
        return QSize(200, self.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        rows, scale = self.arranged()
        high = sum(map(_height_of, rows)) + _BELOW * self._size * (len(rows) - 1)
        with QPainter(self) as painter:
            painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
            painter.translate(self.width() / 2, (self.height() - scale * high) / 2)
            painter.scale(scale, scale)
            for row in rows:
                self._paint_row(painter, row)
                painter.translate(0.0, _height_of(row) + _BELOW * self._size)

    def _paint_row(self, painter: QPainter, row: list[Figure]) -> None:
        """One row about x = 0, from y = 0 down."""
        painter.save()
        painter.translate(-self._width_of(row) / 2, -min(each.bounds.top for each in row))
        for figure in row:
            paint(painter, figure)
            painter.translate(figure.bounds.right + _BESIDE * self._size, 0.0)
        painter.restore()


def _height_of(row: list[Figure]) -> float:
    return max(each.bounds.bottom for each in row) - min(each.bounds.top for each in row)
