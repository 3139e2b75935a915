"""The value of one output as a function of some inputs: many points at once, for plots.

The tree is evaluated once with arrays in place of numbers, an operation at a time. Where an operand has no value there
is none, as in the passes; beyond a pole or outside a domain the answer is NaN.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from treeedit.model.elementary import VECTOR
from treeedit.model.labels import number_of
from treeedit.model.order import OPERATOR_LIST, Order

Floats = NDArray[np.float64]


def sweep(order: Order, output: int, values: Mapping[str, float | Floats]) -> Floats:
    """f where some inputs have arrays for values; these broadcast, and the answer has their common shape.

    output: the row of a complete subtree. An input without a value is 1.
    """
    shape = np.broadcast_shapes(*(np.shape(each) for each in values.values()))
    found: dict[int, Floats] = {}
    with np.errstate(all="ignore"):
        for row in range(output - int(order.size[output]) + 1, output + 1):
            found[row] = _value(order, row, values, found)
    return np.broadcast_to(found[output], shape).copy()


def _value(order: Order, row: int, values: Mapping[str, float | Floats], found: dict[int, Floats]) -> Floats:
    if order.operator[row] < 0:
        label = order.labels[int(order.label[row])]
        number = number_of(label)
        return np.asarray(values.get(label, 1.0) if number is None else number, dtype=np.float64)
    entry = OPERATOR_LIST[order.operator[row]]
    operands = [found.pop(int(each)) for each in order.operands[row, : entry.arity]]
    result = np.asarray(entry.forward(VECTOR, *operands), dtype=np.float64)
    lacking = np.isnan(operands[0]) if len(operands) == 1 else np.isnan(operands[0]) | np.isnan(operands[1])
    return np.where(lacking | ~np.isfinite(result), np.nan, result)
