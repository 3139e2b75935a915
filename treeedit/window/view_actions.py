"""The actions of the menu View: what is shown, and how. A part of the table ACTIONS."""

from __future__ import annotations

from PySide6.QtGui import QKeySequence

from treeedit.window.action import Action, some_tree
from treeedit.words import QT_TRANSLATE_NOOP

_MENU = QT_TRANSLATE_NOOP("actions", "&View")
_KEY = QKeySequence.StandardKey

RUN_TOGETHER = QT_TRANSLATE_NOOP("actions", "&Run together")

VIEW_ACTIONS: tuple[Action, ...] = (
    Action(
        "fit",
        _MENU,
        QT_TRANSLATE_NOOP("actions", "&Fit all"),
        lambda w: w.view.fit(),
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
        lambda w: w.view.fit_selection(),
        ("Shift+F",),
    ),
    Action(
        "zoom_in",
        _MENU,
        QT_TRANSLATE_NOOP("actions", "Zoom &in"),
        lambda w: w.view.zoom_in(),
        (_KEY.ZoomIn, "Ctrl+="),
        "ph.magnifying-glass-plus",
    ),
    Action(
        "zoom_out",
        _MENU,
        QT_TRANSLATE_NOOP("actions", "Zoom &out"),
        lambda w: w.view.zoom_out(),
        (_KEY.ZoomOut,),
        "ph.magnifying-glass-minus",
    ),
    Action(
        "full_size", _MENU, QT_TRANSLATE_NOOP("actions", "&100 %"), lambda w: w.view.zoom_to_full_size(), ("Ctrl+0",)
    ),
    *(
        Action(
            f"show_{shown}",
            _MENU,
            text,
            lambda w, shown=shown: w.appearance.toggle_shown(shown),  # type: ignore[misc]
            begins_group=shown == "values",
            checked=lambda w, shown=shown: shown in w.stage.look.shows,  # type: ignore[misc]
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
        lambda w: w.appearance.toggle_fractions(),
        checked=lambda w: w.appearance.shows_fractions(),
    ),
    Action(
        "formulas_with_names",
        _MENU,
        QT_TRANSLATE_NOOP("actions", "Formulas with &names"),
        lambda w: w.formula.toggle_names(),
        checked=lambda w: w.formula.with_names,
    ),
    Action(
        "more_digits",
        _MENU,
        QT_TRANSLATE_NOOP("actions", "&More digits"),
        lambda w: w.appearance.change_digits(1),
        ("Ctrl+.",),
    ),
    Action(
        "fewer_digits",
        _MENU,
        QT_TRANSLATE_NOOP("actions", "Fe&wer digits"),
        lambda w: w.appearance.change_digits(-1),
        ("Ctrl+,",),
    ),
    Action(
        "shared_form",
        _MENU,
        QT_TRANSLATE_NOOP("actions", "S&hared form"),
        lambda w: w.forms.toggle(),
        ("Ctrl+H",),
        begins_group=True,
        checked=lambda w: w.forms.form.is_shared,
    ),
    *(
        Action(
            f"together_{rule}",
            _MENU,
            text,
            lambda w, rule=rule: w.forms.run_together(rule),  # type: ignore[misc]
            checked=lambda w, rule=rule: w.forms.has_rule(rule),  # type: ignore[misc]
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
            lambda w, where=where: w.turn_to(where),  # type: ignore[misc]
            (keys,),
            begins_group=where == "top",
            checked=lambda w, where=where: w.stage.look.orientation == where,  # type: ignore[misc]
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
            lambda w, scheme=scheme: w.appearance.use_scheme(scheme),  # type: ignore[misc]
            begins_group=scheme == "system",
            checked=lambda w, scheme=scheme: w.appearance.scheme == scheme,  # type: ignore[misc]
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
        lambda w: w.appearance.scale_text(1),
        ("Ctrl+Shift+Up",),
        begins_group=True,
    ),
    Action(
        "smaller",
        _MENU,
        QT_TRANSLATE_NOOP("actions", "S&maller text"),
        lambda w: w.appearance.scale_text(-1),
        ("Ctrl+Shift+Down",),
    ),
    Action(
        "minimap",
        _MENU,
        QT_TRANSLATE_NOOP("actions", "Overv&iew"),
        lambda w: w.toggle_minimap(),
        begins_group=True,
        checked=lambda w: w.appearance.has_minimap,
    ),
    Action(
        "animations",
        _MENU,
        QT_TRANSLATE_NOOP("actions", "A&nimations"),
        lambda w: w.appearance.toggle_motion(),
        checked=lambda w: not w.stage.still_motion,
    ),
    Action(
        "next_part",
        _MENU,
        QT_TRANSLATE_NOOP("actions", "&Next part of the window"),
        lambda w: w.rounds.next(),
        ("F6",),
        begins_group=True,
    ),
    Action(
        "previous_part",
        _MENU,
        QT_TRANSLATE_NOOP("actions", "Previous part of the windo&w"),
        lambda w: w.rounds.previous(),
        ("Shift+F6",),
    ),
)
