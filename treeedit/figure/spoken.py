"""The names by which a sentence calls nodes, drawn beside these: v₁, g⁽²⁾, x₁⁽¹⁾, where no such name stands anyway.

A name stands where no number, no node and no label of an edge is: of the places around its node it takes the first
that is free, with room for numbers of any length, so that it stays where it is while they change; where none is, that
where it covers least.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from treeedit.figure.drawing import Drawing
from treeedit.figure.figure import Bounds, Text
from treeedit.figure.fonts import width_of
from treeedit.figure.look import LABEL_SIZE, NAME_SIZE, SHOWN_ON_EDGES
from treeedit.figure.places import ANCHORS, Rows
from treeedit.figure.woven import LABEL_HEIGHT, LABEL_WIDTH
from treeedit.model.records import NodeId

NAME_ROOM = 42.0
"""How far below a leaf its name reaches."""
_SIZE, _UNDER, _LOWER, _ASIDE, _ABOVE = 15.0, 26.0, 37.0, 3.0, 4.0
"""The size of a name; how far it stands under a leaf, and at the side of an operation, below its top."""
_LINE = 1.5
"""How near to the edge of a ground a name may come."""
_ASCENT, _DESCENT = 0.95, 0.3
_CORNER = 34.0, 30.0
"""The corner of a ground that its name takes."""
_AROUND = 150.0
"""How far from a name something may stand that it must not touch."""


def spoken_names(drawing: Drawing, nodes: Iterable[NodeId], rows: Rows | None = None, ink: str = "") -> list[Text]:
    """The names of some nodes, by ids, where none is drawn anyway; only of those that are drawn among some rows."""
    found: dict[int, Text] = {}
    for row, whole in _bearers(drawing, nodes):
        if row not in found and (rows is None or row in rows):
            found[row] = name_beside(drawing, row, drawing.node_names.of(whole).plain, ink)
    return list(found.values())


def _bearers(drawing: Drawing, nodes: Iterable[NodeId]) -> list[tuple[int, int]]:
    """The drawn rows that bear the names of some nodes, and their rows in the whole; none of what a fold hides."""
    whole = drawing.shown.whole
    there = sorted(row for node in nodes if (row := whole.rows.get(node)) is not None)
    shown = [drawing.analysis.order.rows[int(whole.ids[row])] for row in there]
    standing = drawing.standing(np.array(shown, dtype=np.int64)).tolist()
    sources = drawing.shown.sources(np.array(shown, dtype=np.int64)).tolist()
    pairs = zip(standing, there, sources, strict=True)
    return [(row, each) for row, each, source in pairs if each == source and not is_name_drawn(drawing, row, each)]


def is_name_drawn(drawing: Drawing, row: int, whole: int) -> bool:
    """Whether the name of a node is what stands there anyway: a label, the name of a tree, of a function."""
    if not drawing.node_names.is_own(whole):
        return False
    return bool(
        drawing.analysis.order.operator[row] < 0
        or drawing.name_of(row)
        or row in drawing.function_names
        or any(ground.name and row in ground.members for ground in drawing.grounds)
    )


def name_beside(drawing: Drawing, row: int, name: str, ink: str = "") -> Text:
    """The name of a node, where it is in the way of nothing."""
    places = [
        Text(x, y, name, _SIZE, ink or drawing.look.theme.ink, slant="italic", anchor=anchor)
        for x, y, anchor in _places(drawing, row)
    ]
    taken = _taken(drawing, row)
    return min(places, key=lambda text: _overlap(box_of(text), taken))  # of places alike the first one


def box_of(text: Text) -> Bounds:
    """The rectangle that a name fills."""
    wide = width_of(text.text, text.size)
    left = text.x - ANCHORS[text.anchor] * wide
    return Bounds(left, text.y - _ASCENT * text.size, left + wide, text.y + _DESCENT * text.size)


def _places(drawing: Drawing, row: int) -> list[tuple[float, float, str]]:
    """Around a node: under a leaf or at the upper left of an operation, then elsewhere."""
    x, y, half, high = (float(column[row]) for column in (drawing.x, drawing.y, drawing.width, drawing.half_height))
    half /= 2
    under = x, y + high + _UNDER, "middle"
    corners = [
        (x - half - _ASIDE, y - high + _ABOVE, "end"),
        (x - half - _ASIDE, y + high + _SIZE, "end"),
        (x + half + _ASIDE, y - high - _ABOVE, "start"),
        (x + half + _ASIDE, y + high + _SIZE + _ABOVE, "start"),
    ]
    others = [(x - half - 2 * _ASIDE, y + 0.35 * _SIZE, "end"), (x, y - high - 2 * _ABOVE, "middle")]
    is_leaf = drawing.analysis.order.operator[row] < 0
    lower = x, y + high + _LOWER, "middle"
    return [under, lower, *corners, *others] if is_leaf else [corners[0], others[0], *corners[1:], others[1], under]


def _taken(drawing: Drawing, row: int) -> np.ndarray:
    """(k, 4) The rectangles around a node that are taken: by nodes, numbers of any length, names, labels of edges."""
    x, y = float(drawing.x[row]), float(drawing.y[row])
    order = drawing.analysis.order
    tree = int(np.searchsorted(order.roots, row))
    area = Bounds(x, y, x, y).grown(_AROUND)
    near = np.union1d(drawing.rows_near(tree, area), [row]).astype(np.int64)
    left, right, above, below = (each[near] for each in drawing.outer)
    there = drawing.x[near], drawing.y[near]
    half, high = drawing.width[near] / 2, drawing.half_height[near]
    boxes = [
        np.stack((there[0] - half, there[1] - high, there[0] + half, there[1] + high), axis=1),
        np.stack((there[0] + half, there[1] - above, there[0] + right, there[1] + below), axis=1),
        np.stack((there[0] - left, there[1] - above, there[0] - half, there[1] + below), axis=1),
        np.stack((there[0] - left, there[1] + high, there[0] + right, there[1] + below), axis=1),
    ]
    if drawing.look.shows & SHOWN_ON_EDGES:
        labels = np.array([edge.label_place() for edge in drawing.edges_above(_edges_near(drawing, near))])
        middle = labels.reshape(-1, 2)
        reach = np.array((LABEL_WIDTH / 2, LABEL_HEIGHT / 2))
        boxes.append(np.concatenate((middle - reach, middle + reach), axis=1))
    boxes += [_frame(drawing.ground_bounds(each)) for ground in drawing.grounds for each in ground.members]
    if name := drawing.name_of(int(order.roots[tree])):
        at, base, anchor = drawing.name_place(int(order.roots[tree]))
        wide = width_of(name, NAME_SIZE, "bold")
        begin = at - ANCHORS[anchor] * wide
        boxes.append(np.array([[begin, base - NAME_SIZE, begin + wide, base + _DESCENT * LABEL_SIZE]]))
    found: np.ndarray = np.concatenate(boxes)
    return found[(found[:, 2] > found[:, 0]) & (found[:, 3] > found[:, 1])]


def _frame(ground: Bounds) -> np.ndarray:
    """(5, 4) The edges of a ground, and where its name stands."""
    left, top, right, bottom = ground
    upright = [(x - _LINE, top, x + _LINE, bottom) for x in (left, right)]
    level = [(left, y - _LINE, right, y + _LINE) for y in (top, bottom)]
    corner = min(left + _CORNER[0], right), min(top + _CORNER[1], bottom)
    return np.array([*upright, *level, (left, top, *corner)])


def _edges_near(drawing: Drawing, near: Rows) -> Rows:
    """The rows whose edges end or begin at some nodes, as instances."""
    parent = drawing.standing(drawing.analysis.order.parent)
    own = drawing.standing(np.arange(len(parent)))
    has_parent = drawing.analysis.order.parent >= 0
    return np.flatnonzero(has_parent & (np.isin(own, near) | np.isin(parent, near)))


def _overlap(box: Bounds, taken: np.ndarray) -> float:
    """How large the area is that a name would share with what is there; 0 where it is free."""
    left, top, right, bottom = box
    wide = np.minimum(taken[:, 2], right) - np.maximum(taken[:, 0], left)
    tall = np.minimum(taken[:, 3], bottom) - np.maximum(taken[:, 1], top)
    return float((np.maximum(wide, 0.0) * np.maximum(tall, 0.0)).sum())
