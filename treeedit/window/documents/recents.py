"""The files that were opened or saved last, and the menu that offers them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import msgspec
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from treeedit.window.documents.file_titles import shortened
from treeedit.window.settings import Key, Settings

MOST = 12


class Recents:
    """Up to MOST files, the newest first, kept in the settings that all processes share."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def paths(self) -> list[Path]:
        """The files, whether they are still there or not."""
        self._settings.refresh()
        try:
            found = msgspec.json.decode(self._settings.text(Key.RECENT_FILES, "[]"), type=list[str])
        except (msgspec.DecodeError, UnicodeEncodeError):
            return []
        return [Path(each) for each in dict.fromkeys(found) if each and "\0" not in each][:MOST]

    def add(self, path: Path) -> None:
        """Put a file first."""
        self._keep([path, *(each for each in self.paths() if each != path)])

    def clear(self) -> None:
        """Forget all."""
        self._keep([])

    def _keep(self, paths: list[Path]) -> None:
        texts = [str(path).encode(errors="replace").decode() for path in paths[:MOST]]
        self._settings.keep(Key.RECENT_FILES, msgspec.json.encode(texts).decode())
        self._settings.save()


class RecentMenu(QMenu):
    """Offers the files each time it is shown. It calls chosen(path)."""

    def __init__(self, recents: Recents, parent: QWidget) -> None:
        super().__init__(parent)
        self.setTitle(self.tr("Open &recent"))
        self.chosen: Callable[[Path], None] = lambda path: None
        self._recents = recents
        self._clear = QAction(self.tr("&Clear the list"), parent)  # clear() would delete the menu's own
        self.aboutToShow.connect(self.fill)
        self.triggered.connect(self._choose)
        self.fill()

    def fill(self) -> None:
        """Offer what is known now; files that are gone are greyed."""
        self.clear()
        paths = self._recents.paths()
        for number, path in enumerate(paths, 1):
            action = self.addAction(_words(number, path))
            action.setData(str(path))
            action.setEnabled(_is_there(path))
        if not paths:
            self.addAction(self.tr("No file yet")).setEnabled(False)
        self.addSeparator()
        self._clear.setEnabled(bool(paths))
        self.addAction(self._clear)

    def _choose(self, action: QAction) -> None:
        if action is self._clear:
            self._recents.clear()
        else:
            self.chosen(Path(action.data()))


def _words(number: int, path: Path) -> str:
    words = "{0} – {1}" if _is_there(path) else QCoreApplication.translate("RecentMenu", "{0} – {1} (not there)")
    name = words.format(path.name, shortened(path.parent)).replace("&", "&&")
    return f"&{number} {name}" if number < 10 else name


def _is_there(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:
        return False
