"""What is remembered for each thread is made once in each of them."""

from __future__ import annotations

import threading

from treeedit.canvas.painting.by_thread import cached_by_thread


@cached_by_thread(2)
def made(name: str) -> list[str]:
    return [name]


def test_in_one_thread_it_is_made_once() -> None:
    assert made("a") is made("a")
    assert made("a") is not made("b")


def test_another_thread_has_its_own() -> None:
    found: list[list[str]] = []
    thread = threading.Thread(target=lambda: found.extend([made("a"), made("a")]))
    thread.start()
    thread.join()
    assert found[0] is found[1]
    assert found[0] is not made("a")


def test_only_so_many_are_kept() -> None:
    first = made("a")
    for name in "bcd":
        made(name)
    assert made("a") is not first
