"""The path from the current node to its output, lit until it is ended, with the product of the local derivatives.

While it is on it follows the selection, so that one can walk from leaf to leaf. Escape, which chooses nothing, ends it.
"""

from __future__ import annotations

from PySide6.QtCore import QObject

from treeedit.canvas.scene.scene import Stage
from treeedit.figure.sentences import Teller
from treeedit.model.records import NodeId

_KEY = "path"


class PathLight(QObject):
    """Lights the path of the current node, and says it."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self._stage = stage
        stage.selectionChanged.connect(self._follow)

    @property
    def is_on(self) -> bool:
        """Whether a path is lit."""
        return self._stage.lights.key == _KEY

    def toggle(self) -> None:
        """Light the path of the current node, or end that."""
        if self.is_on:
            self._stage.lights.unpin(_KEY)
        else:
            self._show()

    def _follow(self) -> None:
        if self.is_on:
            self._show()

    def _show(self) -> None:
        stage = self._stage
        if not stage.selection:
            stage.lights.unpin(_KEY)
            return
        node = stage.selection[-1]
        stage.lights.pin(stage.lights.path(node), _KEY)
        stage.say(path_words(stage, node))


def path_words(stage: Stage, node: NodeId) -> str:
    """∂f/∂q as the product along the node's path, as far as it is known; why there is none, if there is none."""
    session = stage.session
    row = session.analysis.order.rows[node]
    if session.analysis.order.varies[row] and not stage.knows_partial(row):
        return "…"
    return Teller(session.forest, session.analysis.sets, session.evaluation, stage.look).path_line(row).plain
