"""The card of a function: a named one, or one that the tree repeats and that may get a name here.

Its name is the function's: every instance bears it, so naming, renaming and taking the name away are one undo step for
the whole canvas. A named function without an instance keeps a quiet card, so that its name can be freed.
"""

from __future__ import annotations

import math
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QToolButton, QWidget

from treeedit.canvas.scene.scene import Stage
from treeedit.figure.numbers import plain_text
from treeedit.model import naming
from treeedit.model.records import NodeId
from treeedit.window.inputs.card import Card, Offer
from treeedit.window.widgets.inline_question import Sentence


class Title(NamedTuple):
    """What tells one function's card from another's: the name ("" if it has none), what is written, the look."""

    name: str
    text: str
    mark: int


class FunctionCard(Card):
    """A card with the function's value; its instances are the nodes that `show_instances` was given."""

    def __init__(self, stage: Stage, title: Title) -> None:
        super().__init__(stage, title.text, title.mark)
        self.name = title.name
        self.key = f"function {title.name or title.text}"
        self.show_eye()
        self._instances: list[NodeId] = []
        self.head.renamed = self.ask_name
        self._value = QLabel()
        self._value.setObjectName("value")
        self._value.setTextFormat(Qt.TextFormat.PlainText)
        self.top.addWidget(self._value)
        self._button = QToolButton()
        self._button.setObjectName("quiet")
        self._button.setText(self.tr("Name…"))
        self._button.setToolTip(self.tr("Give this function a name, which all its instances bear"))
        self._button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._button.clicked.connect(self.ask_name)
        self._button.setVisible(not self.name)
        self.top.addWidget(self._button)
        self._absence = Sentence("hint")
        self.add_row(self._absence)

    def tab_chain(self) -> list[QWidget]:
        """Label, and the button that names."""
        return [self.head, self._button, self.eye]

    def offers(self) -> list[Offer]:
        """The card's menu."""
        select = (self.tr("Select its instances"), self.select_instances)
        if not self.name:
            return [(self.tr("Name…"), self.ask_name), select]
        named = [(self.tr("Rename…"), self.ask_name), (self.tr("Remove the name"), self.unname)]
        return [*named, select] if self._instances else named

    def show_instances(self, instances: list[NodeId]) -> None:
        """Follow the structure: where the function stands now."""
        self._instances = instances
        self._absence.say("" if instances else self.tr("nowhere on the canvas"))
        if not instances:
            self._value.clear()

    def show_value(self) -> None:
        """Follow the numbers."""
        session = self.stage.session
        if self._instances:
            rows = [session.analysis.order.rows[node] for node in self._instances]
            hidden = any(self.stage.veil.hides_value(node) for node in self._instances)
            row = None if hidden else next(filter(self.stage.knows_value, rows), None)
            value = math.nan if row is None else float(session.evaluation.value[row])
            self._value.setText("" if math.isnan(value) else self.stage.look.number(value))
            self._value.setToolTip("" if row is None else plain_text(value))

    def ask_name(self) -> None:
        """Ask for the function's name."""
        self.asking.ask(self.tr("Name"), self.name, self._take_name)

    def _take_name(self, text: str) -> None:
        session = self.stage.session
        if self.name:
            session.do(naming.rename_function(session.forest, self.name, text), self.tr("rename {0}").format(self.name))
        else:
            session.do(naming.name_subtree(session.forest, self._instances[0], text), self.tr("name a function"))

    def unname(self) -> None:
        """Take the function's name away."""
        session = self.stage.session
        session.do(naming.unname_function(session.forest, self.name), self.tr("remove the name {0}").format(self.name))

    def select_instances(self) -> None:
        """Choose the instances on the canvas."""
        self.stage.select(self._instances)
