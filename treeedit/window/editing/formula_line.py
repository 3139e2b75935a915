"""The formula of the current tree as an editable line that follows the canvas and that the canvas follows.

While somebody types, every text that is a formula is shown on the canvas at once, as one undo step in all; a text
that is not leaves the canvas alone, and its fault is underlined at its place.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from treeedit.canvas.painting.painter import colour
from treeedit.canvas.scene.scene import Stage
from treeedit.canvas.scene.visible_parts import Shown
from treeedit.figure.read_as import read_as
from treeedit.model.forest import Forest
from treeedit.model.formula import Definition, FormulaError, print_definitions, print_expression, print_formula
from treeedit.model.labels import Spellings
from treeedit.model.reading import Reading, read
from treeedit.model.records import Edit, EditError, NodeId, Point
from treeedit.model.writing import names_meant_anew, written
from treeedit.window.settings import Key, Settings
from treeedit.window.widgets.text_field import LONGEST, Field

LONGEST_LIVE = 4000
LONGEST_SHOWN = 20_000
"""Nodes; the formula of more is not even written to see how long it is."""
_TREE_GAP = 90.0


class Line(Field):
    """A line edit that underlines one place in red."""

    def __init__(self) -> None:
        super().__init__()
        self._fault: tuple[int, str] | None = None

    def underline(self, position: int, name: str) -> None:
        """Mark the character at a position, and what follows if it is the end, in a colour."""
        self._fault = position, name
        self.update()

    def clear_fault(self) -> None:
        """Underline nothing."""
        self._fault = None
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._fault is None:
            return
        position, name = self._fault
        metrics, text = self.fontMetrics(), self.text()
        cursor = self.cursorRect().center().x() + 1
        x = (
            cursor
            + metrics.horizontalAdvance(text[:position])
            - metrics.horizontalAdvance(text[: self.cursorPosition()])
        )
        wide = max(8, metrics.horizontalAdvance(text[position : position + 1]))
        base = self.cursorRect().bottom() - 1
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(colour(name), 1.4))
            waves = range(0, wide + 3, 3)
            painter.drawPolyline([QPointF(x + step, base + (0 if i % 2 else 2)) for i, step in enumerate(waves)])


class FormulaLine(QWidget):
    """The line, a button for a new tree, and the sentence that says what is wrong. It calls shown() after each edit."""

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self._stage = stage
        self.shown: Callable[[], None] = lambda: None
        self._gesture: object | None = None
        self._known = Spellings(())
        self._reading = Reading([])
        self._anew: set[str] = set()
        self._root: NodeId | None = None
        self._named: tuple[str, ...] = ()
        self._defined: tuple[str, ...] = ()
        self._grown: NodeId | None = None
        self._stood: frozenset[NodeId] = frozenset()
        self._fresh = self._writing = self._is_too_long = False
        self._shown = ""
        self.with_names = True
        self.line = Line()
        self.line.setAccessibleName(self.tr("formula of the tree"))
        self.line.edited.connect(self._typed)
        self.line.refused = self._take_whole
        self.line.returnPressed.connect(self._entered)
        self.line.installEventFilter(self)
        self.message = QLabel()
        self.message.setTextFormat(Qt.TextFormat.PlainText)
        self.message.setObjectName("message")
        self.message.setWordWrap(True)
        self.message.setMargin(6)
        self.message.hide()
        self.button = QToolButton()
        self.button.setText(self.tr("+ New tree"))
        self.button.setToolTip(self.tr("Type the formula of another tree"))
        self.button.clicked.connect(self.begin_new)
        row = QHBoxLayout()
        row.addWidget(self.line)
        row.addWidget(self.button)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 6, 10, 6)
        column.setSpacing(3)
        column.addLayout(row)
        stage.session.edited.connect(self._follow)
        stage.selectionChanged.connect(self._follow)
        stage.session.stack.cleanChanged.connect(self._settle)
        self._follow()

    def take_focus(self) -> None:
        """Go to the line, its text chosen."""
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.line.selectAll()

    def begin_new(self) -> None:
        """Empty the line for the formula of another tree."""
        self._end()
        self._fresh = True
        self._root = None
        self._named = ()
        self.line.clear()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self._stage.select([])
        self._show_text("", is_too_long=False)
        self._complain(None)

    def toggle_names(self) -> None:
        """Show named functions by their names, with their definitions before the tree's; or written out."""
        self.with_names = not self.with_names
        self._follow()

    def restore(self, settings: Settings) -> None:
        """Take up what was remembered."""
        self.with_names = settings.text(Key.FORMULAS, "names") == "names"
        self._follow()

    def remember(self, settings: Settings) -> None:
        """Keep whether names are shown."""
        settings.keep(Key.FORMULAS, "names" if self.with_names else "plain")

    def current_root(self) -> NodeId | None:
        """The tree that the line shows: that of the current node, else the first one."""
        forest, chosen = self._stage.session.forest, self._stage.selection
        if chosen:
            return forest.root_of(chosen[-1])
        if self._root in forest.roots:
            return self._root
        return min(forest.roots, default=None)

    def _follow(self, edit: Edit | None = None) -> None:
        if edit is not None and not (edit.nodes or edit.roots or edit.functions):
            return
        if edit is not None and not self._writing:
            self._gesture = None
        is_here = self.window().focusWidget() is self.line  # the window itself may be waiting for its turn
        if is_here and (self._gesture is not None or self._fresh):
            return
        self._fresh = False
        self._root = self.current_root()
        text = "" if self._root is None else self._text_of(self._root)
        self._named = _names_defined(text)
        self._show_text(text, is_too_long=self._root is not None and not text)
        self._complain(None)

    def _show_text(self, text: str, is_too_long: bool) -> None:
        """Let the line be as the canvas is; where the tree is too long for it, it says so, and takes another one."""
        self._shown, self._is_too_long = text, is_too_long
        self.line.setPlaceholderText(
            self.tr("this tree is too large for a line; what is typed here becomes another one")
            if is_too_long
            else self.tr("type a formula, such as  (x1 + x2)^2 + x3/(x1 + x2)")
        )
        if text != self.line.text():
            cursor = self.line.cursorPosition() if self.line.hasFocus() else 0
            self.line.setText(text)
            self.line.setCursorPosition(cursor)

    def _text_of(self, root: NodeId) -> str:
        """A tree as the line shows it, with its name; nothing of a tree that no line could show whole."""
        forest, order = self._stage.session.forest, self._stage.session.analysis.order
        if order.size[order.rows[root]] > LONGEST_SHOWN:
            return ""
        if self.with_names and forest.functions:
            text = print_definitions(forest, root)
        else:
            text = f"{forest.roots[root].name} = {print_formula(forest, root)}"
        return text if len(text) <= LONGEST else ""

    def _typed(self, text: str) -> None:
        if self._gesture is None:
            self._known = self._stage.session.forest.names()  # as they are before anything is typed
        is_begun = self._known.is_formula(text.strip())  # most likely by f, of which = follows
        if len(text) <= LONGEST_LIVE and not is_begun:
            self._try(text)

    def _entered(self) -> None:
        if self._gesture is None and self.line.text() == self._shown:
            self.line.selectAll()
        else:
            self._commit(self.line.text())

    def _take_whole(self, text: str) -> None:
        """What is too long for the line is read all the same, as it would be on the canvas."""
        self._commit(text)

    def _commit(self, text: str) -> None:
        if self._try(text):
            self._tell()
            self._root = self._grown
            self._end()
            self._follow()
            self.line.selectAll()

    def _tell(self) -> None:
        """Say what has become of what was entered, where that is not plain to see."""
        told = []
        if self._reading.was_latex:
            told.append(read_as(self._reading.definitions, self._known) + ".")
        trees = {root.name for root in self._stage.session.forest.roots.values()}
        for each in self._reading.definitions:
            if each.name in self._anew:
                stands = self.tr("{0} stood in no tree; it is drawn as one.")
                means = self.tr("{0} is {1} now, wherever it stands.")
                text = print_expression(each.expression, self._known)
                told.append((stands if each.name in trees else means).format(each.name, text))
        if told:
            self._stage.say(" ".join(told))

    def _try(self, text: str) -> bool:
        """Show a text on the canvas; whether it is a formula."""
        if not text.strip():
            self._complain(None)
            return False
        if self._gesture is None:
            self._known = self._stage.session.forest.names()  # as they are before anything is typed
        try:
            self._reading = read(text, self._known)
            self._show(self._reading.definitions)
        except FormulaError as error:
            self._complain(error)
            return False
        except EditError as error:
            self._complain(None)
            self._say(str(error))
            return False
        self._complain(None)
        return True

    def _show(self, definitions: list[Definition]) -> None:
        session = self._stage.session
        if self._gesture is None:
            self._gesture = object()
            self._stood = frozenset(session.forest.roots)
        root, point, named = None if self._is_too_long else self._root, self._free_point(), self._named

        def make(forest: Forest) -> Edit:
            home = root if root in forest.roots else None
            edit = written(forest, home, definitions, point, named, self._stage.reach_of)
            self._grown = _home(edit, root)
            self._anew = names_meant_anew(forest, definitions, named)
            return edit

        self._defined = tuple(each.name for each in definitions if each.used)
        text = self.tr("type a formula")
        self._writing = True
        try:
            session.redo_gesture(make, text, self._gesture)
        finally:
            self._writing = False
        self.shown()

    def _settle(self, clean: object) -> None:
        """What has been typed is saved: what is typed now changes the tree that is there."""
        if clean and self._gesture is not None and not self._writing:
            self._root, self._named = self._grown, self._defined
            self._end()

    def _free_point(self) -> Point:
        """Where a new tree begins: to the right of all that was there before anything was typed."""
        own = {self._grown} if self._grown is not None and self._root in self._stood else set()
        rect = self._stage.rect_of(Shown(self._stood | own))
        return Point(0.0, 0.0) if rect.isEmpty() else Point(round(rect.right() + _TREE_GAP, 1), 0.0)

    def _cancel(self) -> None:
        """Leave the line as if nothing had been typed."""
        gesture = self._gesture
        self._end()
        if gesture is not None:
            self._stage.session.take_back(gesture)
        self.line.clearFocus()
        self._follow()
        self.shown()

    def _end(self) -> None:
        self._gesture = None
        self._fresh = False

    def _complain(self, error: FormulaError | None) -> None:
        if error is None:
            self.line.clear_fault()
            self.message.hide()
            return
        self.line.underline(error.position, self._stage.look.theme.warning)
        self._say(str(error))

    def _say(self, sentence: str) -> None:
        """Show a sentence below the line, over the canvas, so that nothing moves."""
        self.message.setParent(self.parentWidget())
        self.message.setText(sentence)
        self.message.setFixedWidth(self.line.width())
        self.message.adjustSize()
        self.message.move(self.mapToParent(self.line.geometry().bottomLeft()) + QPoint(0, 2))
        self.message.show()
        self.message.raise_()

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Escape:
            self._cancel()
            return True
        if isinstance(event, QFocusEvent) and event.type() == QEvent.Type.FocusOut:
            self._end()
            self._follow()
        return False


def _names_defined(text: str) -> tuple[str, ...]:
    """The names of the functions that a printed text defines, before its tree."""
    return tuple(definition.partition(" = ")[0] for definition in text.split("; ")[:-1])


def _home(edit: Edit, root: NodeId | None) -> NodeId | None:
    """The root after an edit that has written a tree: `root` if it stays, else the first that has come."""
    if root is not None and edit.roots.get(root, (None, True))[1] is not None:
        return root
    return next((node for node, (_, after) in edit.roots.items() if after is not None), None)
