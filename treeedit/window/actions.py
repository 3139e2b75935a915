"""The one table of what the window can do: ACTIONS. Menus, tool bar, shortcuts and the list of shortcuts come from it.

An action names what it is called, where it stands, its keys, and the method of the window that does it; whether it is
possible now is asked before a menu shows it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence

from treeedit.model.records import Operation
from treeedit.window import reopening

if TYPE_CHECKING:
    from treeedit.window.main import MainWindow

Perform = Callable[["MainWindow"], object]
Keys = QKeySequence.StandardKey | str


def _always(window: MainWindow) -> bool:
    return True


def _some_nodes(window: MainWindow) -> bool:
    return bool(window.stage.selection)


def _some_input(window: MainWindow) -> bool:
    return bool(window.session.forest.inputs)


def _some_operation(window: MainWindow) -> bool:
    chosen = window.stage.selection
    return bool(chosen) and isinstance(window.session.forest.nodes.get(chosen[-1]), Operation)


def _some_tree(window: MainWindow) -> bool:
    return bool(window.session.forest.roots)


def _some_folds(window: MainWindow) -> bool:
    return window.folding.has_folds()


def _some_change_to_a_file(window: MainWindow) -> bool:
    return window.documents.path is not None and not window.session.stack.isClean()


@dataclass(frozen=True, slots=True)
class Action:
    """One entry: its name in code, its menu, what the user reads, its keys, an icon, what it does and when it can."""

    name: str
    menu: str
    text: str
    perform: Perform
    keys: tuple[Keys, ...] = ()
    icon: str = ""
    possible: Callable[[MainWindow], bool] = field(default=_always)
    begins_group: bool = False
    on_toolbar: bool = False
    checked: Callable[[MainWindow], bool] | None = None
    called: Callable[[MainWindow], str] | None = None
    """What it is called now, where that is the user's own word; an action that is called nothing is not shown."""


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
    Action(
        "delete",
        "&Edit",
        "&Delete",
        lambda w: w.notes.remove() if w.stage.note is not None else w.editing.remove(),
        (_KEY.Delete, "Backspace"),
        "ph.trash",
        lambda w: _some_nodes(w) or w.stage.note is not None,
        begins_group=True,
        on_toolbar=True,
    ),
    Action("dissolve", "&Edit", "D&issolve", lambda w: w.editing.dissolve(), ("Shift+Del",), "", _some_nodes),
    Action("swap", "&Edit", "S&wap operands", lambda w: w.editing.swap(), ("S",), "", _some_nodes),
    Action("duplicate", "&Edit", "D&uplicate", lambda w: w.editing.duplicate(), ("Ctrl+D",), "", _some_nodes),
    Action("select_all", "&Edit", "Select &all", lambda w: w.editing.select_all(), (_KEY.SelectAll,), "", _some_tree),
    Action("describe", "&Edit", "Title and te&xt…", lambda w: w.describe(), begins_group=True),
    Action("formula", "&Edit", "&Formula", lambda w: w.formula.take_focus(), ("Ctrl+L",)),
    Action("new_tree", "&Edit", "New &tree from a formula", lambda w: w.formula.begin_new(), ("Ctrl+T",)),
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
        "fold",
        "&Tree",
        "F&old or unfold",
        lambda w: w.folding.toggle(),
        ("Ctrl+K",),
        "",
        _some_nodes,
        begins_group=True,
    ),
    Action("unfold_all", "&Tree", "&Unfold all", lambda w: w.folding.unfold_all(), ("Ctrl+Shift+K",), "", _some_folds),
    Action("fold_depth", "&Tree", "Fold to &depth…", lambda w: w.folding.choose_depth(), (), "", _some_tree),
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
            f"root_{where}",
            "&View",
            text,
            lambda w, where=where: w.turn_to(where),  # type: ignore[misc]
            (keys,),
            begins_group=where == "top",
            checked=lambda w, where=where: w.stage.look.orientation == where,  # type: ignore[misc]
        )
        for where, text, keys in (
            ("top", "f on &top", "Ctrl+Alt+Up"),
            ("bottom", "f at the &bottom", "Ctrl+Alt+Down"),
            ("left", "f at the &left", "Ctrl+Alt+Left"),
            ("right", "f at the &right", "Ctrl+Alt+Right"),
        )
    ),
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
    Action("shortcuts", "&Help", "&Keyboard shortcuts", lambda w: w.show_shortcuts(), ("F1",)),
    Action("about", "&Help", "&About treeedit", lambda w: w.show_about()),
)
