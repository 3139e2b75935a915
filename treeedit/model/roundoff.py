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
    """By row, how far rounding may have moved the value and the partial of a node."""

    value: list[float]
    partial: list[float]


def roundoff(evaluation: Evaluation) -> Roundoff:
    """The bounds for all rows; where a number is undefined they mean nothing."""
    values = _of_values(evaluation)
    return Roundoff(values, _of_partials(evaluation, values))


def _of_values(evaluation: Evaluation) -> list[float]:
    order, local = evaluation.order, evaluation.local.tolist()
    own = (abs(evaluation.value) * _SAFETY * _HALF_UNIT).tolist()
    for row, operands in enumerate(order.operands.tolist()):
        for slot, operand in enumerate(operands):
            if operand >= 0:
                own[row] += _known(abs(local[row][slot]) * own[operand])
    return [_known(each) for each in own]


def _of_partials(evaluation: Evaluation, values: list[float]) -> list[float]:
    order, partial, local = evaluation.order, evaluation.partial.tolist(), evaluation.local.tolist()
    own = [_known(abs(each) * _SAFETY * _HALF_UNIT) for each in partial]
    for row in range(len(own) - 1, -1, -1):
        operands = [each for each in order.operands[row].tolist() if each >= 0]
        bends = _of_slopes(evaluation, row, operands, values)
        for slot, operand in enumerate(operands):
            own[operand] += _known(abs(local[row][slot]) * own[row]) + _known(abs(partial[row]) * bends[slot])
    return own


def _of_slopes(evaluation: Evaluation, row: int, operands: list[int], values: list[float]) -> list[float]:
    """How far the local derivatives of an operation move when its operands do."""
    moved = [0.0] * len(operands)
    if not operands or len(operands) < OPERATOR_LIST[int(evaluation.order.operator[row])].arity:
        return moved
    numbers = [float(evaluation.value[each]) for each in operands]
    for place, operand in enumerate(operands):
        shifted = [*numbers]
        shifted[place] += values[operand]
        for slot, slope in enumerate(_slopes(evaluation, row, shifted)):
            moved[slot] += _known(abs(slope - float(evaluation.local[row, slot])))
    return moved


def _slopes(evaluation: Evaluation, row: int, numbers: list[float]) -> list[float]:
    entry = OPERATOR_LIST[int(evaluation.order.operator[row])]
    try:
        return [float(each) for each in entry.derivatives(SCALAR, entry.forward(SCALAR, *numbers), *numbers)]
    except (ArithmeticError, ValueError):
        return [math.nan] * len(numbers)


def _known(bound: float) -> float:
    """A bound; none where it is undefined, so that nothing is taken for 0 that cannot be judged."""
    return bound if math.isfinite(bound) else 0.0
