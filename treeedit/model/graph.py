"""The tree as a networkx graph: one node an instance (the tree form), or one node a function (the shared form).

Both are MultiDiGraphs whose edges run from an operation to its operands and are keyed by slot: a plain DiGraph would
lose the second x of x*x. A node's key is the document's id of the node, or of the first of its instances; which
instances run together is chosen as in `sharing.py`.

Node attributes: symbol (the operator's key, or the leaf's label), label (what its node shows), rows (the rows of the
order that are instances of it, as a tuple). Rule: networkx is imported only when a graph is asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from treeedit.model.order import OPERATOR_LIST, Ints, Order

if TYPE_CHECKING:
    import networkx as nx


def tree_graph(order: Order) -> nx.MultiDiGraph:
    """The tree form: every instance of a function is a node of its own."""
    return _graph(order, np.arange(len(order.ids)))


def shared_graph(order: Order, node: Ints) -> nx.MultiDiGraph:
    """The shared form: instances of a function are one node, with as many parents as it has uses.

    node: (n,) as in `Sharing.node`.
    """
    return _graph(order, node)


def _graph(order: Order, stands_for: Ints) -> nx.MultiDiGraph:
    import networkx as nx

    graph = nx.MultiDiGraph()
    ids, node = order.ids.tolist(), order.ids[stands_for].tolist()
    rows: dict[int, list[int]] = {}
    for row, first in enumerate(stands_for.tolist()):
        rows.setdefault(first, []).append(row)
    for first, instances in rows.items():
        symbol, label = _names(order, first)
        graph.add_node(ids[first], symbol=symbol, label=label, rows=tuple(instances))
    for first in rows:
        for slot, operand in enumerate(order.operands[first].tolist()):
            if operand >= 0:
                graph.add_edge(ids[first], node[operand], key=slot)
    return graph


def _names(order: Order, row: int) -> tuple[str, str]:
    if order.operator[row] < 0:
        return order.labels[order.label[row]], order.labels[order.label[row]]
    entry = OPERATOR_LIST[order.operator[row]]
    return entry.key, entry.glyph
