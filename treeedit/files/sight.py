"""What a file held when it was last read or written here, so that what others do to it is noticed.

Content counts, not time: a file that was only touched, or written again as it was, has not changed.
"""

from __future__ import annotations

import contextlib
import enum
import hashlib
import os
from pathlib import Path

from treeedit.files.fault import FileError
from treeedit.files.reader import read_bytes


class Change(enum.Enum):
    """What has become of a file."""

    NONE = "as it was"
    CONTENT = "other content"
    GONE = "no longer there"


class Sight:
    """A file as it was seen at its last reading or writing. With the data given it is not read for that.

    seen: the digest of what an earlier sight had seen, for a document that goes on from there.
    """

    def __init__(self, path: Path, data: bytes | None = None, seen: str = "") -> None:
        self._path = path
        self._state: tuple[int, ...] = ()
        with contextlib.suppress(FileNotFoundError):
            self._state = _state_of(path)
        self._now = _digest_of(path) if data is None else _digest(data)
        self._seen = seen or self._now
        if seen and not self._now:
            self._state, self._now = (), self._seen

    @property
    def seen(self) -> str:
        """The digest of what was seen; "" if it could not be read."""
        return self._seen

    def look(self) -> Change:
        """What has become of the file. One that cannot be read at the moment counts as it was."""
        try:
            state = _state_of(self._path)
        except FileNotFoundError:
            return Change.GONE
        if state != self._state and (digest := _digest_of(self._path)):
            self._state, self._now = state, digest
        return Change.NONE if self._now == self._seen else Change.CONTENT

    def accept(self) -> None:
        """Take the file as it is now for seen."""
        self._seen = self._now


def _state_of(path: Path) -> tuple[int, ...]:
    """What differs after every change, and costs next to nothing to ask; nothing where one may not ask."""
    try:
        found = os.stat(path)
    except (FileNotFoundError, NotADirectoryError):
        raise FileNotFoundError(path) from None
    except OSError:
        return ()
    return found.st_mtime_ns, found.st_size, found.st_ino


def _digest_of(path: Path) -> str:
    try:
        return _digest(read_bytes(path))
    except FileError:
        return ""


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
