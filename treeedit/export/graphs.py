"""The trees as graphs for other programs: DOT, GraphML and node-link JSON, with values and partials as attributes.

The graphs are those of `model.graph`, in the form that the picture has. Of a node that stands for several instances
the partial is the sum of theirs: what arrives from its parents, added. `set` names what a node is a copy of: an input,
or a function that stands in its tree several times. What is not a number is left out. In DOT every text is a quoted
string with nothing in it that Graphviz would interpret, and what is drawn shows the numbers, as every picture does.
"""

from __future__ import annotations

import io
import json
import math
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from treeedit.export.answer import formula_at
from treeedit.export.order import Drawers, Order, Subject
from treeedit.figure.form import unfolded_sharing
from treeedit.figure.veil import veil_on_paper
from treeedit.model.graph import shared_graph, tree_graph
from treeedit.model.labels import number_of
from treeedit.model.patience import patiently
from treeedit.model.sets import total_of

if TYPE_CHECKING:
    import networkx as nx


def dot(order: Order, drawers: Drawers) -> bytes:
    """The graph in the language of Graphviz, operations above their operands."""
    graph = graph_of(order.subject)
    lines = [f"digraph {_quoted(order.title)} {{", '  graph [ordering="out"];', '  node [shape="ellipse"];']
    number = order.subject.look.number
    lines += [f"  {_quoted(node)} [{_drawn(data, number)}];" for node, data in patiently(graph.nodes(data=True))]
    lines += [
        f"  {_quoted(above)} -> {_quoted(below)} [slot={_quoted(slot)}];"
        for above, below, slot in patiently(graph.edges(keys=True))
    ]
    return "\n".join([*lines, "}", ""]).encode()


def graphml(order: Order, drawers: Drawers) -> bytes:
    """The graph as GraphML."""
    import networkx as nx

    file = io.BytesIO()
    nx.write_graphml_xml(graph_of(order.subject), file)
    return file.getvalue()


def node_link(order: Order, drawers: Drawers) -> bytes:
    """The graph as JSON of nodes and edges, as `networkx.node_link_graph(data, edges="edges")` reads it."""
    import networkx as nx

    data: dict[str, Any] = nx.node_link_data(graph_of(order.subject), edges="edges")
    return (json.dumps(data, ensure_ascii=False, allow_nan=False, indent=1) + "\n").encode()


def graph_of(subject: Subject) -> nx.MultiDiGraph:
    """The graph of a subject: nodes n1, n2, ... with label, symbol, set, value, partial; a root names its tree."""
    import networkx as nx

    order, form = subject.analysis.order, subject.look.form
    shared = unfolded_sharing(subject.analysis, form).node if form.is_shared else None
    whole = tree_graph(order) if shared is None else shared_graph(order, shared)
    shown = {row for root in subject.roots for row in subject.rows(root)}
    names = {order.rows[root]: subject.forest.roots[root].name for root in subject.roots}
    graph = nx.MultiDiGraph()
    for node, data in patiently(whole.nodes(data=True)):
        rows = [row for row in data["rows"] if row in shown]
        if rows:
            graph.add_node(f"n{node}", **_described(subject, data, rows, names))
    for above, below, slot in patiently(whole.edges(keys=True)):
        if f"n{above}" in graph:
            graph.add_edge(f"n{above}", f"n{below}", key=slot, slot=slot)
    return graph


def _described(subject: Subject, data: dict[str, Any], rows: list[int], names: dict[int, str]) -> dict[str, Any]:
    evaluation = subject.evaluation
    name = ", ".join(names[row] for row in rows if names.get(row))
    texts = {"label": data["label"], "symbol": data["symbol"], "tree": name, "set": _set_of(subject, rows[0])}
    numbers = {"value": float(evaluation.value[rows[0]]), "partial": total_of(evaluation.partial[rows].tolist())}
    hidden = _hidden(subject, rows)
    found: dict[str, Any] = {key: text for key, text in texts.items() if text}
    return found | {key: number for key, number in numbers.items() if math.isfinite(number) and key not in hidden}


def _set_of(subject: Subject, row: int) -> str:
    """The label of the set that a row is in, or ""."""
    found = subject.analysis.sets.of_row(row)
    if found is None:
        return ""
    return found.label or formula_at(subject.forest, subject.analysis.order, int(found.members[0]))


def _hidden(subject: Subject, rows: list[int]) -> set[str]:
    """The numbers of a node that an exercise hides, as it does in a picture."""
    veil, nodes = veil_on_paper(subject.forest, subject.look.shows), subject.analysis.order.ids[rows].tolist()
    partial = veil.hides_sum(nodes) if len(nodes) > 1 else veil.hides_partial(nodes[0])
    return {key for key, hides in (("value", any(map(veil.hides_value, nodes))), ("partial", partial)) if hides}


def _drawn(data: dict[str, Any], number: Callable[[float], str]) -> str:
    """The attributes of a node; what Graphviz draws is its label, its value and its partial, each in a line."""
    told = [f"{key} {number(data[key])}" for key in ("value", "partial") if key in data and "symbol" in data]
    lines = [data["label"], *(told if _is_varying(data) else [])]
    label = r"\n".join(_quoted(line)[1:-1] for line in lines)
    rest = (f"{key}={_quoted(value)}" for key, value in data.items() if key != "label")
    return ", ".join((f'label="{label}"', *rest))


def _is_varying(data: dict[str, Any]) -> bool:
    """Whether a node has numbers beside its label: a constant is its own value."""
    return number_of(str(data["label"])) is None


def _quoted(value: object) -> str:
    r"""A value as a string of DOT, in which \N and its like are no commands."""
    text = "".join(c for c in str(value) if c.isprintable())
    return '"' + text.replace("\\", r"\\").replace('"', r"\"") + '"'
