"""What may be written on a leaf: the name of an input, or a number.

The rule: two labels that are set alike are one, x_1 and x1, theta and θ. `canonical_label` gives the one spelling of
all; `parts_of` is what every way of setting a label is made from, so that two canonical labels never look alike. A
document may hold an older spelling, which stays: `Spellings` finds it. Euler's number has a label that no input can
have, however it is typed, so that a label says by itself whether it is a number.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from treeedit.model.lookalikes import of_one_script
from treeedit.model.operators import OPERATORS
from treeedit.model.records import EditError
from treeedit.words import translate

MAX_LABEL = 100
EULER = "ℯ"
"""The label of Euler's number, which formulas spell e."""
AS_SPELT = "\ufe00"
"""Ends the label of an input that is set as it is spelt, because another one is set in the way that it would be."""
CONSTANTS: Mapping[str, float] = {"pi": math.pi, EULER: math.e}
GREEK: Mapping[str, str] = dict(
    zip(
        """
        alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi pi rho sigma tau upsilon phi chi psi
        omega Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega
        """.split(),  # noqa: SIM905
        "αβγδεζηθικλμνξπρστυφχψωΓΔΘΛΞΠΣϒΦΨΩ",
        strict=True,
    )
)
"""The letters that have a name, as in TeX; those that look like Latin ones have none."""
INDEX_SIGNS: Mapping[str, str] = {"plus": "+", "minus": "-"}
"""How the signs in an index are spelt: x_i_plus_1."""
STAR = ("star",)
"""The index above that is drawn as a mere star: x__star."""
_GREEK_NAMES = {letter: name for name, letter in GREEK.items()}
_NUMBER = re.compile(r"(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
_NO_NUMBER = re.compile("inf|infinity|nan|∞", re.IGNORECASE)
PRIME = "ʹ"
"""Ends the base of a label that has primes; formulas write it so, too."""
_MARKS = "\u0300-\u036f\u20d0-\u20ff"
_PARTS = re.compile(rf"([^\W\d_](?:[^\W\d_]|[{_MARKS}])*)([0-9]*)((?:_[^\W_]+)*)(?:(___?)([^\W_]+(?:_[^\W_]+)*))?")
_SUBSCRIPTED = re.compile(r"[^\W\d_]_[0-9]+")
_PI_PRODUCT = re.compile("π[A-Za-z]")  # 2πr is a product for whoever writes it
_IN_BRACES = re.compile(r"_\{(\w+)\}")
PRIMES = "'′"
"""How primes are typed."""
_AS_PRIMES = str.maketrans(dict.fromkeys(PRIMES, PRIME))
_SUBSCRIPT_DIGITS = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")
_UNSEEN = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180d\u180f\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]"
)
_OWN_LETTERS = frozenset("ϖϒϹϲ")  # NFKC takes ϖ for π and ϲ for ς, but they are letters of their own
_REPEATS = ("<compat>", "<wide>", "<narrow>", "<initial>", "<medial>", "<final>", "<isolated>")
_RESERVED = frozenset(
    name for entry in OPERATORS.values() for name in (entry.key, entry.spelling, *entry.aliases)
) | frozenset(CONSTANTS)


class Parts(NamedTuple):
    """A label as it is set: its base, and the indices from left to right; Greek letters by their names.

    above: the index above in x__i, which is drawn in round brackets, and in x___i, which is drawn in square ones.
    """

    base: str
    below: tuple[str, ...] = ()
    above: tuple[str, ...] = ()
    brackets: str = ""


@lru_cache(maxsize=20_000)
def number_of(label: str) -> float | None:
    """The number that a label stands for; None if it is not a constant's label."""
    if label in CONSTANTS:
        return CONSTANTS[label]
    return float(label) if _NUMBER.fullmatch(label) else None


def is_name(label: str) -> bool:
    """Whether a label names an input (and is not a number)."""
    return number_of(label) is None


@lru_cache(maxsize=20_000)
def canonical_label(text: str) -> str:
    """The one spelling of all labels that are set like this one: x1 for x_1, x₁ and x_{1}, theta for θ.

    Whether it can be a label is not asked. A number stays as it is, and so does a label that is set as it is spelt.
    """
    if number_of(text) is not None or _is_set_as_spelt(text):
        return text
    bare = _IN_BRACES.sub(r"_\1", unicodedata.normalize("NFC", text)).translate(_AS_PRIMES)
    lowered = _lowered_as_typed(bare)
    plain = unicodedata.normalize("NFC", "".join(map(_repeated, _UNSEEN.sub("", lowered))))
    words = "_".join(of_one_script(word) for word in _primes_first(plain).split("_"))
    found = _PARTS.fullmatch(words)
    if not found:
        return words
    first, *others = [part for part in (found[2], *found[3].split("_")) if part] or [""]
    digits = first if first.isascii() and first.isdecimal() else f"_{_named(first)}" if first else ""
    above = found[4] + "_".join(map(_named, found[5].split("_"))) if found[4] else ""
    return "_".join([_named(found[1]) + digits, *map(_named, others)]) + above


def _primes_first(text: str) -> str:
    """The text with the primes of x_1ʹ where they belong, behind the x."""
    bare = text.rstrip(PRIME)
    base = re.match(rf"[^\W\d_{PRIME}]+", bare)
    return base[0] + text[len(bare) :] + bare[base.end() :] if base else text


def parts_of(label: str) -> Parts:
    """What a label is set from: of one that is not canonical the parts of the canonical one.

    A label that is set as it is spelt is its own base, with its mark, and so no name of a Greek letter.
    """
    if _is_set_as_spelt(label):
        return Parts(label)
    canonical = canonical_label(label)
    found = _PARTS.fullmatch(canonical)
    if not found:
        return Parts(canonical)
    below = tuple(part for part in (found[2], *found[3].split("_")) if part)
    above = tuple(found[5].split("_")) if found[4] else ()
    base = canonical[: found.start(4)] if above else canonical
    brackets = {"__": "()", "___": "[]", None: ""}[found[4]]
    if _is_word(found[1]) and any(map(_is_word, below)):
        return Parts(base, (), above, brackets)
    return Parts(found[1], below, above, brackets)


def _is_word(part: str) -> bool:
    """Whether a part is a word that one reads, as both are in learning_rate, which then has no subscript."""
    return len(part) > 1 and part.isalpha() and part not in GREEK and part not in INDEX_SIGNS and PRIME not in part


def index_signs(parts: Iterable[str]) -> Iterator[str]:
    """An index as it is drawn: its parts with commas between them, except where plus or minus stand for a sign."""
    comma = False
    for part in parts:
        sign = INDEX_SIGNS.get(part, "")
        if comma and not sign:
            yield ","
        yield sign or part
        comma = not sign


def is_letter(label: str) -> bool:
    """Whether a label is a letter, perhaps a Greek one, with accents, primes and subscripts perhaps: no word."""
    base = parts_of(label).base
    bare = [each for each in base if each != PRIME and not unicodedata.combining(each)]
    return len(bare) == 1 or base in GREEK


def letters_in(word: str) -> list[str]:
    """The letters in a run that are all written with their subscripts, w_1x_1; any other word is all that is in it."""
    found = _SUBSCRIPTED.findall(word)
    return found if len(found) > 1 and "".join(found) == word else [word]


def as_spelt(label: str) -> str:
    """A label as a file spells it."""
    return label.removesuffix(AS_SPELT)


def written_label(label: str, names: Collection[str] = ()) -> str:
    """A label as formulas write it where these names mean something: Euler's number is e, unless e is one of them."""
    if label == EULER:
        return EULER if "e" in names else "e"
    return as_spelt(label)


def _is_set_as_spelt(label: str) -> bool:
    """Whether a label is marked so, and would be set otherwise without the mark."""
    spelt = label.removesuffix(AS_SPELT)
    return spelt != label and (canonical_label(spelt) != spelt or spelt in GREEK or parts_of(spelt) != Parts(spelt))


def _lowered_as_typed(text: str) -> str:
    """Runs of lowered characters as what is typed for them: x₁₂ is x_12."""
    found: list[str] = []
    before = False
    for character in text:
        is_lowered = unicodedata.decomposition(character).startswith("<sub>")
        found.append("_" if is_lowered and not before and found and found[-1] != "_" else "")
        found.append(unicodedata.normalize("NFKC", character) if is_lowered else character)
        before = is_lowered
    return "".join(found)


def _repeated(character: str) -> str:
    """The character, or the one that it only repeats in another width or, as 𝑥, in another font of mathematics."""
    is_font = "\U0001d400" <= character <= "\U0001d7ff" or character == "ℎ"
    repeats = is_font or unicodedata.decomposition(character).startswith(_REPEATS)
    plain = unicodedata.normalize("NFKC", character) if repeats and character not in _OWN_LETTERS else character
    return plain if plain.isalnum() else character


def _named(part: str) -> str:
    return _GREEK_NAMES.get(part, part)


class Spellings(Collection[str]):
    """How a document spells its labels: whoever types x1 means the x_1 that is there already.

    formulas: those of the labels that name a function or a tree.
    """

    def __init__(self, labels: Iterable[str], formulas: Iterable[str] = ()) -> None:
        self._formulas = frozenset(formulas)
        self._labels = frozenset(labels) | self._formulas
        self._found: dict[str, str] | None = None

    def __contains__(self, label: object) -> bool:
        return label in self._labels

    def __iter__(self) -> Iterator[str]:
        return iter(self._labels)

    def __len__(self) -> int:
        return len(self._labels)

    def is_formula(self, label: str) -> bool:
        """Whether a label names a function or a tree, and no input."""
        return label in self._formulas

    def of(self, text: str) -> str:
        """The label of the document that a text means; the canonical one if the document has none."""
        if text in self._labels:
            return text
        if text + AS_SPELT in self._labels:
            return text + AS_SPELT
        if self._found is None:
            self._found = {canonical_label(label): label for label in sorted(self._labels)}
        return self._found.get(canonical_label(text), canonical_label(text))

    def checked(self, text: str) -> str:
        """The same, if it can be a label. EditError with a sentence if not."""
        found = self.of(text.strip())
        return found if found in self else checked_label(text)


def checked_label(text: str) -> str:
    """A label in its canonical spelling, from what somebody typed. EditError with a sentence if it cannot be one."""
    label = canonical_label(text.strip())
    if _NO_NUMBER.fullmatch(label):
        raise EditError(translate("labels", "“{0}” is no number, and cannot be the label of an input.").format(label))
    if len(letters_in(text.strip())) > 1:
        raise EditError(translate("labels", "“{0}” is a product of labels, and no label.").format(_shown(text.strip())))
    number = number_of(label)
    if number == 0.0 and re.search("[1-9]", re.split("[eE]", label)[0]):
        raise EditError(translate("labels", "The number {0} is too small: a double rounds it to 0.").format(label))
    return checked_spelling(label)


def checked_spelling(text: str) -> str:
    """A label as a document may hold it: spelt as it was typed, but composed. EditError if it cannot be one."""
    if text.isascii() and text.isidentifier() and len(text) <= MAX_LABEL and text not in _RESERVED:
        return text  # as nearly all are
    label = unicodedata.normalize("NFC", text.strip()).translate(_SUBSCRIPT_DIGITS)
    if label == "π":
        return "pi"
    if len(label) > MAX_LABEL:
        raise EditError(
            translate("labels", "A label has at most {0} characters; this one has {1}.").format(MAX_LABEL, len(label))
        )
    number = number_of(label)
    if number is not None:
        if math.isinf(number):
            raise EditError(translate("labels", "The number {0} is too large.").format(label))
        return label
    if label in _RESERVED:
        raise EditError(translate("labels", "“{0}” is an operator and cannot be the label of an input.").format(label))
    if not as_spelt(label).isidentifier() or not all(map(_is_of_a_label, label)) or _PI_PRODUCT.match(label):
        raise EditError(
            translate("labels", "“{0}” is not a label: use letters, digits and _, or a number.").format(_shown(label))
        )
    return label


def _is_of_a_label(character: str) -> bool:
    """Whether a character is a letter, a mark on one, a digit or _, and not a raised or lowered one."""
    raised = unicodedata.decomposition(character).startswith(("<super>", "<sub>"))
    return character == "_" or (unicodedata.category(character)[0] in "LMN" and not raised)


def _shown(label: str) -> str:
    return "".join(c if c.isprintable() else "�" for c in label)
