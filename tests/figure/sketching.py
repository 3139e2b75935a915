"""What the tests of pictures share: pages of formulas, boxes of figures, and random forests with repeated functions."""

from __future__ import annotations

from collections.abc import Mapping

from hypothesis import strategies as st

from tests.support import grow
from treeedit.figure.drawing import Drawing
from treeedit.figure.figure import Bounds, Figure, Shape, Text
from treeedit.figure.fonts import width_of
from treeedit.figure.look import Look
from treeedit.figure.page import page
from treeedit.model.analysis import analyse, evaluated
from treeedit.model.edits import set_input
from treeedit.model.forest import Forest
from treeedit.model.passes import Evaluation
from treeedit.model.pinning import pin_note
from treeedit.model.records import Point

_ANCHORS = {"start": 0.0, "middle": 0.5, "end": 1.0}
LOOK = Look()


def drawn(text: str, look: Look = LOOK, **values: float) -> tuple[Drawing, Evaluation]:
    """A formula's drawing and numbers, with these values for those of the inputs that it has."""
    forest = with_values(grow(text), values)
    analysis = analyse(forest)
    return Drawing(forest, analysis, look), evaluated(forest, analysis)


def page_of(source: str | Forest, look: Look = LOOK, **values: float) -> Figure:
    """The page of a forest or a formula."""
    forest = with_values(grow(source) if isinstance(source, str) else source, values)
    analysis = analyse(forest)
    return page(forest, analysis, evaluated(forest, analysis), look)


def with_values(forest: Forest, values: Mapping[str, float]) -> Forest:
    for label in values.keys() & forest.inputs.keys():
        forest.apply(set_input(forest, label, values[label]))
    return forest


def words(figure: Figure) -> list[str]:
    return [text.text for sheet in figure.stacked() for text in sheet.texts]


def covered(source: str = "x*y") -> Forest:
    """A tree with two notes that lie over all of its nodes, one over the other."""
    forest = grow(source)
    for shift in (0.0, 7.0):
        text = "so many words that no node is left to be seen " * 9
        forest.apply(pin_note(forest, forest.trees()[0], text, Point(shift - 130, shift - 60)))
    return forest


def sheets_alone(figure: Figure) -> Figure:
    """The sheets that lie on a figure, and nothing else."""
    return Figure(figure.bounds, figure.paper, sheets=figure.sheets)


def uppermost(figure: Figure) -> Bounds:
    """Where the last sheet lies in the picture, without its corners."""
    left, top, *_ = figure.bounds
    return figure.sheets[-1].bounds.moved(-left, -top).grown(-4.0)


def box_of(shape: Shape) -> Bounds:
    x, y, half_width, half_height = shape.x, shape.y, shape.width / 2, shape.height / 2
    return Bounds(x - half_width, y - half_height, x + half_width, y + half_height)


def box_of_text(text: Text) -> Bounds:
    wide = width_of(text.text, text.size, text.weight)
    left = text.x - _ANCHORS[text.anchor] * wide
    return Bounds(left, text.y - 0.76 * text.size, left + wide, text.y + 0.24 * text.size)


def overlap(a: Bounds, b: Bounds) -> bool:
    return a.left < b.right and b.left < a.right and a.top < b.bottom and b.top < a.bottom


def inside(a: Bounds, b: Bounds) -> bool:
    """Whether a lies in b."""
    return b.left <= a.left and a.right <= b.right and b.top <= a.top and a.bottom <= b.bottom


_ATOMS = ("x", "y", "θ", "w_11", "2", "a_rather_long_label", "0.125")


@st.composite
def formulas(draw: st.DrawFn) -> str:
    """Named functions that use one another and are used several times, then a tree."""
    lines, names = [], list(_ATOMS)
    for name in ("g", "h", "named_at_length")[: draw(st.integers(0, 3))]:
        lines.append(f"{name} = {_body(draw, names)} + x")
        names += [name, name]
    return "; ".join([*lines, f"f = {_body(draw, names)}"])


def _body(draw: st.DrawFn, names: list[str]) -> str:
    parts = draw(st.lists(st.sampled_from(names), min_size=2, max_size=7))
    while len(parts) > 1:
        shape = draw(st.sampled_from(("({} + {})", "({}*{})", "({}/{})", "exp({} - {})", "-({}^{})")))
        place = draw(st.integers(0, len(parts) - 2))
        parts[place : place + 2] = [shape.format(*parts[place : place + 2])]
    return parts[0]
