"""Derivatives as formulas in the names of the nodes: ∂f/∂v₂ = 1, ∂f/∂x₁⁽¹⁾ = 2g, with what the names stand for.

Numbers are written as themselves, not by a name. A formula that does not hold everywhere says where it does, and what
is taken where it does not. What is too long to be read is told to be.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from treeedit.figure.lines import Line, Role
from treeedit.figure.names import Name, Names
from treeedit.figure.rules import tidy_latex, tidy_text
from treeedit.figure.sentences import MOST_FACTORS
from treeedit.figure.typeset import typeset_formula
from treeedit.model.derivatives import ONE, Condition, added, by_value, conditions, local_derivative, shortened
from treeedit.model.forest import Forest, expression_of
from treeedit.model.order import OPERATOR_LIST
from treeedit.model.passes import Evaluation
from treeedit.model.paths import path_of
from treeedit.model.records import Expression, Leaf, NodeId
from treeedit.model.tokens import TIMES
from treeedit.model.typesetting import print_latex
from treeedit.words import translate

_MOST_TYPESET = 40
_MOST_ADDED = 6
_MOST_CONDITIONS = 3
_MOST_DEFINED = 8
_SHORT = 9
"""Nodes of a number or a definition that is written out."""


class Derivations:
    """The formulas of the nodes of a complete tree, by row of the whole order."""

    def __init__(self, forest: Forest, evaluation: Evaluation, names: Names) -> None:
        self._forest, self._evaluation, self._names = forest, evaluation, names
        self._order = evaluation.order
        self._rows: dict[Leaf, int] = {}
        self._used: set[Leaf] = set()

    def whole(self, row: int) -> Line:
        """f = its formula."""
        name = self._names.of(row)
        if int(self._order.size[row]) > _MOST_TYPESET:
            return _too_long(name)
        return self._written(name, expression_of(self._forest, self._node(row)))

    def local(self, row: int) -> list[Line]:
        """The local derivatives of an operation by each operand that is no constant."""
        entry = OPERATOR_LIST[self._order.operator[row]]
        operands = self._order.operands[row, : entry.arity]
        slots = np.flatnonzero(self._order.varies[operands]).tolist()
        return [line for slot in slots for line in self._local(row, slot)]

    def product(self, row: int) -> Line:
        """∂f/∂q as the product of the local derivatives along its path, in the names of the nodes."""
        name, many = self._partial(self._names.of(row), row), self._depth(row)
        if many > MOST_FACTORS:
            return _in_words(name, translate("accounts", "the product of {0} local derivatives").format(f"{many:,}"))
        product, held = self._along(row)
        return _too_long(name) if len(product) > _MOST_TYPESET else self._written(name, product, held)

    def total(self, members: Sequence[int]) -> Line:
        """∂f/∂x of all copies together."""
        name = self._partial(self._names.bare(members[0]), members[0])
        if len(members) > _MOST_ADDED or any(self._depth(row) > MOST_FACTORS for row in members):
            return _too_long(name)
        found = [self._along(row) for row in members]
        whole = added([product for product, _ in found])
        if whole is None or len(whole) > _MOST_TYPESET:
            return _too_long(name)
        return self._written(name, whole, [each for _, held in found for each in held])

    def definitions(self) -> list[Line]:
        """What the names of intermediate values that have been written stand for, in the order of the forward pass."""
        lines: dict[int, Line] = {}
        while len(lines) < _MOST_DEFINED and (left := self._used - {self._named(row) for row in lines}):
            row = min(self._rows[each] for each in left)
            if int(self._order.size[row]) <= _SHORT:
                expression = expression_of(self._forest, self._node(row))
            else:
                operands = [self._operand(each) for each in self._operands(row)]
                key = OPERATOR_LIST[self._order.operator[row]].key
                expression = (*(token for each in operands for token in each), key)
            lines[row] = self._written(self._names.bare(row), expression)
        return [lines[row] for row in sorted(lines)]

    def _named(self, row: int) -> Leaf:
        first = self._names.expression(row)[0]
        assert isinstance(first, Leaf)
        return first

    def _written(self, name: Name, expression: Expression, held: Sequence[Condition] = ()) -> Line:
        """An equation, whose names are to be defined."""
        for each in (expression, *(side for condition in held for side in condition)):
            self._used |= self._rows.keys() & {token for token in each if isinstance(token, Leaf)}
        return _equation(name, expression, held)

    def _local(self, parent: int, slot: int) -> list[Line]:
        """∂r/∂q by the rule, and what is taken where that does not hold."""
        below = self._names.of(int(self._order.operands[parent, slot]))
        rule, held = self._rule(parent, slot)
        for row in (parent, int(self._order.operands[parent, slot])):
            self._used |= self._rows.keys() & set(self._operand(row))
        name = _derivative(self._names.of(parent), below)
        return [self._written(name, rule, held), *(_taken(name, each) for each in held)]

    def _along(self, row: int) -> tuple[Expression, list[Condition]]:
        product: Expression = ONE
        held: list[Condition] = []
        for parent, slot, _, _ in path_of(self._evaluation, row):
            factor, needs = self._rule(parent, slot)
            product = shortened(TIMES.key, (product, factor))
            held += needs
        return product, held

    def _rule(self, parent: int, slot: int) -> tuple[Expression, list[Condition]]:
        """A local derivative and where it holds; by the value of the operation where that is shorter."""
        key = OPERATOR_LIST[self._order.operator[parent]].key
        operands = [self._operand(each) for each in self._operands(parent)]
        rule = by_value(key, slot, self._operand(parent)) or local_derivative(key, slot, operands)
        assert rule is not None  # a test holds the table to it
        return rule, conditions(key, slot, operands)

    def _operand(self, row: int) -> Expression:
        """How a node stands in a formula: by its name; a number as itself."""
        if not self._order.varies[row] and int(self._order.size[row]) <= _SHORT:
            return expression_of(self._forest, self._node(row))
        name = self._names.expression(row)
        first = name[0]
        if self._names.is_intermediate(row) and isinstance(first, Leaf):
            self._rows.setdefault(first, row)
        return name

    def _operands(self, row: int) -> list[int]:
        arity = OPERATOR_LIST[self._order.operator[row]].arity
        return [int(each) for each in self._order.operands[row, :arity]]

    def _partial(self, below: Name, row: int) -> Name:
        return _derivative(self._names.output(row), below)

    def _depth(self, row: int) -> int:
        return int(self._order.depth[row] - self._order.depth[int(self._evaluation.tape.output[row])])

    def _node(self, row: int) -> NodeId:
        return int(self._order.ids[row])


def _derivative(above: Name, below: Name) -> Name:
    """∂r/∂q as the left side of an equation."""
    up, down = above.below(), below.below()
    latex = rf"\frac{{\partial {up.latex}}}{{\partial {down.latex}}}"
    return Name(latex, f"∂{up.plain}/∂{down.plain}", f"∂{up.text}/∂{down.text}")


def _equation(name: Name, expression: Expression, held: Sequence[Condition] = ()) -> Line:
    """A name and what it is, and where."""
    line = Line(f"{name.latex} = {_latex(expression)}", f"{name.plain} = {_text(expression)}")
    told = list(dict.fromkeys(held))
    if not told:
        return line
    if len(told) > _MOST_CONDITIONS:
        return _behind(line, translate("accounts", "off the kinks"), "", "")
    latex = r",\ ".join(rf"{_latex(each.left)} \neq {_latex(each.right)}" for each in told)
    plain = ", ".join(f"{_text(each.left)} ≠ {_text(each.right)}" for each in told)
    return _behind(line, translate("accounts", "for "), latex, plain)


def _taken(name: Name, held: Condition) -> Line:
    """What a derivative is by convention, where its formula does not hold."""
    sides = [f"{side(held.left)} = {side(held.right)}" for side in (_latex, _text)]
    return _behind(_equation(name, held.taken), translate("accounts", "for "), *sides)


def _behind(line: Line, words: str, latex: str, plain: str) -> Line:
    return Line(rf"{line.latex} \quad\text{{{words}}}{latex}", f"{line.plain} {words}{plain}")


def _too_long(name: Name) -> Line:
    return _in_words(name, translate("accounts", "too long to be written"))


def _in_words(name: Name, words: str) -> Line:
    return Line(rf"{name.latex}:\ \text{{{words}}}", f"{name.plain}: {words}").in_role(Role.WORDS)


def _latex(expression: Expression) -> str:
    return tidy_latex(print_latex(expression))


def _text(expression: Expression) -> str:
    return tidy_text(typeset_formula(expression))
