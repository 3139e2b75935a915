"""Formulas of written numbers, worked out exactly: whether 2.718/2 = 1.359 holds as it stands there, digit by digit.

A double cannot tell: exp(−800) is 0 in it, and softplus(40) is 40. Here numbers are fractions, and what is no fraction
is not known: exp, ln, sin and their like give one only at a few points (Lindemann and Weierstrass), sqrt of squares.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from fractions import Fraction
from functools import lru_cache
from types import SimpleNamespace
from typing import Any

from treeedit.model.labels import EULER
from treeedit.model.operators import OPERATORS
from treeedit.model.records import Expression, Leaf

_MOST_BITS = 40_000
"""Of a power that is worked out."""
_LARGEST_ROOT = 12
_SOME = object()
"""A number that is no fraction: nothing is known of what is made of it, but that its power of 0 is 1."""


class _UnknownError(ArithmeticError):
    """A result that is no fraction, or that nobody has worked out."""


@lru_cache(maxsize=4096)
def exactly(expression: Expression) -> Fraction | None:
    """The fraction that an expression of numbers is; None where it is none, or has no value."""
    stack: list[Any] = []
    try:
        for token in expression:
            if isinstance(token, str):
                entry = OPERATORS[token]
                operands = stack[-entry.arity :]
                del stack[-entry.arity :]
                stack.append(_fraction(entry.forward(EXACT, *operands)))
            else:
                stack.append(_number(token))
    except (ArithmeticError, ValueError, TypeError, AttributeError):
        return None
    return None if stack[-1] is _SOME else stack[-1]


def _number(leaf: Leaf | None) -> Any:
    """The number of a leaf; of π and e only that they are some."""
    text = "" if leaf is None else leaf.label.replace(",", ".").replace("−", "-")
    return _SOME if text in (EULER, "e", "pi") else Fraction(text)


def _fraction(number: Any) -> Fraction:
    """A result; where a constant of the table made a float of it, the fraction that this is written as."""
    return Fraction(repr(number)) if isinstance(number, float) else Fraction(number)


def _only(points: dict[int, int]) -> Callable[[Any], Fraction]:
    """A function that is a fraction at these points alone."""

    def found(number: Any) -> Fraction:
        place = Fraction(number)
        if place not in points:
            raise _UnknownError
        return Fraction(points[int(place)])

    return found


def _logarithm(base: int) -> Callable[[Any], Fraction]:
    def found(number: Any) -> Fraction:
        whole = Fraction(number)
        exponent = round(math.log(whole.numerator, base) - math.log(whole.denominator, base))
        if Fraction(base) ** exponent != whole:
            raise _UnknownError
        return Fraction(exponent)

    return found


def _power(base: Any, exponent: Any) -> Fraction:
    above = Fraction(exponent)
    if above == 0:
        return Fraction(1)
    below = Fraction(base)
    size = max(below.numerator.bit_length(), below.denominator.bit_length()) * abs(above.numerator)
    if above.denominator > _LARGEST_ROOT or size > _MOST_BITS:
        raise _UnknownError
    if above.denominator == 1:
        return below**above.numerator
    if below < 0:
        raise _UnknownError
    root = Fraction(_root(below.numerator, above.denominator), _root(below.denominator, above.denominator))
    return root**above.numerator


def _root(number: int, degree: int) -> int:
    if number.bit_length() > 1000:
        raise _UnknownError
    near = round(math.pow(number, 1 / degree))
    for each in (near - 1, near, near + 1):
        if each >= 0 and each**degree == number:
            return each
    raise _UnknownError


def _chosen(condition: bool, yes: Any, no: Any) -> Any:
    return _fraction(yes if condition else no)


EXACT = SimpleNamespace(
    exp=_only({0: 1}),
    log=_only({1: 0}),
    log1p=_only({0: 0}),
    log10=_logarithm(10),
    log2=_logarithm(2),
    sqrt=lambda number: _power(number, Fraction(1, 2)),
    sin=_only({0: 0}),
    cos=_only({0: 1}),
    tan=_only({0: 0}),
    arcsin=_only({0: 0}),
    arccos=_only({1: 0}),
    arctan=_only({0: 0}),
    sinh=_only({0: 0}),
    cosh=_only({0: 1}),
    tanh=_only({0: 0}),
    power=_power,
    where=_chosen,
    erfc=_only({0: 1}),
)
"""The elementary functions of `elementary`, for fractions."""
