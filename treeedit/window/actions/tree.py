"""The actions of the menu Tree: what can be done to the node or slot that is chosen. A part of the table ACTIONS.

A plain letter is a shortcut only while no leaf and no empty slot is chosen, where letters are typed (`View.types`).
"""

from __future__ import annotations

from treeedit.window.actions.action import (
    Action,
    some_folds,
    some_input,
    some_leaf,
    some_nodes,
    some_operand,
    some_operation,
    some_pair,
    some_place,
    some_tree,
)
from treeedit.words import QT_TRANSLATE_NOOP

_MENU = QT_TRANSLATE_NOOP("actions", "&Tree")

TREE_ACTIONS: tuple[Action, ...] = (
    Action("add", _MENU, QT_TRANSLATE_NOOP("actions", "&Add here…"), lambda p: p.adding.add(), ("Ins",)),
    Action(
        "edit",
        _MENU,
        QT_TRANSLATE_NOOP("actions", "Edit in &place"),
        lambda p: p.editing.edit(),
        ("F2",),
        "",
        some_place,
    ),
    Action(
        "replace",
        _MENU,
        QT_TRANSLATE_NOOP("actions", "&Replace the operator…"),
        lambda p: p.adding.replace(),
        ("R",),
        "",
        some_operation,
    ),
    Action(
        "swap", _MENU, QT_TRANSLATE_NOOP("actions", "S&wap operands"), lambda p: p.editing.swap(), ("S",), "", some_pair
    ),
    Action(
        "wrap",
        _MENU,
        QT_TRANSLATE_NOOP("actions", "Wrap in an &operator…"),
        lambda p: p.adding.wrap(),
        ("W",),
        "",
        some_nodes,
    ),
    Action(
        "dissolve",
        _MENU,
        QT_TRANSLATE_NOOP("actions", "D&issolve"),
        lambda p: p.editing.dissolve(),
        ("Shift+Del",),
        "",
        some_nodes,
    ),
    Action(
        "extract",
        _MENU,
        QT_TRANSLATE_NOOP("actions", "E&xtract to a loose tree"),
        lambda p: p.editing.extract(),
        ("Ctrl+Shift+X",),
        "",
        some_operand,
        begins_group=True,
    ),
    Action(
        "duplicate",
        _MENU,
        QT_TRANSLATE_NOOP("actions", "D&uplicate"),
        lambda p: p.editing.duplicate(),
        ("Ctrl+D",),
        "",
        some_nodes,
    ),
    Action(
        "rename",
        _MENU,
        QT_TRANSLATE_NOOP("actions", "Rename only &here…"),
        lambda p: p.editing.edit(),
        (),
        "",
        some_leaf,
        begins_group=True,
    ),
    Action(
        "rename_everywhere",
        _MENU,
        QT_TRANSLATE_NOOP("actions", "Rename &everywhere…"),
        lambda p: p.editing.rename_everywhere(),
        ("Ctrl+R",),
        "",
        some_input,
    ),
    Action(
        "select_subtree",
        _MENU,
        QT_TRANSLATE_NOOP("actions", "Select the su&btree"),
        lambda p: p.editing.select_subtree(),
        ("Ctrl+Shift+A",),
        "",
        some_nodes,
        begins_group=True,
    ),
    Action(
        "name",
        _MENU,
        QT_TRANSLATE_NOOP("actions", "Na&me the function…"),
        lambda p: p.naming.open(),
        ("Ctrl+G",),
        "",
        some_operation,
    ),
    Action(
        "note",
        _MENU,
        QT_TRANSLATE_NOOP("actions", "Add a &note…"),
        lambda p: p.notes.begin_new(),
        ("Ctrl+M",),
        "",
        some_tree,
    ),
    Action(
        "fold",
        _MENU,
        QT_TRANSLATE_NOOP("actions", "F&old or unfold"),
        lambda p: p.folding.toggle(),
        ("Ctrl+K",),
        "",
        some_nodes,
        begins_group=True,
    ),
    Action(
        "unfold_all",
        _MENU,
        QT_TRANSLATE_NOOP("actions", "&Unfold all"),
        lambda p: p.folding.unfold_all(),
        ("Ctrl+Shift+K",),
        "",
        some_folds,
    ),
    Action(
        "fold_depth",
        _MENU,
        QT_TRANSLATE_NOOP("actions", "Fold to &depth…"),
        lambda p: p.folding.choose_depth(),
        (),
        "",
        some_tree,
    ),
)
