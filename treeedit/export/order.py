"""What a writer of a format is handed: an order, and what only Qt can draw.

An order says what is exported (the subject: trees of a forest with their numbers, under a look) and how. Its figure is
drawn when the first writer asks for it, and once; formats that are no pictures never pay for it. A subject with a
course is shown at steps of the passes: it has a frame for each of them, and an order is about one frame or about all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from enum import Enum
from functools import cached_property
from typing import NamedTuple

from treeedit.figure.arrangement import Sheets
from treeedit.figure.figure import Bounds, Figure
from treeedit.figure.look import Look
from treeedit.figure.page import Page
from treeedit.figure.parting import parted
from treeedit.figure.series import Series
from treeedit.model.analysis import Analysis, analyse, evaluated
from treeedit.model.forest import Forest
from treeedit.model.passes import Evaluation
from treeedit.model.patience import Tick, quietly
from treeedit.model.records import NodeId
from treeedit.model.steps import Pace, Steps, brief, key_steps, outputs_of, steps_of
from treeedit.words import RefusalError, translate

SMALLEST_SCALE, LARGEST_SCALE = 0.05, 20.0
MOST_FRAMES = 500
SECONDS_A_FRAME = 1.2
FOUR_A_SHEET = Sheets()
DOTS_PER_INCH = 96.0
"""Pixels of a figure on an inch of paper, at scale 1."""


class ExportError(RefusalError):
    """What cannot be exported; the message is a sentence for the user."""


class Lettering(Enum):
    """How an SVG holds its texts: as outlines that look the same everywhere, or as text that can be edited."""

    OUTLINES = "outlines"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Course:
    """At which steps of the passes trees are shown: at these numbers, at the `most` most instructive ones, or at all.

    Numbers count from 0, the bare tree, though who reads or writes them counts from 1; -1 is the last step.
    """

    pace: Pace = Pace.NODE
    numbers: tuple[int, ...] = ()
    most: int = 0


@dataclass(frozen=True, eq=False)
class Subject:
    """Trees of a forest, with what follows from it and its numbers, and the look under which they are shown.

    course: at which steps of the passes; None shows them once, with all numbers. places: the forest with its trees
    where they are drawn, if that is elsewhere than on the canvas.
    """

    forest: Forest
    analysis: Analysis
    evaluation: Evaluation
    look: Look
    roots: tuple[NodeId, ...]
    course: Course | None = None
    places: Forest | None = None

    @cached_property
    def steps(self) -> Steps:
        """The steps of the passes over the trees, at the pace of the course."""
        course = self.course or Course()
        sharing = self._page.sharing if self.look.form.is_shared else None
        steps = steps_of(self.analysis, outputs_of(self.analysis, self.roots), course.pace, sharing)
        return brief(self.analysis, steps, course.most) if course.most else steps

    @cached_property
    def numbers(self) -> tuple[int, ...]:
        """The numbers of the steps of the course. ExportError if there is no such step, or if they are too many."""
        if self.course is None:
            return ()
        if self.course.most:
            found = key_steps(self.analysis, self.steps, self.course.most)
        else:
            found = tuple(map(self._number, self.course.numbers)) or tuple(range(len(self.steps)))
        if len(found) > MOST_FRAMES:
            words = translate(
                "order", "{0} steps are too many for pictures ({1} at most): choose some, or go by level."
            )
            raise ExportError(words.format(f"{len(found):,}", MOST_FRAMES))
        return found

    def _number(self, number: int) -> int:
        last = len(self.steps) - 1
        if not -1 <= number <= last:
            words = translate("order", "There is no step {0}: the last one is {1}.")
            raise ExportError(words.format(f"{number + 1:,}", f"{last + 1:,}"))
        return last if number < 0 else number

    @cached_property
    def series(self) -> Series:
        """The pictures: one for each step of the course, one if there is none."""
        return Series(self._page) if self.course is None else Series(self._page, self.steps, self.numbers)

    @cached_property
    def _page(self) -> Page:
        return Page(self.places or self.forest, self.analysis, self.evaluation, self.look, self.roots)

    def rows(self, root: NodeId) -> range:
        """The rows of the tree with this root, operands first."""
        order = self.analysis.order
        row = order.rows[root]
        return range(row - int(order.size[row]) + 1, row + 1)


def subject_of(forest: Forest, look: Look, roots: tuple[NodeId, ...] = ()) -> Subject:
    """The subject of a forest as it stands: these of its trees, all of them if none is named."""
    analysis = analyse(forest)
    return Subject(forest, analysis, evaluated(forest, analysis), look, roots or tuple(forest.trees()))


def parted_subject(subject: Subject) -> Subject:
    """A subject with its trees moved apart where they would lie on each other; once, however often it is asked for."""
    if subject.places is not None:
        return subject
    return replace(subject, places=parted(subject.forest, subject.look, subject.roots))


MOST_BY_NODE = 100
"""Steps: a series of more goes by level, unless it is asked for."""


def course_of_all(subject: Subject) -> Course:
    """All steps of a subject's passes: by node, or by level where those would be too many to watch."""
    by_node = replace(subject, course=Course(Pace.NODE))
    return Course(Pace.NODE if len(by_node.steps) <= MOST_BY_NODE else Pace.LEVEL)


@dataclass(frozen=True, eq=False)
class Order:
    """What is asked for.

    scale: how much larger than at 100 %. background: a colour, or "none" for transparent. padding: more room around
    the picture, in pixels at 100 %. dots: per inch of a bitmap; without it a larger scale makes finer dots instead of
    a larger picture. document: the bytes of the document for the picture to carry, if any. frame: which of the
    subject's pictures is meant by a format that holds one. seconds: how long an animation shows each of them.
    tick: is told which share is done, from 0 to 1; it raises Cancelled to end the work. sheets: of a hand-out.
    """

    subject: Subject
    scale: float = 1.0
    title: str = ""
    background: str = "none"
    padding: float = 0.0
    dots: float | None = None
    lettering: Lettering = Lettering.OUTLINES
    document: bytes = b""
    frame: int = 0
    seconds: float = SECONDS_A_FRAME
    tick: Tick = quietly
    sheets: Sheets = FOUR_A_SHEET

    @cached_property
    def figure(self) -> Figure:
        """The subject as a figure, at the frame that is meant."""
        figure = self.subject.series.figure(self.frame)
        figure.bounds = figure.bounds.grown(self.padding)
        return figure

    @property
    def bounds(self) -> Bounds:
        """The bounds of every frame."""
        return self.subject.series.bounds.grown(self.padding)

    @property
    def words(self) -> str:
        """What happens in the frame that is meant; "" if it shows no step."""
        return self.subject.series.frames[self.frame].words

    def frames(self) -> Iterator[Order]:
        """An order for each of the subject's frames, one after the other, and word of how far the work is."""
        count = len(self.subject.series)
        for index in range(count):
            self.tick(index / count)
            yield replace(self, frame=index)


class Drawers(NamedTuple):
    """What only Qt can draw.

    png: of a figure, dots per figure pixel, a background, dots per inch. pdf: of figures of one size, a page each,
    their scale, a title, a background, and the document to attach.
    """

    png: Callable[[Figure, float, str, float], bytes]
    pdf: Callable[[Iterable[Figure], float, str, str, bytes], bytes]
