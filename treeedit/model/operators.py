"""The one table of operators: OPERATORS. Nothing else in the program names an operator.

Forward function and local derivatives stand side by side and are written once, against a namespace `m` of elementary
functions: VECTOR for numpy arrays (real or complex), SCALAR for plain floats, where numpy costs ten times as much.
A new operator is one more entry; palette, parser, passes, files, pictures and tests iterate the table.

Where several conventions exist for a derivative at a kink, the one here is PyTorch's.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from types import MappingProxyType, SimpleNamespace
from typing import Any

import numpy as np

from treeedit.model import special

Number = Any  # a float, a complex number, or a numpy array of either

VECTOR = SimpleNamespace(
    exp=np.exp,
    log=np.log,
    log1p=np.log1p,
    log10=np.log10,
    log2=np.log2,
    sqrt=np.sqrt,
    sin=np.sin,
    cos=np.cos,
    tan=np.tan,
    arcsin=np.arcsin,
    arccos=np.arccos,
    arctan=np.arctan,
    sinh=np.sinh,
    cosh=np.cosh,
    power=np.power,
    tanh=np.tanh,
    where=np.where,
    erfc=special.erfc,
)
"""Elementary functions for numpy arrays."""


def _choose(condition: bool, yes: float, no: float) -> float:
    return yes if condition else no


SCALAR = SimpleNamespace(
    exp=math.exp,
    log=math.log,
    log1p=math.log1p,
    log10=math.log10,
    log2=math.log2,
    sqrt=math.sqrt,
    sin=math.sin,
    cos=math.cos,
    tan=math.tan,
    arcsin=math.asin,
    arccos=math.acos,
    arctan=math.atan,
    sinh=math.sinh,
    cosh=math.cosh,
    tanh=math.tanh,
    power=math.pow,
    where=_choose,
    erfc=math.erfc,
)
"""The same for one float each; they raise ArithmeticError or ValueError where VECTOR gives inf or nan."""


class Notation(Enum):
    """How an operator is written in a formula."""

    INFIX = "infix"
    PREFIX = "prefix"
    CALL = "call"


@dataclass(frozen=True, slots=True)
class Limit:
    """A condition on the operands, with the sentence for where it fails.

    `holds(*operands)` works elementwise. `slot` restricts it to the local derivative of one slot.
    """

    holds: Callable[..., Any]
    sentence: str
    slot: int | None = None


@dataclass(frozen=True, slots=True)
class Operator:
    """One entry of the table.

    key: what identifies it in a document. spelling and aliases: how formulas write it. glyph: what its node shows.
    precedence: 1 (loosest) to 5 (a call). forward(m, *operands) gives the value, derivatives(m, y, *operands) the
    local derivative of every slot. domain: where it has a value. smooth: where it has a finite derivative.
    kinks: where a convention decides the derivative (the sentence says which).
    """

    key: str
    name: str
    family: str
    arity: int
    forward: Callable[..., Number]
    derivatives: Callable[..., tuple[Number, ...]]
    latex: str
    glyph: str = ""
    spelling: str = ""
    aliases: tuple[str, ...] = ()
    notation: Notation = Notation.CALL
    precedence: int = 5
    right_to_left: bool = False
    commutative: bool = False
    domain: tuple[Limit, ...] = ()
    smooth: tuple[Limit, ...] = ()
    kinks: tuple[Limit, ...] = ()


SUM, PRODUCT, NEGATION, POWER, CALL = 1, 2, 3, 4, 5  # precedences

_LEAKY_SLOPE = 0.01
_HALF_ROOT = math.sqrt(0.5)
_BELL = 1 / math.sqrt(2 * math.pi)


def _sigmoid(m: Any, x: Number) -> Number:
    return 1 / (1 + m.exp(-x))


def _softplus(m: Any, x: Number) -> Number:
    size = m.where(x.real < 0, -x, x)
    return m.where(x.real < 0, 0.0, x) + m.log1p(m.exp(-size))


def _normal_cdf(m: Any, x: Number) -> Number:
    return 0.5 * m.erfc(-x * _HALF_ROOT)


def _power_by_base(m: Any, x: Number, n: Number) -> Number:
    return m.where(n == 0, 0.0, n * m.power(x, m.where(n == 0, 1.0, n - 1)))


def _power_by_exponent(m: Any, y: Number, x: Number, n: Number) -> Number:
    logarithm = m.log(m.where(x.real > 0, x, math.nan))
    return m.where((x == 0) & (n.real >= 0), 0.0, y * logarithm)


def _less(m: Any, a: Number, b: Number) -> Number:
    return m.where(a.real < b.real, 1.0, m.where(a.real > b.real, 0.0, 0.5))


def _is_whole(n: Number) -> Number:
    return np.equal(np.mod(n, 1), 0)


_NOT_ZERO = Limit(lambda a: a != 0, "has a kink at 0; its derivative there is taken as 0, as in PyTorch")
_NO_TIE = Limit(lambda a, b: a != b, "has a tie; each operand is given one half of the derivative, as in PyTorch")
_INSIDE_ONE = Limit(lambda a: abs(a) < 1, "has no finite derivative at −1 and 1")
_UP_TO_ONE = "needs an operand between −1 and 1"

_TABLE = (
    Operator(
        key="+",
        name="plus",
        family="Arithmetic",
        arity=2,
        glyph="+",
        notation=Notation.INFIX,
        precedence=SUM,
        commutative=True,
        latex="{0} + {1}",
        forward=lambda m, a, b: a + b,
        derivatives=lambda m, y, a, b: (1.0, 1.0),
    ),
    Operator(
        key="-",
        name="minus",
        family="Arithmetic",
        arity=2,
        glyph="−",
        aliases=("−", "–"),
        notation=Notation.INFIX,
        precedence=SUM,
        latex="{0} - {1}",
        forward=lambda m, a, b: a - b,
        derivatives=lambda m, y, a, b: (1.0, -1.0),
    ),
    Operator(
        key="*",
        name="times",
        family="Arithmetic",
        arity=2,
        glyph="×",
        aliases=("×", "·", "⋅", "∗", "∙", "•"),
        notation=Notation.INFIX,
        precedence=PRODUCT,
        commutative=True,
        latex=r"{0} \cdot {1}",
        forward=lambda m, a, b: a * b,
        derivatives=lambda m, y, a, b: (b, a),
    ),
    Operator(
        key="/",
        name="divided by",
        family="Arithmetic",
        arity=2,
        glyph="÷",
        aliases=("÷", "∕", "⁄"),
        notation=Notation.INFIX,
        precedence=PRODUCT,
        latex=r"\frac{{{0}}}{{{1}}}",
        forward=lambda m, a, b: a / b,
        derivatives=lambda m, y, a, b: (1 / b, -y / b),
        domain=(Limit(lambda a, b: b != 0, "divides by zero; the second operand must not be 0"),),
    ),
    Operator(
        key="neg",
        name="unary minus",
        family="Arithmetic",
        arity=1,
        glyph="−x",
        spelling="-",
        aliases=("−", "–", "neg"),
        notation=Notation.PREFIX,
        precedence=NEGATION,
        latex="-{0}",
        forward=lambda m, a: -a,
        derivatives=lambda m, y, a: (-1.0,),
    ),
    Operator(
        key="^",
        name="power",
        family="Powers",
        arity=2,
        glyph="^",
        aliases=("**",),
        notation=Notation.INFIX,
        precedence=POWER,
        right_to_left=True,
        latex="{0}^{{{1}}}",
        forward=lambda m, a, b: m.power(a, b),
        derivatives=lambda m, y, a, b: (_power_by_base(m, a, b), _power_by_exponent(m, y, a, b)),
        domain=(
            Limit(lambda a, b: (a != 0) | (b >= 0), "cannot raise 0 to a negative power"),
            Limit(lambda a, b: (a >= 0) | _is_whole(b), "needs a whole exponent where the base is negative"),
        ),
        smooth=(
            Limit(
                lambda a, b: (a != 0) | (b >= 1) | (b == 0),
                "has no finite derivative where the base is 0",
                slot=0,
            ),
            Limit(lambda a, b: a >= 0, "has no derivative by the exponent where the base is negative", slot=1),
        ),
    ),
    Operator(
        key="square",
        name="square",
        family="Powers",
        arity=1,
        glyph="x²",
        aliases=("sq",),
        latex="{0}^{{2}}",
        forward=lambda m, a: a * a,
        derivatives=lambda m, y, a: (2 * a,),
    ),
    Operator(
        key="sqrt",
        name="square root",
        family="Powers",
        arity=1,
        glyph="√",
        aliases=("√",),
        latex=r"\sqrt{{{0}}}",
        forward=lambda m, a: m.sqrt(a),
        derivatives=lambda m, y, a: (0.5 / y,),
        domain=(Limit(lambda a: a >= 0, "needs an operand that is not negative"),),
        smooth=(Limit(lambda a: a > 0, "has no finite derivative at 0"),),
    ),
    Operator(
        key="reciprocal",
        name="reciprocal",
        family="Powers",
        arity=1,
        glyph="1/x",
        aliases=("inv",),
        latex=r"\frac{{1}}{{{0}}}",
        forward=lambda m, a: 1 / a,
        derivatives=lambda m, y, a: (-y * y,),
        domain=(Limit(lambda a: a != 0, "divides by zero; the operand must not be 0"),),
    ),
    Operator(
        key="exp",
        name="exponential",
        family="Exponentials",
        arity=1,
        latex=r"\exp\left({0}\right)",
        forward=lambda m, a: m.exp(a),
        derivatives=lambda m, y, a: (y,),
    ),
    Operator(
        key="ln",
        name="natural logarithm",
        family="Exponentials",
        arity=1,
        aliases=("log",),
        latex=r"\ln\left({0}\right)",
        forward=lambda m, a: m.log(a),
        derivatives=lambda m, y, a: (1 / a,),
        domain=(Limit(lambda a: a > 0, "needs a positive operand"),),
    ),
    Operator(
        key="log10",
        name="logarithm to base 10",
        family="Exponentials",
        arity=1,
        aliases=("lg",),
        latex=r"\log_{{10}}\left({0}\right)",
        forward=lambda m, a: m.log10(a),
        derivatives=lambda m, y, a: (1 / (a * math.log(10)),),
        domain=(Limit(lambda a: a > 0, "needs a positive operand"),),
    ),
    Operator(
        key="log2",
        name="logarithm to base 2",
        family="Exponentials",
        arity=1,
        aliases=("lb",),
        latex=r"\log_{{2}}\left({0}\right)",
        forward=lambda m, a: m.log2(a),
        derivatives=lambda m, y, a: (1 / (a * math.log(2)),),
        domain=(Limit(lambda a: a > 0, "needs a positive operand"),),
    ),
    Operator(
        key="sin",
        name="sine",
        family="Trigonometry",
        arity=1,
        latex=r"\sin\left({0}\right)",
        forward=lambda m, a: m.sin(a),
        derivatives=lambda m, y, a: (m.cos(a),),
    ),
    Operator(
        key="cos",
        name="cosine",
        family="Trigonometry",
        arity=1,
        latex=r"\cos\left({0}\right)",
        forward=lambda m, a: m.cos(a),
        derivatives=lambda m, y, a: (-m.sin(a),),
    ),
    Operator(
        key="tan",
        name="tangent",
        family="Trigonometry",
        arity=1,
        latex=r"\tan\left({0}\right)",
        forward=lambda m, a: m.tan(a),
        derivatives=lambda m, y, a: (1 + y * y,),
    ),
    Operator(
        key="asin",
        name="arcsine",
        family="Trigonometry",
        arity=1,
        aliases=("arcsin",),
        latex=r"\arcsin\left({0}\right)",
        forward=lambda m, a: m.arcsin(a),
        derivatives=lambda m, y, a: (1 / m.sqrt((1 - a) * (1 + a)),),
        domain=(Limit(lambda a: abs(a) <= 1, _UP_TO_ONE),),
        smooth=(_INSIDE_ONE,),
    ),
    Operator(
        key="acos",
        name="arccosine",
        family="Trigonometry",
        arity=1,
        aliases=("arccos",),
        latex=r"\arccos\left({0}\right)",
        forward=lambda m, a: m.arccos(a),
        derivatives=lambda m, y, a: (-1 / m.sqrt((1 - a) * (1 + a)),),
        domain=(Limit(lambda a: abs(a) <= 1, _UP_TO_ONE),),
        smooth=(_INSIDE_ONE,),
    ),
    Operator(
        key="atan",
        name="arctangent",
        family="Trigonometry",
        arity=1,
        aliases=("arctan",),
        latex=r"\arctan\left({0}\right)",
        forward=lambda m, a: m.arctan(a),
        derivatives=lambda m, y, a: (1 / (1 + a * a),),
    ),
    Operator(
        key="sinh",
        name="hyperbolic sine",
        family="Hyperbolics",
        arity=1,
        latex=r"\sinh\left({0}\right)",
        forward=lambda m, a: m.sinh(a),
        derivatives=lambda m, y, a: (m.cosh(a),),
    ),
    Operator(
        key="cosh",
        name="hyperbolic cosine",
        family="Hyperbolics",
        arity=1,
        latex=r"\cosh\left({0}\right)",
        forward=lambda m, a: m.cosh(a),
        derivatives=lambda m, y, a: (m.sinh(a),),
    ),
    Operator(
        key="tanh",
        name="hyperbolic tangent",
        family="Hyperbolics",
        arity=1,
        latex=r"\tanh\left({0}\right)",
        forward=lambda m, a: m.tanh(a),
        derivatives=lambda m, y, a: (4 / (m.exp(a) + m.exp(-a)) / (m.exp(a) + m.exp(-a)),),
    ),
    Operator(
        key="sigmoid",
        name="logistic sigmoid",
        family="Activations",
        arity=1,
        glyph="σ",
        aliases=("logistic", "σ"),
        latex=r"\sigma\left({0}\right)",
        forward=lambda m, a: _sigmoid(m, a),
        derivatives=lambda m, y, a: (y * _sigmoid(m, -a),),
    ),
    Operator(
        key="relu",
        name="rectifier",
        family="Activations",
        arity=1,
        latex=r"\operatorname{{relu}}\left({0}\right)",
        forward=lambda m, a: m.where(a.real > 0, a, 0.0),
        derivatives=lambda m, y, a: (m.where(a.real > 0, 1.0, 0.0),),
        kinks=(_NOT_ZERO,),
    ),
    Operator(
        key="leaky_relu",
        name="leaky rectifier",
        family="Activations",
        arity=1,
        glyph="leaky",
        aliases=("lrelu",),
        latex=r"\operatorname{{leaky\,relu}}\left({0}\right)",
        forward=lambda m, a: m.where(a.real > 0, a, _LEAKY_SLOPE * a),
        derivatives=lambda m, y, a: (m.where(a.real > 0, 1.0, _LEAKY_SLOPE),),
        kinks=(Limit(lambda a: a != 0, "has a kink at 0; its derivative there is taken as 0.01, as in PyTorch"),),
    ),
    Operator(
        key="softplus",
        name="soft plus",
        family="Activations",
        arity=1,
        glyph="soft+",
        latex=r"\operatorname{{softplus}}\left({0}\right)",
        forward=lambda m, a: _softplus(m, a),
        derivatives=lambda m, y, a: (_sigmoid(m, a),),
    ),
    Operator(
        key="gelu",
        name="Gaussian error linear unit",
        family="Activations",
        arity=1,
        latex=r"\operatorname{{gelu}}\left({0}\right)",
        forward=lambda m, a: a * _normal_cdf(m, a),
        derivatives=lambda m, y, a: (_normal_cdf(m, a) + a * _BELL * m.exp(-a * a / 2),),
    ),
    Operator(
        key="step",
        name="unit step",
        family="Activations",
        arity=1,
        aliases=("heaviside",),
        latex=r"\operatorname{{step}}\left({0}\right)",
        forward=lambda m, a: m.where(a.real > 0, 1.0, 0.0),
        derivatives=lambda m, y, a: (m.where(a.real > 0, 0.0, 0.0),),
        kinks=(Limit(lambda a: a != 0, "jumps at 0; its value and its derivative there are taken as 0"),),
    ),
    Operator(
        key="abs",
        name="absolute value",
        family="Choices",
        arity=1,
        glyph="|x|",
        latex=r"\left|{0}\right|",
        forward=lambda m, a: m.where(a.real < 0, -a, a),
        derivatives=lambda m, y, a: (m.where(a.real > 0, 1.0, m.where(a.real < 0, -1.0, 0.0)),),
        kinks=(_NOT_ZERO,),
    ),
    Operator(
        key="min",
        name="minimum",
        family="Choices",
        arity=2,
        latex=r"\min\left({0}, {1}\right)",
        forward=lambda m, a, b: m.where(a.real <= b.real, a, b),
        derivatives=lambda m, y, a, b: (_less(m, a, b), _less(m, b, a)),
        kinks=(_NO_TIE,),
    ),
    Operator(
        key="max",
        name="maximum",
        family="Choices",
        arity=2,
        latex=r"\max\left({0}, {1}\right)",
        forward=lambda m, a, b: m.where(a.real >= b.real, a, b),
        derivatives=lambda m, y, a, b: (_less(m, b, a), _less(m, a, b)),
        kinks=(_NO_TIE,),
    ),
)


def _completed(entry: Operator) -> Operator:
    fill = {"glyph": entry.glyph or entry.key, "spelling": entry.spelling or entry.key}
    return Operator(**{name: getattr(entry, name) for name in Operator.__slots__} | fill)


OPERATORS: Mapping[str, Operator] = MappingProxyType({entry.key: _completed(entry) for entry in _TABLE})
"""All operators by key, in the order in which the palette shows them."""

FAMILIES: tuple[str, ...] = tuple(dict.fromkeys(entry.family for entry in _TABLE))
