"""What somebody types where a number is asked for: a number, a fraction, or any formula without inputs.

An answer is such a number and how exactly it was given: a decimal that is written out counts its digits, everything
else is meant exactly. Nothing that is typed is ever run as code.
"""

from __future__ import annotations

import math
import re

from treeedit.model.analysis import analyse, evaluated
from treeedit.model.formula import FormulaError, forest_of
from treeedit.model.marking import Answer
from treeedit.model.records import EditError
from treeedit.words import translate

_DECIMAL = re.compile(r"[+-]?(\d*)\.(\d+)(?:[eE][+-]?\d+)?")


def number_entered(text: str) -> float:
    """The number that a text stands for: 17/3, −2, pi/2, 1e-3. EditError with a sentence if it is none."""
    try:
        return _finite(float(_plain(text)), text)
    except ValueError:
        return _finite(_computed(text), text)


def answer_entered(text: str) -> Answer:
    """The same as an answer: 5.67 is given with three digits; 17/3, 2*3, 6 and sqrt(2) are exact."""
    return Answer(number_entered(text), _digits(_plain(text)))


def _plain(text: str) -> str:
    return text.strip().replace("−", "-")


def _digits(text: str) -> int | None:
    """The significant digits of a plain decimal; None for what is no decimal, and for zero."""
    found = _DECIMAL.fullmatch(text)
    return len("".join(found.groups()).lstrip("0")) or None if found else None


def _computed(text: str) -> float:
    try:
        forest = forest_of(text)
    except FormulaError as error:
        raise EditError(translate("entry", "“{0}” is not a number: {1}.").format(text, error)) from None
    if forest.labels() or len(forest.roots) != 1:
        raise EditError(
            translate("entry", "“{0}” is not a number: a value cannot depend on other inputs.").format(text)
        )
    analysis = analyse(forest)
    return float(evaluated(forest, analysis).value[-1])


def _finite(value: float, text: str) -> float:
    if not math.isfinite(value):
        raise EditError(translate("entry", "“{0}” is not a finite number.").format(text))
    return value
