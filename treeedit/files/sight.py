"""What a file held when it was last read or written here, so that what others do to it is noticed.

Content counts, not time: a file that was only touched, or written again as it was, has not changed. Other content that
is no document is told from one that is.
"""

from __future__ import annotations

import contextlib
import enum
import hashlib
import os
from pathlib import Path

from treeedit.files.fault import FileError, shown
from treeedit.files.paper import read_forest
from treeedit.files.reader import read_bytes

_LONGEST = 200
"""Characters of a fault that are told."""


class Change(enum.Enum):
    """What has become of a file."""

    NONE = "as it was"
    CONTENT = "another document"
    BROKEN = "no document any more"
    GONE = "no longer there"


class Sight:
    """A file as it was seen at its last reading or writing. With the data given it is not read for that.

    seen: the digest of what an earlier sight had seen, for a document that goes on from there.
    """

    def __init__(self, path: Path, data: bytes | None = None, seen: str = "") -> None:
        self._path = path
        self._state: tuple[int, ...] = ()
        self._now = self._seen = seen
        self.fault = ""
        """Why what the file holds now is no document, as a sentence."""
        with contextlib.suppress(FileNotFoundError):
            self._take(_state_of(path), data)
        if not seen:
            self._seen, self.fault = self._now, ""

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
        if state != self._state:
            self._take(state, None)
        if self._now == self._seen:
            return Change.NONE
        return Change.BROKEN if self.fault else Change.CONTENT

    def accept(self) -> None:
        """Take the file as it is now for seen."""
        self._seen = self._now

    def _take(self, state: tuple[int, ...], data: bytes | None) -> None:
        """Take up what the file holds; nothing changes if the system does not let it be read now."""
        try:
            data = read_bytes(self._path) if data is None else data
        except FileError as error:
            if not isinstance(error.__cause__, OSError):  # no ordinary file, or too large a one
                self._state, self._now, self.fault = state, "", shown(error, _LONGEST)
            return
        self._state, self._now = state, hashlib.sha256(data).hexdigest()
        self.fault = _fault_in(data) if self._seen not in ("", self._now) else ""


def _fault_in(data: bytes) -> str:
    """Why data is no document; "" if it is one."""
    try:
        read_forest(data)
    except FileError as error:
        return shown(error, _LONGEST)
    return ""


def _state_of(path: Path) -> tuple[int, ...]:
    """What differs after every change, and costs next to nothing to ask; nothing where one may not ask."""
    try:
        found = os.stat(path)
    except (FileNotFoundError, NotADirectoryError):
        raise FileNotFoundError(path) from None
    except OSError:
        return ()
    return found.st_mtime_ns, found.st_size, found.st_ino
