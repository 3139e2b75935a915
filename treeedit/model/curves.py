"""A curve through many samples of f, with gaps where f is undefined and where it jumps.

Where neighbouring samples lie far apart, or only one of them is defined, the stretch between them is sampled again,
finer, a fixed number of times. What then still jumps is a pole or a step: there the curve has a gap, for a line across
it would tell of values that f never takes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from treeedit.model.order import Order
from treeedit.model.sweep import sweep

Floats = NDArray[np.float64]
Function = Callable[[Floats], Floats]

SAMPLES = 400
_ROUNDS, _FINER, _MOST_STRETCHES = 3, 16, 24
_FAR = 0.04
"""Of the curve's spread: what is further apart is looked at again."""
_STILL = 0.25
"""Of the first distance: a continuous f comes closer by a factor of 16 in each round, a jump does not."""
_INNER, _FLAT = (5.0, 95.0), 4.0
"""Where all of the curve is so many times as high as most of it, only most of it is worth showing."""
_ROOM = 0.08


class Curve(NamedTuple):
    """Points from left to right; y is NaN in a gap. span: the heights worth showing."""

    x: Floats
    y: Floats
    span: tuple[float, float]


def curve(
    order: Order, output: int, values: Mapping[str, float], label: str, low: float, high: float, samples: int = SAMPLES
) -> Curve:
    """f along one input from low to high, the other inputs standing still. output: the row of a complete subtree."""

    def f(x: Floats) -> Floats:
        return sweep(order, output, {**values, label: x})

    return traced(f, low, high, samples)


def traced(f: Function, low: float, high: float, samples: int = SAMPLES) -> Curve:
    """A function of one number from low to high; f takes and gives arrays, with NaN where it is undefined."""
    x = np.linspace(low, high, samples)
    y = f(x)
    stretches = _suspicious(y)
    if not len(stretches):
        return Curve(x, y, span(y))
    found = [(x, y)]
    ends = np.stack((x[stretches], x[stretches + 1]), axis=1)
    heights = np.stack((y[stretches], y[stretches + 1]), axis=1)
    before = _distance(heights)
    for _ in range(_ROUNDS):
        ends, heights = _narrowed(f, ends, heights, found)
    jumps = np.isfinite(before) & (_distance(heights) > _STILL * before)
    middle = ends[jumps].mean(axis=1)
    found.append((middle, np.full(len(middle), np.nan)))
    return Curve(*_joined(found), span(y))


def _suspicious(y: Floats) -> NDArray[np.int64]:
    """The stretches, by the sample at their left, across which f may be undefined or jump; the worst ones."""
    distance = _distance(np.stack((y[:-1], y[1:]), axis=1))
    low, high = span(y)
    places = np.flatnonzero(distance > _FAR * (high - low))
    return places[np.argsort(-distance[places], kind="stable")][:_MOST_STRETCHES]


def _distance(heights: Floats) -> Floats:
    """How far apart the columns are; infinite where one is undefined, 0 where both are."""
    defined = np.isfinite(heights)
    with np.errstate(all="ignore"):
        away = np.abs(heights[:, 1] - heights[:, 0])
    return np.where(defined.all(axis=1), away, np.where(defined.any(axis=1), np.inf, 0.0))


def _narrowed(f: Function, ends: Floats, heights: Floats, found: list[tuple[Floats, Floats]]) -> tuple[Floats, Floats]:
    """Of each stretch the part across which f goes furthest; what is sampled on the way is added to what is found."""
    share = np.linspace(0.0, 1.0, _FINER + 1)
    x = ends[:, :1] * (1 - share) + ends[:, 1:] * share
    y = f(x.ravel()).reshape(x.shape)
    y[:, 0], y[:, -1] = heights[:, 0], heights[:, 1]
    found.append((x[:, 1:-1].ravel(), y[:, 1:-1].ravel()))
    rows = np.arange(len(x))
    parts = _distance(np.stack((y[:, :-1].ravel(), y[:, 1:].ravel()), axis=1)).reshape(len(x), -1)
    worst = parts.argmax(axis=1)
    return (
        np.stack((x[rows, worst], x[rows, worst + 1]), axis=1),
        np.stack((y[rows, worst], y[rows, worst + 1]), axis=1),
    )


def _joined(found: list[tuple[Floats, Floats]]) -> tuple[Floats, Floats]:
    x, y = (np.concatenate(each) for each in zip(*found, strict=True))
    places = np.argsort(x, kind="stable")
    return x[places], y[places]


def span(y: Floats) -> tuple[float, float]:
    """The heights worth showing: all of them, but beside a pole only those of its neighbourhood; (0, 0) for none."""
    defined = y[np.isfinite(y)]
    if not len(defined):
        return 0.0, 0.0
    low, high = float(defined.min()), float(defined.max())
    inner_low, inner_high = np.percentile(defined, _INNER).tolist()
    inner = inner_high - inner_low
    if inner > 0.0 and high - low > _FLAT * inner:
        low, high = max(low, inner_low - inner / 2), min(high, inner_high + inner / 2)
    return low, high


def frame(low: float, high: float, *further: float) -> tuple[float, float]:
    """A range around some heights, with a little room; never empty, always finite."""
    low, high = min(low, *further, high), max(high, *further, low)
    room = _ROOM * (high / 2 - low / 2) * 2
    if not room > 1e-12 * max(abs(low), abs(high)):
        room = max(1.0, 0.1 * abs(high))
    edge = float(np.finfo(float).max) / 8
    return max(low - room, -edge), min(high + room, edge)
