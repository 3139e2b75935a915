"""Long work that somebody waits for can be ended in its midst: whoever walks over many records asks now and then.

Reading, writing and exporting share this. Work that is done under `watched` calls a function every so many records,
which raises to end it. Anywhere else, as on the screen, nothing is asked and nothing is paid. Rule: each thread is
watched for itself.
"""

from __future__ import annotations

import math
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from typing import TypeVar

_OFTEN = 200
"""Records between two questions: some milliseconds of work."""
_NEARLY = 0.9
"""The share that is done at most as long as nobody says that all is."""
Record = TypeVar("Record")
Given = TypeVar("Given")
Gotten = TypeVar("Gotten")
Tick = Callable[[float], None]
"""Is told which share of a piece of work is done, from 0 to 1; raises Cancelled to end it."""


class Cancelled(Exception):  # noqa: N818  # it is no error
    """Whoever waits for a piece of work wants it no more."""


def quietly(share: float) -> None:
    """Tells nobody how much is done."""


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


def patient(function: Callable[[Given], Gotten]) -> Callable[[Given], Gotten]:
    """The same function; every so many calls it is asked whether to go on."""
    if _watch.ask is None:
        return function
    ask, calls = _watch.ask, 0

    def asking(given: Given) -> Gotten:
        nonlocal calls
        calls += 1
        if not calls % _OFTEN:
            ask()
        return function(given)

    return asking


class Progress:
    """Tells how much is done whenever it is asked: what it was told, or what the number of questions lets expect."""

    def __init__(self, tick: Tick) -> None:
        self._tick, self._share = tick, 0.0
        self._asked, self._asks = 0, math.inf

    def expect(self, asks: float) -> None:
        """There will be about so many questions until all is made."""
        self._asked, self._asks = 0, asks

    def at(self, most: float, share: float) -> None:
        """So much of a part of the work is done."""
        self._share = max(self._share, most * share)
        self._tick(self._share)

    def again(self) -> None:
        """Still as much, or a little more."""
        self._asked += 1
        self._share = max(self._share, _NEARLY * min(1.0, self._asked / max(1.0, self._asks)))
        self._tick(self._share)
