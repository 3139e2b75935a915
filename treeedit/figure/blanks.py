"""The box that stands in the place of a hidden number: dashed while nobody knows, with a tick or a cross once it is
checked, and with the solution in it where that is shown.

Its size is that of a typical number and tells nothing of the one that is hidden.
"""

from __future__ import annotations

import math

from treeedit.figure.figure import Bounds, Figure, Shape, Text
from treeedit.figure.fonts import width_of
from treeedit.figure.look import Look
from treeedit.figure.numbers import MINUS
from treeedit.figure.veil import Field, State

BOX_WIDTH, BOX_HEIGHT = 62.0, 16.5
_SIZE, _SMALLEST, _CUE = 13.0, 8.5, 12.0
_PADDING, _LINE, _GRAIN = 5.0, 1.2, 0.25
_AROUND = 4.0
"""How far the box reaches beyond a number that is written in it."""
_CUES = {State.RIGHT: "✓", State.WRONG: "✗"}


def draw_blank(figure: Figure, box: Bounds, field: Field, colour: str, look: Look) -> None:
    """Draw a blank in its box; `colour` is that of the number which it stands for."""
    theme = look.theme
    stroke = {State.RIGHT: theme.right, State.WRONG: theme.warning}.get(field.state, colour)
    wide, high = box.right - box.left, box.bottom - box.top
    is_open = field.state is State.OPEN
    fill = "none" if field.state is State.SOLVED else theme.node
    wide += 2 * _AROUND if field.state is State.SOLVED else 0.0
    figure.shapes.append(Shape(*box.middle(), wide, high, 4.5, fill, stroke, _LINE, is_open))
    if field.state is State.SOLVED:
        return
    scale = high / BOX_HEIGHT
    base, cue = box.top + 0.5 * high + 0.36 * _SIZE * scale, _CUES.get(field.state, "")
    room = wide - 2 * _PADDING * scale - (_CUE * scale if cue else 0.0)
    if field.text:
        text, size = _fitted(_shown(field.text), _SIZE * scale, _SMALLEST * scale, room)
        figure.texts.append(Text(box.left + _PADDING * scale, base, text, size, theme.ink))
    if cue:
        figure.texts.append(Text(box.right - 3.0 * scale, base, cue, _SIZE * scale, stroke, "bold", anchor="end"))


def _shown(text: str) -> str:
    return text.strip().replace("-", MINUS)


def _fitted(text: str, size: float, smallest: float, room: float) -> tuple[str, float]:
    """A text at a size at which it fits; one that is too long for any ends in dots."""
    wide = width_of(text, size)
    if wide <= room:
        return text, size
    size = max(smallest, math.floor(size * room / wide / _GRAIN) * _GRAIN)
    while text and width_of(text, size) > room:
        text = text[:-2] + "…" if text[:-2] else ""
    return text, size
