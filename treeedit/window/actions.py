"""The one table of what the window can do: ACTIONS. Menus, tool bar, shortcuts and the list of shortcuts come from it.

An action names what it is called, where it stands, its keys, and the method of the window that does it; whether it is
possible now is asked before a menu shows it. The entries stand in a module for each menu.
"""

from __future__ import annotations

from treeedit.window.action import Action
from treeedit.window.edit_actions import EDIT_ACTIONS
from treeedit.window.exercise_actions import EXERCISE_ACTIONS
from treeedit.window.file_actions import FILE_ACTIONS
from treeedit.window.help_actions import HELP_ACTIONS
from treeedit.window.input_actions import INPUT_ACTIONS
from treeedit.window.lesson_actions import LESSON_ACTIONS
from treeedit.window.light_actions import LIGHT_ACTIONS
from treeedit.window.tree_actions import TREE_ACTIONS
from treeedit.window.view_actions import VIEW_ACTIONS

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
