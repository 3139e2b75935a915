"""Long work in a thread of its own, while the window stays alive; after half a second it says how far it is.

Opening, saving and exporting go this one way. The thread touches nothing of the window: it leaves word of what is done,
and a clock of the user's thread looks for it. Rule: one piece of work at a time; to cancel it is to forget it, wherever
it is. What was put on the disk before it heard of that counts as done, and is told.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any, NamedTuple

from PySide6.QtCore import QObject, QTimer

from treeedit.model.patience import Cancelled, Tick
from treeedit.window.widgets.progress_lines import ProgressLine, ProgressLines

PATIENCE_MS = 500
_LOOK_MS = 25
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
        self.is_complete = False
        """Whether it has come to the end that it was made for."""
        self._thread = threading.Thread(target=self._run, name="work")
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
            self.is_complete = True
        except Cancelled:
            self.is_cancelled = True
        except Exception as fault:  # whatever it is, it is for the user's thread to tell
            self.fault = fault


class _Task(NamedTuple):
    """A job, and who is to hear of its end. is_lasting: what it has done stays done, whoever has cancelled it."""

    job: Job
    words: str
    done: Callable[[Any], None]
    failed: Callable[[Exception], None]
    is_lasting: bool

    def is_accomplished(self) -> bool:
        """Whether its result counts."""
        return self.job.is_complete and (self.is_lasting or not self.job.is_cancelled)


class Work(QObject):
    """One piece of work at a time. It calls given_up() when the user would rather not have it.

    lines: where it says how far it is.
    """

    def __init__(self, lines: ProgressLines, parent: QObject) -> None:
        super().__init__(parent)
        self.lines = lines
        self.line: ProgressLine | None = None
        self._shown_in = lines
        self._task: _Task | None = None
        self._left: list[_Task] = []
        self.given_up: Callable[[], object] = lambda: None
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
        return self._task is not None

    def begin(
        self,
        words: str,
        make: Callable[[Tick], object],
        done: Callable[[Any], None],
        failed: Callable[[Exception], None],
        head_start: float = 0.0,
        is_lasting: bool = True,
    ) -> None:
        """Begin, unless something is being done already; `done` or `failed` is called here, or nothing if cancelled.

        head_start: seconds in which a short piece of work comes to its end before this returns. is_lasting: whether
        what is cancelled too late is done all the same.
        """
        if self._task is not None:
            return
        task = self._task = _Task(Job(make), words, done, failed, is_lasting)
        self._clock.start()
        self._patience.start()
        if head_start:
            task.job.wait(head_start)
            self._look()

    def cancel(self) -> None:
        """Forget what is being done. It ends by itself where it next asks, without a trace."""
        task = self._task
        if task is not None:
            task.job.cancel()
            task.job.wait(_PROMPT_S)
            self._end()
            self._left.append(task)
            self._clock.start()
            self._look_after_left()

    def finish(self, seconds: float | None = None) -> None:
        """Wait for the end of what is being done; after so many seconds, if they are given, forget it."""
        if self._task is not None:
            self._task.job.wait(seconds)
            self._look()
            self.cancel()

    def leave(self, seconds: float) -> None:
        """Let what is being done come to its end, if that is a matter of so many seconds; then nothing runs here."""
        self.finish(seconds)
        for task in self._left:
            task.job.wait()
        self._look_after_left()

    def tell(self) -> None:
        """Say now how far what is being done is, as somebody waits for it."""
        if self._task is not None and self.line is None:
            self._show()

    def _look(self) -> None:
        self._look_after_left()
        task = self._task
        if task is None:
            return
        if self.line is not None:
            self.line.show_share(task.job.share)
        if task.job.is_done():
            self._end()
            _hear(task)

    def _look_after_left(self) -> None:
        """Tell what was done though it was cancelled, as that came too late."""
        ended = [task for task in self._left if task.job.is_done()]
        self._left = [task for task in self._left if task not in ended]
        if self._task is None and not self._left:
            self._clock.stop()
        for task in ended:
            if task.is_accomplished():
                task.done(task.job.result)

    def _show(self) -> None:
        """Say that it takes a while."""
        self._patience.stop()
        if self._task is not None:
            self._shown_in = self.lines
            self.line = self.lines.add(self._task.words, self._give_up)
            self._look()

    def _give_up(self) -> None:
        self._look()  # it may have come to its end just now
        if self._task is not None:
            before = self._task
            self.cancel()
            if not (before.job.is_done() and before.is_accomplished()):
                self.given_up()

    def _end(self) -> None:
        self._task = None
        self._patience.stop()
        if not self._left:
            self._clock.stop()
        if self.line is not None:
            line, self.line = self.line, None
            self._shown_in.remove(line)


def _hear(task: _Task) -> None:
    """Tell how a job has ended."""
    if task.job.fault is not None:
        task.failed(task.job.fault)
    elif task.is_accomplished():
        task.done(task.job.result)
