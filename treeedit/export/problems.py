"""What `Evaluation.problem` says, for all rows at once.

One cause leaves many nodes without a number, and finding it takes a walk through the tree: asked row by row, a leaning
tree with one 1/0 in it would cost n². So every cause is asked for once. The sentences are those of the evaluation.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from treeedit.model.passes import Evaluation
from treeedit.model.reasons import own_cause

Cause = tuple[str, tuple[int, ...], bool]
_MOST_CAUSES = 4
"""One more than an evaluation names."""


def problems(evaluation: Evaluation) -> list[str | None]:
    """Per row why a node has no value or no partial; None where it has both."""
    complete, value = evaluation.order.complete, evaluation.value
    lost = np.isnan(value)
    mute = np.isnan(evaluation.partial) & ~lost & complete & evaluation.order.varies
    found: list[str | None] = [None] * len(value)
    known: dict[Cause, str | None] = {}
    for row in np.flatnonzero(~complete).tolist():
        found[row] = evaluation.problem(row)
    for row, cause in (*_values(evaluation, lost & complete), *_partials(evaluation, mute)):
        if cause not in known:
            known[cause] = evaluation.problem(row)
        found[row] = known[cause]
    return found


def _values(evaluation: Evaluation, lost: Any) -> list[tuple[int, Cause]]:
    """The rows without a value, nearest to the cause first, each with the rows where values were lost."""
    operands = evaluation.order.operands.tolist()
    origins: dict[int, tuple[int, ...]] = {}
    found: list[tuple[int, Cause]] = []
    for row in np.flatnonzero(lost).tolist():
        below = dict.fromkeys(at for each in operands[row] if each in origins for at in origins[each])
        own = (row,) if not below or own_cause(evaluation, row) else ()
        origins[row] = (*below, *own)[:_MOST_CAUSES]
        found.append((row, ("value", origins[row], bool(own))))
    return found


def _partials(evaluation: Evaluation, mute: Any) -> list[tuple[int, Cause]]:
    """The rows with a value but no partial, with the output that has no value or the row below the lost slope."""
    parent, output = evaluation.order.parent.tolist(), evaluation.tape.output.tolist()
    lost = np.isnan(evaluation.value).tolist()
    cause: dict[int, Cause] = {}
    for row in np.flatnonzero(mute)[::-1].tolist():
        if lost[output[row]]:
            cause[row] = ("output", (output[row],), False)
        else:
            (at,) = cause[parent[row]][1] if parent[row] in cause else (row,)
            cause[row] = ("partial", (at,), at == row)
    return list(cause.items())
