"""Which Pythons are found, and which of them are tried."""

import sys
from pathlib import Path

import other_pythons
import pytest

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="these Pythons are scripts of the shell")


def put(folder: Path, *names: str, mode: int = 0o755, code: int = 0) -> Path:
    """A folder with programs of these names, which end with a code."""
    folder.mkdir(exist_ok=True)
    for name in names:
        (folder / name).write_text(f"#!/bin/sh\nexit {code}\n", encoding="utf-8")
        (folder / name).chmod(mode)
    return folder


def test_the_first_of_each_version_that_is_new_enough_is_found(tmp_path: Path) -> None:
    first = put(tmp_path / "a", "python3", "python3.9", "python3.12", "python3.12-config")
    second = put(tmp_path / "b", "python3.12", "python3.13")
    none = put(tmp_path / "c", "python3.14", mode=0o644)
    stand_in = put(tmp_path / "d", "python3.11", code=127)
    found = other_pythons.pythons([first, stand_in, second, none])
    assert found == {12: first / "python3.12", 13: second / "python3.13"}


def test_the_oldest_and_the_newest_are_tried_but_not_our_own() -> None:
    assert other_pythons.ends([11, 12, 13, 14], own=12) == [11, 14]
    assert other_pythons.ends([11, 12, 13], own=11) == [13]
    assert other_pythons.ends([], own=12) == []


def test_the_quick_part_consists_of_tests_that_are_there() -> None:
    assert [each for each in other_pythons.QUICK if not (other_pythons.ROOT / each).exists()] == []
