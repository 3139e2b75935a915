"""Layout against a slow reference that compares every pair of boxes, and the questions of the finder against a scan."""

from itertools import pairwise
from math import ceil, inf, nan

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from treeedit.model import contours, edits
from treeedit.model.forest import Forest
from treeedit.model.layout import GRAIN, Extents, Finder, Layout, lay_out
from treeedit.model.operators import OPERATORS
from treeedit.model.order import OPERATOR_LIST, Order, order_of
from treeedit.model.records import Expression, Leaf, Point

A, B = Leaf("a"), Leaf("b")
GAP = 20.0
Box = tuple[int, float, float]  # depth, left, right


def grown(*expressions: Expression) -> Order:
    forest = Forest()
    for expression in expressions:
        forest.apply(edits.add(forest, expression, Point(0, 0)))
    return order_of(forest)


def same_boxes(order: Order, left: float = 20.0, right: float = 20.0, empty: float = 10.0) -> Extents:
    n = len(order.ids)
    return Extents(np.full(n, left), np.full(n, right), (empty, empty))


def leaning(operations: int) -> Expression:
    return (A, *(B, "+") * operations)


def balanced(height: int) -> Expression:
    expression: Expression = (A,)
    for _ in range(height):
        expression = (*expression, *expression, "+")
    return expression


def arity(order: Order, row: int) -> int:
    return OPERATOR_LIST[order.operator[row]].arity if order.operator[row] >= 0 else 0


def reference(order: Order, extents: Extents, gap: float) -> tuple[list[float], list[list[float]]]:
    """x and slot_x, by moving the second operand until it clears every box of the first, box by box."""
    boxes: list[list[Box]] = []
    half = [0.0] * len(order.ids)
    grains = [np.ceil(side / GRAIN) * GRAIN for side in (extents.left, extents.right)]
    circle = [ceil(side / GRAIN) * GRAIN for side in extents.empty]
    for row in range(len(order.ids)):
        slots = [
            [(0, -circle[0], circle[1])] if operand < 0 else boxes[operand]
            for operand in order.operands[row, : arity(order, row)].tolist()
        ]
        if len(slots) == 2:
            clash = [right + gap - left for d, _, right in slots[0] for e, left, _ in slots[1] if d == e]
            half[row] = ceil(max(clash) / GRAIN / 2) * GRAIN
        own = [(0, -float(grains[0][row]), float(grains[1][row]))]
        for slot, side in zip(slots, (-1, 1), strict=False):
            own += [(d + 1, left + side * half[row], right + side * half[row]) for d, left, right in slot]
        boxes.append(own)
    return _places(order, half)


def _places(order: Order, half: list[float]) -> tuple[list[float], list[list[float]]]:
    x, slots = [0.0] * len(half), [[nan, nan] for _ in half]
    for row in reversed(range(len(half))):
        for index, side in zip(range(arity(order, row)), (-1, 1), strict=False):
            slots[row][index] = x[row] + side * half[row]
            operand = order.operands[row, index]
            if operand >= 0:
                x[operand] = slots[row][index]
    return x, slots


tokens = st.recursive(
    st.sampled_from([(A,), (B,), (None,)]),
    lambda inner: st.one_of(
        st.tuples(inner, inner, st.sampled_from(["+", "/"])).map(lambda t: (*t[0], *t[1], t[2])),
        inner.map(lambda t: (*t, "sin")),
    ),
    max_leaves=40,
)
expressions = tokens.filter(lambda expression: expression != (None,))
forests = st.lists(expressions, max_size=4).map(lambda found: grown(*found))


@st.composite
def laid_out(draw: st.DrawFn) -> tuple[Order, Extents]:
    order = draw(forests)
    widths = st.floats(0, 100, allow_subnormal=False)
    left, right = (draw(arrays.arrays(np.float64, len(order.ids), elements=widths)) for _ in range(2))
    return order, Extents(left, right, (draw(widths), draw(widths)))


@given(laid_out())
def test_the_layout_is_what_comparing_every_pair_of_boxes_gives(given_: tuple[Order, Extents]) -> None:
    order, extents = given_
    x, slots = reference(order, extents, GAP)
    layout = lay_out(order, extents, GAP)
    np.testing.assert_array_equal(layout.x, x)
    np.testing.assert_array_equal(layout.slot_x, np.reshape(slots, (-1, 2)))


@given(laid_out())
def test_arrays_and_lists_give_the_same_layout(given_: tuple[Order, Extents]) -> None:
    order, extents = given_
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(contours, "WIDE", 10**9)
        lists = lay_out(order, extents)
        patch.setattr(contours, "WIDE", 1)
        arrays_ = lay_out(order, extents)
        patch.setattr(contours, "WIDE", 3)
        mixed = lay_out(order, extents)
    for name in Layout.__slots__:
        np.testing.assert_array_equal(getattr(lists, name), getattr(arrays_, name))
        np.testing.assert_array_equal(getattr(lists, name), getattr(mixed, name))


def all_boxes(order: Order, extents: Extents, layout: Layout) -> dict[tuple[int, int], list[tuple[float, float]]]:
    """The boxes and circles at each (tree, depth)."""
    tree = np.searchsorted(order.roots, np.arange(len(order.ids)))
    found: dict[tuple[int, int], list[tuple[float, float]]] = {}
    for row, x in enumerate(layout.x):
        place = (int(tree[row]), int(layout.depth[row]))
        found.setdefault(place, []).append((x - extents.left[row], x + extents.right[row]))
        for index in range(arity(order, row)):
            if order.operands[row, index] < 0:
                at = layout.slot_x[row, index]
                below = found.setdefault((place[0], place[1] + 1), [])
                below.append((at - extents.empty[0], at + extents.empty[1]))
    return found


@given(laid_out())
def test_boxes_keep_the_gap_and_the_tree_knows_how_far_they_reach(given_: tuple[Order, Extents]) -> None:
    order, extents = given_
    layout = lay_out(order, extents, GAP)
    reach = [[inf, -inf, 0] for _ in order.roots]
    for (tree, depth), boxes in all_boxes(order, extents, layout).items():
        boxes.sort()
        for (_, right), (left, _) in pairwise(boxes):
            assert right + GAP <= left
        low, high, rows = reach[tree]
        reach[tree] = [min(low, boxes[0][0]), max(high, boxes[-1][1]), max(rows, depth + 1)]
    for tree, (low, high, rows) in enumerate(reach):
        assert layout.left[tree] <= low <= layout.left[tree] + GRAIN
        assert layout.right[tree] - GRAIN <= high <= layout.right[tree]
        assert layout.depths[tree] == rows


@given(laid_out())
def test_coordinates_are_whole_grains(given_: tuple[Order, Extents]) -> None:
    layout = lay_out(*given_)
    assert np.all(layout.x / GRAIN == np.round(layout.x / GRAIN))


@given(laid_out())
def test_a_parent_stands_over_the_middle_of_its_slots(given_: tuple[Order, Extents]) -> None:
    order, _ = given_
    layout = lay_out(*given_)
    for row in np.flatnonzero(order.operator >= 0):
        assert np.nanmean(layout.slot_x[row]) == layout.x[row]


@given(expressions)
def test_a_mirrored_tree_has_the_mirrored_layout(expression: Expression) -> None:
    order, mirrored = grown(expression), grown(_mirrored(expression))
    x = lay_out(order, same_boxes(order)).x
    other = lay_out(mirrored, same_boxes(mirrored)).x
    assert sorted((-x).tolist()) == sorted(other.tolist())


def _mirrored(expression: Expression) -> Expression:
    stack: list[Expression] = []
    for token in expression:
        if isinstance(token, str):
            count = OPERATORS[token].arity
            operands = stack[-count:]
            del stack[-count:]
            stack.append((*(each for operand in reversed(operands) for each in operand), token))
        else:
            stack.append((token,))
    return stack[0]


@given(expressions)
def test_identical_subtrees_are_drawn_identically(expression: Expression) -> None:
    order = grown((*expression, *expression, A, "/", "+"))
    n = len(grown(expression).ids)
    x = lay_out(order, same_boxes(order)).x
    np.testing.assert_array_equal(x[:n] - x[n - 1], x[n : 2 * n] - x[2 * n - 1])


def test_two_leaves_stand_the_gap_apart() -> None:
    order = grown((A, B, "+"))
    layout = lay_out(order, same_boxes(order, left=20, right=30), GAP)
    assert layout.x.tolist() == [-35, 35, 0]
    assert layout.slot_x[2].tolist() == [-35, 35]
    assert layout.depth.tolist() == [1, 1, 0]


def test_a_single_operand_stands_straight_below() -> None:
    order = grown((A, "sin", "exp"))
    assert lay_out(order, same_boxes(order)).x.tolist() == [0, 0, 0]


def test_an_operation_with_only_empty_slots_takes_a_row_for_their_circles() -> None:
    order = grown((None, None, "+", "sin"))
    layout = lay_out(order, same_boxes(order, empty=30))
    assert layout.depths.tolist() == [3]
    assert layout.slot_x[0].tolist() == [-40, 40]
    assert (layout.left[0], layout.right[0]) == (-70, 70)


def test_a_shallow_operand_stands_beside_a_deep_one_not_beside_its_widest_row() -> None:
    order = grown((*balanced(4), A, "+"))
    x = lay_out(order, same_boxes(order)).x
    assert x[-2] - x[-3] == 60


def test_every_tree_stands_relative_to_its_own_root() -> None:
    twice = grown((A, B, "+"), (A, B, "+"))
    x = lay_out(twice, same_boxes(twice)).x
    assert x[:3].tolist() == x[3:].tolist()


def test_an_empty_canvas_has_an_empty_layout() -> None:
    order = grown()
    layout = lay_out(order, same_boxes(order))
    assert len(layout.x) == len(layout.left) == len(layout.depths) == 0
    assert layout.slot_x.shape == (0, 2)


def test_a_tree_that_leans_50000_deep_is_laid_out() -> None:
    order = grown(leaning(50_000))
    layout = lay_out(order, same_boxes(order))
    assert layout.depth.max() == 50_000
    assert layout.x[0] == -50_000 * 30


def test_a_wide_tree_takes_one_slot_per_leaf() -> None:
    order = grown(balanced(12))
    layout = lay_out(order, same_boxes(order))
    leaves = layout.x[order.operator < 0]
    assert np.all(np.diff(leaves) == 60)


Rectangle = tuple[float, float, int, int]


def scanned(order: Order, extents: Extents, layout: Layout, tree: int, rectangle: Rectangle) -> set[int]:
    x0, x1, low, high = rectangle
    trees = np.searchsorted(order.roots, np.arange(len(order.ids)))
    inside = (trees == tree) & (layout.depth >= low) & (layout.depth <= high)
    inside &= (layout.x + extents.right >= x0) & (layout.x - extents.left <= x1)
    return set(np.flatnonzero(inside).tolist())


pixels = st.integers(-25_600, 25_600).map(lambda grains: grains / 64)


@given(laid_out(), pixels, pixels, st.integers(-2, 8), st.integers(-2, 8))
def test_a_rectangle_holds_the_nodes_whose_boxes_reach_into_it(
    given_: tuple[Order, Extents], x0: float, x1: float, low: int, high: int
) -> None:
    order, extents = given_
    layout = lay_out(order, extents)
    finder = Finder(order, layout, extents)
    x0, x1 = sorted((x0, x1))
    for tree in range(len(order.roots)):
        found = finder.in_rectangle(tree, x0, x1, low, high).tolist()
        assert len(found) == len(set(found))
        assert set(found) == scanned(order, extents, layout, tree, (x0, x1, low, high))


@given(laid_out(), pixels, st.integers(-2, 8))
def test_the_nearest_node_at_a_depth_is_found(given_: tuple[Order, Extents], x: float, depth: int) -> None:
    order, extents = given_
    layout = lay_out(order, extents)
    finder = Finder(order, layout, extents)
    for tree in range(len(order.roots)):
        rows = sorted(scanned(order, extents, layout, tree, (-inf, inf, depth, depth)))
        best = min((abs(layout.x[row] - x) for row in rows), default=None)
        found = finder.nearest(tree, x, depth)
        assert (found < 0) if best is None else (found in rows and abs(layout.x[found] - x) == best)


@given(laid_out(), pixels, st.integers(-2, 8))
def test_the_nearest_empty_slot_at_a_depth_is_found(given_: tuple[Order, Extents], x: float, depth: int) -> None:
    order, extents = given_
    layout = lay_out(order, extents)
    finder = Finder(order, layout, extents)
    for tree, root in enumerate(order.roots):
        slots = [
            (row, index)
            for row in range(root - order.size[root] + 1, root + 1)
            for index in range(arity(order, row))
            if order.operands[row, index] < 0 and layout.depth[row] + 1 == depth
        ]
        assert sorted(map(tuple, finder.empty_slots_in_rectangle(tree, -inf, inf, depth, depth).tolist())) == slots
        found = finder.nearest_empty_slot(tree, x, depth)
        if not slots:
            assert found is None
        else:
            assert found is not None
            assert abs(layout.slot_x[found] - x) == min(abs(layout.slot_x[slot] - x) for slot in slots)


def test_a_rectangle_over_everything_holds_a_leaning_tree_from_the_top() -> None:
    order = grown(leaning(2_000))
    extents = same_boxes(order)
    found = Finder(order, lay_out(order, extents), extents).in_rectangle(0, -inf, inf, 0, 10**9)
    assert len(found) == len(order.ids)
    assert found[0] == order.roots[0]
