"""The figure of the shared form: a node a function, with several parents, that shows the sum of what arrives.

No number is computed here; what a node shows is the sum of the partials of its instances, in the order of the tree, as
on the cards. Where everything stands is the matter of `shared_places.py`.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from treeedit.figure.drawing import PLATE_PADDING, Drawing, fitted
from treeedit.figure.figure import Edge, Figure, Shape, Text
from treeedit.figure.fonts import width_of
from treeedit.figure.look import LABEL_SIZE, RADIUS, SHOWN_ON_EDGES, SLOT_RADIUS, Look, set_colour
from treeedit.figure.losses import DASH
from treeedit.figure.numbers import summand_text
from treeedit.figure.places import Floats, Rows
from treeedit.figure.shared_places import NAME_GAP, SUM_BASE, SharedPlaces
from treeedit.figure.typeset import typeset
from treeedit.figure.veil import BARE, Veil
from treeedit.figure.woven import LABEL_WIDTH, Chain
from treeedit.model.analysis import Analysis
from treeedit.model.forest import Forest
from treeedit.model.passes import Evaluation
from treeedit.model.records import Blank, NodeId
from treeedit.model.sets import totals_of
from treeedit.model.steps import Known

SUM_SIZE = 11.5
MOST_SUMMANDS = 3
_REMARK_DROP = 13.0
_SMALLEST_SUM = 9.0


class SharedDrawing(SharedPlaces, Drawing):
    """A forest in the shared form, ready to be drawn. `rows` may name any instance; its node is drawn."""

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
                place = (x - half - NAME_GAP, y + 0.35 * LABEL_SIZE, "end")
                if self.bearing.sideways:
                    place = (x, y - RADIUS - NAME_GAP - 2.0, "middle")
                text = Text(*place[:2], typeset(name), LABEL_SIZE, ink, "bold", "italic", place[2])
                figure.texts.append(text)

    # --- numbers ---

    def partials(self, rows: Rows, evaluation: Evaluation) -> Floats:
        """The sums of the partials of the instances of some nodes."""
        return self.sharing.gathered(self._each_partial(evaluation))[self.sharing.node[rows]]

    def _each_partial(self, evaluation: Evaluation) -> Floats:
        return np.asarray(self.shown.from_whole(self.look.partials_of(evaluation)))

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
        rows = self.differentiated(rows[self._several[rows] & self.complete[rows]])
        brought = self.brought(evaluation)
        for row, (x, y, anchor) in zip(rows.tolist(), self._number_places(rows), strict=True):
            text = self.sum_text(brought[self.sharing.arrivals(row)].tolist())
            shown = Text(x, y + SUM_BASE, text, SUM_SIZE, self.look.theme.muted, anchor=anchor)
            figure.texts.append(fitted(shown, self.sum_width))

    def brought(self, evaluation: Evaluation) -> Floats:
        """(edges,) what arrives through each edge: the sum over the instances that it stands for."""
        below = self._arrival >= 0
        partial = self._each_partial(evaluation)[below]
        return totals_of(self._arrival[below], partial, len(self.sharing.parent))

    def sum_text(self, summands: Sequence[float]) -> str:
        """Numbers as a sum; the middle is left out where there are many, or where there is no room."""
        first, *others = [DASH if math.isnan(each) else self.look.number(each) for each in summands]
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
        locals_ = self.look.locals_of(evaluation)
        for edge in edges:
            parent, slot = int(self.sharing.parent[edge]), int(self.sharing.slot[edge])
            local = float(locals_[self.shown.sources(np.array([parent]))[0], slot])
            if not len(self.differentiated(self.sharing.operand[[edge]])):
                continue
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


def drawing_of(forest: Forest, analysis: Analysis, look: Look, folds: Iterable[NodeId] | None = None) -> Drawing:
    """A forest's drawing in the form of the look; in tree form where the shared form is too large to be drawn."""
    if look.form.is_shared:
        drawing = SharedDrawing(forest, analysis, look, folds)
        if drawing.is_drawable:
            return drawing
    return Drawing(forest, analysis, look, folds)
