"""How much of a file a document takes: an upper estimate, record by record, so that an edit's share is known before.

Bytes are those of the compact form, which is written where the usual one does not fit; the estimate of a tree is some
tenth above what is written. Objects are what `limits.py` counts in a file before it is read. Nothing is encoded for it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

from treeedit.files.limits import MAX_BYTES, MAX_NODES, MAX_OBJECTS
from treeedit.model.forest import Forest
from treeedit.model.records import (
    Blank,
    Edit,
    Expression,
    Function,
    Input,
    Leaf,
    Node,
    NodeId,
    Note,
    Preset,
    Root,
)
from treeedit.words import translate

_FLOAT = 26
"""Bytes of a number with its comma."""
_WHOLE = 16
_ENDS, _PARTS = 300, 12
"""The keys and brackets of the whole document."""


class Weight(NamedTuple):
    """Bytes and objects that a document takes in a file at most, or by which it grows."""

    bytes: int = 0
    objects: int = 0

    def plus(self, more: Weight) -> Weight:
        """Both together."""
        return Weight(self.bytes + more.bytes, self.objects + more.objects)

    def share(self) -> float:
        """How much of what a file can hold this is; 1 is all of it."""
        return max(self.bytes / MAX_BYTES, self.objects / MAX_OBJECTS)


def weight_of(forest: Forest) -> Weight:
    """What a document takes."""
    found = _kept(forest.extras)
    for weigh, table in zip(_WEIGHED, forest.tables(), strict=True):
        found = found.plus(_sum(weigh, table.items()))
    return found


def growth_of(edit: Edit) -> Weight:
    """By how much a document grows with an edit; less than nothing if it shrinks."""
    found = Weight()
    for weigh, pairs in zip(_WEIGHED, edit.tables(), strict=True):
        if pairs:
            after = _sum(weigh, ((key, pair[1]) for key, pair in pairs.items()))
            before = _sum(weigh, ((key, pair[0]) for key, pair in pairs.items()))
            found = found.plus(Weight(after.bytes - before.bytes, after.objects - before.objects))
    return found


def refusal_of(weight: Weight, growth: Weight) -> str:
    """Why a document must not grow so, as a sentence; "" if it may. It may always shrink."""
    after = weight.plus(growth)
    if (growth.bytes > 0 and after.bytes > MAX_BYTES) or (growth.objects > 0 and after.objects > MAX_OBJECTS):
        words = translate("weight", "This would make the document too large for a file: {0:,} nodes, or {1} MiB.")
        return words.format(MAX_NODES, MAX_BYTES >> 20)
    return ""


def _sum(weigh: _Weigh, records: Iterable[tuple[Any, Any]]) -> Weight:
    size, objects = 0, 0
    for key, record in records:
        if record is not None:
            more = weigh(key, record)
            size += more[0]
            objects += more[1]
    return Weight(size, objects)


def _kept(extras: Mapping[str, Any]) -> Weight:
    """What is kept of a newer version, whether its records are still there or not."""
    if not extras:
        return Weight(_ENDS, _PARTS)
    plain = {part: _plain(table) for part, table in extras.items()}
    size, objects = _text_weight(json.dumps(plain, ensure_ascii=False, default=list))
    return Weight(_ENDS + size, _PARTS + objects)


def _plain(table: Any) -> Any:
    """The same with keys that JSON has."""
    return list(table.items()) if isinstance(table, dict) else table


def _bytes(word: str) -> int:
    """Of a word in which nothing needs an escape."""
    return len(word) if word.isascii() else len(word.encode(errors="replace"))


def _text_weight(text: str) -> tuple[int, int]:
    """Of any text, in quotation marks."""
    size = len(json.dumps(text, ensure_ascii=False).encode(errors="replace"))
    return size, text.count("{") + text.count("[")


def _node(node: NodeId, record: Node) -> tuple[int, int]:
    digits = len(str(node))
    if isinstance(record, Leaf):
        return 20 + digits + _bytes(record.label), 1
    operands = sum([5 if each is None else len(str(each)) + 1 for each in record.operands])
    return 36 + digits + len(record.operator) + operands, 1


def _root(_: NodeId, record: Root) -> tuple[int, int]:
    return 36 + _WHOLE + _bytes(record.name) + 2 * _FLOAT, 1


def _input(label: str, _: Input) -> tuple[int, int]:
    return 70 + _bytes(label) + 4 * _FLOAT, 1


def _function(name: str, record: Function) -> tuple[int, int]:
    return 60 + _bytes(name) + _expression(record.definition), 2 + len(record.definition)


def _expression(expression: Expression) -> int:
    return sum(
        [13 + _bytes(each.label) if isinstance(each, Leaf) else 3 + len(each) if each else 5 for each in expression]
    )


def _about(key: str, text: str) -> tuple[int, int]:
    (size, objects), (more, others) = _text_weight(key), _text_weight(text)
    return size + more + 2, objects + others


def _fold(_: NodeId, __: bool) -> tuple[int, int]:
    return _WHOLE + 1, 0


def _note(_: int, record: Note) -> tuple[int, int]:
    size, objects = _text_weight(record.text)
    return 45 + 2 * _WHOLE + 2 * _FLOAT + size, 1 + objects


def _preset(name: str, record: Preset) -> tuple[int, int]:
    size, objects = _text_weight(name)
    values = sum([_FLOAT + 4 + _bytes(label) for label, _ in record.values])
    return 25 + size + values, 2 + objects + len(record.values)


def _blank(_: Blank, text: str) -> tuple[int, int]:
    size, objects = _text_weight(text)
    return 25 + _WHOLE + size, 1 + objects


_Weigh = Callable[[Any, Any], tuple[int, int]]
_WEIGHED: tuple[_Weigh, ...] = (_node, _root, _input, _function, _about, _fold, _note, _preset, _blank)
"""What weighs a record with its key, in the order of `Forest.tables`."""
