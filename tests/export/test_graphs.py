"""The graphs of a tree say what the tree says, in both forms, and are read back by networkx as they were."""

import io
import json
import re

import networkx as nx
import pytest

from tests.export.ordering import NO_QT, order_of
from tests.support import grow
from treeedit.export.exports import EXPORTS, export_bytes
from treeedit.export.graphs import graph_of
from treeedit.export.order import subject_of
from treeedit.figure.form import FORMS, Form
from treeedit.figure.look import Look
from treeedit.model.exercises import hide
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
    assert [data["name"] for _, data in node_link("f = x; h = y*x").nodes(data=True) if "name" in data] == ["f", "h"]


def test_dot_quotes_every_word() -> None:
    text = written("dot").decode()
    assert re.sub(r'"(?:[^"\\]|\\.)*"', "Q", text.replace("\n", " ")).count('"') == 0
    assert 'label="x1", symbol="x1", value="1.0", partial="6.0"' in text
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
