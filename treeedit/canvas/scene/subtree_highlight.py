"""The light on one subtree while all else is dimmed: in every view, so that one sees what a hall sees.

It goes along with the subtree as it is edited, and ends with it, or with the same command again.
"""

from __future__ import annotations

from PySide6.QtCore import QObject

from treeedit.canvas.scene.highlights import NO_LIGHT
from treeedit.canvas.scene.scene import Stage
from treeedit.model.records import NodeId

_KEY = "subtree"


class SubtreeLight(QObject):
    """Lights the subtree of a node."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self._stage = stage

    @property
    def node(self) -> NodeId | None:
        """The topmost node that is lit; None if no subtree is."""
        lights = self._stage.lights
        return lights.pinned.topmost if lights.key == _KEY else None

    @property
    def is_on(self) -> bool:
        """Whether a subtree is lit."""
        return self.node is not None

    def toggle(self) -> None:
        """Light the subtree of the current node, or end that if it is lit."""
        chosen = self._stage.selection
        self.turn_to(chosen[-1] if chosen else None)

    def turn_to(self, node: NodeId | None) -> None:
        """Light the subtree of a node; the same again, or None, ends it."""
        lights = self._stage.lights
        if node is None or node == self.node:
            self.end()
        else:
            lights.pass_over(NO_LIGHT)
            lights.pin(lights.subtree(node), _KEY)

    def end(self) -> None:
        """Let all be seen again."""
        self._stage.lights.unpin(_KEY)
