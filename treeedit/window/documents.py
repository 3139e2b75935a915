"""The document of one window and its file: how it comes, is saved, and goes; and what others do to the file.

A file that cannot be read leaves what was open alone; a save that fails says why, and nothing is lost. A document
comes in two steps: `fetch` reads it and asks what there is to ask, `take` puts it on the canvas, in this window or in
another one. Which window that is, the desk knows.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QDateTime, QLocale, QObject, Qt
from PySide6.QtWidgets import QFileDialog, QMessageBox

from treeedit import assets
from treeedit.files.carrier import CARRIERS
from treeedit.files.fault import FileError
from treeedit.files.paper import SUFFIX, load, write_forest
from treeedit.files.sight import Change, Sight
from treeedit.files.writer import write_atomically
from treeedit.model.about import describe
from treeedit.model.forest import Forest, expression_of
from treeedit.model.records import Edit, Expression, Operation
from treeedit.session import Session
from treeedit.window.questions import ask, tell
from treeedit.window.watching import Watcher
from treeedit.words import QT_TRANSLATE_NOOP, told, translate

if TYPE_CHECKING:
    from treeedit.files.lock import Holder
    from treeedit.window.main import MainWindow

_FILTER = QT_TRANSLATE_NOOP("documents", "Trees (*.tree);;All files (*)")
_SOURCES = QT_TRANSLATE_NOOP(
    "documents", "Trees (*.tree);;Pictures that carry a tree (*.png *.svg *.pdf);;All files (*)"
)

_MOST_COMPARED = 500
"""Nodes: what is larger was not made by hand out of an example."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """A document on its way to a window: where it lies (if anywhere), how its file was seen, whether all is saved."""

    forest: Forest
    path: Path | None = None
    sight: Sight | None = None
    is_saved: bool = True
    is_untouched: bool = False
    is_example: bool = False


class Example:
    """What an example was as it was opened: its functions, and what it says of itself."""

    def __init__(self, forest: Forest) -> None:
        self._functions = _functions_of(forest)
        self._about = dict(forest.about)

    def is_gone_from(self, forest: Forest) -> bool:
        """Whether its words still stand over a document that has none of its functions any more."""
        is_described = forest.about == self._about and len(forest.nodes) <= _MOST_COMPARED
        return is_described and self._functions.isdisjoint(_functions_of(forest))


def _functions_of(forest: Forest) -> set[Expression]:
    return {expression_of(forest, node) for node, each in forest.nodes.items() if isinstance(each, Operation)}


class Documents(QObject):
    """What the window's document is called, where it lies, how it comes and goes. It calls opened() when one came."""

    def __init__(self, session: Session, window: MainWindow) -> None:
        super().__init__(window)
        self._session, self._window, self._desk = session, window, window.desk
        self.path: Path | None = None
        self.hint = ""
        """What tells it apart from another window's document of the same name."""
        self.opened: Callable[[], None] = lambda: None
        self._sight: Sight | None = None
        self._told = Change.NONE
        self._is_only_lost = False
        """Whether nothing is unsaved but for what has become of the file."""
        self._is_untouched = True
        self._example: Example | None = None
        session.completions.append(self._outdated)
        self._watcher = Watcher(self)
        self._watcher.noticed = self.check
        session.edited.connect(self._note_edit)

    def _outdated(self, edit: Edit) -> Edit:
        """The words of an example go with the last of its trees: they would be wrong about any other."""
        forest = self._session.forest
        is_left = self._example is not None and edit.nodes and self._example.is_gone_from(forest)
        return describe(forest, "", "") if is_left else Edit()

    # --- what it is called ---

    def name(self) -> str:
        """What the document is called: by its file, else its title."""
        about = self._session.forest.about.get("title", "")
        return (about or self.tr("Untitled")) if self.path is None else self.path.name

    def title(self) -> str:
        """What the window's title calls the document; Qt puts the unsaved mark at [*], and writes [*][*] as [*]."""
        name = f"{self.name()} ({self.hint})" if self.hint else self.name()
        return f"{name.replace('[*]', '[*][*]')}[*] – treeedit"

    def seen(self) -> str:
        """The digest of its file as it was read or written last; "" if there is none."""
        return "" if self._sight is None else self._sight.seen

    def is_pristine(self) -> bool:
        """Whether another document may take its place without a loss: it is the first example, or empty."""
        stack = self._session.stack
        return self.path is None and stack.isClean() and stack.count() == 0 and self._is_untouched

    # --- how it comes ---

    def new(self) -> None:
        """An empty canvas in this window, after the question."""
        if self.may_leave():
            self.take(Arrival(Forest(), is_untouched=True))

    def choose(self) -> list[Path]:
        """Ask for files to open."""
        names, _ = QFileDialog.getOpenFileNames(
            self._window, self.tr("Open"), self._folder(), translate("documents", _SOURCES)
        )
        return [Path(name) for name in names]

    def open_path(self, path: Path) -> bool:
        """Open a file in this window, after the question; whether it is open now."""
        return self._replace(self.fetch(path))

    def open_quietly(self, path: Path) -> bool:
        """Open a file in a fresh window without a word if it cannot be read; whether it is open now."""
        sight = Sight(path)
        try:
            self.take(Arrival(load(path), path, sight))
        except FileError:
            return False
        return True

    def open_example(self, path: Path) -> bool:
        """Open a copy of an example in this window, to be saved elsewhere."""
        return self._replace(self.fetch_example(path))

    def fetch(self, path: Path) -> Arrival | None:
        """Read a file; None if it cannot be read, which is said, or if the user would rather not."""
        holder = self._desk.locks.holder(path)
        choice = 1 if holder is None else self._ask_about_lock(path, holder)
        if choice is None:
            return None
        sight = Sight(path)
        forest = self._read(path)
        if forest is None:
            return None
        is_itself = choice == 1 and path.suffix.lower() not in CARRIERS  # a tree out of a picture is not saved over it
        return Arrival(forest, path, sight) if is_itself else Arrival(forest, is_saved=False)

    def fetch_example(self, path: Path) -> Arrival | None:
        """Read an example, which will lie nowhere; None if it cannot be read."""
        forest = self._read(path)
        return (
            None if forest is None else Arrival(forest, is_untouched=path == assets.example_paths()[0], is_example=True)
        )

    def take(self, arrival: Arrival) -> None:
        """Put a document on the canvas; what was there is let go."""
        self._settle(arrival.path, arrival.sight)
        self._is_untouched = arrival.is_untouched
        self._example = Example(arrival.forest) if arrival.is_example else None
        self._session.open(arrival.forest)
        if not arrival.is_saved:
            self._session.stack.resetClean()
        self._desk.moved(self._window)
        self.opened()
        if not arrival.is_saved:
            self.check()

    def revert(self) -> None:
        """Go back to what the file holds, after a question."""
        if self.path is None:
            return
        what = self.tr("Go back to {0} as it was saved?").format(self.path.name)
        more = self.tr("The changes since then, and the undo steps, are lost.")
        if ask(self._window, what, more, [self.tr("Revert")]) is not None:
            self._reload()

    def _replace(self, arrival: Arrival | None) -> bool:
        if arrival is None or not self.may_leave():
            return False
        self.take(arrival)
        return True

    def _read(self, path: Path) -> Forest | None:
        try:
            return load(path)
        except FileError as error:
            tell(self._window, self.tr("The file could not be opened."), str(error))
            return None

    def _ask_about_lock(self, path: Path, holder: Holder) -> int | None:
        """0 for a copy, 1 for the file itself."""
        since = QLocale().toString(QDateTime.fromSecsSinceEpoch(round(holder.since)).time(), "HH:mm")
        what = self.tr("{0} is open in another treeedit (since {1}).").format(path.name, since)
        more = self.tr("If both save it, the one that saves last wins.")
        return ask(self._window, what, more, [self.tr("Open a copy"), self.tr("Open anyway")])

    # --- how it is saved ---

    def save(self) -> bool:
        """Save under its name, or ask for one; whether it is saved."""
        if self.path is None:
            return self.save_as()
        return self._may_overwrite(self.path) and self._save(self.path)

    def save_as(self) -> bool:
        """Ask for a name and save under it; whether it is saved."""
        path = self._ask_for_name(self.tr("Save as"), self.path or Path(self._folder()) / f"untitled{SUFFIX}")
        return path is not None and self._save(path)

    def save_copy(self) -> bool:
        """Write the document elsewhere too. It keeps its name, and stays as unsaved as it is."""
        own = self.path or Path(self._folder()) / f"untitled{SUFFIX}"
        path = self._ask_for_name(self.tr("Save a copy"), own.with_stem(f"{own.stem}-copy"))
        if path is None:
            return False
        if self._desk.window_of(path) is self._window:
            return self.save()
        if self._write(path) is None:
            return False
        self._window.say(self.tr("Saved a copy as {0}").format(path.name))
        return True

    def _ask_for_name(self, title: str, start: Path) -> Path | None:
        """Where to save; None if nowhere, or if another window has that file open."""
        name, _ = QFileDialog.getSaveFileName(self._window, title, str(start), translate("documents", _FILTER))
        if not name:
            return None
        path = Path(name) if Path(name).suffix else Path(name).with_suffix(SUFFIX)
        if self._desk.window_of(path) not in (None, self._window):
            why = self.tr("{0} is open in another window. Close it there, or choose another name.").format(path.name)
            tell(self._window, self.tr("The document could not be saved."), why)
            return None
        return path

    def _may_overwrite(self, path: Path) -> bool:
        if self._sight is None or self._sight.look() not in (Change.CONTENT, Change.BROKEN):
            return True
        what = self.tr("{0} has changed on disk since it was opened.").format(path.name)
        more = self.tr("Saving replaces what another program has written.")
        return ask(self._window, what, more, [self.tr("Replace")]) is not None

    def _save(self, path: Path) -> bool:
        data = self._write(path)
        if data is None:
            return False
        self._settle(path, Sight(path, data))
        self._session.stack.setClean()
        self._desk.moved(self._window)
        return True

    def _write(self, path: Path) -> bytes | None:
        try:
            data = write_forest(self._session.forest)
            write_atomically(path, data)
        except FileError as error:
            tell(self._window, self.tr("The document could not be saved."), str(error))
            return None
        return data

    # --- how it goes ---

    def may_leave(self) -> bool:
        """Whether the document may go: it is saved, has just been saved, or the user lets it go."""
        self._session.settle()
        if self._session.stack.isClean():
            return True
        box = QMessageBox(self._window)
        box.setIcon(QMessageBox.Icon.Question)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(told(self.tr("Save the changes to {0}?").format(self.name())))
        box.setInformativeText(self.tr("They are lost otherwise."))
        buttons = QMessageBox.StandardButton
        box.setStandardButtons(buttons.Save | buttons.Discard | buttons.Cancel)
        box.setDefaultButton(buttons.Save)
        answer = box.exec()
        return answer == buttons.Discard or (answer == buttons.Save and self.save())

    def leave(self) -> None:
        """Let go of the file when the window closes."""
        self._settle(None, None)

    def _settle(self, path: Path | None, sight: Sight | None) -> None:
        """Belong to this file from now on: lock it, watch it, and forget what was told of another one."""
        if self.path is not None and self.path != path:
            self._desk.locks.release(self.path)
        if path is not None:
            self._desk.locks.take(path)
        self.path, self._sight, self._is_only_lost = path, sight, False
        self._tell(Change.NONE)
        self._watcher.watch(path)

    def _folder(self) -> str:
        return str(Path.home() if self.path is None else self.path.parent)

    # --- what others do to its file ---

    def check(self) -> None:
        """See what has become of the file: follow it if nothing was edited here, else let the user choose.

        Of a file that is gone or broken, what is here is all that is left: it is unsaved.
        """
        if self._sight is None:
            return
        change = self._sight.look()
        if change is Change.CONTENT:
            self._session.settle()
        if change is Change.CONTENT and (self._session.stack.isClean() or self._is_only_lost):
            self._follow()
        elif change is not self._told:
            self._tell(change)

    def _follow(self) -> None:
        if self._reload():
            self._window.say(self.tr("{0} has changed on disk and was read again").format(self.name()))

    def _reload(self) -> bool:
        """Read the file again; whether that was possible. The paper stays where it is."""
        assert self.path is not None
        sight = Sight(self.path)
        try:
            forest = load(self.path)
        except FileError as error:
            self._window.say(self.tr("The file could not be read again: {0}").format(error))
            return False
        self._settle(self.path, sight)
        self._session.open(forest)
        self._desk.moved(self._window)
        return True

    def _tell(self, change: Change) -> None:
        self._told = change
        notice, name = self._window.notice, self.name()
        if change is Change.NONE:
            notice.withdraw()
            if self._is_only_lost:
                self._session.stack.setClean()
        elif change is Change.CONTENT:
            words = self.tr("{0} has changed on disk, and here.").format(name)
            notice.show_answers(words, (self.tr("Reload"), self._reload), (self.tr("Keep mine"), self._keep_mine))
        else:
            self._lose()
            words = self.tr("{0} is no longer on the disk. What is here is unsaved.").format(name)
            if change is Change.BROKEN and self._sight is not None:
                broken = self.tr("{0} has been broken on the disk ({1}). What is here is unsaved.")
                words = broken.format(name, self._sight.fault)
            notice.show_answers(words, (self.tr("Save again"), self._save_again), (self.tr("Later"), notice.withdraw))

    def _lose(self) -> None:
        """What is here is unsaved, as its file does not hold it any more."""
        self._is_only_lost = self._is_only_lost or self._session.stack.isClean()
        self._session.stack.resetClean()

    def _note_edit(self, _edit: object) -> None:
        self._is_only_lost = False

    def _save_again(self) -> None:
        """Save over what was told of; what has come since then is asked about."""
        assert self._sight is not None
        self._sight.accept()
        self.save()

    def _keep_mine(self) -> None:
        assert self._sight is not None
        self._sight.accept()
        self._told = Change.NONE
