"""The menu under the right button: the same actions as in the menus, those that are possible where one has clicked."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF
from PySide6.QtWidgets import QMenu

from treeedit.window.actions.menus import Menus
from treeedit.window.actions.table import ACTIONS
from treeedit.window.parts import Parts

_TREE = "&Tree"
_ON_NODE = ("cut", "copy", "copy_latex", "paste", "delete")
_ON_SLOT = ("paste",)
_ON_CANVAS = ("add", "paste", "new_tree", "", "select_all", "fit", "", "export")


def context_menu(parts: Parts, menus: Menus, point: QPoint) -> QMenu:
    """The menu for a point of the viewport; what is there is chosen, if it is not already."""
    _choose(parts, point)
    menus.refresh()
    menu = QMenu(parts.window)
    if parts.stage.cursor() is None:
        _fill(menus, menu, _ON_CANVAS)
    else:
        _fill(menus, menu, (*_tree_actions(), "", *(_ON_NODE if parts.stage.selection else _ON_SLOT)))
    return menu


def _choose(parts: Parts, point: QPoint) -> None:
    view, stage = parts.view, parts.stage
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


def _fill(menus: Menus, menu: QMenu, names: tuple[str, ...]) -> None:
    for name in names:
        action = menus.actions.get(name)
        if not name:
            menu.addSeparator()
        elif action is not None and action.isEnabled():
            menu.addAction(action)
