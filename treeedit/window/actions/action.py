"""What an action is: an entry of the table ACTIONS, and the questions that entries ask before they are possible."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from PySide6.QtGui import QKeySequence

from treeedit.model.labels import is_name
from treeedit.model.records import Leaf, Node, Operation, operands_of
from treeedit.window.parts import Parts

Perform = Callable[[Parts], object]
Keys = QKeySequence.StandardKey | str
PAIR = 2


def always(parts: Parts) -> bool:
    """What is always possible."""
    return True


def some_nodes(parts: Parts) -> bool:
    """Whether a node is chosen."""
    return bool(parts.stage.selection)


def some_tree(parts: Parts) -> bool:
    """Whether anything is on the canvas."""
    return bool(parts.session.forest.roots)


@dataclass(frozen=True, slots=True)
class Action:
    """One entry: its name in code, its menu, what the user reads, its keys, an icon, what it does and when it can."""

    name: str
    menu: str
    text: str
    perform: Perform
    keys: tuple[Keys, ...] = ()
    icon: str = ""
    possible: Callable[[Parts], bool] = field(default=always)
    begins_group: bool = False
    on_toolbar: bool = False
    checked: Callable[[Parts], bool] | None = None
    within: str = ""
    """The menu within the menu in which it stands."""
    called: Callable[[Parts], str] | None = None
    """What it is called now, where that is the user's own word; an action that is called nothing is not shown."""


def some_inputs(parts: Parts) -> bool:
    """Whether there are inputs."""
    return bool(parts.session.forest.inputs)


def some_folds(parts: Parts) -> bool:
    """Whether anything is folded."""
    return parts.folding.has_folds()


def some_change_to_a_file(parts: Parts) -> bool:
    """Whether what a file holds is not what is here."""
    return parts.documents.path is not None and not parts.session.stack.isClean()


def some_operation(parts: Parts) -> bool:
    """Whether the current node is an operation."""
    return isinstance(_current(parts), Operation)


def some_leaf(parts: Parts) -> bool:
    """Whether the current node is a leaf."""
    return isinstance(_current(parts), Leaf)


def some_input(parts: Parts) -> bool:
    """Whether the current node is an input."""
    record = _current(parts)
    return isinstance(record, Leaf) and is_name(record.label)


def some_operand(parts: Parts) -> bool:
    """Whether the current node sits in a slot."""
    return some_nodes(parts) and parts.session.forest.slot_of(parts.stage.selection[-1]) is not None


def some_pair(parts: Parts) -> bool:
    """Whether the current node has two slots."""
    return len(operands_of(_current(parts))) == PAIR


def some_place(parts: Parts) -> bool:
    """Whether a node or an empty slot is chosen."""
    return parts.stage.cursor() is not None


def _current(parts: Parts) -> Node | None:
    return parts.session.forest.nodes.get(parts.stage.selection[-1]) if parts.stage.selection else None
