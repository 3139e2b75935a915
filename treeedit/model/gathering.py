"""Formulas from any text: a mail, a paper, a program's output. What is understood is kept, the first that is not, told.

A line may have a bullet, quotation marks around it, a number in front, a full stop behind, or be LaTeX. Only marks that
come in pairs are taken off: a prime at the end belongs to the formula. The work is bounded: a text that is too long is
refused at once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from treeedit.model.formula import Definition, parse
from treeedit.model.labels import Spellings, is_name
from treeedit.model.latex_input import is_latex, text_of_latex
from treeedit.model.latex_tokens import BREAK
from treeedit.model.reading import read
from treeedit.model.records import Leaf
from treeedit.model.tokens import FormulaError, shown

MOST_CHARACTERS, MOST_LINES = 100_000, 2_000
_MOST_FAULTS = 200
_NUMBERED = re.compile(r"^(?:\(?\d{1,3}[.)]|\(\w\))\s+(?=\S)")
_BULLET = re.compile(r"^[-*+•‣▪◦–—·>|]+\s+(?=\S)")
_QUOTES = frozenset({'""', "''", "``", "“”", "„“", "”“", "‘’", "‚‘", "«»", "»«", "$$"})
_SPACES = " \t\u00a0\u200b\ufeff"
_TRAILING = ".,;:" + _SPACES
_LINE = re.compile("\r\n|[\n\r\x85\u2028\u2029]")


class Gathered(NamedTuple):
    """What was found in a text: formulas, and a sentence about the first line that is none ("" if all are)."""

    definitions: list[Definition]
    fault: str


def gathered(text: str, names: Iterable[str] = ()) -> Gathered:
    """The formulas of a text for a document that has these names, and what is not understood in it."""
    lines = text.count("\n") + 1
    if len(text) > MOST_CHARACTERS or lines > MOST_LINES:
        size = f"{lines:,} lines" if lines > MOST_LINES else f"{len(text):,} characters"
        most = f"{MOST_LINES:,} lines of {MOST_CHARACTERS:,} characters in all"
        return Gathered([], f"This text has {size}; at most {most} are read as formulas.")
    known = names if isinstance(names, Spellings) else Spellings(names)
    whole = _tidy(text.strip())
    if any(map(_NUMBERED.match, _LINE.split(whole))):
        return _by_lines(text, known, {})
    try:
        return Gathered(read(whole, known).definitions, "")
    except FormulaError as error:
        return _by_lines(text, known, {whole: error.sentence})


def _by_lines(text: str, known: Spellings, tried: dict[str, str]) -> Gathered:
    good: list[str] = []
    faults: list[str] = []
    whole = next(iter(tried.values()), "")
    lines = [each for each in enumerate(_lines(text), 1) if each[1].strip(_TRAILING)]
    for number, line in lines:
        found, fault = _read(line, known, tried)
        if not found and not fault:
            continue
        if found and not (len(lines) > 1 and _is_a_word(found, known)):
            good.append(found)
        else:
            faults.append(f"line {number}, {shown(line.strip())}: {fault or 'a word alone is left out'}")
        if len(faults) > _MOST_FAULTS and not good:
            break
    definitions, trouble = _together(good, known)
    if not definitions:
        return Gathered([], _nothing(len(lines), faults, whole))
    left = faults + trouble
    others = f" ({len(left)} lines are no formulas)" if len(left) > 1 else ""
    return Gathered(definitions, f"Left out: {left[0]}{others}." if left else "")


def _nothing(lines: int, faults: list[str], whole: str) -> str:
    if lines <= 1:
        return f"This is no formula: {faults[0].partition(': ')[2] if faults else whole}."
    return f"None of these {lines:,} lines is a formula; {faults[0]}." if faults else "This is no formula."


def _lines(text: str) -> list[str]:
    """The lines, with those that LaTeX ends by two backslashes."""
    if is_latex(text):
        text = re.sub(BREAK, "\n", text)
    return _LINE.split(text)


def _read(line: str, known: Spellings, tried: Mapping[str, str]) -> tuple[str, str]:
    """A line as a plain formula, else what is wrong; neither of a line that says nothing.

    tried: texts that are known to be no formulas, each with what is wrong.
    """
    fault = ""
    for candidate in _candidates(line):
        if candidate in tried:
            fault = fault or tried[candidate]
            continue
        try:
            text = text_of_latex(candidate, known) if is_latex(candidate) else candidate
            if not text:
                return "", ""
            parse(text, known)
        except FormulaError as error:
            fault = fault or error.sentence
        else:
            return text, ""
    return "", fault


def _candidates(line: str) -> list[str]:
    """What of a line may be meant: without number, bullet, marks around and behind; as it is first of all."""
    bare = _NUMBERED.sub("", line.strip())
    tidy = _tidy(bare)
    return list(dict.fromkeys((tidy, _tidy(_BULLET.sub("", bare)), _tidy(_BULLET.sub("", line.strip())))))


def _tidy(line: str) -> str:
    """A text without marks around it and punctuation behind it."""
    text = line.strip(_SPACES).rstrip(_TRAILING)
    while len(text) > 2 and text[0] + text[-1] in _QUOTES and text[-1] not in text[1:-1]:
        text = text[1:-1].strip(_SPACES).rstrip(_TRAILING)
    return text.replace("==", "=")


def _is_a_word(line: str, known: Spellings) -> bool:
    """Whether a line is nothing but a name: in a text of many lines most likely no formula."""
    ((name, expression, _), *_) = parse(line, known)
    (first, *others) = expression
    return not name and not others and isinstance(first, Leaf) and is_name(first.label)


def _together(lines: list[str], known: Spellings) -> tuple[list[Definition], list[str]]:
    """The lines as one text; a line that does not go with those before, such as a name given twice, is left out."""
    faults: list[str] = []
    while lines:
        try:
            return parse("\n".join(lines), known), faults
        except FormulaError as error:
            place = min(error.line, len(lines)) - 1
            faults.append(f"{shown(lines[place])}: {error.sentence}")
            lines = lines[:place] + lines[place + 1 :]
            if len(faults) > _MOST_FAULTS:
                break
    return [], faults
