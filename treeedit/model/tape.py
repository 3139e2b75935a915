"""The tape: the complete part of an order as flat index arrays, ready for the passes.

It holds no numbers but the constants, and is rebuilt only when the structure changes. Wide levels are grouped into
steps by (height, operator), to be computed by numpy; where levels get narrow, a loop over single operations takes
over. Widths never increase with height (a node of height h + 1 has an operand of height h of its own), so one height
separates the two.

Nodes are renumbered to *places*: leaves first, then the operations of the steps, then those of the loop; a step is a
slice of places. Every node has a *cell* for its partial. The cells of a step's operands lie side by side in the order
of their parents, first operands, then second ones: a backward step writes a slice of cells, and a node finds its
partial by one lookup.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from treeedit.model.elementary import VECTOR
from treeedit.model.labels import number_of
from treeedit.model.lazily import lazily
from treeedit.model.operator_entry import Operator
from treeedit.model.order import OPERATOR_LIST, Ints, Order

NARROW = 80
"""A level with fewer operations is left to the loop (scripts/bench.py --only cut)."""
SMALL = 1000
"""A forest with fewer nodes is left to the loop as a whole (scripts/bench.py --only cut)."""

_ARITY = np.array([entry.arity for entry in OPERATOR_LIST])
_KEYS = len(OPERATOR_LIST)
_SORTS_FAST = 1 << 16
_number_of = lru_cache(maxsize=10_000)(number_of)


class Kernel(NamedTuple):
    """What the passes need of an operator; constant: its local derivatives, if they are the same everywhere."""

    forward: Callable[..., Any]
    derivatives: Callable[..., tuple[Any, ...]]
    constant: tuple[float, ...] | None


class Step(NamedTuple):
    """Operations of one height and operator: their places low to high, the cells of their operands start to stop."""

    kernel: Kernel
    low: int
    high: int
    start: int
    stop: int


Single = tuple[Callable[..., Any], Callable[..., tuple[Any, ...]], tuple[float, ...] | None, int, int]
"""One operation of the loop: its kernel, and the seats of its operands; the second is -1 if there is but one."""


def _kernel(entry: Operator) -> Kernel:
    probe = [np.ones(1)] * entry.arity
    with np.errstate(all="ignore"):
        slopes = entry.derivatives(VECTOR, np.ones(1), *probe)
    constant = all(isinstance(each, float) for each in slopes)
    return Kernel(entry.forward, entry.derivatives, slopes if constant else None)


KERNELS = tuple(_kernel(entry) for entry in OPERATOR_LIST)
_FORWARD, _DERIVATIVES, _CONSTANT = zip(*KERNELS, strict=True)


@dataclass(frozen=True, eq=False)
class Tape:
    """Places, cells and seats of the complete part of an order.

    outputs: rows of the outputs. row_at: row of each place. place_of: place of each row, one beyond the last for an
    incomplete one. leaves, wide: first place of the steps, and of the loop. steps: deepest first. sources: place of
    the operand in each cell of the steps. border: places of what the loop finds computed and of outputs outside it;
    these nodes and then its own operations are its *seats*. loop: its operations. cell_of: cell of each row; the
    cells of seats follow those of the steps, and the last one belongs to incomplete rows.
    """

    order: Order
    outputs: Ints
    row_at: Ints
    place_of: Ints
    leaves: int
    wide: int
    steps: tuple[Step, ...]
    sources: Ints
    border: Ints
    loop: list[Single]
    cell_of: Ints

    @lazily
    def output(self) -> Ints:
        """(n,) row of the output that each row belongs to, -1 for incomplete ones."""
        output = np.full(len(self.order.ids), -1, dtype=np.int64)
        output[self.order.complete] = np.repeat(self.outputs, self.order.size[self.outputs])
        return output

    @lazily
    def leaf_label(self) -> Ints:
        """Index into order.labels of each leaf's place."""
        return self.order.label[self.row_at[: self.leaves]]

    @lazily
    def constants(self) -> list[float]:
        """The number of each label, 1 for inputs."""
        return [1.0 if number is None else number for number in map(_number_of, self.order.labels)]

    @lazily
    def inputs(self) -> list[tuple[int, str]]:
        """The labels that are inputs, each with its index into order.labels."""
        return [(code, label) for code, label in enumerate(self.order.labels) if _number_of(label) is None]

    @lazily
    def output_seats(self) -> list[int]:
        """Seats of the outputs."""
        seats: list[int] = (self.cell_of[self.outputs] - len(self.sources)).tolist()
        return seats

    @lazily
    def step_cells(self) -> Ints:
        """Cell of each place of the steps."""
        return self.cell_of[self.row_at[self.leaves : self.wide]]

    @lazily
    def slopes(self) -> NDArray[np.float64]:
        """Local derivatives of all step cells, filled in where they are the same everywhere."""
        slopes = np.empty(len(self.sources))
        for step in self.steps:
            if step.kernel.constant is not None:
                slopes[step.start : step.stop] = np.repeat(step.kernel.constant, step.high - step.low)
        return slopes

    @lazily
    def slope_of(self) -> Ints:
        """(n, 2) where to find the local derivative of a row's slot: step cells, left ones of the loop, right ones."""
        cells, singles = len(self.sources), len(self.loop)
        found = np.full((len(self.order.ids), 2), cells + 2 * singles)
        for _, low, high, start, stop in self.steps:
            columns = (stop - start) // (high - low)
            found[self.row_at[low:high], :columns] = np.arange(start, stop).reshape(columns, -1).T
        rows = self.row_at[self.wide :]
        found[rows, 0] = np.arange(cells, cells + singles)
        binary = self.order.operands[rows, 1] >= 0
        found[rows[binary], 1] = np.arange(cells + singles, cells + 2 * singles)[binary]
        return found


def tape_of(order: Order) -> Tape:
    """The tape of an order."""
    return _tape_of_loop(order) if len(order.ids) < SMALL else _tape_of_steps(order)


def _tape_of_loop(order: Order) -> Tape:
    """A tape without steps: places, cells and seats are the same numbers."""
    leaves, operations = _complete(order)
    row_at = np.concatenate((leaves, operations))
    place_of = _places(order, row_at)
    operands = place_of[order.operands[operations]]
    return Tape(
        order=order,
        outputs=_outputs(order),
        row_at=row_at,
        place_of=place_of[:-1],
        leaves=len(leaves),
        wide=len(leaves),
        steps=(),
        sources=row_at[:0],
        border=np.arange(len(leaves)),
        loop=_loop(order.operator[operations], operands, len(row_at)),
        cell_of=place_of[:-1],
    )


def _tape_of_steps(order: Order) -> Tape:
    leaves, operations = _complete(order)
    wide, narrow, reach = _divided(order, operations)
    wide, steps, first_cell, stride = _stepped(order, wide, reach, len(leaves))
    row_at = np.concatenate((leaves, wide, narrow))
    begin, nothing = len(leaves) + len(wide), len(row_at)
    place_of = _places(order, row_at)
    sources = _sources(place_of[order.operands[wide]], first_cell, stride, nothing)
    operands = place_of[order.operands[narrow]]
    outputs = _outputs(order)
    inlets = np.concatenate((operands.ravel(), place_of[outputs]))
    border = inlets[inlets < begin]
    seat_of = _seats(border, begin, nothing)
    return Tape(
        order=order,
        outputs=outputs,
        row_at=row_at,
        place_of=place_of[:-1],
        leaves=len(leaves),
        wide=begin,
        steps=steps,
        sources=sources,
        border=border,
        loop=_loop(order.operator[narrow], seat_of[operands], len(border) + len(narrow)),
        cell_of=_cells(sources, seat_of)[place_of[:-1]],
    )


def _complete(order: Order) -> tuple[Ints, Ints]:
    """Rows of leaves and of complete operations."""
    return np.flatnonzero(order.operator < 0), np.flatnonzero((order.operator >= 0) & order.complete)


def _places(order: Order, row_at: Ints) -> Ints:
    """Place of each row, and of row -1."""
    place_of = np.full(len(order.ids) + 1, len(row_at))
    place_of[row_at] = np.arange(len(row_at))
    return place_of


def _outputs(order: Order) -> Ints:
    """Rows of the outputs: complete, and with nothing complete above."""
    if order.complete.all():
        return order.roots
    below = np.append(order.complete, False)[order.parent]
    return np.flatnonzero(order.complete & ~below)


def _divided(order: Order, operations: Ints) -> tuple[Ints, Ints, int]:
    """Wide and narrow operations, and the greatest height of the wide ones."""
    height = order.height[operations]
    reach = int(np.count_nonzero(np.bincount(height)[1:] >= NARROW))
    return operations[height <= reach], operations[height > reach], reach


def _stepped(order: Order, wide: Ints, reach: int, leaves: int) -> tuple[Ints, tuple[Step, ...], Ints, Ints]:
    """Wide operations sorted into steps; for each its first operand's cell, and how far on the second one's is."""
    key = order.height[wide] * _KEYS + order.operator[wide] if len(wide) else wide
    by_key = np.argsort(key.astype(np.uint16) if (reach + 1) * _KEYS < _SORTS_FAST else key, kind="stable")
    wide, key = wide[by_key], key[by_key]
    low = np.concatenate(([0], np.flatnonzero(np.diff(key)) + 1)) if len(key) else key
    width = np.diff(low, append=len(wide))
    operator = order.operator[wide[low]]
    stop = np.cumsum(width * _ARITY[operator])
    start = stop - width * _ARITY[operator]
    columns = (operator, low + leaves, low + leaves + width, start, stop)
    steps = tuple(Step(KERNELS[code], *rest) for code, *rest in zip(*(c.tolist() for c in columns), strict=True))
    first_cell = np.repeat(start - low, width) + np.arange(len(wide))
    return wide, steps, first_cell, np.repeat(width, width)


def _sources(operands: Ints, first_cell: Ints, stride: Ints, nothing: int) -> Ints:
    """Place of the operand in each cell of the steps."""
    binary = operands[:, 1] < nothing
    sources = np.empty(len(operands) + np.count_nonzero(binary), dtype=np.int64)
    sources[first_cell] = operands[:, 0]
    sources[(first_cell + stride)[binary]] = operands[binary, 1]
    return sources


def _seats(border: Ints, begin: int, nothing: int) -> Ints:
    """Seat of each place and, last, of nothing; beyond the seats for what has none."""
    seats = len(border) + nothing - begin
    seat_of = np.full(nothing + 1, seats)
    seat_of[border] = np.arange(len(border))
    seat_of[begin:nothing] = np.arange(len(border), seats)
    return seat_of


def _cells(sources: Ints, seat_of: Ints) -> Ints:
    """Cell of each place and, last, of nothing."""
    cell_of = seat_of + len(sources)
    cell_of[sources] = np.arange(len(sources))
    return cell_of


def _loop(operators: Ints, operands: Ints, beyond: int) -> list[Single]:
    """Operations with the seats of their operands; an operand beyond all seats is none."""
    codes = operators.tolist()
    left, right = np.where(operands < beyond, operands, -1).T.tolist()
    kernels = ([table[code] for code in codes] for table in (_FORWARD, _DERIVATIVES, _CONSTANT))
    return list(zip(*kernels, left, right, strict=True))
