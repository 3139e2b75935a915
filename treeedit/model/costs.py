"""What derivatives cost: one backward pass, one forward-mode pass for each input, or finite differences.

Counted are the operations on numbers beyond the local derivatives, which every way but the last needs once: an edge
costs a multiplication, what arrives at one place from several is added. In the shared form an edge between two
functions is counted once, however often the tree repeats it.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from treeedit.model.analysis import Analysis
from treeedit.model.order import Ints


class Cost(NamedTuple):
    """Operators evaluated, multiplications and additions of derivatives."""

    evaluations: int
    multiplications: int
    additions: int

    @property
    def total(self) -> int:
        """All of them together."""
        return sum(self)


class Costs(NamedTuple):
    """The same gradient in three ways, for a form with so many nodes and inputs."""

    nodes: int
    inputs: int
    backward: Cost
    forward_mode: Cost
    differences: Cost


def tree_costs(analysis: Analysis, output: int) -> Costs:
    """For the tree form of the tree below an output, given by its row."""
    order = analysis.order
    rows = np.arange(output - int(order.size[output]) + 1, output + 1)
    edges = int(np.count_nonzero(order.operands[rows] >= 0))
    leaves = sum(len(each.members) for each in analysis.sets.of_output(output) if each.kind == "input")
    return _costs(analysis, rows, edges, leaves)


def shared_costs(analysis: Analysis, output: int) -> Costs:
    """For the shared form of the same tree: every function once."""
    order = analysis.order
    rows = np.arange(output - int(order.size[output]) + 1, output + 1)
    function = analysis.sets.function
    first = rows[np.unique(function[rows], return_index=True)[1]]
    edges = order.operands[first]
    operands = edges[edges >= 0]
    inputs = sum(each.kind == "input" for each in analysis.sets.of_output(output))
    arrivals = len(operands) - len(np.unique(function[operands]))
    costs = _costs(analysis, first, len(operands), inputs)
    return costs._replace(backward=costs.backward._replace(additions=arrivals))


def _costs(analysis: Analysis, rows: Ints, edges: int, input_leaves: int) -> Costs:
    order = analysis.order
    operations = int(np.count_nonzero(order.operator[rows] >= 0))
    output = int(analysis.tape.output[rows[-1]])
    inputs = sum(each.kind == "input" for each in analysis.sets.of_output(output))
    return Costs(
        nodes=len(rows),
        inputs=inputs,
        backward=Cost(operations, edges, input_leaves - inputs),
        forward_mode=Cost(operations, edges * inputs, (edges - operations) * inputs),
        differences=Cost(operations * (inputs + 1), inputs, inputs),
    )
