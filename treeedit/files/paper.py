"""The .tree format: a forest as text, and back.

`write_forest` is a function of the forest alone: one line for each record, in an order that does not depend on how
the forest came about, numbers by repr. So saving what was not changed changes no byte, and a diff shows what did.

Keys that this version does not know are kept in `Forest.extras` (`extras.py`) and written behind the known ones. What
version 1.1 brought is written only where there is some, so that a file of version 1.0 stays one.
"""

from __future__ import annotations

import contextlib
import gc
import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

import msgspec

from treeedit.files.carrier import document_in, is_picture
from treeedit.files.content import forest_of
from treeedit.files.extras import extras_of, leaf_keys
from treeedit.files.fault import FileError, fault, file_name
from treeedit.files.limits import size_fault
from treeedit.files.reader import read_bytes
from treeedit.files.records import FIRST, NEW_PARTS, PARTS, VERSION, document_of
from treeedit.files.syntax import read_json
from treeedit.files.writer import write_atomically
from treeedit.model.exercises import KINDS
from treeedit.model.forest import Forest
from treeedit.model.labels import as_spelt
from treeedit.model.patience import patiently
from treeedit.model.records import Expression, Leaf, Node, NodeId
from treeedit.words import translate

SUFFIX = ".tree"
_PART = 10_000
_encode = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode


def load(path: str | os.PathLike[str]) -> Forest:
    """The forest in a .tree file, or in a picture that carries one. FileError: file, place and fault in a sentence."""
    data = read_bytes(path)
    try:
        return read_forest(data)
    except FileError as error:
        raise fault(file_name(path), str(error)) from None


def save(forest: Forest, path: str | os.PathLike[str]) -> None:
    """Write a forest to a .tree file, atomically. FileError with a sentence; then the old file stands."""
    try:
        data = write_forest(forest)
    except FileError as error:
        raise FileError(translate("paper", "{0} cannot be written: {1}").format(file_name(path), error)) from None
    write_atomically(path, data)


def read_forest(data: bytes) -> Forest:
    """The forest in the bytes of a .tree file, or of a picture that carries one. FileError with the first fault."""
    with _without_collecting():
        raw = read_json(document_in(data) if is_picture(data) else data)
        document = document_of(raw)
        forest = forest_of(document)
        forest.extras.update(extras_of(raw, forest))
        _let_go(document.nodes)
        _let_go(raw.get("nodes", []))
    return forest


def _let_go(records: list[Any]) -> None:
    """Free records part by part: while very many are freed at once, no other thread has a turn."""
    while records:
        del records[-_PART:]


@contextlib.contextmanager
def _without_collecting() -> Iterator[None]:
    """Without a search for garbage in rings, of which reading and writing make none.

    Among a million records the search takes half of the time, and no thread has a turn meanwhile.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def write_forest(forest: Forest) -> bytes:
    """The bytes of a .tree file. Reading them gives an equal forest; writing that one gives the same bytes.

    One that has no room for a line for each record is written in the compact form. FileError if that is too large to
    be read again.
    """
    data = _in_lines(forest)
    return data if not size_fault(data) else compact(forest)


def _in_lines(forest: Forest) -> bytes:
    with _without_collecting():
        rows = {part: _lines(part, records(forest), forest) for part, records in _ROWS.items()}
    filled = {part: lines for part, lines in rows.items() if lines or part not in NEW_PARTS}
    parts = [f'"treeedit": {_encode(_version(forest, filled))}', _about(forest)]
    parts += [_block(f'"{part}": ', "[]", lines) for part, lines in filled.items()]
    parts += _pairs(forest.extras.get("more", {}))
    return ("{\n" + ",\n".join(parts) + "\n}\n").encode(errors="replace")


def compact(forest: Forest) -> bytes:
    """The same document for a program's eyes only: all on one line, and written several times faster.

    FileError if it is too large to be read again.
    """
    data = _on_a_line(forest)
    if refusal := size_fault(data):
        raise FileError(translate("paper", "the document is too large to be opened again: {0}").format(refusal))
    return data


def _on_a_line(forest: Forest) -> bytes:
    rows = {part: list(_complete(part, records(forest), forest)) for part, records in _ROWS.items()}
    filled = {part: each for part, each in rows.items() if each or part not in NEW_PARTS}
    head = {"treeedit": _version(forest, filled), "about": _about_table(forest)}
    try:
        return msgspec.json.encode({**head, **filled, **forest.extras.get("more", {})})
    except (UnicodeEncodeError, TypeError, OverflowError):  # what only the other writer knows to put right
        return _in_lines(forest)


def _version(forest: Forest, parts: Mapping[str, Any]) -> str:
    """The oldest version that has all of these parts, or the one that the document came with if it is newer."""
    return str(forest.extras.get("treeedit", FIRST if parts.keys().isdisjoint(NEW_PARTS) else VERSION))


def _complete(part: str, rows: Iterable[Any], forest: Forest) -> Iterable[Any]:
    """The records with the keys that this version does not know."""
    extras = forest.extras.get(part)
    if not extras:
        return rows
    key = PARTS[part]
    return (row | extras[row[key]] if row[key] in extras else row for row in rows)


def _lines(part: str, rows: Iterable[Any], forest: Forest) -> list[str]:
    return [_encode(row) for row in patiently(_complete(part, rows, forest))]


def _block(start: str, brackets: str, lines: list[str]) -> str:
    inner = "\n" + ",\n".join(lines) + "\n" if lines else ""
    return start + brackets[0] + inner + brackets[1]


def _pairs(table: Mapping[str, Any]) -> list[str]:
    return [f"{_encode(key)}: {_encode(value)}" for key, value in table.items()]


def _about(forest: Forest) -> str:
    return _block('"about": ', "{}", _pairs(_about_table(forest)))


def _about_table(forest: Forest) -> dict[str, Any]:
    first = ("title", "text")
    keys = [key for key in first if key in forest.about] + sorted(forest.about.keys() - set(first))
    known = {key: forest.about[key] for key in keys}
    return {**known, **forest.extras.get("about", {})}


def _roots(forest: Forest) -> list[dict[str, Any]]:
    return [
        {"node": node, "name": root.name, "x": float(root.point.x), "y": float(root.point.y)}
        for node, root in sorted(forest.roots.items())
    ]


def _inputs(forest: Forest) -> list[dict[str, Any]]:
    return [
        {"label": as_spelt(label)}
        | {key: float(getattr(given, key)) for key in ("value", "low", "high", "step")}
        | {"mark": given.mark}
        for label, given in sorted(forest.inputs.items(), key=lambda item: (item[1].mark, item[0]))
    ]


def _functions(forest: Forest) -> list[dict[str, Any]]:
    return [
        {"name": name, "definition": _definition(forest, name, function.definition), "mark": function.mark}
        for name, function in sorted(forest.functions.items(), key=lambda item: (item[1].mark, item[0]))
    ]


def _folds(forest: Forest) -> list[NodeId]:
    return sorted(forest.folds)


def _notes(forest: Forest) -> list[dict[str, Any]]:
    return [
        {"id": number, "node": note.node, "text": note.text, "x": float(note.offset.x), "y": float(note.offset.y)}
        for number, note in sorted(forest.notes.items())
    ]


def _presets(forest: Forest) -> list[dict[str, Any]]:
    return [
        {"name": name, "values": {as_spelt(label): float(value) for label, value in preset.values}}
        for name, preset in sorted(forest.presets.items())
    ]


def _blanks(forest: Forest) -> list[dict[str, Any]]:
    rows: dict[NodeId, dict[str, Any]] = {}
    for blank, answer in sorted(forest.blanks.items(), key=lambda item: (item[0].node, KINDS.index(item[0].kind))):
        rows.setdefault(blank.node, {"node": blank.node})[blank.kind] = answer
    return list(rows.values())


def _definition(forest: Forest, name: str, expression: Expression) -> list[Any]:
    more = leaf_keys(forest, name)
    return [
        {"label": as_spelt(token.label), **more.get(i, {})} if isinstance(token, Leaf) else token
        for i, token in enumerate(expression)
    ]


def _nodes(forest: Forest) -> Iterable[dict[str, Any]]:
    return ({"id": node} | _content(record) for node, record in sorted(forest.nodes.items()))


def _content(record: Node) -> dict[str, Any]:
    if isinstance(record, Leaf):
        return {"label": as_spelt(record.label)}
    return {"operator": record.operator, "operands": record.operands}


_ROWS: Mapping[str, Callable[[Forest], Iterable[Any]]] = {
    "roots": _roots,
    "inputs": _inputs,
    "functions": _functions,
    "folds": _folds,
    "notes": _notes,
    "presets": _presets,
    "blanks": _blanks,
    "nodes": _nodes,
}
