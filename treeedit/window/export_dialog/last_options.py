"""How documents were exported last: with which options, and to which file. It outlives the program.

A document goes by the path of its file; one that has none yet by itself, until it is saved. Rule: what is read is
bounded and sound, or it counts as never exported.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, NamedTuple

import msgspec
from msgspec import Meta

from treeedit.export.options import Options, options_of_text, text_of_options
from treeedit.model.forest import Forest
from treeedit.window.settings import Key, Settings

MOST_REMEMBERED = 50
_MOST_TEXT = 5_000_000
_Path = Annotated[str, Meta(min_length=1, max_length=4096)]


class Past(NamedTuple):
    """An export that was made: how, and to which file; None if it was only prepared or copied."""

    options: Options
    path: Path | None = None


class _Record(msgspec.Struct, array_like=True):
    document: _Path
    file: Annotated[str, Meta(max_length=4096)]
    options: str


class PictureMemory:
    """The last export of each document. `keep` writes it to the settings at once."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._unsaved: tuple[Forest, Past] | None = None

    def past(self, document: Path | None, forest: Forest) -> Past | None:
        """How a document was exported last; None if it never was."""
        if document is not None and (found := self._read().get(_key(document))) is not None:
            return found
        return self._unsaved[1] if self._unsaved is not None and self._unsaved[0] is forest else None

    def keep(self, document: Path | None, forest: Forest, past: Past) -> None:
        """Remember how a document has just been exported; a file of before stays where there is no other one."""
        before = self.past(document, forest)
        past = past if past.path is not None or before is None else past._replace(path=before.path)
        self._unsaved = (forest, past)
        if document is None:
            return
        self._settings.refresh()
        known = {_key(document): past} | {key: each for key, each in self._read().items() if key != _key(document)}
        records = [
            _Record(key, "" if each.path is None else str(each.path), text_of_options(each.options))
            for key, each in list(known.items())[:MOST_REMEMBERED]
        ]
        self._settings.keep(Key.EXPORTS, msgspec.json.encode(records).decode())
        self._settings.save()

    def _read(self) -> dict[str, Past]:
        """What is remembered, the latest first."""
        text = self._settings.text(Key.EXPORTS)
        try:
            found = msgspec.json.decode(text, type=list[msgspec.Raw]) if 0 < len(text) <= _MOST_TEXT else []
        except (msgspec.DecodeError, RecursionError):
            return {}
        pasts: dict[str, Past] = {}
        for raw in found[:MOST_REMEMBERED]:
            record = _record(raw)
            options = None if record is None else options_of_text(record.options)
            if record is not None and options is not None:
                pasts.setdefault(record.document, Past(options, Path(record.file) if record.file else None))
        return pasts


def _record(raw: msgspec.Raw) -> _Record | None:
    try:
        return msgspec.json.decode(raw, type=_Record)
    except (msgspec.DecodeError, RecursionError):
        return None


def _key(document: Path) -> str:
    return str(document.absolute())
