"""The labels and names in a document: each is as it is stored, or a fault with its place.

A document is not corrected as it is read: what is not as the program would write it is refused, with what to write.
An older spelling stays, x_1 for x1. Where a document has both, they are one input if their values agree; else the
second is set as it is spelt, which its label says by a mark that no file holds.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from treeedit.files.fault import fault, shown
from treeedit.model.labels import AS_SPELT, MAX_LABEL, as_spelt, canonical_label, checked_spelling, is_name
from treeedit.model.records import EditError, Input
from treeedit.words import translate


@lru_cache(maxsize=4096)
def _refusal(label: str) -> str | None:
    """Why a text is not a label as it is stored."""
    try:
        stored = checked_spelling(label)
    except EditError as error:
        stored = _number_in(label)
        if not stored:
            return str(error)
    return None if stored == label else f"“{shown(label)}” is not a label; write it “{stored}”"


def _number_in(label: str) -> str:
    """How a number is written that a text says in other digits, １２ for 12; "" if it says none."""
    written = canonical_label(label)
    return written if written != label and len(written) <= MAX_LABEL and not is_name(written) else ""


def label_at(label: str, part: str, i: int, key: str = "label") -> str:
    """A leaf's label. FileError if it cannot be one."""
    refusal = _refusal(label)
    if refusal is not None:
        raise fault(f"{part}[{i}].{key}", refusal)
    return label


def name_at(label: str, part: str, i: int, key: str = "name") -> str:
    """A label that is no number. FileError if it is one, in whatever digits, or no label."""
    if _number_in(label) if _refusal(label) is not None else not is_name(label):
        words = translate("labels", "“{0}” is a number and cannot be a name")
        raise fault(f"{part}[{i}].{key}", words.format(shown(label)))
    return label_at(label, part, i, key)


def spellings_of(inputs: Mapping[str, Input]) -> dict[str, str]:
    """What to read for each label of a document that is set like another one."""
    alike: dict[str, list[str]] = {}
    for label in inputs:
        alike.setdefault(canonical_label(label), []).append(label)
    read: dict[str, str] = {}
    for labels in alike.values():
        first, *others = sorted(labels, key=_is_set_like_itself, reverse=True)
        for other in others:
            read[other] = first if inputs[other].value == inputs[first].value else other + AS_SPELT
    return read


def _is_set_like_itself(label: str) -> bool:
    """Whether a label that is set as it is spelt would look as usual, so that another one must be set so: θ."""
    return len(as_spelt(label)) == 1
