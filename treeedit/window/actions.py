"""The one table of what the window can do: ACTIONS. Menus, tool bar, shortcuts and the list of shortcuts come from it.

An action names what it is called, where it stands, its keys, and the method of the window that does it; whether it is
possible now is asked before a menu shows it.
"""

from __future__ import annotations

from PySide6.QtGui import QKeySequence

from treeedit.window import reopening
from treeedit.window.action import Action
from treeedit.window.action import some_change_to_a_file as _some_change_to_a_file
from treeedit.window.action import some_inputs as _some_input
from treeedit.window.action import some_nodes as _some_nodes
from treeedit.window.action import some_operation as _some_operation
from treeedit.window.action import some_tree as _some_tree
from treeedit.window.tree_actions import TREE_ACTIONS

_KEY = QKeySequence.StandardKey

ACTIONS: tuple[Action, ...] = (
    Action("new", "&File", "&New", lambda w: w.desk.new(w), (_KEY.New,), "ph.file-plus", on_toolbar=True),
    Action("open", "&File", "&Open…", lambda w: w.desk.open(w), (_KEY.Open,), "ph.folder-open", on_toolbar=True),
    Action("save", "&File", "&Save", lambda w: w.documents.save(), (_KEY.Save,), "ph.floppy-disk", on_toolbar=True),
    Action("save_as", "&File", "Save &as…", lambda w: w.documents.save_as(), (_KEY.SaveAs, "Ctrl+Shift+S")),
    Action("save_copy", "&File", "Save a &copy…", lambda w: w.documents.save_copy()),
    Action("revert", "&File", "Re&vert to saved", lambda w: w.documents.revert(), (), "", _some_change_to_a_file),
    Action(
        "export",
        "&File",
        "&Export picture…",
        lambda w: w.pictures.export(),
        ("Ctrl+E",),
        "ph.image",
        _some_tree,
        begins_group=True,
        on_toolbar=True,
    ),
    Action(
        "reopen",
        "&File",
        "Reopen the &last windows at the start",
        lambda w: reopening.toggle(w.desk.settings),
        checked=lambda w: reopening.is_wanted(w.desk.settings),
        begins_group=True,
    ),
    Action("close", "&File", "Close &window", lambda w: w.close(), (_KEY.Close,), begins_group=True),
    Action("quit", "&File", "&Quit", lambda w: w.desk.quit(), (_KEY.Quit, "Ctrl+Q")),
    Action(
        "undo",
        "&Edit",
        "&Undo",
        lambda w: w.session.stack.undo(),
        (_KEY.Undo,),
        "ph.arrow-u-up-left",
        lambda w: w.session.stack.canUndo(),
        on_toolbar=True,
        begins_group=True,
    ),
    Action(
        "redo",
        "&Edit",
        "&Redo",
        lambda w: w.session.stack.redo(),
        (_KEY.Redo, "Ctrl+Y"),
        "ph.arrow-u-up-right",
        lambda w: w.session.stack.canRedo(),
        on_toolbar=True,
    ),
    Action("cut", "&Edit", "Cu&t", lambda w: w.clipboard.cut(), (_KEY.Cut,), "", _some_nodes, begins_group=True),
    Action("copy", "&Edit", "&Copy", lambda w: w.clipboard.copy(), (_KEY.Copy,), "", _some_nodes),
    Action(
        "copy_latex", "&Edit", "Copy as &LaTeX", lambda w: w.clipboard.copy_latex(), ("Ctrl+Shift+C",), "", _some_nodes
    ),
    Action("paste", "&Edit", "&Paste", lambda w: w.clipboard.paste(), (_KEY.Paste,)),
    Action(
        "delete",
        "&Edit",
        "&Delete",
        lambda w: w.notes.remove() if w.stage.note is not None else w.editing.remove(),
        (_KEY.Delete, "Backspace"),
        "ph.trash",
        lambda w: _some_nodes(w) or w.stage.note is not None,
        on_toolbar=True,
    ),
    Action("select_all", "&Edit", "Select &all", lambda w: w.editing.select_all(), (_KEY.SelectAll,), "", _some_tree),
    Action("describe", "&Edit", "Title and te&xt…", lambda w: w.describe(), begins_group=True),
    Action("formula", "&Edit", "&Formula", lambda w: w.formula.take_focus(), ("Ctrl+L",)),
    Action("new_tree", "&Edit", "New &tree from a formula", lambda w: w.formula.begin_new(), ("Ctrl+T",)),
    Action("commands", "&Edit", "Co&mmands…", lambda w: w.commands.begin(), ("Ctrl+Shift+P",), begins_group=True),
    *TREE_ACTIONS,
    Action("name", "&Tree", "Na&me the function…", lambda w: w.naming.open(), ("Ctrl+G",), "", _some_operation),
    Action(
        "keep_preset",
        "&Inputs",
        "&Keep these values…",
        lambda w: w.sets_panel.presets.ask_to_keep(),
        ("Ctrl+B",),
        "",
        _some_input,
    ),
    Action(
        "random",
        "&Inputs",
        "&Random values",
        lambda w: w.sets_panel.presets.values.randomise(),
        ("Ctrl+Shift+R",),
        "",
        _some_input,
    ),
    *(
        Action(
            f"preset_{index + 1}",
            "&Inputs",
            f"Kept values &{index + 1}",
            lambda w, index=index: w.sets_panel.presets.choose_nth(index),  # type: ignore[misc]
            (f"Ctrl+{index + 1}",),
            possible=lambda w, index=index: bool(w.sets_panel.presets.nth(index)),  # type: ignore[misc]
            begins_group=index == 0,
            called=lambda w, index=index: w.sets_panel.presets.nth(index),  # type: ignore[misc]
        )
        for index in range(9)
    ),
    Action("note", "&Tree", "Add a &note…", lambda w: w.notes.begin_new(), ("Ctrl+M",), "", _some_tree),
    Action(
        "fit",
        "&View",
        "&Fit all",
        lambda w: w.view.fit(),
        ("F",),
        "ph.corners-out",
        _some_tree,
        on_toolbar=True,
        begins_group=True,
    ),
    Action("fit_selection", "&View", "Fit the &selection", lambda w: w.view.fit_selection(), ("Shift+F",)),
    Action(
        "zoom_in", "&View", "Zoom &in", lambda w: w.view.zoom_in(), (_KEY.ZoomIn, "Ctrl+="), "ph.magnifying-glass-plus"
    ),
    Action("zoom_out", "&View", "Zoom &out", lambda w: w.view.zoom_out(), (_KEY.ZoomOut,), "ph.magnifying-glass-minus"),
    Action("full_size", "&View", "&100 %", lambda w: w.view.zoom_to_full_size(), ("Ctrl+0",)),
    *(
        Action(
            f"show_{shown}",
            "&View",
            text,
            lambda w, shown=shown: w.appearance.toggle_shown(shown),  # type: ignore[misc]
            begins_group=shown == "values",
            checked=lambda w, shown=shown: shown in w.stage.look.shows,  # type: ignore[misc]
        )
        for shown, text in (
            ("values", "Show &values"),
            ("partials", "Show &partials"),
            ("locals", "Show &local derivatives"),
            ("grounds", "Show repeated &functions"),
            ("notes", "Show &notes"),
        )
    ),
    Action(
        "fractions",
        "&View",
        "Simple f&ractions as such",
        lambda w: w.appearance.toggle_fractions(),
        checked=lambda w: w.appearance.shows_fractions(),
    ),
    Action(
        "formulas_with_names",
        "&View",
        "Formulas with &names",
        lambda w: w.formula.toggle_names(),
        checked=lambda w: w.formula.with_names,
    ),
    Action("more_digits", "&View", "&More digits", lambda w: w.appearance.change_digits(1), ("Ctrl+.",)),
    Action("fewer_digits", "&View", "Fe&wer digits", lambda w: w.appearance.change_digits(-1), ("Ctrl+,",)),
    *(
        Action(
            f"scheme_{scheme}",
            "&View",
            text,
            lambda w, scheme=scheme: w.appearance.use_scheme(scheme),  # type: ignore[misc]
            begins_group=scheme == "system",
            checked=lambda w, scheme=scheme: w.appearance.scheme == scheme,  # type: ignore[misc]
        )
        for scheme, text in (("system", "Colours of the s&ystem"), ("light", "&Light"), ("dark", "&Dark"))
    ),
    Action(
        "larger",
        "&View",
        "Lar&ger text",
        lambda w: w.appearance.scale_text(1),
        ("Ctrl+Shift+Up",),
        begins_group=True,
    ),
    Action("smaller", "&View", "S&maller text", lambda w: w.appearance.scale_text(-1), ("Ctrl+Shift+Down",)),
    Action(
        "minimap",
        "&View",
        "Overv&iew",
        lambda w: w.toggle_minimap(),
        begins_group=True,
        checked=lambda w: w.appearance.has_minimap,
    ),
    Action(
        "animations",
        "&View",
        "A&nimations",
        lambda w: w.appearance.toggle_motion(),
        checked=lambda w: not w.stage.still_motion,
    ),
    Action("next_part", "&View", "&Next part of the window", lambda w: w.rounds.next(), ("F6",), begins_group=True),
    Action("previous_part", "&View", "Previous part of the windo&w", lambda w: w.rounds.previous(), ("Shift+F6",)),
    Action("shortcuts", "&Help", "&Keyboard shortcuts", lambda w: w.show_shortcuts(), ("F1",)),
    Action("about", "&Help", "&About treeedit", lambda w: w.show_about()),
)
