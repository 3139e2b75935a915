"""How large every node is drawn: what follows from its label or operator, wherever it stands."""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

from treeedit.figure.fonts import width_of
from treeedit.figure.look import (
    CONSTANT_SIDE,
    EDGE_SIZE,
    FOLD_HEIGHT,
    LABEL_SIZE,
    PILL_HEIGHT,
    RADIUS,
    SYMBOL_SIZE,
)
from treeedit.figure.shown import Shown
from treeedit.figure.typeset import typeset
from treeedit.model.labels import is_name
from treeedit.model.order import OPERATOR_LIST

Floats = NDArray[np.float64]

PILL_PADDING, MARK_SPACE = 14.0, 18.0
FOLD_PADDING, FOLD_SHEET, FOLD_SIZE = 12.0, 5.0, 16.0
BADGE_HEIGHT = 18.0
_WIDE_SYMBOL, _SMALL_SYMBOL = 26.0, 15.0


def widths_of(shown: Shown) -> Floats:
    """(m,) the width of each drawn row."""
    order = shown.analysis.order
    leaves = order.labels[: len(order.labels) - len(shown.folds)]
    folds = zip(order.labels[len(leaves) :], shown.hidden.tolist(), strict=True)
    widths = [_leaf_width(label) for label in leaves] + [fold_width(text, hidden) for text, hidden in folds]
    by_label = np.array(widths or [0.0])
    return np.where(order.operator < 0, by_label[order.label], _operator_widths()[order.operator])


def half_heights_of(shown: Shown, names: NDArray[np.bool_]) -> Floats:
    """(m,) half the height of each drawn row; names: as `names_among` gives them."""
    order = shown.analysis.order
    leaf = np.where(names[order.label], PILL_HEIGHT / 2, CONSTANT_SIDE / 2)
    half: Floats = np.where(order.operator < 0, leaf, RADIUS)
    half[shown.folds] = FOLD_HEIGHT / 2
    return half


def names_among(shown: Shown) -> NDArray[np.bool_]:
    """(labels,) which of the labels are names of inputs; one more, for the rows that have no label."""
    labels, folds = shown.analysis.order.labels, len(shown.folds)
    leaves = labels[: len(labels) - folds]
    return np.array([is_name(label) for label in leaves] + [False] * (folds + 1))


def _leaf_width(label: str) -> float:
    text = width_of(typeset(label), LABEL_SIZE)
    if is_name(label):
        return max(56.0, text + MARK_SPACE + 2 * PILL_PADDING)
    return max(CONSTANT_SIDE, text + 16.0)


def fold_width(text: str, hidden: int) -> float:
    """The width of a fold's box: its text and its badge, and the sheet behind."""
    badge = badge_width(hidden)
    return FOLD_SHEET + FOLD_PADDING + width_of(text, FOLD_SIZE) + FOLD_PADDING + badge + FOLD_PADDING / 2 + 2.0


def badge_text(hidden: int) -> str:
    """How many nodes a fold hides, as its badge says."""
    return f"+{hidden:,}"


def badge_width(hidden: int) -> float:
    """The width of a fold's badge."""
    return width_of(badge_text(hidden), EDGE_SIZE) + 14.0


def _symbol(glyph: str) -> tuple[str, float]:
    return glyph, SYMBOL_SIZE if width_of(glyph, SYMBOL_SIZE) <= _WIDE_SYMBOL else _SMALL_SYMBOL


@cache
def symbols() -> list[tuple[str, float]]:
    """The operators' symbols and the sizes at which they fit their circles, by code."""
    return [_symbol(entry.glyph) for entry in OPERATOR_LIST]


@cache
def _operator_widths() -> Floats:
    return np.array([max(2 * RADIUS, width_of(glyph, size) + 18.0) for glyph, size in symbols()])
