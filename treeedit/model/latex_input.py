r"""LaTeX as it stands in papers, as the text of a formula: fractions, roots, powers, subscripts, functions, products.

A translator, no parser: it goes over the words once with a stack of what is open, and leaves the meaning, and most of
the complaints, to the reader of formulas. Side by side means times, as in print. Spaces, sizes and fonts are nothing.
A number as a subscript is x1, as one types it, so that x_1 from a paper meets the x1 that is there.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field

from treeedit.model.tokens import CALLS, FormulaError, shown

_WORD = re.compile(r"\\[A-Za-z]+\*?|\\.|[0-9]+(?:\.[0-9]+)?|\.[0-9]+|[^\W\d_]+|\s+|.", re.DOTALL)
_LATEX = re.compile(r"\\[A-Za-z({\[,;!\\]|[_^]\s*\{|\{[^{}]*\}")
_GREEK = frozenset(
    """
    alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi rho sigma tau upsilon phi chi psi omega
    Gamma Delta Theta Lambda Xi Sigma Upsilon Phi Psi Omega pi
    """.split()  # noqa: SIM905
)
_VARIANTS = {"varepsilon": "epsilon", "vartheta": "theta", "varphi": "phi", "varrho": "rho", "varsigma": "sigma"}
_NOTHING = frozenset(
    """
    left right big Big bigg Bigg bigl bigr Bigl Bigr biggl biggr Biggl Biggr displaystyle textstyle limits quad qquad
    nonumber notag , ; : ! ( ) [ ] mathstrut
    """.split()  # noqa: SIM905
) | {" ", "\n", "\\"}
_FONTS = frozenset(
    {"mathrm", "mathit", "mathbf", "mathsf", "boldsymbol", "operatorname", "text", "textrm", "bm", "mbox"}
)
_DROPPED = frozenset({"begin", "end", "label", "tag", "hspace", "vspace"})
_SIGNS = {"cdot": "*", "times": "*", "ast": "*", "div": "/", "lbrace": "(", "rbrace": ")", "{": "(", "}": ")"}
_BARS = {"lvert": "(", "vert": "|", "rvert": ")", "|": "|"}
_WRAPPED = {
    "frac": ("((", ")/(", "))"),
    "dfrac": ("((", ")/(", "))"),
    "tfrac": ("((", ")/(", "))"),
    "sqrt": ("sqrt(", ")"),
}
_LOGARITHMS = {"2": "log2", "10": "log10", "e": "ln", "\\mathrm{e}": "ln"}
_ENDS_RUN = frozenset("+-−=*/,;)]}|±")
_SPACED = re.compile(r"\s+")


@dataclass
class _Open:
    """What is open: by which word it closes ("" by the first that ends a bare operand), what is then written,
    and what follows for the arguments that are still to come."""

    closing: str
    written: str
    then: tuple[str, ...] = field(default=())


def is_latex(text: str) -> bool:
    """Whether a text is written as LaTeX rather than as a plain formula."""
    return bool(_LATEX.search(text))


def text_of_latex(text: str, names: Collection[str] = ()) -> str:
    r"""A formula in LaTeX as plain text: \frac{x_3}{x_1+x_2} is ((x_3)/(x_1+x_2)). FormulaError where it cannot be."""
    return _Translator(text).translate()


class _Translator:
    """Goes over the words of a text once; `out` is what has been written."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._words = [(found.group(), found.start()) for found in _WORD.finditer(text)]
        self._at = 0
        self._open: list[_Open] = []
        self._due: tuple[str, ...] = ()
        self._was_operand = False
        self._out: list[str] = []

    def translate(self) -> str:
        """All of the text."""
        while self._at < len(self._words):
            word, place = self._words[self._at]
            self._at += 1
            if not word.isspace():
                self._take(word, place)
        self._end_runs()
        if self._open or self._due:
            raise FormulaError("a bracket of the LaTeX is not closed", self._text, len(self._text))
        return _SPACED.sub(" ", "".join(self._out)).strip()

    def _take(self, word: str, place: int) -> None:
        if self._due:
            self._argument(word, place)
        elif self._closes(word):
            self._close()
        elif word.startswith("\\"):
            self._command(word[1:].rstrip("*") or " ", place)
        elif word in ("{", "(", "["):
            self._operand()
            self._begin(_Open({"{": "}", "(": ")", "[": "]"}[word], ")"), "(")
        elif word == "|":
            self._bar()
        elif word in ("_", "^"):
            self._script(word, place)
        elif word[0].isalnum() or word == ".":
            self._write_operand(word)
        elif word not in "&~$":
            self._sign(word)

    # --- writing ---

    def _sign(self, sign: str) -> None:
        self._end_runs()
        self._out.append(f" {sign} " if sign in "+-=" else sign)
        self._was_operand = False

    def _operand(self) -> None:
        """An operand begins: after another one it is multiplied."""
        if self._was_operand:
            self._out.append("*")
        self._was_operand = False

    def _write_operand(self, text: str) -> None:
        self._operand()
        self._out.append(text)
        self._was_operand = True

    def _begin(self, opened: _Open, written: str) -> None:
        self._open.append(opened)
        self._out.append(written)
        self._was_operand = False

    def _closes(self, word: str) -> bool:
        """Whether a word closes what is open; a bare operand ends before it."""
        if word in _ENDS_RUN:
            self._end_runs()
        return bool(self._open) and self._open[-1].closing == word

    def _close(self) -> None:
        closed = self._open.pop()
        self._out.append(closed.written)
        self._due = closed.then
        self._was_operand = not closed.then

    def _end_runs(self) -> None:
        while self._open and self._open[-1].closing == "":
            self._close()

    # --- commands ---

    def _command(self, name: str, place: int) -> None:
        if name in _WRAPPED:
            self._operand()
            start, *ends = _WRAPPED[name]
            if name == "sqrt" and self._peek() == "[":
                degree = self._raw("[", "]")
                start, ends = "((", [f")^(1/({degree})))"]
            self._out.append(start)
            self._due = tuple(ends)
        elif name in CALLS and name not in _GREEK:
            self._call(name)
        elif name in _GREEK or name in _VARIANTS:
            self._write_operand(_VARIANTS.get(name, name))
        elif name in _SIGNS:
            sign = _SIGNS[name]
            self._take(sign, place) if sign in ("(", ")") else self._sign(sign)
        elif name in _BARS:
            self._bar()
        elif name in _FONTS:
            self._font(name)
        else:
            self._drop(name, place)

    def _drop(self, name: str, place: int) -> None:
        """Leave out what means nothing, with its argument."""
        if name in _DROPPED:
            self._raw("{", "}")
        elif name not in _NOTHING:
            raise FormulaError(f"{shown(chr(92) + name)} is not understood here", self._text, place)
        elif name in ("left", "right") and self._peek() == ".":
            self._next()

    def _call(self, name: str) -> None:
        r"""A function: \sin(x), \sin{x}, \sin^2 x, or \sin 2x, which takes what follows up to a sign."""
        self._end_bare_call()
        self._operand()
        raised = ""
        if self._peek() == "_":
            self._next()
            below = self._single()
            if below not in _LOGARITHMS:
                raise FormulaError(
                    f"there is no logarithm to the base {shown(below)} here", self._text, self._words[self._at - 1][1]
                )
            name = _LOGARITHMS[below]
        if self._peek() == "^":
            self._next()
            raised = f"^({self._single()})"
        while self._peek() in ("\\left", "\\big", "\\Big", "\\bigl", "\\Bigl", "\\,", "\\!"):
            self._next()
        closing = {"(": ")", "[": "]", "{": "}"}.get(self._peek(), "")
        if closing:
            self._next()
        start, end = (f"({name}(", f")){raised}") if raised else (f"{name}(", ")")
        self._begin(_Open(closing, end), start)

    def _end_bare_call(self) -> None:
        """sin x cos x is (sin x)(cos x): a function ends a bare operand before it, unless that has not begun."""
        if self._was_operand:
            self._end_runs()

    def _bar(self) -> None:
        self._end_runs()
        if self._open and self._open[-1].closing == "|":
            self._close()
        else:
            self._operand()
            self._begin(_Open("|", ")"), "abs(")

    def _font(self, name: str) -> None:
        r"""\mathrm{max}: the word as it is; a function's name is one."""
        word = self._raw("{", "}").replace(" ", "_")
        if word in CALLS:
            self._call(word)
        elif word:
            self._write_operand(word)

    def _script(self, sign: str, place: int) -> None:
        if sign == "_":
            below = re.sub(r"[^\w]+", "_", self._single()).strip("_")
            self._out.append(below if below.isdecimal() else f"_{below}" if below else "")
            return
        if self._peek() == "{":
            self._next()
            self._begin(_Open("}", ")"), "^(")
            return
        inner = self._single()
        if not inner.isalnum():
            raise FormulaError("put this exponent in braces", self._text, place)
        self._out.append(f"^{inner}")

    def _argument(self, word: str, place: int) -> None:
        r"""The next argument of \frac or \sqrt: in braces, or a single word."""
        end, *others = self._due
        self._due = ()
        if word == "{":
            self._begin(_Open("}", end, tuple(others)), "")
            return
        if word.startswith("\\") or not word.isalnum():
            raise FormulaError("put this argument in braces", self._text, place)
        if word.isdigit() and len(word) > 1:  # \frac12 is a half
            self._at -= 1
            self._words[self._at] = word[1:], place + 1
            word = word[0]
        self._out.append(word + end)
        self._due = tuple(others)
        self._was_operand = not others

    # --- looking ahead ---

    def _peek(self) -> str:
        while self._at < len(self._words) and self._words[self._at][0].isspace():
            self._at += 1
        return self._words[self._at][0] if self._at < len(self._words) else ""

    def _next(self) -> str:
        word = self._peek()
        self._at += 1
        return word

    def _single(self) -> str:
        """The next word, or what stands in the next braces, as it is."""
        if self._peek() == "{":
            return self._raw("{", "}")
        word = self._next()
        if word.isdigit() and len(word) > 1:  # x^23 is x squared, times 3: papers mean braces, so this is 23
            return word
        return word.removeprefix("\\") if word.removeprefix("\\") in _GREEK else word

    def _raw(self, opening: str, closing: str) -> str:
        """What stands in brackets, as it is; "" if none follow."""
        if self._peek() != opening:
            return ""
        self._next()
        depth = 1
        found: list[str] = []
        while self._at < len(self._words):
            word, _ = self._words[self._at]
            self._at += 1
            depth += (word == opening) - (word == closing)
            if depth == 0:
                return "".join(found)
            found.append(word)
        raise FormulaError("a bracket of the LaTeX is not closed", self._text, len(self._text))
