"""Naming what is chosen: a small field at the node asks for the name of its function, or of the tree if it is a root.

The name is the function's, so every instance bears it; the rules for names are `model/naming.py`'s, and a refusal is
said below the field.
"""

from __future__ import annotations

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QFrame, QVBoxLayout

from treeedit.canvas.view.view import View
from treeedit.model import naming
from treeedit.model.records import NodeId, Operation
from treeedit.window.widgets.inline_question import Ask

_WIDTH = 250
_BESIDE = QPoint(28, 24)
_MARGIN = 4


class Naming(QFrame):
    """The field, a child of the view; hidden while nobody names."""

    def __init__(self, view: View) -> None:
        super().__init__(view)
        self._view, self._stage, self._session = view, view.stage, view.stage.session
        self._node: NodeId = 0
        self.setObjectName("card")
        self.asking = Ask()
        self.asking.closed = self.hide
        self.asking.home = view
        self.asking.resized = self._fit
        self._session.settling.connect(self.asking.go_home)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(10, 6, 10, 6)
        self._column.addWidget(self.asking)
        self.hide()

    def open(self) -> None:
        """Ask for the name of the current node's function; of its tree, if it is a root."""
        node = self._stage.selection[-1]
        forest = self._session.forest
        if not isinstance(forest.nodes[node], Operation):
            self._stage.say(self.tr("A leaf has its label; only an operation can be named."))
            return
        self._node = node
        self.show()
        if node in forest.roots:
            self.asking.ask(self.tr("Name of the tree"), forest.roots[node].name, self._name_tree)
        else:
            self.asking.ask(self.tr("Name of the function"), self._name_now(), self._name_function)
        self._fit()

    def _name_now(self) -> str:
        analysis = self._session.analysis
        return analysis.sets.name_of(analysis.order.rows[self._node])

    def _name_tree(self, text: str) -> None:
        self._session.do(naming.name_tree(self._session.forest, self._node, text), self.tr("name a tree"))

    def _name_function(self, text: str) -> None:
        if not text.strip() and (known := self._name_now()):
            self._session.do(naming.unname_function(self._session.forest, known), self.tr("remove a name"))
        else:
            self._session.do(naming.name_subtree(self._session.forest, self._node, text), self.tr("name a function"))

    def _fit(self) -> None:
        """Take the size that the words need, beside the node and within the view."""
        self.setFixedWidth(round(_WIDTH * self._stage.text_scale))
        self._column.activate()
        self.setFixedHeight(max(self._column.sizeHint().height(), self._column.heightForWidth(self.width())))
        place = self._view.mapFromScene(self._stage.place_of(self._node)) + _BESIDE
        room = self._view.viewport().size()
        x = min(max(place.x(), _MARGIN), room.width() - self.width() - _MARGIN)
        y = min(max(place.y(), _MARGIN), room.height() - self.height() - _MARGIN)
        self.move(x, y)
        self.raise_()
