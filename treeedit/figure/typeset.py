"""Labels as they are written on paper: Greek letters by name, digits after a letter as subscripts.

A label is typeset as one plain string of characters that the font has; what has no such form stays as it was typed.
"""

from __future__ import annotations

from functools import lru_cache

from treeedit.figure.numbers import MINUS
from treeedit.model.formula import print_expression
from treeedit.model.labels import GREEK, PRIME, STAR, as_spelt, index_signs, is_name, parts_of
from treeedit.model.records import Expression, Leaf

LONGEST = 22
_SUBSCRIPTS = dict(zip("0123456789aeoxhklmnpstijruv+-", "₀₁₂₃₄₅₆₇₈₉ₐₑₒₓₕₖₗₘₙₚₛₜᵢⱼᵣᵤᵥ₊₋", strict=True))
_RAISED = dict(zip("0123456789aehijklmnoprstuvwxy+-()", "⁰¹²³⁴⁵⁶⁷⁸⁹ᵃᵉʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸ⁺⁻⁽⁾", strict=True))
_GREEK_SUBSCRIPTS = {"beta": "ᵦ", "gamma": "ᵧ", "rho": "ᵨ", "phi": "ᵩ", "chi": "ᵪ"}
_LOW_COMMA = "‚"
_STAR = "∗"


@lru_cache(maxsize=20_000)
def typeset(label: str) -> str:
    """A label as it is drawn: x1 as x₁, theta as θ, x_max with a subscript; elided if it is very long."""
    if not is_name(label):
        text = GREEK.get(label, label).replace("-", MINUS)
    elif len(label) > LONGEST:
        text = label
    else:
        base, below, above, brackets = parts_of(label)
        text = as_spelt(GREEK.get(base, base)).replace(PRIME, "′") + _below(below) + _above(above, brackets)
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def _below(parts: tuple[str, ...]) -> str:
    """Subscripts, with commas between them; one that has no such characters stands behind a low line."""
    text, comma = "", ""
    for part in index_signs(parts):
        if part == ",":
            text += comma
            continue
        low = _GREEK_SUBSCRIPTS.get(part, "") if part in GREEK else lowered(part)
        text += low or "_" + GREEK.get(part, part)
        comma = _LOW_COMMA if low else ""
    return text


def _above(parts: tuple[str, ...], brackets: str) -> str:
    """The index above: raised where there are such characters, else behind a ^."""
    if parts == STAR and brackets == "()":
        return _STAR
    if not parts:
        return ""
    text = brackets[:1] + "".join(GREEK.get(part, part) for part in index_signs(parts)) + brackets[1:]
    raised = all(each in _RAISED for each in text)
    return "".join(_RAISED[each] for each in text) if raised else f"^{text}".replace("-", MINUS)


def lowered(text: str) -> str:
    """Digits and letters as the subscripts that there are as characters; nothing if there is none for one of them."""
    return "".join(_SUBSCRIPTS[each] for each in text) if all(each in _SUBSCRIPTS for each in text) else ""


def typeset_formula(expression: Expression) -> str:
    """An expression as text with its labels typeset."""
    return print_expression(
        tuple(Leaf(typeset(token.label)) if isinstance(token, Leaf) else token for token in expression)
    )
