"""Trees as a notebook shows them: SVGs whose texts are text, with no ids in them, as one page may hold many.

A picture shows itself, and so does a series of them, one below the other. Texts in them are escaped by who writes SVG:
nothing that a label or a note says acts on the page.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypedDict, TypeVar, overload

from treeedit.export.answer import input_values
from treeedit.export.order import Course, ExportError, Lettering, Order, Subject, parted_subject, subject_of
from treeedit.export.svg import Carried, svg_bytes
from treeedit.figure.form import FORMS, Form
from treeedit.figure.look import NUMBER_STYLES, ORIENTATIONS, PRINT, THEMES, Look
from treeedit.figure.series import SENTENCE
from treeedit.model.edits import set_input
from treeedit.model.forest import Forest
from treeedit.words import translate

MOST_DIGITS = 17
MOST_NODES = 2000
"""A notebook with a larger drawing would be slow, and nobody could read it."""
_ID = re.compile(r'(<\w+[^<>]*?) id="[^"<>]*"')
_AS_WIDE_AS_THE_PAGE = 'style="max-width: 100%; height: auto"'
Choice = TypeVar("Choice")


class Looks(TypedDict, total=False):
    """How trees are drawn, by the names that the command line has for it."""

    theme: str
    orientation: str
    form: str
    numbers: str
    digits: int


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing that a notebook shows. words: what happens in it, if it is one of a step."""

    svg: str = field(repr=False)
    words: str = ""

    def _repr_svg_(self) -> str:
        return self.svg


class Pictures(Sequence[Picture]):
    """Drawings one after the other; a notebook shows them one below the other."""

    def __init__(self, pictures: Sequence[Picture]) -> None:
        self._pictures = tuple(pictures)

    def __len__(self) -> int:
        return len(self._pictures)

    @overload
    def __getitem__(self, index: int) -> Picture: ...

    @overload
    def __getitem__(self, index: slice) -> Pictures: ...

    def __getitem__(self, index: int | slice) -> Picture | Pictures:
        return Pictures(self._pictures[index]) if isinstance(index, slice) else self._pictures[index]

    def __repr__(self) -> str:
        return f"Pictures({list(self._pictures)})"

    def _repr_html_(self) -> str:
        return "\n".join(f"<div>{each.svg}</div>" for each in self)


def sketch(forest: Forest) -> str | None:
    """The drawing of all trees, with their numbers; None if there are none, or too many nodes."""
    if not 0 < len(forest.nodes) <= MOST_NODES:
        return None
    return _drawn(_order(subject_of(forest, Look(PRINT)))).svg


def picture_of(forest: Forest, inputs: Mapping[str, float], looks: Looks) -> Picture:
    """The drawing of all trees with these values for some inputs. ValueError with a sentence if there is none."""
    return _drawn(_order(_subject(forest, inputs, looks)))


def steps_of(forest: Forest, inputs: Mapping[str, float], most: int, looks: Looks) -> Pictures:
    """Drawings of the most instructive steps, so many at most, or of all for 0. ValueError as in `picture_of`."""
    if not isinstance(most, int) or most < 0:
        raise ExportError(translate("sketch", "most must be a whole number from 0, not {0}").format(most))
    subject = _subject(forest, inputs, looks)
    told = replace(subject.look, shows=subject.look.shows | {SENTENCE})
    return Pictures([_drawn(each) for each in _order(replace(subject, look=told, course=Course(most=most))).frames()])


def _subject(forest: Forest, inputs: Mapping[str, float], looks: Looks) -> Subject:
    if not forest.nodes:
        raise ExportError(translate("sketch", "There is nothing to draw: there are no trees."))
    if len(forest.nodes) > MOST_NODES:
        words = translate("sketch", "{0} nodes are too many for a notebook: {1} at most.")
        raise ExportError(words.format(f"{len(forest.nodes):,}", f"{MOST_NODES:,}"))
    values, copy = input_values(forest, inputs), forest.copy()
    for label, value in values.items():
        if value != copy.inputs[label].value:
            copy.apply(set_input(copy, label, value))
    return parted_subject(subject_of(copy, _look(looks)))


def _look(looks: Looks) -> Look:
    known = ", ".join(Looks.__annotations__)
    for name in looks.keys() - Looks.__annotations__.keys():
        raise ExportError(translate("sketch", "there is no choice {0}; there are {1}").format(name, known))
    digits = looks.get("digits", 4)
    if not isinstance(digits, int) or not 1 <= digits <= MOST_DIGITS:
        words = translate("sketch", "digits must be a whole number from 1 to {0}, not {1}")
        raise ExportError(words.format(MOST_DIGITS, digits))
    theme = _chosen("theme", looks.get("theme", "print"), THEMES)
    style = _chosen("numbers", looks.get("numbers", "fractions"), NUMBER_STYLES)
    side = _chosen("orientation", looks.get("orientation", "top"), {each: each for each in ORIENTATIONS})
    form = _chosen("form", looks.get("form", "tree"), {each: Form(each) for each in FORMS})
    return Look(theme, digits, style, orientation=side, form=form)


def _chosen(name: str, choice: str, choices: Mapping[str, Choice]) -> Choice:
    if not isinstance(choice, str) or choice not in choices:
        raise ExportError(
            translate("sketch", "{0} must be one of {1}, not {2}").format(name, ", ".join(choices), choice)
        )
    return choices[choice]


def _order(subject: Subject) -> Order:
    forest = subject.forest
    title = forest.about.get("title") or ", ".join(forest.roots[root].name for root in subject.roots)
    return Order(subject, title=title, background=subject.look.theme.paper, lettering=Lettering.TEXT)


def _drawn(order: Order) -> Picture:
    title = order.words or order.title
    data = svg_bytes(order.figure, order.scale, title, order.background, Carried(order.lettering))
    svg = _ID.sub(r"\1", data.decode().partition("?>\n")[2])
    return Picture(svg.replace("<svg ", f"<svg {_AS_WIDE_AS_THE_PAGE} ", 1), order.words)
