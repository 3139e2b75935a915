"""What stands in the corners of a canvas: the document's title and text, and the legend of the numbers' colours."""

from __future__ import annotations

from collections.abc import Mapping

from treeedit.figure.figure import Figure, Text
from treeedit.figure.fonts import width_of
from treeedit.figure.look import Look

_SIZE, _TITLE_SIZE, _GAP = 13.0, 17.0, 20.0
_MOST_LINES = 6


def legend_figure(look: Look, scale: float, output: str = "") -> Figure:
    """What the look shows, in a line from (0, 0) to the right; its bounds hold the text.

    output: what the only output is called; where there are several, or none with a name, partials are called just so.
    """
    theme, size = look.theme, _SIZE * scale
    words = (
        ("values", "value", theme.value, "bold"),
        ("partials", f"∂{output}/∂·" if output else "partial", theme.partial, "regular"),
        ("locals", "×local derivative", theme.muted, "regular"),
        ("rules", "local derivative as formula", theme.muted, "regular"),
    )
    figure, x = Figure.empty(), 0.0
    for shown, text, colour, weight in words:
        if shown in look.shows:
            figure.texts.append(Text(x, size, text, size, colour, weight))
            x += width_of(text, size, weight) + _GAP * scale
    figure.bounds = figure.bounds._replace(right=max(0.0, x - _GAP * scale), bottom=1.3 * size)
    return figure


def heading_figure(about: Mapping[str, str], look: Look, scale: float, room: float) -> Figure:
    """The document's title and text from (0, 0) downwards, broken into lines at most `room` wide."""
    figure, y = Figure.empty(), 0.0
    styles = (("title", _TITLE_SIZE, "bold", look.theme.ink), ("text", _SIZE, "regular", look.theme.muted))
    for key, size, weight, colour in styles:
        for line in broken(about.get(key, ""), size * scale, weight, room)[:_MOST_LINES]:
            y += 1.35 * size * scale
            figure.texts.append(Text(0.0, y - 0.35 * size * scale, line, size * scale, colour, weight))
    figure.bounds = figure.bounds._replace(bottom=y)
    return figure


def broken(text: str, size: float, weight: str, room: float) -> list[str]:
    """A text in lines at most `room` wide, broken between words; characters without a form count as spaces."""
    lines: list[str] = []
    for word in "".join(c if c.isprintable() else " " for c in text).split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width_of(longer, size, weight) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines
