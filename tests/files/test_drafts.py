"""What killed saves have left is removed, and nothing else is."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from treeedit.files.drafts import clear, clear_soon, draft_beside
from treeedit.files.writer import write_atomically

LEAVE = "import sys; from treeedit.files.drafts import draft_beside; open(draft_beside(sys.argv[1]), 'w').close()"


@pytest.fixture
def left(tmp_path: Path) -> Path:
    """A draft that a process has left in a folder."""
    subprocess.run([sys.executable, "-c", LEAVE, str(tmp_path / "a.tree")], check=True)
    (draft,) = tmp_path.iterdir()
    return draft


def test_what_a_process_has_left_that_is_gone_is_removed(left: Path) -> None:
    clear(left.parent)
    assert not left.exists()


def test_a_later_save_in_the_folder_removes_it(left: Path) -> None:
    write_atomically(left.parent / "b.tree", b"new")
    assert [path.name for path in left.parent.iterdir()] == ["b.tree"]


def test_a_draft_of_a_running_process_stays(tmp_path: Path) -> None:
    own = Path(draft_beside(str(tmp_path / "a.tree")))
    own.write_bytes(b"half")
    clear(tmp_path)
    assert own.exists()


def test_a_number_that_was_given_to_another_process_does_not_keep_a_draft(left: Path) -> None:
    _, _, machine, start, token = left.name.split("-")
    again = left.with_name("-".join((".treeedit", str(os.getpid()), machine, start, token)))
    left.rename(again)
    clear(left.parent)
    assert not again.exists()


def test_nothing_else_is_removed(left: Path) -> None:
    _, pid, machine, start, token = left.name.split("-")
    others = [
        f".treeedit-{pid}-{'0' * len(machine)}-{start}-{token}",  # of another machine
        f".treeedit-{'9' * 400}-{machine}-{start}-{token}"[:250],
        ".treeedit-0123456789abcdef.tmp",
        f"{left.name}.tree",
        f"x{left.name}",
        left.name.upper(),
    ]
    for name in others:
        left.with_name(name).write_bytes(b"")
    (left.parent / f"folder{left.name}").mkdir()
    folder = left.with_name(left.name.replace(token, "0" * 16 + ".tmp"))
    folder.mkdir()
    link = left.with_name(left.name.replace(token, "1" * 16 + ".tmp"))
    link.symlink_to("x")
    before = set(left.parent.iterdir())
    clear(left.parent)
    assert before - set(left.parent.iterdir()) == {left}


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root may give a file away")
def test_the_draft_of_another_user_stays(left: Path) -> None:
    os.chown(left, 12345, -1)
    clear(left.parent)
    assert left.exists()


def test_folders_that_cannot_be_read_are_passed_over(left: Path) -> None:
    clear_soon([left.parent / "none" / "a.tree", left / "a.tree", left.parent / "a.tree"]).join()
    assert not left.exists()


def test_the_folder_counts_in_which_a_linked_file_really_lies(left: Path) -> None:
    (left.parent / "links").mkdir()
    link = left.parent / "links" / "a.tree"
    link.symlink_to(left.parent / "a.tree")
    clear_soon([link]).join()
    assert not left.exists()
