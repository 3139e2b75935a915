"""The desk: all windows of this process, and what they share: settings, recent files, locks, unsaved copies.

Rule: a document goes into the window it was asked for in only if nothing is lost by it; else it gets a window of its
own. A file that is open in a window already is shown there.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QPoint, QTimer

from treeedit import assets
from treeedit.files.drafts import clear_soon
from treeedit.files.lock import Locks
from treeedit.files.recovery import Recovery
from treeedit.model.forest import Forest
from treeedit.session import Session
from treeedit.window.documents import last_session
from treeedit.window.documents.document_window import DocumentWindow
from treeedit.window.documents.documents import Documents
from treeedit.window.documents.file_reading import Arrival
from treeedit.window.documents.file_titles import hints
from treeedit.window.documents.recents import Recents
from treeedit.window.settings import Settings

_STEP = QPoint(32, 32)
_AFTER_THE_FIRST_FRAME_MS = 250

Make = Callable[[Session, Settings, "Desk"], DocumentWindow]


class Desk:
    """The windows of this process. `make` makes one; without a folder for its state nothing is locked or recovered."""

    settings: Settings

    def __init__(self, settings: Settings, make: Make, state: Path | None = None) -> None:
        self.settings, self._make = settings, make
        self.recents = Recents(settings)
        self.locks = Locks(state and state / "locks")
        self.recovery = Recovery(state and state / "unsaved")
        self.windows: list[DocumentWindow] = []
        self._is_quitting = False

    # --- the start and the end ---

    def start(self, paths: Iterable[Path]) -> None:
        """Open and show a window for each file; without one, what was open last, or the running example."""
        wanted = list(paths)
        for path in wanted:
            self._start_on(path)
        if not wanted and last_session.is_wanted(self.settings):
            self._reopen()
        if not self.windows:
            window = self._window()
            window.documents.open_example(assets.example_paths()[0])
            _show(window)
        QTimer.singleShot(_AFTER_THE_FIRST_FRAME_MS, self.offer_lost)
        QTimer.singleShot(_AFTER_THE_FIRST_FRAME_MS, self.clear_drafts)

    def offer_lost(self) -> None:
        """Offer the documents that a crash or a kill has left behind, if there are any."""
        lost = self.recovery.lost()
        if lost and self.windows:
            from treeedit.window.documents.recovery_dialog import RecoveryDialog

            window = self.windows[0]
            RecoveryDialog(lost, self.recovery, partial(self.restore, window), window.view.stage.look, window).open()

    def clear_drafts(self) -> threading.Thread:
        """Remove what killed saves have left in the folders in use; gives the thread that does it."""
        return clear_soon([*self.recovery.files(), *self.recents.paths()])

    def quit(self) -> None:
        """Close every window, after the question of each; the first Cancel leaves all of them open."""
        self._leave_all({})

    def _leave_all(self, answered: dict[DocumentWindow, int]) -> None:
        """Go on with quitting, which waits for what is being saved. answered: after how many edits a window was asked.

        One that was edited since is asked again.
        """
        for window in list(self.windows):
            edits = window.documents.edits
            if answered.get(window) == edits:
                continue
            if not window.session.stack.isClean():
                self.bring_forward(window)
            if not window.documents.may_leave(partial(self._leave_all, answered)):
                return
            answered[window] = window.documents.edits
        self.remember()
        self._is_quitting = True
        for window in list(self.windows):
            window.close_unasked()

    def remember(self) -> None:
        """Note the windows for the next start."""
        last_session.remember(self.settings, self.windows)

    def end(self) -> None:
        """Wait until what is unsaved is written, and what is saved has lost its copy."""
        for window in list(self.windows):
            window.session.end()
        self.recovery.finish()

    def _start_on(self, path: Path) -> None:
        open_already = self.window_of(path)
        if open_already is None:
            window = self._window(self.windows[-1] if self.windows else None)
            window.documents.fetch(path, partial(self._fill, window))
            _show(window)

    def _reopen(self) -> None:
        """Bring the last windows back, those aside that another process has open or that cannot be read now."""
        for left in last_session.remembered(self.settings):
            path = Path(left.path)
            if self.locks.holder(path) is None and self.window_of(path) is None:
                self._bring_back(path, left)

    def _bring_back(self, path: Path, left: last_session.Left) -> None:
        """Bring a window back; what takes long to read is stood when it is there."""
        window = self._window()

        def take(arrival: Arrival) -> None:
            if self._fill(window, arrival) is window and window.isVisible():
                last_session.stand(window, left)

        is_over = window.documents.fetch_quietly(path, take, partial(self._let_go, window))
        if window in self.windows:
            _show(window)
            if is_over:
                last_session.stand(window, left)

    def _fill(self, window: DocumentWindow, arrival: Arrival) -> DocumentWindow:
        """Put a document into the window that was made for it, or beside what has come there meanwhile.

        A window that stays empty, as the document has come to another one meanwhile, is closed. Gives the window.
        """
        there = self._put(window, arrival)
        if there is not window:
            self._let_go(window)
        return there

    def _let_go(self, window: DocumentWindow) -> None:
        """Close a window whose document did not come, unless another one is there, or no other window is seen."""
        if not window.documents.is_pristine():
            return
        if not window.isVisible() or len(self.windows) > 1:
            window.close_unasked()
        else:
            window.documents.open_example(assets.example_paths()[0])

    # --- documents and their windows ---

    def new(self, window: DocumentWindow) -> None:
        """An empty canvas."""
        self._put(window, Arrival(Forest(), is_untouched=True))

    def open(self, window: DocumentWindow) -> None:
        """Ask for files and open them."""
        self.open_paths(window, window.documents.choose())

    def open_paths(self, window: DocumentWindow, paths: Iterable[Path]) -> None:
        """Open files, asked for in this window."""
        rest = list(paths)
        while rest:
            path = rest.pop(0)
            there = self.window_of(path)
            if there is not None:
                self.bring_forward(there)
            elif not window.documents.fetch(path, partial(self._put, window), partial(self.open_paths, window, rest)):
                return

    def open_example(self, window: DocumentWindow, path: Path) -> None:
        """Open a copy of an example."""
        window.documents.fetch_example(path, partial(self._put, window))

    def restore(self, window: DocumentWindow, arrival: Arrival, key: str) -> None:
        """Put a recovered document into a window: that of its file if nothing was edited there, else a fitting one."""
        there = None if arrival.path is None else self.window_of(arrival.path)
        if there is not None and there.session.stack.isClean():
            there.documents.take(arrival)
            there.keeper.adopt(key)
        else:
            is_free = there is None and (arrival.path is None or self.locks.holder(arrival.path) is None)
            fitting = arrival if is_free else Arrival(arrival.forest, is_saved=False)
            self._put(window, fitting).keeper.adopt(key)

    def documents_of(self, path: Path) -> Documents | None:
        """The document that lies in this file, of whichever window."""
        there = self.window_of(path)
        return None if there is None else there.documents

    def window_of(self, path: Path) -> DocumentWindow | None:
        """The window that has this file open, by whatever name."""
        real = os.path.realpath(path)
        return next((each for each in self.windows if (own := each.documents.path) and _is(own, real)), None)

    def bring_forward(self, window: DocumentWindow) -> None:
        """Show a window before the others."""
        if window.isMinimized():
            window.showNormal()
        window.show()
        window.raise_()
        window.activateWindow()

    def _put(self, window: DocumentWindow, arrival: Arrival) -> DocumentWindow:
        """Put a document into the window if nothing is lost by it, else into a new one beside it."""
        there = None if arrival.path is None or not arrival.is_saved else self.window_of(arrival.path)
        if there is not None:  # it was opened there while it was read here
            self.bring_forward(there)
            return there
        if window.documents.is_pristine():
            window.session.settle()  # what is being typed there is an edit, too
        if window.documents.is_pristine():
            window.documents.take(arrival)
            return window
        other = self._window(window)
        other.documents.take(arrival)
        _show(other)
        return other

    def _window(self, beside: DocumentWindow | None = None) -> DocumentWindow:
        window = self._make(Session(Forest()), self.settings, self)
        if beside is not None:
            _cascade(window, beside)
        return window

    # --- what windows tell ---

    def join(self, window: DocumentWindow) -> None:
        """A window is there."""
        self.windows.append(window)
        window.documents.moved.connect(self._note_moved)

    def _note_moved(self, path: Path | None) -> None:
        """A window's document has come, or has been saved."""
        if path is not None:
            self.recents.add(path.absolute())
        self._name_windows()

    def left(self, window: DocumentWindow) -> None:
        """A window is closed; the last one is what the next start brings back."""
        if window not in self.windows:
            return
        if len(self.windows) == 1 and not self._is_quitting:
            self.remember()
        self.windows.remove(window)
        self._name_windows()

    def _name_windows(self) -> None:
        """Tell windows apart whose files have the same name."""
        known = hints(path for each in self.windows if (path := each.documents.path) is not None)
        for each in self.windows:
            each.documents.hint = "" if each.documents.path is None else known[each.documents.path]
            each.setWindowTitle(each.documents.title())


def _is(path: Path, real: str) -> bool:
    return os.path.normcase(os.path.realpath(path)) == os.path.normcase(real)


def _show(window: DocumentWindow) -> None:
    window.show()
    window.view.fit()


def _cascade(window: DocumentWindow, beside: DocumentWindow) -> None:
    """Stand a step beside another window, from the corner of the screen again where the step leads off it."""
    room = beside.screen().availableGeometry()
    window.resize(beside.size())
    place = beside.pos() + _STEP
    if not room.contains(place + QPoint(window.width(), window.height())):
        place = room.topLeft() + (_STEP if beside.pos() == room.topLeft() else QPoint())
    window.move(place)
