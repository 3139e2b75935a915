"""The palette: every operator by family, and the inputs, to be dragged onto the canvas or put there by a click."""

from __future__ import annotations

from collections.abc import Callable, Collection
from itertools import pairwise

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QDrag, QMouseEvent, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QApplication, QLabel, QScrollArea, QVBoxLayout, QWidget

from treeedit.canvas.painting.painter import paint
from treeedit.canvas.transfer.drag_data import load_data
from treeedit.figure.figure import Figure, Mark, Shape, Text
from treeedit.figure.fonts import width_of
from treeedit.figure.look import LABEL_SIZE, Look, set_colour, set_mark
from treeedit.figure.typeset import typeset
from treeedit.model.edits import leaf_alone, operator_alone
from treeedit.model.labels import MAX_LABEL, is_name
from treeedit.model.operator_entry import Operator
from treeedit.model.operators import FAMILIES, OPERATORS
from treeedit.model.records import Edit, EditError, Expression
from treeedit.session import Session
from treeedit.window.widgets.flow_layout import FlowLayout
from treeedit.window.widgets.text_field import Field
from treeedit.words import translate

_CHIP_HEIGHT = 34
MOST_INPUTS = 40

Put = Callable[[Expression], None]


class Chip(QWidget):
    """One thing to drag: an operator, an input or a number, drawn as its node is."""

    def __init__(self, expression: Expression, figure: Figure, words: str, put: Put, scale: float) -> None:
        super().__init__()
        self._expression, self._figure, self._put, self._scale = expression, figure, put, scale
        self._press: QPoint | None = None
        self.setObjectName("chip")
        self.setToolTip(words)
        self.setAccessibleName(words)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.setFixedSize(self.sizeHint())

    def sizeHint(self) -> QSize:
        bounds = self._figure.bounds
        return QSize(round((bounds.right - bounds.left) * self._scale), round(_CHIP_HEIGHT * self._scale))

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._draw(painter)
            if self.hasFocus():
                painter.setPen(self.palette().highlight().color())
                painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), 8, 8)

    def _draw(self, painter: QPainter) -> None:
        painter.translate(self.width() / 2, self.height() / 2)
        painter.scale(self._scale, self._scale)
        paint(painter, self._figure)
        painter.resetTransform()

    def enterEvent(self, event: object) -> None:
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._press = event.position().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._press is None:
            return
        away = (event.position().toPoint() - self._press).manhattanLength()
        if away >= QApplication.startDragDistance():
            self._press = None
            drag = QDrag(self)
            drag.setMimeData(load_data(self._expression))
            drag.setPixmap(_nothing())
            drag.exec(Qt.DropAction.CopyAction)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._press is not None:
            self._press = None
            self._put(self._expression)

    def keyPressEvent(self, event: object) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):  # type: ignore[attr-defined]
            self._put(self._expression)
        else:
            super().keyPressEvent(event)  # type: ignore[arg-type]


class Palette(QScrollArea):
    """Chips of all operators and of the document's inputs; `put` is what a click on one does."""

    def __init__(self, session: Session, look: Look, put: Put) -> None:
        super().__init__()
        self._session, self._look, self._put, self._scale = session, look, put, 1.0
        self._chips: dict[tuple[str, int | None], Chip] = {}
        self._inputs = FlowLayout()
        self._fresh = Field(most=MAX_LABEL)
        self._fresh.setPlaceholderText(self.tr("new input or number"))
        self._fresh.setAccessibleName(self.tr("new input or number"))
        self._fresh.setMinimumWidth(40)
        self._fresh.returnPressed.connect(self._add_fresh)
        self._complaint = QLabel()
        self._complaint.setTextFormat(Qt.TextFormat.PlainText)
        self._complaint.setWordWrap(True)
        self._complaint.hide()
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._build()
        session.edited.connect(self._follow)

    def restyle(self, look: Look, scale: float) -> None:
        """Draw all chips anew under another look, enlarged by a scale."""
        self._look, self._scale = look, scale
        self._build()

    def _build(self) -> None:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(12, 6, 12, 12)
        column.setSpacing(6)
        column.addWidget(_heading(self.tr("Inputs and numbers")))
        self._fresh.setParent(None)
        self._complaint.setParent(None)
        self._inputs = FlowLayout()
        column.addLayout(self._inputs)
        column.addWidget(self._fresh)
        column.addWidget(self._complaint)
        for family in FAMILIES:
            column.addSpacing(6)
            column.addWidget(_heading(translate("operators", family)))
            flow = FlowLayout()
            for entry in OPERATORS.values():
                if entry.family == family:
                    flow.addWidget(self._operator_chip(entry))
            column.addLayout(flow)
        column.addStretch()
        self.setWidget(inner)
        self._chips = {}
        self._show_inputs()

    def _operator_chip(self, entry: Operator) -> Chip:
        figure = operator_figure(entry, self._look)
        return Chip(
            operator_alone(entry.key),
            figure,
            f"{translate('operators', entry.name)} ({entry.spelling})",
            self._put,
            self._scale,
        )

    def _show_inputs(self) -> None:
        marks = self._marks()
        shown = [*list(marks.items())[:MOST_INPUTS], (_fresh_label(marks), None), ("2", None)]
        if shown == list(self._chips):
            return
        self._chips = {each: self._chips.get(each) or self._input_chip(*each) for each in shown}
        self._inputs.arrange(list(self._chips.values()))
        for before, after in pairwise(self._chips.values()):
            QWidget.setTabOrder(before, after)

    def _input_chip(self, label: str, mark: int | None) -> Chip:
        figure = leaf_figure(label, mark, self._look)
        return Chip(leaf_alone(label), figure, label, self._put, self._scale)

    def _marks(self) -> dict[str, int]:
        """The inputs on the canvas, in the order of the document, with their looks."""
        present, forest = set(self._session.analysis.order.labels), self._session.forest
        return {label: each.mark for label, each in forest.inputs.items() if label in present}

    def _follow(self, edit: Edit) -> None:
        if edit.nodes or edit.inputs:
            self._show_inputs()

    def _add_fresh(self) -> None:
        try:
            expression = leaf_alone(self._fresh.text())
        except EditError as error:
            self._complaint.setText(str(error))
            self._complaint.show()
            return
        self._complaint.hide()
        self._fresh.clear()
        self._put(expression)


def _fresh_label(taken: Collection[str]) -> str:
    """The first of x1, x2, ... that no input on the canvas has."""
    return next(name for i in range(1, len(taken) + 2) if (name := f"x{i}") not in taken)


def _heading(text: str) -> QLabel:
    label = QLabel(text)
    label.setObjectName("family")
    label.setWordWrap(True)
    return label


def _nothing() -> QPixmap:
    """No picture under the pointer: the canvas shows the ghost itself."""
    pixmap = QPixmap(1, 1)
    pixmap.fill(Qt.GlobalColor.transparent)
    return pixmap


def operator_figure(entry: Operator, look: Look) -> Figure:
    """An operator's chip, about the origin."""
    theme = look.theme
    size = 16.0 if len(entry.glyph) < 3 else 13.0
    wide = max(34.0, width_of(entry.glyph, size) + 16.0)
    figure = Figure.empty()
    figure.bounds = figure.bounds._replace(left=-wide / 2 - 1, right=wide / 2 + 1)
    figure.shapes.append(Shape(0.0, 0.0, wide - 2, 30.0, 15.0, theme.node, theme.edge, 1.2))
    figure.texts.append(Text(0.0, 0.36 * size, entry.glyph, size, theme.ink, anchor="middle"))
    return figure


def leaf_figure(label: str, mark: int | None, look: Look) -> Figure:
    """A leaf's chip, about the origin, with its set's look; a label that the canvas does not have yet is dashed."""
    theme = look.theme
    text = typeset(label)
    figure = Figure.empty()
    wide = max(34.0, width_of(text, LABEL_SIZE - 2) + (20.0 if mark is None else 38.0))
    figure.bounds = figure.bounds._replace(left=-wide / 2 - 1, right=wide / 2 + 1)
    if mark is None:
        radius = 14.0 if is_name(label) else 6.0
        dashed = is_name(label)
        figure.shapes.append(Shape(0.0, 0.0, wide - 2, 28.0, radius, theme.node, theme.edge, 1.2, dashed))
        figure.texts.append(Text(0.0, 0.35 * LABEL_SIZE, text, LABEL_SIZE - 2, theme.muted, anchor="middle"))
        return figure
    tone = set_colour(mark)
    paint = theme.set_fills[tone], theme.set_strokes[tone], 0.75 * theme.set_lines[tone]
    figure.shapes.append(Shape(0.0, 0.0, wide - 2, 28.0, 14.0, *paint))
    figure.marks.append(Mark(set_mark(mark), -wide / 2 + 15.0, 0.0, 9.0, theme.set_inks[tone]))
    figure.texts.append(Text(-wide / 2 + 25.0, 0.35 * LABEL_SIZE, text, LABEL_SIZE - 2, theme.ink))
    return figure
