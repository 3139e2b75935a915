"""The canvas for screen readers: a tree of readable nodes below the view, and what is said when something happens.

A reader of the platform asks the view for its children as it asks any tree view; each is a node or an empty slot, with
its words, its state and its rectangle. They are made when asked for. Rule: nothing is made or sent while nobody reads.

Qt keeps what it has once been given and asks it again at any time. So each interface lives as long as the view and
says of itself whether what it stands for is there; `interface_cast` is left alone, as the binding cannot carry it.
"""

from __future__ import annotations

import sys
from weakref import ref

from PySide6 import QtGui
from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRect, QTimer
from PySide6.QtGui import QAccessible, QAccessibleEvent, QAccessibleInterface, QColor, QWindow
from PySide6.QtWidgets import QAccessibleWidget, QWidget
from shiboken6 import isValid

from treeedit.canvas.camera.arrow_keys import place_of
from treeedit.canvas.view.spoken_words import Words
from treeedit.canvas.view.view import View
from treeedit.figure.look import SLOT_RADIUS
from treeedit.model.records import Cursor, Edit, NodeId, Slot

REST_MS = 700
ROLE = QAccessible.Role.ListItem if sys.platform.startswith("linux") else QAccessible.Role.TreeItem
"""Over AT-SPI Qt calls the item of a tree the cell of a table, which readers then look for in vain."""
_ROLES = {"Chip": QAccessible.Role.Button, "Head": QAccessible.Role.StaticText, "SumLine": QAccessible.Role.StaticText}
"""What our own widgets are to a reader, by class: Qt can only tell that they are widgets."""
_TEXT, _EVENT = QAccessible.Text, QAccessible.Event


class Readable(QAccessibleInterface):
    """A node or an empty slot as the platform's readers see it: an item of a tree."""

    def __init__(self, voice: Voice, cursor: Cursor) -> None:
        super().__init__()
        self._at = ref(voice)
        self.cursor = cursor

    def isValid(self) -> bool:
        voice = self._at()
        return voice is not None and isValid(voice) and bool(voice.words.name(self.cursor))

    @property
    def _voice(self) -> Voice:
        voice = self._at()
        assert voice is not None
        return voice

    def object(self) -> QObject | None:  # type: ignore[override]  # the stubs do not know that there may be none
        return None

    def window(self) -> QWindow | None:  # type: ignore[override]
        return self._voice.view.window().windowHandle() if self.isValid() else None

    def role(self) -> QAccessible.Role:
        return ROLE

    def text(self, kind: QAccessible.Text) -> str:
        if not self.isValid():
            return ""
        words = self._voice.words
        texts = {_TEXT.Name: words.name, _TEXT.Description: words.rest, _TEXT.Value: words.numbers}
        return texts[kind](self.cursor) if kind in texts else ""

    def setText(self, kind: QAccessible.Text, text: str) -> None:
        """Nothing: a reader reads."""

    def state(self) -> QAccessible.State:
        state = QAccessible.State()
        if not self.isValid():
            state.invalid = True
            return state
        stage = self._voice.view.stage
        chosen = stage.gap == self.cursor if isinstance(self.cursor, Slot) else self.cursor in stage.selection
        state.focusable = state.selectable = state.multiSelectable = True
        state.selected = chosen
        state.focused = stage.cursor() == self.cursor and self._voice.view.hasFocus()
        folded = self.cursor in stage.session.forest.folds
        state.expandable = self.childCount() > 0
        state.expanded, state.collapsed = state.expandable and not folded, state.expandable and folded
        state.offscreen = not self.rect().intersects(self._voice.seen())
        return state

    def rect(self) -> QRect:
        return self._voice.rect_of(self.cursor) if self.isValid() else QRect()

    def parent(self) -> QAccessibleInterface | None:  # type: ignore[override]
        if not self.isValid():
            return None
        above = self._voice.above(self.cursor)
        return self._voice.canvas() if above is None else self._voice.readable(above)

    def childCount(self) -> int:
        return len(self._voice.below(self.cursor)) if self.isValid() else 0

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        below = self._voice.below(self.cursor) if self.isValid() else []
        return self._voice.readable(below[index]) if 0 <= index < len(below) else None

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        below = self._voice.below(self.cursor) if self.isValid() else []
        return below.index(child.cursor) if isinstance(child, Readable) and child.cursor in below else -1

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]
        return None

    def focusChild(self) -> QAccessibleInterface | None:  # type: ignore[override]
        return None

    def backgroundColor(self) -> QColor:
        return QColor()

    def foregroundColor(self) -> QColor:
        return QColor()


class ReadableCanvas(QAccessibleWidget):
    """The view as a tree whose items are the roots; behind them come the widgets that float on it."""

    def __init__(self, voice: Voice) -> None:
        super().__init__(voice.view, QAccessible.Role.Tree)
        self._at = ref(voice)

    def _roots(self) -> list[NodeId]:
        voice = self._at()
        return voice.view.stage.session.forest.trees() if voice is not None and isValid(voice) else []

    @property
    def _voice(self) -> Voice:
        voice = self._at()
        assert voice is not None
        return voice

    def childCount(self) -> int:
        return len(self._roots()) + super().childCount()

    def child(self, index: int) -> QAccessibleInterface:
        roots = self._roots()
        return self._voice.readable(roots[index]) if 0 <= index < len(roots) else super().child(index - len(roots))

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        roots = self._roots()
        if isinstance(child, Readable):
            return roots.index(child.cursor) if child.cursor in roots else -1
        index = super().indexOfChild(child)
        return index if index < 0 else index + len(roots)

    def childAt(self, x: int, y: int) -> QAccessibleInterface:
        view = self._voice.view
        node = view.node_at(QPointF(view.viewport().mapFromGlobal(QPoint(x, y))))
        return super().childAt(x, y) if node is None else self._voice.readable(node)

    def focusChild(self) -> QAccessibleInterface:
        cursor = self._voice.view.stage.cursor() if self._voice.view.hasFocus() else None
        return super().focusChild() if cursor is None else self._voice.readable(cursor)


class Voice(QObject):
    """Tells readers where the cursor of a view is, and what has been done.

    say_aloud(sentence): how a sentence reaches them. Values that run along with a slider are told once, when they rest.
    speaker: the widget that says it, which is one of the window that is looked at.
    """

    def __init__(self, view: View) -> None:
        super().__init__(view)
        self.view, self.words = view, Words(view.stage)
        self.say_aloud = self._announce
        self.speaker: QWidget = view
        self._known: dict[Cursor, Readable] = {}
        self._index, self._only_values = 0, False
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self._tell_outputs)
        view.setAccessibleName(self.tr("canvas"))
        view.setAccessibleDescription(self.tr("The trees. Arrow keys walk from node to node."))
        view.stage.selectionChanged.connect(self._tell_cursor)
        view.stage.session.edited.connect(self._follow)
        view.stage.session.stack.indexChanged.connect(self._tell_edit)
        self._lead = QTimer(self)
        self._lead.setSingleShot(True)
        self._lead.timeout.connect(self._tell_cursor)  # in the next turn: Qt tells of the view itself first
        view.installEventFilter(self)
        _install()

    # --- the readable tree ---

    def canvas(self) -> QAccessibleInterface:
        """The view's own interface."""
        return QAccessible.queryAccessibleInterface(self.view)

    def readable(self, cursor: Cursor) -> Readable:
        """The interface of a node or an empty slot."""
        if cursor not in self._known:
            self._known[cursor] = Readable(self, cursor)
            _made.append(self._known[cursor])
        return self._known[cursor]

    def above(self, cursor: Cursor) -> NodeId | None:
        """The operation above; None above a root."""
        slot = cursor if isinstance(cursor, Slot) else self.view.stage.session.forest.slot_of(cursor)
        return None if slot is None else slot.parent

    def below(self, cursor: Cursor) -> list[Cursor]:
        """The operands and empty slots of an operation, in order."""
        if isinstance(cursor, Slot):
            return []
        operands = self.view.stage.session.forest.operands(cursor)
        return [Slot(cursor, index) if each is None else each for index, each in enumerate(operands)]

    def rect_of(self, cursor: Cursor) -> QRect:
        """Where it is on the screen; empty if it is not drawn."""
        stage = self.view.stage
        try:
            half_width, half_height = self._half_size(cursor)
            middle = self.view.mapFromScene(place_of(stage, cursor))
        except LookupError:
            return QRect()
        scale = self.view.scale_now()
        wide, high = max(1, round(half_width * scale)), max(1, round(half_height * scale))
        corner = self.view.viewport().mapToGlobal(middle - QPoint(wide, high))
        return QRect(corner.x(), corner.y(), 2 * wide, 2 * high)

    def _half_size(self, cursor: Cursor) -> tuple[float, float]:
        if isinstance(cursor, Slot):
            return SLOT_RADIUS, SLOT_RADIUS
        drawing = self.view.stage.drawing
        row = drawing.analysis.order.rows[cursor]
        return float(drawing.width[row]) / 2, float(drawing.half_height[row])

    def seen(self) -> QRect:
        """The viewport on the screen."""
        viewport = self.view.viewport()
        return QRect(viewport.mapToGlobal(QPoint()), viewport.size())

    # --- what is told ---

    def _announce(self, sentence: str) -> None:
        event = getattr(QtGui, "QAccessibleAnnouncementEvent", None)  # of Qt 6.8 and later
        if QAccessible.isActive() and event is not None:
            QAccessible.updateAccessibility(event(self.speaker, sentence))

    def _tell_cursor(self) -> None:
        """Lead the readers to the cursor, if the keys go to the canvas."""
        cursor = self.view.stage.cursor()
        if cursor is not None and QAccessible.isActive() and self.view.hasFocus():
            QAccessible.updateAccessibility(QAccessibleEvent(self.readable(cursor), _EVENT.Focus))

    def _follow(self, edit: Edit) -> None:
        """Note whether an edit only moves values; then its outputs are told when they rest."""
        self._only_values = bool(edit.inputs) and edit.keeps_structure() and not edit.roots
        if self._only_values:
            self._rest.start()

    def _tell_edit(self, index: int) -> None:
        """Say what was done or taken back, unless it is a value."""
        stack, forwards = self.view.stage.session.stack, index > self._index
        text = stack.text(index - 1) if forwards else stack.text(index)
        self._index = index
        if text and not self._only_values:
            self.say_aloud(text if forwards else self.tr("undone: {0}").format(text))

    def _tell_outputs(self) -> None:
        if words := self.words.outputs():
            self.say_aloud(words)
        cursor = self.view.stage.cursor()
        if cursor is not None and QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleEvent(self.readable(cursor), _EVENT.DescriptionChanged))

    # --- overrides of Qt ---

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn:
            self._lead.start()
        return False


_made: list[Readable] = []
"""Whom Python must not delete, as Qt may know them. (Taking one back from Qt ends the program in PySide6 6.11.)"""
_installed: list[object] = []


def _install() -> None:
    """Let Qt ask for the interfaces of views. Once in a process: Qt has no way to take a factory back."""
    if not _installed:
        _installed.append(_readable_of)
        QAccessible.installFactory(_readable_of)


def _readable_of(name: str, asked: QObject) -> QAccessibleInterface | None:
    """Qt's question for the interface of an object, for each name of its class and of those it inherits."""
    if name in _ROLES and isinstance(asked, QWidget):
        return QAccessibleWidget(asked, _ROLES[name])
    voice = asked.findChild(Voice) if name == "View" and isinstance(asked, View) else None
    return ReadableCanvas(voice) if isinstance(voice, Voice) else None
