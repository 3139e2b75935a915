"""The numbers of an evaluation without rounding noise: 0 where a double is nothing but the rounding of its operands.

sin(π) is 1.2e−16 in doubles, and 0.1 + 0.2 − 0.3 is 5.6e−17. Such a number is taken for 0, and what depends on it
follows from that 0, so that every line that is shown holds. Where that would move another number by more than its own
rounding (ln(0.1 + 0.2 − 0.3) has a value, ln(0) has none; relu jumps), the tree keeps all numbers as they are.

Rule: nothing is taken for 0 that is larger than the bound of `roundoff`.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from treeedit.model.elementary import SCALAR
from treeedit.model.order import OPERATOR_LIST
from treeedit.model.passes import Evaluation
from treeedit.model.roundoff import Roundoff, roundoff

Floats = NDArray[np.float64]
MOST = 2000
"""Nodes on the canvas; of more, nobody reads number by number, and the bounds would hold up a slider."""
_SMALL = 1e-11
"""Of its operands, or of 1: a number that is larger is not only rounding."""
_BOUNDS = 4.0
"""By how many bounds another number may move."""
_SEEN = 1e-6
"""And never by so much: where nothing is known of a large number, it is shown as it is."""


def without_noise(evaluation: Evaluation) -> Evaluation:
    """The evaluation whose numbers are shown; the same one where nothing in it is only rounding."""
    if len(evaluation.value) > MOST or not _is_suspect(evaluation):
        return evaluation
    sheet = _Sheet(evaluation, roundoff(evaluation))
    sheet.fill()
    with np.errstate(all="ignore"):
        return evaluation.with_numbers(*sheet.agreeing()) if sheet.has_changes else evaluation


def _is_suspect(evaluation: Evaluation) -> bool:
    """Whether a value is tiny beside its operands, or a local derivative beside 1: cheap, and mostly no."""
    order, value = evaluation.order, np.abs(evaluation.value)
    operands = np.where(order.operands < 0, 0.0, value[order.operands]).max(axis=1, initial=0.0)
    slopes = np.abs(evaluation.local_anyway)
    return bool(
        ((value > 0) & (value < _SMALL * operands)).any() or ((slopes > 0) & (slopes < _SMALL)).any(),
    )


@dataclass
class _Sheet:
    """Both passes once more, one node after the other, with a 0 for what is only rounding."""

    evaluation: Evaluation
    bounds: Roundoff
    value: list[float] = field(default_factory=list)
    local: list[list[float]] = field(default_factory=list)
    partial: list[float] = field(default_factory=list)
    has_changes: bool = False

    def fill(self) -> None:
        """Fill in values and local derivatives, operands first, and then partials, outputs first."""
        order = self.evaluation.order
        self.value = self.evaluation.value.tolist()
        self.local = self.evaluation.local_anyway.tolist()
        self.partial = self.evaluation.partial_anyway.tolist()
        raw, operators, whole = self.value.copy(), order.operator.tolist(), order.complete.tolist()
        operands = [[each for each in row if each >= 0] for row in order.operands.tolist()]
        moved = [False] * len(raw)
        for row, below in enumerate(operands):
            if not below or not whole[row]:
                continue
            if any(moved[each] for each in below):
                self._work_out(row, operators[row], [self.value[each] for each in below])
            else:
                bounds = self.bounds.local[row]
                size = max(abs(self.value[each]) for each in below)
                self.value[row] = self._without_rounding(self.value[row], self.bounds.value[row], size)
                self.local[row] = [self._without_rounding(*each) for each in zip(self.local[row], bounds, strict=True)]
            moved[row] = self.value[row] != raw[row] and not math.isnan(raw[row])
        changed = [raw != now for raw, now in zip(self.evaluation.local_anyway.tolist(), self.local, strict=True)]
        self._follow_down(operands, changed)

    def agreeing(self) -> tuple[Floats, Floats, Floats]:
        """Values, local derivatives and partials; in a tree where one does not agree with its double, all doubles."""
        evaluation, order, bounds = self.evaluation, self.evaluation.order, self.bounds
        value, local, partial = np.array(self.value), np.array(self.local).reshape(-1, 2), np.array(self.partial)
        off = _off(value, evaluation.value, bounds.value) | _off(partial, evaluation.partial_anyway, bounds.partial)
        off |= _off(local, evaluation.local_anyway, bounds.local).any(axis=1)
        for root in order.roots.tolist():
            rows = slice(root - int(order.size[root]) + 1, root + 1)
            if off[rows].any():
                value[rows], local[rows] = evaluation.value[rows], evaluation.local_anyway[rows]
                partial[rows] = evaluation.partial_anyway[rows]
        return value, local, partial

    def _work_out(self, row: int, operator: int, numbers: list[float]) -> None:
        entry = OPERATOR_LIST[operator]
        try:
            found = entry.forward(SCALAR, *numbers)
            slopes = [float(each) for each in entry.derivatives(SCALAR, found, *numbers)]
        except (ArithmeticError, ValueError):
            self.value[row], self.local[row] = math.nan, [math.nan, math.nan]
            return
        self.value[row] = float(found)
        self.local[row] = [*slopes, math.nan][:2]

    def _follow_down(self, operands: list[list[int]], changed: list[bool]) -> None:
        moved = [False] * len(operands)
        for row in range(len(operands) - 1, -1, -1):
            for slot, operand in enumerate(operands[row]):
                before = self.partial[operand]
                if moved[row] or changed[row]:
                    self.partial[operand] = self.partial[row] * self.local[row][slot]
                else:
                    self.partial[operand] = self._without_rounding(before, self.bounds.partial[operand])
                moved[operand] = self.partial[operand] != before and not math.isnan(before)

    def _without_rounding(self, number: float, bound: float, size: float = 1.0) -> float:
        if number == 0 or not abs(number) <= min(bound, _SMALL * size):
            return number
        self.has_changes = True
        return 0.0


def _off(numbers: Floats, before: Floats, bounds: list[float] | list[list[float]]) -> NDArray[np.bool_]:
    """Where numbers have moved by more than rounding, or come or gone."""
    allowed = np.minimum(_BOUNDS * np.array(bounds, dtype=np.float64).reshape(before.shape), _SEEN)
    apart = np.abs(numbers - before) > allowed
    return np.asarray(apart | (np.isnan(numbers) != np.isnan(before)))
