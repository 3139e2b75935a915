"""The atomic writer: a file is either as it was or wholly new, whatever happens in between.

Every byte that treeedit puts into a user's file goes through `write_atomically`. Toolkits report success on a full
disk, so nothing here is believed: the byte count is checked, and what was written is read back before it counts.
"""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from treeedit.files.drafts import clear, draft_beside
from treeedit.files.fault import FileError, file_name, reason
from treeedit.model.patience import pause
from treeedit.words import translate

_CREATE = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
_OWN = 0o600
"""What a draft may be read by until it is the file: only its user."""
_ATTRIBUTES = ("user.", "system.posix_acl_access")
"""What else a file has that stays: what file managers note on it, and who else may read it."""
_CHUNK = 1 << 20
_MOST_NAMED = 3


def write_atomically(path: str | os.PathLike[str], data: bytes) -> None:
    """Put data into a file: written beside it, compared, then renamed over it.

    The permissions of an existing file stay, and a link keeps pointing to its target, which gets the data. Another name
    of the same file (a hard link) keeps the old data. What killed processes have left in the folder is cleared away.
    FileError if it cannot be done; then the old file stands as it stood and nothing half-written is left.
    """
    with _told(path):
        target = os.path.realpath(os.fsdecode(path))
        _replace(target, data, _existing(target))


@contextlib.contextmanager
def _told(path: str | os.PathLike[str]) -> Iterator[None]:
    """What goes wrong with a file as a sentence."""
    try:
        yield
    except OSError as error:
        raise FileError(
            translate("writer", "{0} cannot be written: {1}").format(file_name(path), reason(error))
        ) from error
    except ValueError as error:
        raise FileError(translate("writer", "{0} cannot be written: {1}").format(file_name(path), error)) from error


def write_together(files: Iterable[tuple[Path, bytes]], tick: Callable[[float], None]) -> None:
    """Put data into several files: all of them, or, if one cannot be written, none.

    tick: is told which share is done; if it raises, nothing is written. FileError as in `write_atomically`; where only
    the last step fails, when others are in their places already, it says which.
    """
    given, drafts = list(files), list[tuple[str, str]]()
    try:
        for number, (path, data) in enumerate(given):
            tick(number / len(given))
            drafts.append(_drafted(path, data))
        tick(1.0)
        _put_in_place(drafts)
    except BaseException:
        for draft, _ in drafts:
            with contextlib.suppress(OSError):
                os.unlink(draft)
        raise
    for folder in {os.path.dirname(target) for _, target in drafts}:
        _sync_folder(folder)
        clear(folder)


def _put_in_place(drafts: Sequence[tuple[str, str]]) -> None:
    """Give all drafts their names. FileError says which have theirs already, if one cannot be given."""
    for number, (draft, target) in enumerate(drafts):
        try:
            with _told(target):
                os.replace(draft, target)
        except FileError as error:
            written = [file_name(each) for _, each in drafts[:number]]
            if not written:
                raise
            more = ["…"] if len(written) > _MOST_NAMED else []
            words = translate("writer", "{0}; {1} of {2} files are written: {3}")
            names = ", ".join(written[:_MOST_NAMED] + more)
            raise FileError(words.format(error, number, len(drafts), names)) from error.__cause__


def _drafted(path: Path, data: bytes) -> tuple[str, str]:
    """A file written beside its target, and that; FileError if it cannot be done."""
    with _told(path):
        target = os.path.realpath(path)
        return _draft(target, data, _existing(target)), target


def _existing(target: str) -> os.stat_result | None:
    """The old file's state; ValueError if it must not be replaced."""
    try:
        found = os.lstat(target)
    except FileNotFoundError:
        return None
    if stat.S_ISDIR(found.st_mode):
        raise ValueError("this is a folder")
    if not stat.S_ISREG(found.st_mode):
        raise ValueError("this is not an ordinary file")
    if not found.st_mode & 0o222 or not os.access(target, os.W_OK):
        raise ValueError("the file is write-protected")
    return found


def _replace(target: str, data: bytes, old: os.stat_result | None) -> None:
    draft = _draft(target, data, old)
    try:
        os.replace(draft, target)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(draft)
        raise
    _sync_folder(os.path.dirname(target))
    clear(os.path.dirname(target))


def _draft(target: str, data: bytes, old: os.stat_result | None) -> str:
    """Write a file beside its target, complete and compared; nothing is left of it if that cannot be done."""
    draft = draft_beside(target)
    handle = os.open(draft, _CREATE, 0o666 if old is None else _OWN)
    try:
        try:
            usual = stat.S_IMODE(os.fstat(handle).st_mode)
            _permit(handle, _OWN)
            _fill(handle, data)
            _permit(handle, usual if old is None else _kept_mode(handle, old))
            if old is not None:
                _keep_attributes(handle, target)
        finally:
            os.close(handle)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(draft)
        raise
    return draft


def _fill(handle: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        pause()
        rest = rest[os.write(handle, rest[:_CHUNK]) :]
    os.fsync(handle)
    if os.fstat(handle).st_size != len(data) or not _holds(handle, data):
        raise ValueError("the disk did not keep what was written")


def _holds(handle: int, data: bytes) -> bool:
    os.lseek(handle, 0, os.SEEK_SET)
    return all(os.read(handle, _CHUNK) == data[start : start + _CHUNK] for start in range(0, len(data), _CHUNK))


def _permit(handle: int, mode: int) -> None:
    """Let a file be read and written as a mode says, where the file system knows modes."""
    if hasattr(os, "fchmod"):
        with contextlib.suppress(OSError):
            os.fchmod(handle, mode)


def _kept_mode(handle: int, old: os.stat_result) -> int:
    """Let a file belong to whom the old one did, as far as possible; the mode that it may have then.

    If it is another group's, that may do no more than everybody.
    """
    mode = stat.S_IMODE(old.st_mode)
    if not hasattr(os, "fchown"):
        return mode
    for owner in (old.st_uid, -1):
        with contextlib.suppress(OSError):  # only root may give a file away
            os.fchown(handle, owner, old.st_gid)
            break
    if os.fstat(handle).st_gid == old.st_gid:
        return mode
    return mode & ~stat.S_IRWXG | mode & (mode & stat.S_IRWXO) << 3


def _keep_attributes(handle: int, target: str) -> None:
    """Note on a file what was noted on the old one, where the file system knows of that."""
    if not hasattr(os, "listxattr"):
        return
    with contextlib.suppress(OSError):
        for name in os.listxattr(target):
            if name.startswith(_ATTRIBUTES):
                os.setxattr(handle, name, os.getxattr(target, name))


def _sync_folder(folder: str) -> None:
    """Make the rename itself last; not every file system can, and the content is safe by now."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
