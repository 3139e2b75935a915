"""The quick-add: type a few characters, see what they may mean, see on the canvas what Enter will do, press Enter."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget

from treeedit.canvas.scene.scene import Stage
from treeedit.model.labels import MAX_LABEL
from treeedit.model.records import Expression
from treeedit.window.editing.completions import Offer
from treeedit.window.settings import Key, Settings
from treeedit.window.widgets.chooser import Choice, Chooser

MOST_RECENT = 12


class Task(NamedTuple):
    """What something is chosen for: which offers there are, how one is shown (None: no longer) and taken.

    asks: what the empty field says. lacks: what is said where nothing is found.
    """

    asks: str
    lacks: str
    offers: Callable[[str, Sequence[str]], list[Offer]]
    preview: Callable[[Expression | None], None]
    take: Callable[[Expression], None]


class QuickAdd(Chooser):
    """Offers what could be put on the canvas. recent: the words of what was taken last, the latest first."""

    def __init__(self, stage: Stage, parent: QWidget) -> None:
        super().__init__(parent)
        self._stage = stage
        self._task: Task | None = None
        self._offers: list[Offer] = []
        self.recent: list[str] = []
        self._kinds = {
            "operator": self.tr("operator"),
            "input": self.tr("input"),
            "number": self.tr("number"),
            "formula": self.tr("formula"),
            "named function": self.tr("named function"),
        }

    def restore(self, settings: Settings) -> None:
        """Take up what was taken last."""
        self.recent = settings.words(Key.RECENT_WORDS)

    def remember(self, settings: Settings) -> None:
        """Keep what was taken last."""
        settings.keep_words(Key.RECENT_WORDS, self.recent)

    def begin(self, task: Task, place: QPoint, text: str) -> None:
        """Appear near a point of the parent for a task, with the first characters typed already."""
        self._task = task
        self.field.setPlaceholderText(task.asks)
        self.field.setAccessibleName(task.asks)
        self.nothing.setText(task.lacks)
        self.open_at(place, text)

    def choices(self, text: str) -> list[Choice]:
        assert self._task is not None
        self._offers = self._task.offers(text[: 40 * MAX_LABEL], self.recent)
        return [Choice(offer.words, self._kinds[offer.kind]) for offer in self._offers]

    def show_choice(self, row: int | None) -> None:
        if self._task is not None:
            self._task.preview(None if row is None else self._offers[row].expression)

    def take(self, row: int) -> None:
        assert self._task is not None
        offer = self._offers[row]
        self.recent = [offer.words, *(words for words in self.recent if words != offer.words)][:MOST_RECENT]
        self._task.take(offer.expression)

    def text_scale(self) -> float:
        return self._stage.text_scale
