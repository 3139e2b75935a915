"""A sum as it is written: ∂f/∂x₁ = 6 + (−1/3) = 17/3, painted in the look's own type, each summand alive.

Pointing at a summand lights its path on the canvas; pointing at the rest of the line lights all members.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from html import escape
from typing import NamedTuple

from PySide6.QtCore import QEvent, QRectF, QSize
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from treeedit.canvas.painting import paint
from treeedit.figure.figure import Figure, Text
from treeedit.figure.fonts import width_of
from treeedit.model.records import NodeId

Light = Callable[[Iterable[NodeId]], None]
Trace = Callable[[NodeId], str]
"""Lights a node's path, and says what its partial is the product of."""

GAP = "   "
"""Between two sums in one line."""
_LINE_HEIGHT = 1.55


class Piece(NamedTuple):
    """A stretch of the line that is not broken: its text, its style, and the nodes it stands for."""

    text: str
    colour: str
    weight: str = "regular"
    nodes: tuple[NodeId, ...] = ()

    def is_sign(self) -> bool:
        """Whether it is a sign between two numbers, or a gap between two sums, where a line may break."""
        return self.text in (" + ", " = ", GAP)


class SumLine(QWidget):
    """Pieces set one after the other, in as many lines as the width asks for.

    traced(node): what pointing at the summand of one node does instead of lighting it, and the words for it.
    """

    def __init__(self, light: Light, size: float) -> None:
        super().__init__()
        self._light, self._size = light, size
        self.traced: Trace | None = None
        self._words = ""
        self._pieces: list[Piece] = []
        self._places: list[tuple[QRectF, Piece]] = []
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
            self.setAccessibleName("".join(piece.text for piece in pieces))
            self.update()

    def _set(self, width: int) -> None:
        """Break the pieces into lines and take the height that they need."""
        x, line, high = 0.0, 0, self._size * _LINE_HEIGHT
        self._places = []
        widths = [width_of(piece.text, self._size, piece.weight) for piece in self._pieces]
        for index, (piece, wide) in enumerate(zip(self._pieces, widths, strict=True)):
            ahead = sum(widths[index : index + 2]) if piece.is_sign() else 0.0
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
        figure = Figure.empty()
        for place, piece in self._places:
            text = Text(place.x(), place.y() + 1.05 * self._size, piece.text, self._size, piece.colour, piece.weight)
            figure.texts.append(text)
        with QPainter(self) as painter:
            painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
            paint(painter, figure)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
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
