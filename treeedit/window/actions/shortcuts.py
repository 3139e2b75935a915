"""The list of shortcuts: all keys of the table ACTIONS by menu, the keys of the canvas, and what the mouse does.

A field searches it. The list comes from the table, so that it is complete.
"""

from __future__ import annotations

from html import escape
from itertools import groupby

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QScrollArea, QVBoxLayout

from treeedit.window.actions.action import Keys
from treeedit.window.actions.command_palette import plain
from treeedit.window.actions.table import ACTIONS
from treeedit.window.parts import Parts
from treeedit.window.presentation.keys import key_rows
from treeedit.window.widgets.text_field import Field
from treeedit.words import QT_TRANSLATE_NOOP, translate

Row = tuple[str, str]
_CANVAS = (
    (
        QT_TRANSLATE_NOOP("shortcuts", "Letters, digits, Tab, Space"),
        QT_TRANSLATE_NOOP("shortcuts", "say what to add here; over a leaf, its new label"),
    ),
    (
        QT_TRANSLATE_NOOP("shortcuts", "+ − * / ^"),
        QT_TRANSLATE_NOOP("shortcuts", "wrap the node, or fill the empty slot"),
    ),
    (
        QT_TRANSLATE_NOOP("shortcuts", "S, R, W, F"),
        QT_TRANSLATE_NOOP(
            "shortcuts", "are shortcuts unless a leaf or an empty slot is chosen: there, letters are typed"
        ),
    ),
    (
        QT_TRANSLATE_NOOP("shortcuts", "Enter"),
        QT_TRANSLATE_NOOP("shortcuts", "edits the label or the formula in place"),
    ),
    (
        QT_TRANSLATE_NOOP("shortcuts", "Escape"),
        QT_TRANSLATE_NOOP("shortcuts", "ends what takes long, else goes back: what is open, then what is chosen"),
    ),
    (QT_TRANSLATE_NOOP("shortcuts", "Arrows"), QT_TRANSLATE_NOOP("shortcuts", "walk the tree; with Shift choose more")),
    (QT_TRANSLATE_NOOP("shortcuts", "Home, End"), QT_TRANSLATE_NOOP("shortcuts", "first and last on the row")),
    (QT_TRANSLATE_NOOP("shortcuts", "Page up, Page down"), QT_TRANSLATE_NOOP("shortcuts", "root, and down to a leaf")),
    (QT_TRANSLATE_NOOP("shortcuts", "Ctrl+Arrows"), QT_TRANSLATE_NOOP("shortcuts", "move the paper")),
)
_STEPS = (
    (
        QT_TRANSLATE_NOOP("shortcuts", "Page down, Page up"),
        QT_TRANSLATE_NOOP("shortcuts", "next and previous step, as a clicker sends them"),
    ),
    (
        QT_TRANSLATE_NOOP("shortcuts", "Space, Right, Left, Home, End"),
        QT_TRANSLATE_NOOP("shortcuts", "next, previous, first and last step while nothing is chosen on the canvas"),
    ),
    (
        QT_TRANSLATE_NOOP("shortcuts", "B, full stop"),
        QT_TRANSLATE_NOOP("shortcuts", "darken the window while nothing is chosen; any key shows it again"),
    ),
    (
        QT_TRANSLATE_NOOP("shortcuts", "Escape"),
        QT_TRANSLATE_NOOP("shortcuts", "ends stepping once nothing is open or chosen"),
    ),
)
_MOUSE = (
    (
        QT_TRANSLATE_NOOP("shortcuts", "Drag from the palette"),
        QT_TRANSLATE_NOOP("shortcuts", "onto the canvas, an empty slot, an edge or a node"),
    ),
    (
        QT_TRANSLATE_NOOP("shortcuts", "Drag a node"),
        QT_TRANSLATE_NOOP("shortcuts", "its subtree comes along: to a slot, an edge, a node, or out onto the canvas"),
    ),
    (QT_TRANSLATE_NOOP("shortcuts", "Alt+drag"), QT_TRANSLATE_NOOP("shortcuts", "drags a copy")),
    (
        QT_TRANSLATE_NOOP("shortcuts", "Pull from an empty slot"),
        QT_TRANSLATE_NOOP("shortcuts", "asks what to put there"),
    ),
    (
        QT_TRANSLATE_NOOP("shortcuts", "Drag a number"),
        QT_TRANSLATE_NOOP("shortcuts", "changes the input's value; with Shift finely"),
    ),
    (
        QT_TRANSLATE_NOOP("shortcuts", "Double click on the paper"),
        QT_TRANSLATE_NOOP("shortcuts", "asks what to add there"),
    ),
    (QT_TRANSLATE_NOOP("shortcuts", "Double click in a node"), QT_TRANSLATE_NOOP("shortcuts", "edits it in place")),
    (
        QT_TRANSLATE_NOOP("shortcuts", "Double click on a node's border"),
        QT_TRANSLATE_NOOP("shortcuts", "chooses its subtree"),
    ),
    (QT_TRANSLATE_NOOP("shortcuts", "Right click"), QT_TRANSLATE_NOOP("shortcuts", "shows what can be done there")),
    (
        QT_TRANSLATE_NOOP("shortcuts", "Drag on the paper"),
        QT_TRANSLATE_NOOP("shortcuts", "chooses the nodes inside; with Shift or Ctrl a click adds one"),
    ),
    (
        QT_TRANSLATE_NOOP("shortcuts", "Middle or right button, wheel"),
        QT_TRANSLATE_NOOP("shortcuts", "moves the paper"),
    ),
    (QT_TRANSLATE_NOOP("shortcuts", "Ctrl+wheel"), QT_TRANSLATE_NOOP("shortcuts", "zooms at the pointer")),
)


class Shortcuts(QDialog):
    """The list in two columns, and a field that searches it."""

    def __init__(self, parts: Parts) -> None:
        window = parts.window
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Keyboard and mouse"))
        self._groups = _groups()
        self._muted = parts.stage.look.theme.muted
        self.field = Field()
        self.field.setPlaceholderText(self.tr("search"))
        self.field.setAccessibleName(self.tr("search the shortcuts"))
        self.field.textChanged.connect(self._search)
        self.label = QLabel()
        self.label.setTextFormat(Qt.TextFormat.RichText)
        self.label.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.label.setWordWrap(True)
        self.label.setMargin(10)
        area = QScrollArea()
        area.setWidget(self.label)
        area.setWidgetResizable(True)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        for part in (self.field, area, buttons):
            column.addWidget(part)
        scale = parts.stage.text_scale
        self.resize(min(round(900 * scale), window.width()), min(round(640 * scale), window.height()))
        self._search("")

    def _search(self, text: str) -> None:
        """Show the rows in which a text occurs."""
        wanted = text.strip().lower()
        found = {
            title: [row for row in rows if wanted in f"{row[0]} {row[1]} {title}".lower()]
            for title, rows in self._groups.items()
        }
        blocks = [self._block(title, rows) for title, rows in found.items() if rows]
        self.label.setText(_in_two_columns(blocks) if blocks else escape(self.tr("Nothing of that kind.")))

    def _block(self, title: str, rows: list[Row]) -> tuple[int, str]:
        """A group as rich text, and how long it is."""
        lines = "".join(
            f"<tr><td style='padding:2px 14px 2px 0'><b>{escape(keys)}</b></td><td>{escape(words)}</td></tr>"
            for keys, words in rows
        )
        return len(rows) + 2, f"<p style='color:{self._muted}'><b>{escape(title)}</b></p><table>{lines}</table>"


def _groups() -> dict[str, list[Row]]:
    """All rows by group: a menu each, then the canvas and the mouse."""
    groups: dict[str, list[Row]] = {}
    for menu, entries in groupby(ACTIONS, key=lambda entry: entry.menu):
        rows = [
            (keys_of(entry.keys), plain(translate("actions", entry.text)).rstrip("…"))
            for entry in entries
            if entry.keys
        ]
        groups.setdefault(plain(translate("actions", menu)), []).extend(rows)
    groups[translate("shortcuts", "Keys on the canvas")] = [
        (translate("shortcuts", a), translate("shortcuts", b)) for a, b in _CANVAS
    ]
    groups[translate("shortcuts", "Keys while stepping")] = [
        (translate("shortcuts", a), translate("shortcuts", b)) for a, b in _STEPS
    ]
    groups[translate("shortcuts", "Keys while presenting")] = key_rows()
    groups[translate("shortcuts", "Mouse")] = [
        (translate("shortcuts", a), translate("shortcuts", b)) for a, b in _MOUSE
    ]
    return groups


def keys_of(keys: tuple[Keys, ...]) -> str:
    """The keys of an action as the platform writes them."""
    native = QKeySequence.SequenceFormat.NativeText
    texts = dict.fromkeys(QKeySequence(key).toString(native) for key in keys)
    return " or ".join(text for text in texts if text)


def _in_two_columns(blocks: list[tuple[int, str]]) -> str:
    """Blocks one below the other in two columns of about the same length."""
    half, length, left = sum(size for size, _ in blocks) / 2, 0, 0
    while left < len(blocks) and (length < half - blocks[left][0] / 2 or not left):
        length += blocks[left][0]
        left += 1
    columns = ("".join(text for _, text in part) for part in (blocks[:left], blocks[left:]))
    cells = "".join(f"<td width='50%' style='padding-right:18px'>{column}</td>" for column in columns)
    return f"<table width='100%'><tr>{cells}</tr></table>"
