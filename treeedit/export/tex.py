r"""Any text as TeX that plain pdflatex sets, in text or in mathematics: nothing in it acts, nothing in it is missing.

What pdflatex cannot set without more packages (Chinese, Cyrillic, ...) becomes a question mark; whoever writes the
file says in a comment what stood there.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from treeedit.model.typesetting import latex_of_label

_ESCAPED = {c: "\\" + c for c in "$&#%_"} | {
    "\\": r"$\backslash$",
    "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
    "{": r"$\{$",
    "}": r"$\}$",
    "<": "$<$",
    ">": "$>$",
    "|": r"$\vert$",
    '"': "''",
    "`": "`{}",
    "-": "-{}",
}
_ACCENTS = dict(
    zip("\u0300\u0301\u0302\u0303\u0304\u0306\u0307\u0308\u030a\u030b\u030c\u0327\u0328", "`'^~=u.\"rHvck", strict=True)
)
_LETTERS = {
    "ß": r"\ss{}", "æ": r"\ae{}", "Æ": r"\AE{}", "œ": r"\oe{}", "Œ": r"\OE{}", "ø": r"\o{}", "Ø": r"\O{}",
    "å": r"\aa{}", "Å": r"\AA{}", "ł": r"\l{}", "Ł": r"\L{}", "ı": r"\i{}", "…": r"\dots{}", "–": "--", "—": "---",
    "“": "``", "”": "''", "‘": "`", "’": "'", "§": r"$\mathsection$", "©": "(c)",
}  # fmt: skip
_SIGNS = {
    "−": "-", "×": r"\times", "÷": r"\div", "·": r"\cdot", "√": r"\surd", "∞": r"\infty", "∂": r"\partial",
    "□": r"\square",
    "≤": r"\leq", "≥": r"\geq", "≠": r"\neq", "≈": r"\approx", "±": r"\pm", "→": r"\to", "∑": r"\sum", "∏": r"\prod",
    "∫": r"\int", "∈": r"\in", "°": r"^\circ", "²": "^2", "³": "^3", "¹": "^1", "½": r"\frac12", "∇": r"\nabla",
}  # fmt: skip
_LOWERED = re.compile("[₀-₉ₐₑₒₓₕₖₗₘₙₚₛₜᵢⱼᵣᵤᵥ]+")
_FOREIGN = re.compile(r"[^\x00-\x7f]")


@lru_cache(maxsize=20_000)
def text_as_tex(text: str) -> str:
    """A line of text, subscripts and signs of mathematics among it."""
    found, end = [], 0
    for low in _LOWERED.finditer(text):
        found += [_character(c) for c in text[end : low.start()]]
        found.append(rf"$_{{\mathrm{{{unicodedata.normalize('NFKC', low[0])}}}}}$")
        end = low.end()
    return "".join([*found, *(_character(c) for c in text[end:])])


def mathematics_as_tex(latex: str) -> str:
    """Mathematics in LaTeX with the characters that pdflatex lacks in it replaced by commands."""
    return _FOREIGN.sub(_in_mathematics, latex)


def comment(text: str) -> str:
    """A text that stays a comment."""
    return "% " + "".join(c for c in text if c.isprintable())


def _character(character: str) -> str:
    if character in _ESCAPED:
        return _ESCAPED[character]
    if character.isascii():
        return character if character.isprintable() else ""
    sign = _sign(character)
    return f"${sign}$" if sign else _letter(character)


def _in_mathematics(found: re.Match[str]) -> str:
    sign = _sign(found[0])
    return f"{{{sign}}}" if sign else rf"\text{{{_letter(found[0])}}}"


def _sign(character: str) -> str:
    greek = latex_of_label(character) if character.isalpha() else ""
    return _SIGNS.get(character) or (greek if greek.startswith("\\") and greek[1:].isalpha() else "")


def _letter(character: str) -> str:
    if character in _LETTERS:
        return _LETTERS[character]
    parts = unicodedata.normalize("NFD", character)
    if len(parts) == 2 and parts[1] in _ACCENTS and parts[0].isascii():
        return f"\\{_ACCENTS[parts[1]]}{{{parts[0]}}}"
    return "" if unicodedata.combining(character) or not character.isprintable() else "?"
