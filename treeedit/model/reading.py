"""Text from outside as formulas: the one way in, whether it is plain or LaTeX, and whoever it is for.

A formula line, a paste, the command line and `parse` all read a text by `read`, with the names of the document that it
is for. What is LaTeX is translated first; the rest is the reader's of plain formulas.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from treeedit.model.forest import Forest
from treeedit.model.formula import Definition, forest_from, parse
from treeedit.model.labels import Spellings, canonical_label
from treeedit.model.latex_input import is_latex, text_of_latex
from treeedit.model.tokens import FormulaError


class Reading(NamedTuple):
    """What a text says: its formulas, and whether it was LaTeX, so that one may ask how it was read."""

    definitions: list[Definition]
    was_latex: bool = False


def read(text: str, names: Iterable[str] = ()) -> Reading:
    """The formulas of a text for a document that has these names. FormulaError where it cannot be read."""
    known = names if isinstance(names, Spellings) else Spellings(names)
    if not is_latex(text):
        return Reading(parse(text, known))
    plain = text_of_latex(text, known)
    try:
        return Reading(parse(plain, known), was_latex=True)
    except FormulaError as error:  # its place is one in the translation
        raise FormulaError(error.sentence, text) from None


def grown(text: str, names: Iterable[str] = ()) -> Forest:
    """The trees of a text side by side. names: of inputs that it may mean; only e needs to be said.

    FormulaError as in `read`.
    """
    return forest_from(read(text, known_names(names)).definitions)


def known_names(names: Iterable[str]) -> Spellings:
    """Names that somebody gives beside a text, as the labels that it may mean."""
    return Spellings(map(canonical_label, names))
