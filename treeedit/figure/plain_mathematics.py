"""Formulas in a line of plain text, for who searches for them or does not see them: ∂f/∂x₁, x^2, sqrt(x + 1).

They are read from the MathML that the typesetter makes of LaTeX, and written as formulas are typed. Where a line of
text has no form for something, such as a brace below a sum, it is left out: what remains is still found.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from xml.etree import ElementTree as ET

from treeedit.figure.typeset import lowered

_TIGHT = re.compile(r"[\d.]+|(?:∂(?:\^\d)?)?[^\W\d_]\w*(?:\^\w)?[′″]*")
"""What needs no brackets in a quotient or a script."""
_BARE_SIGNS = frozenset("()[]{}|‖⟨⟩⌊⌋⌈⌉/!′″…")
_CLOSING_SIGNS = frozenset(",;:")
_LARGE_SIGNS = frozenset("∑∏∫∮⋃⋂")
_PRIMES = frozenset("′″‴*†")
_EDGE = "\u2063"
"""Stands around a word until it is known whether a letter is beside it."""
_NEEDLESS_EDGE = re.compile(rf"(?<![\w)]){_EDGE}+|{_EDGE}+(?!\w)")
_UNSEEN = dict.fromkeys(map(ord, "\u2061\u2062\u2063\u2064\u200b"))
_STYLED = re.compile("[\u2100-\u214f\U0001d400-\U0001d7ff]")


def plain_mathematics(formula: ET.Element) -> str:
    """A formula in MathML as plain text."""
    said: dict[ET.Element, str] = {}
    for element in reversed(list(formula.iter())):  # what is in an element comes before it
        parts = [said.pop(each) for each in element]
        said[element] = _element(element, parts)
    text = _NEEDLESS_EDGE.sub("", said[formula]).replace(_EDGE, " ")
    return " ".join(text.split())


def _element(element: ET.Element, parts: Sequence[str]) -> str:
    if element.tag in _LEAVES:
        return _LEAVES[element.tag](element)
    if element.get("linethickness") == "0":
        return " over ".join(parts)
    if element.tag in _ROWS:
        return _ROWS[element.tag](parts)
    made = _MADE.get((element.tag, len(parts)))
    return "".join(parts) if made is None else made(*parts)


def _letters(element: ET.Element) -> str:
    """Letters without their style: who looks for an L types one."""
    text = (element.text or "").translate(_UNSEEN)
    return _STYLED.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text)


def _name(element: ET.Element) -> str:
    text = _letters(element)
    return f"{_EDGE}{text}{_EDGE}" if len(text) > 1 and text.isalpha() else text


def _sign(element: ET.Element) -> str:
    text = _letters(element)
    if text.isalpha() or text in _LARGE_SIGNS:
        return f"{_EDGE}{text}{_EDGE}"
    if text in _CLOSING_SIGNS:
        return f"{text} "
    is_bare = text in _BARE_SIGNS or element.get("form") in ("prefix", "postfix")
    return text if is_bare else f" {text} "


def _bracketed(text: str) -> str:
    """A part as one thing."""
    bare = text.strip(f" {_EDGE}")
    return bare if _TIGHT.fullmatch(bare) else f"({bare})"


def _quotient(above: str, below: str) -> str:
    return f"{_bracketed(above)}/{_bracketed(below)}"


def _power(base: str, above: str) -> str:
    sign = above.strip()
    return _scripted(base, sign if sign in _PRIMES else f"^{_bracketed(above)}")


def _index(base: str, below: str) -> str:
    return _scripted(base, lowered(below.strip()) or f"_{_bracketed(below)}")


def _scripted(base: str, script: str) -> str:
    """A base with a script, which is a word if the base is one."""
    edge = _EDGE if base.startswith(_EDGE) else ""
    return f"{edge}{base.strip(_EDGE)}{script}{edge}"


def _both(base: str, below: str, above: str) -> str:
    return _power(_index(base, below), above)


def _accented(base: str, accent: str) -> str:
    """A letter with its accent, if there is such a letter; what is no accent is a script."""
    sign = accent.strip()
    if len(sign) != 1 or sign.isalnum():
        return _power(base, accent)
    return unicodedata.normalize("NFC", base + sign) if unicodedata.combining(sign) and len(base) == 1 else base


def _underset(base: str, below: str) -> str:
    sign = below.strip()
    return base if len(sign) == 1 and not sign.isalnum() else _index(base, below)


def _nothing(_: Sequence[str]) -> str:
    return ""


def _root(inner: Sequence[str]) -> str:
    return f"{_EDGE}sqrt({''.join(inner)}){_EDGE}"


def _other_root(inner: str, degree: str) -> str:
    return f"{_bracketed(inner)}^(1/{_bracketed(degree)})"


_LEAVES: dict[str, Callable[[ET.Element], str]] = {
    "mi": _name,
    "mn": _letters,
    "mo": _sign,
    "mtext": _letters,
    "mspace": lambda _: " ",
}
_ROWS: dict[str, Callable[[Sequence[str]], str]] = {
    "msqrt": _root,
    "mphantom": _nothing,
    "mtr": " ".join,
    "mtable": "; ".join,
}
_MADE: dict[tuple[str, int], Callable[..., str]] = {
    ("mfrac", 2): _quotient,
    ("msup", 2): _power,
    ("msub", 2): _index,
    ("msubsup", 3): _both,
    ("munderover", 3): _both,
    ("mover", 2): _accented,
    ("munder", 2): _underset,
    ("mroot", 2): _other_root,
}
"""By tag and number of parts; where there are others, they are said one after the other."""
