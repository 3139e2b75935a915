"""A source, as the command line takes it: a file, a formula, or what comes in at standard input.

A name with a dot or a slash in it is a file if there is one, and `*.tree` always is; anything else is a formula. A
file and standard input may hold either: a document begins with a brace, which no formula does. A picture that carries
a document is one.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from typing import NamedTuple

from treeedit.files.carrier import is_picture
from treeedit.files.fault import FileError, fault, file_name, reason
from treeedit.files.limits import MAX_BYTES
from treeedit.files.paper import SUFFIX, load, read_forest
from treeedit.files.reader import read_bytes
from treeedit.model.forest import Forest
from treeedit.model.formula import FormulaError
from treeedit.model.formula import forest_from as forest_of
from treeedit.model.reading import Reading, known_names, read
from treeedit.words import translate


class Opened(NamedTuple):
    """The forest of a source, and how its text was read; None of a document, which holds a forest already."""

    forest: Forest
    reading: Reading | None = None


def opened(source: str, names: Iterable[str] = ()) -> Opened:
    """What a source describes. FileError with one sentence that says where it cannot be read, and why.

    names: of inputs that a formula may mean; only e needs to be said.
    """
    if source == "-":
        return _opened_in(_standard_input(), "standard input", names)
    if not is_file(source):
        return _grown(source, names)
    if source.lower().endswith(SUFFIX):
        return Opened(load(source))
    return _opened_in(read_bytes(source), file_name(source), names)


def check_outs(outs: Iterable[str | os.PathLike[str]], sources: Iterable[str | os.PathLike[str]]) -> None:
    """Refuse to write over what is read, by whatever names and links. FileError with a sentence."""
    read = [state for source in sources if (state := _state_of(source)) is not None]
    for out in outs:
        state = _state_of(out)
        if state is not None and any(os.path.samestat(state, each) for each in read):
            words = translate("source", "{0} is read here, and would be lost: choose another name for what is written")
            raise FileError(words.format(file_name(out)))


def _state_of(path: str | os.PathLike[str]) -> os.stat_result | None:
    """What a name leads to; None if there is nothing, as behind a formula."""
    try:
        return os.stat(path)
    except (OSError, ValueError):
        return None


def is_file(source: str) -> bool:
    """Whether a source is the name of a file, and no formula."""
    named = "." in source or "/" in source or os.sep in source
    return source.lower().endswith(SUFFIX) or (named and os.path.exists(source))


def _standard_input() -> bytes:
    try:
        data = b"" if sys.stdin is None else sys.stdin.buffer.read(MAX_BYTES + 1)
    except OSError as error:
        words = translate("source", "standard input cannot be read: {0}")
        raise FileError(words.format(reason(error))) from error
    if len(data) > MAX_BYTES:
        raise FileError(translate("source", "standard input: the text is larger than {0} MiB").format(MAX_BYTES >> 20))
    return data


def _opened_in(data: bytes, name: str, names: Iterable[str]) -> Opened:
    try:
        is_document = data.lstrip().startswith(b"{") or is_picture(data)
        return Opened(read_forest(data)) if is_document else _grown(data.decode(), names)
    except UnicodeDecodeError:
        raise fault(name, translate("source", "this is neither a drawing of treeedit nor a formula")) from None
    except FileError as error:
        raise fault(name, str(error)) from None


def _grown(text: str, names: Iterable[str]) -> Opened:
    try:
        reading = read(text, known_names(names))
        return Opened(forest_of(reading.definitions), reading)
    except FormulaError as error:
        raise FileError(str(error)) from None
