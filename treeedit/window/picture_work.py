"""Long work in a thread of its own, while the window stays alive; after half a second it says how far it is.

The thread touches nothing of the window: it leaves word of what is done, and a clock of the user's thread looks for
it. Rule: one piece of work at a time; to cancel it is to forget it, wherever it is.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QProgressBar, QVBoxLayout, QWidget

from treeedit.model.patience import Cancelled, Tick

PATIENCE_MS = 500
_LOOK_MS = 25
_PARTS = 1000
_WIDE = 380
_PROMPT_S = 0.1
"""How long the user's thread waits for work that is cancelled; then it goes on without it."""


class Job:
    """A function that runs in a thread of its own, and what comes out of it. It knows no Qt."""

    def __init__(self, make: Callable[[Tick], object]) -> None:
        self._make = make
        self.share = 0.0
        self.result: object = None
        self.fault: Exception | None = None
        self.is_cancelled = False
        self._thread = threading.Thread(target=self._run, name="export")
        self._thread.start()

    def cancel(self) -> None:
        """Let it end as soon as it asks, which is a matter of milliseconds."""
        self.is_cancelled = True

    def is_done(self) -> bool:
        """Whether it has come to an end of whatever kind."""
        return not self._thread.is_alive()

    def wait(self, seconds: float | None = None) -> None:
        """Wait for its end."""
        self._thread.join(seconds)

    def _tick(self, share: float) -> None:
        if self.is_cancelled:
            raise Cancelled
        self.share = share

    def _run(self) -> None:
        try:
            self.result = self._make(self._tick)
        except Cancelled:
            self.is_cancelled = True
        except Exception as fault:  # whatever it is, it is for the user's thread to tell
            self.fault = fault


class Waiting(QDialog):
    """Says how far a piece of work is; Cancel and Escape end it. Where it cannot be said, the bar only moves."""

    def __init__(self, words: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("treeedit")
        self.setWindowModality(Qt.WindowModality.WindowModal)
        label = QLabel(words)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        self.bar = QProgressBar()
        self.bar.setAccessibleName(words)
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(label)
        column.addWidget(self.bar)
        column.addWidget(buttons)
        self.setMinimumWidth(_WIDE)

    def show_share(self, share: float) -> None:
        """Say how much is done; nothing yet tells nothing."""
        if share > 0.0:
            self.bar.setRange(0, _PARTS)
            self.bar.setValue(round(share * _PARTS))


class Work(QObject):
    """One piece of work at a time, over a window. It calls given_up() when the user would rather not have it."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._job: Job | None = None
        self._done: Callable[[Any], None] = lambda result: None
        self._failed: Callable[[Exception], None] = lambda fault: None
        self._words = ""
        self._left: list[Job] = []
        self.dialog: Waiting | None = None
        self.given_up: Callable[[], None] = lambda: None
        self._clock = QTimer(self)
        self._clock.setInterval(_LOOK_MS)
        self._clock.timeout.connect(self._look)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(PATIENCE_MS)
        self._patience.timeout.connect(self._show)

    @property
    def is_running(self) -> bool:
        """Whether something is being done."""
        return self._job is not None

    def begin(
        self,
        words: str,
        make: Callable[[Tick], object],
        done: Callable[[Any], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """Begin, unless something is being done already; `done` or `failed` is called here, or nothing if cancelled."""
        if self._job is not None:
            return
        self._words, self._done, self._failed = words, done, failed
        self._job = Job(make)
        self._clock.start()
        self._patience.start()

    def cancel(self) -> None:
        """Forget what is being done. It ends by itself where it next asks, without a trace."""
        job = self._job
        if job is not None:
            job.cancel()
            job.wait(_PROMPT_S)
            self._left = [each for each in (*self._left, job) if not each.is_done()]
            self._end()

    def finish(self, seconds: float | None = None) -> None:
        """Wait for the end of what is being done; after so many seconds, if they are given, forget it."""
        if self._job is not None:
            self._job.wait(seconds)
            self._look()
            self.cancel()

    def leave(self, seconds: float) -> None:
        """Let what is being done come to its end, if that is a matter of so many seconds; then nothing runs here."""
        self.finish(seconds)
        for job in self._left:
            job.wait()

    def _look(self) -> None:
        job = self._job
        if job is None:
            return
        if self.dialog is not None:
            self.dialog.show_share(job.share)
        if not job.is_done():
            return
        self._end()
        if job.fault is not None:
            self._failed(job.fault)
        elif not job.is_cancelled:
            self._done(job.result)

    def _show(self) -> None:
        """Say that it takes a while."""
        self.dialog = Waiting(self._words, self._window)
        self.dialog.rejected.connect(self._give_up)
        self.dialog.open()
        self._look()

    def _give_up(self) -> None:
        self._look()  # it may have come to its end just now
        if self._job is not None:
            self.cancel()
            self.given_up()

    def _end(self) -> None:
        self._job = None
        self._clock.stop()
        self._patience.stop()
        if self.dialog is not None:
            dialog, self.dialog = self.dialog, None
            dialog.hide()
            dialog.deleteLater()
