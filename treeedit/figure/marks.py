"""The outlines of the sets' marks, about the origin and one unit in radius; discs and rings are circles."""

from __future__ import annotations

import math

Corners = tuple[tuple[float, float], ...]


def _star() -> Corners:
    radii = (1.2, 0.5)
    return tuple(
        (radii[i % 2] * math.sin(i * math.pi / 5), -radii[i % 2] * math.cos(i * math.pi / 5)) for i in range(10)
    )


def _cross() -> Corners:
    a, b = 0.36, 1.0
    return ((-a, -b), (a, -b), (a, -a), (b, -a), (b, a), (a, a), (a, b), (-a, b), (-a, a), (-b, a), (-b, -a), (-a, -a))


def _frame() -> Corners:
    """A square in a square, drawn the other way round, so that the inner one is a hole."""
    a, b = 0.9, 0.45
    return ((-a, -a), (a, -a), (a, a), (-a, a), (-a, -a), (-b, -b), (-b, b), (b, b), (b, -b), (-b, -b))


CORNERS: dict[str, Corners] = {
    "square": ((-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)),
    "triangle": ((0.0, -1.1), (1.1, 0.85), (-1.1, 0.85)),
    "diamond": ((0.0, -1.2), (1.0, 0.0), (0.0, 1.2), (-1.0, 0.0)),
    "star": _star(),
    "cross": _cross(),
    "hourglass": ((-0.95, -1.1), (0.95, -1.1), (-0.95, 1.1), (0.95, 1.1)),
    "frame": _frame(),
}
RADII: dict[str, tuple[float, ...]] = {"disc": (1.0,), "ring": (1.0, 0.5)}
"""Circles, outer first; an inner one is a hole."""
