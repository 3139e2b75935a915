"""The document of one window and its file: how it comes, is saved, and goes; and what others do to the file.

A file that cannot be read leaves what was open alone; a save that fails says why, and nothing is lost. A document
comes in two steps: `fetch` reads it and asks what there is to ask, `take` puts it on the canvas, in this window or in
another one. Which window that is, others know.

A thread reads and writes. What takes no more than a moment is done when its verb returns; of anything longer the window
says how far it is, goes on meanwhile, and what was to follow does so when it has come to its end.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QDateTime, QLocale, QObject, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from treeedit import assets
from treeedit.files.carrier import CARRIERS
from treeedit.files.lock import Holder, Locks
from treeedit.files.paper import SUFFIX
from treeedit.files.sight import Change, Sight
from treeedit.model.about import describe
from treeedit.model.forest import Forest
from treeedit.model.records import Edit
from treeedit.session import Session
from treeedit.window.documents.file_reading import Arrival, Found
from treeedit.window.documents.file_watcher import Watcher
from treeedit.window.documents.file_work import FileWork, Then, nothing
from treeedit.window.documents.opened_example import Example
from treeedit.window.widgets.message_box import ask, tell
from treeedit.window.widgets.messages import Messages
from treeedit.words import QT_TRANSLATE_NOOP, told, translate

_FILTER = QT_TRANSLATE_NOOP("documents", "Trees (*.tree);;All files (*)")
_SOURCES = QT_TRANSLATE_NOOP(
    "documents", "Trees (*.tree);;Pictures that carry a tree (*.png *.svg *.pdf);;All files (*)"
)


class Documents(QObject):
    """What the window's document is called, where it lies, how it comes and goes. It calls opened() when one came.

    moved(path or None): a document has come, or has been saved. open_in: which of all documents has a file open.
    """

    moved = Signal(object)

    def __init__(
        self,
        session: Session,
        locks: Locks,
        open_in: Callable[[Path], Documents | None],
        messages: Messages,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._session, self._locks, self._open_in, self._window = session, locks, open_in, window
        self._say, self._notice = messages.say, messages.notice
        self.path: Path | None = None
        self.hint = ""
        """What tells it apart from another window's document of the same name."""
        self.opened: Callable[[], None] = lambda: None
        self._sight: Sight | None = None
        self._told = Change.NONE
        self._is_only_lost = False
        """Whether nothing is unsaved but for what has become of the file."""
        self._is_untouched = True
        self._is_replaced = False
        """Whether what was fetched last has taken the place of what was here."""
        self.work = FileWork(messages, window)
        self.edits = 0
        """How many there have been here; who waits for something sees by it whether there were some meanwhile."""
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
        self._replace(Arrival(Forest(), is_untouched=True))

    def choose(self) -> list[Path]:
        """Ask for files to open."""
        names, _ = QFileDialog.getOpenFileNames(
            self._window, self.tr("Open"), self._folder(), translate("documents", _SOURCES)
        )
        return [Path(name) for name in names]

    def open_path(self, path: Path) -> bool:
        """Open a file in this window, after the question; whether it is open now."""
        self._is_replaced = False
        self.fetch(path, self._replace)
        return self._is_replaced

    def fetch_quietly(self, path: Path, take: Callable[[Arrival], object], failed: Then) -> bool:
        """Read a file and have it taken, without a word if it cannot be read; whether that is over now.

        failed: follows if it is not taken at the end.
        """

        def arrive(found: Found) -> None:
            take(Arrival(found.forest, path, found.sight, known=found.known))

        return self.work.try_to_read(path, arrive, lambda _: failed(), failed)

    def open_example(self, path: Path) -> bool:
        """Open a copy of an example in this window, to be saved elsewhere."""
        self._is_replaced = False
        self.fetch_example(path, self._replace)
        return self._is_replaced

    def fetch(self, path: Path, take: Callable[[Arrival], object], then: Then = nothing) -> bool:
        """Read a file and have it taken; whether that is over now. If not, `then` follows unless it is cancelled.

        What cannot be read is said, and not taken; nor is it if the user would rather not.
        """
        if self.work.is_opening():
            return True
        holder = self._locks.holder(path)
        choice = 1 if holder is None else self._ask_about_lock(path, holder)
        if choice is None:
            return True
        is_itself = choice == 1 and path.suffix.lower() not in CARRIERS  # a tree out of a picture is not saved over it

        def arrive(found: Found) -> None:
            forest, known, sight = found
            here = Arrival(forest, path, sight, known=known)
            take(here if is_itself else Arrival(forest, is_saved=False, known=known))

        return self.work.read(path, arrive, then)

    def fetch_example(self, path: Path, take: Callable[[Arrival], object]) -> None:
        """Read an example, which will lie nowhere, and have it taken."""
        is_first = path == assets.example_paths()[0]

        def arrive(found: Found) -> None:
            take(Arrival(found.forest, is_untouched=is_first, is_example=True, known=found.known))

        if not self.work.is_opening():
            self.work.read(path, arrive)

    def take(self, arrival: Arrival) -> None:
        """Put a document on the canvas; what was there is let go."""
        self._settle(arrival.path, arrival.sight)
        self._is_untouched = arrival.is_untouched
        self._example = Example(arrival.forest) if arrival.is_example else None
        self._session.open(arrival.forest, arrival.known)
        if not arrival.is_saved:
            self._session.stack.resetClean()
        self.moved.emit(self.path)
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

    def _replace(self, arrival: Arrival) -> None:
        take = partial(self.take, arrival)
        if self.may_leave(take):
            take()
            self._is_replaced = True

    def _ask_about_lock(self, path: Path, holder: Holder) -> int | None:
        """0 for a copy, 1 for the file itself."""
        since = QLocale().toString(QDateTime.fromSecsSinceEpoch(round(holder.since)).time(), "HH:mm")
        what = self.tr("{0} is open in another treeedit (since {1}).").format(path.name, since)
        more = self.tr("If both save it, the one that saves last wins.")
        return ask(self._window, what, more, [self.tr("Open a copy"), self.tr("Open anyway")])

    # --- how it is saved ---

    def save(self, then: Then = nothing) -> bool:
        """Save under its name, or ask for one; whether it is saved now. If it is saved later, `then` follows."""
        if self.work.is_saving():
            return False
        if self.path is None:
            return self.save_as(then)
        return self._may_overwrite(self.path) and self._save(self.path, then)

    def save_as(self, then: Then = nothing) -> bool:
        """Ask for a name and save under it; whether it is saved now. If it is saved later, `then` follows."""
        if self.work.is_saving():
            return False
        path = self._ask_for_name(self.tr("Save as"), self.path or Path(self._folder()) / f"untitled{SUFFIX}")
        return path is not None and self._save(path, then)

    def save_copy(self) -> bool:
        """Write the document elsewhere too. It keeps its name, and stays as unsaved as it is."""
        if self.work.is_saving():
            return False
        own = self.path or Path(self._folder()) / f"untitled{SUFFIX}"
        path = self._ask_for_name(self.tr("Save a copy"), own.with_stem(f"{own.stem}-copy"))
        if path is None:
            return False
        if self._open_in(path) is self:
            return self.save()
        said = self.tr("Saved a copy as {0}").format(path.name)
        return self.work.write(path, self._session.forest.copy(), lambda sight: self._say(said))

    def _ask_for_name(self, title: str, start: Path) -> Path | None:
        """Where to save; None if nowhere, or if another window has that file open."""
        name, _ = QFileDialog.getSaveFileName(self._window, title, str(start), translate("documents", _FILTER))
        if not name:
            return None
        path = Path(name) if Path(name).suffix else Path(name).with_suffix(SUFFIX)
        if self._open_in(path) not in (None, self):
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

    def _save(self, path: Path, then: Then) -> bool:
        done = partial(self._note_saved, path, self.edits)
        return self.work.write(path, self._session.forest.copy(), done, then)

    def _note_saved(self, path: Path, edits: int, sight: Sight) -> None:
        """The file holds the document as it was after so many edits."""
        self._settle(path, sight)
        if edits == self.edits:
            self._session.stack.setClean()
        else:
            self._session.stack.resetClean()  # to go back to the state before leads away from the file, too
        self.moved.emit(self.path)

    # --- how it goes ---

    def may_leave(self, then: Then) -> bool:
        """Whether the document may go: it is saved, has just been saved, or the user lets it go.

        While it is being saved it may not; `then` follows when it is.
        """
        self._session.settle()
        if self.work.saving.is_running:
            self.work.after_saving(then)
            return False
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
        return answer == buttons.Discard or (answer == buttons.Save and self.save(then))

    def leave(self) -> None:
        """Let go of the file when the window closes, and of what is on its way to it."""
        self.work.leave()
        self._settle(None, None)

    def _settle(self, path: Path | None, sight: Sight | None) -> None:
        """Belong to this file from now on: lock it, watch it, and forget what was told of another one."""
        if self.path is not None and self.path != path:
            self._locks.release(self.path)
        if path is not None:
            self._locks.take(path)
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
        if self._sight is None or self.work.is_running():
            return
        change = self._sight.look()
        if change is Change.CONTENT:
            self._session.settle()
        if change is Change.CONTENT and (self._session.stack.isClean() or self._is_only_lost):
            self._follow()
        elif change is not self._told:
            self._tell(change)

    def _follow(self) -> None:
        words = self.tr("{0} has changed on disk and was read again").format(self.name())
        self._reload(partial(self._say, words))

    def _reload(self, then: Then = nothing) -> None:
        """Read the file again, and then do something. The paper stays where it is, and edits that come meanwhile."""
        if self.path is None or self.work.is_opening():
            return
        path, edits = self.path, self.edits

        def take(found: Found) -> None:
            if self.path == path and self.edits == edits:
                self._settle(path, found.sight)
                self._session.open(found.forest, found.known)
                self.moved.emit(self.path)
                then()
            else:
                self._say(self.tr("{0} was edited meanwhile, and is not read again").format(self.name()))
                self.check()

        def fail(why: str) -> None:
            self._say(self.tr("The file could not be read again: {0}").format(why))

        self.work.try_to_read(path, take, fail, lambda: self._say(self.tr("Cancelled: nothing was read again.")))

    def _tell(self, change: Change) -> None:
        self._told = change
        notice, name = self._notice, self.name()
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
        self.edits += 1
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
