"""What is drawn of a forest: every node that stands in no fold, each fold as one node without operands.

Rows here are *drawn* rows: those of an order in which a fold is a leaf whose label is its formula. What the model
computes has the rows of the whole order; `source` leads from one to the other. Nothing is copied where nothing is
folded. The formula of a fold is read from its upper nodes only, so that a fold of any size costs the same.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from treeedit.figure.typeset import typeset, typeset_formula
from treeedit.model.analysis import Analysis
from treeedit.model.forest import Forest
from treeedit.model.order import Ints, Order, Rows
from treeedit.model.records import Expression, Leaf, NodeId, Operation, operands_of

LONGEST_FORMULA = 24
_MOST_READ = 32
_ELLIPSIS = "…"


@dataclass(frozen=True, slots=True)
class Shown:
    """The m drawn rows. analysis: the forest's, its order that of the drawn rows; tape and sets stay the whole's.

    whole: the order of all nodes. source: (m,) row in it of each drawn row; None if all is drawn. folds: the drawn
    rows that are folds. hidden: for each of them how many nodes stand below it.
    """

    analysis: Analysis
    whole: Order
    source: Ints | None
    folds: Ints
    hidden: Ints

    def folds_by_id(self) -> list[NodeId]:
        """The nodes that are drawn as folds."""
        ids: list[NodeId] = self.analysis.order.ids[self.folds].tolist()
        return ids

    def from_whole(self, column: NDArray[Any]) -> NDArray[Any]:
        """A column of the whole order, for the drawn rows."""
        return column if self.source is None else column[self.source]

    def sources(self, rows: Ints) -> Ints:
        """The rows of the whole order that some drawn rows stand for."""
        return rows if self.source is None else self.source[rows]

    def drawn(self, rows: Iterable[int]) -> list[int]:
        """The drawn rows of some rows of the whole order; what is folded away is left out, and folds are."""
        if self.source is None:
            return list(rows)
        wanted = np.array(list(rows), dtype=np.int64)
        found = np.searchsorted(self.source, wanted)
        there = self.source[np.minimum(found, len(self.source) - 1)] == wanted
        return [row for row in found[there].tolist() if row not in self.folds]


class ShownRows(Mapping[NodeId, int]):
    """The drawn row of each node: that of its fold for one that is folded away. Only drawn nodes are listed."""

    def __init__(self, rows: Rows, place: Ints, ids: Ints) -> None:
        self._rows, self._place, self._ids = rows, place, ids

    def __getitem__(self, node: NodeId) -> int:
        return int(self._place[self._rows[node]])

    def __iter__(self) -> Iterator[NodeId]:
        return iter(self._ids.tolist())

    def __len__(self) -> int:
        return len(self._ids)


def shown_of(forest: Forest, analysis: Analysis, folds: Iterable[NodeId]) -> Shown:
    """What is drawn where these operations are folded."""
    order = analysis.order
    folded = np.array([order.rows[node] for node in folds if node in order.rows], dtype=np.int64)
    folded = np.sort(folded[order.operator[folded] >= 0])
    if not len(folded):
        return Shown(analysis, order, None, folded, folded)
    kept = _kept(order, folded)
    outer = folded[kept[folded]]
    source = np.flatnonzero(kept)
    drawn = _drawn_order(forest, analysis, kept, outer, source)
    return Shown(replace(analysis, order=drawn), order, source, np.searchsorted(source, outer), order.size[outer] - 1)


def _kept(order: Order, folded: Ints) -> NDArray[np.bool_]:
    """Which rows stand in no fold; the fold itself does not."""
    change = np.bincount(order.first[folded], minlength=len(order.ids)) - np.bincount(folded, minlength=len(order.ids))
    kept: NDArray[np.bool_] = np.cumsum(change) == 0
    return kept


def _drawn_order(forest: Forest, analysis: Analysis, kept: NDArray[np.bool_], outer: Ints, source: Ints) -> Order:
    order = analysis.order
    operator, label, filled = order.operator.copy(), order.label.copy(), order.filled.copy()
    operator[outer], filled[outer] = -1, 0
    label[outer] = len(order.labels) + np.arange(len(outer))
    texts = tuple(fold_text(forest, analysis, row) for row in outer.tolist())
    drawn = Order(order.ids[kept], operator[kept], label[kept], order.labels + texts, filled[kept])
    place = np.searchsorted(source, np.arange(len(order.ids)))  # the next drawn row: operands stand before
    drawn.__dict__["rows"] = ShownRows(order.rows, place, drawn.ids)
    return drawn


def fold_text(forest: Forest, analysis: Analysis, row: int) -> str:
    """What a fold shows: the name of its function, or its formula, typeset and elided in the middle."""
    name = analysis.sets.name_of(row)
    if name:
        return typeset(name)
    return _formula_text(upper_expression(forest, int(analysis.order.ids[row])))


@lru_cache(maxsize=10_000)
def _formula_text(expression: Expression) -> str:
    return elided(typeset_formula(expression))


def elided(text: str) -> str:
    """A text with its middle left out where it is long."""
    if len(text) <= LONGEST_FORMULA:
        return text
    head = LONGEST_FORMULA // 2
    return f"{text[:head].rstrip()} {_ELLIPSIS} {text[head - LONGEST_FORMULA + 3 :].lstrip()}"


def upper_expression(forest: Forest, root: NodeId) -> Expression:
    """The upper part of a tree as an expression; an operation below it is a leaf of three dots."""
    opened: set[NodeId] = set()
    queue: deque[NodeId] = deque([root])
    while queue and len(opened) < _MOST_READ:
        node = queue.popleft()
        if isinstance(forest.nodes[node], Operation):
            opened.add(node)
            queue.extend(each for each in forest.operands(node) if each is not None)
    return _read(forest, root, opened)


def _read(forest: Forest, root: NodeId, opened: set[NodeId]) -> Expression:
    tokens: list[Leaf | str | None] = []
    stack: list[NodeId | None] = [root]
    while stack:
        node = stack.pop()
        record = None if node is None else forest.nodes[node]
        if not isinstance(record, Operation):
            tokens.append(record)
        elif node in opened:
            tokens.append(record.operator)
            stack.extend(operands_of(record))
        else:
            tokens.append(Leaf(_ELLIPSIS))
    return tuple(reversed(tokens))
