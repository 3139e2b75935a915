"""What a step does, as a line of mathematics: g² = 3² = 9, ∂f/∂g⁽¹⁾ = ∂f/∂(g²) · ∂(g²)/∂g⁽¹⁾ = 1 · 2 · 3 = 6.

A line is LaTeX for the eye and plain text for readers of the screen; both come from the same expressions, which are
written, not computed: the last number is that of the passes. Where the numbers that are written, worked out, are not
what is written behind them, the sign between them is ≈. How nodes are called, `names` says alone.

In the shared form the sentences are about its nodes: ∂f/∂g is what all edges that arrive at g bring, added up.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from copy import copy
from dataclasses import replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from treeedit.figure.lines import (
    MOST_SYMBOLS,
    Line,
    Role,
    as_summand,
    derivative_of,
    equation,
    factor_of_names,
    factor_of_numbers,
    is_equal,
    is_near,
    joined,
    line_of_label,
    line_of_name,
    line_of_names,
    line_of_numbers,
    line_of_words,
    lost,
    number_expression,
    several,
    told_of,
    with_result,
    with_rule,
    with_words,
    worked_out,
)
from treeedit.figure.look import Look
from treeedit.figure.names import Names
from treeedit.figure.numbers import is_exact, summand_text
from treeedit.model.derivatives import by_value, local_derivative
from treeedit.model.exact import exactly
from treeedit.model.forest import Forest
from treeedit.model.labels import number_of
from treeedit.model.order import OPERATOR_LIST
from treeedit.model.passes import Evaluation
from treeedit.model.paths import path_of
from treeedit.model.reasons import has_underflown, why_no_partial
from treeedit.model.records import Expression, Leaf
from treeedit.model.sets import Sets, total_of, totals_of
from treeedit.model.sharing import Sharing
from treeedit.model.steps import Phase, Step
from treeedit.model.tokens import TIMES
from treeedit.model.typesetting import print_latex
from treeedit.words import translate

MOST_LINES = 4
"""A step with more numbers than this says only how many there are."""
MOST_FACTORS = 12
"""Of a path that is written out."""
_PLACES = ("operanda", "operandb")
_CLOSE = 1e-12
_TOLD = 5e-3
"""How far numbers as they are written may be from what they come to: what is farther is written with more digits."""
_MOST_DIGITS = 17


class Teller:
    """Says what happens at a step, in the numbers of an evaluation."""

    def __init__(
        self, forest: Forest, sets: Sets, evaluation: Evaluation, look: Look, sharing: Sharing | None = None
    ) -> None:
        self._forest, self._evaluation, self._look = forest, evaluation, look
        self._order, self._sets, self._sharing = evaluation.order, sets, sharing
        node = None if sharing is None else sharing.node
        self.names = Names(forest, evaluation.order, sets, evaluation.tape.output, node)

    def tell(self, step: Step) -> list[Line]:
        """The lines of a step: one for each number that appears, or how many they are."""
        if step.phase is Phase.SUMS and len(step.sums) == 1 and len(step.rows) > 1:
            return [self.sum_line(step.rows)]
        if step.phase is Phase.SUMS:
            return self._totals(step.sums)
        if step.phase is Phase.INPUTS:
            return self._inputs(step.rows)
        if len(step.rows) > MOST_LINES:
            return [self._count(step)]
        if step.phase is Phase.FORWARD:
            return [self.value_line(row) for row in step.rows]
        return [self.partial_line(row) for row in step.rows]

    def value_line(self, row: int) -> Line:
        """The value of a node from those of its operands; of a leaf, what it is given."""
        value = float(self._evaluation.value[row])
        if self._order.operator[row] < 0:
            return self._given(self.value_of(row), value, Role.VALUE)
        rows, entry = self._operands(row), OPERATOR_LIST[self._order.operator[row]]
        symbols = line_of_names((*(token for each in rows for token in self._symbol(each)), entry.key))
        written = self._precise(lambda teller: teller._operation(row), value) or self._operation(row)
        made, line = line_of_numbers(written).in_role(Role.VALUE), equation(self.value_of(row), symbols)
        if math.isnan(value):
            return with_words(equation(line, made), self._evaluation.problem(row) or "")
        line = with_result(line, symbols, made, is_near(written, value) and all(map(self._is_true, rows)))
        line = with_result(line, made, self._number(value, Role.VALUE), self._comes_to(written, value))
        return with_rule(line, translate("sentences", "underflow") if has_underflown(self._evaluation, row) else "")

    def _given(self, name: Line, number: float, role: Role) -> Line:
        """A name and its number, with the sign that the rule of `numbers` asks for."""
        return with_result(name, name, self._number(number, role), is_exact(number, self._look.number(number)))

    def _operation(self, row: int) -> Expression:
        """An operation on the numbers of its operands; π and e stay what they are."""
        return (*(token for each in self._operands(row) for token in self._operand(each)), self._key(row))

    def _operand(self, row: int) -> Expression:
        """The number of a node; π and e by their names."""
        leaf = (self._leaf(row),) if self._is_constant(row) else ()
        return leaf if leaf and exactly(leaf) is None else self._expression(self._value(row))

    def _key(self, row: int) -> str:
        return OPERATOR_LIST[int(self._order.operator[row])].key

    def _precise(self, write: Callable[[Teller], Expression], number: float) -> Expression | None:
        """Numbers with as many digits as tell what they come to; None where no digits do."""
        for digits in range(self._look.digits, _MOST_DIGITS + 1):
            teller = copy(self)
            teller._look = replace(self._look, digits=digits)
            written = write(teller)
            found = worked_out(written)
            if found is None and math.isnan(number):
                return written
            if found is not None and abs(found - number) <= _TOLD * abs(number) + _CLOSE * (number == 0):
                return written
        return None

    def _is_true(self, row: int) -> bool:
        """Whether the number that is written for a node is its value: not rounded, and no underflow."""
        value = self._value(row)
        if self._order.operator[row] < 0:
            return self._operand(row) != self._expression(value) or is_exact(value, self._look.number(value))
        return math.isfinite(value) and self._comes_to(self._operation(row), value)

    def _comes_to(self, written: Expression, number: float) -> bool:
        """Whether numbers as they are written, worked out exactly, are another one, and that one is written exactly."""
        text = self._look.number(number)
        return is_exact(number, text) and is_equal(written, number_expression(text))

    def partial_line(self, row: int) -> Line:
        """∂f/∂q = ∂f/∂r · ∂r/∂q with its numbers, and the rule behind the local derivative; 1 for f itself."""
        output = int(self._evaluation.tape.output[row])
        name, partial = self.derivative(row), float(self._partial[row])
        arriving = [] if self._sharing is None else self._sharing.arrivals(row).tolist()
        if len(arriving) > 1:
            return self._arrivals_line(row, arriving)
        if row == output:
            words = translate("sentences", "the seed: {0} moves one for one with itself")
            if math.isnan(partial):
                return self._missing(name, row)
            line = equation(name, self._number(partial, Role.PARTIAL))
            return with_rule(line, words.format(self.names.of(output).plain))
        parent = int(self._order.parent[row])
        if parent == output:
            product = self._local_symbol(parent, row)
        else:
            product = joined(" \\cdot ", " · ", (self.derivative(parent), self._local(parent, row)))
        if math.isnan(partial):
            return self._missing(name, row)
        return self._partial_in_numbers(row, parent, (name, product), partial)

    def _partial_in_numbers(self, row: int, parent: int, sides: tuple[Line, Line], partial: float) -> Line:
        slot, above = self._slot(parent, row), float(self._partial[parent])
        is_top = parent == int(self._evaluation.tape.output[row])
        factor = self._factor_in_numbers(parent, slot)
        if (
            self._precise(lambda _: factor if is_top else (*self._expression(above), *factor, TIMES.key), partial)
            is None
        ):
            factor = self._factor_precisely(parent, slot)
        numbers = line_of_numbers(factor)
        if not is_top:
            numbers = joined(r" \cdot ", " · ", (self._number(above, Role.PARTIAL), factor_of_numbers(factor)))
        product = factor if is_top else (*self._expression(above), *factor, TIMES.key)
        is_true = is_near(product, partial) and self._is_factor_true(parent, slot)
        line = with_result(equation(*sides), sides[1], numbers, is_true)
        line = with_result(line, numbers, self._number(partial, Role.PARTIAL), self._comes_to(product, partial))
        law = self._law(parent, slot)
        is_lost = partial == 0 and above != 0 and self._has_vanished(parent, factor)
        return with_rule(line, f"{law}; {translate('sentences', 'underflow')}" if is_lost else law)

    def _factor_precisely(self, parent: int, slot: int) -> Expression:
        """A local derivative by its rule with as many digits as it takes, or as a number where none are enough."""
        local = float(self._evaluation.local[parent, slot])
        return self._precise(lambda teller: teller._factor_in_numbers(parent, slot), local) or self._expression(local)

    def _is_factor_true(self, parent: int, slot: int) -> bool:
        """Whether the numbers that a rule is written with are the true ones."""
        if self._evaluation.remarks[parent]:
            return True
        if OPERATOR_LIST[self._order.operator[parent]].by_value:
            return self._is_true(parent)
        rows = self._operands(parent)
        places = [(Leaf(name),) for name in _PLACES[: len(rows)]]
        rule = local_derivative(self._key(parent), slot, places) or ()
        return all(self._is_true(row) for row, place in zip(rows, places, strict=True) if place[0] in rule)

    def _has_vanished(self, parent: int, factor: Expression) -> bool:
        """Whether a product is 0 only as it is too small for a double."""
        exact = exactly(factor)
        return has_underflown(self._evaluation, parent) if exact is None or exact == 0 else True

    def _missing(self, line: Line, row: int) -> Line:
        """That there is no derivative, and why; no rule says what is not there."""
        words = translate("sentences", "does not exist: {0}").format(why_no_partial(self._evaluation, row))
        return joined("", "", [line, Line(rf"\quad\text{{{words}}}", f" {words}").in_role(Role.FAULT)])

    def _arrivals_line(self, row: int, edges: Sequence[int]) -> Line:
        """∂f/∂g as the sum of what arrives through several edges of the shared form: 1 · 2 · 3 + 1 · (−3)/3²."""
        assert self._sharing is not None
        total, sides = float(self._partial[row]), [self.derivative(row)]
        ways = [(int(self._sharing.parent[edge]), int(self._sharing.slot[edge])) for edge in edges]
        told, brought = told_of(ways), self._brought[list(edges)].tolist()
        symbols = [each for way in told if (each := self._way_in_symbols(row, *way)) is not None]
        if len(symbols) == len(told):
            sides.append(several([as_summand(each, at) for at, each in enumerate(symbols)], len(ways)))
        if math.isnan(total):
            lost = [each for each in self._sharing.instances(row) if math.isnan(self._evaluation.partial[each])]
            return self._missing(sides[0], int(lost[0]))
        made = [self._way_in_numbers(*way) for way in told]
        numbers = several([as_summand(line, at) for at, (line, _) in enumerate(made)], len(ways))
        texts = [self._expression(each) for each in told_of(brought)]
        is_same = all(is_equal(product, text) for (_, product), text in zip(made, texts, strict=True))
        is_true = all(map(is_near, (product for _, product in made), told_of(brought)))
        summands = self._summands(brought)
        line = with_result(equation(*sides), sides[-1], numbers, is_true)
        line = with_result(line, numbers, summands, is_same)
        line = with_result(line, summands, self._number(total, Role.PARTIAL), self._adds_up(brought, total))
        remarks = dict.fromkeys(self._law(*way) for way in ways if self._evaluation.remarks[way[0]])
        return with_rule(line, "; ".join(remarks) or translate("sentences", "a summand for each edge that arrives"))

    def _way_in_symbols(self, row: int, parent: int, slot: int) -> Line | None:
        """What an edge brings, ∂f/∂r · ∂r/∂g; the rule for ∂r/∂g where g stands in r a second time."""
        assert self._sharing is not None
        is_top = parent == int(self._evaluation.tape.output[row])
        other = int(self._order.operands[parent, 1 - slot])
        again = other >= 0 and bool((self._sharing.node[self._order.first[other] : other + 1] == row).any())
        if not is_top and not again:
            return joined(r" \cdot ", " · ", [self.derivative(parent), self._local(parent, row)])
        rule = self._rule_in_symbols(parent, slot)
        if rule is None or is_top:
            return None if rule is None else line_of_names(rule)
        return joined(r" \cdot ", " · ", [self.derivative(parent), factor_of_names(rule)])

    def _way_in_numbers(self, parent: int, slot: int) -> tuple[Line, Expression]:
        """The same in numbers, as it is written and as it is to be worked out."""
        factor = self._factor_in_numbers(parent, slot)
        if parent == int(self._evaluation.tape.output[parent]):
            return line_of_numbers(factor), factor
        above = float(self._partial[parent])
        line = joined(r" \cdot ", " · ", (self._number(above, Role.PARTIAL), factor_of_numbers(factor)))
        return line, (*self._expression(above), *factor, TIMES.key)

    def _factor_in_numbers(self, parent: int, slot: int) -> Expression:
        """A local derivative: by its rule, or, at a kink and where there is none, as a number."""
        rule = None if self._evaluation.remarks[parent] else self._rule(parent, slot)
        return rule or self._expression(float(self._evaluation.local[parent, slot]))

    @cached_property
    def _partial(self) -> NDArray[np.float64]:
        """(n,) The partials; in the shared form those of the nodes, each the sum over its copies."""
        if self._sharing is None:
            return self._evaluation.partial
        return self._sharing.gathered(self._evaluation.partial)[self._sharing.node]

    @cached_property
    def _brought(self) -> NDArray[np.float64]:
        """(edges,) What each edge of the shared form brings."""
        assert self._sharing is not None
        arrival = self._sharing.edges_of(self._order)
        below = arrival >= 0
        return totals_of(arrival[below], self._evaluation.partial[below], len(self._sharing.parent))

    def _law(self, parent: int, slot: int) -> str:
        """The rule by which an operation is differentiated; at a kink the convention."""
        if self._evaluation.remarks[parent]:
            return self._evaluation.remark(parent) or ""
        laws = OPERATOR_LIST[self._order.operator[parent]].laws
        return translate("operators", laws[min(slot, len(laws) - 1)])

    def _local(self, parent: int, row: int) -> Line:
        """∂r/∂q."""
        return derivative_of(line_of_name(self.names.of(parent).below()), line_of_name(self.names.of(row).below()))

    def _local_symbol(self, parent: int, row: int) -> Line:
        """∂f/∂q of an operand of f itself, by the rule: 2g; where no formula says it, the derivative again."""
        rule = self._rule_in_symbols(parent, self._slot(parent, row))
        return self.derivative(row) if rule is None else line_of_names(rule)

    def _rule_in_symbols(self, parent: int, slot: int) -> Expression | None:
        """∂r/∂q by the rule, in names; None where no formula says it."""
        entry = OPERATOR_LIST[self._order.operator[parent]]
        operands = [self._symbol(each) for each in self._operands(parent)]
        rule = local_derivative(entry.key, slot, operands)
        if rule is None or self._evaluation.remarks[parent]:
            return None
        return by_value(entry.key, slot, self._symbol(parent)) or rule

    def _slot(self, parent: int, row: int) -> int:
        return 0 if self._order.operands[parent, 0] == row else 1

    def path_line(self, row: int) -> Line:
        """∂f/∂q as the product of the local derivatives along its path; of a long one only how many they are."""
        if self._order.complete[row] and not self._order.varies[row]:
            return line_of_words(translate("sentences", "A constant: nothing is differentiated by it."))
        output = int(self._evaluation.tape.output[row])
        if output < 0:
            words = self._evaluation.problem(row) or ""
            return Line(rf"\text{{{words}}}", words)
        name, partial = self.derivative(row), float(self._evaluation.partial[row])
        if math.isnan(partial):
            return self._missing(name, row)
        many = int(self._order.depth[row] - self._order.depth[output])
        if many > MOST_FACTORS:
            words = translate("sentences", "the product of {0} local derivatives").format(f"{many:,}")
            return self._given(equation(name, Line(rf"\text{{{words}}}", words)), partial, Role.PARTIAL)
        path = path_of(self._evaluation, row)
        factors = [self._number_factor(each.local) for each in path]
        if not factors:
            return self._given(name, partial, Role.PARTIAL)
        product = joined(r" \cdot ", " · ", factors)
        written: Expression = self._expression(path[0].local)
        for step in path[1:]:
            written = (*written, *self._expression(step.local), TIMES.key)
        line = with_result(name, name, product, is_near(written, partial))
        return with_result(line, product, self._number(partial, Role.PARTIAL), self._comes_to(written, partial))

    def derivative(self, row: int) -> Line:
        """∂f/∂q of one node, a copy by its name and number."""
        return derivative_of(line_of_name(self.names.output(row).below()), line_of_name(self.names.of(row).below()))

    def total(self, row: int) -> Line:
        """∂f/∂x of all copies together."""
        return derivative_of(line_of_name(self.names.output(row).below()), line_of_name(self.names.bare(row).below()))

    def value_of(self, row: int) -> Line:
        """What a node is called where its value is told: a leaf as all its copies."""
        return line_of_name(self.names.bare(row) if self._order.operator[row] < 0 else self.names.of(row))

    def called(self, row: int) -> Line:
        """What a node is called."""
        return line_of_name(self.names.of(row))

    def sum_line(self, members: Sequence[int]) -> Line:
        """∂f/∂x as the sum over its copies: in symbols, in numbers, and what it comes to."""
        partials = [float(self._partial[row]) for row in members]
        total, name = total_of(partials), self.total(members[0])
        shown = self._number(total, Role.PARTIAL)
        if math.isnan(total):
            lacking = (row for row in members if math.isnan(self._evaluation.partial[row]))
            return self._missing(name, next(lacking, members[0]))
        if len(members) == 1:
            return self._given(name, total, Role.PARTIAL)
        symbols = several([self.derivative(row) for row in told_of(members)], len(members))
        summands = self._summands(partials)
        is_true = all(is_exact(each, self._look.number(each)) for each in partials)
        line = with_result(equation(name, symbols), symbols, summands, is_true)
        return with_result(line, summands, shown, self._adds_up(partials, total))

    def _summands(self, partials: Sequence[float]) -> Line:
        """Numbers as a sum."""
        first, *others = told_of(partials)
        return several([self._number(first, Role.PARTIAL), *map(self._summand, others)], len(partials))

    def _adds_up(self, partials: Sequence[float], total: float) -> bool:
        """Whether the numbers that are written add up to the one that is."""
        numbers = [exactly(self._expression(each)) for each in partials]
        known = [each for each in numbers if each is not None]
        text = self._look.number(total)
        is_same = len(known) == len(numbers) and sum(known) == exactly(number_expression(text))
        return is_same and is_exact(total, text)

    def _totals(self, numbers: Sequence[int]) -> list[Line]:
        """∂f/∂x = 17/3, ∂f/∂y = 2: the totals of some sets, a few in a line."""
        members = [self._sets.all_sets[number].members.tolist() for number in numbers]
        shown = [self._total_alone(each) for each in members[: MOST_LINES * MOST_SYMBOLS]]
        if len(members) > len(shown):
            shown.append(Line(r"\ldots", "…"))
        rows = [shown[at : at + MOST_SYMBOLS] for at in range(0, len(shown), MOST_SYMBOLS)]
        return [joined(r",\quad ", ", ", row) for row in rows]

    def _total_alone(self, members: Sequence[int]) -> Line:
        total, name = total_of(self._evaluation.partial[members].tolist()), self.total(members[0])
        return lost(name) if math.isnan(total) else self._given(name, total, Role.PARTIAL)

    def _summand(self, number: float) -> Line:
        text = self._look.number(number)
        latex = print_latex(number_expression(text))
        bracketed = rf"\left({latex}\right)" if latex.startswith("-") else latex
        return Line(bracketed, summand_text(text)).in_role(Role.PARTIAL)

    def _inputs(self, rows: Sequence[int]) -> list[Line]:
        labels = dict.fromkeys(self._order.labels[int(self._order.label[row])] for row in rows)
        values = {label: self._forest.inputs[label].value for label in labels if label in self._forest.inputs}
        if not values:
            return [line_of_words(translate("sentences", "There are no inputs, only numbers."))]
        shown = list(values.items())[:MOST_LINES]
        lines = [self._given(line_of_label(label), value, Role.VALUE) for label, value in shown]
        rest = [Line(r"\ldots", "…")] if len(values) > len(shown) else []
        words = line_of_words(translate("sentences", "The inputs are given:"), r"\quad ", " ")
        return [joined("", "", [words, joined(r",\quad ", ", ", [*lines, *rest])])]

    def _count(self, step: Step) -> Line:
        forward = step.phase is Phase.FORWARD
        words = (
            translate("sentences", "{0} values appear, each from its operands")
            if forward
            else translate("sentences", "{0} partials appear, each from its parent")
        )
        return line_of_words(words.format(len(step.rows)))

    def _number_factor(self, number: float) -> Line:
        """A number as one factor of a product: in brackets if it is negative."""
        text = self._look.number(number)
        return Line(factor_of_numbers(number_expression(text)).latex, summand_text(text))

    def _rule(self, parent: int, slot: int) -> Expression | None:
        """The local derivative with numbers for the operands; whole exponents are made shorter, products are not."""
        entry = OPERATOR_LIST[self._order.operator[parent]]
        rows = self._operands(parent)
        places: list[Expression] = [
            (self._leaf(each),) if self._is_constant(each) else (Leaf(name),)
            for each, name in zip(rows, _PLACES, strict=False)
        ]
        rule = local_derivative(entry.key, slot, places)
        if rule is None or slot >= len(rows):
            return None
        if told := by_value(entry.key, slot, self._expression(self._value(parent))):
            return told
        numbers: dict[Leaf | str | None, Expression] = {
            Leaf(name): self._expression(float(self._evaluation.value[each]))
            for each, name in zip(rows, _PLACES, strict=False)
        }
        return tuple(token for each in rule for token in numbers.get(each, (each,)))

    def _operands(self, row: int) -> list[int]:
        arity = OPERATOR_LIST[self._order.operator[row]].arity
        return [int(each) for each in self._order.operands[row, :arity]]

    def _leaf(self, row: int) -> Leaf:
        return Leaf(self._order.labels[int(self._order.label[row])])

    def _is_constant(self, row: int) -> bool:
        return bool(self._order.operator[row] < 0) and number_of(self._leaf(row).label) is not None

    def _symbol(self, row: int) -> Expression:
        """How a node stands in a formula: its copies have one value, and one name there."""
        return self.names.expression(row) if row >= 0 else (None,)

    def _value(self, row: int) -> float:
        return float(self._evaluation.value[row])

    def _expression(self, number: float) -> Expression:
        return number_expression(self._look.number(number))

    def _number(self, number: float, role: Role) -> Line:
        text = self._look.number(number)
        return Line(print_latex(number_expression(text)), text).in_role(role)
