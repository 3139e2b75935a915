"""What hangs on the nodes of trees that are copied: folds and notes, told by the place of each node among them.

An expression says what a tree is and nothing of how it is shown; belongings say that, without ids, so that they can be
carried to another document. Places count from 0, operands first, through one tree after the other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import NamedTuple

from treeedit.model.forest import Forest, operands_first
from treeedit.model.pinning import free_numbers
from treeedit.model.records import Edit, NodeId, Note, Operation, Point


class CarriedNote(NamedTuple):
    """A note on its way: the place of its node, its text, how far it stands from its node."""

    place: int
    text: str
    offset: Point


class Belongings(NamedTuple):
    """folds: the places of operations that are folded."""

    folds: tuple[int, ...] = ()
    notes: tuple[CarriedNote, ...] = ()

    def moved(self, by: int) -> Belongings:
        """The same on nodes that stand so many places further on."""
        notes = (note._replace(place=note.place + by) for note in self.notes)
        return Belongings(tuple(place + by for place in self.folds), tuple(notes))

    def joined(self, others: Belongings) -> Belongings:
        """These and others."""
        return Belongings(self.folds + others.folds, self.notes + others.notes)


NOTHING = Belongings()


def belongings_of(forest: Forest, nodes: Iterable[NodeId]) -> Belongings:
    """What hangs on some subtrees, one after the other."""
    holders = {*forest.folds, *(note.node for note in forest.notes.values())}
    if not holders:
        return NOTHING
    order = (each for node in nodes for each in operands_first(forest, node))
    places: dict[NodeId, list[int]] = {}
    for place, node in enumerate(order):
        if node in holders:
            places.setdefault(node, []).append(place)
    folds = sorted(place for node in forest.folds for place in places.get(node, ()))
    return Belongings(tuple(folds), tuple(_notes(forest, places)))


def _notes(forest: Forest, places: dict[NodeId, list[int]]) -> Iterator[CarriedNote]:
    for note in forest.notes.values():
        for place in places.get(note.node, ()):
            yield CarriedNote(place, note.text, note.offset)


def with_belongings(forest: Forest, edit: Edit, belongings: Belongings) -> Edit:
    """An edit that grows trees, in which what belongs to them comes along."""
    if belongings == NOTHING:
        return edit
    grown = sorted(node for node, (before, _) in edit.nodes.items() if before is None)
    records = {node: after for node, (_, after) in edit.nodes.items()}
    folded = (grown[place] for place in belongings.folds)
    folds = {node: (None, True) for node in folded if isinstance(records[node], Operation)}
    numbers = free_numbers(forest, edit.notes)
    notes = {
        number: (None, Note(grown[note.place], note.text, note.offset))
        for number, note in zip(numbers, belongings.notes, strict=False)
    }
    return replace(edit, folds={**edit.folds, **folds}, notes={**edit.notes, **notes})
