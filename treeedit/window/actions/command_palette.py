"""The command palette: find any action by a few letters of its name, press Enter. It knows the table ACTIONS only."""

from __future__ import annotations

from PySide6.QtCore import QPoint
from PySide6.QtGui import QKeySequence

from treeedit.window.actions.menus import Menus
from treeedit.window.actions.table import ACTIONS
from treeedit.window.editing.completions import NO_MATCH, rank_of
from treeedit.window.parts import Parts
from treeedit.window.settings import Key, Settings
from treeedit.window.widgets.chooser import Choice, Chooser
from treeedit.words import translate

MOST_RECENT = 8
_FROM_TOP = 60


class CommandPalette(Chooser):
    """All actions: those used last first, the impossible ones grey at the end. recent: names, latest first."""

    width_at_100 = 460

    def __init__(self, parts: Parts, menus: Menus) -> None:
        super().__init__(parts.window)
        self._parts, self._window, self._menus = parts, parts.window, menus
        self._found: list[str] = []
        self.recent: list[str] = []
        self.field.setPlaceholderText(self.tr("what do you want to do?"))
        self.field.setAccessibleName(self.tr("command"))
        self.nothing.setText(self.tr("no such command"))

    def restore(self, settings: Settings) -> None:
        """Take up what was used last, as far as there is such an action."""
        self.recent = [name for name in settings.words(Key.RECENT_COMMANDS) if name in self._menus.actions]

    def remember(self, settings: Settings) -> None:
        """Keep what was used last."""
        settings.keep_words(Key.RECENT_COMMANDS, self.recent)

    def begin(self) -> None:
        """Appear at the top of the window, empty."""
        self._menus.refresh()
        self._home = self._window.focusWidget() or self._parts.view
        middle = (self._window.width() - round(self.width_at_100 * self.text_scale())) // 2
        self.open_at(QPoint(middle, _FROM_TOP), "")

    def choices(self, text: str) -> list[Choice]:
        wanted = text.strip()
        ranked = []
        for place, entry in enumerate(ACTIONS):
            rank = 0 if not wanted else self._rank(wanted, entry.name)
            if rank < NO_MATCH:
                ranked.append((not self._is_possible(entry.name), rank, self._age(entry.name), place, entry.name))
        self._found = [name for *_, name in sorted(ranked)]
        return [Choice(self._words(name), self._keys(name), self._is_possible(name)) for name in self._found]

    def take(self, row: int) -> None:
        name = self._found[row]
        self.recent = [name, *(each for each in self.recent if each != name)][:MOST_RECENT]
        self._menus.actions[name].trigger()

    def text_scale(self) -> float:
        return self._parts.stage.text_scale

    def _rank(self, wanted: str, name: str) -> int:
        """How well an action's words match; its menu's name, and each word's beginning, match too, but less."""
        text = self._text(name)
        best = min(rank_of(wanted, each) for each in (text, *text.split()))
        return min(best, 2 + rank_of(wanted, self._words(name)))

    def _is_possible(self, name: str) -> bool:
        return self._menus.actions[name].isEnabled()

    def _age(self, name: str) -> int:
        return self.recent.index(name) if name in self.recent else len(self.recent)

    def _text(self, name: str) -> str:
        return plain(self._menus.actions[name].text())

    def _words(self, name: str) -> str:
        menu = next(entry.menu for entry in ACTIONS if entry.name == name)
        return f"{plain(translate('actions', menu))}: {self._text(name)}"

    def _keys(self, name: str) -> str:
        return self._menus.actions[name].shortcut().toString(QKeySequence.SequenceFormat.NativeText)


def plain(text: str) -> str:
    """A menu's text without the marks of its keys."""
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&")
