"""The actions of the menu Lesson that light something on the canvas. A part of the table ACTIONS."""

from __future__ import annotations

from treeedit.window.actions.action import Action, some_nodes
from treeedit.window.parts import Parts
from treeedit.words import QT_TRANSLATE_NOOP

_MENU = QT_TRANSLATE_NOOP("actions", "&Lesson")


def some_light_to_change(parts: Parts) -> bool:
    """Whether a subtree can be lit, or is."""
    return some_nodes(parts) or parts.subtree_light.is_on


LIGHT_ACTIONS: tuple[Action, ...] = (
    Action(
        "show_path",
        _MENU,
        QT_TRANSLATE_NOOP("actions", "Show the &path to the root"),
        lambda p: p.path_light.toggle(),
        ("Ctrl+Alt+P",),
        "",
        some_nodes,
        checked=lambda p: p.path_light.is_on,
    ),
    Action(
        "show_subtree",
        _MENU,
        QT_TRANSLATE_NOOP("actions", "Show the su&btree alone"),
        lambda p: p.subtree_light.toggle(),
        ("Ctrl+Alt+B",),
        "",
        some_light_to_change,
        checked=lambda p: p.subtree_light.is_on,
    ),
)
