"""What a document is made of: leaves and operations, where trees stand, values of inputs, and an edit of all of these.

Records only, and never changed; what they mean together is `forest.py`'s, what may be done with them `edits.py`'s.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple, TypeVar

from treeedit.words import RefusalError

NodeId = int
MAX_ID = 2**53
"""The largest number of a node or a note: whatever reads a document exactly reads whole numbers up to it."""
Key = TypeVar("Key")
Record = TypeVar("Record")
Pairs = Mapping[Key, tuple[Record | None, Record | None]]


class Slot(NamedTuple):
    """A place for an operand: the index-th of its parent."""

    parent: NodeId
    index: int  # type: ignore[assignment]  # hides tuple.index, which nobody needs here


Cursor = NodeId | Slot
"""A place that can be chosen: a node, or an empty slot."""


class Point(NamedTuple):
    """A place on the canvas, in pixels at 100 %; y grows downwards."""

    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Leaf:
    """A node without operands: an input, if its label is a name, or a constant, if it is a number."""

    label: str


@dataclass(frozen=True, slots=True)
class Operation:
    """A node that applies an operator; None among the operands is an empty slot."""

    operator: str
    operands: tuple[NodeId | None, ...]


Node = Leaf | Operation
Expression = tuple[Leaf | str | None, ...]
"""A tree without ids, operands first: leaves, operator keys, and None for an empty slot."""


class Root(NamedTuple):
    """Where a loose tree stands (the centre of its root node) and what it is called."""

    point: Point
    name: str


@dataclass(frozen=True, slots=True)
class Input:
    """The value that all leaves of a label share, the range of its slider, and its set's look (0, 1, ...)."""

    value: float = 1.0
    low: float = -5.0
    high: float = 5.0
    step: float = 0.1
    mark: int = 0


@dataclass(frozen=True, slots=True)
class Function:
    """A name's meaning: the expression that every instance of it repeats, and its set's look."""

    definition: Expression
    mark: int = 0


@dataclass(frozen=True, slots=True)
class Note:
    """A text pinned to a node, which moves along with it; offset: where it stands from the node's centre, in pixels.

    Plain text; what stands between dollar signs is LaTeX mathematics.
    """

    node: NodeId
    text: str
    offset: Point


@dataclass(frozen=True, slots=True)
class Preset:
    """Values of inputs that are kept together, as (label, value) in the order of the labels."""

    values: tuple[tuple[str, float], ...]


class Blank(NamedTuple):
    """A number that is hidden for an exercise: the value or the partial of a node, or the sum of the set it is in.

    kind: "value", "partial" or "sum"; of a sum, the node is the first member of the set.
    """

    kind: str
    node: NodeId


@dataclass(frozen=True, slots=True)
class Edit:
    """What changed, as (before, after) pairs; None stands for "not there". Undo is the same edit read backwards."""

    nodes: Pairs[NodeId, Node] = field(default_factory=dict)
    roots: Pairs[NodeId, Root] = field(default_factory=dict)
    inputs: Pairs[str, Input] = field(default_factory=dict)
    functions: Pairs[str, Function] = field(default_factory=dict)
    about: Pairs[str, str] = field(default_factory=dict)
    folds: Pairs[NodeId, bool] = field(default_factory=dict)
    notes: Pairs[int, Note] = field(default_factory=dict)
    presets: Pairs[str, Preset] = field(default_factory=dict)
    blanks: Pairs[Blank, str] = field(default_factory=dict)

    def inverse(self) -> Edit:
        """The edit that takes this one back."""
        return Edit(*({key: (b, a) for key, (a, b) in pairs.items()} for pairs in self.tables()))

    def then(self, later: Edit) -> Edit:
        """This edit and a later one as a single edit; what comes back to where it was vanishes."""
        return Edit(*(_joined(a, b) for a, b in zip(self.tables(), later.tables(), strict=True)))

    def is_empty(self) -> bool:
        """Whether nothing changes."""
        return not any(self.tables())

    def changes_values(self) -> bool:
        """Whether an input that is there before and after gets another value."""
        return any(a is not None and b is not None and a.value != b.value for a, b in self.inputs.values())

    def keeps_structure(self) -> bool:
        """Whether nothing changes that tape and sets follow from: values, ranges, places, folds, notes, presets may."""
        renamed = any((a and a.name) != (b and b.name) or a is None or b is None for a, b in self.roots.values())
        appeared = any(a is None or b is None for a, b in self.inputs.values())
        return not (self.nodes or renamed or appeared or self.functions)

    def tables(self) -> tuple[Pairs[Any, Any], ...]:
        """The pairs by table, in the order of `Forest.tables`."""
        return (
            self.nodes,
            self.roots,
            self.inputs,
            self.functions,
            self.about,
            self.folds,
            self.notes,
            self.presets,
            self.blanks,
        )


def _joined(first: Pairs[Key, Any], second: Pairs[Key, Any]) -> dict[Key, tuple[Any, Any]]:
    joined = dict(first)
    for key, (before, after) in second.items():
        start = joined[key][0] if key in joined else before
        joined[key] = (start, after)
    return {key: pair for key, pair in joined.items() if pair[0] != pair[1]}


class EditError(RefusalError):
    """An edit that cannot be made; the message is a sentence for the user."""


def operands_of(record: Node | None) -> tuple[NodeId | None, ...]:
    """The operands of a record; none for a leaf or nothing."""
    return record.operands if isinstance(record, Operation) else ()


def widened(given: Input) -> Input:
    """The same input with a range that holds its value."""
    return replace(given, low=min(given.low, given.value), high=max(given.high, given.value))
