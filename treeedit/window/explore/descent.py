"""The descent: steps against the gradient, which is nothing but the sums of the partials.

It works on the function that the plot speaks of. What is set up here is the window's, not the document's; what a run
does to the inputs is one undo step.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QHideEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSpinBox,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from treeedit.canvas.scene.scene import Stage
from treeedit.figure.typeset import typeset
from treeedit.model.records import EditError
from treeedit.window.explore.descent_walk import Plan, Walk
from treeedit.window.explore.subject import Subject, is_veiled, subject_of, value_of
from treeedit.window.widgets.flow_layout import FlowLayout
from treeedit.window.widgets.number_text import number_entered
from treeedit.window.widgets.sum_line import GAP, Piece, SumLine
from treeedit.window.widgets.text_field import Field

if TYPE_CHECKING:
    from collections.abc import Callable

    from treeedit.window.explore.descent_chart import TraceChart

_RATE, _STEPS, _MOST_STEPS, _PACE, _FASTEST = 0.1, 100, 100_000, 10, 60
_SMALLEST_RATE, _LARGEST_RATE = 1e-12, 1e12
_WIDTH, _HEIGHT, _BOXES_HEIGHT = 240, 380, 96
_LINE_SIZE, _MARGIN = 13.0, 10


class RateField(Field):
    """A positive number: 0.1, 1/10, 1e-3. The arrow keys double and halve it."""

    def __init__(self, say: Callable[[str], None]) -> None:
        super().__init__()
        self.value = _RATE
        self._say = say
        self.editingFinished.connect(self._enter)
        self._show()

    def double(self) -> None:
        """Take steps twice as long."""
        self._take(self.value * 2)

    def halve(self) -> None:
        """Take steps half as long."""
        self._take(self.value / 2)

    def _take(self, value: float) -> None:
        self.value = min(max(value, _SMALLEST_RATE), _LARGEST_RATE)
        self._show()

    def _show(self) -> None:
        self.setText(f"{self.value:.6g}")
        self.setModified(False)

    def _enter(self) -> None:
        if not self.isModified():
            return
        try:
            value = number_entered(self.text())
            if value <= 0:
                raise EditError(self.tr("The learning rate must be greater than 0."))
            self._take(value)
        except EditError as error:
            self._say(str(error))
            self._show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Up:
            self.double()
        elif event.key() == Qt.Key.Key_Down:
            self.halve()
        else:
            super().keyPressEvent(event)


class DescentPanel(QScrollArea):
    """Which inputs move, how far, how often; and the trace of f. walked(trail): where the inputs have been.

    The trail is None while the panel is hidden.
    """

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self.walked: Callable[[list[dict[str, float]] | None], None] = lambda trail: None
        self._stage, self._subject = stage, subject_of(stage)
        self.walk = Walk(stage)
        self._off: set[str] = set()
        self._boxes: dict[str, QCheckBox] = {}
        self._chart: TraceChart | None = None
        self._message, self._sentence = QLabel(), QLabel()
        self._body, self._holder = QWidget(), QWidget()
        self._all = QCheckBox(self.tr("all"))
        self.rate = RateField(stage.say)
        self._way = QComboBox()
        self._count, self._pace = QSpinBox(), QSpinBox()
        self._step, self._run, self._play, self._log = (QToolButton() for _ in range(4))
        self._result = SumLine(stage.light, _LINE_SIZE * stage.text_scale)
        self._lay_out()
        self._connect()

    def restyle(self) -> None:
        """Take on the look of the stage."""
        self._result.resize_text(_LINE_SIZE * self._stage.text_scale)
        if self._chart is not None:
            self._chart.dress(self._stage.look.theme, self._stage.text_scale)
        self.refresh()

    def refresh(self, _change: object = None) -> None:
        """Show what the document says now."""
        if self.isVisible():
            self._show()

    # --- its parts ---

    def _lay_out(self) -> None:
        self._way.addItems([self.tr("down (descent)"), self.tr("up (ascent)")])
        self._count.setRange(1, _MOST_STEPS)
        self._count.setValue(_STEPS)
        self._pace.setRange(1, _FASTEST)
        self._pace.setValue(_PACE)
        self._pace.setSuffix(self.tr(" / s"))
        self._step.setText(self.tr("Step"))
        self._play.setCheckable(True)
        self._log.setText("log")
        self._log.setCheckable(True)
        self._log.setToolTip(self.tr("Logarithmic scale, where f is positive"))
        self._log.setAccessibleName(self.tr("Logarithmic scale"))
        for label in (self._message, self._sentence):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        self._sentence.hide()
        self._message.setMargin(16)
        self._message.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._fill_body()
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(_MARGIN, 6, _MARGIN, _MARGIN)
        column.addWidget(self._message)
        column.addWidget(self._body, 1)
        self.setWidget(inner)
        self.setWidgetResizable(True)
        self.setAccessibleName(self.tr("Gradient descent"))

    def _fill_body(self) -> None:
        self._flow = FlowLayout()
        self._holder.setLayout(self._flow)
        self._area = QScrollArea()
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidget(self._holder)
        self._area.setWidgetResizable(True)
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self.rate.setMinimumWidth(40)
        self._way.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._way.setMinimumContentsLength(6)
        form.addRow(self.tr("Rate"), _row(self.rate, *self._rate_buttons()))
        form.addRow(self.tr("Direction"), self._way)
        form.addRow(self.tr("Steps"), _row(self._count, self._step, self._run))
        form.addRow(self.tr("One by one"), _row(self._pace, self._play))
        for widget, name in (
            (self.rate, self.tr("Learning rate")),
            (self._way, self.tr("Direction")),
            (self._count, self.tr("Number of steps")),
            (self._pace, self.tr("Steps per second")),
        ):
            widget.setAccessibleName(name)
        self._column = QVBoxLayout(self._body)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self._area)
        self._column.addLayout(form)
        self._column.addWidget(self._sentence)
        self._column.addWidget(_row(self._result, self._log))
        self._column.addStretch()

    def _rate_buttons(self) -> list[QToolButton]:
        found = []
        words = (
            ("÷2", self.tr("Halve the rate"), self.rate.halve),
            ("×2", self.tr("Double the rate"), self.rate.double),
        )
        for text, name, act in words:
            button = QToolButton()
            button.setText(text)
            button.setAccessibleName(name)
            button.clicked.connect(act)
            found.append(button)
        return found

    def _connect(self) -> None:
        self._step.clicked.connect(self._make_step)
        self._run.clicked.connect(self._make_run)
        self._play.clicked.connect(self._toggle_play)
        self._log.toggled.connect(self._show_trace)
        self._all.clicked.connect(self._choose_all)
        self.walk.changed, self.walk.ended = self._show_trace, self._end
        self._stage.selectionChanged.connect(self.refresh)
        self._stage.session.evaluated.connect(self.refresh)

    # --- what is shown ---

    def _show(self) -> None:
        found = subject_of(self._stage)
        if self.walk.is_going() and (found is None or self._subject is None or found.root != self._subject.root):
            self.walk.stop()
        if found is None or self._subject is None or found.root != self._subject.root:
            self.walk.forget()
        self._subject = found
        words = self._words(found)
        self._message.setText(words)
        self._message.setVisible(bool(words))
        self._body.setVisible(not words)
        if found is not None and not words:
            self._offer(found)
            self._enable()
            self._show_result(found)

    def _words(self, found: Subject | None) -> str:
        if found is None or not found.complete:
            return self.tr("Gradient descent needs a function without empty slots.")
        if not found.labels:
            return self.tr("{0} has no input that could move.").format(found.name)
        if is_veiled(self._stage, found):
            return self.tr("An exercise hides the numbers of {0} that are shown here.").format(found.name)
        if not self._stage.knows_tree(found.row):
            return self.tr("The sums are known as soon as the steps have come to their end.")
        return ""

    def _offer(self, found: Subject) -> None:
        """A box for each input of f."""
        if list(self._boxes) != list(found.labels):
            self._all.setParent(None)
            self._flow.clear()
            self._boxes = {label: QCheckBox(typeset(label)) for label in found.labels}
            self._flow.addWidget(self._all)
            for label, box in self._boxes.items():
                box.setChecked(label not in self._off)
                box.clicked.connect(self._choose)
                self._flow.addWidget(box)
                box.show()  # at once, as the layout does not count what is hidden
            self._all.setVisible(len(self._boxes) > 1)
            self._fit_boxes()
        self._choose()

    def _fit_boxes(self) -> None:
        """Give the boxes the height that they need, up to a few lines."""
        self._area.setFixedHeight(
            min(_BOXES_HEIGHT, self._flow.heightForWidth(self.viewport().width() - 2 * _MARGIN) + 2)
        )

    def _choose(self, _on: object = None) -> None:
        for label, box in self._boxes.items():
            (self._off.discard if box.isChecked() else self._off.add)(label)
        on = sum(box.isChecked() for box in self._boxes.values())
        states = Qt.CheckState.Unchecked, Qt.CheckState.PartiallyChecked, Qt.CheckState.Checked
        self._all.setCheckState(states[0 if on == 0 else 2 if on == len(self._boxes) else 1])
        self._enable()

    def _choose_all(self, _on: object = None) -> None:
        on = not all(box.isChecked() for box in self._boxes.values())
        for box in self._boxes.values():
            box.setChecked(on)
        self._choose()

    def _enable(self) -> None:
        some = any(box.isChecked() for box in self._boxes.values())
        for button in (self._step, self._run, self._play):
            button.setEnabled(some)
        self._run.setText(self.tr("Stop") if self.walk.is_going() and not self._play.isChecked() else self.tr("Run"))
        self._play.setText(self.tr("Stop") if self._play.isChecked() else self.tr("Play"))

    def _show_result(self, found: Subject) -> None:
        number, theme, trace = self._stage.look.number, self._stage.look.theme, self.walk.trace
        pieces = [Piece(f"{found.name} = ", theme.ink)]
        if len(trace) > 1:
            pieces += [Piece(number(trace[0]), theme.muted), Piece(" → ", theme.ink)]
        value = value_of(self._stage, found)
        pieces.append(Piece(number(value) if value == value else self.tr("undefined"), theme.value, "bold"))
        if len(trace) > 1:
            made = self.walk.steps[-1] - self.walk.steps[0]
            text = self.tr("after {0} steps").format(made) if made > 1 else self.tr("after one step")
            pieces += [Piece(GAP, theme.ink), Piece(text, theme.ink)]
        self._result.show_pieces(pieces)

    def _show_trace(self, _on: object = None) -> None:
        """Draw the trace as far as it goes; without one there is no chart."""
        trace = self.walk.trace
        self._log.setVisible(len(trace) > 1)
        self._log.setEnabled(len(trace) > 1 and min(trace) > 0)
        self.walked(self.walk.trail if self.isVisible() else None)
        if self._chart is not None:
            self._chart.setVisible(len(trace) > 1)
        if len(trace) < 2 or self._subject is None:
            self._tell("")
            return
        chart = self._trace_chart()
        chart.setVisible(True)
        show = chart.show_logarithms if self._log.isChecked() and self._log.isEnabled() else chart.show_trace
        show(self.walk.steps, trace, self._subject.name, self.tr("steps"))

    def _trace_chart(self) -> TraceChart:
        if self._chart is None:
            from treeedit.window.explore.descent_chart import TraceChart

            self._chart = TraceChart()
            self._chart.setAccessibleName(self.tr("f after each step"))
            self._chart.dress(self._stage.look.theme, self._stage.text_scale)
            self._column.insertWidget(self._column.count() - 1, self._chart, 1)
        return self._chart

    # --- what is done ---

    def _plan(self, text: str) -> Plan | None:
        labels = tuple(label for label, box in self._boxes.items() if box.isChecked())
        if self._subject is None or not labels:
            return None
        self._tell("")
        sign = -1.0 if self._way.currentIndex() else 1.0
        return Plan(self._subject.root, labels, sign * self.rate.value, text)

    def _name(self) -> str:
        return self.tr("gradient ascent") if self._way.currentIndex() else self.tr("gradient descent")

    def _make_step(self) -> None:
        if plan := self._plan(self.tr("{0}, 1 step").format(self._name())):
            self.walk.run(plan, 1)

    def _make_run(self) -> None:
        if self.walk.is_going():
            self.walk.stop()
        elif plan := self._plan(self.tr("{0}, {1} steps").format(self._name(), self._count.value())):
            self.walk.run(plan, self._count.value())
            self._enable()

    def _toggle_play(self, on: object) -> None:
        plan = self._plan(self._name())
        if on and plan is not None:
            self.walk.play(plan, self._pace.value())
        else:
            self.walk.stop()
        self._enable()

    def _tell(self, sentence: str) -> None:
        self._sentence.setText(sentence)
        self._sentence.setVisible(bool(sentence))

    def _end(self, sentence: str) -> None:
        self._play.setChecked(False)
        self._tell(sentence)
        self._enable()

    # --- overrides of Qt ---

    def sizeHint(self) -> QSize:
        return QSize(_WIDTH, _HEIGHT)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show()
        self._show_trace()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_boxes()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.walk.stop()
        self.walked(None)


def _row(*widgets: QWidget) -> QWidget:
    row = QWidget()
    layout = QHBoxLayout(row)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(5)
    for widget in widgets:
        layout.addWidget(widget)
    return row
