"""The answer to an exercise as somebody writes it by hand, read as the number that it means.

5 2/3, 5⅔ and ½ are mixed numbers and fractions, 1 000 has its thousands apart, 50% is 0.5, ≈ and = in front and … at
the end say nothing of the number. What is left is a number or a formula without inputs, as everywhere; nothing is ever
run as code.
"""

from __future__ import annotations

import math
import re
import unicodedata
from functools import lru_cache

from treeedit.model.entering import number_computed, with_point
from treeedit.model.records import EditError
from treeedit.words import translate

_AROUND = re.compile(r"^[\s=≈≃≅~∼]*(?:\+(?![+-]))?|(?<=\d)\s*(?:…|\.\.\.)\s*$")
_SPACE = "[ \u00a0\u2009\u202f\u2007'’]"
_THOUSANDS = re.compile(rf"(?<![\w.,])\d{{1,3}}(?:{_SPACE}\d{{3}})+(?!\w)(?:/(\d+))?")
_MIXED = re.compile(r"(?<![\w.,/^])(\d+)\s+(\d+)\s*/\s*(\d+)(?![\w.,])")
_SMALL = re.compile(r"([⁰¹²³⁴⁵⁶⁷⁸⁹]+)/([₀₁₂₃₄₅₆₇₈₉]+)")
_PERCENT = re.compile(r"^(.*\S)\s*[%％]$", re.DOTALL)
_GROUPED = re.compile(r"[-−–+]?[1-9]\d{0,2}(?:\.\d{3})+")
"""Thousands apart by points, or a number with a point and three digits behind it."""
_UNDEFINED = re.compile(r"undefined|undef\.?|n/?a\.?|none|[-–—]|∄|does not exist")
_SIGNS = str.maketrans({**dict.fromkeys("−–—‐‑‒﹣－", "-"), **dict.fromkeys("⁄∕", "/")})
"""The signs that a keyboard or a word processor writes for minus and for the bar of a fraction."""


@lru_cache(maxsize=10_000)
def answer_entered(text: str, point: str = ",") -> float:
    """The number that an answer means. EditError with a sentence if it means none, or may mean two.

    An answer that stands in a document was understood when it was typed, so a comma in it is a decimal comma.
    """
    return readings(text, point)[0]


@lru_cache(maxsize=10_000)
def readings(text: str, point: str = ",") -> tuple[float, ...]:
    """All numbers that an answer may mean, the likeliest first: 1.000 is 1 and 1000 where a comma is the point.

    NaN is the answer that there is no number: “undefined”, or a dash.
    """
    if _UNDEFINED.fullmatch(text.strip().casefold()) or text.strip().casefold() == _undefined():
        return (math.nan,)
    first = _entered(text, point)
    grouped = _GROUPED.fullmatch(text.strip()) if point == "," else None
    return (first,) if grouped is None else (first, _entered(text.replace(".", ""), point))


def _undefined() -> str:
    return translate("losses", "undefined").casefold()


def _entered(text: str, point: str) -> float:
    plain = _AROUND.sub("", unicodedata.normalize("NFC", text).translate(_SIGNS)).strip()
    percent = _PERCENT.match(plain)
    if percent is None:
        return _number(_unmixed(plain), text, point)
    return float(f"{_number(_unmixed(percent[1]), text, point) / 100:.15g}")


def _unmixed(text: str) -> str:
    """The same with its thousands together, and its fractions and mixed numbers as sums in brackets."""
    text = _THOUSANDS.sub(_joined, text)
    text = _SMALL.sub(lambda found: " " + unicodedata.normalize("NFKC", "/".join(found.groups())) + " ", text)
    text = "".join(map(_spelt_out, text)).strip()
    return _MIXED.sub(_added, text)


def _joined(found: re.Match[str]) -> str:
    """1 000 as 1000; 2 100/101 may be a mixed number as well."""
    whole, below = found[0].partition("/")[0], found[1]
    last = re.split(_SPACE, whole)[-1]
    if below is not None and not last.startswith("0") and int(last) < int(below):
        words = translate("answers", "“{0}” can be read in two ways: write it with + or without the space.")
        raise EditError(words.format(found[0]))
    return re.sub(_SPACE, "", found[0])


def _spelt_out(letter: str) -> str:
    """½ as 1/2, apart from what stands before it; any other letter as it is."""
    if not unicodedata.decomposition(letter).startswith("<fraction>"):
        return letter
    return f" {unicodedata.normalize('NFKC', letter).replace('⁄', '/')} "


def _added(found: re.Match[str]) -> str:
    whole, above, below = found.groups()
    return f"({whole}+{above}/{below})" if int(above) < int(below) else found[0]


def _number(plain: str, text: str, point: str) -> float:
    """The number of a plain text; whatever is none is told so in the words of an exercise."""
    plain = with_point(plain, point)
    try:
        return number_computed(plain.replace("_", " "), text)  # in Python's numbers alone it divides digits
    except EditError:
        words = translate("answers", "“{0}” is not a number: type one, like 5.67, 17/3 or 5 2/3.")
        raise EditError(words.format(text.strip())) from None
