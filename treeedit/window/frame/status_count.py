"""How much is on the canvas, and its scale: the words at the right end of the status bar."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel

from treeedit.canvas.view.view import View
from treeedit.window.editing.tree_or_shared import Forms

_SMALL = 0.1
"""Below this scale a percentage has digits after the point."""


class Tally(QLabel):
    """Counts the nodes and the trees of a view, or in the shared form the functions that are drawn."""

    def __init__(self, view: View, forms: Forms) -> None:
        super().__init__()
        self._view, self._forms = view, forms
        view.stage.session.edited.connect(self.count)
        view.scaled = self.count

    def count(self, _change: object = None) -> None:
        """Count anew."""
        forest, scale = self._view.stage.session.forest, self._view.scale_now()
        nodes, trees = len(forest.nodes), len(forest.roots)
        percent = f"{100 * scale:.0f}" if scale >= _SMALL else f"{100 * scale:.2g}"
        words = self.tr("{0} nodes in {1} trees · {2} %") if trees != 1 else self.tr("{0} nodes · {2} %")
        if (counted := self._forms.counted()) is not None:
            words = self.tr("{0} nodes, {1} functions · {2} %")
            if not self._forms.form.is_whole:
                words = self.tr("{0} nodes, drawn as {1} · {2} %")
            nodes, trees = counted
        self.setText(words.format(f"{nodes:,}", f"{trees:,}", percent))
