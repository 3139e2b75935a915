"""The look, stated once: sizes, colours, second cues, and what a node shows. Screen and slides read the same table.

Sizes are pixels at 100 %. Value and gradient keep their two colours everywhere; sets never take either of them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from treeedit.figure.form import TREE, Form
from treeedit.figure.numbers import fraction_text, number_text
from treeedit.model.passes import Evaluation

Floats = NDArray[np.float64]

ROW_PITCH = 112.0
COLUMN_GAP = 72.0
"""Between the columns of a tree that grows sideways: room for what stands on the edges."""
GAP = 20.0
RADIUS = 21.0
PILL_HEIGHT = 36.0
CONSTANT_SIDE = 32.0
FOLD_HEIGHT = 40.0
SLOT_RADIUS = 17.0
NUMBER_GAP = 8.0
NUMBER_DROP = 37.0
"""How far below a node its numbers reach where they stand under it."""
NUMBER_WIDTH, DIGIT_WIDTH = 66.0, 9.0
"""Of a column of numbers with up to four significant digits, and of each digit more."""
MOST_EDGE_DIGITS = 6
"""There is no room on an edge for more."""
EDGE_LINE = 1.5

SYMBOL_SIZE, LABEL_SIZE, VALUE_SIZE, PARTIAL_SIZE, EDGE_SIZE, NAME_SIZE = 21.0, 17.0, 15.0, 14.0, 11.0, 23.0
ORIENTATIONS = ("top", "bottom", "left", "right")
"""Where the root stands; the inputs are at the other end."""
SHOWN_ON_EDGES = frozenset({"locals", "rules"})
"""Of what a look shows: local derivatives as numbers, and as formulas."""
SHOWN_ON_WISH = SHOWN_ON_EDGES | {"constants"}
"""What a look need not show; constants: the derivatives by what holds only numbers, which nobody asks for."""
MARKS = ("disc", "square", "triangle", "diamond", "star", "ring", "cross", "hourglass", "frame")


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours as #rrggbb. panel: the ground of the window around the paper.

    set_strokes and set_fills: one for each set colour, set_inks for its mark and text, set_lines how thick its outline
    is.
    """

    paper: str
    panel: str
    ink: str
    node: str
    edge: str
    muted: str
    value: str
    partial: str
    warning: str
    right: str
    hairline: str
    set_strokes: tuple[str, ...]
    set_fills: tuple[str, ...]
    set_inks: tuple[str, ...]
    set_lines: tuple[float, ...] = (2.0,) * 8

    def ground_fill(self, colour: int) -> str:
        """What a function's ground is filled with: the set's fill, translucent, so that grounds may lie on grounds."""
        return self.set_fills[colour] + "66"


_SETS = ("#228833", "#AA3377", "#B07A00", "#4C5B8C", "#00838F", "#CC6677", "#7F5539", "#6B7A00")
_SET_INKS = ("#1B6F2A", "#AA3377", "#855C00", "#4C5B8C", "#006A74", "#A63C54", "#7F5539", "#586500")
"""The same, dark enough for small text on a ground."""

LIGHT = Theme(
    paper="#FBFAF7",
    panel="#F3F1EC",
    ink="#23272E",
    node="#FFFFFF",
    edge="#A9AEB8",
    muted="#636973",
    value="#0B62A4",
    partial="#B8400E",
    warning="#9A1B1B",
    right="#1B6F2A",
    hairline="#DADCE0",
    set_strokes=_SETS,
    set_fills=("#DCEDDF", "#F3DFEA", "#F2E9D6", "#E3E6EF", "#D8ECEE", "#F8E6E9", "#EBE3DE", "#E9EBD9"),
    set_inks=_SET_INKS,
)
DARK = Theme(
    paper="#1D2026",
    panel="#23262D",
    ink="#E8EAED",
    node="#282C33",
    edge="#6A707B",
    muted="#959BA6",
    value="#6DB7F2",
    partial="#F29A66",
    warning="#FF8A80",
    right="#3CC257",
    hairline="#3A3F48",
    set_strokes=("#2FA346", "#C24A8E", "#B98A1C", "#7281BE", "#1E9AA6", "#D9808F", "#A8765A", "#8C9C22"),
    set_fills=("#23402B", "#4A2740", "#463A1D", "#2A3047", "#1B3F44", "#4B2F36", "#3D3029", "#363B1C"),
    set_inks=("#3CC257", "#F062B8", "#FFB81F", "#8C9BE0", "#3CC4D1", "#F29AA8", "#CF9A7C", "#B3C43A"),
)
PRINT = Theme(
    paper="#FFFFFF",
    panel="#FFFFFF",
    ink="#000000",
    node="#FFFFFF",
    edge="#8A8F98",
    muted="#60666F",
    value="#0B62A4",
    partial="#B8400E",
    warning="#9A1B1B",
    right="#1B6F2A",
    hairline="#D0D3D8",
    set_strokes=_SETS,
    set_fills=LIGHT.set_fills,
    set_inks=_SET_INKS,
)
_THIN_AND_THICK = (1.6, 1.6, 3.6, 3.6, 3.6, 3.6, 1.6, 1.6)
GREYSCALE = replace(
    PRINT,
    edge="#8C8C8C",
    muted="#525252",
    value="#000000",
    partial="#474747",
    warning="#000000",
    hairline="#CFCFCF",
    set_strokes=("#2B2B2B", "#3A3A3A", "#4D4D4D", "#333333", "#404040", "#2F2F2F", "#5A5A5A", "#383838"),
    set_fills=("#FFFFFF", "#CCCCCC", "#E5E5E5", "#B3B3B3", "#FFFFFF", "#CCCCCC", "#E5E5E5", "#B3B3B3"),
    set_inks=("#1C1C1C", "#2A2A2A", "#2B2B2B", "#202020", "#222222", "#262626", "#333333", "#242424"),
    set_lines=_THIN_AND_THICK,
)
"""Sets are told apart by their marks, and by four fills in a thin or a thick outline each."""
CONTRAST = replace(
    PRINT,
    edge="#000000",
    muted="#3B3B3B",
    value="#003C8F",
    partial="#8A1C00",
    warning="#8A0000",
    hairline="#5A5A5A",
    set_strokes=("#00551A", "#7A0050", "#6B4700", "#2A3670", "#004F57", "#8F1B33", "#593312", "#3F4A00"),
    set_fills=("#FFFFFF",) * len(_SETS),
    set_inks=("#00551A", "#7A0050", "#6B4700", "#2A3670", "#004F57", "#8F1B33", "#593312", "#3F4A00"),
    set_lines=_THIN_AND_THICK,
)
THEMES = {"light": LIGHT, "dark": DARK, "print": PRINT, "greyscale": GREYSCALE, "contrast": CONTRAST}


@dataclass(frozen=True, slots=True)
class Look:
    """What a picture shows and how. format: a number as text, at `digits` significant digits.

    orientation: one of ORIENTATIONS, where the root stands. form: whether what repeats is drawn once.
    """

    theme: Theme = LIGHT
    digits: int = 4
    format: Callable[[float, int], str] = field(default=fraction_text)
    shows: frozenset[str] = frozenset({"values", "partials", "locals", "grounds", "names", "notes"})
    orientation: str = "top"
    form: Form = TREE

    def number(self, value: float) -> str:
        """A number as this look writes it."""
        return self.format(value, self.digits)

    def partials_of(self, evaluation: Evaluation) -> Floats:
        """(n,) the partials that this look may show; NaN where there is none."""
        return evaluation.partial_anyway if "constants" in self.shows else evaluation.partial

    def locals_of(self, evaluation: Evaluation) -> Floats:
        """(n, 2) the local derivatives that this look may show; NaN where there is none."""
        return evaluation.local_anyway if "constants" in self.shows else evaluation.local

    @property
    def point(self) -> str:
        """What stands between a number's whole part and the rest: a point, or a comma."""
        return "," if self.format in _COMMAS.values() else "."

    @property
    def number_width(self) -> float:
        """The width of the column beside each node; a longer number is written smaller."""
        return NUMBER_WIDTH + DIGIT_WIDTH * max(0, self.digits - 4)


NUMBER_STYLES: dict[str, Callable[[float, int], str]] = {"fractions": fraction_text, "decimals": number_text}


def with_comma(style: Callable[[float, int], str]) -> Callable[[float, int], str]:
    """The same style of numbers, with a decimal comma."""
    return _COMMAS[style]


def _comma_fraction(value: float, digits: int) -> str:
    return fraction_text(value, digits).replace(".", ",")


def _comma_number(value: float, digits: int) -> str:
    return number_text(value, digits).replace(".", ",")


_COMMAS = {fraction_text: _comma_fraction, number_text: _comma_number}


def set_colour(mark: int) -> int:
    """The index of a set's colour from its look number."""
    return mark % len(_SETS)


def set_mark(mark: int) -> str:
    """The second cue of a set from its look number: a shape that survives greyscale print."""
    return MARKS[mark % len(MARKS)]
