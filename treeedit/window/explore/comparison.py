"""Two trees side by side: whether they have the same shape, which labels correspond, and which sets thereby differ.

Pointing at a line lights what it speaks of in both trees on the canvas.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QEnterEvent, QFocusEvent, QHideEvent, QShowEvent
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from treeedit.canvas.scene.scene import Stage
from treeedit.figure.typeset import typeset
from treeedit.model.labels import is_name
from treeedit.model.records import NodeId
from treeedit.model.shapes import Operands
from treeedit.window.explore.comparison_findings import Finder, Finding
from treeedit.window.inputs.card import Head
from treeedit.window.widgets.flow_layout import FlowLayout

_WIDTH, _HEIGHT, _HEAD_HEIGHT = 240, 320, 26
_KINDS = (Operands.IN_ORDER, Operands.ANY_ORDER)


class ComparisonPanel(QScrollArea):
    """Compares the two selected trees, or two that are chosen here."""

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self._stage = stage
        self._roots: list[NodeId] = []
        self._chosen: list[NodeId] = []
        self._boxes = QComboBox(), QComboBox()
        self._kind = QComboBox()
        self._finder = Finder(stage)
        self._lines: list[Line] = []
        self._shown: object = None
        self._lay_out()
        for box in (*self._boxes, self._kind):
            box.activated.connect(self._choose)
        stage.selectionChanged.connect(self._follow)
        stage.session.evaluated.connect(self.refresh)

    def restyle(self) -> None:
        """Take on the look of the stage."""
        self._shown = None
        self.refresh()

    def refresh(self, _change: object = None) -> None:
        """Compare anew."""
        if self.isVisible():
            self._show()

    def _lay_out(self) -> None:
        self._kind.addItems([self.tr("operands in order"), self.tr("operands in any order")])
        names = (self.tr("First tree"), self.tr("Second tree"), self.tr("Order of operands"))
        row = QHBoxLayout()
        for box, name in zip((*self._boxes, self._kind), names, strict=True):
            box.setAccessibleName(name)
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(4)
        for box in self._boxes:
            row.addWidget(box)
        inner = QWidget()
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(10, 6, 10, 10)
        self._column.setSpacing(8)
        self._column.addLayout(row)
        self._column.addWidget(self._kind)
        self._column.addStretch()
        self.setWidget(inner)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("Comparison of two trees"))

    # --- which trees ---

    def _choose(self, _index: int) -> None:
        self._chosen = [self._roots[box.currentIndex()] for box in self._boxes if box.currentIndex() >= 0]
        self._show()

    def _follow(self) -> None:
        forest = self._stage.session.forest
        roots = dict.fromkeys(forest.root_of(node) for node in self._stage.selection if node in forest.nodes)
        if len(roots) >= 2:
            self._chosen = list(roots)[:2]
        self.refresh()

    def _offer(self) -> None:
        """Fill the boxes with the trees; two that are there are always chosen, if there are two."""
        forest = self._stage.session.forest
        self._roots = list(forest.trees())
        kept = [root for root in self._chosen if root in forest.roots]
        self._chosen = (kept + [root for root in self._roots if root not in kept])[:2]
        if kept and self._chosen[0] != kept[0]:
            self._chosen.reverse()
        names = [typeset(forest.roots[root].name) for root in self._roots]
        for index, box in enumerate(self._boxes):
            if names != [box.itemText(place) for place in range(box.count())]:
                box.clear()
                box.addItems(names)
            box.setCurrentIndex(self._roots.index(self._chosen[index]) if index < len(self._chosen) else -1)

    # --- what is said ---

    def _show(self) -> None:
        self._offer()
        kind = _KINDS[self._kind.currentIndex()]
        found = self._finder.findings(self._chosen, kind)
        if found == self._shown:
            return
        self._shown = found
        for line in self._lines:
            line.hide()
            line.deleteLater()
        self._lines = [Line(self._stage, each) for each in found]
        for place, line in enumerate(self._lines, 2):
            self._column.insertWidget(place, line)

    # --- overrides of Qt ---

    def sizeHint(self) -> QSize:
        return QSize(_WIDTH, _HEIGHT)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._follow()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._stage.light([])


class Line(QFrame):
    """Labels with their marks, x₁ ↔ x₁ x₄, and a sentence. Pointed at, or with the focus, it lights its nodes."""

    def __init__(self, stage: Stage, finding: Finding) -> None:
        super().__init__()
        labels, text, nodes = finding
        self._stage, self._nodes = stage, nodes
        self.setObjectName("card")
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 6, 12, 8)
        column.setSpacing(2)
        if labels:
            column.addWidget(_heads(stage, labels))
        if text:
            said = QLabel(text)
            said.setTextFormat(Qt.TextFormat.PlainText)
            said.setWordWrap(True)
            column.addWidget(said)
        shown = f"{typeset(labels[0])} ↔ {', '.join(map(typeset, labels[1:]))}" if labels else ""
        self.setAccessibleName(f"{shown} {text}".strip())
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if nodes else Qt.FocusPolicy.NoFocus)

    def enterEvent(self, event: QEnterEvent) -> None:
        self._stage.light(self._nodes)

    def leaveEvent(self, event: QEvent) -> None:
        self._stage.light([])

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._stage.light(self._nodes)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._stage.light([])


def _heads(stage: Stage, labels: tuple[str, ...]) -> QWidget:
    heads = QWidget()
    row = FlowLayout()
    heads.setLayout(row)
    for index, label in enumerate(labels):
        known = stage.session.forest.inputs.get(label)
        if known is None or not is_name(label):
            row.addWidget(_word(typeset(label), stage))
        else:
            row.addWidget(Head(typeset(label), known.mark, stage.look, stage.text_scale))
        if index == 0:
            row.addWidget(_word(" ↔ ", stage))
    return heads


def _word(text: str, stage: Stage) -> QLabel:
    """A text in line with the heads."""
    word = QLabel(text)
    word.setTextFormat(Qt.TextFormat.PlainText)
    word.setFixedHeight(round(_HEAD_HEIGHT * stage.text_scale))
    return word
