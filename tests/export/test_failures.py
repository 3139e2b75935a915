"""An export that fails says why in one line, and leaves whole files or none."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support import PATHS
from treeedit.cli import INTERRUPTED, REFUSED, main
from treeedit.export import exports
from treeedit.export.exports import EXPORTS
from treeedit.export.order import ExportError

ROOT = Path(__file__).parents[2]
SUFFIXES = sorted({each.suffix for each in EXPORTS.values()})


@pytest.fixture(autouse=True)
def _application(qapp: object) -> None:
    pass


def refusal(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> str:
    assert main(["export", *map(str, arguments)]) == REFUSED
    captured = capsys.readouterr()
    (line,) = captured.err.splitlines()
    assert captured.out == ""
    return line


def names(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.iterdir())


def failing(error: BaseException) -> Callable[..., bytes]:
    def fail(*_: object) -> bytes:
        raise error

    return fail


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_file_in_place_of_a_folder_is_said(suffix: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").write_bytes(b"")
    line = refusal(capsys, "x", tmp_path / "file" / f"a{suffix}")
    assert line == f"treeedit: a{suffix} cannot be written: a part of its path is not a folder"
    assert names(tmp_path) == ["file"]


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="there is no /dev/full here")
@pytest.mark.parametrize("key", EXPORTS)
def test_a_device_is_no_place_for_a_picture(key: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert "this is not an ordinary file" in refusal(capsys, "x", "/dev/full", "--format", key)


LIMITED = """
import resource, sys
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
from treeedit.cli import main
sys.exit(main(sys.argv[1:]))
"""


@pytest.mark.skipif(os.name == "nt", reason="limits are of POSIX")
def test_a_disk_that_takes_only_a_part_is_left_with_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.svg").write_bytes(b"old")
    command = [sys.executable, "-c", LIMITED, "export", "x*y", str(tmp_path / "a.svg"), str(tmp_path / "a.json")]
    environment = PATHS | {"PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(command, capture_output=True, check=False, env=environment, text=True)
    assert (done.returncode, done.stdout) == (REFUSED, "")
    assert done.stderr == "treeedit: a.svg cannot be written: file too large\n"
    assert names(tmp_path) == ["a.svg"]
    assert (tmp_path / "a.svg").read_bytes() == b"old"


@pytest.mark.parametrize(
    ("outs", "said"),
    [
        (["a.svg", "a.xyz"], "the suffix must be one of"),
        (["a.svg", "a"], "the suffix must be one of"),
        (["a.json", "b.svg", "a.py"], "nothing to compute"),
    ],
)
def test_nothing_is_written_if_one_of_several_cannot_be_made(
    outs: list[str], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert said in refusal(capsys, "x + □", *(tmp_path / out for out in outs))
    assert names(tmp_path) == []


def test_of_several_files_all_are_written_or_none(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "b.svg").mkdir()
    line = refusal(capsys, "x", tmp_path / "a.json", tmp_path / "b.svg", tmp_path / "c.json")
    assert line == "treeedit: b.svg cannot be written: this is a folder"
    assert names(tmp_path) == ["b.svg"]


@pytest.mark.parametrize("key", EXPORTS)
def test_a_refusal_in_the_middle_of_the_work_is_one_line(
    key: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("treeedit.export.options.subject_for", failing(ExportError("two\nlines \x1b[31m")))
    line = refusal(capsys, "x", tmp_path / f"a{EXPORTS[key].suffix}", "--format", key)
    assert line.isprintable()
    assert names(tmp_path) == []


def test_an_interrupt_while_a_picture_is_made_ends_it_quietly(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(exports, "svg_bytes", failing(KeyboardInterrupt()))
    assert main(["export", "x", str(tmp_path / "a.json"), str(tmp_path / "a.svg")]) == INTERRUPTED
    assert capsys.readouterr() == ("", "treeedit: interrupted\n")
    assert names(tmp_path) == []


@pytest.mark.parametrize("step", ["write", "fsync", "replace"])
@pytest.mark.parametrize("error", [KeyboardInterrupt(), OSError(errno.EIO, "x"), OSError(errno.ENOSPC, "x")], ids=repr)
def test_whatever_happens_while_a_picture_is_written_the_old_one_stands(
    step: str,
    error: BaseException,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (tmp_path / "a.svg").write_bytes(b"old")
    monkeypatch.setattr(os, step, failing(error))
    code = main(["export", "x", str(tmp_path / "a.svg")])
    monkeypatch.undo()
    assert code == (INTERRUPTED if isinstance(error, KeyboardInterrupt) else REFUSED)
    assert len(capsys.readouterr().err.splitlines()) == 1
    assert names(tmp_path) == ["a.svg"]
    assert (tmp_path / "a.svg").read_bytes() == b"old"
