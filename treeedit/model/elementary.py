"""Elementary functions under two names: VECTOR for numpy arrays, real or complex, and SCALAR for one float each.

What the table of operators computes with is written once against such a namespace `m`. numpy costs ten times as much
for a single number, hence the second one.
"""

from __future__ import annotations

import math
from types import SimpleNamespace
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
    power=special.power,
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

LEAKY_SLOPE = 0.01
_HALF_ROOT = math.sqrt(0.5)
BELL = 1 / math.sqrt(2 * math.pi)


def sigmoid(m: Any, x: Number) -> Number:
    """1 / (1 + e^−x), without overflow."""
    small = m.exp(m.where(x.real < 0, x, -x))
    return m.where(x.real < 0, small, 1.0) / (1 + small)


def softplus(m: Any, x: Number) -> Number:
    """ln(1 + e^x), without overflow."""
    size = m.where(x.real < 0, -x, x)
    return m.where(x.real < 0, 0.0, x) + m.log1p(m.exp(-size))


def normal_cdf(m: Any, x: Number) -> Number:
    """The distribution function of the standard normal."""
    return 0.5 * m.erfc(-x * _HALF_ROOT)


def power_by_base(m: Any, y: Number, x: Number, n: Number) -> Number:
    """∂(x^n)/∂x from y = x^n, 0 where n is 0: n·y/x where that can be told, as n − 1 is n for a large n."""
    divides = (x != 0) & (y != 0)
    quotient = n * (m.where(divides, y, 0.0) / m.where(divides, x, 1.0))
    power = m.power(m.where(divides, 1.0, x), m.where((n == 0) | divides, 1.0, n - 1))
    return m.where(n == 0, 0.0, m.where(divides, quotient, n * power))


def power_by_exponent(m: Any, y: Number, x: Number, n: Number) -> Number:
    """∂(x^n)/∂n from y = x^n; NaN where x is negative."""
    logarithm = m.log(m.where(x.real > 0, x, math.nan))
    return m.where((x == 0) & (n.real >= 0), 0.0, y * logarithm)


def less(m: Any, a: Number, b: Number) -> Number:
    """1 where a < b, 0 where a > b, one half where they tie."""
    return m.where(a.real < b.real, 1.0, m.where(a.real > b.real, 0.0, 0.5))
