"""Presenting: whether an editor's tree is on the full screen, and on which one.

Where there is a second screen, the presentation goes there and the editor stays before the lecturer. A projector that
is plugged in meanwhile gets it; one that is unplugged gives it back.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QGuiApplication, QScreen
from PySide6.QtWidgets import QApplication

from treeedit.canvas.scene.subtree_highlight import SubtreeLight
from treeedit.canvas.view.accessible import Voice
from treeedit.canvas.view.view import View
from treeedit.window.presentation.keys import ALSO
from treeedit.window.presentation.window import Presentation
from treeedit.window.steps.stepping import Stepping
from treeedit.window.widgets.blank_screen import Shade


class Presenting(QObject):
    """The presentation of a window. shown: it, while there is one. switched: it has begun, or ended.

    title(): what the window is called. action(name): one of the window's actions.
    """

    switched = Signal()

    def __init__(
        self,
        view: View,
        voice: Voice,
        stepping: Stepping,
        light: SubtreeLight,
        title: Callable[[], str],
        action: Callable[[str], QAction],
    ) -> None:
        super().__init__(view)
        self._view, self._voice, self._stepping, self._light = view, voice, stepping, light
        self._title, self._action = title, action
        self.shown: Presentation | None = None
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        app.screenAdded.connect(self._take_screen)
        app.screenRemoved.connect(self._leave_screen)

    @property
    def is_on(self) -> bool:
        """Whether a presentation is shown."""
        return self.shown is not None

    def toggle(self) -> None:
        """Begin, or end."""
        (self.end if self.is_on else self.begin)()

    def begin(self) -> None:
        """Show the trees on the projector, or on the only screen; a hall looks at one presentation only."""
        for other in QApplication.topLevelWidgets():
            if isinstance(other, Presentation) and other.isVisible():
                other.end()
        actions = [self._action(name) for names in ALSO for name in names]
        self.shown = Presentation(self._view.stage, self._stepping, self._light, actions, self._title)
        self.shown.ended, self.shown.moved_on = self.end, self._move_on
        self._voice.speaker = self.shown.view
        self.shown.cover(projector(self._view.screen(), QGuiApplication.screens()))
        self.shown.greet()
        self.switched.emit()

    def end(self) -> None:
        """Give the keys back to the editor."""
        shown, self.shown = self.shown, None
        if shown is None:
            return
        self._voice.speaker = self._view
        self._light.end()
        self._view.stage.light([])
        self._stepping.pause()
        shown.close()
        shown.deleteLater()
        self._view.window().activateWindow()
        self._view.setFocus(Qt.FocusReason.OtherFocusReason)
        self.switched.emit()

    def restyle(self) -> None:
        """Take up another look."""
        if self.shown is not None:
            self.shown.restyle()

    def darken(self) -> bool:
        """Let the hall see nothing, or everything again; whether there is one."""
        if self.shown is not None:
            self.shown.darken(Shade.BLACK)
        return self.is_on

    # --- screens ---

    def _move_on(self) -> None:
        """Go to the screen after this one."""
        screens, shown = QGuiApplication.screens(), self.shown
        if shown is None:
            return
        if len(screens) == 1:
            shown.hint.tell(self.tr("There is no other screen."))
        else:
            shown.cover(screens[(screens.index(shown.screen()) + 1) % len(screens)])

    def _take_screen(self, _screen: QScreen) -> None:
        """A screen is there: it is the projector if there was none."""
        if self.shown is not None and self.shown.screen() is self._view.screen():
            self.shown.cover(projector(self._view.screen(), QGuiApplication.screens()))

    def _leave_screen(self, screen: QScreen) -> None:
        """A screen has gone: show what it showed on another."""
        left = [each for each in QGuiApplication.screens() if each is not screen]
        if self.shown is not None and left and self.shown.screen() not in left:
            here = self._view.screen()
            self.shown.cover(projector(here if here in left else left[0], left))


def projector(own: QScreen, screens: Sequence[QScreen]) -> QScreen:
    """The first screen that is not the lecturer's own; that one if it is the only one."""
    return next((each for each in screens if each is not own), own)
