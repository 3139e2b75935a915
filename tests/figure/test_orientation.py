"""The root stands at any side: the same numbers, nothing over anything else, and every node found where it is drawn."""

from dataclasses import replace
from itertools import combinations, pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.figure.sketching import LOOK, box_of, box_of_text, drawn, formulas, inside, overlap, page_of, words
from tests.figure.test_shown import folded_forests
from treeedit.figure.drawing import Drawing
from treeedit.figure.figure import Bounds, Curve, opened
from treeedit.figure.look import COLUMN_GAP, GAP, ORIENTATIONS, ROW_PITCH, Look
from treeedit.model.analysis import analyse
from treeedit.model.forest import Forest

looks = st.builds(
    lambda where, digits, shows: replace(LOOK, orientation=where, digits=digits, shows=frozenset(shows)),
    st.sampled_from(ORIENTATIONS),
    st.sampled_from((4, 9)),
    st.sets(st.sampled_from(sorted(LOOK.shows))),
)
SIDEWAYS = ("left", "right")


def look(where: str) -> Look:
    return replace(LOOK, orientation=where)


def outer_box(drawing: Drawing, row: int) -> Bounds:
    """The box of a node and its numbers."""
    return drawing.box_around(slice(row, row + 1))


def trees(drawing: Drawing) -> list[range]:
    return [drawing.tree_rows(tree) for tree in range(len(drawing.analysis.order.roots))]


def points(curve: Curve) -> list[tuple[float, float]]:
    """Places along a Bézier curve."""
    x0, y0, x1, y1, x2, y2, x3, y3 = curve
    t = np.linspace(0.02, 0.98, 49)
    a, b, c, d = (1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3
    return list(
        zip((a * x0 + b * x1 + c * x2 + d * x3).tolist(), (a * y0 + b * y1 + c * y2 + d * y3).tolist(), strict=True)
    )


@settings(max_examples=60)
@given(formulas(), looks, st.sampled_from((1.0, -1e-5 / 3, 123456.7)))
def test_nothing_stands_over_anything_else(text: str, look: Look, value: float) -> None:
    drawing, evaluation = drawn(text, look, x=value)
    rows = drawing.tree_rows(0)
    still, numbers = drawing.still(rows), drawing.numbers(rows, evaluation)
    boxes = [outer_box(drawing, row) for row in rows]
    assert not any(overlap(a, b) for a, b in combinations(boxes, 2))
    plates = [box_of(plate) for plate in numbers.plates]
    assert not any(overlap(a, b) for a, b in combinations(plates, 2))
    assert not any(overlap(plate, box_of(shape)) for plate in plates for shape in still.shapes)


@settings(max_examples=60)
@given(formulas(), looks)
def test_numbers_stand_in_the_box_of_their_node_and_no_edge_crosses_them(text: str, look: Look) -> None:
    drawing, evaluation = drawn(text, replace(look, shows=look.shows - {"locals"}), x=-1 / 3)
    rows = drawing.tree_rows(0)
    boxes = [outer_box(drawing, row) for row in rows]
    columns = [box_of_text(each) for each in drawing.numbers(rows, evaluation).texts if each.text != "kink"]
    for column in columns:
        inner = Bounds(column.left + 0.1, column.top + 4, column.right - 0.1, column.bottom - 4)
        assert any(inside(inner, box) for box in boxes)
        for edge in drawing.still(rows).edges:
            for curve in edge.curves():
                assert not any(inner.left < x < inner.right and inner.top < y < inner.bottom for x, y in points(curve))


@settings(max_examples=60)
@given(formulas(), looks)
def test_everything_lies_within_the_bounds(text: str, look: Look) -> None:
    drawing, evaluation = drawn(text, look, x=1 / 3)
    rows = drawing.tree_rows(0)
    bounds = drawing.bounds(0)
    for figure in (drawing.still(rows), drawing.numbers(rows, evaluation)):
        assert all(inside(box_of(each), bounds) for each in (*figure.shapes, *figure.grounds, *figure.plates))
        assert all(inside(box_of_text(each), bounds) for each in figure.texts)


@settings(max_examples=40)
@given(formulas(), st.sampled_from(ORIENTATIONS))
def test_a_ground_holds_its_nodes_and_no_other(text: str, where: str) -> None:
    drawing, _ = drawn(text, look(where))
    size = drawing.analysis.order.size
    for ground in drawing.grounds:
        for row in ground.members:
            area = drawing.ground_bounds(row)
            for each in drawing.tree_rows(int(np.searchsorted(drawing.analysis.order.roots, row))):
                box = outer_box(drawing, each)
                within = row - int(size[row]) < each <= row
                assert inside(box, area) if within else not overlap(box, area)


@settings(max_examples=60)
@given(folded_forests(), looks)
def test_every_row_and_slot_is_found_where_it_is_drawn(forest: Forest, look: Look) -> None:
    drawing = Drawing(forest, analyse(forest), look)
    for tree, rows in enumerate(trees(drawing)):
        for row in rows:
            x, y = float(drawing.x[row]), float(drawing.y[row])
            here = Bounds(x, y, x, y)
            assert row in drawing.rows_near(tree, here)
            assert row in drawing.rows_within(tree, here)
        for row, index in drawing.empty_slots_near(tree, drawing.bounds(tree)).tolist():
            x, y = drawing.slot_place(row, index)
            assert [row, index] in drawing.empty_slots_near(tree, Bounds(x, y, x, y)).tolist()
            assert row in drawing.rows_within(tree, Bounds(x, y, x, y)) or x != drawing.x[row]
            assert inside(Bounds(x, y, x, y), drawing.bounds(tree))


@settings(max_examples=30)
@given(folded_forests(), st.sampled_from(ORIENTATIONS))
def test_the_same_is_written_at_any_side(forest: Forest, where: str) -> None:
    assert sorted(words(page_of(forest, look(where)))) == sorted(words(page_of(forest)))


@pytest.mark.parametrize("where", ORIENTATIONS)
def test_the_root_stands_where_it_is_asked_to(where: str) -> None:
    drawing, _ = drawn("x1*x2 + x3", look(where))
    root = drawing.analysis.order.roots[0]
    others = [row for row in drawing.tree_rows(0) if row != root]
    ahead = {"top": drawing.y, "bottom": -drawing.y, "left": drawing.x, "right": -drawing.x}[where]
    assert all(ahead[row] > ahead[root] for row in others)
    assert (drawing.x[root], drawing.y[root]) == (0.0, 0.0)


@pytest.mark.parametrize("where", ORIENTATIONS)
def test_operands_are_read_in_their_order(where: str) -> None:
    drawing, _ = drawn("x/y", look(where))
    across = drawing.y if where in SIDEWAYS else drawing.x
    assert across[0] < across[2] < across[1]


def test_bottom_is_top_upside_down() -> None:
    top, bottom = (drawn("x1*x2 + sin(x3)", look(where))[0] for where in ("top", "bottom"))
    assert np.array_equal(top.x, bottom.x)
    assert np.array_equal(top.y, -bottom.y)
    assert bottom.y.min() == -2 * ROW_PITCH


def test_right_is_left_in_a_mirror() -> None:
    left, right = (drawn("x1*x2 + sin(x3)", look(where))[0] for where in SIDEWAYS)
    assert np.array_equal(left.y, right.y)
    assert left.x == pytest.approx(-right.x)


@pytest.mark.parametrize("where", SIDEWAYS)
def test_the_nodes_of_a_column_begin_together(where: str) -> None:
    drawing, _ = drawn("a_rather_long_label + 2*x", look(where))
    sign = 1 if where == "left" else -1
    near = sign * drawing.x - drawing.width / 2
    for depth in range(3):
        assert np.ptp(near[drawing.layout.depth == depth]) < 1e-9


@pytest.mark.parametrize("where", SIDEWAYS)
def test_columns_leave_room_for_what_stands_on_edges(where: str) -> None:
    drawing, _ = drawn("a_rather_long_label + sigmoid(x)", look(where))
    assert drawing.columns is not None
    assert all(near - far >= COLUMN_GAP for far, near in pairwise_ends(drawing))


def pairwise_ends(drawing: Drawing) -> list[tuple[float, float]]:
    assert drawing.columns is not None
    ends = zip(drawing.columns.near.tolist(), drawing.columns.far.tolist(), strict=True)
    return [(a[1], b[0]) for a, b in pairwise(list(ends))]


@pytest.mark.parametrize("where", SIDEWAYS)
def test_neighbours_of_a_column_stand_the_gap_apart(where: str) -> None:
    drawing, _ = drawn("x + y", look(where))
    assert float(drawing.y[1] - drawing.y[0] - 2 * drawing.half_height[0]) == pytest.approx(GAP, abs=0.1)


@pytest.mark.parametrize("where", ORIENTATIONS)
def test_edges_make_room_for_their_labels_on_a_page(where: str) -> None:
    drawing, evaluation = drawn("x*y + exp(x)", look(where))
    rows = drawing.tree_rows(0)
    edges = opened(drawing.still(rows).edges, drawing.numbers(rows, evaluation).plates)
    assert sum(1 for edge in edges if edge.gap) == len(rows) - 1


@pytest.mark.parametrize("where", ORIENTATIONS)
def test_an_edge_leaves_and_arrives_straight(where: str) -> None:
    drawing, _ = drawn("x + y", look(where))
    for edge in drawing.still(drawing.tree_rows(0)).edges:
        (curve,) = edge.curves()
        turned = 1 if where in SIDEWAYS else 0
        assert curve[turned] == curve[2 + turned]
        assert curve[4 + turned] == curve[6 + turned]
        assert (curve[0], curve[1], curve[6], curve[7]) == (edge.x0, edge.y0, edge.x1, edge.y1)


def test_a_leaning_tree_of_20000_nodes_is_laid_out_sideways() -> None:
    drawing, _ = drawn(" + ".join(["x"] * 10_000), replace(look("left"), shows=frozenset({"values"})))
    assert drawing.x.max() > 9_999 * COLUMN_GAP
    assert len(drawing.rows_within(0, Bounds(0, -500, 500, 500))) < 100
