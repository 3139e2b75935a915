"""What somebody types where a number is asked for: a number, a fraction, or any formula without inputs.

A comma between digits is a decimal comma, but not between the operands of a call, and not where it may as well divide
thousands. Nothing that is typed is ever run as code.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

from treeedit.model.analysis import analyse, evaluated
from treeedit.model.formula import FormulaError
from treeedit.model.reading import grown
from treeedit.model.records import EditError
from treeedit.words import translate

_CLOSE_DIGITS = re.compile(r"\d,\d")
_GROUPED = re.compile(r"\d+(?:[.,]\d+)+")
_THOUSANDS = re.compile(r"[1-9]\d{0,2},\d{3}")
_NAME_BEFORE = re.compile(r"[^\W\d]\w*\s*$")


def number_entered(text: str, point: str = ".") -> float:
    """The number that a text stands for: 17/3, −2, pi/2, 1e-3, 0,5. EditError with a sentence if it is none.

    point: what stands before the decimals where the text was typed. Where that is no comma, 1,500 may be both 1500 and
    1.5, and is refused.
    """
    return number_computed(with_point(text, point), text)


def number_computed(plain: str, text: str) -> float:
    """The number of a text whose decimals stand behind a point; text: how it was typed."""
    try:
        return _finite(float(plain), text)
    except ValueError:
        return _finite(_computed(plain), text)


def with_point(text: str, point: str) -> str:
    """A text with a hyphen for every minus and a point for every decimal comma."""
    plain = text.strip().replace("−", "-")
    commas = [place for place in _commas_outside_calls(plain) if _CLOSE_DIGITS.fullmatch(plain, place - 1, place + 2)]
    for found in _GROUPED.finditer(plain) if commas else ():
        within = [place for place in commas if found.start() < place < found.end()]
        if len(within) > 1 or (within and ("." in found[0] or (point != "," and _THOUSANDS.fullmatch(found[0])))):
            raise EditError(
                translate(
                    "number_text", "“{0}” can be read in two ways: write it with a point before the decimals."
                ).format(text.strip())
            )
    letters = list(plain)
    for place in commas:
        letters[place] = "."
    return "".join(letters)


def _commas_outside_calls(text: str) -> Iterator[int]:
    """The commas that do not stand between the operands of a call."""
    calls: list[bool] = []
    for place, letter in enumerate(text):
        if letter in "([{":
            calls.append(_NAME_BEFORE.search(text[:place]) is not None)
        elif letter in ")]}" and calls:
            calls.pop()
        elif letter == "," and not (calls and calls[-1]):
            yield place


def _computed(text: str) -> float:
    try:
        forest = grown(text)
    except FormulaError as error:
        raise EditError(translate("entering", "“{0}” is not a number: {1}.").format(text, error)) from None
    if forest.labels() or len(forest.roots) != 1:
        raise EditError(
            translate("entering", "“{0}” is not a number: a value cannot depend on other inputs.").format(text)
        )
    analysis = analyse(forest)
    return float(evaluated(forest, analysis).value[-1])


def _finite(value: float, text: str) -> float:
    if not math.isfinite(value):
        raise EditError(translate("entering", "“{0}” is not a finite number.").format(text))
    return value
