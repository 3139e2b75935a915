"""The outline: the trees of the canvas as rows that open and close, for eyes and for screen readers.

It chooses what the canvas chooses and the other way round, and sends its keys where the canvas sends them. While it is
hidden it costs nothing. Rule: never open all rows at once. A tree of 50,000 levels is shown from a branch near the
chosen node on; Qt's view would not survive the whole.
"""

from __future__ import annotations

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, QSize, Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QToolButton, QTreeView, QVBoxLayout, QWidget

from treeedit.canvas.camera.arrow_keys import place_of
from treeedit.canvas.view.view import View
from treeedit.model.records import Cursor, Edit, Slot
from treeedit.window.panels.outline_model import EXPRESSION, PARTIAL, VALUE, Index, OutlineModel

MOST_LEVELS = 60
_LEVELS_ABOVE = 12
MOST_CHOSEN = 200
_SMALLEST = QSize(270, 230)
_NUMBER_WIDTH, _INDENT = 62, 14
_SELECT = QItemSelectionModel.SelectionFlag
_EDIT_KEYS = (Qt.Key.Key_F2, Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Outline(QWidget):
    """The rows, and above them a button that leads back from a branch to the whole."""

    def __init__(self, view: View) -> None:
        super().__init__()
        self._view, self._stage = view, view.stage
        self.model = OutlineModel(self._stage)
        self.rows = Rows(view)
        self.rows.setModel(self.model)
        self.rows.setAccessibleName(self.tr("outline of the trees"))
        self.whole = QToolButton()
        self.whole.setText(self.tr("‹ All trees"))
        self.whole.setToolTip(self.tr("Show the outline from the roots on again"))
        self.whole.clicked.connect(self._show_whole)
        self.whole.hide()
        self.setMinimumSize(_SMALLEST)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.whole)
        column.addWidget(self.rows)
        self._arrange_columns()
        self._stale = self._following = False
        self.rows.selectionModel().selectionChanged.connect(self._choose)
        self.rows.selectionModel().currentChanged.connect(self._choose)
        self.rows.expanded.connect(self._opened)
        self._stage.selectionChanged.connect(self._follow_selection)
        self._stage.session.edited.connect(self._follow)
        self._stage.session.evaluated.connect(self._renumber)

    def refresh(self) -> None:
        """Write everything anew, as after a change of look."""
        self._renumber()

    def _arrange_columns(self) -> None:
        header = self.rows.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(EXPRESSION, QHeaderView.ResizeMode.Stretch)
        for column in (VALUE, PARTIAL):
            header.resizeSection(column, _NUMBER_WIDTH)

    # --- following the canvas ---

    def _follow(self, edit: Edit) -> None:
        renamed = any(before is None or after is None for before, after in edit.roots.values())
        if edit.keeps_structure() and not edit.folds and not renamed:
            return
        if self.isVisible():
            self._take_up()
        else:
            self._stale = True

    def _take_up(self) -> None:
        """Show the document as it is now; whatever is chosen stays chosen meanwhile."""
        self._stale, self._following = False, True
        try:
            self.model.take_up()
            self.whole.setVisible(self.rows.rootIndex().isValid())
        finally:
            self._following = False
        self._follow_selection()

    def _renumber(self, _evaluation: object = None) -> None:
        if self.isVisible():
            self.rows.viewport().update()

    def _follow_selection(self) -> None:
        """Choose the rows of what the canvas has chosen, and bring the current one into view."""
        if self._following or self._stale or not self.isVisible():
            return
        self._following = True
        try:
            self._show_chosen()
        finally:
            self._following = False

    def _show_chosen(self) -> None:
        cursor, chooser = self._stage.cursor(), self.rows.selectionModel()
        if cursor is None:
            chooser.clear()
            return
        self._reveal(cursor)
        chosen = QItemSelection()
        for each in [*self._stage.selection[-MOST_CHOSEN:], cursor]:
            chosen.select(self.model.index_of(each), self.model.index_of(each))
        chooser.select(chosen, _SELECT.ClearAndSelect | _SELECT.Rows)
        chooser.setCurrentIndex(self.model.index_of(cursor), _SELECT.NoUpdate)
        self.rows.scrollTo(self.model.index_of(cursor))

    # --- opening rows ---

    def _reveal(self, cursor: Cursor) -> None:
        """Open the rows above a cursor; from a branch on, where there are too many."""
        path = self._path_to(cursor)
        if path is None:
            root = self._above(cursor, _LEVELS_ABOVE)
            self._root_at(self.model.index_of(root))
            path = self._path_to(cursor) or []
        for above in reversed(path):
            self.rows.expand(self.model.index_of(above))

    def _path_to(self, cursor: Cursor) -> list[Cursor] | None:
        """The operations above a cursor, up to the shown root; None if they are too many, or if it is elsewhere."""
        root, path = self.model.cursor_of(self.rows.rootIndex()), list[Cursor]()
        above = self.model.parent_of(cursor)
        while above != root:
            if above is None or len(path) == MOST_LEVELS:
                return None if above is not None else self._path_from_whole(path)
            path.append(above)
            above = self.model.parent_of(above)
        return path

    def _path_from_whole(self, path: list[Cursor]) -> list[Cursor]:
        """The path to a cursor outside the shown branch: the whole is shown for it."""
        self._root_at(QModelIndex())
        return path

    def _above(self, cursor: Cursor, levels: int) -> Cursor:
        for _ in range(levels):
            above = self.model.parent_of(cursor)
            if above is None:
                break
            cursor = above
        return cursor

    def _opened(self, index: QModelIndex) -> None:
        """Show the rows from a branch on where somebody opens them ever deeper."""
        cursor = self.model.cursor_of(index)
        if not self._following and cursor is not None and self._path_to(cursor) is None:
            self._root_at(self.model.index_of(self._above(cursor, _LEVELS_ABOVE)))

    def _root_at(self, index: QModelIndex) -> None:
        self.rows.setRootIndex(index)
        self.whole.setVisible(index.isValid())

    def _show_whole(self) -> None:
        """Lead back to all trees, their roots closed, so that nothing deep is laid out."""
        self.rows.collapseAll()
        self._root_at(QModelIndex())

    # --- leading the canvas ---

    def _choose(self, _now: object = None, _before: object = None) -> None:
        """Choose on the canvas what is chosen here."""
        if self._following:
            return
        self._following = True
        try:
            self._choose_on_canvas()
        finally:
            self._following = False

    def _choose_on_canvas(self) -> None:
        chooser = self.rows.selectionModel()
        current = self.model.cursor_of(chooser.currentIndex())
        found = [self.model.cursor_of(index) for index in chooser.selectedRows()]
        nodes = [each for each in found if isinstance(each, int) and each != current]
        if isinstance(current, Slot) and not nodes:
            self._stage.select_gap(current)
        else:
            last = [current] if isinstance(current, int) and current in found else []
            self._stage.select([*nodes, *last])
        if current is not None:
            self._view.bring_into_view(place_of(self._stage, current))

    # --- overrides of Qt ---

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._take_up()
        else:
            self._follow_selection()


class Rows(QTreeView):
    """The tree view; keys that mean something to the canvas go there."""

    def __init__(self, view: View) -> None:
        super().__init__()
        self._view = view
        self.setUniformRowHeights(True)
        self.setIndentation(_INDENT)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setExpandsOnDoubleClick(True)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)

    def _edit(self) -> None:
        """Edit the current node in place, on the canvas; an empty slot is filled."""
        cursor = self._view.stage.cursor()
        if isinstance(cursor, int):
            self._view.edit_requested(cursor)
        else:
            self._view.typed("")

    def currentChanged(self, current: Index, previous: Index) -> None:
        if self.hasFocus():
            super().currentChanged(current, previous)
        else:
            # Qt's tree view tells screen readers of a focus that it has not got: the canvas tells them.
            QAbstractItemView.currentChanged(self, current, previous)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
        text = event.text().strip()
        if event.key() == Qt.Key.Key_Escape:
            self._view.setFocus(Qt.FocusReason.OtherFocusReason)
        elif event.key() in _EDIT_KEYS and plain:
            self._edit()
        elif not (plain and text.isprintable() and text and self._view.typed(text)):
            super().keyPressEvent(event)
