r"""A text in LaTeX as words: what means nothing is left out, \left and the sizes are joined with their bracket.

The rule: one walk over the text, and what a word is is decided by the tables of `latex_words` alone. What belongs
together (braces, brackets) is matched here once, so that nobody has to look for an end again.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from treeedit.model import latex_words as table
from treeedit.model.tokens import FormulaError, shown
from treeedit.words import translate

BREAK = r"\\\\\*?(?:[ \t]*\[\s*-?[0-9.]+\s*(?:pt|mm|cm|in|ex|em|mu)\s*\])?"
r"""The pattern of what ends a line: \\, perhaps with the space that follows it, \\[4pt]."""
_WORD = re.compile(BREAK + r"|\\(?:operatorname|tag|hspace)\*|\\[A-Za-z]+|\\.|%[^\n]*|\n\s*|[^\S\n]+|:=|.", re.DOTALL)
WIDE = "wide"
"""The kind of the space between two operands that sets them apart."""
_FEW = 6
_OPERANDS = ("letter", "digit", "command", "|", "slot")
_SINGLE = {
    **dict.fromkeys("+-*/", "sign"),
    **dict.fromkeys("([", "open"),
    **dict.fromkeys(")]", "close"),
    **{each: each for each in "{}^_'|,"},
    "=": "equals",
    ":=": "equals",
    "\n": "end",
    ";": "end",
    "□": "slot",
    "?": "slot",
}


class Word(NamedTuple):
    r"""A word: its kind, what it says, where it stands, and whether a space that is drawn stands before it.

    The kinds are letter, digit, sign, open, close, slot, equals, end, command (without its backslash), other, and the
    signs {, }, ^, _, ', | and the comma, each a kind of its own. An open or close says its bracket; \times is a *.
    """

    kind: str
    text: str
    position: int
    spaced: bool = False
    written: str = ""


class Source:
    """The words of a text, and for every brace and bracket the index of its partner."""

    def __init__(self, text: str, words: Sequence[Word]) -> None:
        self.text = text
        self.words = words
        self.partner = dict(_partners(text, words))

    def kind(self, at: int, end: int) -> str:
        """The kind of a word, "" from the end on."""
        return self.words[at].kind if at < end else ""

    def brief(self, start: int, stop: int) -> list[str]:
        """What the words of a few say; of more than a few nothing, so that looking costs nothing."""
        return [word.text for word in self.words[start:stop]] if stop - start <= _FEW else []

    def error(self, sentence: str, at: int) -> FormulaError:
        """The error at a word, or behind the last one."""
        position = self.words[at].position if at < len(self.words) else len(self.text)
        return FormulaError(sentence, self.text, position)


def words_of(text: str) -> list[Word]:
    """The words of a text that mean something."""
    found: list[Word] = []
    raw = [(match[0], match.start()) for match in _WORD.finditer(text)]
    at, spaced = 0, False
    remarks: list[int] = []
    while at < len(raw):
        written, position = raw[at]
        name = written[1:] if written[0] == "\\" and len(written) > 1 else ""
        name = name[:1] if name.startswith("\\") else name
        at += 1
        if (written.isspace() and not written.startswith("\n")) or written[0] in "%&$" or name in table.DOLLARS:
            continue
        if name in table.NOTHING or written == "~":
            spaced = spaced or name in table.SPACES or written == "~"
            continue
        if name in table.WITH_ARGUMENT:
            at = _behind_argument(text, raw, at)
            continue
        if name in ("begin", "end"):
            at = _environment(text, raw, at, position)
            continue
        if name in table.HOLDERS:
            if name in table.BRACED:
                remarks.append(position)
            continue
        if name in table.LEFT or name in table.RIGHT or name in table.SIZES:
            at, word = _delimiter(text, raw, at, name, position)
            found += word
        elif written in table.SCRIPTS:
            parts = table.SCRIPTS[written], str(unicodedata.digit(written))
            found += [_word(each, "", position, spaced) for each in parts]
        else:
            found.append(_word(written, name, position, spaced))
        spaced = False
    found = _apart(found)
    return _without_remarks(text, found, remarks) if remarks else found


def _apart(words: Sequence[Word]) -> list[Word]:
    """The words without the wide spaces that are not between two operands, and the number of an equation behind one."""
    found: list[Word] = []
    at = 0
    while at < len(words):
        word, at = words[at], at + 1
        if word.kind == WIDE:
            at = _behind_number(words, at)
            ends = bool(found) and (found[-1].kind in _OPERANDS or found[-1].kind in ("close", "}"))
            begins = at < len(words) and words[at].kind in (*_OPERANDS, "open", "{")
            if not (ends and begins):
                continue
        found.append(word)
    return found


def _behind_number(words: Sequence[Word], at: int) -> int:
    """The index behind the number of an equation, (3) at the end of a line; the same index if there is none."""
    close = at + 1
    while close < len(words) and words[close].kind == "digit":
        close += 1
    bracketed = close < len(words) and close > at + 1 and (words[at].text, words[close].text) == ("(", ")")
    last = close + 1 >= len(words) or words[close + 1].kind == "end"
    return close + 1 if bracketed and last else at


def _word(written: str, name: str, position: int, spaced: bool) -> Word:
    if name:
        return _command(written, name, position, spaced)
    if written[0] == "\n":
        return Word("end", "\n", position)
    text = table.CHARACTERS.get(written, written)
    if text in _SINGLE:
        return Word(_SINGLE[text], text, position, spaced)
    if (text.isascii() and text.isdigit()) or text == ".":
        return Word("digit", text, position, spaced)
    is_letter = text.isidentifier() or unicodedata.combining(text[0])
    return Word("letter" if is_letter else "other", text, position, spaced)


_BRACKETS = {
    "{": ("open", "\\{"), "}": ("close", "\\}"), "lbrace": ("open", "\\{"), "rbrace": ("close", "\\}"),
    "lvert": ("open", "|"), "rvert": ("close", "|"), "vert": ("|", "|"), "\\": ("end", "\\"),
}  # fmt: skip


def _command(written: str, name: str, position: int, spaced: bool) -> Word:
    """The word of a command: a bracket, a sign, or the command itself."""
    if name in _BRACKETS:
        return Word(*_BRACKETS[name], position, spaced)
    if name in table.WIDE:
        return Word(WIDE, WIDE, position)
    sign = table.SIGNS.get(name) or table.NAMED.get(name)
    if sign is None:
        return Word("command", name, position, spaced)
    return Word(_SINGLE.get(sign, "other"), sign, position, spaced, written)


def _delimiter(text: str, raw: Sequence[tuple[str, int]], at: int, name: str, position: int) -> tuple[int, list[Word]]:
    r"""The bracket behind \left, \right or a size, as one word; a size alone is nothing."""
    while at < len(raw) and raw[at][0].isspace():
        at += 1
    written = raw[at][0] if at < len(raw) else ""
    bracket = table.DELIMITERS.get(written[1:], written) if written[:1] == "\\" else written
    if bracket not in table.OPENING and bracket not in table.CLOSING:
        sized = name in table.SIZES
        if sized or not written:
            return at, []
        sentence = table.REFUSED.get(written.removeprefix("\\"), table.UNKNOWN)
        raise FormulaError(translate("latex_words", sentence).format(shown(written)), text, position)
    if name in table.SIZES:
        return (at, []) if bracket != "." else (at + 1, [])
    return at + 1, [Word("open" if name in table.LEFT else "close", bracket, position)]


def _behind_argument(text: str, raw: Sequence[tuple[str, int]], at: int) -> int:
    """The index behind the braces that follow."""
    while at < len(raw) and raw[at][0].isspace():
        at += 1
    if at >= len(raw) or raw[at][0] != "{":
        return at
    depth = 0
    for index in range(at, len(raw)):
        depth += (raw[index][0] == "{") - (raw[index][0] == "}")
        if depth == 0:
            return index + 1
    raise FormulaError(translate("latex_tokens", "this { is not closed"), text, raw[at][1])


def _environment(text: str, raw: Sequence[tuple[str, int]], at: int, position: int) -> int:
    r"""The index behind \begin{align}; other environments are refused by their names."""
    end = _behind_argument(text, raw, at)
    name = "".join(each for each, _ in raw[at:end]).strip("{} \n")
    plain = name.removesuffix("*")
    if plain not in table.ENVIRONMENTS:
        sentence = table.REFUSED.get(plain, table.UNKNOWN)
        raise FormulaError(translate("latex_words", sentence).format(shown(name)), text, position)
    return _behind_argument(text, raw, end) if plain == "alignat" else end


def _without_remarks(text: str, words: list[Word], holders: Sequence[int]) -> list[Word]:
    r"""The words without what stands below or above an \underbrace."""
    partner = dict(_partners(text, words))
    left_out: set[int] = set()
    at = 0
    for position in holders:
        while at < len(words) and words[at].position < position:
            at += 1
        behind = partner.get(at, at) + 1
        if behind < len(words) and words[behind].kind in "_^":
            left_out.update(range(behind, partner.get(behind + 1, behind + 1) + 1))
    return [word for index, word in enumerate(words) if index not in left_out]


def _partners(text: str, words: Sequence[Word]) -> Iterator[tuple[int, int]]:
    """For each brace the index of the one that closes it, and where they match, the same of brackets."""
    braces: list[int] = []
    brackets: list[list[int]] = [[]]
    for at, word in enumerate(words):
        if word.kind == "{":
            braces.append(at)
            brackets.append([])
        elif word.kind == "}":
            if not braces:
                raise FormulaError(translate("latex_tokens", "this } closes nothing"), text, word.position)
            brackets.pop()
            yield braces.pop(), at
        elif word.kind == "open":
            brackets[-1].append(at)
        elif word.kind == "close" and brackets[-1]:
            yield brackets[-1].pop(), at
    if braces:
        raise FormulaError(translate("latex_tokens", "this { is not closed"), text, words[braces[-1]].position)


def statements(text: str) -> Iterator[Source]:
    r"""The formulas of a text, which \\, a new line or ; ends; a line that begins with a sign goes on with the last."""
    lines: list[list[Word]] = [[]]
    words = words_of(text)
    held = 0
    for word in words:
        if word.kind in ("{", "open"):
            held += 1
        elif word.kind in ("}", "close"):
            held -= 1
        if word.kind == "end":
            if held <= 0:
                lines.append([])
            elif word.text == ";":  # f(x; w) is f(x, w)
                lines[-1].append(word._replace(kind=",", text=","))
        else:
            lines[-1].append(word)
    for line in _joined([line for line in lines if line]):
        trimmed = _trimmed(line)
        if trimmed:
            yield Source(text, trimmed)


def _joined(lines: Sequence[list[Word]]) -> list[list[Word]]:
    """The lines with those put together of which one has no end or the next no beginning."""
    found: list[list[Word]] = []
    for line in lines:
        before = found[-1][-1].kind if found else ""
        begins = (line[0].kind == "sign" and line[0].text != "-") or line[0].kind in ("equals", "^", "_", "close")
        goes_on = begins or (line[0].kind == "sign" and not any(word.kind == "equals" for word in line))
        if found and (goes_on or before in ("sign", "equals")):
            found[-1] += line
        else:
            found.append(list(line))
    return found


def _trimmed(words: list[Word]) -> list[Word]:
    """The words without the comma or full stop of the sentence that they stand in."""
    while words and words[-1].text in (",", "."):
        words.pop()
    return words
