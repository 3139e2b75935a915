"""Locks tell a second treeedit that a file is open in a first one. They hinder nobody: the user is asked.

A lock is a small file in a folder of the user's, named by a hash of where the document really lies, so that links to
one file share its lock. It names the process that holds it, and counts for nothing once that process is gone.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import secrets
import time
from pathlib import Path

import msgspec

from treeedit.files.fault import FileError
from treeedit.files.processes import Process, is_running, this_process
from treeedit.files.reader import read_bytes


class Holder(msgspec.Struct, frozen=True):
    """Who has a file open, and since when, in seconds since 1970."""

    process: Process
    since: float = 0.0


class Locks:
    """The locks of this process. Without a folder there are none, and every file is free."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder

    def holder(self, path: Path) -> Holder | None:
        """The other process that has a file open now; None if there is none."""
        lock = self._lock(path)
        found = None if lock is None else _read(lock)
        return found if found is not None and _counts(found) and found.process != this_process() else None

    def take(self, path: Path) -> bool:
        """Note that this process has a file open; whether it is so noted now. A lock of the dead is taken over."""
        lock = self._lock(path)
        if lock is None:
            return False
        for _ in range(2):
            if _create(lock):
                return True
            found = _read(lock)
            if found is not None and _counts(found):
                return found.process == this_process()
            _clear(lock)
        return False

    def release(self, path: Path) -> None:
        """Note that this process has a file open no more. The lock of another one stays."""
        lock = self._lock(path)
        found = None if lock is None else _read(lock)
        if lock is not None and found is not None and found.process == this_process():
            with contextlib.suppress(OSError):
                lock.unlink()

    def _lock(self, path: Path) -> Path | None:
        if self._folder is None:
            return None
        name = os.path.normcase(os.path.realpath(path)).encode(errors="surrogateescape")
        return self._folder / (hashlib.sha256(name).hexdigest()[:32] + ".lock")


def _counts(holder: Holder) -> bool:
    return is_running(holder.process)


def _read(lock: Path) -> Holder | None:
    try:
        return msgspec.json.decode(read_bytes(lock), type=Holder)
    except (FileError, msgspec.DecodeError):
        return None


def _create(lock: Path) -> bool:
    """Put the lock there, whole from its first moment, unless there is one; a link cannot be made twice."""
    draft = _beside(lock)
    try:
        lock.parent.mkdir(parents=True, exist_ok=True)
        draft.write_bytes(msgspec.json.encode(Holder(this_process(), time.time())))
        os.link(draft, lock)
    except OSError:
        return False
    finally:
        with contextlib.suppress(OSError):
            draft.unlink()
    return True


def _clear(lock: Path) -> None:
    """Take a lock of the dead away, but not one that a third process has put in its place meanwhile."""
    aside = _beside(lock)
    with contextlib.suppress(OSError):
        os.rename(lock, aside)
        found = _read(aside)
        if found is not None and _counts(found):
            os.link(aside, lock)
        aside.unlink()


def _beside(lock: Path) -> Path:
    return lock.with_suffix(f".{secrets.token_hex(8)}")
