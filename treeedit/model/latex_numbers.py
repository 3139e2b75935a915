r"""Numbers in LaTeX: 0.5, 1{,}5 with a decimal comma, and 6.02 \times 10^{23}, which is one number.

What may be a comma of thousands is refused, and so is a number behind a letter, which might be its subscript.
"""

from __future__ import annotations

from treeedit.model.labels import GREEK
from treeedit.model.latex_indices import argument
from treeedit.model.latex_reading import Frame, Reading
from treeedit.model.records import Leaf
from treeedit.words import translate


def take_number(reading: Reading, frame: Frame) -> None:
    """A number, and to what power it is raised."""
    before = reading.source.words[reading.at - 1] if reading.at else None
    spelt = before and (before.kind == "letter" or before.text in GREEK)
    if frame.ready and before and (spelt or (before.kind == "digit" and reading.source.words[reading.at].spaced)):
        sentence = (
            translate("latex_numbers", "write _ for a subscript or \\cdot for a product before this number")
            if spelt
            else translate("latex_numbers", "a number has no spaces in it; write \\cdot for a product")
        )
        raise reading.source.error(sentence, reading.at)
    reading.begin(frame)
    reading.atom(Leaf(_number(reading, frame.end)))


def _number(reading: Reading, end: int) -> str:
    words, start = reading.source.words, reading.at
    text = _digits(reading, end, points=True)
    if [word.text for word in words[reading.at : min(end, reading.at + 3)]] == ["{", ",", "}"]:
        comma = reading.at
        reading.at += 3
        decimals = _digits(reading, end, points=False)
        if not text.isdigit() or len(decimals) == 3 or not decimals:
            sentence = translate(
                "latex_numbers", "this comma may be of a decimal or of thousands; write a point or nothing"
            )
            raise reading.source.error(sentence, comma)
        text = f"{text}.{decimals}"
    if text.count(".") > 1 or text == ".":
        raise reading.source.error(translate("latex_numbers", "this is no number"), start)
    _check_as_in_programs(reading, text, start, end)
    return text + _power_of_ten(reading, end)


def _check_as_in_programs(reading: Reading, number: str, start: int, end: int) -> None:
    """FormulaError at 1e-3, which is a number in programs and a difference in print."""
    last, *words = reading.source.words[reading.at - 1 : min(end, reading.at + 3)]
    if [word.kind for word in words] != ["letter", "sign", "digit"] or words[0].text != "e":
        return
    if words[2].position == last.position + 3 and words[1].text in ("+", "-"):
        power = words[1].text.strip("+") + words[2].text
        sentence = translate("latex_numbers", "write {0} for a power of ten, or {1} for a product with e")
        raise reading.source.error(sentence.format(rf"{number} \cdot 10^{{{power}}}", rf"{number} \cdot e"), start)


def _digits(reading: Reading, end: int, *, points: bool) -> str:
    found: list[str] = []
    words = reading.source.words
    while reading.at < end and words[reading.at].kind == "digit" and (points or words[reading.at].text != "."):
        if found and words[reading.at].spaced:
            break
        found.append(words[reading.at].text)
        reading.at += 1
    return "".join(found)


def _power_of_ten(reading: Reading, end: int) -> str:
    r"""6.02 \times 10^{23} is one number, as physicists write it; with \cdot it is a product."""
    words, at = reading.source.words, reading.at
    texts = [word.text for word in words[at : min(end, at + 4)]]
    if texts != ["*", "1", "0", "^"] or words[at].written != "\\times":
        return ""
    start, stop, after = argument(reading.source, at + 4, end)
    exponent = "".join(reading.source.brief(start, stop))
    if not exponent.removeprefix("-").isdecimal() or not exponent.isascii():
        return ""
    reading.at = after
    return f"e{exponent}"
