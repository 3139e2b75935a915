"""What is pinned to the trees of a document: folds, notes, presets and blanks; each fault with its place."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from treeedit.files.fault import fault, shown
from treeedit.files.labels import name_at
from treeedit.files.records import Document, PresetRecord, kind_of
from treeedit.model.exercises import KINDS, answer_fault
from treeedit.model.pinning import text_fault
from treeedit.model.presets import checked_preset_name
from treeedit.model.records import Blank, EditError, Leaf, Node, NodeId, Note, Point, Preset
from treeedit.words import translate


def folds_of(document: Document, nodes: Mapping[NodeId, Node]) -> dict[NodeId, bool]:
    """The operations that are folded."""
    folds: dict[NodeId, bool] = {}
    for i, node in enumerate(document.folds):
        _check_node(node, nodes, f"folds[{i}]")
        if isinstance(nodes[node], Leaf):
            raise fault(f"folds[{i}]", translate("pinned", "node {0} is a leaf and has nothing to fold").format(node))
        if node in folds:
            raise fault(f"folds[{i}]", translate("pinned", "node {0} is folded already").format(node))
        folds[node] = True
    return folds


def notes_of(document: Document, nodes: Mapping[NodeId, Node]) -> dict[int, Note]:
    """The notes by number."""
    notes: dict[int, Note] = {}
    for i, record in enumerate(document.notes):
        if record.id in notes:
            raise fault(f"notes[{i}].id", translate("pinned", "there already is a note {0}").format(record.id))
        _check_node(record.node, nodes, f"notes[{i}].node")
        refusal = text_fault(record.text)
        if refusal:
            raise fault(f"notes[{i}].text", refusal)
        notes[record.id] = Note(record.node, record.text, Point(record.x, record.y))
    return notes


def _check_node(node: NodeId, nodes: Mapping[NodeId, Node], place: str) -> None:
    if node not in nodes:
        raise fault(place, translate("pinned", "there is no node {0}").format(node))


def blanks_of(document: Document, nodes: Mapping[NodeId, Node]) -> dict[Blank, str]:
    """The numbers that are hidden for an exercise, with the answers."""
    blanks: dict[Blank, str] = {}
    seen: set[NodeId] = set()
    for i, record in enumerate(document.blanks):
        _check_node(record.node, nodes, f"blanks[{i}].node")
        found = {kind: text for kind in KINDS if isinstance(text := getattr(record, kind), str)}
        if not found:
            raise fault(
                f"blanks[{i}]",
                translate("pinned", "nothing of the node is hidden: give it a value, a partial or a sum"),
            )
        if record.node in seen:
            raise fault(f"blanks[{i}].node", translate("pinned", "node {0} already has its blanks").format(record.node))
        seen.add(record.node)
        for kind, text in found.items():
            if refusal := answer_fault(text):
                raise fault(f"blanks[{i}].{kind}", refusal)
            blanks[Blank(kind, record.node)] = text
    return blanks


def presets_of(document: Document, read: Mapping[str, str]) -> dict[str, Preset]:
    """The presets by name. read: what to read for some labels."""
    presets: dict[str, Preset] = {}
    for i, record in enumerate(document.presets):
        name = _preset_name(record.name, i)
        if name in presets:
            raise fault(
                f"presets[{i}].name", translate("pinned", "there already are values kept as “{0}”").format(name)
            )
        presets[name] = _preset(record, i, read)
    return presets


def _preset_name(name: str, i: int) -> str:
    try:
        stored = checked_preset_name(name)
    except EditError as error:
        raise fault(f"presets[{i}].name", str(error)) from None
    if stored != name:
        raise fault(
            f"presets[{i}].name",
            translate("pinned", "“{0}” is not a name for values; write it “{1}”").format(shown(name), stored),
        )
    return name


def _preset(record: PresetRecord, i: int, read: Mapping[str, str]) -> Preset:
    labels = [name_at(label, "presets", i, f"values.{shown(label)}") for label in record.values]
    values = {label: _number(record.values[label], f"presets[{i}].values.{label}") for label in labels}
    return Preset(tuple({read.get(label, label): value for label, value in values.items()}.items()))


def _number(value: Any, place: str) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise fault(place, translate("pinned", "expected a number, got {0}").format(kind_of(value)))
    try:
        number = float(value)
    except OverflowError:
        number = math.inf
    if not math.isfinite(number):
        raise fault(place, translate("pinned", "the number is too large"))
    return number
