"""What can be wrong with a file, as one sentence for the user.

Every fault of a file leaves this room as a `FileError`; its message is one line that says where and why. What it
quotes of a file or a path is `shown`, so that the words behind it stay in sight.
"""

from __future__ import annotations

import errno
import os

from treeedit.words import RefusalError

_REASONS = {
    errno.ENOENT: "there is no such file or folder",
    errno.EACCES: "permission denied",
    errno.EPERM: "permission denied",
    errno.EEXIST: "there is a file of this name",
    errno.EISDIR: "this is a folder",
    errno.ENOTDIR: "a part of its path is not a folder",
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "the disk quota is used up",
    errno.EROFS: "the file system is read-only",
    errno.ELOOP: "its links lead in a circle",
    errno.ENAMETOOLONG: "its name is too long",
    errno.EIO: "the disk reports an error",
}


class FileError(RefusalError):
    """A file that cannot be read or written; the message is a sentence for the user, on one line."""


def fault(place: str, sentence: str) -> FileError:
    """The error for something wrong at a place in a document, such as `nodes[3].operands[0]`."""
    return FileError(f"{place}: {sentence}")


def reason(error: OSError) -> str:
    """Why the operating system refused, in plain words."""
    known = _REASONS.get(error.errno or 0)
    return known or (error.strerror or str(error) or "unknown error").lower()


def shown(text: object, limit: int = 60) -> str:
    """Text from a file or a path, safe to put into a sentence: one line, printable, not too long."""
    clean = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in str(text)[: limit + 1])
    return clean if len(clean) <= limit else clean[:limit] + "…"


def file_name(path: str | bytes | os.PathLike[str]) -> str:
    """The name by which a sentence calls a file."""
    name = os.fsdecode(path)
    return shown(os.path.basename(name) or name, 120)
