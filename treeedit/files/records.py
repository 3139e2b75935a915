"""The shape of a .tree document: which records it has, and which keys and kinds of values they have.

    {"treeedit": "1.1",                                                     version of the format, major.minor
     "about":     {"title": ..., "text": ...},
     "roots":     [{"node": 9, "name": "f", "x": 0.0, "y": 0.0}, ...],      where loose trees stand
     "inputs":    [{"label": "x1", "value": 1.0, "low": ..., "high": ..., "step": ..., "mark": 0}, ...],
     "functions": [{"name": "g", "definition": [{"label": "x1"}, {"label": "x2"}, "+"], "mark": 3}, ...],
     "folds":     [3, ...],                                                 operations that are drawn as one node
     "notes":     [{"id": 1, "node": 3, "text": ..., "x": 80.0, "y": -40.0}, ...],      x and y from the node's centre
     "presets":   [{"name": "warm", "values": {"x1": 2.0, "x2": 0.5}}, ...],
     "blanks":    [{"node": 3, "partial": "", "sum": "17/3"}, ...],         hidden numbers, with the answers so far
     "nodes":     [{"id": 1, "label": "x1"}, {"id": 3, "operator": "+", "operands": [1, 2]}, ...]}

A definition is an expression, operands first; null, there and among operands, is an empty slot. Version 1.1 brought
folds, notes, presets and blanks; a document that has none of them is one of version 1.0. What the values mean
together (does a node exist, does an operator) is checked in `content.py`.
"""

from __future__ import annotations

import re
from typing import Annotated, Any

import msgspec
from msgspec import UNSET, Meta, Struct, UnsetType

from treeedit.files.fault import FileError, fault, shown
from treeedit.model.patience import pause
from treeedit.model.pinning import FARTHEST
from treeedit.model.records import MAX_ID
from treeedit.words import translate

MAJOR, MINOR = 1, 1
FIRST, VERSION = f"{MAJOR}.0", f"{MAJOR}.{MINOR}"

Id = Annotated[int, Meta(ge=1, le=MAX_ID)]
Mark = Annotated[int, Meta(ge=0, le=10_000_000)]
Place = Annotated[float, Meta(ge=-1e12, le=1e12)]
Offset = Annotated[float, Meta(ge=-FARTHEST, le=FARTHEST)]


class NodeRecord(Struct):
    """A leaf, which has a label, or an operation, which has an operator and operands."""

    id: Id
    label: str | UnsetType = UNSET
    operator: str | UnsetType = UNSET
    operands: list[Id | None] | UnsetType = UNSET


class RootRecord(Struct):
    """A loose tree."""

    node: Id
    name: str
    x: Place
    y: Place


class InputRecord(Struct):
    """An input's value and slider."""

    label: str
    value: float
    low: float
    high: float
    step: float
    mark: Mark


class LeafRecord(Struct):
    """A leaf within a definition."""

    label: str


class FunctionRecord(Struct):
    """A named function."""

    name: str
    definition: list[LeafRecord | str | None]
    mark: Mark


class NoteRecord(Struct):
    """A text that is pinned to a node."""

    id: Id
    node: Id
    text: str
    x: Offset
    y: Offset


class PresetRecord(Struct):
    """Values of inputs by label; `content.py` looks at each, as only it can name its place."""

    name: str
    values: dict[str, Any]


class BlankRecord(Struct):
    """The numbers of a node that are hidden for an exercise, each with what has been typed in its place."""

    node: Id
    value: str | UnsetType = UNSET
    partial: str | UnsetType = UNSET
    sum: str | UnsetType = UNSET


class Document(Struct):
    """A whole .tree file."""

    treeedit: str
    about: dict[str, Any] = {}
    roots: list[RootRecord] = []
    inputs: list[InputRecord] = []
    functions: list[FunctionRecord] = []
    folds: list[Id] = []
    notes: list[NoteRecord] = []
    presets: list[PresetRecord] = []
    blanks: list[BlankRecord] = []
    nodes: list[NodeRecord] = []


PARTS = {
    "roots": "node",
    "inputs": "label",
    "functions": "name",
    "notes": "id",
    "presets": "name",
    "blanks": "node",
    "nodes": "id",
}
"""The lists of records in a document, with the key that identifies a record in each."""

NEW_PARTS = ("folds", "notes", "presets", "blanks")
"""What version 1.1 brought."""

KNOWN = {
    "document": frozenset(Document.__struct_fields__),
    "roots": frozenset(RootRecord.__struct_fields__),
    "inputs": frozenset(InputRecord.__struct_fields__),
    "functions": frozenset(FunctionRecord.__struct_fields__),
    "notes": frozenset(NoteRecord.__struct_fields__),
    "presets": frozenset(PresetRecord.__struct_fields__),
    "blanks": frozenset(BlankRecord.__struct_fields__),
    "nodes": frozenset(NodeRecord.__struct_fields__),
    "leaf": frozenset(LeafRecord.__struct_fields__),
}
"""The keys that this version knows; others are kept as they are."""

_PART = 10_000
_MOST_PLACE = 200
_VERSION = re.compile(r"([0-9]{1,4})\.([0-9]{1,4})")
_KINDS = {
    "int": "a whole number",
    "float": "a number",
    "str": "text",
    "array": "a list",
    "object": "an object",
    "null": "null",
    "bool": "true or false",
}


def document_of(raw: Any) -> Document:
    """The document in what JSON text said. FileError with the place of the first thing that is not as it must be."""
    if not isinstance(raw, dict) or "treeedit" not in raw:
        raise FileError(
            translate("records", "this is not a drawing of treeedit: the key “treeedit” with the version is missing")
        )
    _check_version(raw["treeedit"])
    try:
        return _converted(raw)
    except msgspec.ValidationError as error:
        raise _sentence(str(error)) from None


def _converted(raw: dict[str, Any]) -> Document:
    """The records of a document, of a large one part by part, as nobody else gets a turn during a part."""
    nodes = raw.get("nodes")
    if not isinstance(nodes, list) or len(nodes) <= _PART:
        return msgspec.convert(raw, Document)
    document = msgspec.convert({**raw, "nodes": []}, Document)
    try:
        for start in range(0, len(nodes), _PART):
            pause()
            document.nodes += msgspec.convert(nodes[start : start + _PART], list[NodeRecord])
    except msgspec.ValidationError:
        return msgspec.convert(raw, Document)  # which names the place in the whole
    return document


def minor_of(version: str) -> int:
    """The minor version of a document that has been read."""
    return int(version.partition(".")[2])


def _check_version(version: Any) -> None:
    found = _VERSION.fullmatch(version) if isinstance(version, str) else None
    if found is None:
        raise fault(
            "treeedit", translate("records", "{0} is not a version such as “{1}”").format(shown(version), FIRST)
        )
    if int(found[1]) > MAJOR:
        raise fault(
            "treeedit",
            translate("records", "the format is version {0}; only a newer treeedit reads more than {1}.x").format(
                version, MAJOR
            ),
        )
    if int(found[1]) < MAJOR:
        raise fault("treeedit", translate("records", "there is no version {0} of the format").format(version))


def kind_of(value: Any) -> str:
    """What kind of value stands somewhere in a document, in words."""
    kinds = {bool: "bool", int: "int", float: "float", str: "str", list: "array", dict: "object"}
    return _KINDS[kinds.get(type(value), "null")]


def _sentence(message: str) -> FileError:
    what, _, place = message.partition(" - at `$")
    what = re.sub(r"Object missing required field `(\w+)`", r"the key “\1” is missing", what)
    what = re.sub(r"`([\w |]+)`", lambda found: _kinds(found[1]), what)
    place = shown(place.rstrip("`").lstrip("."), _MOST_PLACE)
    return fault(place or "the document", shown(what[:1].lower() + what[1:], _MOST_PLACE))


def _kinds(names: str) -> str:
    return " or ".join(_KINDS.get(name, name) for name in names.split(" | "))
