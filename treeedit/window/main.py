"""The main window: hands its parts to each other and says where they stand. What a part knows, it knows itself."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer
from PySide6.QtGui import QAction, QCloseEvent, QDragEnterEvent, QDropEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QToolTip, QVBoxLayout, QWidget

from treeedit import assets
from treeedit.canvas.accessible import Voice
from treeedit.canvas.drag_data import LOAD_TYPE
from treeedit.canvas.minimap import Minimap
from treeedit.canvas.stage import Stage
from treeedit.canvas.view import View
from treeedit.files.paper import SUFFIX
from treeedit.model.about import describe
from treeedit.model.forest import Forest
from treeedit.model.records import Edit, NodeId
from treeedit.session import Session
from treeedit.window.about import About
from treeedit.window.adding import Adding
from treeedit.window.appearance import Appearance, remembered_look, remembered_scheme
from treeedit.window.clipboard import Clipboard
from treeedit.window.command_palette import CommandPalette
from treeedit.window.context_menu import context_menu
from treeedit.window.desk import Desk
from treeedit.window.dialogs import ask_about
from treeedit.window.docks import LEFT, RIGHT, Docks, Panel
from treeedit.window.document_window import DocumentWindow
from treeedit.window.documents import Documents
from treeedit.window.editing import Editing
from treeedit.window.exercises import Exercises
from treeedit.window.folding import Folding
from treeedit.window.forms import Forms
from treeedit.window.formula_line import FormulaLine
from treeedit.window.fullness import Fullness
from treeedit.window.inspector import Inspector, described
from treeedit.window.keeper import Keeper
from treeedit.window.menus import Menus
from treeedit.window.messages import Messages
from treeedit.window.naming import Naming
from treeedit.window.notes import Notes
from treeedit.window.notice import Notice
from treeedit.window.number_field import NumberField
from treeedit.window.outline import Outline
from treeedit.window.palette import Palette
from treeedit.window.path_light import PathLight
from treeedit.window.pictures import Pictures
from treeedit.window.plot_docks import Lesson
from treeedit.window.presenting import Presenting
from treeedit.window.printing import Printing
from treeedit.window.progress import ProgressLines
from treeedit.window.rounds import Part, Rounds
from treeedit.window.sets_panel import SetsPanel
from treeedit.window.settings import Key, Settings
from treeedit.window.shortcuts import show_shortcuts
from treeedit.window.steps import Stepping
from treeedit.window.steps_bar import StepsBar
from treeedit.window.steps_keys import StepKeys
from treeedit.window.subtree_light import SubtreeLight
from treeedit.window.tally import Tally
from treeedit.window.theme import palette_of, style_of
from treeedit.words import told

_MESSAGE_MS = 6000
_ICONS_MS = 60
"""Later than the first frame, which would wait for the icon font for a fifth of a second (bench.py --only start)."""

_SYSTEM_MS = 500
"""When the first second's work is done: asking may cost some hundredths of a second."""


class MainWindow(DocumentWindow):
    """One document with its canvas in the middle, the palette left, sets and inspector right, the formula on top."""

    session: Session
    desk: Desk
    notice: Notice
    lines: ProgressLines
    keeper: Keeper
    fullness: Fullness
    stage: Stage
    view: View
    appearance: Appearance
    editing: Editing
    adding: Adding
    clipboard: Clipboard
    commands: CommandPalette
    rounds: Rounds
    folding: Folding
    forms: Forms
    naming: Naming
    exercises: Exercises
    notes: Notes
    path_light: PathLight
    subtree_light: SubtreeLight
    presenting: Presenting
    formula: FormulaLine
    sets_panel: SetsPanel
    lesson: Lesson
    number_field: NumberField
    documents: Documents
    pictures: Pictures
    printing: Printing
    stepping: Stepping
    steps_bar: StepsBar

    def __init__(self, session: Session, settings: Settings, desk: Desk | None = None) -> None:
        super().__init__()
        self.session, self._settings = session, settings
        self.desk = Desk(settings, MainWindow) if desk is None else desk
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
        self.folding = Folding(self.view, self.editing, self)
        self.naming = Naming(self.view)
        self.notes = Notes(self.view)
        self.path_light = PathLight(self.stage)
        self.subtree_light = SubtreeLight(self.stage)
        self.formula = FormulaLine(self.stage)
        self.palette_panel = Palette(session, self.stage.look, self.editing.put)
        self.sets_panel = SetsPanel(self.stage)
        self.inspector = Inspector(self.stage)
        self.exercises = Exercises(self.view, self.editing, self.sets_panel.reveal_blank, self)
        self.notice = Notice()
        self.lines = ProgressLines()
        self.messages = Messages(self.say, self.notice, self.lines)
        self.outline = Outline(self.view)
        self.lesson = Lesson(self.stage, self)
        self.documents = Documents(session, self.desk.locks, self.desk.documents_of, self.messages, self)
        self.keeper = Keeper(session, self.documents, self.desk.recovery, self.notice)
        self.fullness = Fullness(session, self.notice, self)
        self.printing = Printing(self.stage, settings, self.lines, self)
        self.stepping = Stepping(self.view)  # after all that hears of edits: what it says concerns the new structure
        self.steps_bar = StepsBar(self.stepping, self.stage, self)
        self.pictures = Pictures(self.documents, self.stepping, settings, self.lines, self.stage, self)
        title, light = self.documents.title, self.subtree_light
        self.presenting = Presenting(self.view, self.voice, self.stepping, light, title, self.action)
        self._step_keys = StepKeys(self.view, self.steps_bar, self.stepping, self.presenting.darken)
        self._paint_window()
        self._lay_out()
        self.menus = Menus(self)
        for dock in self._docks:
            self.menus.menus["&View"].addAction(dock.toggleViewAction())
        self.menus.refresh()
        self.commands = CommandPalette(self)
        self._connect()
        self._restore()
        self.desk.join(self)

    def describe(self) -> None:
        """Ask for the document's title and text."""
        about = self.session.forest.about
        asked = ask_about(self, about.get("title", ""), about.get("text", ""))
        if asked is not None:
            self.editing.do(lambda: describe(self.session.forest, *asked), self.tr("describe"))
            self.setWindowTitle(self.documents.title())

    def action(self, name: str) -> QAction:
        """One of the table ACTIONS as the menus have it."""
        return self.menus.actions[name]

    def show_shortcuts(self) -> None:
        """List the keys of all actions."""
        show_shortcuts(self)

    def show_about(self) -> None:
        """Say what this program is."""
        About(self).open()

    def turn_to(self, orientation: str) -> None:
        """Let the roots stand at the top, the bottom, the left or the right, and show all trees if that is the rule."""
        self.appearance.turn_to(orientation)
        self.view.refit()

    def say(self, sentence: str) -> None:
        """Show a sentence at the bottom for a while."""
        self.statusBar().showMessage(told(sentence), _MESSAGE_MS)
        self.voice.say_aloud(told(sentence))

    # --- how it looks ---

    def toggle_minimap(self) -> None:
        """Let the overview come when there is need of it, or never."""
        self.appearance.toggle_minimap()
        self._show_minimap()

    def _show_minimap(self) -> None:
        (self.minimap.allow if self.appearance.has_minimap else self.minimap.forbid)()

    def _restyle(self) -> None:
        self.view.restyle()
        self.palette_panel.restyle(self.stage.look, self.stage.text_scale)
        self.sets_panel.restyle()
        self.inspector.refresh()
        self.exercises.panel.refresh()
        self.outline.refresh()
        self.lesson.restyle()
        self.minimap.refresh()
        self.steps_bar.restyle()
        self.presenting.restyle()
        self.menus.refresh()

    def _reform(self) -> None:
        """Follow the canvas into another form."""
        self.menus.form_switch.refresh()
        self.sets_panel.follow_form()
        self.presenting.restyle()
        self.inspector.refresh()
        self.minimap.refresh()
        self.menus.refresh()
        self._tally.count()

    def _recolour(self) -> None:
        self._paint_window()
        self.menus.make_icons()

    def _resize_texts(self, factor: float) -> None:
        self._docks.widen(self.stage.text_scale)
        self.view.enlarge(factor)

    def _paint_window(self) -> None:
        theme = self.stage.look.theme
        QApplication.setPalette(palette_of(theme))
        self.setStyleSheet(style_of(theme, self.stage.text_scale))

    def _lay_out(self) -> None:
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.formula)
        column.addWidget(self.notice)
        column.addWidget(self.lines)
        column.addWidget(self.view)
        self.setCentralWidget(middle)
        self._tally = Tally(self.view, self.forms)
        self.statusBar().addPermanentWidget(self._tally)
        self.statusBar().setSizeGripEnabled(False)
        self.setAcceptDrops(True)
        self._docks = Docks(
            self,
            [
                Panel("palette", self.tr("Palette"), self.palette_panel, LEFT),
                Panel("sets", self.tr("Inputs and sums"), self.sets_panel, RIGHT),
                Panel("inspector", self.tr("Node"), self.inspector, RIGHT),
                Panel("outline", self.tr("Outline"), self.outline, LEFT),
                Panel("plot", self.tr("Plot"), self.lesson.plot, RIGHT),
                Panel("descent", self.tr("Descent"), self.lesson.descent, RIGHT),
                Panel("comparison", self.tr("Comparison"), self.lesson.comparison, RIGHT),
                Panel("exercise", self.tr("Exercise"), self.exercises.panel, LEFT),
            ],
        )
        self._docks["outline"].hide()
        self._docks["exercise"].hide()
        self.exercises.stand_in(self._docks["exercise"], self._docks["sets"])
        self.lesson.stand_in(self._docks)
        self.rounds = Rounds(
            [
                Part(self.view, self.view),
                Part(self.formula, self.formula.line),
                Part(self._docks["sets"], self.sets_panel),
                Part(self._docks["palette"], self.palette_panel),
                Part(self._docks["inspector"], self.inspector),
                Part(self._docks["plot"], self.lesson.plot),
                Part(self._docks["descent"], self.lesson.descent),
                Part(self._docks["comparison"], self.lesson.comparison),
                Part(self._docks["exercise"], self.exercises.panel),
                Part(self.steps_bar, self.steps_bar.track),
            ]
        )
        self.addToolBar(Qt.ToolBarArea.BottomToolBarArea, self.steps_bar)
        self.steps_bar.hide()
        self._docks.widen(self.stage.text_scale)
        self._docks.share_heights()
        self.resize(1360, 840)
        self.setWindowTitle(self.documents.title())

    # --- what follows what ---

    def _connect(self) -> None:
        stack = self.session.stack
        stack.cleanChanged.connect(self._mark_unsaved)
        stack.indexChanged.connect(self.menus.refresh)
        self.stage.selectionChanged.connect(self.menus.refresh)
        self.session.edited.connect(self._refresh_actions)
        self.notes.wanted = partial(self.appearance.toggle_shown, "notes")
        self.forms.switched = self._reform
        self.sets_panel.toggle_function = self.forms.toggle_function
        self.view.hovered = self._point_at
        self.view.context_requested = self._open_context_menu
        self.number_field = NumberField(self.view)
        self.formula.shown = self.view.keep_fitted
        self.documents.opened = self.view.fit
        self.stepping.told = self.voice.say_aloud
        self.stepping.switched = self._begin_or_end_steps
        self.appearance.restyled = self._restyle
        self.appearance.recoloured = self._recolour
        self.appearance.resized = self._resize_texts
        self.pictures.exported.connect(self.menus.refresh)
        self.presenting.switched.connect(self.menus.refresh)

    def _begin_or_end_steps(self) -> None:
        """The keys go to the canvas, where a clicker's are understood; nothing lights but the step."""
        self._point_at(None)
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)
        self.menus.refresh()

    def _refresh_actions(self, edit: Edit) -> None:
        """Ask the actions anew, unless only values of inputs have changed, on which none of them depends."""
        if any(pairs for pairs in edit.tables() if pairs is not edit.inputs):
            self.menus.refresh()

    def _mark_unsaved(self, clean: object) -> None:
        self.setWindowModified(not clean)

    def _open_context_menu(self, point: QPoint) -> None:
        menu = context_menu(self, point)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.view.viewport().mapToGlobal(point))

    def _point_at(self, node: NodeId | None) -> None:
        """Light the counterparts of the node under the pointer and say what is known of it."""
        if node is None or node not in self.session.forest.nodes:
            self.stage.light([])
            QToolTip.hideText()
            return
        self.stage.lights.pass_over(self.stage.lights.members(node))
        place = self.view.viewport().mapToGlobal(self.view.mapFromScene(self.stage.place_of(node)))
        QToolTip.showText(place, described(self.stage, node), self.view)

    # --- what is remembered ---

    def _restore(self) -> None:
        self.restoreGeometry(self._settings.state(Key.GEOMETRY))
        self.restoreState(self._settings.state(Key.PANELS))
        self.appearance.restore()
        self.adding.quick_add.recent = self._settings.words(Key.RECENT_WORDS)
        self.commands.recent = [
            name for name in self._settings.words(Key.RECENT_COMMANDS) if name in self.menus.actions
        ]
        self.formula.restore(self._settings)
        self.stepping.restore(self._settings)
        self.steps_bar.follow()
        self.inspector.restore(self._settings)
        self._show_minimap()

    def _remember(self) -> None:
        self.appearance.remember()
        self._settings.keep_words(Key.RECENT_WORDS, self.adding.quick_add.recent)
        self._settings.keep_words(Key.RECENT_COMMANDS, self.commands.recent)
        self.formula.remember(self._settings)
        self.stepping.remember(self._settings)
        self.inspector.remember(self._settings)
        self._settings.keep_state(Key.GEOMETRY, self.saveGeometry())
        self._settings.keep_state(Key.PANELS, self.saveState())
        self._settings.save()

    # --- overrides of Qt ---

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        QTimer.singleShot(_ICONS_MS, self.menus.make_icons)
        QTimer.singleShot(_SYSTEM_MS, self.appearance.ask_system)

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.may_close and not self.documents.may_leave(self.close):
            event.ignore()
            return
        self.may_close = True
        self.pictures.leave()
        self.printing.leave()
        self._remember()
        self.presenting.end()
        self.desk.left(self)
        self.documents.leave()
        self.keeper.leave()
        self.session.end()
        self.deleteLater()
        event.accept()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            self.documents.check()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _dropped_files(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = _dropped_files(event)
        if paths:
            event.acceptProposedAction()
            self.desk.open_paths(self, paths)


def open_window(settings: Settings, path: Path | None) -> MainWindow:
    """A window on a file, or on the running example; empty, with the fault said, if the file cannot be read."""
    window = MainWindow(Session(Forest()), settings)
    if path is None:
        window.documents.open_example(assets.example_paths()[0])
    else:
        window.documents.open_path(path)
    return window


def _dropped_files(event: QDropEvent) -> list[Path]:
    """The trees among the files that are dropped; else the first of them, to say what is wrong with it."""
    if event.mimeData().hasFormat(LOAD_TYPE):
        return []  # a tree of ours, whose picture comes along as a file for others
    paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
    return [path for path in paths if path.suffix == SUFFIX] or paths[:1]
