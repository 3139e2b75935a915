"""Where new trees are asked to stand: side by side from a point on, as far apart as they reach.

How far a drawn tree reaches is known to who draws; without them it is a guess. These are wishes; where trees stand in
the end, by what is drawn of them, `figure/parting.py` says.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from treeedit.model.records import Expression, Leaf, Point

_LEAF, _LETTER, _GAP = 130.0, 10.0, 60.0
_SHORT = 2
"""Letters that any leaf has room for."""


def guessed(tree: Expression) -> tuple[float, float]:
    """About how far a tree reaches to the left and to the right of its root, in pixels."""
    labels = [len(token.label) if isinstance(token, Leaf) else 0 for token in tree if not isinstance(token, str)]
    width = sum(_LEAF + _LETTER * max(0, letters - _SHORT) for letters in labels)
    return -width / 2, width / 2


Reach = Callable[[Expression], tuple[float, float]]
"""How far a tree reaches to the left of its root, a negative number, and to the right."""


def in_a_row(trees: Iterable[Expression], start: Point, reach: Reach = guessed) -> list[Point]:
    """The roots' points for trees of which the first begins at a point."""
    found: list[Point] = []
    left = start.x
    for tree in trees:
        before, after = reach(tree)
        found.append(Point(round(left - before, 2), start.y))
        left += after - before + _GAP
    return found
