"""Long work that somebody waits for can be ended in its midst: whoever walks over many records asks now and then.

Work that is done under `watched` calls a function every so many records, which raises to end it. Anywhere else, as on
the screen, nothing is asked and nothing is paid. Rule: each thread is watched for itself.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from typing import TypeVar

_OFTEN = 200
"""Records between two questions: some milliseconds of work."""
Record = TypeVar("Record")


class _Watch(threading.local):
    ask: Callable[[], None] | None = None


_watch = _Watch()


@contextmanager
def watched(ask: Callable[[], None]) -> Iterator[None]:
    """Let `ask` be called now and then by what is done meanwhile in this thread; what it raises ends that."""
    before, _watch.ask = _watch.ask, ask
    try:
        yield
    finally:
        _watch.ask = before


def pause() -> None:
    """Ask once whether to go on."""
    if _watch.ask is not None:
        _watch.ask()


def patiently(records: Iterable[Record]) -> Iterable[Record]:
    """The same records; on the way through them it is asked whether to go on."""
    return records if _watch.ask is None else _asking(records, _watch.ask)


def _asking(records: Iterable[Record], ask: Callable[[], None]) -> Iterator[Record]:
    rest = iter(records)
    ask()
    while part := list(islice(rest, _OFTEN)):
        yield from part
        ask()
