"""Repeated functions lie on grounds of their own, and nothing else does."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given

from tests.figure.sketching import box_of, drawn, formulas, inside, overlap
from treeedit.figure.drawing import Drawing
from treeedit.figure.figure import Bounds
from treeedit.figure.fonts import width_of
from treeedit.figure.grounds import MOST_NODES
from treeedit.figure.look import LABEL_SIZE, NUMBER_GAP, Look, set_colour, set_mark
from treeedit.figure.typeset import typeset


def node_box(drawing: Drawing, row: int) -> Bounds:
    """The box of a node with its column of numbers."""
    x, y, half, tall = (float(each[row]) for each in (drawing.x, drawing.y, drawing.width / 2, drawing.half_height))
    return Bounds(x - half, y - tall, x + half + NUMBER_GAP + drawing.look.number_width, y + tall)


def grounds(drawing: Drawing) -> list[tuple[int, Bounds]]:
    return [(row, drawing.ground_bounds(row)) for ground in drawing.grounds for row in ground.members]


def members(drawing: Drawing, row: int) -> range:
    return range(row - int(drawing.analysis.order.size[row]) + 1, row + 1)


def neighbours(drawing: Drawing, row: int) -> range:
    """The rows of the tree in which a row stands; places are relative to its root."""
    tree = int(np.searchsorted(drawing.analysis.order.roots, row))
    return drawing.tree_rows(tree)


def pairs(drawing: Drawing) -> list[tuple[tuple[int, Bounds], tuple[int, Bounds]]]:
    """Every two grounds of one tree."""
    return [(a, b) for a, b in combinations(grounds(drawing), 2) if b[0] in neighbours(drawing, a[0])]


@given(formulas())
def test_a_ground_holds_its_nodes_and_no_other(text: str) -> None:
    drawing, _ = drawn(text)
    for row, ground in grounds(drawing):
        for each in neighbours(drawing, row):
            box = node_box(drawing, each)
            assert inside(box, ground) if each in members(drawing, row) else not overlap(box, ground)


@given(formulas())
def test_grounds_lie_inside_one_another_or_apart(text: str) -> None:
    drawing, _ = drawn(text)
    for (first, a), (second, b) in pairs(drawing):
        if second in members(drawing, first):
            assert inside(b, a)
        elif first in members(drawing, second):
            assert inside(a, b)
        else:
            assert not overlap(a, b)


@given(formulas())
def test_the_edge_of_an_outer_ground_is_seen_below_the_inner_one(text: str) -> None:
    drawing, _ = drawn(text)
    for (first, a), (second, b) in pairs(drawing):
        if first != second and (second in members(drawing, first) or first in members(drawing, second)):
            assert abs(a.bottom - b.bottom) >= 4


@given(formulas())
def test_the_name_of_a_ground_touches_no_node(text: str) -> None:
    drawing, _ = drawn(text)
    for ground in drawing.grounds:
        wide = width_of(typeset(ground.name), LABEL_SIZE, "bold")
        for row in ground.members:
            box = drawing.ground_bounds(row)
            name = Bounds(box.left + 10, box.top + 6, box.left + 10 + wide, box.top + 6 + 1.2 * LABEL_SIZE)
            assert not any(overlap(name, node_box(drawing, each)) for each in neighbours(drawing, row))


def test_every_instance_of_a_named_function_has_a_ground() -> None:
    drawing, _ = drawn("g = x + y; f = g*g; h = exp(g)")
    ground = next(each for each in drawing.grounds if each.name == "g")
    assert len(ground.members) == 3


def test_a_repeated_function_without_a_name_has_a_ground_in_a_free_look() -> None:
    drawing, _ = drawn("(x + y)*(y + x)")
    (ground,) = drawing.grounds
    assert (ground.name, len(ground.members)) == ("", 2)
    assert ground.mark not in {each.mark for each in drawing.forest.inputs.values()}


def test_the_parts_of_a_repeated_function_have_none() -> None:
    drawing, _ = drawn("sin(x + y)*sin(x + y)")
    assert [len(members(drawing, ground.members[0])) for ground in drawing.grounds] == [4]


def test_a_function_that_stands_once_has_no_ground() -> None:
    assert drawn("(x + y)*(x - y)")[0].grounds == []


@pytest.mark.parametrize("extra", [-8, 8])
def test_a_forest_with_too_many_nodes_to_see_them_has_none(extra: int) -> None:
    drawing, _ = drawn(" + ".join(["(x*y)"] + ["x"] * ((MOST_NODES + extra) // 2 - 3) + ["(x*y)"]))
    assert bool(drawing.grounds) == (extra < 0)


def test_the_picture_has_a_shape_and_a_name_for_each_instance() -> None:
    drawing, _ = drawn("g = x + y; f = g*g")
    figure = drawing.still(drawing.tree_rows(0))
    assert [box_of(shape) for shape in figure.grounds] == [box for _, box in grounds(drawing)]
    assert [text.text for text in figure.texts if text.slant == "italic"].count("g") == 2


def many_repeated() -> str:
    """A formula with six functions that stand twice."""
    twice = [f"({name}(x)*{name}(x))" for name in ("sin", "cos", "tan", "exp", "sinh", "cosh")]
    return " + ".join(twice)


def test_a_repeated_function_without_a_ground_is_outlined_in_a_look_of_its_own() -> None:
    drawing, _ = drawn(many_repeated())
    assert len(drawing.grounds) == 4
    marks = set(drawing.outlines.values())
    assert len(drawing.outlines) == 4
    assert len(marks) == 2
    assert not marks & {ground.mark for ground in drawing.grounds}
    figure = drawing.still(range(len(drawing.x)))
    strokes = [drawing.look.theme.set_strokes[set_colour(mark)] for mark in marks]
    rings = [shape for shape in figure.shapes if shape.fill == "none" and shape.stroke in strokes]
    assert len(rings) == 4


def test_a_ground_has_its_functions_name_or_else_its_mark() -> None:
    drawing, _ = drawn("g = x*y; f = g + exp(z) + exp(z) + g")
    figure = drawing.still(range(len(drawing.x)))
    inside = {(each.x, each.y) for each in figure.marks if each.size == 10.0}
    corners = [each for each in figure.marks if (each.x, each.y) not in inside]
    named, plain = drawing.grounds
    assert (named.name, plain.name) == ("g", "")
    assert [each.kind for each in corners] == [set_mark(plain.mark)] * 2
    for mark, member in zip(corners, plain.members, strict=True):
        left, top, *_ = drawing.ground_bounds(member)
        assert (mark.x - left, mark.y - top) == pytest.approx((4.1, 4.1))


def test_without_grounds_nothing_is_outlined() -> None:
    drawing, _ = drawn(many_repeated(), Look(shows=frozenset()))
    assert drawing.outlines == {}
