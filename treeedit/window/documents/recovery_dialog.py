"""Offers what a crash or a kill has left behind: each document with its name, its time, its place and a small picture.

Nothing is lost by this dialog: closing it keeps everything for the next start, only Discard removes, after a question.
A copy that cannot be read says why, and is kept.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QDateTime, QLocale, Qt, QTimer
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from treeedit.canvas.painting.bitmap import png_bytes
from treeedit.figure.look import Look
from treeedit.figure.page import page
from treeedit.files.fault import FileError, shown
from treeedit.files.recovery import Lost, Recovery
from treeedit.files.sight import Sight
from treeedit.model.analysis import analyse, evaluated
from treeedit.model.forest import Forest, operands_first
from treeedit.model.formula import print_formula
from treeedit.model.records import NodeId
from treeedit.window.documents.file_reading import Arrival
from treeedit.window.documents.file_titles import shortened
from treeedit.window.widgets.message_box import ask
from treeedit.words import translate

_PICTURE = 168, 104
_MARGIN = 12.0
_MOST_PICTURED = 600
"""Nodes; a picture of more would be grey, and the user would wait for it."""
_MOST_READ = 1 << 20
_MOST_WRITTEN = 64
"""Characters of a formula; more would not fit beside the picture."""
_MINUTE, _HOUR, _DAY = 60, 3600, 86400


class RecoveryDialog(QDialog):
    """The lost documents, the newest first. restore(arrival, key): puts one into a window, with its copy."""

    def __init__(
        self,
        lost: list[Lost],
        recovery: Recovery,
        restore: Callable[[Arrival, str], None],
        look: Look,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Unsaved documents"))
        self._recovery, self._put = recovery, restore
        self.cards = [_Card(each, recovery, look, self) for each in lost]
        self._column = QVBoxLayout()
        for card in self.cards:
            card.restore.clicked.connect(self._restore)
            card.later.clicked.connect(self._put_off)
            card.discard.clicked.connect(self._discard)
            self._column.addWidget(card)
        self._column.addStretch(1)
        self._lay_out()
        self._waiting = list(self.cards)
        self._drawing = QTimer(self)
        self._drawing.timeout.connect(self._draw_next)
        self._drawing.start(0)

    def restore_all(self) -> None:
        """Restore whatever can be restored."""
        for card in list(self.cards):
            self.restore(card)

    def restore(self, card: _Card) -> None:
        """Open a document as it was, unsaved, under its old name; its copy lives on until it is saved."""
        forest = card.forest()
        if forest is None:
            return
        key = self._recovery.claim(card.lost)
        if key is None:
            card.complain(self.tr("It is no longer there: perhaps another treeedit has restored it."))
            return
        self._put(_arrival(forest, card.lost), key)
        self._remove(card)

    def _lay_out(self) -> None:
        words = QLabel(self.tr("treeedit ended without saving these documents. They can be restored as they were."))
        words.setWordWrap(True)
        inner = QWidget()
        inner.setLayout(self._column)
        self._column.setContentsMargins(0, 0, 0, 0)
        area = QScrollArea()
        area.setWidget(inner)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        buttons = QDialogButtonBox()
        self.all = buttons.addButton(self.tr("Restore &all"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.none = buttons.addButton(self.tr("&Later"), QDialogButtonBox.ButtonRole.RejectRole)
        self.all.clicked.connect(self.restore_all)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        for each in (words, area, buttons):
            column.addWidget(each)
        self.resize(680, min(600, 104 + 150 * len(self.cards)))

    def _draw_next(self) -> None:
        """One picture a turn, so that the window stays alive."""
        if self._waiting:
            self._waiting.pop(0).draw()
        else:
            self._drawing.stop()

    def _restore(self) -> None:
        self.restore(self._asked())

    def _put_off(self) -> None:
        self._remove(self._asked())

    def _discard(self) -> None:
        card = self._asked()
        what = self.tr("Discard {0} for good?").format(card.name())
        if ask(self, what, self.tr("It was not saved anywhere else."), [self.tr("Discard")]) is not None:
            self._recovery.discard(card.lost)
            self._remove(card)

    def _asked(self) -> _Card:
        """The card of the button that was pressed."""
        return next(card for card in self.cards if card.isAncestorOf(self.sender()))  # type: ignore[arg-type]

    def _remove(self, card: _Card) -> None:
        self.cards.remove(card)
        if card in self._waiting:
            self._waiting.remove(card)
        self._column.removeWidget(card)
        card.hide()
        card.deleteLater()
        if not self.cards:
            self.accept()


class _Card(QFrame):
    """One lost document."""

    def __init__(self, lost: Lost, recovery: Recovery, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.lost, self._recovery, self._look = lost, recovery, look
        self.picture = QLabel()
        self.picture.setFixedSize(*_PICTURE)
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.what = QLabel()
        self.what.setTextFormat(Qt.TextFormat.PlainText)
        self.what.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)  # wide letters are cut
        self.words = QLabel(f"{_ago(lost.time)}\n{self._place()}")
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setWordWrap(True)
        self.restore = QPushButton(self.tr("Restore"))
        self.later = QPushButton(self.tr("Later"))
        self.discard = QPushButton(self.tr("Discard…"))
        self._lay_out()

    def name(self) -> str:
        """What the document was called."""
        return self.lost.about.name or self.tr("Untitled")

    def forest(self) -> Forest | None:
        """The document; None if it cannot be read, which the card says then."""
        try:
            return self._recovery.forest(self.lost)
        except FileError as error:
            self.complain(self.tr("It cannot be read and is kept as it is: {0}").format(error))
            return None

    def complain(self, sentence: str) -> None:
        """Say why this document cannot be restored."""
        self.words.setText(sentence)
        self.restore.setEnabled(False)

    def draw(self) -> None:
        """Say what is in the document, and show the picture if it is small enough for one."""
        forest = self.forest() if self.lost.size <= _MOST_READ else None
        if forest is not None and len(forest.nodes) <= _MOST_PICTURED:
            self.what.setText(self._written(forest))
            self.picture.setPixmap(_picture(forest, self._look, self.devicePixelRatioF()))
        elif self.restore.isEnabled():
            self.what.setText(self._counted())
            self.picture.setText(self.tr("A large tree"))

    def _written(self, forest: Forest) -> str:
        """The formula of the tree that is shown, as far as there is room, and how many others there are."""
        root = _largest(forest)
        if root is None:
            return self.tr("nothing on the canvas")
        formula = shown(f"{forest.roots[root].name} = {print_formula(forest, root)}", _MOST_WRITTEN)
        others = len(forest.roots) - 1
        words = {0: "{0}", 1: self.tr("{0} and another tree")}.get(others, self.tr("{0} and {1} other trees"))
        return words.format(formula, others)

    def _counted(self) -> str:
        try:
            extent = self._recovery.extent(self.lost)
        except FileError:
            return ""
        nodes, trees = len(extent.nodes), len(extent.roots)
        words = self.tr("{0} nodes") if trees == 1 else self.tr("{0} nodes in {1} trees")
        return words.format(f"{nodes:,}", f"{trees:,}")

    def _place(self) -> str:
        path = self.lost.about.path
        return self.tr("saved before in {0}").format(shortened(Path(path).parent)) if path else self.tr("never saved")

    def _lay_out(self) -> None:
        title = QLabel(self.name())
        title.setTextFormat(Qt.TextFormat.PlainText)
        title.setStyleSheet("font-weight: bold")
        buttons = QHBoxLayout()
        for button in (self.restore, self.later, self.discard):
            button.setAutoDefault(False)
            buttons.addWidget(button)
        buttons.addStretch(1)
        column = QVBoxLayout()
        column.addWidget(title)
        column.addWidget(self.what)
        column.addWidget(self.words, 1)
        column.addLayout(buttons)
        row = QHBoxLayout(self)
        row.addWidget(self.picture)
        row.addLayout(column, 1)


def _arrival(forest: Forest, lost: Lost) -> Arrival:
    if not lost.about.path:
        return Arrival(forest, is_saved=False)
    path = Path(lost.about.path)
    return Arrival(forest, path, Sight(path, seen=lost.about.seen), is_saved=False)


def _largest(forest: Forest) -> NodeId | None:
    return max(forest.roots, key=lambda root: len(operands_first(forest, root)), default=None)


def _picture(forest: Forest, look: Look, ratio: float) -> QPixmap:
    """The largest tree, as large as it fits: all of them side by side would be too small to tell."""
    analysis = analyse(forest)
    largest = _largest(forest)
    figure = page(forest, analysis, evaluated(forest, analysis), look, [] if largest is None else [largest])
    figure.bounds = figure.bounds.grown(_MARGIN)
    left, top, right, bottom = figure.bounds
    scale = min(_PICTURE[0] / (right - left), _PICTURE[1] / (bottom - top), 1.0)
    found = QPixmap()
    found.loadFromData(png_bytes(figure, scale * ratio, look.theme.paper))
    found.setDevicePixelRatio(ratio)
    return found


def _ago(moment: float) -> str:
    """How long ago something was, in words, and at what time; a date if it is long ago."""
    seconds, then = max(0.0, time.time() - moment), QDateTime.fromSecsSinceEpoch(int(moment))
    if seconds >= _DAY:
        return QLocale().toString(then, QLocale.FormatType.ShortFormat)
    if seconds < _MINUTE:
        words = translate("recovery", "less than a minute ago, at {1}")
    elif seconds < _HOUR:
        words = translate("recovery", "{0} min ago, at {1}")
    else:
        words = translate("recovery", "{0} h ago, at {1}")
    unit = _MINUTE if seconds < _HOUR else _HOUR
    return words.format(int(seconds // unit), QLocale().toString(then.time(), "HH:mm:ss"))
