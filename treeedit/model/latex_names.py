r"""Names in LaTeX: a letter, a Greek one, a word, with accents, primes, subscripts and upper indices, as one label.

The rule: what is drawn differently is never one label, and an index is never a power. A name that no label can say is
refused. Accents combine with their letter (ŷ), a prime is a letter (xʹ), indices are words behind a low line, with
plus and minus spelt (x_i_plus_1), an upper index in round brackets stands behind two, in square ones behind three.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Collection
from itertools import pairwise, takewhile
from typing import NamedTuple

from treeedit.model import latex_words as table
from treeedit.model.labels import EULER, GREEK, PRIME, canonical_label
from treeedit.model.latex_indices import argument, index_of, letter_of
from treeedit.model.latex_tokens import Source, Word
from treeedit.model.tokens import shown
from treeedit.words import translate

_E = "e"
_ROUND, _SQUARE = "__", "___"
_MOST_WORDS = 60  # of a name in braces or under an accent
_TRANSPOSES = frozenset({"top", "intercal", "dagger", "T", "H"})


class Name(NamedTuple):
    """What was read: the label, how it was set where that is not in the label, what follows.

    exponent: the words of a power, from and to. after: the index behind it all. alone: whether it is a mere letter,
    raised perhaps.
    """

    label: str
    look: str
    after: int
    exponent: tuple[int, int] | None = None
    alone: bool = False


class _Nucleus(NamedTuple):
    """A name before its scripts; below: the subscripts that stood under its accent with it."""

    base: str
    look: str
    after: int
    below: tuple[str, ...] = ()
    alone: bool = False


class Names:
    """Reads names in one formula. names: those of the document; what is one of them is that name, letter for letter."""

    def __init__(self, source: Source, names: Collection[str]) -> None:
        self._source = source
        self._names = frozenset(names)
        self._words = self._names | {"".join(takewhile(str.isalpha, each)) for each in names}

    def read(self, at: int, end: int) -> Name | None:
        """The name that begins at a word; None if none does. FormulaError if it cannot be a label."""
        nucleus = self._nucleus(at, end)
        if nucleus is None:
            return None
        if nucleus.base == EULER:
            return Name(EULER, "", nucleus.after)
        return self._with_scripts(nucleus, end)

    def check_power(self, start: int, stop: int, at: int) -> None:
        """FormulaError if what stands above an operand in brackets is a transpose or an index."""
        self._check_transpose(start, stop, at)
        is_index = self._source.partner.get(start) == stop - 1 and self._source.words[start].text in ("(", "[")
        if is_index and self._source.kind(at - 1, at) == "close":
            raise self._source.error(translate("latex_names", "an index in brackets stands above a name only"), at)

    # --- the nucleus ---

    def _nucleus(self, at: int, end: int) -> _Nucleus | None:
        kind = self._source.kind(at, end)
        word = self._source.words[at] if at < end else None
        if word is None:
            return None
        if kind == "letter":
            return self._letters(at, end)
        if kind == "{":
            return self._braced(at, end)
        return self._commanded(word, at, end) if kind == "command" else None

    def _letters(self, at: int, end: int) -> _Nucleus:
        run = self._run(at, end)
        for size in (len(run), len("".join(takewhile(str.isalpha, run)))):
            if size > 1 and run[:size] in self._words:
                return _Nucleus(run[:size], "", at + size)
        letter, after = self._source.words[at].text, at + 1
        while after < end and unicodedata.combining(self._source.words[after].text[0]):
            letter, after = letter + self._source.words[after].text, after + 1
        base = unicodedata.normalize("NFC", letter)
        if base == _E and _E not in self._names:
            scripted = self._source.kind(after, end) in ("_", "'")
            return _Nucleus(base if scripted else EULER, "", after, alone=True)
        return _Nucleus(canonical_label(base), "", after, alone=True)

    def _run(self, at: int, end: int) -> str:
        """The letters and digits that stand directly side by side."""
        return "".join(word.text for word in self.run(at, end))

    def run(self, at: int, end: int) -> list[Word]:
        """The words of the letters and digits that stand directly side by side, bounded."""
        found: list[Word] = []
        for word in self._source.words[at : min(end, at + _MOST_WORDS)]:
            apart = found and word.position != found[-1].position + 1
            if word.kind not in ("letter", "digit") or word.text == "." or apart:
                break
            found.append(word)
        return found

    def _braced(self, at: int, end: int) -> _Nucleus | None:
        """{g} is g, where a script follows; other braces are no name."""
        close = self._source.partner[at]
        follows = self._source.kind(close + 1, end)
        if follows not in ("_", "'") or close - at > _MOST_WORDS:
            return None
        inner = self._nucleus(at + 1, close)
        if inner is None or inner.after != close:
            return None
        return inner._replace(after=close + 1, alone=False)

    def _commanded(self, word: Word, at: int, end: int) -> _Nucleus | None:
        name = word.text
        if name in GREEK or name in table.VARIANTS:
            return _Nucleus(table.VARIANTS.get(name, name), name, at + 1, alone=True)
        if name in table.LETTERS:
            return _Nucleus(table.LETTERS[name], name, at + 1, alone=True)
        if name in table.WORDS:
            return self._word(at, end)
        if name in table.ACCENTS or name in table.FONTS:
            return self._marked(name, at, end)
        return None

    def _marked(self, name: str, at: int, end: int) -> _Nucleus:
        """A name with an accent, or in a font."""
        source = self._source
        start, stop, after = argument(self._source, at + 1, end)
        if stop - start > _MOST_WORDS:
            raise source.error(translate("latex_names", "{0} takes one name").format(shown("\\" + name)), at)
        inner = self._nucleus(start, stop)
        below: tuple[str, ...] = inner.below if inner else ()
        if inner and source.kind(inner.after, stop) == "_" and not below:
            first, last, behind = argument(self._source, inner.after + 1, stop)
            below = tuple(index_of(self._source, first, last, inner.after, ()))
            inner = inner._replace(after=behind)
        if name in table.FONTS and inner and inner.after != stop:
            inner = self._word(at, end)._replace(after=stop)
        if inner is None or inner.after != stop or (inner.base == EULER and name in table.FONTS):
            raise source.error(translate("latex_names", "{0} takes one name").format(shown("\\" + name)), at)
        if name in table.FONTS:
            return inner._replace(look=f"{name} {inner.look}", after=after, below=below, alone=False)
        base = _E if inner.base == EULER else inner.base
        letter = GREEK.get(base, base)
        if len(unicodedata.normalize("NFC", letter)) > 1 and not unicodedata.combining(letter[1]):
            raise source.error(translate("latex_names", "{0} stands over one letter").format(shown("\\" + name)), at)
        marked = unicodedata.normalize("NFC", letter + table.ACCENTS[name])
        return _Nucleus(marked, inner.look, after, below)

    def _word(self, at: int, end: int) -> _Nucleus:
        r"""\mathrm{max}: a word as it is; \mathrm{e} is Euler's number."""
        source = self._source
        start, stop, after = argument(self._source, at + 1, end)
        words = source.words[start:stop]
        letters = [letter_of(word) for word in words]
        gaps = [False, *(_is_apart(before, word) for before, word in pairwise(words))]
        word = "".join("_" * gap + letter for gap, letter in zip(gaps, letters, strict=False))
        if not all(letters) or not word:
            raise source.error(translate("latex_names", "this word has something in it that no name has"), at)
        scripted = source.kind(after, end) in ("_", "'")
        if word == "e" and not scripted and source.words[at].text != "mathbf":
            return _Nucleus(EULER, "", after)
        if word == "d" and not scripted:
            raise source.error(translate("latex_words", table.REFUSED["mathrm{d}"]).format(shown(r"\mathrm{d}")), at)
        return _Nucleus(canonical_label(word), "", after)

    # --- scripts ---

    def _with_scripts(self, nucleus: _Nucleus, end: int) -> Name:
        source, at = self._source, nucleus.after
        below, upper, primes = list(nucleus.below), "", 0
        look = nucleus.look
        exponent: tuple[int, int] | None = None
        while source.kind(at, end) in ("_", "^", "'"):
            kind = source.kind(at, end)
            if kind == "'":
                primes, at = primes + len(source.words[at].text), at + 1
                continue
            start, stop, after = argument(self._source, at + 1, end)
            if below if kind == "_" else upper or exponent:
                raise source.error(translate("latex_names", "a name has one script below and one above"), at)
            if kind == "_":
                below = index_of(self._source, start, stop, at, ())
                look += " ".join(word.text for word in source.words[start:stop] if word.text in GREEK)
            else:
                raised = self._primes(start, stop)
                primes += raised
                upper = self._upper(start + raised, stop, at) if start + raised < stop else ""
                exponent = None if upper or raised else (start, stop)
                if raised and not upper and start + raised < stop:
                    raise source.error(
                        translate("latex_names", "put the power behind the name with its prime in braces"), at
                    )
            at = after
        label = _label(nucleus.base + PRIME * primes, below) + upper
        if label == _E and _E not in self._names:
            label = EULER
        alone = nucleus.alone and not (below or upper or primes)
        return Name(label, look, at, exponent, alone)

    def _primes(self, start: int, stop: int) -> int:
        """How many primes stand at the beginning."""
        at = start
        while at < stop and self._source.words[at].text in ("'", "prime"):
            at += 1
        return at - start

    def _upper(self, start: int, stop: int, at: int) -> str:
        """The upper index as the label says it; "" if what stands above is a power."""
        source = self._source
        texts = source.brief(start, stop)
        if texts in (["*"], ["star"]):
            return f"{_ROUND}star"
        if texts in (["+"], ["-"]):
            raise source.error(translate("latex_names", "a sign alone is no exponent and no index"), at)
        self._check_transpose(start, stop, at)
        brackets = {"(": _ROUND, "[": _SQUARE}.get(source.words[start].text if start < stop else "")
        if brackets and source.partner.get(start) == stop - 1:
            return brackets + "_".join(index_of(self._source, start + 1, stop - 1, at, ("star",)))
        if brackets and self._goes_on(start, stop):
            sentence = translate("latex_names", "put a power behind the name with its index in brackets, as in {0}")
            raise source.error(sentence.format("(w^{(1)})^2"), at)
        return ""

    def _goes_on(self, start: int, stop: int) -> bool:
        """Whether an index in brackets has more beside it than a sign, as in w^{(1)2} or z^{[l](i)}."""
        source, close = self._source, self._source.partner.get(start, stop)
        is_index = source.words[start].text == "[" or close == start + 2
        return is_index and source.kind(close + 1, stop) not in ("", "sign")

    def _check_transpose(self, start: int, stop: int, at: int) -> None:
        words = list(self._source.words[start : min(stop, start + _MOST_WORDS)])
        if len(words) > 1 and words[0].text == "-":
            words = words[1:]
        if len(words) == 4 and words[0].kind == "command" and words[1].kind == "{":
            words = words[2:3]
        known = len(words) == 1 and words[0].text in _TRANSPOSES and words[0].text not in self._names
        if known:
            sentence = translate(
                "latex_names", "{0} above is a transpose, for vectors and matrices; here are only numbers"
            ).format(shown("\\" * (words[0].kind == "command") + words[0].text))
            if words[0].kind == "letter":
                advice = translate("latex_names", "; for a power write {0}")
                sentence += advice.format(f"^{{{{{words[0].text}}}}}")
            raise self._source.error(sentence, at)


def _is_apart(before: Word, word: Word) -> bool:
    """Whether there is a space between two words."""
    return word.position > before.position + (2 if before.kind == "command" else 1)


def _label(base: str, below: list[str]) -> str:
    if not below:
        return base
    first, *others = below
    joined = first if first.isascii() and first.isdecimal() else f"_{first}"
    return "_".join([base + joined, *others])
