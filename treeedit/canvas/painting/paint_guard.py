"""Faults of the program itself: every one is counted, and one in a while is told. The one place they all pass through.

What is painted may fail 20,000 times a second; a fault there must not reach Qt, where it would end the program.
Faults elsewhere come here by the hooks of the error dialog. A fault while a fault is told is counted, too.
"""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable
from functools import wraps
from types import TracebackType
from typing import Any, NamedTuple, TypeVar

QUIET_S = 30.0

Paint = TypeVar("Paint", bound=Callable[..., None])


class Fault(NamedTuple):
    """An exception as sys.excepthook gets it."""

    kind: type[BaseException]
    error: BaseException
    trace: TracebackType | None


def _tell_the_terminal(fault: Fault) -> None:
    sys.excepthook(*fault)


class Gate:
    """Lets one fault in QUIET_S through to `tell`, none while `is_busy` or in the telling, and counts the others."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.forget()
        self.release()

    def release(self) -> None:
        """Let faults go to the terminal."""
        self.tell: Callable[[Fault], None] = _tell_the_terminal
        self.is_busy: Callable[[], bool] = lambda: False
        self.counted: Callable[[int], None] = lambda untold: None

    def forget(self) -> None:
        """Tell the next fault whenever it comes, as if there had been none."""
        self._last, self.untold, self._is_telling = -QUIET_S, 0, False

    def begin_quiet(self) -> None:
        """Count only, for a while from now."""
        self._last = time.monotonic()

    def pass_on(self, fault: Fault) -> None:
        """Tell a fault, or count it."""
        if not self._may_pass():
            self.counted(self.untold)
            return
        try:
            self.tell(fault)
        finally:
            self._is_telling = False

    def _may_pass(self) -> bool:
        with self._lock:
            now = time.monotonic()
            if self._is_telling or self.is_busy() or now - self._last < QUIET_S:
                self.untold += 1
                return False
            self._last, self._is_telling = now, True
            return True


GATE = Gate()


def guarded(paint: Paint) -> Paint:
    """The same override of Qt's, which passes a fault on and goes on without the rest."""

    @wraps(paint)
    def painting(*args: Any) -> None:
        try:
            paint(*args)
        except Exception as error:
            GATE.pass_on(Fault(type(error), error, error.__traceback__))

    return painting  # type: ignore[return-value]


def forget() -> None:
    """Tell the next fault whenever it comes."""
    GATE.forget()
