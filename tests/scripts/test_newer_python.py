"""An old Python goes on as a newer one that is on PATH, and says what to do where there is none."""

import os
import sys
from pathlib import Path

import newer_python
import pytest


@pytest.fixture
def old(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The folder that PATH names, of a Python that is too old."""
    monkeypatch.setattr(sys, "version_info", (3, 9, 2, "final", 0))
    monkeypatch.setenv("PATH", str(tmp_path))
    return tmp_path


def put(folder: Path, name: str, mode: int = 0o755) -> str:
    folder.joinpath(name).touch(mode)
    return str(folder / name)


def test_a_python_that_is_new_enough_goes_on_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(os, "execv")
    newer_python.go_on()


def test_the_newest_python_on_the_path_is_taken(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(old, "python3.11")
    newest = put(old, "python3.13")
    put(old, "python3.14", 0o644)  # nothing that can be started
    put(old, "python3.10")
    started: list[object] = []

    def execv(path: str, words: list[str]) -> None:
        started.extend([path, words])
        raise SystemExit(0)

    monkeypatch.setattr(os, "execv", execv)
    monkeypatch.setattr(sys, "argv", ["scripts/run.py", "eval", "x"])
    with pytest.raises(SystemExit):
        newer_python.go_on()
    assert started == [newest, [newest, "scripts/run.py", "eval", "x"]]


def test_without_a_newer_python_the_ways_to_one_are_named(old: Path) -> None:
    with pytest.raises(SystemExit) as leaving:
        newer_python.go_on()
    words = str(leaving.value.code)
    assert words.startswith("treeedit needs Python 3.11 or newer, and this is 3.9.")
    assert "apt install python3.11" in words
