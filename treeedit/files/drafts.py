"""Drafts: what is written beside a file before it takes the file's place, and what killed processes have left of them.

A draft bears the mark of its process in its name, so that a later one can tell that nobody will come back to it.
Rule: only a draft whose process ran on this machine, for this user, and is gone is ever removed.
"""

from __future__ import annotations

import contextlib
import os
import re
import secrets
import stat
import threading
from collections.abc import Iterable
from pathlib import Path

from treeedit.files.processes import is_left, mark

_NAME = re.compile(r"\.treeedit-(\d+-[0-9a-f]+-[0-9a-f]+)-[0-9a-f]{16}\.tmp")


def draft_beside(target: str) -> str:
    """A path for a draft of this process beside a file, which no other draft has."""
    return os.path.join(os.path.dirname(target), f".treeedit-{mark()}-{secrets.token_hex(8)}.tmp")


def clear(folder: str | os.PathLike[str]) -> None:
    """Remove the drafts that killed processes have left in a folder; what cannot be removed stays."""
    with contextlib.suppress(OSError), os.scandir(folder) as found:
        for each in found:
            known = _NAME.fullmatch(each.name)
            if known is not None and is_left(known[1]) and _is_own(each):
                with contextlib.suppress(OSError):
                    os.unlink(each.path)


def clear_soon(files: Iterable[Path]) -> threading.Thread:
    """The same for the folders of several files, where these really lie; in a thread, as one may be far away."""
    thread = threading.Thread(target=_clear_beside, args=(list(files),), name="drafts", daemon=True)
    thread.start()
    return thread


def _clear_beside(files: Iterable[Path]) -> None:
    for folder in {os.path.dirname(os.path.realpath(file)) for file in files}:
        clear(folder)


def _is_own(draft: os.DirEntry[str]) -> bool:
    """Whether it is an ordinary file of this user's."""
    found = draft.stat(follow_symlinks=False)
    return stat.S_ISREG(found.st_mode) and (not hasattr(os, "geteuid") or found.st_uid == os.geteuid())
