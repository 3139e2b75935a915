"""Every entry of the table against the complex step, against mpmath, and its two namespaces against each other."""

from __future__ import annotations

import math
from itertools import product

import mpmath
import numpy as np
import pytest

from treeedit.model.elementary import SCALAR, VECTOR
from treeedit.model.operator_entry import Operator
from treeedit.model.operators import OPERATORS

H = 1e-100
EPSILON = 2.0**-52
GRID = (-30.5, -7.0, -3.0, -2.0, -1.5, -1.0, -0.75, -0.3, -0.01, 0.01, 0.2, 0.5, 0.99, 1.0, 1.3, 2.0, 3.0, 8.25, 31.0)
EDGES = (*GRID, 0.0, -0.0, 5e-324, 1e-160, -1e-160, 1e-9, 40.0, -40.0, 711.0, -711.0, 1e160, -1e160, 1e308, -1e308)
ENTRIES = [pytest.param(entry, id=key) for key, entry in OPERATORS.items()]

EXACT = {
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "*": lambda a, b: a * b,
    "/": lambda a, b: a / b,
    "neg": lambda a: -a,
    "^": lambda a, b: a**b,
    "square": lambda a: a**2,
    "sqrt": mpmath.sqrt,
    "reciprocal": lambda a: 1 / a,
    "exp": mpmath.exp,
    "ln": mpmath.log,
    "log10": mpmath.log10,
    "log2": lambda a: mpmath.log(a, 2),
    "sin": mpmath.sin,
    "cos": mpmath.cos,
    "tan": mpmath.tan,
    "asin": mpmath.asin,
    "acos": mpmath.acos,
    "atan": mpmath.atan,
    "sinh": mpmath.sinh,
    "cosh": mpmath.cosh,
    "tanh": mpmath.tanh,
    "sigmoid": lambda a: 1 / (1 + mpmath.exp(-a)),
    "relu": lambda a: max(a, 0),
    "leaky_relu": lambda a: a if a > 0 else a * mpmath.mpf(0.01),
    "softplus": lambda a: mpmath.log(1 + mpmath.exp(a)),
    "gelu": lambda a: a * mpmath.erfc(-a / mpmath.sqrt(2)) / 2,
    "normcdf": lambda a: mpmath.erfc(-a / mpmath.sqrt(2)) / 2,
    "step": lambda a: mpmath.mpf(a > 0),
    "abs": abs,
    "min": min,
    "max": max,
}
"""The same functions, written down a second time."""


def holds(limits: tuple, operands: tuple[float, ...], slot: int | None = None) -> bool:  # type: ignore[type-arg]
    return all(limit.holds(*map(np.float64, operands)) for limit in limits if limit.slot in (None, slot))


def points(entry: Operator, grid: tuple[float, ...] = GRID) -> list[tuple[float, ...]]:
    return [operands for operands in product(grid, repeat=entry.arity) if holds(entry.domain, operands)]


def by_vector(entry: Operator, operands: tuple[float, ...]) -> tuple[float, tuple[float, ...]]:
    arrays = [np.array([each]) for each in operands]
    with np.errstate(all="ignore"):
        y = entry.forward(VECTOR, *arrays)
        slopes = entry.derivatives(VECTOR, y, *arrays)
    return float(y[0]), tuple(float(np.broadcast_to(each, 1)[0]) for each in slopes)


def test_every_operator_is_written_down_a_second_time() -> None:
    assert set(EXACT) == set(OPERATORS)


@pytest.mark.parametrize("entry", ENTRIES)
def test_a_value_agrees_with_mpmath(entry: Operator) -> None:
    with mpmath.workdps(60):
        for operands in points(entry):
            exact = float(EXACT[entry.key](*map(mpmath.mpf, operands)))
            assert by_vector(entry, operands)[0] == pytest.approx(exact, rel=1e-14, abs=1e-300), operands


@pytest.mark.parametrize("entry", ENTRIES)
def test_a_local_derivative_agrees_with_mpmath(entry: Operator) -> None:
    for operands, slot in product(points(entry), range(entry.arity)):
        if holds(entry.smooth, operands, slot) and holds(entry.kinks, operands):
            y, slopes = by_vector(entry, operands)
            exact = exact_slope(entry, operands, slot)
            near_zero = 1e-14 * scale(y, operands, slot)
            assert slopes[slot] == pytest.approx(exact, rel=1e-14, abs=near_zero), (operands, slot)


def scale(y: float, operands: tuple[float, ...], slot: int) -> float:
    """The size of a derivative that happens to cross zero: the function's own over the operand's."""
    return max(abs(y / operands[slot]), 1e-280)


def exact_slope(entry: Operator, operands: tuple[float, ...], slot: int) -> float:
    """A central difference with so many digits that its error is far below a double's."""
    with mpmath.workdps(1200):
        small = mpmath.mpf(10) ** -400

        def f(step: int) -> mpmath.mpf:
            moved = [mpmath.mpf(each) for each in operands]
            moved[slot] += step * small
            return EXACT[entry.key](*moved)

        return float(mpmath.re((f(1) - f(-1)) / (2 * small)))


@pytest.mark.parametrize("entry", ENTRIES)
def test_a_local_derivative_agrees_with_the_complex_step(entry: Operator) -> None:
    for operands, slot in product(points(entry), range(entry.arity)):
        if holds(entry.smooth, operands, slot) and holds(entry.kinks, operands):
            moved = [np.array([each], dtype=complex) for each in operands]
            moved[slot] += 1j * H
            with np.errstate(all="ignore"):
                stepped = float(np.imag(entry.forward(VECTOR, *moved))[0]) / H
            y, slopes = by_vector(entry, operands)
            near_zero = 1e-14 * scale(y, operands, slot)
            assert stepped == pytest.approx(slopes[slot], rel=rounding_of_powers(y), abs=near_zero), (operands, slot)


def rounding_of_powers(y: float) -> float:
    """1e-14, or more where numpy's complex exp(n ln x) loses digits to the size of its exponent."""
    return max(1e-14, EPSILON * abs(math.log(abs(y) or 1.0)))


@pytest.mark.parametrize("entry", ENTRIES)
def test_a_value_is_finite_within_the_domain_unless_it_overflows(entry: Operator) -> None:
    for operands in product(EDGES, repeat=entry.arity):
        y, _ = by_vector(entry, operands)
        if not holds(entry.domain, operands):
            assert not math.isfinite(y), operands
        elif not math.isfinite(y):
            assert math.isinf(y), operands


@pytest.mark.parametrize("entry", ENTRIES)
def test_a_derivative_is_not_finite_where_it_is_said_not_to_exist(entry: Operator) -> None:
    for operands, slot in product(points(entry, EDGES), range(entry.arity)):
        y, slopes = by_vector(entry, operands)
        if math.isfinite(y) and not holds(entry.smooth, operands, slot):
            assert not math.isfinite(slopes[slot]), (operands, slot)


@pytest.mark.parametrize("entry", ENTRIES)
def test_a_derivative_is_finite_or_infinite_but_known_where_it_exists(entry: Operator) -> None:
    for operands, slot in product(points(entry, EDGES), range(entry.arity)):
        y, slopes = by_vector(entry, operands)
        if math.isfinite(y) and holds(entry.smooth, operands, slot):
            assert not math.isnan(slopes[slot]), (operands, slot)


@pytest.mark.parametrize("entry", ENTRIES)
def test_a_single_float_gives_what_an_array_gives(entry: Operator) -> None:
    for operands in points(entry, EDGES):
        y, slopes = by_vector(entry, operands)
        try:
            one = entry.forward(SCALAR, *operands)
            beside = entry.derivatives(SCALAR, one, *operands)
        except (ArithmeticError, ValueError):
            continue
        assert one == pytest.approx(y, rel=1e-14, abs=1e-300), operands
        assert beside == pytest.approx(slopes, rel=1e-13, abs=1e-300, nan_ok=True), operands


@pytest.mark.parametrize("entry", ENTRIES)
def test_a_single_float_raises_nothing_else_than_the_passes_expect(entry: Operator) -> None:
    for operands in product(EDGES, repeat=entry.arity):
        try:
            entry.derivatives(SCALAR, entry.forward(SCALAR, *operands), *operands)
        except (ArithmeticError, ValueError):
            continue


CONVENTIONS = [
    ("relu", (0.0,), 0.0, (0.0,)),
    ("leaky_relu", (0.0,), 0.0, (0.01,)),
    ("abs", (0.0,), 0.0, (0.0,)),
    ("step", (0.0,), 0.0, (0.0,)),
    ("min", (2.0, 2.0), 2.0, (0.5, 0.5)),
    ("max", (2.0, 2.0), 2.0, (0.5, 0.5)),
    ("^", (0.0, 0.0), 1.0, (0.0, 0.0)),
    ("^", (0.0, 2.0), 0.0, (0.0, 0.0)),
]


@pytest.mark.parametrize(("key", "operands", "value", "slopes"), CONVENTIONS)
def test_a_kink_has_the_derivative_of_pytorch(
    key: str, operands: tuple[float, ...], value: float, slopes: tuple[float, ...]
) -> None:
    assert by_vector(OPERATORS[key], operands) == (value, slopes)


@pytest.mark.parametrize("entry", ENTRIES)
def test_every_kink_is_named(entry: Operator) -> None:
    for operands, slot in product(points(entry), range(entry.arity)):
        if holds(entry.kinks, operands) and holds(entry.smooth, operands, slot):
            beside = [
                by_vector(entry, tuple(each + step * (i == slot) for i, each in enumerate(operands)))[1][slot]
                for step in (-1e-9, 1e-9)
            ]
            assert beside[0] == pytest.approx(beside[1], rel=1e-3, abs=1e-3), operands


@pytest.mark.parametrize("entry", [pytest.param(e, id=k) for k, e in OPERATORS.items() if e.commutative])
def test_operands_of_a_commutative_operator_can_change_places(entry: Operator) -> None:
    for a, b in product(GRID, repeat=2):
        assert by_vector(entry, (a, b))[0] == by_vector(entry, (b, a))[0]
