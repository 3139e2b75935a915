r"""Functions, fractions and roots in LaTeX: \sin^2 x, \log_a(x), \max\{a, b\}, \frac12, \sqrt[3]{x}.

A function is what a word or a command names; which one is the table's matter, and one that there is not is refused by
its name. Its power and its base are read first, then its operand.
"""

from __future__ import annotations

from treeedit.model import latex_words as table
from treeedit.model.functions import no_function
from treeedit.model.latex_calls import Call, applied
from treeedit.model.latex_indices import argument
from treeedit.model.latex_reading import CALL, Frame, Reading
from treeedit.model.records import Leaf
from treeedit.model.ropes import Rope
from treeedit.model.tokens import shown
from treeedit.words import translate

_KEYS = {name.replace("_", ""): key for name, key in table.FUNCTIONS.items() if name.isidentifier()}


def key_of(written: str) -> str | None:
    """The operator (or the reciprocal of one) that a word names, whatever its case; None if there is none."""
    return _KEYS.get(written.lower().replace(" ", "").replace("_", ""))


def call_of(reading: Reading, frame: Frame, written: str, after: int) -> None:
    """A function, whose index and power are looked at first."""
    source, at = reading.source, reading.at
    key = key_of(written)
    if key is None:
        raise source.error(no_function(written), at)
    if frame.ready and frame.calls:
        reading.end_calls(frame)
    reading.begin(frame)
    call = Call(key, written, at)
    reading.at = after
    _scripts_of_call(reading, frame, call)


def _scripts_of_call(reading: Reading, frame: Frame, call: Call) -> None:
    """What stands below and above a function, then its operand."""
    source = reading.source
    kind = source.kind(reading.at, frame.end)
    if kind == "'":
        raise source.error(translate("latex_functions", "a derivative is not read"), reading.at)
    if kind not in ("_", "^"):
        _operand_of(reading, frame, call)
        return
    start, stop, after = argument(reading.source, reading.at + 1, frame.end)
    texts = source.brief(start, stop)
    if kind == "^" and texts[:1] == ["("] and texts[-1:] == [")"]:
        raise source.error(translate("latex_functions", "a derivative is not read"), reading.at)
    if kind == "_":
        if call.key != "ln" or call.base is not None:
            sentence = translate("latex_functions", "{0} has nothing below it here: write its operands in brackets")
            sentence = sentence.format(shown(call.written))
            raise source.error(sentence, reading.at)
        reading.open_range(start, stop, after, lambda found: _scripts_of_call(reading, frame, call.to_base(found[0])))
    elif texts == ["-", "1"]:
        if call.key not in table.INVERSES:
            sentence = translate("latex_functions", "there is no inverse of {0} here; write its formula, or 1/{0}(…)")
            raise source.error(sentence.format(call.written), reading.at)
        reading.at = after
        _scripts_of_call(reading, frame, call.inverse())
    elif call.power is not None:
        raise source.error(translate("latex_functions", "a function has one power"), reading.at)
    else:
        reading.open_range(start, stop, after, lambda found: _scripts_of_call(reading, frame, call.to_power(found[0])))


def _operand_of(reading: Reading, frame: Frame, call: Call) -> None:
    """The operand of a function: what is in brackets or braces, else the product that follows."""
    source = reading.source

    def apply(found: list[Rope]) -> None:
        reading.atom(applied(source, call, found))

    kind = source.kind(reading.at, frame.end)
    if kind == "open" and source.words[reading.at].text != "|":
        reading.open_bracket(frame, apply).listed = True
    elif kind == "{":
        close = source.partner[reading.at]
        bracketed = source.kind(reading.at + 1, close) == "open" and source.partner.get(reading.at + 1) == close - 1
        if bracketed and source.words[reading.at + 1].text != "|":
            reading.open_range(reading.at + 2, close - 1, close + 1, apply).listed = True
        else:
            reading.open_range(reading.at + 1, close, close + 1, apply)
    elif call.needs_brackets:
        sentence = translate("latex_functions", "{0} needs its operands in brackets").format(shown(call.written))
        raise source.error(sentence, reading.at)
    else:
        frame.operators.append((CALL, call))
        frame.calls += 1


def fraction(reading: Reading, frame: Frame) -> None:
    r"""\frac{a}{b}; with {1} above, in braces of its own, it is how a reciprocal is printed."""
    reading.begin(frame)
    start, stop, middle = argument(reading.source, reading.at + 1, frame.end)
    second, end, after = argument(reading.source, middle, frame.end)
    words = reading.source.words
    begins = (words[start].text if start < stop else "", words[second].text if second < end else "")
    if begins == ("d", "d"):
        sentence = translate("latex_words", table.REFUSED["mathrm{d}"]).format(shown("d"))
        raise reading.source.error(sentence, reading.at)
    if reading.source.brief(start, stop) == ["{", "1", "}"]:
        reading.open_range(second, end, after, lambda found: reading.atom((*found, "reciprocal")))
        return

    def below(above: list[Rope]) -> None:
        reading.open_range(second, end, after, lambda found: reading.atom((*above, *found, "/")))

    reading.open_range(start, stop, second, below)


def root(reading: Reading, frame: Frame) -> None:
    r"""\sqrt{x}, and \sqrt[n]{x}."""
    reading.begin(frame)
    at = reading.at + 1
    words = reading.source.words
    if at < frame.end and words[at].text == "[":
        close = reading.source.partner.get(at, frame.end)
        if close >= frame.end:
            raise reading.source.error(translate("latex_functions", "this {0} is not closed").format(shown("[")), at)
        start, stop, after = argument(reading.source, close + 1, frame.end)

        def radicand(degree: list[Rope]) -> None:
            power = (Leaf("1"), *degree, "/")
            reading.open_range(start, stop, after, lambda found: reading.atom((*found, power, "^")))

        reading.open_range(at + 1, close, start, radicand)
    else:
        start, stop, after = argument(reading.source, at, frame.end)
        reading.open_range(start, stop, after, lambda found: reading.atom((*found, "sqrt")))
