"""The main window: has its parts made, says where they stand, and what follows what."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer
from PySide6.QtGui import QAction, QCloseEvent, QDragEnterEvent, QDropEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QToolTip, QVBoxLayout, QWidget

from treeedit import assets
from treeedit.canvas.transfer.drag_data import LOAD_TYPE
from treeedit.files.paper import SUFFIX
from treeedit.model.forest import Forest
from treeedit.model.records import Edit, NodeId
from treeedit.session import Session
from treeedit.window.actions.command_palette import CommandPalette
from treeedit.window.actions.context_menu import context_menu
from treeedit.window.actions.menus import Menus
from treeedit.window.actions.shortcuts import Shortcuts
from treeedit.window.documents.document_window import DocumentWindow
from treeedit.window.documents.windows import Desk
from treeedit.window.frame.docks import LEFT, RIGHT, Docks, Panel
from treeedit.window.frame.memory import WindowMemory
from treeedit.window.frame.panel_focus import Part, Rounds
from treeedit.window.frame.status_count import Tally
from treeedit.window.frame.theme import palette_of, style_of
from treeedit.window.panels.inspector import described
from treeedit.window.parts import Commands, Parts
from treeedit.window.settings import Settings

_MESSAGE_MS = 6000
_ICONS_MS = 60
"""Later than the first frame, which would wait for the icon font for a fifth of a second (bench.py --only start)."""

_SYSTEM_MS = 500
"""When the first second's work is done: asking may cost some hundredths of a second."""


class MainWindow(DocumentWindow):
    """One document with its canvas in the middle, the palette left, sets and inspector right, the formula on top."""

    def __init__(self, session: Session, settings: Settings, desk: Desk | None = None) -> None:
        super().__init__()
        commands = Commands(self._action, self._refresh, self._choose_command, self._list_keys)
        parts = self.parts = Parts(session, settings, desk or Desk(settings, MainWindow), commands, self)
        self.session, self.view, self.documents, self.keeper = session, parts.view, parts.documents, parts.keeper
        self._paint_window()
        self._lay_out()
        self.menus = Menus(parts)
        for dock in self._docks:
            self.menus.menus["&View"].addAction(dock.toggleViewAction())
        self.menus.refresh()
        self.command_palette = CommandPalette(parts, self.menus)
        self._connect()
        kept = (
            parts.appearance,
            parts.adding.quick_add,
            self.command_palette,
            parts.formula,
            parts.stepping,
            parts.inspector,
        )
        self.memory = WindowMemory(settings, self, kept)
        self.memory.restore()
        parts.show_minimap()
        parts.desk.join(self)

    # --- what it does with the table of actions ---

    def _action(self, name: str) -> QAction:
        return self.menus.actions[name]

    def _refresh(self) -> None:
        self.menus.refresh()

    def _choose_command(self) -> None:
        self.command_palette.begin()

    def _list_keys(self) -> None:
        Shortcuts(self.parts).open()

    # --- how it looks ---

    def _restyle(self) -> None:
        self.view.restyle()
        self.parts.palette_panel.restyle(self.parts.stage.look, self.parts.stage.text_scale)
        self.parts.sets_panel.restyle()
        self.parts.inspector.refresh()
        self.parts.exercises.panel.refresh()
        self.parts.outline.refresh()
        self.parts.lesson.restyle()
        self.parts.minimap.refresh()
        self.parts.steps_bar.restyle()
        self.parts.presenting.restyle()
        self.menus.refresh()

    def _reform(self) -> None:
        """Follow the canvas into another form."""
        self.menus.form_switch.refresh()
        self.parts.sets_panel.follow_form()
        self.parts.presenting.restyle()
        self.parts.inspector.refresh()
        self.parts.minimap.refresh()
        self.menus.refresh()
        self._tally.count()

    def _recolour(self) -> None:
        self._paint_window()
        self.menus.make_icons()

    def _resize_texts(self, factor: float) -> None:
        self._docks.widen(self.parts.stage.text_scale)
        self.view.enlarge(factor)

    def _paint_window(self) -> None:
        theme = self.parts.stage.look.theme
        QApplication.setPalette(palette_of(theme))
        self.setStyleSheet(style_of(theme, self.parts.stage.text_scale))

    def _lay_out(self) -> None:
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.parts.formula)
        column.addWidget(self.parts.notice)
        column.addWidget(self.parts.lines)
        column.addWidget(self.view)
        self.setCentralWidget(middle)
        self._tally = Tally(self.view, self.parts.forms)
        self.statusBar().addPermanentWidget(self._tally)
        self.statusBar().setSizeGripEnabled(False)
        self.setAcceptDrops(True)
        self._docks = Docks(
            self,
            [
                Panel("palette", self.tr("Palette"), self.parts.palette_panel, LEFT),
                Panel("sets", self.tr("Inputs and sums"), self.parts.sets_panel, RIGHT),
                Panel("inspector", self.tr("Node"), self.parts.inspector, RIGHT),
                Panel("outline", self.tr("Outline"), self.parts.outline, LEFT),
                Panel("plot", self.tr("Plot"), self.parts.lesson.plot, RIGHT),
                Panel("descent", self.tr("Descent"), self.parts.lesson.descent, RIGHT),
                Panel("comparison", self.tr("Comparison"), self.parts.lesson.comparison, RIGHT),
                Panel("exercise", self.tr("Exercise"), self.parts.exercises.panel, LEFT),
            ],
        )
        self._docks["outline"].hide()
        self._docks["exercise"].hide()
        self.parts.exercises.stand_in(self._docks["exercise"], self._docks["sets"])
        self.parts.lesson.stand_in(self._docks)
        self.parts.rounds = Rounds(
            [
                Part(self.view, self.view),
                Part(self.parts.formula, self.parts.formula.line),
                Part(self._docks["sets"], self.parts.sets_panel),
                Part(self._docks["palette"], self.parts.palette_panel),
                Part(self._docks["inspector"], self.parts.inspector),
                Part(self._docks["plot"], self.parts.lesson.plot),
                Part(self._docks["descent"], self.parts.lesson.descent),
                Part(self._docks["comparison"], self.parts.lesson.comparison),
                Part(self._docks["exercise"], self.parts.exercises.panel),
                Part(self.parts.steps_bar, self.parts.steps_bar.track),
            ]
        )
        self.addToolBar(Qt.ToolBarArea.BottomToolBarArea, self.parts.steps_bar)
        self.parts.steps_bar.hide()
        self._docks.widen(self.parts.stage.text_scale)
        self._docks.share_heights()
        self.resize(1360, 840)
        self.setWindowTitle(self.documents.title())

    # --- what follows what ---

    def _connect(self) -> None:
        stack = self.session.stack
        stack.cleanChanged.connect(self._mark_unsaved)
        stack.indexChanged.connect(self.menus.refresh)
        self.parts.stage.selectionChanged.connect(self.menus.refresh)
        self.session.edited.connect(self._refresh_actions)
        self.parts.notes.wanted = partial(self.parts.appearance.toggle_shown, "notes")
        self.parts.forms.switched = self._reform
        self.parts.sets_panel.toggle_function = self.parts.forms.toggle_function
        self.view.hovered = self._point_at
        self.view.context_requested = self._open_context_menu
        self.parts.formula.shown = self.view.keep_fitted
        self.documents.opened = self.view.fit
        self.parts.stepping.told = self.parts.voice.say_aloud
        self.parts.stepping.switched = self._begin_or_end_steps
        self.parts.appearance.restyled = self._restyle
        self.parts.appearance.recoloured = self._recolour
        self.parts.appearance.resized = self._resize_texts
        self.parts.pictures.exported.connect(self.menus.refresh)
        self.parts.presenting.switched.connect(self.menus.refresh)

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
        menu = context_menu(self.parts, self.menus, point)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.view.viewport().mapToGlobal(point))

    def _point_at(self, node: NodeId | None) -> None:
        """Light the counterparts of the node under the pointer and say what is known of it."""
        if node is None or node not in self.session.forest.nodes:
            self.parts.stage.light([])
            QToolTip.hideText()
            return
        self.parts.stage.lights.pass_over(self.parts.stage.lights.members(node))
        place = self.view.viewport().mapToGlobal(self.view.mapFromScene(self.parts.stage.place_of(node)))
        QToolTip.showText(place, described(self.parts.stage, node), self.view)

    # --- overrides of Qt ---

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        QTimer.singleShot(_ICONS_MS, self.menus.make_icons)
        QTimer.singleShot(_SYSTEM_MS, self.parts.appearance.ask_system)

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.may_close and not self.documents.may_leave(self.close):
            event.ignore()
            return
        self.may_close = True
        self.parts.pictures.leave()
        self.parts.printing.leave()
        self.memory.remember()
        self.parts.presenting.end()
        self.parts.desk.left(self)
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
            self.parts.desk.open_paths(self, paths)


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
