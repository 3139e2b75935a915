"""The minimap: all trees in a corner of the canvas, what is in view outlined. A click takes the view there.

It is there only while something lies outside the view. The trees are painted once, from the same arrays as the canvas,
and kept as a picture until they change; a frame of a pan draws that picture and one rectangle. No export knows of it.
"""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap, QTransform, QWheelEvent
from PySide6.QtWidgets import QWidget

from treeedit.canvas.painting.paint_guard import guarded
from treeedit.canvas.painting.painter import colour
from treeedit.canvas.scene.low_detail import paint_raster
from treeedit.canvas.view.view import View
from treeedit.model.records import Edit

SIZE = QSize(190, 126)
_ROOM = QSize(380, 280)
"""A view smaller than this has no room for it."""
_CORNER, _PADDING = 14, 7.0
_THINNEST = 40.0
_REDRAW_MS = 260
_MOST_TREES, _MOST_ROWS = 400, 20_000
"""A map has 24,000 pixels: of a tree with more rows than that, every second or third tells as much."""
_ZOOM_STEP, _WHEEL_NOTCH = 1.2, 120.0
_PAPER_ALPHA, _SEEN_ALPHA = 235, 34


class Minimap(QWidget):
    """The overview of a view. allowed: whether it may be shown at all."""

    def __init__(self, view: View) -> None:
        super().__init__(view)
        self._view, self.allowed = view, True
        self._picture: QPixmap | None = None
        self._forest = view.stage.session.forest
        self._all, self._to_map = QRectF(), QTransform()
        self._seen = QRectF()
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_REDRAW_MS)
        self._later.timeout.connect(self.refresh)
        self.setFixedSize(SIZE)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(self.tr("overview"))
        self.setToolTip(self.tr("Click or drag to move the view"))
        self.hide()
        view.moved = self._look
        view.stage.session.edited.connect(self._follow)
        self.refresh()

    def allow(self) -> None:
        """Show it whenever something lies outside the view."""
        self.allowed = True
        self._look()

    def forbid(self) -> None:
        """Never show it."""
        self.allowed = False
        self._look()

    def refresh(self) -> None:
        """Draw the trees anew when they are next shown."""
        self._picture, self._forest = None, self._view.stage.session.forest
        self._all = self._view.stage.forest_rect()
        self._to_map = _fitted(self._all, QRectF(self.rect()))
        self._look()
        self.update()

    def seen(self) -> QRectF:
        """The part of the minimap that stands for what is in view."""
        return self._to_map.mapRect(self._seen).intersected(QRectF(self.rect()).adjusted(1, 1, -1, -1))

    def _follow(self, edit: Edit) -> None:
        """Draw anew when the trees stand still again; at once where they are another document's."""
        if self._forest is not self._view.stage.session.forest:
            self.refresh()
        elif edit.roots or edit.folds or not edit.keeps_structure():
            self._later.start()

    def _look(self) -> None:
        """Take note of what is in view; come and go as that is some or all."""
        seen = self._view.mapToScene(self._view.viewport().rect()).boundingRect()
        room = self._view.size().expandedTo(_ROOM) == self._view.size()
        wanted = self.allowed and room and not self._all.isEmpty() and not seen.contains(self._all)
        if seen != self._seen:
            self._seen = seen
            self.update()
        if wanted != self.isVisibleTo(self._view):
            self.setVisible(wanted)
        corner = self._view.viewport().geometry().bottomRight()
        self.move(corner.x() - self.width() - _CORNER, corner.y() - self.height() - _CORNER)

    def _go(self, event: QMouseEvent) -> None:
        """Take the view to where the pointer is."""
        back, possible = self._to_map.inverted()
        if possible:
            self._view.shift(self._seen.center() - back.map(event.position()))

    def _drawn(self) -> QPixmap:
        """The trees as a picture, made where there is none."""
        if self._picture is None:
            ratio = self.devicePixelRatioF()
            self._picture = QPixmap(self.size() * ratio)
            self._picture.setDevicePixelRatio(ratio)
            self._picture.fill(Qt.GlobalColor.transparent)
            with QPainter(self._picture) as painter:
                painter.setTransform(self._to_map, True)
                self._paint_trees(painter)
        return self._picture

    def _paint_trees(self, painter: QPainter) -> None:
        stage = self._view.stage
        items = stage.items_by_tree()
        if len(items) > _MOST_TREES:
            painter.setPen(_dots(stage.look.theme.edge))
            painter.drawPoints([item.pos() for item in items])
            return
        for item in items:
            rows = stage.drawing.tree_rows(item.tree)
            step = 1 + len(rows) // _MOST_ROWS
            painter.save()
            painter.translate(item.pos())
            paint_raster(painter, stage.drawing, np.arange(rows.start, rows.stop, step))
            painter.restore()

    # --- overrides of Qt ---

    @guarded
    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._view.stage.look.theme
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), _faint(theme.paper, _PAPER_ALPHA))
            painter.drawPixmap(0, 0, self._drawn())
            painter.fillRect(self.seen(), _faint(theme.value, _SEEN_ALPHA))
            painter.setPen(QPen(colour(theme.value), 1.0))
            painter.drawRect(self.seen())
            painter.setPen(QPen(colour(theme.hairline), 1.0))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._go(event)
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._go(event)
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def wheelEvent(self, event: QWheelEvent) -> None:
        self._view.zoom(_ZOOM_STEP ** (event.angleDelta().y() / _WHEEL_NOTCH))
        event.accept()


def _fitted(trees: QRectF, room: QRectF) -> QTransform:
    """From the scene to the map: true to scale, but stretched where a strip would be too thin to be seen."""
    if trees.isEmpty():
        return QTransform()
    wide, high = room.width() - 2 * _PADDING, room.height() - 2 * _PADDING
    scale = min(wide / trees.width(), high / trees.height())
    x_scale = max(scale, _THINNEST / trees.width())
    y_scale = max(scale, _THINNEST / trees.height())
    middle, centre = room.center(), trees.center()
    return QTransform(x_scale, 0, 0, y_scale, middle.x() - centre.x() * x_scale, middle.y() - centre.y() * y_scale)


def _faint(name: str, alpha: int) -> QColor:
    found = QColor(colour(name))
    found.setAlpha(alpha)
    return found


def _dots(name: str) -> QPen:
    pen = QPen(colour(name), 2.0)
    pen.setCosmetic(True)
    return pen
