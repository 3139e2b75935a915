"""What stands in a window, made and handed to each other: all that an action may touch. What a part knows, it knows."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtGui import QAction

from treeedit.canvas.scene.path_highlight import PathLight
from treeedit.canvas.scene.scene import Stage
from treeedit.canvas.scene.subtree_highlight import SubtreeLight
from treeedit.canvas.view.accessible import Voice
from treeedit.canvas.view.minimap import Minimap
from treeedit.canvas.view.view import View
from treeedit.model.about import describe
from treeedit.session import Session
from treeedit.window.documents.autosave import Keeper
from treeedit.window.documents.document_window import DocumentWindow
from treeedit.window.documents.documents import Documents
from treeedit.window.documents.fullness import Fullness
from treeedit.window.documents.windows import Desk
from treeedit.window.editing.add_dialog import Adding
from treeedit.window.editing.clipboard import Clipboard
from treeedit.window.editing.commands import Editing
from treeedit.window.editing.folding import Folding
from treeedit.window.editing.formula_line import FormulaLine
from treeedit.window.editing.naming import Naming
from treeedit.window.editing.notes import Notes
from treeedit.window.editing.number_field import NumberField
from treeedit.window.editing.tree_or_shared import Forms
from treeedit.window.exercise.controller import Exercises
from treeedit.window.explore.docks import Lesson
from treeedit.window.export_dialog.exporter import Pictures
from treeedit.window.frame.appearance import Appearance, remembered_look, remembered_scheme
from treeedit.window.frame.panel_focus import Rounds
from treeedit.window.frame.title_dialog import ask_about
from treeedit.window.inputs.panel import SetsPanel
from treeedit.window.panels.inspector import Inspector
from treeedit.window.panels.outline import Outline
from treeedit.window.panels.palette import Palette
from treeedit.window.presentation.screens import Presenting
from treeedit.window.printing.printing import Printing
from treeedit.window.settings import Settings
from treeedit.window.steps.bar import StepsBar
from treeedit.window.steps.keys import StepKeys
from treeedit.window.steps.stepping import Stepping
from treeedit.window.widgets.messages import Messages
from treeedit.window.widgets.notification_bar import Notice
from treeedit.window.widgets.progress_lines import ProgressLines
from treeedit.words import QT_TRANSLATE_NOOP, told, translate

_MESSAGE_MS = 6000
_DESCRIBE = QT_TRANSLATE_NOOP("parts", "describe")


class Commands(NamedTuple):
    """What a window does with its table of actions, which lies above the parts.

    find: an action by its name. refresh: ask all whether they are possible. choose: open the command palette.
    list_keys: show the list of shortcuts.
    """

    find: Callable[[str], QAction]
    refresh: Callable[[], None]
    choose: Callable[[], None]
    list_keys: Callable[[], None]


class Parts:
    """The parts of a window. rounds: where F6 leads, known once the window has laid itself out."""

    rounds: Rounds

    def __init__(
        self, session: Session, settings: Settings, desk: Desk, commands: Commands, window: DocumentWindow
    ) -> None:
        self.session, self.desk, self.commands, self.window = session, desk, commands, window
        self.stage = Stage(session, remembered_look(settings))
        self.stage.say = self.say
        self.appearance = Appearance(self.stage, remembered_scheme(settings), settings)
        self.view = View(self.stage)
        self.voice = Voice(self.view)
        self.minimap = Minimap(self.view)
        self.editing = Editing(self.view)
        self.adding = Adding(self.view, self.editing)
        self.clipboard = Clipboard(self.view, self.editing)
        self.forms = Forms(self.view)
        self.folding = Folding(self.view, self.editing, window)
        self.naming = Naming(self.view)
        self.notes = Notes(self.view, self.editing)
        self.path_light = PathLight(self.stage)
        self.subtree_light = SubtreeLight(self.stage)
        self.formula = FormulaLine(self.stage)
        self.palette_panel = Palette(session, self.stage.look, self.editing.put)
        self.sets_panel = SetsPanel(self.stage)
        self.inspector = Inspector(self.stage)
        self.exercises = Exercises(self.view, self.editing, self.sets_panel.reveal_blank, window)
        self.notice = Notice()
        self.lines = ProgressLines()
        self.outline = Outline(self.view)
        self.lesson = Lesson(self.stage, window)
        messages = Messages(self.say, self.notice, self.lines)
        self.documents = Documents(session, desk.locks, desk.documents_of, messages, window)
        self.keeper = Keeper(session, self.documents, desk.recovery, self.notice)
        self.fullness = Fullness(session, self.notice, window)
        self.printing = Printing(self.stage, settings, self.lines, window)
        self.stepping = Stepping(self.view)  # after all that hears of edits: what it says concerns the new structure
        self.steps_bar = StepsBar(self.stepping, self.stage, window)
        self.pictures = Pictures(self.documents, self.stepping, settings, self.lines, self.stage, window)
        title, light = self.documents.title, self.subtree_light
        self.presenting = Presenting(self.view, self.voice, self.stepping, light, title, commands.find)
        self.step_keys = StepKeys(self.view, self.steps_bar, self.stepping, self.presenting.darken)
        self.number_field = NumberField(self.view)

    def say(self, sentence: str) -> None:
        """Show a sentence at the bottom for a while."""
        self.window.statusBar().showMessage(told(sentence), _MESSAGE_MS)
        self.voice.say_aloud(told(sentence))

    def describe(self) -> None:
        """Ask for the document's title and text."""
        about = self.session.forest.about
        asked = ask_about(self.window, about.get("title", ""), about.get("text", ""))
        if asked is not None:
            self.editing.do(lambda: describe(self.session.forest, *asked), translate("parts", _DESCRIBE))
            self.window.setWindowTitle(self.documents.title())

    def turn_to(self, orientation: str) -> None:
        """Let the roots stand at the top, the bottom, the left or the right, and show all trees if that is the rule."""
        self.appearance.turn_to(orientation)
        self.view.refit()

    def toggle_minimap(self) -> None:
        """Let the overview come when there is need of it, or never."""
        self.appearance.toggle_minimap()
        self.show_minimap()

    def show_minimap(self) -> None:
        """Let the overview be as it is wanted."""
        (self.minimap.allow if self.appearance.has_minimap else self.minimap.forbid)()
