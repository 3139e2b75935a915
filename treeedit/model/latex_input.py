r"""LaTeX as it stands in papers, as the text of a formula: \frac{ab}{c} is a*b/c.

A reader by precedence with a stack of what is open, so that nothing recurses: letters side by side are a product, a
function without brackets takes the product that follows, and everything that it does not know is refused by its name.
What `print_latex` prints it reads as the same tree: a square and a reciprocal are marked by braces that nobody sees.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field

from treeedit.model import latex_words as table
from treeedit.model.functions import no_function
from treeedit.model.labels import EULER, GREEK, PRIME
from treeedit.model.latex_calls import Call, applied
from treeedit.model.latex_names import Name, Names
from treeedit.model.latex_tokens import Source, Word, statements
from treeedit.model.operator_entry import NEGATION, PRODUCT, SUM
from treeedit.model.operators import OPERATORS
from treeedit.model.printing import print_expression
from treeedit.model.records import Expression, Leaf
from treeedit.model.ropes import Rope, pieces_of
from treeedit.model.tokens import shown
from treeedit.words import translate

_LATEX = re.compile(r"\\[A-Za-z({\[,;:!|\\]|[_^]\s*\{|\$")
_CALL, _RUN = 4, 5
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
    sources = list(statements(text))
    looks: dict[str, str] = {}
    own = {"e"} if any(_defines_e(each) for each in sources) else set()
    return "\n".join(_Statement(each, {*names, *own}, looks).read() for each in sources)


def _defines_e(source: Source) -> bool:
    return [word.text for word in source.words[:2]] == ["e", "="]


@dataclass
class _Frame:
    """What is open: the words at which it ends, by index or by a bracket, and what is done with what it holds."""

    end: int
    done: Callable[[list[Rope]], None]
    closing: str = ""
    opened: int = 0
    resume: int = 0
    listed: bool = False
    operands: list[Rope] = field(default_factory=list)
    operators: list[tuple[int, str | Call]] = field(default_factory=list)
    items: list[Rope] = field(default_factory=list)
    above: Rope = None
    ready: bool = False
    calls: int = 0


class _Statement:
    """Reads one formula. looks: how each label was set so far, since two that look different must not be one."""

    def __init__(self, source: Source, names: Collection[str], looks: dict[str, str]) -> None:
        self._source = source
        self._names = Names(source, names)
        self._known = names
        self._looks = looks
        self._at = 0
        self._stack: list[_Frame] = []
        self._read: list[Rope] = []

    def read(self) -> str:
        """The formula as text, with the name that it defines."""
        source = self._source
        places = _outside_braces(source, "equals")
        name = self._head(places[0]) if places else ""
        if len(places) > 1:
            raise source.error(translate("latex_input", "a formula has one ="), places[1])
        self._stack.append(_Frame(len(source.words), self._read.extend))
        while self._stack:
            frame = self._stack[-1]
            if self._at < frame.end:
                self._take(frame)
            elif frame.closing:
                raise source.error(
                    translate("latex_input", "this {0} is not closed").format(shown(source.words[frame.opened].text)),
                    frame.opened,
                )
            else:
                self._close(frame)
        (rope,) = self._read
        expression: Expression = tuple(pieces_of(rope))
        self._check_parameters(expression)
        text = print_expression(expression, self._known)
        return f"{name} = {text}" if name else text

    # --- what a formula is called ---

    _parameters: Sequence[tuple[str, int]] = ()

    def _head(self, equals: int) -> str:
        """The name before =, with or without the names of its inputs in brackets."""
        source = self._source
        name = self._names.read(0, equals)
        if name is None or name.exponent or name.label == EULER:
            raise source.error(translate("latex_input", "a name stands before =, as in f = x^2"), 0)
        at = name.after
        if source.kind(at, equals) == "open" and source.partner.get(at) == equals - 1:
            self._parameters = list(self._listed(at + 1, equals - 1))
            at = equals
        if at != equals:
            raise source.error(translate("latex_input", "a name stands before =, as in f = x^2"), at)
        self._at = equals + 1
        return name.label

    def _listed(self, at: int, end: int) -> Iterator[tuple[str, int]]:
        """The names between the brackets of f(x, y)."""
        source = self._source
        while True:
            name = self._names.read(at, end)
            if name is None or source.kind(name.after, end) not in ("", ","):
                raise source.error(translate("latex_input", "the names of inputs stand here, as in f(x, y) = …"), at)
            yield name.label, at
            if name.after >= end:
                return
            at = name.after + 1

    def _check_parameters(self, expression: Expression) -> None:
        labels = {token.label for token in expression if isinstance(token, Leaf)}
        for label, at in self._parameters:
            if label not in labels:
                raise self._source.error(
                    translate("latex_input", "{0} does not occur in the formula").format(label), at
                )

    # --- words ---

    def _take(self, frame: _Frame) -> None:
        word = self._source.words[self._at]
        name = self._names.read(self._at, frame.end) if word.kind in ("letter", "{", "command") else None
        if name is not None and not self._is_function(word.text, frame):
            self._name(frame, name)
            return
        taker = getattr(self, f"_take_{_TAKERS.get(word.kind, 'other')}")
        taker(frame)

    def _take_sign(self, frame: _Frame) -> None:
        sign = self._source.words[self._at].text
        if frame.ready:
            level = _SIGN_LEVELS[sign]
            self._reduce(frame, level)
            frame.operators.append((level, sign))
            frame.ready = False
        elif sign == "-":
            frame.operators.append((NEGATION, _MINUS))
        elif sign != "+":
            raise self._expected()
        self._at += 1

    def _take_comma(self, frame: _Frame) -> None:
        if not frame.listed:
            raise self._source.error(
                translate("latex_input", "a comma stands only between operands; a number is written with a point"),
                self._at,
            )
        self._finish(frame)
        frame.items.append(frame.operands.pop())
        self._at += 1

    def _take_open(self, frame: _Frame) -> None:
        self._begin(frame)
        self._open_bracket(frame, self._atom_of_one)

    def _take_close(self, frame: _Frame) -> None:
        word = self._source.words[self._at]
        if frame.closing != word.text or (word.text == "|" and frame.closing != "|"):
            raise self._source.error(
                translate("latex_input", "{0} closes nothing here").format(shown(word.text)), self._at
            )
        self._at += 1
        self._close(frame)

    def _take_bar(self, frame: _Frame) -> None:
        if frame.closing == "|" and frame.ready:
            self._at += 1
            self._close(frame)
            return
        self._begin(frame)
        self._open_bracket(frame, self._atom_of_one)

    def _take_group(self, frame: _Frame) -> None:
        start, close = self._at, self._source.partner[self._at]
        if close == start + 1:
            self._at = close + 1
            return
        self._begin(frame)
        self._open_range(start + 1, close, close + 1, self._atom_of_one)

    def _take_slot(self, frame: _Frame) -> None:
        self._begin(frame)
        self._at += 1
        self._atom(None)

    def _take_other(self, frame: _Frame) -> None:
        word = self._source.words[self._at]
        sentences = {
            "!": translate("latex_input", "there is no factorial here"),
            "<": translate("latex_words", table.REFUSED["lt"]).format(shown("<")),
            ">": translate("latex_words", table.REFUSED["gt"]).format(shown(">")),
            "'": translate("latex_input", "a prime stands behind a name only; a derivative is not read"),
            "_": translate("latex_input", "a subscript stands behind a name only"),
            "^": translate("latex_input", "there is nothing to raise to this power"),
        }
        sentence = sentences.get(word.text, translate("latex_words", table.UNKNOWN).format(shown(word.text)))
        raise self._source.error(sentence, self._at)

    def _take_number(self, frame: _Frame) -> None:
        before = self._source.words[self._at - 1] if self._at else None
        spelt = before and (before.kind == "letter" or before.text in GREEK)
        if frame.ready and before and (spelt or (before.kind == "digit" and self._source.words[self._at].spaced)):
            sentence = translate("latex_input", "write _ for a subscript or \\cdot for a product before this number")
            raise self._source.error(sentence, self._at)
        self._begin(frame)
        self._atom(Leaf(self._number(frame.end)))

    def _number(self, end: int) -> str:
        words, start = self._source.words, self._at
        text = self._digits(end, points=True)
        if [word.text for word in words[self._at : min(end, self._at + 3)]] == ["{", ",", "}"]:
            comma = self._at
            self._at += 3
            decimals = self._digits(end, points=False)
            if not text.isdigit() or len(decimals) == 3 or not decimals:
                sentence = translate(
                    "latex_input", "this comma may be of a decimal or of thousands; write a point or nothing"
                )
                raise self._source.error(sentence, comma)
            text = f"{text}.{decimals}"
        if text.count(".") > 1 or text == ".":
            raise self._source.error(translate("latex_input", "this is no number"), start)
        return text + self._power_of_ten(end)

    def _digits(self, end: int, *, points: bool) -> str:
        found: list[str] = []
        words = self._source.words
        while self._at < end and words[self._at].kind == "digit" and (points or words[self._at].text != "."):
            if found and words[self._at].spaced:
                break
            found.append(words[self._at].text)
            self._at += 1
        return "".join(found)

    def _power_of_ten(self, end: int) -> str:
        r"""6.02 \times 10^{23} is one number, as physicists write it; with \cdot it is a product."""
        words, at = self._source.words, self._at
        texts = [word.text for word in words[at : min(end, at + 4)]]
        if texts != ["*", "1", "0", "^"] or words[at].written != "\\times":
            return ""
        start, stop, after = self._names.argument(at + 4, end)
        exponent = "".join(self._source.brief(start, stop))
        if not exponent.removeprefix("-").isdecimal() or not exponent.isascii():
            return ""
        self._at = after
        return f"e{exponent}"

    # --- names and functions ---

    def _is_function(self, text: str, frame: _Frame) -> bool:
        """Whether what looks like a name is a function, since a bracket follows or it can be nothing else."""
        word = self._source.words[self._at]
        if word.kind == "command" and text in table.WORDS:
            inner, after = self._written(frame.end)
            return self._is_called(inner, after, frame.end)
        if word.kind == "letter":
            run = "".join(each.text for each in self._names.run(self._at, frame.end))
            return len(run) > 1 and run not in self._known and self._is_called(run, self._at + len(run), frame.end)
        return False

    def _is_called(self, name: str, after: int, end: int) -> bool:
        source = self._source
        while source.kind(after, end) in ("^", "_"):
            *_, after = self._names.argument(after + 1, end)
        bracket = source.kind(after, end) == "open" or (
            source.kind(after, end) == "{" and source.kind(after + 1, end) == "open"
        )
        lower = name.lower().replace(" ", "").replace("_", "")
        known = lower in _PLAIN_FUNCTIONS or lower in table.UNKNOWN_FUNCTIONS
        word = self._source.words[self._at]
        if word.kind == "letter":
            return (known and len(name) > 1) or (bracket and len(name) > 3)
        return known or bracket or word.text.startswith("operatorname")

    def _written(self, end: int) -> tuple[str, int]:
        r"""The word in \mathrm{word}, and the index behind it."""
        start, stop, after = self._names.argument(self._at + 1, end)
        return "".join(word.text for word in self._source.words[start:stop]), after

    def _take_letter(self, frame: _Frame) -> None:
        run = "".join(each.text for each in self._names.run(self._at, frame.end))
        self._call(frame, run, self._at + len(run))

    def _take_command(self, frame: _Frame) -> None:
        source, name = self._source, self._source.words[self._at].text
        if name in table.FRACTIONS:
            self._begin(frame)
            self._fraction(frame)
        elif name == table.ROOT:
            self._begin(frame)
            self._root(frame)
        elif name == table.OVER:
            self._finish(frame)
            if frame.above is not None or frame.closing:
                raise source.error(translate("latex_input", "one \\over stands in a pair of braces"), self._at)
            frame.above = frame.operands.pop()
            self._at += 1
        elif name in table.WORDS:
            self._call(frame, *self._written(frame.end))
        elif name in table.FUNCTION_COMMANDS or name in table.UNKNOWN_FUNCTIONS:
            self._call(frame, name, self._at + 1)
        else:
            sentence = translate("latex_words", table.REFUSED.get(name, table.UNKNOWN))
            raise source.error(sentence.format(shown("\\" + name)), self._at)

    def _name(self, frame: _Frame, name: Name) -> None:
        source, at = self._source, self._at
        braced = source.kind(name.after, frame.end) == "{" and source.kind(name.after + 1, frame.end) == "open"
        if (braced or source.kind(name.after, frame.end) == "open") and not name.exponent:
            if name.label in table.CALLED and name.alone:
                self._call(frame, table.CALLED[name.label], name.after)
                return
            if braced or self._names_a_function(name):
                sentence = translate("latex_input", "there is no function {0} here; write \\cdot for a product")
                raise source.error(sentence.format(shown(name.label.replace(PRIME, "'"))), at)
        label = name.label
        if self._looks.setdefault(label, name.look) != name.look:
            sentence = translate("latex_input", "{0} is set in two ways here, and would be one name").format(
                shown(label)
            )
            raise source.error(sentence, at)
        self._begin(frame)
        self._at = name.after
        if name.exponent:
            start, stop = name.exponent
            self._open_range(start, stop, name.after, lambda found: self._push((Leaf(label), *self._raised(found))))
        elif name.label == EULER:
            self._atom(Leaf(label))
        else:
            self._push(Leaf(label))

    def _names_a_function(self, name: Name) -> bool:
        """Whether a name before a bracket is of a function rather than a factor."""
        derived = name.label.endswith(PRIME) and self._source.words[name.after].text == "("
        return (
            derived or name.look.startswith(table.CALLIGRAPHIC) or (name.alone and name.label in table.FUNCTION_LETTERS)
        )

    def _call(self, frame: _Frame, written: str, after: int) -> None:
        """A function, whose index and power are looked at first."""
        source, at = self._source, self._at
        key = table.FUNCTIONS.get(written.lower().replace(" ", "").replace("_", ""))
        key = key or _PLAIN_FUNCTIONS.get(written.lower().replace("_", ""))
        if key is None:
            raise source.error(no_function(written), at)
        if frame.ready and frame.calls:
            self._end_calls(frame)
        self._begin(frame)
        call = Call(key, written, at)
        self._at = after
        self._scripts_of_call(frame, call)

    def _scripts_of_call(self, frame: _Frame, call: Call) -> None:
        """What stands below and above a function, then its operand."""
        source = self._source
        kind = source.kind(self._at, frame.end)
        if kind == "'":
            raise source.error(translate("latex_input", "a derivative is not read"), self._at)
        if kind not in ("_", "^"):
            self._operand_of(frame, call)
            return
        start, stop, after = self._names.argument(self._at + 1, frame.end)
        texts = source.brief(start, stop)
        if kind == "_":
            if call.key != "ln" or call.base is not None:
                sentence = translate("latex_input", "{0} has nothing below it here: write its operands in brackets")
                sentence = sentence.format(shown(call.written))
                raise source.error(sentence, self._at)
            self._open_range(start, stop, after, lambda found: self._scripts_of_call(frame, call.to_base(found[0])))
        elif texts == ["-", "1"]:
            if call.key not in table.INVERSES:
                sentence = translate("latex_input", "there is no inverse of {0} here; write its formula, or 1/{0}(…)")
                raise source.error(sentence.format(call.written), self._at)
            self._at = after
            self._scripts_of_call(frame, call.inverse())
        elif call.power is not None:
            raise source.error(translate("latex_input", "a function has one power"), self._at)
        else:
            self._open_range(start, stop, after, lambda found: self._scripts_of_call(frame, call.to_power(found[0])))

    def _operand_of(self, frame: _Frame, call: Call) -> None:
        """The operand of a function: what is in brackets or braces, else the product that follows."""
        source = self._source

        def apply(found: list[Rope]) -> None:
            self._atom(applied(source, call, found))

        kind = source.kind(self._at, frame.end)
        if kind == "open" and source.words[self._at].text != "|":
            self._open_bracket(frame, apply).listed = True
        elif kind == "{":
            close = source.partner[self._at]
            bracketed = source.kind(self._at + 1, close) == "open" and source.partner.get(self._at + 1) == close - 1
            if bracketed and source.words[self._at + 1].text != "|":
                self._open_range(self._at + 2, close - 1, close + 1, apply).listed = True
            else:
                self._open_range(self._at + 1, close, close + 1, apply)
        elif call.needs_brackets:
            sentence = translate("latex_input", "{0} needs its operands in brackets").format(shown(call.written))
            raise source.error(sentence, self._at)
        else:
            frame.operators.append((_CALL, call))
            frame.calls += 1

    # --- fractions and roots ---

    def _fraction(self, frame: _Frame) -> None:
        start, stop, middle = self._names.argument(self._at + 1, frame.end)
        second, end, after = self._names.argument(middle, frame.end)
        words = self._source.words
        if all(
            _is_of_a_derivative(words[a:b]) for a, b in ((start, min(stop, start + 1)), (second, min(end, second + 1)))
        ):
            sentence = translate("latex_words", table.REFUSED["mathrm{d}"]).format(shown("d"))
            raise self._source.error(sentence, self._at)
        if self._source.brief(start, stop) == ["{", "1", "}"]:
            self._open_range(second, end, after, lambda found: self._atom((*found, "reciprocal")))
            return

        def below(above: list[Rope]) -> None:
            self._open_range(second, end, after, lambda found: self._atom((*above, *found, "/")))

        self._open_range(start, stop, second, below)

    def _root(self, frame: _Frame) -> None:
        at = self._at + 1
        words = self._source.words
        if at < frame.end and words[at].text == "[":
            close = self._source.partner.get(at, frame.end)
            if close >= frame.end:
                raise self._source.error(translate("latex_input", "this {0} is not closed").format(shown("[")), at)
            start, stop, after = self._names.argument(close + 1, frame.end)

            def radicand(degree: list[Rope]) -> None:
                power = (Leaf("1"), *degree, "/")
                self._open_range(start, stop, after, lambda found: self._atom((*found, power, "^")))

            self._open_range(at + 1, close, start, radicand)
        else:
            start, stop, after = self._names.argument(at, frame.end)
            self._open_range(start, stop, after, lambda found: self._atom((*found, "sqrt")))

    # --- operands, operators, frames ---

    def _begin(self, frame: _Frame) -> None:
        """An operand begins: behind another one it is multiplied."""
        if not frame.ready:
            return
        if frame.operators and frame.operators[-1][1] == "/" and not _are_numbers(frame.operands[-2:]):
            sentence = translate("latex_input", "what is below this / is not clear: write \\frac, or brackets")
            raise self._source.error(sentence, self._at)
        level = _RUN if frame.calls else PRODUCT
        after_name = frame.calls and self._source.kind(self._at, frame.end) == "open"
        if after_name and self._source.words[self._at - 1].kind != "digit":
            sentence = translate(
                "latex_input", "where the function before this bracket ends is not clear: write it with brackets"
            )
            raise self._source.error(sentence, self._at)
        self._reduce(frame, level)
        frame.operators.append((level, "*"))
        frame.ready = False

    def _push(self, node: Rope) -> None:
        frame = self._stack[-1]
        frame.operands.append(node)
        frame.ready = True

    def _atom_of_one(self, found: list[Rope]) -> None:
        self._atom(found[0])

    def _atom(self, node: Rope) -> None:
        """An operand that is no name: to what power it is raised is read first."""
        source, frame = self._source, self._stack[-1]
        kind = source.kind(self._at, frame.end)
        if kind in ("_", "'"):
            self._take_other(frame)
        if kind != "^":
            self._push(node)
            return
        start, stop, after = self._names.argument(self._at + 1, frame.end)
        self._names.check_power(start, stop, self._at)
        if source.kind(after, frame.end) in ("^", "_", "'"):
            raise source.error(translate("latex_input", "put braces around this power"), after)
        self._open_range(start, stop, after, lambda found: self._push((node, *self._raised(found))))

    def _raised(self, found: list[Rope]) -> tuple[Rope, ...]:
        """How an operand is raised; ^{{2}} is how a square is printed."""
        words, close = self._source.words, self._at - 1
        marked = [word.text for word in words[max(close - 4, 0) : close + 1]] == ["{", "{", "2", "}", "}"]
        return ("square",) if marked else (found[0], "^")

    def _open_range(self, start: int, stop: int, resume: int, done: Callable[[list[Rope]], None]) -> _Frame:
        frame = _Frame(stop, done, opened=start, resume=resume)
        self._stack.append(frame)
        self._at = start
        return frame

    def _open_bracket(self, frame: _Frame, done: Callable[[list[Rope]], None]) -> _Frame:
        bracket = self._source.words[self._at].text
        if bracket == "|":
            inner = done

            def done(found: list[Rope]) -> None:
                inner([(found[0], "abs")])

        opened = _Frame(frame.end, done, table.OPENING[bracket], self._at)
        self._stack.append(opened)
        self._at += 1
        return opened

    def _close(self, frame: _Frame) -> None:
        self._finish(frame)
        if frame.above is not None:
            frame.operands[:] = [(frame.above, frame.operands[0], "/")]
        self._stack.pop()
        if not frame.closing and self._stack:
            self._at = frame.resume
        frame.done([*frame.items, *frame.operands])

    def _finish(self, frame: _Frame) -> None:
        if not frame.ready:
            raise self._expected()
        self._reduce(frame, 0)
        frame.ready = False

    def _reduce(self, frame: _Frame, level: int) -> None:
        """Put together what binds at least as tightly as this."""
        while frame.operators and frame.operators[-1][0] >= level:
            _, operator = frame.operators.pop()
            if isinstance(operator, Call):
                frame.calls -= 1
                frame.operands[-1] = applied(self._source, operator, frame.operands[-1:])
            else:
                arity = OPERATORS[operator].arity
                frame.operands[-arity:] = [(*frame.operands[-arity:], operator)]

    def _end_calls(self, frame: _Frame) -> None:
        while frame.calls:
            self._reduce(frame, frame.operators[-1][0])

    def _expected(self) -> Exception:
        words, at = self._source.words, self._at
        found = shown(words[at].text) if at < len(words) else translate("latex_input", "the end")
        return self._source.error(translate("latex_input", "expected a number or a name, found {0}").format(found), at)


_TAKERS = {
    "sign": "sign", "digit": "number", "letter": "letter", "command": "command", "slot": "slot",
    "open": "open", "close": "close", "|": "bar", "{": "group", ",": "comma",
}  # fmt: skip
_PLAIN_FUNCTIONS = {name.replace("_", ""): key for name, key in table.FUNCTIONS.items() if name.isidentifier()}


def _outside_braces(source: Source, kind: str) -> list[int]:
    """Where words of a kind stand that no braces hold."""
    found: list[int] = []
    at = 0
    while at < len(source.words):
        if source.words[at].kind == kind:
            found.append(at)
        at = source.partner[at] + 1 if source.words[at].kind == "{" else at + 1
    return found


def _are_numbers(operands: Sequence[Rope]) -> bool:
    return all(isinstance(each, Leaf) and each.label[0] in ".0123456789" for each in operands)


def _is_of_a_derivative(words: Sequence[Word]) -> bool:
    return bool(words) and words[0].text == "d" and words[0].kind == "letter"
