"""What others do to a file is noticed by its content, not by its time."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from treeedit.files.sight import Change, Sight
from treeedit.files.writer import write_atomically


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "a.tree"
    path.write_bytes(b"one")
    return path


def test_a_file_that_nobody_touched_is_as_it_was(path: Path) -> None:
    assert Sight(path).look() is Change.NONE


def test_other_content_is_noticed_until_it_is_accepted(path: Path) -> None:
    sight = Sight(path)
    write_atomically(path, b"two")
    assert [sight.look(), sight.look()] == [Change.CONTENT] * 2
    sight.accept()
    assert sight.look() is Change.NONE


def test_a_file_that_was_only_touched_has_not_changed(path: Path) -> None:
    sight = Sight(path)
    os.utime(path, (5, 5))
    write_atomically(path, b"one")
    assert sight.look() is Change.NONE


def test_what_was_written_here_is_known(path: Path) -> None:
    write_atomically(path, b"mine")
    assert Sight(path, b"mine").look() is Change.NONE


def test_what_an_earlier_sight_had_seen_counts(path: Path) -> None:
    before = Sight(path).seen
    assert Sight(path, seen=before).look() is Change.NONE
    write_atomically(path, b"two")
    assert Sight(path, seen=before).look() is Change.CONTENT
    path.unlink()
    later = Sight(path, seen=before)
    assert later.look() is Change.GONE
    path.write_bytes(b"one")
    assert later.look() is Change.NONE


def test_what_cannot_be_read_at_first_is_compared_with_what_was_seen_once_it_can_be(path: Path) -> None:
    before = Sight(path).seen
    path.unlink()
    path.mkdir()
    later = Sight(path, seen=before)
    assert later.look() is Change.NONE
    path.rmdir()
    path.write_bytes(b"two")
    assert later.look() is Change.CONTENT


def test_a_file_that_is_gone_and_comes_back(path: Path) -> None:
    sight = Sight(path)
    path.unlink()
    assert sight.look() is Change.GONE
    path.write_bytes(b"one")
    assert sight.look() is Change.NONE


def test_what_cannot_be_read_now_counts_as_it_was(path: Path) -> None:
    sight = Sight(path)
    path.unlink()
    path.mkdir()
    assert sight.look() is Change.NONE
