"""The legend: which colour is the value, which the partial, and what stands on the edges."""

from __future__ import annotations

from treeedit.figure.figure import Figure, Text
from treeedit.figure.fonts import width_of
from treeedit.figure.look import Look

_SIZE, _GAP = 13.0, 20.0


def legend_figure(look: Look, scale: float) -> Figure:
    """What the look shows, in a line from (0, 0) to the right; its bounds hold the text."""
    theme, size = look.theme, _SIZE * scale
    words = (
        ("values", "value", theme.value, "bold"),
        ("partials", "∂f/∂node", theme.partial, "regular"),
        ("locals", "×local derivative", theme.muted, "regular"),
    )
    figure, x = Figure.empty(), 0.0
    for shown, text, colour, weight in words:
        if shown in look.shows:
            figure.texts.append(Text(x, size, text, size, colour, weight))
            x += width_of(text, size, weight) + _GAP * scale
    figure.bounds = figure.bounds._replace(right=max(0.0, x - _GAP * scale), bottom=1.3 * size)
    return figure
