"""Layers of the shared form: below their parents, apart from each other, with few crossings."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given

from tests.support import forests, grow
from treeedit.model.analysis import analyse
from treeedit.model.forest import Forest
from treeedit.model.layering import Layered, layered
from treeedit.model.layout import Extents, lay_out
from treeedit.model.order import OPERATOR_LIST
from treeedit.model.sharing import Sharing, shared

HALF = 30.0


def placed(forest) -> tuple[Sharing, Layered]:  # type: ignore[no-untyped-def]
    analysis = analyse(forest)
    half = np.full(len(analysis.order.ids), HALF)
    sharing = shared(analysis)
    start = lay_out(analysis.order, Extents(half, half, (HALF, HALF))).x
    return sharing, layered(analysis.order, sharing, start, half, half, HALF)


def test_the_running_example_keeps_its_operands_without_a_crossing() -> None:
    sharing, found = placed(grow("(x1 + x2)^2 + x3/(x1 + x2)"))
    assert found.layer[sharing.nodes].max() == 3
    assert crossings(sharing, found) == 0


def crossings(sharing: Sharing, found: Layered) -> int:
    lines = [
        [(found.x[parent], int(found.layer[parent])), *bends, (found.x[operand], int(found.layer[operand]))]
        for parent, operand, bends in zip(sharing.parent, sharing.operand, found.bends, strict=True)
    ]
    pieces = [(a, b) for line in lines for a, b in pairwise(line)]
    return sum(
        (a[0] - c[0]) * (b[0] - d[0]) < 0 for i, (a, b) in enumerate(pieces) for c, d in pieces[:i] if a[1] == c[1]
    )


@given(forest=forests())
def test_operands_stand_below_their_parents_and_boxes_keep_apart(forest) -> None:  # type: ignore[no-untyped-def]
    sharing, found = placed(forest)
    tree = np.searchsorted(analyse(forest).order.roots, np.arange(len(found.x)))
    assert (found.layer[sharing.operand] > found.layer[sharing.parent]).all()
    for layer in set(zip(tree[sharing.nodes].tolist(), found.layer[sharing.nodes].tolist(), strict=True)):
        x = np.sort(found.x[[row for row in sharing.nodes if (tree[row], found.layer[row]) == layer]])
        assert (np.diff(x) >= 2 * HALF + 20.0 - 1e-6).all()
    for parent, operand, bends in zip(sharing.parent, sharing.operand, found.bends, strict=True):
        between = list(range(int(found.layer[parent]) + 1, int(found.layer[operand])))
        assert [layer for _, layer in bends] == between


def test_instances_have_the_place_of_their_node() -> None:
    sharing, found = placed(grow("(x1 + x2)^2 + x3/(x1 + x2)"))
    assert np.array_equal(found.x, found.x[sharing.node])


def test_nothing_has_no_places() -> None:
    sharing, found = placed(Forest())
    assert (len(sharing.nodes), len(found.x)) == (0, 0)


def test_empty_slots_have_places_below_their_operations() -> None:
    _, found = placed(grow("(x + ?)*?"))
    assert sorted(layer for _, layer in found.empty.values()) == [1, 2]


@pytest.mark.parametrize("text", ["(x1 + x2)^2 + x3/(x1 + x2)", "(a - b)/b + b - a", "x^2 + 1/x^2 + y - x"])
def test_operands_of_what_does_not_commute_stand_in_their_order(text: str) -> None:
    sharing, found = placed(grow(text))
    order = analyse(grow(text)).order
    for row in sharing.nodes.tolist():
        a, b = sharing.node[order.operands[row]]
        if order.operands[row, 1] >= 0 and a != b and not OPERATOR_LIST[order.operator[row]].commutative:
            assert found.x[a] < found.x[b]


def test_what_contradicts_itself_keeps_one_order_of_the_two() -> None:
    sharing, found = placed(grow("(a - b)*(b - a)"))
    leaves = [row for row in sharing.nodes.tolist() if found.layer[row] == 2]
    assert len(leaves) == 2


def test_sums_keep_their_order_where_that_makes_no_crossing() -> None:
    sharing, found = placed(grow("sin(a) + sin(b) + sin(c)*sin(a)"))
    order = analyse(grow("sin(a) + sin(b) + sin(c)*sin(a)")).order
    above = sharing.node[order.operands[order.roots[0]]]
    assert found.x[above[0]] < found.x[above[1]]
