"""What is dragged from the palette, as drag data: JSON of a type of our own, read with suspicion."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import QMimeData

from treeedit.canvas.targets import Load
from treeedit.model.labels import checked_label
from treeedit.model.operators import OPERATORS
from treeedit.model.records import EditError, Expression, Leaf

LOAD_TYPE = "application/x-treeedit-load+json"


def load_data(expression: Expression) -> QMimeData:
    """An expression as drag data, as JSON of our own type."""
    tokens = [{"label": token.label} if isinstance(token, Leaf) else token for token in expression]
    data = QMimeData()
    data.setData(LOAD_TYPE, msgspec.json.encode(tokens))
    return data


def load_of(data: QMimeData) -> Load | None:
    """The load that drag data carry; None if they are not ours or not sound."""
    if not data.hasFormat(LOAD_TYPE):
        return None
    try:
        tokens = msgspec.json.decode(data.data(LOAD_TYPE).data(), type=list[_Leaf | str | None])
    except msgspec.DecodeError:
        return None
    expression = tuple(Leaf(token.label) if isinstance(token, _Leaf) else token for token in tokens)
    return Load(expression) if _is_one_tree(expression) else None


class _Leaf(msgspec.Struct):
    label: str


def _is_one_tree(expression: Expression) -> bool:
    """Whether tokens from anywhere are a tree, operands first, of operators and labels that there are."""
    depth = 0
    for token in expression:
        arity = 0
        if isinstance(token, str):
            arity = OPERATORS[token].arity if token in OPERATORS else depth + 1
        if arity > depth or (isinstance(token, Leaf) and not _is_label(token.label)):
            return False
        depth += 1 - arity
    return depth == 1 and expression[-1] is not None


def _is_label(text: str) -> bool:
    try:
        return checked_label(text) == text
    except EditError:
        return False
