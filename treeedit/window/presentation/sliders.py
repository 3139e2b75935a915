"""The sliders of a presentation: one for each input of the trees that are shown, large enough for a hall.

They stand in as many columns as there is room for; what is more than a few rows is scrolled to. A number that is not
known at the step yet, or that an exercise asks for, is not told here either.
"""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from treeedit.canvas.painting.painter import paint
from treeedit.canvas.scene.scene import Stage
from treeedit.canvas.scene.visible_parts import Shown
from treeedit.figure.figure import Figure, Mark, Text
from treeedit.figure.fonts import width_of
from treeedit.figure.look import Theme, set_colour, set_mark
from treeedit.figure.typeset import typeset
from treeedit.model.records import NodeId
from treeedit.window.inputs.input_slider import InputSlider

MOST_KNOBS = 60
_WIDEST, _ROWS = 15.0, 3
"""How wide a slider with its name is at least, in ems, and how many rows are seen at once."""
_HIGH, _GAP, _MARGIN = 2.9, 0.5, 0.6
_PEEP = 0.35
"""How much is seen of a further row, so that one knows of it."""
_OWN_KEYS = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Tab, Qt.Key.Key_Backtab)


class Named(NamedTuple):
    """An input of the trees that are shown: its label, one of its leaves, and its mark."""

    label: str
    leaf: NodeId
    mark: int


class LargeSlider(InputSlider):
    """A slider that leaves all keys but the arrows to the presentation, as a clicker's are among them."""

    def __init__(self, stage: Stage, label: str) -> None:
        super().__init__(stage, label)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _OWN_KEYS:
            super().keyPressEvent(event)
        else:
            event.ignore()


class Caption(QWidget):
    """A mark, a label and its value in one line."""

    def __init__(self, named: Named, theme: Theme, size: float) -> None:
        super().__init__()
        self._theme, self._size, tone = theme, size, set_colour(named.mark)
        self._label = f"{typeset(named.label)} = "
        self._figure = Figure.empty()
        self._figure.marks.append(
            Mark(set_mark(named.mark), 0.45 * size, 0.72 * size, 0.75 * size, theme.set_inks[tone])
        )
        self._figure.texts.append(Text(1.2 * size, size, self._label, size, theme.ink, "bold"))
        self.setFixedHeight(round(1.4 * size))

    def show_number(self, text: str) -> None:
        """Write another number."""
        x = 1.2 * self._size + width_of(self._label, self._size, "bold")
        self._figure.texts[1:] = [Text(x, self._size, text, self._size, self._theme.value, "bold")]
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
            paint(painter, self._figure)


class Knob(QWidget):
    """The name and the value of an input above its slider."""

    def __init__(self, stage: Stage, named: Named, size: float) -> None:
        super().__init__()
        self._stage, self._named = stage, named
        self.setObjectName("knob")
        self.caption = Caption(named, stage.look.theme, size)
        self.slider = LargeSlider(stage, named.label)
        self.slider.setMinimumHeight(round(1.4 * size))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.caption)
        column.addWidget(self.slider)

    def follow(self) -> None:
        """Show the value as the document has it, as far as it may be told."""
        stage, named = self._stage, self._named
        row = stage.session.analysis.order.rows.get(named.leaf)
        if row is None or named.label not in stage.session.forest.inputs:
            return  # the trees have changed, and other sliders are on their way
        self.slider.follow()
        told = stage.knows_value(row) and not stage.veil.hides_value(named.leaf)
        self.caption.show_number(stage.look.number(self.slider.known().value) if told else "…")


class SliderStrip(QScrollArea):
    """Sliders in columns. inputs: those for which there is one."""

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self._stage, self._size = stage, 24.0
        self.inputs: list[Named] = []
        self._knobs: list[Knob] = []
        self.setObjectName("strip")
        self.setAccessibleName(self.tr("sliders of the inputs"))
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def knob(self, label: str) -> Knob:
        """The slider of a label, with its name."""
        return self._knobs[[each.label for each in self.inputs].index(label)]

    def margin(self) -> float:
        """How much air is around the sliders."""
        return _MARGIN * self._size

    def take_up(self, shown: Shown) -> None:
        """Have the sliders of the inputs of what a view shows."""
        inputs = inputs_of(self._stage, shown)
        if inputs != self.inputs:
            self.inputs = inputs
            self._build()
        self.follow()

    def follow(self) -> None:
        """Show the values as they are now."""
        for knob in self._knobs:
            knob.follow()

    def restyle(self, size: float) -> None:
        """Make all anew, in a size of text and the colours of the look."""
        self._size = size
        self._build()
        self.follow()

    # --- where they stand ---

    def _build(self) -> None:
        inner = QWidget()
        self._grid = QGridLayout(inner)
        margin = round(_MARGIN * self._size)
        self._grid.setContentsMargins(2 * margin, margin, 2 * margin, margin)
        self._grid.setHorizontalSpacing(3 * margin)
        self._grid.setVerticalSpacing(round(_GAP * self._size))
        self._knobs = [Knob(self._stage, each, self._size) for each in self.inputs]
        self._columns = 0
        self.setWidget(inner)
        self._arrange()

    def _arrange(self) -> None:
        """In as many columns as there is room for."""
        columns = max(1, min(len(self._knobs), int(self.width() // (_WIDEST * self._size))))
        if columns != self._columns:
            self._columns = columns
            for index, knob in enumerate(self._knobs):
                self._grid.addWidget(knob, index // columns, index % columns)
            for column in range(self._grid.columnCount()):
                self._grid.setColumnStretch(column, 1 if column < columns else 0)
            self.updateGeometry()

    # --- overrides of Qt ---

    def sizeHint(self) -> QSize:
        rows = min(_ROWS, -(-len(self._knobs) // max(1, self._columns)))
        more = _PEEP if len(self._knobs) > rows * self._columns else 0.0
        high = (rows + more) * (_HIGH + _GAP) - _GAP + 2 * _MARGIN
        return QSize(200, round(high * self._size))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._knobs:
            self._arrange()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.ignore()


def inputs_of(stage: Stage, shown: Shown) -> list[Named]:
    """The inputs of the trees that a view shows, in the order of the labels; not more than anybody could use."""
    session = stage.session
    order, found = session.analysis.order, dict[str, Named]()
    for each in session.analysis.sets.input_sets:
        leaves = [int(order.ids[row]) for row in each.members.tolist()]
        seen = (leaf for leaf in leaves if shown.has(session.forest.root_of(leaf)))
        if each.label not in found and (leaf := next(seen, None)) is not None:
            found[each.label] = Named(each.label, leaf, session.forest.inputs[each.label].mark)
    return list(found.values())[:MOST_KNOBS]
