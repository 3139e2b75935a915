"""The labels and names in a document: each is as it is stored, or a fault with its place.

A document is not corrected as it is read: what is not as the program would write it is refused, with what to write.
"""

from __future__ import annotations

from functools import lru_cache

from treeedit.files.fault import fault, shown
from treeedit.model.labels import checked_label, is_name
from treeedit.model.records import EditError


@lru_cache(maxsize=4096)
def _refusal(label: str) -> str | None:
    """Why a text is not a label as it is stored."""
    try:
        stored = checked_label(label)
    except EditError as error:
        return str(error)
    return None if stored == label else f"“{shown(label)}” is not a label; write it “{stored}”"


def label_at(label: str, part: str, i: int, key: str = "label") -> str:
    """A leaf's label. FileError if it cannot be one."""
    refusal = _refusal(label)
    if refusal is not None:
        raise fault(f"{part}[{i}].{key}", refusal)
    return label


def name_at(label: str, part: str, i: int, key: str = "name") -> str:
    """A label that is no number. FileError if it is one, or no label."""
    if not is_name(label_at(label, part, i, key)):
        raise fault(f"{part}[{i}].{key}", f"“{label}” is a number and cannot be a name")
    return label
