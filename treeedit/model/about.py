"""The verb for what a document says of itself: its title and its line of text, and how long they may be.

`about_fault` has the one rule, for the verb and for files alike: a title of a million characters would be measured and
set anew with every frame.
"""

from __future__ import annotations

from collections.abc import Mapping

from treeedit.model.forest import Forest
from treeedit.model.records import Edit, EditError
from treeedit.words import translate

MOST: Mapping[str, int] = {"title": 500, "text": 10_000}
"""How many characters each may have."""


def describe(forest: Forest, title: str, text: str) -> Edit:
    """Give the document a title and a line of text; an empty one is none. EditError if one is too long."""
    after = {"title": title or None, "text": text or None}
    for key, value in after.items():
        if fault := about_fault(key, value or ""):
            raise EditError(fault)
    pairs = {key: (forest.about.get(key), value) for key, value in after.items()}
    return Edit(about={key: pair for key, pair in pairs.items() if pair[0] != pair[1]})


def about_fault(key: str, text: str) -> str:
    """Why something cannot be said of a document, as a sentence; "" if it can. What is not shown may be longer."""
    most = MOST.get(key)
    if most is None or len(text) <= most:
        return ""
    words = {
        "title": translate("about", "A title has at most {0:,} characters; this one has {1:,}."),
        "text": translate("about", "A document's text has at most {0:,} characters; this one has {1:,}."),
    }
    return words[key].format(most, len(text))
