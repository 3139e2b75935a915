"""The card of an input: label, number field, slider between the ends of its range, and a row for the range itself.

Labels are renamed here for all leaves. What a slide does to the document is the slider's own.
"""

from __future__ import annotations

from html import escape
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QWidget

from treeedit.canvas.scene.scene import Stage
from treeedit.figure.numbers import number_text
from treeedit.figure.typeset import typeset
from treeedit.model.edits import relabel_everywhere, set_range
from treeedit.model.labels import checked_label
from treeedit.model.records import Edit, EditError, Input, Leaf
from treeedit.window.inputs.card import Card, Offer
from treeedit.window.inputs.input_slider import InputSlider
from treeedit.window.inputs.range_row import RangeRow
from treeedit.window.widgets.number_text import number_entered, number_shown
from treeedit.window.widgets.slider import NumberField

_FIELD_WIDTH, _NARROWEST_FIELD = 92, 54


class InputCard(Card):
    """A card with a number field and a slider."""

    def __init__(self, stage: Stage, label: str) -> None:
        self.label = label
        known = stage.session.forest.inputs[label]
        super().__init__(stage, typeset(label), known.mark)
        self.key = f"input {label}"
        self.show_eye()
        self.head.renamed = self.ask_label
        self._make_field()
        self._make_slider()
        self._row: RangeRow | None = None
        self.show_value(known)

    @property
    def _range(self) -> RangeRow:
        """The row of the range; made when it is first unfolded, as most cards never show it."""
        if self._row is None:
            self._row = RangeRow(self.label, self._set_range)
            self._row.closed = self._fold_range
            self.add_row(self._row)
            for before, after in pairwise((self._button, *self._row.fields())):
                QWidget.setTabOrder(before, after)
        return self._row

    def _make_field(self) -> None:
        self._field = NumberField()
        self._field.setMinimumWidth(_NARROWEST_FIELD)
        self._field.setMaximumWidth(round(_FIELD_WIDTH * max(1.0, self.stage.text_scale)))
        self._field.setAccessibleName(self.tr("value of {0}").format(self.label))
        self._field.editingFinished.connect(self._typed)
        self._field.nudge = self._nudge_field
        self._field.left = self._untype
        self._button = QToolButton()
        self._button.setObjectName("quiet")
        self._button.setText("⋯")
        self._button.setCheckable(True)
        self._button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._button.setToolTip(self.tr("Range and step"))
        self._button.setAccessibleName(self.tr("range and step of {0}").format(self.label))
        self._button.toggled.connect(self._show_range)
        self.top.addWidget(self._field)
        self.top.addWidget(self._button)

    def _make_slider(self) -> None:
        self._slider = InputSlider(self.stage, self.label)
        self._low, self._high = QLabel(), QLabel()
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        for widget in (self._low, self._slider, self._high):
            row.addWidget(widget)
        for end in (self._low, self._high):
            end.setObjectName("ends")
        row.setStretch(1, 1)
        self.add_row(line)

    def tab_chain(self) -> list[QWidget]:
        """Label, slider, field, range, eye."""
        fields = () if self._row is None else self._row.fields()
        return [self.head, self._slider, self._field, self._button, *fields, self.eye]

    def offers(self) -> list[Offer]:
        """The card's menu."""
        return [
            (self.tr("Range and step…"), self._unfold_range),
            (self.tr("Rename everywhere…"), self.ask_label),
            (self.tr("Select its leaves"), self.select_leaves),
            (self.tr("Copy the value"), self.copy_value),
        ]

    def known(self) -> Input:
        """The input as the document has it."""
        return self.stage.session.forest.inputs[self.label]

    # --- following the document ---

    def show_value(self, known: Input) -> None:
        """Follow the document; the slider keeps its grain while it is held."""
        before = self._slider.range
        self._slider.follow()
        if self._slider.range != before:
            self._show_ends(known)
        self._field.show_number(known.value)
        if not self._field.isModified():
            lock = self.stage.session.lock
            self._field.setReadOnly(bool(lock))
            self._field.setToolTip(lock or self.tr("{0} = {1}").format(self.label, repr(known.value)))

    def _show_ends(self, known: Input) -> None:
        self._low.setText(number_text(known.low))
        self._high.setText(number_text(known.high))
        if self._row is not None:
            self._row.follow(known)

    # --- the value ---

    def _nudge_field(self, steps: float) -> None:
        self._take_typed()
        self._slider.move_by(steps)
        self._field.selectAll()

    def _typed(self) -> None:
        self._take_typed()
        self._slider.rest()

    def _take_typed(self) -> None:
        if not self._field.isModified() or self.isHidden():
            return
        self._field.setModified(False)
        try:
            number = number_entered(self._field.text())
            self._field.keep_typed(self._field.text(), number)
            self._slider.change(number, None)
        except EditError as error:
            self._field.setToolTip(f"<span>{escape(str(error))}</span>")
            self.stage.say(str(error))
        self.show_value(self.known())

    def _untype(self) -> None:
        self._field.setModified(False)
        self.show_value(self.known())
        self._field.selectAll()

    # --- the range ---

    def _set_range(self, low: float, high: float, step: float) -> None:
        session = self.stage.session
        text = self.tr("range of {0}").format(self.label)
        session.do(set_range(session.forest, self.label, low, high, step), text)

    def _unfold_range(self) -> None:
        self._button.setChecked(True)

    def _fold_range(self) -> None:
        self._button.setChecked(False)
        self._button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_range(self, shown: object) -> None:
        if shown:
            self._range.unfold(self.known())
        else:
            self._range.hide()

    # --- the label ---

    def ask_label(self) -> None:
        """Ask for another label of all its leaves."""
        self.asking.ask(self.tr("Rename to"), self.label, self._relabel, self._what_relabelling_does)

    def _relabel(self, text: str) -> None:
        session = self.stage.session
        edit = relabel_everywhere(session.forest, self.label, text) if text.strip() != self.label else Edit()
        session.do(edit, self.tr("rename {0}").format(self.label))

    def _what_relabelling_does(self, text: str) -> str:
        label = _label_or_nothing(text)
        if label == self.label or label not in self.stage.session.forest.labels():
            return ""
        return self.tr("{0} exists: both become one set, with the value of {0}.").format(label)

    def select_leaves(self) -> None:
        """Choose the leaves on the canvas."""
        nodes = self.stage.session.forest.nodes
        self.stage.select([node for node, record in nodes.items() if record == Leaf(self.label)])

    def copy_value(self) -> None:
        """Put the value on the clipboard, with all its digits."""
        QGuiApplication.clipboard().setText(number_shown(self.known().value))


def _label_or_nothing(text: str) -> str:
    try:
        return checked_label(text)
    except EditError:
        return ""
