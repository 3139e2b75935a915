"""The graphs of a tree say what the tree says, in both forms, and are read back by networkx as they were."""

import io
import json
import re
import shutil
import subprocess
from collections.abc import Callable
from typing import Any

import networkx as nx
import pytest

import treeedit
from tests.export.ordering import NO_QT, order_of
from tests.support import grow
from treeedit.export.exports import EXPORTS, export_bytes
from treeedit.export.graphs import graph_of
from treeedit.export.order import subject_of
from treeedit.figure.form import FORMS, Form
from treeedit.figure.look import Look
from treeedit.model.exercises import hide
from treeedit.model.operators import OPERATORS
from treeedit.model.records import Blank, Input

RUNNING = "g = x1 + x2; f = g^2 + x3/g"
VALUES = {"x1": 1.0, "x2": 2.0, "x3": 3.0}


def written(key: str, source: str = RUNNING, form: str = "tree") -> bytes:
    return export_bytes(EXPORTS[key], order_of(source, Look(form=Form(form)), VALUES, title="f"), NO_QT)


def graphml(source: str = RUNNING, form: str = "tree") -> nx.MultiDiGraph:
    return nx.read_graphml(io.BytesIO(written("graphml", source, form)), force_multigraph=True)


def node_link(source: str = RUNNING, form: str = "tree") -> nx.MultiDiGraph:
    return nx.node_link_graph(json.loads(written("json", source, form)), edges="edges")


def partials(graph: nx.MultiDiGraph, label: str) -> list[float]:
    return [data["partial"] for _, data in graph.nodes(data=True) if data["label"] == label]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("read", [graphml, node_link])
def test_networkx_reads_back_the_same_graph(read: object, form: str) -> None:
    graph = read(RUNNING, form)  # type: ignore[operator]
    original = graph_of(order_of(RUNNING, Look(form=Form(form)), VALUES).subject)
    assert dict(graph.nodes(data=True)) == dict(original.nodes(data=True))
    assert sorted(graph.edges(data="slot")) == sorted(original.edges(data="slot"))


def test_the_tree_form_has_the_partial_of_each_instance() -> None:
    assert partials(node_link(), "x1") == pytest.approx([6, -1 / 3])


def test_the_shared_form_has_their_sum() -> None:
    assert partials(node_link(form="shared"), "x1") == pytest.approx([17 / 3])


def test_both_operands_of_x_times_x_are_kept() -> None:
    assert sorted(slot for *_, slot in node_link("x*x", "shared").edges(data="slot")) == [0, 1]


def test_what_has_no_value_has_no_number() -> None:
    nodes = node_link("ln(0 - x) + □").nodes(data=True)
    assert not any("value" in data for _, data in nodes if data["label"] in ("ln", "+"))


def test_a_root_bears_the_name_of_its_tree() -> None:
    assert [data["tree"] for _, data in node_link("f = x; h = y*x").nodes(data=True) if "tree" in data] == ["f", "h"]


def test_dot_quotes_every_word() -> None:
    text = written("dot").decode()
    assert re.sub(r'"(?:[^"\\]|\\.)*"', "Q", text.replace("\n", " ")).count('"') == 0
    assert 'label="x1\\nvalue 1\\npartial 6", symbol="x1", set="x1", value="1.0", partial="6.0"' in text
    assert "=<" not in text


def test_a_title_cannot_leave_its_quotes() -> None:
    order = order_of("x", title='a" [label=<b>]; \\N \n')
    assert export_bytes(EXPORTS["dot"], order, NO_QT).decode().startswith('digraph "a\\" [label=<b>]; \\\\N " {\n')


def test_a_graph_tells_no_number_that_an_exercise_hides() -> None:
    forest = grow("f = x*x + 1")
    forest.inputs["x"] = Input(3.0)
    forest.apply(hide(forest, [Blank("value", max(forest.nodes)), Blank("partial", min(forest.nodes))]))
    drawn, solved = (
        graph_of(subject_of(forest, Look(shows=Look().shows | {sheet}))).nodes for sheet in ("blanks", "solutions")
    )
    assert [data.get("value") for _, data in drawn(data=True)].count(10.0) == 0
    assert [data.get("value") for _, data in solved(data=True)].count(10.0) == 1
    assert [data.get("partial") for _, data in drawn(data=True)].count(3.0) == 1


DOCUMENTS = (RUNNING, "f = x*x; h = x - sin(x)/0.5", "f = 1/z + y^2; h = ln(-y) + □", "x^x + (x*y)*(y*x) + 2*2")
Nodes = dict[str, dict[str, object]]
Edges = list[tuple[str, str, int]]
READERS = {"graphml": graphml, "json": node_link}
_QUOTED = r'"((?:[^"\\]|\\.)*)"'


def read(key: str, source: str, form: str) -> tuple[Nodes, Edges]:
    graph = READERS[key](source, form)
    return dict(graph.nodes(data=True)), sorted((a, b, int(slot)) for a, b, slot in graph.edges(data="slot"))


def read_dot(source: str, form: str) -> tuple[Nodes, Edges]:
    """A reader that takes nothing but what we promise to write."""
    head, first, second, *lines, last = written("dot", source, form).decode().splitlines()
    assert (head, first, second, last) == (
        'digraph "f" {',
        '  graph [ordering="out"];',
        '  node [shape="ellipse"];',
        "}",
    )
    nodes: Nodes = {}
    edges: Edges = []
    for line in lines:
        if edge := re.fullmatch(rf"  {_QUOTED} -> {_QUOTED} \[slot=\"(\d)\"\];", line):
            edges.append((edge[1], edge[2], int(edge[3])))
        else:
            node = re.fullmatch(rf"  {_QUOTED} \[((?:, )?\w+={_QUOTED})+\];", line)
            assert node, line
            nodes[node[1]] = as_numbers(dict(re.findall(rf"(\w+)={_QUOTED}", line)))
    return nodes, sorted(edges)


def read_by_graphviz(source: str, form: str) -> tuple[Nodes, Edges]:
    command = ["dot", "-Tjson0"]
    told = json.loads(
        subprocess.run(command, input=written("dot", source, form), capture_output=True, check=True).stdout
    )
    names = [each["name"] for each in told["objects"]]
    ours = ("label", "symbol", "tree", "set", "value", "partial")
    nodes = {each["name"]: as_numbers({key: each[key] for key in ours if key in each}) for each in told["objects"]}
    return nodes, sorted((names[each["tail"]], names[each["head"]], int(each["slot"])) for each in told["edges"])


def as_numbers(data: dict[str, str]) -> dict[str, object]:
    plain = {key: text.partition("\\n")[0] if key == "label" else text for key, text in data.items()}
    return {key: float(text) if key in ("value", "partial") else text for key, text in plain.items()}


def expected(source: str, form: str) -> tuple[Nodes, Edges]:
    """The graph as the answer of an evaluation has it."""
    nodes: Nodes = {}
    edges: Edges = []
    values = {label: VALUES.get(label, 1.0) for label in grow(source).inputs}
    for tree in treeedit.evaluate(source, values)["trees"]:
        stands_for = shared_by_hand(tree["nodes"], together=form == "shared")
        sets = {member: each["label"] for each in tree["sets"] for member in each["members"]}
        for each in tree["nodes"]:
            node = nodes.setdefault(f"n{stands_for[each['id']]}", {"symbol": each["symbol"]})
            if each["id"] in sets:
                node["set"] = sets[each["id"]]
            node["value"] = each["value"]
            node["partial"] = added(node.get("partial", 0.0), each["partial"])
            if stands_for[each["id"]] == each["id"]:
                found = [(slot, operand) for slot, operand in enumerate(each["operands"]) if operand is not None]
                edges += [(f"n{each['id']}", f"n{stands_for[operand]}", slot) for slot, operand in found]
        nodes[f"n{tree['nodes'][-1]['id']}"]["tree"] = tree["name"]
    return nodes, sorted(edges)


def added(total: float | None, partial: float | None) -> float | None:
    return None if total is None or partial is None else total + partial


def shared_by_hand(nodes: list[dict[str, Any]], *, together: bool) -> dict[int, int]:
    """The first node that is the same function of the same output, for each node of a tree, operands first."""
    parents = {operand: each["id"] for each in nodes for operand in each["operands"]}
    function: dict[int, object] = {}
    for each in nodes:
        keys = [function.get(operand) for operand in each["operands"]]
        turned = sorted(keys, key=repr) if each["symbol"] in "+*" else keys
        function[each["id"]] = None if None in keys else (each["symbol"], *turned)
    first: dict[object, int] = {}
    found = {}
    for each in nodes:
        output = each["id"]
        while output in parents and function[parents[output]] is not None:
            output = parents[output]
        key = (output, function[each["id"]]) if function[each["id"]] is not None else each["id"]
        found[each["id"]] = first.setdefault(key, each["id"]) if together else each["id"]
    return found


READINGS = {
    "graphml": lambda source, form: read("graphml", source, form),
    "json": lambda source, form: read("json", source, form),
    "dot": read_dot,
    "dot by Graphviz": pytest.param(
        read_by_graphviz,
        marks=pytest.mark.skipif(shutil.which("dot") is None, reason="dot (graphviz) is missing"),
    ),
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("source", DOCUMENTS)
@pytest.mark.parametrize("reading", READINGS.values(), ids=READINGS)
def test_a_graph_has_the_numbers_sets_and_slots_of_the_evaluation(
    reading: Callable[[str, str], tuple[Nodes, Edges]], source: str, form: str
) -> None:
    nodes, edges = reading(source, form)
    asked, asked_edges = expected(source, form)
    assert edges == asked_edges
    assert nodes.keys() == asked.keys()
    for name, node in nodes.items():
        for key in ("value", "partial"):
            assert node.pop(key, None) == asked[name].pop(key)
        assert node.pop("label")
        assert spelled(node) == asked[name]


def spelled(node: dict[str, object]) -> dict[str, object]:
    """A node with its operator as formulas spell it."""
    symbol = str(node["symbol"])
    return node | {"symbol": OPERATORS[symbol].spelling if symbol in OPERATORS else symbol}


def test_the_rule_by_which_functions_run_together_is_that_of_the_picture() -> None:
    look = Look(form=Form("shared", "inputs"))
    graph = graph_of(order_of(RUNNING, look, VALUES).subject)
    labels = sorted(data["label"] for _, data in graph.nodes(data=True))
    assert labels == sorted(["x1", "x2", "x3", "2", "+", "+", "^", "÷", "+"])


def test_trees_share_nothing_as_every_tree_has_sums_of_its_own() -> None:
    assert partials(node_link("f = x*x; h = 3*x", "shared"), "x") == pytest.approx([2.0, 3.0])
