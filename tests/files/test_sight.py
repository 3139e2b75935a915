"""What others do to a file is noticed by its content, not by its time."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.support import grow
from treeedit.files.paper import write_forest
from treeedit.files.reader import MAX_BYTES
from treeedit.files.sight import Change, Sight
from treeedit.files.writer import write_atomically

ONE, TWO = write_forest(grow("f = a")), write_forest(grow("f = b"))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "a.tree"
    path.write_bytes(ONE)
    return path


def test_a_file_that_nobody_touched_is_as_it_was(path: Path) -> None:
    assert Sight(path).look() is Change.NONE


def test_other_content_is_noticed_until_it_is_accepted(path: Path) -> None:
    sight = Sight(path)
    write_atomically(path, TWO)
    assert [sight.look(), sight.look()] == [Change.CONTENT] * 2
    sight.accept()
    assert sight.look() is Change.NONE


def test_a_file_that_was_only_touched_has_not_changed(path: Path) -> None:
    sight = Sight(path)
    os.utime(path, (5, 5))
    write_atomically(path, ONE)
    assert sight.look() is Change.NONE


def test_what_was_written_here_is_known(path: Path) -> None:
    write_atomically(path, b"mine")
    assert Sight(path, b"mine").look() is Change.NONE


def test_what_an_earlier_sight_had_seen_counts(path: Path) -> None:
    before = Sight(path).seen
    assert Sight(path, seen=before).look() is Change.NONE
    write_atomically(path, TWO)
    assert Sight(path, seen=before).look() is Change.CONTENT
    path.unlink()
    later = Sight(path, seen=before)
    assert later.look() is Change.GONE
    path.write_bytes(ONE)
    assert later.look() is Change.NONE


def test_what_cannot_be_read_at_first_is_compared_with_what_was_seen_once_it_can_be(path: Path) -> None:
    before = Sight(path).seen
    path.unlink()
    path.symlink_to(path)
    later = Sight(path, seen=before)
    assert later.look() is Change.NONE
    path.unlink()
    path.write_bytes(TWO)
    assert later.look() is Change.CONTENT


def test_a_file_that_is_gone_and_comes_back(path: Path) -> None:
    sight = Sight(path)
    path.unlink()
    assert sight.look() is Change.GONE
    path.write_bytes(ONE)
    assert sight.look() is Change.NONE


def test_what_cannot_be_read_now_counts_as_it_was(path: Path) -> None:
    sight = Sight(path)
    path.unlink()
    path.symlink_to(path)
    assert sight.look() is Change.NONE


@pytest.mark.parametrize("data", [b"", b"{", TWO[:-9], b"\xff" * 3000])
def test_what_is_no_document_any_more_is_broken_and_may_be_mended(path: Path, data: bytes) -> None:
    sight = Sight(path)
    path.write_bytes(data)
    assert [sight.look(), sight.look()] == [Change.BROKEN] * 2
    assert 0 < len(sight.fault) <= 201
    path.write_bytes(TWO)
    assert sight.look() is Change.CONTENT
    path.write_bytes(ONE)
    assert sight.look() is Change.NONE


def test_a_folder_or_too_large_a_file_in_its_place_is_broken(path: Path) -> None:
    sight = Sight(path)
    path.unlink()
    path.mkdir()
    assert (sight.look(), sight.fault) == (Change.BROKEN, "a.tree: this is a folder")
    path.rmdir()
    with path.open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    assert sight.look() is Change.BROKEN
    sight.accept()
    assert sight.look() is Change.NONE


def test_what_was_broken_while_nobody_looked_is_broken_for_a_later_sight(path: Path) -> None:
    before = Sight(path).seen
    path.write_bytes(b"{")
    assert Sight(path, seen=before).look() is Change.BROKEN
