"""Garbage in rings goes in the user's thread, and in no other."""

import gc
import threading
from collections.abc import Iterator
from weakref import finalize

import pytest
from PySide6.QtWidgets import QApplication

from treeedit.window.frame.garbage_collection import Garbage


class Ring:
    """An object that only a search for garbage finds."""

    def __init__(self, gone: list[str]) -> None:
        self.own = self
        finalize(self, lambda: gone.append(threading.current_thread().name))


@pytest.fixture
def garbage(app: QApplication) -> Iterator[Garbage]:
    was_on = gc.isenabled()
    found = Garbage(app)
    found.begin()
    yield found
    found.end()
    (gc.enable if was_on else gc.disable)()


def make_much() -> list[list[int]]:
    return [[number] for number in range(20_000)]


def test_a_thread_that_makes_much_takes_nothing_apart(garbage: Garbage) -> None:
    gone: list[str] = []
    Ring(gone)
    thread = threading.Thread(target=make_much, name="work")
    thread.start()
    thread.join()
    assert gone == []
    kept = make_much()
    garbage.look()
    assert gone == [threading.current_thread().name]
    assert len(kept) == 20_000


def test_nothing_is_looked_through_while_little_is_made(garbage: Garbage) -> None:
    gc.collect()
    gone: list[str] = []
    Ring(gone)
    garbage.look()
    assert gone == []


def test_python_looks_again_afterwards(app: QApplication) -> None:
    was_on = gc.isenabled()
    garbage = Garbage(app)
    garbage.begin()
    assert not gc.isenabled()
    garbage.end()
    assert gc.isenabled()
    (gc.enable if was_on else gc.disable)()
