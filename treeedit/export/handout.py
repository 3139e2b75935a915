"""A hand-out: the pictures of a subject on sheets of paper, several on each, as figures of whole sheets.

A sheet is measured in pixels of the pictures on it, which so need no scaling of their own, and looks the same whoever
draws it: a file or a printer. On top stands the title, under each picture its step, at the foot which sheet it is. An
exercise comes with empty boxes, a line for a name, and the solutions on sheets of their own at the end.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from typing import NamedTuple

from treeedit.export.order import DOTS_PER_INCH, Order, Subject, course_of_all
from treeedit.figure.arrangement import PER_SHEET, Arrangement, Bands, Place, Sheets, arranged
from treeedit.figure.figure import Bounds, Figure, Line, Shape, Text
from treeedit.figure.fonts import width_of
from treeedit.model.patience import quietly
from treeedit.model.records import NodeId
from treeedit.words import translate

POINTS = 72.0
_HEAD, _FOOT, _CAPTION = 30.0, 20.0, 15.0
_TITLE_SIZE, _TEXT_SIZE, _SMALL = 12.0, 9.5, 8.5
_LEADING, _TEXT_DROP, _MOST_LINES = 13.5, 4.0, 6
_RULE, _LINES_APART = 0.5, 20.0
_NAME_LINE = 150.0
_GAP = 12.0
_PADDING = 10.0
"""Around each picture, in its own pixels."""
_BELOW = 11.0
"""From the lower edge of a picture to the baseline of what stands under it."""


class Part(NamedTuple):
    """Pictures that begin on a sheet of their own, and what stands above them.

    name: what asks for the name of who fills it in, "" for nobody. text: what is to be done.
    """

    subject: Subject
    heading: str
    name: str = ""
    text: str = ""


class Handout:
    """The sheets of some parts, all at one scale."""

    def __init__(self, parts: Sequence[Part], asked: Sheets) -> None:
        self._parts = list(parts)
        self._asked = replace(asked, per_sheet=_places(asked.per_sheet, max(map(_count, self._parts))))

    @cached_property
    def arrangement(self) -> Arrangement:
        """Where pictures stand on a sheet, in points."""
        bounds = [part.subject.series.bounds for part in self._parts]
        wide = max(each.right - each.left for each in bounds) + 2 * _PADDING
        high = max(each.bottom - each.top for each in bounds) + 2 * _PADDING
        caption = _CAPTION if any(part.subject.course is not None for part in self._parts) else 0.0
        # A foot takes room only if there are several sheets, and how many there are is known beforehand.
        return arranged(wide, high, self._asked, Bands(self._head(), _FOOT if len(self) > 1 else 0.0, caption))

    def _head(self) -> float:
        """How high the strip at the head is on every sheet."""
        lines = max(len(each) for each in self._texts)
        has_head = lines or any(part.heading or part.name for part in self._parts)
        return _HEAD + lines * _LEADING if has_head else 0.0

    @cached_property
    def _texts(self) -> list[list[str]]:
        """The text of each part in lines that fit however the sheets are turned."""
        room = self._asked.paper.short - 2 * self._asked.margin
        return [_wrapped(part.text, room) for part in self._parts]

    @cached_property
    def _starts(self) -> list[int]:
        """The first sheet of each part, and the number of all sheets."""
        found = [0]
        for part in self._parts:
            found.append(found[-1] + -(-_count(part) // self._asked.per_sheet))
        return found

    def __len__(self) -> int:
        """How many sheets there are."""
        return self._starts[-1]

    @property
    def per_sheet(self) -> int:
        """How many pictures there are on a full sheet."""
        return self._asked.per_sheet

    @property
    def scale(self) -> float:
        """How much larger than at 100 % the sheets' figures are on paper."""
        return self.arrangement.scale * DOTS_PER_INCH / POINTS

    def sheet(self, number: int) -> Figure:
        """One of the sheets; they count from 0."""
        at = max(index for index, start in enumerate(self._starts[:-1]) if start <= number)
        part, first = self._parts[at], (number - self._starts[at]) * self._asked.per_sheet
        drawn = _Sheet(part, self.arrangement)
        for index in range(first, min(first + self._asked.per_sheet, _count(part))):
            drawn.add_picture(index)
        drawn.add_head(self._head(), self._texts[at])
        if len(self) > 1:
            drawn.add_foot(translate("handout", "Page {0} of {1}").format(number + 1, len(self)))
        return drawn.figure

    def sheets(self, tick: Callable[[float], None] = quietly) -> Iterator[Figure]:
        """All sheets, one after the other; `tick` is told which share is done."""
        for number in range(len(self)):
            tick(number / len(self))
            yield self.sheet(number)


class _Sheet:
    """Draws one sheet. Lengths that come in points become pixels of its pictures."""

    def __init__(self, part: Part, arrangement: Arrangement) -> None:
        self._part, self._arrangement = part, arrangement
        self._pixels = 1.0 / arrangement.scale
        self._theme = part.subject.look.theme
        bounds = Bounds(0.0, 0.0, arrangement.width * self._pixels, arrangement.height * self._pixels)
        self.figure = Figure(bounds, self._theme.paper)

    def add_picture(self, index: int) -> None:
        """Put a picture at its place, with its step under it and lines for notes beside it."""
        place = self._arrangement.placement(index).place
        series, page = self._part.subject.series, self.figure.bounds
        (x, y), (from_x, from_y) = place.picture.middle(), series.bounds.middle()
        self.figure.add(series.figure(index), x * self._pixels - from_x, y * self._pixels - from_y)
        self.figure.bounds = page
        self._frame(place)
        self._caption(place, index)
        self._rule(place)

    def _frame(self, place: Place) -> None:
        """A hairline around a picture that has neighbours."""
        if len(self._arrangement.places) > 1:
            left, top, right, bottom = (each * self._pixels for each in place.picture)
            x, y = place.picture.middle()
            size = right - left, bottom - top
            box = Shape(
                x * self._pixels, y * self._pixels, *size, 0.0, "none", self._theme.hairline, _RULE * self._pixels
            )
            self.figure.grounds.insert(0, box)

    def _caption(self, place: Place, index: int) -> None:
        """The number of the step as the window counts them, from 1."""
        subject = self._part.subject
        if subject.course is not None:
            words = translate("handout", "Step {0} of {1}").format(subject.numbers[index] + 1, len(subject.steps))
            x, _ = place.caption.middle()
            self._write(words, (x, place.caption.top + _BELOW), "middle")

    def _rule(self, place: Place) -> None:
        """Lines across the room for notes."""
        if place.notes is None:
            return
        left, top, right, bottom = place.notes
        for each in range(1, int((bottom - top) / _LINES_APART) + 1):
            self._line(left, right, top + each * _LINES_APART)

    def add_head(self, high: float, lines: Sequence[str]) -> None:
        """The title, the line for a name, and under them what is to be done."""
        left, top, right, _ = self._arrangement.body
        base = top - high + _TITLE_SIZE
        room = right - left
        if self._part.name:
            name_left = right - _NAME_LINE - _GAP / 2
            self._line(name_left + _GAP / 2, right, base + 2.0)
            self._write(self._part.name, (name_left, base), "end")
            room -= _NAME_LINE + 2 * _GAP + width_of(self._part.name, _SMALL)
        self._add_text(_shortened(self._part.heading, room), (left, base), _TITLE_SIZE, self._theme.ink, "bold")
        for index, line in enumerate(lines, 1):
            self._add_text(line, (left, base + _TEXT_DROP + index * _LEADING), _TEXT_SIZE, self._theme.ink, "regular")

    def add_foot(self, words: str) -> None:
        """Which sheet it is."""
        _, _, right, bottom = self._arrangement.body
        self._write(words, (right, bottom + _FOOT - 4.0), "end")

    def _write(self, words: str, at: tuple[float, float], anchor: str) -> None:
        self._add_text(words, at, _SMALL, self._theme.muted, "regular", anchor)

    def _add_text(
        self, words: str, at: tuple[float, float], size: float, ink: str, weight: str, anchor: str = "start"
    ) -> None:
        x, y = (each * self._pixels for each in at)
        if words:
            self.figure.texts.append(Text(x, y, words, size * self._pixels, ink, weight, anchor=anchor))

    def _line(self, left: float, right: float, y: float) -> None:
        ends = left * self._pixels, y * self._pixels, right * self._pixels, y * self._pixels
        self.figure.lines.append(Line(*ends, self._theme.hairline, _RULE * self._pixels))


def handout_of(order: Order) -> Handout:
    """The hand-out of an order: of all steps if it names none, of an exercise the trees as they stand."""
    subject = order.subject
    is_exercise = _hides(subject)
    if subject.course is None and not is_exercise:
        subject = replace(subject, course=course_of_all(subject))
    return handout_of_all([subject], order.title, order.sheets)


def handout_of_all(subjects: Iterable[Subject], title: str, asked: Sheets) -> Handout:
    """The hand-out of several subjects, each on sheets of its own; the solutions follow after all tasks."""
    found = [_parts(each, title) for each in subjects]
    tasks, solutions = [parts[0] for parts in found], [part for parts in found for part in parts[1:]]
    return Handout(tasks + (solutions if asked.solutions else []), asked)


def _parts(subject: Subject, title: str) -> list[Part]:
    """A subject as the one part of a hand-out; of an exercise a second one, which shows the solutions."""
    title = "".join(each for each in title if each.isprintable())
    if not _hides(subject):
        return [Part(subject, title)]
    look = replace(subject.look, shows=subject.look.shows | {"solutions"})
    heading = translate("handout", "{0}: solutions").format(title) if title else translate("handout", "Solutions")
    text = subject.forest.about.get("text", "")
    return [Part(subject, title, translate("handout", "Name"), text), Part(replace(subject, look=look), heading)]


def _hides(subject: Subject) -> bool:
    """Whether numbers of these trees are hidden."""
    if {"answers", "solutions"} & subject.look.shows:
        return False
    inside: set[NodeId] = {int(subject.analysis.order.ids[row]) for root in subject.roots for row in subject.rows(root)}
    return any(blank.node in inside for blank in subject.forest.blanks)


def _count(part: Part) -> int:
    """How many pictures there are, before any of them is made."""
    return 1 if part.subject.course is None else len(part.subject.numbers)


def _places(per_sheet: int, pictures: int) -> int:
    """As many places as asked for, or fewer if there are not so many pictures."""
    return next((each for each in PER_SHEET if each >= pictures and each < per_sheet), per_sheet)


def _shortened(words: str, room: float) -> str:
    """A heading that fits into its room; one that is too long ends in dots."""
    if width_of(words, _TITLE_SIZE, "bold") <= room:
        return words
    while words and width_of(words + "…", _TITLE_SIZE, "bold") > room:
        words = words[:-1]
    return words.rstrip() + "…"


def _wrapped(text: str, room: float) -> list[str]:
    """A text in lines that fit into a room, a few at most; dots tell that there is more."""
    found = [line for paragraph in text.splitlines() for line in _lines(paragraph, room)]
    return found if len(found) <= _MOST_LINES else [*found[: _MOST_LINES - 1], found[_MOST_LINES - 1] + " …"]


def _lines(paragraph: str, room: float) -> Iterator[str]:
    line = ""
    for word in "".join(each if each.isprintable() else " " for each in paragraph).split():
        longer = f"{line} {word}".strip()
        if line and width_of(longer, _TEXT_SIZE) > room:
            yield line
            longer = word
        line = longer
    if line:
        yield line
