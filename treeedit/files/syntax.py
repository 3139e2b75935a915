"""JSON text to plain Python values, more strictly than JSON asks for.

The bytes may be anything. Refused, each with one sentence that names the place: what is not UTF-8 text or not JSON,
NaN and numbers beyond a double, a key that stands twice in one object, half a character, and what is too large or
nested too deeply to be a drawing. What the values mean is not known here.
"""

from __future__ import annotations

import json
import math
import re
from typing import Any

from treeedit.files.fault import FileError, fault, shown
from treeedit.files.limits import size_fault
from treeedit.model.patience import patient
from treeedit.words import translate

_BOMS = {b"\xef\xbb\xbf": "UTF-8", b"\xff\xfe": "UTF-16", b"\xfe\xff": "UTF-16"}
_HALF = re.compile(r"\\u[dD][89a-fA-F]")


_Path = tuple["_Path", str | int] | None
"""Where a value stands: where what holds it stands, and its key or index there."""


class _Twice(dict[str, Any]):
    """Stands for an object in which a key stands twice."""


class _NumberError(ValueError):
    """A number that JSON text can spell and a document cannot hold."""


def read_json(data: bytes) -> Any:
    """The values in JSON text. FileError with a sentence and a place."""
    _check_size(data)
    text = _text_of(data)
    twice: list[_Twice] = []

    def noticed(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) == len(pairs):
            return found
        twice.append(_Twice(found, key=_repeated(pairs)))
        return twice[-1]

    try:
        found = json.loads(text, object_pairs_hook=patient(noticed), parse_float=_finite, parse_constant=_finite)
    except json.JSONDecodeError as error:
        raise FileError(
            translate("syntax", "line {0}, column {1}: this is not JSON: {2}").format(
                error.lineno, error.colno, error.msg
            )
        ) from None
    except RecursionError:
        raise FileError(translate("syntax", "the brackets are nested too deeply")) from None
    except ValueError as error:
        raise _number_fault(text, error) from None
    if twice:
        raise _twice_fault(found)
    _check_characters(text, found)
    return found


def _check_size(data: bytes) -> None:
    if not data.strip():
        raise FileError(translate("syntax", "the file is empty"))
    if refusal := size_fault(data):
        raise FileError(refusal)


def _text_of(data: bytes) -> str:
    for mark, encoding in _BOMS.items():
        if data.startswith(mark):
            raise FileError(
                translate(
                    "syntax", "line 1: the text begins with a mark of {0}; save it as UTF-8 without a mark"
                ).format(encoding)
            )
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise FileError(translate("syntax", "line {0}: this is not text in UTF-8").format(line)) from None


def _finite(digits: str) -> float:
    number = float(digits)
    if not math.isfinite(number):
        raise _NumberError(digits)
    return number


def _number_fault(text: str, error: ValueError) -> FileError:
    if not isinstance(error, _NumberError):
        return FileError(translate("syntax", "a number has more digits than any number here can have"))
    line = text.count("\n", 0, text.find(str(error))) + 1
    return FileError(translate("syntax", "line {0}: {1} is not a finite number").format(line, shown(error)))


def _repeated(pairs: list[tuple[str, Any]]) -> str:
    seen: set[str] = set()
    return next(key for key, _ in pairs if key in seen or seen.add(key))  # type: ignore[func-returns-value]


def _twice_fault(found: Any) -> FileError:
    """The fault of the first key that stands twice, with its place (`nodes[3]`)."""
    stack: list[tuple[Any, _Path]] = [(found, None)]
    while stack:
        each, path = stack.pop()
        if isinstance(each, _Twice):
            words = translate("syntax", "the key “{0}” stands twice").format(shown(each["key"]))
            return fault(_spelt_out(path), words)
        inner = each.items() if isinstance(each, dict) else enumerate(each)
        stack += [(value, (path, key)) for key, value in inner if isinstance(value, dict | list)]
    return FileError(translate("syntax", "a key stands twice in an object"))


def _spelt_out(path: _Path) -> str:
    parts: list[str] = []
    while path is not None:
        path, key = path
        parts.append(f"[{key}]" if isinstance(key, int) else f".{shown(key)}")
    return "".join(reversed(parts)).lstrip(".") or "the document"


def _check_characters(text: str, found: Any) -> None:
    half = _HALF.search(text)
    if half is None:
        return
    try:
        json.dumps(found, ensure_ascii=False).encode()
    except (UnicodeEncodeError, RecursionError):
        line = text.count("\n", 0, half.start()) + 1
        raise FileError(translate("syntax", "line {0}: the text holds half a character").format(line)) from None
