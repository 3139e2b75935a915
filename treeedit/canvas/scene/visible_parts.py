"""What each view of a stage shows of it, as several views may look at one: which trees, and what beside them.

A view that says nothing shows everything, and so does a picture that no view asked for. Asked by the widget that is
painted on, which is what Qt tells an item.
"""

from __future__ import annotations

from typing import NamedTuple
from weakref import WeakKeyDictionary

from PySide6.QtWidgets import QWidget

from treeedit.model.records import NodeId

NOTES, HEADING, CHOICE = "notes", "heading", "choice"
"""The notes; the document's title and text with the legend; rings around what is chosen."""


class Shown(NamedTuple):
    """What a view shows: the trees of some roots, all if None, and of the things beside the trees those named."""

    roots: frozenset[NodeId] | None = None
    beside: frozenset[str] = frozenset((NOTES, HEADING, CHOICE))

    def has(self, root: NodeId) -> bool:
        """Whether a tree is shown."""
        return self.roots is None or root in self.roots


ALL = Shown()


class Showing:
    """What is shown on the viewports of a stage's views."""

    def __init__(self) -> None:
        self._shown: WeakKeyDictionary[QWidget, Shown] = WeakKeyDictionary()

    def on(self, viewport: QWidget | None) -> Shown:
        """What is shown on a viewport."""
        return ALL if viewport is None or not self._shown else self._shown.get(viewport, ALL)

    def show(self, viewport: QWidget, shown: Shown) -> None:
        """Show something else on a viewport from now on."""
        self._shown[viewport] = shown
        viewport.update()
