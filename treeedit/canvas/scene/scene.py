"""The scene: one item per loose tree, and what the view asks of it: who is where, what is lit, what is chosen.

It mirrors the session's forest and follows its edits; it never changes the document. A new layout is reached by an
interpolation between the old places and the new ones, which any later edit may interrupt.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

import numpy as np
from PySide6.QtCore import QAbstractAnimation, QEasingCurve, QVariantAnimation

from treeedit.canvas.painting.painter import Prepared
from treeedit.canvas.scene.geometry import Standing, to_bounds, to_point
from treeedit.canvas.scene.highlights import Light, Lighting
from treeedit.canvas.scene.morph import MORPH_MS, Morph
from treeedit.canvas.scene.transition import Before, Leaving, Places
from treeedit.canvas.scene.tree_item import TreeItem
from treeedit.canvas.scene.visible_parts import Showing
from treeedit.figure.look import Look
from treeedit.figure.notes import SHOWN
from treeedit.figure.parting import moves_to, points_of
from treeedit.figure.shared import drawing_of
from treeedit.figure.spotlight import Spotlight
from treeedit.figure.veil import Veil, veil_of
from treeedit.model.analysis import analyse
from treeedit.model.edits import add
from treeedit.model.forest import Forest
from treeedit.model.records import Blank, Cursor, Edit, Expression, NodeId, Point, Slot
from treeedit.model.rows import guessed
from treeedit.model.steps import Known
from treeedit.session import Session

__all__ = ["Stage", "to_bounds", "to_point"]

MOTION_MS = 200
MOST_MOVING = 3000
_MOST_REACHING = 300
"""Nodes of a new tree that is drawn once more to see how far it reaches."""


class Stage(Standing):
    """The trees of a session, drawn under a look. selectionChanged (Qt's own): other nodes are chosen.

    say: tells the user a sentence, wherever the window shows such. picks(number): whether a click on a number's place
    means something; then picked(number) is called by a click.
    """

    def __init__(self, session: Session, look: Look) -> None:
        super().__init__(session)
        self.session, self.look = session, look
        self.selection: list[NodeId] = []
        self.gap: Slot | None = None
        self.lights = Lighting(session, self.update)
        self.carried: NodeId | None = None
        self.carried_along: tuple[NodeId, ...] = ()
        self.note: int | None = None
        self.pointed_note: int | None = None
        self.lifted_note: int | None = None
        self.showing = Showing()
        self.sheets: dict[str, Prepared] = {}
        self.still_motion = False
        self.text_scale = 1.0
        self.known: Known | None = None
        self.veil = veil_of(session.forest)
        self.picks: Callable[[Blank], bool] = lambda blank: False
        self.picked: Callable[[Blank], None] = lambda blank: None
        self.spotlight: Spotlight | None = None
        self.spoken: frozenset[NodeId] = frozenset()
        self.say: Callable[[str], None] = lambda sentence: None
        self._items: dict[NodeId, TreeItem] = {}
        self._origins: dict[NodeId, Point] = {}
        self._motion = QVariantAnimation(self)
        self._motion.setStartValue(0.0)
        self._motion.setEndValue(1.0)
        self._motion.valueChanged.connect(self._move)
        self._motion.finished.connect(self._arrive)
        self._start: Places | None = None
        self._tried: frozenset[NodeId] | None = None
        self.leaving: Leaving | None = None
        self.morph: Morph | None = None
        self._redraw()
        session.completions.append(self._stood)
        session.edited.connect(self._follow)
        session.edited.connect(self._follow_notes)
        session.edited.connect(self._follow_blanks)
        session.evaluated.connect(self._renumber)

    def items_by_tree(self) -> list[TreeItem]:
        """The items in the order of the trees."""
        return [self._items[root] for root in self.session.forest.trees()]

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

    def speak_of(self, nodes: Iterable[NodeId]) -> None:
        """Write the names of these nodes beside them, as somebody shows a sentence that calls them so."""
        spoken = frozenset(nodes)
        if spoken != self.spoken:
            self.spoken = spoken
            for item in self._items.values():
                item.update()

    def light(self, nodes: Iterable[NodeId]) -> None:
        """Light some nodes for now and dim the others; none leaves what is pinned."""
        self.lights.pass_over(Light(frozenset(nodes)))

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

    # --- how it looks ---

    def cover(self, veil: Veil) -> None:
        """Hide other numbers, or show other answers in their places."""
        if veil.fields != self.veil.fields:
            self.veil = veil
            self.session.announce()

    def restyle(self, look: Look) -> None:
        """Draw everything anew under another look; where the root goes elsewhere, the nodes move there."""
        if SHOWN not in look.shows and self.note is not None:
            self.select_note(None)
        before = self._before() if look.orientation != self.look.orientation else None
        morphs = look.form != self.look.form
        start = self._places_for_morph() if morphs else None
        self.look = look
        self._redraw()
        if morphs:
            self._reselect()
        self._begin_morph(start)
        self._begin_motion(before)
        if morphs:
            self.session.announce()  # a number stands for another node, or for several

    # --- following the session ---

    def _follow(self, edit: Edit) -> None:
        if self._drawing.forest is not self.session.forest:
            self._take_up()
            return
        if edit.keeps_structure():
            if edit.roots:
                self._stand()
            if edit.folds:
                self.try_folds(None)
            return
        before = self._before()
        self._tried = None
        self.known = self.spotlight = None
        self.spoken = frozenset()
        self._redraw()
        self._reselect()
        self._begin_motion(before)

    def _reselect(self) -> None:
        """Choose and light what is still there, or the folds that hold it."""
        forest, gap = self.session.forest, self.gap
        chosen = [node for node in self.selection if node in forest.nodes]
        self.lights.follow()
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

    def _follow_blanks(self, edit: Edit) -> None:
        """What is hidden is hidden at once; whoever marks the answers covers it anew."""
        if edit.blanks:
            self.veil = veil_of(self.session.forest)

    def _take_up(self) -> None:
        """Show another document, of which nothing is chosen, lit or on its way."""
        self.veil = veil_of(self.session.forest)
        self.known = self.spotlight = None
        self.spoken = frozenset()
        self._tried = None
        self._redraw()
        self.select([])
        self.lights.end()

    def _renumber(self, _evaluation: object) -> None:
        for item in self._items.values():
            item.update()

    def _places_for_morph(self) -> Places | None:
        """Where the rows are now, on the way from another form or at rest; None if there are too many to move."""
        if len(self._drawing.x) > MOST_MOVING or self.still_motion:
            return None
        drawing = self._drawing if self.morph is None else self.morph.drawing
        return drawing.x.copy(), drawing.y.copy()

    def _begin_morph(self, start: Places | None) -> None:
        """Let the rows go from where they stood in another form to where they stand now."""
        if start is None or all(np.array_equal(a, b) for a, b in zip(start, self._drawing.rest, strict=True)):
            return
        self.morph = Morph(self._drawing, start)
        self._renew_items()
        self._run(MORPH_MS, QEasingCurve.Type.InOutCubic)

    def _run(self, duration: int, curve: QEasingCurve.Type) -> None:
        self._motion.setDuration(duration)
        self._motion.setEasingCurve(curve)
        self._motion.start()

    def _renew_items(self) -> None:
        for item in self._items.values():
            item.renew(item.tree)

    def _redraw(self) -> None:
        self._motion.stop()
        forest = self.session.forest
        self.leaving = self.morph = None
        folds = forest.folds if self._tried is None else self._tried
        self._drawing = drawing_of(forest, self.session.analysis, self.look, folds)
        for root in [root for root in self._items if root not in forest.roots]:
            self.removeItem(self._items.pop(root))
        for tree, root in enumerate(forest.trees()):
            if root not in self._items:
                self._items[root] = TreeItem(self, root)
                self.addItem(self._items[root])
            self._items[root].tree = tree
        self._stand()
        self._renew_items()
        self.setSceneRect(self.forest_rect().adjusted(-4000, -4000, 4000, 4000))
        self.update()

    def _stand(self) -> None:
        """Let every tree stand where it has room."""
        self._origins = points_of(self._drawing)
        for item in self._items.values():
            item.take_place()

    def reach_of(self, expression: Expression) -> tuple[float, float]:
        """How far a new tree would be drawn to the left and to the right of its root."""
        if len(expression) > _MOST_REACHING:
            return guessed(expression)
        forest = Forest()
        forest.apply(add(forest, expression, Point(0.0, 0.0)))
        left, _, right, _ = drawing_of(forest, analyse(forest), self.look).bounds(0)
        return left, right

    def _stood(self, edit: Edit) -> Edit:
        """What an edit has brought, at the nearest place beside all that was there."""
        arrived = _arrivals(edit)
        fresh = [root for root, (before, _) in edit.nodes.items() if before is None and root in arrived]
        whole = [root for root in fresh if any(self.session.forest.operands(root))]
        points = points_of(self._drawing, arrived, whole) if arrived else {}
        return moves_to(self.session.forest, {root: points[root] for root in arrived})

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
            self._run(MOTION_MS, QEasingCurve.Type.OutCubic)

    def _begin_leaving(self, before: Before | None) -> None:
        """Let what a fold has just taken in be seen on its way."""
        if before is not None and set(self._drawing.shown.folds_by_id()) - set(before.drawing.shown.folds_by_id()):
            self.leaving = Leaving(before.drawing, self._drawing)
            if self._motion.state() != QAbstractAnimation.State.Running:
                self._start = self._drawing.rest
                self._run(MOTION_MS, QEasingCurve.Type.OutCubic)

    def _move(self, progress: float) -> None:
        if self.morph is not None:
            self.morph.move(progress)
            self.update()
            return
        if self._start is None:
            return
        final = self._drawing.rest
        self._drawing.move_to(*(a + (b - a) * progress for a, b in zip(self._start, final, strict=True)))
        if self.leaving is not None:
            self.leaving.move(progress)
        self._renew_items()

    def _arrive(self) -> None:
        """All stand where they stay."""
        self.leaving = self.morph = None
        self._drawing.move_to(*self._drawing.rest)
        self._renew_items()


def _arrivals(edit: Edit) -> frozenset[NodeId]:
    """The trees that an edit has brought where none stood before; a new root over or in the place of one is no such."""
    places = {before.point for before, _ in edit.roots.values() if before is not None}
    return frozenset(root for root, (_, after) in edit.roots.items() if after is not None and after.point not in places)
