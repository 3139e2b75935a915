"""The one way by which sentences from below the Qt line reach another language, and the one shape in which they leave.

The rooms there know no Qt, so whoever runs with it hands its translator over once: `use(QCoreApplication.translate)`.
Until then, and without Qt, everything is English. Tools that collect texts for translation find `translate("context",
"text")` by its name; so the text is a literal, and numbers are put in afterwards.

Whatever is put into a sentence may come from a file, a path or a clipboard. So every error that carries a sentence is
a `RefusalError`, and every place that shows one takes it through `told`: one line, of bounded length, with nothing in
it that a terminal would obey.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

MOST_TOLD = 500
"""Characters of a sentence."""
Translator = Callable[[str, str], str]


def _english(context: str, text: str) -> str:
    return text


_translator: Translator = _english


def translate(context: str, text: str) -> str:
    """A text in the user's language."""
    return _translator(context, text)


def use(translator: Translator) -> None:
    """Translate by this from now on."""
    global _translator
    _translator = translator


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:  # noqa: N802  # the name by which tools for translation know it
    """The text itself, which `translate` is given later, when it is shown."""
    return text


def told(sentence: object, most: int = MOST_TOLD) -> str:
    """A sentence as it may be shown anywhere: on one line, in at most so many characters, all of them printable."""
    text = str(sentence)
    short = text if len(text) <= most else text[: most - 1] + "…"
    return short if short.isprintable() else "".join(map(_printable, short))


def _printable(character: str) -> str:
    is_blank = unicodedata.category(character) == "Zs"
    return character if character.isprintable() or is_blank else "\N{REPLACEMENT CHARACTER}"


class RefusalError(ValueError):
    """What cannot be done; the message is a sentence for the user, as `told` gives it."""

    def __init__(self, sentence: object = "") -> None:
        super().__init__(told(sentence))
