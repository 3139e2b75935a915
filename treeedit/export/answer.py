"""The answer: a forest with all its numbers as plain dictionaries and lists, ready for JSON and for notebooks.

It stands among the exports because it is one: what is on the canvas leaves the program in a form that needs nothing
of ours to be read. `results_of` carries out both passes once; the table for people is made from the same results.
The shape is a promise to programs that others wrote: keys are never renamed or taken away.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from treeedit.export.problems import problems
from treeedit.figure.names import Names
from treeedit.model.forest import Forest
from treeedit.model.formula import print_formula
from treeedit.model.labels import EULER, Spellings, as_spelt, written_label
from treeedit.model.noise import without_noise
from treeedit.model.operators import OPERATORS
from treeedit.model.order import Order, order_of
from treeedit.model.passes import Evaluation, evaluate, tape_of
from treeedit.model.printing import names_in
from treeedit.model.reading import read
from treeedit.model.records import Leaf, NodeId, Operation, operands_of
from treeedit.model.sets import Set, Sets, sets_of
from treeedit.words import RefusalError, translate

LONGEST = 200
"""A function of more nodes is not printed as the label of its set: in a leaning tree that would grow as n²."""


class InputError(RefusalError):
    """A value for an input that is not there, or that is no finite number; the message is a sentence for the user."""


@dataclass(frozen=True, eq=False)
class Results:
    """A forest, what both passes found for these values of its inputs, and the sum over each set of `sets`.

    problems: by row, why there is no value or no partial.
    """

    forest: Forest
    values: Mapping[str, float]
    order: Order
    evaluation: Evaluation
    problems: list[str | None]
    sets: Sets
    sums: list[float]

    def rows(self, root: int) -> range:
        """The rows of the tree with its root in this row, operands first."""
        return range(root - int(self.order.size[root]) + 1, root + 1)

    def node(self, row: int) -> NodeId:
        """The node in a row."""
        return int(self.order.ids[row])

    def sets_within(self, root: int) -> list[tuple[Set, float]]:
        """The sets of every output in a tree, outputs in the order of the tree, each set with its sum."""
        outputs = np.unique(self.evaluation.tape.output[self.rows(root)])
        found = [each for output in outputs.tolist() for each in self.sets.of_output(output)]
        return [(each, self._sum_of[id(each)]) for each in found]

    @cached_property
    def names(self) -> Names:
        """What the nodes are called."""
        return Names(self.forest, self.order, self.sets, self.evaluation.tape.output)

    @cached_property
    def _sum_of(self) -> dict[int, float]:
        return {id(each): total for each, total in zip(self.sets.all_sets, self.sums, strict=True)}


def results_of(forest: Forest, inputs: Mapping[str, float] | None = None) -> Results:
    """Evaluate a forest, with these values instead of its own. InputError for an unknown label or no finite number."""
    values = input_values(forest, inputs or {})
    order = order_of(forest)
    tape = tape_of(order)
    evaluation = without_noise(evaluate(tape, values))
    sets = sets_of(order, tape.output, forest.functions)
    sums = sets.sums(evaluation.partial).tolist()
    return Results(forest, values, order, evaluation, problems(evaluation), sets, sums)


def input_values(forest: Forest, given: Mapping[str, float]) -> dict[str, float]:
    """The value of every input on the canvas, the given ones first of all. InputError as in `results_of`."""
    labels = forest.labels()
    spellings, found = Spellings(labels), dict[str, float]()
    for text, value in given.items():
        label = _label(str(text), spellings)
        if label not in spellings:
            known = f"the inputs are {', '.join(map(as_spelt, labels))}" if labels else "there are no inputs"
            raise InputError(translate("answer", "there is no input {0}; {1}").format(text, known))
        if label in found:
            raise InputError(translate("answer", "the value of {0} is given twice").format(as_spelt(label)))
        found[label] = _finite(text, value)
    return {label: found.get(label, forest.inputs[label].value) for label in labels}


def _label(text: str, spellings: Spellings) -> str:
    r"""The label that a text means; it may be written in LaTeX, as \hat{y}."""
    found = spellings.of(text)
    if found in spellings or "\\" not in text:
        return found
    try:
        (definition,) = read(text, spellings).definitions
        (leaf,) = definition.expression
    except ValueError:
        return found
    return leaf.label if isinstance(leaf, Leaf) else found


def _finite(label: str, value: Any) -> float:
    """The number that is given for an input: of whatever type, but no text, and nothing of many numbers."""
    try:
        number = math.nan if isinstance(value, (str, bytes, bytearray)) else float(value)
    except (TypeError, ValueError, ArithmeticError):
        number = math.nan
    if not math.isfinite(number) or getattr(value, "shape", ()) != ():
        raise InputError(translate("answer", "the value of {0} must be a finite number").format(label))
    return number


def answer(results: Results) -> dict[str, Any]:
    """The dictionary of a forest: its inputs, and for each tree its nodes and sets."""
    inputs = {as_spelt(label): value for label, value in results.values.items()}
    return {"inputs": inputs, "trees": [_tree(results, row) for row in results.order.roots.tolist()]}


def _tree(results: Results, root: int) -> dict[str, Any]:
    node = results.node(root)
    return {
        "name": results.forest.roots[node].name,
        "formula": print_formula(results.forest, node),
        "value": _number(results.evaluation.value[root]),
        "problem": tree_problem(results, root),
        "nodes": [_node(results, row) for row in results.rows(root)],
        "sets": [_set(results, each, total) for each, total in results.sets_within(root)],
    }


def _node(results: Results, row: int) -> dict[str, Any]:
    node = results.node(row)
    evaluation = results.evaluation
    return {
        "id": node,
        "symbol": symbol(results.forest, node),
        "name": results.names.of(row).text,
        "operands": list(results.forest.operands(node)),
        "value": _number(evaluation.value[row]),
        "partial": _number(evaluation.partial[row]),
        "problem": results.problems[row],
        "remark": evaluation.remark(row),
    }


def _set(results: Results, each: Set, total: float) -> dict[str, Any]:
    members = each.members.tolist()
    return {
        "label": set_label(results, each),
        "name": results.names.bare(members[0]).text,
        "of": results.names.output(members[0]).text,
        "kind": each.kind,
        "members": [results.node(row) for row in members],
        "partials": [_number(results.evaluation.partial[row]) for row in members],
        "sum": _number(total),
    }


def tree_problem(results: Results, root: int) -> str | None:
    """Why a tree has no value; None if it has one."""
    if results.order.complete[root]:
        return results.problems[root]
    forest = results.forest
    records = (forest.nodes[results.node(row)] for row in results.rows(root))
    empty = sum(operands_of(record).count(None) for record in records)
    return f"the tree is not complete: {'a slot is' if empty == 1 else f'{empty} slots are'} empty"


def symbol(forest: Forest, node: NodeId) -> str:
    """A leaf's label, or how formulas spell the operator."""
    record = forest.nodes[node]
    if isinstance(record, Leaf):
        return written_label(record.label, names_in(forest) if record.label == EULER else ())
    return OPERATORS[record.operator].spelling


def set_label(results: Results, each: Set) -> str:
    """The label of a set: an input's, a function's name, or its formula."""
    return as_spelt(each.label) or formula_of(results, int(each.members[0]))


def formula_of(results: Results, row: int) -> str:
    """The formula of a subtree; only its operator and size if it is long."""
    return formula_at(results.forest, results.order, row)


def formula_at(forest: Forest, order: Order, row: int) -> str:
    """The same of a forest with its order."""
    node, size = int(order.ids[row]), int(order.size[row])
    record = forest.nodes[node]
    if size > LONGEST and isinstance(record, Operation):
        return f"{OPERATORS[record.operator].name} of {size} nodes"
    return print_formula(forest, node)


def _number(value: float) -> float | None:
    return float(value) + 0.0 if math.isfinite(value) else None  # no −0
