"""What a few typed characters may mean: operators, labels of the document, numbers, and whole formulas.

Pure: text and what is known in, a ranked list out. The quick-add shows it; nothing here knows a widget.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from treeedit.model.edits import leaf_alone, operator_alone
from treeedit.model.expanding import with_functions
from treeedit.model.formula import FormulaError, print_expression
from treeedit.model.labels import EULER, Spellings, as_spelt, is_name
from treeedit.model.operator_entry import Notation, Operator
from treeedit.model.operators import OPERATORS
from treeedit.model.reading import read
from treeedit.model.records import EditError, Expression, Function, Leaf
from treeedit.words import translate

MOST_OFFERS = 9
SIGNS = {
    sign: entry.key
    for entry in reversed(list(OPERATORS.values()))
    for sign in (entry.spelling, *entry.aliases)
    if entry.notation is not Notation.CALL and len(sign) == 1 and not sign.isidentifier()
}
"""The keys that are an operator's sign; where two share one, the first of the table has it."""
NO_MATCH = 99
_SHORTEST_WORD = 3


class Offer(NamedTuple):
    """One thing that could be put on the canvas: what it is called, what it is, and the tree that it is."""

    words: str
    kind: str
    expression: Expression


Functions = Mapping[str, Function]
_NONE: Functions = {}
_Known = Iterable[tuple[tuple[str, ...], Offer]]


def offers(text: str, labels: Iterable[str], recent: Sequence[str], functions: Functions = _NONE) -> list[Offer]:
    """The best meanings of a text, the likeliest first; of equals those used recently. Of "" the recent ones first.

    labels: those of the document. recent: the words of offers taken before, the latest first. functions: the named
    ones of the document; a name offers, and stands for in formulas, its definition.
    """
    wanted = text.strip()
    labels = list(labels)
    names = Spellings(set(labels) - functions.keys(), functions)
    own = [_an_input_called_e()] if wanted == "e" and "e" not in names else []
    known = [*own, *_typed_before(recent, names, functions), *_labels(labels), *_named(functions), *_operators()]
    best = _ranked(wanted, known, recent)
    typed = _typed(wanted, names, functions)
    if typed is not None and typed.words not in {offer.words for _, offer in best[:1]}:
        place = 0 if not best or best[0][0] > 0 else 1
        best = [each for each in best if each[1].words != typed.words]
        best.insert(place, (0, typed))
    return [offer for _, offer in best[:MOST_OFFERS]]


def operator_offers(text: str, recent: Sequence[str]) -> list[Offer]:
    """The operators that a text may mean, the likeliest first."""
    return [offer for _, offer in _ranked(text.strip(), _operators(), recent)]


def _ranked(wanted: str, known: _Known, recent: Sequence[str]) -> list[tuple[int, Offer]]:
    found = {offer.words: (_rank(wanted, names), offer) for names, offer in known}
    ranked = [(rank, _age(offer.words, recent), offer) for rank, offer in found.values() if rank < NO_MATCH]
    ranked.sort(key=lambda each: each[:2])
    return [(rank, offer) for rank, _, offer in ranked]


def _an_input_called_e() -> tuple[tuple[str, ...], Offer]:
    """What e may mean besides Euler's number."""
    return ("e",), Offer(translate("completions", "e  as an input"), "input", leaf_alone("e"))


def _typed_before(recent: Sequence[str], names: Spellings, functions: Functions) -> _Known:
    """Formulas and numbers that were typed before; whatever else is recent is known otherwise."""
    for words in recent:
        offer = _typed(words, names, functions)
        if offer is not None and offer.kind != "input":
            yield (words,), offer


def _labels(labels: Iterable[str]) -> _Known:
    for label in labels:
        yield (as_spelt(label),), Offer(as_spelt(label), "input", (Leaf(label),))


def _named(functions: Functions) -> _Known:
    for name, function in functions.items():
        yield (name,), Offer(name, "named function", function.definition)


def _operators() -> _Known:
    for entry in OPERATORS.values():
        yield _names(entry), Offer(f"{entry.spelling}  {entry.name}", "operator", operator_alone(entry.key))


def _names(entry: Operator) -> tuple[str, ...]:
    words = (word for word in entry.name.split() if len(word) >= _SHORTEST_WORD)
    return (entry.key, entry.spelling, entry.glyph, *entry.aliases, entry.name, *words)


def _age(words: str, recent: Sequence[str]) -> int:
    return recent.index(words) if words in recent else len(recent)


def _rank(wanted: str, names: tuple[str, ...]) -> int:
    """0 the same, 1 but for case, 2 a beginning, 3 a part, 4 the letters in order from the first; 99 none of these."""
    return min(rank_of(wanted, name) for name in names)


def rank_of(wanted: str, name: str) -> int:
    """How well a text matches one name: 0 the same to 4 the letters in order; NO_MATCH not at all."""
    small, whole = wanted.lower(), name.lower()
    spread = whole[:1] == small[:1] and _in_order(small, whole)
    tests = (wanted == name, small == whole, whole.startswith(small), small in whole, spread)
    return next((rank for rank, holds in enumerate(tests) if holds), NO_MATCH)


def _in_order(letters: str, whole: str) -> bool:
    rest = iter(whole)
    return all(letter in rest for letter in letters)


def _typed(wanted: str, names: Spellings, functions: Functions) -> Offer | None:
    """The text itself as a label, a number or a formula; None if it is none of them."""
    if not wanted:
        return None
    if wanted == "e" and "e" not in names:
        return Offer(wanted, "number", (Leaf(EULER),))
    try:
        label = names.checked(wanted)
        return Offer(as_spelt(label), "input" if is_name(label) else "number", (Leaf(label),))
    except EditError:
        pass
    try:
        found = read(wanted, names)
    except FormulaError:
        return None
    expression = found.definitions[-1].expression
    words = print_expression(expression, names) if found.was_latex else wanted
    return Offer(words, "formula", with_functions(expression, functions))
