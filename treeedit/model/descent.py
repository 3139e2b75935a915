"""Gradient descent on chosen inputs: every step goes against the sums, which are the gradient."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping
from typing import NamedTuple

from treeedit.model.analysis import Analysis
from treeedit.model.passes import Floats, evaluate


class Run(NamedTuple):
    """Where a run has led: the values of the chosen inputs, and f before the first step and after each one.

    It ends early where f or the gradient is undefined or overflows; the values are the last ones that were sound.
    """

    values: dict[str, float]
    trace: tuple[float, ...]

    @property
    def steps(self) -> int:
        """How many steps were made."""
        return len(self.trace) - 1


def descend(
    analysis: Analysis, values: Mapping[str, float], output: int, labels: Collection[str], rate: float, steps: int
) -> Run:
    """So many steps x ← x − rate · ∂f/∂x at once for all chosen labels; a negative rate climbs.

    values: of all inputs. output: the row of f.
    """
    now = dict(values)
    evaluation = evaluate(analysis.tape, now)
    trace = [float(evaluation.value[output])]
    while len(trace) <= steps and math.isfinite(trace[-1]):
        gradient = _gradient(analysis, evaluation.partial, output, labels)
        after = now | {label: now[label] - rate * slope for label, slope in gradient.items()}
        evaluation = evaluate(analysis.tape, after)
        if not all(map(math.isfinite, (*gradient.values(), *after.values(), float(evaluation.value[output])))):
            break
        now = after
        trace.append(float(evaluation.value[output]))
    return Run({label: now[label] for label in labels if label in now}, tuple(trace))


def _gradient(analysis: Analysis, partial: Floats, output: int, labels: Collection[str]) -> dict[str, float]:
    sets = analysis.sets
    sums = sets.input_sums(partial).tolist()
    pairs = zip(sets.input_sets, sums, strict=True)
    return {each.label: total for each, total in pairs if each.output == output and each.label in labels}
