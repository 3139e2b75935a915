"""A sum as it is written: ∂f/∂x₁ = 6 + (−1/3) = 17/3, painted in the look's own type, each summand alive.

Pointing at a summand lights its path on the canvas; pointing at the rest of the line lights all members. In place of
what an exercise hides stands a box, which a click opens.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from html import escape
from typing import NamedTuple

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from treeedit.canvas.painting.painter import Prepared, paint_prepared, prepared
from treeedit.canvas.scene.scene import Stage
from treeedit.figure.blanks import BOX_HEIGHT, BOX_WIDTH, draw_blank
from treeedit.figure.figure import Bounds, Figure, Text
from treeedit.figure.fonts import width_of
from treeedit.figure.veil import Field
from treeedit.model.records import Blank, NodeId

GAP = "   "
"""Between two sums in one line."""
Light = Callable[[Iterable[NodeId]], None]
Trace = Callable[[NodeId], str]
"""Lights a node's path, and says what its partial is the product of."""

_LINE_HEIGHT = 1.55
_BOX_SIZE = 13.0
"""The type for which a box has its own size."""


class Piece(NamedTuple):
    """A stretch of the line that is not broken: its text, its style, and the nodes it stands for.

    blank: the number that it is. field: what stands in its place where that is hidden.
    """

    text: str
    colour: str
    weight: str = "regular"
    nodes: tuple[NodeId, ...] = ()
    blank: Blank | None = None
    field: Field | None = None

    def is_break(self) -> bool:
        """Whether a line may break before it: a sign between two numbers, a gap between two sums, a word."""
        return self.text.startswith(" ")

    def is_sign(self) -> bool:
        """Whether it stays with what follows it."""
        return self.is_break() and self.text.endswith(" ")

    def width(self, size: float) -> float:
        """How wide it is at a size of the type."""
        return width_of(self.text, size, self.weight) if self.field is None else BOX_WIDTH * size / _BOX_SIZE

    def spoken(self) -> str:
        """What it says to who does not see it."""
        return self.text if self.field is None else self.field.text or "?"


class SumLine(QWidget):
    """Pieces set one after the other, in as many lines as the width asks for.

    stage: where a click on a number or a blank is told, if anywhere.
    traced(node): what pointing at the summand of one node does instead of lighting it, and the words for it.
    """

    def __init__(self, light: Light, size: float) -> None:
        super().__init__()
        self._light, self._size = light, size
        self.stage: Stage | None = None
        self.traced: Trace | None = None
        self._words = ""
        self._pieces: list[Piece] = []
        self._places: list[tuple[QRectF, Piece]] = []
        self._ready: Prepared | None = None
        self.setMouseTracking(True)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def resize_text(self, size: float) -> None:
        """Write in another size."""
        self._size = size
        self._set(self.width())
        self.update()

    def show_pieces(self, pieces: list[Piece]) -> None:
        """Write other pieces."""
        if pieces != self._pieces:
            self._pieces = pieces
            self._set(self.width())
            self.setAccessibleName("".join(piece.spoken() for piece in pieces))
            self.update()

    def _set(self, width: int) -> None:
        """Break the pieces into lines and take the height that they need."""
        x, line, high = 0.0, 0, self._size * _LINE_HEIGHT
        self._places, self._ready = [], None
        widths = [piece.width(self._size) for piece in self._pieces]
        for index, (piece, wide) in enumerate(zip(self._pieces, widths, strict=True)):
            ahead = sum(widths[index : index + 1 + piece.is_sign()]) if piece.is_break() else 0.0
            if x > 0 and x + ahead > width:
                x, line = -width_of(piece.text[: len(piece.text) - len(piece.text.lstrip())], self._size), line + 1
            self._places.append((QRectF(x, line * high, wide, high), piece))
            x += wide
        self.setFixedHeight(round((line + 1) * high))

    def sizeHint(self) -> QSize:
        return QSize(120, self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._set(event.size().width())

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._ready is None:
            self._ready = prepared(self._figure())
        with QPainter(self) as painter:
            painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
            paint_prepared(painter, self._ready)

    def _figure(self) -> Figure:
        figure = Figure.empty()
        for place, piece in self._places:
            if piece.field is not None and self.stage is not None:
                draw_blank(figure, _box(place, self._size), piece.field, piece.colour, self.stage.look)
                continue
            text = Text(place.x(), place.y() + 1.05 * self._size, piece.text, self._size, piece.colour, piece.weight)
            figure.texts.append(text)
        return figure

    def blank_place(self, blank: Blank) -> QRect | None:
        """Where a blank stands on the line; None if it does not."""
        places = (place for place, piece in self._places if piece.blank == blank)
        return next((_rect(_box(place, self._size)) for place in places), None)

    def _blank_at(self, event: QMouseEvent) -> Blank | None:
        """The number under the pointer that a click would open, hide or show."""
        stage = self.stage
        under = (piece.blank for place, piece in self._places if place.contains(event.position()))
        return next((blank for blank in under if stage is not None and blank is not None and stage.picks(blank)), None)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        blank = self._blank_at(event)
        if blank is not None and self.stage is not None and event.button() == Qt.MouseButton.LeftButton:
            self.stage.picked(blank)
        else:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        is_open = self._blank_at(event) is not None
        self.setCursor(Qt.CursorShape.PointingHandCursor if is_open else Qt.CursorShape.ArrowCursor)
        found = (piece for place, piece in self._places if piece.nodes and place.contains(event.position()))
        nodes = next(found, Piece("", "", "", tuple(node for piece in self._pieces for node in piece.nodes))).nodes
        words = self._point_at(nodes)
        if words != self._words:
            self._words = words
            QToolTip.showText(
                event.globalPosition().toPoint(), words and f'<p style="white-space:pre">{escape(words)}</p>', self
            )

    def _point_at(self, nodes: tuple[NodeId, ...]) -> str:
        """Light what is under the pointer; what there is to be said of it."""
        if self.traced is not None and len(nodes) == 1:
            return self.traced(nodes[0])
        self._light(nodes)
        return ""

    def leaveEvent(self, event: QEvent) -> None:
        self._words = ""
        self._light([])


def _box(place: QRectF, size: float) -> Bounds:
    """The box of a blank in the place that it has on the line."""
    high = BOX_HEIGHT * size / _BOX_SIZE
    middle = place.center().y()
    return Bounds(place.left() + 1.0, middle - high / 2, place.right() - 1.0, middle + high / 2)


def _rect(box: Bounds) -> QRect:
    return QRectF(box.left, box.top, box.right - box.left, box.bottom - box.top).toAlignedRect()
