"""Long sequences put together from pieces in linear time, however they nest; nothing recurses."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

Rope = Any  # a piece, or a tuple of ropes


def pieces_of(rope: Rope) -> Iterator[Any]:
    """The pieces of a rope from first to last."""
    stack = [rope]
    while stack:
        piece = stack.pop()
        if type(piece) is tuple:
            stack.extend(reversed(piece))
        else:
            yield piece
