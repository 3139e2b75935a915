"""Folding from the menu: the chosen operations, all of them, or all trees down to a depth.

The depth is tried on the canvas while it is chosen; the document changes when it is accepted, in one step.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QSpinBox, QVBoxLayout, QWidget

from treeedit.canvas.view.view import View
from treeedit.model.folding import fold_to_depth, toggle_fold, unfold_all
from treeedit.model.records import Edit, NodeId
from treeedit.window.editing.commands import Editing

_FIRST_DEPTH, _MARGIN = 2, 24


class Folding(QObject):
    """Folds and opens subtrees of a view's document."""

    def __init__(self, view: View, editing: Editing, window: QWidget) -> None:
        super().__init__(view)
        self._view, self._stage, self._session = view, view.stage, view.stage.session
        self._editing, self._window = editing, window

    def toggle(self) -> None:
        """Fold the chosen operations; open them if all of them are folded."""
        chosen = [each for node in self._stage.selection for each in self._stage.instances(node)]
        if self._editing.do(lambda: toggle_fold(self._session.forest, chosen), self.tr("fold or unfold")):
            self._view.keep_fitted()

    def unfold_all(self) -> None:
        """Open every fold."""
        forest = self._session.forest
        self._editing.do(lambda: unfold_all(forest, forest.roots), self.tr("unfold all"))
        self._view.keep_fitted()

    def choose_depth(self) -> FoldDialog:
        """Ask how deep the trees are to be seen; those of the selection, or all of them."""
        dialog = FoldDialog(self, self._window)
        dialog.adjustSize()
        below = QPoint((self._view.width() - dialog.width()) // 2, self._view.height() - dialog.height() - _MARGIN)
        dialog.move(self._view.mapToGlobal(below))
        dialog.open()
        return dialog

    def has_folds(self) -> bool:
        """Whether anything is folded."""
        return bool(self._session.forest.folds)

    def height(self) -> int:
        """How many rows of operations the trees have of which a depth is asked."""
        order = self._session.analysis.order
        return max((int(order.height[order.rows[root]]) for root in self._roots()), default=1)

    def try_depth(self, depth: int) -> None:
        """Show the trees folded at a depth, without changing the document."""
        folds = set(self._session.forest.folds)
        for node, (_, after) in self._to_depth(depth).folds.items():
            (folds.add if after else folds.discard)(node)
        self._stage.try_folds(folds)
        self._view.keep_fitted()

    def give_up(self) -> None:
        """Show the trees as the document has them."""
        self._stage.try_folds(None)
        self._view.keep_fitted()

    def fold_to(self, depth: int) -> None:
        """Fold the trees at a depth."""
        self._editing.do(lambda: self._to_depth(depth), self.tr("fold to depth {0}").format(depth))
        self.give_up()

    def _to_depth(self, depth: int) -> Edit:
        return fold_to_depth(self._session.forest, self._roots(), depth)

    def _roots(self) -> list[NodeId]:
        """The trees that are meant: those of the selection, else all."""
        forest = self._session.forest
        chosen = {forest.root_of(node) for node in self._stage.selection}
        return sorted(chosen) or forest.trees()


class FoldDialog(QDialog):
    """A number that the canvas follows at once; Cancel leaves everything as it was."""

    def __init__(self, folding: Folding, parent: QWidget) -> None:
        super().__init__(parent)
        self._folding = folding
        self.setWindowTitle(self.tr("Fold to depth"))
        self.wanted = QSpinBox()
        self.wanted.setRange(0, max(1, folding.height()))
        self.wanted.setValue(min(_FIRST_DEPTH, folding.height() - 1))
        self.wanted.setSuffix(self.tr(" rows below the root"))
        form = QFormLayout()
        form.addRow(self.tr("Fold all that stands deeper than"), self.wanted)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addLayout(form)
        column.addWidget(buttons)
        self.wanted.valueChanged.connect(folding.try_depth)
        self.accepted.connect(self._fold)
        self.rejected.connect(folding.give_up)
        self.finished.connect(self._end)
        folding.try_depth(self.wanted.value())

    def _fold(self) -> None:
        self._folding.fold_to(self.wanted.value())

    def _end(self, _result: int) -> None:
        self.deleteLater()
