"""The actions of the menu Lesson: plot, descent, comparison, costs. A part of the table ACTIONS."""

from __future__ import annotations

from treeedit.window.action import Action
from treeedit.words import QT_TRANSLATE_NOOP

_MENU = QT_TRANSLATE_NOOP("actions", "&Lesson")

LESSON_ACTIONS: tuple[Action, ...] = (
    Action(
        "plot",
        _MENU,
        QT_TRANSLATE_NOOP("actions", "&Plot"),
        lambda w: w.lesson.show_panel("plot"),
        ("F7",),
        "ph.chart-line",
        on_toolbar=True,
    ),
    Action(
        "descent",
        _MENU,
        QT_TRANSLATE_NOOP("actions", "Gradient &descent"),
        lambda w: w.lesson.show_panel("descent"),
        ("F8",),
    ),
    Action(
        "compare",
        _MENU,
        QT_TRANSLATE_NOOP("actions", "Compare two &trees"),
        lambda w: w.lesson.show_panel("comparison"),
        ("F9",),
    ),
    Action(
        "costs",
        _MENU,
        QT_TRANSLATE_NOOP("actions", "&Cost of the derivatives…"),
        lambda w: w.lesson.show_costs(),
    ),
)
