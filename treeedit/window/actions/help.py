"""The actions of the menu Help. A part of the table ACTIONS."""

from __future__ import annotations

from treeedit.window.actions.action import Action
from treeedit.window.frame.about_dialog import About
from treeedit.words import QT_TRANSLATE_NOOP

_MENU = QT_TRANSLATE_NOOP("actions", "&Help")

HELP_ACTIONS: tuple[Action, ...] = (
    Action(
        "shortcuts",
        _MENU,
        QT_TRANSLATE_NOOP("actions", "&Keyboard shortcuts"),
        lambda p: p.commands.list_keys(),
        ("F1",),
    ),
    Action("about", _MENU, QT_TRANSLATE_NOOP("actions", "&About treeedit"), lambda p: About(p.window).open()),
)
