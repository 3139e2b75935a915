r"""Lines of a sentence as TeX sets them: each as a whole, so that its spaces are TeX's own and not those of our font.

The pieces of a line lie side by side on its baseline. Mathematics goes out as the LaTeX that it was, which was let
through when it was typeset; words stay text, whatever they say.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import groupby
from typing import NamedTuple

from treeedit.export.tex import mathematics_as_tex, text_as_tex
from treeedit.figure.figure import Figure, Outline, Text
from treeedit.figure.mathematics import EM

Piece = Outline | Text
Colour = Callable[[str], str]
"""What a colour is called in the document."""
_COMMA = ","
_SHARE_OF_LINES = 0.85
"""How large lines under each other are, as TeX's fractions are taller than ours."""


class Written(NamedTuple):
    """A line: its baseline, the size of its type in pixels, its ink, and its pieces from left to right."""

    base: float
    size: float
    ink: str
    pieces: tuple[Piece, ...]

    def as_tex(self, colour: Colour) -> str:
        """The line in text mode, its mathematics between dollars, where all is in its ink already."""
        runs = groupby(self.pieces, key=lambda piece: isinstance(piece, Outline))
        return r"\ ".join(each for _, run in runs for each in self._run(run, colour))

    def _run(self, pieces: Iterator[Piece], colour: Colour) -> Iterator[str]:
        """Pieces that are all words, or all mathematics."""
        formula = []
        for piece in pieces:
            if isinstance(piece, Text):
                yield rf"\scalebox{{{piece.size / self.size:.2g}}}{{{self._inked(piece, colour)}}}"
            else:
                formula.append(r",\quad " if piece.words == _COMMA else self._inked(piece, colour))
        if formula:
            yield rf"$\displaystyle {' '.join(formula)}$"

    def _inked(self, piece: Piece, colour: Colour) -> str:
        """A piece in its colour; what has that of the line stays bare, as a sign in braces has no spaces around it."""
        tex = text_as_tex(piece.text) if isinstance(piece, Text) else mathematics_as_tex(piece.words)
        return tex if piece.colour == self.ink else rf"\textcolor{{{colour(piece.colour)}}}{{{tex}}}"


def written_lines(figure: Figure, ink: str) -> list[Written]:
    """The lines of a figure of words and formulas, from top to bottom, most of it in this ink."""
    pieces: list[Piece] = sorted([*figure.outlines, *figure.texts], key=lambda piece: (piece.y, piece.x))
    lines = [tuple(line) for _, line in groupby(pieces, key=lambda piece: piece.y)]
    share = 1.0 if len(lines) == 1 else _SHARE_OF_LINES
    return [Written(line[0].y, share * max(map(_size, line)), ink, line) for line in lines]


def _size(piece: Piece) -> float:
    return piece.scale * EM if isinstance(piece, Outline) else piece.size
