"""The light on a step of the passes: a ring around its nodes, and the edges that its numbers take, marked as by a pen.

Stated once for the canvas, which keeps it visible however far away the tree is, and for the pictures of a step.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import NamedTuple

import numpy as np

from treeedit.figure.drawing import Drawing
from treeedit.figure.figure import Edge, Shape
from treeedit.figure.places import Rows
from treeedit.model.order import Order
from treeedit.model.records import NodeId
from treeedit.model.sharing import Sharing
from treeedit.model.steps import Phase, Step

_AWAY, _RING, _GLOW, _EDGE = 3.5, 3.0, 6.0, 7.0
_GLOW_ALPHA = "50"
_FOLD_CORNER = 12.0
_OF_VALUES = (Phase.INPUTS, Phase.FORWARD)


class Spotlight(NamedTuple):
    """nodes: get a ring. uses: whose numbers are used. edges: the operands at the ends of edges that are used.

    pass_colour: "value" or "partial", which of the theme's colours it has. named: what the sentence calls by name.
    """

    nodes: frozenset[NodeId]
    uses: frozenset[NodeId] = frozenset()
    edges: frozenset[NodeId] = frozenset()
    pass_colour: str = "value"
    named: frozenset[NodeId] = frozenset()

    def lit(self) -> frozenset[NodeId]:
        """What stays at full strength."""
        return self.nodes | self.uses


class Least(NamedTuple):
    """How small parts of a light may become, in pixels at 100 %: half a ring's height, edges, a ring, its glow."""

    size: float = 0.0
    edge: float = 0.0
    ring: float = 0.0
    glow: float = 0.0


AS_PLANNED = Least()


def light_of(
    step: Step, order: Order, sharing: Sharing | None = None, named: frozenset[int] = frozenset()
) -> Spotlight:
    """The light on a step, in the shared form if there is one. named: the rows that its sentence calls by name."""
    rows = np.array(step.rows, dtype=np.int64)
    edges = rows[:0]
    if step.phase is Phase.FORWARD:
        below = order.operands[rows].ravel()
        edges = below[below >= 0]
    elif step.phase is Phase.BACKWARD:
        edges = rows if sharing is None else np.flatnonzero(np.isin(sharing.node, rows))
    nodes, uses, used, called = (
        frozenset(order.ids[list(each)].tolist()) for each in (step.rows, step.uses, edges.tolist(), named)
    )
    return Spotlight(nodes, uses, used, "value" if step.phase in _OF_VALUES else "partial", called)


def lit_edges(drawing: Drawing, light: Spotlight, rows: Rows, least: Least = AS_PLANNED) -> list[Edge]:
    """What lies below all: the edges that are used and drawn among some rows; those within a fold are not."""
    below = _drawn(drawing, light.edges)
    ids = drawing.analysis.order.ids[below]
    below = below[np.isin(ids, list(light.edges)) & np.isin(drawing.standing(below), rows)]
    glow, wide = _ink(drawing, light) + _GLOW_ALPHA, max(_EDGE, least.edge)
    return [edge._replace(colour=glow, width=wide) for edge in drawing.edges_above(below)]


def rings(drawing: Drawing, light: Spotlight, rows: Rows, least: Least = AS_PLANNED) -> list[Shape]:
    """What lies above all: around each of the light's nodes among some rows a strong ring on a glow."""
    ink, found = _ink(drawing, light), []
    for row in np.intersect1d(drawing.standing(_drawn(drawing, light.nodes)), rows).tolist():
        wide = max(float(drawing.width[row]) / 2 + _AWAY, least.size)
        high = max(float(drawing.half_height[row]) + _AWAY, least.size)
        corner = min(_FOLD_CORNER if drawing.folded[row] else math.inf, high)
        box = float(drawing.x[row]), float(drawing.y[row]), 2 * wide, 2 * high, corner, "none"
        found.append(Shape(*box, ink + _GLOW_ALPHA, max(_GLOW, least.glow)))
        found.append(Shape(*box, ink, max(_RING, least.ring)))
    return found


def _ink(drawing: Drawing, light: Spotlight) -> str:
    theme = drawing.look.theme
    return {"value": theme.value, "partial": theme.partial}[light.pass_colour]


def _drawn(drawing: Drawing, nodes: Iterable[NodeId]) -> Rows:
    """The drawn rows that some nodes, or the folds that hold them, are."""
    order = drawing.analysis.order
    return np.array([order.rows[node] for node in nodes], dtype=np.int64)
