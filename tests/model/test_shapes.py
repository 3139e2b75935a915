"""Trees of the same shape, beside what networkx finds."""

from __future__ import annotations

import networkx as nx
import pytest
from hypothesis import given
from networkx.algorithms.isomorphism import DiGraphMatcher, categorical_edge_match, categorical_node_match

from tests.support import expressions, grow
from treeedit.model.analysis import analyse
from treeedit.model.edits import add
from treeedit.model.forest import Forest
from treeedit.model.order import OPERATOR_LIST, Order
from treeedit.model.records import Point
from treeedit.model.shapes import Likeness, Operands, first_difference, likeness

IN_ORDER, ANY_ORDER = Operands.IN_ORDER, Operands.ANY_ORDER


def compared(text: str, operands: Operands = IN_ORDER) -> Likeness | None:
    order = analyse(grow(text)).order
    first, second = order.roots.tolist()
    return likeness(order, first, second, operands)


def test_f_and_h_of_the_running_example_have_the_same_shape_but_other_sets() -> None:
    found = compared("(x1 + x2)^2 + x3/(x1 + x2); (x1 + x2)^2 + x3/(x4 + x5)")
    assert found is not None
    assert found.labels == (("x1", "x1"), ("x2", "x2"), ("x3", "x3"), ("x1", "x4"), ("x2", "x5"))
    assert found.split == ("x1", "x2")
    assert not found.same_sets()
    assert len(found.pairs) == 11


def test_renamed_one_to_one_the_sets_are_the_same() -> None:
    found = compared("a*a + b; u*u + v")
    assert found is not None
    assert found.same_sets()
    assert found.labels == (("a", "u"), ("b", "v"))


def test_two_labels_for_one_are_told_in_either_direction() -> None:
    found = compared("a*b; u*u")
    assert found is not None
    assert found.split == ("u",)


@pytest.mark.parametrize("text", ["a + b; a*b", "a + b; a + b + c", "a - b; -a"])
def test_other_operators_are_another_shape(text: str) -> None:
    assert compared(text) is None


def test_operands_may_be_taken_in_any_order_where_the_operator_commutes() -> None:
    assert compared("sin(a)*b; a*sin(b)") is None
    assert compared("sin(a)*b; a*sin(b)", ANY_ORDER) is not None
    assert compared("sin(a)/b; a/sin(b)", ANY_ORDER) is None


def graph(order: Order, root: int) -> nx.DiGraph:
    found = nx.DiGraph()
    for row in range(root - int(order.size[root]) + 1, root + 1):
        found.add_node(row, code=int(order.operator[row]))
        for slot, operand in enumerate(order.operands[row].tolist()):
            if operand >= 0:
                found.add_edge(row, operand, slot=slot)
    return found


@given(expressions(4), expressions(4))
def test_networkx_finds_the_same(first, second) -> None:  # type: ignore[no-untyped-def]
    forest = Forest()
    for x, expression in enumerate((first, second)):
        forest.apply(add(forest, expression, Point(float(x), 0.0)))
    order = analyse(forest).order
    if not order.complete.all():
        return
    a, b = order.roots.tolist()
    same_node = categorical_node_match("code", None)
    strict = DiGraphMatcher(graph(order, a), graph(order, b), same_node, categorical_edge_match("slot", None))
    assert (likeness(order, a, b, IN_ORDER) is not None) == strict.is_isomorphic()
    commuting = {code for code, entry in enumerate(OPERATOR_LIST) if entry.commutative}
    free = [graph(order, root) for root in (a, b)]
    for each in free:
        for parent, _, data in each.edges(data=True):
            data["slot"] = 0 if each.nodes[parent]["code"] in commuting else data["slot"]
    loose = DiGraphMatcher(*free, same_node, categorical_edge_match("slot", None))
    assert (likeness(order, a, b, ANY_ORDER) is not None) == loose.is_isomorphic()


def test_leaning_trees_of_twenty_thousand_terms_are_compared() -> None:
    text = " + ".join(["x"] * 20_000)
    found = compared(f"{text}; {text}")
    assert found is not None
    assert found.same_sets()


def difference(text: str, operands: Operands = IN_ORDER) -> tuple[str, str] | None:
    """What stands at the first difference, as it is written on the nodes; □ for an empty slot."""
    order = analyse(grow(text)).order
    found = first_difference(order, *order.roots.tolist(), operands)
    return None if found is None else (written(order, found.first), written(order, found.second))


def written(order: Order, row: int) -> str:
    if row < 0:
        return "□"
    code = int(order.operator[row])
    return OPERATOR_LIST[code].key if code >= 0 else order.labels[int(order.label[row])]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("a + b; u + v", None),
        ("a + b; a*b", ("+", "*")),
        ("sin(a) + b; sin(a) + cos(b)", ("b", "cos")),
        ("exp(sin(a*b)); exp(sin(a/b))", ("*", "/")),
        ("a + □; a + b", ("□", "b")),
    ],
)
def test_the_first_difference_is_where_the_trees_part(text: str, places: tuple[str, str] | None) -> None:
    assert difference(text) == places


def test_in_any_order_what_has_a_counterpart_is_not_the_difference() -> None:
    assert difference("sin(a)*cos(b); tan(c)*sin(d)", ANY_ORDER) == ("cos", "tan")
    assert difference("sin(a)*b; a*sin(b)", ANY_ORDER) is None
    assert difference("sin(a)*b; a*sin(b)", IN_ORDER) == ("sin", "a")
    assert difference("(a + sin(b))*cos(c); cos(c)*(sin(b) + sin(a))", ANY_ORDER) == ("a", "sin")


def test_a_difference_tells_the_operations_above_it() -> None:
    order = analyse(grow("a + □; a + b")).order
    found = first_difference(order, *order.roots.tolist(), IN_ORDER)
    assert found is not None
    assert found.above == tuple(order.roots.tolist())


@pytest.mark.parametrize(
    ("text", "operands", "numbers", "same"),
    [
        ("x^2; x^3", IN_ORDER, (("2", "3"),), False),
        ("2*x; 5*x", ANY_ORDER, (("2", "5"),), False),
        ("x + 1; x + 100", IN_ORDER, (("1", "100"),), False),
        ("x*2; x*2.0", IN_ORDER, (), True),
        ("x*1e3; x*1000", IN_ORDER, (), True),
        ("x*2; x*y", IN_ORDER, (("2", "y"),), False),
        ("x + y; y + x", ANY_ORDER, (), True),
        ("max(x, y) - z; max(y, x) - z", ANY_ORDER, (), True),
        ("x - y; y - x", IN_ORDER, (), False),
        ("x*y; u*v", IN_ORDER, (), False),
    ],
)
def test_the_same_function_needs_the_same_labels_and_the_same_numbers(
    text: str, operands: Operands, numbers: tuple[tuple[str, str], ...], same: bool
) -> None:
    found = compared(text, operands)
    assert found is not None
    assert found.numbers == numbers
    assert found.same_function is same


def test_in_any_order_equal_operands_are_counterparts() -> None:
    found = compared("x*y + sin(z); y*x + sin(z)", ANY_ORDER)
    assert found is not None
    assert found.labels == (("x", "x"), ("y", "y"), ("z", "z"))
