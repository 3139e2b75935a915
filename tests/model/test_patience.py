"""Long work asks now and then whether to go on, if somebody watches it, and only in the thread that is watched."""

from __future__ import annotations

import threading

import pytest

from treeedit.model.patience import patiently, watched


class Stop(Exception):  # noqa: N818
    pass


def test_unwatched_the_records_are_what_they_were() -> None:
    records = [1, 2, 3]
    assert patiently(records) is records


def test_watched_all_records_come_in_their_order_and_it_is_asked_on_the_way() -> None:
    asked: list[int] = []
    with watched(lambda: asked.append(1)):
        assert list(patiently(range(1001))) == list(range(1001))
    assert len(asked) > 4


def test_what_is_raised_ends_the_way() -> None:
    seen: list[int] = []

    def stop() -> None:
        if seen:
            raise Stop

    with pytest.raises(Stop), watched(stop):
        seen.extend(patiently(range(10_000)))
    assert 0 < len(seen) < 1000
    assert patiently(seen) is seen


def test_another_thread_is_not_asked() -> None:
    found: list[bool] = []
    records = [1]
    with watched(lambda: None):
        thread = threading.Thread(target=lambda: found.append(patiently(records) is records))
        thread.start()
        thread.join()
    assert found == [True]
