"""The panel of the sets: the values that are kept, then a card for every input, and one for every function.

Functions with a card are the named ones, and the largest of the repeated ones. The panel follows the session: new cards
when the structure changes, new numbers when the passes have run.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from itertools import pairwise

import numpy as np
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QLabel, QScrollArea, QVBoxLayout, QWidget

from treeedit.canvas.scene.scene import Stage
from treeedit.figure.grounds import MOST_NODES, Ground, grounds_of
from treeedit.figure.typeset import typeset, typeset_formula
from treeedit.model.forest import expression_of
from treeedit.model.records import Blank, Edit, Expression, Leaf
from treeedit.model.sets import Set
from treeedit.window.inputs.card import Card
from treeedit.window.inputs.function_card import FunctionCard, Title
from treeedit.window.inputs.input_card import InputCard
from treeedit.window.inputs.preset_bar import PresetBar

MOST_CARDS = 60
_LONGEST = 22
_MOST_PRINTED = 40


class SetsPanel(QWidget):
    """The values that are kept, and below them cards in the order of the labels' first appearance."""

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self._stage = stage
        self.toggle_function: Callable[[Expression], None] = lambda function: None
        self._cards: dict[str, InputCard] = {}
        self._functions: dict[Title, FunctionCard] = {}
        self._titles: dict[int, Title] = {}
        self._grounds: list[Ground] = []
        self._unshown = 0
        self._is_building = False
        self._column = QVBoxLayout()
        self._rest = QLabel()
        self._rest.setObjectName("family")
        self._rest.setWordWrap(True)
        self.presets = PresetBar(stage)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.presets)
        whole.addWidget(self._area)
        self._build()
        stage.session.edited.connect(self._follow)
        stage.session.evaluated.connect(self._renumber)
        stage.session.locked.connect(self._show_lock)
        self._area.verticalScrollBar().valueChanged.connect(self._renumber)
        self._area.verticalScrollBar().rangeChanged.connect(self._renumber)
        stage.selectionChanged.connect(self._show_selected)
        stage.lights.repinned = self._show_eyes

    def _show_eyes(self) -> None:
        for card in (*self._cards.values(), *self._functions.values()):
            card.show_eye()

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
        self._cards, self._functions, self._titles, self._grounds = {}, {}, {}, []
        self._column.addWidget(self._rest)
        self._area.setWidget(inner)
        self._show_cards()

    def _follow(self, edit: Edit) -> None:
        if not edit.keeps_structure():
            self._show_cards()
        for label in edit.inputs:
            if label in self._cards and label in self._stage.session.forest.inputs:
                self._cards[label].show_value(self._stage.session.forest.inputs[label])

    def _show_lock(self) -> None:
        inputs = self._stage.session.forest.inputs
        for label, card in self._cards.items():
            if label in inputs:  # else another document has come, and its cards are on their way
                card.show_value(inputs[label])

    def _show_cards(self) -> None:
        self._is_building = True  # a card that goes may scroll the panel, which then asks for numbers
        self._arrange()
        self._is_building = False
        self._renumber(None)

    def _arrange(self) -> None:
        forest = self._stage.session.forest
        sets = self._stage.session.analysis.sets
        labels = list(dict.fromkeys(each.label for each in sets.input_sets))
        if len(labels) > MOST_CARDS:
            chosen = self._selected_label()
            labels.sort(key=lambda label: label != chosen)
        self._drop_cards(set(labels[:MOST_CARDS]))
        for label in labels[:MOST_CARDS]:
            if label not in self._cards:
                self._cards[label] = InputCard(self._stage, label)
        self._show_functions()
        self._line_up([*(self._cards[label] for label in labels[:MOST_CARDS]), *self._functions.values()])
        hidden = len(labels) - len(self._cards)
        words = [
            self.tr("{0} more inputs: select a leaf to see its card.").format(hidden) if hidden else "",
            self.tr("{0} more functions.").format(self._unshown) if self._unshown else "",
            "" if forest.nodes else self.tr("Every input on the canvas gets a card with a slider here."),
        ]
        self._rest.setText(" ".join(filter(None, words)))
        self._rest.setVisible(any(words))
        self.follow_form()

    def follow_form(self) -> None:
        """In the shared form, let every set with several members choose whether they run together."""
        sets, shared = self._stage.session.analysis.sets, self._stage.look.form.is_shared
        repeated = {each.label for each in sets.input_sets if len(each.members) > 1} if shared else set()
        for label, card in self._cards.items():
            card.toggled = self._toggle
            card.offer_form((Leaf(label),) if label in repeated else None)
        stands = {int(sets.function[each.members[0]]) for each in sets.function_sets} if shared else set()
        for ground in self._grounds:
            function_card = self._functions.get(self._titles[ground.function])
            if function_card is not None:
                function_card.toggled = self._toggle
                function_card.offer_form(self._expression(ground) if ground.function in stands else None)

    def _toggle(self, function: Expression) -> None:
        self.toggle_function(function)

    def _line_up(self, cards: Sequence[Card]) -> None:
        """Put the cards below each other in this order, for the eye and for the Tab key."""
        last = self.presets.tab_chain()[-1]
        for index, card in enumerate(cards):
            if self._column.indexOf(card) != index:
                self._column.insertWidget(index, card)
                for before, after in pairwise((last, *card.tab_chain())):
                    QWidget.setTabOrder(before, after)
            last = card.tab_chain()[-1]

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
            self._area.ensureWidgetVisible(self._cards[label])

    def _drop_cards(self, labels: set[str]) -> None:
        forest = self._stage.session.forest
        for label in list(self._cards):
            card = self._cards[label]
            if label not in labels or forest.inputs[label].mark != card.mark:
                del self._cards[label]
                self._drop(card)

    def _drop(self, card: Card) -> None:
        self._stage.lights.unpin(card.key)
        self._column.removeWidget(card)
        card.hide()
        card.deleteLater()

    def _show_functions(self) -> None:
        """Keep the cards of functions that stay what they were, so that a question that is open stays open."""
        session, drawing = self._stage.session, self._stage.drawing
        drawn = "grounds" in self._stage.look.shows and not self._stage.is_shared and drawing.shown.source is None
        ids = session.analysis.order.ids
        self._grounds = drawing.grounds if drawn else grounds_of(session.forest, session.analysis)
        self._titles = {ground.function: self._title(ground) for ground in self._grounds}
        instances = {self._titles[ground.function]: ids[ground.members].tolist() for ground in self._grounds}
        instances |= {title: [] for title in self._absent()}
        self._unshown = max(0, len(instances) - MOST_CARDS)
        instances = dict(list(instances.items())[:MOST_CARDS])
        gone = [card for title, card in self._functions.items() if title not in instances]
        cards = {title: self._functions.get(title) or FunctionCard(self._stage, title) for title in instances}
        for title, card in cards.items():
            card.show_instances(instances[title])
        self._functions = cards
        for card in gone:
            self._drop(card)

    def _absent(self) -> list[Title]:
        """The named functions that stand nowhere, where that is known: in a forest that has grounds at all."""
        forest = self._stage.session.forest
        if len(forest.nodes) > MOST_NODES:
            return []
        present = {ground.name for ground in self._grounds}
        absent = {name: each for name, each in forest.functions.items() if name not in present}
        return [Title(name, _titled(name, each.definition), each.mark) for name, each in absent.items()]

    def _title(self, ground: Ground) -> Title:
        return Title(ground.name, _titled(ground.name, self._expression(ground)), ground.mark)

    def _expression(self, ground: Ground) -> Expression:
        node = int(self._stage.session.analysis.order.ids[ground.members[0]])
        return expression_of(self._stage.session.forest, node)

    def _renumber(self, *_change: object) -> None:
        if self._is_building:
            return
        session = self._stage.session
        sets = session.analysis.sets
        sums = sets.sums(session.evaluation.partial)
        by_label: dict[str, list[tuple[Set, float | None]]] = {}
        by_function: dict[int, list[tuple[Set, float | None]]] = {}
        for number, (each, found) in enumerate(zip(sets.all_sets, sums.tolist(), strict=True)):
            if each.members[0] == each.output:
                continue  # a leaf alone is a tree without a lesson
            total = found if self._stage.knows_sum(number) else None
            if each.kind == "input":
                by_label.setdefault(each.label, []).append((each, total))
            elif (function := int(sets.function[each.members[0]])) in self._titles:
                by_function.setdefault(function, []).append((each, total))
        for label, card in self._cards.items():
            if _may_be_seen(card):
                card.show_sets(by_label.get(label, []), self._output_name, typeset(label))
        for ground in self._grounds:
            function_card = self._functions.get(self._titles[ground.function])
            if function_card is None:
                continue
            totals = by_function.get(ground.function, []) + self._single_instances(ground)
            function_card.show_value()
            symbol = self._stage.names.bare(int(ground.members[0])).below().plain
            function_card.show_sets(totals, self._output_name, symbol)

    def reveal_blank(self, blank: Blank) -> tuple[Card, QRect] | None:
        """Bring the card into view on which a blank stands; the card and the place on it, None if there is none."""
        for card in (*self._cards.values(), *self._functions.values()):
            if card.blank_place(blank) is not None:
                self._area.ensureWidgetVisible(card)
                place = card.blank_place(blank)
                return None if place is None else (card, place)
        return None

    def _single_instances(self, ground: Ground) -> list[tuple[Set, float | None]]:
        """A named function's only instance in an output, as a sum of one."""
        session = self._stage.session
        output, partial = session.analysis.tape.output, session.evaluation.partial
        outputs = Counter(int(output[row]) for row in ground.members)
        varies = session.analysis.order.varies
        members = [row for row in ground.members if varies[row] and int(output[row]) != row]
        alone = [row for row in members if outputs[int(output[row])] == 1]
        return [
            (
                Set(ground.name, "function", int(output[row]), np.array([row]), ground.name),
                float(partial[row]) if self._stage.knows_partial(row) else None,
            )
            for row in alone
        ]

    def _output_name(self, found: Set) -> str:
        """What an output is called: its tree's name, or that of the complete part of an incomplete tree."""
        return self._stage.names.output(int(found.members[0])).below().plain


def _titled(name: str, definition: Expression) -> str:
    """A function as a card's head says it: g = x₁ + x₂, or the formula alone; elided if it is long."""
    text = typeset_formula(definition) if len(definition) < _MOST_PRINTED else "…"
    text = text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
    return f"{typeset(name)} = {text}" if name else text


def _may_be_seen(card: Card) -> bool:
    """Whether a card is in view or not yet laid out; one that is scrolled away is renumbered when it comes back."""
    return not card.isVisible() or card.is_alone() or not card.visibleRegion().isEmpty()
