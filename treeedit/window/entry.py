"""What somebody types into a number field: a number, a fraction, or any formula without inputs."""

from __future__ import annotations

import math

from treeedit.model.analysis import analyse, evaluated
from treeedit.model.formula import FormulaError, forest_of
from treeedit.model.records import EditError


def number_entered(text: str) -> float:
    """The number that a text stands for: 17/3, −2, pi/2, 1e-3. EditError with a sentence if it is none."""
    try:
        return _finite(float(text.strip().replace("−", "-")), text)
    except ValueError:
        return _finite(_computed(text), text)


def _computed(text: str) -> float:
    try:
        forest = forest_of(text)
    except FormulaError as error:
        raise EditError(f"“{text}” is not a number: {error}.") from None
    if forest.labels() or len(forest.roots) != 1:
        raise EditError(f"“{text}” is not a number: a value cannot depend on other inputs.")
    analysis = analyse(forest)
    return float(evaluated(forest, analysis).value[-1])


def _finite(value: float, text: str) -> float:
    if not math.isfinite(value):
        raise EditError(f"“{text}” is not a finite number.")
    return value


def number_shown(value: float) -> str:
    """A number as a field shows it: short, and exact when typed again."""
    text = f"{value:.12g}"
    return (text if float(text) == value else repr(value)).removesuffix(".0")
