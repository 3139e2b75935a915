"""Python that recomputes everything: with explicit passes, with a class like micrograd's, with PyTorch, with JAX.

When it is run, it prints for each tree its value and the sum of the partials over each input, with all digits. The
plain style has a line for every value and every partial, and the sums are written out: the lesson in the order in
which the program carries it out. Trees with an empty slot are left out, and that is said.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial

from treeedit.export.order import Drawers, ExportError, Order, Subject
from treeedit.export.python_code import Names, bracketed, functions_in, slope_code, value_code
from treeedit.export.python_styles import JAX, MICROGRAD, PLAIN, PYTORCH, Style
from treeedit.model.labels import number_of
from treeedit.model.operators import OPERATORS
from treeedit.model.order import OPERATOR_LIST
from treeedit.model.patience import patiently
from treeedit.model.records import NodeId
from treeedit.words import translate

_GAP = re.compile("\n{4,}")
_MOST_TERMS = 12
"""Of a sum that is written with plus signs: the compiler goes deeper with every one."""


class _Tree:
    """A complete tree on its way to Python."""

    def __init__(self, subject: Subject, root: NodeId, style: Style, names: Names, functions: Names) -> None:
        self._order, self._style, self._names = subject.analysis.order, style, names
        self._rows = subject.rows(root)
        self.title = _title(subject, root)
        self.name = functions[self.title if functions.is_free(self.title) else f"{self.title}_{root}"]
        codes = dict.fromkeys(self._order.label[self._rows].tolist())
        labels = [self._order.labels[code] for code in codes if code >= 0]
        self.labels = [label for label in labels if number_of(label) is None]
        self._values = {row: self._value(row) for row in self._rows}

    def head(self) -> str:
        """The first line of the function."""
        return f"\n\ndef {self.name}({', '.join(self._names[label] for label in self.labels)}):"

    def operations(self) -> Iterator[tuple[int, str, list[int]]]:
        """The row, the operator and the rows of the operands of every operation, operands first."""
        for row in self._rows:
            if self._order.operator[row] >= 0:
                entry = OPERATOR_LIST[self._order.operator[row]]
                yield row, entry.key, self._order.operands[row, : entry.arity].tolist()

    def value(self, row: int) -> str:
        """What stands for a row's value: a variable, an input, or a number."""
        return self._values[row]

    def values(self, rows: list[int]) -> list[str]:
        """The same for several."""
        return [self._values[row] for row in rows]

    def partial(self, row: int) -> str:
        """The variable of a row's partial."""
        return f"d{self._order.ids[row]}"

    def is_constant(self, row: int) -> bool:
        """Whether a row holds only numbers, by which nobody differentiates."""
        return not self._order.varies[row]

    def members(self, label: str) -> list[int]:
        """The rows of the leaves with a label."""
        code = self._order.labels.index(label)
        return [row for row in self._rows if self._order.label[row] == code]

    @property
    def root(self) -> int:
        """The last row."""
        return self._rows[-1]

    def _label(self, row: int) -> str:
        return self._order.labels[int(self._order.label[row])]

    def _value(self, row: int) -> str:
        if self._order.operator[row] >= 0:
            return f"n{self._order.ids[row]}"
        number = number_of(self._label(row))
        return self._names[self._label(row)] if number is None else self._style.number.format(repr(number))


def _forward(tree: _Tree) -> Iterator[str]:
    yield tree.head()
    for row, operator, operands in patiently(tree.operations()):
        yield f"    {tree.value(row)} = {value_code(operator, tree.values(operands))}"
    yield f"    return {tree.value(tree.root)}"


def _objects(tree: _Tree) -> Iterator[str]:
    yield tree.head()
    for row, operator, operands in patiently(tree.operations()):
        yield f"    {tree.value(row)} = {_function_name(operator)}({', '.join(tree.values(operands))})"
    yield f"    return {tree.value(tree.root)}"


def _both_passes(tree: _Tree) -> Iterator[str]:
    operations = list(patiently(tree.operations()))
    yield tree.head()
    yield "    # forward: the value of every node, operands first"
    for row, operator, operands in operations:
        yield f"    {tree.value(row)} = {value_code(operator, tree.values(operands))}"
    yield "    # backward: the partial of every node, the root first"
    if not tree.is_constant(tree.root):
        yield f"    {tree.partial(tree.root)} = 1.0"
    for row, operator, operands in patiently(reversed(operations)):
        for slot, operand in enumerate(operands):
            if not tree.is_constant(operand):
                slope = slope_code(operator, slot, tree.values(operands), tree.value(row))
                yield f"    {tree.partial(operand)} = {tree.partial(row)} * {bracketed(slope)}"
    yield "    # the derivative by an input: the sum of the partials of its leaves"
    sums = [_sum([tree.partial(row) for row in tree.members(label)]) for label in tree.labels]
    yield "    return (" + ", ".join([tree.value(tree.root), *sums]) + ",)"


def _sum(terms: list[str]) -> str:
    return " + ".join(terms) if len(terms) <= _MOST_TERMS else f"sum(({', '.join(terms)}))"


def _function_name(operator: str) -> str:
    return "apply_" + "_".join(OPERATORS[operator].name.split())


def _functions(trees: list[_Tree]) -> Iterator[str]:
    """The operators of some trees as functions of values that remember."""
    for operator in dict.fromkeys(operator for tree in trees for _, operator, _ in tree.operations()):
        entry = OPERATORS[operator]
        variables, places = ["u", "v"][: entry.arity], ["a", "b"][: entry.arity]
        yield f"\n\ndef {_function_name(operator)}({', '.join(variables)}):"
        yield f"    {', '.join(places)} = {', '.join(f'{each}.data' for each in variables)}"
        yield f"    y = {value_code(operator, places)}"
        slopes = [slope_code(operator, slot, places, "y") for slot in range(entry.arity)]
        yield f"    return Value(y, ({', '.join(variables)},), ({', '.join(slopes)},))"


def _nothing(trees: list[_Tree]) -> Iterator[str]:
    return iter(())


Write = Callable[[_Tree], Iterator[str]]
_WRITERS: dict[str, tuple[Style, Write, Callable[[list[_Tree]], Iterator[str]]]] = {
    "python": (PLAIN, _both_passes, _nothing),
    "micrograd": (MICROGRAD, _objects, _functions),
    "pytorch": (PYTORCH, _forward, _nothing),
    "jax": (JAX, _forward, _nothing),
}


def _write(key: str, order: Order, drawers: Drawers) -> bytes:
    style, write, functions = _WRITERS[key]
    subject, names, taken = order.subject, Names(), Names()
    whole = [root for root in subject.roots if _is_whole(subject, root)]
    if not whole:
        raise ExportError(translate("python", "There is nothing to compute: every tree has an empty slot."))
    trees = [_Tree(subject, root, style, names, taken) for root in whole]
    labels = list(dict.fromkeys(label for tree in trees for label in tree.labels))
    body = [*functions(trees), *(line for tree in trees for line in write(tree))]
    told = [f"# {name} is the input {label!r}" for name, label in names.changed()]
    told += [
        f"# {_title(subject, root)} has an empty slot and is left out" for root in subject.roots if root not in whole
    ]
    table = [f"    {label!r}: {subject.forest.inputs[label].value!r}," for label in labels]
    listed = [f"    ({tree.title!r}, {tree.name}, {tree.labels!r})," for tree in trees]
    tail = ["\n\ninputs = {", *table, "}", "trees = [", *listed, "]", style.main]
    lines = [style.words, "", *_imports(style, body), style.prelude, *told, *body, *tail]
    text = _GAP.sub("\n\n\n", "\n".join(line for line in lines if line).rstrip() + "\n")
    return text.encode(errors="replace")


def _imports(style: Style, body: list[str]) -> Iterator[str]:
    used = functions_in(body)
    for module, names in style.imports:
        found = [f"{there} as {here}" if there != here else here for here, there in names.items() if here in used]
        if found:
            yield f"\nfrom {module} import {', '.join(found)}"
    yield from (text for name, text in style.helpers.items() if name in used)


def _is_whole(subject: Subject, root: NodeId) -> bool:
    order = subject.analysis.order
    return bool(order.complete[order.rows[root]])


def _title(subject: Subject, root: NodeId) -> str:
    return "".join(c for c in subject.forest.roots[root].name if c.isprintable()) or f"tree_{root}"


plain, micrograd, pytorch, jax = (partial(_write, key) for key in _WRITERS)
