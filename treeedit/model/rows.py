"""Where new trees are asked to stand: side by side from a point on, about as far apart as they are wide.

How wide a tree is drawn nobody knows here. These are wishes; where trees stand in the end, by what is drawn of them,
`figure/parting.py` says.
"""

from __future__ import annotations

from collections.abc import Iterable

from treeedit.model.records import Expression, Leaf, Point

_LEAF, _LETTER, _GAP = 130.0, 10.0, 60.0
_SHORT = 2
"""Letters that any leaf has room for."""


def in_a_row(trees: Iterable[Expression], start: Point) -> list[Point]:
    """The roots' points for trees of which the first begins at a point."""
    found: list[Point] = []
    left = start.x
    for tree in trees:
        width = _width(tree)
        found.append(Point(round(left + width / 2, 2), start.y))
        left += width + _GAP
    return found


def _width(tree: Expression) -> float:
    """About how wide a tree is drawn, in pixels."""
    labels = [len(token.label) if isinstance(token, Leaf) else 0 for token in tree if not isinstance(token, str)]
    return sum(_LEAF + _LETTER * max(0, letters - _SHORT) for letters in labels)
