"""What is seen in a picture, in pixels of the figure from its upper left corner, and how it is compared.

A format that says less of something (a PDF has no ids, a PNG no words) leaves it out, and it is not compared.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeVar

from treeedit.figure.figure import Edge, Figure, Outline, Shape, Text
from treeedit.figure.fonts import width_of

A, B = TypeVar("A"), TypeVar("B")
SHIFTS = {"start": 0.0, "middle": 0.5, "end": 1.0}
RAISED = dict(zip("0123456789ijn+-()", "⁰¹²³⁴⁵⁶⁷⁸⁹ⁱʲⁿ⁺⁻⁽⁾", strict=True))
LOWERED = dict(zip("0123456789aeoxhklmnpstijruv", "₀₁₂₃₄₅₆₇₈₉ₐₑₒₓₕₖₗₘₙₚₛₜᵢⱼᵣᵤᵥ", strict=True))
MIDDLE = 0.36
"""How far above its baseline the middle of a line stands, as a share of its size."""

_NEAR = 2.0
"""Pixels between the baselines of words that are taken for one."""


class Word(NamedTuple):
    """A text; x is its left end, its middle or its right end, y the baseline."""

    text: str
    x: float
    y: float
    anchor: str = "start"


class Box(NamedTuple):
    """A rectangle with a border, by its centre; the node that it is, or 0."""

    node: int
    x: float
    y: float
    width: float
    height: float


class Ends(NamedTuple):
    """The two ends of an edge."""

    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(slots=True, kw_only=True)
class Seen:
    """One picture. What it cannot say is None.

    single_words: where it cannot be told which of them are one text. curves: the pieces of the edges, where it cannot
    be told which belong together. is_solid: translucent lines are not seen.
    """

    words: list[Word] | None = None
    single_words: list[Word] | None = None
    boxes: list[Box] | None = None
    edges: list[Ends] | None = None
    curves: list[Ends] | None = None
    marks: list[tuple[float, float]] | None = None
    formulas: list[Word] | None = None
    notes: dict[int, str] | None = None
    is_solid: bool = False


def faults(seen: Seen, figure: Figure, tolerance: float) -> list[str]:
    """What a picture lacks, has too much or has elsewhere, compared with the one description of it."""
    left, top, _, _ = figure.bounds
    planes = figure.stacked()
    texts = [text._replace(x=text.x - left, y=text.y - top) for text in _all(planes, "texts")]
    shapes = [each for each in (*figure.grounds, *_all(planes, "shapes")) if _is_seen(each.stroke, seen)]
    edges = [_moved(each, -left, -top) for each in figure.edges if _is_seen(each.colour, seen)]
    curves = [Ends(*each[:2], *each[-2:]) for edge in edges for each in edge.curves()]
    formulas = list(_formulas(_all(planes, "outlines"), left, top))
    bases, found = sorted({each.y for each in formulas}), seen.single_words
    asked = [word for run in (*map(_run_of_text, texts), *map(_run_of_formula, formulas)) for word in _split(run)]
    named = any(each.node for each in seen.boxes or ())
    table: tuple[tuple[str, Sequence[Any] | None, Sequence[Any], Callable[[Any, Any], float]], ...] = (
        ("text", seen.words, texts, _text_distance),
        ("word", None if found is None else _lined(found, bases), _lined(asked, bases), _farther),
        ("box", seen.boxes, [_box(each, left, top, named=named) for each in shapes], _farthest),
        ("edge", seen.edges, [Ends(*each[:4]) for each in edges], _farthest),
        ("curve", seen.curves, [each for each in curves if each[:2] != each[2:]], _farthest),
        ("mark", seen.marks, [(mark.x - left, mark.y - top) for mark in figure.marks], math.dist),
        ("formula", seen.formulas, formulas, _formula_distance),
    )
    differing = [
        each
        for kind, got, asked, distance in table
        if got is not None
        for each in _unmatched(kind, got, asked, distance, tolerance)
    ]
    drawn = {shape.node for shape in shapes if shape.node}
    notes = {node: note for node, note in figure.notes.items() if node in drawn}
    return differing if seen.notes is None else [*differing, *_other_notes(seen.notes, notes)]


def _all(planes: Iterable[Figure], layer: str) -> list[Any]:
    """The records in a layer of all planes of a figure."""
    return [record for plane in planes for record in getattr(plane, layer)]


def _other_notes(seen: dict[int, str], asked: dict[int, str]) -> Iterator[str]:
    for node in sorted(asked.keys() | seen.keys()):
        if seen.get(node) != asked.get(node):
            yield f"note {node}: {seen.get(node)!r} for {asked.get(node)!r}"


def _is_seen(colour: str, seen: Seen) -> bool:
    """Whether a line of a colour can be seen; one with eight digits is translucent."""
    return colour != "none" and not (seen.is_solid and len(colour) == 9)


def _moved(edge: Edge, dx: float, dy: float) -> Edge:
    return edge._replace(x0=edge.x0 + dx, y0=edge.y0 + dy, x1=edge.x1 + dx, y1=edge.y1 + dy)


def _box(shape: Shape, left: float, top: float, *, named: bool) -> Box:
    return Box(shape.node if named else 0, shape.x - left, shape.y - top, shape.width, shape.height)


def _formulas(outlines: Iterable[Outline], left: float, top: float) -> Iterator[Outline]:
    return (each._replace(x=each.x - left, y=each.y - top) for each in outlines if each.words)


class _Run(NamedTuple):
    """Words as they stand in a line, from x to its end."""

    text: str
    x: float
    y: float
    end: float


def _run_of_text(text: Text) -> _Run:
    wide = width_of(text.text, text.size, text.weight)
    x = text.x - SHIFTS[text.anchor] * wide
    return _Run(text.text, x, text.y, x + wide)


def _run_of_formula(formula: Outline) -> _Run:
    places = [formula.x + x * formula.scale for _, numbers in formula.path for x in numbers[::2]]
    return _Run(formula.plain, min(places), formula.y, max(places))


def _split(run: _Run) -> Iterator[Word]:
    """The words of a run, whose letters are pressed into its width."""
    unit = (run.end - run.x) / width_of(run.text, 1.0)
    for word in re.finditer(r"\S+", run.text):
        yield Word(word[0], run.x + unit * width_of(run.text[: word.start()], 1.0), run.y)


def _lined(words: Iterable[Word], bases: Sequence[float]) -> list[Word]:
    """Words, but lines with formulas in one piece without gaps: poppler sees none between single letters in a line."""
    found, lines = [], dict[float, list[Word]]()
    for word in words:
        base = next((each for each in bases if abs(each - word.y) < _NEAR), None)
        (found if base is None else lines.setdefault(base, [])).append(word)
    for line in lines.values():
        line.sort(key=lambda word: word.x)
        found.append(line[0]._replace(text="".join(word.text for word in line)))
    return found


def _text_distance(word: Word, text: Text) -> float:
    """How far a word is from the text that it may be; infinite if it says something else."""
    if word.text != text.text:
        return math.inf
    wide = width_of(text.text, text.size, text.weight)
    x = text.x + (SHIFTS[word.anchor] - SHIFTS[text.anchor]) * wide
    return math.dist((word.x, word.y), (x, text.y))


def _farther(seen: Word, asked: Word) -> float:
    return math.dist(seen[1:3], asked[1:3]) if seen.text == asked.text else math.inf


def _farthest(seen: Sequence[float], asked: Sequence[float]) -> float:
    """How far one of some numbers is from what it should be."""
    return max(abs(a - b) for a, b in zip(seen, asked, strict=True))


def _formula_distance(word: Word, outline: Outline) -> float:
    """An anchor "box" means the upper left corner of what is drawn."""
    if word.text not in (outline.words, outline.plain):
        return math.inf
    x, y = outline.x, outline.y
    if word.anchor == "box":
        numbers = [each for _, each in outline.path]
        x += min(n for each in numbers for n in each[::2]) * outline.scale
        y += min(n for each in numbers for n in each[1::2]) * outline.scale
    return math.dist((word.x, word.y), (x, y))


def _unmatched(
    kind: str, seen: Iterable[A], asked: Sequence[B], distance: Callable[[A, B], float], tolerance: float
) -> list[str]:
    """What is left over when everything seen is given to what was asked for at its place."""
    left, missing = list(seen), []
    for each in asked:
        nearest = min(left, key=lambda other: distance(other, each), default=None)
        if nearest is None or distance(nearest, each) > tolerance:
            missing.append(f"{kind} missing: {each}; nearest {nearest}")
        else:
            left.remove(nearest)
    return [*missing, *(f"{kind} too much: {each}" for each in left)]
