"""The figure of the shared form: a node a function, with several parents, that shows the sum of what arrives.

Rows stay the rows of the tree: those that have run together stand at one place, and the first of them is drawn. No
number is computed here; what a node shows is the sum of the partials of its instances, in the order of the tree, as
on the cards.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from treeedit.figure.drawing import PLATE_PADDING, Drawing, fitted
from treeedit.figure.figure import Bounds, Edge, Figure, Shape, Text
from treeedit.figure.fonts import width_of
from treeedit.figure.form import sharing_of
from treeedit.figure.look import (
    GAP,
    LABEL_SIZE,
    NUMBER_GAP,
    RADIUS,
    SHOWN_ON_EDGES,
    SLOT_RADIUS,
    Look,
    set_colour,
)
from treeedit.figure.numbers import summand_text
from treeedit.figure.places import MARGIN, Floats, Rows
from treeedit.figure.typeset import typeset
from treeedit.figure.veil import BARE, Veil
from treeedit.figure.woven import LABEL_HEIGHT, LABEL_WIDTH, Chain, Sizes, Woven, woven
from treeedit.model.analysis import Analysis
from treeedit.model.forest import Forest
from treeedit.model.layering import joints_of, layered
from treeedit.model.layout import Layout, lay_out
from treeedit.model.passes import Evaluation
from treeedit.model.records import Blank, NodeId
from treeedit.model.steps import Known

MOST_JOINTS = 5000
"""A larger shared form is not drawn: nobody could follow its edges, and its layout would not be live."""
SUM_SIZE = 11.5
MOST_SUMMANDS = 3
_SUM_BASE, _SUM_DEPTH, _SUM_WIDTH, _DIGIT_WIDTH = 29.0, 4.0, 112.0, 14.0
_REMARK_DROP = 13.0
_SMALLEST_SUM = 9.0
_LAYER_GAP = 70.0
_NAME_GAP = 6.0
_CORNER = 7.0


class SharedDrawing(Drawing):
    """A forest in the shared form, ready to be drawn. `rows` may name any instance; its node is drawn."""

    def _lay_out(self, analysis: Analysis) -> tuple[Layout, tuple[Floats, Floats]]:
        order = self.analysis.order
        layout = lay_out(order, self._extents(), GAP)
        inputs = (order.operator < 0) & ~self.folded & self.names[order.label]
        self.sharing = sharing_of(self.shown, self.look.form, self.complete, inputs)
        self._arrival = self.sharing.edges_of(order)
        self._several = np.bincount(self.sharing.operand, minlength=len(order.ids)) > 1
        self.function_names = self._named_nodes()
        self._widen()
        self.is_drawable = joints_of(self.sharing) <= MOST_JOINTS
        self.woven = self._woven(layout) if self.is_drawable else None
        if self.woven is None:
            return layout, (layout.x, layout.x)
        return layout, (self.woven.x, self.woven.y)

    def _named_nodes(self) -> dict[int, str]:
        """The names of functions, by the nodes at which they stand."""
        if "grounds" not in self.look.shows:
            return {}
        sets, source = self.analysis.sets, self.shown.sources(self.sharing.nodes)
        order = self.analysis.order
        operations = order.operator[self.sharing.nodes] >= 0
        pairs = zip(self.sharing.nodes[operations].tolist(), source[operations].tolist(), strict=True)
        found = {row: sets.name_of(whole) for row, whole in pairs}
        return {row: name for row, name in found.items() if name and not self.name_of(row)}

    def _widen(self) -> None:
        """Make room for the sums that are written out, and for the names of functions."""
        left, right, above, below = (each.copy() for each in self.outer)
        if "partials" in self.look.shows:
            under = self._several & self.bearing.sideways & (self.analysis.order.operator >= 0)
            half, aside = self.width / 2, self.width / 2 + NUMBER_GAP + self.sum_width
            left_side = self.bearing.sideways and self.bearing.sign < 0
            beside = self._several & ~under
            right = np.where(beside & (not left_side), np.maximum(right, aside), right)
            left = np.where(beside & left_side, np.maximum(left, aside), left)
            for side in (left, right):
                side[under] = np.maximum(np.maximum(half, self.sum_width / 2), side)[under]
            drop = _SUM_BASE + _SUM_DEPTH
            below = np.where(beside, np.maximum(below, drop), np.where(under, below + _SUM_BASE - 14.5, below))
        for row, name in self.function_names.items():
            wide = width_of(typeset(name), LABEL_SIZE, "bold")
            if self.bearing.sideways:
                above[row] += LABEL_SIZE + _NAME_GAP
                left[row], right[row] = max(left[row], wide / 2), max(right[row], wide / 2)
            else:
                left[row] += wide + _NAME_GAP
        self.outer = self.outer._replace(left=left, right=right, above=above, below=below)

    @property
    def sum_width(self) -> float:
        """The width of a sum that is written out."""
        return _SUM_WIDTH + _DIGIT_WIDTH * max(0, self.look.digits - 4)

    def _woven(self, layout: Layout) -> Woven:
        outer, bearing = self.outer, self.bearing
        along = (outer.left, outer.right) if bearing.sideways else (outer.above, outer.below)
        across = (outer.above, outer.below) if bearing.sideways else (outer.left, outer.right)
        near, far = along if bearing.sign > 0 else along[::-1]
        half = self.half_height, self.width / 2
        half_across, half_along = half if bearing.sideways else half[::-1]
        radius = np.minimum(self.half_height, np.where(self.names[self.analysis.order.label], RADIUS, _CORNER))
        radius = np.where(self.analysis.order.operator >= 0, RADIUS, radius)
        sizes = Sizes(*across, near, far, half_across, half_along, radius)
        lane = LABEL_HEIGHT if bearing.sideways else LABEL_WIDTH
        found = layered(self.analysis.order, self.sharing, layout.x, *across, SLOT_RADIUS, GAP, lane - 8.0)
        gap = self.column_gap if bearing.sideways else _LAYER_GAP
        return woven(self.analysis.order, self.sharing, found, sizes, bearing, gap)

    # --- what is where ---

    def standing(self, rows: Rows) -> Rows:
        """The nodes that some rows have become."""
        return self.sharing.node[rows]

    def instances(self, row: int) -> Rows:
        """The rows that a node stands for."""
        return self.sharing.instances(int(self.sharing.node[row]))

    def seats(self, row: int) -> list[tuple[int, int]]:
        """The operations and slots that the edges to a node come from."""
        edges = self.sharing.arrivals(int(self.sharing.node[row]))
        return list(zip(self.sharing.parent[edges].tolist(), self.sharing.slot[edges].tolist(), strict=True))

    def _nodes(self, rows: Iterable[int]) -> Rows:
        """The nodes of some rows, each once, in the order of the rows that stand for them."""
        return np.unique(self.sharing.node[np.asarray(rows, dtype=np.int64)])

    def tree_nodes(self, tree: int) -> Rows:
        """The nodes of the tree-th tree."""
        rows = self.tree_rows(tree)
        nodes = self.sharing.nodes
        return nodes[(nodes >= rows[0]) & (nodes <= rows[-1])]

    @property
    def _made(self) -> Woven:
        assert self.woven is not None
        return self.woven

    def bounds(self, tree: int) -> Bounds:
        """The rectangle that a tree's figure fills, relative to its root."""
        rows, root = self.tree_nodes(tree), int(self.analysis.order.roots[tree])
        reach = self._made.reach[rows]
        bounds = self._with_name(Bounds(*reach[:, :2].min(axis=0).tolist(), *reach[:, 2:].max(axis=0).tolist()), root)
        for (row, _), (x, y) in self._made.slots.items():
            if rows[0] <= row <= rows[-1]:
                bounds = bounds.united(Bounds(x, y, x, y).grown(SLOT_RADIUS))
        return bounds.grown(MARGIN)

    def slot_place(self, row: int, index: int) -> tuple[float, float]:
        """The centre of a row's operand, or of the circle of its empty slot."""
        operand = int(self.analysis.order.operands[row, index])
        if operand >= 0:
            return float(self.x[operand]), float(self.y[operand])
        x, y = self._made.slots[row, index]
        return x + float(self.x[row] - self.rest[0][row]), y + float(self.y[row] - self.rest[1][row])

    def rows_within(self, tree: int, area: Bounds) -> Rows:
        """The nodes of a tree with a box or an arriving edge in a rectangle."""
        rows = self.tree_nodes(tree)
        if self.x is not self.rest[0]:
            return rows
        left, top, right, bottom = self._made.reach[rows].T
        for (row, _), (x, y) in self._made.slots.items():
            at = np.searchsorted(rows, row)
            if rows[0] <= row <= rows[-1]:
                left[at], right[at] = min(left[at], x - SLOT_RADIUS), max(right[at], x + SLOT_RADIUS)
                top[at], bottom[at] = min(top[at], y - SLOT_RADIUS), max(bottom[at], y + SLOT_RADIUS)
        found: Rows = rows[(left <= area.right) & (right >= area.left) & (top <= area.bottom) & (bottom >= area.top)]
        return found

    def rows_near(self, tree: int, area: Bounds) -> Rows:
        """The nodes of a tree with a box in a rectangle."""
        rows = self.tree_nodes(tree)
        x, y, (left, right, above, below) = self.x[rows], self.y[rows], (each[rows] for each in self.outer)
        across = (x - left <= area.right) & (x + right >= area.left)
        return rows[across & (y - above <= area.bottom) & (y + below >= area.top)]

    def empty_slots_near(self, tree: int, area: Bounds) -> Rows:
        """The empty slots of a tree with a circle in a rectangle."""
        rows, grown = self.tree_rows(tree), area.grown(SLOT_RADIUS)
        found = [slot for slot in self._made.slots if slot[0] in rows and _holds(grown, *self.slot_place(*slot))]
        return np.array(found, dtype=np.int64).reshape(-1, 2)

    def edge_distances(self, rows: Rows, x: float, y: float) -> Floats:
        """No edge of the shared form is near: what could be put on it would belong to several places of the tree."""
        return np.full(len(rows), math.inf)

    def straight_edges(self, rows: Rows) -> Floats:
        """(k, 4) straight lines for the edges that arrive at some nodes."""
        lines = [piece[:4] for edge in self._edges_to(rows) for piece in self._chain(edge)]
        return np.array(lines, dtype=np.float64).reshape(-1, 4)

    def _edges_to(self, rows: Rows) -> list[int]:
        wanted = np.zeros(len(self.x), dtype=np.bool_)
        wanted[rows] = True
        return np.flatnonzero(wanted[self.sharing.operand]).tolist()

    def _chain(self, edge: int) -> Chain:
        """The curves of an edge; on the way between two layouts a single one."""
        chain = self._made.chains[edge]
        if self.x is self.rest[0]:
            return chain
        parent, operand = int(self.sharing.parent[edge]), int(self.sharing.operand[edge])
        first, last, rest = chain[0], chain[-1], self.rest
        x0, y0 = self.x[parent] - rest[0][parent], self.y[parent] - rest[1][parent]
        x1, y1 = self.x[operand] - rest[0][operand], self.y[operand] - rest[1][operand]
        return (first._replace(x0=first.x0 + x0, y0=first.y0 + y0, x1=last.x1 + x1, y1=last.y1 + y1, at=0.5),)

    # --- what stands still ---

    def still(self, rows: Sequence[int]) -> Figure:
        """All that is drawn of the nodes of some rows but their numbers; with the edges that arrive there."""
        figure, nodes = self._blank(), self._nodes(rows)
        self._draw_edges(figure, nodes)
        self._draw_empty_slots(figure, nodes)
        self._draw_nodes(figure, nodes)
        self._write_names(figure, nodes)
        self._write_function_names(figure, nodes)
        return figure

    def lifted(self, node: NodeId) -> Figure:
        """A tree as it is carried: without its numbers and its name."""
        figure, nodes = self._blank(), self._nodes(self.subtree_rows(node))
        self._draw_edges(figure, nodes)
        self._draw_empty_slots(figure, nodes)
        self._draw_nodes(figure, nodes)
        return figure

    def _draw_edges(self, figure: Figure, rows: Rows) -> None:
        colour = self.look.theme.edge
        figure.edges += [edge for each in self._edges_to(rows) for edge in self._curves(self._chain(each), colour)]

    def edges_above(self, rows: Rows) -> list[Edge]:
        """The edges by which some rows, each an instance, arrive at their nodes."""
        edges = np.unique(self._arrival[rows])
        return [each for edge in edges[edges >= 0].tolist() for each in self._curves(self._chain(edge), "none")]

    def _curves(self, chain: Chain, colour: str) -> list[Edge]:
        sideways = self.bearing.sideways
        return [Edge(*piece[:4], colour, 0.0, sideways, piece.at or 0.5) for piece in chain]

    def _draw_empty_slots(self, figure: Figure, rows: Rows) -> None:
        theme, side = self.look.theme, 2 * SLOT_RADIUS
        wanted = set(rows.tolist())
        for (row, slot), thread in self._made.threads.items():
            if row in wanted:
                dx, dy = float(self.x[row] - self.rest[0][row]), float(self.y[row] - self.rest[1][row])
                figure.edges += [
                    each._replace(x0=each.x0 + dx, y0=each.y0 + dy, x1=each.x1 + dx, y1=each.y1 + dy)
                    for each in self._curves(thread, theme.hairline)
                ]
                figure.shapes.append(
                    Shape(*self.slot_place(row, slot), side, side, SLOT_RADIUS, "none", theme.muted, 1.2, True)
                )

    def _write_function_names(self, figure: Figure, rows: Rows) -> None:
        theme = self.look.theme
        for row in rows.tolist():
            if name := self.function_names.get(row):
                ink = theme.set_inks[set_colour(self.forest.functions[name].mark)]
                x, y, half = float(self.x[row]), float(self.y[row]), float(self.width[row]) / 2
                place = (x - half - _NAME_GAP, y + 0.35 * LABEL_SIZE, "end")
                if self.bearing.sideways:
                    place = (x, y - RADIUS - _NAME_GAP - 2.0, "middle")
                text = Text(*place[:2], typeset(name), LABEL_SIZE, ink, "bold", "italic", place[2])
                figure.texts.append(text)

    # --- numbers ---

    def partials(self, rows: Rows, evaluation: Evaluation) -> Floats:
        """The sums of the partials of the instances of some nodes."""
        return self.sharing.gathered(self._each_partial(evaluation))[self.sharing.node[rows]]

    def _each_partial(self, evaluation: Evaluation) -> Floats:
        return np.asarray(self.shown.from_whole(evaluation.partial))

    def numbers(
        self, rows: Sequence[int], evaluation: Evaluation, known: Known | None = None, veil: Veil = BARE
    ) -> Figure:
        """Values, sums of partials and local derivatives of the nodes of some rows, those that are known.

        A value is known where that of the first instance is; a partial where those of all instances are.
        """
        figure, shows, nodes = self._blank(), self.look.shows, self._nodes(rows)
        values = partials = nodes
        if known is not None:
            values, partials = (nodes[each] for each in self.known_at(nodes, known))
        summed = partials
        if veil:
            summed = partials[~self._any_instance(veil.hidden_rows("partial", self.analysis.order.ids))[partials]]
            values, partials = self._draw_blanks(figure, values, partials, veil)
        if shows & SHOWN_ON_EDGES and self.x is self.rest[0]:
            edges = self._edges_to(self._unveiled(partials, veil))
            self._label_edges(figure, edges, evaluation, shows & SHOWN_ON_EDGES)
        if "values" in shows:
            self._write_values(figure, values, evaluation)
        if "partials" in shows:
            self._write_partials(figure, partials, evaluation)
            self._write_sums(figure, summed, evaluation)
            self._write_remarks(figure, partials, evaluation)
        return figure

    def _any_instance(self, mask: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """(m,) at which nodes something holds of any instance. mask: (m,) by row."""
        return np.asarray(np.bincount(self.sharing.node, weights=mask, minlength=len(self.x)) > 0)

    def _hidden(self, rows: Rows, kind: str, veil: Veil) -> NDArray[np.bool_]:
        """A value is hidden where that of any instance is; a sum where it is asked for, or where it is one partial."""
        ids = self.analysis.order.ids
        found = self._any_instance(veil.hidden_rows(kind, ids))[rows]
        if kind == "value":
            return found
        several = np.array([len(self.instances(row)) > 1 for row in rows.tolist()], dtype=np.bool_)
        return np.where(several, self._any_instance(veil.hidden_rows("sum", ids))[rows], found)

    def blanks_at(self, row: int, kind: str) -> list[Blank]:
        """The value of any instance; the sum over them where there are several."""
        nodes = self.analysis.order.ids[self.instances(row)].tolist()
        asked = "sum" if kind == "partial" and len(nodes) > 1 else kind
        return [Blank(asked, node) for node in nodes]

    def _unveiled(self, rows: Rows, veil: Veil) -> Rows:
        """The nodes whose local derivatives give nothing away, at none of their instances."""
        if not veil:
            return rows
        kept = np.zeros(len(self.x), dtype=np.bool_)
        kept[super()._unveiled(np.arange(len(self.x)), veil)] = True
        return rows[~self._any_instance(~kept)[rows]]

    def known_at(self, rows: Rows, known: Known) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
        """As in the tree form; a partial is known where those of all instances are."""
        unknown = ~self.shown.from_whole(known.partials)
        arrived = np.bincount(self.sharing.node, weights=unknown, minlength=len(self.x)) == 0
        return known.values[self.shown.sources(rows)], arrived[self.sharing.node[rows]]

    def _write_sums(self, figure: Figure, rows: Rows, evaluation: Evaluation) -> None:
        """What arrives at a node from several sides, written out under the sum."""
        rows = rows[self._several[rows] & self.complete[rows]]
        brought = self.brought(evaluation)
        for row, (x, y, anchor) in zip(rows.tolist(), self._number_places(rows), strict=True):
            text = self.sum_text(brought[self.sharing.arrivals(row)].tolist())
            shown = Text(x, y + _SUM_BASE, text, SUM_SIZE, self.look.theme.muted, anchor=anchor)
            figure.texts.append(fitted(shown, self.sum_width))

    def brought(self, evaluation: Evaluation) -> Floats:
        """(edges,) what arrives through each edge: the sum over the instances that it stands for."""
        below = self._arrival >= 0
        partial = self._each_partial(evaluation)[below]
        sums = np.bincount(self._arrival[below], weights=partial, minlength=len(self.sharing.parent))
        return np.asarray(sums, dtype=np.float64)

    def sum_text(self, summands: Sequence[float]) -> str:
        """Numbers as a sum; the middle is left out where there are many, or where there is no room."""
        first, *others = ["undefined" if math.isnan(each) else self.look.number(each) for each in summands]
        texts = [first, *map(summand_text, others)]
        whole = " + ".join(texts)
        if len(texts) <= MOST_SUMMANDS and (len(texts) < MOST_SUMMANDS or self._has_room(whole)):
            return whole
        return f"{texts[0]} + … + {texts[-1]}"

    def _has_room(self, text: str) -> bool:
        return width_of(text, _SMALLEST_SUM) <= self.sum_width

    def _write_remarks(self, figure: Figure, rows: Rows, evaluation: Evaluation) -> None:
        several = self._several[rows]
        super()._write_remarks(figure, rows[~several], evaluation)
        lower = len(figure.texts)
        super()._write_remarks(figure, rows[several], evaluation)
        figure.texts[lower:] = [text._replace(y=text.y + _REMARK_DROP) for text in figure.texts[lower:]]

    def _label_edges(self, figure: Figure, edges: Iterable[int], evaluation: Evaluation, shown: frozenset[str]) -> None:
        """Write local derivatives on some edges."""
        for edge in edges:
            parent, slot = int(self.sharing.parent[edge]), int(self.sharing.slot[edge])
            local = float(evaluation.local[self.shown.sources(np.array([parent]))[0], slot])
            if (math.isnan(local) and "rules" not in shown) or not self.complete[parent]:
                continue
            ((x, y),) = (each.label_place() for each in self._labelled(edge))
            place = x, y, LABEL_WIDTH - 2 * PLATE_PADDING
            self.edge_labels.label(figure, (int(self.analysis.order.ids[parent]), slot), local, place, shown)

    def trace(self, figure: Figure, path: Rows, evaluation: Evaluation, told: Rows) -> None:
        """The same for the edges that those of the path's instances have become."""
        edges = np.unique(self._arrival[path])
        for edge in edges[edges >= 0].tolist():
            figure.edges += self._curves(self._chain(edge), self.look.theme.partial)
        if self.x is self.rest[0]:
            part, known = Figure.empty(), np.unique(self._arrival[told])
            shown = self.look.shows & SHOWN_ON_EDGES or frozenset({"locals"})
            self._label_edges(part, known[known >= 0].tolist(), evaluation, shown)
            self.edge_labels.stress(figure, part)

    def _labelled(self, edge: int) -> list[Edge]:
        """The curve of an edge on which its label stands."""
        return self._curves(tuple(piece for piece in self._chain(edge) if piece.at), "none")


def _holds(area: Bounds, x: float, y: float) -> bool:
    return area.left <= x <= area.right and area.top <= y <= area.bottom


def drawing_of(forest: Forest, analysis: Analysis, look: Look, folds: Iterable[NodeId] | None = None) -> Drawing:
    """A forest's drawing in the form of the look; in tree form where the shared form is too large to be drawn."""
    if look.form.is_shared:
        drawing = SharedDrawing(forest, analysis, look, folds)
        if drawing.is_drawable:
            return drawing
    return Drawing(forest, analysis, look, folds)
