"""What a crash or a kill must not take: a copy of every unsaved document, in a folder of the user's.

A copy is a pair of files, `ID.json` (what the document is called, where it was saved and what its file held then,
which process holds it) and `ID.tree`. The pair goes when the document is saved or let go; a pair whose process is gone
is a lost document. Whatever goes wrong with a copy is its outcome, which can be asked for, and ends nothing.
Rule: the user's thread hands over a forest of its own and never waits. One thread of the room writes, one copy at a
time, and of each document only the newest state.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import threading
import time
from pathlib import Path
from typing import NamedTuple

import msgspec

from treeedit.files.fault import FileError, reason, shown
from treeedit.files.paper import SUFFIX, compact, read_forest
from treeedit.files.processes import Process, is_here, is_running, this_process
from treeedit.files.reader import read_bytes
from treeedit.files.writer import write_atomically
from treeedit.model.forest import Forest
from treeedit.words import translate

_PATIENCE_S = 10.0
_LONGEST_NAME, _LONGEST_PATH = 255, 4096
_FOREIGN_S = 24 * 3600.0
"""What another machine with the same home has not touched for so long is lost there, too."""


class About(msgspec.Struct, frozen=True):
    """What a document is called, where it was saved ("" if nowhere), and the digest of that file as it was seen there.

    Without the digest, which older notes lack, nobody knows what the file held.
    """

    name: str = ""
    path: str = ""
    seen: str = ""


class Extent(msgspec.Struct, frozen=True):
    """How much there is in a copy: only what is needed to count its nodes and trees is read."""

    nodes: list[msgspec.Raw] = []
    roots: list[msgspec.Raw] = []


class _Note(msgspec.Struct, frozen=True):
    about: About
    process: Process


class Lost(NamedTuple):
    """A document that nobody holds any more: its copy, what it was called, and its time in seconds since 1970."""

    key: str
    about: About
    time: float
    size: int


class _State(NamedTuple):
    """A state that is to be written; without a forest, the copy is to go."""

    forest: Forest | None
    about: About


class Recovery:
    """The copies of one process, and those that others have left. Without a folder nothing is written or found."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self._change = threading.Condition()
        self._waiting: dict[str, _State] = {}
        self._writing = False
        self._at = ""
        self._noted: dict[str, About] = {}
        self._outcomes: dict[str, str] = {}

    # --- what this process has open ---

    def keep(self, key: str, forest: Forest, about: About) -> None:
        """Have a state written soon. The forest is the room's own from now on."""
        self._hand_over(key, _State(forest, about))

    def drop(self, key: str) -> None:
        """Have a copy removed, and whatever of it still waits."""
        self._hand_over(key, _State(None, About()))

    def outcome(self, key: str) -> str | None:
        """Why the last state of a document could not be written, "" if it was, None if there is no outcome yet."""
        with self._change:
            return self._outcomes.get(key)

    def is_waiting(self, key: str) -> bool:
        """Whether a state of a document has still to be written, so that there will be another outcome."""
        with self._change:
            return self._writing and (key in self._waiting or key == self._at)

    @property
    def trouble(self) -> str:
        """Why the last state of some document could not be written; "" if that of each was."""
        with self._change:
            return next(filter(None, self._outcomes.values()), "")

    def finish(self) -> None:
        """Wait until all is written and removed."""
        with self._change:
            self._change.wait_for(lambda: not self._writing, _PATIENCE_S)

    def _hand_over(self, key: str, state: _State) -> None:
        if self._folder is None:
            return
        with self._change:
            self._waiting[key] = state
            if not self._writing:
                self._begin()

    def _begin(self) -> None:
        """Have all that waits carried out; what there is no thread for waits for the next call."""
        try:
            threading.Thread(target=self._work, name="recovery", daemon=True).start()
            self._writing = True
        except Exception as error:
            self._outcomes |= dict.fromkeys(self._waiting, self._reason(error))

    def _work(self) -> None:
        try:
            while (task := self._next()) is not None:
                self._note_outcome(*task, self._carry_out(*task))
        except BaseException:
            with self._change:
                self._rest()
            raise

    def _rest(self) -> None:
        self._writing, self._at = False, ""
        self._change.notify_all()

    def _note_outcome(self, key: str, state: _State, outcome: str) -> None:
        with self._change:
            if state.forest is None:
                self._outcomes.pop(key, None)
            else:
                self._outcomes[key] = outcome

    def _next(self) -> tuple[str, _State] | None:
        """What is to be carried out now; without anything, the thread has ended."""
        with self._change:
            if self._waiting:
                self._at = next(iter(self._waiting))
                return self._at, self._waiting.pop(self._at)
            self._rest()
            return None

    def _carry_out(self, key: str, state: _State) -> str:
        """Write or remove a copy; why that was not possible, whatever it was, or ""."""
        try:
            if state.forest is None:
                self._remove(key)
            else:
                self._write(key, state.forest, state.about)
        except Exception as error:
            return self._reason(error)
        return ""

    def _reason(self, error: Exception) -> str:
        """What has kept a copy from being written, as part of a sentence."""
        cause = error.__cause__ if isinstance(error, FileError) and error.__cause__ is not None else error
        if isinstance(cause, OSError):
            return f"{shown(self._folder, 120)}: {reason(cause)}"
        if isinstance(cause, MemoryError):
            return translate("recovery", "the memory is used up")
        return shown(cause, 120) if isinstance(error, FileError) else shown(type(error).__name__)

    def _write(self, key: str, forest: Forest, about: About) -> None:
        data = compact(forest)
        if self._noted.get(key) != about or not self._file(key, ".json").exists():
            self._note(key, about)
        write_atomically(self._file(key, SUFFIX), data)

    def _note(self, key: str, about: About) -> None:
        """Say whose the copy is, before there is one, so that nobody takes it for a lost one."""
        note = self._file(key, ".json")
        note.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        write_atomically(note, msgspec.json.encode(_Note(_usable(about), this_process())))
        self._noted[key] = about

    def _remove(self, key: str) -> None:
        self._noted.pop(key, None)
        for suffix in (SUFFIX, ".json"):
            with contextlib.suppress(FileNotFoundError):
                self._file(key, suffix).unlink()

    def _file(self, key: str, suffix: str) -> Path:
        assert self._folder is not None
        return self._folder / (key + suffix)

    # --- what others have left ---

    def files(self) -> list[Path]:
        """The files of all copies, in no order."""
        return [] if self._folder is None else list(self._folder.glob("*"))

    def lost(self) -> list[Lost]:
        """The documents whose process is gone, the newest first."""
        found = [] if self._folder is None else list(self._folder.glob("*" + SUFFIX))
        each = (self._lost(file.stem) for file in found)
        return sorted((one for one in each if one is not None), key=lambda one: -one.time)

    def _lost(self, key: str) -> Lost | None:
        note = self._read_note(key)
        try:
            state = self._file(key, SUFFIX).stat()
        except OSError:
            return None
        if note is not None and _holds(note.process, state.st_mtime):
            return None
        return Lost(key, About() if note is None else _usable(note.about), state.st_mtime, state.st_size)

    def _read_note(self, key: str) -> _Note | None:
        try:
            return msgspec.json.decode(read_bytes(self._file(key, ".json")), type=_Note)
        except (FileError, msgspec.DecodeError):
            return None

    def forest(self, lost: Lost) -> Forest:
        """The document of a copy. FileError if it cannot be read; the copy stays in any case."""
        return read_forest(read_bytes(self._file(lost.key, SUFFIX)))

    def extent(self, lost: Lost) -> Extent:
        """How large the document of a copy is, much sooner than it could be read. FileError if that cannot be told."""
        try:
            return msgspec.json.decode(read_bytes(self._file(lost.key, SUFFIX)), type=Extent)
        except msgspec.DecodeError as error:
            raise FileError(shown(error)) from None

    def claim(self, lost: Lost) -> str | None:
        """Make a lost document's copy one of this process; its new key, or None if it is no longer there.

        Of two that claim the same copy one gets it, as a file can be renamed away only once.
        """
        key = new_key()
        try:
            self._note(key, lost.about)
            os.rename(self._file(lost.key, SUFFIX), self._file(key, SUFFIX))
        except (OSError, FileError):
            with contextlib.suppress(OSError):
                self._remove(key)
            return None
        with contextlib.suppress(OSError):
            self._file(lost.key, ".json").unlink()
        return key

    def discard(self, lost: Lost) -> None:
        """Remove a lost document's copy for good."""
        with contextlib.suppress(OSError):
            self._remove(lost.key)


def new_key() -> str:
    """A name for a copy that no other one has."""
    return f"{os.getpid()}-{secrets.token_hex(6)}"


def _usable(about: About) -> About:
    """What a note may say. A path that no file of ours can have had, as after damage to the disk, counts as none."""
    name, path = shown(about.name, _LONGEST_NAME), about.path
    known = path.isprintable() and len(path) <= _LONGEST_PATH and os.path.isabs(path)
    return About(name, path, about.seen) if known else About(name)


def _holds(process: Process, written: float) -> bool:
    """Whether a process still has a document open."""
    return is_running(process) and (is_here(process) or time.time() - written < _FOREIGN_S)
