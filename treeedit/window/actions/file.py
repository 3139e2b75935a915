"""The actions of the menu File: windows, documents and pictures. A part of the table ACTIONS."""

from __future__ import annotations

from PySide6.QtGui import QKeySequence

from treeedit.window.actions.action import Action, some_change_to_a_file, some_tree
from treeedit.window.documents import last_session
from treeedit.words import QT_TRANSLATE_NOOP

_MENU = QT_TRANSLATE_NOOP("actions", "&File")
_KEY = QKeySequence.StandardKey

FILE_ACTIONS: tuple[Action, ...] = (
    Action(
        "new",
        _MENU,
        QT_TRANSLATE_NOOP("actions", "&New"),
        lambda p: p.desk.new(p.window),
        (_KEY.New,),
        "ph.file-plus",
        on_toolbar=True,
    ),
    Action(
        "open",
        _MENU,
        QT_TRANSLATE_NOOP("actions", "&Open…"),
        lambda p: p.desk.open(p.window),
        (_KEY.Open,),
        "ph.folder-open",
        on_toolbar=True,
    ),
    Action(
        "save",
        _MENU,
        QT_TRANSLATE_NOOP("actions", "&Save"),
        lambda p: p.documents.save(),
        (_KEY.Save,),
        "ph.floppy-disk",
        on_toolbar=True,
    ),
    Action(
        "save_as",
        _MENU,
        QT_TRANSLATE_NOOP("actions", "Save &as…"),
        lambda p: p.documents.save_as(),
        (_KEY.SaveAs, "Ctrl+Shift+S"),
    ),
    Action("save_copy", _MENU, QT_TRANSLATE_NOOP("actions", "Save a &copy…"), lambda p: p.documents.save_copy()),
    Action(
        "revert",
        _MENU,
        QT_TRANSLATE_NOOP("actions", "Re&vert to saved"),
        lambda p: p.documents.revert(),
        (),
        "",
        some_change_to_a_file,
    ),
    Action(
        "export",
        _MENU,
        QT_TRANSLATE_NOOP("actions", "&Export…"),
        lambda p: p.pictures.export(),
        ("Ctrl+E",),
        "ph.image",
        some_tree,
        begins_group=True,
        on_toolbar=True,
    ),
    Action(
        "export_again",
        _MENU,
        QT_TRANSLATE_NOOP("actions", "Export a&gain"),
        lambda p: p.pictures.repeat(),
        ("Ctrl+Alt+E",),
        "",
        lambda p: p.pictures.can_repeat(),
    ),
    Action(
        "print",
        _MENU,
        QT_TRANSLATE_NOOP("actions", "&Print…"),
        lambda p: p.printing.ask(),
        (_KEY.Print, "Ctrl+P"),
        "ph.printer",
        some_tree,
    ),
    Action(
        "print_preview",
        _MENU,
        QT_TRANSLATE_NOOP("actions", "P&rint preview…"),
        lambda p: p.printing.preview(),
        (),
        "",
        some_tree,
    ),
    Action(
        "reopen",
        _MENU,
        QT_TRANSLATE_NOOP("actions", "Reopen the &last windows at the start"),
        lambda p: last_session.toggle(p.desk.settings),
        checked=lambda p: last_session.is_wanted(p.desk.settings),
        begins_group=True,
    ),
    Action(
        "close",
        _MENU,
        QT_TRANSLATE_NOOP("actions", "Close &window"),
        lambda p: p.window.close(),
        (_KEY.Close,),
        begins_group=True,
    ),
    Action("quit", _MENU, QT_TRANSLATE_NOOP("actions", "&Quit"), lambda p: p.desk.quit(), (_KEY.Quit, "Ctrl+Q")),
)
