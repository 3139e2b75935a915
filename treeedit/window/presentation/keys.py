"""The keys of a presentation, a clicker's among them: those that presentation programs have in common, and a few more.

One table says what each key does and in which words, so that every list of the keys is complete. A row of digits and
Enter goes to the step of that number. No key edits the tree; what can be undone is undone by the actions of the window,
which the presentation has as well.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence

from treeedit.figure.look import ORIENTATIONS
from treeedit.window.presentation.hint import Hint
from treeedit.words import QT_TRANSLATE_NOOP, translate

Act = Callable[[], object]
Chord = tuple[Qt.KeyboardModifier, Qt.Key]


class Entry(NamedTuple):
    """Keys that belong together: the deed of each, and all of it in words. also: what does the same without a key."""

    deeds: dict[str, str]
    words: str
    also: str = ""


ENTRIES = (
    Entry(
        dict.fromkeys(("PgDown", "Right", "Down", "Space"), "next"),
        QT_TRANSLATE_NOOP("presentation", "next step; the first begins the steps"),
    ),
    Entry(
        dict.fromkeys(("PgUp", "Left", "Up", "Backspace", "Shift+Space"), "previous"),
        QT_TRANSLATE_NOOP("presentation", "step back"),
    ),
    Entry({"Home": "first", "End": "last"}, QT_TRANSLATE_NOOP("presentation", "first and last step")),
    Entry(
        {"Return": "enter", "Enter": "enter"},
        QT_TRANSLATE_NOOP("presentation", "the step of this number; Enter alone: next step"),
        QT_TRANSLATE_NOOP("presentation", "Digits"),
    ),
    Entry({"F5": "play"}, QT_TRANSLATE_NOOP("presentation", "play the steps, or pause")),
    Entry(
        {"S": "sliders", "I": "sliders"},
        QT_TRANSLATE_NOOP("presentation", "sliders of the inputs"),
        QT_TRANSLATE_NOOP("presentation", "Lower edge"),
    ),
    Entry(
        {"L": "light"},
        QT_TRANSLATE_NOOP("presentation", "light the subtree clicked, or chosen in the editor; again: all"),
        QT_TRANSLATE_NOOP("presentation", "Click"),
    ),
    Entry(
        {"B": "black", ".": "black"},
        QT_TRANSLATE_NOOP("presentation", "black screen; any key shows the tree again"),
    ),
    Entry(
        {"W": "white", ",": "white"},
        QT_TRANSLATE_NOOP("presentation", "white screen; any key shows the tree again"),
    ),
    Entry({"N": "notes"}, QT_TRANSLATE_NOOP("presentation", "notes and the document's text")),
    Entry({"T": "alone"}, QT_TRANSLATE_NOOP("presentation", "one tree alone, or all")),
    Entry(
        {"F": "fit", "Ctrl+0": "fit", "Shift+F": "fit_light"},
        QT_TRANSLATE_NOOP("presentation", "fit all, or the lit subtree"),
    ),
    Entry(
        {"+": "zoom_in", "-": "zoom_out", "Ctrl++": "zoom_in", "Ctrl+=": "zoom_in", "Ctrl+-": "zoom_out"},
        QT_TRANSLATE_NOOP("presentation", "zoom"),
        QT_TRANSLATE_NOOP("presentation", "Wheel"),
    ),
    Entry(
        {"Ctrl+Left": "pan_left", "Ctrl+Right": "pan_right", "Ctrl+Up": "pan_up", "Ctrl+Down": "pan_down"},
        QT_TRANSLATE_NOOP("presentation", "move the paper"),
        QT_TRANSLATE_NOOP("presentation", "Drag"),
    ),
    Entry({"M": "move_on"}, QT_TRANSLATE_NOOP("presentation", "go to the next screen")),
    Entry({"H": "keys", "F1": "keys", "?": "keys"}, QT_TRANSLATE_NOOP("presentation", "these keys, or no longer")),
    Entry(
        {"Esc": "back"},
        QT_TRANSLATE_NOOP("presentation", "hides sliders and light, then ends the presentation"),
    ),
    Entry({"F11": "end"}, QT_TRANSLATE_NOOP("presentation", "ends the presentation")),
)
ALSO: tuple[tuple[str, ...], ...] = (
    ("undo", "redo"),
    ("shared_form",),
    ("more_digits", "fewer_digits"),
    ("larger", "smaller"),
    tuple(f"root_{where}" for where in ORIENTATIONS),
)
"""The window's actions whose keys work in its presentation too, those together that a list has in one row."""
_REPEATING = frozenset(
    ("next", "previous", "zoom_in", "zoom_out", "pan_left", "pan_right", "pan_up", "pan_down"),
)
"""What a key does again and again while it is held."""
_NAMES = {
    "PgDown": QT_TRANSLATE_NOOP("presentation", "Page down"),
    "PgUp": QT_TRANSLATE_NOOP("presentation", "Page up"),
    "Return": QT_TRANSLATE_NOOP("presentation", "Enter"),
    "Esc": QT_TRANSLATE_NOOP("presentation", "Escape"),
    ".": QT_TRANSLATE_NOOP("presentation", "full stop"),
    ",": QT_TRANSLATE_NOOP("presentation", "comma"),
    "-": "−",
}
"""Keys whose sign or short name would not be understood in a list."""
_SIGNS = (Qt.Key.Key_Plus, Qt.Key.Key_Question)
"""What some keyboards have on another key, with Shift."""
_FORGET_MS, _LONGEST = 3000, 6


class PresentationKeys:
    """Does what a key means. deeds: what is done, by the names in ENTRIES. go_to(number): goes to a step."""

    def __init__(self, deeds: Mapping[str, Act], go_to: Callable[[int], object], hint: Hint) -> None:
        self._next, self._back, self._go_to, self._hint = deeds["next"], deeds["back"], go_to, hint
        own: dict[str, Act] = {**deeds, "enter": self._enter, "back": self._escape}
        names = {_chord(key): deed for entry in ENTRIES for key, deed in entry.deeds.items()}
        self._acts = {chord: (own[deed], deed in _REPEATING) for chord, deed in names.items()}
        self._digits = ""
        self._time = QTimer(hint)
        self._time.setSingleShot(True)
        self._time.timeout.connect(self.forget)

    def press(self, event: QKeyEvent) -> bool:
        """Do what a key means; whether it means anything."""
        held, key = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier, Qt.Key(event.key())
        if held == Qt.KeyboardModifier.NoModifier and event.text().isdecimal():
            self._add(event.text())
            return True
        if key in _SIGNS or held & Qt.KeyboardModifier.ControlModifier:
            held &= ~Qt.KeyboardModifier.ShiftModifier
        act, is_repeating = self._acts.get((held, key), (None, False))
        if act is not None and (is_repeating or not event.isAutoRepeat()):
            self._hint.let_go()
            act()
        return act is not None

    def forget(self) -> None:
        """Let go of the digits that were typed."""
        self._digits = ""

    def _add(self, digit: str) -> None:
        self._digits = (self._digits + digit)[:_LONGEST]
        self._hint.tell(translate("presentation", "go to step {0}: Enter").format(self._digits))
        self._time.start(_FORGET_MS)

    def _enter(self) -> None:
        """Go to the step whose number has been typed; without one, to the next."""
        typed = self._digits
        self.forget()
        if typed:
            self._hint.hide()
            self._go_to(int(typed))
        else:
            self._next()

    def _escape(self) -> None:
        if self._digits:
            self.forget()
            self._hint.hide()
        else:
            self._back()


def key_rows() -> list[tuple[str, str]]:
    """The keys of ENTRIES, and what they do."""
    rows = []
    for entry in ENTRIES:
        names = dict.fromkeys(map(_name, entry.deeds))
        also = [translate("presentation", entry.also)] if entry.also else []
        rows.append((", ".join([*also, *names]), translate("presentation", entry.words)))
    return rows


def action_rows(actions: Sequence[QAction]) -> list[tuple[str, str]]:
    """The keys of the window's actions that work here too, and what they are called."""
    native, known = QKeySequence.SequenceFormat.NativeText, {each.objectName(): each for each in actions}
    return [
        (
            ", ".join(known[name].shortcut().toString(native) for name in names),
            ", ".join(known[name].text().replace("&", "") for name in names),
        )
        for names in ALSO
    ]


def _name(key: str) -> str:
    if key in _NAMES:
        return translate("presentation", _NAMES[key])
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)


def _chord(key: str) -> Chord:
    combination = QKeySequence(key)[0]  # type: ignore[index]  # not in the binding's stubs
    return combination.keyboardModifiers(), combination.key()
