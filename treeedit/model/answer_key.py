"""The answer key of an exercise: the number that each blank hides, and what an answer in its place is worth.

What several blanks need is worked out once, so that marking all of them takes no longer than the tree is large; only
the search for the mistake behind a wrong answer looks further, and that is made for one answer at a time.
"""

from __future__ import annotations

import math

from treeedit.model.analysis import Analysis
from treeedit.model.exercises import rows_summed
from treeedit.model.lazily import lazily
from treeedit.model.marking import (
    FEWEST_DIGITS,
    RIGHT,
    Mistake,
    Verdict,
    Wrong,
    agrees,
    mistake_in,
    wrong_partials,
    wrong_sums,
    wrong_values,
)
from treeedit.model.passes import Evaluation
from treeedit.model.records import Blank
from treeedit.model.roundoff import Roundoff, roundoff
from treeedit.model.sets import total_of


class AnswerKey:
    """The numbers that blanks hide in an evaluation. fewest: the significant digits of the roughest right answer."""

    def __init__(self, analysis: Analysis, evaluation: Evaluation, fewest: int = FEWEST_DIGITS) -> None:
        self._analysis, self._evaluation = analysis, evaluation
        self._fewest = min(fewest, FEWEST_DIGITS)
        self._sums: dict[int, float] = {}
        self._roundings: dict[int, float] = {}

    def number(self, blank: Blank) -> float:
        """The number that is hidden; NaN if there is none."""
        row = self._row(blank)
        if blank.kind == "sum":
            return self._sum(row)
        return float((self._evaluation.value if blank.kind == "value" else self._evaluation.partial)[row])

    def is_right(self, blank: Blank, given: float) -> bool:
        """Whether an answer is right; where the number is nothing but rounding, 0 is, and what doubles give for it."""
        number = self.number(blank)
        if math.isnan(given) or math.isnan(number):
            return math.isnan(given) and math.isnan(number)
        if agrees(given, number, self._fewest):
            return True
        return 0 in (given, number) and all(abs(each) <= self._rounding(blank) for each in (given, number))

    def mark(self, blank: Blank, given: float) -> Verdict:
        """What an answer is worth, and if it is wrong, the mistake that leads to it."""
        if self.is_right(blank, given):
            return RIGHT
        if math.isnan(given):
            return Verdict(Mistake.OTHER)
        return mistake_in(given, self.number(blank), self._wrong(blank))

    def _wrong(self, blank: Blank) -> Wrong:
        row = self._row(blank)
        if blank.kind == "value":
            return wrong_values(self._evaluation, row)
        members = rows_summed(self._analysis, row)
        if blank.kind == "partial":
            return wrong_partials(self._evaluation, row, members)
        return wrong_sums(self._evaluation, members, self.number(blank))

    def _rounding(self, blank: Blank) -> float:
        """How far rounding may have moved the number that is hidden."""
        row = self._row(blank)
        if blank.kind == "sum":
            return self._rounding_of_sum(row)
        return (self._roundoff.value if blank.kind == "value" else self._roundoff.partial)[row]

    def _sum(self, row: int) -> float:
        """The sum over the set of a row."""
        key = self._set(row)
        if key not in self._sums:
            rows = rows_summed(self._analysis, row)
            self._sums[key] = total_of(self._evaluation.partial[rows].tolist())
        return self._sums[key]

    def _rounding_of_sum(self, row: int) -> float:
        """The same for the sum over the set of a row."""
        key = self._set(row)
        if key not in self._roundings:
            rows = rows_summed(self._analysis, row)
            self._roundings[key] = sum(self._roundoff.partial[each] for each in rows)
        return self._roundings[key]

    def _set(self, row: int) -> int:
        """The same number for all members of a set; a negative one for a row that is in none."""
        place = int(self._analysis.sets.set_of[row])
        return place if place >= 0 else ~row

    @lazily
    def _roundoff(self) -> Roundoff:
        return roundoff(self._evaluation)

    def _row(self, blank: Blank) -> int:
        return self._analysis.order.rows[blank.node]
