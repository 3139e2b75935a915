"""The window of a presentation: the trees as large as the screen, and below them what the step says. Nothing else.

It looks at the stage of an editor and drives that editor's steps, so both windows stand at the same step of the same
document. It shows no notes and no text of the document unless asked: those are the lecturer's.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QAction, QCloseEvent, QKeyEvent, QResizeEvent, QScreen
from PySide6.QtWidgets import QVBoxLayout, QWidget
from shiboken6 import isValid

from treeedit.canvas.scene.highlights import NO_LIGHT
from treeedit.canvas.scene.scene import Stage
from treeedit.canvas.scene.subtree_highlight import SubtreeLight
from treeedit.canvas.scene.visible_parts import HEADING, NOTES, Shown
from treeedit.canvas.view.presentation_view import NOTHING_BESIDE, BareView
from treeedit.model.records import Edit, NodeId
from treeedit.window.frame.theme import presentation_style_of
from treeedit.window.presentation.hint import Hint, PointerRest
from treeedit.window.presentation.keys import Act, PresentationKeys, action_rows, key_rows
from treeedit.window.presentation.slider_drawer import Drawer
from treeedit.window.presentation.sliders import SliderStrip
from treeedit.window.presentation.step_control import Guide
from treeedit.window.steps.bar import ROWS
from treeedit.window.steps.sentence_view import SentenceView
from treeedit.window.steps.stepping import Stepping
from treeedit.window.widgets.blank_screen import Curtain, Shade

_HIGHEST = 0.24
"""The share of the window that a sentence may take."""
_LINES = 600.0
"""How many pixels high a window is in which the sentence has its plain size."""
_HANDS_WIDTH = 80.0
"""Pixels of the screen: so far a key moves the paper."""
_EMS = 38.0
"""How many lines of the sliders' text are as high as the window."""


class Presentation(QWidget):
    """What a hall sees of an editor's stage. It calls ended() when it wants to go, moved_on() to change the screen.

    actions: those of the editor's whose keys work here too. title(): what the editor's window is called.
    """

    pointer: PointerRest

    def __init__(
        self,
        stage: Stage,
        stepping: Stepping,
        light: SubtreeLight,
        actions: Sequence[QAction],
        title: Callable[[], str],
    ) -> None:
        super().__init__()
        self.ended: Callable[[], None] = lambda: None
        self.moved_on: Callable[[], None] = lambda: None
        self._stage, self._session, self._stepping = stage, stage.session, stepping
        self._light, self._title = light, title
        self._forest = self._session.forest
        self._curtain: Curtain | None = None
        self._covered: QScreen | None = None
        self._alone: NodeId | None = None
        self._beside = NOTHING_BESIDE
        self.view, self.sentence, self.strip = BareView(self._stage), SentenceView(), SliderStrip(self._stage)
        self.hint, self.guide = Hint(self), Guide(self._stepping)
        self.guide.wanted, self.guide.refused = self._trees_alone, self._refuse
        self.drawer = Drawer(self.strip, self._shown)
        self.drawer.empty, self.drawer.closed = self._say_no_inputs, self._take_keys
        self.keys = PresentationKeys(self._deeds(), self.guide.go_to, self.hint)
        self._lay_out()
        self.view.clicked = light.turn_to
        self.view.hovered = self._point_at
        self.addActions(actions)
        self._session.edited.connect(self._follow)
        self._session.evaluated.connect(self._renumber)
        self.restyle()
        self._refresh()

    def _deeds(self) -> dict[str, Act]:
        """What the keys do, by the names in their table."""
        return {
            "next": self.guide.next,
            "previous": self.guide.previous,
            "first": self.guide.first,
            "last": self.guide.last,
            "play": self.guide.play,
            "sliders": self.drawer.toggle,
            "light": self.toggle_light,
            "black": partial(self.darken, Shade.BLACK),
            "white": partial(self.darken, Shade.WHITE),
            "notes": self.toggle_notes,
            "alone": self.toggle_alone,
            "fit": self.view.fit_anew,
            "fit_light": self.fit_light,
            "zoom_in": self.view.zoom_in,
            "zoom_out": self.view.zoom_out,
            "pan_left": partial(self._pan, 1.0, 0.0),
            "pan_right": partial(self._pan, -1.0, 0.0),
            "pan_up": partial(self._pan, 0.0, 1.0),
            "pan_down": partial(self._pan, 0.0, -1.0),
            "move_on": self.move_on,
            "keys": self.tell_keys,
            "back": self.go_back,
            "end": self.end,
        }

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.view, 1)
        column.addWidget(self.sentence)
        column.addWidget(self.strip)
        self.sentence.hide()
        self.strip.hide()
        self.setObjectName("presentation")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, on=False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.view.setAccessibleName(self.tr("the tree that is presented"))

    # --- on the screen ---

    def cover(self, screen: QScreen) -> None:
        """Fill a screen."""
        if not self.testAttribute(Qt.WidgetAttribute.WA_WState_Created):
            self.create()
            self.pointer = PointerRest(self, self.view.viewport())
            self.pointer.moved, self.pointer.rested = self._follow_pointer, self._end_pointing
        if self._covered is not None and isValid(self._covered):
            self._covered.geometryChanged.disconnect(self._fill)
        screen.geometryChanged.connect(self._fill)
        self._covered = screen
        if self.isFullScreen():
            self.showNormal()  # a window that fills one screen is not moved to another
        self.setScreen(screen)
        self.windowHandle().setScreen(screen)
        self.setGeometry(QRect(screen.geometry()))
        self.showFullScreen()
        self.raise_()
        self.activateWindow()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fill(self, area: QRect) -> None:
        """The screen has another size, as projectors have."""
        self.setGeometry(area)

    def greet(self) -> None:
        """Say the first keys."""
        self.hint.tell(self.tr("Page down: next step  ·  S: sliders  ·  B: black  ·  H: all keys  ·  Esc: end"))

    def restyle(self) -> None:
        """Take up the look of the stage."""
        self.setStyleSheet(presentation_style_of(self._stage.look.theme, self._unit()))
        self.setWindowTitle(self.tr("Presentation of {0}").format(self._title().replace("[*]", "")))
        self.setAccessibleName(self.windowTitle())
        self.view.restyle()
        self.strip.restyle(self._unit())
        self._show_step()
        self.view.glide()

    def _unit(self) -> float:
        """The size of the sliders' text."""
        return max(13.0, self.height() / _EMS) * self._stage.text_scale

    # --- what is shown ---

    def toggle_notes(self) -> None:
        """Show the notes and the document's text, or hide them."""
        self._beside = frozenset((NOTES, HEADING)) - self._beside
        self._refresh()
        self.view.glide()

    def toggle_light(self) -> None:
        """Light the subtree that is chosen in the editor, or that of the step; or end the light that there is."""
        light, step = self._light, self._stage.spotlight
        nodes = self._stage.selection or ([] if step is None else [*step.nodes])
        if light.is_on:
            light.end()
        elif nodes:
            light.turn_to(nodes[-1])
        else:
            self.hint.tell(self.tr("Click a node here, or choose one in the editor, to light its subtree."))

    def toggle_alone(self) -> None:
        """Show one tree alone, or all: that of the light, or of what is chosen in the editor, or the first."""
        forest, lit = self._session.forest, self._light.node
        chosen = self._stage.selection[-1:] if lit is None else [lit]
        self._alone = next(iter(chosen or forest.trees()), None) if self._alone is None else None
        if self._stepping.is_on:
            self.hint.tell(self.tr("While stepping, the trees of the steps are shown."))
        self._refresh()
        self.view.glide()

    def fit_light(self) -> None:
        """Show the lit subtree as large as it can be; all if none is lit."""
        node = self._light.node
        self.view.fit() if node is None else self.view.fit_subtree(self._stage.shown(node))

    def _pan(self, x: float, y: float) -> None:
        """Move the paper by hand's widths of the screen."""
        self.view.shift(QPointF(x, y) * _HANDS_WIDTH / self.view.scale_now())

    def darken(self, shade: Shade) -> None:
        """Let the hall see nothing, or everything again."""
        self._stepping.pause()
        if self.is_dark:
            assert self._curtain is not None
            self._curtain.lift()
        else:
            self._curtain = Curtain(self, shade)
            self._curtain.draw()
            self._stage.say(self.tr("The presentation shows nothing now: any key there brings it back."))

    @property
    def is_dark(self) -> bool:
        """Whether a curtain is before everything."""
        return self._curtain is not None and isValid(self._curtain) and self._curtain.isVisible()

    def move_on(self) -> None:
        """Go to the next screen."""
        self.moved_on()

    def tell_keys(self) -> None:
        """List the keys, or hide the list."""
        self.hint.hide() if self.hint.lists else self.hint.list([*key_rows(), *action_rows(self.actions())])

    def go_back(self) -> None:
        """End what was begun last: what is told, the sliders, the light, and then the presentation."""
        if self.hint.lists:
            self.hint.hide()
        elif self.drawer.is_open:
            self.drawer.close()
        elif self._light.is_on:
            self._light.end()
        else:
            self.end()

    def end(self) -> None:
        """Leave the screen to others."""
        self.ended()

    def _say_no_inputs(self) -> None:
        self.hint.tell(self.tr("There are no inputs to move."))

    def _take_keys(self) -> None:
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- the pointer ---

    def _follow_pointer(self, place: QPointF) -> None:
        self.drawer.follow(place, self.height())

    def _point_at(self, node: NodeId | None) -> None:
        """Light the counterparts of the node under the pointer, unless a subtree is lit."""
        lights = self._stage.lights
        if not self._light.is_on:
            lights.pass_over(NO_LIGHT if node is None else lights.members(node))

    def _end_pointing(self) -> None:
        self._stage.lights.pass_over(NO_LIGHT)

    # --- following the document ---

    def _follow(self, edit: Edit) -> None:
        """After an edit that moves something, show all of it."""
        if self._forest is not self._session.forest:
            self._forest, self._alone = self._session.forest, None
            self.restyle()
            self.view.fit()
        if not edit.keeps_structure() or edit.roots or edit.folds or edit.notes:
            self._refresh()
            self.view.glide()

    def _renumber(self, _evaluation: object) -> None:
        self._refresh()
        self._show_step()
        self.view.show_step()

    def _refresh(self) -> None:
        """Show the trees of the steps, or the one that is alone, or all; and their sliders."""
        shown = self._shown()
        if shown != self.view.shown:
            self.view.show_only(shown)
            self.view.glide()
        self.drawer.refresh()

    def _shown(self) -> Shown:
        return Shown(self._roots(), self._beside)

    def _roots(self) -> frozenset[NodeId] | None:
        there = self._session.forest.roots
        return frozenset(root for root in self._stepping.roots or self._trees_alone() if root in there) or None

    def _trees_alone(self) -> list[NodeId]:
        """The tree that is to be shown alone, as it is called now."""
        forest = self._session.forest
        if self._alone is not None and self._alone not in forest.nodes:
            self._alone = None
        return [] if self._alone is None else [forest.root_of(self._alone)]

    def _refuse(self) -> None:
        self.hint.tell(self.tr("Nothing can be computed here."))

    def _show_step(self) -> None:
        stepping = self._stepping
        if stepping.is_on:
            scale = self._stage.text_scale * max(1.0, self.height() / _LINES)
            self.sentence.take_room(scale, ROWS[stepping.pace], _HIGHEST * self.height())
            self.sentence.show_lines(stepping.lines(), self._stage.look.theme)
        self.sentence.setVisible(stepping.is_on)

    # --- overrides of Qt ---

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.setAccepted(self.keys.press(event))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.restyle()
        self.hint.place()

    def closeEvent(self, event: QCloseEvent) -> None:
        event.accept()
        self.ended()
