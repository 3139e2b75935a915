"""The same derivatives by other means, to check the backward pass by: the complex step, and central differences.

Both disturb the values of some nodes and follow what that does upwards to the output; the derivatives of the table
have no part in it. The complex step, Im f(x + ih)/h, is exact to rounding; central differences are what everybody
knows, good to about ten digits.
"""

from __future__ import annotations

import math
from collections.abc import Iterable

import numpy as np

from treeedit.model.elementary import VECTOR
from treeedit.model.order import OPERATOR_LIST
from treeedit.model.passes import Evaluation

TINY = 1e-100
_STEP = float(np.cbrt(np.finfo(float).eps))
_SHARE = 1e-3
"""Of a value: a difference stays on one side of 0, where 1/x and ln end."""


def complex_step(evaluation: Evaluation, rows: Iterable[int]) -> float:
    """The derivative of the rows' output if all of them move together; NaN where that is undefined.

    For one row it is its partial, for the members of a set their sum. All rows belong to one output.
    """
    result = _disturbed(evaluation, dict.fromkeys(rows, complex(0.0, TINY)))
    return result.imag / TINY if math.isfinite(result.real) else math.nan


def central_difference(evaluation: Evaluation, rows: Iterable[int]) -> float:
    """The same by (f(x + h) − f(x − h)) / 2h, with h near the cube root of the rounding error; less for a small x."""
    moved = list(rows)
    sizes = [abs(float(evaluation.value[row])) for row in moved]
    h = min([_STEP * max([1.0, *sizes]), *(_SHARE * size for size in sizes if size)])
    above, below = (_disturbed(evaluation, dict.fromkeys(moved, complex(side * h))).real for side in (1, -1))
    difference = (above - below) / (2 * h)
    return difference if math.isfinite(difference) else math.nan


def _disturbed(evaluation: Evaluation, by: dict[int, complex]) -> complex:
    """The value of the output if the values of some rows are changed by something."""
    output = int(evaluation.tape.output[next(iter(by))])
    if output < 0 or math.isnan(evaluation.value[output]):
        return complex(math.nan)
    values: dict[int, complex] = {}
    for row in _upwards(evaluation, by):
        base = complex(evaluation.value[row]) if row in by else _recomputed(evaluation, row, values)
        values[row] = base + by.get(row, 0.0)
    return values[output]


def _upwards(evaluation: Evaluation, rows: Iterable[int]) -> list[int]:
    """The rows and all above them, operands first."""
    parent = evaluation.order.parent
    found: set[int] = set()
    for start in rows:
        row, output = start, int(evaluation.tape.output[start])
        while row not in found:
            found.add(row)
            if row == output:
                break
            row = int(parent[row])
    return sorted(found)


def _recomputed(evaluation: Evaluation, row: int, values: dict[int, complex]) -> complex:
    order = evaluation.order
    entry = OPERATOR_LIST[order.operator[row]]
    operands = [int(each) for each in order.operands[row, : entry.arity]]
    numbers = [np.array([values.get(each, complex(evaluation.value[each]))]) for each in operands]
    with np.errstate(all="ignore"):
        plain = all(number.imag == 0 for number in numbers)
        given = [number.real for number in numbers] if plain else numbers
        return complex(np.asarray(entry.forward(VECTOR, *given)).ravel()[0])
