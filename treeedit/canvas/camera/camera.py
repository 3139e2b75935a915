"""The camera: which part of the paper is seen, and how large. It pans, zooms and fits; it knows nothing of gestures."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QNativeGestureEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QGraphicsView, QWidget

from treeedit.canvas.painting.paint_guard import guarded
from treeedit.canvas.painting.painter import colour, paint
from treeedit.canvas.scene.scene import Stage
from treeedit.canvas.scene.visible_parts import HEADING
from treeedit.figure.figure import Figure
from treeedit.figure.legend import heading_figure, legend_figure
from treeedit.model.records import NodeId

SMALLEST, LARGEST = 1e-5, 5.0
TOUCH_PX = 6.0
"""Pixels of the screen: so near a pointer touches what it does not quite meet."""
MOST_FITTED = 1.25
"""How large a small tree is shown at most where all trees are shown."""
_ZOOM_STEP = 1.2
_WHEEL_NOTCH = 120.0
_LEGEND_MARGIN = 14.0
_FIT_MARGIN = 24.0
_NARROWEST = 240.0
_CURSOR_MARGIN, _EDGE = 60.0, 20
_PAPER = QRectF(-1e8, -1e8, 2e8, 2e8)  # at any scale larger than the view, so that it never stops the paper


class Camera(QGraphicsView):
    """A view of the stage that can be moved. It calls scaled() after a zoom, moved() whenever it shows another part."""

    def __init__(self, stage: Stage, parent: QWidget | None = None) -> None:
        super().__init__(stage, parent)
        self.stage = stage
        self.scaled: Callable[[], None] = lambda: None
        self.moved: Callable[[], None] = lambda: None
        self._follows = True
        self.most_fitted, self.fit_margin = MOST_FITTED, _FIT_MARGIN
        self.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.FullViewportUpdate)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setResizeAnchor(QGraphicsView.ViewportAnchor.AnchorViewCenter)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QGraphicsView.Shape.NoFrame)
        self.setSceneRect(_PAPER)
        self.restyle()

    def restyle(self) -> None:
        """Take up the paper of the stage's look."""
        self.setBackgroundBrush(QBrush(colour(self.stage.look.theme.paper)))

    # --- pan, zoom, fit ---

    def scale_now(self) -> float:
        """Screen pixels per scene pixel."""
        return self.transform().m11()

    def shift(self, by: QPointF) -> None:
        """Move the paper by a scene distance."""
        self._follows = False
        self.translate(by.x(), by.y())
        self.moved()

    def zoom(self, factor: float, at: QPointF | None = None) -> None:
        """Scale by a factor within limits; the viewport point `at` (the middle if None) stays where it is."""
        wanted = min(max(self.scale_now() * factor, SMALLEST), LARGEST)
        place = QPointF(self.viewport().rect().center()) if at is None else at
        before = self.mapToScene(place.toPoint())
        step = wanted / self.scale_now()
        self.scale(step, step)
        self.shift(self.mapToScene(place.toPoint()) - before)
        self.scaled()

    def zoom_in(self) -> None:
        """One step closer."""
        self.zoom(_ZOOM_STEP)

    def zoom_out(self) -> None:
        """One step away."""
        self.zoom(1 / _ZOOM_STEP)

    def zoom_to_full_size(self) -> None:
        """100 %, about the middle."""
        self.zoom(1 / self.scale_now())

    def enlarge(self, factor: float) -> None:
        """Go along with larger or smaller texts: all trees stay in view if they are, else the paper is scaled."""
        if self._follows:
            self.fit()
        else:
            self.zoom(factor)

    def fit(self) -> None:
        """Show all trees, and go on doing so until somebody pans or zooms."""
        self._follows = True
        self._fit_rect(self.whole())

    def whole(self) -> QRectF:
        """What there is to be seen, in scene coordinates."""
        return self.stage.forest_rect()

    def refit(self) -> None:
        """Show all trees anew if that is what the view does."""
        if self._follows:
            self.fit()

    def refit_along(self) -> None:
        """The same little by little, while the nodes are on their way to another form."""
        if not self._follows:
            return
        start = self._middle()
        self.fit()
        if self.stage.morph is not None:
            self.stage.morph.along = partial(self._travel, start, self._middle())
            self.stage.morph.along(0.0)

    def _middle(self) -> tuple[QPointF, float]:
        return self.mapToScene(self.viewport().rect().center()), self.scale_now()

    def _travel(self, start: tuple[QPointF, float], end: tuple[QPointF, float], progress: float) -> None:
        """Show what lies between two views; not if somebody has taken the view elsewhere meanwhile."""
        if not self._follows:
            return
        scale = start[1] * (end[1] / start[1]) ** progress
        self.resetTransform()
        self.scale(scale, scale)
        self.centerOn(start[0] + (end[0] - start[0]) * progress)
        self.moved()
        self.scaled()

    def node_at(self, point: QPointF) -> NodeId | None:
        """The node under a viewport point."""
        near = self.stage.nodes_near(self.mapToScene(point.toPoint()), TOUCH_PX / 2 / self.scale_now())
        return near[0] if near else None

    def standing(self) -> tuple[float, float, float] | None:
        """The scene point in the middle and the scale; None while the view shows all trees by itself."""
        middle = self.mapToScene(self.viewport().rect().center())
        return None if self._follows else (middle.x(), middle.y(), self.scale_now())

    def stand(self, place: tuple[float, float, float]) -> None:
        """Show what another view showed when it told its standing."""
        x, y, scale = place
        wanted = min(max(scale, SMALLEST), LARGEST)
        self.resetTransform()
        self.scale(wanted, wanted)
        self.centerOn(min(max(x, _PAPER.left()), _PAPER.right()), min(max(y, _PAPER.top()), _PAPER.bottom()))
        self._follows = False
        self.scaled()

    def keep_fitted(self) -> None:
        """Show all trees if that is what the view does, and they would not be seen otherwise."""
        if self._follows and not self.mapToScene(self.viewport().rect()).boundingRect().contains(self.whole()):
            self.fit()

    def fit_selection(self) -> None:
        """Show what is chosen; all if nothing is."""
        rect = QRectF()
        for node in self.stage.selection:
            rect |= self.stage.subtree_rect(node)
        self._fit_rect(rect if not rect.isEmpty() else self.whole())

    def _fit_rect(self, rect: QRectF) -> None:
        """Show a scene rectangle whole, below the heading."""
        view = self.viewport().rect()
        top = self._heading().bounds.bottom + _LEGEND_MARGIN
        if rect.isEmpty() or view.width() < self.fit_margin or view.height() < top:
            return
        high = view.height() - top
        scale = min(
            (view.width() - self.fit_margin) / rect.width(), (high - self.fit_margin) / rect.height(), self.most_fitted
        )
        self.resetTransform()
        self.scale(max(scale, SMALLEST), max(scale, SMALLEST))
        self.centerOn(rect.center() - QPointF(0.0, top / 2 / self.scale_now()))
        self.moved()
        self.scaled()

    def _heading(self) -> Figure:
        """The document's title and text, beside the legend; nothing where the view is too narrow for them."""
        stage = self.stage
        room = self.viewport().width() - self._legend().bounds.right - 4 * _LEGEND_MARGIN
        if room < _NARROWEST * stage.text_scale or not self._has_heading():
            return Figure.empty()
        return heading_figure(stage.session.forest.about, stage.look, stage.text_scale, room)

    def _has_heading(self) -> bool:
        return HEADING in self.stage.showing.on(self.viewport()).beside

    def _legend(self) -> Figure:
        return legend_figure(self.stage.look, self.stage.text_scale, self.stage.only_output())

    def bring_into_view(self, place: QPointF) -> None:
        """Move the paper just so far that a scene point is well in view."""
        margin = _CURSOR_MARGIN / self.scale_now()
        seen = self.mapToScene(self.viewport().rect()).boundingRect().adjusted(margin, margin, -margin, -margin)
        x = min(0.0, place.x() - seen.left()) + max(0.0, place.x() - seen.right())
        y = min(0.0, place.y() - seen.top()) + max(0.0, place.y() - seen.bottom())
        if x or y:
            self.shift(QPointF(-x, -y))

    def let_see(self, place: QPointF) -> None:
        """The same only if the point could not be seen otherwise."""
        seen = self.viewport().rect().adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE)
        if not seen.contains(self.mapFromScene(place)):
            self.bring_into_view(place)

    # --- overrides of Qt ---

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(_ZOOM_STEP ** (event.angleDelta().y() / _WHEEL_NOTCH), event.position())
        else:
            moved = event.pixelDelta() if not event.pixelDelta().isNull() else event.angleDelta() / 2
            self.shift(QPointF(moved) / self.scale_now())
        event.accept()

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QNativeGestureEvent) and event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture:
            self.zoom(1.0 + event.value(), event.position())
            return True
        return super().viewportEvent(event)

    @guarded
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        is_wide = self._legend().bounds.right < self.viewport().width()
        if self.stage.session.forest.roots and is_wide and self._has_heading():
            with QPainter(self.viewport()) as painter:
                painter.setRenderHints(self.renderHints())
                legend = self._legend()
                painter.translate(self.viewport().width() - legend.bounds.right - _LEGEND_MARGIN, _LEGEND_MARGIN)
                paint(painter, legend)
                painter.resetTransform()
                painter.translate(_LEGEND_MARGIN, _LEGEND_MARGIN)
                paint(painter, self._heading())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._follows:
            self.fit()
        self.moved()
