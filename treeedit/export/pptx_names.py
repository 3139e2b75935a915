"""What the shapes of a slide are called: the same thing has the same name on every slide of a series.

PowerPoint's transition "Morph" turns a shape into the one of the same name on the next slide if that begins with "!!".
What is on both stays as it is, what is new appears, and a ring wanders from node to node. No name stands on a slide
twice: PowerPoint would have to guess.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable


class Names:
    """The names on a slide that stands alone: what a shape is."""

    def turn_over(self) -> None:
        """Go on to the next slide."""

    def of(self, kind: str, thing: Hashable = None) -> str:
        """The name of a thing of a kind."""
        return kind


class SeriesNames(Names):
    """The names on the slides of a series: things of a kind are numbered as they are met, from slide to slide."""

    def __init__(self) -> None:
        self._numbers: dict[str, dict[Hashable, int]] = {}
        self._met: Counter[Hashable] = Counter()

    def turn_over(self) -> None:
        """Go on to the next slide."""
        self._met.clear()

    def of(self, kind: str, thing: Hashable = None) -> str:
        """The name of a thing of a kind; what is met twice on a slide is two things."""
        self._met[kind, thing] += 1
        numbers = self._numbers.setdefault(kind, {})
        number = numbers.setdefault((thing, self._met[kind, thing]), len(numbers) + 1)
        return f"!!{kind}" if number == 1 else f"!!{kind} {number}"
