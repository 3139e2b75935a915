"""How far rounding may have moved each number of an evaluation: what is smaller than that is 0, worked out by hand.

0.1 + 0.2 − 0.3 is 5.6e−17 in doubles, and nobody who computes with a pencil finds that. The bounds are those of a
running error analysis (Higham, Accuracy and Stability of Numerical Algorithms, 3.3): every number is off by half a unit
in its last place, and an operation passes on what its operands are off by, times its local derivatives.
"""

from __future__ import annotations

import math
from typing import NamedTuple

from treeedit.model.elementary import SCALAR
from treeedit.model.order import OPERATOR_LIST
from treeedit.model.passes import Evaluation

_HALF_UNIT = 2.0**-53
_SAFETY = 2.0


class Roundoff(NamedTuple):
    """By row, how far rounding may have moved the value, the local derivatives and the partial of a node."""

    value: list[float]
    local: list[list[float]]
    partial: list[float]


def roundoff(evaluation: Evaluation) -> Roundoff:
    """The bounds for all rows; where a number is undefined they mean nothing."""
    values = _of_values(evaluation)
    slopes = _of_slopes(evaluation, values)
    return Roundoff(values, slopes, _of_partials(evaluation, slopes))


def _of_values(evaluation: Evaluation) -> list[float]:
    order, local = evaluation.order, evaluation.local_anyway.tolist()
    own = (abs(evaluation.value) * (_SAFETY * _HALF_UNIT)).tolist()
    for row, operands in enumerate(order.operands.tolist()):
        for slot, operand in enumerate(operands):
            if operand >= 0:
                own[row] += _known(abs(local[row][slot]) * own[operand])
    return [_known(each) for each in own]


def _of_partials(evaluation: Evaluation, bends: list[list[float]]) -> list[float]:
    order, partial, local = evaluation.order, evaluation.partial_anyway.tolist(), evaluation.local_anyway.tolist()
    own = [_known(abs(each) * (_SAFETY * _HALF_UNIT)) for each in partial]
    operands = order.operands.tolist()
    for row in range(len(own) - 1, -1, -1):
        for slot, operand in enumerate(operands[row]):
            if operand >= 0:
                own[operand] += _known(abs(local[row][slot]) * own[row]) + _known(abs(partial[row]) * bends[row][slot])
    return own


def _of_slopes(evaluation: Evaluation, values: list[float]) -> list[list[float]]:
    """How far the local derivatives of each operation move when its operands do, by slot."""
    order, numbers, local = evaluation.order, evaluation.value.tolist(), evaluation.local_anyway.tolist()
    moved = [[0.0, 0.0] for _ in numbers]
    columns = (order.operator.tolist(), order.operands.tolist(), order.complete.tolist())
    for row, (operator, slots, is_complete) in enumerate(zip(*columns, strict=True)):
        operands = [each for each in slots if each >= 0] if operator >= 0 and is_complete else []
        for place, operand in enumerate(operands):
            shifted = [numbers[each] for each in operands]
            shifted[place] += values[operand]
            for slot, slope in enumerate(_slopes(operator, shifted)):
                moved[row][slot] += _known(abs(slope - local[row][slot]))
    return moved


def _slopes(operator: int, numbers: list[float]) -> list[float]:
    entry = OPERATOR_LIST[operator]
    try:
        return [float(each) for each in entry.derivatives(SCALAR, entry.forward(SCALAR, *numbers), *numbers)]
    except (ArithmeticError, ValueError):
        return [math.nan] * len(numbers)


def _known(bound: float) -> float:
    """A bound; none where it is undefined, so that nothing is taken for 0 that cannot be judged."""
    return bound if math.isfinite(bound) else 0.0
