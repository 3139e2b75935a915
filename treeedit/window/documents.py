"""The document and its file: new, open, save, and the question before work is lost.

A file that cannot be read leaves what was open alone; a save that fails says why, and nothing is lost.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from treeedit.files.fault import FileError
from treeedit.files.paper import SUFFIX, load, save
from treeedit.model.forest import Forest
from treeedit.session import Session

_FILTER = "Trees (*.tree);;All files (*)"


class Documents(QObject):
    """What the window's document is called, where it lies, how it comes and goes. It calls opened() when one came."""

    def __init__(self, session: Session, window: QWidget) -> None:
        super().__init__(window)
        self._session, self._window = session, window
        self.path: Path | None = None
        self.opened: Callable[[], None] = lambda: None

    def title(self) -> str:
        """What the window's title calls the document; Qt puts the unsaved mark at [*], and writes [*][*] as [*]."""
        about = self._session.forest.about.get("title", "")
        name = (about or self.tr("Untitled")) if self.path is None else self.path.name
        return f"{name.replace('[*]', '[*][*]')}[*] – treeedit"

    def new(self) -> None:
        """An empty canvas, after the question."""
        if self.may_leave():
            self._take(Forest(), None)

    def open(self) -> None:
        """Ask for a file and open it, after the question."""
        name, _ = QFileDialog.getOpenFileName(self._window, self.tr("Open"), self._folder(), self.tr(_FILTER))
        if name:
            self.open_path(Path(name))

    def open_path(self, path: Path) -> bool:
        """Open a file, after the question; whether it is open now."""
        return self._open(path, path)

    def open_example(self, path: Path) -> bool:
        """Open a copy of an example, which is saved elsewhere."""
        return self._open(path, None)

    def _open(self, path: Path, place: Path | None) -> bool:
        try:
            forest = load(path)
        except FileError as error:
            self._say(self.tr("The file could not be opened."), str(error))
            return False
        if not self.may_leave():
            return False
        self._take(forest, place)
        return True

    def save(self) -> bool:
        """Save under its name, or ask for one; whether it is saved."""
        return self.save_as() if self.path is None else self._save(self.path)

    def save_as(self) -> bool:
        """Ask for a name and save under it; whether it is saved."""
        start = str(self.path or Path(self._folder()) / f"untitled{SUFFIX}")
        name, _ = QFileDialog.getSaveFileName(self._window, self.tr("Save as"), start, self.tr(_FILTER))
        if not name:
            return False
        path = Path(name)
        return self._save(path if path.suffix else path.with_suffix(SUFFIX))

    def _save(self, path: Path) -> bool:
        try:
            save(self._session.forest, path)
        except FileError as error:
            self._say(self.tr("The document could not be saved."), str(error))
            return False
        self.path = path
        self._session.stack.setClean()
        self._window.setWindowTitle(self.title())
        return True

    def may_leave(self) -> bool:
        """Whether the document may go: it is saved, has just been saved, or the user lets it go."""
        if self._session.stack.isClean():
            return True
        box = QMessageBox(self._window)
        box.setIcon(QMessageBox.Icon.Question)
        box.setTextFormat(Qt.TextFormat.PlainText)
        name = self.tr("Untitled") if self.path is None else self.path.name
        box.setText(self.tr("Save the changes to {0}?").format(name))
        box.setInformativeText(self.tr("They are lost otherwise."))
        buttons = QMessageBox.StandardButton
        box.setStandardButtons(buttons.Save | buttons.Discard | buttons.Cancel)
        box.setDefaultButton(buttons.Save)
        answer = box.exec()
        return answer == buttons.Discard or (answer == buttons.Save and self.save())

    def _take(self, forest: Forest, path: Path | None) -> None:
        self.path = path
        self._session.open(forest)
        self._window.setWindowTitle(self.title())
        self.opened()

    def _folder(self) -> str:
        return str(Path.home() if self.path is None else self.path.parent)

    def _say(self, what: str, why: str) -> None:
        box = QMessageBox(QMessageBox.Icon.Warning, "treeedit", what, QMessageBox.StandardButton.Ok, self._window)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setInformativeText(why)
        box.exec()
