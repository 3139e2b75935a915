"""The grammar of formulas, built from the table of operators, and the parser that reads a text with it.

LALR, by lark. Each rule gives the postfix pieces of what it read, as a rope: nothing recurses, and a tree that leans to
one side costs no more than a wide one. Importing this module imports lark: do so only when there is a text to read.

An operand of an infix operator binds more tightly than the operator, on the side where it groups at least as tightly;
on its right a prefix operator may stand without a bracket, however loose: 2^-x. A prefix operator takes all it can.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

import lark

from treeedit.model.functions import without_brackets
from treeedit.model.labels import Spellings
from treeedit.model.operator_entry import Operator
from treeedit.model.ropes import Rope, pieces_of
from treeedit.model.scanning import Scanner
from treeedit.model.tokens import (
    CALLS,
    INFIX,
    MAX_LENGTH,
    OPERANDS,
    PREFIX,
    RADICALS,
    SIGNS,
    TO_THE,
    FormulaError,
    Token,
    left_open,
    place_of,
    shown,
    unclosed_at,
)
from treeedit.words import translate

_FIXED = """
start: statement -> first | start _NEXT statement -> further
statement: NAME _EQUALS expression -> definition | expression -> bare
?expression: {any}
plain: NUMBER -> leaf | NAME -> leaf | EMPTY -> empty | _OPEN expression _CLOSE -> bracket
     | CALL _OPEN operands _CLOSE -> call | RADICAL plain -> radical
     | _BAR expression _BAR_END -> bars | CALL _BAR expression _BAR_END -> call_of_bars
raised: (plain | raised) RAISED -> raised
operands: expression -> first | operands _COMMA expression -> further
%declare NUMBER NAME EMPTY CALL RADICAL RAISED _OPEN _CLOSE _BAR _BAR_END _COMMA _EQUALS _NEXT {signs}
"""

_ABSOLUTE, _LOGARITHM = CALLS["abs"], CALLS["ln"]
_LONG = 2_000
"""Characters beyond which a text is looked over before it is read: an open bracket is told at once, not at its end."""


class Statement(NamedTuple):
    """A line as it was typed: the token of its name, if it has one, and its expression in postfix order.

    The pieces are leaves as tokens, operator keys, and None for an empty slot. parameters: what stood in brackets
    behind the name.
    """

    name: Token | None
    pieces: tuple[Token | str | None, ...]
    parameters: tuple[Token, ...] = ()


def statements(text: str, names: Spellings) -> list[Statement]:
    """The formulas of a text, one after the other. FormulaError if there is none, or where one cannot be read.

    names: those of the document that the text is for.
    """
    if len(text) > MAX_LENGTH:
        raise FormulaError(
            translate("parsing", "a formula has at most {0:,} characters").format(MAX_LENGTH), text, MAX_LENGTH
        )
    if len(text) > _LONG and (bracket := left_open(text)) is not None:
        raise unclosed_at(text, bracket)
    scanner = Scanner(text, names)
    try:
        found: list[Statement] = _parser().parse(scanner)  # type: ignore[assignment]
    except lark.UnexpectedToken as error:
        if _left_open(error, scanner):
            raise scanner.unclosed() from None
        raise _explained(error, scanner) from None
    except _MisfitError as error:
        raise FormulaError(error.sentence, text, error.position) from None
    heads = scanner.heads
    return [each._replace(parameters=heads.get(each.name.position, ())) if each.name else each for each in found]


@cache
def _parser() -> lark.Lark:
    return lark.Lark(_grammar(), parser="lalr", lexer=_Lexer, transformer=_Pieces())


def _grammar() -> str:
    """The rules, loosest operators first: infix_1: (looser or same) sign (tighter or any prefix), ..."""
    infix, prefix = _levels(INFIX), _levels(PREFIX)
    prefixes = [f"prefix_{level}" for level in prefix]

    def from_level(level: int) -> list[str]:
        rules = [f"infix_{each}" for each in infix if each >= level]
        return rules + [f"prefix_{each}" for each in prefix if each >= level] + ["raised", "plain"]

    def group(rules: list[str]) -> str:
        return f"({' | '.join(dict.fromkeys(rules))})"

    lines = [_FIXED.format(any=" | ".join(from_level(0)), signs=" ".join(sorted(set(SIGNS.values()))))]
    for level, entry in infix.items():
        left = from_level(level + entry.right_to_left)
        right = from_level(level + (not entry.right_to_left)) + prefixes
        lines.append(f"infix_{level}: {group(left)} {group(_kinds(INFIX, level))} {group(right)} -> infix")
    for level in prefix:
        operand = from_level(level + 1) + prefixes
        lines.append(f"prefix_{level}: {group(_kinds(PREFIX, level))} {group(operand)} -> prefix")
    return "\n".join(lines)


def _levels(spelled: dict[str, Operator]) -> dict[int, Operator]:
    """The precedences in use, each with an operator that has it; all of one precedence group in the same direction."""
    return {entry.precedence: entry for entry in spelled.values()}


def _kinds(spelled: dict[str, Operator], level: int) -> list[str]:
    return sorted({SIGNS[spelling] for spelling, entry in spelled.items() if entry.precedence == level})


class _Lexer(lark.lexer.Lexer):
    """What lark asks for its tokens."""

    def __init__(self, _: Any) -> None:
        pass

    def lex(self, scanner: Scanner) -> Iterator[lark.Token]:  # type: ignore[override]  # lark's simple interface
        """The tokens of a scanner as lark's."""
        for kind, text, position in scanner:
            yield lark.Token(kind, text, position)


class _MisfitError(Exception):
    """Where a rule refuses its parts, and why."""

    def __init__(self, sentence: str, position: int | None) -> None:
        self.sentence, self.position = sentence, position or 0
        super().__init__(sentence)


class _Pieces:
    """What each rule makes of its parts."""

    def first(self, parts: list[Any]) -> list[Any]:
        return [parts[0]]

    def further(self, parts: list[Any]) -> list[Any]:
        found: list[Any] = parts[0]
        found.append(parts[1])
        return found

    def definition(self, parts: list[Any]) -> Statement:
        name, rope = parts
        return Statement(_own(name), tuple(pieces_of(rope)))

    def bare(self, parts: list[Any]) -> Statement:
        return Statement(None, tuple(pieces_of(parts[0])))

    def leaf(self, parts: list[Any]) -> Rope:
        return _own(parts[0])

    def empty(self, parts: list[Any]) -> Rope:
        return None

    def bracket(self, parts: list[Any]) -> Rope:
        return parts[0]

    def bars(self, parts: list[Any]) -> Rope:
        return parts[0], _ABSOLUTE.key

    def call_of_bars(self, parts: list[Any]) -> Rope:
        return self.call([parts[0], [self.bars(parts[1:])]])

    def infix(self, parts: list[Any]) -> Rope:
        left, sign, right = parts
        return left, right, INFIX[sign].key

    def prefix(self, parts: list[Any]) -> Rope:
        sign, operand = parts
        return operand, PREFIX[sign].key

    def radical(self, parts: list[Any]) -> Rope:
        sign, operand = parts
        return operand, RADICALS[sign].key

    def raised(self, parts: list[Any]) -> Rope:
        base, raised = parts
        digits = unicodedata.normalize("NFKC", raised)
        sign = PREFIX.get(digits[0])
        exponent = Token("NUMBER", digits[1:] if sign else digits, raised.start_pos)
        return (base, exponent, sign.key, TO_THE.key) if sign else (base, exponent, TO_THE.key)

    def call(self, parts: list[Any]) -> Rope:
        name, operands = parts
        entry = CALLS[name]
        if len(operands) > entry.arity > 1:  # max(a, b, c) is max(max(a, b), c)
            return operands[0], *(piece for each in operands[1:] for piece in (each, entry.key))
        if len(operands) != entry.arity:
            count = "one operand" if entry.arity == 1 else f"{entry.arity} operands"
            raise _MisfitError(f"{name} takes {count}, found {len(operands)}{_advice(entry, operands)}", name.start_pos)
        return (*operands, entry.key)


def _advice(entry: Operator, operands: list[Any]) -> str:
    """What to write instead of two operands for one: two logarithms, or a decimal point."""
    if entry.arity != 1 or len(operands) != 2 or not all(isinstance(each, Token) for each in operands):
        return ""
    first, second = (each.text for each in operands)
    if entry is _LOGARITHM:
        return translate("parsing", "; the logarithm of {0} to the base {1} is {2}({0})/{2}({1})").format(
            first, second, entry.spelling
        )
    if operands[0].kind == operands[1].kind == "NUMBER" and first.isdecimal() and second.isdecimal():
        return translate("parsing", "; a number is written with a point, {0}.{1}").format(first, second)
    return ""


def _own(token: lark.Token) -> Token:
    return Token(token.type, str(token), token.start_pos or 0)


def _explained(error: lark.UnexpectedToken, scanner: Scanner) -> FormulaError:
    """What was expected where a token does not fit, in the user's words."""
    token, text = error.token, scanner.text
    if token.type == "$END" and scanner.previous is None:
        return FormulaError(translate("parsing", "the formula is empty"))
    position = len(text) if token.type == "$END" else token.start_pos or 0
    if "NUMBER" in error.expected:
        sentence = translate("parsing", "expected a number, a name or an opening bracket, found {0}").format(
            _found(token)
        )
    else:
        sentence, position = _instead_of_an_operator(token, position, scanner)
    return FormulaError(sentence, text, position)


def _left_open(error: lark.UnexpectedToken, scanner: Scanner) -> bool:
    """Whether what does not fit is a new line within a bracket, so that the fault lies further up."""
    before, text = scanner.previous, scanner.text
    if not scanner.brackets or before is None:
        return False
    return place_of(text, before.position)[0] < place_of(text, error.token.start_pos or 0)[0]


def _instead_of_an_operator(token: lark.Token, position: int, scanner: Scanner) -> tuple[str, int]:
    """What to say, and of which position, where an operand is followed by what is no operator."""
    before = scanner.previous
    assert before is not None
    if token.type in OPERANDS:
        return _between_operands(before, token, position)
    if token.type == "_EQUALS":
        return translate("parsing", "only a single name can stand before ="), position
    return translate("parsing", "expected an operator, found {0}").format(_found(token)), position


def _between_operands(before: Token, token: lark.Token, position: int) -> tuple[str, int]:
    """What is missing between two operands, or what they were meant to be."""
    if token.type == before.kind == "NUMBER" and before.position + len(before.text) == position:
        return translate("parsing", "{0} is no number").format(shown(before.text + token)), before.position
    if token.type == "EMPTY":
        sentence = translate("parsing", "{0} is an empty slot; write an operator before it")
        return sentence.format(shown(token)), position
    as_function = without_brackets(before.text) if before.kind == "NAME" else ""
    if as_function:
        return as_function, before.position
    is_index = before.kind == "NAME" and token in ("[", "{")
    sentence = (
        translate("parsing", "write an index behind _, as in x_1, or * between {0} and {1}")
        if is_index
        else translate("parsing", "write * between {0} and {1}")
    )
    return sentence.format(shown(before.text), shown(token)), position


def _found(token: lark.Token) -> str:
    if token.type == "$END":
        return "the end of the text"
    return "the end of the line" if token.type == "_NEXT" and token != ";" else shown(token)
