"""The bar over the cards: which kept values the inputs have now, a menu to choose others, a button to keep these.

Names are asked for in a row that unfolds below; the values themselves are `values.py`'s.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from treeedit.canvas.scene.scene import Stage
from treeedit.model.records import Edit
from treeedit.window.inputs.input_values import Values
from treeedit.window.widgets.inline_question import Ask

MOST_KEYS = 9
_AROUND = 40
"""What a button needs beside its words, for its edge and the arrow."""


class Chooser(QPushButton):
    """A button that shows as much of its words as it has room for."""

    def __init__(self) -> None:
        super().__init__()
        self.words = ""
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def say(self, words: str) -> None:
        """Show other words."""
        self.words = words
        shown = self.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, self.width() - _AROUND)
        self.setText(shown.replace("&", "&&"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.say(self.words)
        super().resizeEvent(event)


class PresetBar(QWidget):
    """A button with the current name, whose menu lists all; a button that keeps."""

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self._stage = stage
        self.values = Values(stage)
        self.asking = Ask()
        self._menu = QMenu(self)
        self._menu.setToolTipsVisible(True)
        self._menu.aboutToShow.connect(self.fill_menu)
        self._menu.triggered.connect(self._chosen)
        self._chooser = Chooser()
        self._dress(self._chooser, "chooser", self.tr("Values of all inputs that are kept"))
        self._chooser.setMenu(self._menu)
        self._keeper = QToolButton()
        self._dress(self._keeper, "quiet", self.tr("Keep the values of all inputs under a name"))
        self._keeper.setText(self.tr("Keep…"))
        self._keeper.clicked.connect(self.ask_to_keep)
        self.asking.home = self._chooser
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self._chooser, 1)
        row.addWidget(self._keeper)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 6, 10, 2)
        column.setSpacing(2)
        column.addLayout(row)
        column.addWidget(self.asking)
        stage.session.edited.connect(self._follow)
        stage.session.settling.connect(self.asking.go_home)
        self._show()

    def _dress(self, button: QAbstractButton, name: str, words: str) -> None:
        button.setObjectName(name)
        button.setToolTip(words)
        button.setAccessibleName(words)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def tab_chain(self) -> list[QWidget]:
        """What Tab visits on the bar, in order."""
        return [self._chooser, self._keeper, self.asking.field]

    def text(self) -> str:
        """What the bar says of the values."""
        return self._chooser.words

    def ask_to_keep(self) -> None:
        """Ask for the name under which the values are kept."""
        self.asking.ask(self.tr("Keep as"), self.values.suggested(), self.values.keep)

    def ask_to_rename(self) -> None:
        """Ask for another name of the values that were chosen last."""
        self.asking.ask(self.tr("Rename to"), self.values.last(), self.values.rename)

    def choose_nth(self, index: int) -> None:
        """Choose the kept values by their place in the list."""
        names = self.values.names()
        if index < len(names):
            self.values.choose(names[index])

    def nth(self, index: int) -> str:
        """The name in a place of the list; "" if there is none."""
        names = self.values.names()
        return names[index] if index < len(names) else ""

    def fill_menu(self) -> None:
        """List what there is now."""
        self.values.mark_current()
        self._menu.clear()
        current, last = self.values.current(), self.values.last()
        for index, name in enumerate(self.values.names()):
            keys = f"\tCtrl+{index + 1}" if index < MOST_KEYS else ""
            action = self._entry(name.replace("&", "&&") + keys, "choose", name)
            action.setToolTip(self.values.described(name))
            action.setCheckable(True)
            action.setChecked(name == current)
        self._menu.addSeparator()
        self._entry(self.tr("Keep these values…"), "keep")
        if last:
            shown = last.replace("&", "&&")
            if last != current:
                self._entry(self.tr("Update “{0}”").format(shown), "update")
            self._entry(self.tr("Rename “{0}”…").format(shown), "rename")
            self._entry(self.tr("Remove “{0}”").format(shown), "remove")

    def _entry(self, text: str, verb: str, name: str = "") -> QAction:
        action = self._menu.addAction(text)
        action.setData([verb, name])
        return action

    def _chosen(self, action: QAction) -> None:
        verb, name = action.data()
        if verb == "choose":
            self.values.choose(name)
            return
        {
            "keep": self.ask_to_keep,
            "update": self.values.update,
            "rename": self.ask_to_rename,
            "remove": self.values.remove,
        }[verb]()

    def _follow(self, edit: Edit) -> None:
        if edit.inputs or edit.presets or edit.nodes:
            self._show()

    def _show(self) -> None:
        self.setVisible(bool(self._stage.session.forest.inputs))
        self.values.mark_current()
        current, last = self.values.current(), self.values.last()
        words = current or (self.tr("{0}, changed").format(last) if last else self.tr("values changed"))
        self._chooser.say(words if self.values.names() else self.tr("no values kept"))
