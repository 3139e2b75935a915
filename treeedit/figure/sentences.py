"""What a step does, as a line of mathematics with its numbers: value = 3² = 9, ∂f/∂g = ∂f/∂r · ∂r/∂g = 1 · 2·3 = 6.

A line is LaTeX for the eye and plain text for readers of the screen; both come from the same expressions, which are
written, not computed: the last number is that of the passes.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from enum import Enum
from typing import NamedTuple

from treeedit.figure.designations import latex_formula, plain_formula, short_formula
from treeedit.figure.look import Look
from treeedit.figure.numbers import MINUS, summand_text
from treeedit.model.derivatives import local_derivative
from treeedit.model.forest import Forest
from treeedit.model.labels import number_of
from treeedit.model.operator_entry import PRODUCT, Notation
from treeedit.model.operators import OPERATORS
from treeedit.model.order import OPERATOR_LIST
from treeedit.model.passes import Evaluation
from treeedit.model.paths import path_of
from treeedit.model.printing import print_expression
from treeedit.model.records import Expression, Leaf
from treeedit.model.sets import Sets
from treeedit.model.steps import Phase, Step
from treeedit.model.typesetting import latex_of_label, print_latex
from treeedit.words import translate

MOST_LINES = 4
"""A step with more numbers than this says only how many there are."""
MOST_SUMMANDS = 12
MOST_FACTORS = 12
"""Of a path that is written out."""
_PLACES = ("operanda", "operandb")


class Role(Enum):
    """What a piece of a line is, which says how it looks: numbers have the colours that they have on the canvas."""

    SYMBOL = "symbol"
    VALUE = "value"
    PARTIAL = "partial"
    WORDS = "words"
    FAULT = "fault"


class Piece(NamedTuple):
    """A stretch of a line that has one look, in both forms."""

    latex: str
    plain: str
    role: Role = Role.SYMBOL


class Line(NamedTuple):
    """One equation, or a few words, in both forms, and in pieces if they do not all look the same."""

    latex: str
    plain: str
    pieces: tuple[Piece, ...] = ()

    def parts(self) -> tuple[Piece, ...]:
        """The pieces; all of the line if it has but one look."""
        return self.pieces or (Piece(self.latex, self.plain),)

    def in_role(self, role: Role) -> Line:
        """The same line as one piece."""
        return self._replace(pieces=(Piece(self.latex, self.plain, role),))


class Teller:
    """Says what happens at a step, in the numbers of an evaluation."""

    def __init__(self, forest: Forest, sets: Sets, evaluation: Evaluation, look: Look) -> None:
        self._forest, self._sets, self._evaluation, self._look = forest, sets, evaluation, look
        self._order = evaluation.order

    def tell(self, step: Step) -> list[Line]:
        """The lines of a step: one for each number that appears, or how many they are."""
        if step.phase is Phase.SUMS:
            return [self.sum_line(step.rows)]
        if step.phase is Phase.INPUTS:
            return self._inputs(step.rows)
        if len(step.rows) > MOST_LINES:
            return [self._count(step)]
        if step.phase is Phase.FORWARD:
            names = self._formulas(step.rows)
            return [self.value_line(row, names.get(row)) for row in step.rows]
        names = self._formulas([each for row in step.rows for each in self._spoken_of(row)])
        return [self.partial_line(row, names) for row in step.rows]

    def value_line(self, row: int, name: Line | None = None) -> Line:
        """The value of a node from those of its operands; of a leaf, what it is given. name: of one that has none."""
        name = self._name(row) or name or Line(r"\mathrm{value}", translate("sentences", "value"))
        value = float(self._evaluation.value[row])
        if self._order.operator[row] < 0:
            return _equation(name, self._number(value, Role.VALUE))
        entry = OPERATOR_LIST[self._order.operator[row]]
        operands = [self._expression(float(self._evaluation.value[each])) for each in self._operands(row)]
        written = (*(token for each in operands for token in each), entry.key)
        made = _written(written).in_role(Role.VALUE)
        if math.isnan(value):
            return _with_words(_equation(name, made), self._evaluation.problem(row) or "")
        return _equation(name, made, self._number(value, Role.VALUE))

    def partial_line(self, row: int, names: Mapping[int, Line] | None = None) -> Line:
        """∂f/∂q = ∂f/∂r · ∂r/∂q with its numbers; 1 for f itself. names: of nodes that have none."""
        names = self._formulas(self._spoken_of(row)) if names is None else names
        output = int(self._evaluation.tape.output[row])
        f, q = self._output_name(output), self._below(row, names) or Line("q", "q")
        partial = float(self._evaluation.partial[row])
        if row == output:
            return _equation(_derivative(f, f), self._number(partial, Role.PARTIAL))
        parent = int(self._order.parent[row])
        r = f if parent == output else self._below(parent, names) or Line("r", "r")
        product = _joined(" \\cdot ", " · ", (_derivative(f, r), _derivative(r, q)))
        if math.isnan(partial):
            return _with_words(_equation(_derivative(f, q), product), self._evaluation.problem(row) or "")
        return _equation(_derivative(f, q), product, self._product(parent, row), self._number(partial, Role.PARTIAL))

    def path_line(self, row: int) -> Line:
        """∂f/∂q as the product of the local derivatives along its path; of a long one only how many they are."""
        if not self._order.varies[row]:
            return _words(translate("sentences", "A constant: nothing is differentiated by it."))
        output = int(self._evaluation.tape.output[row])
        if output < 0:
            words = self._evaluation.problem(row) or ""
            return Line(rf"\text{{{words}}}", words)
        name, partial = self.derivative(row), float(self._evaluation.partial[row])
        if math.isnan(partial):
            return _with_words(name, self._evaluation.problem(row) or "")
        many = int(self._order.depth[row] - self._order.depth[output])
        if many > MOST_FACTORS:
            words = translate("sentences", "the product of {0} local derivatives").format(f"{many:,}")
            return _equation(name, Line(rf"\text{{{words}}}", words), self._number(partial, Role.PARTIAL))
        factors = [self._number_factor(each.local) for each in path_of(self._evaluation, row)]
        return _equation(
            name, *([_joined(r" \cdot ", " · ", factors)] if factors else []), self._number(partial, Role.PARTIAL)
        )

    def derivative(self, row: int) -> Line:
        """∂f/∂q, as it is called."""
        output = int(self._evaluation.tape.output[row])
        return _derivative(self._output_name(output), self._name(row) or Line("q", "q"))

    def called(self, row: int) -> Line:
        """What a node is called: its label, its function's name or its tree's; else q."""
        return self._name(row) or Line("q", "q")

    def sum_line(self, members: Sequence[int]) -> Line:
        """∂f/∂x as the sum over the members of its set."""
        output = int(self._evaluation.tape.output[members[0]])
        formula = self._formula(members[0])
        q = self._name(members[0]) or (Line("q", "q") if formula is None else _bracketed(formula))
        partials = [float(self._evaluation.partial[row]) for row in members]
        total = self._number(float(sum(partials)), Role.PARTIAL)
        name = _derivative(self._output_name(output), q)
        return _equation(name, self._summands(partials), total) if len(members) > 1 else _equation(name, total)

    def _summands(self, partials: Sequence[float]) -> Line:
        shown = [self._summand(self._look.number(partial)) for partial in partials[:MOST_SUMMANDS]]
        rest = [Line(r"\ldots", "…")] if len(partials) > len(shown) else []
        return _joined(" + ", " + ", [*shown, *rest])

    def _summand(self, text: str) -> Line:
        latex = print_latex(_number_expression(text))
        bracketed = rf"\left({latex}\right)" if latex.startswith("-") else latex
        return Line(bracketed, summand_text(text)).in_role(Role.PARTIAL)

    def _inputs(self, rows: Sequence[int]) -> list[Line]:
        labels = dict.fromkeys(self._order.labels[int(self._order.label[row])] for row in rows)
        values = {label: self._forest.inputs[label].value for label in labels if label in self._forest.inputs}
        if not values:
            return [_words(translate("sentences", "There are no inputs, only numbers."))]
        shown = list(values.items())[:MOST_LINES]
        lines = [_equation(_label(label), self._number(value, Role.VALUE)) for label, value in shown]
        rest = [Line(r"\ldots", "…")] if len(values) > len(shown) else []
        words = _words(translate("sentences", "The inputs are given:"), r"\quad ", " ")
        return [_joined("", "", [words, _joined(r",\quad ", ", ", [*lines, *rest])])]

    def _count(self, step: Step) -> Line:
        forward = step.phase is Phase.FORWARD
        words = (
            translate("sentences", "{0} values appear, each from its operands")
            if forward
            else translate("sentences", "{0} partials appear, each from its parent")
        )
        return _words(words.format(len(step.rows)))

    def _product(self, parent: int, row: int) -> Line:
        """∂f/∂r · ∂r/∂q in numbers, the local derivative as its rule says it."""
        above = self._summand(self._look.number(float(self._evaluation.partial[parent])))
        slot = 0 if self._order.operands[parent, 0] == row else 1
        rule = self._rule(parent, slot)
        local = self._number_factor(float(self._evaluation.local[parent, slot]))
        return _joined(r" \cdot ", " · ", (above, _factor(rule) if rule else local))

    def _number_factor(self, number: float) -> Line:
        """A number as one factor of a product: in brackets if it is negative."""
        text = self._look.number(number)
        return Line(_factor(_number_expression(text)).latex, summand_text(text))

    def _rule(self, parent: int, slot: int) -> Expression | None:
        """The local derivative with numbers for the operands; whole exponents are made shorter, products are not."""
        entry = OPERATOR_LIST[self._order.operator[parent]]
        rows = self._operands(parent)
        places: list[Expression] = [
            (self._leaf(each),) if self._is_constant(each) else (Leaf(name),)
            for each, name in zip(rows, _PLACES, strict=False)
        ]
        rule = local_derivative(entry.key, slot, places)
        if rule is None:
            return None
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

    def _name(self, row: int) -> Line | None:
        """What a node is called: its label, its function's name, or its tree's; None if it is called nothing."""
        if self._order.operator[row] < 0:
            return _label(self._leaf(row).label)
        if name := self._sets.name_of(row):
            return _label(name)
        root = self._forest.roots.get(int(self._order.ids[row]))
        return None if root is None else _label(root.name)

    def _spoken_of(self, row: int) -> list[int]:
        """The nodes that a partial is told with: its own and the one above, without the output."""
        output = int(self._evaluation.tape.output[row])
        return [each for each in (row, int(self._order.parent[row])) if row != output and each != output]

    def _formulas(self, rows: Iterable[int]) -> dict[int, Line]:
        """The formulas of those of some nodes that have no name, where they are short; none if that is but one node."""
        nameless = [row for row in dict.fromkeys(rows) if self._name(row) is None]
        found = {row: self._formula(row) for row in nameless} if len(nameless) > 1 else {}
        return {row: formula for row, formula in found.items() if formula is not None}

    def _formula(self, row: int) -> Line | None:
        expression = short_formula(self._order, self._sets, row)
        return None if expression is None else Line(latex_formula(expression), plain_formula(expression))

    def _below(self, row: int, formulas: Mapping[int, Line]) -> Line | None:
        """What a node is called behind a ∂; None if it has neither a name nor a formula."""
        return self._name(row) or (_bracketed(formulas[row]) if row in formulas else None)

    def _output_name(self, output: int) -> Line:
        return self._name(output) or Line("f", "f")

    def _expression(self, number: float) -> Expression:
        return _number_expression(self._look.number(number))

    def _number(self, number: float, role: Role) -> Line:
        text = self._look.number(number)
        return Line(print_latex(_number_expression(text)), text).in_role(role)


def _number_expression(text: str) -> Expression:
    """A number's text as an expression, so that signs and fractions get their brackets where they need them."""
    if text.startswith(MINUS):
        return (*_number_expression(text[1:]), "neg")
    above, slash, below = text.partition("/")
    return (Leaf(above), Leaf(below), "/") if slash else (Leaf(text),)


def _label(label: str) -> Line:
    from treeedit.figure.typeset import typeset

    return Line(latex_of_label(label), typeset(label))


def _written(expression: Expression) -> Line:
    """An expression of numbers; in plain text, too, no two signs stand side by side."""
    signed: list[Leaf | str | None] = []
    for token in expression:
        if token == "neg" and isinstance(signed[-1], Leaf):
            signed[-1] = Leaf(f"{MINUS}{signed[-1].label}")
        else:
            signed.append(token)
    infix = isinstance(expression[-1], str) and OPERATORS[expression[-1]].notation is Notation.INFIX
    shown = [Leaf(summand_text(each.label)) if infix and isinstance(each, Leaf) else each for each in signed]
    return Line(print_latex(expression), print_expression(tuple(shown)).replace("*", " · ").replace("-", MINUS))


def _factor(expression: Expression) -> Line:
    """An expression as one factor of a product."""
    line, last = _written(expression), expression[-1]
    is_tight = isinstance(last, Leaf) or (last != "neg" and OPERATORS[str(last)].precedence >= PRODUCT)
    return line if is_tight else Line(rf"\left({line.latex}\right)", f"({line.plain})")


def _derivative(above: Line, below: Line) -> Line:
    return Line(rf"\frac{{\partial {above.latex}}}{{\partial {below.latex}}}", f"∂{above.plain}/∂{below.plain}")


def _bracketed(line: Line) -> Line:
    return Line(rf"\left({line.latex}\right)", f"({line.plain})")


def _joined(latex: str, plain: str, lines: Sequence[Line]) -> Line:
    """Lines in a row, with something between each and the next."""
    between = (Piece(latex, plain),) if plain else ()
    pieces: tuple[Piece, ...] = ()
    for index, line in enumerate(lines):
        pieces += (between if index else ()) + line.parts()
    return Line(latex.join(each.latex for each in lines), plain.join(each.plain for each in lines), pieces)


def _equation(*sides: Line) -> Line:
    """Sides that are equal; one that reads as the one before it is left out."""
    kept = [side for i, side in enumerate(sides) if i == 0 or side.plain != sides[i - 1].plain]
    return _joined(" = ", " = ", kept)


def _words(text: str, latex: str = "", plain: str = "") -> Line:
    """Words, and what is to follow them in both forms."""
    return Line(rf"\text{{{text}}}{latex}", f"{text}{plain}").in_role(Role.WORDS)


def _with_words(line: Line, words: str) -> Line:
    return _joined("", "", [line, Line(rf"\quad\text{{{words}}}", f": {words}").in_role(Role.FAULT)])
