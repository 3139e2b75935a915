"""What every card of a set has: its mark and name, the summands and their sum, a question that unfolds, a menu.

What is special about the cards of inputs and of functions is in `input_card.py` and `function_card.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from html import escape

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import (
    QContextMenuEvent,
    QEnterEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QToolButton, QVBoxLayout, QWidget

from treeedit.canvas.painting.painter import colour, paint
from treeedit.canvas.scene.highlights import NO_LIGHT
from treeedit.canvas.scene.path_highlight import path_words
from treeedit.canvas.scene.scene import Stage
from treeedit.figure.figure import Figure, Mark, Text
from treeedit.figure.fonts import width_of
from treeedit.figure.look import Look, set_colour, set_mark
from treeedit.figure.losses import DASH
from treeedit.figure.numbers import equals, is_exact, summand_text
from treeedit.model.records import Blank, Expression, NodeId
from treeedit.model.sets import Set
from treeedit.window.widgets.eye_button import Eye
from treeedit.window.widgets.inline_question import Ask
from treeedit.window.widgets.sum_line import Piece, SumLine

Offer = tuple[str, Callable[[], None]]
"""An entry of a card's menu: what it says, and what it does."""

MOST_SUMMANDS = 24
_NARROWEST_HEAD = 110
_RENAMING_KEYS = (Qt.Key.Key_F2, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
_HEAD_SIZE, _SUM_SIZE = 15.0, 13.0


class Head(QWidget):
    """A set's mark and its label. F2, Enter or a double click calls renamed(), the focus pointed() and left()."""

    def __init__(self, text: str, mark: int, look: Look, scale: float) -> None:
        super().__init__()
        self.renamed: Callable[[], None] = lambda: None
        self.pointed: Callable[[], None] = lambda: None
        self.left: Callable[[], None] = lambda: None
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        theme, tone = look.theme, set_colour(mark)
        self._font_size = _HEAD_SIZE * scale
        self._left = 20.0 * scale
        self._figure = Figure.empty()
        self._figure.marks.append(Mark(set_mark(mark), 7.0 * scale, 13.0 * scale, 11.0 * scale, theme.set_inks[tone]))
        self._figure.texts.append(Text(self._left, 18.0 * scale, text, self._font_size, theme.ink, "bold"))
        self._text = text
        self._size = QSize(round(22 * scale + width_of(text, self._font_size, "bold")), round(26 * scale))
        self.setAccessibleName(text)
        self.setToolTip(f"<span>{escape(text)}</span>")

    def sizeHint(self) -> QSize:
        return self._size

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self._size.width(), _NARROWEST_HEAD), self._size.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        shown = _fitted(self._text, self._font_size, event.size().width() - self._left)
        self._figure.texts[0] = self._figure.texts[0]._replace(text=shown)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
            paint(painter, self._figure)
            if self.hasFocus():
                painter.setPen(self.palette().highlight().color())
                painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), 5, 5)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _RENAMING_KEYS:
            self.renamed()
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.renamed()

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.pointed()
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.left()
        super().focusOutEvent(event)


class Card(QFrame):
    """A set's frame with a stripe in its colour; pointing at it lights the members. top: the line of the head.

    toggled(function): what the link of the shared form does.
    """

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
        self.setAccessibleName(text)
        self.head = Head(text, mark, stage.look, stage.text_scale)
        self.head.pointed = self._light_members
        self.head.left = self._light_nothing
        self.key = f"set {text}"
        self.eye = self._make_eye(text)
        self.top = QHBoxLayout()
        self.top.setSpacing(4)
        self.top.addWidget(self.head)
        self.top.addStretch()
        self.top.addWidget(self.eye)
        self._column.addLayout(self.top)
        self._asking: Ask | None = None
        self.toggled: Callable[[Expression], None] = lambda function: None
        self._function: Expression | None = None
        self._link: QToolButton | None = None

    def _make_eye(self, text: str) -> Eye:
        theme, tone = self.stage.look.theme, set_colour(self.mark)
        eye = Eye(theme.set_inks[tone], theme.muted, self.stage.text_scale)
        eye.setToolTip(self.tr("Only its members, with their paths to the root"))
        eye.setAccessibleName(self.tr("show only the members of {0}").format(text))
        eye.toggled.connect(self._show_alone)
        return eye

    @property
    def asking(self) -> Ask:
        """A question that unfolds below the head; made when it is first asked, as most cards never ask."""
        if self._asking is None:
            self._asking = Ask()
            self._asking.home = self.head
            self._column.insertWidget(1, self._asking)
            QWidget.setTabOrder(self.head, self._asking.field)
        return self._asking

    def offers(self) -> list[Offer]:
        """What the card's menu offers."""
        return []

    def tab_chain(self) -> list[QWidget]:
        """What Tab visits on the card, in order."""
        return [self.head, self.eye]

    def add_row(self, row: QWidget) -> None:
        """Put a widget below the others, above the sums."""
        self._column.insertWidget(self._column.count() - len(self._lines), row)

    def show_sets(self, found: list[tuple[Set, float | None]], name: Callable[[Set], str], symbol: str) -> None:
        """Write one line for each set: the label's partials in one output, with their sum; None if it is not known."""
        self._take([each for each, _ in found])
        while len(self._lines) < len(found):
            self._lines.append(SumLine(self._light, _SUM_SIZE * self.stage.text_scale))
            self._lines[-1].stage = self.stage
            self._lines[-1].traced = self._trace
            self._column.addWidget(self._lines[-1])
        while len(self._lines) > len(found):
            line = self._lines.pop()
            line.hide()
            line.deleteLater()
        for line, nodes, (each, total) in zip(self._lines, self._nodes, found, strict=True):
            line.show_pieces(_pieces(self.stage, each, total, name(each), symbol, nodes))

    def offer_form(self, function: Expression | None) -> None:
        """Offer to keep the instances of a function apart, or to let them run together; None: offer nothing."""
        self._function = function
        if self._link is None and function is not None:
            self._link = QToolButton()
            self._link.setObjectName("link")
            self._link.setCursor(Qt.CursorShape.PointingHandCursor)
            self._link.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            self._link.clicked.connect(self._toggle)
            self.add_row(self._link)
            QWidget.setTabOrder(self.tab_chain()[-1], self._link)
        if self._link is not None:
            together = function is not None and self.stage.look.form.runs_together(function)
            self._link.setText(self.tr("keep apart") if together else self.tr("run together"))
            self._link.setVisible(function is not None)

    def _toggle(self) -> None:
        if self._function is not None:
            self.toggled(self._function)

    def _take(self, sets: list[Set]) -> None:
        """Look up the members' nodes where the sets are other ones, which numbers alone do not make them."""
        if [*map(id, sets)] != [*map(id, self._sets)]:
            ids = self.stage.session.analysis.order.ids
            self._sets, self._nodes = sets, [tuple(ids[each.members].tolist()) for each in sets]
            if self.is_alone():
                self._show_alone(sets)

    # --- what is lit ---

    def is_alone(self) -> bool:
        """Whether only its members stand out on the canvas."""
        return self.stage.lights.key == self.key

    def show_eye(self) -> None:
        """Let the eye say whether only its members stand out."""
        self.eye.blockSignals(True)
        self.eye.setChecked(self.is_alone())
        self.eye.blockSignals(False)
        self.eye.update()

    def _show_alone(self, alone: object) -> None:
        lights = self.stage.lights
        if alone:
            lights.pass_over(NO_LIGHT)
            lights.pin(lights.paths(node for nodes in self._nodes for node in nodes), self.key)
        else:
            lights.unpin(self.key)

    def _trace(self, node: NodeId) -> str:
        """Light a member's path; what is said of it."""
        self.stage.lights.pass_over(self.stage.lights.path(node))
        return path_words(self.stage, node)

    def _light(self, nodes: Iterable[NodeId]) -> None:
        """Light nodes for now; members that stand out already are left as they are."""
        self.stage.light([] if self.is_alone() else nodes)

    def blank_place(self, blank: Blank) -> QRect | None:
        """Where a blank stands on the card; None if it stands elsewhere."""
        for line in self._lines:
            if (place := line.blank_place(blank)) is not None:
                return place.translated(line.pos())
        return None

    def _light_members(self) -> None:
        self._light(node for nodes in self._nodes for node in nodes)

    def _light_nothing(self) -> None:
        self.stage.light([])

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        offers = self.offers()
        if not offers:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for text, act in offers:
            menu.addAction(text).triggered.connect(act)
        menu.popup(event.globalPos())

    def enterEvent(self, event: QEnterEvent) -> None:
        self._light_members()

    def leaveEvent(self, event: QEvent) -> None:
        self._light_nothing()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour(self._stripe))
            painter.drawRoundedRect(0, 1, 5, self.height() - 2, 2.5, 2.5)


def _blank_piece(stage: Stage, blank: Blank, nodes: tuple[NodeId, ...]) -> Piece:
    """The box in the place of a number that an exercise hides."""
    return Piece("", stage.look.theme.partial, "regular", nodes, blank, stage.veil.fields[blank])


def _fitted(text: str, size: float, width: float) -> str:
    """As much of a bold text as fits a width, with an ellipsis for the rest."""
    if width_of(text, size, "bold") <= width + 1:
        return text
    while text and width_of(text + "…", size, "bold") > width:
        text = text[:-1]
    return text + "…"


def _pieces(
    stage: Stage, found: Set, total: float | None, name: str, symbol: str, nodes: tuple[NodeId, ...]
) -> list[Piece]:
    """The words of a sum: its summands in the order of the tree, the total in the partial's colour."""
    theme, number = stage.look.theme, stage.look.number
    partial = stage.session.evaluation.partial
    several = len(found.members) > 1
    shown = partial[found.members[:MOST_SUMMANDS]].tolist() if several else []
    sign = total is None or all(is_exact(each, number(each)) for each in shown)
    end = " = " if total is None else equals(total, number(total))
    pieces = [Piece(f"∂{name}/∂{symbol}{(' = ' if sign else ' ≈ ') if several else end}", theme.ink)]
    if total is None:
        return [*pieces, Piece("…", theme.muted, "regular", nodes)]
    for index, summand in enumerate(shown):
        text, blank = number(summand), Blank("partial", nodes[index])
        if stage.veil.hides(blank):
            pieces.append(_blank_piece(stage, blank, nodes[index : index + 1]))
        else:
            text = summand_text(text) if index else text
            pieces.append(Piece(text, theme.ink, "regular", nodes[index : index + 1], blank))
        pieces.append(Piece(" + " if index < len(found.members) - 1 else end, theme.ink))
    if several and len(shown) < len(found.members):
        pieces.append(Piece(f"… ({len(found.members) - len(shown)} more){end}", theme.muted))
    asked = stage.veil.field_of_sum(nodes)
    if asked is not None and stage.veil.hides(asked[0]):
        return [*pieces, _blank_piece(stage, asked[0], nodes)]
    text = number(total) if total == total else DASH
    return [*pieces, Piece(text, theme.partial, "bold", nodes, Blank("sum" if several else "partial", nodes[0]))]
