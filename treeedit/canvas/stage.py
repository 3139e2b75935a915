"""The scene: one item per loose tree, and what the view asks of it: who is where, what is lit, what is chosen.

It mirrors the session's forest and follows its edits; it never changes the document. A new layout is reached by an
interpolation between the old places and the new ones, which any later edit may interrupt.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable

import numpy as np
from PySide6.QtCore import QAbstractAnimation, QEasingCurve, QPointF, QRectF, QVariantAnimation
from PySide6.QtWidgets import QGraphicsScene

from treeedit.canvas.item import TreeItem
from treeedit.canvas.motion import Before, Leaving, Places
from treeedit.canvas.painting import Prepared
from treeedit.canvas.spotlight import Spotlight
from treeedit.figure.drawing import MARGIN, Drawing
from treeedit.figure.figure import Bounds
from treeedit.figure.look import ROW_PITCH, SLOT_RADIUS, Look
from treeedit.figure.notes import SHOWN, bounds_with_notes
from treeedit.model.records import Cursor, Edit, NodeId, Point, Slot
from treeedit.model.steps import Known
from treeedit.session import Session

MOTION_MS = 200
MOST_MOVING = 3000
_AIR = 9.0
"""Above and below a subtree when it is shown alone."""


class Stage(QGraphicsScene):
    """The trees of a session, drawn under a look. selectionChanged (Qt's own): other nodes are chosen.

    say: tells the user a sentence, wherever the window shows such.
    """

    def __init__(self, session: Session, look: Look) -> None:
        super().__init__(session)
        self.session, self.look = session, look
        self.selection: list[NodeId] = []
        self.gap: Slot | None = None
        self.lit: frozenset[NodeId] = frozenset()
        self.carried: NodeId | None = None
        self.carried_along: tuple[NodeId, ...] = ()
        self.note: int | None = None
        self.pointed_note: int | None = None
        self.lifted_note: int | None = None
        self.sheets: dict[str, Prepared] = {}
        self.still_motion = False
        self.text_scale = 1.0
        self.known: Known | None = None
        self.spotlight: Spotlight | None = None
        self.say: Callable[[str], None] = lambda sentence: None
        self._items: dict[NodeId, TreeItem] = {}
        self._motion = QVariantAnimation(self)
        self._motion.setStartValue(0.0)
        self._motion.setEndValue(1.0)
        self._motion.setDuration(MOTION_MS)
        self._motion.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._motion.valueChanged.connect(self._move)
        self._motion.finished.connect(self._arrive)
        self._start: Places | None = None
        self._tried: frozenset[NodeId] | None = None
        self.leaving: Leaving | None = None
        self._redraw()
        session.edited.connect(self._follow)
        session.edited.connect(self._follow_notes)
        session.evaluated.connect(self._renumber)

    # --- what is where ---

    @property
    def drawing(self) -> Drawing:
        """The forest as it is drawn now."""
        return self._drawing

    def items_by_tree(self) -> list[TreeItem]:
        """The items in the order of the trees."""
        return [self._items[root] for root in self.session.forest.trees()]

    def tree_of(self, row: int) -> int:
        """The number of the tree in which a row stands."""
        return int(np.searchsorted(self._drawing.analysis.order.roots, row))

    def place_of(self, node: NodeId) -> QPointF:
        """The centre of a node in scene coordinates."""
        row = self._drawing.analysis.order.rows[node]
        root = self._drawing.analysis.order.ids[self._drawing.analysis.order.roots[self.tree_of(row)]]
        origin = self.session.forest.roots[int(root)].point
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
        """The node that is drawn for a node: itself, or the fold that holds it."""
        order = self._drawing.analysis.order
        return int(order.ids[order.rows[node]])

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
        for tree, item in enumerate(self.items_by_tree()):
            x, y = point.x() - item.x(), point.y() - item.y()
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
        for tree, item in enumerate(self.items_by_tree()):
            x, y = point.x() - item.x(), point.y() - item.y()
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
        for tree, item in enumerate(self.items_by_tree()):
            x, y = point.x() - item.x(), point.y() - item.y()
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
        for tree, item in enumerate(self.items_by_tree() if "values" in drawing.look.shows else ()):
            x, y = point.x() - item.x(), point.y() - item.y()
            for row in drawing.rows_near(tree, Bounds(x, y, x, y).grown(radius)).tolist():
                known = self.knows_value(int(drawing.shown.sources(np.array([row]))[0]))
                if known and order.operator[row] < 0 and drawing.names[order.label[row]]:
                    box = drawing.value_box(row, evaluation).grown(radius)
                    if box.left <= x <= box.right and box.top <= y <= box.bottom:
                        return int(order.ids[row])
        return None

    def number_rect(self, node: NodeId) -> QRectF:
        """The rectangle of the value that is written beside a node, in scene coordinates."""
        row = self._drawing.analysis.order.rows[node]
        box = self._drawing.value_box(row, self.session.evaluation)
        shift = self.place_of(node) - QPointF(float(self._drawing.x[row]), float(self._drawing.y[row]))
        return QRectF(box.left, box.top, box.right - box.left, box.bottom - box.top).translated(shift)

    def nodes_in(self, area: QRectF) -> list[NodeId]:
        """The nodes whose centres lie in a rectangle of the scene."""
        drawing, found = self._drawing, []
        for tree, item in enumerate(self.items_by_tree()):
            inner = area.translated(-item.pos())
            rows = self.rows_in(tree, inner)
            x, y = drawing.x[rows], drawing.y[rows]
            hit = (x >= inner.left()) & (x <= inner.right()) & (y >= inner.top()) & (y <= inner.bottom())
            found += drawing.analysis.order.ids[rows[hit]].tolist()
        return found

    def cursors_in(self, area: QRectF) -> list[Cursor]:
        """The nodes and empty slots whose centres lie in a rectangle of the scene."""
        found: list[Cursor] = list(self.nodes_in(area))
        order = self._drawing.analysis.order
        for tree, item in enumerate(self.items_by_tree()):
            inner = area.translated(-item.pos())
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
        point = self.session.forest.roots[root].point
        tree = self.session.forest.trees().index(root)
        return self._drawing.bounds(tree).moved(point.x, point.y)

    def forest_rect(self) -> QRectF:
        """The rectangle that all trees fill when they stand still; empty if there are none."""
        rect = QRectF()
        for tree, item in enumerate(self.items_by_tree()):
            left, top, right, bottom = bounds_with_notes(self._drawing, tree)
            rect |= QRectF(left, top, right - left, bottom - top).translated(item.pos())
        return rect

    # --- what is chosen and lit ---

    def select(self, nodes: Iterable[NodeId]) -> None:
        """Choose other nodes; the last one is the current one. For one that is folded away its fold is chosen."""
        self._choose(self._drawn(nodes), None)

    def select_gap(self, gap: Slot) -> None:
        """Choose an empty slot, or the fold that holds it."""
        if self.is_fold(gap.parent):
            self.select([gap.parent])
        else:
            self._choose([], gap)

    def select_cursor(self, cursor: Cursor) -> None:
        """Choose a node or an empty slot."""
        self.select_gap(cursor) if isinstance(cursor, Slot) else self.select([cursor])

    def cursor(self) -> Cursor | None:
        """The current node or empty slot."""
        return self.gap or (self.selection[-1] if self.selection else None)

    def _drawn(self, nodes: Iterable[NodeId]) -> list[NodeId]:
        """The nodes that are drawn for some nodes, each once; one that is gone stays what it is."""
        rows = self._drawing.analysis.order.rows
        return list(dict.fromkeys(self.shown(node) if node in rows else node for node in nodes))

    def _choose(self, chosen: list[NodeId], gap: Slot | None) -> None:
        if chosen != self.selection or gap != self.gap or self.note is not None:
            self.selection, self.gap, self.note = chosen, gap, None
            self.update()
            self.selectionChanged.emit()

    def select_note(self, number: int | None) -> None:
        """Choose a note instead of nodes; or none."""
        self._choose([], None)
        if number is not None:
            self.note = number
            self.update()
            self.selectionChanged.emit()

    def point_at_note(self, number: int | None) -> None:
        """Mark the note under the pointer; or none."""
        if number != self.pointed_note:
            self.pointed_note = number
            self.update()

    def lift_note(self, number: int | None) -> None:
        """Leave a note to a gesture that paints it elsewhere; None lets all stand where they are."""
        if number != self.lifted_note:
            self.lifted_note = number
            self.update()

    def light(self, nodes: Iterable[NodeId]) -> None:
        """Light some nodes and dim the others; none dims nothing."""
        lit = frozenset(nodes)
        if lit != self.lit:
            self.lit = lit
            self.update()

    def carry(self, node: NodeId | None, along: tuple[NodeId, ...] = ()) -> None:
        """Show a subtree as lifted while it is dragged, and the trees that go along with it."""
        if (node, along) != (self.carried, self.carried_along):
            self.carried, self.carried_along = node, along
            self.update()

    def try_folds(self, folds: Iterable[NodeId] | None) -> None:
        """Show how the trees would look with these operations folded; None shows them as they are."""
        before = self._before()
        self._tried = None if folds is None else frozenset(folds)
        self._redraw()
        self._reselect()
        self._begin_motion(before)
        self._begin_leaving(before)

    # --- what is known ---

    def reveal(self, known: Known | None, spotlight: Spotlight | None = None) -> None:
        """Show only the numbers that are known, by rows of the present structure, in a light; None shows all."""
        if known is not self.known:
            self.known, self.spotlight = known, spotlight
            self.session.announce()

    def knows_value(self, row: int) -> bool:
        """Whether the value of a row of the whole order may be shown."""
        return self.known is None or bool(self.known.values[row])

    def knows_partial(self, row: int) -> bool:
        """Whether the partial of a row of the whole order may be shown."""
        return self.known is None or bool(self.known.partials[row])

    def knows_sum(self, number: int) -> bool:
        """Whether the sum over a set, by its place among all sets, may be shown."""
        return self.known is None or bool(self.known.sums[number])

    def problem(self, row: int) -> str:
        """Why a row has no value or no partial, as far as that is known; "" if nothing is wrong."""
        evaluation = self.session.evaluation
        known = self.knows_value(row) if math.isnan(evaluation.value[row]) else self.knows_partial(row)
        return (known and evaluation.problem(row)) or ""

    def remark(self, row: int) -> str:
        """The convention that decides a derivative of a row, once that is known; "" if there is none."""
        return (self.knows_partial(row) and self.session.evaluation.remark(row)) or ""

    # --- how it looks ---

    def restyle(self, look: Look) -> None:
        """Draw everything anew under another look; where the root goes elsewhere, the nodes move there."""
        if SHOWN not in look.shows and self.note is not None:
            self.select_note(None)
        before = self._before() if look.orientation != self.look.orientation else None
        self.look = look
        self._redraw()
        self._begin_motion(before)

    # --- following the session ---

    def _follow(self, edit: Edit) -> None:
        if self._drawing.forest is not self.session.forest:
            self._take_up()
            return
        if edit.keeps_structure():
            for root in edit.roots:
                self._items[root].take_place()
            if edit.folds:
                self.try_folds(None)
            return
        before = self._before()
        self._tried = None
        self.known = self.spotlight = None
        self._redraw()
        self._reselect()
        self._begin_motion(before)

    def _reselect(self) -> None:
        """Choose and light what is still there, or the folds that hold it."""
        forest, gap = self.session.forest, self.gap
        chosen = [node for node in self.selection if node in forest.nodes]
        self.light(node for node in self.lit if node in forest.nodes)
        if gap is not None and forest.is_empty(gap) and not self.is_fold(gap.parent):
            self._choose(self._drawn(chosen), gap)
        else:
            hidden = gap is not None and forest.is_empty(gap)
            self._choose(self._drawn([*chosen, gap.parent] if hidden and gap else chosen), None)

    def _follow_notes(self, edit: Edit) -> None:
        """The trees reach as far as their notes; one that is gone is not chosen any more."""
        if not edit.notes:
            return
        if self.note is not None and self.note not in self.session.forest.notes:
            self.select_note(None)
        for item in self._items.values():
            item.renew(item.tree)

    def _take_up(self) -> None:
        """Show another document, of which nothing is chosen, lit or on its way."""
        self.known = self.spotlight = None
        self._tried = None
        self._redraw()
        self.select([])
        self.light([])

    def _renumber(self, _evaluation: object) -> None:
        for item in self._items.values():
            item.update()

    def _redraw(self) -> None:
        self._motion.stop()
        forest = self.session.forest
        self.leaving = None
        folds = forest.folds if self._tried is None else self._tried
        self._drawing = Drawing(forest, self.session.analysis, self.look, folds)
        for root in [root for root in self._items if root not in forest.roots]:
            self.removeItem(self._items.pop(root))
        for tree, root in enumerate(forest.trees()):
            if root not in self._items:
                self._items[root] = TreeItem(self, root)
                self.addItem(self._items[root])
            self._items[root].renew(tree)
        self.setSceneRect(self.forest_rect().adjusted(-4000, -4000, 4000, 4000))
        self.update()

    def _before(self) -> Before | None:
        """Where every node stands in the scene; None if there are too many to move."""
        if len(self._drawing.x) > MOST_MOVING or self.still_motion:
            return None
        items = sorted(self._items.values(), key=lambda item: item.tree)
        return Before(self._drawing, [item.pos() for item in items])

    def _begin_motion(self, before: Before | None) -> None:
        drawing = self._drawing
        if before is None or len(drawing.x) > MOST_MOVING:
            return
        start = before.starts(drawing, [item.pos() for item in self.items_by_tree()])
        if not all(np.array_equal(a, b) for a, b in zip(start, drawing.rest, strict=True)):
            self._start = start
            self._move(0.0)
            self._motion.start()

    def _begin_leaving(self, before: Before | None) -> None:
        """Let what a fold has just taken in be seen on its way."""
        if before is not None and set(self._drawing.shown.folds_by_id()) - set(before.drawing.shown.folds_by_id()):
            self.leaving = Leaving(before.drawing, self._drawing)
            if self._motion.state() != QAbstractAnimation.State.Running:
                self._start = self._drawing.rest
                self._motion.start()

    def _move(self, progress: float) -> None:
        if self._start is None:
            return
        final = self._drawing.rest
        self._drawing.move_to(*(a + (b - a) * progress for a, b in zip(self._start, final, strict=True)))
        if self.leaving is not None:
            self.leaving.move(progress)
        for item in self._items.values():
            item.renew(item.tree)

    def _arrive(self) -> None:
        """All stand where they stay."""
        self.leaving = None
        self._drawing.move_to(*self._drawing.rest)
        for item in self._items.values():
            item.renew(item.tree)


def to_bounds(area: QRectF) -> Bounds:
    """A rectangle of Qt's as a figure has it."""
    return Bounds(area.left(), area.top(), area.right(), area.bottom())


def to_point(point: QPointF) -> Point:
    """A scene point as the document stores it."""
    return Point(round(point.x(), 2), round(point.y(), 2))
