"""The words of a formula: text to tokens, and `FormulaError`, which says where a text cannot be read and why.

How operators are spelled comes from the table alone. Here a word is looked at by itself; what it is between those
beside it (a product without a sign, the bar that closes |x|) is the matter of `scanning.py`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from treeedit.model.labels import PRIMES, canonical_label
from treeedit.model.operator_entry import POWER, PRODUCT, SUM, Notation, Operator
from treeedit.model.operators import OPERATORS
from treeedit.words import RefusalError, told, translate

MAX_LENGTH = 4_000_000
MAX_FORMULAS = 1_000


class FormulaError(RefusalError):
    """A text that is not a formula. The message is one sentence for the user that begins with the place.

    sentence: the message without the place. line, column: counted from 1. position: the offset into the text.
    """

    def __init__(self, sentence: str, text: str = "", position: int = 0) -> None:
        self.sentence, self.position = told(sentence), position
        self.line, self.column = place_of(text, position)
        place = f"line {self.line}, column {self.column}: " if text else ""
        super().__init__(place + sentence)


class Token(NamedTuple):
    """A word of a formula: its kind, how it is read, and where it stands."""

    kind: str
    text: str
    position: int


def _spellings(entry: Operator) -> tuple[str, ...]:
    return (entry.spelling, *entry.aliases, entry.key)


def _spelled(notation: Notation) -> dict[str, Operator]:
    """The entries of a notation by every way to write them."""
    found = [entry for entry in OPERATORS.values() if entry.notation is notation]
    return {spelling: entry for entry in found for spelling in _spellings(entry)}


def _as_calls() -> dict[str, Operator]:
    both = _spelled(Notation.PREFIX) | _spelled(Notation.CALL)
    return {spelling: entry for spelling, entry in both.items() if spelling.isidentifier()}


def _as_signs(notation: Notation) -> dict[str, Operator]:
    return {spelling: entry for spelling, entry in _spelled(notation).items() if not spelling.isidentifier()}


INFIX = _spelled(Notation.INFIX)
PREFIX = _as_signs(Notation.PREFIX)
RADICALS = _as_signs(Notation.CALL)
CALLS = _as_calls()

_entries = OPERATORS.values()
TIMES = next(e for e in _entries if e.notation is Notation.INFIX and e.precedence == PRODUCT and e.commutative)
TO_THE = next(e for e in _entries if e.notation is Notation.INFIX and e.precedence == POWER and e.right_to_left)

PLUS = next(e for e in _entries if e.notation is Notation.INFIX and e.precedence == SUM and e.commutative)

OPERANDS = frozenset({"NUMBER", "NAME", "EMPTY", "CALL", "RADICAL", "_OPEN", "_BAR"})
"""The kinds of tokens with which an operand begins."""
CLOSING = {"(": ")", "[": "]", "{": "}", "|": "|"}
_OPENING = {closing: opening for opening, closing in CLOSING.items() if opening != closing}


def sign_kind(spelling: str) -> str:
    """The kind of a sign's token: one for all that bind alike, SIGN_<precedence between>_<precedence before>."""
    binding = [table[spelling].precedence if spelling in table else "NONE" for table in (INFIX, PREFIX)]
    return f"SIGN_{binding[0]}_{binding[1]}"


SIGNS = {spelling: sign_kind(spelling) for spelling in (*INFIX, *PREFIX)}
_SYMBOLS = sorted((each for each in (*SIGNS, *RADICALS) if not each.isidentifier()), key=len, reverse=True)
_SYMBOL_CHARACTERS = frozenset("".join(_SYMBOLS))
_END = "\n\r\x85\u2028\u2029"
_LINE = re.compile(f"\r\n|[{_END}]")
_PATTERN = re.compile(
    f"(?P<SPACE>[ \t\xa0\u1680\u2000-\u200b\u202f\u205f\u2060\u3000\ufeff]+|#[^{_END}]*)"
    r"|(?P<NUMBER>(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)"
    r"|(?P<WORD>[A-Za-z_][A-Za-z_0-9]*)"
    r"|(?P<_OPEN>[(\[{])|(?P<_CLOSE>[)\]}])|(?P<_COMMA>,)|(?P<_EQUALS>:?=|≔)|(?P<_BAR>\|)|(?P<EMPTY>[□?])"
    r"|(?P<RAISED>⁻?[⁰¹²³⁴-⁹]+)"
    f"|(?P<SYMBOL>{'|'.join(map(re.escape, _SYMBOLS))})"
    f"|(?P<LINE>\r\n|[{_END}])|(?P<SEMICOLON>;)"
)


_OTHER_BASE = re.compile("0(?:[xX][0-9a-fA-F]+|[bB][01]+|[oO][0-7]+)(?![A-Za-z_0-9])")
_BRACKET = re.compile(f"[][(){{}}]|#[^{_END}]*")


def place_of(text: str, position: int) -> tuple[int, int]:
    """Line and column of a position, both counted from 1."""
    lines = _LINE.split(text[:position])
    return len(lines), len(lines[-1]) + 1


def shown(text: str) -> str:
    """A piece of a text as a sentence can quote it: short, in quotation marks, without what cannot be printed."""
    short = text if len(text) <= 20 else text[:20] + "…"
    return "“" + "".join(c if c.isprintable() else "�" for c in short) + "”"


def left_open(text: str) -> int | None:
    """The position of the innermost bracket that nothing closes, at a glance: whatever else is wrong with a text."""
    found: list[int] = []
    for match in _BRACKET.finditer(text):
        if match[0] in CLOSING:
            found.append(match.start())
        elif match[0] in _OPENING and (not found or text[found.pop()] != _OPENING[match[0]]):
            return None
    return found[-1] if found else None


def unclosed_at(text: str, position: int) -> FormulaError:
    """The error of a bracket that is never closed."""
    bracket = text[position]
    sentence = translate("tokens", "this {0} has no {1} that closes it").format(shown(bracket), shown(CLOSING[bracket]))
    return FormulaError(sentence, text, position)


def words(text: str) -> Iterator[Token]:
    """Every token by itself, lines and semicolons included, space and comments left out."""
    source = _composed(text)
    position = 0
    while position < len(source):
        match = _PATTERN.match(source, position)
        kind = match.lastgroup if match else "WORD"
        word = match.group() if match else ""
        if kind == "WORD":
            word = _extended(text, source, position, word)
        elif kind == "NUMBER":
            _check_number(text, source, position, word)
        if kind != "SPACE":
            yield _token(str(kind), word, position)
        position += len(word)


def _check_number(text: str, source: str, position: int, word: str) -> None:
    if source.startswith("_", position + len(word)):
        raise FormulaError(translate("tokens", "a number has no _ in it"), text, position + len(word))
    if other := _OTHER_BASE.match(source, position):
        sentence = translate("tokens", "write {0} as a decimal number").format(shown(other[0]))
        raise FormulaError(sentence, text, position)


def _token(kind: str, word: str, position: int) -> Token:
    if kind == "WORD":
        word = unicodedata.normalize("NFC", word)
        plain = word if word in CALLS else canonical_label(word)
        return Token("CALL", plain, position) if plain in CALLS else Token(SIGNS.get(word, "NAME"), word, position)
    if kind == "SYMBOL":
        return Token(SIGNS.get(word, "RADICAL"), word, position)
    return Token(kind, word, position)


def _composed(text: str) -> str:
    """The text with every character that only repeats another one (Ω the unit, Ω the letter) read as that one."""
    if unicodedata.is_normalized("NFC", text):
        return text
    composed = {c: unicodedata.normalize("NFC", c) for c in set(text)}
    return "".join(composed[c] if len(composed[c]) == 1 else c for c in text)


def _extended(text: str, source: str, position: int, word: str) -> str:
    """The whole word at a position, of which `word` is the part before the first character beyond ASCII."""
    end = position + len(word)
    while end < len(source) and _continues(source[end], first=end == position):
        if unicodedata.decomposition(source[end]).startswith("<super>"):
            raise FormulaError(translate("tokens", "write a power with ^, as in x^n"), text, end)
        end += 1
    if end == position:
        sentence = _of_point(source, position) if source[position] == "." else _unknown(source[position])
        raise FormulaError(sentence, text, position)
    if source[position] == "π" and re.match("[A-Za-z]", source[position + 1 : end]):
        return "π"  # 2πr is a product
    return source[position:end]


def _of_point(source: str, position: int) -> str:
    """What to say of a point that is in no number: of a module's function, or of an operator for every element."""
    module = re.search(r"\w*$", source[max(position - 20, 0) : position])
    function = re.match(r"\.(?:[A-Za-z_]\w{0,20}\.){0,4}([A-Za-z_]\w{0,40})\(", source[position : position + 150])
    if function and module and module[0]:
        written = shown(module[0] + function[0][:-1])
        return translate("tokens", "write {0} instead of {1}").format(shown(function[1]), written)
    sign = source[position + 1 : position + 2]
    if sign and sign in "^*/":
        return translate("tokens", "write {0} without the point before it").format(shown(sign))
    return _unknown(".")


def _continues(character: str, *, first: bool) -> bool:
    if character in _SYMBOL_CHARACTERS:
        return False
    if first:
        return character.isidentifier()
    of_a_word = f"x{character}".isidentifier() or character in PRIMES
    return of_a_word or unicodedata.decomposition(character).startswith("<sub>")


def _unknown(character: str) -> str:
    """What to say of a character that no formula has, with what to write instead if it looks like an operator."""
    name = unicodedata.name(character, "").lower()
    told = shown(character) + (f" ({name})" if name and not character.isascii() else "")
    if unicodedata.decomposition(character).startswith("<fraction>"):
        written = unicodedata.normalize("NFKC", character).replace("\u2044", "/")
        return told + translate("tokens", " has no meaning in a formula; write ({0})").format(written)
    lookalike = next((e.spelling for e in CALLS.values() if character in e.glyph and not character.isalnum()), "")
    return f"{told} has no meaning in a formula" + (f"; write {lookalike}(…)" if lookalike else "")
