"""The actions of the menu Lesson that light something on the canvas. A part of the table ACTIONS."""

from __future__ import annotations

from treeedit.window.action import Action, some_nodes
from treeedit.words import QT_TRANSLATE_NOOP

_MENU = QT_TRANSLATE_NOOP("actions", "&Lesson")

LIGHT_ACTIONS: tuple[Action, ...] = (
    Action(
        "show_path",
        _MENU,
        QT_TRANSLATE_NOOP("actions", "Show the &path to the root"),
        lambda w: w.path_light.toggle(),
        ("Ctrl+Alt+P",),
        "",
        some_nodes,
        checked=lambda w: w.path_light.is_on,
    ),
)
