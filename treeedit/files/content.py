"""Whether the records of a document make sense together, and the forest that they are.

What could later surprise the program is refused here, with the place and a sentence, before a forest exists;
`Forest.check` has the last word. Nothing recurses.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, TypeVar

from msgspec import UNSET

from treeedit.files.extras import kept_fault
from treeedit.files.fault import fault, shown
from treeedit.files.labels import label_at, name_at, spellings_of
from treeedit.files.limits import MAX_OBJECTS
from treeedit.files.pinned import blanks_of, folds_of, notes_of, presets_of
from treeedit.files.records import Document, FunctionRecord, InputRecord, LeafRecord, NodeRecord
from treeedit.model.about import about_fault
from treeedit.model.forest import Forest
from treeedit.model.labels import is_name
from treeedit.model.operators import OPERATORS
from treeedit.model.patience import patiently
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
from treeedit.words import translate

Key = TypeVar("Key")
Record = TypeVar("Record")
Token = TypeVar("Token")


def forest_of(document: Document) -> Forest:
    """The forest in a document. FileError with the place of the first thing that is wrong."""
    _check_counts(document)
    _check_nodes(document)
    inputs = _inputs(document)
    _check_values(document, inputs)
    _check_places(document)
    nodes = {record.id: _node(record) for record in patiently(document.nodes)}
    read = spellings_of(inputs)
    edit = Edit(
        nodes=_appear({node: _read_leaf(record, read) for node, record in nodes.items()} if read else nodes),
        roots=_appear(_roots(document)),
        inputs=_appear(_read_inputs(inputs, read)),
        functions=_appear(_functions(document, read)),
        about=_appear(_about(document)),
        folds=_appear(folds_of(document, nodes)),
        notes=_appear(notes_of(document, nodes)),
        presets=_appear(presets_of(document, read)),
        blanks=_appear(blanks_of(document, nodes)),
    )
    forest = Forest()
    forest.apply(edit)
    try:
        forest.check()
    except ValueError as error:
        raise fault("nodes", str(error)) from None
    return forest


def _read_leaf(record: Token, read: Mapping[str, str]) -> Token | Leaf:
    """A leaf with the label that is read for its own; whatever else it is, as it is."""
    return Leaf(read.get(record.label, record.label)) if isinstance(record, Leaf) else record


def _read_inputs(inputs: Mapping[str, Input], read: Mapping[str, str]) -> dict[str, Input]:
    """The inputs by the labels that are read for theirs; of two that are one, the first in its own spelling counts."""
    found = {label: given for label, given in inputs.items() if label not in read}
    return found | {read[label]: given for label, given in inputs.items() if read.get(label, label) not in inputs}


def _appear(table: Mapping[Key, Record]) -> dict[Key, tuple[Record | None, Record | None]]:
    return {key: (None, record) for key, record in patiently(table.items())}


def _check_counts(document: Document) -> None:
    """What counts as no object in a file is not without end either."""
    counts = {
        "functions": sum(len(record.definition) for record in document.functions),
        "presets": sum(len(record.values) for record in document.presets),
    }
    for part, count in counts.items():
        if count > MAX_OBJECTS:
            raise fault(part, translate("content", "they hold more than {0:,} parts").format(MAX_OBJECTS))


def _about(document: Document) -> dict[str, str]:
    """What is said of the document: title, text, and what a newer version says in words."""
    about = {key: text for key, text in document.about.items() if isinstance(text, str)}
    for key, text in about.items():
        if refusal := about_fault(key, text) or kept_fault(text) or kept_fault(key):
            raise fault(f"about.{shown(key)}", refusal)
    return about


def _check_nodes(document: Document) -> None:
    """Each node by itself is a leaf or an operation, and there is one of its number."""
    seen: set[NodeId] = set()
    for i, record in patiently(enumerate(document.nodes)):
        if record.id in seen:
            raise fault(f"nodes[{i}].id", translate("content", "there already is a node {0}").format(record.id))
        seen.add(record.id)
        _check_node(record, i)


def _check_node(record: NodeRecord, i: int) -> None:
    if record.operator is UNSET or record.operands is UNSET:
        if record.label is UNSET or record.operator is not record.operands:
            raise fault(f"nodes[{i}]", translate("content", "a node has either a label, or an operator and operands"))
        label_at(record.label, "nodes", i)
        return
    if record.label is not UNSET:
        raise fault(f"nodes[{i}]", translate("content", "a node with an operator has no label"))
    _check_operator(record.operator, len(record.operands), f"nodes[{i}]")


def _node(record: NodeRecord) -> Node:
    if isinstance(record.label, str):
        return Leaf(record.label)
    operands: Any = record.operands
    return Operation(str(record.operator), tuple(operands))


def _check_operator(operator: str, operands: int, place: str) -> None:
    entry = OPERATORS.get(operator)
    if entry is None:
        raise fault(
            f"{place}.operator",
            translate("content", "there is no operator “{0}” in this version of treeedit").format(shown(operator)),
        )
    if operands != entry.arity:
        raise fault(
            f"{place}.operands",
            translate("content", "“{0}” takes {1} operands, not {2}").format(operator, entry.arity, operands),
        )


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
            raise fault(f"inputs[{i}].label", translate("content", "there already is an input {0}").format(label))
        inputs[label] = _input(record, i)
    return inputs


def _input(record: InputRecord, i: int) -> Input:
    if not record.low < record.high:
        raise fault(
            f"inputs[{i}].low",
            translate("content", "{0} is not below {1}, the upper end of the range").format(record.low, record.high),
        )
    if not record.step > 0:
        raise fault(f"inputs[{i}].step", translate("content", "{0} is not a positive step").format(record.step))
    return widened(Input(record.value, record.low, record.high, record.step, record.mark))


def _functions(document: Document, read: Mapping[str, str]) -> dict[str, Function]:
    functions: dict[str, Function] = {}
    for i, record in enumerate(document.functions):
        name = name_at(record.name, "functions", i)
        if name in functions:
            raise fault(f"functions[{i}].name", translate("content", "there already is a function {0}").format(name))
        definition = tuple(_read_leaf(token, read) for token in _definition(record, i))
        functions[name] = Function(definition, record.mark)
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
        raise fault(f"functions[{i}].definition", translate("content", "this is not one expression, operands first"))
    return tokens


def _arity(operator: str) -> int:
    return OPERATORS[operator].arity if operator in OPERATORS else 0


def _check_values(document: Document, inputs: Mapping[str, Input]) -> None:
    for i, record in patiently(enumerate(document.nodes)):
        if isinstance(record.label, str) and record.label not in inputs and is_name(record.label):
            raise fault(
                f"nodes[{i}].label",
                translate("content", "“{0}” has no value; it is missing among the inputs").format(record.label),
            )


def _check_places(document: Document) -> None:
    """Every place names a node that is in no other place, and every node is in a tree.

    Looked at before there are objects of the model, so that a large document that is none is refused soon.
    """
    records = {record.id: record for record in patiently(document.nodes)}
    taken: set[NodeId] = set()
    for node, part, i, key in patiently(_places(document)):
        if node not in records:
            raise fault(f"{part}[{i}].{key}", translate("content", "there is no node {0}").format(node))
        if node in taken:
            raise fault(
                f"{part}[{i}].{key}", translate("content", "node {0} already stands in another place").format(node)
            )
        taken.add(node)
    _check_reached(document, records, taken)


def _places(document: Document) -> Iterable[tuple[NodeId, str, int, str]]:
    for i, root in enumerate(document.roots):
        yield root.node, "roots", i, "node"
    for i, record in patiently(enumerate(document.nodes)):
        operands: Any = () if record.operands is UNSET else record.operands
        for j, operand in enumerate(operands):
            if operand is not None:
                yield operand, "nodes", i, f"operands[{j}]"


def _check_reached(document: Document, records: Mapping[NodeId, NodeRecord], taken: Collection[NodeId]) -> None:
    """Every node is in a tree. Where each has one place at most, a walk from the roots ends."""
    reached = set(patiently(_walked(document, records)))
    if len(reached) == len(records):
        return
    for i, record in patiently(enumerate(document.nodes)):
        if record.id not in reached:
            is_placed = record.id in taken
            why = "is in a ring of operations, not in a tree" if is_placed else "is neither a root nor an operand"
            raise fault(f"nodes[{i}]", translate("content", "node {0} {1}").format(record.id, why))


def _walked(document: Document, records: Mapping[NodeId, NodeRecord]) -> Iterator[NodeId]:
    """The roots, and what hangs below them."""
    stack = [root.node for root in document.roots]
    while stack:
        node = stack.pop()
        yield node
        operands: Any = records[node].operands
        if operands is not UNSET:
            stack += [each for each in operands if each is not None]
