"""Whether the records of a document make sense together, and the forest that they are.

What could later surprise the program is refused here, with the place and a sentence, before a forest exists;
`Forest.check` has the last word. Nothing recurses.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from msgspec import UNSET

from treeedit.files.fault import fault, shown
from treeedit.files.labels import label_at, name_at
from treeedit.files.pinned import blanks_of, folds_of, notes_of, presets_of
from treeedit.files.records import Document, FunctionRecord, InputRecord, LeafRecord, NodeRecord
from treeedit.model.forest import Forest, parents_first
from treeedit.model.labels import is_name
from treeedit.model.operators import OPERATORS
from treeedit.model.records import (
    Edit,
    Expression,
    Function,
    Input,
    Leaf,
    Node,
    NodeId,
    Operation,
    Point,
    Root,
    widened,
)

Key = TypeVar("Key")
Record = TypeVar("Record")


def forest_of(document: Document) -> Forest:
    """The forest in a document. FileError with the place of the first thing that is wrong."""
    nodes, inputs = _nodes(document), _inputs(document)
    _check_values(document, inputs)
    _check_places(document, nodes)
    edit = Edit(
        nodes=_appear(nodes),
        roots=_appear(_roots(document)),
        inputs=_appear(inputs),
        functions=_appear(_functions(document)),
        about=_appear({key: text for key, text in document.about.items() if isinstance(text, str)}),
        folds=_appear(folds_of(document, nodes)),
        notes=_appear(notes_of(document, nodes)),
        presets=_appear(presets_of(document)),
        blanks=_appear(blanks_of(document, nodes)),
    )
    forest = Forest()
    forest.apply(edit)
    _check_reached(document, forest)
    try:
        forest.check()
    except ValueError as error:
        raise fault("nodes", str(error)) from None
    return forest


def _appear(table: Mapping[Key, Record]) -> dict[Key, tuple[Record | None, Record | None]]:
    return {key: (None, record) for key, record in table.items()}


def _nodes(document: Document) -> dict[NodeId, Node]:
    nodes: dict[NodeId, Node] = {}
    for i, record in enumerate(document.nodes):
        if record.id in nodes:
            raise fault(f"nodes[{i}].id", f"there already is a node {record.id}")
        nodes[record.id] = _node(record, i)
    return nodes


def _node(record: NodeRecord, i: int) -> Node:
    if record.operator is UNSET or record.operands is UNSET:
        if record.label is UNSET or record.operator is not record.operands:
            raise fault(f"nodes[{i}]", "a node has either a label, or an operator and operands")
        return Leaf(label_at(record.label, "nodes", i))
    if record.label is not UNSET:
        raise fault(f"nodes[{i}]", "a node with an operator has no label")
    _check_operator(record.operator, len(record.operands), f"nodes[{i}]")
    return Operation(record.operator, tuple(record.operands))


def _check_operator(operator: str, operands: int, place: str) -> None:
    entry = OPERATORS.get(operator)
    if entry is None:
        raise fault(f"{place}.operator", f"there is no operator “{shown(operator)}” in this version of treeedit")
    if operands != entry.arity:
        raise fault(f"{place}.operands", f"“{operator}” takes {entry.arity} operands, not {operands}")


def _roots(document: Document) -> dict[NodeId, Root]:
    return {
        record.node: Root(Point(record.x, record.y), name_at(record.name, "roots", i))
        for i, record in enumerate(document.roots)
    }


def _inputs(document: Document) -> dict[str, Input]:
    inputs: dict[str, Input] = {}
    for i, record in enumerate(document.inputs):
        label = name_at(record.label, "inputs", i, "label")
        if label in inputs:
            raise fault(f"inputs[{i}].label", f"there already is an input {label}")
        inputs[label] = _input(record, i)
    return inputs


def _input(record: InputRecord, i: int) -> Input:
    if not record.low < record.high:
        raise fault(f"inputs[{i}].low", f"{record.low} is not below {record.high}, the upper end of the range")
    if not record.step > 0:
        raise fault(f"inputs[{i}].step", f"{record.step} is not a positive step")
    return widened(Input(record.value, record.low, record.high, record.step, record.mark))


def _functions(document: Document) -> dict[str, Function]:
    functions: dict[str, Function] = {}
    for i, record in enumerate(document.functions):
        name = name_at(record.name, "functions", i)
        if name in functions:
            raise fault(f"functions[{i}].name", f"there already is a function {name}")
        functions[name] = Function(_definition(record, i), record.mark)
    return functions


def _definition(record: FunctionRecord, i: int) -> Expression:
    tokens = tuple(
        Leaf(label_at(token.label, "functions", i, f"definition[{j}].label"))
        if isinstance(token, LeafRecord)
        else token
        for j, token in enumerate(record.definition)
    )
    depth = 0
    for j, token in enumerate(tokens):
        place = f"functions[{i}].definition[{j}]"
        if isinstance(token, str):
            _check_operator(token, min(depth, _arity(token)), place)
            depth -= _arity(token)
        depth += 1
    if depth != 1 or tokens[-1] is None:
        raise fault(f"functions[{i}].definition", "this is not one expression, operands first")
    return tokens


def _arity(operator: str) -> int:
    return OPERATORS[operator].arity if operator in OPERATORS else 0


def _check_values(document: Document, inputs: Mapping[str, Input]) -> None:
    for i, record in enumerate(document.nodes):
        if isinstance(record.label, str) and record.label not in inputs and is_name(record.label):
            raise fault(f"nodes[{i}].label", f"“{record.label}” has no value; it is missing among the inputs")


def _check_places(document: Document, nodes: Mapping[NodeId, Node]) -> None:
    """Every place names a node that is in no other place."""
    taken: set[NodeId] = set()
    for node, part, i, key in _places(document):
        if node not in nodes:
            raise fault(f"{part}[{i}].{key}", f"there is no node {node}")
        if node in taken:
            raise fault(f"{part}[{i}].{key}", f"node {node} already stands in another place")
        taken.add(node)


def _places(document: Document) -> Iterable[tuple[NodeId, str, int, str]]:
    for i, root in enumerate(document.roots):
        yield root.node, "roots", i, "node"
    for i, record in enumerate(document.nodes):
        operands: Any = () if record.operands is UNSET else record.operands
        for j, operand in enumerate(operands):
            if operand is not None:
                yield operand, "nodes", i, f"operands[{j}]"


def _check_reached(document: Document, forest: Forest) -> None:
    """Every node is in a tree. Where each has one place at most, a walk from the roots ends."""
    reached = {node for root in forest.roots for node in parents_first(forest, root)}
    for i, record in enumerate(document.nodes):
        if record.id not in reached:
            slot = forest.slot_of(record.id)
            why = "is neither a root nor an operand" if slot is None else "is in a ring of operations, not in a tree"
            raise fault(f"nodes[{i}]", f"node {record.id} {why}")
