"""A forest as flat columns in operands-first order: what passes, sets and layout compute on.

Row i is a node; its operands stand in earlier rows, a tree is a contiguous run of rows that ends with its root.
Built anew only when the structure changes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from treeedit.model.forest import Forest, NodeId, Operation, operands_first
from treeedit.model.operators import OPERATORS

Ints = NDArray[np.int64]
OPERATOR_LIST = tuple(OPERATORS.values())
OPERATOR_CODES = {key: code for code, key in enumerate(OPERATORS)}


@dataclass(frozen=True, slots=True)
class Order:
    """n nodes as rows.

    ids: (n,) the node of each row; rows: the row of each node. operator: (n,) index into OPERATOR_LIST, or -1 for a
    leaf. label: (n,) index into labels, or -1 for an operation. labels: every label of the canvas, constants
    included, in the order of first appearance. operands: (n, 2) rows of the operands, -1 where there is none or the
    slot is empty. parent: (n,) row of the parent, -1 for a root. size: (n,) nodes of the subtree. height: (n,) 0 for
    a node without operands. complete: (n,) no empty slot in the subtree. roots: (trees,) rows of the roots, in order.
    """

    ids: Ints
    rows: dict[NodeId, int]
    operator: Ints
    label: Ints
    labels: tuple[str, ...]
    operands: Ints
    parent: Ints
    size: Ints
    height: Ints
    complete: NDArray[np.bool_]
    roots: Ints


def order_of(forest: Forest) -> Order:
    """The columns of a forest."""
    ids: list[NodeId] = []
    roots: list[int] = []
    for root in forest.trees():
        ids.extend(operands_first(forest, root))
        roots.append(len(ids) - 1)
    rows = dict(zip(ids, range(len(ids)), strict=True))
    codes: dict[str, int] = {}
    n = len(ids)
    operator, label, operands = [-1] * n, [-1] * n, [(-1, -1)] * n
    parent, size, height, complete = [-1] * n, [1] * n, [0] * n, [True] * n
    for row, node in enumerate(ids):
        record = forest.nodes[node]
        if not isinstance(record, Operation):
            label[row] = codes.setdefault(record.label, len(codes))
            continue
        operator[row] = OPERATOR_CODES[record.operator]
        found = [-1 if each is None else rows[each] for each in record.operands]
        operands[row] = (found[0], found[1] if len(found) == 2 else -1)
        for each in found:
            if each < 0:
                complete[row] = False
                continue
            parent[each] = row
            size[row] += size[each]
            height[row] = max(height[row], height[each] + 1)
            complete[row] &= complete[each]
    columns: list[Any] = [operator, label, parent, size, height, roots]
    operator_, label_, parent_, size_, height_, roots_ = (np.array(c, dtype=np.int64) for c in columns)
    return Order(
        ids=np.array(ids, dtype=np.int64),
        rows=rows,
        operator=operator_,
        label=label_,
        labels=tuple(codes),
        operands=np.array(operands, dtype=np.int64).reshape(n, 2),
        parent=parent_,
        size=size_,
        height=height_,
        complete=np.array(complete, dtype=bool),
        roots=roots_,
    )
