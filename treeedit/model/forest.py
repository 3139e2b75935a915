"""The forest that the records form: what is on the canvas, and questions about it.

A forest changes only by `Forest.apply(edit)`; the verbs that make an `Edit` are in `edits.py`. What can be computed
(values, partials, sets, layout) is never stored here. Nothing recurses: a sum of 50,000 terms leans to one side.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import count
from typing import Any, ClassVar

from treeedit.model.labels import Spellings, is_name
from treeedit.model.patience import patiently
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
    Operation,
    Pairs,
    Preset,
    Root,
    Slot,
    operands_of,
)


class Forest:
    """Every node either stands at a point as a root, or sits in exactly one slot.

    nodes: what each node is. roots: the loose trees (`trees()` gives their order). inputs: one value and slider
    range per label (kept when the last leaf of a label goes, so that it comes back as it was). functions: the named
    ones. about: title and text of the document. folds: the operations that are drawn as one node with all below them.
    notes: texts pinned to nodes, by number. presets: values of inputs kept by name. blanks: numbers
    that are hidden for an exercise, with what has been typed in their place. extras: what a newer version wrote and
    this one only keeps.
    """

    sketch: ClassVar[Callable[[Forest], str | None] | None] = None
    """How a notebook draws a forest. Whoever knows of pictures says it (the package itself); nothing here does."""

    def __init__(self) -> None:
        self.nodes: dict[NodeId, Node] = {}
        self.roots: dict[NodeId, Root] = {}
        self.inputs: dict[str, Input] = {}
        self.functions: dict[str, Function] = {}
        self.about: dict[str, str] = {}
        self.folds: dict[NodeId, bool] = {}
        self.notes: dict[int, Note] = {}
        self.presets: dict[str, Preset] = {}
        self.blanks: dict[Blank, str] = {}
        self.extras: dict[str, Any] = {}
        self._slots: dict[NodeId, Slot] = {}
        self._next_id: NodeId = 1

    def apply(self, edit: Edit) -> None:
        """Carry out an edit. ValueError, and no change, if its *before* is not what stands here."""
        changes = list(zip(self.tables(), edit.tables(), strict=True))
        for table, pairs in changes:
            _check_before(table, pairs)
        self._release_slots(edit.nodes)
        for table, pairs in changes:
            _write(table, pairs)
        self._fill_slots(edit.nodes)

    def tables(self) -> tuple[dict[Any, Any], ...]:
        """All that an edit can change, table by table."""
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

    def _release_slots(self, pairs: Pairs[NodeId, Node]) -> None:
        for node, (before, _) in patiently(pairs.items()):
            for index, operand in enumerate(operands_of(before)):
                if operand is not None and self._slots.get(operand) == (node, index):
                    del self._slots[operand]

    def _fill_slots(self, pairs: Pairs[NodeId, Node]) -> None:
        for node, (_, after) in patiently(pairs.items()):
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
            for node in patiently(parents_first(self, root)):
                if node in seen:
                    raise ValueError(f"node {node} sits in more than one place")
                seen.add(node)
                self._check_node(node)
        loose = next((node for node in self.nodes if node not in seen), None)
        if loose is not None:
            raise ValueError(f"node {loose} is neither a root nor an operand of a tree")
        if len(self._slots) != len(self.nodes) - len(self.roots):
            raise ValueError("the index of slots is out of step")
        self._check_pinned()

    def _check_pinned(self) -> None:
        for node in self.folds:
            if not isinstance(self.nodes.get(node), Operation):
                raise ValueError(f"node {node} is folded but is no operation")
        for number, note in self.notes.items():
            if note.node not in self.nodes:
                raise ValueError(f"note {number} is pinned to node {note.node}, which is not there")
        for blank in self.blanks:
            if blank.node not in self.nodes:
                raise ValueError(f"a {blank.kind} of node {blank.node} is hidden, which is not there")

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

    def names(self) -> Spellings:
        """What a text for this document may mean by a name: its inputs, functions and trees.

        An input without leaves is one of them, so that it comes back; but e then is Euler's number again.
        """
        inputs = self.inputs.keys() if self.has_e() else self.inputs.keys() - {"e"}
        return Spellings(inputs, {*self.functions, *(root.name for root in self.roots.values())} - inputs)

    def has_e(self) -> bool:
        """Whether something here is called e, so that e is not Euler's number."""
        if "e" in self.functions or any(root.name == "e" for root in self.roots.values()):
            return True
        definitions = (function.definition for function in self.functions.values())
        leaf = Leaf("e")
        return "e" in self.inputs and (leaf in self.nodes.values() or any(leaf in each for each in definitions))

    def _repr_svg_(self) -> str | None:
        """What a notebook shows; its plain text, if that is None."""
        return None if Forest.sketch is None else Forest.sketch(self)

    def copy(self) -> Forest:
        """An independent forest with the same content."""
        other = Forest()
        other.__dict__.update(
            {name: dict(part) if isinstance(part, dict) else part for name, part in self.__dict__.items()}
        )
        return other


def difference(before: Forest, after: Forest) -> Edit:
    """The edit that turns one forest into another."""
    return Edit(*(_differing(a, b) for a, b in zip(before.tables(), after.tables(), strict=True)))


def _differing(before: Mapping[Any, Any], after: Mapping[Any, Any]) -> dict[Any, tuple[Any, Any]]:
    changed = {key: (value, after.get(key)) for key, value in before.items() if value != after.get(key)}
    return changed | {key: (None, value) for key, value in after.items() if key not in before}


def _check_before(table: Mapping[Any, Any], pairs: Pairs[Any, Any]) -> None:
    for key, (before, _) in patiently(pairs.items()):
        if table.get(key) != before:
            raise ValueError(f"the edit expects {before!r} at {key!r} but finds {table.get(key)!r}")


def _write(table: dict[Any, Any], pairs: Pairs[Any, Any]) -> None:
    for key, (_, after) in pairs.items():
        if after is None:
            table.pop(key, None)
        else:
            table[key] = after


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


def free_marks(forest: Forest) -> Iterator[int]:
    """The looks that no set of the document has, the first ones first."""
    used = {each.mark for each in forest.inputs.values()} | {each.mark for each in forest.functions.values()}
    return (mark for mark in count() if mark not in used)
