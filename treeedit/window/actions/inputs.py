"""The actions of the menu Inputs: values that are kept, and random ones. A part of the table ACTIONS."""

from __future__ import annotations

from treeedit.window.actions.action import Action, some_inputs
from treeedit.words import QT_TRANSLATE_NOOP

_MENU = QT_TRANSLATE_NOOP("actions", "&Inputs")

INPUT_ACTIONS: tuple[Action, ...] = (
    Action(
        "keep_preset",
        _MENU,
        QT_TRANSLATE_NOOP("actions", "&Keep these values…"),
        lambda p: p.sets_panel.presets.ask_to_keep(),
        ("Ctrl+B",),
        "",
        some_inputs,
    ),
    Action(
        "random",
        _MENU,
        QT_TRANSLATE_NOOP("actions", "&Random values"),
        lambda p: p.sets_panel.presets.values.randomise(),
        ("Ctrl+Shift+R",),
        "",
        some_inputs,
    ),
    *(
        Action(
            f"preset_{index + 1}",
            _MENU,
            f"Kept values &{index + 1}",
            lambda p, index=index: p.sets_panel.presets.choose_nth(index),  # type: ignore[misc]
            (f"Ctrl+{index + 1}",),
            possible=lambda p, index=index: bool(p.sets_panel.presets.nth(index)),  # type: ignore[misc]
            begins_group=index == 0,
            called=lambda p, index=index: p.sets_panel.presets.nth(index),  # type: ignore[misc]
        )
        for index in range(9)
    ),
)
