"""Memory does not grow with work."""

from __future__ import annotations

import gc
import os
import random
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QObject

from tests.robot import Hand
from tests.window.long_work import CAN_TELL, settle
from tests.window.working import work
from treeedit import assets
from treeedit.files.paper import read_forest

ROOT = Path(__file__).parents[2]
EDITS = 50
BLOCKS = 3
"""For each edit, that may be for what is remembered: an object that stays, with what it holds, has more."""
LONG, EACH = 20_000, 2_000
GROWTH = 1.1


def day(hand: Hand) -> int:
    """The same edits on the same document, again; gives how many blocks of memory are left."""
    random.seed(7)
    rng = random.Random(7)
    start = assets.example_paths()[0].read_bytes()
    hand.session.open(read_forest(start))
    for _ in range(EDITS):
        work(hand, rng)
        settle()
    hand.session.open(read_forest(start))
    settle()
    gc.collect()
    return sys.getallocatedblocks()


def objects(hand: Hand) -> int:
    """How many objects of Qt's belong to the window."""
    return len(hand.window.findChildren(QObject))


def test_the_same_work_once_more_leaves_nothing_behind(empty: Hand) -> None:
    empty.window.resize(1000, 700)
    for _ in range(3):  # what is remembered of it for good
        blocks = day(empty)
    for _ in range(2):
        later = day(empty)
    assert later - blocks < BLOCKS * 2 * EDITS


def test_the_same_work_once_more_leaves_as_many_widgets(empty: Hand) -> None:
    empty.window.resize(1000, 700)
    day(empty)
    before = objects(empty)
    day(empty)
    assert objects(empty) == before


@pytest.mark.heavy
@pytest.mark.timeout(7200)
@pytest.mark.skipif(not CAN_TELL, reason="this C library does not tell how much is in use")
@pytest.mark.parametrize(("allocator", "column"), [("malloc", 0), ("pymalloc", 1)], ids=["in use", "resident"])
def test_memory_stays_as_it_is_over_many_edits(allocator: str, column: int) -> None:
    command = [sys.executable, "-m", "tests.window.long_work", str(LONG), str(EACH)]
    environment = os.environ | {"PYTHONMALLOC": allocator, "PYTHONHASHSEED": "0"}
    told = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True).stdout
    first, *later = [int(line.split()[column]) for line in told.splitlines()]
    assert len(later) == LONG // EACH - 1
    assert max(later) <= GROWTH * first, told
