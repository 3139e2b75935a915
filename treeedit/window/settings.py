"""What is remembered from one start to the next, as JSON text in the user's folder of settings.

All windows of a process share one `Settings`; several processes share the file: saving writes what was changed here
over what is there by then. Rule: strings only, and nothing that is read can run or break anything; a file that is not
sound counts as empty. Every name stands in `Key`, once: two parts with one name would write over each other. (QSettings
is not used: the binding unpickles what such a file holds.)
"""

from __future__ import annotations

import enum
from base64 import b64decode, b64encode
from pathlib import Path

import msgspec
from PySide6.QtCore import QByteArray, QStandardPaths

from treeedit.files.fault import FileError
from treeedit.files.reader import read_bytes
from treeedit.files.writer import write_atomically

_MOST_WORDS, _LONGEST_WORDS = 50, 500


@enum.unique
class Key(enum.StrEnum):
    """Everything that is remembered, by the name under which it stands in the file. Each belongs to one part alone."""

    SCHEME = "scheme"
    HIDES = "hides"
    SHOWS_MORE = "shows_more"
    DIGITS = "digits"
    ORIENTATION = "orientation"
    TEXT = "text"
    MINIMAP = "minimap"
    ANIMATIONS = "animations"
    NUMBERS = "numbers"
    GEOMETRY = "geometry"
    PANELS = "panels"
    FORMULAS = "formulas"
    INSPECTOR_FOLDED = "inspector_folded"
    PACE = "pace"
    STEP_SPEED = "step_speed"
    PRINT = "print"
    EXPORTS = "exports"
    RECENT_FILES = "recent_files"
    RECENT_WORDS = "recent_words"
    RECENT_COMMANDS = "recent_commands"
    WINDOWS = "windows"
    REOPEN = "reopen"


class Settings:
    """Named strings. They are written when `save` is called, if that is possible at all."""

    def __init__(self, path: Path | None = None) -> None:
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.GenericConfigLocation)
        self._path = path or Path(folder) / "treeedit" / "settings.json"
        self._values = self._read()
        self._changed: dict[str, str] = {}

    def text(self, name: Key, default: str = "") -> str:
        """A remembered string, or the default."""
        return self._values.get(name, default)

    def state(self, name: Key) -> QByteArray:
        """A remembered window state; empty if there is none."""
        return state_of(self.text(name))

    def keep(self, name: Key, value: str) -> None:
        """Remember a string."""
        if self._values.get(name) != value:
            self._values[name] = self._changed[name] = value

    def words(self, name: Key) -> list[str]:
        """Remembered strings, a few short ones; none if there are none."""
        return [each for each in self.text(name).split("\n") if each][:_MOST_WORDS]

    def keep_words(self, name: Key, words: list[str]) -> None:
        """Remember a few short strings; one of several lines is forgotten."""
        self.keep(name, "\n".join(each for each in words if "\n" not in each and len(each) <= _LONGEST_WORDS))

    def keep_state(self, name: Key, value: QByteArray) -> None:
        """Remember a window state."""
        self.keep(name, text_of(value))

    def refresh(self) -> None:
        """Take up what other processes have saved; what was changed here stays."""
        self._values |= self._read() | self._changed

    def save(self) -> None:
        """Write what was changed; a folder that cannot be written costs nothing but the memory."""
        if not self._changed:
            return
        self.refresh()
        data = msgspec.json.format(msgspec.json.encode(self._values), indent=1)
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            write_atomically(self._path, data)
        except (OSError, FileError):
            return
        self._changed.clear()

    def _read(self) -> dict[str, str]:
        try:
            return msgspec.json.decode(read_bytes(self._path), type=dict[str, str])
        except (FileError, msgspec.DecodeError):
            return {}


def state_of(text: str) -> QByteArray:
    """A window state from its text; empty if it is none."""
    try:
        return QByteArray(b64decode(text, validate=True))
    except ValueError:
        return QByteArray()


def text_of(state: QByteArray) -> str:
    """A window state as text."""
    return b64encode(bytes(state.data())).decode()
