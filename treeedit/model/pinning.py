"""The verbs for notes: texts that are pinned to nodes.

A note is plain text; `text_fault` has the one rule of what it may say, for verbs and files alike. Its number is never
that of another note of the document.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import count

from treeedit.model.forest import Forest
from treeedit.model.records import MAX_ID, Edit, EditError, NodeId, Note, Point
from treeedit.words import translate

MAX_TEXT = 2000
FARTHEST = 1e6
_LINE_ENDS = {ord("\u2028"): "\n", ord("\u2029"): "\n", ord("\x0b"): "\n", ord("\x0c"): "\n", ord("\x85"): "\n"}


def pin_note(forest: Forest, node: NodeId, text: str, offset: Point) -> Edit:
    """Pin a new note to a node. EditError if it says nothing, or too much."""
    note = Note(_checked_node(forest, node), checked_text(text), _checked_offset(offset))
    return Edit(notes={next(free_numbers(forest)): (None, note)})


def change_note(forest: Forest, number: int, text: str) -> Edit:
    """Let a note say something else; one that says nothing goes."""
    note = _note(forest, number)
    if not _cleaned(text):
        return Edit(notes={number: (note, None)})
    return _put(number, note, replace(note, text=checked_text(text)))


def move_note(forest: Forest, number: int, offset: Point) -> Edit:
    """Let a note stand elsewhere beside its node."""
    note = _note(forest, number)
    return _put(number, note, replace(note, offset=_checked_offset(offset)))


def repin_note(forest: Forest, number: int, node: NodeId, offset: Point) -> Edit:
    """Pin a note to another node."""
    note = _note(forest, number)
    return _put(number, note, replace(note, node=_checked_node(forest, node), offset=_checked_offset(offset)))


def remove_notes(forest: Forest, numbers: Iterable[int]) -> Edit:
    """Take notes away."""
    return Edit(notes={number: (_note(forest, number), None) for number in numbers})


def checked_text(text: str) -> str:
    """A note's text as it is stored, from what somebody typed or pasted. EditError with a sentence if it cannot be."""
    cleaned = _cleaned(text)
    fault = text_fault(cleaned)
    if fault:
        raise EditError(fault)
    return cleaned


def text_fault(text: str) -> str:
    """Why a text cannot be a note's, as a sentence; "" if it can."""
    if not text.strip():
        return translate("pinning", "A note needs a text.")
    if len(text) > MAX_TEXT:
        return translate("pinning", "A note has at most {0:,} characters; this one has {1:,}.").format(
            MAX_TEXT, len(text)
        )
    if not all(map(_is_of_a_text, text)):
        return translate("pinning", "A note is plain text; it has no control characters but line ends.")
    return ""


def _cleaned(text: str) -> str:
    """Line ends of all kinds as one kind, a tab as a space, and nothing else that is not text."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ").translate(_LINE_ENDS)
    return unicodedata.normalize("NFC", "".join(filter(_is_of_a_text, lines)).strip())


def _is_of_a_text(character: str) -> bool:
    return character == "\n" or unicodedata.category(character) not in ("Cc", "Cs")


def free_numbers(forest: Forest, taken: Iterable[int] = ()) -> Iterator[int]:
    """Numbers that no note has; nor those of which a newer version has told something, nor some that are taken."""
    used = {*forest.notes, *forest.extras.get("notes", ()), *taken}
    yield from range(max(used, default=0) + 1, MAX_ID + 1)
    yield from (number for number in count(1) if number not in used)


def _checked_offset(offset: Point) -> Point:
    if not all(abs(part) <= FARTHEST for part in offset):  # which NaN is not either
        raise EditError(translate("pinning", "A note cannot stand that far from its node."))
    return Point(float(offset.x), float(offset.y))


def _checked_node(forest: Forest, node: NodeId) -> NodeId:
    if node not in forest.nodes:
        raise EditError(translate("pinning", "There is no node {0}.").format(node))
    return node


def _note(forest: Forest, number: int) -> Note:
    if number not in forest.notes:
        raise EditError(translate("pinning", "There is no note {0}.").format(number))
    return forest.notes[number]


def _put(number: int, before: Note, after: Note) -> Edit:
    return Edit() if before == after else Edit(notes={number: (before, after)})
