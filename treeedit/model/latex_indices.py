r"""Arguments of commands in LaTeX, and indices: what stands below a name, or above it in brackets, as words of a label.

The rule: indices that are drawn differently are different words, or are refused. Signs are spelt: i+1 is i, plus, 1.
"""

from __future__ import annotations

from collections.abc import Collection

from treeedit.model import latex_words as table
from treeedit.model.labels import GREEK, INDEX_SIGNS, canonical_label
from treeedit.model.latex_tokens import Source, Word
from treeedit.words import translate

_INDEX_SIGNS = {sign: word for word, sign in INDEX_SIGNS.items()}


def argument(source: Source, at: int, end: int) -> tuple[int, int, int]:
    """The words of the argument that begins at a word: from, to, and the index behind it."""
    if at >= end or source.kind(at, end) in ("}", "close", "^", "_"):
        raise source.error(translate("latex_indices", "an argument is missing here"), at)
    if source.kind(at, end) == "{":
        close = source.partner[at]
        return at + 1, close, close + 1
    after = at + 1
    if source.kind(at, end) == "command":
        for _ in range(_arguments(source.words[at].text)):
            bare = source.kind(after, end) == "command" and _arguments(source.words[after].text)
            if after >= end or bare:
                raise source.error(translate("latex_indices", "put this argument in braces"), after)
            after = source.partner[after] + 1 if source.kind(after, end) == "{" else after + 1
    return at, after, after


def index_of(source: Source, start: int, stop: int, at: int, reserved: Collection[str]) -> list[str]:
    """The words of an index, signs among them spelt."""
    parts: list[str] = []
    closed, before = True, ","  # whether the last word has ended, and which sign did it
    index = start
    while index < stop:
        word = source.words[index]
        if word.kind in (",", "sign"):
            misplaced = before == "," if word.kind == "," else before and (before != "," or parts)
            if misplaced or (word.kind == "sign" and word.text not in _INDEX_SIGNS):
                raise _no_index(source, index)
            parts += [_INDEX_SIGNS[word.text]] if word.kind == "sign" else []
            closed, before, index = True, word.text, index + 1
            continue
        text, behind = _index_word(source, index, stop)
        whole = source.kind(index, stop) == "command" and len(text) > 1
        behind_word = index > start and (
            source.words[index - 1].kind == "}" or source.words[index - 1].text in table.FUNCTION_COMMANDS
        )
        if (not closed and (whole or behind_word)) or not text:
            raise _no_index(source, index)
        if closed:
            parts.append(text)
        else:
            parts[-1] += text
        closed, before, index = False, "", behind
    parts = [canonical_label(part) for part in parts]
    spelt = {*_INDEX_SIGNS.values(), *reserved}
    written = [word.text for word in source.words[start:stop]]
    signs = sum(text in _INDEX_SIGNS for text in written)
    if not parts or before == "," or sum(part in spelt for part in parts) != signs:
        raise _no_index(source, at)
    return parts


def _index_word(source: Source, at: int, stop: int) -> tuple[str, int]:
    word = source.words[at]
    if word.kind in ("letter", "digit") and word.text != ".":
        return word.text, at + 1
    if word.kind != "command":
        raise _no_index(source, at)
    name = table.VARIANTS.get(word.text, word.text)
    if name in GREEK or name in table.LETTERS:
        return GREEK.get(name, table.LETTERS.get(name, "")), at + 1
    if name in table.FUNCTION_COMMANDS:
        return name, at + 1
    if name in table.WORDS or name in table.FONTS:
        start, end, after = argument(source, at + 1, stop)
        return "".join(map(letter_of, source.words[start:end])).replace("_", ""), after
    raise _no_index(source, at)


def _no_index(source: Source, at: int) -> Exception:
    sentence = translate("latex_indices", "an index has letters, digits, commas, + and - only, and no index of its own")
    return source.error(sentence, at)


def letter_of(word: Word) -> str:
    """What a word within \\mathrm adds to a name; nothing if no name has it."""
    if word.kind in ("letter", "digit", "_") and word.text != ".":
        return word.text
    if word.kind == "command" and word.text == "_":
        return "_"
    return "_" if word.text == "-" else ""


def _arguments(command: str) -> int:
    """How many arguments a command takes."""
    if command in table.FRACTIONS:
        return 2
    one = command == table.ROOT or command in table.ACCENTS or command in table.FONTS or command in table.WORDS
    return int(one)
