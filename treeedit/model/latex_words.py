r"""The words of LaTeX: what is a letter, a sign, a bracket, what means nothing, what is refused with which words.

The rule: tables only. A command that stands in none of them is refused by its name, so that nothing is ever read as
something else; what treeedit has no operator for gets a sentence that says so.
"""

from __future__ import annotations

from collections.abc import Mapping

from treeedit.model.tokens import CALLS
from treeedit.words import QT_TRANSLATE_NOOP

VARIANTS: Mapping[str, str] = {
    "varepsilon": "epsilon",
    "vartheta": "theta",
    "varphi": "phi",
    "varrho": "rho",
    "varsigma": "sigma",
}
LETTERS: Mapping[str, str] = {"ell": "ℓ", "imath": "ı", "jmath": "ȷ", "hbar": "ħ"}

ACCENTS: Mapping[str, str] = {
    "hat": "\u0302",
    "widehat": "\u0302",
    "bar": "\u0304",
    "overline": "\u0304",
    "tilde": "\u0303",
    "widetilde": "\u0303",
    "dot": "\u0307",
    "ddot": "\u0308",
    "vec": "\u20d7",
    "check": "\u030c",
    "breve": "\u0306",
    "acute": "\u0301",
    "grave": "\u0300",
    "mathring": "\u030a",
}
"""Commands that set a mark over one letter, with the character that combines."""

FONTS = frozenset({"mathbf", "bm", "boldsymbol", "mathcal", "mathit", "mathsf", "mathtt", "mathnormal", "textbf"})
"""Fonts of single letters; a word in one of them is a name."""
WORDS = frozenset({"mathrm", "text", "textrm", "textit", "textsf", "texttt", "mbox", "operatorname", "operatorname*"})
"""What makes a name, or a function, of a word."""

SIGNS: Mapping[str, str] = {"cdot": "*", "times": "*", "ast": "*", "div": "/", "colon": ":"}
CHARACTERS: Mapping[str, str] = {
    "−": "-", "–": "-", "×": "*", "·": "*", "⋅": "*", "∗": "*", "÷": "/", "∕": "/", "≔": "=", "∣": "|",
    "’": "'", "′": "'", "″": "''",
}  # fmt: skip
SCRIPTS: Mapping[str, str] = {**dict.fromkeys("⁰¹²³⁴⁵⁶⁷⁸⁹", "^"), **dict.fromkeys("₀₁₂₃₄₅₆₇₈₉", "_")}
"""Digits that are raised or lowered as they stand."""
NAMED = {"equiv": "=", "coloneqq": "=", "coloneq": "=", "lbrack": "[", "rbrack": "]", "square": "□", "Box": "□"}
OPENING: Mapping[str, str] = {"(": ")", "[": "]", "\\{": "\\}", "|": "|", ".": "."}
CLOSING = frozenset(OPENING.values())
LEFT = frozenset({"left", "bigl", "Bigl", "biggl", "Biggl", "mathopen"})
RIGHT = frozenset({"right", "bigr", "Bigr", "biggr", "Biggr", "mathclose"})
SIZES = frozenset({"big", "Big", "bigg", "Bigg", "middle"})
DELIMITERS: Mapping[str, str] = {"lbrace": "\\{", "rbrace": "\\}", "vert": "|", "lvert": "|", "rvert": "|"}

SPACES = frozenset({",", ":", ";", "!", " ", ">", "thinspace", "medspace", "thickspace", "enspace"})
WIDE = frozenset({"quad", "qquad"})
"""Spaces that set things apart: between two operands they mean no product."""
NOTHING = SPACES | frozenset(
    """
    negthinspace negmedspace negthickspace displaystyle textstyle scriptstyle scriptscriptstyle limits nolimits
    nonumber notag mathstrut strut rm it bf allowbreak nobreak relax
    """.split()  # noqa: SIM905
)
DOLLARS = frozenset("()[]")
"""Behind a backslash: where mathematics begins and ends."""
WITH_ARGUMENT = frozenset({"label", "tag", "tag*", "hspace", "hspace*", "vspace", "color", "textcolor", "phantom"})
"""Left out with the argument that follows."""
HOLDERS = frozenset({"underbrace", "overbrace", "underline", "boxed", "mathord", "mathbin", "mathrel"})
"""Left out, while the argument stays."""
BRACED = frozenset({"underbrace", "overbrace"})
"""The holders under or over which a remark may stand."""
ENVIRONMENTS = frozenset(
    "equation align aligned gather gathered split displaymath math eqnarray multline alignat flalign".split()  # noqa: SIM905
)

FRACTIONS = frozenset({"frac", "dfrac", "tfrac", "cfrac"})
ROOT = "sqrt"
OVER = "over"
RECIPROCALS: Mapping[str, str] = {"sec": "cos", "csc": "sin", "cosec": "sin", "cot": "tan"}
"""Functions that are one divided by another."""
INVERSES: Mapping[str, str] = {"sin": "asin", "cos": "acos", "tan": "atan"}
LOGARITHMS: Mapping[str, str] = {"2": "log2", "10": "log10"}
FUNCTIONS: Mapping[str, str] = {
    **{name.lower(): entry.key for name, entry in CALLS.items()},
    **{each: each for each in RECIPROCALS},
}
"""The functions by their names in lower case, each with its operator (or the reciprocal of one)."""
FUNCTION_COMMANDS = frozenset(
    "sin cos tan sec csc cot arcsin arccos arctan sinh cosh tanh exp ln log lg max min".split()  # noqa: SIM905
)
CALLED: Mapping[str, str] = {"sigma": "sigmoid", "Phi": "normcdf"}
"""The letters that are operators when a bracket follows."""
DIFFERENCE = "Delta"
"""The letter that before a name may say that it is a difference."""
CALLIGRAPHIC = "mathcal"
"""The font of letters that name a function when a bracket follows."""
FUNCTION_LETTERS = frozenset("fghFGHEOℓ") | {"phi", "psi", "Psi", "Gamma", "zeta", "delta"}
"""Letters that name a function when a bracket follows."""
RAISED_FUNCTION_LETTERS = frozenset("fghFGH")
"""Those that name one even with a power above, f^2(x)."""
UNKNOWN_FUNCTIONS = frozenset(
    "sech csch coth sgn sign erf erfc det gcd lcm arg deg dim mod floor ceil round softmax arccot arcsec arccsc".split()  # noqa: SIM905
)

_NO_OPERATOR = QT_TRANSLATE_NOOP("latex_words", "there is no operator {0} here")
_VECTORS = QT_TRANSLATE_NOOP("latex_words", "{0} is for vectors and matrices, and here are only numbers")
_RELATION = QT_TRANSLATE_NOOP("latex_words", "{0} is a relation, and only a formula can be read")
_BOTH = QT_TRANSLATE_NOOP("latex_words", "{0} stands for two values; write the formula with + or with -")
_DERIVATIVE = QT_TRANSLATE_NOOP("latex_words", "{0} is of a derivative; write the formula that is to be differentiated")
UNKNOWN = QT_TRANSLATE_NOOP("latex_words", "{0} is not understood here")

REFUSED: Mapping[str, str] = {
    **dict.fromkeys(("pm", "mp"), _BOTH),
    **dict.fromkeys(("partial", "nabla", "mathrm{d}"), _DERIVATIVE),
    **dict.fromkeys(("int", "iint", "oint", "sum", "prod", "lim", "limsup", "liminf", "bigcup"), _NO_OPERATOR),
    **dict.fromkeys(("infty", "bmod", "pmod", "mod", "binom", "sup", "inf", "arg", "Re", "Im"), _NO_OPERATOR),
    **dict.fromkeys(("lfloor", "lceil", "rfloor", "rceil", "otimes", "oplus", "odot", "circ"), _NO_OPERATOR),
    **dict.fromkeys(("|", "Vert", "lVert", "langle", "rangle", "top", "intercal", "dagger", "det"), _VECTORS),
    **dict.fromkeys(("matrix", "pmatrix", "bmatrix", "vmatrix", "array", "smallmatrix"), _VECTORS),
    **dict.fromkeys(("approx", "sim", "leq", "geq", "le", "ge", "lt", "gt", "neq", "ne", "propto", "in"), _RELATION),
    **dict.fromkeys(("to", "rightarrow", "Rightarrow", "implies", "iff", "mid", "gets", "leftarrow"), _RELATION),
    "cases": QT_TRANSLATE_NOOP("latex_words", "{0} distinguishes cases; write it with max, min, step or relu"),
}
