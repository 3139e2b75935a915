"""A robot hand: drives the real window as a user would, in the words of the house.

Nodes go by what is written on them: a label, an operator's key or spelling, and the n-th of its kind as the tree is
read (operands first), counted from 0. Or by their id.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, qVersion
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFontDatabase,
    QMouseEvent,
    QWheelEvent,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QSlider, QStyle, QStyleOptionSlider, QWidget
from shiboken6 import isValid

from treeedit import assets
from treeedit.canvas.transfer.drag_data import load_data
from treeedit.model import exercises
from treeedit.model.forest import Forest
from treeedit.model.formula import print_formula
from treeedit.model.operators import OPERATORS
from treeedit.model.records import Blank, Expression, Leaf, NodeId, Operation, Slot
from treeedit.session import Session
from treeedit.window.documents import file_work
from treeedit.window.export_dialog.dialog import PictureDialog
from treeedit.window.frame.garbage_collection import Garbage
from treeedit.window.inputs.card import Card
from treeedit.window.inputs.input_card import InputCard
from treeedit.window.main import MainWindow
from treeedit.window.panels.palette import Chip
from treeedit.window.presentation.window import Presentation
from treeedit.window.settings import Settings

Who = str | NodeId

LEFT, RIGHT, MIDDLE = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton, Qt.MouseButton.MiddleButton
NONE = Qt.KeyboardModifier.NoModifier
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
_COPY = Qt.DropAction.CopyAction
_WHOLE_POINTS = tuple(map(int, qVersion().split(".")[:2])) < (6, 12)
"""Whether a drag is somewhere in whole pixels: from Qt 6.12 on it is not."""

_HOUR_S = 3600.0


def dress(app: QApplication) -> None:
    """Give the application the style and the font that the program gives it.

    What a test reads or writes is done when the verb returns, however busy the machine is.
    """
    file_work.HEAD_START_S = _HOUR_S
    Garbage(app).begin()
    app.setStyle("Fusion")
    QFontDatabase.addApplicationFont(str(assets.font_file()))
    app.setFont("DejaVu Sans")


def turn() -> None:
    """One turn of the event loop."""
    QApplication.processEvents()


def lay_away(window: MainWindow) -> None:
    """Close a window and all others on its desk without a question, for good."""
    QApplication.clipboard().clear()
    for each in filter(isValid, {window, *window.parts.desk.windows}):
        each.close_unasked()
        each.deleteLater()
        each.session.end()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


class Hand:
    """Opens the main window as the program does, and works in it."""

    def __init__(self, settings: Path) -> None:
        self.window = MainWindow(Session(Forest()), Settings(settings))
        self.session, self.stage, self.view = self.window.session, self.window.parts.stage, self.window.view
        self.stage.still_motion = True
        self.window.show()
        QTest.qWaitForWindowExposed(self.window)
        self.window.menus.make_icons()

    # --- the document ---

    @property
    def forest(self) -> Forest:
        return self.session.forest

    def open_example(self, number: int = 0) -> None:
        assert self.window.documents.open_example(assets.example_paths()[number])
        self.view.fit()
        turn()

    def write(self, text: str) -> None:
        """Type a formula for a new tree and press Enter."""
        self.window.parts.formula.begin_new()
        self.type(text, self.window.parts.formula.line)
        self._enter_formula()

    def paste_formula(self, text: str) -> None:
        """Paste a formula for a new tree, as one keystroke, and press Enter."""
        self.window.parts.formula.begin_new()
        QApplication.clipboard().setText(text)
        QTest.keyClick(self.window.parts.formula.line, Qt.Key.Key_V, CONTROL)
        self._enter_formula()

    def _enter_formula(self) -> None:
        QTest.keyClick(self.window.parts.formula.line, Qt.Key.Key_Return)
        self.view.setFocus()
        self.view.fit()
        turn()

    def formulas(self) -> list[str]:
        """The trees as formulas, with their names, in the order of the names."""
        forest = self.forest
        return sorted(f"{forest.roots[root].name} = {print_formula(forest, root)}" for root in forest.roots)

    def node(self, who: Who, nth: int = 0) -> NodeId:
        """A node by what is written on it."""
        if isinstance(who, int):
            return who
        return [node for node in self.session.analysis.order.ids.tolist() if self._is(node, who)][nth]

    def _is(self, node: NodeId, who: str) -> bool:
        record = self.forest.nodes[node]
        if isinstance(record, Leaf):
            return record.label == who
        return who in (record.operator, OPERATORS[record.operator].spelling)

    def root(self, name: str) -> NodeId:
        """The root of the tree of a name."""
        return next(root for root, each in self.forest.roots.items() if each.name == name)

    def value(self, who: Who, nth: int = 0) -> float:
        return float(self.session.evaluation.value[self.session.analysis.order.rows[self.node(who, nth)]])

    def partial(self, who: Who, nth: int = 0) -> float:
        return float(self.session.evaluation.partial[self.session.analysis.order.rows[self.node(who, nth)]])

    def sums(self) -> dict[str, float]:
        """The sums of the inputs' sets, by label; the last output's where there are several."""
        sets = self.session.analysis.sets
        totals = sets.sums(self.session.evaluation.partial).tolist()
        return {each.label: total for each, total in zip(sets.all_sets, totals, strict=True) if each.kind == "input"}

    # --- places on the viewport ---

    def at_node(self, who: Who, nth: int = 0) -> QPointF:
        return self.on_view(self.stage.place_of(self.node(who, nth)))

    def at_edge(self, who: Who, nth: int = 0) -> QPointF:
        """The middle of the edge above a node."""
        node = self.node(who, nth)
        slot = self.forest.slot_of(node)
        assert slot is not None
        return self.on_view((self.stage.place_of(node) + self.stage.place_of(slot.parent)) / 2)

    def at_number(self, who: Who, nth: int = 0) -> QPointF:
        """The middle of the value beside a node."""
        return self.on_view(self.stage.number_rect(self.node(who, nth)).center())

    def at_slot(self, who: Who, index: int, nth: int = 0) -> QPointF:
        return self.on_view(self.stage.place_of_slot(Slot(self.node(who, nth), index)))

    def on_view(self, place: QPointF) -> QPointF:
        """Where a scene point is on the viewport."""
        return QPointF(self.view.mapFromScene(place))

    def reach(self, x: float, y: float) -> QPointF:
        """Where a scene point is on the viewport, once the paper is moved so far that it is in view."""
        self.view.bring_into_view(QPointF(x, y))
        return self.on_view(QPointF(x, y))

    # --- the presentation ---

    def present(self) -> Presentation:
        """Begin to present, and let the first line go."""
        self.do("present")
        self.shown.hint.hide()
        return self.shown

    @property
    def shown(self) -> Presentation:
        """The window that a hall looks at."""
        shown = self.window.parts.presenting.shown
        assert shown is not None
        return shown

    def click_shown(self, who: Who, nth: int = 0) -> None:
        """Click a node in the presentation."""
        view = self.shown.view
        place = view.mapFromScene(self.stage.place_of(self.node(who, nth)))
        QTest.mouseClick(view.viewport(), LEFT, NONE, place)
        turn()

    def press_shown(self, *keys: Qt.Key) -> None:
        """Press keys one after the other where the presentation has its focus."""
        for key in keys:
            QTest.keyClick(self.shown.focusWidget() or self.shown, key)
        turn()

    # --- exercises ---

    def hide(self, *blanks: Blank) -> None:
        """Hide some numbers, as a lecturer does who then saves the file."""
        self.session.do(exercises.hide(self.forest, blanks), "hide")
        turn()

    def hide_all(self) -> None:
        """Hide everything that can be hidden."""
        kinds = exercises.KINDS
        self.hide(*(each for kind in kinds for each in exercises.possible_blanks(self.session.analysis, kind)))

    def at_blank(self, kind: str, who: Who, nth: int = 0) -> QPointF:
        """The middle of the place of a value or a partial."""
        return self.on_view(self.stage.blank_rect(Blank(kind, self.node(who, nth))).center())

    def fill_in(self, text: str) -> None:
        """Type an answer where the field stands, and press Enter."""
        line = self.window.parts.exercises.field.line
        assert line.isVisible()
        line.clear()
        self.type(text, line)
        QTest.keyClick(line, Qt.Key.Key_Return)
        turn()

    def told(self) -> str:
        """What the field says below the answer."""
        return self.window.parts.exercises.field.message.text()

    def asked(self) -> str:
        """What the field asks for; "" if there is none."""
        field = self.window.parts.exercises.field
        return field.line.placeholderText() if field.isVisible() else ""

    # --- the mouse ---

    def press(self, at: QPointF, button: Qt.MouseButton = LEFT, keys: Qt.KeyboardModifier = NONE) -> None:
        self._mouse(QEvent.Type.MouseButtonPress, at, button, button, keys)

    def move(self, at: QPointF, held: Qt.MouseButton = LEFT, keys: Qt.KeyboardModifier = NONE) -> None:
        self._mouse(QEvent.Type.MouseMove, at, Qt.MouseButton.NoButton, held, keys)

    def release(self, at: QPointF, button: Qt.MouseButton = LEFT, keys: Qt.KeyboardModifier = NONE) -> None:
        self._mouse(QEvent.Type.MouseButtonRelease, at, button, Qt.MouseButton.NoButton, keys)

    def _mouse(
        self,
        kind: QEvent.Type,
        at: QPointF,
        button: Qt.MouseButton,
        held: Qt.MouseButton,
        keys: Qt.KeyboardModifier,
    ) -> None:
        viewport = self.view.viewport()
        place = QPointF(viewport.mapToGlobal(at.toPoint()))
        QApplication.sendEvent(viewport, QMouseEvent(kind, at, place, button, held, keys))

    def click(self, who: Who, nth: int = 0, keys: Qt.KeyboardModifier = NONE) -> None:
        """Click a node."""
        self.click_at(self.at_node(who, nth), keys)

    def click_at(self, at: QPointF, keys: Qt.KeyboardModifier = NONE) -> None:
        self.press(at, keys=keys)
        self.release(at, keys=keys)

    def double_click_at(self, at: QPointF) -> None:
        """Click twice, as the platform tells it."""
        self.click_at(at)
        self._mouse(QEvent.Type.MouseButtonDblClick, at, LEFT, LEFT, NONE)
        self.release(at)
        turn()

    def drag(self, who: Who, nth: int = 0) -> Drag:
        """Take a node, with its subtree, by its centre."""
        return Drag(self, self.at_node(who, nth))

    def drag_from(self, at: QPointF, button: Qt.MouseButton = LEFT, keys: Qt.KeyboardModifier = NONE) -> Drag:
        return Drag(self, at, button, keys)

    def pull(self, who: Who, index: int, nth: int = 0) -> Drag:
        """Press on an empty slot."""
        return Drag(self, self.at_slot(who, index, nth))

    def scrub(self, label: str, *pixels: float, keys: Qt.KeyboardModifier = NONE) -> None:
        """Press on the value beside a leaf and move it by so many pixels from there, and let go."""
        at = self.at_number(label)
        self.press(at)
        for each in pixels:
            self.move(at + QPointF(each, 0.0), keys=keys)
        self.release(at + QPointF(pixels[-1] if pixels else 0.0, 0.0), keys=keys)
        turn()

    def take(self, words: str) -> PaletteDrag:
        """Take a chip of the palette, by its operator or label."""
        return PaletteDrag(self, load_data(self.chip(words)._expression))

    def bring(self, data: QMimeData) -> PaletteDrag:
        """Come to the canvas with drag data from anywhere."""
        return PaletteDrag(self, data)

    def chip(self, words: str) -> Chip:
        turn()  # a chip that has just been made is shown in the next turn
        found = [chip for chip in self.window.parts.palette_panel.findChildren(Chip) if not chip.isHidden()]
        return next(chip for chip in found if words in _names(chip._expression))

    def click_chip(self, words: str) -> None:
        QTest.mouseClick(self.chip(words), LEFT)
        turn()

    def wheel(self, at: QPointF, notches: int, keys: Qt.KeyboardModifier = NONE) -> None:
        viewport = self.view.viewport()
        place = QPointF(viewport.mapToGlobal(at.toPoint()))
        angle = QPoint(0, 120 * notches)
        phase = Qt.ScrollPhase.NoScrollPhase
        event = QWheelEvent(at, place, QPoint(), angle, Qt.MouseButton.NoButton, keys, phase, False)
        QApplication.sendEvent(viewport, event)

    # --- keys, actions, panels ---

    def type(self, text: str, widget: QWidget) -> None:
        widget.setFocus()
        if text.isascii():
            QTest.keyClicks(widget, text)
        else:
            assert isinstance(widget, QLineEdit)
            widget.insert(text)  # no keyboard of Qt's has these

    def key(self, key: Qt.Key, keys: Qt.KeyboardModifier = NONE) -> None:
        """Press a key where the focus is."""
        QTest.keyClick(QApplication.focusWidget() or self.window, key, keys)
        turn()

    def do(self, name: str) -> None:
        """Choose an action from its menu."""
        action = self.window.menus.actions[name]
        assert action.isEnabled(), name
        action.trigger()
        turn()

    def open_export(self) -> PictureDialog:
        """Open the dialog of the export, and wait for its preview."""
        self.do("export")
        dialog = self.window.parts.pictures.dialog
        assert dialog is not None
        dialog.preview.finish()
        turn()
        return dialog

    def export_to(self, path: Path, **options: Any) -> None:
        """Export to a file, as the dialog does that is left as it is but for some options, and wait for it."""
        pictures = self.window.parts.pictures
        assert pictures.begin(path, replace(pictures.first_options(), **options))
        pictures.work.finish()
        turn()

    def undo(self) -> None:
        self.do("undo")

    def redo(self) -> None:
        self.do("redo")

    def card(self, label: str) -> InputCard:
        return self.window.parts.sets_panel._cards[label]

    def point_at_summand(self, card: Card, nth: int) -> None:
        """Rest the pointer on a summand of a card's first line, or on what follows the summands."""
        turn()
        line = card._lines[0]
        place = [at for at, piece in line._places if piece.nodes][nth]
        self._point(line, place.center())

    def _point(self, widget: QWidget, at: QPointF) -> None:
        place = QPointF(widget.mapToGlobal(at.toPoint()))
        nothing = Qt.MouseButton.NoButton
        QApplication.sendEvent(widget, QMouseEvent(QEvent.Type.MouseMove, at, place, nothing, nothing, NONE))

    def slider(self, label: str) -> QSlider:
        return self.card(label)._slider

    def field(self, label: str) -> QLineEdit:
        return self.card(label)._field

    def slide(self, label: str, *values: float) -> None:
        """Press the slider's handle, move it by the values, and let go."""
        slider, known = self.slider(label), self.forest.inputs[label]
        QTest.mousePress(slider, LEFT, NONE, self.handle(label))
        for value in values:
            slider.setSliderPosition(round((value - known.low) / (known.high - known.low) * slider.maximum()))
        QTest.mouseRelease(slider, LEFT, NONE, self.handle(label))

    def handle(self, label: str) -> QPoint:
        """The middle of a slider's handle."""
        slider = self.slider(label)
        option = QStyleOptionSlider()
        slider.initStyleOption(option)
        style = QStyle.ComplexControl.CC_Slider, option, QStyle.SubControl.SC_SliderHandle
        return slider.style().subControlRect(*style, slider).center()

    def enter(self, label: str, text: str) -> None:
        """Type a number into an input's field, and Enter."""
        field = self.field(label)
        field.setFocus()
        field.selectAll()
        if text.isascii():
            QTest.keyClicks(field, text)
        else:
            field.insert(text)
        QTest.keyClick(field, Qt.Key.Key_Return)

    def write_on_canvas(self, text: str) -> None:
        """Type character by character wherever the focus goes, from the canvas on."""
        self.view.setFocus()
        for character in text:
            QTest.keyClicks(QApplication.focusWidget(), character)
        turn()

    def write_on_field(self, text: str) -> None:
        """Type where the focus is."""
        QTest.keyClicks(QApplication.focusWidget(), text)
        turn()

    def confirm(self) -> None:
        """Press Enter where the focus is."""
        self.key(Qt.Key.Key_Return)

    def status(self) -> str:
        return self.window.statusBar().currentMessage()


class Drag:
    """A node, or whatever was pressed, on its way."""

    def __init__(
        self, hand: Hand, start: QPointF, button: Qt.MouseButton = LEFT, keys: Qt.KeyboardModifier = NONE
    ) -> None:
        self._hand, self._start, self._button, self._keys = hand, start, button, keys
        hand.press(start, button, keys)

    def holding(self, keys: Qt.KeyboardModifier) -> Drag:
        """Go on with modifier keys held."""
        self._keys = keys
        return self

    def over(self, at: QPointF) -> Drag:
        """Move there and stay, by two steps as a mouse does."""
        self._hand.move((self._start + at) / 2, self._button, self._keys)
        self._hand.move(at, self._button, self._keys)
        return self

    def drop_at(self, at: QPointF) -> None:
        self.over(at)
        self._hand.release(at, self._button, self._keys)
        turn()

    def onto_edge(self, who: Who, nth: int = 0) -> None:
        """Drop on the edge above a node."""
        self.drop_at(self._hand.at_edge(who, nth))

    def onto(self, who: Who, index: int, nth: int = 0) -> None:
        """Drop into a slot."""
        self.drop_at(self._hand.at_slot(who, index, nth))

    def onto_node(self, who: Who, nth: int = 0) -> None:
        self.drop_at(self._hand.at_node(who, nth))

    def to_canvas(self, x: float, y: float) -> None:
        """Drop at a scene point."""
        self.drop_at(self._hand.reach(x, y))

    def cancel_by_escape(self, at: QPointF) -> None:
        """Move there, press Escape, let go."""
        self.over(at)
        self._hand.key(Qt.Key.Key_Escape)
        self._hand.release(at, self._button)
        turn()


def drag_event(kind: type[QDragMoveEvent], at: QPointF, data: QMimeData) -> QDragMoveEvent:
    """A drag with data over a place, in the form that this Qt wants."""
    place: Any = at.toPoint() if _WHOLE_POINTS else at
    return kind(place, _COPY, data, LEFT, NONE)


class PaletteDrag:
    """What comes from outside the canvas, as the platform would bring it."""

    def __init__(self, hand: Hand, data: QMimeData) -> None:
        self._hand, self._data = hand, data
        self.welcome = False

    def over(self, at: QPointF) -> PaletteDrag:
        self._send(drag_event(QDragEnterEvent, at, self._data))
        moved = drag_event(QDragMoveEvent, at, self._data)
        self._send(moved)
        self.welcome = moved.isAccepted()
        return self

    def onto_edge(self, who: Who, nth: int = 0) -> None:
        self.drop_at(self._hand.at_edge(who, nth))

    def leave(self) -> None:
        self._send(QDragLeaveEvent())

    def drop_at(self, at: QPointF) -> None:
        self.over(at)
        self.let_go(at)

    def let_go(self, at: QPointF) -> None:
        """Drop, without a move before."""
        self._send(QDropEvent(at, _COPY, self._data, LEFT, NONE))
        turn()

    def _send(self, event: QEvent) -> None:
        QApplication.sendEvent(self._hand.view.viewport(), event)

    def onto(self, who: Who, index: int, nth: int = 0) -> None:
        self.drop_at(self._hand.at_slot(who, index, nth))

    def onto_node(self, who: Who, nth: int = 0) -> None:
        self.drop_at(self._hand.at_node(who, nth))

    def to_canvas(self, x: float, y: float) -> None:
        self.drop_at(self._hand.on_view(QPointF(x, y)))


def _names(expression: Expression) -> tuple[str, ...]:
    last = expression[-1]
    if isinstance(last, Leaf):
        return (last.label,)
    return (last, OPERATORS[last].spelling) if last is not None else ()


def operations(forest: Forest) -> list[NodeId]:
    return [node for node, record in forest.nodes.items() if isinstance(record, Operation)]
