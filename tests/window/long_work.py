"""A day's work at random in one window, in a process of its own: `python -m tests.window.long_work EDITS EACH`.

Prints, after every EACH edits, how many bytes are in use and how many are resident. What Python allocates is among
those in use only where it asks the C library for each object: with PYTHONMALLOC=malloc.
"""

from __future__ import annotations

import ctypes
import gc
import os
import random
import sys
import tempfile
from pathlib import Path

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from tests.robot import Hand, dress, turn
from tests.support import resident_bytes
from tests.window.working import work

CAN_TELL = hasattr(ctypes.pythonapi, "mallinfo2")
"""Whether the C library tells how much is in use."""


class _InUse(ctypes.Structure):
    """What mallinfo2 of glibc gives: the eighth are the bytes in use of its heaps, the fifth those beside them."""

    _fields_ = tuple((f"number_{place}", ctypes.c_size_t) for place in range(1, 11))


def bytes_in_use() -> int:
    """What is allocated by the C library and not free again."""
    tell = ctypes.pythonapi["mallinfo2"]
    tell.argtypes, tell.restype = (), _InUse
    found = tell()
    return int(found.number_8 + found.number_5)


def settle() -> None:
    """Let go of what waits for it, as the loop of the program's events does."""
    turn()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def main(edits: int, each: int) -> None:
    """Work, and tell."""
    dress(QApplication([]))
    hand, rng = Hand(Path(tempfile.mkdtemp()) / "settings.json"), random.Random(0)
    hand.window.resize(1000, 700)
    hand.open_example()
    for number in range(1, edits + 1):
        work(hand, rng)
        settle()
        if number % each == 0:
            gc.collect()
            print(bytes_in_use(), resident_bytes(), flush=True)
    os._exit(0)  # what the window would ask at its end is not the matter


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
