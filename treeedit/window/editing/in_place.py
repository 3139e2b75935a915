"""Editing in place: a field over a node, in which its label or its formula is written anew while the canvas follows.

Every text that has a meaning is shown at once, as one undo step in all. One that has none leaves the canvas alone; its
fault is underlined and told. Enter accepts, Escape takes everything back without a trace.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout

from treeedit.canvas.view.view import View
from treeedit.model.forest import Forest
from treeedit.model.formula import FormulaError
from treeedit.model.records import Edit, EditError, NodeId, Slot
from treeedit.window.editing.formula_line import LONGEST_LIVE, Line

_MARGIN = 4
_ROOM = 34
_NARROWEST, _WIDTH_OF_A_SENTENCE = 110, 320
_STAYING = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)


class Order(NamedTuple):
    """What is written anew: the node, its text, what the undo step and the field are called, what a text means."""

    node: NodeId
    text: str
    words: str
    name: str
    make: Callable[[Forest, NodeId, str], Edit]


class InPlace(QFrame):
    """A line over a node. done(node): what is called when it has gone, with the node that stands there now."""

    def __init__(self, view: View) -> None:
        super().__init__(view)
        self._view, self._session = view, view.stage.session
        self.done: Callable[[NodeId], None] = lambda node: None
        self._order: Order | None = None
        self._slot: Slot | None = None
        self._gesture = object()
        self._working = self._faulty = False
        self.setObjectName("card")
        self.line = Line()
        self.line.edited.connect(self._typed)
        self.line.refused = self._take_whole
        self.line.installEventFilter(self)
        self.message = QLabel()
        self.message.setTextFormat(Qt.TextFormat.PlainText)
        self.message.setObjectName("fault")
        self.message.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 4, 4, 4)
        column.setSpacing(4)
        column.addWidget(self.line)
        column.addWidget(self.message)
        self._session.edited.connect(self._follow)
        self._session.settling.connect(self._leave)
        self._session.stack.cleanChanged.connect(self._settle)
        self.hide()

    def begin(self, order: Order) -> None:
        """Open over a node, its text chosen."""
        self._order, self._gesture = order, object()
        self._slot = self._session.forest.slot_of(order.node)
        self._faulty = False
        self.line.setAccessibleName(order.name)
        self.line.setText(order.text)
        self.line.selectAll()
        self._complain(None)
        self.show()
        self._take_place(order)
        self.raise_()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def accept(self) -> None:
        """Keep what is shown, if the text has a meaning."""
        if self._order is not None and self._try(self.line.text()):
            self._close(self._stands())

    def cancel(self) -> None:
        """Leave everything as it was."""
        if self._order is not None:
            node = self._order.node
            self._take_back()
            self._close(node)

    def _close(self, node: NodeId) -> None:
        self._order = None
        self.hide()
        self._view.setFocus(Qt.FocusReason.OtherFocusReason)
        if node in self._session.forest.nodes:
            self.done(node)

    # --- while somebody types ---

    def _take_whole(self, text: str) -> None:
        """What is too long for the line is read all the same, as it would be on the canvas."""
        if self._order is not None and self._try(text):
            self._close(self._stands())

    def _typed(self, text: str) -> None:
        self._take_width()
        if len(text) <= LONGEST_LIVE:
            self._try(text)

    def _try(self, text: str) -> bool:
        """Show what a text means; whether it means anything."""
        order = self._order
        assert order is not None
        if text.strip() == order.text:
            self._take_back()
            self._complain(None)
            return True
        self._working = True
        try:
            self._session.redo_gesture(lambda forest: order.make(forest, order.node, text), order.words, self._gesture)
        except (FormulaError, EditError) as error:
            self._complain(error)
            return False
        finally:
            self._working = False
        self._complain(None)
        self._view.stage.select([self._stands()])
        return True

    def _take_back(self) -> None:
        assert self._order is not None
        self._working = True
        self._session.take_back(self._gesture)
        self._working = False
        self._view.stage.select([self._order.node])

    def _stands(self) -> NodeId:
        """The node that stands where the first one stood."""
        forest = self._session.forest
        assert self._order is not None
        if self._slot is not None:
            found = forest.occupant(self._slot)
            return self._order.node if found is None else found
        return self._order.node if self._order.node in forest.roots else max(forest.roots)

    def _complain(self, error: FormulaError | EditError | None) -> None:
        self._faulty = error is not None
        self.line.clear_fault()
        if isinstance(error, FormulaError):
            self.line.underline(error.position, self._view.stage.look.theme.warning)
        self.message.setText("" if error is None else str(error))
        self.message.setVisible(error is not None)
        self._take_width()

    # --- where it stands ---

    def _take_place(self, order: Order) -> None:
        self._take_width()
        middle = self._view.mapFromScene(self._view.stage.place_of(order.node))
        room = self._view.rect()
        x = min(max(middle.x() - self.width() // 2, _MARGIN), room.width() - self.width() - _MARGIN)
        y = min(max(middle.y() - self.height() // 2, _MARGIN), room.height() - self.height() - _MARGIN)
        self.move(max(x, _MARGIN), max(y, _MARGIN))

    def _take_width(self) -> None:
        wanted = self.line.fontMetrics().horizontalAdvance(self.line.text()) + _ROOM
        least = round(_WIDTH_OF_A_SENTENCE * self._view.stage.text_scale) if self._faulty else _NARROWEST
        self.setFixedWidth(min(max(wanted, least), self._view.width() - 2 * _MARGIN))
        self.message.setFixedWidth(self.width() - 2 * _MARGIN)
        self.message.setFixedHeight(max(0, self.message.heightForWidth(self.message.width())))
        self.adjustSize()
        self.move(max(_MARGIN, min(self.x(), self._view.width() - self.width() - _MARGIN)), self.y())

    # --- what happens meanwhile ---

    def _follow(self, edit: Edit) -> None:
        """Somebody else changes the trees: what is there stays."""
        if self._order is not None and not self._working and not edit.keeps_structure():
            self._order = None
            self.hide()

    def _settle(self, clean: object) -> None:
        """What has been typed is saved."""
        if clean and self._order is not None and not self._working:
            self._close(self._stands())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QFocusEvent) and event.type() == QEvent.Type.FocusOut:
            self._lose_keys(event.reason())
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            act = self._keys().get(Qt.Key(event.key()))
            if act is not None:
                act()
                return True
        return False

    def _lose_keys(self, reason: Qt.FocusReason) -> None:
        if reason not in _STAYING:
            self._leave()

    def _leave(self) -> None:
        if self._order is not None:
            self.cancel() if self._faulty else self.accept()

    def _keys(self) -> dict[Qt.Key, Callable[[], None]]:
        enter = dict.fromkeys((Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2, Qt.Key.Key_Tab), self.accept)
        return {Qt.Key.Key_Escape: self.cancel, **enter}
