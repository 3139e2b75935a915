"""A section of the inspector: a heading that folds it, and rows of mathematics and words below it.

Rows stay as long as they can, as numbers come often: only what they say is exchanged. Each row is there for readers of
the screen as plain text, and its menu copies it as LaTeX or as text.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Sequence
from html import escape

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QMenu, QToolButton, QVBoxLayout, QWidget

from treeedit.figure.accounts import Finding, Kind
from treeedit.figure.lines import Line, Role
from treeedit.figure.look import Look
from treeedit.figure.numbers import plain_text
from treeedit.figure.rules import raised
from treeedit.model.records import NodeId
from treeedit.window.widgets.formula_view import FormulaView, is_copied
from treeedit.window.widgets.sum_line import Piece, SumLine

_SIZE = 13.0
_SIGNS = re.compile(r"( = | ≈ | \+ | · )")


class NumberRow(SumLine):
    """A line of numbers, the last of them in the colour of what it is."""

    def __init__(self) -> None:
        super().__init__(_light_nothing, _SIZE)
        self._line = Line("", "")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def take(self, finding: Finding, look: Look, scale: float) -> None:
        """Say another finding."""
        self._line = finding.line
        if self._size != _SIZE * scale:
            self.resize_text(_SIZE * scale)
        told = [part for part in finding.line.parts() if part.role is not Role.WORDS]
        words = [part.plain for part in finding.line.parts() if part.role is Role.WORDS]
        *parts, last = _SIGNS.split(raised("".join(part.plain for part in told)))
        theme = look.theme
        colour, weight = (theme.value, "bold") if finding.kind is Kind.VALUE else (theme.partial, "bold")
        if last == "…":
            colour = theme.muted
        pieces = [*(Piece(part, theme.ink) for part in parts), Piece(last, colour, weight)]
        self.show_pieces([*pieces, *(Piece(f" {each}", theme.muted) for each in " ".join(words).split())])
        self.setToolTip("" if math.isnan(finding.number) else plain_text(finding.number))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            with QPainter(self) as painter:
                painter.setPen(self.palette().highlight().color())
                painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), 4, 4)

    def event(self, event: QEvent) -> bool:
        return is_copied(event, self.copy_latex) or super().event(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.tr("Copy as &LaTeX")).triggered.connect(self.copy_latex)
        menu.addAction(self.tr("Copy as &text")).triggered.connect(self.copy_text)
        menu.popup(event.globalPos())

    def copy_latex(self) -> None:
        """Put the line on the clipboard as LaTeX."""
        QGuiApplication.clipboard().setText(self._line.latex)

    def copy_text(self) -> None:
        """Put the line on the clipboard as plain text."""
        QGuiApplication.clipboard().setText(self._line.plain)


class WordsRow(QLabel):
    """A sentence."""

    def __init__(self) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)

    def take(self, finding: Finding, look: Look, scale: float) -> None:
        """Say another finding."""
        name = "refusal" if finding.kind is Kind.WARNING else "hint"
        if name != self.objectName():
            self.setObjectName(name)
            self.style().polish(self)
        self.setText(finding.line.plain)


class FormulaRow(QWidget):
    """A typeset formula, or its text where it cannot be typeset."""

    def __init__(self) -> None:
        super().__init__()
        self.view, self.words = FormulaView(), WordsRow()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.view)
        column.addWidget(self.words)

    def take(self, finding: Finding, look: Look, scale: float) -> None:
        """Say another finding."""
        shown = self.view.show_formula(finding.line.latex, look.theme, scale, finding.line.plain)
        self.view.setToolTip(f"<span>{escape(finding.line.plain)}</span>")
        self.words.setVisible(not shown)
        if not shown:
            self.words.take(finding, look, scale)


Row = NumberRow | WordsRow | FormulaRow
_ROWS: dict[Kind, Callable[[], Row]] = {
    Kind.VALUE: NumberRow,
    Kind.PARTIAL: NumberRow,
    Kind.FORMULA: FormulaRow,
    Kind.WORDS: WordsRow,
    Kind.WARNING: WordsRow,
}


class Section(QWidget):
    """A heading and rows. It calls toggled() when it has been folded or unfolded."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.toggled: Callable[[], None] = lambda: None
        self._rows: list[Row] = []
        self.heading = QToolButton()
        self.heading.setObjectName("heading")
        self.heading.setText(title)
        self.heading.setCheckable(True)
        self.heading.setChecked(True)
        self.heading.setAutoRaise(True)
        self.heading.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.heading.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.heading.setArrowType(Qt.ArrowType.DownArrow)
        self.heading.toggled.connect(self._turn)
        self._body = QWidget()
        self._column = QVBoxLayout(self._body)
        self._column.setContentsMargins(14, 0, 0, 4)
        self._column.setSpacing(3)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(1)
        whole.addWidget(self.heading)
        whole.addWidget(self._body)

    @property
    def is_open(self) -> bool:
        """Whether its rows are to be seen."""
        return self.heading.isChecked()

    def texts(self) -> list[str]:
        """What the rows say, as plain text."""
        return [_text_of(row) for row in self._rows if not row.isHidden()]

    def say(self, findings: Sequence[Finding], look: Look, scale: float) -> None:
        """Show these findings; without any the whole section is hidden."""
        self.setVisible(bool(findings))
        for index, finding in enumerate(findings):
            row = self._row(index, finding.kind)
            row.take(finding, look, scale)
            row.show()
        for row in self._rows[len(findings) :]:
            row.hide()

    def _row(self, index: int, kind: Kind) -> Row:
        make = _ROWS[kind]
        if index < len(self._rows) and type(self._rows[index]) is make:
            return self._rows[index]
        row = make()
        if index < len(self._rows):
            self._column.replaceWidget(self._rows[index], row)
            self._rows[index].hide()
            self._rows[index].deleteLater()
            self._rows[index] = row
        else:
            self._rows.append(row)
            self._column.addWidget(row)
        return row

    def _turn(self, is_open: object) -> None:
        self.heading.setArrowType(Qt.ArrowType.DownArrow if is_open else Qt.ArrowType.RightArrow)
        self._body.setVisible(bool(is_open))
        self.toggled()


def _light_nothing(nodes: Iterable[NodeId]) -> None:
    """The inspector's numbers light nothing."""


def _text_of(row: Row) -> str:
    if isinstance(row, WordsRow):
        return row.text()
    return row.accessibleName() if isinstance(row, NumberRow) else row.view.accessibleName() or row.words.text()
