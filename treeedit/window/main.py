"""The main window: hands its parts to each other and does what ACTIONS name. What a part knows, it knows itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QPoint, QPointF, QSize, Qt, QTimer
from PySide6.QtGui import (
    QAction,
    QActionGroup,
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QKeySequence,
    QShowEvent,
)
from PySide6.QtWidgets import (
    QApplication,
    QDockWidget,
    QLabel,
    QMainWindow,
    QMenu,
    QToolBar,
    QToolTip,
    QVBoxLayout,
    QWidget,
)

from treeedit import assets
from treeedit.canvas.gestures import Preview
from treeedit.canvas.stage import Stage, to_point
from treeedit.canvas.targets import Load, plan_at
from treeedit.canvas.view import View
from treeedit.canvas.walking import next_gap, place_of
from treeedit.figure.look import NUMBER_STYLES, Look
from treeedit.files.paper import SUFFIX
from treeedit.model import edits
from treeedit.model.edits import operator_alone
from treeedit.model.forest import Forest
from treeedit.model.records import Cursor, Edit, EditError, Expression, NodeId, Point
from treeedit.session import Session
from treeedit.window.actions import ACTIONS, Action
from treeedit.window.dialogs import ask_about, show_about, show_shortcuts
from treeedit.window.documents import Documents
from treeedit.window.formula_line import FormulaLine
from treeedit.window.inspector import Inspector, described
from treeedit.window.offers import SIGNS
from treeedit.window.palette import Palette
from treeedit.window.pictures import Pictures
from treeedit.window.quick_add import QuickAdd
from treeedit.window.sets_panel import SetsPanel
from treeedit.window.settings import Settings
from treeedit.window.theme import SCHEMES, palette_of, style_of, theme_of

_TEXT_STEP = 1.15
_FEWEST_TEXT_STEPS, _MOST_TEXT_STEPS = -2, 6
_PANEL_WIDTHS = (222, 300)
_MESSAGE_MS = 6000
_CLEARANCE = (-140.0, -60.0, 140.0, 60.0)
_ICONS_MS = 60
"""Later than the first frame, which would wait for the icon font for a fifth of a second (bench.py --only start)."""
_DIGITS_OF_DIGITS = 3
FEWEST_DIGITS, MOST_DIGITS = 2, 12


class MainWindow(QMainWindow):
    """One document with its canvas in the middle, the palette left, sets and inspector right, the formula on top."""

    session: Session
    view: View
    formula: FormulaLine
    documents: Documents
    pictures: Pictures

    def __init__(self, session: Session, settings: Settings) -> None:
        super().__init__()
        self.session, self._settings = session, settings
        self.scheme = settings.text("scheme", "system")
        self.scheme = self.scheme if self.scheme in SCHEMES else "system"
        look = _remembered_look(settings)
        self.stage = Stage(session, replace(look, theme=theme_of(self.scheme)))
        self.stage.say = self.say
        self._text_steps = 0
        self.view = View(self.stage)
        self.view.hovered = self._point_at
        self.view.typed = self._type
        self._typing_at = QPointF()
        self.quick_add = QuickAdd(self.stage, self.view, self._preview, self.put)
        self.formula = FormulaLine(self.stage)
        self.formula.shown = self.view.keep_fitted
        self.palette_panel = Palette(session, self.stage.look, self.put)
        self.sets_panel = SetsPanel(self.stage)
        self.inspector = Inspector(self.stage)
        self.documents = Documents(session, self)
        self.documents.opened = self.view.fit
        self.pictures = Pictures(self.stage, self)
        self.actions_by_name: dict[str, QAction] = {}
        self._paint_window()
        self._lay_out()
        self._make_actions()
        self._connect()
        self._restore()

    # --- putting things on the canvas ---

    def put(self, expression: Expression) -> None:
        """Put an expression at the cursor, else in the middle of the view; then go on to the next empty slot."""
        spot, session = self._spot(), self.session
        self._do(lambda: plan_at(self.stage, Load(expression), spot).edit or Edit(), self.tr("add"))
        grown = session.forest.next_id() - 1
        if grown in session.forest.nodes:
            gap = next_gap(self.stage, grown)
            self.stage.select_cursor(grown if gap is None else gap)
        self.view.keep_fitted()
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _spot(self) -> Cursor | Point:
        """Where something new goes: the cursor, or a free place in the view."""
        cursor = self.stage.cursor()
        return to_point(self._free_place()) if cursor is None else cursor

    def _type(self, text: str) -> bool:
        """A key on the canvas: an operator's sign is put at the cursor, anything else opens the quick-add."""
        if text and not text.isprintable():
            return False
        if text in SIGNS and self.stage.cursor() is not None:
            self.put(operator_alone(SIGNS[text]))
            return True
        cursor = self.stage.cursor()
        place = self._free_place() if cursor is None else place_of(self.stage, cursor)
        self._typing_at = place
        below = self.view.mapFromScene(place) + QPoint(30, 30)
        self.quick_add.open_at(below, text)
        return True

    def _preview(self, expression: Expression | None) -> None:
        """Show on the canvas what the quick-add would do."""
        self.view.preview = None
        if expression is not None:
            load = Load(expression)
            try:
                shown = plan_at(self.stage, load, self._spot())
                self.view.preview = Preview(self.view, load, shown, self._typing_at)
            except EditError as error:
                self.say(str(error))
        self.view.viewport().update()

    def _free_place(self) -> QPointF:
        """The middle of the view, or to the right of all trees if something stands there."""
        place = self.view.mapToScene(self.view.viewport().rect().center())
        trees = self.stage.forest_rect().adjusted(*_CLEARANCE)
        return QPointF(trees.right(), trees.top() - _CLEARANCE[1]) if trees.contains(place) else place

    # --- what actions do ---

    def remove_selection(self) -> None:
        """Take the chosen subtrees away."""
        self._do(lambda: edits.remove(self.session.forest, self.stage.selection), self.tr("delete"))

    def dissolve_selection(self) -> None:
        """Take the current operation away and keep its operands."""
        node = self.stage.selection[-1]
        aside = self.stage.place_beside(node)
        self._do(lambda: edits.dissolve(self.session.forest, node, aside), self.tr("dissolve"))

    def swap_selection(self) -> None:
        """Exchange the operands of the current operation."""
        self._do(lambda: edits.swap(self.session.forest, self.stage.selection[-1]), self.tr("swap operands"))

    def duplicate_selection(self) -> None:
        """Grow a copy of the current subtree beside its tree."""
        node = self.stage.selection[-1]
        place = self.stage.place_beside(node)
        self._do(lambda: edits.duplicate(self.session.forest, node, place), self.tr("duplicate"))
        self.stage.select([self.session.forest.next_id() - 1])
        self.view.keep_fitted()

    def select_all(self) -> None:
        """Choose every tree."""
        self.stage.select(self.session.forest.trees())

    def focus_formula(self) -> None:
        """Go to the formula line."""
        self.formula.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.formula.line.selectAll()

    def toggle_shown(self, what: str) -> None:
        """Show or hide one kind of thing on all nodes."""
        self._restyle(replace(self.stage.look, shows=self.stage.look.shows ^ {what}))

    def shows_fractions(self) -> bool:
        """Whether simple fractions are written as such."""
        return self.stage.look.format is NUMBER_STYLES["fractions"]

    def toggle_fractions(self) -> None:
        """Write simple fractions as such, or as decimals."""
        style = "decimals" if self.shows_fractions() else "fractions"
        self._restyle(replace(self.stage.look, format=NUMBER_STYLES[style]))

    def change_digits(self, by: int) -> None:
        """Show more or fewer significant digits."""
        digits = min(max(self.stage.look.digits + by, FEWEST_DIGITS), MOST_DIGITS)
        self._restyle(replace(self.stage.look, digits=digits))
        self.say(self.tr("{0} significant digits").format(digits))

    def use_scheme(self, scheme: str) -> None:
        """Light, dark, or what the system prefers."""
        self.scheme = scheme
        self._follow_scheme()

    def scale_text(self, steps: int) -> None:
        """Make the texts of the window larger or smaller, and the canvas with them."""
        wanted = min(max(self._text_steps + steps, _FEWEST_TEXT_STEPS), _MOST_TEXT_STEPS)
        moved, self._text_steps = wanted - self._text_steps, wanted
        self.stage.text_scale = _TEXT_STEP**wanted
        self._paint_window()
        self._restyle(self.stage.look)
        self._widen_panels()
        self.view.enlarge(_TEXT_STEP**moved)

    def describe(self) -> None:
        """Ask for the document's title and text."""
        about = self.session.forest.about
        asked = ask_about(self, about.get("title", ""), about.get("text", ""))
        if asked is not None:
            self._do(lambda: edits.describe(self.session.forest, *asked), self.tr("describe"))
            self.setWindowTitle(self.documents.title())

    def show_shortcuts(self) -> None:
        """List the keys of all actions."""
        show_shortcuts(self)

    def show_about(self) -> None:
        """Say what this program is."""
        show_about(self)

    def quit(self) -> None:
        """Close every window."""
        QApplication.closeAllWindows()

    def say(self, sentence: str) -> None:
        """Show a sentence at the bottom for a while."""
        self.statusBar().showMessage(sentence, _MESSAGE_MS)

    def _do(self, make: Callable[[], Edit], text: str) -> None:
        """Carry out a verb; a refusal is said, not done."""
        try:
            self.session.do(make(), text)
        except EditError as error:
            self.say(str(error))

    # --- how it looks ---

    def _restyle(self, look: Look) -> None:
        self.stage.restyle(look)
        self.view.restyle()
        self.palette_panel.restyle(look, self.stage.text_scale)
        self.sets_panel.restyle()
        self.inspector.refresh()
        self._refresh_actions()

    def _follow_scheme(self, _scheme: object = None) -> None:
        self._restyle(replace(self.stage.look, theme=theme_of(self.scheme)))
        self._paint_window()
        self._make_icons()

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
        column.addWidget(self.view)
        self.setCentralWidget(middle)
        self._tally = QLabel()
        self.statusBar().addPermanentWidget(self._tally)
        self.statusBar().setSizeGripEnabled(False)
        self.setAcceptDrops(True)
        left, right = Qt.DockWidgetArea.LeftDockWidgetArea, Qt.DockWidgetArea.RightDockWidgetArea
        self._docks = [
            self._dock("palette", self.tr("Palette"), self.palette_panel, left),
            self._dock("sets", self.tr("Inputs and sums"), self.sets_panel, right),
            self._dock("inspector", self.tr("Node"), self.inspector, right),
        ]
        self._widen_panels()
        self.resizeDocks(self._docks[1:], [520, 170], Qt.Orientation.Vertical)
        self.resize(1360, 840)
        self.setWindowTitle(self.documents.title())

    def _widen_panels(self) -> None:
        """Make the panels as wide as their text asks for, while they leave the canvas half of the window."""
        scale = min(self.stage.text_scale, max(1.0, self.width() / 2 / sum(_PANEL_WIDTHS)))
        wide = [round(each * scale) for each in _PANEL_WIDTHS]
        self.resizeDocks(self._docks[:2], wide, Qt.Orientation.Horizontal)

    def _dock(self, name: str, title: str, widget: QWidget, area: Qt.DockWidgetArea) -> QDockWidget:
        dock = QDockWidget(title)
        dock.setObjectName(name)
        features = QDockWidget.DockWidgetFeature
        dock.setFeatures(features.DockWidgetClosable | features.DockWidgetMovable)
        dock.setWidget(widget)
        self.addDockWidget(area, dock)
        return dock

    # --- actions ---

    def _make_actions(self) -> None:
        self._group = QActionGroup(self)
        self._group.setExclusionPolicy(QActionGroup.ExclusionPolicy.None_)
        self._group.triggered.connect(self._perform)
        bar = QToolBar(self.tr("Tools"))
        bar.setObjectName("tools")
        bar.setMovable(False)
        menus: dict[str, QMenu] = {}
        for entry in ACTIONS:
            if entry.menu not in menus:
                menus[entry.menu] = self.menuBar().addMenu(self.tr(entry.menu))
                menus[entry.menu].aboutToShow.connect(self._refresh_actions)
            self._add_action(entry, menus[entry.menu], bar)
        self._add_examples(menus["&File"])
        for dock in self._docks:
            menus["&View"].addAction(dock.toggleViewAction())
        bar.setIconSize(QSize(22, 22))
        self.addToolBar(bar)
        self._refresh_actions()

    def _add_action(self, entry: Action, menu: QMenu, bar: QToolBar) -> None:
        action = QAction(self.tr(entry.text), self)
        action.setObjectName(entry.name)
        action.setShortcuts(list(dict.fromkeys(QKeySequence(keys) for keys in entry.keys)))
        action.setCheckable(entry.checked is not None)
        self._group.addAction(action)
        self.actions_by_name[entry.name] = action
        if entry.begins_group:
            menu.addSeparator()
        menu.addAction(action)
        if entry.on_toolbar:
            if entry.begins_group:
                bar.addSeparator()
            bar.addAction(action)

    def _count(self, _change: object = None) -> None:
        """Tell how much is on the canvas, and its scale."""
        nodes, trees = len(self.session.forest.nodes), len(self.session.forest.roots)
        scale = self.view.scale_now()
        percent = f"{100 * scale:.0f}" if scale >= 0.1 else f"{100 * scale:.1g}"
        words = self.tr("{0} nodes in {1} trees · {2} %") if trees != 1 else self.tr("{0} nodes · {2} %")
        self._tally.setText(words.format(f"{nodes:,}", trees, percent))

    def _perform(self, action: QAction) -> None:
        entry = next(entry for entry in ACTIONS if entry.name == action.objectName())
        entry.perform(self)
        self._refresh_actions()

    def _add_examples(self, menu: QMenu) -> None:
        examples = QMenu(self.tr("Open an e&xample"), self)
        for path in assets.example_paths():
            action = examples.addAction(example_title(path))
            action.setData(str(path))
        examples.triggered.connect(self._open_example)
        menu.insertMenu(self.actions_by_name["save"], examples)

    def _open_example(self, action: QAction) -> None:
        self.documents.open_example(Path(action.data()))

    def _refresh_actions(self, _change: object = None) -> None:
        for entry in ACTIONS:
            action = self.actions_by_name[entry.name]
            action.setEnabled(entry.possible(self))
            if entry.checked is not None:
                action.setChecked(entry.checked(self))

    def _make_icons(self) -> None:
        """Give the actions their icons, after the first frame: the icon font is slow to load."""
        import qtawesome

        theme = self.stage.look.theme
        for entry in ACTIONS:
            if entry.icon:
                icon = qtawesome.icon(entry.icon, color=theme.ink, color_disabled=theme.edge)
                self.actions_by_name[entry.name].setIcon(icon)

    def _connect(self) -> None:
        stack = self.session.stack
        stack.cleanChanged.connect(self._mark_unsaved)
        stack.indexChanged.connect(self._refresh_actions)
        self.stage.selectionChanged.connect(self._refresh_actions)
        self.session.edited.connect(self._refresh_actions)
        self.session.edited.connect(self._count)
        self.view.scaled = self._count
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._follow_scheme)

    def _mark_unsaved(self, clean: object) -> None:
        self.setWindowModified(not clean)

    def _point_at(self, node: NodeId | None) -> None:
        """Light the counterparts of the node under the pointer and say what is known of it."""
        if node is None or node not in self.session.forest.nodes:
            self.stage.light([])
            QToolTip.hideText()
            return
        analysis = self.session.analysis
        found = analysis.sets.of_row(analysis.order.rows[node])
        several = found is not None and len(found.members) > 1
        self.stage.light(analysis.order.ids[found.members].tolist() if found is not None and several else [])
        place = self.view.viewport().mapToGlobal(self.view.mapFromScene(self.stage.place_of(node)))
        QToolTip.showText(place, described(self.stage, node), self.view)

    # --- what is remembered ---

    def _restore(self) -> None:
        self.restoreGeometry(self._settings.state("geometry"))
        self.restoreState(self._settings.state("panels"))
        steps = {str(number): number for number in range(_FEWEST_TEXT_STEPS, _MOST_TEXT_STEPS + 1) if number}
        if (kept := self._settings.text("text")) in steps:
            self.scale_text(steps[kept])

    def _remember(self) -> None:
        look = self.stage.look
        self._settings.keep("scheme", self.scheme)
        self._settings.keep("shows", " ".join(sorted(look.shows)))
        self._settings.keep("digits", str(look.digits))
        self._settings.keep("text", str(self._text_steps))
        self._settings.keep("numbers", "fractions" if self.shows_fractions() else "decimals")
        self._settings.keep_state("geometry", self.saveGeometry())
        self._settings.keep_state("panels", self.saveState())
        self._settings.save()

    # --- overrides of Qt ---

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        QTimer.singleShot(_ICONS_MS, self._make_icons)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.documents.may_leave():
            self._remember()
            event.accept()
        else:
            event.ignore()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _dropped_file(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = _dropped_file(event)
        if path is not None:
            event.acceptProposedAction()
            self.documents.open_path(path)


def open_window(settings: Settings, path: Path | None) -> MainWindow:
    """A window on a file, or on the running example; empty, with the fault said, if the file cannot be read."""
    window = MainWindow(Session(Forest()), settings)
    if path is None:
        window.documents.open_example(assets.example_paths()[0])
    else:
        window.documents.open_path(path)
    return window


def _dropped_file(event: QDropEvent) -> Path | None:
    paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
    return next((path for path in paths if path.suffix == SUFFIX), paths[0] if paths else None)


def _remembered_look(settings: Settings) -> Look:
    digits = settings.text("digits")
    wanted = int(digits) if digits.isdecimal() and len(digits) < _DIGITS_OF_DIGITS else Look().digits
    number = NUMBER_STYLES.get(settings.text("numbers"), NUMBER_STYLES["fractions"])
    look = Look(digits=min(max(wanted, FEWEST_DIGITS), MOST_DIGITS), format=number)
    kept = settings.text("shows", " ".join(look.shows)).split()
    return replace(look, shows=look.shows & set(kept))


def example_title(path: Path) -> str:
    """What the menu calls an example: its title, from the file's name, so that no file is read for a menu."""
    return path.stem.partition("-")[2].replace("-", " ").capitalize()
