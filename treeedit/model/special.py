"""Functions that numpy and math lack or round badly, for real and complex arguments alike.

Everything here accepts numpy arrays, numpy scalars and Python numbers; the accuracy is near that of a double.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np

_REAL_ERFC = np.frompyfunc(math.erfc, 1, 1)
_SERIES_TERMS = 40
_FRACTION_TERMS = 400
_SERIES_RADIUS = 1.0
_NEAR = 1e-9
"""Of the real part: the square of such an imaginary part is lost in rounding."""


def erfc(z: Any) -> Any:
    """Complementary error function, elementwise.

    Complex arguments near the real axis use the Taylor series of erf inside |Re z| < 1 and the Laplace continued
    fraction outside (Abramowitz and Stegun 7.1.5 and 7.1.14); real ones use the C library.
    """
    z = np.asarray(z)
    if not np.iscomplexobj(z):
        return np.asarray(_REAL_ERFC(z), dtype=float)[()]
    small = np.abs(z.real) < _SERIES_RADIUS
    positive = np.where(z.real < 0, -z, z)
    tail = _erfc_fraction(np.where(small, _SERIES_RADIUS, positive))
    tail = np.where(z.real < 0, 2 - tail, tail)
    return np.where(small, 1 - _erf_series(np.where(small, z, 0)), tail)[()]


def _erf_series(z: Any) -> Any:
    term = z
    total = z
    for n in range(1, _SERIES_TERMS):
        term = -term * z * z / n
        total = total + term / (2 * n + 1)
    return 2 / math.sqrt(math.pi) * total


def _erfc_fraction(z: Any) -> Any:
    fraction = z
    for n in range(_FRACTION_TERMS, 0, -1):
        fraction = z + (n / 2) / fraction
    return np.exp(-z * z) / math.sqrt(math.pi) / fraction


def power(base: Any, exponent: Any) -> Any:
    """base^exponent, elementwise; a complex base beside the real axis with a whole exponent along that axis.

    numpy goes by exp(n·log z), which turns (−2 + ih)^101 by the rounding of 101·π; so its first order is taken here.
    """
    if not (np.iscomplexobj(base) or np.iscomplexobj(exponent)):
        return np.power(base, exponent)
    z, n = np.broadcast_arrays(np.asarray(base, dtype=complex), np.asarray(exponent, dtype=complex))
    near = (np.abs(z.imag) < _NEAR * np.abs(z.real)) & (n.imag == 0) & (n.real == np.floor(n.real))
    real = np.where(near, z.real, 1.0)
    whole = np.power(real, np.where(near, n.real, 1.0))
    along = whole + 1j * (n.real * (whole / real) * z.imag)
    return np.where(near, along, np.power(z, n))[()]
