"""The word that stands where a value is missing: "undefined", or "overflow" if it is too large for a double.

One cause leaves many nodes without a value; it is looked for once, so that a leaning tree costs no more than its rows.
"""

from __future__ import annotations

import math
from collections.abc import Iterable

from treeedit.model.passes import Evaluation


def words_for_lost(evaluation: Evaluation, rows: Iterable[int]) -> dict[int, str]:
    """The word for each of these rows, and for those between them and the cause; each is to lack its value."""
    known: dict[int, str] = {}
    for row in rows:
        path = []
        while row not in known:
            path.append(row)
            below = _lacking_operand(evaluation, row)
            if below is None:
                known[row] = "overflow" if "overflow" in (evaluation.problem(row) or "") else "undefined"
            else:
                row = below
        known.update(dict.fromkeys(path, known[row]))
    return known


def _lacking_operand(evaluation: Evaluation, row: int) -> int | None:
    operands = evaluation.order.operands[row].tolist()
    return next((each for each in operands if each >= 0 and math.isnan(evaluation.value[each])), None)
