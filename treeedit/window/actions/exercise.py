"""The actions of the menu Lesson that have to do with exercises. A part of the table ACTIONS."""

from __future__ import annotations

from treeedit.window.actions.action import Action, always, some_tree
from treeedit.window.parts import Parts
from treeedit.words import QT_TRANSLATE_NOOP

_MENU = QT_TRANSLATE_NOOP("actions", "&Lesson")


def some_blanks(parts: Parts) -> bool:
    """Whether an exercise is open, to be filled in."""
    return parts.exercises.exercise.is_open()


EXERCISE_ACTIONS: tuple[Action, ...] = (
    Action(
        "make_exercise",
        _MENU,
        QT_TRANSLATE_NOOP("actions", "Make an &exercise…"),
        lambda p: p.exercises.make(),
        ("Ctrl+Shift+E",),
        "",
        some_tree,
        begins_group=True,
    ),
    Action(
        "check_answers",
        _MENU,
        QT_TRANSLATE_NOOP("actions", "&Check all answers"),
        lambda p: p.exercises.check_all(),
        (),
        "",
        some_blanks,
    ),
    Action(
        "solutions",
        _MENU,
        QT_TRANSLATE_NOOP("actions", "Show &solutions"),
        lambda p: p.exercises.turn_solutions(),
        (),
        "",
        some_blanks,
        checked=lambda p: p.exercises.exercise.has_solutions(),
    ),
    Action(
        "clear_answers",
        _MENU,
        QT_TRANSLATE_NOOP("actions", "Clear the &answers"),
        lambda p: p.exercises.clear(),
        (),
        "",
        some_blanks,
    ),
    Action(
        "new_numbers",
        _MENU,
        QT_TRANSLATE_NOOP("actions", "&New numbers"),
        lambda p: p.exercises.renew(),
        (),
        "",
        some_blanks,
    ),
    Action(
        "class_results",
        _MENU,
        QT_TRANSLATE_NOOP("actions", "Export &results of a class…"),
        lambda p: p.exercises.results.export(),
        (),
        "",
        always,
        begins_group=True,
    ),
)
