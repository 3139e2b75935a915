"""What the words of a formula are between those beside them: the tokens that the grammar is given.

What a look at the neighbours decides is decided here: brackets and bars that match, lines, products without a sign,
functions and their brackets, the head f(x) = of a formula. A product is read only where nothing else can be meant: what
looks like a function that does not exist is refused by its name.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from treeedit.model.functions import function_named, inverse_of, no_function
from treeedit.model.labels import GREEK, Spellings, canonical_label, is_letter, letters_in, number_of
from treeedit.model.tokens import (
    CALLS,
    CLOSING,
    OPERANDS,
    PLUS,
    SIGNS,
    TIMES,
    TO_THE,
    FormulaError,
    Token,
    place_of,
    shown,
    unclosed_at,
    words,
)
from treeedit.words import translate

MAX_FORMULAS = 1_000
_ENDS = frozenset({"NUMBER", "NAME", "EMPTY", "_CLOSE", "RAISED", "_BAR_END"})
_MULTIPLIED = OPERANDS - {"NUMBER", "EMPTY"}
_PAUSES = ("LINE", "SEMICOLON")
_OPENERS = ("_OPEN", "_BAR")
_FUNCTION_LETTERS = frozenset({*"fghFGH", "phi", "psi", "Phi", "Psi"})
"""Letters that before a bracket are functions for everybody, unless the text uses them as numbers."""
_HEAD = re.compile(r"\(([^()=\n;]*)\)\s*(?::?=|≔)(?!=)")
_RAISED_CALL = re.compile(r"(?:(?:\^|\*\*) *[({]? *([-−]?) *([0-9]+) *[)}]?|([⁻⁰¹²³⁴-⁹]+))\s*(?=[(\[{|])")
_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_THOUSANDS = 3
"""The digits between two commas of 1,000,000."""
_LONGEST_LOOK = 2_000
"""Characters that are looked at behind a bracket to tell a product from a function."""


class Bracket(NamedTuple):
    """An open bracket or bar, whether it holds the operands of a call, and the power of that call if it has one."""

    opening: Token
    of_call: bool
    raised: Token | None = None


class _Known(NamedTuple):
    """What the names of a text are: those of its formulas, and those that stand for numbers in them."""

    formulas: frozenset[str]
    inputs: frozenset[str]

    @staticmethod
    def of(text: str, names: Spellings) -> _Known:
        """The names of a text, as the document spells them."""
        formulas, inputs = set[str](), set[str]()
        for word, after in _with_next(words(text)):
            if word.kind == "NAME":
                label, follows = names.of(word.text), after.kind if after else ""
                if follows == "_EQUALS" or (after and _HEAD.match(text, after.position)):
                    formulas.add(label)
                elif follows != "_OPEN":
                    inputs.add(label)
        return _Known(frozenset(formulas), frozenset(inputs - formulas))


class _Inside(NamedTuple):
    """What stands in a bracket: nothing but a name or a number, several operands."""

    is_alone: bool
    is_list: bool

    @staticmethod
    def of(text: str, opening: int) -> _Inside:
        """What stands behind an opening bracket, as far as it is looked at."""
        depth, is_list, place = 0, False, opening
        for place in range(opening, min(len(text), opening + _LONGEST_LOOK)):
            depth += (text[place] in "([{") - (text[place] in ")]}")
            is_list = is_list or (depth == 1 and text[place] == ",")
            if depth == 0:
                break
        return _Inside(bool(re.fullmatch(r"[\w.]+", text[opening + 1 : place].strip())), is_list)


def _with_next(found: Iterator[Token]) -> Iterator[tuple[Token, Token | None]]:
    """Each of some words with the one behind it."""
    before: Token | None = None
    for word in found:
        if before is not None:
            yield before, word
        before = word
    if before is not None:
        yield before, None


class Scanner:
    """Goes over a text once, and knows the token before and the brackets that are open.

    names: those of the document. heads: by the position of a formula's name, the names in the brackets behind it.
    """

    def __init__(self, text: str, names: Spellings) -> None:
        self.text, self._names = text, names
        self.previous: Token | None = None
        self.brackets: list[Bracket] = []
        self.heads: dict[int, tuple[Token, ...]] = {}
        self._earlier: Token | None = None
        self._raised: Token | None = None
        self._skipped = 0
        self._formulas = 1

    def __iter__(self) -> Iterator[Token]:
        """The tokens in order; _NEXT stands between two formulas. FormulaError where there is none."""
        pause: Token | None = None
        for word, after in _with_next(self._letters(words(self.text))):
            if word.position < self._skipped:
                continue
            if word.kind in _PAUSES:
                pause = word
                self._check_pause(word)
                continue
            begins = self.previous is None or (pause is not None and not self.brackets)
            token = self._read(word, after, begins)
            self._check_call(pause or token, token)
            if begins and self.previous:
                yield self._next(pause or token)
            elif not pause and self._is_product(token):
                yield Token(SIGNS[TIMES.spelling], TIMES.spelling, token.position)
            pause = None
            if self._is_idle_plus(token, after):
                self.previous = token
                continue
            self._check(token)
            yield token
            yield from self._step(token)
        self._check_end()

    # --- what a word is ---

    def _letters(self, found: Iterator[Token]) -> Iterator[Token]:
        """Some words, of which w_1x_1 is w_1 and x_1, unless the document has an input of that name."""
        for word in found:
            letters = letters_in(word.text) if word.kind == "NAME" and word.text not in self._names else [word.text]
            position = word.position
            for letter in letters:
                yield word._replace(text=letter, position=position)
                position += len(letter)

    def _read(self, word: Token, after: Token | None, begins: bool) -> Token:
        """A word as the token that it is here."""
        if word.kind == "_BAR":
            return word._replace(kind="_BAR_END" if self._closes_bar(begins) else "_BAR")
        if word.kind not in ("NAME", "CALL"):
            return word
        label = canonical_label(word.text)
        if word.kind == "CALL" and label not in CALLS and (after is None or after.kind not in _OPENERS):
            return word._replace(kind="NAME")  # σ is a letter, too
        if after is None:
            return word
        if begins and after.text == "(" and (head := _HEAD.match(self.text, after.position)):
            return self._headed(word, head)
        function = function_named(word.text)
        if word.kind == "NAME" and function and after.kind in _OPENERS:
            return Token("CALL", function.spelling, word.position)
        if function and label not in GREEK and (power := _RAISED_CALL.match(self.text, after.position)):
            return self._with_power(word, power)
        return word

    def _headed(self, name: Token, head: re.Match[str]) -> Token:
        """The name of f(x) = …, whose brackets are only looked at."""
        if name.kind == "CALL":
            raise self._bare_call(name, "_EQUALS")
        found = [each._replace(position=each.position + head.start(1)) for each in words(head[1])]
        for i, each in enumerate(found):
            if each.kind != ("_COMMA" if i % 2 else "NAME"):
                raise self._error(translate("scanning", "only names stand in the brackets before ="), each)
        if len(found) % 2 == 0:
            raise self._error(translate("scanning", "only names stand in the brackets before ="), name)
        self.heads[name.position] = tuple(found[::2])
        self._skipped = head.end(1) + 1
        return name

    def _with_power(self, word: Token, power: re.Match[str]) -> Token:
        """A function with its power before the bracket: sin^2(x) is sin(x)^2, sin^-1(x) is asin(x)."""
        function = function_named(word.text)
        assert function is not None
        digits = unicodedata.normalize("NFKC", power[3]).replace("−", "-") if power[3] else ""
        exponent = digits or (power[1] and "-") + power[2]
        inverse = inverse_of(function)
        if exponent.startswith("-") and (exponent != "-1" or inverse is None):
            return word._replace(kind="CALL")
        self._skipped = power.end()
        if exponent == "-1" and inverse is not None:
            return Token("CALL", inverse.spelling, word.position)
        self._raised = Token("RAISED", exponent.translate(_SUPERSCRIPTS), power.start())
        return Token("CALL", function.spelling, word.position)

    def _closes_bar(self, begins: bool) -> bool:
        open_bar = bool(self.brackets) and self.brackets[-1].opening.kind == "_BAR"
        return open_bar and not begins and self._ended()

    def _ended(self) -> bool:
        """Whether an operand has just ended."""
        return self.previous is not None and self.previous.kind in _ENDS

    def _is_idle_plus(self, token: Token, after: Token | None) -> bool:
        """Whether a + is the sign of what follows, which changes nothing."""
        if token.text != PLUS.spelling or self._ended() or after is None:
            return False
        return after.kind in OPERANDS or after.text in SIGNS

    # --- products ---

    def _is_product(self, token: Token) -> bool:
        """Whether a token stands beside an operand that it multiplies. FormulaError where that cannot be meant."""
        before = self.previous
        if before is None or not self._ended() or token.kind not in _MULTIPLIED or before.kind == "EMPTY":
            return False
        if before.kind == "NAME" and token.kind == "_OPEN":
            return token.text == "(" and self._multiplies(before, token)
        if token.kind == "_BAR":
            self._check_spaced_bar(before, token)
        if before.kind == "NAME":
            self._check_transpose(before)
            others = token.kind != "NAME" or self._is_factor(token)
            return self._is_factor(before) and others
        return True

    def _multiplies(self, name: Token, bracket: Token) -> bool:
        """Whether a name before a bracket is a factor. FormulaError if it is taken for a function, and is none."""
        label = self._names.of(name.text)
        known = self._known
        if number_of(label) is not None or (label == "e" and not (label in known.formulas or label in self._names)):
            return True
        if label in known.formulas or self._names.is_formula(label):
            raise self._error(
                translate("scanning", "{0} is a formula here and takes no operand; write {1}*(…) for a product").format(
                    shown(name.text), name.text
                ),
                name,
            )
        if label in known.inputs or label in self._names:
            return True
        inside = _Inside.of(self.text, bracket.position)
        is_letter = self._is_factor(name) and label not in _FUNCTION_LETTERS
        if is_letter and not inside.is_alone and not inside.is_list:
            return True
        if is_letter and self._earlier and self._earlier.kind == "NUMBER":  # 2x(…): nobody counts functions
            return True
        raise self._error(no_function(name.text), name)

    def _is_factor(self, name: Token) -> bool:
        """Whether a name is a letter, with subscripts perhaps, or known: a word is not multiplied in passing."""
        label = self._names.of(name.text)
        return is_letter(label) or label in self._names or label in self._known.formulas

    @cached_property
    def _known(self) -> _Known:
        return _Known.of(self.text, self._names)

    def _check_transpose(self, above: Token) -> None:
        """w^T x is a product of vectors, unless T is a number here."""
        raised = self._earlier is not None and self._earlier.text in (TO_THE.spelling, *TO_THE.aliases)
        if raised and above.text == "T" and above.text not in self._names:
            sentence = translate(
                "scanning", "{0} above is a transpose here, and there are only numbers; for a power write ^(T)"
            )
            raise self._error(sentence.format(shown(above.text)), above)

    def _check_spaced_bar(self, before: Token, bar: Token) -> None:
        """a | b | c is a row of a table, no product."""
        around = self.text[bar.position - 1 : bar.position], self.text[bar.position + 1 : bar.position + 2]
        if all(each.isspace() for each in around):
            raise self._error(
                translate("scanning", "write * between {0} and {1}").format(shown(before.text), shown(bar.text)), bar
            )

    # --- checks ---

    def _next(self, pause: Token) -> Token:
        self._formulas += 1
        if self._formulas > MAX_FORMULAS:
            raise self._error(translate("tokens", "a text has at most {0:,} formulas").format(MAX_FORMULAS), pause)
        return Token("_NEXT", pause.text, pause.position)

    def _check_pause(self, token: Token) -> None:
        if self.brackets and token.kind == "SEMICOLON":
            raise self.unclosed()

    def unclosed(self) -> FormulaError:
        """The error of the innermost bracket that is open."""
        return unclosed_at(self.text, self.brackets[-1].opening.position)

    def _check(self, token: Token) -> None:
        if token.kind == "_CLOSE":
            self._check_close(token)
        elif token.kind == "_BAR_END":
            self._check_bar(token)
        elif token.kind == "_COMMA" and not (self.brackets and self.brackets[-1].of_call):
            raise self._misplaced_comma(token)

    def _step(self, token: Token) -> Iterator[Token]:
        """Remember a token; what follows it of itself."""
        before = self._earlier = self.previous
        self.previous = token
        if token.kind in ("_OPEN", "_BAR"):
            of_call = bool(before and before.kind == "CALL")
            self.brackets.append(Bracket(token, of_call and token.kind == "_OPEN", self._raised if of_call else None))
            self._raised = None
        elif token.kind in ("_CLOSE", "_BAR_END"):
            raised = self.brackets.pop().raised
            if raised:
                self.previous = raised
                yield raised

    def _check_close(self, token: Token) -> None:
        if not self.brackets:
            raise self._error(
                translate("tokens", "there is no opening bracket for this {0}").format(shown(token.text)), token
            )
        opening = self.brackets[-1].opening
        if token.text != CLOSING[opening.text]:
            line, column = place_of(self.text, opening.position)
            wanted = translate("tokens", "{0} for the {1} of line {2}, column {3}").format(
                shown(CLOSING[opening.text]), shown(opening.text), line, column
            )
            raise self._error(translate("tokens", "expected {0}, found {1}").format(wanted, shown(token.text)), token)

    def _check_bar(self, bar: Token) -> None:
        """Refuse |a|b|c|, which is |a|·b·|c| and |a·|b|·c|."""
        following = self.text[bar.position + 1 : bar.position + 1 + _LONGEST_LOOK]
        rest = re.match(r"\s*[^\s|)\]}+*/^,;#=<>−–·⋅×÷⁻⁰¹²³⁴-⁹-]", following)
        if rest and following.partition("\n")[0].partition(";")[0].count("|") > 1:
            raise self._error(
                translate("scanning", "these bars can be read in two ways; write abs(…) instead of |…|"), bar
            )

    def _misplaced_comma(self, token: Token) -> FormulaError:
        decimals = re.match("[0-9]+", self.text[token.position + 1 :][:20])
        if decimals and len(decimals[0]) == _THOUSANDS and self.previous and self.previous.text.isdecimal():
            advice = translate("tokens", "this comma may be of a decimal or of thousands; write a point or nothing")
        elif decimals and self.previous and self.previous.kind == "NUMBER":
            advice = translate("tokens", "write the number with a point, {0}, not with a comma").format(
                shown(f"{self.previous.text}.{decimals[0]}")
            )
        else:
            advice = translate(
                "tokens", "a comma stands only between the operands of a call, and a number is written with a point"
            )
        return self._error(advice, token)

    def _check_call(self, pause: Token, token: Token) -> None:
        if self.previous and self.previous.kind == "CALL" and (pause is not token or token.kind not in _OPENERS):
            raise self._bare_call(self.previous, pause.kind)

    def _bare_call(self, call: Token, following: str) -> FormulaError:
        if following == "_EQUALS":
            sentence = translate("tokens", "{0} is an operator and cannot name a formula; take another name").format(
                shown(call.text)
            )
        elif following in ("RAISED", SIGNS[TO_THE.spelling]):
            sentence = translate("tokens", "{0} needs its operand before the power, {1}(…)^n").format(
                call.text, call.text
            )
        else:
            sentence = translate("tokens", "{0} needs its operand in brackets, {1}(…)").format(call.text, call.text)
        return self._error(sentence, call)

    def _check_end(self) -> None:
        if self.previous and self.previous.kind == "CALL":
            raise self._bare_call(self.previous, "$END")
        if self.brackets:
            raise self.unclosed()

    def _error(self, sentence: str, token: Token) -> FormulaError:
        return FormulaError(sentence, self.text, token.position)
