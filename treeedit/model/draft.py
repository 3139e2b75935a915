"""A draft: changes on top of a forest that are not made yet, from which a verb makes its Edit.

The steps of the verbs are here (lift a subtree, put it down, grow an expression, find a free name); which steps make a
verb, and when it is refused, is `edits.py`'s.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import chain, count
from typing import Any

from treeedit.model.forest import Forest, free_marks
from treeedit.model.labels import Spellings, is_name
from treeedit.model.operators import OPERATORS
from treeedit.model.records import (
    MAX_ID,
    Edit,
    EditError,
    Expression,
    Function,
    Input,
    Leaf,
    Node,
    NodeId,
    Note,
    Operation,
    Preset,
    Root,
    Slot,
    operands_of,
    widened,
)
from treeedit.words import translate

_TREE_NAMES = ("f", "h", "p", "q", "r", "s", "u", "v", "w")


class Draft:
    """Changes on top of a forest that are not made yet; `edit()` gives them as pairs."""

    def __init__(self, forest: Forest) -> None:
        self._forest = forest
        self._nodes: dict[NodeId, Node | None] = {}
        self._roots: dict[NodeId, Root | None] = {}
        self._inputs: dict[str, Input] = {}
        self._functions: dict[str, Function | None] = {}
        self._presets: dict[str, Preset | None] = {}
        self._heirs: dict[NodeId, NodeId] = {}
        self._next_id = forest.next_id()
        self._marks: Iterator[int] | None = None
        self._known: set[str] = set()
        self._spellings = Spellings(forest.inputs)

    def record(self, node: NodeId) -> Node:
        """What a node is now. EditError if there is none."""
        found = self._nodes[node] if node in self._nodes else self._forest.nodes.get(node)
        if found is None:
            raise EditError(translate("draft", "There is no node {0}.").format(node))
        return found

    def put(self, node: NodeId, record: Node | None) -> None:
        """Make a node something else, or nothing."""
        self._nodes[node] = record

    def new(self, record: Node) -> NodeId:
        """A new node, which stands nowhere yet; its label is known from now on."""
        node = self._next_id
        if node > MAX_ID:
            raise EditError(
                translate("draft", "The numbers for nodes are used up in this document; copy its trees into a new one.")
            )
        self._next_id += 1
        if isinstance(record, Leaf):
            record = Leaf(self.spelling(record.label))
            self.know(record.label)
        self._nodes[node] = record
        return node

    def spelling(self, label: str) -> str:
        """A label as the document spells it already."""
        return label if label in self._forest.inputs or not is_name(label) else self._spellings.of(label)

    def know(self, label: str, value: float = 1.0) -> None:
        """See to it that an input's label has a value, and that no tree is called like it."""
        if is_name(label) and label not in self._forest.inputs and label not in self._inputs:
            self._inputs[label] = widened(Input(value=value, mark=self.fresh_mark()))
        if label not in self._known:
            self._known.add(label)
            self._rename_trees(label)

    def _rename_trees(self, label: str) -> None:
        """Give a tree that is called like an input another name: a formula could not tell them apart."""
        for node, root in self._forest.roots.items():
            if root.name == label and self.root(node) is not None:
                self.stand(node, root._replace(name=self.free_name()))

    def fresh_mark(self) -> int:
        """The first look that no set of the document has yet."""
        if self._marks is None:
            self._marks = free_marks(self._forest)
        return next(self._marks)

    def set_input(self, label: str, given: Input) -> None:
        """Give a label an input."""
        self._inputs[label] = given

    def fill(self, slot: Slot, operand: NodeId | None) -> None:
        """Put a node, or nothing, into a slot."""
        record = self.record(slot.parent)
        operands = list(operands_of(record))
        operands[slot.index] = operand
        assert isinstance(record, Operation)
        self.put(slot.parent, replace(record, operands=tuple(operands)))

    def root(self, node: NodeId) -> Root | None:
        """Where a node stands as a root now; None if it does not."""
        return self._roots[node] if node in self._roots else self._forest.roots.get(node)

    def stand(self, node: NodeId, root: Root | None) -> None:
        """Let a node stand as a root, or no longer."""
        self._roots[node] = root

    def free_name(self, wish: str = "") -> str:
        """A name for a new tree that no tree, no function and no leaf has. What an input without leaves has is free."""
        forest = self._forest
        taken = {root.name for node, root in forest.roots.items() if self._roots.get(node, root) is not None}
        taken |= {root.name for root in self._roots.values() if root is not None}
        taken |= set(forest.functions)
        wishes = (wish,) if wish else ()
        names = chain(wishes, _TREE_NAMES, (f"f{i}" for i in count(1)))
        return next(name for name in names if name not in taken and not self._has_leaf(name))

    def _has_leaf(self, label: str) -> bool:
        """Whether a leaf bears a label, on the canvas or in this draft."""
        if label in self._known or label not in self._forest.inputs:
            return label in self._known
        leaf = Leaf(label)
        return any(
            record == leaf and self._nodes.get(node, leaf) == leaf for node, record in self._forest.nodes.items()
        )

    def take_out(self, node: NodeId) -> Slot | Root:
        """Lift a subtree from where it is; its old place is empty. Gives that place."""
        slot = self._forest.slot_of(node)
        if slot is not None:
            self.fill(slot, None)
            return slot
        root = self.root(node)
        assert root is not None
        self.stand(node, None)
        return root

    def put_in(self, node: NodeId, place: Slot | Root) -> None:
        """Put a node where `take_out` has lifted another from."""
        if isinstance(place, Slot):
            self.fill(place, node)
        else:
            self.stand(node, place)

    def name_function(self, name: str, function: Function) -> None:
        """Give a name a meaning."""
        self._functions[name] = function

    def keep_preset(self, name: str, preset: Preset) -> None:
        """Keep values under a name."""
        self._presets[name] = preset

    def bequeath(self, node: NodeId, heir: NodeId) -> None:
        """Let another node have the notes of one that goes; the first heir that is named is the one."""
        self._heirs.setdefault(node, heir)

    def grow(self, expression: Expression) -> NodeId:
        """New nodes for an expression; gives its root, which stands nowhere yet."""
        stack: list[NodeId | None] = []
        for token in expression:
            if isinstance(token, str):
                arity = OPERATORS[token].arity
                operands = tuple(stack[-arity:])
                del stack[-arity:]
                stack.append(self.new(Operation(token, operands)))
            else:
                stack.append(None if token is None else self.new(token))
        (root,) = stack
        if root is None:
            raise EditError(translate("draft", "An empty slot alone is not a tree."))
        return root

    def discard(self, node: NodeId) -> None:
        """Drop the records of a subtree that has been taken out."""
        stack: list[NodeId | None] = [node]
        while stack:
            each = stack.pop()
            if each is not None:
                stack.extend(operands_of(self.record(each)))
                self.put(each, None)

    def edit(self) -> Edit:
        """All changes as (before, after) pairs."""
        forest = self._forest
        return Edit(
            nodes=_pairs(forest.nodes, self._nodes),
            roots=_pairs(forest.roots, self._roots),
            inputs=_pairs(forest.inputs, self._inputs),
            functions=_pairs(forest.functions, self._functions),
            folds=_pairs(forest.folds, {node: None for node in forest.folds if self._is_no_operation(node)}),
            notes=_pairs(forest.notes, {key: self._kept(note) for key, note in forest.notes.items()}),
            presets=_pairs(forest.presets, self._presets),
            blanks=_pairs(forest.blanks, {blank: None for blank in forest.blanks if self._is_gone(blank.node)}),
        )

    def _kept(self, note: Note) -> Note | None:
        """A note where its node, or the one that took its place, is now; None if there is no such node."""
        node = note.node
        while self._is_gone(node):
            if node not in self._heirs:
                return None
            node = self._heirs[node]
        return note if node == note.node else replace(note, node=node)

    def _is_gone(self, node: NodeId) -> bool:
        return node in self._nodes and self._nodes[node] is None

    def _is_no_operation(self, node: NodeId) -> bool:
        return node in self._nodes and not isinstance(self._nodes[node], Operation)


def _pairs(table: Mapping[Any, Any], after: Mapping[Any, Any]) -> dict[Any, Any]:
    pairs = {key: (table.get(key), record) for key, record in after.items()}
    return {key: pair for key, pair in pairs.items() if pair[0] != pair[1]}
