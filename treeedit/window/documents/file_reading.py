"""What a thread does for a window's document: reads a file, with what follows from the document, and writes one.

Nothing here touches a window. What is done asks now and then whether to go on; until a file is replaced there is no
trace of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from treeedit.files.paper import load, write_forest
from treeedit.files.sight import Sight
from treeedit.files.writer import write_atomically
from treeedit.model.forest import Forest
from treeedit.model.patience import Progress, Tick, watched
from treeedit.session import Known, known_of

_BYTES = 46.0
"""Of a node in a file, as they are usual."""
_READ_ASKS, _WRITE_ASKS = 0.0703 / _BYTES, 0.0051
"""How often it is asked whether to go on for each byte that is read and for each node that is written, counted on large
trees: by that is told how much is done."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """A document on its way to a window: where it lies (if anywhere), how its file was seen, whether all is saved.

    known: what follows from it, if that has been found out already.
    """

    forest: Forest
    path: Path | None = None
    sight: Sight | None = None
    is_saved: bool = True
    is_untouched: bool = False
    is_example: bool = False
    known: Known | None = None


class Found(NamedTuple):
    """What was read from a file, what follows from it, and how the file was seen."""

    forest: Forest
    known: Known
    sight: Sight


def found_in(path: Path, tick: Tick) -> Found:
    """Read a file. FileError with a sentence if that cannot be done."""
    progress = Progress(tick)
    progress.again()
    sight = Sight(path)
    with watched(progress.again):
        progress.expect(_size(path) * _READ_ASKS)
        forest = load(path)
        return Found(forest, known_of(forest), sight)


def written_to(path: Path, forest: Forest, tick: Tick) -> Sight:
    """Write a document to a file, which is seen then. FileError with a sentence if that cannot be done."""
    progress = Progress(tick)
    with watched(progress.again):
        progress.expect(len(forest.nodes) * _WRITE_ASKS)
        data = write_forest(forest)
        write_atomically(path, data)
    return Sight(path, data)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except (OSError, ValueError):
        return 0
