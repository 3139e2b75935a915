r"""A figure as TikZ, to be put into a document by \input; several, such as those of steps, as beamer's overlays.

Every node is a TikZ node of its size at its place, called n7 after its id, with its label in it; an empty slot is one
called empty1. Numbers and marks hang on it, and edges end at its border, so that a node which is moved by hand takes
all of its own along. Colours are defined by name. Labels are text whatever they contain; the mathematics of notes goes
out as the LaTeX that it was, which was let through word by word when it was typeset.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TypeVar

from treeedit.export.joints import Joints, is_slot
from treeedit.export.order import Drawers, Order
from treeedit.export.sizes import points_per_pixel
from treeedit.export.tex import comment, mathematics_as_tex, noted, text_as_tex
from treeedit.export.tex_colours import Colours
from treeedit.export.tex_lines import Written, written_lines
from treeedit.export.threads import Thread, Threads
from treeedit.figure import marks
from treeedit.figure.figure import Line, Mark, Outline, Shape, Text
from treeedit.figure.look import EDGE_LINE
from treeedit.figure.mathematics import EM
from treeedit.figure.overlaid import Sheet, Stay, in_runs, overlaid
from treeedit.model.patience import patiently

Record = TypeVar("Record")
"""Big points per pixel."""
_TEXT_POINTS = 10.0
"""The size of TeX's text; other sizes are scaled, as TeX has fonts of few sizes."""
_COMPASS = ("north", "south", "west", "east")
_CLOSE = 0.1
_ANCHORS = {"start": "base west", "middle": "base", "end": "base east"}
_HOW = r"% \begin{frame} \resizebox{\textwidth}{!}{\input{this file}} \end{frame}; needs tikz, amsmath and amssymb"
_UNDER_BABEL = (
    r"\expandafter\let\expandafter\treefont\the\font\nullfont\usetikzlibrary{babel}\treefont",
    r"\tikzset{handle active characters in code, handle active characters in nodes}%",
)
"""Some languages of babel make = and - active, which would end the options of a picture. The library is loaded in a
font without a width, as it leaves spaces behind."""
_FINISHED = r"\ifdefined\only\else\def\only<#1-#2>#3{\if\relax#2\relax#3\fi}\fi"
"""Where there is no beamer, what goes away again is left out: the picture is the last one."""


def fragment(order: Order, drawers: Drawers) -> bytes:
    r"""The picture as what one puts between \begin{document} and \end{document}; it needs tikz and amssymb."""
    return picture(order).encode()


def picture(order: Order) -> str:
    """The picture as TikZ, with beamer's overlays if it has several frames."""
    return "\n".join([*_Writer(order).lines(), ""])


class _Writer:
    """Writes figures laid over each other; points are relative to their upper left corner, y downwards."""

    def __init__(self, order: Order) -> None:
        series = order.subject.series
        self._overlaid = overlaid(series.bare(each.frame) for each in order.frames())
        self._bounds = self._overlaid.bounds.grown(order.padding)
        self._order = order
        self._unit = points_per_pixel(self._bounds, order.scale)  # TeX holds no more than a page does
        self._colour = Colours(order.subject.look.theme)
        lasting = self._overlaid.always(self._overlaid.shapes)
        self._joints = Joints(lasting)
        self._names = {shape: f"n{shape.node}" for shape in lasting if shape.node}
        self._names |= {shape: f"empty{number}" for number, shape in enumerate(filter(is_slot, lasting), 1)}
        self._low = lasting[: max((i for i, shape in enumerate(lasting, 1) if shape in self._names), default=0)]

    def lines(self) -> Iterator[str]:
        body = list(self._body())  # which finds the colours
        yield comment(self._order.title)
        yield from noted(body)
        if self._overlaid.count > 1:
            yield _HOW
        yield from self._colour.definitions()
        yield from _UNDER_BABEL
        options = f"x={_n(self._unit)}bp, y=-{_n(self._unit)}bp", *_styles(self._unit)
        yield "\\begin{tikzpicture}[\n  " + ",\n  ".join(options) + "\n]"
        if self._overlaid.count > 1:
            yield _FINISHED
        yield from body
        yield r"\end{tikzpicture}%"

    def _body(self) -> Iterator[str]:
        """Nodes stand in every frame, so that the edges of each find them; what lies behind a fold comes before it."""
        found = self._overlaid
        inner, _ = self._joints.sorted_out(found.always(found.texts))
        labels, low = set(map(id, inner.values())), set(self._low)
        yield from self._ground()
        yield from self._staged(found.grounds, self._rectangle)
        yield from (self._low_shape(shape, inner) for shape in patiently(self._low))
        yield from self._staged(self._threads(), self._thread)
        yield from self._staged(found.lines, self._line)
        yield from self._staged([stay for stay in found.shapes if stay.record not in low], self._rectangle)
        yield from self._staged(found.marks, self._mark)
        yield from self._staged(found.outlines, self._outline)
        yield from self._staged([stay for stay in found.texts if id(stay.record) not in labels], self._number)
        yield from self._staged(found.sheets, self._sheet)
        yield from self._sentences()

    def _low_shape(self, shape: Shape, labels: Mapping[int, Text]) -> str:
        return self._node(shape, labels.get(shape.node)) if shape in self._names else self._rectangle(shape)

    def _staged(self, stays: Iterable[Stay[Record]], write: Callable[[Record], str]) -> Iterator[str]:
        for first, last, run in in_runs(stays):
            yield from self._shown(first, last, map(write, patiently(run)))

    def _shown(self, first: int, last: int, lines: Iterable[str]) -> Iterator[str]:
        """Lines for the slides from one to another; those to the end stay on a hand-out, too."""
        count = self._overlaid.count
        if (first, last) == (0, count - 1):
            yield from lines
        else:
            slides = f"{first + 1}-" if last == count - 1 else f"{first + 1}-{last + 1}|handout:0"
            yield rf"\only<{slides}>{{%"
            yield from lines
            yield "}"

    def _threads(self) -> Iterator[Stay[Thread]]:
        """Edges as threads of parts that come and go together."""
        edges = [stay.record._replace() for stay in self._overlaid.edges]
        spans = {id(edge): stay[1:] for edge, stay in zip(edges, self._overlaid.edges, strict=True)}
        for thread in Threads(edges, self._joints, lambda edge: spans[id(edge)]):
            yield Stay(thread, *spans[id(thread.edges[0])])

    def _sheet(self, sheet: Sheet) -> str:
        """What covers all before it."""
        texts = (self._text(text, None) for text in sheet.texts)
        return "\n".join([*map(self._rectangle, sheet.shapes), *map(self._outline, sheet.outlines), *texts])

    def _sentences(self) -> Iterator[str]:
        """What each frame says, below the trees."""
        middle, subject = self._bounds.middle()[0], self._order.subject
        for frame in range(self._overlaid.count):
            lines = written_lines(subject.series.sentence(frame), subject.look.theme.ink)
            yield from self._shown(frame, frame, [self._sentence(line, middle) for line in lines])

    def _sentence(self, line: Written, middle: float) -> str:
        options = f"tree text={_n(line.size * self._unit / _TEXT_POINTS)}, anchor=base, text={self._colour(line.ink)}"
        return rf"\node[{options}] at {self._point(middle, line.base)} {{{line.as_tex(self._colour)}}};"

    def _ground(self) -> Iterator[str]:
        left, top, right, bottom = self._bounds
        box = f"{self._point(left, top)} rectangle {self._point(right, bottom)}"
        if self._order.background == "none":
            yield rf"\path {box};"
        else:
            yield rf"\fill[{self._colour(self._order.background)}] {box};"
        yield rf"\useasboundingbox {box};"

    def _point(self, x: float, y: float) -> str:
        return f"({_n(x - self._bounds.left)},{_n(y - self._bounds.top)})"

    def _paint(self, shape: Shape) -> list[str]:
        found = []
        if shape.fill != "none":
            found.append(f"fill={self._colour(shape.fill)}")
            if len(shape.fill) == 9:
                found.append(f"fill opacity={_opacity(shape.fill)}")
        if shape.stroke != "none" and shape.line:
            found.append(f"draw={self._colour(shape.stroke)}")
            if len(shape.stroke) == 9:
                found.append(f"draw opacity={_opacity(shape.stroke)}")
        return [*found, "tree dashed"] if shape.dashed else found

    def _rectangle(self, shape: Shape) -> str:
        half_width, half_height = shape.width / 2, shape.height / 2
        first = self._point(shape.x - half_width, shape.y - half_height)
        last = self._point(shape.x + half_width, shape.y + half_height)
        radius = _n(min(shape.radius, half_width, half_height) * self._unit)
        options = ", ".join([*self._paint(shape), f"line width={_n(shape.line * self._unit)}bp"])
        return rf"\path[{options}, rounded corners={radius}bp] {first} rectangle {last};"

    def _node(self, shape: Shape, text: Text | None) -> str:
        radius = min(shape.radius, shape.width / 2, shape.height / 2)
        size = f"minimum width={_n(shape.width * self._unit)}bp, minimum height={_n(shape.height * self._unit)}bp"
        corners = f"rounded corners={_n(radius * self._unit)}bp"
        options = [f"tree node={_n(shape.line * self._unit)}", *self._paint(shape), size, corners]
        words = self._words_within(shape, text) if text else ""
        note = self._overlaid.notes.get(shape.node, "")
        told = f"  {comment(note)}" if note else ""
        place = self._point(shape.x, shape.y)
        return rf"\node[{', '.join(options)}] ({self._names[shape]}) at {place} {{{words}}};{told}"

    def _words_within(self, shape: Shape, text: Text) -> str:
        """The label of a node; one that begins beside a mark is set back by what the mark takes from the left."""
        words = rf"\textcolor{{{self._colour(text.colour)}}}{{{_dressed(text)}}}"
        words = rf"\scalebox{{{_n(text.size * self._unit / _TEXT_POINTS)}}}{{\sffamily {words}}}"
        if text.anchor != "start":
            return words
        before = _n((text.x - (shape.x - shape.width / 2)) * self._unit)
        return rf"\hbox to {_n(shape.width * self._unit)}bp{{\kern{before}bp{words}\hss}}"

    def _thread(self, thread: Thread) -> str:
        """An edge as one path that hangs on the nodes at its ends."""
        edge, last = thread.edges[0], thread.edges[-1]
        ends = {(edge.x0, edge.y0): thread.start, (last.x1, last.y1): thread.end}
        parts = []
        for x0, y0, *rest in (curve for each in thread.edges for curve in each.curves()):
            begin, end = (self._end(*point, ends.get(point)) for point in ((x0, y0), (rest[4], rest[5])))
            parts.append(f"{begin} .. controls {self._point(*rest[:2])} and {self._point(*rest[2:4])} .. {end}")
        options = f"tree edge={self._colour(edge.colour)}"
        if edge.width != EDGE_LINE:
            options += f", line width={_n(edge.width * self._unit)}bp"
        if len(edge.colour) == 9:
            options += f", draw opacity={_opacity(edge.colour)}"
        return rf"\path[{options}] {' '.join(parts)};"

    def _end(self, x: float, y: float, shape: Shape | None) -> str:
        """A point of an edge: the middle of a node's side, or so far from its centre."""
        if shape is None:
            return self._point(x, y)
        sides = ((0.0, -shape.height / 2), (0.0, shape.height / 2), (-shape.width / 2, 0.0), (shape.width / 2, 0.0))
        for name, (dx, dy) in zip(_COMPASS, sides, strict=True):
            if math.dist((x, y), (shape.x + dx, shape.y + dy)) < _CLOSE:
                return f"({self._names[shape]}.{name})"
        return self._beside(shape, x, y)

    def _beside(self, shape: Shape, x: float, y: float) -> str:
        """A point that goes by a node."""
        return f"([shift={{({_n(x - shape.x)},{_n(y - shape.y)})}}]{self._names[shape]}.center)"

    def _line(self, line: Line) -> str:
        options = f"draw={self._colour(line.colour)}, line width={_n(line.width * self._unit)}bp"
        if len(line.colour) == 9:
            options += f", draw opacity={_opacity(line.colour)}"
        return rf"\path[{options}] {self._point(line.x0, line.y0)} -- {self._point(line.x1, line.y1)};"

    def _mark(self, mark: Mark) -> str:
        shape = self._joints.around(mark.x, mark.y)
        at = f"shift={{({_n(mark.x - shape.x)},{_n(mark.y - shape.y)})}}" if shape else ""
        place = f"shift={{{self._point(mark.x, mark.y)}}}"
        place = f"shift={{({self._names[shape]}.center)}}, {at}" if shape else place
        half = mark.size / 2
        corners = [f"({_n(x * half)},{_n(y * half)})" for x, y in marks.CORNERS.get(mark.kind, ())]
        circles = [f"(0,0) circle[radius={_n(r * half * self._unit)}bp]" for r in marks.RADII.get(mark.kind, ())]
        path = " -- ".join([*corners, "cycle"]) if corners else " ".join(circles)
        return rf"\path[{place}, fill={self._colour(mark.colour)}, even odd rule] {path};"

    def _outline(self, outline: Outline) -> str:
        """Typeset mathematics as the LaTeX that it came from."""
        size = outline.scale * EM * self._unit / _TEXT_POINTS
        words = rf"$\displaystyle {mathematics_as_tex(outline.words)}$"
        options = f"tree text={_n(size)}, anchor=base west, text={self._colour(outline.colour)}"
        return rf"\node[{options}] at {self._point(outline.x, outline.y)} {{{words}}};"

    def _number(self, text: Text) -> str:
        return self._text(text, self._joints.beside(text))

    def _text(self, text: Text, shape: Shape | None) -> str:
        """A text at its place, which goes by the node that it stands beside, if any."""
        options = f"tree text={_n(text.size * self._unit / _TEXT_POINTS)}, anchor={_ANCHORS[text.anchor]}"
        options += f", text={self._colour(text.colour)}"
        place = self._beside(shape, text.x, text.y) if shape else self._point(text.x, text.y)
        return rf"\node[{options}] at {place} {{{_dressed(text)}}};"


def _opacity(colour: str) -> str:
    return _n(int(colour[7:], 16) / 255)


def _dressed(text: Text) -> str:
    words = text_as_tex(text.text)
    words = rf"\textbf{{\boldmath {words}}}" if text.weight == "bold" else words
    return rf"\textrm{{\itshape {words}}}" if text.slant == "italic" else words  # no sans serif is bold and slanted


def _styles(unit: float) -> tuple[str, ...]:
    return (
        "tree node/.style={inner sep=0pt, outer sep=0pt, line width=#1bp}",
        "tree text/.style={inner sep=0pt, outer sep=0pt, font=\\sffamily, scale=#1}",
        f"tree edge/.style={{draw=#1, line width={_n(EDGE_LINE * unit)}bp}}",
        f"tree dashed/.style={{dash pattern=on {_n(4 * unit)}bp off {_n(3 * unit)}bp}}",
    )


def _n(value: float) -> str:
    text = f"{value:.3f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text
