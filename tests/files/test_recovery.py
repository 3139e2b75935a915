"""Copies of unsaved documents: the newest state is written, what is let go is gone, and only the dead lose theirs."""

from __future__ import annotations

import shutil
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any, NoReturn

import msgspec
import pytest

from tests.support import content, grow
from treeedit.files.fault import FileError
from treeedit.files.processes import Process, this_process
from treeedit.files.recovery import About, Lost, Recovery, new_key

ABOUT = About("a.tree", "/somewhere/a.tree")


@pytest.fixture
def recovery(tmp_path: Path) -> Recovery:
    return Recovery(tmp_path / "state")


def leave(recovery: Recovery, folder: Path, text: str = "f = a*b") -> Lost:
    """A copy whose process is gone."""
    key = new_key()
    recovery.keep(key, grow(text), ABOUT)
    recovery.finish()
    child = subprocess.Popen([sys.executable, "-c", ""])
    child.wait()
    note = msgspec.json.decode((folder / f"{key}.json").read_bytes())
    note["process"] = msgspec.to_builtins(Process(child.pid, this_process().host, ""))
    (folder / f"{key}.json").write_bytes(msgspec.json.encode(note))
    return next(each for each in recovery.lost() if each.key == key)


def test_the_newest_state_is_written(tmp_path: Path, recovery: Recovery) -> None:
    key = new_key()
    for text in ("f = a", "f = a*b", "f = a*b + c"):
        recovery.keep(key, grow(text), ABOUT)
    recovery.finish()
    written = recovery.forest(Lost(key, ABOUT, 0.0, 0))
    assert content(written) == content(grow("f = a*b + c"))


def test_what_a_running_process_holds_is_not_lost(tmp_path: Path, recovery: Recovery) -> None:
    recovery.keep(new_key(), grow("f = a"), ABOUT)
    recovery.finish()
    assert recovery.lost() == []


def test_what_a_dead_process_held_is_lost(tmp_path: Path, recovery: Recovery) -> None:
    lost = leave(recovery, tmp_path / "state")
    assert lost.about == ABOUT
    assert content(recovery.forest(lost)) == content(grow("f = a*b"))


def test_a_folder_that_was_removed_is_made_again_with_the_note(tmp_path: Path, recovery: Recovery) -> None:
    key = new_key()
    recovery.keep(key, grow("f = a"), ABOUT)
    recovery.finish()
    shutil.rmtree(tmp_path / "state")
    recovery.keep(key, grow("f = a*b"), ABOUT)
    recovery.finish()
    assert recovery.outcome(key) == ""
    assert sorted(file.name for file in recovery.files()) == [f"{key}.json", f"{key}.tree"]


def test_what_is_dropped_is_gone_with_all_that_waits(tmp_path: Path, recovery: Recovery) -> None:
    key = new_key()
    recovery.keep(key, grow("f = a"), ABOUT)
    recovery.drop(key)
    recovery.finish()
    assert list((tmp_path / "state").glob("*")) == []


def test_a_claimed_copy_is_no_longer_lost_and_lives_on(tmp_path: Path, recovery: Recovery) -> None:
    lost = leave(recovery, tmp_path / "state")
    key = recovery.claim(lost)
    assert key is not None
    assert recovery.lost() == []
    assert content(recovery.forest(lost._replace(key=key))) == content(grow("f = a*b"))


def test_of_two_that_claim_a_copy_one_gets_it(tmp_path: Path, recovery: Recovery) -> None:
    lost = leave(recovery, tmp_path / "state")
    assert recovery.claim(lost) is not None
    assert Recovery(tmp_path / "state").claim(lost) is None


def test_a_discarded_copy_is_gone(tmp_path: Path, recovery: Recovery) -> None:
    recovery.discard(leave(recovery, tmp_path / "state"))
    assert recovery.lost() == []
    assert list((tmp_path / "state").glob("*")) == []


@pytest.mark.parametrize("data", [b"", b"{", b"null"])
def test_a_broken_copy_is_refused_with_a_sentence_and_kept(tmp_path: Path, recovery: Recovery, data: bytes) -> None:
    lost = leave(recovery, tmp_path / "state")
    (tmp_path / "state" / f"{lost.key}.tree").write_bytes(data)
    with pytest.raises(FileError):
        recovery.forest(lost)
    assert [each.key for each in recovery.lost()] == [lost.key]


def test_a_copy_whose_note_is_broken_is_still_offered(tmp_path: Path, recovery: Recovery) -> None:
    lost = leave(recovery, tmp_path / "state")
    (tmp_path / "state" / f"{lost.key}.json").write_bytes(b"\xff")
    assert [each.about for each in recovery.lost()] == [About()]


def test_a_note_of_an_older_version_is_read(tmp_path: Path, recovery: Recovery) -> None:
    lost = leave(recovery, tmp_path / "state")
    note = tmp_path / "state" / f"{lost.key}.json"
    told = msgspec.json.decode(note.read_bytes())
    del told["about"]["seen"]
    note.write_bytes(msgspec.json.encode(told))
    assert [each.about for each in recovery.lost()] == [ABOUT]


NONSENSE = ("/a\0b.tree", "../x.tree", "/" + "d/" * 5000, "/a\nb.tree", "a.tree", "\x1b[2J")


@pytest.mark.parametrize("path", NONSENSE, ids=range(len(NONSENSE)))
def test_a_note_with_a_path_that_no_file_can_have_has_none(tmp_path: Path, recovery: Recovery, path: str) -> None:
    lost = leave(recovery, tmp_path / "state")
    note = tmp_path / "state" / f"{lost.key}.json"
    told = msgspec.json.decode(note.read_bytes())
    told["about"] |= {"path": path, "name": "n" * 10_000, "seen": "0" * 64}
    note.write_bytes(msgspec.json.encode(told))
    (found,) = recovery.lost()
    assert (found.about.path, found.about.seen) == ("", "")
    assert len(found.about.name) < 300


def test_a_document_whose_file_has_a_name_that_is_no_text_has_a_copy(tmp_path: Path, recovery: Recovery) -> None:
    recovery.keep("a", grow("f = a"), About("\udcff.tree", "/\udcff.tree"))
    recovery.finish()
    assert recovery.outcome("a") == ""


def test_the_extent_of_a_copy_is_known_without_reading_it(tmp_path: Path, recovery: Recovery) -> None:
    lost = leave(recovery, tmp_path / "state", "f = a*b; h = a")
    extent = recovery.extent(lost)
    assert (len(extent.nodes), len(extent.roots)) == (4, 2)
    (tmp_path / "state" / f"{lost.key}.tree").write_bytes(b"[")
    with pytest.raises(FileError):
        recovery.extent(lost)


def test_the_newest_lost_document_comes_first(tmp_path: Path, recovery: Recovery) -> None:
    import os

    old, new = leave(recovery, tmp_path / "state", "f = a"), leave(recovery, tmp_path / "state", "f = b")
    os.utime(tmp_path / "state" / f"{old.key}.tree", (5, 5))
    assert [each.key for each in recovery.lost()] == [new.key, old.key]


def test_a_copy_that_cannot_be_written_says_why_and_costs_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    recovery = Recovery(tmp_path / "file" / "state")
    recovery.keep(new_key(), grow("f = a"), ABOUT)
    recovery.finish()
    assert recovery.trouble == f"{tmp_path}/file/state: a part of its path is not a folder"
    assert recovery.lost() == []


class Exhausted(dict[str, Any]):
    """A part of a document for which the memory does not suffice."""

    def get(self, *_: object) -> NoReturn:
        raise MemoryError


@pytest.mark.parametrize(
    ("extras", "why"), [(Exhausted(), "the memory is used up"), ({"more": {"odd": object()}}, "TypeError")]
)
def test_an_unexpected_error_is_told_and_does_not_end_the_copies(
    tmp_path: Path, recovery: Recovery, extras: dict[str, Any], why: str
) -> None:
    bad, good, odd = new_key(), new_key(), grow("f = a")
    odd.extras = extras
    recovery.keep(bad, odd, ABOUT)
    recovery.finish()
    assert recovery.outcome(bad) == why
    recovery.keep(good, grow("f = a*b"), ABOUT)
    recovery.finish()
    assert (recovery.outcome(good), recovery.trouble) == ("", why)
    recovery.keep(bad, grow("f = a"), ABOUT)
    recovery.finish()
    assert recovery.trouble == ""
    assert sorted(path.stem for path in (tmp_path / "state").glob("*.tree")) == sorted([bad, good])


def test_what_there_is_no_thread_for_is_written_with_the_next_state(
    tmp_path: Path, recovery: Recovery, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(_: threading.Thread) -> NoReturn:
        raise RuntimeError("can't start new thread")

    with monkeypatch.context() as without:
        without.setattr(threading.Thread, "start", refused)
        recovery.keep("a", grow("f = a"), ABOUT)
        recovery.finish()
    assert recovery.outcome("a") == "RuntimeError"
    recovery.keep("b", grow("f = b"), ABOUT)
    recovery.finish()
    assert [recovery.outcome(key) for key in "ab"] == ["", ""]


def test_a_copy_has_an_outcome_from_its_first_state_until_it_is_dropped(recovery: Recovery) -> None:
    key = new_key()
    assert recovery.outcome(key) is None
    recovery.keep(key, grow("f = a"), ABOUT)
    recovery.finish()
    assert recovery.outcome(key) == ""
    recovery.drop(key)
    recovery.finish()
    assert recovery.outcome(key) is None


def test_without_a_folder_nothing_is_kept_or_found(tmp_path: Path) -> None:
    recovery = Recovery()
    recovery.keep("a", grow("f = a"), ABOUT)
    recovery.drop("a")
    recovery.finish()
    assert recovery.lost() == []
