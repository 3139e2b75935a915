"""A forest as flat columns in operands-first order: what passes, sets and layout compute on.

Row i is a node; its operands stand in earlier rows, a tree is a contiguous run of rows that ends with its root.
Five columns say everything (the *given* ones); the others follow from them and are computed when first asked for,
by numpy, in a time that does not depend on the shape of the trees. Built anew only when the structure changes:
`order_of` walks the forest, `order_after` copies what an edit left alone.

How the others follow: reading rows as postfix, let s be the number of finished subtrees after each row. Between an
operand and its operation s is greater than at both, so the first operand of an operation is the row before it among
the rows of equal s, and the first row of its subtree is the last leaf among them. The last operand is the row before.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from treeedit.model.forest import Forest
from treeedit.model.labels import is_name
from treeedit.model.lazily import lazily
from treeedit.model.operators import OPERATORS
from treeedit.model.records import Edit, Leaf, Node, NodeId, Operation

Ints = NDArray[np.int64]
OPERATOR_LIST = tuple(OPERATORS.values())
OPERATOR_CODES = {key: code for code, key in enumerate(OPERATORS)}

_FULL = np.array([3 if entry.arity == 2 else 1 for entry in OPERATOR_LIST] + [0], dtype=np.int8)
_COUNT = np.array([0, 1, 1, 2], dtype=np.int8)
_SORTS_FAST = 1 << 16
_TOUCHED_SHARE = 8
_SPREAD = 4


class Rows(Mapping[NodeId, int]):
    """The row of each node, looked up in an array where ids lie close together and in a dict where they do not."""

    def __init__(self, ids: Ints) -> None:
        self._ids = ids
        self._table: Ints | dict[int, int] = _row_table(ids)

    def __getitem__(self, node: NodeId) -> int:
        table = self._table
        if isinstance(table, dict):
            return table[node]
        row = int(table[node]) if 0 <= node < len(table) else -1
        if row < 0:
            raise KeyError(node)
        return row

    def __iter__(self) -> Iterator[NodeId]:
        return iter(self._ids.tolist())

    def __len__(self) -> int:
        return len(self._ids)


def _row_table(ids: Ints) -> Ints | dict[int, int]:
    n = len(ids)
    top = int(ids.max()) + 1 if n else 0
    if top > _SPREAD * n + 1000:
        return dict(zip(ids.tolist(), range(n), strict=True))
    table = np.full(top, -1, dtype=np.int64)
    table[ids] = np.arange(n)
    return table


@dataclass(frozen=True, eq=False)
class Order:
    """n nodes as rows.

    Given are ids: (n,) the node of each row. operator: (n,) index into OPERATOR_LIST, or -1 for a leaf. label: (n,)
    index into labels, or -1 for an operation. labels: every label of the canvas, constants included, in the order of
    first appearance. filled: (n,) bit i is set if the i-th slot holds a node.

    What follows is rows: the row of each node. operands: (n, 2) rows of the operands, -1 where there is none or the
    slot is empty. parent: (n,) row of the parent, -1 for a root. first: (n,) first row of the subtree. size: (n,)
    nodes of the subtree. depth: (n,) 0 for a root. height: (n,) 0 for a node without operands. complete: (n,) no
    empty slot in the subtree. varies: (n,) an input stands in the subtree. roots: (trees,) rows of the roots, in order.
    """

    ids: Ints
    operator: Ints
    label: Ints
    labels: tuple[str, ...]
    filled: NDArray[np.int8]

    @lazily
    def rows(self) -> Rows:
        """The row of each node."""
        return Rows(self.ids)

    @lazily
    def _links(self) -> tuple[Ints, Ints]:
        """For each row the row before it among those of equal s, and the first row of its subtree."""
        n = len(self.ids)
        count = _COUNT[self.filled]
        finished = np.cumsum(1 - count, dtype=np.int64)
        fits = n < _SORTS_FAST or (n and finished.max() < _SORTS_FAST)
        by_finished = np.argsort(finished.astype(np.uint16) if fits else finished, kind="stable")
        before = np.empty(n, dtype=np.int64)
        before[by_finished[1:]] = by_finished[:-1]
        before[by_finished[:1]] = -1
        opening = np.where(count[by_finished] == 0, np.arange(n), 0)
        first = np.empty(n, dtype=np.int64)
        first[by_finished] = by_finished[np.maximum.accumulate(opening)]
        return before, first

    @lazily
    def operands(self) -> Ints:
        """Rows of the operands by slot."""
        columns = np.empty((len(self.ids), 2), dtype=np.int64)
        columns[:, 0] = np.where(self.filled & 1, self._links[0], -1)
        columns[:, 1] = np.where(self.filled & 2, np.arange(-1, len(self.ids) - 1), -1)
        return columns

    @lazily
    def parent(self) -> Ints:
        """Row of the parent."""
        parent = np.full(len(self.ids), -1, dtype=np.int64)
        above = np.flatnonzero(self.filled)
        parent[above - 1] = above
        both = np.flatnonzero(self.filled == 3)
        parent[self._links[0][both]] = both
        return parent

    @property
    def first(self) -> Ints:
        """First row of the subtree."""
        return self._links[1]

    @lazily
    def size(self) -> Ints:
        """Nodes of the subtree."""
        return np.arange(1, len(self.ids) + 1) - self.first

    @lazily
    def depth(self) -> Ints:
        """Edges up to the root: subtrees that have begun, less those that are over, less the node's own."""
        n = len(self.ids)
        return np.cumsum(np.bincount(self.first, minlength=n)) - np.arange(1, n + 1)

    @lazily
    def height(self) -> Ints:
        """Edges down to the deepest leaf: the greatest depth of the subtree, less the node's own."""
        return _greatest(self.depth, self.first, self.size) - self.depth

    @lazily
    def complete(self) -> NDArray[np.bool_]:
        """Whether no slot of the subtree is empty."""
        lacking: NDArray[np.bool_] = self.filled != _FULL[self.operator]
        if not lacking.any():
            return ~lacking
        seen = np.concatenate(([0], np.cumsum(lacking)))
        whole: NDArray[np.bool_] = seen[1:] == seen[self.first]
        return whole

    @lazily
    def varies(self) -> NDArray[np.bool_]:
        """Whether an input stands in the subtree. What holds only numbers is constant: nobody differentiates by it."""
        names = np.fromiter(map(is_name, self.labels), dtype=bool, count=len(self.labels))
        if names.all() and (self.filled != 0)[self.operator >= 0].all():
            return np.ones(len(self.ids), dtype=bool)  # every leaf is an input
        inputs = (self.operator < 0) & np.append(names, False)[self.label]
        seen = np.concatenate(([0], np.cumsum(inputs)))
        found: NDArray[np.bool_] = seen[1:] > seen[self.first]
        return found

    @lazily
    def roots(self) -> Ints:
        """Rows of the roots: those that no later subtree reaches back to."""
        n = len(self.ids)
        reached = np.minimum.accumulate(np.append(n, self.first[:0:-1]))[::-1][:n]
        return np.flatnonzero(reached > np.arange(n))


def _greatest(column: Ints, first: Ints, size: Ints) -> Ints:
    """The maximum of column[first : first + size] for every row, by doubling (a sparse table, one level at a time)."""
    answer = column.copy()
    level = np.frexp(size)[1] - 1
    table = column.astype(np.int32)
    for k in range(1, int(level.max(initial=0)) + 1):
        table = np.maximum(table[: -(1 << (k - 1))], table[1 << (k - 1) :])
        asked = np.flatnonzero(level == k)
        left = first[asked]
        answer[asked] = np.maximum(table[left], table[left + size[asked] - (1 << k)])
    return answer


def order_of(forest: Forest) -> Order:
    """The columns of a forest, by one walk over it."""
    ids: list[NodeId] = []
    records: list[Node] = []
    nodes = forest.nodes
    stack: list[NodeId | None] = list(forest.trees())
    while stack:
        node = stack.pop()
        if node is None:
            continue
        record = nodes[node]
        ids.append(node)
        records.append(record)
        if record.__class__ is Operation:
            stack.extend(record.operands)
    ids.reverse()
    records.reverse()
    codes: dict[str, int] = {}
    given = _given(ids, records, codes)
    return Order(given.ids, given.operator, given.label, tuple(codes), given.filled)


class _Given(NamedTuple):
    ids: Ints
    operator: Ints
    label: Ints
    filled: NDArray[np.int8]


def _given(ids: Sequence[NodeId], records: Sequence[Node], codes: dict[str, int]) -> _Given:
    """The columns that records give; labels are numbered in `codes`, which grows."""
    code = OPERATOR_CODES
    number = codes.setdefault
    operator = np.array([code[r.operator] if isinstance(r, Operation) else -1 for r in records], dtype=np.int64)
    label = np.array([number(r.label, len(codes)) if isinstance(r, Leaf) else -1 for r in records], dtype=np.int64)
    filled = _FULL[operator]
    for row, record in enumerate(records):
        if isinstance(record, Operation) and None in record.operands:
            filled[row] = sum(1 << i for i, operand in enumerate(record.operands) if operand is not None)
    return _Given(np.array(ids, dtype=np.int64), operator, label, filled)


def order_after(old: Order, forest: Forest, edit: Edit) -> Order:
    """The columns of a forest to which the edit has been applied, from those before it; equal to `order_of`.

    Runs of rows that the edit did not touch are copied; an edit that touches much is walked like a new forest.
    """
    if len(edit.nodes) * _TOUCHED_SHARE > len(old.ids):
        return order_of(forest)
    fresh: list[NodeId] = []
    runs = _runs(old, forest, edit, fresh)
    codes = {label: code for code, label in enumerate(old.labels)}
    new = _given(fresh, [forest.nodes[node] for node in fresh], codes)
    label, labels = _spliced(old.label, new.label, runs), tuple(codes)
    if not _keeps_leaves(len(old.ids), edit, runs):
        label, labels = _renumbered(label, list(codes))
    return Order(
        ids=_spliced(old.ids, new.ids, runs),
        operator=_spliced(old.operator, new.operator, runs),
        label=label,
        labels=labels,
        filled=_spliced(old.filled, new.filled, runs),
    )


def _spliced(old: NDArray[Any], new: NDArray[Any], runs: Sequence[tuple[int, int]]) -> NDArray[Any]:
    column = np.concatenate((old, new))
    return np.concatenate([column[low:high] for low, high in runs]) if runs else column[:0]


def _runs(old: Order, forest: Forest, edit: Edit, fresh: list[NodeId]) -> list[tuple[int, int]]:
    """The new rows as runs of old ones; a touched node is a run of its own beyond the old rows, noted in `fresh`."""
    n, rows, first = len(old.ids), old.rows, old.first
    touched = sorted(rows[node] for node in edit.nodes if node in rows)
    runs: list[tuple[int, int]] = []
    stack: list[NodeId | tuple[int, int] | None] = list(forest.trees())
    while stack:
        item = stack.pop()
        if item is None:
            continue
        if isinstance(item, int):
            if item in edit.nodes:
                runs.append((n + len(fresh), n + len(fresh) + 1))
                fresh.append(item)
                record = forest.nodes[item]
                stack.extend(record.operands if isinstance(record, Operation) else ())
                continue
            row = rows[item]
            item = (int(first[row]), row + 1)
        low, high = item
        at = bisect_left(touched, high) - 1
        if at >= 0 and touched[at] >= low:
            inner = touched[at]
            stack += [(low, int(first[inner])), int(old.ids[inner])]
            low = inner + 1
        _lay(runs, low, high)
    runs.reverse()
    return runs


def _keeps_leaves(n: int, edit: Edit, runs: Sequence[tuple[int, int]]) -> bool:
    """Whether the same leaves stand in the same order as before, so that labels keep their numbers."""
    if any(isinstance(record, Leaf) for pair in edit.nodes.values() for record in pair):
        return False
    starts = [low for low, _ in runs if low < n]
    return starts == sorted(starts)


def _lay(runs: list[tuple[int, int]], low: int, high: int) -> None:
    """Put a run before the others; it joins the one that it touches."""
    if runs and runs[-1][0] == high:
        runs[-1] = (low, runs[-1][1])
    elif low < high:
        runs.append((low, high))


def _renumbered(label: Ints, labels: list[str]) -> tuple[Ints, tuple[str, ...]]:
    """Labels in the order of first appearance, those that are gone left out."""
    leaves = np.flatnonzero(label >= 0)
    appears = np.full(len(labels), len(label), dtype=np.int64)
    appears[label[leaves[::-1]]] = leaves[::-1]
    by_appearance = np.argsort(appears, kind="stable")[: np.count_nonzero(appears < len(label))]
    kept = by_appearance.tolist()
    if kept == list(range(len(labels))):
        return label, tuple(labels)
    number = np.full(len(labels) + 1, -1, dtype=np.int64)
    number[by_appearance] = np.arange(len(kept))
    return number[label], tuple(labels[code] for code in kept)
