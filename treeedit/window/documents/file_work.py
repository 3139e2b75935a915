"""Reading and writing for a window, each in a thread and one at a time, and what the user hears of it.

What takes no more than a moment is done when a verb returns; of anything longer the window says how far it is, goes on
meanwhile, and what was to follow does so when it has come to its end.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from treeedit.files.fault import FileError
from treeedit.files.sight import Sight
from treeedit.model.forest import Forest
from treeedit.window.documents.file_reading import Found, found_in, written_to
from treeedit.window.widgets.background_work import Work
from treeedit.window.widgets.message_box import tell
from treeedit.window.widgets.messages import Messages
from treeedit.words import translate

HEAD_START_S = 0.1
"""What is read or written within so many seconds is waited for."""
_LAST_WORD_S = 10.0
"""How long a window that closes waits for what is being written."""

Then = Callable[[], object]


def nothing() -> None:
    """What follows where nothing does."""


class FileWork(QObject):
    """What is being read into a window, and what is being written from it."""

    def __init__(self, messages: Messages, window: QWidget) -> None:
        super().__init__(window)
        self._say, self._window = messages.say, window
        self.opening, self.saving = Work(messages.lines, self), Work(messages.lines, self)
        self.saving.given_up = self._say_not_saved
        self._after_saving: list[Then] = []

    def read(self, path: Path, done: Callable[[Found], object], then: Then = nothing) -> bool:
        """Read a file; whether that is over now. If not, `then` follows unless it is cancelled.

        What cannot be read is told.
        """
        return self.try_to_read(path, done, self._tell_unread, self._say_not_opened, then)

    def try_to_read(
        self,
        path: Path,
        done: Callable[[Found], object],
        failed: Callable[[str], object],
        given_up: Then,
        then: Then = nothing,
    ) -> bool:
        """Read a file; `failed` gets the sentence if that cannot be done."""
        is_late = False

        def take(found: Found) -> None:
            done(found)
            if is_late:
                then()

        def fail(fault: Exception) -> None:
            failed(_sentence(fault))
            if is_late:
                then()

        self.opening.given_up = given_up
        words = self.tr("Opening {0}…").format(path.name)
        self.opening.begin(words, partial(found_in, path), take, fail, HEAD_START_S, is_lasting=False)
        is_late = self.opening.is_running
        return not is_late

    def write(self, path: Path, forest: Forest, done: Callable[[Sight], object], then: Then = nothing) -> bool:
        """Write a document that nobody changes; whether that is done now. If it is done later, `then` follows."""
        is_done = is_late = False

        def end(sight: Sight) -> None:
            nonlocal is_done
            is_done = True
            done(sight)
            waiting, self._after_saving = self._after_saving, []
            for follow in ([then] if is_late else []) + waiting:
                follow()

        words = self.tr("Saving {0}…").format(path.name)
        self.saving.begin(words, partial(written_to, path, forest), end, self._tell_unsaved, HEAD_START_S)
        is_late = True
        return is_done

    def after_saving(self, then: Then) -> None:
        """Let something follow what is being written, and show how far that is."""
        self._after_saving.append(then)
        self.saving.tell()

    def is_running(self) -> bool:
        """Whether something is being read or written."""
        return self.opening.is_running or self.saving.is_running

    def is_opening(self) -> bool:
        """Whether a file is being read already, which is said."""
        if self.opening.is_running:
            self._say(self.tr("Another file is being opened: wait for it, or cancel it."))
            self.opening.tell()
        return self.opening.is_running

    def is_saving(self) -> bool:
        """Whether the document is being written already, which is said."""
        if self.saving.is_running:
            self._say(self.tr("The document is being saved already: wait for it, or cancel it."))
            self.saving.tell()
        return self.saving.is_running

    def leave(self) -> None:
        """End what is being read; what is being written comes to its end."""
        self.opening.cancel()
        self.saving.leave(_LAST_WORD_S)

    def _say_not_opened(self) -> None:
        self._say(self.tr("Cancelled: nothing was opened."))

    def _say_not_saved(self) -> None:
        self._after_saving = []
        self._say(self.tr("Cancelled: nothing was saved."))

    def _tell_unread(self, why: str) -> None:
        tell(self._window, self.tr("The file could not be opened."), why)

    def _tell_unsaved(self, fault: Exception) -> None:
        self._after_saving = []
        tell(self._window, self.tr("The document could not be saved."), _sentence(fault))


def _sentence(fault: Exception) -> str:
    """What is wrong with a file; a fault that nobody foresaw is not ours to explain."""
    if not isinstance(fault, FileError | MemoryError):
        raise fault
    return str(fault) or translate("documents", "There is not enough memory.")
