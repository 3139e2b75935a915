"""Derivatives as formulas: the local derivative at a slot, and ∂f/∂q as the product of those along the path to q.

The rules come from the table of operators. What they give is made shorter only where nobody could miss what went
(1·x is x, x^(2 − 1) is x): the formula still says where the number comes from. Off the kinks it is exact; where it
does not hold, and what is taken there, its conditions say.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import NamedTuple

import numpy as np

from treeedit.model.elementary import SCALAR
from treeedit.model.forest import Forest, expression_of
from treeedit.model.formula import parse
from treeedit.model.labels import EULER, number_of
from treeedit.model.operators import OPERATORS
from treeedit.model.records import Expression, Leaf, NodeId, Operation

LARGEST_WHOLE = 1_000_000
_PLACES = (Leaf("a"), Leaf("b"))
_RESULT = Leaf("y")
_FACTORED = ("*", "/")
_NUMBER_LONG = 2
"""Tokens of a whole number with its sign."""
ZERO: Expression = (Leaf("0"),)
ONE: Expression = (Leaf("1"),)


class Condition(NamedTuple):
    """A formula holds only where two sides differ; where they are equal, the derivative is taken as something else."""

    left: Expression
    right: Expression
    taken: Expression


def local_derivative(operator: str, slot: int, operands: Sequence[Expression]) -> Expression | None:
    """∂r/∂q as an expression, where r applies the operator to these operands and q is that in the slot.

    None where no formula of the table says it. Where its condition can never hold, as of max(x, x), what is taken.
    """
    rules = OPERATORS[operator].rules
    never = (each.taken for each in _conditions(operator, slot, operands) if _compared(each) is True)
    return next(never, _filled(rules[slot], operands) if rules else None)


def conditions(operator: str, slot: int, operands: Sequence[Expression]) -> list[Condition]:
    """Where a local derivative as a formula holds; none where that is plain."""
    found = _conditions(operator, slot, operands)
    return [] if any(map(_compared, found)) else [each for each in found if _compared(each) is None]


def _conditions(operator: str, slot: int, operands: Sequence[Expression]) -> list[Condition]:
    return [
        Condition(*(_filled(text, operands) for text in (each.left, each.right, each.taken)))
        for each in OPERATORS[operator].conventions
        if each.slot in (None, slot)
    ]


def _compared(condition: Condition) -> bool | None:
    """Whether the sides of a condition are equal whatever the inputs are; None where that depends on them."""
    if condition.left == condition.right:
        return True
    left, right = constant(condition.left), constant(condition.right)
    return None if left is None or right is None else left == right


def constant(expression: Expression) -> float | None:
    """The value of an expression of numbers; None if an input is in it, or if it has none."""
    stack: list[float] = []
    for token in expression:
        if isinstance(token, str):
            entry = OPERATORS[token]
            operands = stack[-entry.arity :]
            del stack[-entry.arity :]
            try:
                with np.errstate(all="raise"):
                    stack.append(float(entry.forward(SCALAR, *map(np.float64, operands))))
            except (ArithmeticError, ValueError, TypeError):
                return None
        else:
            number = None if token is None else number_of(token.label)
            if number is None:
                return None
            stack.append(number)
    return stack[-1]


def by_value(operator: str, slot: int, value: Expression) -> Expression | None:
    """∂r/∂q by the value of r itself, as p(1 − p) of a sigmoid; None where that is not the shorter way to say it."""
    rules = OPERATORS[operator].by_value
    if not rules:
        return None
    return tuple(part for token in _rule(rules[slot]) for part in (value if token == _RESULT else (token,)))


def factors(forest: Forest, node: NodeId, write: Callable[[NodeId], Expression]) -> list[Expression | None]:
    """The local derivatives from the root's down to the node's, as expressions; none for a root.

    write: how an operand is written, `expression_of` or something shorter.
    """
    found: list[Expression | None] = []
    slot = forest.slot_of(node)
    while slot is not None:
        record = forest.nodes[slot.parent]
        assert isinstance(record, Operation)
        operands = [(None,) if each is None else write(each) for each in record.operands]
        found.append(local_derivative(record.operator, slot.index, operands))
        slot = forest.slot_of(slot.parent)
    return found[::-1]


def partial_expression(forest: Forest, node: NodeId) -> Expression | None:
    """∂f/∂q for a node of a complete tree, as the product along its path; None where a factor has no formula."""
    product = ONE
    for factor in factors(forest, node, lambda each: expression_of(forest, each)):
        if factor is None:
            return None
        product = shortened("*", (product, factor))
    return product


def partial_conditions(forest: Forest, node: NodeId) -> list[Condition]:
    """Where the product along the path of a node of a complete tree holds."""
    found: list[Condition] = []
    slot = forest.slot_of(node)
    while slot is not None:
        record = forest.nodes[slot.parent]
        assert isinstance(record, Operation)
        if OPERATORS[record.operator].conventions:
            operands = [(None,) if each is None else expression_of(forest, each) for each in record.operands]
            found += conditions(record.operator, slot.index, operands)
        slot = forest.slot_of(slot.parent)
    return found[::-1]


def added(summands: Sequence[Expression | None]) -> Expression | None:
    """Products as a sum; what has a sign in front is taken away. None if one of them is none."""
    whole: list[Leaf | str | None] = []
    for each in summands:
        if each is None:
            return None
        positive = _without_sign(each) if whole else None
        if not whole or len(whole) <= _NUMBER_LONG >= len(each):
            whole = list(
                shortened("+", (tuple(whole) or ZERO, each))
                if positive is None
                else shortened("-", (tuple(whole), positive))
            )
        elif each != ZERO:
            whole += [*each, "+"] if positive is None else [*positive, "-"]
    return tuple(whole) or ZERO


def _without_sign(expression: Expression) -> Expression | None:
    """What is taken away where this is added: that behind a minus, also one of a first factor; else None."""
    if expression[-1] == "neg":
        return expression[:-1]
    if expression[-1] not in _FACTORED:
        return None
    middle = _start_of_last(expression[:-1])
    positive = _without_sign(expression[:middle])
    return None if positive is None else shortened(str(expression[-1]), (positive, expression[middle:-1]))


def _start_of_last(expression: Expression) -> int:
    """Where the last whole operand of some that stand in a row begins."""
    missing, place = 1, len(expression)
    while missing:
        place -= 1
        token = expression[place]
        missing += (OPERATORS[token].arity if isinstance(token, str) else 0) - 1
    return place


@cache
def _rule(text: str) -> Expression:
    return parse(text)[0].expression


def _filled(rule: str, operands: Sequence[Expression]) -> Expression:
    """A rule with the operands in their places, made shorter on the way."""
    stack: list[Expression] = []
    for token in _rule(rule):
        if isinstance(token, str):
            arity = OPERATORS[token].arity
            stack[-arity:] = [shortened(token, tuple(stack[-arity:]))]
        else:
            stack.append(operands[_PLACES.index(token)] if token in _PLACES else (token,))
    return stack[0]


def shortened(operator: str, operands: tuple[Expression, ...]) -> Expression:
    """The operator over its operands, or what that plainly is where one of them is 0 or 1 or all are whole numbers."""
    short = _SHORT.get(operator)
    found = short(*operands) if short else None
    return found if found is not None else (*(token for each in operands for token in each), operator)


def whole_number(expression: Expression) -> int | None:
    """The whole number that an expression is, perhaps with a sign; None if it is something else."""
    sign = 1
    while len(expression) > 1 and expression[-1] == "neg":
        sign, expression = -sign, expression[:-1]
    first = expression[0]
    number = number_of(first.label) if len(expression) == 1 and isinstance(first, Leaf) else None
    return sign * int(number) if number is not None and number == int(number) and number <= LARGEST_WHOLE else None


def _written(number: int) -> Expression:
    return (Leaf(str(abs(number))), "neg") if number < 0 else (Leaf(str(number)),)


def _sum(a: Expression, b: Expression) -> Expression | None:
    m, n = whole_number(a), whole_number(b)
    if m is not None and n is not None:
        return _written(m + n)
    return b if m == 0 else a if n == 0 else None


def _difference(a: Expression, b: Expression) -> Expression | None:
    m, n = whole_number(a), whole_number(b)
    if m is not None and n is not None:
        return _written(m - n)
    if n == 0:
        return a
    if m == 0:
        return shortened("neg", (b,))
    return shortened("+", (a, b[:-1])) if b[-1] == "neg" else None


def _product(a: Expression, b: Expression) -> Expression | None:
    m, n = whole_number(a), whole_number(b)
    if m is not None and n is not None:
        return _written(m * n)
    if 0 in (m, n):
        return ZERO
    if 1 in (m, n):
        return b if m == 1 else a
    if -1 in (m, n):
        return shortened("neg", (b if m == -1 else a,))
    return _signed_product(a, b) or _over(a, b) or _over(b, a)


def _signed_product(a: Expression, b: Expression) -> Expression | None:
    """A sign of one factor goes in front of the product."""
    if (positive := _without_sign(a)) is not None:
        return shortened("neg", (shortened("*", (positive, b)),))
    return None if (positive := _without_sign(b)) is None else shortened("neg", (shortened("*", (a, positive)),))


def _over(a: Expression, b: Expression) -> Expression | None:
    """1/u as a factor: what it is multiplied by goes above the line."""
    if a[-1] != "/":
        return None
    middle = _start_of_last(a[:-1])
    if whole_number(a[:middle]) != 1:
        return None
    below = a[middle:-1]
    return ONE if below == b else shortened("/", (b, below))


def _quotient(a: Expression, b: Expression) -> Expression | None:
    return ZERO if whole_number(a) == 0 else a if whole_number(b) == 1 else None


def _power(a: Expression, b: Expression) -> Expression | None:
    return {0: ONE, 1: a}.get(whole_number(b)) if whole_number(b) is not None else None  # type: ignore[arg-type]


def _negation(a: Expression) -> Expression | None:
    """Two signs are none; that of a product is the sign of its first factor."""
    if whole_number(a) == 0:
        return ZERO
    if (positive := _without_sign(a)) is not None or a[-1] not in _FACTORED:
        return positive
    middle = _start_of_last(a[:-1])
    return (*shortened("neg", (a[:middle],)), *a[middle:])


def _logarithm(a: Expression) -> Expression | None:
    return ONE if a == (Leaf(EULER),) else None


_SHORT: dict[str, Callable[..., Expression | None]] = {
    "+": _sum,
    "-": _difference,
    "*": _product,
    "/": _quotient,
    "^": _power,
    "neg": _negation,
    "ln": _logarithm,
}
