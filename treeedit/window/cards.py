"""The cards of the sets: mark, label, value; below, the summands and their sum. An input's card has its slider."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QEnterEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QSlider, QVBoxLayout, QWidget

from treeedit.canvas.painting import colour, paint
from treeedit.canvas.stage import Stage
from treeedit.figure.figure import Figure, Mark, Text
from treeedit.figure.fonts import width_of
from treeedit.figure.look import Look, set_colour, set_mark
from treeedit.figure.numbers import summand_text
from treeedit.figure.typeset import typeset
from treeedit.model.edits import set_input
from treeedit.model.records import EditError, Input, NodeId
from treeedit.model.sets import Set
from treeedit.window.entry import number_entered
from treeedit.window.sums import Piece, SumLine

MOST_SUMMANDS = 24
_MOST_POSITIONS = 1_000_000
_HEAD_SIZE, _SUM_SIZE = 15.0, 13.0


class Head(QWidget):
    """A set's mark and its label."""

    def __init__(self, text: str, mark: int, look: Look, scale: float) -> None:
        super().__init__()
        theme, tone = look.theme, set_colour(mark)
        size = _HEAD_SIZE * scale
        self._figure = Figure.empty()
        self._figure.marks.append(Mark(set_mark(mark), 7.0 * scale, 13.0 * scale, 11.0 * scale, theme.set_inks[tone]))
        self._figure.texts.append(Text(20.0 * scale, 18.0 * scale, text, size, theme.ink, "bold"))
        self._size = QSize(round(22 * scale + width_of(text, size, "bold")), round(26 * scale))
        self.setAccessibleName(text)

    def sizeHint(self) -> QSize:
        return self._size

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self._size.width(), 150), self._size.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
            paint(painter, self._figure)


class Card(QFrame):
    """A set's frame with a stripe in its colour; pointing at it lights the members."""

    def __init__(self, stage: Stage, text: str, mark: int) -> None:
        super().__init__()
        self.stage, self.mark = stage, mark
        self._stripe = stage.look.theme.set_strokes[set_colour(mark)]
        self._lines: list[SumLine] = []
        self._sets: list[Set] = []
        self._nodes: list[tuple[NodeId, ...]] = []
        self.setObjectName("card")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(16, 8, 12, 9)
        self._column.setSpacing(3)
        self.top = QHBoxLayout()
        self.top.addWidget(Head(text, mark, stage.look, stage.text_scale))
        self.top.addStretch()
        self._column.addLayout(self.top)

    def add_row(self, row: QWidget) -> None:
        """Put a widget below the head, above the sums."""
        self._column.addWidget(row)

    def show_sets(self, found: list[tuple[Set, float]], name: Callable[[Set], str], symbol: str) -> None:
        """Write one line for each set: the label's partials in one output, with their sum."""
        self._take([each for each, _ in found])
        while len(self._lines) < len(found):
            self._lines.append(SumLine(self.stage.light, _SUM_SIZE * self.stage.text_scale))
            self._column.addWidget(self._lines[-1])
        while len(self._lines) > len(found):
            line = self._lines.pop()
            line.hide()
            line.deleteLater()
        for line, nodes, (each, total) in zip(self._lines, self._nodes, found, strict=True):
            line.show_pieces(_pieces(self.stage, each, total, name(each), symbol, nodes))

    def _take(self, sets: list[Set]) -> None:
        """Look up the members' nodes where the sets are other ones, which numbers alone do not make them."""
        if [*map(id, sets)] != [*map(id, self._sets)]:
            ids = self.stage.session.analysis.order.ids
            self._sets, self._nodes = sets, [tuple(ids[each.members].tolist()) for each in sets]

    def enterEvent(self, event: QEnterEvent) -> None:
        self.stage.light(node for nodes in self._nodes for node in nodes)

    def leaveEvent(self, event: QEvent) -> None:
        self.stage.light([])

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour(self._stripe))
            painter.drawRoundedRect(0, 1, 5, self.height() - 2, 2.5, 2.5)


class InputCard(Card):
    """The card of an input: a number field and a slider; one slide is one undo step."""

    def __init__(self, stage: Stage, label: str) -> None:
        self.label = label
        known = stage.session.forest.inputs[label]
        super().__init__(stage, typeset(label), known.mark)
        self._gesture: object | None = None
        self._steps: tuple[float, float, float] | None = None
        self._field = QLineEdit()
        self._field.setFixedWidth(92)
        self._field.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._field.setAccessibleName(self.tr("value of {0}").format(label))
        self._field.editingFinished.connect(self._typed)
        self.top.addWidget(self._field)
        self._slider = QSlider(Qt.Orientation.Horizontal)
        self._slider.setAccessibleName(self.tr("slider of {0}").format(label))
        self._slider.sliderPressed.connect(self._begin)
        self._slider.sliderReleased.connect(self._end)
        self._slider.valueChanged.connect(self._slid)
        self.add_row(self._slider)
        self.show_value(known)

    def show_value(self, known: Input) -> None:
        """Follow the document; the slider keeps its grain while it is held."""
        steps = (known.low, known.high, known.step)
        self._slider.blockSignals(True)
        if steps != self._steps:
            self._steps = steps
            self._slider.setRange(0, _positions(known))
            self._slider.setPageStep(max(1, self._slider.maximum() // 10))
        share = (known.value / 2 - known.low / 2) / (known.high / 2 - known.low / 2)
        self._slider.setValue(round(share * self._slider.maximum()))
        self._slider.blockSignals(False)
        if not self._field.isModified():
            self._field.setText(_plain(known.value))
            self._field.setToolTip(self.tr("{0} = {1}").format(self.label, repr(known.value)))

    def _begin(self) -> None:
        self._gesture = object()

    def _end(self) -> None:
        self._gesture = None

    def _slid(self, position: int) -> None:
        forest = self.stage.session.forest
        known = forest.inputs[self.label]
        value = _value_at(known, position, self._slider.maximum())
        text = self.tr("change {0}").format(self.label)
        self.stage.session.do(set_input(forest, self.label, value), text, self._gesture or self._slider)

    def _typed(self) -> None:
        if not self._field.isModified() or self.isHidden():
            return
        self._field.setModified(False)
        session = self.stage.session
        try:
            value = number_entered(self._field.text())
            session.do(set_input(session.forest, self.label, value), self.tr("change {0}").format(self.label))
        except EditError as error:
            self._field.setToolTip(f"<span>{escape(str(error))}</span>")
            self.stage.say(str(error))
        self.show_value(session.forest.inputs[self.label])


def _positions(known: Input) -> int:
    """How many steps the slider has; fewer than the range has, where Qt could not count them."""
    steps = (known.high / 2 - known.low / 2) / known.step * 2
    return max(1, round(min(steps, _MOST_POSITIONS)))


def _value_at(known: Input, position: int, last: int) -> float:
    """The value at a position of the slider, on the grid of the steps where the positions are steps."""
    if last < _MOST_POSITIONS:
        return min(known.high, float(f"{known.low + position * known.step:.12g}"))
    share = position / last
    return known.low * (1 - share) + known.high * share


def _plain(value: float) -> str:
    """A value for a number field: short, and exact when typed again."""
    text = f"{value:.12g}"
    return (text if float(text) == value else repr(value)).removesuffix(".0")


def _pieces(stage: Stage, found: Set, total: float, name: str, symbol: str, nodes: tuple[NodeId, ...]) -> list[Piece]:
    """The words of a sum: its summands in the order of the tree, the total in the partial's colour."""
    theme, number = stage.look.theme, stage.look.number
    partial = stage.session.evaluation.partial
    pieces = [Piece(f"∂{name}/∂{symbol} = ", theme.ink)]
    several = len(found.members) > 1
    shown = partial[found.members[:MOST_SUMMANDS]].tolist() if several else []
    for index, summand in enumerate(shown):
        text = number(summand)
        pieces.append(Piece(summand_text(text) if index else text, theme.ink, "regular", nodes[index : index + 1]))
        pieces.append(Piece(" + " if index < len(found.members) - 1 else " = ", theme.ink))
    if several and len(shown) < len(found.members):
        pieces.append(Piece(f"… ({len(found.members) - len(shown)} more) = ", theme.muted))
    text = number(total) if total == total else "undefined"
    return [*pieces, Piece(text, theme.partial, "bold", nodes)]
