"""Marks what a student has worked out: right, or which of the common mistakes it is.

Somebody who types 6 for ∂f/∂x1 = 6 + (−1/3) has forgotten a summand, and is told which. A mistake is recognised by the
number that it leads to, so only those are looked for that lead to a number of their own.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from enum import Enum
from typing import NamedTuple

from treeedit.model.elementary import SCALAR
from treeedit.model.order import OPERATOR_LIST
from treeedit.model.passes import Evaluation
from treeedit.model.paths import path_of

_SAME = 1e-9
_ROUNDING = 1e-14
FEWEST_DIGITS = 2
"""A decimal is right if it is the number rounded to as many significant digits; one digit is a guess."""


class Mistake(Enum):
    """What a wrong number has come from."""

    ONE_OCCURRENCE = "one occurrence only"
    SUMMAND_MISSING = "a summand is missing"
    SUMMAND_SIGN = "a summand has the wrong sign"
    PRODUCT = "product instead of sum"
    NO_PARENT = "local derivative without the parent's partial"
    NO_LOCAL = "the parent's partial without the local derivative"
    FACTOR_MISSING = "a factor of the path is missing"
    SIGN = "sign"
    SWAPPED = "operands swapped"
    VALUE = "value instead of partial"
    PARTIAL = "partial instead of value"
    OTHER = "something else"


class Answer(NamedTuple):
    """What was typed: the number, and how many significant digits it was given with; None if it is exact."""

    number: float
    digits: int | None = None


class Verdict(NamedTuple):
    """Whether an answer is right; if not, the mistake and the rows of the nodes that it is about."""

    mistake: Mistake | None = None
    rows: tuple[int, ...] = ()

    @property
    def right(self) -> bool:
        """Whether there is no mistake."""
        return self.mistake is None


def agrees(answer: Answer, expected: float) -> bool:
    """Whether an answer is the expected number, as exactly as it was given."""
    if not math.isfinite(expected):
        return False
    if math.isclose(answer.number, expected, rel_tol=_SAME, abs_tol=_SAME * _SAME):
        return True
    if answer.digits is None or answer.digits < FEWEST_DIGITS or expected == 0:
        return False
    place = answer.digits - 1 - math.floor(math.log10(abs(expected)))
    unit = 10.0**-place
    return abs(answer.number - expected) <= 0.5 * unit * (1 + _SAME)


def mark_value(answer: Answer, evaluation: Evaluation, row: int) -> Verdict:
    """Marks the value of a node."""
    return _marked(answer, float(evaluation.value[row]), _wrong_values(evaluation, row))


def mark_partial(answer: Answer, evaluation: Evaluation, row: int) -> Verdict:
    """Marks the partial of a node."""
    return _marked(answer, float(evaluation.partial[row]), _wrong_partials(evaluation, row))


def mark_sum(answer: Answer, evaluation: Evaluation, members: Sequence[int]) -> Verdict:
    """Marks the sum of the partials of a set's members."""
    expected = _sum([float(evaluation.partial[row]) for row in members])
    return _marked(answer, expected, _wrong_sums(evaluation, members, expected))


def _sum(summands: Sequence[float]) -> float:
    """Their sum; what is left of numbers that cancel is nothing but rounding."""
    total = sum(summands)
    return 0.0 if abs(total) < _ROUNDING * sum(map(abs, summands)) else total


Wrong = Iterator[tuple[float, Mistake, tuple[int, ...]]]


def _marked(answer: Answer, expected: float, wrong: Wrong) -> Verdict:
    if agrees(answer, expected):
        return Verdict()
    for number, mistake, rows in wrong:
        if agrees(answer, number):
            return Verdict(mistake, rows)
    return Verdict(Mistake.OTHER)


def _wrong_sums(evaluation: Evaluation, members: Sequence[int], expected: float) -> Wrong:
    partials = [float(evaluation.partial[row]) for row in members]
    several = len(members) > 1
    for row, partial in zip(members, partials, strict=True):
        if several:
            missing = tuple(each for each in members if each != row)
            yield partial, Mistake.ONE_OCCURRENCE, missing
    for row, partial in zip(members, partials, strict=True):
        if several:
            yield expected - partial, Mistake.SUMMAND_MISSING, (row,)
    if several:
        yield math.prod(partials), Mistake.PRODUCT, tuple(members)
    yield -expected, Mistake.SIGN, tuple(members)
    for row, partial in zip(members, partials, strict=True):
        yield expected - 2 * partial, Mistake.SUMMAND_SIGN, (row,)
    yield sum(_local(evaluation, row) for row in members), Mistake.NO_PARENT, tuple(members)
    for row, partial in zip(members, partials, strict=True):
        for wrong, mistake, rows in _wrong_partials(evaluation, row):
            yield expected - partial + wrong, mistake, rows


def _wrong_partials(evaluation: Evaluation, row: int) -> Wrong:
    expected, parent = float(evaluation.partial[row]), int(evaluation.order.parent[row])
    yield -expected, Mistake.SIGN, (row,)
    path = path_of(evaluation, row)
    if path:
        above = float(evaluation.partial[parent])
        yield _local(evaluation, row), Mistake.NO_PARENT, (parent,)
        yield above, Mistake.NO_LOCAL, (row,)
        other = float(evaluation.local[parent, 1 - path[-1].slot])
        yield above * other, Mistake.SWAPPED, (row,)
        for factor in path[:-1]:
            if factor.local != 0:
                yield expected / factor.local, Mistake.FACTOR_MISSING, (factor.operand,)
    yield float(evaluation.value[row]), Mistake.VALUE, (row,)


def _wrong_values(evaluation: Evaluation, row: int) -> Wrong:
    order = evaluation.order
    expected = float(evaluation.value[row])
    yield -expected, Mistake.SIGN, (row,)
    operator = int(order.operator[row])
    if operator >= 0 and OPERATOR_LIST[operator].arity == 2:
        left, right = (float(evaluation.value[each]) for each in order.operands[row])
        yield _applied(operator, right, left), Mistake.SWAPPED, (row,)
    yield float(evaluation.partial[row]), Mistake.PARTIAL, (row,)


def _applied(operator: int, *operands: float) -> float:
    try:
        return float(OPERATOR_LIST[operator].forward(SCALAR, *operands))
    except (ArithmeticError, ValueError):
        return math.nan


def _local(evaluation: Evaluation, row: int) -> float:
    path = path_of(evaluation, row)
    return path[-1].local if path else 1.0
