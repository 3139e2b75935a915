"""Files that others have changed, by chance but always the same ones, and what may never happen when they are read."""

from __future__ import annotations

import json
import random
import time
import zlib
from collections.abc import Callable
from typing import Any, NamedTuple

from tests.files.test_carrier import PNG, pdf_with, svg_with
from tests.files.test_paper import annotated, from_the_future
from treeedit.export.answer import results_of
from treeedit.files.carrier import png_with
from treeedit.files.fault import FileError
from treeedit.files.paper import compact, read_forest, write_forest
from treeedit.model.records import Blank, Edit
from treeedit.words import MOST_TOLD

MOST_CPU_S = 2.0
TIMES = (1, 1, 1, 2, 5)
"""How often a file is changed; after one change many are still sound."""
STRINGS = (
    "",
    "x1",
    "+",
    "\x1b]0;title\x07\x1b[31m",
    "line\r\nline",
    "\u202e\u2066",
    "\0",
    "W" * 600,
    "W" * 120_000,
    "é" * 101,
    "{[" * 200,
    "=1+1",
    "1.1",
    "9" * 400,
)
NUMBERS = (0, -1, 1, 3, 2**53, 2**53 + 1, -(2**63), 10**400, 0.5, -0.0, 1e308, 5e-324, 1e12 + 1)
SHRAPNEL = (
    *(b"-1", b"null", b"true", b"NaN", b"Infinity", b"1e400", b"-", b"[", b"]", b"{", b"}", b'"', b",", b":"),
    *(b'"\\ud800"', b"9" * 5000, b"[" * 3000, b'{"a":' * 2000, b'"id": 1,', b"\xff\xfe", b"\xef\xbb\xbf", b"\0"),
)


class Tried(NamedTuple):
    """How many files were tried, how many were read, and what went wrong, a line each."""

    tried: int
    read: int
    faults: list[str]


def tried(seed: int, count: int) -> Tried:
    """Change files at random, from a fixed start, and read each."""
    documents, read, faults = _documents(), 0, list[str]()
    for number in range(count):
        name = f"{seed}:{number}"
        rng = random.Random(name)
        kind, document = rng.choice(sorted(CARRIERS)), rng.choice(documents)
        data = changed(rng, CARRIERS[kind], document)
        start = time.process_time()
        try:
            read += goes_round(data)
            fault = ""
        except FileError as error:
            fault = "" if is_a_sentence(str(error)) else f"message of {len(str(error))} characters: {str(error)[:80]!r}"
        except Exception as error:
            fault = repr(error)[:300]
        spent = time.process_time() - start
        if fault or spent > MOST_CPU_S:
            faults.append(f"{name} {kind}: {fault or f'{spent:.1f} s'}")
    return Tried(count, read, faults)


def _documents() -> list[bytes]:
    """Documents with something of everything."""
    exercise = annotated()
    exercise.apply(Edit(blanks={Blank("sum", 1): (None, "1/3"), Blank("value", 9): (None, "")}))
    return [write_forest(exercise), compact(exercise), from_the_future()]


def is_a_sentence(text: str) -> bool:
    """Whether a message is one printable line of bounded length."""
    return 0 < len(text) <= MOST_TOLD and text.isprintable()


def goes_round(data: bytes) -> bool:
    """Read a file, evaluate it, write it in both forms and read these. FileError only of the first reading."""
    forest = read_forest(data)
    forest.check()
    results_of(forest)
    try:
        written = write_forest(forest)
        assert write_forest(read_forest(written)) == written
        assert write_forest(read_forest(compact(forest))) == written
    except FileError as error:
        raise AssertionError(f"what was read cannot be written: {error}") from error
    return True


def changed(rng: random.Random, carrier: Callable[[bytes], bytes], document: bytes) -> bytes:
    """A file with some of its bytes changed, or of what it says; of a picture, what it carries."""
    way = rng.random()
    if way < 0.4:
        return _with_other_bytes(rng, carrier(document))
    return carrier(_with_other_values(rng, document) if way < 0.9 else _with_other_bytes(rng, document))


def _with_other_bytes(rng: random.Random, data: bytes) -> bytes:
    found = bytearray(data)
    for _ in range(rng.choice(TIMES)):
        start = rng.randint(0, len(found))
        end = min(len(found), start + rng.choice((0, 1, 4, 40, 4000)))
        way = rng.randrange(5)
        if way == 0:
            found[start:end] = rng.choice(SHRAPNEL)
        elif way == 1:
            found[start:end] = rng.randbytes(rng.randint(0, 8))
        elif way == 2:
            found[start:start] = found[start:end]
        elif way == 3 and start < len(found):
            found[start] ^= 1 << rng.randrange(8)
        elif rng.random() < 0.2:
            del found[start:]
    return bytes(found)


def _with_other_values(rng: random.Random, document: bytes) -> bytes:
    raw = json.loads(document)
    for _ in range(rng.choice(TIMES)):
        _change(rng, raw)
    text = json.dumps(raw, ensure_ascii=rng.random() < 0.5)
    return text.encode(errors="surrogatepass")


def _change(rng: random.Random, value: Any) -> None:
    """Put something else into a place at random, take it away, or repeat what stands there."""
    while True:
        keys = list(value) if isinstance(value, dict) else list(range(len(value)))
        if not keys:
            return
        key = rng.choice(keys)
        if isinstance(value[key], dict | list) and rng.random() < 0.8:
            value = value[key]
            continue
        way = rng.randrange(6)
        if way == 0:
            del value[key]
        elif way == 1 and isinstance(value, list):
            value.insert(rng.randint(0, len(value)), value[key])
        elif way == 2 and isinstance(value, dict):
            value[rng.choice(STRINGS)] = value[key] if rng.random() < 0.5 else _anything(rng)
        elif way == 3:
            other = rng.choice(keys)
            value[key], value[other] = value[other], value[key]
        else:
            value[key] = _anything(rng)
        return


def _anything(rng: random.Random) -> Any:
    way = rng.randrange(6)
    if way < 2:
        return rng.choice(STRINGS)
    if way < 4:
        return rng.choice(NUMBERS)
    if way == 4:
        return rng.choice((None, True, False, [], {}, [1], {"label": "x1"}))
    deep: Any = 0
    for _ in range(rng.choice((1, 40, 60, 400))):
        deep = [deep] if rng.random() < 0.5 else {"a": deep}
    return deep


CARRIERS: dict[str, Callable[[bytes], bytes]] = {
    "tree": lambda document: document,
    "png": lambda document: png_with(PNG, document),
    "svg": svg_with,
    "pdf": lambda document: pdf_with(zlib.compress(document)),
}
