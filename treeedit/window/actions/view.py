"""The actions of the menu View: what is shown, and how. A part of the table ACTIONS."""

from __future__ import annotations

from PySide6.QtGui import QKeySequence

from treeedit.window.actions.action import Action, some_tree
from treeedit.words import QT_TRANSLATE_NOOP

_MENU = QT_TRANSLATE_NOOP("actions", "&View")
_KEY = QKeySequence.StandardKey

RUN_TOGETHER = QT_TRANSLATE_NOOP("actions", "&Run together")

VIEW_ACTIONS: tuple[Action, ...] = (
    Action(
        "fit",
        _MENU,
        QT_TRANSLATE_NOOP("actions", "&Fit all"),
        lambda p: p.view.fit(),
        ("F",),
        "ph.corners-out",
        some_tree,
        on_toolbar=True,
        begins_group=True,
    ),
    Action(
        "fit_selection",
        _MENU,
        QT_TRANSLATE_NOOP("actions", "Fit the &selection"),
        lambda p: p.view.fit_selection(),
        ("Shift+F",),
    ),
    Action(
        "zoom_in",
        _MENU,
        QT_TRANSLATE_NOOP("actions", "Zoom &in"),
        lambda p: p.view.zoom_in(),
        (_KEY.ZoomIn, "Ctrl+="),
        "ph.magnifying-glass-plus",
    ),
    Action(
        "zoom_out",
        _MENU,
        QT_TRANSLATE_NOOP("actions", "Zoom &out"),
        lambda p: p.view.zoom_out(),
        (_KEY.ZoomOut,),
        "ph.magnifying-glass-minus",
    ),
    Action(
        "full_size", _MENU, QT_TRANSLATE_NOOP("actions", "&100 %"), lambda p: p.view.zoom_to_full_size(), ("Ctrl+0",)
    ),
    *(
        Action(
            f"show_{shown}",
            _MENU,
            text,
            lambda p, shown=shown: p.appearance.toggle_shown(shown),  # type: ignore[misc]
            begins_group=shown == "values",
            checked=lambda p, shown=shown: shown in p.stage.look.shows,  # type: ignore[misc]
        )
        for shown, text in (
            ("values", QT_TRANSLATE_NOOP("actions", "Show &values")),
            ("partials", QT_TRANSLATE_NOOP("actions", "Show &partials")),
            ("locals", QT_TRANSLATE_NOOP("actions", "Show &local derivatives as numbers")),
            ("rules", QT_TRANSLATE_NOOP("actions", "Show local derivatives as for&mulas")),
            ("grounds", QT_TRANSLATE_NOOP("actions", "Show repeated &functions")),
            ("constants", QT_TRANSLATE_NOOP("actions", "Show derivatives by &constants")),
            ("notes", QT_TRANSLATE_NOOP("actions", "Show &notes")),
        )
    ),
    Action(
        "fractions",
        _MENU,
        QT_TRANSLATE_NOOP("actions", "Simple f&ractions as such"),
        lambda p: p.appearance.toggle_fractions(),
        checked=lambda p: p.appearance.shows_fractions(),
    ),
    Action(
        "formulas_with_names",
        _MENU,
        QT_TRANSLATE_NOOP("actions", "Formulas with &names"),
        lambda p: p.formula.toggle_names(),
        checked=lambda p: p.formula.with_names,
    ),
    Action(
        "more_digits",
        _MENU,
        QT_TRANSLATE_NOOP("actions", "&More digits"),
        lambda p: p.appearance.change_digits(1),
        ("Ctrl+.",),
    ),
    Action(
        "fewer_digits",
        _MENU,
        QT_TRANSLATE_NOOP("actions", "Fe&wer digits"),
        lambda p: p.appearance.change_digits(-1),
        ("Ctrl+,",),
    ),
    Action(
        "shared_form",
        _MENU,
        QT_TRANSLATE_NOOP("actions", "S&hared form"),
        lambda p: p.forms.toggle(),
        ("Ctrl+H",),
        begins_group=True,
        checked=lambda p: p.forms.form.is_shared,
    ),
    *(
        Action(
            f"together_{rule}",
            _MENU,
            text,
            lambda p, rule=rule: p.forms.run_together(rule),  # type: ignore[misc]
            checked=lambda p, rule=rule: p.forms.has_rule(rule),  # type: ignore[misc]
            within=RUN_TOGETHER,
        )
        for rule, text in (
            ("all", QT_TRANSLATE_NOOP("actions", "&All functions")),
            ("operations", QT_TRANSLATE_NOOP("actions", "Only repeated &operations")),
            ("inputs", QT_TRANSLATE_NOOP("actions", "Only &inputs")),
        )
    ),
    *(
        Action(
            f"root_{where}",
            _MENU,
            text,
            lambda p, where=where: p.turn_to(where),  # type: ignore[misc]
            (keys,),
            begins_group=where == "top",
            checked=lambda p, where=where: p.stage.look.orientation == where,  # type: ignore[misc]
        )
        for where, text, keys in (
            ("top", QT_TRANSLATE_NOOP("actions", "f on &top"), "Ctrl+Alt+Up"),
            ("bottom", QT_TRANSLATE_NOOP("actions", "f at the &bottom"), "Ctrl+Alt+Down"),
            ("left", QT_TRANSLATE_NOOP("actions", "f at the &left"), "Ctrl+Alt+Left"),
            ("right", QT_TRANSLATE_NOOP("actions", "f at the &right"), "Ctrl+Alt+Right"),
        )
    ),
    *(
        Action(
            f"scheme_{scheme}",
            _MENU,
            text,
            lambda p, scheme=scheme: p.appearance.use_scheme(scheme),  # type: ignore[misc]
            begins_group=scheme == "system",
            checked=lambda p, scheme=scheme: p.appearance.scheme == scheme,  # type: ignore[misc]
        )
        for scheme, text in (
            ("system", QT_TRANSLATE_NOOP("actions", "Colours of the s&ystem")),
            ("light", QT_TRANSLATE_NOOP("actions", "&Light")),
            ("dark", QT_TRANSLATE_NOOP("actions", "&Dark")),
        )
    ),
    Action(
        "larger",
        _MENU,
        QT_TRANSLATE_NOOP("actions", "Lar&ger text"),
        lambda p: p.appearance.scale_text(1),
        ("Ctrl+Shift+Up",),
        begins_group=True,
    ),
    Action(
        "smaller",
        _MENU,
        QT_TRANSLATE_NOOP("actions", "S&maller text"),
        lambda p: p.appearance.scale_text(-1),
        ("Ctrl+Shift+Down",),
    ),
    Action(
        "minimap",
        _MENU,
        QT_TRANSLATE_NOOP("actions", "Overv&iew"),
        lambda p: p.toggle_minimap(),
        begins_group=True,
        checked=lambda p: p.appearance.has_minimap,
    ),
    Action(
        "animations",
        _MENU,
        QT_TRANSLATE_NOOP("actions", "A&nimations"),
        lambda p: p.appearance.toggle_motion(),
        checked=lambda p: not p.stage.still_motion,
    ),
    Action(
        "next_part",
        _MENU,
        QT_TRANSLATE_NOOP("actions", "&Next part of the window"),
        lambda p: p.rounds.next(),
        ("F6",),
        begins_group=True,
    ),
    Action(
        "previous_part",
        _MENU,
        QT_TRANSLATE_NOOP("actions", "Previous part of the windo&w"),
        lambda p: p.rounds.previous(),
        ("Shift+F6",),
    ),
)
