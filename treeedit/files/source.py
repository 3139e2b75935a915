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
from treeedit.files.fault import FileError, fault, file_name
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
    if not _is_file(source):
        return _grown(source, names)
    if source.lower().endswith(SUFFIX):
        return Opened(load(source))
    return _opened_in(read_bytes(source), file_name(source), names)


def _is_file(source: str) -> bool:
    named = "." in source or "/" in source or os.sep in source
    return source.lower().endswith(SUFFIX) or (named and os.path.exists(source))


def _standard_input() -> bytes:
    data = b"" if sys.stdin is None else sys.stdin.buffer.read(MAX_BYTES + 1)
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
