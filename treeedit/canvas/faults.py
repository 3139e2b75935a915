"""A fault in painting never reaches Qt, where it would end the program, and is told once in a while only."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

_QUIET_S = 30.0
_last = -_QUIET_S

Paint = TypeVar("Paint", bound=Callable[..., None])


def guarded(paint: Paint) -> Paint:
    """The same override of Qt's, which tells a fault as an uncaught one is told and goes on without the rest."""

    @wraps(paint)
    def painting(*args: Any) -> None:
        try:
            paint(*args)
        except Exception:
            _tell()

    return painting  # type: ignore[return-value]


def _tell() -> None:
    global _last
    now = time.monotonic()
    if now - _last >= _QUIET_S:
        _last = now
        sys.excepthook(*sys.exc_info())


def forget() -> None:
    """Tell the next fault whenever it comes."""
    global _last
    _last = -_QUIET_S
