"""Names for colours in TeX: those of a look by what they mean, so that a document can change them in one place."""

from __future__ import annotations

from collections.abc import Iterator

from treeedit.figure.look import Theme

_FIELDS = ("paper", "ink", "node", "edge", "muted", "value", "partial", "warning", "hairline")
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


class Colours:
    """The names of a theme's colours, and of any others; of two with one colour the first names it."""

    def __init__(self, theme: Theme) -> None:
        self._names: dict[str, str] = {}
        for field in _FIELDS:
            self._names.setdefault(getattr(theme, field).upper(), f"tree{field}")
        for columns, ending in ((theme.set_strokes, ""), (theme.set_fills, "fill"), (theme.set_inks, "ink")):
            for letter, colour in zip(_LETTERS, columns, strict=False):
                self._names.setdefault(colour.upper(), f"treeset{letter}{ending}")

    def __call__(self, colour: str) -> str:
        """The name of a colour, whatever its opacity."""
        return self._names.setdefault(colour[:7].upper(), f"treecolour{_letters(len(self._names))}")

    def definitions(self) -> Iterator[str]:
        """A line for each of the colours so far."""
        for colour, name in self._names.items():
            yield rf"\definecolor{{{name}}}{{HTML}}{{{colour[1:].upper()}}}%"


def _letters(number: int) -> str:
    return _LETTERS[number // 26 % 26] + _LETTERS[number % 26]
