"""Numbers as people read them: a few significant digits, a true minus sign, a simple fraction where it is one.

The rule for = and ≈, in every view: = stands before a number only if what is written is that number, to the rounding of
a double, and behind numbers only if it is what these come to as they are written, worked out exactly. Else it is ≈.
"""

from __future__ import annotations

import math
from functools import lru_cache

MINUS = "−"
_DENOMINATORS = (3, 6, 7, 9, 11, 12, 13)
_LARGEST_NUMERATOR = 999
_ULPS = 4
"""How far, in units of its last place, a number may be from a fraction that it is taken for."""
_SAME = 1e-13
"""How far a number may be from what is written, by the rounding of the steps that led to it."""
_LONGEST_PLAIN = 999_999.5
_COMMON, _NEAR = 36036, 1e-14
"""A common multiple of the denominators: what is no fraction of it is none of theirs, which one look settles."""


def number_text(value: float, digits: int = 4) -> str:
    """A number with `digits` significant digits; "∞" or "?" if it is not finite.

    Below a million all digits before the point are written, so that 14285 stays what it is.
    """
    if not math.isfinite(value):
        return "?" if math.isnan(value) else "∞" if value > 0 else f"{MINUS}∞"
    text = f"{value:.{digits}g}"
    if "e" in text and abs(value) >= 1:
        text = f"{value:.0f}" if abs(value) < _LONGEST_PLAIN else text
    if "e" in text:
        mantissa, _, exponent = text.partition("e")
        text = f"{mantissa}e{int(exponent)}"
    return "0" if text == "-0" else text.replace("-", MINUS)


@lru_cache(maxsize=10_000)
def fraction_text(value: float, digits: int = 4) -> str:
    """The same, but 17/3 where the value is a simple fraction in lowest terms that no short decimal gives exactly."""
    if not 1e-3 < abs(value) < _LARGEST_NUMERATOR or float(f"{value:.{digits}g}") == value:
        return number_text(value, digits)
    common = value * _COMMON
    if abs(common - round(common)) > _NEAR * abs(common):
        return number_text(value, digits)
    for denominator in _DENOMINATORS:
        numerator = value * denominator
        nearest = round(numerator)
        if (
            abs(value - nearest / denominator) <= _ULPS * math.ulp(value)
            and abs(nearest) <= _LARGEST_NUMERATOR
            and math.gcd(nearest, denominator) == 1
        ):
            return f"{nearest}/{denominator}".replace("-", MINUS)
    return number_text(value, digits)


def is_exact(value: float, text: str) -> bool:
    """Whether a number's text is the number, and no rounding of it."""
    above, _, below = text.replace(MINUS, "-").replace(",", ".").partition("/")
    try:
        return math.isclose(float(above) / float(below or 1), value, rel_tol=_SAME)
    except ValueError:
        return False


def equals(value: float, text: str) -> str:
    """The sign between a name and its number: " = " or " ≈ "."""
    return " = " if not math.isfinite(value) or is_exact(value, text) else " ≈ "


def plain_text(value: float) -> str:
    """A number with all its digits; "undefined" if there is none."""
    return "undefined" if math.isnan(value) else repr(value + 0.0).removesuffix(".0").replace("-", MINUS)


def summand_text(text: str) -> str:
    """A number's text as a summand: in brackets if it is negative."""
    return f"({text})" if text.startswith(MINUS) else text
