"""The keys of a presentation in words, for the list of shortcuts and for the presentation itself."""

from __future__ import annotations

from treeedit.words import QT_TRANSLATE_NOOP, translate

_KEYS = (
    (
        QT_TRANSLATE_NOOP("presentation", "Page down, Right, Space, Enter"),
        QT_TRANSLATE_NOOP("presentation", "next step; the first begins the steps"),
    ),
    (QT_TRANSLATE_NOOP("presentation", "Page up, Left, Shift+Space"), QT_TRANSLATE_NOOP("presentation", "step back")),
    (QT_TRANSLATE_NOOP("presentation", "Home, End"), QT_TRANSLATE_NOOP("presentation", "first and last step")),
    (QT_TRANSLATE_NOOP("presentation", "Digits, Enter"), QT_TRANSLATE_NOOP("presentation", "the step of this number")),
    (QT_TRANSLATE_NOOP("presentation", "F5"), QT_TRANSLATE_NOOP("presentation", "play the steps, or pause")),
    (
        QT_TRANSLATE_NOOP("presentation", "S, or the lower edge"),
        QT_TRANSLATE_NOOP("presentation", "sliders of the inputs"),
    ),
    (
        QT_TRANSLATE_NOOP("presentation", "Click, L"),
        QT_TRANSLATE_NOOP("presentation", "light the subtree clicked, or chosen in the editor; again: all"),
    ),
    (
        QT_TRANSLATE_NOOP("presentation", "B, full stop; W, comma"),
        QT_TRANSLATE_NOOP("presentation", "black or white screen; any key shows the tree again"),
    ),
    (QT_TRANSLATE_NOOP("presentation", "N"), QT_TRANSLATE_NOOP("presentation", "notes and the document's text")),
    (QT_TRANSLATE_NOOP("presentation", "T"), QT_TRANSLATE_NOOP("presentation", "one tree alone, or all")),
    (
        QT_TRANSLATE_NOOP("presentation", "Wheel, drag, F, Shift+F"),
        QT_TRANSLATE_NOOP("presentation", "zoom, move, fit all, fit the lit subtree"),
    ),
    (QT_TRANSLATE_NOOP("presentation", "M"), QT_TRANSLATE_NOOP("presentation", "go to the next screen")),
    (
        QT_TRANSLATE_NOOP("presentation", "Escape"),
        QT_TRANSLATE_NOOP("presentation", "hides sliders and light, then ends the presentation"),
    ),
)


def key_rows() -> list[tuple[str, str]]:
    """Keys, and what they do."""
    return [(translate("presentation", keys), translate("presentation", words)) for keys, words in _KEYS]
