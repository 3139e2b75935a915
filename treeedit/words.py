"""The one way by which sentences from below the Qt line reach another language.

The rooms there know no Qt, so whoever runs with it hands its translator over once: `use(QCoreApplication.translate)`.
Until then, and without Qt, everything is English. Tools that collect texts for translation find `translate("context",
"text")` by its name; so the text is a literal, and numbers are put in afterwards.
"""

from __future__ import annotations

from collections.abc import Callable

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
