"""The two passes: from the values of the inputs to the value and the partial of every node.

Forward, operands first: value = forward(operands), and beside it the local derivative of every slot. Backward,
outputs first: partial[operand] = partial[operation] · local[slot]. In a tree a node has one parent, so nothing is
added up here: the sum over the nodes of a label is `sets.py`'s line, and the lesson.

Both run fast first, as if everything were defined. Only if a value is then not finite, a careful forward pass sees to
it that what depends on a node without a value has none either (nan ** 0 is 1, and relu(nan) 0). Why a number is
missing is not noted but found out when somebody asks: `reasons.py`.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from treeedit.model import reasons
from treeedit.model.elementary import SCALAR, VECTOR
from treeedit.model.lazily import lazily
from treeedit.model.order import Order
from treeedit.model.tape import Single, Step, Tape, tape_of

__all__ = ["Evaluation", "Tape", "evaluate", "tape_of"]

Floats = NDArray[np.float64]
_Slopes = list[tuple[float, ...]]
_NOTHING = (math.nan, (math.nan, math.nan))


@dataclass(frozen=True, eq=False)
class Evaluation:
    """All numbers of a forest, by row of the order; NaN where there is none."""

    tape: Tape
    _values: Floats
    _partials: Floats
    _step_slopes: Floats
    _loop_slopes: _Slopes

    @property
    def order(self) -> Order:
        """The order whose rows are meant."""
        return self.tape.order

    @lazily
    def value(self) -> Floats:
        """(n,) the value of each node."""
        return self._values.take(self.tape.place_of, mode="clip")

    @lazily
    def partial(self) -> Floats:
        """(n,) ∂ output / ∂ node of each node; NaN where it is constant, as nobody differentiates by that."""
        varies = self.order.varies
        return self.partial_anyway if varies.all() else np.where(varies, self.partial_anyway, math.nan)

    @lazily
    def local(self) -> Floats:
        """(n, 2) ∂ operation / ∂ operand, by row of the operation and slot; NaN where the operand is constant."""
        varies = self.order.varies
        return self.local_anyway if varies.all() else np.where(varies[self.order.operands], self.local_anyway, math.nan)

    @lazily
    def partial_anyway(self) -> Floats:
        """(n,) The partials, those by constants among them."""
        return _finite(self._partials.take(self.tape.cell_of, mode="clip"))

    @lazily
    def local_anyway(self) -> Floats:
        """(n, 2) The local derivatives, those by constants among them."""
        left = [each[0] for each in self._loop_slopes]
        right = [each[-1] for each in self._loop_slopes]
        local = np.concatenate((self._step_slopes, left, right, [math.nan])).take(self.tape.slope_of)
        local[np.isnan(self.value)] = math.nan
        return _finite(local)

    def with_numbers(self, value: Floats, local: Floats, partial: Floats) -> Evaluation:
        """The same with other numbers, by row: (n,), (n, 2) and (n,), those by constants among them."""
        found = replace(self)
        found.__dict__.update(value=value, local_anyway=local, partial_anyway=partial)
        return found

    @lazily
    def remarks(self) -> NDArray[np.bool_]:
        """(n,) whether a convention decides a derivative of the node."""
        return reasons.remarks(self)

    def problem(self, row: int) -> str | None:
        """Why a node has no value or no partial, in a sentence; None if it has both."""
        return reasons.problem(self, row)

    def remark(self, row: int) -> str | None:
        """What is to be known of numbers that are there, in a sentence: the convention that decides a derivative of the
        node, or that its value is 0 as the true one is too small; None if there is nothing."""
        return reasons.remark(self, row) or reasons.underflow(self, row)


def _finite(numbers: Floats) -> Floats:
    """The same array, with NaN for what is not finite."""
    finite = np.isfinite(numbers)
    if not finite.all():
        numbers[~finite] = math.nan
    return numbers


def evaluate(tape: Tape, values: Mapping[str, float]) -> Evaluation:
    """Values, partials and local derivatives for these values of the inputs, by label; a missing one counts 1."""
    with np.errstate(all="ignore"):
        value = np.empty(len(tape.row_at) + 1)
        value[-1] = math.nan
        value[: tape.leaves] = _label_values(tape, values).take(tape.leaf_label)
        operands = _forward_steps(tape, value)
        seats, loop_slopes = _forward_loop(tape, value)
        step_slopes = _slopes(tape, value, operands)
        partials = _backward(tape, seats, loop_slopes, step_slopes)
    return Evaluation(tape, value, partials, step_slopes, loop_slopes)


def _label_values(tape: Tape, values: Mapping[str, float]) -> Floats:
    numbers = tape.constants.copy()
    for code, label in tape.inputs:
        numbers[code] = values.get(label, 1.0)
    return _finite(np.array(numbers, dtype=np.float64))


def _forward_steps(tape: Tape, value: Floats) -> Floats:
    """Fill in the values of the steps; gives the operands by cell."""
    operands = np.empty(len(tape.sources))
    for step in tape.steps:
        value[step.low : step.high] = _forward_step(tape, step, value, operands)
    if not np.isfinite(value[: tape.wide]).all():
        for step in tape.steps:
            result = _forward_step(tape, step, value, operands)
            lacking = np.isnan(operands[step.start : step.stop]).reshape(-1, len(result)).any(axis=0)
            value[step.low : step.high] = np.where(lacking | ~np.isfinite(result), math.nan, result)
    return operands


def _forward_step(tape: Tape, step: Step, value: Floats, operands: Floats) -> Floats:
    cells = operands[step.start : step.stop]
    np.take(value, tape.sources[step.start : step.stop], out=cells, mode="clip")
    result: Floats = step.kernel.forward(VECTOR, *cells.reshape(-1, step.high - step.low))
    return result


def _slopes(tape: Tape, value: Floats, operands: Floats) -> Floats:
    """The local derivatives of the steps, by cell."""
    slopes: Floats = tape.slopes.copy()
    for kernel, low, high, start, stop in tape.steps:
        if kernel.constant is None:
            width = high - low
            found = kernel.derivatives(VECTOR, value[low:high], *operands[start:stop].reshape(-1, width))
            for cell, each in zip(range(start, stop, width), found, strict=True):
                slopes[cell : cell + width] = each
    return slopes


def _forward_loop(tape: Tape, value: Floats) -> tuple[list[float], _Slopes]:
    """Fill in the values of the loop's operations; gives the values by seat, and the local derivatives."""
    known = value[tape.border].tolist()
    seats, slopes = _loop(tape.loop, known)
    if not math.isfinite(sum(seats)):
        seats, slopes = _loop_carefully(tape.loop, known)
    value[tape.wide : -1] = seats[len(known) :]
    return seats, slopes


def _loop(loop: list[Single], known: list[float]) -> tuple[list[float], _Slopes]:
    seats = known.copy()
    slopes: _Slopes = []
    m = SCALAR
    for forward, derivatives, constant, left, right in loop:
        a = seats[left]
        b = seats[right]
        try:
            y = forward(m, a) if right < 0 else forward(m, a, b)
            slope = constant or (derivatives(m, y, a) if right < 0 else derivatives(m, y, a, b))
        except (ArithmeticError, ValueError):
            y, slope = _by_vector(forward, derivatives, constant, (a,) if right < 0 else (a, b))
        seats.append(y)
        slopes.append(slope)
    return seats, slopes


def _loop_carefully(loop: list[Single], known: list[float]) -> tuple[list[float], _Slopes]:
    seats = known.copy()
    slopes: _Slopes = []
    for single in loop:
        operands = tuple(seats[seat] for seat in single[3:] if seat >= 0)
        y, slope = _NOTHING if any(map(math.isnan, operands)) else _carefully(single, operands)
        seats.append(y if math.isfinite(y) else math.nan)
        slopes.append(slope)
    return seats, slopes


def _carefully(single: Single, operands: tuple[float, ...]) -> tuple[float, tuple[float, ...]]:
    forward, derivatives, constant, _, _ = single
    try:
        y = forward(SCALAR, *operands)
        return y, constant or derivatives(SCALAR, y, *operands)
    except (ArithmeticError, ValueError):
        return _by_vector(forward, derivatives, constant, operands)


def _by_vector(
    forward: Callable[..., Any],
    derivatives: Callable[..., Any],
    constant: tuple[float, ...] | None,
    operands: tuple[float, ...],
) -> tuple[float, tuple[float, ...]]:
    """One operation by numpy, which answers inf or nan where Python's floats raise."""
    arrays = [np.array([operand]) for operand in operands]
    y = forward(VECTOR, *arrays)
    slope = constant or tuple(float(each[0]) for each in derivatives(VECTOR, y, *arrays))
    return float(y[0]), slope


def _backward(tape: Tape, seats: list[float], loop_slopes: _Slopes, step_slopes: Floats) -> Floats:
    """The partials by cell; an output without a value has none, and so nothing below it has."""
    cells = len(tape.sources)
    partials = np.empty(cells + len(seats) + 1)
    partials[cells:-1] = _backward_loop(tape, seats, loop_slopes)
    partials[-1] = math.nan
    for _, low, high, start, stop in reversed(tape.steps):
        width = high - low
        above = partials.take(tape.step_cells[low - tape.leaves : high - tape.leaves], mode="clip")
        np.multiply(step_slopes[start:stop].reshape(-1, width), above, out=partials[start:stop].reshape(-1, width))
    return partials


def _backward_loop(tape: Tape, seats: list[float], slopes: _Slopes) -> list[float]:
    """The partials of the loop's operations and of its border, by seat."""
    partials = [0.0] * len(seats)
    for seat in tape.output_seats:
        partials[seat] = 1.0 if math.isfinite(seats[seat]) else math.nan
    seat = len(seats)
    for (_, _, _, left, right), slope in zip(reversed(tape.loop), reversed(slopes), strict=True):
        seat -= 1
        above = partials[seat]
        partials[left] = above * slope[0]
        if right >= 0:
            partials[right] = above * slope[1]
    return partials
