"""What the derivatives of the current function cost: backpropagation beside forward mode and finite differences.

A window of its own that stays open and follows the canvas, so that one can add an input and watch the numbers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QGridLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from treeedit.canvas.painting.painter import colour
from treeedit.canvas.scene.scene import Stage
from treeedit.model.costs import Cost, Costs, shared_costs, tree_costs
from treeedit.window.explore.subject import Subject, subject_of

if TYPE_CHECKING:
    from collections.abc import Sequence

_BAR_HEIGHT = 6
_SELECTABLE = Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard


class CostDialog(QDialog):
    """A table for each form of the tree, and one sentence on why backpropagation at all."""

    def __init__(self, stage: Stage, parent: QWidget) -> None:
        super().__init__(parent)
        self._stage = stage
        self.setWindowTitle(self.tr("Cost of the derivatives"))
        self._title, self._why, self._note = _label(""), _label(""), _label("")
        for label in (self._why, self._note):
            label.setWordWrap(True)
        self._title.setObjectName("title")
        self._tree = CostTable(stage, self.tr("Tree form"))
        self._shared = CostTable(stage, self.tr("Shared form"))
        self._tables = QWidget()
        tables = QVBoxLayout(self._tables)
        tables.setContentsMargins(0, 0, 0, 0)
        tables.setSpacing(18)
        tables.addWidget(self._tree)
        tables.addWidget(self._shared)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 14)
        column.setSpacing(12)
        for widget in (self._title, self._why, self._tables, self._note):
            column.addWidget(widget)
        column.addStretch()
        column.addWidget(buttons)
        self._note.setText(
            self.tr(
                "Forward mode carries ∂/∂x upwards for one input x at a time. Finite differences evaluate f once more "
                "for every input, and are inexact. Multiplications and additions are those of the derivatives."
            )
        )
        stage.session.evaluated.connect(self.refresh)
        stage.selectionChanged.connect(self.refresh)
        self.refresh()

    def refresh(self, _change: object = None) -> None:
        """Count anew."""
        found = subject_of(self._stage)
        counted = found is not None and found.complete and bool(found.labels)
        self._tables.setVisible(counted)
        self._note.setVisible(counted)
        if found is None or not counted:
            self._title.setText("" if found is None else found.name)
            self._why.setText(
                self.tr("Select a tree without empty slots that has an input: then there is a derivative.")
            )
            return
        analysis = self._stage.session.analysis
        tree, shared = tree_costs(analysis, found.row), shared_costs(analysis, found.row)
        most = max(each.total for costs in (tree, shared) for each in _ways(costs))
        self._title.setText(self.tr("The gradient of {0}").format(found.name))
        self._why.setText(self._sentence(found, tree))
        self._tree.show_costs(tree, most)
        self._shared.show_costs(shared, most)

    def _sentence(self, found: Subject, costs: Costs) -> str:
        if costs.inputs == 1:
            return self.tr(
                "{0} has 1 input: forward mode and backpropagation need 1 pass each, finite differences 2 evaluations."
            ).format(found.name)
        words = self.tr(
            "{0} has {1} inputs: forward mode needs {1} passes, finite differences {2} evaluations, "
            "backpropagation 1 pass."
        )
        return words.format(found.name, costs.inputs, costs.inputs + 1)


class CostTable(QWidget):
    """One form: a line for each way, with its counts, their total, and a bar."""

    def __init__(self, stage: Stage, title: str) -> None:
        super().__init__()
        self._title = title
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(18)
        grid.setVerticalSpacing(5)
        self._head = _label(title)
        self._head.setObjectName("family")
        grid.addWidget(self._head, 0, 0)
        heads = (self.tr("operators"), self.tr("multiplications"), self.tr("additions"), self.tr("total"))
        for index, text in enumerate(heads, 1):
            head = _label(text)
            head.setObjectName("family")
            head.setAlignment(Qt.AlignmentFlag.AlignRight)
            grid.addWidget(head, 0, index)
        self._names = [_label("") for _ in range(3)]
        self._cells = [[_label("") for _ in range(4)] for _ in range(3)]
        self._bars = [Bar(stage) for _ in range(3)]
        for row, (name, cells, bar) in enumerate(zip(self._names, self._cells, self._bars, strict=True)):
            grid.addWidget(name, 2 * row + 1, 0)
            for index, cell in enumerate(cells, 1):
                cell.setAlignment(Qt.AlignmentFlag.AlignRight)
                grid.addWidget(cell, 2 * row + 1, index)
            grid.addWidget(bar, 2 * row + 2, 0, 1, 5)
        grid.setColumnStretch(0, 1)

    def show_costs(self, costs: Costs, most: int) -> None:
        """Write other numbers. most: what a whole bar stands for."""
        self._head.setText(self.tr("{0} · {1} nodes").format(self._title, f"{costs.nodes:,}"))
        names = (
            self.tr("one backward pass"),
            self.tr("forward mode, {0} passes").format(costs.inputs),
            self.tr("finite differences, {0} evaluations").format(costs.inputs + 1),
        )
        ways = _ways(costs)
        for text, name, cells, bar, cost in zip(names, self._names, self._cells, self._bars, ways, strict=True):
            name.setText(text)
            for cell, number in zip(cells, (*cost, cost.total), strict=True):
                cell.setText(f"{number:,}")
            ratio = cost.total / max(1, ways[0].total)
            bar.show_share(cost.total / max(1, most))
            cells[-1].setToolTip(self.tr("{0} times the backward pass").format(f"{ratio:.2g}"))
            cells[-1].setAccessibleName(self.tr("{0}, total {1}").format(text, cost.total))


class Bar(QWidget):
    """A share of a whole, as a length."""

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self._stage, self._share = stage, 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_share(self, share: float) -> None:
        """Be so long, of 1."""
        self._share = share
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(100, _BAR_HEIGHT + 4)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._stage.look.theme
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            for tone, share in ((theme.hairline, 1.0), (theme.partial, self._share)):
                painter.setBrush(colour(tone))
                width = max(_BAR_HEIGHT, round(self.width() * share))
                painter.drawRoundedRect(0, 0, width, _BAR_HEIGHT, _BAR_HEIGHT / 2, _BAR_HEIGHT / 2)


def _ways(costs: Costs) -> Sequence[Cost]:
    return costs.backward, costs.forward_mode, costs.differences


def _label(text: str) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setTextInteractionFlags(_SELECTABLE)
    return label
