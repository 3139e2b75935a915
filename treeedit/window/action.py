"""What an action is: an entry of the table ACTIONS, and the questions that entries ask before they are possible."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence

from treeedit.model.labels import is_name
from treeedit.model.records import Leaf, Node, Operation, operands_of

if TYPE_CHECKING:
    from treeedit.window.main import MainWindow

Perform = Callable[["MainWindow"], object]
Keys = QKeySequence.StandardKey | str
PAIR = 2


def always(window: MainWindow) -> bool:
    """What is always possible."""
    return True


def some_nodes(window: MainWindow) -> bool:
    """Whether a node is chosen."""
    return bool(window.stage.selection)


def some_tree(window: MainWindow) -> bool:
    """Whether anything is on the canvas."""
    return bool(window.session.forest.roots)


@dataclass(frozen=True, slots=True)
class Action:
    """One entry: its name in code, its menu, what the user reads, its keys, an icon, what it does and when it can."""

    name: str
    menu: str
    text: str
    perform: Perform
    keys: tuple[Keys, ...] = ()
    icon: str = ""
    possible: Callable[[MainWindow], bool] = field(default=always)
    begins_group: bool = False
    on_toolbar: bool = False
    checked: Callable[[MainWindow], bool] | None = None
    within: str = ""
    """The menu within the menu in which it stands."""
    called: Callable[[MainWindow], str] | None = None
    """What it is called now, where that is the user's own word; an action that is called nothing is not shown."""


def some_inputs(window: MainWindow) -> bool:
    """Whether there are inputs."""
    return bool(window.session.forest.inputs)


def some_folds(window: MainWindow) -> bool:
    """Whether anything is folded."""
    return window.folding.has_folds()


def some_change_to_a_file(window: MainWindow) -> bool:
    """Whether what a file holds is not what is here."""
    return window.documents.path is not None and not window.session.stack.isClean()


def some_operation(window: MainWindow) -> bool:
    """Whether the current node is an operation."""
    return isinstance(_current(window), Operation)


def some_leaf(window: MainWindow) -> bool:
    """Whether the current node is a leaf."""
    return isinstance(_current(window), Leaf)


def some_input(window: MainWindow) -> bool:
    """Whether the current node is an input."""
    record = _current(window)
    return isinstance(record, Leaf) and is_name(record.label)


def some_operand(window: MainWindow) -> bool:
    """Whether the current node sits in a slot."""
    return some_nodes(window) and window.session.forest.slot_of(window.stage.selection[-1]) is not None


def some_pair(window: MainWindow) -> bool:
    """Whether the current node has two slots."""
    return len(operands_of(_current(window))) == PAIR


def some_place(window: MainWindow) -> bool:
    """Whether a node or an empty slot is chosen."""
    return window.stage.cursor() is not None


def _current(window: MainWindow) -> Node | None:
    return window.session.forest.nodes.get(window.stage.selection[-1]) if window.stage.selection else None
