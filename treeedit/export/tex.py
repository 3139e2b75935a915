r"""Any text as TeX, in text or in mathematics: nothing in it acts, nothing in it is missing.

What has a command is written by it, for plain pdflatex. Letters of other scripts (Cyrillic, Chinese, ...) stand for
themselves, as lualatex and xelatex set them with a font that has them; `beyond_pdflatex` says which a file has.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from itertools import groupby

from treeedit.model.typesetting import latex_of_label
from treeedit.words import translate

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
    "□": r"\square", "ℓ": r"\ell", "ħ": r"\hbar", "′": "{}'", "″": "{}''", "∗": "^*",
    "≤": r"\leq", "≥": r"\geq", "≠": r"\neq", "≈": r"\approx", "±": r"\pm", "→": r"\to", "∑": r"\sum", "∏": r"\prod",
    "∫": r"\int", "∈": r"\in", "°": r"^\circ", "²": "^2", "³": "^3", "¹": "^1", "½": r"\frac12", "∇": r"\nabla",
    "ℯ": r"\mathrm{e}",
}  # fmt: skip
_CLUSTER = re.compile(".[\u0300-\u036f\u20d0-\u20ff]*", re.DOTALL)
"""A character with the marks over it."""
_SCRIPTS = {"<sub>": "_", "<super>": "^"}
_LOW_COMMA = "‚"
_MATHEMATICAL = {"−": "-"}
_FONTS = ("CMU Serif", "DejaVu Sans", "FreeSerif", "Noto Serif", "Arial Unicode MS", "Segoe UI")
_HAN_FONTS = ("Noto Serif CJK SC", "Noto Sans CJK SC", "Source Han Serif", "Fandol Song", "SimSun", "PingFang SC")
_FIRST_HAN = 0x2E80
_MOST_NAMED = 12
_FOREIGN = re.compile(r"[^\x00-\x7f]+")
_COMMENT = re.compile(r"(?<!\\)%.*")


@lru_cache(maxsize=20_000)
def text_as_tex(text: str) -> str:
    """A line of text, subscripts and signs of mathematics among it."""
    found, script, before = "", "", ""
    for cluster in _CLUSTER.findall(text):
        after = _SCRIPTS.get(unicodedata.decomposition(cluster[0]).partition(" ")[0], "")
        after = before if before == "_" and cluster == _LOW_COMMA else after
        if before and after != before:
            found, script = found + _scripted(before, script), ""
        if after:
            script += unicodedata.normalize("NFKC", cluster).replace(_LOW_COMMA, ",")
        else:
            found += _character(cluster)
        before = after
    return found + (_scripted(before, script) if before else "")


def _scripted(sign: str, text: str) -> str:
    """What was lowered or raised in a text."""
    if sign == "^" and len(text) == 1 and text.isdecimal():
        return f"$^{text}$"
    inner = "".join(_MATHEMATICAL.get(c) or (rf"\text{{{_character(c)}}}" if _FOREIGN.match(c) else c) for c in text)
    return rf"${sign}{{\mathrm{{{inner}}}}}$"


def mathematics_as_tex(latex: str) -> str:
    """Mathematics in LaTeX with the characters that pdflatex lacks in it replaced by commands."""
    return _FOREIGN.sub(_in_mathematics, latex)


def comment(text: str) -> str:
    """A text that stays a comment."""
    return "% " + "".join(c for c in text if c.isprintable())


def _character(character: str) -> str:
    """A character, with the marks over it, in text."""
    if len(unicodedata.normalize("NFC", character)) > 1:
        latex = latex_of_label(character)
        return rf"$\mathrm{{{latex}}}$" if latex.isascii() else character
    if character in _ESCAPED:
        return _ESCAPED[character]
    if character.isascii():
        return character if character.isprintable() else ""
    sign = _sign(character)
    return f"${sign}$" if sign else _letter(character)


def _in_mathematics(found: re.Match[str]) -> str:
    groups = groupby(found[0], lambda each: bool(_sign(each)))
    return "".join(
        "".join(f"{{{_sign(each)}}}" for each in group) if signs else rf"\text{{{''.join(map(_letter, group))}}}"
        for signs, group in groups
    )


def _sign(character: str) -> str:
    greek = latex_of_label(character) if character.isalpha() else ""
    return _SIGNS.get(character) or (greek if greek.startswith("\\") and greek[1:].isalpha() else "")


def _letter(character: str) -> str:
    if character in _LETTERS:
        return _LETTERS[character]
    parts = unicodedata.normalize("NFD", character)
    if len(parts) == 2 and parts[1] in _ACCENTS and parts[0].isascii():
        return f"\\{_ACCENTS[parts[1]]}{{{parts[0]}}}"
    return character if f"x{character}".isidentifier() else "?" if character.isprintable() else ""


def beyond_pdflatex(source: bytes) -> str:
    """A sentence that names the letters of a TeX source which pdflatex lacks; "" if there is none."""
    named = _named(_foreign(source.decode()))
    return (
        translate("tex", "Compile this with lualatex or xelatex: pdflatex has no {0}.").format(named) if named else ""
    )


def noted(lines: Sequence[str]) -> list[str]:
    """What a file with such letters has at its head: a comment, and question marks for pdflatex, which lacks them.

    Where a document has taught them to pdflatex, as by T2A, they are left as they are.
    """
    found = _foreign("\n".join(lines))
    if not found:
        return []
    note = f"% Needs lualatex or xelatex, and a font that has {_named(found)}: \\usepackage{{fontspec}}"
    names = [rf"u8:\detokenize{{{each}}}\endcsname" for each in found]
    return [note, *(rf"\ifcsname {name}\else\expandafter\gdef\csname {name}{{?}}\fi" for name in names)]


def _foreign(source: str) -> list[str]:
    """The letters outside comments that need a font of their own, each once."""
    lines = (_COMMENT.sub("", line) for line in source.splitlines() if not line.isascii())
    return list(dict.fromkeys(each for line in lines for each in line if not each.isascii()))


def _named(letters: Sequence[str]) -> str:
    """Letters as a sentence names them; of very many the first ones."""
    bare = [each for each in letters if not unicodedata.combining(each)]
    return ", ".join(bare[:_MOST_NAMED]) + (", …" if len(bare) > _MOST_NAMED else "")


def fonts_for(source: str) -> list[str]:
    """The lines of a preamble that choose a font which has the letters of a source, if it has such letters."""
    if not _foreign(source):
        return []
    needs_han = any(ord(each) > _FIRST_HAN for each in source)
    names = _HAN_FONTS if needs_han else _FONTS
    chosen = ""
    for name in reversed(names):
        chosen = rf"\IfFontExistsTF{{{name}}}{{\setmainfont{{{name}}}\setsansfont{{{name}}}}}{{{chosen}}}"
    return [
        r"\usepackage{iftex}",
        rf"\ifPDFTeX\else\usepackage{{fontspec}}{chosen}\fi",
    ]
