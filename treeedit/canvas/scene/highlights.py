"""What is lit on a stage while all else is dimmed: for as long as the pointer is there, or pinned until it is ended.

A passing light goes over the pinned one, which comes back after it. A light may be a path: the nodes from one up to
its output, whose edges are then drawn stronger. Lit nodes are nodes of the document; where one is folded away, its fold
is lit.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from treeedit.figure.drawing import Drawing
from treeedit.model.paths import rows_above
from treeedit.model.records import NodeId
from treeedit.session import Session


class Light(NamedTuple):
    """Lit nodes. traced: the node whose path they are, if they are a path; topmost: the one whose subtree they are."""

    nodes: frozenset[NodeId] = frozenset()
    traced: NodeId | None = None
    topmost: NodeId | None = None


NO_LIGHT = Light()
PAIR = 2


class Lighting:
    """The passing and the pinned light of a stage. key: whose the pinned one is.

    It calls changed() when something else is lit, and repinned() when the pinned light has become another's.
    """

    def __init__(self, session: Session, changed: Callable[[], None]) -> None:
        self._session, self._changed = session, changed
        self._passing, self._pinned = NO_LIGHT, NO_LIGHT
        self.key = ""
        self.repinned: Callable[[], None] = lambda: None
        self._mask: NDArray[np.bool_] | None = None
        self._masked: Drawing | None = None
        self._lit_rows: NDArray[np.int64] = np.empty(0, dtype=np.int64)

    @property
    def now(self) -> Light:
        """The light that is seen."""
        return self._passing if self._passing.nodes else self._pinned

    @property
    def pinned(self) -> Light:
        """The light that stays."""
        return self._pinned

    def pass_over(self, light: Light) -> None:
        """Light these for now; NO_LIGHT ends it."""
        self._set(light, self._pinned)

    def pin(self, light: Light, key: str) -> None:
        """Light these until another light is pinned, or this one is ended."""
        self._call(key if light.nodes else "")
        self._set(self._passing, light)

    def unpin(self, key: str) -> None:
        """End the pinned light if it is this one's."""
        if key == self.key:
            self.pin(NO_LIGHT, "")

    def path(self, node: NodeId) -> Light:
        """A node's path up to its output."""
        order = self._session.analysis.order
        if not order.varies[order.rows[node]]:
            return Light(frozenset((node,)))
        return self.paths([node])._replace(traced=node)

    def paths(self, nodes: Iterable[NodeId]) -> Light:
        """All paths of some nodes up to their outputs."""
        evaluation = self._session.evaluation
        order = evaluation.order
        starts = (order.rows[node] for node in nodes)
        rows = rows_above(evaluation, (row for row in starts if order.varies[row]))
        return Light(frozenset(order.ids[rows].tolist()))

    def subtree(self, node: NodeId) -> Light:
        """A node and all below it."""
        order = self._session.analysis.order
        row = order.rows[node]
        return Light(frozenset(order.ids[row - int(order.size[row]) + 1 : row + 1].tolist()), topmost=node)

    def members(self, node: NodeId) -> Light:
        """All members of the set to which a node belongs; NO_LIGHT if it stands alone."""
        analysis = self._session.analysis
        found = analysis.sets.of_row(analysis.order.rows[node])
        if found is None or len(found.members) < PAIR:
            return NO_LIGHT
        return Light(frozenset(analysis.order.ids[found.members].tolist()))

    def follow(self) -> None:
        """The structure is another: what is gone is not lit any more, and paths lead where they lead now."""
        self._mask = None
        pinned = self._followed(self._pinned)
        self._call(self.key if pinned.nodes else "")
        self._set(self._followed(self._passing), pinned)

    def end(self) -> None:
        """Light nothing."""
        self._call("")
        self._set(NO_LIGHT, NO_LIGHT)

    def _call(self, key: str) -> None:
        if key != self.key:
            self.key = key
            self.repinned()

    def _followed(self, light: Light) -> Light:
        there = self._session.forest.nodes
        for node, grown in ((light.traced, self.path), (light.topmost, self.subtree)):
            if node is not None:
                return grown(node) if node in there else NO_LIGHT
        return light._replace(nodes=frozenset(node for node in light.nodes if node in there))

    def _set(self, passing: Light, pinned: Light) -> None:
        before = self.now
        self._passing, self._pinned = passing, pinned
        if self.now != before:
            self._mask = None
            self._changed()

    def lit(self, drawing: Drawing, rows: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Which of the drawn rows are lit."""
        if self._mask is None or self._masked is not drawing:
            places = drawing.analysis.order.rows
            there = np.array([places[node] for node in self.now.nodes], dtype=np.int64)
            self._mask, self._masked = np.zeros(len(drawing.x), dtype=np.bool_), drawing
            self._lit_rows = np.unique(there)
            self._mask[drawing.standing(there)] = True
        return self._mask[rows]

    def path_edges(self, drawing: Drawing, rows: NDArray[np.int64]) -> NDArray[np.int64]:
        """The rows on the traced path whose edges upwards belong to it, those that are drawn among some rows."""
        traced = self.now.traced
        if traced is None:
            return rows[:0]
        self.lit(drawing, rows)
        tape, order = self._session.analysis.tape, self._session.analysis.order
        output = order.ids[int(tape.output[order.rows[traced]])] if tape.output[order.rows[traced]] >= 0 else traced
        path = self._lit_rows[self._lit_rows != drawing.analysis.order.rows[int(output)]]
        found: NDArray[np.int64] = path[np.isin(drawing.standing(path), rows)]
        return found
