r"""What stands before the = of a formula in LaTeX: a name, or f(x, y) with the names that must occur in the formula."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from treeedit.model import latex_words as table
from treeedit.model.labels import EULER
from treeedit.model.latex_names import Names
from treeedit.model.latex_tokens import Source
from treeedit.model.records import Expression, Leaf
from treeedit.model.tokens import shown
from treeedit.words import translate


class Head(NamedTuple):
    """What a formula is called ("" if nothing), where it begins, and its inputs, each with its place."""

    name: str = ""
    after: int = 0
    parameters: tuple[tuple[str, int], ...] = ()


def head_of(source: Source, names: Names) -> Head:
    """What stands before the = of a formula; FormulaError if that is no name."""
    places = _outside_braces(source, "equals")
    if not places:
        return Head()
    equals = places[0]
    first = source.words[0]
    if first.kind == "command" and first.text in table.FUNCTION_COMMANDS and source.kind(1, equals) == "open":
        sentence = translate("latex_heads", "{0} is an operator and cannot name a formula; take another name")
        raise source.error(sentence.format(shown(first.text)), 0)
    name = names.read(0, equals)
    if name is None or name.exponent or name.label == EULER:
        raise source.error(translate("latex_heads", "a name stands before =, as in f = x^2"), 0)
    at = name.after
    parameters: tuple[tuple[str, int], ...] = ()
    if source.kind(at, equals) == "open" and source.partner.get(at) == equals - 1:
        parameters = tuple(_listed(source, names, at + 1, equals - 1))
        at = equals
    if at != equals:
        raise source.error(translate("latex_heads", "a name stands before =, as in f = x^2"), at)
    if len(places) > 1:
        raise source.error(translate("latex_heads", "a formula has one ="), places[1])
    return Head(name.label, equals + 1, parameters)


def check_parameters(source: Source, head: Head, expression: Expression) -> None:
    """FormulaError if an input that the head names does not occur."""
    labels = {token.label for token in expression if isinstance(token, Leaf)}
    for label, at in head.parameters:
        if label not in labels:
            raise source.error(translate("latex_heads", "{0} does not occur in the formula").format(label), at)


def _listed(source: Source, names: Names, at: int, end: int) -> Iterator[tuple[str, int]]:
    """The names between the brackets of f(x, y)."""
    while True:
        name = names.read(at, end)
        if name is None or source.kind(name.after, end) not in ("", ","):
            raise source.error(translate("latex_heads", "the names of inputs stand here, as in f(x, y) = …"), at)
        yield name.label, at
        if name.after >= end:
            return
        at = name.after + 1


def _outside_braces(source: Source, kind: str) -> list[int]:
    """Where words of a kind stand that no braces hold."""
    found: list[int] = []
    at = 0
    while at < len(source.words):
        if source.words[at].kind == kind:
            found.append(at)
        at = source.partner[at] + 1 if source.words[at].kind == "{" else at + 1
    return found
