"""The actions of the menu Lesson: steps of the passes, plot, descent, comparison, costs. A part of ACTIONS."""

from __future__ import annotations

from treeedit.window.actions.action import Action, some_tree
from treeedit.window.parts import Parts
from treeedit.words import QT_TRANSLATE_NOOP

_MENU = QT_TRANSLATE_NOOP("actions", "&Lesson")


def some_steps(parts: Parts) -> bool:
    """Whether somebody steps through the passes."""
    return parts.stepping.is_on


def some_show(parts: Parts) -> bool:
    """Whether there is something to present, or to end."""
    return some_tree(parts) or parts.presenting.is_on


LESSON_ACTIONS: tuple[Action, ...] = (
    Action(
        "step_through",
        _MENU,
        QT_TRANSLATE_NOOP("actions", "&Step through the passes"),
        lambda p: p.stepping.toggle(),
        ("Ctrl+J",),
        "ph.chalkboard-teacher",
        some_tree,
        on_toolbar=True,
        begins_group=True,
        checked=some_steps,
    ),
    Action(
        "play_steps",
        _MENU,
        QT_TRANSLATE_NOOP("actions", "&Play the steps, or pause"),
        lambda p: p.stepping.toggle_play(),
        ("F5",),
        possible=some_tree,
    ),
    Action(
        "next_step",
        _MENU,
        QT_TRANSLATE_NOOP("actions", "&Next step"),
        lambda p: p.stepping.next(),
        ("Alt+Right",),
        possible=some_steps,
    ),
    Action(
        "previous_step",
        _MENU,
        QT_TRANSLATE_NOOP("actions", "P&revious step"),
        lambda p: p.stepping.previous(),
        ("Alt+Left",),
        possible=some_steps,
    ),
    Action(
        "first_step",
        _MENU,
        QT_TRANSLATE_NOOP("actions", "&First step"),
        lambda p: p.stepping.first(),
        ("Alt+Home",),
        possible=some_steps,
    ),
    Action(
        "last_step",
        _MENU,
        QT_TRANSLATE_NOOP("actions", "&Last step"),
        lambda p: p.stepping.last(),
        ("Alt+End",),
        possible=some_steps,
    ),
    Action(
        "present",
        _MENU,
        QT_TRANSLATE_NOOP("actions", "Present on the f&ull screen"),
        lambda p: p.presenting.toggle(),
        ("F11", "Shift+F5"),
        "ph.presentation",
        some_show,
        on_toolbar=True,
        checked=lambda p: p.presenting.is_on,
    ),
    Action(
        "plot",
        _MENU,
        QT_TRANSLATE_NOOP("actions", "&Plot"),
        lambda p: p.lesson.show_panel("plot"),
        ("F7",),
        "ph.chart-line",
        on_toolbar=True,
    ),
    Action(
        "descent",
        _MENU,
        QT_TRANSLATE_NOOP("actions", "Gradient &descent"),
        lambda p: p.lesson.show_panel("descent"),
        ("F8",),
    ),
    Action(
        "compare",
        _MENU,
        QT_TRANSLATE_NOOP("actions", "Compare two &trees"),
        lambda p: p.lesson.show_panel("comparison"),
        ("F9",),
    ),
    Action(
        "costs",
        _MENU,
        QT_TRANSLATE_NOOP("actions", "&Cost of the derivatives…"),
        lambda p: p.lesson.show_costs(),
    ),
)
