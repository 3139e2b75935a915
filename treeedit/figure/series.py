"""A picture for each of some steps of the passes: all of one size, with everything at the same place.

Below the trees stands what happens at the step. Its room is that of the longest of them, so that nothing jumps from
one picture to the next. Pictures are made one by one when they are asked for: a long series costs no memory.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple

from treeedit.figure.equations import equation_figure
from treeedit.figure.figure import Bounds, Figure
from treeedit.figure.lines import Line
from treeedit.figure.page import Page
from treeedit.figure.spotlight import Spotlight, light_of
from treeedit.figure.telling import Said, said_at, words_alone
from treeedit.model.patience import pause
from treeedit.model.steps import Step, Steps
from treeedit.words import translate

SENTENCE = "sentence"
"""What a look shows if the pictures of steps say what happens."""
SENTENCE_SIZE = 24.0
"""Of letters below trees that are as wide and as high as _USUAL; below larger ones they are larger."""
_USUAL = 1000.0, 560.0
_NARROWEST = 420.0
_GAP, _LEADING, _MARGIN = 0.65, 0.35, 0.5
"""Above the sentence, between its lines, around it: in sizes of its letters."""
_SMALLEST_SHARE = 0.35
"""A line is written no smaller than this share of its size; the picture becomes wider instead."""


class Frame(NamedTuple):
    """A picture of a series: the number of its step, None for all numbers, and what it says in plain words."""

    number: int | None
    words: str


class Series:
    """The pictures of a page at steps with these numbers; a single one with all numbers if there are no steps."""

    def __init__(self, page: Page, steps: Steps | None = None, numbers: Sequence[int] = ()) -> None:
        self._page, self._steps = page, steps
        self._numbers: list[int | None] = [None] if steps is None else [*numbers]

    def __len__(self) -> int:
        """How many pictures there are."""
        return len(self._numbers)

    @cached_property
    def frames(self) -> list[Frame]:
        """What each of the pictures shows, and says."""
        return [Frame(each, "" if each is None else self._words(each)) for each in self._numbers]

    @cached_property
    def bounds(self) -> Bounds:
        """The bounds of every picture."""
        bounds = self._plain_bounds
        if not self._sentences:
            return bounds
        wide = max(figure.bounds.right for figure in self._sentences) + 2 * _MARGIN * self._size
        missing = max(0.0, wide - (bounds.right - bounds.left)) / 2
        high = max(figure.bounds.bottom for figure in self._sentences) + (_GAP + _MARGIN) * self._size
        return Bounds(bounds.left - missing, bounds.top, bounds.right + missing, bounds.bottom + high)

    def figure(self, index: int) -> Figure:
        """One of the pictures."""
        figure = self.bare(index)
        if self._sentences:
            figure.add(self.sentence(index))
        return figure

    def bare(self, index: int) -> Figure:
        """One of the pictures without what it says, but with the room for it."""
        step = self._step(self._numbers[index])
        return self._drawn(index, None if step is None else self._light(self._numbers[index] or 0, step))

    def end(self) -> Figure:
        """What the last picture leaves: its numbers, with neither light nor words, and the room for them."""
        return self._drawn(len(self) - 1, None)

    def sentence(self, index: int) -> Figure:
        """What a picture says, in the middle of the room for it; nothing if pictures say nothing."""
        figure = Figure.empty()
        if self._sentences:
            left, _, right, bottom = self.bounds
            top, foot = self._plain_bounds.bottom + _GAP * self._size, bottom - _MARGIN * self._size
            _, _, wide, high = self._sentences[index].bounds
            x, y = (left + right - wide) / 2, (top + foot - high) / 2
            figure.bounds = self._sentences[index].bounds.moved(x, y)
            figure.add(self._sentences[index], x, y)
        return figure

    def _drawn(self, index: int, light: Spotlight | None) -> Figure:
        number = self._numbers[index]
        known = None if self._steps is None or number is None else self._steps.known(number)
        figure = self._page.figure(known, light)
        figure.bounds = figure.bounds if known is None else self.bounds
        return figure

    def _light(self, number: int, step: Step) -> Spotlight:
        return light_of(step, self._page.analysis.order, self._page.sharing, self._said[number].rows)

    def _step(self, number: int | None) -> Step | None:
        return None if self._steps is None or number is None else self._steps.step(number)

    @cached_property
    def _plain_bounds(self) -> Bounds:
        if self._steps is None:
            return self._page.figure().bounds
        rows = frozenset[int]().union(*(said.rows for said in self._said.values()))
        return self._page.bounds_with_names(self._page.analysis.order.ids[list(rows)].tolist())

    @cached_property
    def _size(self) -> float:
        """Of the letters of a sentence: wherever the picture is fitted in, they can be read from as far."""
        left, top, right, bottom = self._plain_bounds
        return SENTENCE_SIZE * max(1.0, (right - left) / _USUAL[0], (bottom - top) / _USUAL[1])

    @cached_property
    def _said(self) -> dict[int, Said]:
        """What is said at the steps, by number."""
        return {number: self._told(number) for number in self._numbers if number is not None}

    def _told(self, number: int) -> Said:
        pause()
        page, step = self._page, self._step(number)
        if step is None:
            return Said([words_alone(translate("series", "Nothing is computed yet."))])
        return said_at(step, page.forest, page.analysis, page.evaluation, page.look, page.veil, page.sharing)

    def _words(self, number: int) -> str:
        return "; ".join(line.plain for line in self._said[number].lines)

    @cached_property
    def _sentences(self) -> list[Figure]:
        """What every picture says, its upper left corner at the origin; none if the look shows no sentences."""
        if self._steps is None or SENTENCE not in self._page.look.shows:
            return []
        room = max(_NARROWEST, self._plain_bounds.right - self._plain_bounds.left) - 2 * _MARGIN * self._size
        return [self._sentence(self._said[number or 0].lines, room) for number in self._numbers]

    def _sentence(self, lines: Sequence[Line], room: float) -> Figure:
        """Lines under each other, each in the middle, as large as the room allows."""
        written = [self._fitted(line, room) for line in lines]
        wide, y = max((each.bounds.right for each in written), default=0.0), 0.0
        figure = Figure.empty()
        for each in written:
            _, top, right, bottom = each.bounds
            figure.add(each, (wide - right) / 2, y - top)
            y += bottom - top + _LEADING * self._size
        figure.bounds = Bounds(0.0, 0.0, wide, max(0.0, y - _LEADING * self._size))
        return figure

    def _fitted(self, line: Line, room: float) -> Figure:
        theme = self._page.look.theme
        figure = equation_figure(line, theme, self._size)
        share = max(_SMALLEST_SHARE, min(1.0, room / max(1.0, figure.bounds.right)))
        return figure if share == 1.0 else equation_figure(line, theme, self._size * share)
