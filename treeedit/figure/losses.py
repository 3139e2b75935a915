"""What stands where a number is missing: "undefined" or "overflow" at its cause, a dash at what depends on it.

One cause leaves many nodes without a number; a dash sends the reader on to the one node that says why.
"""

from __future__ import annotations

import math
from collections.abc import Iterable

from treeedit.model.passes import Evaluation
from treeedit.words import translate

DASH = "–"


def words_for_lost(evaluation: Evaluation, rows: Iterable[int]) -> dict[int, str]:
    """What stands for the value of each of these rows, each of which is to lack it."""
    return {row: DASH if _depends(evaluation, row) else _word(evaluation.problem(row) or "") for row in rows}


def words_for_lost_partials(evaluation: Evaluation, rows: Iterable[int]) -> dict[int, str]:
    """The same for partials: the cause is where the node above has one and the edge between them gives none."""
    return {row: DASH if _is_passed_on(evaluation, row) else _word(evaluation.problem(row) or "") for row in rows}


def is_word(text: str) -> bool:
    """Whether a text stands for a missing number at its cause."""
    return text in (_word(""), _word("overflow"))


def _word(problem: str) -> str:
    return translate("losses", "overflow") if "overflow" in problem else translate("losses", "undefined")


def _depends(evaluation: Evaluation, row: int) -> bool:
    operands = evaluation.order.operands[row].tolist()
    return any(each >= 0 and math.isnan(evaluation.value[each]) for each in operands)


def _is_passed_on(evaluation: Evaluation, row: int) -> bool:
    output, parent = int(evaluation.tape.output[row]), int(evaluation.order.parent[row])
    return math.isnan(evaluation.value[output]) or row == output or math.isnan(evaluation.partial[parent])
