"""Functions by the names that somebody may write before a bracket, and what to say of one that does not exist.

The case of a letter does not count there: ReLU(x), Sin(x). The nearest name is offered, or how to write the function
with those that exist; never a product.
"""

from __future__ import annotations

import re
from difflib import get_close_matches

from treeedit.model.labels import canonical_label
from treeedit.model.operator_entry import Operator
from treeedit.model.tokens import CALLS, shown
from treeedit.words import translate

_BY_LOWER = {spelling.lower(): entry for spelling, entry in CALLS.items()} | {"log_e": CALLS["ln"], "sigma": CALLS["σ"]}
_WRITTEN_WITH_OTHERS = {
    **dict.fromkeys(("sgn", "sign", "signum"), "x/abs(x)"),
    **dict.fromkeys(("cbrt", "curt"), "x^(1/3)"),
    **dict.fromkeys(("csc", "cosec"), "1/sin(x)"),
    **dict.fromkeys(("cot", "ctg", "cotan"), "1/tan(x)"),
    "sec": "1/cos(x)",
    "csch": "1/sinh(x)",
    "sech": "1/cosh(x)",
    "coth": "1/tanh(x)",
    **dict.fromkeys(("silu", "swish"), "x*sigmoid(x)"),
    "mish": "x*tanh(softplus(x))",
    "expm1": "exp(x) - 1",
    "log1p": "ln(1 + x)",
    "exp2": "2^x",
    "hypot": "sqrt(x^2 + y^2)",
    **dict.fromkeys(("pow", "power"), "x^y"),
    "logit": "ln(x/(1 - x))",
    **dict.fromkeys(("expit", "sigm"), "sigmoid(x)"),
    "logsigmoid": "ln(sigmoid(x))",
    "elu": "max(0, x) + min(0, exp(x) - 1)",
    "relu6": "min(max(0, x), 6)",
    "softsign": "x/(1 + abs(x))",
    "hardtanh": "max(-1, min(1, x))",
    **dict.fromkeys(("clip", "clamp"), "min(max(x, a), b)"),
    "softmax": "exp(x)/(exp(x) + exp(y))",
    "logsumexp": "ln(exp(x) + exp(y))",
    "maximum": "max(x, y)",
    "minimum": "min(x, y)",
    **dict.fromkeys(("fabs", "absolute"), "abs(x)"),
    "norm": "sqrt(x^2 + y^2)",
    "sinc": "sin(x)/x",
    "erf": "2*normcdf(x*sqrt(2)) - 1",
    "erfc": "2*normcdf(-x*sqrt(2))",
    "exp10": "10^x",
    **dict.fromkeys(("asinh", "arcsinh", "arsinh"), "ln(x + sqrt(x^2 + 1))"),
    **dict.fromkeys(("acosh", "arccosh", "arcosh"), "ln(x + sqrt(x^2 - 1))"),
    **dict.fromkeys(("atanh", "arctanh", "artanh"), "ln((1 + x)/(1 - x))/2"),
    **dict.fromkeys(("acot", "arccot", "arcctg"), "pi/2 - atan(x)"),
    **dict.fromkeys(("asec", "arcsec"), "acos(1/x)"),
    **dict.fromkeys(("acsc", "arccsc"), "asin(1/x)"),
    **dict.fromkeys(("atan2", "arctan2"), "atan(y/x), where x is positive"),
    "sen": "sin(x)",
    "tg": "tan(x)",
    "arctg": "atan(x)",
    "sh": "sinh(x)",
    "ch": "cosh(x)",
    "th": "tanh(x)",
}
_LOGARITHM = re.compile(r"(?:log|ln)(?:_(\w+)|(\d+))")
_NEAR = 0.75


def function_named(word: str) -> Operator | None:
    """The operator that a word before a bracket is; None if there is none."""
    return CALLS.get(word) or _BY_LOWER.get(word.lower()) or _BY_LOWER.get(canonical_label(word).lower())


def inverse_of(function: Operator) -> Operator | None:
    """The inverse that sin^-1 means; None where there is none."""
    return CALLS.get(f"arc{function.spelling}")


def no_function(word: str) -> str:
    """What to say of a function that does not exist: its name, and the nearest one or what to write for it."""
    sentence = translate("functions", "there is no function {0}").format(shown(word))
    small = word.lower()
    if small in _WRITTEN_WITH_OTHERS:
        return sentence + translate("functions", "; write {0}").format(_WRITTEN_WITH_OTHERS[small])
    base = _LOGARITHM.fullmatch(small)
    if base:
        return sentence + translate("functions", "; write ln(x)/ln({0})").format(base[1] or base[2])
    near = get_close_matches(small, [each for each in CALLS if each.isascii()], 3, _NEAR) if len(word) > 1 else []
    near.sort(key=lambda each: sorted(each) != sorted(small))  # letters that changed places come first
    return sentence + (translate("functions", "; did you mean {0}?").format(near[0]) if near else "")


def without_brackets(word: str) -> str:
    """What to say of a word before an operand that is no bracket; nothing if no function is called so."""
    function = function_named(word)
    if function is not None:
        spelling = function.spelling
        return translate("tokens", "{0} needs its operand in brackets, {1}(…)").format(spelling, spelling)
    return no_function(word) if word.lower() in _WRITTEN_WITH_OTHERS and len(word) > 2 else ""
