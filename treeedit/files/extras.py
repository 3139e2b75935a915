"""What a newer version has said in a document, in keys that this version does not know and only keeps.

`Forest.extras` has the shape of the document: `treeedit` is the version if it is newer than ours; `more` has the
unknown keys of the document and `about` those of its note; `roots`, `inputs`, `functions`, `notes`, `presets`,
`blanks` and `nodes` map a node, a label, a name or a number to the unknown keys of its record, and `definitions` maps
the name of a function to those of its leaves. Those of a record that is gone are not written, and those of a leaf only
while the function means the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sized
from typing import Any, NamedTuple

from treeedit.files.fault import FileError, fault, shown
from treeedit.files.limits import LONGEST_KEPT, MAX_DEPTH, MAX_OBJECTS
from treeedit.files.records import KNOWN, MINOR, PARTS, minor_of
from treeedit.model.forest import Forest
from treeedit.model.patience import patiently
from treeedit.model.records import Expression, Leaf
from treeedit.words import translate

LEAVES = "definitions"
"""Where the unknown keys of the leaves of definitions are kept."""


class Leaves(NamedTuple):
    """The unknown keys of a definition's leaves by their place in it, and how the definition was built."""

    built: tuple[str | None, ...]
    keys: Mapping[int, Mapping[str, Any]]


def extras_of(raw: Mapping[str, Any], forest: Forest) -> dict[str, Any]:
    """What is to be kept of a document that has become a forest. FileError if it is too much to be written again."""
    about = {key: value for key, value in raw.get("about", {}).items() if not isinstance(value, str)}
    extras: dict[str, Any] = {"more": _unknown(raw, "document"), "about": about}
    for part, key in PARTS.items():
        found = {row[key]: _unknown(row, part) for row in patiently(raw.get(part, ()))}
        extras[part] = {name: unknown for name, unknown in found.items() if unknown}
    leaves = {row["name"]: _leaves(row["definition"]) for row in raw.get("functions", ())}
    _check({**extras, LEAVES: {name: unknown for name, unknown in leaves.items() if unknown}})
    extras[LEAVES] = {
        name: Leaves(_built(forest.functions[name].definition), unknown) for name, unknown in leaves.items() if unknown
    }
    kept = {part: unknown for part, unknown in extras.items() if unknown}
    return kept | ({"treeedit": raw["treeedit"]} if minor_of(raw["treeedit"]) > MINOR else {})


def leaf_keys(forest: Forest, name: str) -> Mapping[int, Mapping[str, Any]]:
    """The unknown keys of the leaves of a function's definition, by place."""
    kept = forest.extras.get(LEAVES, {}).get(name)
    return kept.keys if kept is not None and kept.built == _built(forest.functions[name].definition) else {}


def _built(definition: Expression) -> tuple[str | None, ...]:
    """A definition without its labels: another name for an input leaves it as it was built."""
    return tuple("" if isinstance(token, Leaf) else token for token in definition)


def _leaves(definition: Iterable[Any]) -> dict[int, dict[str, Any]]:
    found = ((i, _unknown(token, "leaf")) for i, token in enumerate(definition) if isinstance(token, dict))
    return {i: unknown for i, unknown in found if unknown}


def _unknown(row: Mapping[str, Any], kind: str) -> dict[str, Any]:
    known = KNOWN[kind]
    if row.keys() <= known:
        return {}
    return {key: value for key, value in row.items() if key not in known}


def _check(extras: Mapping[str, Mapping[Any, Any]]) -> None:
    """Refuse what could be read but perhaps not be written again, or would fill the memory."""
    seen = 0
    for part, table in extras.items():
        seen = _counted(seen, table)
        for name, value in table.items():
            stack = [(each, 1) for each in (name, value) if isinstance(each, dict | list | str)]
            while stack:
                each, depth = stack.pop()
                if refusal := kept_fault(each, depth):
                    raise fault(shown(name) if part in ("more", "about") else part, refusal)
                if not isinstance(each, str):
                    seen = _counted(seen, each)
                    inner = [*each.keys(), *each.values()] if isinstance(each, dict) else each
                    stack += [(one, depth + 1) for one in inner if isinstance(one, dict | list | str)]


def _counted(seen: int, more: Sized) -> int:
    """How much there is with what a list or an object holds, keys and values. FileError if that is too much."""
    seen += len(more) * (1 + isinstance(more, Mapping))
    if seen > MAX_OBJECTS:
        words = translate("extras", "the file says more than {0:,} things that this version does not know")
        raise FileError(words.format(MAX_OBJECTS))
    return seen


def kept_fault(value: Any, depth: int = 1) -> str:
    """Why a value, if it is a text, a list or an object, cannot be kept, as a sentence; "" if it can."""
    if depth > MAX_DEPTH:
        return translate("extras", "it is nested too deeply")
    if isinstance(value, str) and len(value) > LONGEST_KEPT:
        words = translate("extras", "a text that this version does not know has at most {0:,} characters, not {1:,}")
        return words.format(LONGEST_KEPT, len(value))
    return ""
