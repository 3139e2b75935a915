"""Menus and tool bar, made from the table ACTIONS: one QAction an entry, whichever way it is reached."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QSize
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QSizePolicy, QToolBar, QWidget

from treeedit import assets
from treeedit.window.actions.action import Action
from treeedit.window.actions.table import ACTIONS
from treeedit.window.actions.view import RUN_TOGETHER
from treeedit.window.documents.recents import RecentMenu
from treeedit.window.editing.tree_or_shared import FormSwitch
from treeedit.window.parts import Parts
from treeedit.words import translate

_ENTRIES = {entry.name: entry for entry in ACTIONS}


class Menus(QObject):
    """The actions of a window, by name, in its menus and on its tool bar."""

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts.window)
        self._parts, self._window = parts, parts.window
        self.actions: dict[str, QAction] = {}
        self.menus: dict[str, QMenu] = {}
        self._group = QActionGroup(self)
        self._group.setExclusionPolicy(QActionGroup.ExclusionPolicy.None_)
        self._group.triggered.connect(self._perform)
        self._bar = QToolBar(self.tr("Tools"))
        self._bar.setObjectName("tools")
        self._bar.setMovable(False)
        self._bar.setIconSize(QSize(22, 22))
        for entry in ACTIONS:
            self._add(entry)
        self._add_examples()
        self._add_form_switch()
        self._window.addToolBar(self._bar)

    def refresh(self, _change: object = None) -> None:
        """Ask every action whether it is possible now, and whether it is on."""
        for name, action in self.actions.items():
            entry = _ENTRIES[name]
            action.setEnabled(entry.possible(self._parts))
            if entry.checked is not None:
                action.setChecked(entry.checked(self._parts))
            if entry.called is not None:
                action.setText(entry.called(self._parts).replace("&", "&&"))
                action.setVisible(bool(action.text()))

    def make_icons(self) -> None:
        """Give the actions their icons, in the colours of the theme."""
        import qtawesome

        theme = self._parts.stage.look.theme
        for name, action in self.actions.items():
            if icon := _ENTRIES[name].icon:
                action.setIcon(qtawesome.icon(icon, color=theme.ink, color_disabled=theme.edge))

    def _menu(self, title: str) -> QMenu:
        if title not in self.menus:
            self.menus[title] = self._window.menuBar().addMenu(translate("actions", title))
            self.menus[title].aboutToShow.connect(self.refresh)
        return self.menus[title]

    def _inner_menu(self, entry: Action) -> QMenu:
        """The menu within a menu in which an action stands."""
        if entry.within not in self.menus:
            self.menus[entry.within] = self._menu(entry.menu).addMenu(translate("actions", entry.within))
            self.menus[entry.within].aboutToShow.connect(self.refresh)
        return self.menus[entry.within]

    def _add_form_switch(self) -> None:
        """The two forms, at the right end of the tool bar."""
        space = QWidget()
        space.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._bar.addWidget(space)
        self.form_switch = FormSwitch(self._parts.forms, self.menus[RUN_TOGETHER])
        self._bar.addWidget(self.form_switch)

    def _add(self, entry: Action) -> None:
        menu = self._inner_menu(entry) if entry.within else self._menu(entry.menu)
        action = QAction(translate("actions", entry.text), self)
        action.setObjectName(entry.name)
        action.setShortcuts(list(dict.fromkeys(QKeySequence(keys) for keys in entry.keys)))
        action.setCheckable(entry.checked is not None)
        self._group.addAction(action)
        self.actions[entry.name] = action
        if entry.begins_group:
            menu.addSeparator()
        menu.addAction(action)
        if entry.on_toolbar:
            if entry.begins_group:
                self._bar.addSeparator()
            self._bar.addAction(action)

    def _perform(self, action: QAction) -> None:
        _ENTRIES[action.objectName()].perform(self._parts)
        self.refresh()

    def _add_examples(self) -> None:
        examples = QMenu(self.tr("Open an e&xample"), self._window)
        for path in assets.example_paths():
            action = examples.addAction(example_title(path))
            action.setData(str(path))
        examples.triggered.connect(self._open_example)
        recent = RecentMenu(self._parts.desk.recents, self._window)
        recent.chosen = self._open_recent
        for menu in (recent, examples):
            self._menu("&File").insertMenu(self.actions["save"], menu)

    def _open_example(self, action: QAction) -> None:
        self._parts.desk.open_example(self._window, Path(action.data()))

    def _open_recent(self, path: Path) -> None:
        self._parts.desk.open_paths(self._window, [path])


def example_title(path: Path) -> str:
    """What the menu calls an example: its title, from the file's name, so that no file is read for a menu."""
    return path.stem.partition("-")[2].replace("-", " ").capitalize()
