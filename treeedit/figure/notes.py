"""Notes: small sheets with words and mathematics, pinned to nodes by a thin line.

What stands between two dollar signs is a formula, as in TeX: the first sign is followed by no space, the second follows
none and has no digit behind it, so that prices stay prices. What cannot be typeset is shown as it was written, marked.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from treeedit.figure.drawing import Drawing
from treeedit.figure.figure import Bounds, Figure, Line, Outline, Path, Shape, Text
from treeedit.figure.fonts import ASCENT, DESCENT, width_of
from treeedit.figure.look import Look, Theme
from treeedit.figure.mathematics import Block, MathsError, typeset_latex
from treeedit.model.records import NodeId, Note, Point

NOTE_SIZE = 14.0
NOTE_WIDTH, WIDEST_FORMULA = 240.0, 480.0
PADDING = 10.0
SHOWN = "notes"
"""What a look shows if it shows notes."""
_LEADING = 5.0
_CORNER, _HAIR = 6.0, 1.0
_SHORTEST_LEADER = 5.0
_ASIDE, _RISE = 28.0, 20.0
_SPACE = width_of(" ", NOTE_SIZE)
_FORMULA = re.compile(r"(?<!\\)\$(?=[^\s$])((?:\\.|[^$\\])*?)(?<=\S)(?<!\\)\$(?!\d)")


class Piece(NamedTuple):
    """A word or a formula, which no line end may divide; `spaced`: a space stands before it on its line."""

    words: str
    width: float
    block: Block | None
    spaced: bool
    broken: bool


class Placed(NamedTuple):
    """A note where it is drawn: its number, its sheet's rectangle, and the line to its node; None if they touch.

    Relative to the root of its tree.
    """

    number: int
    note: Note
    bounds: Bounds
    leader: Line | None


def note_figure(text: str, look: Look) -> Figure:
    """The sheet of a note, its upper left corner at the origin; to be looked at and never changed."""
    return _sheet(text, look.theme)


@lru_cache(maxsize=500)
def _sheet(text: str, theme: Theme) -> Figure:
    figure, y, right = Figure(Bounds(0, 0, 0, 0), theme.paper), PADDING, 0.0
    for line in _lines(text):
        up = max([ASCENT * NOTE_SIZE, *(piece.block.ascent for piece in line if piece.block)])
        down = max([DESCENT * NOTE_SIZE, *(piece.block.descent for piece in line if piece.block)])
        right = max(right, _write(figure, line, y + up, theme))
        y += up + down + _LEADING
    wide, high = max(right, PADDING + NOTE_SIZE) + PADDING, y - _LEADING + PADDING
    figure.shapes.append(Shape(wide / 2, high / 2, wide, high, _CORNER, theme.node, theme.hairline, _HAIR))
    figure.bounds = Bounds(0.0, 0.0, wide, high)
    return figure


def _write(figure: Figure, line: Sequence[Piece], base: float, theme: Theme) -> float:
    """Set a line of pieces on its baseline; how far right it reaches. Words side by side are one text."""
    x, run, start = PADDING, "", PADDING
    for piece in line:
        gap = _SPACE if piece.spaced and x > PADDING else 0.0
        if piece.block is None and not piece.broken:
            run += (" " if gap else "") + piece.words
            x += gap + piece.width
            continue
        _flush(figure, run, start, base, theme.ink)
        _set(figure, piece, x + gap, base, theme)
        x += gap + piece.width
        run, start = "", x
    _flush(figure, run, start, base, theme.ink)
    return x


def _flush(figure: Figure, run: str, x: float, base: float, colour: str) -> None:
    words = run.lstrip(" ")
    if words:
        indent = (len(run) - len(words)) * _SPACE
        figure.texts.append(Text(x + indent, base, words, NOTE_SIZE, colour))


def _set(figure: Figure, piece: Piece, x: float, base: float, theme: Theme) -> None:
    """A formula; one that cannot be typeset as it was written, with a line below."""
    if piece.block is not None:
        figure.outlines.append(piece.block.outline(x, base, theme.ink))
        return
    figure.texts.append(Text(x, base, piece.words, NOTE_SIZE, theme.warning))
    left, right, top, bottom = x, x + piece.width, base + 2.5, base + 3.5
    corners = ("L", (right, top)), ("L", (right, bottom)), ("L", (left, bottom))
    line = Path.of(("M", (left, top)), *corners, ("Z", ()))
    figure.outlines.append(Outline(0.0, 0.0, 1.0, line, theme.warning + "99"))


def _lines(text: str) -> Iterator[list[Piece]]:
    """The lines of a note, wrapped where they would be too wide."""
    for paragraph in text.split("\n"):
        line: list[Piece] = []
        wide = 0.0
        for cluster in _clusters(_pieces(paragraph)):
            room = sum(piece.width for piece in cluster)
            gap = _SPACE if line and cluster[0].spaced else 0.0
            if line and wide + gap + room > NOTE_WIDTH:
                yield line
                line, wide, gap = [], 0.0, 0.0
            line += cluster
            wide += gap + room
        yield line


def _clusters(pieces: Iterator[Piece]) -> Iterator[list[Piece]]:
    """What stands together without a space, such as a formula and the comma after it, while it fits on a line."""
    cluster: list[Piece] = []
    for piece in pieces:
        full = sum(each.width for each in cluster) + piece.width > NOTE_WIDTH
        if cluster and (piece.spaced or full):
            yield cluster
            cluster = []
        cluster.append(piece)
    if cluster:
        yield cluster


def _pieces(paragraph: str) -> Iterator[Piece]:
    """Words and formulas in turn."""
    end = 0
    for found in _FORMULA.finditer(paragraph):
        yield from _words(paragraph[end : found.start()])
        yield _formula(found[0], found[1], spaced=_is_space(paragraph, found.start() - 1))
        end = found.end()
    rest = paragraph[end:]
    yield from _words(rest)


def _is_space(text: str, place: int) -> bool:
    return place >= 0 and text[place].isspace()


def _words(text: str) -> Iterator[Piece]:
    for found in re.finditer(r"\S+", text):
        spaced = found.start() > 0
        for part in _parts(found[0].replace("\\$", "$")):
            yield Piece(part, width_of(part, NOTE_SIZE), None, spaced, broken=False)
            spaced = False


def _parts(word: str) -> Iterator[str]:
    """A word, in parts that fit a line each."""
    start, wide = 0, 0.0
    for place, character in enumerate(word):
        step = width_of(character, NOTE_SIZE)
        if wide + step > NOTE_WIDTH:
            yield word[start:place]
            start, wide = place, 0.0
        wide += step
    yield word[start:]


def _formula(source: str, latex: str, *, spaced: bool) -> Piece:
    try:
        block = typeset_latex(latex, NOTE_SIZE)
    except MathsError:
        return Piece(source, width_of(source, NOTE_SIZE), None, spaced, broken=True)
    if block.width > WIDEST_FORMULA:
        block = typeset_latex(latex, NOTE_SIZE * WIDEST_FORMULA / block.width)
    return Piece(source, block.width, block, spaced, broken=False)


# --- notes beside their nodes ---


def notes_of(drawing: Drawing, tree: int) -> Iterator[Placed]:
    """The notes that are drawn with a tree: those of its nodes, but of none that is hidden in a fold."""
    if SHOWN not in drawing.look.shows:
        return
    order, rows = drawing.analysis.order, drawing.tree_rows(tree)
    for number, note in drawing.forest.notes.items():
        row = order.rows[note.node]
        if row in rows and order.ids[row] == note.node:
            yield placed_note(drawing, number, note)


def placed_note(drawing: Drawing, number: int, note: Note) -> Placed:
    """A note where its node and its offset put it, turned with its tree."""
    row = drawing.analysis.order.rows[note.node]
    x, y = float(drawing.x[row]), float(drawing.y[row])
    _, _, wide, high = note_figure(note.text, drawing.look).bounds
    offset = drawing.turning.shown(row, note.offset, (wide, high))
    left, top = x + offset.x, y + offset.y
    bounds = Bounds(left, top, left + wide, top + high)
    half = float(drawing.width[row]) / 2, float(drawing.half_height[row])
    leader = _leader(bounds, (x, y), half, drawing.look.theme)
    return Placed(number, note, bounds, leader and _clear_of_numbers(leader, (x, y), drawing, row))


def _clear_of_numbers(leader: Line, node: tuple[float, float], drawing: Drawing, row: int) -> Line | None:
    """A leader that ends at the numbers under a node instead of crossing them; None if nothing is left of it."""
    below, dx, dy = float(drawing.outer.below[row]), leader.x0 - node[0], leader.y0 - node[1]
    under = drawing.bearing.sideways and drawing.analysis.order.operator[row] >= 0 and below > drawing.half_height[row]
    if not under or dy <= 0 or abs(aside := dx * below / dy) > drawing.look.number_width / 2:
        return leader
    return leader._replace(x1=node[0] + aside, y1=node[1] + below) if dy - below >= _SHORTEST_LEADER else None


def offset_at(drawing: Drawing, note: Note, x: float, y: float) -> Point:
    """The offset of a note whose upper left corner stands at a point, relative to the root of its tree."""
    row = drawing.analysis.order.rows[note.node]
    _, _, *size = note_figure(note.text, drawing.look).bounds
    away = Point(x - float(drawing.x[row]), y - float(drawing.y[row]))
    offset = drawing.turning.stored(row, away, (size[0], size[1]))
    return Point(round(offset.x, 2), round(offset.y, 2))


def free_offset(drawing: Drawing, node: NodeId, text: str) -> Point:
    """Where a new note with a text stands: beside its tree, on the side that is nearer, level with its node."""
    places, row = drawing.turning.upright, drawing.analysis.order.rows[node]
    box = places.bounds(int(np.searchsorted(places.analysis.order.roots, row)))
    left, right = float(places.x[row]) - box.left, box.right - float(places.x[row])
    wide = note_figure(text, drawing.look).bounds.right
    return Point(round(-left - _ASIDE - wide if left < right else right + _ASIDE, 2), -_RISE)


def _leader(sheet: Bounds, node: tuple[float, float], half: tuple[float, float], theme: Theme) -> Line | None:
    """The line from the nearest point of a sheet to the border of a node, towards its centre."""
    x = min(max(node[0], sheet.left), sheet.right)
    y = min(max(node[1], sheet.top), sheet.bottom)
    dx, dy = x - node[0], y - node[1]
    away = math.hypot(dx, dy)
    border = _border(dx, dy, half)
    if away - border < _SHORTEST_LEADER:
        return None
    share = border / away
    return Line(x, y, node[0] + dx * share, node[1] + dy * share, theme.edge, _HAIR)


def _border(dx: float, dy: float, half: tuple[float, float]) -> float:
    """How far from its centre a circle or a pill ends in a direction: at its flat side, else at one of its caps."""
    away, (wide, high) = math.hypot(dx, dy), half
    if not away:
        return min(half)
    cosine, sine, shift = abs(dx) / away, abs(dy) / away, max(0.0, wide - high)
    if sine and high / sine * cosine <= shift:
        return high / sine
    return shift * cosine + math.sqrt(max(0.0, high * high - (shift * sine) ** 2))


def bounds_with_notes(drawing: Drawing, tree: int) -> Bounds:
    """The rectangle that a tree fills with its notes, relative to its root."""
    bounds = drawing.bounds(tree)
    for placed in notes_of(drawing, tree):
        bounds = bounds.united(placed.bounds.grown(_HAIR))
    return bounds


def add_notes(figure: Figure, drawing: Drawing, tree: int) -> None:
    """Lay the notes of a tree, with their lines, over its figure."""
    for placed in notes_of(drawing, tree):
        if placed.leader is not None:
            figure.lines.append(placed.leader)
        figure.sheets.append(note_figure(placed.note.text, drawing.look).moved(placed.bounds.left, placed.bounds.top))
