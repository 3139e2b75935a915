"""Marks what a student has worked out: right, or which of the common mistakes it is.

An answer is right if it is the number, or the number rounded to three significant digits or more. Somebody who types 6
for ∂f/∂x1 = 6 + (−1/3) has forgotten a summand, and is told which. A mistake is recognised by the number that it leads
to, so only those are looked for that lead to a number of their own, and in a large tree only the first MOST_TRIED.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from decimal import Decimal
from enum import Enum
from itertools import islice
from typing import NamedTuple

from treeedit.model.elementary import SCALAR
from treeedit.model.order import OPERATOR_LIST
from treeedit.model.passes import Evaluation
from treeedit.model.sets import total_of

FEWEST_DIGITS = 3
"""A rounded answer has at least so many significant digits, where the look does not show fewer itself."""
MOST_TRIED, MOST_COPIES = 2_000, 200
"""So many wrong numbers are worked out in search of a mistake, and so many copies looked at one by one."""
_SAME = 1e-9
_ROUGH = 2


class Mistake(Enum):
    """What a wrong number has come from."""

    TOTAL = "the sum over all copies instead of one copy's partial"
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
    OTHER_COPY = "the partial of another copy"
    ROUGH = "rounded wrongly, or too roughly"
    OTHER = "something else"


class Verdict(NamedTuple):
    """Whether an answer is right; if not, the mistake and the rows of the nodes that it is about."""

    mistake: Mistake | None = None
    rows: tuple[int, ...] = ()

    @property
    def right(self) -> bool:
        """Whether there is no mistake."""
        return self.mistake is None


RIGHT = Verdict()
Wrong = Iterator[tuple[float, Mistake, tuple[int, ...]]]
"""Wrong numbers, each with the mistake that leads to it and the rows which that is about."""


def agrees(answer: float, expected: float, fewest: int = FEWEST_DIGITS) -> bool:
    """Whether an answer is the expected number, or what that is rounded to `fewest` significant digits or more.

    How the answer was written does not count: 12, 12.0 and 24/2 are all 12.04 rounded to three digits.
    """
    if not math.isfinite(expected) or not math.isfinite(answer):
        return False
    if math.isclose(answer, expected, rel_tol=_SAME):
        return True
    if expected == 0 or answer == 0:
        return False
    last = int(Decimal(f"{answer:.15g}").normalize().as_tuple().exponent)
    place = min(last, Decimal(expected).adjusted() - fewest + 1)
    half = Decimal(5).scaleb(place - 1)
    return abs(Decimal(answer) - Decimal(expected)) <= half * Decimal(1 + _SAME)


def mistake_in(answer: float, expected: float, wrong: Wrong) -> Verdict:
    """Which mistake a wrong answer comes from."""
    for number, mistake, rows in islice(wrong, MOST_TRIED):
        if agrees(answer, number):
            return Verdict(mistake, rows)
    return Verdict(Mistake.ROUGH if agrees(answer, expected, _ROUGH) or _is_near(answer, expected) else Mistake.OTHER)


def _is_near(answer: float, expected: float) -> bool:
    """Whether an answer is off by no more than the second significant digit's half: 5.66 for 17/3."""
    if not math.isfinite(expected) or expected == 0:
        return False
    place = Decimal(expected).adjusted() - _ROUGH + 1
    return abs(Decimal(answer) - Decimal(expected)) <= Decimal(5).scaleb(place - 1)


def wrong_sums(evaluation: Evaluation, members: Sequence[int], expected: float) -> Wrong:
    """What the sum of the members' partials may be mistaken for."""
    partials = evaluation.partial[list(members)].tolist()
    several = len(members) > 1
    pairs = list(zip(members, partials, strict=True))[:MOST_COPIES]
    if several:
        for row, partial in pairs:
            yield partial, Mistake.ONE_OCCURRENCE, tuple(each for each in members if each != row)
        for row, partial in pairs:
            yield expected - partial, Mistake.SUMMAND_MISSING, (row,)
        yield math.prod(partials), Mistake.PRODUCT, tuple(members)
    yield -expected, Mistake.SIGN, tuple(members)
    for row, partial in pairs:
        yield expected - 2 * partial, Mistake.SUMMAND_SIGN, (row,)
    yield sum(_local(evaluation, row) for row in members), Mistake.NO_PARENT, tuple(members)
    for row, partial in pairs:
        for wrong, mistake, rows in _wrong_summands(evaluation, row):
            yield expected - partial + wrong, mistake, rows


def wrong_partials(evaluation: Evaluation, row: int, members: Sequence[int]) -> Wrong:
    """What the partial of a node may be mistaken for; members: the rows of its set."""
    if len(members) > 1:
        yield total_of(evaluation.partial[list(members)].tolist()), Mistake.TOTAL, tuple(members)
    yield from _wrong_summands(evaluation, row)
    for other in members:
        yield float(evaluation.partial[other]), Mistake.OTHER_COPY, (other,)


def wrong_values(evaluation: Evaluation, row: int) -> Wrong:
    """What the value of a node may be mistaken for."""
    order = evaluation.order
    yield -float(evaluation.value[row]), Mistake.SIGN, (row,)
    operator = int(order.operator[row])
    if operator >= 0 and OPERATOR_LIST[operator].arity == 2:
        left, right = (float(evaluation.value[each]) for each in order.operands[row])
        yield _applied(operator, right, left), Mistake.SWAPPED, (row,)
    yield float(evaluation.partial[row]), Mistake.PARTIAL, (row,)


def _wrong_summands(evaluation: Evaluation, row: int) -> Wrong:
    expected = float(evaluation.partial[row])
    yield -expected, Mistake.SIGN, (row,)
    parent, slot = _above(evaluation, row)
    if parent >= 0:
        above = float(evaluation.partial[parent])
        yield _local(evaluation, row), Mistake.NO_PARENT, (parent,)
        yield above, Mistake.NO_LOCAL, (row,)
        yield above * float(evaluation.local[parent, 1 - slot]), Mistake.SWAPPED, (row,)
        lower = parent
        parent, slot = _above(evaluation, lower)
        while parent >= 0:
            local = float(evaluation.local[parent, slot])
            yield expected / local if local else math.nan, Mistake.FACTOR_MISSING, (lower,)
            lower = parent
            parent, slot = _above(evaluation, lower)
    yield float(evaluation.value[row]), Mistake.VALUE, (row,)


def _above(evaluation: Evaluation, row: int) -> tuple[int, int]:
    """The operation above a row within its output, and the slot in it; -1 above an output."""
    order = evaluation.order
    parent = int(order.parent[row])
    if parent < 0 or int(evaluation.tape.output[row]) == row:
        return -1, 0
    return parent, 0 if order.operands[parent, 0] == row else 1


def _local(evaluation: Evaluation, row: int) -> float:
    parent, slot = _above(evaluation, row)
    return float(evaluation.local[parent, slot]) if parent >= 0 else 1.0


def _applied(operator: int, *operands: float) -> float:
    try:
        return float(OPERATOR_LIST[operator].forward(SCALAR, *operands))
    except (ArithmeticError, ValueError):
        return math.nan
