"""What every node is called, once for all views: steps, panels, cards, exercises, slides, tables, spoken words.

The rule: one symbol, one value. A root has its tree's name, an instance of a named function that name, a leaf its
label, what is as short as g² its own formula, and every other function a name of the literature, v₁, v₂, …, in the
order of the forward pass (Griewank and Walther, Evaluating Derivatives, 2008), without names that the document uses.
Where a name stands several times below an output, each copy has its number, in the order of the tree: x₁⁽¹⁾, x₁⁽²⁾. The
bare name, as in ∂f/∂x₁, is that of the sum over all copies. In the shared form a node that stands for all copies bears
the bare name, and one that stands for some of them all their numbers: x₁⁽¹⁺²⁾.
"""

from __future__ import annotations

import re
from typing import NamedTuple
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from treeedit.figure.numbers import MINUS
from treeedit.figure.rules import raised
from treeedit.figure.typeset import typeset, typeset_formula
from treeedit.model.forest import Forest
from treeedit.model.labels import canonical_label, parts_of, written_label
from treeedit.model.operator_entry import PRODUCT
from treeedit.model.order import OPERATOR_LIST, Ints, Order
from treeedit.model.printing import print_expression
from treeedit.model.records import Expression, Leaf
from treeedit.model.sets import Sets
from treeedit.model.tokens import INFIX, TIMES
from treeedit.model.typesetting import latex_of_label, print_latex

INTERMEDIATE = "v"
"""The letter of those that have no name of their own."""
LONGEST_PART = 3
"""Letters of an operand's label, so that a formula made of two such is as short as a name."""
_INTERMEDIATES = re.compile(rf"{INTERMEDIATE}([1-9][0-9]*)")
_TWO_SIGNS = re.compile(rf"{MINUS}({MINUS}[^\s()]+)")
_RAISED = str.maketrans("0123456789+…", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺…")
_MOST_COPIES = 3
"""Of which a name holds the numbers; of more it holds the first and the last."""
_QUOTIENT = next(each for each in INFIX.values() if each.precedence == TIMES.precedence and not each.commutative)
_TIGHT = np.array([entry.precedence >= PRODUCT for entry in OPERATOR_LIST])


class Name(NamedTuple):
    """What something is called: as LaTeX, as it is drawn in a line of text, and in letters that a table can hold."""

    latex: str
    plain: str
    text: str
    is_formula: bool = False

    def below(self) -> Name:
        """The same behind a ∂: a formula stands in brackets there."""
        return Name(rf"\left({self.latex}\right)", f"({self.plain})", f"({self.text})") if self.is_formula else self


class Names:
    """The names of the nodes of a document, by row of the whole order.

    output: (n,) row of the output that each row belongs to, -1 where it is incomplete. node: (n,) the row that stands
    for each in the shared form; None in the tree form. said: the rows that somebody has called by a name made for them.
    """

    def __init__(self, forest: Forest, order: Order, sets: Sets, output: Ints, node: Ints | None = None) -> None:
        self._forest, self._order, self._sets, self._output, self._node = forest, order, sets, output, node
        self.said: set[int] = set()

    def of(self, row: int) -> Name:
        """What a node is called: a copy by its name and number."""
        self.said.add(row)
        return _copied(self.bare(row), self.copies_of(row), self._forms())

    def bare(self, row: int) -> Name:
        """What a node is called together with its copies; so the sum of their partials is told."""
        return named_by(self.expression(row))

    def output(self, row: int) -> Name:
        """What the output of a node is called."""
        output = int(self._output[row])
        return self.of(output if output >= 0 else row)

    def copies_of(self, row: int) -> tuple[int, ...]:
        """Which of the copies of its set a node is, from 1; none if it is all of them, or an output."""
        if row == int(self._output[row]):
            return ()
        found = self._sets.of_row(row)
        if found is None or len(found.members) == 1:
            return ()
        if self._node is None:
            return (int(found.members.searchsorted(row)) + 1,)
        mine = np.flatnonzero(self._node[found.members] == self._node[row]) + 1
        return tuple(mine.tolist()) if len(mine) < len(found.members) else ()

    def expression(self, row: int) -> Expression:
        """The name as it stands in a formula: a label, or a formula as short as one."""
        code = int(self._order.operator[row])
        if code < 0:
            return (Leaf(self._label(row)),)
        if label := self._own(row):
            return (Leaf(label),)
        self.said.add(row)
        if self._numbers().short[row]:
            return (*(self.expression(each)[0] for each in self._operands(row)), OPERATOR_LIST[code].key)
        return (Leaf(f"{INTERMEDIATE}{int(self._numbers().number[row])}"),)

    def is_intermediate(self, row: int) -> bool:
        """Whether a node is called v_k, so that a text without a picture has to say what that is."""
        return bool(self._order.operator[row] >= 0 and self._numbers().number[row] > 0)

    def is_own(self, row: int) -> bool:
        """Whether the user gave a node its name: no formula, no v₁, no number of a copy."""
        return not self.copies_of(row) and (self._order.operator[row] < 0 or bool(self._own(row)))

    def _label(self, row: int) -> str:
        return self._order.labels[int(self._order.label[row])]

    def _operands(self, row: int) -> list[int]:
        arity = OPERATOR_LIST[int(self._order.operator[row])].arity
        return [int(each) for each in self._order.operands[row, :arity]]

    def _own(self, row: int) -> str:
        """The name that the user gave: the tree's, or the function's; none that an input bears too."""
        root = self._forest.roots.get(int(self._order.ids[row]))
        label = (root.name if root is not None else "") or self._sets.name_of(row)
        return "" if canonical_label(label) in self._numbers().inputs else label

    def _forms(self) -> frozenset[str]:
        return self._numbers().forms

    def _numbers(self) -> _Numbers:
        """What is found once for a document as it stands."""
        names = tuple(root.name for root in self._forest.roots.values())
        known = _KNOWN.get(self._sets)
        if known is None or known.names != names:
            known = _KNOWN[self._sets] = _found(self._forest, self._order, self._sets, names)
        return known


class _Numbers(NamedTuple):
    """names: of the trees, by which this is known. inputs: their labels. forms: how all names are drawn.

    short: (n,) whether a row is called by its formula. number: (n,) the k of v_k of each other row.
    """

    names: tuple[str, ...]
    inputs: frozenset[str]
    forms: frozenset[str]
    short: NDArray[np.bool_]
    number: Ints


_KNOWN: WeakKeyDictionary[Sets, _Numbers] = WeakKeyDictionary()


def named_by(expression: Expression) -> Name:
    """A label, or a formula that is as short as a name."""
    first = expression[0]
    if len(expression) == 1 and isinstance(first, Leaf):
        label = first.label
        return Name(latex_of_label(label), typeset(label), written_label(label))
    return Name(latex_formula(expression), plain_formula(expression), print_expression(expression), is_formula=True)


def latex_formula(expression: Expression) -> str:
    """A formula that is as high as a line: quotients with a slash, unless products are in it, too."""
    if _QUOTIENT.key not in expression or TIMES.key in expression:
        return print_latex(expression)
    as_product = tuple(TIMES.key if token == _QUOTIENT.key else token for token in expression)
    return print_latex(as_product).replace(r" \cdot ", "/")


def plain_formula(expression: Expression) -> str:
    """A formula in a line of plain text, in which no two signs stand side by side."""
    text = raised(typeset_formula(expression)).replace("*", " · ").replace("-", MINUS)
    return _TWO_SIGNS.sub(rf"{MINUS}(\1)", text)


def _copied(name: Name, copies: tuple[int, ...], forms: frozenset[str]) -> Name:
    """A name with the numbers of its copies; of one that would look like a name of the document the next numbers."""
    if not copies:
        return name
    while (plain := f"{name.plain}⁽{_numbered(copies).translate(_RAISED)}⁾") in forms:
        copies = tuple(each + len(forms) for each in copies)
    base = f"{{{name.latex}}}" if "^" in name.latex else name.latex
    told = _numbered(copies)
    raised_latex = told.replace("…", r"\dots")
    return Name(f"{base}^{{({raised_latex})}}", plain, f"{name.text}({told})")


def _numbered(copies: tuple[int, ...]) -> str:
    """Their numbers as a sum, as their partials are."""
    if len(copies) > _MOST_COPIES:
        return f"{copies[0]}+…+{copies[-1]}"
    return "+".join(map(str, copies))


def _found(forest: Forest, order: Order, sets: Sets, names: tuple[str, ...]) -> _Numbers:
    inputs = frozenset(canonical_label(label) for label in order.labels)
    own = {canonical_label(name) for name in (*names, *forest.functions) if name}
    forms = frozenset(map(typeset, (*order.labels, *names, *forest.functions)))
    operations = (order.operator >= 0) & order.complete
    nameless = operations & ~_named(forest, order, sets, inputs)
    short = nameless & _short(order, sets, nameless)
    rows = np.flatnonzero(nameless & ~short)
    _, first, place = np.unique(sets.function[rows], return_index=True, return_inverse=True)
    rank = np.empty(len(first), dtype=np.int64)
    rank[np.argsort(first, kind="stable")] = np.arange(len(first))
    waiting = np.flatnonzero((order.operator >= 0) & ~order.complete & ~_named(forest, order, sets, inputs))
    free = _free_numbers(inputs | own, len(first) + len(waiting))
    number = np.zeros(len(order.ids), dtype=np.int64)
    number[rows] = free[: len(first)][rank[place]] if len(rows) else 0
    number[waiting] = free[len(first) :]  # no functions yet, and none is another one's copy
    return _Numbers(names, inputs, forms, short, number)


def _named(forest: Forest, order: Order, sets: Sets, inputs: frozenset[str]) -> NDArray[np.bool_]:
    """(n,) whether the user gave a row a name, as its tree's or its function's."""
    found = np.zeros(len(order.ids), dtype=bool)
    ids = [sets.find(each.definition) for name, each in forest.functions.items() if canonical_label(name) not in inputs]
    found[np.isin(sets.function, [each for each in ids if each >= 0])] = True
    roots = [order.rows[node] for node, root in forest.roots.items() if canonical_label(root.name or "0") not in inputs]
    found[[row for row in roots if row < len(found)]] = True
    return found


def _short(order: Order, sets: Sets, nameless: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """(n,) whether a row may be called by its formula: one operator over short labels or names, once on the canvas."""
    lengths = np.array([_length(label) for label in order.labels] + [LONGEST_PART + 1])
    leaf = np.where(order.operator < 0, lengths[order.label], LONGEST_PART + 1) <= LONGEST_PART
    leaf |= _short_functions(order, sets, nameless)
    operands = order.operands
    fits = np.where(operands >= 0, leaf[operands], True).all(axis=1) & order.varies
    once = np.bincount(sets.function[nameless] + 1, minlength=2)[np.where(nameless, sets.function, -1) + 1] == 1
    tight = np.where(order.operator >= 0, _TIGHT[order.operator], False)
    found: NDArray[np.bool_] = fits & once & tight
    return found


def _short_functions(order: Order, sets: Sets, nameless: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """(n,) whether a row is an instance of a function with a short name."""
    named = np.flatnonzero((order.operator >= 0) & order.complete & ~nameless)
    found = np.zeros(len(order.ids), dtype=bool)
    found[named] = [0 < _length(sets.name_of(int(row))) <= LONGEST_PART for row in named]
    return found


def _length(label: str) -> int:
    """How many letters a label takes in a line; a Greek one is one letter."""
    base = parts_of(label).base if label else ""
    return len(typeset(label)) if label and base else 0


def _free_numbers(taken: frozenset[str], count: int) -> Ints:
    """The first whole numbers k for which v_k is the name of nothing."""
    used = {int(found[1]) for label in taken if (found := _INTERMEDIATES.fullmatch(label))}
    return np.array([k for k in range(1, count + len(used) + 1) if k not in used][:count], dtype=np.int64)
