"""A cache for each thread: Qt's objects of fonts and paths may not be used by two threads at a time.

Pictures are drawn in threads of their own while the screen is painted in that of the user.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Any, ParamSpec, TypeVar, cast

Arguments = ParamSpec("Arguments")
Found = TypeVar("Found")


def cached_by_thread(
    most: int | None = None,
) -> Callable[[Callable[Arguments, Found]], Callable[Arguments, Found]]:
    """Remember what a function gives, `most` answers at once or all of them, in each thread for itself."""

    def wrap(function: Callable[Arguments, Found]) -> Callable[Arguments, Found]:
        own = threading.local()

        @wraps(function)
        def found(*given: Arguments.args, **named: Arguments.kwargs) -> Found:
            try:
                cached = own.cached
            except AttributeError:
                cached = own.cached = lru_cache(maxsize=most)(function)
            return cast(Found, cast(Any, cached)(*given, **named))

        return found

    return wrap
