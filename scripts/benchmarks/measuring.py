"""How time is taken and shown: the minimum of several runs, in milliseconds, as tables of plain text."""

from __future__ import annotations

import gc
import math
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Scale:
    """How much to measure: trees of these sizes, each time for some seconds; what takes longer runs once."""

    sizes: tuple[int, ...] = (15, 200, 1_000, 10_000, 100_000)
    seconds: float = 1.0


@dataclass
class Table:
    """What a benchmark found: a title, the names of the columns, and rows of texts and numbers."""

    title: str
    header: Sequence[str]
    rows: list[Sequence[object]] = field(default_factory=list)


def best(call: Callable[[], object], seconds: float) -> float:
    """The shortest of the runs that fit into the time, at least one, in milliseconds."""
    gc.collect()
    shortest, end = math.inf, time.perf_counter() + seconds
    while True:
        start = time.perf_counter()
        call()
        now = time.perf_counter()
        shortest = min(shortest, now - start)
        if now > end:
            return shortest * 1e3


def alternating(call: Callable[[Any], object], first: object, second: object) -> Callable[[], object]:
    """A call that gets the two by turns."""
    turns = [second, first]

    def turn() -> object:
        turns.reverse()
        return call(turns[0])

    return turn


def shown(cell: object) -> str:
    if not isinstance(cell, float):
        return f"{cell:,}" if isinstance(cell, int) else str(cell)
    return "–" if math.isnan(cell) else f"{cell:.4f}" if cell < 1 else f"{cell:,.2f}"


def show(table: Table) -> None:
    lines = [list(table.header), *([shown(cell) for cell in row] for row in table.rows)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    print(f"\n{table.title}\n")
    for line in lines:
        first, *rest = (cell.rjust(width) for cell, width in zip(line, widths, strict=True))
        print("  ".join((line[0].ljust(len(first)), *rest)))
