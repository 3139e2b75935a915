"""The plot: the current function against one of its inputs, with the tangent that its sum is the slope of.

It follows the selection unless it is pinned, and the session always: what it shows is computed from the document as it
stands, or said in words where there is nothing to compute. Dragging the point sets the input, one drag one undo step.
"""

from __future__ import annotations

import math
from operator import itemgetter
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QStackedLayout, QToolButton, QVBoxLayout, QWidget

from treeedit.canvas.scene.scene import Stage
from treeedit.figure.numbers import equals, is_exact, summand_text
from treeedit.figure.typeset import typeset
from treeedit.model.edits import set_input
from treeedit.model.forest import Forest
from treeedit.model.records import Edit, Input, NodeId
from treeedit.model.sets import total_of
from treeedit.window.explore.plot_pictures import CurvePicture, MapPicture
from treeedit.window.explore.subject import (
    Subject,
    chosen_label,
    is_veiled,
    partials_of,
    subject_at,
    subject_of,
    value_of,
)
from treeedit.window.widgets.sum_line import GAP, Piece, SumLine

if TYPE_CHECKING:
    from treeedit.window.explore.plot_chart import Chart

_CAPTION_SIZE = 13.0
_MOST_SUMMANDS = 12
_MOST_PIXELS = 6.0
_WIDTH, _HEIGHT = 240, 300


class PlotPanel(QWidget):
    """One input: a curve with its tangent. Two inputs: a map of colours with the gradient."""

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self._stage = stage
        self._is_in_front = True
        self._root: NodeId | None = None
        self._labels: list[str] = []
        self._label, self._other = "", ""
        self._gesture: object | None = None
        self._trail: list[dict[str, float]] | None = None
        self._curve: CurvePicture | None = None
        self._map: MapPicture | None = None
        self._first, self._second = QComboBox(), QComboBox()
        self._pin, self._summands, self._both = QToolButton(), QToolButton(), QToolButton()
        self._message = QLabel()
        self._caption = SumLine(stage.light, _CAPTION_SIZE * stage.text_scale)
        self._charts = QStackedLayout()
        self._lay_out()
        self._connect()

    def restyle(self) -> None:
        """Take on the look of the stage."""
        self._caption.resize_text(_CAPTION_SIZE * self._stage.text_scale)
        for picture in (self._curve, self._map):
            if picture is not None:
                picture.dress(self._stage)
        self.refresh()

    def plot_over(self, label: str) -> None:
        """Show the current function against this input."""
        self._label = label
        self.refresh()

    def show_trail(self, trail: list[dict[str, float]] | None) -> None:
        """Show on the map where a descent has been; None where none is under way."""
        self._trail = trail
        self.refresh()

    def show_both(self) -> None:
        """Show f over two inputs, as a map."""
        self._both.setChecked(True)

    def follow_tab(self, in_front: object) -> None:
        """Rest while another panel lies over this one."""
        self._is_in_front = bool(in_front)
        self.refresh()

    def refresh(self, _change: object = None) -> None:
        """Show what the document says now."""
        if self.isVisible() and self._is_in_front:
            self._show()

    # --- its parts ---

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(5)
        for widget in (self._first, self._both, self._second):
            row.addWidget(widget)
        row.addStretch()
        for widget in (self._summands, self._pin):
            row.addWidget(widget)
        for box, name in ((self._first, self.tr("Input")), (self._second, self.tr("Second input"))):
            box.setAccessibleName(name)
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(3)
            box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        words = (
            (self._both, "×", self.tr("Show f over two inputs, as a map of colours")),
            (self._pin, self.tr("Pin"), self.tr("Keep this function and input, whatever is selected")),
            (self._summands, self.tr("Summands"), self.tr("Draw a line for each summand: only their sum is tangent")),
        )
        for button, text, tip in words:
            button.setText(text)
            button.setToolTip(tip)
            button.setAccessibleDescription(tip)
            button.setCheckable(True)
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._second.hide()
        self._both.setAccessibleName(self.tr("Two inputs"))
        self._message.setTextFormat(Qt.TextFormat.PlainText)
        self._message.setWordWrap(True)
        self._message.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._message.setMargin(16)
        self._charts.addWidget(self._message)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 6, 10, 10)
        column.addLayout(row)
        column.addLayout(self._charts, 1)
        column.addWidget(self._caption)
        self.setAccessibleName(self.tr("Plot"))

    def _connect(self) -> None:
        self._first.activated.connect(self._choose_first)
        self._second.activated.connect(self._choose_second)
        self._both.toggled.connect(self.refresh)
        self._summands.toggled.connect(self.refresh)
        self._pin.toggled.connect(self.refresh)
        self._stage.selectionChanged.connect(self._follow)
        self._stage.session.evaluated.connect(self.refresh)

    def _choose_first(self, index: int) -> None:
        self._label = self._labels[index]
        self.refresh()

    def _choose_second(self, index: int) -> None:
        self._other = [label for label in self._labels if label != self._label][index]
        self.refresh()

    def _follow(self) -> None:
        label = chosen_label(self._stage)
        if label and not self._pin.isChecked():
            self._label = label
        self.refresh()

    # --- what is shown ---

    def _show(self) -> None:
        subject = self._subject()
        self._root = None if subject is None else subject.root
        self._offer(subject)
        words = self._words(subject)
        if words or subject is None:
            self._message.setText(words)
            self._charts.setCurrentIndex(0)
            self._caption.hide()
            return
        inputs = self._stage.session.forest.inputs
        chosen = (self._label, self._other) if self._is_map() else (self._label,)
        picture = self._map_picture() if self._is_map() else self._curve_picture()
        self._charts.setCurrentWidget(picture.chart)
        picture.show(self._stage, subject, chosen, [inputs[label] for label in chosen])
        if self._is_map():
            self._map_picture().show_trail(self._trail, chosen)
        else:
            self._curve_picture().show_summands(self._stage, self._drawn_summands(subject))
        self._caption.show_pieces(self._pieces(subject, chosen))
        self._caption.show()

    def _subject(self) -> Subject | None:
        if self._pin.isChecked() and self._root in self._stage.session.forest.roots:
            return subject_at(self._stage, self._root)
        return subject_of(self._stage)

    def _is_map(self) -> bool:
        return self._both.isChecked() and bool(self._other)

    def _offer(self, subject: Subject | None) -> None:
        """Fill the boxes with the inputs of f, and keep what is chosen in them possible."""
        labels = [] if subject is None else list(subject.labels)
        self._labels = labels
        if self._label not in labels:
            self._label = labels[0] if labels else ""
        others = [label for label in labels if label != self._label]
        if self._other not in others:
            self._other = others[0] if others else ""
        _fill(self._first, labels, self._label)
        _fill(self._second, others, self._other)
        self._both.setEnabled(len(labels) > 1)
        several = subject is not None and len(partials_of(self._stage, subject, self._label)) > 1
        self._summands.setEnabled(several)
        for widget, seen in sorted(
            ((self._summands, not self._is_map()), (self._second, self._is_map())), key=itemgetter(1)
        ):
            widget.setVisible(seen)  # what goes goes first, or both together would make the panel wider

    def _words(self, subject: Subject | None) -> str:
        """Why there is nothing to plot; "" if there is something."""
        if subject is None:
            return self.tr("Every function on the canvas can be plotted here. There is none yet.")
        if not subject.complete:
            return self.tr("{0} has an empty slot. It can be plotted as soon as it is filled.").format(subject.name)
        if not subject.labels:
            return self.tr("{0} has no input: it is the same everywhere.").format(subject.name)
        if is_veiled(self._stage, subject):
            return self.tr("An exercise hides the numbers of {0} that are shown here.").format(subject.name)
        if not self._stage.knows_tree(subject.row):
            return self.tr("{0} is plotted as soon as the steps have come to their end.").format(subject.name)
        return ""

    def _drawn_summands(self, subject: Subject) -> list[float]:
        summands = partials_of(self._stage, subject, self._label)
        return summands[:_MOST_SUMMANDS] if self._summands.isChecked() and len(summands) > 1 else []

    # --- the line below the chart ---

    def _pieces(self, subject: Subject, chosen: tuple[str, ...]) -> list[Piece]:
        look = self._stage.look
        theme, value = look.theme, value_of(self._stage, subject)
        if math.isnan(value):
            problem = self._stage.session.evaluation.problem(subject.row)
            text = self.tr("{0} is undefined here.").format(subject.name)
            return [Piece(f"{text} {problem or ''}".strip(), theme.warning)]
        pieces = [
            Piece(f"{subject.name}{equals(value, look.number(value))}{look.number(value)}", theme.value, "bold"),
            Piece(GAP, theme.ink),
        ]
        for label in chosen:
            pieces += self._slope_pieces(subject, label)
        return pieces[:-1]

    def _slope_pieces(self, subject: Subject, label: str) -> list[Piece]:
        """slope 17/3 = ∂f/∂x₁ = 6 + (−1/3), each summand with its leaf."""
        theme, number = self._stage.look.theme, self._stage.look.number
        summands = partials_of(self._stage, subject, label)
        found = next(each for each in subject.sets if each.label == label)
        nodes = tuple(self._stage.session.analysis.order.ids[found.members].tolist())
        total = total_of(summands)
        text = number(total) if math.isfinite(total) else self.tr("undefined")
        sign = f"∂{subject.name}/∂{typeset(label)}"
        if self._is_map():
            return [Piece(f"{sign}{equals(total, text)}{text}", theme.partial, "bold", nodes), Piece(GAP, theme.ink)]
        word = self.tr("slope {0} = {1}").replace(" = ", equals(total, text)).format(text, sign)
        pieces = [Piece(word, theme.partial, "bold", nodes)]
        if 1 < len(summands) <= _MOST_SUMMANDS and math.isfinite(total):
            sign = " = " if all(is_exact(each, number(each)) for each in summands) else " ≈ "
            for index, each in enumerate(summands):
                text = number(each) if index == 0 else summand_text(number(each))
                pieces.append(Piece(" + " if index else sign, theme.ink))
                pieces.append(Piece(text, theme.ink, "regular", nodes[index : index + 1]))
        return [*pieces, Piece(GAP, theme.ink)]

    # --- the charts, made when they are first shown ---

    def _curve_picture(self) -> CurvePicture:
        if self._curve is None:
            self._curve = CurvePicture(self._stage)
            self._take_in(self._curve.chart)
        return self._curve

    def _map_picture(self) -> MapPicture:
        if self._map is None:
            self._map = MapPicture(self._stage)
            self._take_in(self._map.chart)
        return self._map

    def _take_in(self, chart: Chart) -> None:
        chart.moved, chart.released, chart.nudged, chart.ranged = self._move, self._release, self._nudge, self.refresh
        self._charts.addWidget(chart)

    def _move(self, x: float, y: float) -> None:
        """Set the inputs so that the point comes to stand there."""
        picture = self._map_picture() if self._is_map() else self._curve_picture()
        places = {self._label: x, self._other: y} if self._is_map() else {self._label: x}
        spans, pixels = picture.chart.seen(), picture.chart.pixels()
        values = {}
        for (label, place), (low, high), pixel in zip(places.items(), spans, pixels, strict=False):
            known = self._stage.session.forest.inputs[label]
            values[label] = snapped(min(max(place, low), high), known, pixel)
        self._set(values)

    def _nudge(self, dx: float, dy: float) -> None:
        inputs = self._stage.session.forest.inputs
        moves = {self._label: dx, self._other: dy} if self._is_map() else {self._label: dx}
        steps = {label: inputs[label].value + by * inputs[label].step for label, by in moves.items() if by}
        self._set({label: snapped(place, inputs[label], 0.0) for label, place in steps.items()})

    def _set(self, values: dict[str, float]) -> None:
        if not values:
            return
        if self._gesture is None:
            self._gesture = object()

        def make(forest: Forest) -> Edit:
            edit = Edit()
            for label, value in values.items():
                edit = edit.then(set_input(forest, label, value))
            return edit

        text = self.tr("change {0}").format(", ".join(values))
        self._stage.session.redo_gesture(make, text, self._gesture)

    def _release(self) -> None:
        self._gesture = None
        self.refresh()

    # --- overrides of Qt ---

    def sizeHint(self) -> QSize:
        return QSize(_WIDTH, _HEIGHT)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show()


def snapped(place: float, known: Input, pixel: float) -> float:
    """The value that a place stands for: on the slider's steps, or finer where a step is many pixels wide."""
    step = known.step
    if pixel > 0 and step > _MOST_PIXELS * pixel:
        step = 10.0 ** math.floor(math.log10(_MOST_PIXELS * pixel))
    count = round((place - known.low) / step) if math.isfinite((place - known.low) / step) else 0
    return float(f"{known.low + count * step:.12g}")


def _fill(box: QComboBox, labels: list[str], chosen: str) -> None:
    texts = [typeset(label) for label in labels]
    if texts != [box.itemText(index) for index in range(box.count())]:
        box.clear()
        box.addItems(texts)
    box.setCurrentIndex(labels.index(chosen) if chosen in labels else -1)
