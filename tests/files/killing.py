"""Kills processes while they write: a process of its own, started by `test_kills.py`, that forks the ones it kills.

    python -m tests.files.killing FOLDER SAVER|KEEPER TIMES SEED

It prints how many left a draft behind, and which of what they left was damaged.
"""

from __future__ import annotations

import itertools
import os
import random
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

from tests.support import grow
from treeedit.files.paper import load, write_forest
from treeedit.files.recovery import About, Recovery, new_key
from treeedit.files.writer import write_atomically
from treeedit.model.forest import Forest

LONGEST_S = 0.06


def main() -> None:
    folder, work, times, seed = Path(sys.argv[1]), _WORK[sys.argv[2]], int(sys.argv[3]), int(sys.argv[4])
    rng = random.Random(seed)
    states = [grow("f = " + " + ".join(f"x{number % 50}*{first}" for number in range(800))) for first in (1, 2)]
    whole = [write_forest(state) for state in states]
    first = folder / "a.tree"
    first.write_bytes(whole[0])
    first.chmod(0o640)
    at_work, damaged = 0, 0
    for _ in range(times):
        before = _drafts(folder)
        _kill(lambda: work(folder, states, whole), rng.uniform(0.0, LONGEST_S))
        at_work += bool(_drafts(folder) - before)
        damaged += first.read_bytes() not in whole or first.stat().st_mode & 0o777 != 0o640
    copies = [each for each in (folder / "unsaved").glob("*.tree") if write_forest(load(each)) not in whole]
    print(at_work, damaged + len(copies))


def _drafts(folder: Path) -> set[Path]:
    return set(folder.rglob("*.tmp"))


def _kill(work: Callable[[], NoReturn], after_s: float) -> None:
    """Let a process work for so long from its beginning on, and kill it."""
    begun, begin = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.write(begin, b"!")
            work()
        finally:
            os._exit(1)
    os.read(begun, 1)
    time.sleep(after_s)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    os.close(begun)
    os.close(begin)


def _save(folder: Path, _states: list[Forest], whole: list[bytes]) -> NoReturn:
    """Save one of two documents after the other over the same file, with no time in between."""
    for data in itertools.cycle(whole):
        write_atomically(folder / "a.tree", data)
    raise AssertionError


def _keep(folder: Path, states: list[Forest], _whole: list[bytes]) -> NoReturn:
    """Have copies of two documents written as the window does."""
    recovery, key = Recovery(folder / "unsaved"), new_key()
    for state in itertools.cycle(states):
        recovery.keep(key, state, About("a", str(folder / "a.tree")))
        recovery.finish()
    raise AssertionError


_WORK = {"saver": _save, "keeper": _keep}

if __name__ == "__main__":
    main()
