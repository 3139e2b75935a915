"""However many curves an edge is drawn with, it is one thread from its operation to its operand."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.export.ordering import order_of
from tests.figure.sketching import LOOK, formulas
from tests.support import grow
from treeedit.export.joints import Joints, is_slot
from treeedit.export.order import Order
from treeedit.export.threads import Thread, Threads
from treeedit.figure.figure import Edge, Shape
from treeedit.figure.form import FORMS, Form
from treeedit.figure.look import ORIENTATIONS
from treeedit.model.forest import Forest


def ordered(source: str | Forest, where: str, form: str) -> Order:
    return order_of(source, replace(LOOK, orientation=where, form=Form(form)))


def threads_of(order: Order) -> list[Thread]:
    return list(Threads(order.figure.edges, Joints(order.figure.shapes)))


def box(x: float, y: float, node: int) -> Shape:
    return Shape(x, y, 40.0, 40.0, 20.0, "#FFFFFF", "#000000", 1.0, False, node)


@pytest.mark.parametrize("where", ORIENTATIONS)
def test_a_tree_has_a_thread_for_every_operand(where: str) -> None:
    forest = grow("f = (x + y)*exp(x1*x)")
    found = {(each.start.node, each.end.node) for each in threads_of(ordered(forest, where, "tree"))}  # type: ignore[union-attr]
    assert found == {(slot.parent, node) for node in forest.nodes if (slot := forest.slot_of(node))}


@settings(max_examples=40)
@given(formulas(), st.sampled_from(ORIENTATIONS), st.sampled_from(FORMS))
def test_every_thread_joins_two_shapes_and_every_curve_is_in_one(text: str, where: str, form: str) -> None:
    order = ordered(text, where, form)
    found = threads_of(order)
    assert all(each.start is not None and each.end is not None for each in found)
    assert sorted(edge for each in found for edge in each.edges) == sorted(order.figure.edges)
    assert all(
        edge[2:4] == pytest.approx(after[:2])
        for each in found
        for edge, after in zip(each.edges, each.edges[1:], strict=False)
    )


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("where", ORIENTATIONS)
def test_a_thread_to_an_empty_slot_ends_at_its_circle(where: str, form: str) -> None:
    ends = [each.end for each in threads_of(ordered("x*x + exp(□)*x", where, form)) if each.end]
    assert len([each for each in ends if is_slot(each)]) == 1


def test_siblings_share_what_they_have_in_common_and_all_know_where_they_begin() -> None:
    stem = Edge(20, 0, 50, 0, "#000000", 0.0, True)
    upper, lower = Edge(50, 0, 100, -40, "#000000", 0.0, True), Edge(50, 0, 100, 40, "#000000", 0.0, True)
    first, second = Threads([upper, lower, stem], Joints([box(0, 0, 1), box(120, -40, 2), box(120, 40, 3)]))
    assert (first.edges, second.edges) == ((stem, upper), (lower,))
    assert [each.start.node for each in (first, second) if each.start] == [1, 1]
    assert [each.end.node for each in (first, second) if each.end] == [2, 3]


def test_what_is_drawn_in_another_colour_is_a_thread_of_its_own() -> None:
    edges = [Edge(0, 20, 0, 50, colour) for colour in ("#000000", "#FF0000")]
    edges += [Edge(0, 50, 0, 80, colour) for colour in ("#000000", "#FF0000")]
    found = list(Threads(edges, Joints([box(0, 0, 1), box(0, 100, 2)])))
    assert [[edge.colour for edge in each.edges] for each in found] == [["#000000"] * 2, ["#FF0000"] * 2]


def test_a_thread_that_goes_nowhere_is_still_drawn() -> None:
    edges = [Edge(0, 0, 10, 10, "#000000"), Edge(5, 5, 5, 5, "#000000")]
    (found,) = Threads(edges, Joints([]))
    assert found == Thread(None, (edges[0],), None)
