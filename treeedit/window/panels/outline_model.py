"""The trees of the canvas as rows for a tree view: an operation's rows are its operands and its empty slots.

Nothing is copied: a row is looked up in the forest when it is asked for, so a large document costs what is shown of it.
Rule: an index may be older than the forest; what it meant is then no row, never a fault.
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from treeedit.canvas.scene.scene import Stage
from treeedit.canvas.view.spoken_words import Words
from treeedit.figure.typeset import typeset, typeset_formula
from treeedit.model.forest import expression_of
from treeedit.model.labels import is_name
from treeedit.model.operators import OPERATORS
from treeedit.model.records import Blank, Cursor, Leaf, NodeId, Operation, Slot

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_MOST_PRINTED = 40
_LONGEST = 60
_FOLDED = "▸ "
_ROLE = Qt.ItemDataRole
EXPRESSION, VALUE, PARTIAL = range(3)


class OutlineModel(QAbstractItemModel):
    """Three columns: expression, value, partial. A row is a cursor of the stage: a node, or an empty slot."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self._stage, self._forest, self._words = stage, stage.session.forest, Words(stage)
        self._cursors: list[Cursor] = []
        self._numbers: dict[Cursor, int] = {}
        self._take_trees()

    # --- cursors and indexes ---

    def cursor_of(self, index: Index) -> Cursor | None:
        """What a row stands for; None for no row, and for one that is gone."""
        if not index.isValid():
            return None
        cursor = self._cursors[index.internalId()]
        known = self._forest.is_empty(cursor) if isinstance(cursor, Slot) else cursor in self._forest.nodes
        return cursor if known else None

    def index_of(self, cursor: Cursor, column: int = EXPRESSION) -> QModelIndex:
        """The row of a cursor; no row if it is gone."""
        row = self._row_of(cursor)
        if row is None:
            return QModelIndex()
        return self.createIndex(row, column, self._number(cursor))

    def parent_of(self, cursor: Cursor) -> NodeId | None:
        """The operation whose row holds a cursor's; None for a tree's root."""
        slot = cursor if isinstance(cursor, Slot) else self._forest.slot_of(cursor)
        return None if slot is None else slot.parent

    def _row_of(self, cursor: Cursor) -> int | None:
        if isinstance(cursor, Slot):
            return cursor.index if self._forest.is_empty(cursor) else None
        slot = self._forest.slot_of(cursor)
        return self._rows.get(cursor) if slot is None else slot.index

    def _number(self, cursor: Cursor) -> int:
        """A small number for a cursor, the same as long as the model stands, which fits into an index."""
        number = self._numbers.setdefault(cursor, len(self._cursors))
        if number == len(self._cursors):
            self._cursors.append(cursor)
        return number

    # --- following the document ---

    def take_up(self) -> None:
        """Show the document as it stands now. The view keeps what is open and chosen, as far as it is still there."""
        if self._forest is not self._stage.session.forest:
            self._begin_anew()
            return
        self.layoutAboutToBeChanged.emit()
        kept = self.persistentIndexList()
        cursors = [self._cursors[index.internalId()] for index in kept]
        self._take_trees()
        moved = [self.index_of(cursor, index.column()) for cursor, index in zip(cursors, kept, strict=True)]
        self.changePersistentIndexList(kept, moved)
        self.layoutChanged.emit()

    def _begin_anew(self) -> None:
        self.beginResetModel()
        self._forest = self._stage.session.forest
        self._cursors, self._numbers = [], {}
        self._take_trees()
        self.endResetModel()

    def _take_trees(self) -> None:
        self._trees = self._forest.trees()
        self._rows = {root: row for row, root in enumerate(self._trees)}

    # --- what a row says ---

    def _expression(self, cursor: Cursor) -> str:
        if isinstance(cursor, Slot):
            return self.tr("empty slot")
        record, root = self._forest.nodes[cursor], self._forest.roots.get(cursor)
        fold = _FOLDED if cursor in self._forest.folds else ""
        name = fold + (f"{typeset(root.name)} = " if root is not None and root.name else "")
        if not isinstance(record, Operation):
            return name + typeset(record.label)
        text = self._formula(cursor)
        return name + text if root is not None and text else f"{name}{OPERATORS[record.operator].glyph}    {text}"

    def _formula(self, node: NodeId) -> str:
        """An operation's formula where it is short; else how many nodes it has."""
        order = self._stage.session.analysis.order
        size = int(order.size[order.rows[node]])
        text = typeset_formula(expression_of(self._forest, node)) if size <= _MOST_PRINTED else ""
        return text if 0 < len(text) <= _LONGEST else self.tr("… ({0} nodes)").format(size)

    def _figure(self, cursor: Cursor, column: int) -> str:
        """The value or the partial as the canvas writes it; nothing where there is none."""
        session = self._stage.session
        if isinstance(cursor, Slot):
            return ""
        row = session.analysis.order.rows[cursor]
        knows = self._stage.knows_value if column == VALUE else self._stage.knows_partial
        if not session.analysis.order.complete[row] or not knows(row):
            return ""
        blank = Blank("value" if column == VALUE else "partial", cursor)
        if self._stage.veil.hides(blank):
            return self._stage.veil.answer(blank) or "?"
        numbers = session.evaluation.value if column == VALUE else session.evaluation.partial
        number = float(numbers[row])
        return self._stage.look.number(number) if number == number else self.tr("undefined")

    def _ink(self, cursor: Cursor, column: int) -> QColor:
        theme = self._stage.look.theme
        record = None if isinstance(cursor, Slot) else self._forest.nodes[cursor]
        constant = isinstance(record, Leaf) and not is_name(record.label)
        if record is None or (constant and column == PARTIAL):
            return QColor(theme.muted)
        return QColor((theme.ink, theme.value, theme.partial)[column])

    def _spoken(self, cursor: Cursor, column: int) -> str:
        """What is read aloud: the whole row at its first column."""
        return self._words.all(cursor) if column == EXPRESSION else self._figure(cursor, column)

    # --- overrides of Qt ---

    def index(self, row: int, column: int, parent: Index = _NOWHERE) -> QModelIndex:
        above = self.cursor_of(parent)
        if above is None and parent.isValid():
            return QModelIndex()
        held = self._held(above)
        if not (0 <= row < len(held) and 0 <= column <= PARTIAL):
            return QModelIndex()
        occupant = held[row]
        cursor = Slot(above, row) if occupant is None and isinstance(above, int) else occupant
        return QModelIndex() if cursor is None else self.createIndex(row, column, self._number(cursor))

    def _held(self, above: Cursor | None) -> tuple[NodeId | None, ...] | list[NodeId]:
        if above is None:
            return self._trees
        return () if isinstance(above, Slot) else self._forest.operands(above)

    def parent(self, index: Index) -> QModelIndex:  # type: ignore[override]  # the other one is QObject's
        cursor = self.cursor_of(index)
        above = None if cursor is None else self.parent_of(cursor)
        return QModelIndex() if above is None else self.index_of(above)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        above = self.cursor_of(parent)
        if parent.isValid() and (above is None or parent.column() != EXPRESSION):
            return 0
        return len(self._held(above))

    def hasChildren(self, parent: Index = _NOWHERE) -> bool:
        return self.rowCount(parent) > 0

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return PARTIAL + 1

    def data(self, index: Index, role: int = _ROLE.DisplayRole) -> Any:
        cursor = self.cursor_of(index)
        if cursor is None:
            return None
        if role == _ROLE.DisplayRole:
            column = index.column()
            return self._expression(cursor) if column == EXPRESSION else self._figure(cursor, column)
        if role == _ROLE.ForegroundRole:
            return self._ink(cursor, index.column())
        if role == _ROLE.AccessibleTextRole:
            return self._spoken(cursor, index.column())
        if role == _ROLE.TextAlignmentRole and index.column() != EXPRESSION:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _ROLE.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == _ROLE.DisplayRole:
            return (self.tr("Expression"), self.tr("Value"), self.tr("Partial"))[section]
        if role == _ROLE.TextAlignmentRole and section != EXPRESSION:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None
