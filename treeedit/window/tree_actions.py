"""The actions of the menu Tree: what can be done to the node or slot that is chosen. A part of the table ACTIONS.

A plain letter is a shortcut only while no leaf and no empty slot is chosen, where letters are typed (`View.types`).
"""

from __future__ import annotations

from treeedit.window.action import (
    Action,
    some_input,
    some_leaf,
    some_nodes,
    some_operand,
    some_operation,
    some_pair,
    some_place,
)

_TREE = "&Tree"

TREE_ACTIONS: tuple[Action, ...] = (
    Action("add", _TREE, "&Add here…", lambda w: w.editing.add(), ("Ins",)),
    Action("edit", _TREE, "Edit in &place", lambda w: w.editing.edit(), ("F2",), "", some_place),
    Action("replace", _TREE, "&Replace the operator…", lambda w: w.editing.replace(), ("R",), "", some_operation),
    Action("swap", _TREE, "S&wap operands", lambda w: w.editing.swap(), ("S",), "", some_pair),
    Action("wrap", _TREE, "Wrap in an &operator…", lambda w: w.editing.wrap(), ("W",), "", some_nodes),
    Action("dissolve", _TREE, "D&issolve", lambda w: w.editing.dissolve(), ("Shift+Del",), "", some_nodes),
    Action(
        "extract",
        _TREE,
        "E&xtract to a loose tree",
        lambda w: w.editing.extract(),
        ("Ctrl+Shift+X",),
        "",
        some_operand,
        begins_group=True,
    ),
    Action("duplicate", _TREE, "D&uplicate", lambda w: w.editing.duplicate(), ("Ctrl+D",), "", some_nodes),
    Action("rename", _TREE, "Rename only &here…", lambda w: w.editing.edit(), (), "", some_leaf, begins_group=True),
    Action(
        "rename_everywhere",
        _TREE,
        "Rename &everywhere…",
        lambda w: w.editing.rename_everywhere(),
        ("Ctrl+R",),
        "",
        some_input,
    ),
    Action(
        "select_subtree",
        _TREE,
        "Select the su&btree",
        lambda w: w.editing.select_subtree(),
        ("Ctrl+Shift+A",),
        "",
        some_nodes,
        begins_group=True,
    ),
)
