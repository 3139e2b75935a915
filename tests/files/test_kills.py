"""Kill -9 while files and copies are written: nothing is damaged, and the next start leaves no draft."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support import PATHS
from treeedit.files.drafts import clear_soon
from treeedit.files.recovery import Recovery

pytestmark = [
    pytest.mark.skipif(not hasattr(os, "fork"), reason="only where a process can be forked"),
    pytest.mark.timeout(1200),
]
TIMES = (20, pytest.param(2000, marks=pytest.mark.heavy))


def kill(folder: Path, who: str, times: int) -> tuple[int, int]:
    """How many of those that were killed left a draft, and how many left something damaged."""
    command = [sys.executable, "-m", "tests.files.killing", str(folder), who, str(times), "1"]
    paths = os.pathsep.join(path for path in sys.path if path)
    told = subprocess.run(command, env=PATHS | {"PYTHONPATH": paths}, check=True, capture_output=True, text=True)
    at_work, damaged = map(int, told.stdout.split())
    print(f"{who}: {times} killed, {at_work} with a draft, {damaged} damaged")
    return at_work, damaged


@pytest.mark.parametrize("times", TIMES)
def test_a_killed_save_leaves_the_old_file_or_the_new_one_and_the_next_start_clears_up(
    tmp_path: Path, times: int
) -> None:
    at_work, damaged = kill(tmp_path, "saver", times)
    assert at_work > 0
    assert damaged == 0
    clear_soon([tmp_path / "a.tree"]).join()
    assert [each.name for each in tmp_path.iterdir()] == ["a.tree"]


@pytest.mark.parametrize("times", TIMES)
def test_a_killed_keeper_of_copies_leaves_whole_ones_and_the_next_start_clears_up(tmp_path: Path, times: int) -> None:
    _, damaged = kill(tmp_path, "keeper", times)
    assert damaged == 0
    recovery = Recovery(tmp_path / "unsaved")
    clear_soon(recovery.files()).join()
    assert list(tmp_path.rglob("*.tmp")) == []
    lost = recovery.lost()
    assert {each.about.name for each in lost} == {"a"}
    for each in lost:
        recovery.forest(each)
