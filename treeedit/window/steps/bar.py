"""The bar of the steps, below everything: what the step says, the buttons, the slider, pace and speed.

It is there only while somebody steps. It shows what `Stepping` says and leaves all else to it.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QSizePolicy, QToolBar, QToolButton, QVBoxLayout, QWidget

from treeedit.canvas.scene.scene import Stage
from treeedit.model.steps import Pace
from treeedit.window.steps.sentence_view import SentenceView
from treeedit.window.steps.stepping import SPEEDS, Stepping
from treeedit.window.steps.track import Track

_ICON, _TIGHT = 20, 660
_HIGHEST = 0.2
"""The share of the window that the sentence may take."""
ROWS = {Pace.NODE: 1, Pace.LEVEL: 2}
"""Of what a step says."""
_ICONS = {
    "first": "ph.skip-back",
    "previous": "ph.caret-left",
    "play": "ph.play",
    "next": "ph.caret-right",
    "last": "ph.skip-forward",
    "close": "ph.x",
}


class StepsBar(QToolBar):
    """Follows the steps, and drives them. ended(): it has been closed by a button of its own."""

    def __init__(self, stepping: Stepping, stage: Stage, parent: QWidget) -> None:
        super().__init__(parent)
        self._stepping, self._stage = stepping, stage
        self._rows = 0  # not yet shown
        self.setObjectName("steps")
        self.setWindowTitle(self.tr("Steps"))
        self.setAccessibleName(self.tr("steps through the passes"))
        self.setMovable(False)
        self.toggleViewAction().setVisible(False)
        self.sentence, self.track, self.where = SentenceView(), Track(), QLabel()
        self.buttons: dict[str, QToolButton] = {}
        self.pace, self.speed = QComboBox(), QComboBox()
        self._fill_choices()
        self._lay_out()
        self.track.valueChanged.connect(stepping.go_to)
        self.pace.activated.connect(self._use_pace)
        self.speed.activated.connect(self._use_speed)
        stepping.shown = self.follow
        self.follow()

    def follow(self) -> None:
        """Show where the steps stand now."""
        stepping, look = self._stepping, self._stage.look
        if stepping.is_on:
            self._take_room()  # first: a bar too high for a moment leaves the panels as it has pressed them
        self.setVisible(stepping.is_on)
        if not stepping.is_on:
            return
        self.track.blockSignals(True)
        self.track.setRange(0, stepping.last_number)
        self.track.setValue(stepping.number)
        self.track.blockSignals(False)
        self.track.show_stretches(stepping.stretches, look.theme, self._stage.text_scale)
        self.track.update()
        self._say_where()
        self.sentence.show_lines(stepping.lines(), look.theme)
        self.pace.setCurrentIndex(list(Pace).index(stepping.pace))
        self.speed.setCurrentIndex(SPEEDS.index(stepping.speed))
        self._show_play()

    def restyle(self) -> None:
        """Take up other colours and sizes."""
        if self._rows:
            self._make_icons()
        self.follow()

    def parts(self) -> list[QWidget]:
        """What may have the keys."""
        return [*self.buttons.values(), self.track, self.pace, self.speed]

    # --- what is there ---

    def _fill_choices(self) -> None:
        self.pace.addItems([self.tr("by node"), self.tr("by level")])
        self.pace.setAccessibleName(self.tr("pace"))
        self.pace.setToolTip(self.tr("How much one step takes"))
        self.speed.addItems([f"{speed:g}×" for speed in SPEEDS])
        self.speed.setAccessibleName(self.tr("speed"))
        self.speed.setToolTip(self.tr("How fast the steps follow one another"))

    def _lay_out(self) -> None:
        stepping, row = self._stepping, QHBoxLayout()
        row.setSpacing(4)
        for name, words, act in (
            ("first", self.tr("First step: the bare tree"), stepping.first),
            ("previous", self.tr("Previous step (Page up)"), stepping.previous),
            ("play", self.tr("Play (F5)"), stepping.toggle_play),
            ("next", self.tr("Next step (Page down)"), stepping.next),
            ("last", self.tr("Last step: everything"), stepping.last),
        ):
            row.addWidget(self._button(name, words, act))
        row.addSpacing(6)
        row.addWidget(self.track, 1)
        row.addSpacing(6)
        for widget in (self.where, self.pace, self.speed):
            row.addWidget(widget)
        row.addWidget(self._button("close", self.tr("End stepping (Escape)"), stepping.end))
        whole = QWidget()
        whole.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        column = QVBoxLayout(whole)
        column.setContentsMargins(8, 4, 8, 4)
        column.setSpacing(4)
        column.addWidget(self.sentence)
        column.addLayout(row)
        self.addWidget(whole)

    def _button(self, name: str, words: str, act: Callable[[], object]) -> QToolButton:
        button = self.buttons[name] = QToolButton()
        button.setToolTip(words)
        button.setAccessibleName(words)
        button.setAutoRepeat(name in ("previous", "next"))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(act)
        return button

    def _make_icons(self) -> None:
        """The icon font is read when somebody steps for the first time."""
        import qtawesome

        theme, side = self._stage.look.theme, round(_ICON * self._stage.text_scale)
        for name, button in self.buttons.items():
            button.setIcon(qtawesome.icon(_ICONS[name], color=theme.ink, color_disabled=theme.edge))
            button.setIconSize(QSize(side, side))
        self._icons = {
            playing: qtawesome.icon("ph.pause" if playing else "ph.play", color=theme.ink) for playing in (False, True)
        }

    # --- following ---

    def _take_room(self) -> None:
        if not self._rows:
            self._make_icons()
        self._rows = ROWS[self._stepping.pace]
        self.sentence.take_room(self._stage.text_scale, self._rows, _HIGHEST * self.window().height())

    def _say_where(self) -> None:
        """In a label that keeps its width, so that the slider keeps its own; in short where there is little room."""
        words, whole = self.tr("step {0} of {1}"), self._stepping.last_number + 1
        text = words.format(self._stepping.number + 1, whole)
        self.where.setText(f"{self._stepping.number + 1}/{whole}" if self._is_tight() else text)
        widest = f"{whole}/{whole}" if self._is_tight() else words.format(whole, whole)
        self.where.setMinimumWidth(self.where.fontMetrics().horizontalAdvance(widest) + 4)
        self.where.setToolTip(text)
        self.track.setAccessibleName(text)
        for name in ("first", "last"):
            self.buttons[name].setVisible(not self._is_tight())

    def _is_tight(self) -> bool:
        """Whether the window is narrow for the size of its texts."""
        return self.width() < _TIGHT * self._stage.text_scale

    def _show_play(self) -> None:
        playing = self._stepping.is_playing
        self.buttons["play"].setIcon(self._icons[playing])
        self.buttons["play"].setAccessibleName(self.tr("Pause") if playing else self.tr("Play"))
        self.buttons["play"].setToolTip(self.tr("Pause (F5)") if playing else self.tr("Play (F5)"))
        for name, able in (("first", self._stepping.number > 0), ("last", not self._is_at_end())):
            self.buttons[name].setEnabled(able)
        self.buttons["previous"].setEnabled(self._stepping.number > 0)
        self.buttons["next"].setEnabled(not self._is_at_end())

    def _is_at_end(self) -> bool:
        return self._stepping.number == self._stepping.last_number

    def _use_pace(self, index: int) -> None:
        self._stepping.use_pace(list(Pace)[index])

    def _use_speed(self, index: int) -> None:
        self._stepping.use_speed(SPEEDS[index])

    # --- overrides of Qt ---

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._stepping.is_on:
            self._take_room()
            self._say_where()
