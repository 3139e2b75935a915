"""The one table of what the window can do: ACTIONS. Menus, tool bar, shortcuts and the list of shortcuts come from it.

An action names what it is called, where it stands, its keys, and the method of the window that does it; whether it is
possible now is asked before a menu shows it. The entries stand in a module for each menu.
"""

from __future__ import annotations

from treeedit.window.actions.action import Action
from treeedit.window.actions.edit import EDIT_ACTIONS
from treeedit.window.actions.exercise import EXERCISE_ACTIONS
from treeedit.window.actions.file import FILE_ACTIONS
from treeedit.window.actions.help import HELP_ACTIONS
from treeedit.window.actions.highlights import LIGHT_ACTIONS
from treeedit.window.actions.inputs import INPUT_ACTIONS
from treeedit.window.actions.lesson import LESSON_ACTIONS
from treeedit.window.actions.tree import TREE_ACTIONS
from treeedit.window.actions.view import VIEW_ACTIONS

ACTIONS: tuple[Action, ...] = (
    *FILE_ACTIONS,
    *EDIT_ACTIONS,
    *TREE_ACTIONS,
    *INPUT_ACTIONS,
    *LESSON_ACTIONS,
    *EXERCISE_ACTIONS,
    *LIGHT_ACTIONS,
    *VIEW_ACTIONS,
    *HELP_ACTIONS,
)
