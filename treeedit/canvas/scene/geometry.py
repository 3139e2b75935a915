"""What stands where on the canvas: nodes, slots, edges and numbers, asked by place, and places, asked by node.

The half of the stage that only answers; it changes nothing.
"""

from __future__ import annotations

import math

import numpy as np
from PySide6.QtCore import QPointF, QRectF

from treeedit.canvas.painting.painter import Prepared
from treeedit.canvas.scene.highlights import Lighting
from treeedit.canvas.scene.known_numbers import Knowing
from treeedit.canvas.scene.morph import Morph
from treeedit.canvas.scene.transition import Leaving
from treeedit.canvas.scene.visible_parts import ALL, NOTES, Showing, Shown
from treeedit.figure.blanks import BOX_WIDTH
from treeedit.figure.drawing import MARGIN, Drawing
from treeedit.figure.figure import Bounds
from treeedit.figure.look import ROW_PITCH, SLOT_RADIUS, Look
from treeedit.figure.notes import bounds_with_notes
from treeedit.figure.shared import SharedDrawing
from treeedit.figure.spoken import NAME_ROOM
from treeedit.figure.veil import Veil
from treeedit.model.records import Blank, Cursor, NodeId, Point, Slot
from treeedit.session import Session

_AIR = 9.0
"""Above and below a subtree when it is shown alone."""


class Standing(Knowing):
    """The trees of a session as they are drawn, and where everything of them is."""

    session: Session
    look: Look
    selection: list[NodeId]
    gap: Slot | None
    lights: Lighting
    carried: NodeId | None
    carried_along: tuple[NodeId, ...]
    note: int | None
    pointed_note: int | None
    lifted_note: int | None
    showing: Showing
    sheets: dict[str, Prepared]
    veil: Veil
    spoken: frozenset[NodeId]
    leaving: Leaving | None
    morph: Morph | None
    _drawing: Drawing
    _origins: dict[NodeId, Point]

    @property
    def drawing(self) -> Drawing:
        """The forest as it is drawn now."""
        return self._drawing

    def origins(self) -> list[QPointF]:
        """Where the roots stand in the scene, in the order of the trees."""
        return [QPointF(*self._origins[root]) for root in self.session.forest.trees()]

    def cursor(self) -> Cursor | None:
        """The current node or empty slot."""
        return self.gap or (self.selection[-1] if self.selection else None)

    @property
    def lit(self) -> frozenset[NodeId]:
        """The nodes that are lit, while the others are dimmed."""
        return self.lights.now.nodes

    def origin(self, root: NodeId) -> Point:
        """Where the root of a tree stands: beside what is larger, wherever the document puts it."""
        return self._origins[root]

    def tree_of(self, row: int) -> int:
        """The number of the tree in which a row stands."""
        return int(np.searchsorted(self._drawing.analysis.order.roots, row))

    def place_of(self, node: NodeId) -> QPointF:
        """The centre of a node in scene coordinates."""
        row = self._drawing.analysis.order.rows[node]
        root = self._drawing.analysis.order.ids[self._drawing.analysis.order.roots[self.tree_of(row)]]
        origin = self.origin(int(root))
        return QPointF(origin.x + float(self._drawing.x[row]), origin.y + float(self._drawing.y[row]))

    def place_of_slot(self, slot: Slot) -> QPointF:
        """The centre of a slot, empty or not, in scene coordinates."""
        row = self._drawing.analysis.order.rows[slot.parent]
        if self._drawing.folded[row]:
            return self.place_of(slot.parent)
        x, y = self._drawing.slot_place(row, slot.index)
        here = QPointF(float(self._drawing.x[row]), float(self._drawing.y[row]))
        return self.place_of(slot.parent) + QPointF(x, y) - here

    def shown(self, node: NodeId) -> NodeId:
        """The node that is drawn for a node: itself, the fold that holds it, or the one it has run together with."""
        order = self._drawing.analysis.order
        (row,) = self._drawing.standing(np.array([order.rows[node]])).tolist()
        return int(order.ids[row])

    @property
    def is_shared(self) -> bool:
        """Whether the shared form is what is drawn."""
        return isinstance(self._drawing, SharedDrawing)

    def instances(self, node: NodeId) -> list[NodeId]:
        """The nodes of the tree that the drawn node stands for, in the order of the tree."""
        order = self._drawing.analysis.order
        found: list[NodeId] = order.ids[self._drawing.instances(order.rows[node])].tolist()
        return found

    def stands_for_several(self, node: NodeId) -> bool:
        """Whether a node has run together with others."""
        return self.is_shared and len(self.instances(node)) > 1

    def knows_partial(self, row: int) -> bool:
        """Whether the partial of a row may be shown: in the shared form where those of all instances are known."""
        if self.known is None or not self.is_shared:
            return super().knows_partial(row)
        order = self.session.analysis.order
        rows = [order.rows[node] for node in self.instances(int(order.ids[row]))]
        return bool(self.known.partials[[row, *rows]].all())

    def partial_of(self, node: NodeId) -> float:
        """What is written as the partial of a node: in the shared form the sum over its instances."""
        evaluation = self.session.evaluation
        if not self.is_shared:
            return float(evaluation.partial[self.session.analysis.order.rows[node]])
        row = self._drawing.analysis.order.rows[node]
        return float(self._drawing.partials(np.array([row]), evaluation)[0])

    def hides_value(self, node: NodeId) -> bool:
        """Whether an exercise hides the value of a node as it is drawn."""
        nodes = self.instances(node) if self.veil and self.is_shared else [node]
        return any(map(self.veil.hides_value, nodes))

    def hides_partial(self, node: NodeId) -> bool:
        """Whether an exercise hides what is written as the partial of a node: its own, or a sum."""
        nodes = self.instances(node) if self.veil and self.is_shared else [node]
        return self.veil.hides_sum(nodes) if len(nodes) > 1 else self.veil.hides_partial(node)

    def sum_of(self, node: NodeId) -> str:
        """That sum written out, where several partials arrive at the node as it is drawn; else ""."""
        if not isinstance(self._drawing, SharedDrawing) or len(self.seats(node)) < 2:
            return ""
        if any(map(self.veil.hides_partial, self.instances(node))):
            return ""
        edges = self._drawing.sharing.arrivals(self._drawing.analysis.order.rows[self.shown(node)])
        return self._drawing.sum_text(self._drawing.brought(self.session.evaluation)[edges].tolist())

    def seats(self, cursor: Cursor) -> list[Slot]:
        """The slots in which a node is drawn; a slot is itself."""
        if isinstance(cursor, Slot):
            return [cursor]
        order = self._drawing.analysis.order
        return [Slot(int(order.ids[row]), index) for row, index in self._drawing.seats(order.rows[cursor])]

    def is_fold(self, node: NodeId) -> bool:
        """Whether a node is drawn as a fold, or lies in one."""
        return bool(self._drawing.folded[self._drawing.analysis.order.rows[node]])

    def fold_badge_at(self, point: QPointF) -> NodeId | None:
        """The fold whose badge lies under a scene point; None if there is none."""
        drawing = self._drawing
        for node in self.nodes_near(point, 0.0):
            row = drawing.analysis.order.rows[node]
            if drawing.folded[row]:
                here = point - self.place_of(node) + QPointF(float(drawing.x[row]), float(drawing.y[row]))
                left, top, right, bottom = drawing.badge_box(row)
                if left <= here.x() <= right and top <= here.y() <= bottom:
                    return node
        return None

    def place_beside(self, node: NodeId) -> Point:
        """A place to the right of the node's tree, level with it, for a loose tree."""
        root = self.session.forest.root_of(node)
        aside = self.place_of(node).x() - self.subtree_rect(node).left()
        return to_point(QPointF(self.tree_bounds(root).right + aside + ROW_PITCH / 2, self.place_of(node).y()))

    def nodes_near(self, point: QPointF, radius: float) -> list[NodeId]:
        """The nodes whose boxes come within a radius of a scene point, nearest centre first."""
        return [node for _, node in self.node_distances(point, radius)]

    def node_distances(self, point: QPointF, radius: float) -> list[tuple[float, NodeId]]:
        """The same, each with how far its box is."""
        found = []
        drawing = self._drawing
        for tree, origin in enumerate(self.origins()):
            x, y = point.x() - origin.x(), point.y() - origin.y()
            for row in drawing.rows_near(tree, Bounds(x, y, x, y).grown(radius)).tolist():
                dx = max(0.0, abs(x - float(drawing.x[row])) - float(drawing.width[row]) / 2)
                dy = max(0.0, abs(y - float(drawing.y[row])) - float(drawing.half_height[row]))
                if dx * dx + dy * dy <= radius * radius:
                    away = abs(x - float(drawing.x[row])) + abs(y - float(drawing.y[row]))
                    found.append((math.hypot(dx, dy), away, int(drawing.analysis.order.ids[row])))
        return [(distance, node) for distance, _, node in sorted(found)]

    def empty_slots_near(self, point: QPointF, radius: float) -> list[Slot]:
        """The empty slots whose circles come within a radius of a scene point, nearest first."""
        found = []
        order = self._drawing.analysis.order
        reach = radius + SLOT_RADIUS
        for tree, origin in enumerate(self.origins()):
            x, y = point.x() - origin.x(), point.y() - origin.y()
            for row, index in self._drawing.empty_slots_near(tree, Bounds(x, y, x, y).grown(reach)).tolist():
                slot = Slot(int(order.ids[row]), index)
                place = self.place_of_slot(slot) - point
                away = float(np.hypot(place.x(), place.y()))
                if away <= reach:
                    found.append((away, slot))
        return [slot for _, slot in sorted(found)]

    def edges_near(self, point: QPointF, radius: float) -> list[tuple[float, NodeId]]:
        """How far a scene point is from the edges within a radius, each named by its operand; nearest first."""
        found = []
        order = self._drawing.analysis.order
        for tree, origin in enumerate(self.origins()):
            x, y = point.x() - origin.x(), point.y() - origin.y()
            rows = self._drawing.rows_near(tree, Bounds(x, y, x, y).grown(radius))
            rows = rows[order.parent[rows] >= 0]
            for row, away in zip(rows.tolist(), self._drawing.edge_distances(rows, x, y).tolist(), strict=True):
                if away <= radius:
                    found.append((away, int(order.ids[row])))
        return sorted(found)

    def input_number_at(self, point: QPointF, radius: float) -> NodeId | None:
        """The leaf of an input whose value is written within a radius of a scene point."""
        drawing, evaluation = self._drawing, self.session.evaluation
        order = drawing.analysis.order
        for tree, origin in enumerate(self.origins() if "values" in drawing.look.shows else ()):
            x, y = point.x() - origin.x(), point.y() - origin.y()
            for row in drawing.rows_near(tree, Bounds(x, y, x, y).grown(radius)).tolist():
                known = self.knows_value(int(drawing.shown.sources(np.array([row]))[0]))
                is_input = order.operator[row] < 0 and drawing.names[order.label[row]]
                if known and is_input and not self.veil.hides_value(int(order.ids[row])):
                    box = drawing.value_box(row, evaluation).grown(radius)
                    if box.left <= x <= box.right and box.top <= y <= box.bottom:
                        return int(order.ids[row])
        return None

    def number_at(self, point: QPointF) -> Blank | None:
        """The value or partial whose place, as wide as a blank, lies under a scene point."""
        drawing = self._drawing
        for tree, origin in enumerate(self.origins()):
            x, y = point.x() - origin.x(), point.y() - origin.y()
            for row in drawing.rows_near(tree, Bounds(x, y, x, y).grown(BOX_WIDTH)).tolist():
                for kind in (each for each in ("value", "partial") if f"{each}s" in drawing.look.shows):
                    left, top, right, bottom = drawing.blank_box(row, kind)
                    there = drawing.complete[row] and (kind == "value" or drawing.varies[row])
                    if there and left <= x <= right and top <= y <= bottom:
                        found = drawing.blanks_at(row, kind)
                        return next((each for each in found if each in self.veil.fields), found[0])
        return None

    def blank_rect(self, blank: Blank) -> QRectF:
        """The rectangle of a value's or a partial's place, in scene coordinates."""
        row = self._drawing.analysis.order.rows[blank.node]
        return self._beside(blank.node, self._drawing.blank_box(row, blank.kind))

    def number_rect(self, node: NodeId) -> QRectF:
        """The rectangle of the value that is written beside a node, in scene coordinates."""
        row = self._drawing.analysis.order.rows[node]
        return self._beside(node, self._drawing.value_box(row, self.session.evaluation))

    def _beside(self, node: NodeId, box: Bounds) -> QRectF:
        """A rectangle beside a node in the coordinates of its tree, in scene coordinates."""
        row = self._drawing.analysis.order.rows[node]
        shift = self.place_of(node) - QPointF(float(self._drawing.x[row]), float(self._drawing.y[row]))
        return QRectF(box.left, box.top, box.right - box.left, box.bottom - box.top).translated(shift)

    def nodes_in(self, area: QRectF) -> list[NodeId]:
        """The nodes whose centres lie in a rectangle of the scene."""
        drawing, found = self._drawing, []
        for tree, origin in enumerate(self.origins()):
            inner = area.translated(-origin)
            rows = self.rows_in(tree, inner)
            x, y = drawing.x[rows], drawing.y[rows]
            hit = (x >= inner.left()) & (x <= inner.right()) & (y >= inner.top()) & (y <= inner.bottom())
            found += drawing.analysis.order.ids[rows[hit]].tolist()
        return found

    def cursors_in(self, area: QRectF) -> list[Cursor]:
        """The nodes and empty slots whose centres lie in a rectangle of the scene."""
        found: list[Cursor] = list(self.nodes_in(area))
        order = self._drawing.analysis.order
        for tree, origin in enumerate(self.origins()):
            inner = area.translated(-origin)
            slots = self._drawing.empty_slots_near(tree, to_bounds(inner)).tolist()
            gaps = [Slot(int(order.ids[row]), index) for row, index in slots]
            found += [gap for gap in gaps if area.contains(self.place_of_slot(gap))]
        return found

    def subtree_rect(self, node: NodeId) -> QRectF:
        """The rectangle of a subtree in scene coordinates, numbers included."""
        drawing = self._drawing
        rows = drawing.subtree_rows(node)
        row, part = rows[-1], slice(rows[0], rows[-1] + 1)
        middle = self.place_of(node) - QPointF(float(drawing.x[row]), float(drawing.y[row]))
        left, top, right, bottom = drawing.box_around(part)
        return QRectF(left, top - _AIR, right - left, bottom - top + 2 * _AIR).translated(middle)

    def rows_in(self, tree: int, area: QRectF) -> np.ndarray:
        """The rows of a tree with a box or an edge in a rectangle of its item's coordinates, in drawing order."""
        return self._drawing.rows_within(tree, to_bounds(area.adjusted(-MARGIN, 0.0, MARGIN, 0.0)))

    def tree_bounds(self, root: NodeId) -> Bounds:
        """The rectangle of a tree in scene coordinates."""
        point = self.origin(root)
        tree = self.session.forest.trees().index(root)
        return self._drawing.bounds(tree).moved(point.x, point.y)

    def forest_rect(self) -> QRectF:
        """The rectangle that all trees fill when they stand still; empty if there are none."""
        return self.rect_of(ALL)

    def rect_of(self, shown: Shown) -> QRectF:
        """The same of what a view shows."""
        rect = QRectF()
        bounds_of = bounds_with_notes if NOTES in shown.beside else Drawing.bounds
        for tree, (root, origin) in enumerate(zip(self.session.forest.trees(), self.origins(), strict=True)):
            if shown.has(root):
                left, top, right, bottom = bounds_of(self._drawing, tree)
                bottom += NAME_ROOM - MARGIN if self.known is not None else 0.0  # steps call the lowest nodes by names
                rect |= QRectF(left, top, right - left, bottom - top).translated(origin)
        return rect


def to_bounds(area: QRectF) -> Bounds:
    """A rectangle of Qt's as a figure has it."""
    return Bounds(area.left(), area.top(), area.right(), area.bottom())


def to_point(point: QPointF) -> Point:
    """A scene point as the document stores it."""
    return Point(round(point.x(), 2), round(point.y(), 2))
