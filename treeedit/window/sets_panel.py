"""The panel of the sets: a card for every input on the canvas, and one for every repeated function that has a ground.

It follows the session: new cards when the structure changes, new numbers when the passes have run.
"""

from __future__ import annotations

from collections import Counter

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QScrollArea, QVBoxLayout, QWidget

from treeedit.canvas.stage import Stage
from treeedit.figure.grounds import Ground
from treeedit.figure.typeset import typeset, typeset_formula
from treeedit.model.forest import expression_of
from treeedit.model.records import Edit, Leaf
from treeedit.model.sets import Set
from treeedit.window.cards import Card
from treeedit.window.input_card import InputCard

MOST_CARDS = 60
_LONGEST = 22
_MOST_PRINTED = 40
_SHORT = 14


class SetsPanel(QScrollArea):
    """Cards in the order of the labels' first appearance."""

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self._stage = stage
        self._cards: dict[str, InputCard] = {}
        self._functions: dict[int, Card] = {}
        self._column = QVBoxLayout()
        self._rest = QLabel()
        self._rest.setObjectName("family")
        self._rest.setWordWrap(True)
        self._build()
        stage.session.edited.connect(self._follow)
        stage.session.evaluated.connect(self._renumber)
        self.verticalScrollBar().valueChanged.connect(self._renumber)
        self.verticalScrollBar().rangeChanged.connect(self._renumber)
        stage.selectionChanged.connect(self._show_selected)

    def restyle(self) -> None:
        """Make all cards anew under the stage's look."""
        self._build()

    def _build(self) -> None:
        inner = QWidget()
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(10, 6, 10, 10)
        self._column.setSpacing(8)
        self._column.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._rest.setParent(None)
        self._cards, self._functions = {}, {}
        self._column.addWidget(self._rest)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(inner)
        self._show_cards()

    def _follow(self, edit: Edit) -> None:
        if not edit.keeps_structure():
            self._show_cards()
        for label in edit.inputs:
            if label in self._cards and label in self._stage.session.forest.inputs:
                self._cards[label].show_value(self._stage.session.forest.inputs[label])

    def _show_cards(self) -> None:
        forest = self._stage.session.forest
        sets = self._stage.session.analysis.sets
        labels = list(dict.fromkeys(each.label for each in sets.input_sets))
        if len(labels) > MOST_CARDS:
            chosen = self._selected_label()
            labels.sort(key=lambda label: label != chosen)
        self._drop_cards(set(labels[:MOST_CARDS]))
        for index, label in enumerate(labels[:MOST_CARDS]):
            if label not in self._cards:
                self._cards[label] = InputCard(self._stage, label)
            if self._column.indexOf(self._cards[label]) != index:
                self._column.insertWidget(index, self._cards[label])
        self._show_functions(len(self._cards))
        hidden = len(labels) - len(self._cards)
        self._rest.setText(self.tr("{0} more inputs: select a leaf to see its card.").format(hidden))
        if not forest.nodes:
            self._rest.setText(self.tr("Every input on the canvas gets a card with a slider here."))
        self._rest.setVisible(hidden > 0 or not forest.nodes)
        self._renumber(None)

    def _selected_label(self) -> str:
        """The label of the current node; "" if that is no leaf."""
        stage = self._stage
        record = stage.session.forest.nodes.get(stage.selection[-1]) if stage.selection else None
        return record.label if isinstance(record, Leaf) else ""

    def _show_selected(self) -> None:
        """Bring the card of the current leaf into view; where there are too many cards, make it one of them."""
        label = self._selected_label()
        if label and label not in self._cards:
            self._show_cards()
        if label in self._cards:
            self.ensureWidgetVisible(self._cards[label])

    def _drop_cards(self, labels: set[str]) -> None:
        forest = self._stage.session.forest
        for label in list(self._cards):
            card = self._cards[label]
            if label not in labels or forest.inputs[label].mark != card.mark:
                del self._cards[label]
                _drop(card)

    def _show_functions(self, first: int) -> None:
        for card in self._functions.values():
            _drop(card)
        self._functions = {}
        for ground in self._stage.drawing.grounds:
            card = Card(self._stage, self._function_title(ground.name, ground.members[0]), ground.mark)
            self._functions[ground.function] = card
            self._column.insertWidget(first + len(self._functions) - 1, card)

    def _function_title(self, name: str, row: int) -> str:
        order = self._stage.session.analysis.order
        expression = expression_of(self._stage.session.forest, int(order.ids[row]))
        text = typeset_formula(expression) if len(expression) < _MOST_PRINTED else "…"
        text = text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
        return f"{typeset(name)} = {text}" if name else text

    def _renumber(self, *_change: object) -> None:
        session = self._stage.session
        sets = session.analysis.sets
        sums = sets.sums(session.evaluation.partial)
        by_label: dict[str, list[tuple[Set, float]]] = {}
        by_function: dict[int, list[tuple[Set, float]]] = {}
        for each, total in zip(sets.all_sets, sums.tolist(), strict=True):
            if each.members[0] == each.output:
                continue  # a leaf alone is a tree without a lesson
            if each.kind == "input":
                by_label.setdefault(each.label, []).append((each, total))
            elif (function := int(sets.function[each.members[0]])) in self._functions:
                by_function.setdefault(function, []).append((each, total))
        for label, card in self._cards.items():
            if _may_be_seen(card):
                card.show_sets(by_label.get(label, []), self._output_name, typeset(label))
        for ground in self._stage.drawing.grounds:
            found = by_function.get(ground.function, []) + self._single_instances(ground)
            self._functions[ground.function].show_sets(found, self._output_name, self._symbol(ground))

    def _single_instances(self, ground: Ground) -> list[tuple[Set, float]]:
        """A named function's only instance in an output, as a sum of one."""
        session = self._stage.session
        output, partial = session.analysis.tape.output, session.evaluation.partial
        outputs = Counter(int(output[row]) for row in ground.members)
        return [
            (Set(ground.name, "function", int(output[row]), np.array([row]), ground.name), float(partial[row]))
            for row in ground.members
            if outputs[int(output[row])] == 1 and int(output[row]) != row
        ]

    def _symbol(self, ground: Ground) -> str:
        """What the function is called in ∂f/∂…: its name, or its formula if that is short."""
        if ground.name:
            return typeset(ground.name)
        text = self._function_title("", ground.members[0])
        return f"({text})" if len(text) <= _SHORT else "(…)"

    def _output_name(self, found: Set) -> str:
        """What an output is called: its tree's name, or the operator of a complete part of an incomplete tree."""
        session = self._stage.session
        order = session.analysis.order
        node = int(order.ids[found.output])
        root = session.forest.roots.get(node)
        if root is not None:
            return typeset(root.name)
        expression = expression_of(session.forest, node)
        text = typeset_formula(expression) if len(expression) < _MOST_PRINTED else "…"
        return f"({text})" if len(text) <= _SHORT else "(…)"


def _drop(card: Card) -> None:
    card.hide()
    card.deleteLater()


def _may_be_seen(card: Card) -> bool:
    """Whether a card is in view or not yet laid out; one that is scrolled away is renumbered when it comes back."""
    return not card.isVisible() or not card.visibleRegion().isEmpty()
