"""Labels as they are written on paper: Greek letters by name, digits after a letter as subscripts.

A label is typeset as one plain string of characters that the font has; what has no such form stays as it was typed.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from treeedit.figure.numbers import MINUS
from treeedit.model.formula import print_expression
from treeedit.model.records import Expression, Leaf

LONGEST = 22

_LETTERS = "αβγδεζηθικλμνξοπρστυφχψωΓΔΘΛΞΠΣΥΦΨΩ"


def _spelled(letter: str) -> str:
    name = unicodedata.name(letter).split()[-1].replace("LAMDA", "LAMBDA")
    return name.lower() if letter.islower() else name.capitalize()


_GREEK = {_spelled(letter): letter for letter in _LETTERS}
_SUBSCRIPTS = dict(zip("0123456789aeoxhklmnpstijruv", "₀₁₂₃₄₅₆₇₈₉ₐₑₒₓₕₖₗₘₙₚₛₜᵢⱼᵣᵤᵥ", strict=True))
_TRAILING_DIGITS = re.compile(r"(.*[^\W\d_])_?(\d+)")
_UNDERSCORE = re.compile(r"([^\W_]+)_([^\W_]+)")


@lru_cache(maxsize=20_000)
def typeset(label: str) -> str:
    """A label as it is drawn: x1 as x₁, theta as θ, x_max with a subscript; elided if it is very long."""
    matched = _UNDERSCORE.fullmatch(label) or _TRAILING_DIGITS.fullmatch(label)
    if matched and (below := lowered(matched[2])) and len(label) <= LONGEST:
        return _GREEK.get(matched[1], matched[1]) + below
    text = _GREEK.get(label, label).replace("-", MINUS)
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def lowered(text: str) -> str:
    """Digits and letters as the subscripts that there are as characters; nothing if there is none for one of them."""
    return "".join(_SUBSCRIPTS[each] for each in text) if all(each in _SUBSCRIPTS for each in text) else ""


def typeset_formula(expression: Expression) -> str:
    """An expression as text with its labels typeset."""
    return print_expression(
        tuple(Leaf(typeset(token.label)) if isinstance(token, Leaf) else token for token in expression)
    )
