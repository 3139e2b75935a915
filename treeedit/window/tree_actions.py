"""The actions of the menu Tree: what can be done to the node or slot that is chosen. A part of the table ACTIONS.

A plain letter is a shortcut only while no leaf and no empty slot is chosen, where letters are typed (`View.types`).
"""

from __future__ import annotations

from treeedit.window.action import (
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
    Action("add", _MENU, QT_TRANSLATE_NOOP("actions", "&Add here…"), lambda w: w.adding.add(), ("Ins",)),
    Action(
        "edit",
        _MENU,
        QT_TRANSLATE_NOOP("actions", "Edit in &place"),
        lambda w: w.editing.edit(),
        ("F2",),
        "",
        some_place,
    ),
    Action(
        "replace",
        _MENU,
        QT_TRANSLATE_NOOP("actions", "&Replace the operator…"),
        lambda w: w.adding.replace(),
        ("R",),
        "",
        some_operation,
    ),
    Action(
        "swap", _MENU, QT_TRANSLATE_NOOP("actions", "S&wap operands"), lambda w: w.editing.swap(), ("S",), "", some_pair
    ),
    Action(
        "wrap",
        _MENU,
        QT_TRANSLATE_NOOP("actions", "Wrap in an &operator…"),
        lambda w: w.adding.wrap(),
        ("W",),
        "",
        some_nodes,
    ),
    Action(
        "dissolve",
        _MENU,
        QT_TRANSLATE_NOOP("actions", "D&issolve"),
        lambda w: w.editing.dissolve(),
        ("Shift+Del",),
        "",
        some_nodes,
    ),
    Action(
        "extract",
        _MENU,
        QT_TRANSLATE_NOOP("actions", "E&xtract to a loose tree"),
        lambda w: w.editing.extract(),
        ("Ctrl+Shift+X",),
        "",
        some_operand,
        begins_group=True,
    ),
    Action(
        "duplicate",
        _MENU,
        QT_TRANSLATE_NOOP("actions", "D&uplicate"),
        lambda w: w.editing.duplicate(),
        ("Ctrl+D",),
        "",
        some_nodes,
    ),
    Action(
        "rename",
        _MENU,
        QT_TRANSLATE_NOOP("actions", "Rename only &here…"),
        lambda w: w.editing.edit(),
        (),
        "",
        some_leaf,
        begins_group=True,
    ),
    Action(
        "rename_everywhere",
        _MENU,
        QT_TRANSLATE_NOOP("actions", "Rename &everywhere…"),
        lambda w: w.editing.rename_everywhere(),
        ("Ctrl+R",),
        "",
        some_input,
    ),
    Action(
        "select_subtree",
        _MENU,
        QT_TRANSLATE_NOOP("actions", "Select the su&btree"),
        lambda w: w.editing.select_subtree(),
        ("Ctrl+Shift+A",),
        "",
        some_nodes,
        begins_group=True,
    ),
    Action(
        "name",
        _MENU,
        QT_TRANSLATE_NOOP("actions", "Na&me the function…"),
        lambda w: w.naming.open(),
        ("Ctrl+G",),
        "",
        some_operation,
    ),
    Action(
        "note",
        _MENU,
        QT_TRANSLATE_NOOP("actions", "Add a &note…"),
        lambda w: w.notes.begin_new(),
        ("Ctrl+M",),
        "",
        some_tree,
    ),
    Action(
        "fold",
        _MENU,
        QT_TRANSLATE_NOOP("actions", "F&old or unfold"),
        lambda w: w.folding.toggle(),
        ("Ctrl+K",),
        "",
        some_nodes,
        begins_group=True,
    ),
    Action(
        "unfold_all",
        _MENU,
        QT_TRANSLATE_NOOP("actions", "&Unfold all"),
        lambda w: w.folding.unfold_all(),
        ("Ctrl+Shift+K",),
        "",
        some_folds,
    ),
    Action(
        "fold_depth",
        _MENU,
        QT_TRANSLATE_NOOP("actions", "Fold to &depth…"),
        lambda w: w.folding.choose_depth(),
        (),
        "",
        some_tree,
    ),
)
