"""The tree form and the shared form as graphs."""

import subprocess
import sys

import networkx as nx

from treeedit.model import edits
from treeedit.model.forest import Forest
from treeedit.model.graph import shared_graph, tree_graph
from treeedit.model.order import Order, order_of
from treeedit.model.passes import tape_of
from treeedit.model.records import Expression, Leaf, Point
from treeedit.model.sets import Functions
from treeedit.model.sharing import run_together

X1, X2, X3, TWO = Leaf("x1"), Leaf("x2"), Leaf("x3"), Leaf("2")
RUNNING = (X1, X2, "+", TWO, "^", X3, X1, X2, "+", "/", "+")  # (x1 + x2)^2 + x3/(x1 + x2)


def grown(*expressions: Expression) -> Order:
    forest = Forest()
    for expression in expressions:
        forest.apply(edits.add(forest, expression, Point(0, 0)))
    return order_of(forest)


def shared(order: Order) -> nx.MultiDiGraph:
    return shared_graph(order, run_together(order, Functions(order).ids, tape_of(order).output).node)


def node_with(graph: nx.MultiDiGraph, *rows: int) -> int:
    return {each: int(node) for node, each in graph.nodes(data="rows")}[rows]


def test_the_running_example_is_a_tree_of_11_nodes() -> None:
    graph = tree_graph(grown(RUNNING))
    assert len(graph) == 11
    assert nx.is_arborescence(graph)


def test_the_shared_form_of_the_running_example_has_8_functions() -> None:
    graph = shared(grown(RUNNING))
    assert len(graph) == 8
    assert graph.number_of_edges() == 8
    assert nx.is_directed_acyclic_graph(graph)


def test_a_shared_function_has_several_parents() -> None:
    graph = shared(grown(RUNNING))
    assert graph.in_degree(node_with(graph, 2, 8)) == 2


def test_both_forms_of_x_times_x_have_two_edges() -> None:
    order = grown((X1, X1, "*"))
    assert tree_graph(order).number_of_edges() == 2
    graph = shared(order)
    assert len(graph) == 2
    assert [slot for _, _, slot in graph.edges(keys=True)] == [0, 1]


def test_edges_run_from_the_operation_and_are_keyed_by_slot() -> None:
    order = grown((X1, X2, "/"))
    x1, x2, quotient = order.ids.tolist()
    assert list(tree_graph(order).edges(keys=True)) == [(quotient, x1, 0), (quotient, x2, 1)]


def test_a_slot_after_an_empty_one_keeps_its_number() -> None:
    (edge,) = tree_graph(grown((None, X1, "-"))).edges(keys=True)
    assert edge[2] == 1


def test_nodes_say_what_they_are() -> None:
    graph = shared(grown((X1, TWO, "-", X1, "*")))
    assert graph.nodes[node_with(graph, 0, 3)] == {"symbol": "x1", "label": "x1", "rows": (0, 3)}
    assert graph.nodes[node_with(graph, 2)] == {"symbol": "-", "label": "−", "rows": (2,)}


def test_operands_of_a_sum_in_another_order_are_the_same_node() -> None:
    assert len(shared(grown((X1, X2, "+", X2, X1, "+", "*")))) == 4


def test_incomplete_operations_are_never_shared_but_their_complete_parts_are() -> None:
    graph = shared(grown((X1, X1, "*", None, "+", X1, None, "+", "*")))
    assert len(graph) == 6
    assert graph.in_degree(node_with(graph, 0, 1)) == 2


def test_outputs_share_nothing_as_every_output_has_sums_of_its_own() -> None:
    graph = shared(grown((X1, X1, "+"), (X1, X1, "+", "sin")))
    assert sorted(len(rows) for _, rows in graph.nodes(data="rows")) == [1, 1, 1, 2, 2]


def test_an_empty_canvas_is_an_empty_graph() -> None:
    assert len(tree_graph(grown())) == len(shared(grown())) == 0


def test_networkx_is_not_loaded_before_a_graph_is_asked_for() -> None:
    script = "import sys, treeedit.model.graph; sys.exit('networkx' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
