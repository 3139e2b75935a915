"""The actions of the menu Edit: undo, the clipboard, formulas. A part of the table ACTIONS."""

from __future__ import annotations

from PySide6.QtGui import QKeySequence

from treeedit.window.actions.action import Action, some_nodes, some_tree
from treeedit.words import QT_TRANSLATE_NOOP

_MENU = QT_TRANSLATE_NOOP("actions", "&Edit")
_KEY = QKeySequence.StandardKey

EDIT_ACTIONS: tuple[Action, ...] = (
    Action(
        "undo",
        _MENU,
        QT_TRANSLATE_NOOP("actions", "&Undo"),
        lambda p: p.session.stack.undo(),
        (_KEY.Undo,),
        "ph.arrow-u-up-left",
        lambda p: p.session.stack.canUndo(),
        on_toolbar=True,
        begins_group=True,
    ),
    Action(
        "redo",
        _MENU,
        QT_TRANSLATE_NOOP("actions", "&Redo"),
        lambda p: p.session.stack.redo(),
        (_KEY.Redo, "Ctrl+Y"),
        "ph.arrow-u-up-right",
        lambda p: p.session.stack.canRedo(),
        on_toolbar=True,
    ),
    Action(
        "cut",
        _MENU,
        QT_TRANSLATE_NOOP("actions", "Cu&t"),
        lambda p: p.clipboard.cut(),
        (_KEY.Cut,),
        "",
        some_nodes,
        begins_group=True,
    ),
    Action(
        "copy", _MENU, QT_TRANSLATE_NOOP("actions", "&Copy"), lambda p: p.clipboard.copy(), (_KEY.Copy,), "", some_nodes
    ),
    Action(
        "copy_latex",
        _MENU,
        QT_TRANSLATE_NOOP("actions", "Copy as &LaTeX"),
        lambda p: p.clipboard.copy_latex(),
        ("Ctrl+Shift+C",),
        "",
        some_nodes,
    ),
    Action("paste", _MENU, QT_TRANSLATE_NOOP("actions", "&Paste"), lambda p: p.clipboard.paste(), (_KEY.Paste,)),
    Action(
        "delete",
        _MENU,
        QT_TRANSLATE_NOOP("actions", "&Delete"),
        lambda p: p.notes.remove() if p.stage.note is not None else p.editing.remove(),
        (_KEY.Delete, "Backspace"),
        "ph.trash",
        lambda p: some_nodes(p) or p.stage.note is not None,
        on_toolbar=True,
    ),
    Action(
        "select_all",
        _MENU,
        QT_TRANSLATE_NOOP("actions", "Select &all"),
        lambda p: p.editing.select_all(),
        (_KEY.SelectAll,),
        "",
        some_tree,
    ),
    Action(
        "describe", _MENU, QT_TRANSLATE_NOOP("actions", "Title and te&xt…"), lambda p: p.describe(), begins_group=True
    ),
    Action("formula", _MENU, QT_TRANSLATE_NOOP("actions", "&Formula"), lambda p: p.formula.take_focus(), ("Ctrl+L",)),
    Action(
        "new_tree",
        _MENU,
        QT_TRANSLATE_NOOP("actions", "New &tree from a formula"),
        lambda p: p.formula.begin_new(),
        ("Ctrl+T",),
    ),
    Action(
        "commands",
        _MENU,
        QT_TRANSLATE_NOOP("actions", "Co&mmands…"),
        lambda p: p.commands.choose(),
        ("Ctrl+Shift+P",),
        begins_group=True,
    ),
)
