"""A typeset formula in a panel: scaled down to the panel's width as far as it can be read, elided beyond that.

Its context menu, and the key for copying, copy it as LaTeX, whether it is shown whole or not.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import (
    QAction,
    QColor,
    QContextMenuEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QLinearGradient,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from treeedit.canvas.painting.painter import colour, paint
from treeedit.figure.figure import Figure
from treeedit.figure.look import Theme
from treeedit.figure.mathematics import Block, MathsError, typeset_latex

SIZE, SMALLEST = 17.0, 10.0
_MARGIN, _FADE = 3.0, 36.0


class FormulaView(QWidget):
    """Shows one formula; hidden while there is none that can be typeset."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._block: Block | None = None
        self._shown: tuple[str, float, str] | None = None
        self._size, self._ink, self._ground = SIZE, "#000000", "#FFFFFF"
        self.copy_action = QAction(self.tr("Copy as &LaTeX"), self)
        self.copy_action.triggered.connect(self.copy)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.hide()

    def show_formula(self, latex: str, theme: Theme, text_scale: float, words: str = "") -> bool:
        """Show a formula in LaTeX, with words for who does not see it; whether it can be typeset."""
        if self._shown == (latex, SIZE * text_scale, theme.ink):
            return True
        self._size, self._ink, self._ground = SIZE * text_scale, theme.ink, theme.panel
        try:
            self._block = typeset_latex(latex, self._size)
        except MathsError:
            self.clear()
            return False
        self._shown = latex, self._size, self._ink
        self.setAccessibleName(words or latex)
        self._settle()
        self.show()
        return True

    def clear(self) -> None:
        """Show nothing."""
        self._block = self._shown = None
        self.hide()

    def latex(self) -> str:
        """The formula that is shown; "" if none is."""
        return self._block.latex if self._block else ""

    def copy(self) -> None:
        """Put the formula on the clipboard as plain text."""
        QGuiApplication.clipboard().setText(self.latex())

    def is_elided(self) -> bool:
        """Whether the end of the formula does not fit."""
        block = self._fitted()
        return block is not None and block.width > self._room()

    def _room(self) -> float:
        return max(self.width() - 2 * _MARGIN, 1.0)

    def _fitted(self) -> Block | None:
        """The formula at a size at which it fits, but at none that nobody can read."""
        block = self._block
        if block is None or block.width <= self._room():
            return block
        smallest = SMALLEST * self._size / SIZE
        return typeset_latex(block.latex, max(smallest, self._size * self._room() / block.width))

    def _settle(self) -> None:
        block = self._fitted()
        if block is not None:
            self.setFixedHeight(round(block.ascent + block.descent + 2 * _MARGIN))
        self.update()

    # --- overrides of Qt ---

    def sizeHint(self) -> QSize:
        return QSize(120, self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._settle()

    def event(self, event: QEvent) -> bool:
        return is_copied(event, self.copy) or super().event(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.copy_action)
        menu.popup(event.globalPos())

    def paintEvent(self, event: QPaintEvent) -> None:
        block = self._fitted()
        if block is None:
            return
        if self.hasFocus():
            with QPainter(self) as painter:
                painter.setPen(self.palette().highlight().color())
                painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), 4, 4)
        figure = Figure.empty()
        figure.outlines.append(block.outline(_MARGIN, _MARGIN + block.ascent, self._ink))
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            paint(painter, figure)
            if block.width > self._room():
                painter.fillRect(self.rect(), self._fade())

    def _fade(self) -> QLinearGradient:
        """What does not fit fades into the panel."""
        clear, solid = QColor(colour(self._ground)), colour(self._ground)
        clear.setAlpha(0)
        fade = QLinearGradient(self.width() - _FADE, 0.0, self.width() - _MARGIN, 0.0)
        fade.setColorAt(0.0, clear)
        fade.setColorAt(1.0, solid)
        return fade


def is_copied(event: QEvent, copy: Callable[[], None]) -> bool:
    """Copy if an event is the key for it, which is the widget's own though it also is a shortcut of the window."""
    if not isinstance(event, QKeyEvent) or not event.matches(QKeySequence.StandardKey.Copy):
        return False
    if event.type() == QEvent.Type.KeyPress:
        copy()
    event.accept()
    return True
