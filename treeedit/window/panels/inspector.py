"""The inspector: where the numbers of the current node come from, in sections that fold.

What follows from the structure alone, the formulas, is written when the structure or the node is another; numbers are
rewritten when the passes have run, those only that can be seen. What is not known yet is three dots.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QLabel, QScrollArea, QVBoxLayout, QWidget

from treeedit.canvas.scene.scene import Stage
from treeedit.figure.accounts import Account, Finding, Kind
from treeedit.figure.lines import Line
from treeedit.model.records import Edit, Leaf, NodeId
from treeedit.window.panels.inspector_section import Section
from treeedit.window.panels.inspector_words import described, formula_of, latex_of, title_of
from treeedit.window.settings import Key, Settings
from treeedit.window.widgets.formula_view import FormulaView
from treeedit.words import QT_TRANSLATE_NOOP, translate

__all__ = ["Inspector", "described"]


class Part(NamedTuple):
    """A section: its name in code, its title, what stands in it, and whether numbers do."""

    name: str
    title: str
    findings: Callable[[Account], list[Finding]]
    has_numbers: bool = True


PARTS = (
    Part("value", QT_TRANSLATE_NOOP("inspector", "Value"), Account.value),
    Part("partial", QT_TRANSLATE_NOOP("inspector", "Partial"), Account.partial),
    Part("sum", QT_TRANSLATE_NOOP("inspector", "Sum of its set"), Account.total),
    Part("formulas", QT_TRANSLATE_NOOP("inspector", "Derivatives as formulas"), Account.formulas, False),
    Part("domain", QT_TRANSLATE_NOOP("inspector", "Domain"), Account.domain),
    Part("check", QT_TRANSLATE_NOOP("inspector", "Check"), Account.check),
)
_NUMBERS = tuple(part for part in PARTS if part.has_numbers)
_CHECK = PARTS[-1]
(_FORMULAS,) = (part for part in PARTS if not part.has_numbers)
_WAITING = [Finding(Line(r"\ldots", "…"), Kind.WORDS)]
_MOST_AT_ONCE = 30
"""A check that follows more nodes waits until the numbers rest."""
_REST_MS, _PAUSE_MS = 150, 60


class Inspector(QScrollArea):
    """What the current node is, and where its numbers come from."""

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self._stage = stage
        self._said: dict[str, frozenset[int]] = {}
        self._title, self._label = QLabel(), QLabel()
        self._title.setTextFormat(Qt.TextFormat.RichText)
        self._label.setTextFormat(Qt.TextFormat.PlainText)
        self.formula = FormulaView()
        self.sections = {part.name: Section(translate("inspector", part.title)) for part in PARTS}
        sheet = QWidget()
        column = QVBoxLayout(sheet)
        column.setContentsMargins(12, 10, 12, 12)
        column.setSpacing(4)
        for label in (self._title, self._label):
            label.setWordWrap(True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        for each in (self._title, self.formula, self._label, *self.sections.values()):
            column.addWidget(each)
        column.addStretch()
        for section in self.sections.values():
            section.toggled = self.refresh
        self.setWidget(sheet)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._check)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self.say_formulas)
        stage.selectionChanged.connect(self._choose)
        stage.session.edited.connect(self._follow)
        stage.session.evaluated.connect(self._renumber)
        self.refresh()

    def _choose(self) -> None:
        """Name another node and say its numbers; formulas take longer, and wait until the cursor rests."""
        node = self._node()
        if node is None:
            self.refresh()
            return
        self._title.setText(title_of(self._stage, node))
        self._title.show()
        self.formula.clear()
        self._label.hide()
        self.sections[_FORMULAS.name].hide()
        self._said = {}
        self._say(_NUMBERS)
        self._pause.start()

    def say_formulas(self) -> None:
        """Typeset what is said of the current node in formulas, without waiting any longer."""
        self._pause.stop()
        node = self._node()
        if node is not None:
            self._name(node)
            self._say((_FORMULAS,))

    def refresh(self, _change: object = None) -> None:
        """Say what is known of the current node now."""
        self._pause.stop()
        node = self._node()
        self._title.setVisible(node is not None)
        if node is None:
            self.formula.clear()
            self._label.setText(self.tr("Select a node to see where its numbers come from."))
            self._label.show()
        else:
            self._name(node)
        self._say(PARTS)

    def restore(self, settings: Settings) -> None:
        """Fold the sections that were folded."""
        folded = settings.words(Key.INSPECTOR_FOLDED)
        for name, section in self.sections.items():
            section.heading.setChecked(name not in folded)

    def remember(self, settings: Settings) -> None:
        """Keep which sections are folded."""
        settings.keep_words(
            Key.INSPECTOR_FOLDED, [name for name, section in self.sections.items() if not section.is_open]
        )

    def _node(self) -> NodeId | None:
        """The current node."""
        there = self._stage.session.forest.nodes
        return next((node for node in reversed(self._stage.selection) if node in there), None)

    def _name(self, node: NodeId) -> None:
        """Say what the node is; a leaf is what it is called."""
        stage = self._stage
        self._title.setText(title_of(stage, node))
        if isinstance(stage.session.forest.nodes[node], Leaf):
            self.formula.clear()
            self._label.hide()
            return
        shown = self.formula.show_formula(latex_of(stage, node), stage.look.theme, stage.text_scale)
        self._label.setVisible(not shown)
        self._label.setText("" if shown else formula_of(stage, node))

    def _follow(self, edit: Edit) -> None:
        """Another structure or another name; other values are told when the passes have run."""
        if not edit.keeps_structure() or edit.roots:
            self.refresh()

    def _renumber(self, _evaluation: object = None) -> None:
        node = self._node()
        if node is None or not self._account(node).work() > _MOST_AT_ONCE:
            self._say(_NUMBERS)
            return
        self._say(_NUMBERS[:-1])
        if self.sections[_CHECK.name].is_open and self.isVisible() and not self._stage.veil:
            self.sections[_CHECK.name].say(_WAITING, self._stage.look, self._stage.text_scale)
            self._rest.start()

    def _check(self) -> None:
        self._say((_CHECK,))

    def _say(self, parts: tuple[Part, ...]) -> None:
        """Rewrite some sections, those only that can be seen."""
        if not self.isVisible():
            return
        node, stage = self._node(), self._stage
        if node is None:
            self._speak({})
            for section in self.sections.values():
                section.hide()
            return
        said = {} if len(parts) == len(PARTS) else dict(self._said)
        account = self._account(node)
        for part in parts:
            section = self.sections[part.name]
            said.pop(part.name, None)
            if part.has_numbers and stage.veil:
                section.hide()  # where an exercise hides numbers, what they come from would tell them
            elif section.is_open:
                account.take_said()
                section.say(part.findings(account), stage.look, stage.text_scale)
                said[part.name] = account.take_said()
            else:
                section.show()
        self._speak(said)

    def _speak(self, said: dict[str, frozenset[int]]) -> None:
        """Let the nodes bear the names that sections call them by."""
        self._said, ids = said, self._stage.session.analysis.order.ids
        self._stage.speak_of(ids[list(frozenset[int]().union(*said.values()))].tolist())

    def _account(self, node: NodeId) -> Account:
        session, stage = self._stage.session, self._stage
        row = session.analysis.order.rows[node]
        sharing = stage.drawing.whole_sharing
        account = Account(session.forest, session.analysis, session.evaluation, stage.look, row, sharing)
        account.known = stage.known
        return account

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._speak({})
