"""Locks: another process with the same file is known, a dead one is not, and links share a lock."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from treeedit.files.lock import Holder, Locks
from treeedit.files.processes import Process, this_process

ELSEWHERE = Process(1, "elsewhere", "1")


@pytest.fixture
def locks(tmp_path: Path) -> Locks:
    return Locks(tmp_path / "locks")


def put(tmp_path: Path, locks: Locks, path: Path, process: Process) -> None:
    """A lock that another process has made."""
    locks.take(path)
    (lock,) = (tmp_path / "locks").iterdir()
    lock.write_bytes(msgspec.json.encode(Holder(process, 5.0)))


def dead() -> Process:
    child = subprocess.Popen([sys.executable, "-c", ""])
    child.wait()
    return Process(child.pid, this_process().host, "")


def test_a_file_is_free_at_first(tmp_path: Path, locks: Locks) -> None:
    assert locks.holder(tmp_path / "a.tree") is None


def test_another_process_is_known_with_its_time(tmp_path: Path, locks: Locks) -> None:
    put(tmp_path, locks, tmp_path / "a.tree", ELSEWHERE)
    assert locks.holder(tmp_path / "a.tree") == Holder(ELSEWHERE, 5.0)
    assert not locks.take(tmp_path / "a.tree")


def test_this_process_does_not_stand_in_its_own_way(tmp_path: Path, locks: Locks) -> None:
    assert locks.take(tmp_path / "a.tree")
    assert locks.take(tmp_path / "a.tree")
    assert locks.holder(tmp_path / "a.tree") is None


def test_a_lock_of_the_dead_is_taken_over(tmp_path: Path, locks: Locks) -> None:
    put(tmp_path, locks, tmp_path / "a.tree", dead())
    assert locks.holder(tmp_path / "a.tree") is None
    assert locks.take(tmp_path / "a.tree")
    assert len(list((tmp_path / "locks").iterdir())) == 1


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b'{"process": 3}', b"\xff"])
def test_a_broken_lock_is_nobodys(tmp_path: Path, locks: Locks, data: bytes) -> None:
    locks.take(tmp_path / "a.tree")
    (lock,) = (tmp_path / "locks").iterdir()
    lock.write_bytes(data)
    assert locks.holder(tmp_path / "a.tree") is None
    assert locks.take(tmp_path / "a.tree")


def test_a_released_lock_is_gone_and_that_of_another_stays(tmp_path: Path, locks: Locks) -> None:
    locks.take(tmp_path / "a.tree")
    locks.release(tmp_path / "a.tree")
    assert list((tmp_path / "locks").iterdir()) == []
    put(tmp_path, locks, tmp_path / "b.tree", ELSEWHERE)
    locks.release(tmp_path / "b.tree")
    assert len(list((tmp_path / "locks").iterdir())) == 1


def test_links_to_one_file_share_its_lock(tmp_path: Path, locks: Locks) -> None:
    (tmp_path / "a.tree").write_text("")
    (tmp_path / "link.tree").symlink_to(tmp_path / "a.tree")
    put(tmp_path, locks, tmp_path / "link.tree", ELSEWHERE)
    assert locks.holder(tmp_path / "a.tree") is not None


def test_a_folder_that_cannot_be_made_means_no_locks(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    locks = Locks(tmp_path / "file" / "locks")
    assert not locks.take(tmp_path / "a.tree")
    assert locks.holder(tmp_path / "a.tree") is None


def test_without_a_folder_every_file_is_free(tmp_path: Path) -> None:
    locks = Locks()
    assert not locks.take(tmp_path / "a.tree")
    locks.release(tmp_path / "a.tree")
    assert locks.holder(tmp_path / "a.tree") is None
