"""The .tree format: a forest as text, and back.

`write_forest` is a function of the forest alone: one line for each record, in an order that does not depend on how
the forest came about, numbers by repr. So saving what was not changed changes no byte, and a diff shows what did.

Keys that this version does not know are kept in `Forest.extras`, which has the shape of the document: `treeedit` is
the version if it is newer than ours; `more` has the unknown keys of the document and `about` those of its note;
`roots`, `inputs`, `functions`, `notes`, `presets` and `nodes` map a node, a label, a name or a number to the unknown
keys of its record. They are written behind the known ones; those of a record that is gone are not written. What
version 1.1 brought is written only where there is some, so that a file of version 1.0 stays one.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import msgspec

from treeedit.files.carrier import document_in, is_picture
from treeedit.files.content import forest_of
from treeedit.files.fault import FileError, fault, file_name, shown
from treeedit.files.reader import read_bytes
from treeedit.files.records import FIRST, KNOWN, MINOR, NEW_PARTS, PARTS, VERSION, document_of, minor_of
from treeedit.files.syntax import read_json, walk
from treeedit.files.writer import write_atomically
from treeedit.model.exercises import KINDS
from treeedit.model.forest import Forest
from treeedit.model.labels import as_spelt
from treeedit.model.records import Expression, Leaf, Node, NodeId
from treeedit.words import translate

SUFFIX = ".tree"
_MAX_DEPTH = 50
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
    write_atomically(path, write_forest(forest))


def read_forest(data: bytes) -> Forest:
    """The forest in the bytes of a .tree file, or of a picture that carries one. FileError with the first fault."""
    raw = read_json(document_in(data) if is_picture(data) else data)
    document = document_of(raw)
    forest = forest_of(document)
    forest.extras.update(_extras(raw))
    if minor_of(document.treeedit) > MINOR:
        forest.extras["treeedit"] = document.treeedit
    return forest


def write_forest(forest: Forest) -> bytes:
    """The bytes of a .tree file. Reading them gives an equal forest; writing that one gives the same bytes."""
    rows = {part: _lines(part, records(forest), forest) for part, records in _ROWS.items()}
    filled = {part: lines for part, lines in rows.items() if lines or part not in NEW_PARTS}
    parts = [f'"treeedit": {_encode(_version(forest, filled))}', _about(forest)]
    parts += [_block(f'"{part}": ', "[]", lines) for part, lines in filled.items()]
    parts += _pairs(forest.extras.get("more", {}))
    return ("{\n" + ",\n".join(parts) + "\n}\n").encode(errors="replace")


def compact(forest: Forest) -> bytes:
    """The same document for a program's eyes only: all on one line, and written several times faster."""
    rows = {part: _complete(part, records(forest), forest) for part, records in _ROWS.items()}
    filled = {part: each for part, each in rows.items() if each or part not in NEW_PARTS}
    head = {"treeedit": _version(forest, filled), "about": _about_table(forest)}
    try:
        return msgspec.json.encode({**head, **filled, **forest.extras.get("more", {})})
    except (UnicodeEncodeError, TypeError, OverflowError):  # what only the other writer knows to put right
        return write_forest(forest)


def _version(forest: Forest, parts: Mapping[str, Any]) -> str:
    """The oldest version that has all of these parts, or the one that the document came with if it is newer."""
    return str(forest.extras.get("treeedit", FIRST if parts.keys().isdisjoint(NEW_PARTS) else VERSION))


def _complete(part: str, rows: Iterable[Any], forest: Forest) -> list[Any]:
    """The records with the keys that this version does not know."""
    extras = forest.extras.get(part)
    if not extras:
        return list(rows)
    key = PARTS[part]
    return [row | extras[row[key]] if row[key] in extras else row for row in rows]


def _lines(part: str, rows: Iterable[Any], forest: Forest) -> list[str]:
    return [_encode(row) for row in _complete(part, rows, forest)]


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
        {"name": name, "definition": _definition(function.definition), "mark": function.mark}
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


def _definition(expression: Expression) -> list[Any]:
    return [{"label": as_spelt(token.label)} if isinstance(token, Leaf) else token for token in expression]


def _nodes(forest: Forest) -> list[dict[str, Any]]:
    return [{"id": node} | _content(record) for node, record in sorted(forest.nodes.items())]


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


def _extras(raw: dict[str, Any]) -> dict[str, Any]:
    about = {key: value for key, value in raw.get("about", {}).items() if not isinstance(value, str)}
    extras = {"more": _unknown(raw, "document"), "about": about}
    for part, key in PARTS.items():
        found = {row[key]: _unknown(row, part) for row in raw.get(part, ())}
        extras[part] = {name: unknown for name, unknown in found.items() if unknown}
    _check_depth(extras)
    return {part: unknown for part, unknown in extras.items() if unknown}


def _unknown(row: Mapping[str, Any], kind: str) -> dict[str, Any]:
    known = KNOWN[kind]
    if row.keys() <= known:
        return {}
    return {key: value for key, value in row.items() if key not in known}


def _check_depth(extras: dict[str, Any]) -> None:
    """Refuse what could be read but perhaps not be written again."""
    for path, _ in walk(extras):
        if path.count(".") + path.count("[") > _MAX_DEPTH:
            raise fault(shown(path.split("[")[0].removeprefix("more.")), translate("paper", "it is nested too deeply"))
