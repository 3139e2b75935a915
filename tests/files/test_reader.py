"""Whatever a path leads to, reading it ends at once, with bytes or with a sentence."""

import os
from pathlib import Path

import pytest

from treeedit.files.fault import FileError
from treeedit.files.reader import read_bytes


def refusal(path: str | Path) -> str:
    with pytest.raises(FileError) as caught:
        read_bytes(path)
    return str(caught.value)


def test_a_missing_file(tmp_path: Path) -> None:
    assert refusal(tmp_path / "none.tree") == "none.tree: there is no such file or folder"


def test_a_folder(tmp_path: Path) -> None:
    assert refusal(tmp_path) == f"{tmp_path.name}: this is a folder"


def test_an_endless_device() -> None:
    assert refusal("/dev/zero") == "zero: this is not an ordinary file"


def test_a_named_pipe_that_nobody_writes_to(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.tree")
    assert refusal(tmp_path / "pipe.tree") == "pipe.tree: this is not an ordinary file"


def test_a_path_with_a_zero_byte() -> None:
    assert refusal("a\0b.tree") == "a�b.tree: no file can have a zero byte in its name"


def test_a_name_that_would_break_the_line(tmp_path: Path) -> None:
    assert refusal(tmp_path / "a\nb\udc80.tree") == "a�b�.tree: there is no such file or folder"


def test_links_in_a_circle(tmp_path: Path) -> None:
    (tmp_path / "a.tree").symlink_to(tmp_path / "a.tree")
    assert refusal(tmp_path / "a.tree") == "a.tree: its links lead in a circle"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_forbidden_file(tmp_path: Path) -> None:
    (tmp_path / "secret.tree").touch(mode=0)
    assert refusal(tmp_path / "secret.tree") == "secret.tree: permission denied"


def test_a_file_that_is_too_large(tmp_path: Path) -> None:
    path = tmp_path / "large.tree"
    with path.open("wb") as file:
        file.truncate(1 << 40)
    assert refusal(path) == "large.tree: the file is larger than 64 MiB"
