"""The menu under the right button: the same actions as in the menus, those that are possible where one has clicked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF
from PySide6.QtWidgets import QMenu

from treeedit.window.actions import ACTIONS

if TYPE_CHECKING:
    from treeedit.window.main import MainWindow

_TREE = "&Tree"
_ON_NODE = ("cut", "copy", "copy_latex", "paste", "delete")
_ON_SLOT = ("paste",)
_ON_CANVAS = ("add", "paste", "new_tree", "", "select_all", "fit", "", "export")


def context_menu(window: MainWindow, point: QPoint) -> QMenu:
    """The menu for a point of the viewport; what is there is chosen, if it is not already."""
    _choose(window, point)
    window.menus.refresh()
    menu = QMenu(window)
    if window.stage.cursor() is None:
        _fill(window, menu, _ON_CANVAS)
    else:
        _fill(window, menu, (*_tree_actions(), "", *(_ON_NODE if window.stage.selection else _ON_SLOT)))
    return menu


def _choose(window: MainWindow, point: QPoint) -> None:
    view, stage = window.view, window.stage
    node = view.node_at(QPointF(point))
    gaps = stage.empty_slots_near(view.mapToScene(point), 0.0) if node is None else []
    if node is not None and node not in stage.selection:
        stage.select([node])
    elif node is not None:
        stage.select([*(each for each in stage.selection if each != node), node])
    elif gaps:
        stage.select_gap(gaps[0])
    else:
        stage.select([])


def _tree_actions() -> list[str]:
    """The actions of the menu Tree, "" where a group begins."""
    names: list[str] = []
    for entry in ACTIONS:
        if entry.menu == _TREE:
            names += ["", entry.name] if entry.begins_group else [entry.name]
    return names


def _fill(window: MainWindow, menu: QMenu, names: tuple[str, ...]) -> None:
    for name in names:
        action = window.menus.actions.get(name)
        if not name:
            menu.addSeparator()
        elif action is not None and action.isEnabled():
            menu.addAction(action)
