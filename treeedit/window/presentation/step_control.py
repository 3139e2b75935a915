"""Driving the steps from a presentation: whatever is asked for first begins them, with the bare tree.

The steps are the editor's own, so that both windows stand at the same one.
"""

from __future__ import annotations

from collections.abc import Callable

from treeedit.model.records import NodeId
from treeedit.window.steps.stepping import Stepping


class Guide:
    """Leads through the steps. wanted(): the trees to step through, none if that is left to the steps.

    refused(): there is nothing to be computed.
    """

    def __init__(self, stepping: Stepping) -> None:
        self._stepping = stepping
        self.wanted: Callable[[], list[NodeId]] = list
        self.refused: Callable[[], None] = lambda: None

    def next(self) -> None:
        """One step on; the first begins the steps."""
        self._stepping.next() if self._stepping.is_on else self._begin()

    def previous(self) -> None:
        """One step back."""
        self._stepping.previous()

    def first(self) -> None:
        """The bare tree."""
        self.go_to(1)

    def last(self) -> None:
        """Everything computed."""
        if self._is_ready():
            self._stepping.last()

    def go_to(self, place: int) -> None:
        """The place-th step as the editor's bar counts them: the bare tree is the first."""
        if self._is_ready():
            self._stepping.go_to(place - 1)

    def play(self) -> None:
        """Let the steps follow one another, or pause."""
        if self._is_ready():
            self._stepping.toggle_play()

    def _is_ready(self) -> bool:
        """Begin, if nobody has; whether there are steps now."""
        return self._stepping.is_on or self._begin()

    def _begin(self) -> bool:
        roots = self.wanted()
        self._stepping.begin_on(roots) if roots else self._stepping.begin()
        if not self._stepping.is_on:
            self.refused()
        return self._stepping.is_on
