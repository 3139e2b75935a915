"""The path from a node up to its output, and the product of the local derivatives along it: what its partial is."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from treeedit.model.passes import Evaluation


class Factor(NamedTuple):
    """One edge of a path: from an operation's row to the operand in a slot, with its local derivative there."""

    parent: int
    slot: int
    operand: int
    local: float


def path_of(evaluation: Evaluation, row: int) -> list[Factor]:
    """The edges from the output of a row down to it; none for an output itself.

    The product of the local derivatives is the row's partial (up to rounding, as passes multiply in this order).
    """
    order, local = evaluation.order, evaluation.local
    output = int(evaluation.tape.output[row])
    found: list[Factor] = []
    while row != output and order.parent[row] >= 0:
        parent = int(order.parent[row])
        slot = 0 if order.operands[parent, 0] == row else 1
        found.append(Factor(parent, slot, row, float(local[parent, slot])))
        row = parent
    return found[::-1]


def product_along(path: list[Factor]) -> float:
    """1 · the local derivatives, in the order in which the backward pass multiplies."""
    product = 1.0
    for factor in path:
        product *= factor.local
    return product


def rows_above(evaluation: Evaluation, rows: Iterable[int]) -> list[int]:
    """The rows of the paths from some rows up to their outputs, each once; of no output, only the row itself."""
    parent, output = evaluation.order.parent, evaluation.tape.output
    found: set[int] = set()
    for start in rows:
        row, last = start, int(output[start])
        while row not in found:
            found.add(row)
            if row == last or last < 0:
                break
            row = int(parent[row])
    return sorted(found)
