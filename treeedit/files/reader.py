"""Reading the bytes of a file that may be anything: missing, a device, endless, forbidden.

Nothing is read before it is known to be an ordinary file of a bearable size, so that nothing can hang or fill the
memory. What the bytes mean is not known here.
"""

from __future__ import annotations

import os
import stat

from treeedit.files.fault import FileError, file_name, reason
from treeedit.files.limits import MAX_BYTES

_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)


def read_bytes(path: str | os.PathLike[str]) -> bytes:
    """The content of an ordinary file of at most MAX_BYTES. FileError with a sentence otherwise."""
    try:
        return _content(path)
    except OSError as error:
        raise FileError(f"{file_name(path)}: {reason(error)}") from error
    except ValueError as error:
        raise FileError(f"{file_name(path)}: {error}") from error


def _content(path: str | os.PathLike[str]) -> bytes:
    if "\0" in os.fsdecode(path):
        raise ValueError("no file can have a zero byte in its name")
    # Without O_NONBLOCK, opening a named pipe that nobody writes to would wait for ever.
    handle = os.open(path, _FLAGS)
    try:
        _check_kind(os.fstat(handle).st_mode)
        with open(handle, "rb", closefd=False) as file:
            data = file.read(MAX_BYTES + 1)
    finally:
        os.close(handle)
    if len(data) > MAX_BYTES:
        raise ValueError(f"the file is larger than {MAX_BYTES >> 20} MiB")
    return data


def _check_kind(mode: int) -> None:
    if stat.S_ISDIR(mode):
        raise ValueError("this is a folder")
    if not stat.S_ISREG(mode):
        raise ValueError("this is not an ordinary file")
