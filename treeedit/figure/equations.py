"""A line of mathematics as a figure: typeset, each piece in the colour of what it is, words in the look's own type.

The baseline is at y = 0 and begins at x = 0. What cannot be typeset is written as plain text: nothing is left out.
"""

from __future__ import annotations

from typing import NamedTuple

from treeedit.figure.figure import Bounds, Figure, Text
from treeedit.figure.fonts import ASCENT, DESCENT, width_of
from treeedit.figure.lines import Line, Piece, Role
from treeedit.figure.look import Theme
from treeedit.figure.mathematics import Block, MathsError, typeset_latex

_WORDS_SIZE, _SPACE = 0.66, 0.3
_COMMA, _COMMA_SPACE = ", ", 0.8
_SPOKEN = (Role.WORDS, Role.FAULT)


class _Set(NamedTuple):
    """A piece that is set: as a block, or as text where there is none, and the spaces around it."""

    piece: Piece
    block: Block | None
    before: float
    after: float


def equation_figure(line: Line, theme: Theme, size: float) -> Figure:
    """A line at a font size in pixels."""
    figure, x, top, bottom = Figure.empty(), 0.0, 0.0, 0.0
    for each in [_set(piece, size) for piece in line.parts()]:
        x += each.before
        if each.block is not None:
            figure.outlines.append(each.block.outline(x, 0.0, _ink(each.piece.role, theme)))
            wide, up, down = each.block.width, each.block.ascent, each.block.descent
        else:
            text = _text(each.piece, x, theme, size)
            figure.texts.append(text)
            wide, up, down = width_of(text.text, text.size), ASCENT * text.size, DESCENT * text.size
        x, top, bottom = x + wide + each.after, min(top, -up), max(bottom, down)
    figure.bounds = Bounds(0.0, top, x, bottom)
    return figure


def _set(piece: Piece, size: float) -> _Set:
    """A piece with its spaces, which its plain text has too; a comma stands at the end of what it follows."""
    space = _SPACE * size
    before = space if piece.plain.startswith(" ") else 0.0
    after = space if piece.plain.endswith(" ") else 0.0
    if piece.plain == _COMMA:
        return _Set(piece, _block(piece._replace(latex=","), size), 0.0, _COMMA_SPACE * size)
    return _Set(piece, None if piece.role in _SPOKEN else _block(piece, size), before, after)


def _block(piece: Piece, size: float) -> Block | None:
    latex = piece.latex.strip()
    try:
        return typeset_latex(_with_signs(latex), size)._replace(latex=latex, plain=piece.plain.strip())
    except MathsError:
        return None


def _with_signs(latex: str) -> str:
    """A minus that is a sign, and no difference, stands close to its number."""
    close = latex.replace(r"\left(-", r"\left({-}")
    return "{-}" + close[1:] if close.startswith("-") else close


def _text(piece: Piece, x: float, theme: Theme, size: float) -> Text:
    small = _WORDS_SIZE * size if piece.role in _SPOKEN else size
    return Text(x, 0.0, piece.plain.strip(), small, _ink(piece.role, theme))


def _ink(role: Role, theme: Theme) -> str:
    inks = {
        Role.SYMBOL: theme.ink,
        Role.VALUE: theme.value,
        Role.PARTIAL: theme.partial,
        Role.WORDS: theme.ink,
        Role.FAULT: theme.warning,
    }
    return inks[role]
