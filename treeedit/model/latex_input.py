r"""LaTeX as it stands in papers, as the text of a formula: \frac{ab}{c} is a*b/c.

A reader by precedence with a stack of what is open, so that nothing recurses: letters side by side are a product, a
function without brackets takes the product that follows, and everything that it does not know is refused by its name.
What `print_latex` prints it reads as the same tree: a square and a reciprocal are marked by braces that nobody sees.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from treeedit.model import latex_words as table
from treeedit.model.labels import EULER, PRIME
from treeedit.model.latex_functions import call_of, fraction, key_of, root
from treeedit.model.latex_heads import check_parameters, head_of
from treeedit.model.latex_indices import argument
from treeedit.model.latex_names import Name, Names
from treeedit.model.latex_numbers import take_number
from treeedit.model.latex_reading import Frame, Reading
from treeedit.model.latex_tokens import WIDE, Source, statements
from treeedit.model.operator_entry import NEGATION, PRODUCT, SUM
from treeedit.model.printing import print_expression
from treeedit.model.records import Expression, Leaf
from treeedit.model.ropes import pieces_of
from treeedit.model.tokens import FormulaError, shown
from treeedit.words import translate

_LATEX = re.compile(r"\\[A-Za-z({\[,;:!|\\%_&#]|[_^]\s*\{|\{,\}|\^\*(?=[-+/)=,}\s]|$)|\$")
_DOLLARS = re.compile(r"(?<!\\)(?:\$\$?|\\[()\[\]])")
_WORD = re.compile(r"\w")
_SIGN_LEVELS = {"+": SUM, "-": SUM, "*": PRODUCT, "/": PRODUCT}
_MINUS = "neg"


def is_latex(text: str) -> bool:
    """Whether a text is written as LaTeX rather than as a plain formula."""
    return bool(_LATEX.search(text))


def text_of_latex(text: str, names: Collection[str] = ()) -> str:
    r"""The formulas of a text in LaTeX as plain text, one a line: \frac{x_3}{x_1+x_2} is x3/(x1 + x2).

    names: those of the document; a run of letters that is one of them is that name. Nothing if there is no formula;
    FormulaError where one cannot be read.
    """
    _check_dollars(text)
    sources = list(statements(text))
    looks: dict[str, str] = {}
    own = {"e"} if any(_defines_e(each) for each in sources) else set()
    return "\n".join(_Statement(each, {*names, *own}, looks).read() for each in sources)


def _check_dollars(text: str) -> None:
    """Refuse a text in which a formula in $…$ does not end, or has words beside it: they would become inputs."""
    outside, at = True, 0
    for sign in _DOLLARS.finditer(text):
        if outside and (word := _WORD.search(text, at, sign.start())):
            raise FormulaError(_beside(), text, word.start())
        outside, at = not outside, sign.end()
    if not outside:
        raise FormulaError(translate("latex_input", "the formula that begins here has no end"), text, at)
    if at and (word := _WORD.search(text, at)):
        raise FormulaError(_beside(), text, word.start())


def _beside() -> str:
    return translate("latex_input", "there is text beside the formula in $…$ or \\(…\\); take the formula alone")


def _defines_e(source: Source) -> bool:
    return [word.text for word in source.words[:2]] == ["e", "="]


class _Statement:
    """Reads one formula. looks: how each label was set so far, since two that look different must not be one."""

    def __init__(self, source: Source, names: Collection[str], looks: dict[str, str]) -> None:
        self._source = source
        self._names = Names(source, names)
        self._known = names
        self._looks = looks
        self._reading = Reading(source, self._names)

    def read(self) -> str:
        """The formula as text, with the name that it defines."""
        source = self._source
        head = head_of(source, self._names)
        self._reading.at = head.after
        rope = self._reading.all(self._take)
        expression: Expression = tuple(pieces_of(rope))
        check_parameters(source, head, expression)
        text = print_expression(expression, self._known)
        return f"{head.name} = {text}" if head.name else text

    # --- words ---

    def _take(self, frame: Frame) -> None:
        word = self._source.words[self._reading.at]
        name = self._names.read(self._reading.at, frame.end) if word.kind in ("letter", "{", "command") else None
        if name is not None and not self._is_function(word.text, frame):
            self._name(frame, name)
            return
        if word.kind == "digit":
            take_number(self._reading, frame)
        else:
            getattr(self, f"_take_{_TAKERS.get(word.kind, 'other')}")(frame)

    def _take_sign(self, frame: Frame) -> None:
        sign = self._source.words[self._reading.at].text
        if frame.ready:
            level = _SIGN_LEVELS[sign]
            self._reading.reduce(frame, level)
            frame.operators.append((level, sign))
            frame.ready = False
        elif sign == "-":
            frame.operators.append((NEGATION, _MINUS))
        elif sign != "+":
            raise self._reading.expected()
        self._reading.at += 1

    def _take_comma(self, frame: Frame) -> None:
        if not frame.listed:
            raise self._source.error(
                translate("latex_input", "a comma stands only between operands; a number is written with a point"),
                self._reading.at,
            )
        self._reading.finish(frame)
        frame.items.append(frame.operands.pop())
        self._reading.at += 1

    def _take_open(self, frame: Frame) -> None:
        self._reading.begin(frame)
        self._reading.open_bracket(frame, self._reading.atom_of_one)

    def _take_close(self, frame: Frame) -> None:
        word = self._source.words[self._reading.at]
        if frame.closing == "|" and word.text != "|":
            raise self._reading.not_closed(frame)
        if frame.closing != word.text or (word.text == "|" and frame.closing != "|"):
            raise self._source.error(
                translate("latex_input", "{0} closes nothing here").format(shown(word.text)), self._reading.at
            )
        if not frame.ready:
            raise self._reading.expected()
        self._reading.at += 1
        self._reading.close(frame)

    def _take_bar(self, frame: Frame) -> None:
        if frame.closing == "|" and frame.ready:
            self._reading.at += 1
            self._reading.close(frame)
            return
        self._reading.begin(frame)
        self._reading.open_bracket(frame, self._reading.atom_of_one)

    def _take_group(self, frame: Frame) -> None:
        start, close = self._reading.at, self._source.partner[self._reading.at]
        if close == start + 1:
            self._reading.at = close + 1
            return
        self._reading.begin(frame)
        self._reading.open_range(start + 1, close, close + 1, self._reading.atom_of_one)

    def _take_slot(self, frame: Frame) -> None:
        self._reading.begin(frame)
        self._reading.at += 1
        self._reading.atom(None)

    def _take_other(self, frame: Frame) -> None:
        word = self._source.words[self._reading.at]
        sentences = {
            "!": translate("latex_input", "there is no factorial here"),
            "<": translate("latex_words", table.REFUSED["lt"]).format(shown("<")),
            ">": translate("latex_words", table.REFUSED["gt"]).format(shown(">")),
            "'": translate("latex_input", "a prime stands behind a name only; a derivative is not read"),
            "_": translate("latex_input", "a subscript stands behind a name only"),
            "^": translate("latex_input", "there is nothing to raise to this power"),
            WIDE: translate("latex_input", "a wide space is no product; write \\cdot, or one formula on a line"),
        }
        sentence = sentences.get(word.text, translate("latex_words", table.UNKNOWN).format(shown(word.text)))
        raise self._source.error(sentence, self._reading.at)

    # --- names and functions ---

    def _is_function(self, text: str, frame: Frame) -> bool:
        """Whether what looks like a name is a function, since a bracket follows or it can be nothing else."""
        word = self._source.words[self._reading.at]
        if word.kind == "command" and text in table.WORDS:
            inner, after = self._written(frame.end)
            return self._is_called(inner, after, frame.end)
        if word.kind == "letter":
            run = "".join(each.text for each in self._names.run(self._reading.at, frame.end))
            return (
                len(run) > 1 and run not in self._known and self._is_called(run, self._reading.at + len(run), frame.end)
            )
        return False

    def _is_called(self, name: str, after: int, end: int) -> bool:
        source = self._source
        indexed = source.kind(after, end) == "_"  # max_1 is a name, max_1(x) may be none
        while source.kind(after, end) in ("^", "_"):
            *_, after = argument(self._source, after + 1, end)
        bracket = source.kind(after, end) == "open" or (
            source.kind(after, end) == "{" and source.kind(after + 1, end) == "open"
        )
        known = key_of(name) is not None or name.lower() in table.UNKNOWN_FUNCTIONS
        word = self._source.words[self._reading.at]
        if word.kind == "letter":
            return (known and len(name) > 1) or (bracket and len(name) > 3)
        return bracket or (known and not indexed) or word.text.startswith("operatorname")

    def _written(self, end: int) -> tuple[str, int]:
        r"""The word in \mathrm{word}, and the index behind it."""
        start, stop, after = argument(self._source, self._reading.at + 1, end)
        return "".join(word.text for word in self._source.words[start:stop]), after

    def _take_letter(self, frame: Frame) -> None:
        run = "".join(each.text for each in self._names.run(self._reading.at, frame.end))
        call_of(self._reading, frame, run, self._reading.at + len(run))

    def _take_command(self, frame: Frame) -> None:
        source, name = self._source, self._source.words[self._reading.at].text
        if name in table.FRACTIONS:
            fraction(self._reading, frame)
        elif name == table.ROOT:
            root(self._reading, frame)
        elif name == table.OVER:
            self._reading.finish(frame)
            if frame.above is not None or frame.closing:
                raise source.error(translate("latex_input", "one \\over stands in a pair of braces"), self._reading.at)
            frame.above = frame.operands.pop()
            self._reading.at += 1
        elif name in table.WORDS:
            call_of(self._reading, frame, *self._written(frame.end))
        elif name in table.FUNCTION_COMMANDS or name in table.UNKNOWN_FUNCTIONS:
            call_of(self._reading, frame, name, self._reading.at + 1)
        else:
            sentence = translate("latex_words", table.REFUSED.get(name, table.UNKNOWN))
            raise source.error(sentence.format(shown("\\" + name)), self._reading.at)

    def _name(self, frame: Frame, name: Name) -> None:
        source, at, label = self._source, self._reading.at, name.label
        braced = source.kind(name.after, frame.end) == "{"
        if self._opens(name.after + braced, frame.end):
            is_called = name.alone and label in table.CALLED
            if is_called and not name.exponent:
                call_of(self._reading, frame, table.CALLED[label], name.after)
                return
            if is_called:
                is_inverse = name.exponent is not None and source.brief(*name.exponent) == ["-", "1"]
                sentence = (
                    translate("latex_input", "there is no inverse of {0} here; write its formula, or 1/{0}(…)")
                    if is_inverse
                    else translate(
                        "latex_input", "{0} with a power may be a function or a factor; write {0}(…)^n or \\cdot"
                    )
                )
                raise source.error(sentence.format("\\" + label), at)
            if braced or self._names_a_function(name):
                sentence = translate("latex_input", "there is no function {0} here; write \\cdot for a product")
                raise source.error(sentence.format(shown(label.replace(PRIME, "'"))), at)
        self._check_difference(name, frame)
        if self._looks.setdefault(label, name.look) != name.look:
            sentence = translate("latex_input", "{0} is set in two ways here, and would be one name").format(
                shown(label)
            )
            raise source.error(sentence, at)
        self._reading.begin(frame)
        self._reading.at = name.after
        if name.exponent:
            start, stop = name.exponent
            reading = self._reading
            reading.open_range(
                start, stop, name.after, lambda found: reading.push((Leaf(label), *reading.raised(found)))
            )
        elif name.label == EULER:
            self._reading.atom(Leaf(label))
        else:
            self._reading.push(Leaf(label))

    def _opens(self, at: int, end: int) -> bool:
        """Whether a bracket opens here that may hold an operand; a bar is of an operand of its own."""
        return self._source.kind(at, end) == "open" and self._source.words[at].text != "|"

    def _check_difference(self, name: Name, frame: Frame) -> None:
        r"""FormulaError at \Delta x, which may be one thing or a product."""
        follows = self._source.kind(name.after, frame.end) in ("letter", "command")
        if name.label == table.DIFFERENCE and name.alone and not name.exponent and follows:
            after = self._names.read(name.after, frame.end)
            if after is not None:
                sentence = translate(
                    "latex_input",
                    "{0} before a name may be of a difference; write \\Delta_x for a name, \\cdot for a product",
                )
                raise self._source.error(sentence.format(shown("\\Delta")), self._reading.at)

    def _names_a_function(self, name: Name) -> bool:
        """Whether a name before a bracket is of a function, as in f(x + 1), x(t), W(x), rather than a factor."""
        source, opening = self._source, name.after
        close = source.partner.get(opening, opening)
        lone = (
            self._names.read(opening + 1, close) if source.kind(opening + 1, close) in ("letter", "command") else None
        )
        is_applied = lone is not None and lone.after == close
        derived = name.label.endswith(PRIME) and source.words[opening].text == "("
        letters = table.RAISED_FUNCTION_LETTERS if name.exponent else table.FUNCTION_LETTERS
        lettered = name.alone and name.label in letters
        return is_applied or derived or lettered or name.look.startswith(table.CALLIGRAPHIC)


_TAKERS = {
    "sign": "sign", "letter": "letter", "command": "command", "slot": "slot",
    "open": "open", "close": "close", "|": "bar", "{": "group", ",": "comma",
}  # fmt: skip
