"""What a few typed characters may mean: operators, labels of the document, numbers, and whole formulas.

Pure: text and what is known in, a ranked list out. The quick-add shows it; nothing here knows a widget.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from treeedit.model.edits import leaf_alone, operator_alone
from treeedit.model.formula import FormulaError, parse
from treeedit.model.labels import is_name
from treeedit.model.operator_entry import Notation, Operator
from treeedit.model.operators import OPERATORS
from treeedit.model.records import EditError, Expression

MOST_OFFERS = 9
SIGNS = {
    sign: entry.key
    for entry in reversed(list(OPERATORS.values()))
    for sign in (entry.spelling, *entry.aliases)
    if entry.notation is not Notation.CALL and len(sign) == 1 and not sign.isidentifier()
}
"""The keys that are an operator's sign; where two share one, the first of the table has it."""
_NO_MATCH = 99
_SHORTEST_WORD = 3


class Offer(NamedTuple):
    """One thing that could be put on the canvas: what it is called, what it is, and the tree that it is."""

    words: str
    kind: str
    expression: Expression


def offers(text: str, labels: Iterable[str], recent: Sequence[str]) -> list[Offer]:
    """The best meanings of a text, the likeliest first; of equals those used recently. Of "" the recent ones alone.

    labels: those of the document. recent: the words of offers taken before, the latest first.
    """
    wanted = text.strip()
    found = {offer.words: (_rank(wanted, names), offer) for names, offer in _known(labels)}
    ranked = [(rank, _age(offer.words, recent), offer) for rank, offer in found.values() if rank < _NO_MATCH]
    ranked.sort(key=lambda each: each[:2])
    best = [offer for _, _, offer in ranked]
    typed = _typed(wanted)
    if typed is not None and typed.words not in {offer.words for offer in best[:1]}:
        place = 0 if not best or ranked[0][0] > 0 else 1
        best = [offer for offer in best if offer.words != typed.words]
        best.insert(place, typed)
    return best[:MOST_OFFERS]


def _known(labels: Iterable[str]) -> Iterable[tuple[tuple[str, ...], Offer]]:
    for label in labels:
        yield (label,), Offer(label, "input", leaf_alone(label))
    for entry in OPERATORS.values():
        yield _names(entry), Offer(f"{entry.spelling}  {entry.name}", "operator", operator_alone(entry.key))


def _names(entry: Operator) -> tuple[str, ...]:
    words = (word for word in entry.name.split() if len(word) >= _SHORTEST_WORD)
    return (entry.key, entry.spelling, entry.glyph, *entry.aliases, entry.name, *words)


def _age(words: str, recent: Sequence[str]) -> int:
    return recent.index(words) if words in recent else len(recent)


def _rank(wanted: str, names: tuple[str, ...]) -> int:
    """0 the same, 1 but for case, 2 a beginning, 3 a part, 4 the letters in order from the first; 99 none of these."""
    return min(_rank_of(wanted, name) for name in names)


def _rank_of(wanted: str, name: str) -> int:
    small, whole = wanted.lower(), name.lower()
    spread = whole[:1] == small[:1] and _in_order(small, whole)
    tests = (wanted == name, small == whole, whole.startswith(small), small in whole, spread)
    return next((rank for rank, holds in enumerate(tests) if holds), _NO_MATCH)


def _in_order(letters: str, whole: str) -> bool:
    rest = iter(whole)
    return all(letter in rest for letter in letters)


def _typed(wanted: str) -> Offer | None:
    """The text itself as a new label, a number or a formula; None if it is none of them."""
    if not wanted:
        return None
    try:
        return Offer(wanted, "input" if is_name(wanted) else "number", leaf_alone(wanted))
    except EditError:
        pass
    try:
        definitions = parse(wanted)
    except FormulaError:
        return None
    return Offer(wanted, "formula", definitions[-1].expression)
