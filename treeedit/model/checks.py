"""The same derivatives by other means, to check the backward pass by: the complex step, and central differences.

Both disturb the values of some nodes and follow what that does upwards to the output; the derivatives of the table
have no part in it. The complex step, Im f(x + ih)/h, is exact to rounding; central differences are what everybody
knows, good to about ten digits. Each also says how far it can be trusted: several steps are tried at once, and beside
them the same values with all results shaken by their rounding (Vignes, stochastic arithmetic).
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from enum import Enum
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from treeedit.model.elementary import VECTOR
from treeedit.model.order import OPERATOR_LIST
from treeedit.model.passes import Evaluation

_Lanes = NDArray[Any]
"""The same node's value under several disturbances."""

TINY = 1e-100
_TINY_SHARE = 1e-40
"""Of a value that is not far above TINY itself."""
_SMALLER = (1.0, 1e-12)
"""The complex step is taken twice, and must not depend on the step."""
_BY_ONE, _BY_VALUE = np.arange(2.0, 21.0), np.arange(2.0, 12.0)
"""Central differences with steps of so many powers of ten below 1 and below the value itself."""
_LEAST_ULPS = 64.0
_SHAKEN = 8.0 * float(np.finfo(float).eps)
_SHAKES, _SAFETY = 6, 16.0
_SCATTER, _STRIDES = 43758.5453, (12.9898, 78.233)
"""Shares of the rounding that look like chance and are the same each time."""
_LEAST = float(np.finfo(float).tiny)
_ORDINARY, _ORDINARY_OFF = (1e-25, 1e10), (1e-12, 1e30)
"""Sizes of values, and of what a derivative is off: outside, too much is lost in rounding to contradict anybody."""
_ALIKE, _SURE = 1e-4, 1e-3
"""Shares of a derivative: what it may be off, and how well it must be known to contradict."""
_FAR = 4.0
"""Times a slope: as steep are no neighbours of a value, where a step can follow what happens."""
_NEAR = np.array([1.0, 2.0, 3.0, -1.0, -2.0, -3.0])
_STRAIGHT = 0.3
"""What the slopes on the two sides of a smooth point may still differ by, if the step is a tenth."""


class Doubt(Enum):
    """Why a difference quotient may say nothing about a derivative."""

    ROUNDING = "rounding"
    EDGE = "edge"
    KINK = "kink"


class Measured(NamedTuple):
    """A derivative, how far off it may be, and why; NaN and infinite where nothing was found."""

    number: float
    bound: float
    doubt: Doubt = Doubt.ROUNDING

    def off(self, expected: float, rounding: float = 0.0, *, is_doubted: bool = False) -> float:
        """How far it is from what is expected of it; NaN where it cannot tell, or is doubted and does not agree.

        rounding: how far off what is expected may be itself.
        """
        off = abs(self.number - expected)
        if off <= _ALIKE * max(abs(self.number), abs(expected)):
            return off
        is_sure = self.bound <= _SURE * abs(self.number) or (self.number == 0 and math.isfinite(self.bound))
        tells = is_sure and _ORDINARY_OFF[0] < off < _ORDINARY_OFF[1] and off > self.bound + rounding
        return off if tells and not is_doubted else math.nan


def complex_step(evaluation: Evaluation, rows: Iterable[int]) -> Measured:
    """The derivative of the rows' output if all of them move together; NaN where that is undefined.

    For one row it is its partial, for the members of a set their sum. All rows belong to one output.
    """
    moved = list(rows)
    sizes = [size for row in moved if (size := abs(float(evaluation.value[row])))]
    tiny = min([TINY, *(_TINY_SHARE * size for size in sizes)])
    steps = np.array([tiny * share for share in _SMALLER] + [tiny] * _SHAKES)
    found = _disturbed(evaluation, moved, 1j * steps, len(_SMALLER))
    with np.errstate(all="ignore"):
        slopes = np.where(np.isfinite(found.real), found.imag, math.nan) / steps
    number, spread = float(slopes[0]), float(np.max(np.abs(slopes - slopes[0])))
    if not math.isfinite(spread):
        return Measured(number, math.inf, Doubt.EDGE)
    bound = _SAFETY * (spread + _LEAST / tiny) if _is_ordinary([*sizes, *_small(evaluation, moved)]) else math.inf
    return Measured(number, bound)


def central_difference(evaluation: Evaluation, rows: Iterable[int]) -> Measured:
    """The same by (f(x + h) − f(x − h)) / 2h, with that h of many that rounding and curvature disturb least."""
    moved = list(rows)
    values = [float(evaluation.value[row]) for row in moved]
    steps = _steps(values)
    count = len(steps)
    least = _least(values)
    by = np.concatenate([[0.0], steps, -steps, np.zeros(_SHAKES), least * _NEAR])
    with np.errstate(all="ignore"):
        found = _disturbed(evaluation, moved, by, 1 + 2 * count)
        middle, above, below, shaken, near = np.split(found, np.cumsum([1, count, count, _SHAKES]))
        reach = _reach(values[0], steps)
        noise = float(np.max(np.abs(shaken - middle))) + _LEAST
        right, left = (above - middle) / reach[0], (middle - below) / reach[1]
        slopes = (above - below) / reach.sum(axis=0)
        rounding = (noise + _SHAKEN * np.maximum(np.abs(above), np.abs(below))) / steps
        bent = np.abs(right - left)
        drift = np.abs(np.diff(slopes))
        trust = np.maximum(drift[:-1], drift[1:]) + rounding[1:-1]
        straight = bent[2:] <= _STRAIGHT * bent[1:-1] + 4 * rounding[2:]
    if not math.isfinite(float(middle[0])):
        return Measured(math.nan, math.inf, Doubt.EDGE)
    usable = np.flatnonzero(np.isfinite(trust))
    if not len(usable):
        return Measured(math.nan, math.inf, Doubt.EDGE)
    kept = usable[straight[usable]]
    if not len(kept):
        return Measured(float(slopes[usable[-1] + 1]), math.inf, Doubt.KINK)
    best = int(kept[np.argmin(trust[kept])])
    slope, bound = float(slopes[best + 1]), _SAFETY * float(trust[best])
    rise = float(np.max((np.abs(near - middle) - 4 * noise) / np.abs(_NEAR)))
    is_followed = rise <= _FAR * abs(slope) * least  # what it does within the rounding of x no step can follow
    return Measured(slope, bound if is_followed and _is_ordinary(values) else math.inf)


def _is_ordinary(values: list[float]) -> bool:
    return all(_ORDINARY[0] < abs(value) < _ORDINARY[1] for value in values if value)


def _small(evaluation: Evaluation, rows: Iterable[int]) -> list[float]:
    """The values above some rows that a complex step may be too large for."""
    found = evaluation.value[_upwards(evaluation, rows)]
    return [float(each) for each in found if abs(each) < _ORDINARY[0]]


def _steps(values: list[float]) -> NDArray[np.float64]:
    """The steps that are tried, the largest first: none so small that a value would not move by it."""
    sizes = {size for value in values if (size := abs(value))}
    ladders = [10.0**-_BY_ONE, *(size * 10.0**-_BY_VALUE for size in sizes)]
    found = np.unique(np.concatenate(ladders))[::-1]
    return found[found >= _LEAST_ULPS * _least(values)]


def _least(values: list[float]) -> float:
    """The least by which all of some values can be moved."""
    return float(np.spacing(max(map(abs, values))))


def _reach(value: float, steps: NDArray[np.float64]) -> NDArray[np.float64]:
    """(2, k) how far a value really moves up and down by a step, as it is rounded."""
    return np.array([(value + steps) - value, value - (value - steps)])


def _disturbed(evaluation: Evaluation, moved: list[int], by: _Lanes, steady: int) -> _Lanes:
    """The values of the output if those of some rows are changed by each of these amounts.

    steady: the first lanes are computed as they are, in the others all results are shaken by their rounding.
    """
    output = int(evaluation.tape.output[moved[0]])
    if output < 0 or math.isnan(evaluation.value[output]):
        return np.full(len(by), math.nan, dtype=by.dtype)
    values: dict[int, _Lanes] = {}
    for row in _upwards(evaluation, moved):
        values[row] = (
            evaluation.value[row] + by
            if row in moved
            else _recomputed(evaluation, row, values) * _shaking(row, len(by), steady)
        )
    return values[output]


def _shaking(row: int, lanes: int, steady: int) -> NDArray[np.float64]:
    """What the result of a row is multiplied by in each lane: 1, or 1 and a rounding error up or down."""
    lane = np.arange(lanes)
    share = 2 * np.mod(_SCATTER * np.sin(_STRIDES[0] * (row + 1) + _STRIDES[1] * lane), 1.0) - 1
    return np.where(lane < steady, 1.0, 1.0 + _SHAKEN * share)


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


def _recomputed(evaluation: Evaluation, row: int, values: dict[int, _Lanes]) -> _Lanes:
    order = evaluation.order
    entry = OPERATOR_LIST[order.operator[row]]
    lanes = next(iter(values.values()))
    operands = [int(each) for each in order.operands[row, : entry.arity]]
    given = [values.get(each, np.full(len(lanes), evaluation.value[each], dtype=lanes.dtype)) for each in operands]
    if all(not each.imag.any() for each in given):
        given = [each.real for each in given]
    with np.errstate(all="ignore"):
        return np.asarray(entry.forward(VECTOR, *given)) + np.zeros_like(lanes)
