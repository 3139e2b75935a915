"""Edges are open where a label stands, and figures add up."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from treeedit.figure.figure import Bounds, Edge, Figure, Line, Mark, Outline, Path, Shape, Text, opened

lengths = st.floats(-2000, 2000)


def plate(edge: Edge, width: float = 30.0) -> Shape:
    return Shape((edge.x0 + edge.x1) / 2, (edge.y0 + edge.y1) / 2, width, 17.0, 5.0, "#FFFFFF", "none", 0.0)


def point(curve: tuple[float, ...], t: float) -> tuple[float, float]:
    shares = (1 - t) ** 3, 3 * (1 - t) ** 2 * t, 3 * (1 - t) * t**2, t**3
    return tuple(sum(s * curve[2 * i + axis] for i, s in enumerate(shares)) for axis in (0, 1))


def test_a_whole_edge_is_one_curve_with_vertical_ends() -> None:
    assert Edge(0, 0, 10, 8, "#000000").curves() == [(0, 0, 0, 4, 10, 4, 10, 8)]


@given(lengths, st.floats(0.01, 0.49), st.floats(0, 1))
def test_an_edge_with_a_gap_is_the_rest_of_the_whole_one(x1: float, gap: float, share: float) -> None:
    edge = Edge(3.0, 5.0, x1, 75.0, "#000000")
    (whole,) = edge.curves()
    first, last = edge._replace(gap=gap).curves()
    t = share * (0.5 - gap)
    assert point(first, share) == pytest.approx(point(whole, t), abs=1e-6)
    assert point(last, share) == pytest.approx(point(whole, 1 - t), abs=1e-6)


@given(lengths)
def test_an_edge_ends_at_the_rim_of_its_plate(x1: float) -> None:
    edge = Edge(0.0, 0.0, x1, 70.0, "#000000")
    label = plate(edge, min(30.0, max(abs(x1), 30.0)))
    (opening,) = opened([edge], [label])
    x, y = opening.curves()[0][-2:]
    beyond = max(abs(x - label.x) - label.width / 2, abs(y - label.y) - label.height / 2)
    assert beyond == pytest.approx(0, abs=1.0)


def test_an_edge_without_a_plate_stays_whole() -> None:
    edge, other = Edge(0, 0, 10, 70, "#000000"), Edge(50, 0, 90, 70, "#000000")
    assert opened([edge], [plate(other)]) == [edge]


def test_figures_are_added_layer_by_layer_and_moved() -> None:
    shape, text = Shape(1, 2, 3, 4, 0, "none", "none", 1), Text(1, 2, "x", 9, "#000000")
    edge, mark = Edge(0, 0, 1, 1, "#000000", 0.2), Mark("disc", 1, 2, 3, "#000000")
    line, outline = Line(0, 0, 1, 1, "#000000", 1), Outline(1, 2, 1, Path(), "#000000")
    one = Figure(
        Bounds(0, 0, 5, 5),
        "#FFFFFF",
        grounds=[shape],
        edges=[edge],
        lines=[line],
        plates=[shape],
        shapes=[shape],
        outlines=[outline],
        marks=[mark],
        texts=[text],
        notes={1: "x"},
    )
    whole = Figure.empty()
    whole.add(one, 10, 20)
    assert whole.edges == [Edge(10, 20, 11, 21, "#000000", 0.2)]
    assert whole.lines == [Line(10, 20, 11, 21, "#000000", 1)]
    placed = *whole.grounds, *whole.plates, *whole.shapes, *whole.outlines, *whole.marks, *whole.texts
    assert [(each.x, each.y) for each in placed] == [(11, 22)] * 6
    assert (whole.bounds, whole.notes) == (Bounds(0, 0, 15, 25), {1: "x"})


def test_bounds_have_a_middle() -> None:
    assert Bounds(0, 2, 4, 8).middle() == (2, 5)


def test_a_sideways_edge_is_an_upright_one_turned() -> None:
    upright, sideways = Edge(1.0, 2.0, 5.0, 9.0, "#000000", 0.2), Edge(2.0, 1.0, 9.0, 5.0, "#000000", 0.2, True)
    turned = [
        tuple(each for x, y in zip(part[::2], part[1::2], strict=True) for each in (y, x)) for part in sideways.curves()
    ]
    assert turned == upright.curves()
    assert sideways.turned() == upright


def test_a_path_has_the_steps_that_it_is_made_of() -> None:
    steps = [("M", (0.1, 2.0)), ("Q", (1.0, 2.0, 3.0, 4.5)), ("C", (1.0, 2.0, 3.0, 4.0, 5.0, 6.0)), ("Z", ())]
    assert list(Path.of(*steps)) == steps


def test_equal_paths_are_one_key() -> None:
    steps = ("M", (0.1, 2.0)), ("L", (1.0, 2.0))
    assert {Path.of(*steps): "found"}[Path.of(*steps)] == "found"
    assert Path.of(*steps) != Path.of(*steps, ("Z", ()))
