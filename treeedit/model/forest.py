"""What is on the canvas: leaves, operations, the forest they form, and questions about it.

A forest changes only by `Forest.apply(edit)`; the verbs that make an `Edit` are in `edits.py`. What can be computed
(values, partials, sets, layout) is never stored here. Nothing recurses: a sum of 50,000 terms leans to one side.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import count
from typing import Any, NamedTuple, TypeVar

from treeedit.model.operators import OPERATORS

NodeId = int

MAX_LABEL = 100
CONSTANTS: Mapping[str, float] = {"pi": math.pi}
_NUMBER = re.compile(r"(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
_PI_PRODUCT = re.compile("π[A-Za-z]")  # 2πr is a product for whoever writes it
_SUBSCRIPT_DIGITS = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")
_RESERVED = frozenset(
    name for entry in OPERATORS.values() for name in (entry.key, entry.spelling, *entry.aliases)
) | frozenset(CONSTANTS)

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
class Edit:
    """What changed, as (before, after) pairs; None stands for "not there". Undo is the same edit read backwards."""

    nodes: Pairs[NodeId, Node] = field(default_factory=dict)
    roots: Pairs[NodeId, Root] = field(default_factory=dict)
    inputs: Pairs[str, Input] = field(default_factory=dict)
    functions: Pairs[str, Function] = field(default_factory=dict)
    about: Pairs[str, str] = field(default_factory=dict)

    def inverse(self) -> Edit:
        """The edit that takes this one back."""
        return Edit(*({key: (b, a) for key, (a, b) in pairs.items()} for pairs in self._tables()))

    def then(self, later: Edit) -> Edit:
        """This edit and a later one as a single edit; what comes back to where it was vanishes."""
        return Edit(*(_joined(a, b) for a, b in zip(self._tables(), later._tables(), strict=True)))

    def is_empty(self) -> bool:
        """Whether nothing changes."""
        return not any(self._tables())

    def keeps_structure(self) -> bool:
        """Whether only input values or ranges, places, names or notes change, so that tape and sets stay valid."""
        renamed = any((a and a.name) != (b and b.name) or a is None or b is None for a, b in self.roots.values())
        appeared = any(a is None or b is None for a, b in self.inputs.values())
        return not (self.nodes or renamed or appeared or self.functions)

    def _tables(self) -> tuple[Pairs[Any, Any], ...]:
        return self.nodes, self.roots, self.inputs, self.functions, self.about


def _joined(first: Pairs[Key, Any], second: Pairs[Key, Any]) -> dict[Key, tuple[Any, Any]]:
    joined = dict(first)
    for key, (before, after) in second.items():
        start = joined[key][0] if key in joined else before
        joined[key] = (start, after)
    return {key: pair for key, pair in joined.items() if pair[0] != pair[1]}


class EditError(ValueError):
    """An edit that cannot be made; the message is a sentence for the user."""


class Forest:
    """Every node either stands at a point as a root, or sits in exactly one slot.

    nodes: what each node is. roots: the loose trees (`trees()` gives their order). inputs: one value and slider
    range per label (kept when the last leaf of a label goes, so that it comes back as it was). functions: the named
    ones. about: title and text of the document. extras: what a newer version wrote and this one only keeps.
    """

    def __init__(self) -> None:
        self.nodes: dict[NodeId, Node] = {}
        self.roots: dict[NodeId, Root] = {}
        self.inputs: dict[str, Input] = {}
        self.functions: dict[str, Function] = {}
        self.about: dict[str, str] = {}
        self.extras: dict[str, Any] = {}
        self._slots: dict[NodeId, Slot] = {}
        self._next_id: NodeId = 1

    def apply(self, edit: Edit) -> None:
        """Carry out an edit. ValueError, and no change, if its *before* is not what stands here."""
        changes = list(zip(self._tables(), edit._tables(), strict=True))
        for table, pairs in changes:
            _check_before(table, pairs)
        self._release_slots(edit.nodes)
        for table, pairs in changes:
            _write(table, pairs)
        self._fill_slots(edit.nodes)

    def _tables(self) -> tuple[dict[Any, Any], ...]:
        return self.nodes, self.roots, self.inputs, self.functions, self.about

    def _release_slots(self, pairs: Pairs[NodeId, Node]) -> None:
        for node, (before, _) in pairs.items():
            for index, operand in enumerate(operands_of(before)):
                if operand is not None and self._slots.get(operand) == (node, index):
                    del self._slots[operand]

    def _fill_slots(self, pairs: Pairs[NodeId, Node]) -> None:
        for node, (_, after) in pairs.items():
            for index, operand in enumerate(operands_of(after)):
                if operand is not None:
                    self._slots[operand] = Slot(node, index)
            self._next_id = max(self._next_id, node + 1)

    def check(self) -> None:
        """Verify the invariant of the class. ValueError with a sentence on the first thing that is wrong."""
        seen: set[NodeId] = set()
        for root in self.roots:
            if root not in self.nodes:
                raise ValueError(f"root {root} is not a node")
            for node in parents_first(self, root):
                if node in seen:
                    raise ValueError(f"node {node} sits in more than one place")
                seen.add(node)
                self._check_node(node)
        loose = next((node for node in self.nodes if node not in seen), None)
        if loose is not None:
            raise ValueError(f"node {loose} is neither a root nor an operand of a tree")
        if len(self._slots) != len(self.nodes) - len(self.roots):
            raise ValueError("the index of slots is out of step")

    def _check_node(self, node: NodeId) -> None:
        record = self.nodes[node]
        if isinstance(record, Leaf):
            if is_name(record.label) and record.label not in self.inputs:
                raise ValueError(f"the input {record.label} of node {node} has no value")
            return
        for index, operand in enumerate(record.operands):
            if operand is not None and self._slots.get(operand) != (node, index):
                raise ValueError(f"node {operand} sits in more than one place")

    def next_id(self) -> NodeId:
        """The id that the next new node gets; ids are never used twice."""
        return self._next_id

    def slot_of(self, node: NodeId) -> Slot | None:
        """The slot in which a node sits; None for a root."""
        return self._slots.get(node)

    def operands(self, node: NodeId) -> tuple[NodeId | None, ...]:
        """The operands of a node by slot; none for a leaf."""
        return operands_of(self.nodes[node])

    def occupant(self, slot: Slot) -> NodeId | None:
        """The node in a slot; None if it is empty."""
        return self.operands(slot.parent)[slot.index]

    def is_empty(self, slot: Slot) -> bool:
        """Whether a slot is there and empty."""
        operands = operands_of(self.nodes.get(slot.parent))
        return slot.index < len(operands) and operands[slot.index] is None

    def root_of(self, node: NodeId) -> NodeId:
        """The root of the tree in which a node stands."""
        slot = self._slots.get(node)
        while slot is not None:
            node = slot.parent
            slot = self._slots.get(node)
        return node

    def holds(self, node: NodeId, inner: NodeId) -> bool:
        """Whether `inner` is `node` or stands below it."""
        while inner != node:
            slot = self._slots.get(inner)
            if slot is None:
                return False
            inner = slot.parent
        return True

    def trees(self) -> list[NodeId]:
        """The roots, oldest first: the order in which trees are listed everywhere."""
        return sorted(self.roots)

    def labels(self) -> list[str]:
        """The labels of the inputs on the canvas, each once, in the order of the trees."""
        found: dict[str, None] = {}
        for root in self.trees():
            for node in operands_first(self, root):
                record = self.nodes[node]
                if isinstance(record, Leaf) and is_name(record.label):
                    found[record.label] = None
        return list(found)

    def copy(self) -> Forest:
        """An independent forest with the same content."""
        other = Forest()
        other.__dict__.update(
            {name: dict(part) if isinstance(part, dict) else part for name, part in self.__dict__.items()}
        )
        return other


def difference(before: Forest, after: Forest) -> Edit:
    """The edit that turns one forest into another."""
    return Edit(*(_differing(a, b) for a, b in zip(before._tables(), after._tables(), strict=True)))


def _differing(before: Mapping[Any, Any], after: Mapping[Any, Any]) -> dict[Any, tuple[Any, Any]]:
    keys = dict.fromkeys((*before, *after))
    return {key: (before.get(key), after.get(key)) for key in keys if before.get(key) != after.get(key)}


def _check_before(table: Mapping[Any, Any], pairs: Pairs[Any, Any]) -> None:
    for key, (before, _) in pairs.items():
        if table.get(key) != before:
            raise ValueError(f"the edit expects {before!r} at {key!r} but finds {table.get(key)!r}")


def _write(table: dict[Any, Any], pairs: Pairs[Any, Any]) -> None:
    for key, (_, after) in pairs.items():
        if after is None:
            table.pop(key, None)
        else:
            table[key] = after


def operands_of(record: Node | None) -> tuple[NodeId | None, ...]:
    """The operands of a record; none for a leaf or nothing."""
    return record.operands if isinstance(record, Operation) else ()


def parents_first(forest: Forest, root: NodeId) -> Iterator[NodeId]:
    """The nodes of a tree, each before its operands, operands from first to last."""
    stack = [root]
    while stack:
        node = stack.pop()
        yield node
        stack.extend(operand for operand in reversed(forest.operands(node)) if operand is not None)


def operands_first(forest: Forest, root: NodeId) -> list[NodeId]:
    """The nodes of a tree, each after its operands, operands from first to last; the root stands last."""
    order: list[NodeId] = []
    stack = [root]
    while stack:
        node = stack.pop()
        order.append(node)
        stack.extend(operand for operand in forest.operands(node) if operand is not None)
    order.reverse()
    return order


def expression_of(forest: Forest, root: NodeId) -> Expression:
    """A tree as an expression, empty slots included."""
    tokens: list[Leaf | str | None] = []
    stack: list[NodeId | None] = [root]
    while stack:
        node = stack.pop()
        record = None if node is None else forest.nodes[node]
        tokens.append(record.operator if isinstance(record, Operation) else record)
        stack.extend(operands_of(record))
    tokens.reverse()
    return tuple(tokens)


@lru_cache(maxsize=20_000)
def number_of(label: str) -> float | None:
    """The number that a label stands for; None if it is not a constant's label."""
    if label in CONSTANTS:
        return CONSTANTS[label]
    return float(label) if _NUMBER.fullmatch(label) else None


def is_name(label: str) -> bool:
    """Whether a label names an input (and is not a number)."""
    return number_of(label) is None


def checked_label(text: str) -> str:
    """A label as it is stored, from what somebody typed. EditError with a sentence if it cannot be one."""
    label = unicodedata.normalize("NFC", text.strip()).translate(_SUBSCRIPT_DIGITS)
    if label == "π":
        return "pi"
    if len(label) > MAX_LABEL:
        raise EditError(f"A label has at most {MAX_LABEL} characters; this one has {len(label)}.")
    number = number_of(label)
    if number is not None:
        if math.isinf(number):
            raise EditError(f"The number {label} is too large.")
        return label
    if label in _RESERVED:
        raise EditError(f"“{label}” is an operator and cannot be the label of an input.")
    if not label.isidentifier() or not all(map(_is_of_a_label, label)) or _PI_PRODUCT.match(label):
        raise EditError(f"“{_shown(label)}” is not a label: use letters, digits and _, or a number.")
    return label


def _is_of_a_label(character: str) -> bool:
    """Whether a character is a letter, a mark on one, a digit or _, and not a raised or lowered one."""
    raised = unicodedata.decomposition(character).startswith(("<super>", "<sub>"))
    return character == "_" or (unicodedata.category(character)[0] in "LMN" and not raised)


def _shown(label: str) -> str:
    return "".join(c if c.isprintable() else "�" for c in label)


def free_marks(forest: Forest) -> Iterator[int]:
    """The looks that no set of the document has, the first ones first."""
    used = {each.mark for each in forest.inputs.values()} | {each.mark for each in forest.functions.values()}
    return (mark for mark in count() if mark not in used)


def widened(given: Input) -> Input:
    """The same input with a range that holds its value."""
    return replace(given, low=min(given.low, given.value), high=max(given.high, given.value))
