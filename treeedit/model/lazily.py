"""A value that is computed when it is first asked for, and kept.

functools.cached_property, without the lock that Python 3.11 takes at every first use: an edit of a small tree asks
for a dozen such columns, and the locks were a tenth of its time (scripts/bench.py --only edit). For objects that one
thread uses.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    lazily = cached_property
else:

    class lazily(cached_property):  # noqa: N801  # a decorator, like the one that it stands for
        """As cached_property; the value is an ordinary attribute from its first use on."""

        def __get__(self, instance: Any, owner: type[Any] | None = None) -> Any:
            if instance is None:
                return self
            value = instance.__dict__[self.attrname] = self.func(instance)
            return value
